//! What a page shows beside text and rulings, as far as it can mark a cell of a table: boxes filled
//! with a colour, and small drawings.

use hayro_interpret::Paint;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point as KPoint, Rect as KRect};

use super::model::Fill;
use super::struck::Slant;
use crate::geom::{Point, Rect};

/// A channel above this counts as white paper (0–255).
const WHITE: u8 = 250;
/// What a pattern counts as.
const GRAY: [u8; 3] = [0x80; 3];
/// White as it is noted over another colour.
const PAPER: [u8; 3] = [0xFF; 3];
/// A drawing higher than this (in points) is a picture, not a mark in a line of a table.
const MARK_HEIGHT: f64 = 40.0;
/// A single line that leans over more than this (in points) strikes something out.
const STROKE: f64 = 14.0;
/// A line this many times as long as it is high is nearly level.
const NEARLY_LEVEL: f64 = 6.0;
/// A line that keeps within this of level or upright (in points) is a ruling.
const LEAN: f64 = 0.8;
/// White lines lie over one of this many fills that were drawn last.
const LOOK_BACK: usize = 400;
/// More fills or drawings than these are a picture or a map.
const MOST: usize = 20_000;

/// What fills and marks a page.
#[derive(Default)]
pub(super) struct Ink {
    pub fills: Vec<Fill>,
    pub shapes: Vec<Rect>,
    pub outlines: Vec<Rect>,
    /// Boxes of filled outlines that are too high for a mark.
    pub grounds: Vec<Rect>,
    /// Lines that lean, each drawn by itself.
    pub slants: Vec<Slant>,
}

impl Ink {
    /// Notes a filled box; white (`None`) only where it may lie over a colour.
    pub fn add_fill(&mut self, rect: KRect, colour: Option<[u8; 3]>) {
        let wanted = colour.is_some() || !self.fills.is_empty();
        if wanted && self.fills.len() < MOST && shows(&rect) {
            self.fills.push(Fill { rect: to_rect(&rect), colour: colour.unwrap_or(PAPER) });
        }
    }

    /// Whether a place is filled with a colour so far.
    pub fn is_coloured(&self, at: KPoint) -> bool {
        let at = Point { x: at.x as f32, y: at.y as f32 };
        let last = self.fills.iter().rev().take(LOOK_BACK).find(|fill| fill.rect.contains(at));
        last.is_some_and(|fill| fill.colour != PAPER)
    }

    /// Notes the box of a filled outline that is no box: part of a drawing, or a letter.
    pub fn add_outline(&mut self, bbox: KRect) {
        let list = match bbox.height() <= MARK_HEIGHT {
            true => &mut self.outlines,
            false => &mut self.grounds,
        };
        if list.len() < MOST && shows(&bbox) {
            list.push(to_rect(&bbox));
        }
    }

    /// Notes a wavy line by the box around it, as the line through its middle.
    pub fn add_wave(&mut self, around: &KRect) {
        let around = to_rect(around);
        let y = around.center().y;
        let (from, to) = (Point { x: around.x0, y }, Point { x: around.x1, y });
        if to.x > from.x && self.slants.len() < MOST {
            self.slants.push(Slant { from, to });
        }
    }

    /// Whether more is drawn than is noted.
    pub fn is_cut_short(&self) -> bool {
        [self.fills.len(), self.outlines.len(), self.grounds.len()].contains(&MOST)
    }

    /// Notes a line that leans.
    pub fn add_slant(&mut self, a: KPoint, b: KPoint) {
        let point = |p: KPoint| Point { x: p.x as f32, y: p.y as f32 };
        let (from, to) = if a.x < b.x { (point(a), point(b)) } else { (point(b), point(a)) };
        let leans = to.x - from.x > LEAN as f32 && (to.y - from.y).abs() > LEAN as f32;
        if leans && self.slants.len() < MOST {
            self.slants.push(Slant { from, to });
        }
    }

    /// Notes the box of a drawing.
    pub fn add_shape(&mut self, bbox: KRect) {
        if bbox.height() <= MARK_HEIGHT && self.shapes.len() < MOST && shows(&bbox) {
            self.shapes.push(to_rect(&bbox));
        }
    }
}

/// Whether anything of a box is left inside its clip.
fn shows(rect: &KRect) -> bool {
    rect.width() > 0.0 && rect.height() > 0.0 && to_rect(rect).is_finite()
}

pub(super) fn to_rect(r: &KRect) -> Rect {
    Rect::new(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)
}

/// The colour that paint leaves on the paper; `None` where it is white or fully transparent.
/// Patterns count as ink.
pub(super) fn colour_of(paint: &Paint<'_>) -> Option<[u8; 3]> {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, a] = color.to_rgba().to_rgba8();
            (a > 0 && !is_white([r, g, b])).then_some([r, g, b])
        }
        Paint::Pattern(_) => Some(GRAY),
    }
}

/// Whether a colour is that of the paper.
pub(super) fn is_white(colour: [u8; 3]) -> bool {
    colour.iter().all(|channel| *channel > WHITE)
}

/// The colour that paint leaves on white paper, where what it draws has some `opacity` beside its
/// own (0 to 1).
pub(super) fn on_paper(paint: &Paint<'_>, opacity: f32) -> [u8; 3] {
    let [r, g, b, a] = match paint {
        Paint::Color(color) => color.to_rgba().to_rgba8(),
        Paint::Pattern(_) => [GRAY[0], GRAY[1], GRAY[2], u8::MAX],
    };
    let ink = f32::from(a) / 255.0 * opacity;
    [r, g, b].map(|c| (255.0 - (255.0 - f32::from(c)) * ink).round() as u8)
}

/// Whether a stroked path draws more than rulings: curves, or lines that lean.
pub(super) fn is_drawing(path: &BezPath, transform: Affine) -> bool {
    let (mut start, mut last) = (KPoint::ZERO, KPoint::ZERO);
    let (mut leaning, mut short) = (0usize, false);
    for el in path.elements() {
        let to = match *el {
            PathEl::MoveTo(p) => {
                start = transform * p;
                last = start;
                continue;
            }
            PathEl::LineTo(p) => transform * p,
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => return true,
            PathEl::ClosePath => start,
        };
        let (dx, dy) = ((to.x - last.x).abs(), (to.y - last.y).abs());
        if dx > LEAN && dy > LEAN {
            leaning += 1;
            // A tick's stroke, or an arrow that was not drawn quite level.
            short |= dx.max(dy) <= STROKE || dx >= NEARLY_LEVEL * dy;
        }
        last = to;
    }
    leaning > 1 || leaning == 1 && short
}
