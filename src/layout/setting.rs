//! How the lines of a text are set: where one was wrapped, and where a paragraph ends.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::layout::{Cluster, Line};
use crate::thai::Found;
use crate::thai::date::{self, DateValue};
use crate::thai::digits::{is_digit, runs};
use crate::thai::joint::joins_without_space;
use crate::thai::text::{is_thai_letter, normalise};
use crate::words::list_marks;

/// A line that ends this far (in font sizes) before its room does, with the next word fitting in,
/// ended on purpose.
const FITS_SLACK: f32 = 0.6;
/// The longest Thai word a wrap would have carried over whole, in clusters; words are unknown here,
/// most have 2 to 6.
const WORD_CLUSTERS: usize = 12;
/// Letters that stand further apart than this (in font sizes) are of two words.
const WORD_GAP: f32 = 1.0;
/// What a number stands before is set apart from it by this (in font sizes).
const NUMBER_GAP: f32 = 0.2;
/// A line that starts this much further right than the others (in font sizes) is indented: a new
/// paragraph.
const INDENT: f32 = 1.5;
/// Text hangs below other text where they start within this of each other (in font sizes).
const HANGS: f32 = 0.4;
/// A step down this much larger than the usual one starts a new paragraph.
const WIDE_STEP: f32 = 1.45;
/// Digits of an amount without `บาท`, at least.
const FEWEST_FIGURES: usize = 3;
/// What says what an amount is for.
const FOR: &str = "เพื่อ";
/// The longest part of a date on one line, in characters.
const DATE_LENGTH: usize = 40;
/// A fiscal year for months without one, where only it matters that they are a date.
const ANY_YEAR: i16 = 2560;
/// Left and right gap of a centred line differ by at most this (in font sizes).
pub(super) const CENTRED: f32 = 1.0;
/// A line that is centred stands further from both borders than this many times what the widest
/// line does …
const NARROWER: f32 = 2.0;
/// … or than this (in font sizes), where that is more.
const LEAST_PADDING: f32 = 0.5;
/// Of lines that are all centred, the gaps of the least regular differ by at most this many times
/// [`CENTRED`].
const LOOSELY_CENTRED: f32 = 2.0;

/// What opens a list item: labels with a colon or a number, bullets, dashes, tick boxes, `๑.` `๑)` `(๑)`.
static LIST_ITEM: LazyLock<Regex> = LazyLock::new(|| {
    let marks = list_marks();
    Regex::new(&format!(r"^(?:(?:ตัวชี้วัด|ค่าเป้าหมาย|เป้าหมาย|เชิงปริมาณ|เชิงคุณภาพ)\s*(?:ที่\s*[0-9๐-๙]+)?\s*:|(?:กิจกรรมย่อย|กิจกรรม|โครงการ|มาตรการ)ที่\s*[0-9๐-๙]|[{marks}]\s*[^\s\d๐-๙]|\(?[0-9๐-๙]{{1,2}}\)\s*\S|[0-9๐-๙]{{1,2}}\.\s*[^\s0-9๐-๙.)])"))
        .expect("a constant pattern")
});

/// What stands between two lines of a passage.
pub(super) enum Join {
    /// The second line starts a paragraph.
    Paragraph,
    /// A space.
    Space,
    /// Nothing: a word of Thai goes on.
    Nothing,
}

/// How the lines of a passage are set: what a wrapped line and what the end of a paragraph look
/// like here.
pub(super) struct Setting {
    /// The usual step from baseline to baseline, in points.
    step: f32,
    /// How far text stays from its room's borders, in points.
    padding: f32,
    /// Whether the lines are centred, so that short lines say nothing.
    centred: bool,
}

