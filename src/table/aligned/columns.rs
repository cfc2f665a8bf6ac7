//! Columns from where text stands: a gutter between each two headings, and what keeps to them.

use std::ops::Range;

use super::header::{Header, Known};
use super::kind::{Kind, NOTES, TITLE_PIECES, are_sums, is_signed, sums};
use super::rules::Rules;
use super::stack::{Group, pieces};
use crate::geom::{Rect, bounds};
use crate::layout::{Cluster, Frame, Line, lines as set};
use crate::table::item::starts_item;
use crate::table::{Cell, Origin, Row, Table, Vocabulary};

/// A gutter is looked for in steps of this many points.
const STEP: f32 = 0.5;
/// Between headings nearer than this many steps there is no gutter.
const FEWEST_STEPS: usize = 2;
/// Text goes across a gutter where its two sides stand nearer than this (part of the font size).
const FLOWS: f32 = 0.45;
/// … or nearer than this, where the header is set off so that its columns are sure.
const FLOWS_UNDER_SURE: f32 = 0.1;
/// A cluster stands across a gutter where it reaches further than this (in points) to both sides.
const CROSSES: f32 = 0.5;
/// A table has at least this many lines: its header and a row.
const FEWEST_LINES: usize = 2;
/// Outer borders that are not drawn stand this far (in points) from the text.
const BORDER: f32 = 1.0;
/// What stands further below the rows than this many usual steps may be none of them.
const APART: f32 = 1.8;
/// Text runs on beyond a column where it ends this far (in font sizes) behind all others there.
const RUNS_ON: f32 = 2.0;
/// A smaller step (in points) from baseline to baseline is none: text beside text.
const SMALLEST_STEP: f32 = 1.0;

/// The columns of a table on a page.
pub(in crate::table) struct Columns {
    frame: Frame,
    /// The x of their borders, one more than there are columns.
    borders: Vec<f32>,
    /// The words of titles.
    vocabulary: Vocabulary,
    /// Text whose two sides stand nearer than this goes across a gutter (part of the font size).
    flows: f32,
}

impl Columns {
    /// The columns that a header and the lines of the table show, and how many of the lines belong
    /// to it. The header is the first of the lines.
    pub(super) fn of(
        frame: Frame,
        header: &Header,
        all: &[Line],
        ruled: Option<&Rules>,
        vocabulary: &Vocabulary,
    ) -> Option<(Columns, usize)> {
        let of = |lines: &[&Line], flows| {
            let columns = Columns::between_headings(frame, header, lines, ruled, flows)?;
            Some(Columns { vocabulary: vocabulary.clone(), ..columns })
        };
        let sure = header.known == Known::SetOff;
        let flows = if sure { FLOWS_UNDER_SURE } else { FLOWS };
        let first = of(&rows_of(all, header), flows)?;
        // Level lines around sure columns hold all that is between them: titles across all, too.
        if sure && ruled.is_some() && first.most_keep(all) {
            let keeping = all.iter().enumerate();
            let keeping =
                keeping.filter(|(i, line)| *i < header.lines || kind(&first, line).keeps());
            let keeping: Vec<&Line> = keeping.map(|(_, line)| line).collect();
            let columns = of(&keeping, flows);
            return Some((columns.unwrap_or(first), all.len()));
        }
        let count = first.height(all, header.lines, ruled.is_some());
        let own = all[..count].iter().enumerate();
        let own = own.filter(|(i, line)| *i < header.lines || kind(&first, line).keeps());
        let own: Vec<&Line> = own.map(|(_, line)| line).collect();
        let columns = of(&own, flows)?;
        let count = columns.height(all, header.lines, ruled.is_some());
        (count >= FEWEST_LINES).then_some((columns, count))
    }

