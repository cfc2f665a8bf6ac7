//! Where a page shows text that its text layer does not have: pictures of tables and cells, a scan on a part of
//! the page, letters drawn as curves. They are looked for only where pictures have the size of text, or
//! where outlines stand in rows as letters do.

use super::super::cover::{FULL_PAGE, is_picture};
use super::marks;
use super::rows::{Row, may_be_letters, rows};
use crate::finding::{Code, Finding, Region};
use crate::geom::{Rect, bounds};
use crate::layout::Frame;
use crate::pdf::{Page, Picture, Sheet};
use crate::union::UnionFind;

/// A picture smaller than this, in points, holds no line of text: a bullet, a rule.
const SMALLEST: (f32, f32) = (16.0, 6.0);
/// Pictures nearer to each other than this, in points, are strips of one.
const STRIPS: f32 = 1.0;
/// Dots an inch at which pictures are looked at.
const DPI: u16 = 150;
/// A page with more glyphs than these over a picture of the whole page has a background.
const BACKGROUND_GLYPHS: usize = 120;
/// A row of fewer letters may be chance.
const FEWEST_IN_ROW: usize = 3;
/// A picture with fewer letters in its rows is a logo or a seal …
const FEWEST: usize = 8;
/// … as is one whose rows together are not this part as long as it is wide …
const LENGTH: f32 = 0.5;
/// … or if less than this part of its marks stands in rows: letters around a seal …
const IN_ROWS: f32 = 0.6;
/// … unless it is no higher than this, in points, and at least this many times as wide: a line or a
/// cell.
const CELL: (f32, f32) = (40.0, 1.6);
/// A picture about as high as wide, within this factor, and no larger than this, in points, is an
/// emblem …
const EMBLEM: (f32, f32) = (1.5, 200.0);
/// … unless rows of letters cover at least this part of it.
const COVERED: f32 = 0.15;
/// Pictures whose sides are this near to each other's, in points, are cells of one column.
const COLUMN: f32 = 3.0;
/// Outlines of fewer letters than these on a page are a drawing.
const FEWEST_OUTLINES: usize = 6;
/// Rows of outlines nearer to each other than this, in points, are of one text.
const TOGETHER: f32 = 30.0;

/// Where a page shows text that its text layer does not have; boxes in its reading frame.
#[derive(Debug, Default)]
pub(in super::super) struct Beside {
    /// Pictures with text in them.
    pub pictures: Vec<Rect>,
    /// Letters drawn as curves.
    pub curves: Vec<Rect>,
}

impl Beside {
    /// Looks for text of a page beside its text layer.
    pub fn of(page: &Page, sheet: &Sheet<'_>) -> Beside {
        Beside { pictures: pictures(page, sheet), curves: curves(page) }
    }

    pub fn is_empty(&self) -> bool {
        self.pictures.is_empty() && self.curves.is_empty()
    }

    /// All places.
    pub fn places(&self) -> impl Iterator<Item = &Rect> {
        self.pictures.iter().chain(&self.curves)
    }

    /// The finding that this text was not read, or was read from what is seen there.
    pub fn finding(&self, page: &Page, was_read: bool) -> Finding {
        let count = self.places().count();
        let (th, en) = match was_read {
            false => (
                format!("ข้อความ {count} แห่งบนหน้านี้เป็นภาพหรือเส้น ไม่ใช่ตัวอักษร จึงไม่ได้อ่าน"),
                format!(
                    "{count} places of this page show text as a picture or as curves; not read"
                ),
            ),
            true => (
                format!("ข้อความ {count} แห่งบนหน้านี้เป็นภาพหรือเส้น จึงอ่านจากภาพ โปรดตรวจทาน"),
                format!(
                    "{count} places of this page show text as a picture or as curves; \
                     it was read from what is seen there"
                ),
            ),
        };
        let frame = Frame::of(page);
        let regions: Vec<Region> = self.places().map(|place| frame.region(place)).collect();
        Finding::new(Code::TextInPicture, th, en).on_page(page.number).seen("", &regions)
    }
}

