//! One page's clusters and rulings → its blocks: tables, and the lines between them.

use crate::finding::{Code, Finding};
use crate::geom::{Point, Rect, Turn};
use crate::layout::health::Health;
use crate::layout::{self, Cluster, Frame, Line};
use crate::pdf::{Page, RulingKind};
use crate::table::aligned;
use crate::table::edges::{Edges, edges};
use crate::table::grid::{Grid, TooMany, groups};
use crate::table::{Block, Cell, Origin, PageBlocks, Row, Table};

/// A text point this far (in points) outside a table's border still belongs to it: descenders on
/// the last line.
const BORDER_SLACK: f32 = 1.0;

/// Segments a page into tables and the lines between them, from top to bottom.
pub fn segment(page: &Page) -> PageBlocks {
    let frame = Frame::of(page);
    let (upright, sideways) = directions(page);
    let drawn = edges(&page.rulings, |k| k == RulingKind::Drawn);
    let grids = grids(page, &drawn);
    let rules = if grids.is_ok() { drawn.level.as_slice() } else { &[] };
    let too_many = grids.is_err().then(|| too_many_lines(page.number));
    let mut tables: Vec<Filling> = grids.into_iter().flatten().map(Filling::new).collect();
    let clusters = layout::clusters(&upright);
    let outside = fill(&mut tables, clusters);
    let mut loose = Vec::new();
    for line in sideways.iter().flat_map(turned_lines) {
        loose.extend(place_turned(&mut tables, line));
    }
    let mut blocks: Vec<(f32, Block)> = Vec::new();
    let mut spilled = Vec::new();
    for table in tables {
        match table.finish(frame) {
            Ok(table) => blocks.push((table.bbox.y0, Block::Table(table))),
            Err((clusters, turned)) => {
                spilled.extend(clusters);
                loose.extend(turned);
            }
        }
    }
    let lines = layout::lines(frame, outside.into_iter().chain(spilled).collect());
    blocks.extend(aligned::find(frame, lines, rules).into_iter().map(|b| (top(&b), b)));
    blocks.sort_by(|a, b| a.0.total_cmp(&b.0));
    blocks.extend(loose.into_iter().map(|l| (f32::INFINITY, Block::Lines(vec![l]))));
    let mut blocks = gathered(blocks);
    give_room(&mut blocks);
    let health = Health::of(blocks.iter_mut().flat_map(Block::lines_mut).collect(), page.raw_text);
    let findings = guessed_borders(page.number, &blocks).into_iter().chain(too_many).collect();
    PageBlocks { page: page.number, height: page.height, blocks, health, findings }
}

/// Says where a table's borders are not drawn but guessed.
fn guessed_borders(page: u32, blocks: &[Block]) -> Vec<Finding> {
    let guessed = |b: &Block| match b {
        Block::Table(t) if t.origin != Origin::Ruled => {
            Some((t.frame.region(&t.bbox), t.columns.len() - 1))
        }
        _ => None,
    };
    let say = |(region, columns)| {
        let th = format!("ตารางนี้ไม่มีเส้นแบ่งคอลัมน์ จึงแบ่งเป็น {columns} คอลัมน์ตามตำแหน่งข้อความ");
        let en = format!("no lines between columns: {columns} columns by where the text stands");
        Finding::new(Code::BordersGuessed, th, en).on_page(page).seen("", &[region])
    };
    blocks.iter().filter_map(guessed).map(say).collect()
}

/// Says that a page's lines are a drawing.
fn too_many_lines(page: u32) -> Finding {
    let th = "มีเส้นมากเกินกว่าจะเป็นตาราง จึงอ่านเฉพาะข้อความโดยไม่ใช้เส้น";
    let en = "more lines than tables can have; the text was read without regard to them";
    Finding::new(Code::LinesTooMany, th, en).on_page(page)
}

/// Gives lines outside tables the width of the page's text area to stand in.
fn give_room(blocks: &mut [Block]) {
    let sides = |b: &Block| match b {
        Block::Lines(lines) => lines.iter().map(|l| (l.bbox.x0, l.bbox.x1)).collect(),
        Block::Table(table) => vec![(table.bbox.x0, table.bbox.x1)],
    };
    let all: Vec<(f32, f32)> = blocks.iter().flat_map(sides).collect();
    let left = all.iter().map(|s| s.0).fold(f32::INFINITY, f32::min);
    let right = all.iter().map(|s| s.1).fold(f32::NEG_INFINITY, f32::max);
    for block in blocks.iter_mut() {
        if let Block::Lines(lines) = block {
            lines.iter_mut().for_each(|l| l.frame.room = (left, right));
        }
    }
}