    /// The columns that lines show below headings.
    fn between_headings(
        frame: Frame,
        header: &Header,
        lines: &[&Line],
        ruled: Option<&Rules>,
        flows: f32,
    ) -> Option<Columns> {
        let clusters = lines.iter().flat_map(|line| line.printed());
        let texts: Vec<Rect> = clusters
            .filter(|c| !header.groups.iter().any(|group| group.bbox.contains(c.bbox.center())))
            .map(|c| c.bbox)
            .collect();
        let gutters: Vec<f32> = header
            .headings
            .windows(2)
            .map(|pair| gutter(pair[0].center().x, pair[1].center().x, &texts))
            .collect::<Option<_>>()?;
        let (left, right) = outer_borders(lines, ruled);
        let mut borders = vec![left];
        borders.extend(gutters);
        borders.push(right);
        let ascending = borders.windows(2).all(|pair| pair[0] < pair[1]);
        ascending.then(|| Columns { frame, borders, flows, vocabulary: Vocabulary::default() })
    }

    /// The columns between known borders.
    pub fn between(frame: Frame, borders: Vec<f32>, vocabulary: &Vocabulary) -> Columns {
        Columns { frame, borders, flows: FLOWS_UNDER_SURE, vocabulary: vocabulary.clone() }
    }

    /// Whether a text is numbered as an item, or named as a level is.
    pub(super) fn opens_level(&self, text: &str) -> bool {
        starts_item(text) || self.vocabulary.begins_with_level(text)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.borders.len() - 1
    }

    /// The x of the outer border at the right.
    pub(super) fn right(&self) -> f32 {
        self.borders[self.borders.len() - 1]
    }

    /// Whether a line's text crosses no border between two columns.
    pub fn keeps(&self, line: &Line) -> bool {
        let inner = &self.borders[1..self.borders.len() - 1];
        !inner.iter().any(|gutter| flows_across(line, *gutter, self.flows))
    }

    /// Whether a text that starts in the first column runs on over a border as words do.
    pub(super) fn is_run_over(&self, line: &Line, piece: &Rect) -> bool {
        let inner = &self.borders[1..self.borders.len() - 1];
        let mut crossed = inner.iter().filter(|x| piece.x0 < **x && piece.x1 > **x).peekable();
        self.column_at(piece.x0) == 0
            && crossed.peek().is_some()
            && crossed.any(|gutter| flows_across(line, *gutter, FLOWS))
    }

    /// A row from the lines that stand in it.
    pub fn row(&self, inside: &[Line], top: f32, bottom: f32) -> Row {
        let mut clusters: Vec<Vec<Cluster>> = vec![Vec::new(); self.count()];
        for c in inside.iter().flat_map(|line| &line.clusters) {
            clusters[self.column_at(c.anchor().x)].push(c.clone());
        }
        let cells = clusters.into_iter().enumerate().map(|(column, clusters)| {
            let (x0, x1) = (self.borders[column], self.borders[column + 1]);
            let lines = set(self.frame.within(x0, x1), clusters);
            let bbox = Rect::new(x0, top, x1, bottom);
            Cell { column, span: 1, row_span: 1, bbox, lines, marked: false }
        });
        Row { top, bottom, closed_top: true, closed_bottom: true, cells: cells.collect() }
    }

    /// A row of one cell across all columns, as a title is.
    pub fn title(&self, inside: &[Line], top: f32, bottom: f32) -> Row {
        let clusters = inside.iter().flat_map(|line| line.clusters.iter().cloned()).collect();
        let cell = self.cell(0..self.count(), clusters, top, bottom);
        Row { top, bottom, closed_top: true, closed_bottom: true, cells: vec![cell] }
    }

    /// A row from the lines of a sum: each text in a cell across the columns that it runs over, the
    /// first one across those before it, too.
    pub fn row_of_total(&self, inside: &[Line], top: f32, bottom: f32) -> Row {
        let mut row = self.row(inside, top, bottom);
        let pieces =
            inside.iter().flat_map(|line| pieces(line).into_iter().map(move |p| (line, p)));
        for (_, piece) in pieces.filter(|(line, piece)| self.runs_over(line, &piece.bbox)) {
            let (left, right) = (self.column_at(piece.bbox.x0), self.column_at(piece.bbox.x1));
            let blank = row.cells.iter().take_while(|c| c.lines.is_empty()).count();
            self.merge(&mut row, if blank < left { left } else { 0 }..right + 1);
        }
        row
    }

