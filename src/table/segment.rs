//! One page's clusters and rulings → its blocks: tables, and the lines between them.

use std::borrow::Cow;
use std::cell::LazyCell;

use crate::finding::{Code, Finding};
use crate::geom::{Rect, Turn};
use crate::layout::health::Health;
use crate::layout::{self, Cluster, Frame, Line};
use crate::pdf::{Fill, Page, Ruling, RulingKind};
use crate::table::aligned;
use crate::table::edges::{Edge, Edges, edges};
use crate::table::filling::{Filling, fill, place_turned};
use crate::table::grid::{Grid, TooMany, groups};
use crate::table::marks::{Around, Drawn, mark, take_lines};
use crate::table::nested::without_nested;
use crate::table::{Block, Origin, PageBlocks, Table, Vocabulary, beside, unruled};

/// A text point this far (in points) outside a table's border still belongs to it: descenders on
/// the last line.
const BORDER_SLACK: f32 = 1.0;

/// A line with this many pieces is a row of a table, not one of text in two columns.
const ROW_PIECES: usize = 3;

/// A block with how far from the top it stands, in points.
struct Placed {
    y: f32,
    block: Block,
}

/// Segments a page into tables and the lines between them, from top to bottom.
pub fn segment(page: &Page) -> PageBlocks {
    segment_by(page, &Vocabulary::default())
}

/// [`segment()`] by the words of a vocabulary, which tell headings where no lines do.
pub fn segment_by(page: &Page, vocabulary: &Vocabulary) -> PageBlocks {
    let frame = Frame::of(page);
    let (upright, sideways) = directions(page);
    let clusters = layout::clusters(&upright);
    let mut drawn = edges(&page.rulings, &[RulingKind::Drawn]);
    let mut across = take_marks(&mut drawn, &clusters, page);
    let (grids, rules, too_many) = match grids(page, &drawn) {
        Ok(grids) => (grids, drawn.level.as_slice(), None),
        Err(TooMany) => (Vec::new(), [].as_slice(), Some(too_many_lines(page.number))),
    };
    let first_filled = grids.iter().take_while(|(_, filled)| !filled).count();
    let mut fillings: Vec<Filling> = grids.into_iter().map(|(g, _)| Filling::new(g)).collect();
    let mut outside = fill(&mut fillings, clusters);
    let mut turned_outside: Vec<Line> = Vec::new();
    for turned in &sideways {
        let (frame, clusters) = (Frame::of(turned), layout::clusters(turned));
        turned_outside.extend(place_turned(&mut fillings, frame, clusters));
    }
    let mut tables: Vec<(Table, bool)> = Vec::new();
    for (i, filling) in fillings.into_iter().enumerate() {
        match filling.finish(frame) {
            Ok(table) => tables.push((table, i >= first_filled)),
            Err(spilled) => {
                outside.extend(spilled.clusters);
                turned_outside.extend(spilled.turned);
            }
        }
    }
    tables.sort_by(|(a, _), (b, _)| a.bbox.y0.total_cmp(&b.bbox.y0));
    let lines = lines_of(page, frame, outside);
    let lines = unruled::extend(&mut tables, frame, lines, rules, vocabulary);
    tables.iter_mut().for_each(|(table, _)| unruled::split(table, frame, vocabulary));
    let mut blocks: Vec<Placed> =
        tables.into_iter().map(|(table, _)| Placed::table(table)).collect();
    let rules = outside_tables(rules, &blocks);
    let shaded = shaded(page);
    blocks.extend(
        aligned::find(frame, lines, &rules, &shaded, vocabulary).into_iter().map(Placed::of),
    );
    blocks.sort_by(|a, b| a.y.total_cmp(&b.y));
    blocks.extend(turned_outside.into_iter().map(Placed::last));
    let mut blocks = gather(blocks);
    across.extend(&drawn.level);
    let marks = Drawn::of(page, across.iter());
    for table in blocks.iter_mut().filter_map(Block::as_table_mut) {
        mark(table, &marks);
        table.rows.iter_mut().for_each(beside::part_lines);
    }
    give_room(&mut blocks);
    let health = Health::of(blocks.iter_mut().flat_map(Block::lines_mut).collect(), page.raw_text);
    let guessed = blocks.iter().filter_map(Block::as_table).filter_map(guessed_borders);
    let findings = guessed.chain(too_many).collect();
    PageBlocks { page: page.number, height: page.height, blocks, health, findings, rules }
}