fn top(block: &Block) -> f32 {
    match block {
        Block::Lines(lines) => lines.first().map_or(0.0, |l| l.baseline),
        Block::Table(table) => table.bbox.y0,
    }
}

/// Lines that follow each other without a table between them become one block.
fn gathered(blocks: Vec<(f32, Block)>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for (_, block) in blocks {
        match (out.last_mut(), block) {
            (Some(Block::Lines(before)), Block::Lines(lines)) => before.extend(lines),
            (_, block) => out.push(block),
        }
    }
    out
}

/// The page with its upright text, and for each other direction a page turned so that this text is
/// upright.
pub(crate) fn directions(page: &Page) -> (std::borrow::Cow<'_, Page>, Vec<Page>) {
    if page.glyphs.iter().all(|g| g.turn == Turn::None) {
        return (std::borrow::Cow::Borrowed(page), Vec::new());
    }
    let part = |turn: Turn| Page {
        glyphs: page.glyphs.iter().filter(|g| g.turn == turn).cloned().collect(),
        rulings: if turn == Turn::None { page.rulings.clone() } else { Vec::new() },
        ..page.clone()
    };
    let others = [Turn::Right, Turn::Half, Turn::Left].into_iter();
    let turned = others.map(|t| (t, part(t))).filter(|(_, p)| !p.glyphs.is_empty());
    (
        std::borrow::Cow::Owned(part(Turn::None)),
        turned.map(|(t, p)| p.turned(t.inverse())).collect(),
    )
}

/// The lines of a page that was turned; their frame leads back.
fn turned_lines(page: &Page) -> Vec<Line> {
    layout::lines(Frame::of(page), layout::clusters(page))
}

/// Puts a line that runs in another direction into the cell it stands in; gives it back where there
/// is none.
fn place_turned(tables: &mut [Filling], line: Line) -> Option<Line> {
    let middle = line.bbox.center();
    for table in tables {
        let turn = line.frame.turn;
        let back = table.turn_back(turn, middle, line.frame.size);
        if let Some(cell) = table.grid.cell_at(back.x, back.y) {
            table.turned[cell].push(line);
            return None;
        }
    }
    Some(line)
}

/// The grids that the page's rulings draw. Edges of filled boxes count where no line is drawn.
fn grids(page: &Page, drawn: &Edges) -> Result<Vec<Grid>, TooMany> {
    let mut out = from_edges(drawn)?;
    let filled = match from_edges(&edges(&page.rulings, |k| k == RulingKind::FillEdge)) {
        // Where lines are drawn, too many fills are a picture behind them.
        Err(TooMany) if !out.is_empty() => Vec::new(),
        filled => filled?,
    };
    for grid in filled {
        if out.iter().all(|g| g.bbox().intersection(&grid.bbox()).is_none()) {
            out.push(grid);
        }
    }
    Ok(out)
}

fn from_edges(edges: &Edges) -> Result<Vec<Grid>, TooMany> {
    let groups = groups(edges)?;
    let enclosing = groups.iter().filter(|g| !g.upright.is_empty() && !g.level.is_empty());
    let grids: Vec<Option<Grid>> = enclosing.map(Grid::new).collect::<Result<_, _>>()?;
    let mut grids: Vec<Grid> = grids.into_iter().flatten().filter(|g| g.cells.len() > 1).collect();
    // The largest first: what lies inside one of its cells (a box, a tick, a small picture) is that
    // cell's text.
    grids.sort_by(|a, b| area(&b.bbox()).total_cmp(&area(&a.bbox())));
    let mut out: Vec<Grid> = Vec::new();
    for grid in grids {
        let inside = |outer: &Grid| {
            outer.bbox().grow(BORDER_SLACK).intersection(&grid.bbox()) == Some(grid.bbox())
        };
        if !out.iter().any(inside) {
            out.push(grid);
        }
    }
    Ok(out)
}

fn area(r: &Rect) -> f32 {
    r.width() * r.height()
}

/// A grid on its way to become a table: the clusters of each of its cells.
struct Filling {
    grid: Grid,
    clusters: Vec<Vec<Cluster>>,
    turned: Vec<Vec<Line>>,
}

/// Gives every cluster to the cell its middle lies in; what lies in none comes back.
fn fill(tables: &mut [Filling], clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut outside = Vec::new();
    for c in clusters {
        let at = c.anchor();
        match tables.iter_mut().find_map(|t| Some((t.grid.cell_at(at.x, at.y)?, t))) {
            Some((cell, table)) => table.clusters[cell].push(c),
            None => outside.push(c),
        }
    }
    outside
}