impl Setting {
    /// How lines that follow each other are set.
    pub(super) fn of(lines: &[Line]) -> Setting {
        let padding = lines.iter().map(narrower_side).fold(f32::INFINITY, f32::min);
        let any_centred = lines.iter().any(|l| {
            unevenness(l) <= CENTRED * l.size
                && sides(l).0 > NARROWER * padding.max(LEAST_PADDING * l.size)
        });
        Setting {
            step: usual_step(lines),
            padding: padding.max(0.0),
            centred: any_centred
                && lines.iter().all(|l| unevenness(l) <= LOOSELY_CENTRED * CENTRED * l.size),
        }
    }

    /// What stands between two lines: `text` is all that stands above, `next` the text of `line`.
    pub(super) fn between(&self, before: &Line, line: &Line, text: &str, next: &str) -> Join {
        // Spaces at the ends go anyway; without them most lines need no rewriting.
        let next = normalise(next.trim_matches(' '));
        if self.breaks(before, line, &next) {
            Join::Paragraph
        } else if before.ends_in_space()
            || line.starts_with_space()
            || !joins_without_space(&tail(text), &next)
        {
            Join::Space
        } else {
            Join::Nothing
        }
    }

    /// Whether `line`, whose text is `next`, starts a paragraph below `before`.
    pub(super) fn breaks(&self, before: &Line, line: &Line, next: &str) -> bool {
        if is_list_item(next) {
            return !(next.starts_with(['-', '–', '—']) && date_goes_on(&before.text(), next));
        }
        if let Some(known) = line.starts_paragraph {
            return known;
        }
        // Most lines are told by how they end or begin, before the text above them is put together.
        let may_be_amount = next.starts_with(FOR) || amount_at_end(next).is_some();
        if may_be_amount && are_amounts(&before.text(), next) {
            return true;
        }
        if self.centred {
            return false;
        }
        if before.frame.page == line.frame.page
            && (self.is_set_apart(before, line)
                || is_indented(before, line) && !hangs(before, line)
                || is_numbered_outdent(before, line)
                || counts_on(before, line))
        {
            return true;
        }
        let room = before.frame.room.1 - self.padding - before.bbox.x1;
        room > first_word_width(line) + FITS_SLACK * line.size
    }

    /// Whether a line stands further below the one before than lines of a paragraph do.
    fn is_set_apart(&self, before: &Line, line: &Line) -> bool {
        line.baseline - before.baseline > WIDE_STEP * self.step
    }
}

/// Whether lines below each other are entries of a list of amounts: each ends with one, or the second
/// says what the amount of the first is for.
fn are_amounts(before: &str, next: &str) -> bool {
    let Some(first) = amount_at_end(before) else { return false };
    if first == Ends::Baht && next.starts_with(FOR) {
        return true;
    }
    let named = next.starts_with(is_thai_letter);
    amount_at_end(next).is_some_and(|second| {
        first == Ends::Baht && second == Ends::Baht
            || named && [first, second].iter().any(|end| *end != Ends::Number)
    })
}

/// How a line ends that may be an entry of a list of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// With a number and `บาท`.
    Baht,
    /// With a number whose thousands are parted.
    Grouped,
    /// With another number of several digits, which may be none of money.
    Number,
}

/// How a line ends, where that is an amount.
fn amount_at_end(text: &str) -> Option<Ends> {
    let text = text.trim_end();
    let bare = text.strip_suffix("บาท").map(str::trim_end);
    let number = bare.unwrap_or(text).trim_end_matches(".-");
    let start = number.trim_end_matches(|c: char| is_digit(c) || c == ',' || c == '.').len();
    let figures = &number[start..];
    let digits = figures.chars().filter(|c| is_digit(*c)).count();
    match bare {
        Some(_) => (digits > 0).then_some(Ends::Baht),
        None if digits < FEWEST_FIGURES || start == 0 => None,
        None => Some(if figures.contains(',') { Ends::Grouped } else { Ends::Number }),
    }
}

/// Whether a line starts further right than the one before it and yet not right of the middle.
fn is_indented(before: &Line, line: &Line) -> bool {
    let (left, _) = sides(line);
    line.bbox.x0 - before.bbox.x0 > INDENT * line.size && left < line.frame.room.1 - line.bbox.x0
}

