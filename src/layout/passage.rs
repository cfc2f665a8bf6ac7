//! Lines → text: wrapped lines joined as Thai is written, paragraphs and list items kept, every
//! character with its place.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::Region;
use crate::geom::Rect;
use crate::layout::{Frame, Line};
use crate::pdf::Confidence;
use crate::thai::date;
use crate::thai::text::{joins_without_space, normalise};
use crate::words::list_marks;

/// Text composed from lines, which knows where each of its characters stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Passage {
    /// The text: paragraphs and list items on lines of their own, wrapped lines joined.
    pub text: String,
    /// One mark a cluster, by where its text starts.
    marks: Vec<Mark>,
    /// How sure each cluster is, in the order of `marks`; empty where none was read from a picture.
    sure: Vec<Option<Confidence>>,
    /// The frames of the lines it was composed from.
    frames: Vec<Frame>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Mark {
    start: u32,
    line: u32,
    bbox: Rect,
}

impl Passage {
    /// Text without a place, such as a transcript's.
    pub fn placeless(text: impl Into<String>) -> Passage {
        Passage { text: text.into(), ..Passage::default() }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Where a part of the text stands: one box a line. `range` is in bytes of `text`.
    pub fn regions(&self, range: Range<usize>) -> Vec<Region> {
        let marks = self.marks_in(&range);
        let lines = marks.chunk_by(|a, b| a.line == b.line);
        let region = |marks: &[Mark]| {
            let frame = self.frames.get(marks[0].line as usize).filter(|f| f.is_place())?;
            Some(frame.region(&crate::geom::bounds(marks.iter().map(|m| &m.bbox))?))
        };
        lines.filter_map(region).collect()
    }

    /// Where all of it stands.
    pub fn all_regions(&self) -> Vec<Region> {
        self.regions(0..self.text.len())
    }

    /// The page it starts on; `None` for text without a place.
    pub fn first_page(&self) -> Option<u32> {
        self.frames.first().filter(|f| f.is_place()).map(|f| f.page)
    }

    /// The page it ends on; `None` for text without a place.
    pub fn last_page(&self) -> Option<u32> {
        self.frames.last().filter(|f| f.is_place()).map(|f| f.page)
    }

    /// How sure its least sure character is, where one was read from a picture. `range` is in bytes
    /// of `text`.
    pub fn confidence(&self, range: Range<usize>) -> Option<Confidence> {
        let (first, end) = self.marks_of(&range);
        self.sure.get(first..end)?.iter().flatten().min().copied()
    }

    /// A part of it, without the white space at its ends. `range` is in bytes of `text`.
    pub fn slice(&self, range: Range<usize>) -> Passage {
        let Some(part) = self.text.get(range.clone()) else { return Passage::default() };
        let start = range.start + (part.len() - part.trim_start().len());
        let part = part.trim();
        let end = start + part.len();
        let shift = |m: &Mark| Mark { start: m.start.saturating_sub(start as u32), ..*m };
        let (from, to) = self.marks_of(&(start..end));
        Passage {
            text: part.to_owned(),
            marks: self.marks[from..to].iter().map(shift).collect(),
            sure: self.sure.get(from..to).unwrap_or_default().to_vec(),
            frames: self.frames.clone(),
        }
    }

    /// Another passage below this one, as a paragraph of its own.
    pub fn push(&mut self, other: &Passage) {
        if other.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let (shift, lines) = (self.text.len() as u32, self.frames.len() as u32);
        if !(self.sure.is_empty() && other.sure.is_empty()) {
            self.sure.resize(self.marks.len(), None);
            self.sure.extend_from_slice(&other.sure);
            self.sure.resize(self.marks.len() + other.marks.len(), None);
        }
        self.text.push_str(&other.text);
        self.marks.extend(other.marks.iter().map(|m| Mark {
            start: m.start + shift,
            line: m.line + lines,
            bbox: m.bbox,
        }));
        self.frames.extend_from_slice(&other.frames);
    }

    /// The marks of the clusters that a range of bytes touches.
    fn marks_in(&self, range: &Range<usize>) -> &[Mark] {
        let (first, end) = self.marks_of(range);
        &self.marks[first..end]
    }

    /// The first of those marks, and the one behind the last.
    fn marks_of(&self, range: &Range<usize>) -> (usize, usize) {
        let first =
            self.marks.partition_point(|m| m.start as usize <= range.start).saturating_sub(1);
        let end = self.marks.partition_point(|m| (m.start as usize) < range.end);
        if range.is_empty() || first >= end { (0, 0) } else { (first, end) }
    }
}

/// A line that ends this far (in font sizes) before its room does, with the next word fitting in,
/// ended on purpose.
const FITS_SLACK: f32 = 0.6;
/// The longest Thai word a wrap would have carried over whole, in clusters; words are unknown here,
/// most have 2 to 6.
const WORD_CLUSTERS: usize = 12;
/// A line that starts this much further right than the others (in font sizes) is indented: a new
/// paragraph.
const INDENT: f32 = 1.5;
/// A step down this much larger than the usual one starts a new paragraph.
const WIDE_STEP: f32 = 1.45;
/// The longest part of a date on one line, in characters.
const DATE_LENGTH: usize = 40;
/// A title is centred on the page's text, which may lie beside the middle of a wider table by this
/// part of the width.
const OFF_CENTRE: f32 = 0.08;
/// Left and right gap of a centred line differ by at most this (in font sizes).
const CENTRED: f32 = 1.0;

/// Composes lines, in reading order, into a passage.
pub fn compose(lines: &[Line]) -> Passage {
    let mut out = Passage { frames: lines.iter().map(|l| l.frame).collect(), ..Passage::default() };
    let setting = Setting::of(lines);
    out.marks.reserve(lines.iter().map(|l| l.clusters.len()).sum());
    let from_picture = lines.iter().any(|l| l.clusters.iter().any(|c| c.confidence.is_some()));
    for (i, line) in lines.iter().enumerate() {
        let (said, first_mark) = (out.text.len(), out.marks.len());
        if i > 0 {
            // Stands for what the line itself decides once it is there to be read.
            out.text.push(' ');
        }
        line.pieces(|c, space| {
            if space {
                out.text.push(' ');
            }
            out.marks.push(Mark { start: out.text.len() as u32, line: i as u32, bbox: c.bbox });
            if from_picture {
                out.sure.push(c.confidence);
            }
            out.text.push_str(&c.text);
        });
        if let Some(before) = i.checked_sub(1).and_then(|i| lines.get(i)) {
            match setting.between(before, line, &out.text[..said], &out.text[said + 1..]) {
                Join::Paragraph => out.text.replace_range(said..=said, "\n"),
                Join::Space => {}
                Join::Nothing => {
                    out.text.remove(said);
                    out.marks[first_mark..].iter_mut().for_each(|mark| mark.start -= 1);
                }
            }
        }
    }
    out
}

/// A paragraph outside tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// Its text.
    pub passage: Passage,
    /// Whether it stands in the middle of its page, as titles do.
    pub centred: bool,
    /// Whether it is one line as far from the left as from the right, as a title that fills its
    /// line is.
    pub full_line: bool,
}