impl Filling {
    fn new(grid: Grid) -> Filling {
        let n = grid.cells.len();
        Filling { grid, clusters: vec![Vec::new(); n], turned: vec![Vec::new(); n] }
    }

    /// A point of a turned frame in this table's frame.
    fn turn_back(&self, turn: Turn, p: Point, size: (f32, f32)) -> Point {
        turn.inverse().point(p, size.0, size.1)
    }

    /// The table; or what is written in it, where it turns out to be none: less than two columns,
    /// or no text.
    fn finish(self, frame: Frame) -> Result<Table, (Vec<Cluster>, Vec<Line>)> {
        let bbox = self.grid.bbox();
        let columns = columns(&self);
        let mut filled = vec![0usize; self.grid.ys.len()];
        for (_, span) in self.grid.cells.iter().enumerate().filter(|(i, _)| !self.is_blank(*i)) {
            filled[span.top] += 1;
        }
        let widest = filled.into_iter().max().unwrap_or(0);
        if columns.len() < 3 || widest == 0 || widest < 2 && columns.len() < 4 {
            return Err((
                self.clusters.into_iter().flatten().collect(),
                self.turned.into_iter().flatten().collect(),
            ));
        }
        let rows = self.rows(frame, &columns);
        let frame = frame.within(bbox.x0, bbox.x1);
        Ok(Table { frame, bbox, origin: Origin::Ruled, columns, rows })
    }

    fn is_blank(&self, cell: usize) -> bool {
        self.clusters[cell].iter().all(Cluster::is_space) && self.turned[cell].is_empty()
    }

    fn rows(self, frame: Frame, columns: &[f32]) -> Vec<Row> {
        let Filling { grid, clusters, turned } = self;
        let mut rows: Vec<Row> = (0..grid.ys.len() - 1)
            .map(|r| Row {
                top: grid.ys[r],
                bottom: grid.ys[r + 1],
                closed_top: grid.drawn[r],
                closed_bottom: grid.drawn[r + 1],
                cells: Vec::new(),
            })
            .collect();
        for ((span, clusters), turned) in grid.cells.iter().zip(clusters).zip(turned) {
            let bbox = grid.cell_box(span);
            let (column, count) = covered_columns(columns, &bbox);
            let mut lines = layout::lines(frame.within(bbox.x0, bbox.x1), clusters);
            lines.extend(turned);
            let row_span = span.bottom - span.top;
            rows[span.top].cells.push(Cell { column, span: count, row_span, bbox, lines });
        }
        for row in &mut rows {
            row.cells.sort_by_key(|c| c.column);
        }
        rows.retain(|r| !r.is_blank());
        rows
    }
}

/// A column narrower than this (in points) holds no letter: the gap between two lines that should
/// be one.
const NARROWEST: f32 = 6.0;

/// The column borders of a table: every upright place where cells end, outer borders included.
fn columns(table: &Filling) -> Vec<f32> {
    let grid = &table.grid;
    let mut used = vec![false; grid.xs.len()];
    for (i, span) in grid.cells.iter().enumerate() {
        let wide = grid.cell_box(span).width() > NARROWEST;
        // A cell across the whole table (a section row) says nothing of its columns.
        let whole = span.left == 0 && span.right == grid.xs.len() - 1;
        if !whole && (wide || !table.is_blank(i)) {
            used[span.left] = true;
            used[span.right] = true;
        }
    }
    used[0] = true;
    used[grid.xs.len() - 1] = true;
    grid.xs.iter().zip(used).filter(|(_, u)| *u).map(|(x, _)| *x).collect()
}

/// The columns a box covers at least half of: the first one and how many.
fn covered_columns(columns: &[f32], bbox: &Rect) -> (usize, usize) {
    let half = |w: &[f32]| (w[1].min(bbox.x1) - w[0].max(bbox.x0)) >= 0.5 * (w[1] - w[0]);
    let covered: Vec<usize> =
        columns.windows(2).enumerate().filter(|(_, w)| half(w)).map(|(i, _)| i).collect();
    match (covered.first(), covered.last()) {
        (Some(first), Some(last)) => (*first, last - first + 1),
        // Narrower than half a column: the column its middle lies in.
        _ => (
            columns
                .partition_point(|x| *x <= bbox.center().x)
                .saturating_sub(1)
                .min(columns.len().saturating_sub(2)),
            1,
        ),
    }
}
