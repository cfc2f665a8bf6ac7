//! The logical rows that a page has a piece of.

use std::collections::BTreeSet;

use super::paint::{BROWN, Layer, Mark, Style, WHITE, Words, row_colour};
use super::scene::{displayed, excerpt, told};
use crate::geom::{Point, Rect, bounds};
use crate::layout::Line;
use crate::table::{Block, LogicalRow, LogicalTable, Part};

/// Height of a row's name in points.
const LABEL: f32 = 5.0;
/// How wide a character of a name is, as part of its height: Helvetica's mean, with room.
const CHARACTER: f32 = 0.47;

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
    pub(super) fn on(page: u32, blocks: &[Block], parts: Vec<Part>) -> Rows {
        let place = Place { page, cells: cells(blocks) };
        let tables: Vec<LogicalTable> = parts
            .into_iter()
            .filter_map(|p| if let Part::Table(t) = p { Some(t) } else { None })
            .collect();
        let several = tables.len() > 1;
        let mut found = Rows { rows: Vec::new(), headers: Vec::new() };
        for (number, table) in tables.iter().enumerate() {
            let name = |index: usize| {
                let table = several.then(|| format!("table {}", number + 1));
                table.into_iter().chain([format!("row {}", index + 1)]).collect()
            };
            let rows = table.rows.iter().enumerate();
            found.rows.extend(rows.filter_map(|(i, row)| piece(&place, i, name(i), row)));
            let first =
                table.columns.iter().flat_map(|c| &c.wordings).map(|w| (&w.lines, "header"));
            let again = table.repeated.iter().map(|w| (w, "header, repeated"));
            first
                .chain(again)
                .for_each(|(lines, kind)| add_header(&place, lines, kind, &mut found.headers));
        }
        found
    }
}

/// The page and its cells.
struct Place {
    page: u32,
    cells: Vec<Rect>,
}

fn cells(blocks: &[Block]) -> Vec<Rect> {
    let tables = blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    tables
        .flat_map(|t| t.rows.iter().flat_map(|r| &r.cells).map(|c| displayed(&t.frame, &c.bbox)))
        .collect()
}

impl Place {
    fn lines<'l>(&self, lines: &'l [Line]) -> Vec<&'l Line> {
        lines.iter().filter(|l| l.frame.page == self.page).collect()
    }

    /// The boxes that lines stand in, on the page as displayed: their cells, or their own.
    fn boxes(&self, lines: &[&Line]) -> Vec<Rect> {
        let mut boxes: Vec<Rect> = Vec::new();
        for line in lines {
            let own = displayed(&line.frame, &line.bbox);
            let cell = self.cells.iter().find(|c| c.contains(own.center())).copied();
            let bbox = cell.unwrap_or(own);
            if boxes.last() != Some(&bbox) {
                boxes.push(bbox);
            }
        }
        boxes
    }
}

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
    let mut title = format!("{} on page {} {}", name.join(" "), pages.join(", "), told(&bbox));
    title.push_str(if row.across { ", one title across all columns" } else { "" });
    title.push_str(if row.guessed { ", joined on a guess" } else { "" });
    for (column, lines) in lines.iter().enumerate().filter(|(_, lines)| !lines.is_empty()) {
        title.push_str(&format!("\n{}: {}", column + 1, excerpt(lines.iter().copied())));
    }
    let name = name.into_iter().chain(goes_on.map(str::to_owned)).collect();
    Some(Piece { index, bbox, cells, name, title })
}

fn header_style() -> Style {
    Style::outline(BROWN, 0.8).filled(BROWN, 0.1).dashed()
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
                    let title = format!("{kind} {}: {}", told(&bbox), line.text());
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
        let fill = Style { stroke: None, fill: Some((colour, 0.18)), dashed: false };
        let title = piece.title.clone();
        marks.extend(piece.cells.iter().map(|bbox| Mark {
            bbox: *bbox,
            style: fill,
            title: title.clone(),
        }));
        // Within the rulings, which would hide it.
        marks.push(Mark { bbox: inner(&piece.bbox), style: Style::outline(colour, 1.1), title });
    }
    // A colour that no other layer has.
    let key = Style::outline(row_colour(2), 1.1).filled(row_colour(2), 0.18);
    Layer { count: rows.rows.len(), ..Layer::new("rows", "logical rows", key, marks) }
}

/// The box less a point on each side; as it is where it has less.
fn inner(bbox: &Rect) -> Rect {
    if bbox.width().min(bbox.height()) > 4.0 { bbox.grow(-1.0) } else { *bbox }
}

/// The name of each row on a tag at its left.
pub(super) fn labels(rows: &Rows) -> Vec<(Mark, Vec<Words>)> {
    rows.rows.iter().map(label).collect()
}

fn label(piece: &Piece) -> (Mark, Vec<Words>) {
    let longest = piece.name.iter().map(|n| n.chars().count()).max().unwrap_or(0);
    let width = longest as f32 * LABEL * CHARACTER + 3.0;
    let height = piece.name.len() as f32 * (LABEL + 1.0) + 2.0;
    let (x, y) = ((piece.bbox.x0 - width).max(0.0), piece.bbox.y0);
    let style = Style { stroke: None, fill: Some((row_colour(piece.index), 0.9)), dashed: false };
    let mark =
        Mark { bbox: Rect::new(x, y, x + width, y + height), style, title: piece.title.clone() };
    let words = piece.name.iter().enumerate().map(|(i, text)| {
        let at = Point { x: x + 1.5, y: y + (i + 1) as f32 * (LABEL + 1.0) - 0.6 };
        Words { at, size: LABEL, colour: WHITE, text: text.clone() }
    });
    (mark, words.collect())
}
