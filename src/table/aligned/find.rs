//! Tables without upright lines: columns from where their text stands, rows from level lines or
//! from how text starts.
//!
//! A header whose words are known names the columns. Between the middles of two headings lies the
//! gutter: the widest strip that (nearly) no line of text crosses. A line that does cross a gutter
//! is no part of the table.

use crate::geom::Rect;
use crate::layout::{Cluster, Frame, Line, compose, ended, lines};
use crate::table::edges::Edge;
use crate::table::furniture::{in_margin, is_page_number};
use crate::table::heading::meaning;
use crate::table::join::{opens_first_child, starts_item};
use crate::table::{Block, Cell, Origin, Row, Table};

/// Pieces of a header line stand at least this far apart (part of the font size).
const HEADER_GAP: f32 = 0.9;
/// A header without lines around it must name at least this many columns.
const HEADER_COLUMNS: usize = 3;
/// How many lines below a header of unknown words are looked at.
const REGULAR_ROWS: usize = 4;
/// A gutter is looked for in steps of this many points.
const STEP: f32 = 0.5;
/// Text goes across a gutter where its two sides stand nearer than this (part of the font size).
const FLOWS: f32 = 0.45;
/// Level lines of one table start and end within this of each other (in points).
const SAME_ENDS: f32 = 6.0;
/// A step down this much larger than the usual one separates rows.
const WIDE_STEP: f32 = 1.5;
/// Lines further apart than this (in font sizes) no longer belong to one table.
const TABLE_ENDS: f32 = 6.0;

/// Finds tables without upright lines among a page's lines; what belongs to none stays lines, in
/// order.
pub(super) fn find(frame: Frame, mut all: Vec<Line>, rules: &[Edge]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // The page's number stands where a row could go on.
    let numbered = |l: &Line| in_margin(l, frame.size.1) && is_page_number(&l.text());
    let foot = all.pop_if(|l| numbered(l));
    let mut at = 0;
    if all.first().is_some_and(numbered) {
        blocks.push(Block::Lines(vec![all[0].clone()]));
        at = 1;
    }
    while at < all.len() {
        match table_at(frame, &all[at..], rules) {
            Some((table, used)) => {
                blocks.push(Block::Table(table));
                at += used;
            }
            None => {
                blocks.push(Block::Lines(vec![all[at].clone()]));
                at += 1;
            }
        }
    }
    blocks.extend(foot.map(|l| Block::Lines(vec![l])));
    blocks
}

/// The table that starts with the first of these lines, and how many of them it takes.
fn table_at(frame: Frame, rest: &[Line], rules: &[Edge]) -> Option<(Table, usize)> {
    let named = header_pieces(&rest[0]);
    let known = named.is_some();
    let headings = named.or_else(|| unknown_header(rest))?;
    let end =
        1 + rest[1..].iter().position(|l| header_pieces(l).is_some()).unwrap_or(rest.len() - 1);
    let ruled = Rules::around(rules, &rest[0]);
    let end = match &ruled {
        Some(r) => rest[..end].iter().position(|l| l.baseline > r.bottom() + 1.0).unwrap_or(end),
        None => end,
    };
    let (borders, fitting) = borders(&headings, &rest[..end], ruled.as_ref())?;
    let fitting = if ruled.is_some() && fitting == end {
        end + cut_row(frame, &borders, &rest[end..])
    } else {
        fitting
    };
    let body = &rest[..fitting];
    let (origin, rows) = match ruled {
        Some(r) => (Origin::Rows, rows_by_rules(frame, &borders, body, &r)),
        None => (Origin::Aligned, rows_by_starts(frame, &borders, body)),
    };
    if !known && !is_regular(&rows) {
        return None;
    }
    let bbox = crate::geom::bounds(rows.iter().flat_map(|r| &r.cells).map(|c| &c.bbox))?;
    let frame = frame.within(bbox.x0, bbox.x1);
    (rows.len() > 1).then_some((Table { frame, bbox, origin, columns: borders, rows }, fitting))
}

/// How many lines below a table's last level line are a row that the page's end cuts: all that
/// follow, where they keep to the columns and do not just stand in one of them.
fn cut_row(frame: Frame, borders: &[f32], below: &[Line]) -> usize {
    let inner = &borders[1..borders.len() - 1];
    let keeps = |l: &Line| !inner.iter().any(|g| flows_across(l, *g));
    let spread = |l: &Line| by_column(frame, borders, l).iter().flatten().count() > 1;
    if below.iter().all(keeps) && below.iter().any(spread) { below.len() } else { 0 }
}