/// The boxes of the glyphs that a page shows.
pub(super) fn shown(page: &Page) -> Vec<Rect> {
    page.glyphs.iter().filter(|g| g.shows_text()).map(|g| g.bbox).collect()
}

/// Whether the text layer has what is drawn at a mark.
fn is_said(said: &[Rect], mark: &Rect) -> bool {
    said.iter().any(|glyph| glyph.contains(mark.center()))
}

/// The places where letters are drawn as curves.
fn curves(page: &Page) -> Vec<Rect> {
    if page.outlines.len() < FEWEST_OUTLINES {
        return Vec::new();
    }
    let said = shown(page);
    let outlines: Vec<Rect> =
        page.outlines.iter().filter(|mark| !is_said(&said, mark)).copied().collect();
    let rows: Vec<Row> = text_rows(&outlines).collect();
    if rows.iter().map(|row| row.letters).sum::<usize>() < FEWEST_OUTLINES {
        return Vec::new();
    }
    together(&rows.iter().map(|row| row.bbox).collect::<Vec<_>>(), TOGETHER)
}

/// The rows of some marks that are no chance.
fn text_rows(marks: &[Rect]) -> impl Iterator<Item = Row> {
    rows(marks).into_iter().filter(|row| row.letters >= FEWEST_IN_ROW)
}

/// Boxes that are nearer to each other than a distance as one, in the order of their first ones.
pub(super) fn together(boxes: &[Rect], distance: f32) -> Vec<Rect> {
    let mut sets = UnionFind::new(boxes.len());
    for (i, one) in boxes.iter().enumerate() {
        let near = one.grow(distance);
        for (j, other) in boxes.iter().enumerate().skip(i + 1) {
            if near.intersection(other).is_some() {
                sets.join(i, j);
            }
        }
    }
    let mut whole: Vec<Vec<Rect>> = vec![Vec::new(); boxes.len()];
    for (i, one) in boxes.iter().enumerate() {
        whole[sets.root(i)].push(*one);
    }
    whole.iter().filter_map(bounds).collect()
}

/// The pictures of a page that show text.
fn pictures(page: &Page, sheet: &Sheet<'_>) -> Vec<Rect> {
    let images: Vec<Rect> =
        page.images.iter().filter(|image| may_hold_text(image)).copied().collect();
    if images.is_empty() {
        return Vec::new();
    }
    let said = shown(page);
    let mut images = together(&images, STRIPS);
    images.retain(|image| !is_ground(page, image, &said));
    if images.is_empty() {
        return Vec::new();
    }
    let displayed: Vec<Rect> = images.iter().map(|image| page.displayed(image)).collect();
    match sheet.pictures_at(&displayed, DPI) {
        Ok(picture) => {
            let of_text: Vec<Rect> = images
                .iter()
                .filter(|image| shows_text(page, &picture, &said, image))
                .copied()
                .collect();
            images.retain(|image| {
                of_text.contains(image)
                    || of_text.iter().any(|text| is_below(image, text))
                        && !marks::marks(&picture, &page.displayed(image)).is_empty()
            });
        }
        // It cannot be told; what is large may be text.
        Err(_) => images.retain(|image| is_large(page, image)),
    }
    images
}

/// Whether two pictures are cells of one column: what they hold may be as short as a digit.
fn is_below(image: &Rect, other: &Rect) -> bool {
    (image.x0 - other.x0).abs() <= COLUMN && (image.x1 - other.x1).abs() <= COLUMN
}

/// Whether a picture is large enough for a line of text.
fn may_hold_text(image: &Rect) -> bool {
    image.width() >= SMALLEST.0 && image.height() >= SMALLEST.1
}

/// Whether a picture covers most of the page.
fn is_large(page: &Page, image: &Rect) -> bool {
    image.width() * image.height() >= FULL_PAGE * page.width * page.height
}

/// Whether a picture is what the text of a page stands on.
fn is_ground(page: &Page, image: &Rect, said: &[Rect]) -> bool {
    is_large(page, image)
        && said.iter().filter(|glyph| image.contains(glyph.center())).count() > BACKGROUND_GLYPHS
}

