//! The logical rows that a page has a piece of.

use std::collections::BTreeSet;

use super::describe::{describe_box, excerpt};
use super::paint::{BROWN, Layer, Mark, Style, WHITE, Words, row_colour};
use crate::geom::{Point, Rect, bounds};
use crate::layout::Line;
use crate::table::{Block, LogicalRow, Part};

/// Height of a row's name in points.
const LABEL: f32 = 5.0;
/// How wide a character of a name is, as part of its height: Helvetica's mean, with room.
const CHARACTER: f32 = 0.47;
/// From one line of a name to the next, in points.
const LABEL_LEADING: f32 = LABEL + 1.0;
/// Space on the left and on the right of a name, in points.
const LABEL_MARGIN: f32 = 1.5;
/// The baseline of a name stands this far above where its line ends, in points.
const LABEL_DROP: f32 = 0.6;
/// Space above and below the lines of a name, both together, in points.
const LABEL_PADDING: f32 = 2.0;
/// The tag behind a name covers this part of what lies below.
const LABEL_FILL: f32 = 0.9;
/// The frame around a row is this wide, in points.
const ROW_OUTLINE: f32 = 1.1;
/// The inside of a row covers this part of what lies below.
const ROW_FILL: f32 = 0.18;
/// The row whose colour stands for all of them in the legend: no other layer has that colour.
const KEY_ROW: usize = 2;
/// The frame around a row lies this far within its box, in points: beside the rulings, which would
/// hide it …
const INSET: f32 = 1.0;
/// … unless the box is no larger than this.
const SMALLEST_INSET: f32 = 4.0;
/// The outline of headings is this wide, in points.
const HEADER_OUTLINE: f32 = 0.8;
/// The inside of a heading covers this part of what lies below.
const HEADER_FILL: f32 = 0.1;

/// The pieces on one page.
pub(super) struct Rows {
    rows: Vec<Piece>,
    headers: Vec<Mark>,
}

/// What one page has of a logical row.
struct Piece {
    /// Which row of its table it is, from 0; the colour follows it.
    index: usize,
    bbox: Rect,
    /// The boxes of its cells.
    cells: Vec<Rect>,
    /// Its name: `row 7`, and where it goes on; a line each.
    name: Vec<String>,
    title: String,
}

impl Rows {
    /// The pieces of a document's rows on a page.
    pub(super) fn on(place: &Place, parts: &[Part]) -> Rows {
        let several = parts.iter().filter_map(Part::as_table).count() > 1;
        let mut found = Rows { rows: Vec::new(), headers: Vec::new() };
        for (number, table) in parts.iter().filter_map(Part::as_table).enumerate() {
            let table_name = several.then(|| format!("table {}", number + 1));
            for (index, row) in table.rows.iter().enumerate() {
                let row_name = format!("row {}", index + 1);
                let name = table_name.iter().cloned().chain([row_name]).collect();
                found.rows.extend(piece(place, index, name, row));
            }
            for wording in table.columns.iter().flat_map(|column| &column.wordings) {
                add_header(place, &wording.lines, "header", &mut found.headers);
            }
            for lines in &table.repeated {
                add_header(place, lines, "header, repeated", &mut found.headers);
            }
        }
        found
    }
}

/// The page and its cells.
pub(super) struct Place {
    /// Page number, from 1.
    pub page: u32,
    /// The boxes of its cells on the page as displayed.
    cells: Vec<Rect>,
}

/// The boxes of all cells, on the page as displayed.
fn cells(blocks: &[Block]) -> Vec<Rect> {
    let tables = blocks.iter().filter_map(Block::as_table);
    tables
        .flat_map(|t| t.rows.iter().flat_map(|r| &r.cells).map(|c| t.frame.displayed(&c.bbox)))
        .collect()
}

impl Place {
    /// A page with its blocks.
    pub(super) fn of(page: u32, blocks: &[Block]) -> Place {
        Place { page, cells: cells(blocks) }
    }

    /// Those of the lines that stand on the page.
    pub(super) fn lines<'l>(&self, lines: &'l [Line]) -> Vec<&'l Line> {
        lines.iter().filter(|l| l.frame.page == self.page).collect()
    }

    /// The boxes that lines stand in, on the page as displayed: their cells, or their own.
    pub(super) fn boxes(&self, lines: &[&Line]) -> Vec<Rect> {
        let mut boxes: Vec<Rect> = Vec::new();
        for line in lines {
            let own = line.frame.displayed(&line.bbox);
            let cell = self.cells.iter().find(|c| c.contains(own.center())).copied();
            let bbox = cell.unwrap_or(own);
            if boxes.last() != Some(&bbox) {
                boxes.push(bbox);
            }
        }
        boxes
    }
}