/// Composes lines that stand outside tables into paragraphs. Centred lines are paragraphs of their
/// own, as is a line whose text `opens` one (a heading).
pub fn paragraphs(lines: &[Line], opens: impl Fn(&str) -> bool) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut run: Vec<Line> = Vec::new();
    let setting = Setting::of(lines);
    for line in lines {
        let text = line.text();
        let apart = run.last().is_none_or(|before| {
            centred(line) || centred(before) || opens(&text) || setting.breaks(before, line, &text)
        });
        if apart && !run.is_empty() {
            out.push(compose_run(&std::mem::take(&mut run)));
        }
        run.push(line.clone());
    }
    if !run.is_empty() {
        out.push(compose_run(&run));
    }
    out
}

/// Lines already known to be one paragraph.
fn compose_run(lines: &[Line]) -> Paragraph {
    let centred = lines.iter().all(centred);
    let mut lines = lines.to_vec();
    for line in lines.iter_mut().skip(1) {
        line.starts_paragraph = Some(false);
    }
    let full_line =
        matches!(lines.as_slice(), [only] if !only.frame.is_place() || is_balanced(only));
    Paragraph { passage: compose(&lines), centred, full_line }
}

/// Whether a line stands in the middle of its room, with room to both sides.
fn centred(line: &Line) -> bool {
    let (left, right) = sides(line);
    line.frame.is_place() && is_balanced(line) && left.min(right) > 2.0 * line.size
}

/// How far a line stays from its room's borders, left and right.
fn sides(line: &Line) -> (f32, f32) {
    (line.bbox.x0 - line.frame.room.0, line.frame.room.1 - line.bbox.x1)
}