/// The lines that clusters outside of ruled tables form. Columns of running text are parted where a
/// page was read from its picture, but not where most lines that have gaps have several: those are the
/// rows of a table without upright lines.
fn lines_of(page: &Page, frame: Frame, outside: Vec<Cluster>) -> Vec<Line> {
    if !page.is_from_picture() {
        return layout::lines(frame, outside);
    }
    let lines = layout::lines(frame, outside.clone());
    let pieces = lines.iter().map(aligned::count_pieces).filter(|count| *count > 1);
    let (rows, parted): (Vec<usize>, Vec<usize>) = pieces.partition(|count| *count >= ROW_PIECES);
    if rows.len() > parted.len() { lines } else { layout::lines_in_columns(frame, outside) }
}

/// Takes the level lines that mark cells out of a page's edges.
fn take_marks(edges: &mut Edges, clusters: &[Cluster], page: &Page) -> Vec<Edge> {
    if edges.upright.is_empty() {
        return Vec::new();
    }
    let printed = clusters.iter().filter(|c| !c.is_space());
    let texts = || printed.clone().map(Cluster::anchor).collect();
    take_lines(edges, &Around { texts: LazyCell::new(&texts), shapes: &page.shapes })
}

/// The level lines that border no table found so far.
fn outside_tables(rules: &[Edge], tables: &[Placed]) -> Vec<Edge> {
    let boxes: Vec<Rect> = tables.iter().flat_map(|t| boxes(&t.block)).copied().collect();
    let borders = |e: &&Edge| {
        let line = Rect::new(e.from, e.pos, e.to, e.pos);
        boxes.iter().any(|bbox| lies_inside(&line, bbox))
    };
    rules.iter().filter(|e| !borders(e)).copied().collect()
}

/// The boxes of a page that are filled with a colour.
fn shaded(page: &Page) -> Vec<Rect> {
    let colour = |fill: &&Fill| fill.colour.iter().any(|channel| *channel < u8::MAX);
    page.fills.iter().filter(colour).map(|fill| fill.rect).collect()
}

impl Placed {
    fn of(block: Block) -> Placed {
        let y = match &block {
            Block::Lines(lines) => lines.first().map_or(0.0, |l| l.baseline),
            Block::Table(table) => table.bbox.y0,
        };
        Placed { y, block }
    }

    fn table(table: Table) -> Placed {
        Placed::of(Block::Table(table))
    }

    /// A line that comes behind all others, since it runs in another direction.
    fn last(line: Line) -> Placed {
        Placed { y: f32::INFINITY, block: Block::Lines(vec![line]) }
    }
}

/// The finding that a table's borders are not drawn but guessed; none where they are drawn.
fn guessed_borders(table: &Table) -> Option<Finding> {
    (table.origin != Origin::Ruled).then(|| columns_by_text(table))
}

/// The finding that no lines part a table into columns: where its text stands does.
pub(super) fn columns_by_text(table: &Table) -> Finding {
    let columns = table.column_count();
    let th = format!("ตารางนี้ไม่มีเส้นแบ่งคอลัมน์ จึงแบ่งเป็น {columns} คอลัมน์ตามตำแหน่งข้อความ");
    let en = format!("no lines between columns: {columns} columns by where the text stands");
    let region = table.frame.region(&table.bbox);
    Finding::new(Code::BordersGuessed, th, en).on_page(table.frame.page).seen("", &[region])
}