/// Whether a place of a page's pictures shows text that the text layer does not have: in rows of the
/// page's own direction, or across.
fn shows_text(page: &Page, picture: &Picture, said: &[Rect], place: &Rect) -> bool {
    let (width, height) = page.reading_turn.inverse().size(page.width, page.height);
    let marks: Vec<Rect> = marks::marks(picture, &page.displayed(place))
        .iter()
        .map(|mark| page.reading_turn.rect(mark, width, height))
        .filter(|mark| !is_said(said, mark))
        .collect();
    let across: Vec<Rect> = marks.iter().map(turned).collect();
    are_text(&marks, place) || are_text(&across, &turned(place))
}

/// A box with its sides swapped.
fn turned(r: &Rect) -> Rect {
    Rect::new(r.y0, r.x0, r.y1, r.x1)
}

/// Whether the marks of a picture are text.
fn are_text(marks: &[Rect], picture: &Rect) -> bool {
    let rows: Vec<Row> = text_rows(marks).collect();
    let letters: usize = rows.iter().map(|row| row.letters).sum();
    if picture.height() <= CELL.0 && picture.width() >= CELL.1 * picture.height() {
        return letters >= FEWEST_IN_ROW;
    }
    let length: f32 = rows.iter().map(|row| row.bbox.width()).sum();
    let in_rows: usize = rows.iter().map(|row| row.marks).sum();
    letters >= FEWEST
        && length >= LENGTH * picture.width()
        && in_rows as f32 >= IN_ROWS * may_be_letters(marks) as f32
        && !is_emblem(&rows, picture)
}

/// Whether a picture has the shape of an emblem and few letters.
fn is_emblem(rows: &[Row], picture: &Rect) -> bool {
    let (width, height) = (picture.width(), picture.height());
    let covered: f32 = rows.iter().map(|row| row.bbox.width() * row.bbox.height()).sum();
    width.max(height) <= EMBLEM.1
        && width.max(height) <= EMBLEM.0 * width.min(height)
        && covered < COVERED * width * height
}

/// Whether a page has places to look at, and is not read from its picture as a whole.
pub(in super::super) fn look(page: &Page, sheet: &Sheet<'_>) -> Beside {
    match is_picture(page) {
        true => Beside::default(),
        false => Beside::of(page, sheet),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 5 × 7 points in a line from a place on.
    fn line(x: f32, y: f32, count: usize) -> Vec<Rect> {
        let letter = |i: usize| Rect::new(x + i as f32 * 6.0, y, x + i as f32 * 6.0 + 5.0, y + 7.0);
        (0..count).map(letter).collect()
    }

    #[test]
    fn a_table_and_a_short_cell_are_text_and_a_logo_is_none() {
        let table: Vec<Rect> = (0..5).flat_map(|row| line(10.0, row as f32 * 14.0, 40)).collect();
        assert!(are_text(&table, &Rect::new(0.0, 0.0, 300.0, 80.0)));
        assert!(are_text(&line(2.0, 2.0, 4), &Rect::new(0.0, 0.0, 90.0, 20.0)), "a cell");
        let mut seal = line(10.0, 2.0, 8);
        seal.extend((0..20).map(|i| Rect::new(0.0, i as f32 * 4.0, 3.0, i as f32 * 4.0 + 3.0)));
        assert!(!are_text(&seal, &Rect::new(0.0, 0.0, 80.0, 80.0)));
    }

    #[test]
    fn outlines_are_text_where_no_glyph_says_it() {
        let mut page = Page { outlines: line(50.0, 50.0, 12), ..Page::default() };
        assert_eq!(curves(&page), [Rect::new(50.0, 50.0, 121.0, 57.0)]);
        page.glyphs = page
            .outlines
            .iter()
            .map(|bbox| crate::pdf::Glyph { text: "a".into(), bbox: *bbox, ..Default::default() })
            .collect();
        assert!(curves(&page).is_empty(), "drawn twice");
    }

    #[test]
    fn strips_of_a_scan_are_one_picture() {
        let strips = [0.0, 14.2, 28.0].map(|y| Rect::new(10.0, y, 500.0, y + 14.0));
        assert_eq!(together(&strips, STRIPS), [Rect::new(10.0, 0.0, 500.0, 42.0)]);
    }
}
