//! Lines outside tables → paragraphs: titles, headings and running text.

use std::collections::BTreeSet;

use crate::layout::setting::{CENTRED, Setting, sides};
use crate::layout::{Line, Passage, compose};
use crate::thai::text::is_thai_letter;

/// A title is centred on the page's text, which may lie beside the middle of a wider table by this
/// part of the width.
const OFF_CENTRE: f32 = 0.08;
/// A title in the middle of its page lies beside it by at most this much (in font sizes).
const MID_PAGE: f32 = 1.0;
/// A centred line has more room than this on each side (in font sizes).
const TITLE_ROOM: f32 = 2.0;

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

/// Composes lines that stand outside tables into paragraphs. A centred line is a paragraph of its
/// own, and a line whose text `opens` one (a heading) starts one.
pub fn paragraphs(lines: &[Line], opens: impl Fn(&str) -> bool) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut run: Vec<Line> = Vec::new();
    let setting = Setting::of(lines);
    for line in lines {
        let text = line.text();
        let apart = run.last().is_some_and(|before| {
            is_centred(line)
                || is_centred(before)
                || opens(&text)
                || share_no_font(before, line)
                || setting.breaks(before, line, &text)
        });
        if apart {
            out.push(compose_run(&std::mem::take(&mut run)));
        }
        run.push(line.clone());
    }
    if !run.is_empty() {
        out.push(compose_run(&run));
    }
    out
}

/// Whether two lines are set in other fonts throughout: a heading above text.
fn share_no_font(before: &Line, line: &Line) -> bool {
    let (above, below) = (fonts_of_letters(before), fonts_of_letters(line));
    !above.is_empty() && !below.is_empty() && above.is_disjoint(&below)
}

/// The fonts of a line's Thai letters: digits and Latin letters often have another one.
fn fonts_of_letters(line: &Line) -> BTreeSet<u16> {
    let thai = line.printed().filter(|c| c.text.starts_with(is_thai_letter));
    thai.map(|c| c.font).collect()
}

/// Composes lines that are known to be one paragraph.
fn compose_run(lines: &[Line]) -> Paragraph {
    let centred = lines.iter().all(is_centred);
    let mut lines = lines.to_vec();
    for line in lines.iter_mut().skip(1) {
        line.starts_paragraph = Some(false);
    }
    let full_line =
        matches!(lines.as_slice(), [only] if !only.frame.is_place() || is_balanced(only));
    Paragraph { passage: compose(&lines), centred, full_line }
}

/// Whether a line stands in the middle of its room or of its page, with room to both sides.
fn is_centred(line: &Line) -> bool {
    let (left, right) = sides(line);
    let in_middle = is_balanced(line) || is_mid_page(line);
    line.frame.is_place() && in_middle && left.min(right) > TITLE_ROOM * line.size
}

/// Whether a line stands in the middle of its page: a title above a table that leaves one side free.
fn is_mid_page(line: &Line) -> bool {
    let (left, right) = (line.bbox.x0, line.frame.size.0 - line.bbox.x1);
    (left - right).abs() <= MID_PAGE * line.size
}

/// Whether a line stays about as far from the left as from the right; a line that fills its room
/// does, too.
fn is_balanced(line: &Line) -> bool {
    let (left, right) = sides(line);
    let slack = (CENTRED * line.size).max(OFF_CENTRE * (line.frame.room.1 - line.frame.room.0));
    (left - right).abs() <= slack
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::made::made_lines;

    /// A line of twenty letters, which fills its room.
    const FULL: &str = "กขคงจฉชซฌญดตถทธนบปผฝ";

    fn texts(lines: &[(f32, &str)]) -> Vec<String> {
        let all = paragraphs(&made_lines(lines), |text| text.starts_with("ยุทธ"));
        all.into_iter().map(|paragraph| paragraph.passage.text).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph_and_a_heading_starts_one() {
        assert_eq!(texts(&[(0.0, FULL), (0.0, "พฟ")]), [format!("{FULL}พฟ")]);
        assert_eq!(texts(&[(0.0, FULL), (0.0, "ยุทธ")]), [FULL, "ยุทธ"]);
        assert!(texts(&[]).is_empty());
    }

    #[test]
    fn a_centred_line_is_a_paragraph_of_its_own() {
        let lines = made_lines(&[(0.0, FULL), (35.0, "กลางหน้า"), (0.0, FULL)]);
        let all = paragraphs(&lines, |_| false);
        assert_eq!(all.iter().map(|p| p.centred).collect::<Vec<_>>(), [false, true, false]);
        assert!(all[0].full_line && !all[1].passage.is_empty());
    }

    #[test]
    fn a_line_in_the_middle_of_its_page_is_centred_beside_a_table_on_one_side() {
        let mut lines = made_lines(&[(0.0, FULL), (45.0, "กลางหน")]);
        assert!(!is_centred(&lines[1]));
        lines[1].frame.size.0 = 120.0;
        assert!(is_centred(&lines[1]));
        assert!(!is_centred(&lines[0]));
    }
}