/// The finding that a page's lines are a drawing.
fn too_many_lines(page: u32) -> Finding {
    let th = "มีเส้นมากเกินกว่าจะเป็นตาราง จึงอ่านเฉพาะข้อความโดยไม่ใช้เส้น";
    let en = "more lines than tables can have; the text was read without regard to them";
    Finding::new(Code::LinesTooMany, th, en).on_page(page)
}

/// Gives lines outside tables the width of the page's text area to stand in.
fn give_room(blocks: &mut [Block]) {
    let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
    for bbox in blocks.iter().flat_map(boxes) {
        left = left.min(bbox.x0);
        right = right.max(bbox.x1);
    }
    for block in blocks.iter_mut() {
        if let Block::Lines(lines) = block {
            lines.iter_mut().for_each(|l| l.frame.room = (left, right));
        }
    }
}

/// The boxes of a block's lines, or of the table that it is.
fn boxes(block: &Block) -> impl Iterator<Item = &Rect> {
    let lines = block.as_lines().unwrap_or_default().iter().map(|line| &line.bbox);
    lines.chain(block.as_table().map(|table| &table.bbox))
}

/// Gathers lines that follow each other without a table between them into one block.
fn gather(blocks: Vec<Placed>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for Placed { block, .. } in blocks {
        match (out.last_mut(), block) {
            (Some(Block::Lines(before)), Block::Lines(lines)) => before.extend(lines),
            (_, block) => out.push(block),
        }
    }
    out
}

/// The page with its upright text, and for each other direction a page turned so that this text is
/// upright.
pub(crate) fn directions(page: &Page) -> (Cow<'_, Page>, Vec<Page>) {
    if page.glyphs.iter().all(|g| g.turn == Turn::None) {
        return (Cow::Borrowed(page), Vec::new());
    }
    let upright = with_text_of(page, Turn::None, page.rulings.clone());
    let sideways = [Turn::Right, Turn::Half, Turn::Left]
        .into_iter()
        .map(|turn| (turn, with_text_of(page, turn, Vec::new())))
        .filter(|(_, part)| !part.glyphs.is_empty())
        .map(|(turn, part)| part.turned(turn.inverse()));
    (Cow::Owned(upright), sideways.collect())
}

/// The page with those of its glyphs that run in one direction, and with these rulings.
fn with_text_of(page: &Page, turn: Turn, rulings: Vec<Ruling>) -> Page {
    let glyphs = page.glyphs.iter().filter(|g| g.turn == turn).cloned().collect();
    Page { glyphs, rulings, ..page.clone() }
}

/// The grids that the page's rulings draw, and whether fills do: edges of filled boxes count where
/// no line is drawn.
///
/// # Errors
///
/// [`TooMany`], where the page has more lines than its tables can have.
fn grids(page: &Page, drawn: &Edges) -> Result<Vec<(Grid, bool)>, TooMany> {
    let mut out: Vec<(Grid, bool)> =
        outermost_grids(drawn)?.into_iter().map(|grid| (grid, false)).collect();
    let filled =
        match outermost_grids(&edges(&page.rulings, &[RulingKind::FillEdge, RulingKind::White])) {
            // Where lines are drawn, too many fills are a picture behind them.
            Err(TooMany) if !out.is_empty() => Vec::new(),
            filled => filled?,
        };
    for grid in filled {
        if out.iter().all(|(g, _)| g.bbox().intersection(&grid.bbox()).is_none()) {
            out.push((grid, true));
        }
    }
    Ok(out)
}

/// The grids of edges that lie in no other one, the largest first: what lies inside a cell (a box, a
/// tick, a small picture) is that cell's text.
fn outermost_grids(edges: &Edges) -> Result<Vec<Grid>, TooMany> {
    let groups = groups(edges)?;
    let enclosing = groups.iter().filter(|g| !g.upright.is_empty() && !g.level.is_empty());
    let grids: Vec<Option<Grid>> = enclosing.map(outer_grid).collect::<Result<_, _>>()?;
    let mut grids: Vec<Grid> = grids.into_iter().flatten().filter(|g| g.cells.len() > 1).collect();
    grids.sort_by(|a, b| area(&b.bbox()).total_cmp(&area(&a.bbox())));
    let mut out: Vec<Grid> = Vec::new();
    for grid in grids {
        if !out.iter().any(|outer| lies_inside(&grid.bbox(), &outer.bbox())) {
            out.push(grid);
        }
    }
    Ok(out)
}