/// Where the text behind the number of a line starts; `None` where no number of several levels opens
/// it.
fn behind_number(line: &Line) -> Option<f32> {
    let is_digit_cluster = |c: &&Cluster| c.text.chars().all(is_digit);
    line.printed().next().filter(is_digit_cluster)?;
    let mut dots = 0;
    for c in line.printed() {
        match c.text.as_str() {
            "." => dots += 1,
            _ if is_digit_cluster(&c) => {}
            _ => return (dots > 0).then_some(c.bbox.x0),
        }
    }
    None
}

/// Whether a line starts right below the text that follows the number of another.
fn hangs(numbered: &Line, line: &Line) -> bool {
    behind_number(numbered).is_some_and(|x| (x - line.bbox.x0).abs() <= HANGS * line.size)
}

/// Whether a line with a number starts left of the one before it, as the next item of a list does
/// below wrapped text.
fn is_numbered_outdent(before: &Line, line: &Line) -> bool {
    before.bbox.x0 - line.bbox.x0 > INDENT * line.size && hangs(line, before)
}

/// Whether the number of several levels that opens a line counts on from that of the line before it.
fn counts_on(before: &Line, line: &Line) -> bool {
    if (before.bbox.x0 - line.bbox.x0).abs() > HANGS * line.size
        || behind_number(before).and(behind_number(line)).is_none()
    {
        return false;
    }
    match (number_of(before).as_slice(), number_of(line).as_slice()) {
        ([above @ .., a], [below @ .., b]) => {
            !above.is_empty() && above == below && a.checked_add(1) == Some(*b)
        }
        _ => false,
    }
}

/// The levels of the number that opens a line.
fn number_of(line: &Line) -> Vec<u32> {
    let signs = line.printed().map(|c| c.text.as_str());
    let opens: String =
        signs.take_while(|text| text.chars().all(|c| is_digit(c) || c == '.')).collect();
    runs(&opens).iter().map(|run| run.value).collect()
}

/// Whether a line ended on purpose: the first word of the line below it would have fitted.
pub fn ended(before: &Line, line: &Line) -> bool {
    before.frame.room.1 - before.bbox.x1 > first_word_width(line) + FITS_SLACK * line.size
}

/// The width of what a wrap would have to carry over whole, in points: up to a space, or up to the
/// longest likely word where Thai could be broken in between.
fn first_word_width(line: &Line) -> f32 {
    let mut end = line.bbox.x0;
    let (mut unbreakable, mut numbered) = (false, false);
    for (i, c) in line.clusters.iter().skip_while(|c| c.is_space()).enumerate() {
        // What stands apart is no part of the word, with a space between or without.
        if c.is_space() || c.bbox.x0 - end > WORD_GAP * line.size {
            break;
        }
        // Nor is what a number stands before.
        let gap = c.bbox.x0 - end > NUMBER_GAP * line.size;
        if gap && numbered && !c.text.starts_with(is_digit) {
            break;
        }
        numbered = c.text.chars().all(|c| is_digit(c) || matches!(c, '.' | '(' | ')'));
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
    LIST_ITEM.is_match(text)
}

/// The end of a text, normalised: what decides how the next line joins.
fn tail(text: &str) -> Cow<'_, str> {
    let start = text.char_indices().rev().nth(DATE_LENGTH).map_or(0, |(i, _)| i);
    normalise(&text[start..])
}

/// Whether a date goes on from one line to the next: "ตุลาคม ๒๕๖๗" and "– กันยายน ๒๕๖๘" are no list.
fn date_goes_on(before: &str, next: &str) -> bool {
    let tail = tail(before);
    let head: String = next.chars().take(DATE_LENGTH).collect();
    let both = format!("{tail} {head}");
    let goes_on = |date: &Found<DateValue>| date.range.contains(&tail.len());
    date::find(&both).dates.iter().any(goes_on)
        // Months and short years make a date only where nothing else stands before them.
        || date::find_in_year(&both, Some(ANY_YEAR)).iter().any(|d| d.range.start == 0 && goes_on(d))
}

