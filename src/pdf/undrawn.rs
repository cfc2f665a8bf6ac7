//! Marks that people put on a page with a viewer and that carry no drawing of their own: every viewer
//! draws them when the page is shown (ISO 32000-2, 12.5.6), so they hide or strike out what lies below
//! as any other line or box. What has an appearance is drawn by the interpreter.

use hayro_interpret::kurbo::{Affine, Point as KPoint, Rect as KRect};
use hayro_syntax::object::{Array, Dict, Name, Rect as PdfRect};
use hayro_syntax::page::Page as PdfPage;

use super::boxes::{RULING_LEAN, RULING_THICKNESS, level_box, scribble, strips};
use super::cover::{Covers, Opaque};
use super::ink::{Ink, to_rect};
use super::model::{Page, Ruling, RulingKind};
use super::typed::is_undrawn;

/// The most annotations of a page that are looked at.
const MOST: usize = 5_000;
/// A highlight whose channels are all below this hides what it lies on (0 to 1).
const DARK: f32 = 0.25;
/// How many corners stand for a circle.
const CORNERS: u32 = 48;
/// How wide the pen is where none is said, in points (ISO 32000-2, table 168).
const USUAL_WIDTH: f64 = 1.0;

/// Adds what these marks of a page cover and the lines that they draw. `start` leads from the page's
/// own coordinates to those as displayed.
pub(super) fn add_undrawn(
    page: &PdfPage<'_>,
    start: Affine,
    shown: &mut Page,
    covers: &mut Covers,
    ink: &mut Ink,
) {
    let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") else { return };
    for annotation in annotations.iter::<Dict<'_>>().take(MOST).filter(is_inked) {
        let Some(kind) = annotation.get::<Name<'_>>(b"Subtype") else { continue };
        for rect in covered(&kind, &annotation) {
            covers.add(Opaque::Box, to_rect(&start.transform_rect_bbox(rect)), &shown.glyphs);
        }
        for (from, to) in strokes(&kind, &annotation) {
            ink.add_slant(start * from, start * to);
        }
        for (from, to) in lines(&kind, &annotation) {
            let line = to_rect(&KRect::from_points(start * from, start * to));
            let thickness = width(&annotation) as f32;
            if line.is_finite() && f64::from(thickness) <= RULING_THICKNESS {
                shown.rulings.push(Ruling { line, thickness, kind: RulingKind::Drawn });
            }
        }
    }
}

