//! Lines → text: wrapped lines joined as Thai is written, every character with its place.

use std::ops::Range;

use crate::finding::Region;
use crate::geom::{Rect, bounds};
use crate::layout::line::CLUSTER_BYTES;
use crate::layout::setting::{Join, Setting};
use crate::layout::{Frame, Line};
use crate::pdf::Confidence;

/// Text composed from lines, which knows where each of its characters stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Passage {
    /// The text: paragraphs and list items on lines of their own, wrapped lines joined.
    pub text: String,
    /// One mark for each cluster, in the order of the text.
    marks: Vec<Mark>,
    /// How sure each cluster is, in the order of `marks`; empty where none was read from a picture.
    sure: Vec<Option<Confidence>>,
    /// The frames of the lines it was composed from.
    frames: Vec<Frame>,
}

/// Where a cluster stands, in the text and on its page.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Mark {
    /// Where its text starts, in bytes.
    start: u32,
    /// Index of its line's frame.
    line: u32,
    /// Its box in that frame.
    bbox: Rect,
}

impl Passage {
    /// Text without a place, such as a transcript's.
    pub fn placeless(text: impl Into<String>) -> Passage {
        Passage { text: text.into(), ..Passage::default() }
    }

    /// Text that a person wrote in place of what stands in some boxes: each part of it stands in the
    /// first page's boxes, as one.
    pub fn in_place_of(text: impl Into<String>, regions: &[Region]) -> Passage {
        let mut passage = Passage::placeless(text);
        let Some(page) = regions.first().map(|region| region.page) else { return passage };
        let rects = regions.iter().filter(|region| region.page == page).map(|r| Rect {
            x0: r.x0,
            y0: r.y0,
            x1: r.x1,
            y1: r.y1,
        });
        let rects: Vec<Rect> = rects.collect();
        if let Some(bbox) = bounds(&rects) {
            passage.frames.push(Frame { page, ..Frame::NOWHERE });
            passage.marks.push(Mark { start: 0, line: 0, bbox });
        }
        passage
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Where a part of the text stands: one box for each line. `range` is in bytes of `text`.
    pub fn regions(&self, range: Range<usize>) -> Vec<Region> {
        let lines = self.marks_in(&range).chunk_by(|a, b| a.line == b.line);
        lines.filter_map(|marks| self.region_of(marks)).collect()
    }

    /// The box around marks of one line; `None` where they have no place.
    fn region_of(&self, marks: &[Mark]) -> Option<Region> {
        let frame = self.frames.get(marks.first()?.line as usize).filter(|f| f.is_place())?;
        Some(frame.region(&bounds(marks.iter().map(|m| &m.bbox))?))
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
        let (from, to) = self.marks_of(&(start..end));
        let marks = self.marks[from..to].iter();
        Passage {
            text: part.to_owned(),
            marks: marks
                .map(|m| Mark { start: m.start.saturating_sub(start as u32), ..*m })
                .collect(),
            sure: self.sure.get(from..to).unwrap_or_default().to_vec(),
            frames: self.frames.clone(),
        }
    }

    /// Adds another passage below this one, as a paragraph of its own.
    pub fn push(&mut self, other: &Passage) {
        self.push_behind("\n", other);
    }

    /// Adds another passage behind this one, with `between` before it.
    pub fn push_behind(&mut self, between: &str, other: &Passage) {
        if other.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(between);
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

    /// Adds the text of the line at `index`, with how sure it is where it comes `from_picture`.
    fn push_line(&mut self, index: usize, line: &Line, from_picture: bool) {
        line.pieces(|c, space| {
            if space {
                self.text.push(' ');
            }
            let start = self.text.len() as u32;
            self.marks.push(Mark { start, line: index as u32, bbox: c.bbox });
            if from_picture {
                self.sure.push(c.confidence);
            }
            self.text.push_str(&c.text);
        });
    }

    /// The marks of the clusters that a range of bytes touches.
    fn marks_in(&self, range: &Range<usize>) -> &[Mark] {
        let (first, end) = self.marks_of(range);
        &self.marks[first..end]
    }

    /// The place of the first of those marks, and the one behind the last.
    fn marks_of(&self, range: &Range<usize>) -> (usize, usize) {
        let first =
            self.marks.partition_point(|m| m.start as usize <= range.start).saturating_sub(1);
        let end = self.marks.partition_point(|m| (m.start as usize) < range.end);
        if range.is_empty() || first >= end { (0, 0) } else { (first, end) }
    }
}

/// Composes lines, in reading order, into a passage.
pub fn compose(lines: &[Line]) -> Passage {
    let mut out = Passage { frames: lines.iter().map(|l| l.frame).collect(), ..Passage::default() };
    let setting = Setting::of(lines);
    let clusters: usize = lines.iter().map(|l| l.clusters.len()).sum();
    out.marks.reserve(clusters);
    out.text.reserve(clusters * CLUSTER_BYTES);
    let from_picture = lines.iter().any(|l| l.clusters.iter().any(|c| c.confidence.is_some()));
    for (i, line) in lines.iter().enumerate() {
        let (end_before, first_mark) = (out.text.len(), out.marks.len());
        if i > 0 {
            // Stands for what the line itself decides once its text is there.
            out.text.push(' ');
        }
        out.push_line(i, line, from_picture);
        if let Some(before) = i.checked_sub(1).and_then(|i| lines.get(i)) {
            let (text, next) = (&out.text[..end_before], &out.text[end_before + 1..]);
            match setting.between(before, line, text, next) {
                Join::Paragraph => out.text.replace_range(end_before..=end_before, "\n"),
                Join::Space => {}
                Join::Nothing => {
                    out.text.remove(end_before);
                    out.marks[first_mark..].iter_mut().for_each(|mark| mark.start -= 1);
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::made::made_lines;

    fn lines(texts: &[&str]) -> Vec<Line> {
        made_lines(&texts.iter().map(|text| (0.0, *text)).collect::<Vec<_>>())
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
    fn what_a_person_wrote_stands_where_the_old_text_did() {
        let region = |page, y0| Region { page, x0: 10.0, y0, x1: 50.0, y1: y0 + 12.0 };
        let passage =
            Passage::in_place_of("หนึ่ง สอง", &[region(3, 20.0), region(3, 34.0), region(4, 9.0)]);
        let part = passage.slice("หนึ่ง ".len()..passage.text.len());
        assert_eq!((part.text.as_str(), part.all_regions()), ("สอง", passage.all_regions()));
        let whole = Region { y1: 46.0, ..region(3, 20.0) };
        assert_eq!(passage.all_regions(), [whole]);
        assert_eq!(Passage::in_place_of("ก", &[]).all_regions(), []);
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