/// Whether a line stays as far from the left as from the right, be it not at all.
fn is_balanced(line: &Line) -> bool {
    let (left, right) = sides(line);
    let slack = (CENTRED * line.size).max(OFF_CENTRE * (line.frame.room.1 - line.frame.room.0));
    (left - right).abs() <= slack
}

enum Join {
    Paragraph,
    Space,
    Nothing,
}

/// How the lines of a passage are set: what a wrapped line and what the end of a paragraph look
/// like here.
struct Setting {
    /// The usual step from baseline to baseline, in points.
    step: f32,
    /// How far text stays from its room's borders, in points.
    padding: f32,
    /// Whether the lines are centred, so that short lines say nothing.
    centred: bool,
}

impl Setting {
    fn of(lines: &[Line]) -> Setting {
        let mut steps: Vec<f32> = lines
            .windows(2)
            .filter(|w| w[0].frame.page == w[1].frame.page)
            .map(|w| w[1].baseline - w[0].baseline)
            .filter(|s| *s > 0.0)
            .collect();
        steps.sort_by(f32::total_cmp);
        let gap = sides;
        let padding = lines.iter().map(|l| gap(l).0.min(gap(l).1)).fold(f32::INFINITY, f32::min);
        let is_centred = |l: &Line| {
            (gap(l).0 - gap(l).1).abs() <= CENTRED * l.size
                && gap(l).0 > 2.0 * padding.max(0.5 * l.size)
        };
        Setting {
            // The smallest steps are lines of a paragraph, larger ones may stand between
            // paragraphs.
            step: steps.get(steps.len() / 4).copied().unwrap_or(f32::INFINITY),
            padding: padding.max(0.0),
            centred: lines.iter().any(is_centred)
                && lines.iter().all(|l| (gap(l).0 - gap(l).1).abs() <= 2.0 * CENTRED * l.size),
        }
    }

    /// What stands between what was `said` so far and a line with the text `next`.
    fn between(&self, before: &Line, line: &Line, said: &str, next: &str) -> Join {
        let next = normalise(next);
        if self.breaks(before, line, &next) {
            Join::Paragraph
        } else if before.ends_in_space()
            || line.starts_with_space()
            || !joins_without_space(&tail(said), &next)
        {
            Join::Space
        } else {
            Join::Nothing
        }
    }

    /// Whether `line`, whose text is `next`, starts a paragraph below `before`.
    fn breaks(&self, before: &Line, line: &Line, next: &str) -> bool {
        if is_list_item(next) {
            return !(next.starts_with(['-', '–', '—']) && date_goes_on(&before.text(), next));
        }
        if let Some(known) = line.starts_paragraph {
            return known;
        }
        if self.centred {
            return false;
        }
        let room = before.frame.room.1 - self.padding - before.bbox.x1;
        let slack = FITS_SLACK * line.size;
        let same_page = before.frame.page == line.frame.page;
        if same_page && line.baseline - before.baseline > WIDE_STEP * self.step {
            return true;
        }
        if same_page
            && line.bbox.x0 - before.bbox.x0 > INDENT * line.size
            && line.bbox.x0 - line.frame.room.0 < line.frame.room.1 - line.bbox.x0
        {
            return true;
        }
        room > first_word_width(line) + slack
    }
}

/// Whether a line ended on purpose: the first word of the line below it would have fitted.
pub fn ended(before: &Line, line: &Line) -> bool {
    before.frame.room.1 - before.bbox.x1 > first_word_width(line) + FITS_SLACK * line.size
}

/// The width of what a wrap would have to carry over whole, in points: up to a space, or up to the
/// longest likely word where Thai could be broken in between.
fn first_word_width(line: &Line) -> f32 {
    let mut end = line.bbox.x0;
    let mut unbreakable = false;
    for (i, c) in line.clusters.iter().skip_while(|c| c.is_space()).enumerate() {
        if c.is_space() {
            break;
        }
        unbreakable |= c.text.as_bytes().first().is_some_and(|b| b.is_ascii());
        end = c.bbox.x1;
        if i + 1 >= WORD_CLUSTERS && !unbreakable {
            break;
        }
    }
    end - line.bbox.x0
}