/// What the page has of a row; `None` where that is nothing.
fn piece(place: &Place, index: usize, name: Vec<String>, row: &LogicalRow) -> Option<Piece> {
    let lines: Vec<Vec<&Line>> = row.cells.iter().map(|cell| place.lines(cell)).collect();
    let cells: Vec<Rect> = lines.iter().flat_map(|lines| place.boxes(lines)).collect();
    let bbox = bounds(&cells)?;
    let pages: BTreeSet<u32> = row.cells.iter().flatten().map(|l| l.frame.page).collect();
    let (before, after) = (pages.first() < Some(&place.page), pages.last() > Some(&place.page));
    let goes_on = match (before, after) {
        (false, false) => None,
        (false, true) => Some("(continues)"),
        (true, false) => Some("(continued)"),
        (true, true) => Some("(goes on)"),
    };
    let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
    let mut title =
        format!("{} on page {} {}", name.join(" "), pages.join(", "), describe_box(&bbox));
    title.push_str(if row.across { ", one title across all columns" } else { "" });
    title.push_str(if row.guessed { ", joined on a guess" } else { "" });
    for (column, lines) in lines.iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
        title.push_str(&format!("\n{}: {}", column + 1, excerpt(lines.iter().copied())));
    }
    let name = name.into_iter().chain(goes_on.map(str::to_owned)).collect();
    Some(Piece { index, bbox, cells, name, title })
}

fn header_style() -> Style {
    Style::outline(BROWN, HEADER_OUTLINE).filled(BROWN, HEADER_FILL).dashed()
}

/// Marks the cells that a heading stands in; one that spans columns heads each of them, and is
/// marked once.
fn add_header(place: &Place, lines: &[Line], kind: &str, marks: &mut Vec<Mark>) {
    for line in place.lines(lines) {
        for bbox in place.boxes(&[line]) {
            match marks.iter_mut().find(|m| m.bbox == bbox) {
                Some(mark) if mark.title.contains(&line.text()) => {}
                Some(mark) => mark.title.push_str(&format!(" / {}", line.text())),
                None => {
                    let title = format!("{kind} {}: {}", describe_box(&bbox), line.text());
                    marks.push(Mark { bbox, style: header_style(), title });
                }
            }
        }
    }
}

/// The headings of columns.
pub(super) fn headers(rows: &Rows) -> Layer {
    Layer::new("headers", "column headings", header_style(), rows.headers.clone())
}

/// A band for each piece: its cells filled, all of them framed.
pub(super) fn bands(rows: &Rows) -> Layer {
    let mut marks = Vec::new();
    for piece in &rows.rows {
        let colour = row_colour(piece.index);
        let fill = Style { stroke: None, fill: Some((colour, ROW_FILL)), dashed: false };
        let title = piece.title.clone();
        marks.extend(piece.cells.iter().map(|bbox| Mark {
            bbox: *bbox,
            style: fill,
            title: title.clone(),
        }));
        let frame = Style::outline(colour, ROW_OUTLINE);
        marks.push(Mark { bbox: inset(&piece.bbox), style: frame, title });
    }
    let colour = row_colour(KEY_ROW);
    let key = Style::outline(colour, ROW_OUTLINE).filled(colour, ROW_FILL);
    Layer { count: rows.rows.len(), ..Layer::new("rows", "logical rows", key, marks) }
}

/// A box somewhat smaller; as it is where it is small already.
fn inset(bbox: &Rect) -> Rect {
    if bbox.width().min(bbox.height()) > SMALLEST_INSET { bbox.grow(-INSET) } else { *bbox }
}

/// The name of each row on a tag at its left.
pub(super) fn labels(rows: &Rows) -> Vec<(Mark, Vec<Words>)> {
    rows.rows.iter().map(label).collect()
}

fn label(piece: &Piece) -> (Mark, Vec<Words>) {
    let longest = piece.name.iter().map(|n| n.chars().count()).max().unwrap_or(0);
    let width = longest as f32 * LABEL * CHARACTER + 2.0 * LABEL_MARGIN;
    let height = piece.name.len() as f32 * LABEL_LEADING + LABEL_PADDING;
    let (x, y) = ((piece.bbox.x0 - width).max(0.0), piece.bbox.y0);
    let fill = Some((row_colour(piece.index), LABEL_FILL));
    let style = Style { stroke: None, fill, dashed: false };
    let bbox = Rect::new(x, y, x + width, y + height);
    let words = piece.name.iter().enumerate().map(|(i, text)| {
        let baseline = y + (i + 1) as f32 * LABEL_LEADING - LABEL_DROP;
        let at = Point { x: x + LABEL_MARGIN, y: baseline };
        Words { at, size: LABEL, colour: WHITE, text: text.clone() }
    });
    (Mark { bbox, style, title: piece.title.clone() }, words.collect())
}
