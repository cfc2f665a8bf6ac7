//! What is seen at some places of a page, read and put beside its text layer.

use std::ops::Range;

use super::places::{Beside, shown};
use super::window::window;
use crate::geom::{Point, Rect};
use crate::ocr::{self, Own};
use crate::pdf::{Doubt, Glyph, Page, Picture, Ruling};

/// The white of a sheet on which only some places are left.
const WHITE: u8 = 255;
/// What is left around letters drawn as curves, in points: their marks above and below.
const AROUND: f32 = 4.0;
/// What is read this far beside a place, in points, is still of it.
const NEAR: f32 = 6.0;

/// The page with the text of these places, as far as it can be read, and with the findings that say
/// so; `picture`: the page as displayed.
pub(in super::super) fn joined(mut page: Page, beside: &Beside, picture: Picture) -> Page {
    let seen = seen(&page, beside, picture);
    let (mut read, mut unread) = (Beside::default(), Beside::default());
    for (places, is_picture) in [(&beside.pictures, true), (&beside.curves, false)] {
        for place in places {
            let was_read =
                seen.as_ref().is_some_and(|seen| take(&mut page, seen, place, is_picture));
            let kept = if was_read { &mut read } else { &mut unread };
            let list = if is_picture { &mut kept.pictures } else { &mut kept.curves };
            list.push(*place);
        }
    }
    page.findings.extend(seen.map(|seen| seen.findings).unwrap_or_default());
    for (places, was_read) in [(&read, true), (&unread, false)] {
        if !places.is_empty() {
            page.findings.push(places.finding(&page, was_read));
        }
    }
    page.beside.extend(read.places());
    page
}

/// What is seen at the places, read as a page of its own in the frame of the page; `None` where its
/// lines run another way.
fn seen(page: &Page, beside: &Beside, mut picture: Picture) -> Option<Page> {
    leave_only(&mut picture, page, beside);
    read_sheet(page, picture)
}

/// What is seen at some places, with what the text layer says there; `None` where its lines run
/// another way than the page's.
pub(super) fn seen_at(page: &Page, places: &[Rect], picture: Picture) -> Option<Page> {
    read_sheet(page, only(&picture, page, places))
}

/// A picture read as a page of its own in the frame of the page.
fn read_sheet(page: &Page, picture: Picture) -> Option<Page> {
    let (width, height) = page.reading_turn.inverse().size(page.width, page.height);
    let sheet = Page { number: page.number, width, height, ..Page::default() };
    let seen = ocr::read(sheet, picture, Own::Replaced);
    (seen.reading_turn == page.reading_turn).then_some(seen)
}

/// The picture with nothing but some places.
fn only(picture: &Picture, page: &Page, places: &[Rect]) -> Picture {
    let (width, height, scale) = (picture.width, picture.height, picture.scale);
    let pixels = vec![WHITE; picture.pixels.len()];
    let mut sheet = Picture { pixels, brightest: Vec::new(), width, height, scale };
    for place in places {
        for at in rows(picture, &page.displayed(place)) {
            sheet.pixels[at.clone()].copy_from_slice(&picture.pixels[at]);
        }
    }
    sheet
}

/// Makes everything white but the places to read, and in these what the text layer says.
fn leave_only(picture: &mut Picture, page: &Page, beside: &Beside) {
    let curves = beside.curves.iter().map(|place| place.grow(AROUND));
    let places: Vec<Rect> = beside.pictures.iter().copied().chain(curves).collect();
    let mut sheet = only(picture, page, &places);
    for glyph in shown(page) {
        if !places.iter().any(|place| place.intersection(&glyph).is_some()) {
            continue;
        }
        for at in rows(picture, &page.displayed(&glyph)) {
            sheet.pixels[at].fill(WHITE);
        }
    }
    *picture = sheet;
}

/// Where in the pixels of a picture the rows under a box in points lie.
fn rows(picture: &Picture, place: &Rect) -> impl Iterator<Item = Range<usize>> + use<> {
    let (rows, columns) = window(picture, place);
    let width = picture.width;
    rows.map(move |row| row * width + columns.start..row * width + columns.end)
}

/// Takes what was seen at a place over to the page, its lines too where it is a `picture`; whether
/// there was text.
fn take(page: &mut Page, seen: &Page, place: &Rect, is_picture: bool) -> bool {
    // What was straightened as a whole is straight at each place, but not where it was.
    let middle = place.center();
    let straight = seen.warp.and_then(|warp| warp.inverse()).map_or(middle, |back| {
        let (x, y) = back.apply(middle.x, middle.y);
        Point { x, y }
    });
    let by = Point { x: middle.x - straight.x, y: middle.y - straight.y };
    let area = place.grow(NEAR);
    let moved = seen.glyphs.iter().map(|glyph| moved(glyph, by));
    let glyphs: Vec<Glyph> = moved.filter(|g| area.contains(g.bbox.center())).collect();
    let has_text = glyphs.iter().any(Glyph::says_something);
    page.glyphs.extend(glyphs);
    for doubt in &seen.doubts {
        let bbox = shifted(&doubt.bbox, by);
        if area.contains(bbox.center()) {
            page.doubts.push(Doubt { bbox, ..doubt.clone() });
        }
    }
    if is_picture {
        for ruling in &seen.rulings {
            let line = shifted(&ruling.line, by);
            if area.contains(line.center()) {
                page.rulings.push(Ruling { line, ..*ruling });
            }
        }
    } else {
        // Letters mark nothing.
        page.shapes.retain(|shape| !area.contains(shape.center()));
    }
    has_text
}

fn moved(glyph: &Glyph, by: Point) -> Glyph {
    let origin = Point { x: glyph.origin.x + by.x, y: glyph.origin.y + by.y };
    Glyph { origin, bbox: shifted(&glyph.bbox, by), ..glyph.clone() }
}

fn shifted(r: &Rect, by: Point) -> Rect {
    Rect::new(r.x0 + by.x, r.y0 + by.y, r.x1 + by.x, r.y1 + by.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_places_are_left_without_what_the_layer_says() {
        let glyph =
            Glyph { text: "ก".into(), bbox: Rect::new(4.0, 1.0, 5.0, 2.0), ..Glyph::default() };
        let page = Page { width: 8.0, height: 4.0, glyphs: vec![glyph], ..Page::default() };
        let mut picture =
            Picture { pixels: vec![0; 32], brightest: Vec::new(), width: 8, height: 4, scale: 1.0 };
        let pictures = vec![Rect::new(2.0, 1.0, 6.0, 3.0)];
        leave_only(&mut picture, &page, &Beside { pictures, ..Beside::default() });
        let dark: Vec<usize> = (0..32).filter(|i| picture.pixels[*i] == 0).collect();
        assert_eq!(dark, [10, 11, 13, 18, 19, 20, 21]);
    }

    #[test]
    fn what_is_seen_at_a_place_is_taken_and_the_rest_left() {
        let glyph = |x: f32| Glyph {
            text: "ก".into(),
            bbox: Rect::new(x, 10.0, x + 5.0, 20.0),
            ..Glyph::default()
        };
        let seen = Page { glyphs: vec![glyph(20.0), glyph(200.0)], ..Page::default() };
        let mut page = Page::default();
        assert!(take(&mut page, &seen, &Rect::new(10.0, 5.0, 60.0, 25.0), true));
        assert_eq!(page.glyphs, [glyph(20.0)]);
        assert!(!take(&mut page, &seen, &Rect::new(300.0, 5.0, 360.0, 25.0), true));
    }
}