/// The pieces of a line, as boxes with their text: what wide gaps separate.
fn pieces(line: &Line) -> Vec<(Rect, String)> {
    let mut out: Vec<(Rect, String)> = Vec::new();
    for c in line.printed() {
        match out.last_mut() {
            Some((bbox, text)) if c.bbox.x0 - bbox.x1 <= HEADER_GAP * c.size => {
                *bbox = bbox.union(&c.bbox);
                text.push_str(&c.text);
            }
            _ => out.push((c.bbox, c.text.to_string())),
        }
    }
    out
}

/// The pieces of a line that names columns; `None` where it names too few.
fn header_pieces(line: &Line) -> Option<Vec<Rect>> {
    let pieces = pieces(line);
    let mut found: Vec<_> = pieces.iter().filter_map(|(_, text)| meaning(text)).collect();
    let known = found.len();
    found.sort_unstable();
    found.dedup();
    let names = found.len() >= HEADER_COLUMNS && known * 10 >= pieces.len() * 6;
    names.then(|| pieces.into_iter().map(|(bbox, _)| bbox).collect())
}

/// The pieces of a line that may name columns in words that are not known: as many as the lines
/// below it mostly have.
fn unknown_header(rest: &[Line]) -> Option<Vec<Rect>> {
    let header = pieces(&rest[0]);
    if header.len() < HEADER_COLUMNS
        || header.iter().any(|(_, t)| starts_item(t) || !t.chars().any(char::is_alphabetic))
    {
        return None;
    }
    let below: Vec<usize> = rest[1..].iter().take(REGULAR_ROWS).map(|l| pieces(l).len()).collect();
    let alike = below.iter().filter(|n| **n == header.len()).count();
    (below.len() >= 2 && alike * 2 > below.len())
        .then(|| header.into_iter().map(|(bbox, _)| bbox).collect())
}

/// Whether rows under headings that are not known are a table and not prose with gaps: most of them
/// fill every column.
fn is_regular(rows: &[Row]) -> bool {
    let full = rows.iter().filter(|r| r.cells.iter().all(|c| !c.lines.is_empty())).count();
    rows.len() > 2 && full * 3 >= rows.len() * 2
}

/// Level lines that belong to one table.
struct Rules {
    ys: Vec<f32>,
    left: f32,
    right: f32,
}

impl Rules {
    /// The lines around and below a header, down to where they stop.
    fn around(rules: &[Edge], header: &Line) -> Option<Rules> {
        let covers = |e: &&Edge| e.from <= header.bbox.x0 + 1.0 && e.to >= header.bbox.x1 - 1.0;
        let above =
            rules.iter().filter(covers).filter(|e| e.pos <= header.baseline - 0.3 * header.size);
        let top = above
            .max_by(|a, b| a.pos.total_cmp(&b.pos))
            .filter(|e| header.baseline - e.pos <= 4.0 * header.size)?;
        let same = |e: &&Edge| {
            (e.from - top.from).abs() <= SAME_ENDS && (e.to - top.to).abs() <= SAME_ENDS
        };
        let mut ys: Vec<f32> =
            rules.iter().filter(same).map(|e| e.pos).filter(|y| *y >= top.pos).collect();
        ys.sort_by(f32::total_cmp);
        (ys.len() >= 3).then_some(Rules { ys, left: top.from, right: top.to })
    }

    fn bottom(&self) -> f32 {
        self.ys.last().copied().unwrap_or(0.0)
    }
}

/// The column borders that a header's pieces and the lines below it show, and how many of the lines
/// fit between them.
fn borders(headings: &[Rect], body: &[Line], ruled: Option<&Rules>) -> Option<(Vec<f32>, usize)> {
    let gutters: Vec<f32> = headings
        .windows(2)
        .map(|pair| gutter(pair[0].center().x, pair[1].center().x, body))
        .collect::<Option<_>>()?;
    let step = usual_step(body);
    let mut fitting = 0;
    for (i, line) in body.iter().enumerate() {
        let far = i > 0 && line.baseline - body[i - 1].baseline > TABLE_ENDS * line.size.max(step);
        if ruled.is_none() && far || gutters.iter().any(|g| flows_across(line, *g)) {
            break;
        }
        fitting = i + 1;
    }
    let lines = &body[..fitting];
    let left = lines.iter().map(|l| l.bbox.x0).fold(f32::INFINITY, f32::min);
    let right = lines.iter().map(|l| l.bbox.x1).fold(f32::NEG_INFINITY, f32::max);
    let (left, right) =
        ruled.map_or((left - 1.0, right + 1.0), |r| (r.left.min(left), r.right.max(right)));
    let mut out = vec![left];
    out.extend(gutters);
    out.push(right);
    (fitting >= 2 && out.windows(2).all(|w| w[0] < w[1])).then_some((out, fitting))
}