/// Labels with a colon or a number, bullets, dashes, tick boxes, `๑.` `๑)` `(๑)` `ก.`: what opens a
/// list item wherever it stands at a line's start.
pub fn is_list_item(text: &str) -> bool {
    static ITEM: LazyLock<Regex> = LazyLock::new(|| {
        let marks = list_marks();
        Regex::new(&format!(r"^(?:(?:ตัวชี้วัด|ค่าเป้าหมาย|เป้าหมาย|เชิงปริมาณ|เชิงคุณภาพ)\s*(?:ที่\s*[0-9๐-๙]+)?\s*:|(?:กิจกรรมย่อย|กิจกรรม|โครงการ|มาตรการ)ที่\s*[0-9๐-๙]|[{marks}]\s*[^\s\d๐-๙]|\(?[0-9๐-๙]{{1,2}}\)\s*\S|[0-9๐-๙]{{1,2}}\.\s*[^\s0-9๐-๙.)])"))
            .expect("a constant pattern")
    });
    ITEM.is_match(text)
}

/// The end of a text, normalised: what decides how the next line joins.
fn tail(said: &str) -> Cow<'_, str> {
    let start = said.char_indices().rev().nth(DATE_LENGTH).map_or(0, |(i, _)| i);
    normalise(&said[start..])
}

/// Whether a date goes on from one line to the next: "ตุลาคม ๒๕๖๗" and "– กันยายน ๒๕๖๘" are no list.
fn date_goes_on(before: &str, next: &str) -> bool {
    let tail = tail(before);
    let head: String = next.chars().take(DATE_LENGTH).collect();
    let found = date::find(&format!("{tail} {head}"));
    found.dates.iter().any(|d| d.range.contains(&tail.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Turn;
    use crate::layout::Cluster;

    /// Lines of 10 pt letters, 5 pt wide, one below the other, in a room of 0 to 100.
    fn lines(texts: &[&str]) -> Vec<Line> {
        use unicode_segmentation::UnicodeSegmentation;
        let line = |(i, text): (usize, &&str)| {
            let y = 20.0 + 14.0 * i as f32;
            let cluster = |(n, g): (usize, &str)| Cluster {
                text: g.into(),
                bbox: Rect::new(5.0 * n as f32, y - 8.0, 5.0 * (n + 1) as f32, y + 2.5),
                baseline: y,
                size: 10.0,
                font: 0,
                repaired: Default::default(),
                confidence: None,
            };
            let clusters = text.graphemes(true).enumerate().map(cluster).collect();
            let frame = Frame {
                page: 1,
                size: (200.0, 400.0),
                turn: Turn::None,
                warp: None,
                room: (0.0, 100.0),
            };
            crate::layout::lines(frame, clusters)
        };
        texts.iter().enumerate().flat_map(line).collect()
    }

    fn read(texts: &[&str]) -> String {
        compose(&lines(texts)).text
    }

    #[test]
    fn lines_are_joined_as_thai_is_written() {
        for (printed, text) in [
            // Twenty letters fill a line: it wraps.
            (vec!["กขคงจฉชซฌญดตถทธนบปผฝ", "พฟ"], "กขคงจฉชซฌญดตถทธนบปผฝพฟ"),
            // A line that ends early with room for the next word ended on purpose.
            (vec!["กขคง", "จฉช"], "กขคง\nจฉช"),
            (vec!["กขคงจฉชซฌญดตถทธนบปผฝ", "- พฟ"], "กขคงจฉชซฌญดตถทธนบปผฝ\n- พฟ"),
            (vec!["กขคงจฉชซฌญดตถทธนบปผฝ", "๒. พฟ"], "กขคงจฉชซฌญดตถทธนบปผฝ\n๒. พฟ"),
            (vec!["กขคงจฉชซฌญดตถทธนบปผฝ", "เป้าหมาย : พฟ"], "กขคงจฉชซฌญดตถทธนบปผฝ\nเป้าหมาย : พฟ"),
            // A dash within a range of dates opens no list.
            (vec!["สำรวจ (ตุลาคม ๒๕๖๖", "– กันยายน ๒๕๖๗)"], "สำรวจ (ตุลาคม ๒๕๖๖ – กันยายน ๒๕๖๗)"),
        ] {
            assert_eq!(read(&printed), text, "{printed:?}");
        }
    }

    #[test]
    fn a_part_knows_where_it_stands() {
        let passage = compose(&lines(&["กขคงจฉชซฌญดตถทธนบปผฝ", "พฟ"]));
        let part = passage.slice("กขคงจฉชซฌญดตถทธนบปผ".len()..passage.text.len());
        assert_eq!(part.text, "ฝพฟ");
        let regions = part.all_regions();
        assert_eq!(regions.len(), 2);
        assert_eq!((regions[0].x0, regions[0].x1), (95.0, 100.0));
        assert_eq!((regions[1].x0, regions[1].x1), (0.0, 10.0));
    }
}