    /// The rows of a header: one for each level that it has.
    pub(super) fn header_rows(&self, lines: &[Line], groups: &[Group]) -> Vec<Row> {
        let top = lines.iter().map(|line| line.bbox.y0).fold(f32::INFINITY, f32::min);
        let bottom = lines.iter().map(|line| line.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
        let mut leaves = self.row(lines, top, bottom);
        let outer: Vec<&Group> = groups.iter().filter(|g| is_outermost(g, groups)).collect();
        let Some(parts) = outer.iter().map(|group| group.bbox.y1).reduce(f32::min) else {
            return vec![leaves];
        };
        let is_group = |c: &Cluster, group: &Group| group.bbox.contains(c.bbox.center());
        let mut upper = Row { top, bottom: parts, cells: Vec::new(), ..leaves.clone() };
        let mut lower = Row { top: parts, bottom, cells: Vec::new(), ..leaves.clone() };
        for cell in leaves.cells.drain(..) {
            let group = outer.iter().find(|group| group.columns.contains(&cell.column));
            let Some(group) = group else {
                upper.cells.push(Cell { row_span: 2, ..cell });
                continue;
            };
            let frame = self.frame.within(cell.bbox.x0, cell.bbox.x1);
            let own = cell.lines.iter().flat_map(|line| line.clusters.iter().cloned());
            let own = own.filter(|c| !is_group(c, group)).collect();
            let (bbox, column) = (Rect { y0: parts, ..cell.bbox }, cell.column);
            lower.cells.push(Cell { bbox, lines: set(frame, own), ..cell });
            if column == group.columns.start {
                let clusters = lines.iter().flat_map(|line| line.clusters.iter());
                let clusters = clusters.filter(|c| is_group(c, group)).cloned().collect();
                upper.cells.push(self.cell(group.columns.clone(), clusters, top, parts));
            }
        }
        vec![upper, lower]
    }

    /// A cell over some columns.
    fn cell(&self, columns: Range<usize>, clusters: Vec<Cluster>, top: f32, bottom: f32) -> Cell {
        let (x0, x1) = (self.borders[columns.start], self.borders[columns.end]);
        let lines = set(self.frame.within(x0, x1), clusters);
        let bbox = Rect::new(x0, top, x1, bottom);
        let (column, span) = (columns.start, columns.len());
        Cell { column, span, row_span: 1, bbox, lines, marked: false }
    }

    /// Merges the cells of a row over some columns.
    fn merge(&self, row: &mut Row, columns: Range<usize>) {
        let is_own = |cell: &Cell| columns.contains(&cell.column);
        let own = row.cells.iter().filter(|cell| is_own(cell)).flat_map(|cell| &cell.lines);
        let clusters = own.flat_map(|line| line.clusters.iter().cloned()).collect();
        let merged = self.cell(columns.clone(), clusters, row.top, row.bottom);
        let at = row.cells.iter().position(is_own).unwrap_or(row.cells.len());
        row.cells.retain(|cell| !is_own(cell));
        row.cells.insert(at, merged);
    }

    /// Whether a piece of a line reaches over a border between two columns as words do: sums side by side
    /// may stand nearer to each other than pieces, but a border lies between them.
    fn runs_over(&self, line: &Line, piece: &Rect) -> bool {
        let inner = &self.borders[1..self.borders.len() - 1];
        let mut crossed =
            inner.iter().filter(|x| piece.x0 < **x - CROSSES && piece.x1 > **x + CROSSES);
        crossed.any(|x| flows_across(line, *x, FLOWS))
    }

    /// Whether most lines keep to the columns: these are a table's, not prose between a page's head
    /// and its foot.
    fn most_keep(&self, all: &[Line]) -> bool {
        are_most(all.iter().filter(|line| self.keeps(line)).count(), all.len())
    }

    /// The column that an x lies in, or the one next to it.
    fn column_at(&self, x: f32) -> usize {
        self.borders.partition_point(|border| *border <= x).clamp(1, self.count()) - 1
    }

    /// What of a line stands in each column.
    pub fn parts(&self, line: &Line) -> Vec<Option<Line>> {
        let row = self.row(std::slice::from_ref(line), line.bbox.y0, line.bbox.y1);
        row.cells.into_iter().map(|cell| cell.lines.into_iter().next()).collect()
    }

    /// The table that rows in them are.
    pub fn into_table(self, origin: Origin, rows: Vec<Row>) -> Option<Table> {
        let bbox = bounds(rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.bbox))?;
        let frame = self.frame.within(bbox.x0, bbox.x1);
        Some(Table { frame, bbox, origin, columns: self.borders, rows })
    }
}