/// The grid of a group of edges that meet, without the small tables inside its cells.
fn outer_grid(group: &Edges) -> Result<Option<Grid>, TooMany> {
    let grid = Grid::new(group)?;
    match grid.as_ref().and_then(|grid| without_nested(group, grid)) {
        Some(outer) => Grid::new(&outer),
        None => Ok(grid),
    }
}

/// Whether a box lies inside another one, or sticks out no more than text may.
fn lies_inside(inner: &Rect, outer: &Rect) -> bool {
    outer.grow(BORDER_SLACK).intersection(inner) == Some(*inner)
}

fn area(r: &Rect) -> f32 {
    r.width() * r.height()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Confidence;
    use crate::table::made::{MadePage, show_blocks};

    /// Each line outside tables, and each row of a table.
    fn shown(page: &MadePage) -> Vec<String> {
        show_blocks(&segment(&page.0).blocks)
    }

    fn origins(page: &PageBlocks) -> Vec<Origin> {
        page.blocks.iter().filter_map(Block::as_table).map(|table| table.origin).collect()
    }

    #[test]
    fn a_ruled_table_stands_between_its_lines() {
        let page = MadePage::new()
            .text(50.0, 300.0, "หลัง")
            .grid(&[50.0, 150.0, 350.0], &[100.0, 120.0, 140.0])
            .text(160.0, 135.0, "ปลูกป่า")
            .text(60.0, 135.0, "๑")
            .text(60.0, 115.0, "ที่")
            .text(160.0, 115.0, "ชื่อ")
            .text(50.0, 80.0, "ก่อน");
        assert_eq!(shown(&page), ["ก่อน", "[ที่ | ชื่อ]", "[๑ | ปลูกป่า]", "หลัง"]);
    }

    #[test]
    fn cells_that_no_line_parts_are_merged() {
        let page = MadePage::new()
            .grid(&[50.0, 150.0], &[100.0, 140.0])
            .line(150.0, 100.0, 350.0, 100.0)
            .line(150.0, 120.0, 350.0, 120.0)
            .line(150.0, 140.0, 350.0, 140.0)
            .line(250.0, 120.0, 250.0, 140.0)
            .line(350.0, 100.0, 350.0, 140.0)
            .text(60.0, 115.0, "ก")
            .text(160.0, 115.0, "ข")
            .text(160.0, 135.0, "ค")
            .text(260.0, 135.0, "ง");
        assert_eq!(shown(&page), ["[ก ↓2 | ข ×2]", "[ค | ง]"]);
    }

    #[test]
    fn sideways_text_stands_in_its_cell_and_behind_all_outside() {
        let page = MadePage::new()
            .grid(&[50.0, 150.0, 350.0], &[100.0, 200.0, 220.0])
            .sideways(100.0, 190.0, "แนวตั้ง")
            .text(160.0, 115.0, "ชื่อ")
            .text(60.0, 215.0, "๑")
            .text(160.0, 215.0, "ข")
            .sideways(20.0, 400.0, "๑๒")
            .text(50.0, 300.0, "หลัง");
        assert_eq!(shown(&page), ["[แนวตั้ง | ชื่อ]", "[๑ | ข]", "หลัง", "๑๒"]);
    }

    #[test]
    fn a_frame_around_text_is_no_table_nor_is_a_grid_of_one_filled_column() {
        let frame = MadePage::new().grid(&[50.0, 350.0], &[100.0, 200.0]).text(60.0, 150.0, "กรอบ");
        assert_eq!(shown(&frame), ["กรอบ"]);
        let one = MadePage::new()
            .grid(&[50.0, 150.0, 350.0], &[100.0, 120.0, 140.0])
            .text(60.0, 115.0, "ก")
            .text(60.0, 135.0, "ข");
        assert_eq!(shown(&one), ["ก", "ข"]);
    }

    #[test]
    fn without_rulings_known_headings_make_columns() {
        let columns = [50.0, 200.0, 400.0];
        let rows = [
            ["โครงการ", "ตัวชี้วัด", "งบประมาณ"],
            ["ปลูกป่า", "๕๐ ไร่", "๑๐,๐๐๐"],
            ["อบรม", "๒๐ คน", "๕,๐๐๐"],
        ];
        let mut page = MadePage::new().text(50.0, 80.0, "ก่อน");
        for (i, row) in rows.iter().enumerate() {
            for (x, text) in columns.iter().zip(row) {
                page = page.text(*x, 120.0 + 20.0 * i as f32, text);
            }
        }
        let page = segment(&page.0);
        assert_eq!(origins(&page), [Origin::Aligned]);
        assert_eq!(page.blocks[1].as_table().expect("a table").rows.len(), 3);
        assert_eq!(page.findings[0].code, Code::BordersGuessed.as_str());
    }

    #[test]
    fn level_lines_alone_part_rows() {
        let mut page = MadePage::new();
        for y in [100.0, 120.0, 160.0] {
            page = page.line(45.0, y, 500.0, y);
        }
        for (x, heading, text) in
            [(50.0, "โครงการ", "ปลูก"), (200.0, "ตัวชี้วัด", "ไร่"), (400.0, "งบประมาณ", "บาท")]
        {
            page = page.text(x, 115.0, heading).text(x, 135.0, text);
        }
        let page = segment(&page.text(50.0, 149.0, "ป่า").0);
        assert_eq!(origins(&page), [Origin::Rows]);
        let rows = &page.blocks[0].as_table().expect("a table").rows;
        assert_eq!((rows.len(), rows[1].cells[0].lines.len()), (2, 2));
    }

    /// A page read from its picture.
    fn scanned(mut page: MadePage) -> MadePage {
        page.0.glyphs.iter_mut().for_each(|glyph| glyph.confidence = Some(Confidence::new(0.99)));
        page
    }

    #[test]
    fn rows_of_a_scanned_table_do_not_fall_in_two_and_columns_of_text_do() {
        let text = |left: &[(f32, &str)]| -> Vec<String> {
            let lines = (0..6).map(|row| 100.0 + 14.0 * row as f32);
            let page = lines.fold(MadePage::new(), |page, y| {
                left.iter().fold(page, |page, (x, text)| page.text(*x, y, text))
            });
            shown(&scanned(page))
        };
        let long = "กขคงจฉชซฌญดตถทธน";
        assert_eq!(text(&[(50.0, long), (160.0, long)]).len(), 12);
        let cells = [(50.0, long), (160.0, "๖๐,๐๐๐"), (210.0, "๕๘,๒๐๐"), (260.0, "ครูอารี")];
        assert_eq!(text(&cells).len(), 6);
    }

    #[test]
    fn prose_is_no_table() {
        let page = MadePage::new().text(50.0, 100.0, "หนึ่ง สอง").text(50.0, 120.0, "สาม สี่");
        assert_eq!(shown(&page), ["หนึ่ง สอง", "สาม สี่"]);
    }

    #[test]
    fn rows_stay_in_order_where_a_tall_line_reaches_above_the_one_before() {
        let mut page = MadePage::new();
        for (x, heading) in [(50.0, "โครงการ"), (250.0, "เป้าหมาย"), (450.0, "งบประมาณ")]
        {
            page = page
                .text(x, 100.0, heading)
                .text(x, 120.0, "ก")
                .text(x, 140.0, "ข")
                .sized_text(4.0, x, 160.0, "ค")
                .text(x, 180.0, "ง");
        }
        let blocks = segment(&page.0).blocks;
        let [Block::Table(table)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert!(table.rows.len() > 3, "{:?}", table.rows);
        for pair in table.rows.windows(2) {
            assert!(pair[0].top <= pair[1].top && pair[0].bottom <= pair[1].top, "{pair:?}");
        }
    }
}