/// Whether an annotation is shown, has no drawing of its own, and is drawn in an opaque colour.
fn is_inked(annotation: &Dict<'_>) -> bool {
    let keys: [&[u8]; 2] = [b"C", b"IC"];
    let mut colours = keys.into_iter().filter_map(|key| annotation.get::<Array<'_>>(key));
    let opaque = annotation.get::<f32>(b"CA").is_none_or(|opacity| opacity >= 1.0);
    is_undrawn(annotation) && opaque && colours.any(|c| c.iter::<f32>().count() > 0)
}

/// How wide the pen is, in points.
fn width(annotation: &Dict<'_>) -> f64 {
    let style = annotation.get::<Dict<'_>>(b"BS").and_then(|style| style.get::<f64>(b"W"));
    let border = annotation.get::<Array<'_>>(b"Border").and_then(|b| b.iter::<f64>().nth(2));
    style.or(border).unwrap_or(USUAL_WIDTH)
}

/// The boxes that an annotation hides: one that is filled, or the places of a pen that is wider than
/// rulings are.
fn covered(kind: &[u8], annotation: &Dict<'_>) -> Vec<KRect> {
    if kind == b"Square" {
        let filled = annotation.contains_key(b"IC".as_slice());
        let rect = annotation.get::<PdfRect>(b"Rect").filter(|_| filled);
        return rect.map(|r| KRect::new(r.x0, r.y0, r.x1, r.y1)).into_iter().collect();
    }
    if matches!(kind, b"Polygon" | b"Circle") {
        let filled = annotation.contains_key(b"IC".as_slice());
        return if filled { strips(&corners(kind, annotation)) } else { Vec::new() };
    }
    if kind == b"Highlight" {
        let colour = annotation.get::<Array<'_>>(b"C");
        let dark = colour.is_some_and(|c| c.iter::<f32>().all(|channel| channel <= DARK));
        return if dark { quads(annotation) } else { Vec::new() };
    }
    let pen = width(annotation);
    if pen <= RULING_THICKNESS {
        return Vec::new();
    }
    let lines = strokes(kind, annotation);
    match scribble(&lines, pen) {
        Some(rect) => vec![rect],
        None => lines.into_iter().filter_map(|line| level_box(line, pen)).collect(),
    }
}

/// The corners of a filled shape.
fn corners(kind: &[u8], annotation: &Dict<'_>) -> Vec<KPoint> {
    if kind == b"Polygon" {
        return points(annotation.get::<Array<'_>>(b"Vertices"));
    }
    let Some(r) = annotation.get::<PdfRect>(b"Rect") else { return Vec::new() };
    let rect = KRect::new(r.x0, r.y0, r.x1, r.y1);
    let corners = (0..CORNERS).map(|i| {
        let (sin, cos) = (f64::from(i) * std::f64::consts::TAU / f64::from(CORNERS)).sin_cos();
        let middle = rect.center();
        KPoint::new(middle.x + cos * rect.width() / 2.0, middle.y + sin * rect.height() / 2.0)
    });
    corners.filter(|point: &KPoint| point.is_finite()).collect()
}

/// The lines of the page that an annotation draws level or upright: through the middle of what it
/// strikes out, or as a line.
fn lines(kind: &[u8], annotation: &Dict<'_>) -> Vec<(KPoint, KPoint)> {
    if kind != b"StrikeOut" {
        return strokes(kind, annotation).into_iter().filter(is_straight).collect();
    }
    let quads = quads(annotation).into_iter();
    quads.map(|q| (KPoint::new(q.x0, q.center().y), KPoint::new(q.x1, q.center().y))).collect()
}

/// Whether a line runs level or upright.
fn is_straight((a, b): &(KPoint, KPoint)) -> bool {
    (a.x - b.x).abs().min((a.y - b.y).abs()) <= RULING_LEAN && a.distance(*b) > RULING_LEAN
}

/// The boxes around the stretches of text that an annotation marks, each given by four corners.
fn quads(annotation: &Dict<'_>) -> Vec<KRect> {
    let corners = points(annotation.get::<Array<'_>>(b"QuadPoints"));
    let quads = corners.chunks_exact(4);
    quads
        .map(|quad| quad.iter().fold(KRect::from_points(quad[0], quad[1]), |r, p| r.union_pt(*p)))
        .collect()
}

/// The straight strokes of an annotation, from point to point.
fn strokes(kind: &[u8], annotation: &Dict<'_>) -> Vec<(KPoint, KPoint)> {
    let runs: Vec<Vec<KPoint>> = match kind {
        b"Line" => vec![points(annotation.get::<Array<'_>>(b"L"))],
        b"PolyLine" => vec![points(annotation.get::<Array<'_>>(b"Vertices"))],
        b"Ink" => {
            let list = annotation.get::<Array<'_>>(b"InkList");
            let runs = list.into_iter().flat_map(|list| {
                list.iter::<Array<'_>>().take(MOST).map(|run| points(Some(run))).collect::<Vec<_>>()
            });
            runs.collect()
        }
        _ => Vec::new(),
    };
    runs.iter().flat_map(|run| run.windows(2).map(|pair| (pair[0], pair[1]))).collect()
}

/// The points that an array of numbers holds, those that are finite.
fn points(numbers: Option<Array<'_>>) -> Vec<KPoint> {
    let numbers: Vec<f64> =
        numbers.iter().flat_map(|n| n.iter::<f64>().take(2 * MOST).collect::<Vec<_>>()).collect();
    let points = numbers.chunks_exact(2).map(|pair| KPoint::new(pair[0], pair[1]));
    points.filter(|point| point.is_finite()).collect()
}