/// The middle of the widest strip between two headings' middles that the fewest lines cover.
fn gutter(from: f32, to: f32, body: &[Line]) -> Option<f32> {
    let steps = ((to - from) / STEP) as usize;
    if steps < 2 {
        return None;
    }
    let mut covered = vec![0u32; steps];
    for line in body {
        for c in line.printed().filter(|c| c.bbox.x1 > from && c.bbox.x0 < to) {
            let first = ((c.bbox.x0 - from).max(0.0) / STEP) as usize;
            let last = (((c.bbox.x1 - from) / STEP).ceil() as usize).min(steps);
            covered[first.min(steps)..last].iter_mut().for_each(|n| *n += 1);
        }
    }
    let fewest = covered.iter().min()?;
    let (mut best, mut start) = ((0usize, 0usize), None);
    for (i, n) in covered.iter().chain(std::iter::once(&u32::MAX)).enumerate() {
        match (n == fewest, start) {
            (true, None) => start = Some(i),
            (false, Some(s)) => {
                if i - s > best.1 - best.0 {
                    best = (s, i);
                }
                start = None;
            }
            _ => {}
        }
    }
    Some(from + (best.0 + best.1) as f32 / 2.0 * STEP)
}

/// Whether a line's text runs over a gutter without a gap.
fn flows_across(line: &Line, gutter: f32) -> bool {
    let left = line
        .printed()
        .map(|c| c.bbox.x1)
        .filter(|x| *x <= gutter)
        .fold(f32::NEG_INFINITY, f32::max);
    let right =
        line.printed().map(|c| c.bbox.x0).filter(|x| *x >= gutter).fold(f32::INFINITY, f32::min);
    let over = line.printed().any(|c| c.bbox.x0 < gutter - 0.5 && c.bbox.x1 > gutter + 0.5);
    over || right - left <= FLOWS * line.size
}

fn usual_step(body: &[Line]) -> f32 {
    let mut steps: Vec<f32> =
        body.windows(2).map(|w| w[1].baseline - w[0].baseline).filter(|s| *s > 1.0).collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(0.0)
}

/// A row from the lines that stand in it.
fn row(frame: Frame, borders: &[f32], body: &[Line], top: f32, bottom: f32) -> Row {
    let mut clusters: Vec<Vec<Cluster>> = vec![Vec::new(); borders.len() - 1];
    for c in body.iter().flat_map(|l| &l.clusters) {
        let column =
            borders.partition_point(|x| *x <= c.anchor().x).clamp(1, borders.len() - 1) - 1;
        clusters[column].push(c.clone());
    }
    let cells = clusters.into_iter().enumerate().map(|(column, clusters)| {
        let (x0, x1) = (borders[column], borders[column + 1]);
        let lines = lines(frame.within(x0, x1), clusters);
        Cell { column, span: 1, row_span: 1, bbox: Rect::new(x0, top, x1, bottom), lines }
    });
    Row { top, bottom, closed_top: true, closed_bottom: true, cells: cells.collect() }
}

/// Rows between level lines.
fn rows_by_rules(frame: Frame, borders: &[f32], body: &[Line], rules: &Rules) -> Vec<Row> {
    let mut ys = rules.ys.clone();
    let lowest = body.iter().map(|l| l.baseline).fold(f32::NEG_INFINITY, f32::max);
    if lowest > rules.bottom() {
        ys.push(lowest + 1.0);
    }
    let open_from = rules.bottom();
    let mut out: Vec<Row> = Vec::new();
    for pair in ys.windows(2) {
        let inside: Vec<Line> = body
            .iter()
            .filter(|l| l.baseline > pair[0] && l.baseline <= pair[1])
            .cloned()
            .collect();
        if !inside.is_empty() {
            let closed_bottom = pair[0] < open_from;
            out.push(Row { closed_bottom, ..row(frame, borders, &inside, pair[0], pair[1]) });
        }
    }
    out
}

/// Rows by how their text starts: a column that had ended starts again.
fn rows_by_starts(frame: Frame, borders: &[f32], body: &[Line]) -> Vec<Row> {
    let grid: Vec<Vec<Option<Line>>> = body.iter().map(|l| by_column(frame, borders, l)).collect();
    let header = header_height(body);
    let step = usual_step(&body[header..]);
    let mut starts = vec![0, header];
    let numbered = grid.get(header).and_then(|columns| columns[0].as_ref()).is_some_and(opens_item);
    let full = |columns: &Vec<Option<Line>>| columns.iter().all(Option::is_some);
    // Where most lines fill every column, each of them is a row.
    let dense = grid[header..].iter().filter(|c| full(c)).count() * 3 >= (grid.len() - header) * 2;
    for i in header + 1..body.len() {
        if dense && full(&grid[i]) || starts_row(&grid, body, i, step, numbered) {
            starts.push(i);
        }
    }
    starts.push(body.len());
    starts.dedup();
    let edge = |i: &usize| body.get(*i).map_or_else(|| body[body.len() - 1].bbox.y1, |l| l.bbox.y0);
    let mut edges: Vec<f32> = starts.iter().map(edge).collect();
    // A taller line may reach above the line before; its row does not.
    for i in 1..edges.len() {
        edges[i] = edges[i].max(edges[i - 1]);
    }
    let spans = starts.windows(2).zip(edges.windows(2));
    spans.map(|(w, y)| row(frame, borders, &body[w[0]..w[1]], y[0], y[1])).collect()
}

