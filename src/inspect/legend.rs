//! The strip below the page: what was found, how often, and in which colour it is drawn.

use super::describe::cut;
use super::paint::{BLACK, Colour, GREY, Layer, Mark, RED, Style, WHITE, Words};
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
/// Width of the box that shows the colours of a layer, in points.
const KEY: f32 = 11.0;
/// Between that box and the words beside it.
const KEY_GAP: f32 = 4.0;
/// The box hangs this much below the baseline of the words, in points.
const DROP: f32 = 1.0;
/// The outline of that box is at least this wide, in points.
const KEY_OUTLINE: f32 = 0.8;
/// The line between page and legend is this wide, in points.
const EDGE: f32 = 0.5;

/// What stands below the page.
pub(super) struct Legend {
    /// Its width and height in points.
    pub size: (f32, f32),
    /// Boxes in the colours of the layers.
    pub marks: Vec<Mark>,
    /// What stands beside them.
    pub words: Vec<Words>,
}

/// Width and height of the whole picture, in points: the page and the legend below it.
pub(super) fn canvas(scene: &Scene) -> (f32, f32) {
    let legend = below(scene);
    (scene.size.0.max(legend.size.0), scene.size.1 + legend.size.1)
}

/// The legend of a scene, in the coordinates of its page.
pub(super) fn below(scene: &Scene) -> Legend {
    let width = scene.size.0.max(NARROWEST);
    let mut legend = Legend { size: (width, 0.0), marks: Vec::new(), words: Vec::new() };
    let mut y = scene.size.1 + MARGIN + SIZE;
    legend.write(MARGIN, y, BLACK, heading(scene));
    y += LEADING;
    y += legend.add_entries(scene, y) as f32 * LEADING;
    for note in notes(scene, width) {
        legend.write(MARGIN, y, RED, note);
        y += LEADING;
    }
    legend.size.1 = y - LEADING + SIZE + MARGIN - scene.size.1;
    legend.lay_paper(scene.size.1);
    legend
}

impl Legend {
    /// Adds an entry for each layer of the scene that is not empty, in lines from `y` down; how many
    /// lines these are.
    fn add_entries(&mut self, scene: &Scene, y: f32) -> usize {
        let across = (((self.size.0 - 2.0 * MARGIN) / ENTRY) as usize).max(1);
        let present: Vec<&Layer> = scene.layers.iter().filter(|l| l.count > 0).collect();
        for (i, layer) in present.iter().enumerate() {
            let x = MARGIN + (i % across) as f32 * ENTRY;
            self.add_entry(layer, x, y + (i / across) as f32 * LEADING);
        }
        present.len().div_ceil(across)
    }

    /// Adds a box in the colours of a layer, with the layer's name and count beside it.
    fn add_entry(&mut self, layer: &Layer, x: f32, y: f32) {
        let bbox = Rect::new(x, y - SIZE + DROP, x + KEY, y + DROP);
        self.marks.push(Mark { bbox, style: key(layer.key), title: layer.name.to_owned() });
        // A row has several marks, so that theirs says nothing of it.
        let is_whole = layer.id == "rows" || layer.marks.len() >= layer.count;
        let rest = if is_whole { "" } else { ", not all drawn" };
        let text = format!("{}: {}{rest}", layer.name, layer.count);
        self.write(x + KEY + KEY_GAP, y, BLACK, text);
    }

    /// Lays white paper with an edge at its top below everything; `top` is where the page ends.
    fn lay_paper(&mut self, top: f32) {
        let paper = Style { stroke: None, fill: Some((WHITE, 1.0)), dashed: false };
        let bbox = Rect::new(0.0, top, self.size.0, top + self.size.1);
        let edge = Rect { y1: bbox.y0, ..bbox };
        let marks = [(bbox, paper), (edge, Style::outline(GREY, EDGE))];
        let marks = marks.map(|(bbox, style)| Mark { bbox, style, title: String::new() });
        self.marks.splice(0..0, marks);
    }

    /// Adds words whose baseline starts at a place.
    fn write(&mut self, x: f32, y: f32, colour: Colour, text: String) {
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
    Style { stroke: style.stroke.map(|(colour, width)| (colour, width.max(KEY_OUTLINE))), ..style }
}

/// What is odd about the page, each on one line.
fn notes(scene: &Scene, width: f32) -> Vec<String> {
    let room = ((width - 2.0 * MARGIN) / (SIZE * CHARACTER)) as usize;
    let latest = scene.notes.iter().rev().take(MOST_NOTES);
    let mut notes: Vec<String> = latest.map(|note| cut(note, room)).collect();
    if scene.notes.len() > MOST_NOTES {
        notes.push(format!("and {} more findings", scene.notes.len() - MOST_NOTES));
    }
    notes
}
