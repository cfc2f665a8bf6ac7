//! Text that runs upwards or downwards in cells, as heads of narrow columns do.

use std::collections::BTreeMap;

use crate::geom::{Rect, Turn};
use crate::ocr::gray::Gray;
use crate::ocr::parts::Part;
use crate::ocr::reader::read_once;
use crate::ocr::recogniser::Character;
use crate::ocr::region_lines::region_lines;
use crate::ocr::regions::Regions;
use crate::ocr::text_line::TextLine;
use crate::ocr::upright::{self, Votes};
use crate::ocr::usual::most_frequent;

/// Ink in a cell that is higher than wide by this factor may run upwards.
const TALL: f32 = 1.4;
/// Fewer pieces are no word.
const FEWEST: usize = 4;
/// More pieces are no head of a column.
const MOST_PIECES: usize = 200;
/// A smaller piece, in points, is dirt.
const SPECK: f32 = 0.8;
/// What is read turned is text where it is so sure in the mean, …
const READS: f32 = 0.8;
/// … and has at least this many characters.
const CHARACTERS: usize = 3;
/// Cells of a page with such text; more are dirt or a picture.
const MOST: usize = 120;
/// White around the ink of a cell in its windows, in body heights.
const MARGIN: f32 = 0.4;

/// The text of a page that runs upwards or downwards.
#[derive(Debug, Clone)]
pub(super) struct Sideways {
    /// The picture turned so that this text is upright.
    pub gray: Gray,
    /// The turn that makes it upright.
    pub turn: Turn,
    /// Its lines in the turned picture.
    pub lines: Vec<TextLine>,
}

/// Takes text that runs upwards or downwards out of the pieces of a page; `scale`: pixels a point.
pub(super) fn take(
    gray: &Gray,
    pieces: &mut Vec<Part>,
    regions: &Regions,
    scale: f32,
) -> Option<Sideways> {
    let cells = tall_cells(pieces, regions, scale);
    if cells.is_empty() || cells.len() > MOST {
        return None;
    }
    let best = [Turn::Right, Turn::Left]
        .map(|turn| Turned::read(gray, &cells, turn, scale))
        .into_iter()
        .max_by(|a, b| {
            a.sureness.total_cmp(&b.sureness).then(b.turn.degrees().cmp(&a.turn.degrees()))
        })?;
    if best.cells.is_empty() {
        return None;
    }
    pieces.retain(|p| !best.cells.contains(&regions.at(p.center().0, p.center().1)));
    Some(Sideways { gray: gray.clone().turned(best.turn), turn: best.turn, lines: best.lines })
}

/// The cells whose letters seem to follow each other up or down, with their pieces.
fn tall_cells(pieces: &[Part], regions: &Regions, scale: f32) -> BTreeMap<u32, Vec<Part>> {
    let mut cells: BTreeMap<u32, Vec<Part>> = BTreeMap::new();
    for p in pieces.iter().filter(|p| p.side() >= SPECK * scale) {
        let (x, y) = p.center();
        let region = regions.at(x, y);
        if regions.is_enclosed(region) {
            cells.entry(region).or_default().push(*p);
        }
    }
    cells.retain(|_, parts| parts.len() < MOST_PIECES);
    cells.retain(|_, parts| {
        let Votes { across, down } = upright::votes(parts, scale);
        let extent = parts.iter().map(Part::bounds).reduce(|a, b| a.union(&b));
        parts.len() >= FEWEST
            && down > across
            && extent.is_some_and(|e| e.height() > TALL * e.width())
    });
    cells
}

/// What cells say when the page is turned.
struct Turned {
    turn: Turn,
    /// How sure all of it is, in the mean.
    sureness: f32,
    /// The cells that have text, and their lines.
    cells: Vec<u32>,
    lines: Vec<TextLine>,
}

impl Turned {
    fn read(gray: &Gray, cells: &BTreeMap<u32, Vec<Part>>, turn: Turn, scale: f32) -> Turned {
        let picture = gray.clone().turned(turn);
        let mut all = Turned { turn, sureness: 0.0, cells: Vec::new(), lines: Vec::new() };
        let mut sum = (0.0, 0);
        for (cell, parts) in cells {
            let parts: Vec<Part> = parts.iter().map(|p| turned(p, turn, gray)).collect();
            let lines = lines_of(&parts, scale);
            let texts = read_once(&picture, &lines);
            let read: Vec<&Character> = texts.iter().flatten().filter(|c| !c.is_space()).collect();
            let sureness: f32 = read.iter().map(|c| c.confidence).sum();
            sum = (sum.0 + sureness, sum.1 + read.len());
            if read.len() >= CHARACTERS && sureness >= READS * read.len() as f32 {
                all.cells.push(*cell);
                all.lines.extend(lines);
            }
        }
        all.sureness = sum.0 / (sum.1 as f32).max(1.0);
        all
    }
}

/// The lines of the pieces of one cell, upright.
fn lines_of(parts: &[Part], scale: f32) -> Vec<TextLine> {
    let heights = parts.iter().map(|p| p.height() as f32);
    let least = parts.iter().map(|p| p.height()).max().unwrap_or(0) as f32 / 2.5;
    let Some(body) = most_frequent(heights.filter(|h| *h >= least)) else { return Vec::new() };
    let Some(extent) = parts.iter().map(Part::bounds).reduce(|a, b| a.union(&b)) else {
        return Vec::new();
    };
    let margin = MARGIN * body.max(scale);
    let clip =
        Rect::new(extent.x0 - margin, extent.y0 - margin, extent.x1 + margin, extent.y1 + margin);
    region_lines(parts, body).into_iter().map(|line| TextLine { clip, ..line }).collect()
}

/// A piece where it lies in the turned picture.
fn turned(p: &Part, turn: Turn, gray: &Gray) -> Part {
    let (x0, x1, y0, y1) = match turn {
        Turn::Right => (gray.height - p.y1, gray.height - p.y0, p.x0, p.x1),
        Turn::Left => (p.y0, p.y1, gray.width - p.x1, gray.width - p.x0),
        Turn::Half | Turn::None => (p.x0, p.x1, p.y0, p.y1),
    };
    Part { x0, y0, x1, y1, ink: p.ink }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::parts::parts;

    #[test]
    fn pieces_lie_where_the_turned_picture_has_them() {
        let mut gray = Gray::white(50, 30);
        (5..12).for_each(|y| gray.fill_row(y, 20..24, 0));
        let piece = parts(&gray).unwrap()[0];
        for turn in [Turn::Right, Turn::Left] {
            let there = parts(&gray.clone().turned(turn)).unwrap()[0];
            assert_eq!(turned(&piece, turn, &gray), there);
        }
    }
}