/// The lines that tell the columns of a table before these are known: all but sums, and titles that
/// start where rows do and run on far beyond what stands there in these.
fn rows_of<'a>(all: &'a [Line], header: &Header) -> Vec<&'a Line> {
    let (above, below) = all.split_at(header.lines.min(all.len()));
    let below = &below[..rows_end(below)];
    let second = header.headings.get(1).map_or(f32::INFINITY, |heading| heading.center().x);
    let rows = below.iter().map(pieces).filter(|pieces| pieces.len() > TITLE_PIECES);
    let firsts = rows.filter_map(|pieces| pieces.first().map(|piece| piece.bbox));
    let ends = firsts.filter(|bbox| bbox.x0 < second).map(|bbox| bbox.x1);
    let end = ends.fold(f32::NEG_INFINITY, f32::max);
    let is_row = |line: &&Line| {
        let pieces = pieces(line);
        let is_title = pieces
            .first()
            .is_some_and(|first| first.bbox.x0 < end && first.bbox.x1 > end + RUNS_ON * line.size);
        pieces.len() > TITLE_PIECES || !is_title && !are_sums(&pieces)
    };
    above.iter().chain(below.iter().filter(is_row)).collect()
}

/// Where some lines below a header end to be rows at first sight: where one signs, or where no line
/// has text in several columns any more and the next stands apart.
fn rows_end(below: &[Line]) -> usize {
    let end = below.iter().position(is_signed).unwrap_or(below.len());
    let is_row = |line: &Line| pieces(line).len() > TITLE_PIECES;
    let last = below[..end].iter().rposition(is_row).unwrap_or(0);
    let step = usual_step(below);
    let apart = |pair: &[Line]| pair[1].baseline - pair[0].baseline > APART * step;
    below[last..end].windows(2).position(apart).map_or(end, |at| last + at + 1)
}

/// Whether no other heading stands above all that one stands above.
fn is_outermost(group: &Group, groups: &[Group]) -> bool {
    let holds = |other: &Group| {
        other.bbox.y0 < group.bbox.y0
            && other.columns.start <= group.columns.start
            && other.columns.end >= group.columns.end
    };
    !groups.iter().any(holds)
}

/// Whether some things are at least two of three of all.
pub(super) fn are_most(some: usize, all: usize) -> bool {
    some * 3 >= all * 2
}

/// The left and right border of a table: around its text, and where its level lines end.
fn outer_borders(all: &[&Line], ruled: Option<&Rules>) -> (f32, f32) {
    let left = all.iter().map(|l| l.bbox.x0).fold(f32::INFINITY, f32::min);
    let right = all.iter().map(|l| l.bbox.x1).fold(f32::NEG_INFINITY, f32::max);
    match ruled {
        Some(rules) => (rules.left.min(left), rules.right.max(right)),
        None => (left - BORDER, right + BORDER),
    }
}

/// The middle of the widest strip between two headings' middles that the fewest texts cover.
fn gutter(from: f32, to: f32, texts: &[Rect]) -> Option<f32> {
    let steps = ((to - from) / STEP) as usize;
    if steps < FEWEST_STEPS {
        return None;
    }
    let mut covered = vec![0u32; steps];
    for text in texts.iter().filter(|text| text.x1 > from && text.x0 < to) {
        let first = ((text.x0 - from).max(0.0) / STEP) as usize;
        let end = (((text.x1 - from) / STEP).ceil() as usize).min(steps);
        covered[first.min(end)..end].iter_mut().for_each(|n| *n += 1);
    }
    let fewest = covered.iter().min()?;
    let strip = longest_run(&covered, *fewest);
    Some(from + (strip.start + strip.end) as f32 / 2.0 * STEP)
}

/// Where a number stands most often in a row; the first such place of several.
fn longest_run(numbers: &[u32], wanted: u32) -> Range<usize> {
    let (mut longest, mut start) = (0..0, 0);
    for run in numbers.chunk_by(|a, b| a == b) {
        let end = start + run.len();
        if run[0] == wanted && run.len() > longest.len() {
            longest = start..end;
        }
        start = end;
    }
    longest
}