/// How far a line stays from its room's borders, left and right.
pub(super) fn sides(line: &Line) -> (f32, f32) {
    (line.bbox.x0 - line.frame.room.0, line.frame.room.1 - line.bbox.x1)
}

/// How far a line stays from the border that is nearer, in points.
pub(crate) fn narrower_side(line: &Line) -> f32 {
    let (left, right) = sides(line);
    left.min(right)
}

/// By how much a line stays further from one border than from the other, in points.
fn unevenness(line: &Line) -> f32 {
    let (left, right) = sides(line);
    (left - right).abs()
}

/// The step from baseline to baseline within paragraphs, in points.
fn usual_step(lines: &[Line]) -> f32 {
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter(|pair| pair[0].frame.page == pair[1].frame.page)
        .map(|pair| pair[1].baseline - pair[0].baseline)
        .filter(|step| *step > 0.0)
        .collect();
    steps.sort_by(f32::total_cmp);
    // The smallest steps are lines of a paragraph, larger ones may stand between paragraphs.
    let lower_quarter = steps.len() / 4;
    steps.get(lower_quarter).copied().unwrap_or(f32::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::made::made_lines;

    #[test]
    fn numbers_that_count_on_are_a_list_however_full_their_lines_are() {
        let breaks = |first: &str, second: &str| {
            let lines = made_lines(&[(0.0, first), (0.0, second)]);
            Setting::of(&lines).breaks(&lines[0], &lines[1], &lines[1].text())
        };
        assert!(breaks("๑.๑ กขคงจฉชซฌญดตถทธนบ", "๑.๒ กขคงจฉ"));
        assert!(!breaks("๑.๑ กขคงจฉชซฌญดตถทธนบ", "๑.๕ กขคงจฉ"), "as figures may");
        assert!(!breaks("กขคงจฉชซฌญดตถทธนบปผฝ", "๑.๒ กขคงจฉ"));
    }

    #[test]
    fn lines_that_end_with_amounts_are_a_list() {
        for (before, next, list) in [
            ("ค่าวิทยากร 7,200", "ค่าอาหาร 4,150", true),
            ("ค่าอาหาร ๔,๑๕๐", "ค่าเอกสาร ๙๘๐", true),
            ("ค่าจ้าง 24,300 บาท", "เพื่อจ่ายเป็นค่าจ้าง", true),
            ("ค่าวิทยากร 7,200 บาท", "(4 คน) 800 บาท", true),
            ("ตามหนังสือที่ 1234", "ลงวันที่ 12 มีนาคม 2568", false),
            ("มีผู้เข้าร่วม 1,200", "คน จาก 3 ตำบล", false),
            ("จำนวน 12", "ค่าอาหาร 4,150", false),
            ("1,200", "2,400", false),
        ] {
            assert_eq!(are_amounts(before, next), list, "{before} / {next}");
        }
    }

    #[test]
    fn a_number_set_apart_without_a_space_is_no_part_of_the_word_behind_it() {
        let mut lines = made_lines(&[(0.0, "๑.๒กขคง"), (0.0, "๑.๕จฉชซฌญดตถทธนบป")]);
        let next = lines[1].text();
        assert!(!Setting::of(&lines).breaks(&lines[0], &lines[1], &next), "too long to fit");
        for c in lines.iter_mut().flat_map(|line| line.clusters.iter_mut().skip(3)) {
            (c.bbox.x0, c.bbox.x1) = (c.bbox.x0 + 3.0, c.bbox.x1 + 3.0);
        }
        assert!(Setting::of(&lines).breaks(&lines[0], &lines[1], &next));
    }
}