fn by_column(frame: Frame, borders: &[f32], line: &Line) -> Vec<Option<Line>> {
    let parts = row(frame, borders, std::slice::from_ref(line), line.bbox.y0, line.bbox.y1);
    parts.cells.into_iter().map(|c| c.lines.into_iter().next()).collect()
}

/// How many of the first lines are the header: those in its font where the body's is another, and
/// remarks in brackets.
fn header_height(body: &[Line]) -> usize {
    let fonts = |l: &Line| l.printed().map(|c| c.font).collect::<std::collections::BTreeSet<_>>();
    let header = fonts(&body[0]);
    let distinct = body.iter().any(|l| fonts(l).is_disjoint(&header));
    let goes_on = |l: &&Line| {
        let text = l.text();
        distinct && fonts(l).is_subset(&header) || text.starts_with('(') && text.ends_with(')')
    };
    1 + body[1..].iter().take_while(goes_on).count()
}

fn opens_item(line: &Line) -> bool {
    starts_item(&compose(std::slice::from_ref(line)).text)
}

/// Whether a row starts at line `i`: its first column has text there, and no other column goes on
/// with a wrapped line. Where rows are `numbered`, only an item starts one.
fn starts_row(
    grid: &[Vec<Option<Line>>],
    body: &[Line],
    i: usize,
    step: f32,
    numbered: bool,
) -> bool {
    let Some(first) = &grid[i][0] else { return false };
    if body[i].baseline - body[i - 1].baseline > WIDE_STEP * step {
        return true;
    }
    let restarts = |c: usize| grid[i][c].is_some() && grid[i - 1][c].is_none();
    let count = (1..grid[i].len()).filter(|c| restarts(*c)).count();
    if opens_item(first) {
        return count > 0
            || restarts(0)
            || !opens_first_child(&first.text()) && all_ended(grid, i, 1);
    }
    !numbered && (restarts(0) && count > 0 || count > 1 || all_ended(grid, i, 0))
}

/// Whether at least half of the columns from `from` on have text at line `i` and on the line
/// before, and each of them had ended its paragraph there.
fn all_ended(grid: &[Vec<Option<Line>>], i: usize, from: usize) -> bool {
    let columns = grid[i].iter().zip(&grid[i - 1]).skip(from);
    let both: Vec<(&Line, &Line)> =
        columns.filter_map(|(now, before)| Some((now.as_ref()?, before.as_ref()?))).collect();
    // A row starts in most of its columns at once.
    both.len() * 2 >= grid[i].len() - from && both.iter().all(|(now, before)| ended(before, now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Point;
    use crate::pdf::{Glyph, Page};
    use crate::table::segment;

    fn glyph(text: &str, x: f32, y: f32, size: f32) -> Glyph {
        Glyph {
            text: text.into(),
            origin: Point { x, y },
            bbox: Rect::new(x, y - 0.9 * size, x + 60.0, y + 0.3 * size),
            size,
            ..Glyph::default()
        }
    }

    #[test]
    fn rows_stay_in_order_where_a_tall_line_reaches_above_the_one_before() {
        let rows = [
            ("โครงการ", 100.0, 10.0),
            ("ก", 120.0, 10.0),
            ("ข", 140.0, 10.0),
            ("ค", 160.0, 40.0),
            ("ง", 180.0, 10.0),
        ];
        let headings = ["โครงการ", "เป้าหมาย", "งบประมาณ"];
        let glyphs = rows.iter().flat_map(|(text, y, size)| {
            let texts = if *text == headings[0] { headings } else { [*text; 3] };
            texts.into_iter().zip([50.0, 250.0, 450.0]).map(|(text, x)| glyph(text, x, *y, *size))
        });
        let page = Page {
            number: 1,
            width: 600.0,
            height: 800.0,
            glyphs: glyphs.collect(),
            ..Page::default()
        };
        let blocks = segment(&page).blocks;
        let [Block::Table(table)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert!(table.rows.len() > 3, "{:?}", table.rows);
        assert!(
            table.rows.windows(2).all(|w| w[0].top <= w[1].top && w[0].bottom <= w[1].top),
            "{:?}",
            table.rows
        );
    }
}