/// Whether a line's text runs over a gutter without a gap; `flows`: what is none (part of the font
/// size).
fn flows_across(line: &Line, gutter: f32, flows: f32) -> bool {
    let (before, after): (Vec<Rect>, Vec<Rect>) =
        line.printed().map(|c| c.bbox).partition(|bbox| bbox.center().x < gutter);
    let gap = after.iter().map(|bbox| bbox.x0).fold(f32::INFINITY, f32::min)
        - before.iter().map(|bbox| bbox.x1).fold(f32::NEG_INFINITY, f32::max);
    gap <= flows * line.size
        || line.printed().any(|c| c.bbox.x0 < gutter - CROSSES && c.bbox.x1 > gutter + CROSSES)
}

/// The usual step from baseline to baseline, in points.
pub(super) fn usual_step(all: &[Line]) -> f32 {
    let mut steps: Vec<f32> = all
        .windows(2)
        .map(|pair| pair[1].baseline - pair[0].baseline)
        .filter(|step| *step > SMALLEST_STEP)
        .collect();
    steps.sort_by(f32::total_cmp);
    steps.get(steps.len() / 2).copied().unwrap_or(0.0)
}

/// What a line is in columns.
pub(super) fn kind(columns: &Columns, line: &Line) -> Kind {
    if columns.keeps(line) {
        let parts = columns.parts(line);
        let texts: Vec<String> = parts.iter().flatten().map(Line::text).collect();
        return match pieces(line).as_slice() {
            _ if sums(&texts) => Kind::Total,
            [one] if columns.opens_level(&one.text) && columns.is_run_over(line, &one.bbox) => {
                Kind::Title
            }
            _ => Kind::Record,
        };
    }
    let texts: Vec<String> = pieces(line).into_iter().map(|piece| piece.text).collect();
    match texts.len() {
        _ if sums(&texts) => Kind::Total,
        count if count <= TITLE_PIECES => Kind::Title,
        _ => Kind::Prose,
    }
}

/// Whether a line begins what stands below a table: a note in the first column, or a place to sign.
pub(super) fn is_below(columns: &Columns, line: &Line) -> bool {
    let noted = NOTES.at_start(line.text().trim_start()).is_some();
    is_signed(line) || noted && columns.parts(line)[0].is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{clusters, compose};
    use crate::table::made::MadePage;

    #[test]
    fn the_widest_strip_is_taken_and_the_first_of_equal_ones() {
        assert_eq!(longest_run(&[2, 0, 1, 0, 0, 3], 0), 3..5);
        assert_eq!(longest_run(&[0, 0, 1, 0, 0], 0), 0..2);
        assert_eq!(longest_run(&[1, 1], 1), 0..2);
    }

    #[test]
    fn sums_side_by_side_stay_in_their_columns_and_a_label_runs_over() {
        let cells = |texts: &[(f32, &str)]| -> Vec<(usize, String)> {
            let page = texts.iter().fold(MadePage::new(), |page, (x, t)| page.text(*x, 100.0, t)).0;
            let frame = Frame::of(&page);
            let borders = vec![50.0, 150.0, 198.0, 250.0];
            let columns = Columns::between(frame, borders, &Vocabulary::default());
            let row = columns.row_of_total(&set(frame, clusters(&page)), 90.0, 105.0);
            row.cells.iter().map(|cell| (cell.span, compose(&cell.lines).text)).collect()
        };
        let sums = [(165.0, "๖๐,๐๐๐"), (202.0, "๕๘,๒๐๐")];
        let apart = [(1, "รวม".to_owned()), (1, "๖๐,๐๐๐".to_owned()), (1, "๕๘,๒๐๐".to_owned())];
        assert_eq!(cells(&[(60.0, "รวม"), sums[0], sums[1]]), apart);
        let over = [(2, "รวมทั้งสิ้น".to_owned()), (1, "๕๘,๒๐๐".to_owned())];
        assert_eq!(cells(&[(130.0, "รวมทั้งสิ้น"), sums[1]]), over);
    }
}
