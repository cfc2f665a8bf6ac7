//! The strip below the page: what was found, how often, and in which colour it is drawn.

use super::paint::{BLACK, GREY, Mark, RED, Style, WHITE, Words};
use super::scene::Scene;
use crate::geom::{Point, Rect};

/// Height of its words in points.
const SIZE: f32 = 7.0;
/// From one line to the next.
const LEADING: f32 = 12.0;
/// Width of an entry.
const ENTRY: f32 = 112.0;
/// Space around all of it.
const MARGIN: f32 = 10.0;
/// The legend needs this much width, on the narrowest page too.
const NARROWEST: f32 = 2.0 * ENTRY + 2.0 * MARGIN;
/// Notes that are shown; more are counted.
const MOST_NOTES: usize = 6;
/// How wide a character is, as part of its height.
const CHARACTER: f32 = 0.55;

/// What stands below the page.
pub(super) struct Legend {
    /// Its width and height.
    pub size: (f32, f32),
    /// Boxes in the colours of the layers.
    pub marks: Vec<Mark>,
    pub words: Vec<Words>,
}

/// The legend of a scene, in the coordinates of its page.
pub(super) fn below(scene: &Scene) -> Legend {
    let width = scene.size.0.max(NARROWEST);
    let mut legend = Legend { size: (width, 0.0), marks: Vec::new(), words: Vec::new() };
    let mut y = scene.size.1 + MARGIN + SIZE;
    legend.say(MARGIN, y, BLACK, heading(scene));
    y += LEADING;
    let across = (((width - 2.0 * MARGIN) / ENTRY) as usize).max(1);
    let present: Vec<_> = scene.layers.iter().filter(|l| l.count > 0).collect();
    for (i, layer) in present.iter().enumerate() {
        let (x, y) = (MARGIN + (i % across) as f32 * ENTRY, y + (i / across) as f32 * LEADING);
        let bbox = Rect::new(x, y - SIZE + 1.0, x + 11.0, y + 1.0);
        legend.marks.push(Mark { bbox, style: key(layer.key), title: layer.name.to_owned() });
        let bands = layer.id == "rows";
        let not_all =
            if layer.marks.len() < layer.count && !bands { ", not all drawn" } else { "" };
        legend.say(x + 15.0, y, BLACK, format!("{}: {}{not_all}", layer.name, layer.count));
    }
    y += present.len().div_ceil(across) as f32 * LEADING;
    for note in notes(scene, width) {
        legend.say(MARGIN, y, RED, note);
        y += LEADING;
    }
    legend.size.1 = y - LEADING + SIZE + MARGIN - scene.size.1;
    let paper = Style { stroke: None, fill: Some((WHITE, 1.0)), dashed: false };
    let bbox = Rect::new(0.0, scene.size.1, width, scene.size.1 + legend.size.1);
    let edge = Mark {
        bbox: Rect { y1: bbox.y0, ..bbox },
        style: Style::outline(GREY, 0.5),
        title: String::new(),
    };
    legend.marks.splice(0..0, [Mark { bbox, style: paper, title: String::new() }, edge]);
    legend
}

impl Legend {
    fn say(&mut self, x: f32, y: f32, colour: super::paint::Colour, text: String) {
        self.words.push(Words { at: Point { x, y }, size: SIZE, colour, text });
    }
}

fn heading(scene: &Scene) -> String {
    let (width, height) = scene.size;
    format!(
        "raingan inspect: page {} of {}, {width:.0} × {height:.0} points",
        scene.page, scene.page_count
    )
}

/// Thin outlines are drawn stronger in the legend, to be seen alone.
fn key(style: Style) -> Style {
    Style { stroke: style.stroke.map(|(colour, width)| (colour, width.max(0.8))), ..style }
}

/// What is odd about the page, each on one line.
fn notes(scene: &Scene, width: f32) -> Vec<String> {
    let room = ((width - 2.0 * MARGIN) / (SIZE * CHARACTER)) as usize;
    let fitting = |note: &String| match note.char_indices().nth(room) {
        Some((end, _)) => format!("{}…", &note[..end]),
        None => note.clone(),
    };
    let mut notes: Vec<String> = scene.notes.iter().rev().take(MOST_NOTES).map(fitting).collect();
    if scene.notes.len() > MOST_NOTES {
        notes.push(format!("and {} more findings", scene.notes.len() - MOST_NOTES));
    }
    notes
}
