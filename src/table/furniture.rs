//! Page furniture: page numbers and running heads, which stand between the pieces of a table and
//! belong to none.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use regex::Regex;

use crate::geom::Turn;
use crate::layout::Line;
use crate::table::{Block, PageBlocks};
use crate::thai::digits::is_digit;
use crate::thai::text::matching_key;

/// What a piece of furniture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Furniture {
    /// The number of the page.
    PageNumber,
    /// A head or foot that repeats from page to page.
    RunningHead,
}

/// Heads and feet stand within this part of the page's height from its top or bottom.
const MARGIN: f32 = 0.14;
/// A page's number is among this many lines at its top or bottom: a running head may stand beside
/// it.
const OUTER_LINES: usize = 2;
/// A head repeats on at least this many pages …
const FEWEST_PAGES: usize = 3;
/// … and on at least this part of them.
const SHARE_OF_PAGES: f32 = 0.6;

/// A head with the number of its page beside it, or on one side of the page, repeats on at least this
/// many pages.
const FEWEST_TOLD: usize = 2;
/// A line stands on one side where its gaps to both sides differ by this part of the width.
const ASIDE: f32 = 0.3;
/// Two heads read from pictures are of one size where neither is larger than this many times the
/// other; of others the size is known to a point.
const NEAR_SIZE: f32 = 1.5;

/// The forms of page numbers, without white space and in lower case.
static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[-–—|(\[]*(?:หน้า(?:ที่)?|page|p\.)?[-–—]*[0-9]{1,4}(?:(?:/|จาก|of)(?:[0-9]{1,4})(?:หน้า)?)?[-–—|)\]]*$",
    )
    .expect("a constant pattern")
});

/// Bare numbers that are years, in the Common Era or the Buddhist one: no report has as many pages.
const YEARS: [RangeInclusive<u32>; 2] = [1900..=2100, 2400..=2700];
/// What a number that stands in the next line goes on with.
const BEFORE_NUMBERS: &[&str] =
    &["พ.ศ.", "ค.ศ.", "ฉบับที่", "ครั้งที่", "ระยะที่", "ไตรมาสที่", "รอบที่", "เขต"];
/// What stands between the first number and the last one of a stretch.
const BETWEEN_NUMBERS: &[char] = &['-', '–', '—'];
/// The number goes on with a line that stands at most this far above it, in font sizes.
const NEXT_LINE: f32 = 2.0;

/// The number of a page behind a head, in the text as it stands.
static NUMBER_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\s*(?:\|?\s*(?:หน้า(?:ที่)?|page|p\.)\s*[0-9๐-๙]{1,4}(?:\s*(?:/|จาก|of)\s*[0-9๐-๙]{1,4})?|[-–—]\s*[0-9๐-๙]{1,4}\s*[-–—]|\|\s*[0-9๐-๙]{1,4}(?:\s*(?:/|จาก|of)\s*[0-9๐-๙]{1,4})?)\s*$",
    )
    .expect("a constant pattern")
});
/// The number of a page before a head.
static NUMBER_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\s*(?:(?:หน้า(?:ที่)?|page)\s*[0-9๐-๙]{1,4}\s|[-–—]\s*[0-9๐-๙]{1,4}\s*[-–—]|[0-9๐-๙]{1,4}\s*\|)\s*",
    )
    .expect("a constant pattern")
});
/// A bare number behind a head.
static BARE_NUMBER_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+[0-9๐-๙]{1,3}\s*$").expect("a constant pattern"));

/// A head without the number of its page behind it; a bare one is taken for that, too.
pub fn without_page_number(text: &str) -> &str {
    let end = NUMBER_BEHIND.find(text).or_else(|| BARE_NUMBER_BEHIND.find(text));
    &text[..end.map_or(text.len(), |found| found.start())]
}

/// A head without the number of its page on either side, and whether it has one.
fn head_of(text: &str) -> (&str, bool) {
    let start = NUMBER_BEFORE.find(text).map_or(0, |found| found.end());
    let rest = &text[start..];
    let end = NUMBER_BEHIND.find(rest).map_or(rest.len(), |found| found.start());
    (&rest[..end], start > 0 || end < rest.len())
}

/// Takes the furniture out of the pages and returns it in document order. Headings of the document
/// itself, by `is_heading` of their text, may repeat without being furniture.
pub fn strip(
    pages: &mut [PageBlocks],
    is_heading: impl Fn(&str) -> bool,
) -> Vec<(Line, Furniture)> {
    let repeated = repeated_heads(pages, is_heading);
    let mut out = Vec::new();
    for page in pages.iter_mut() {
        let (height, last) = (page.height, page.blocks.len().saturating_sub(1));
        for (i, block) in page.blocks.iter_mut().enumerate() {
            let Block::Lines(lines) = block else { continue };
            let count = lines.len();
            let kinds: Vec<Option<Furniture>> = (0..count)
                .map(|at| {
                    let outer =
                        (i == 0 && at < OUTER_LINES) || (i == last && at + OUTER_LINES >= count);
                    let above = at.checked_sub(1).and_then(|above| lines.get(above));
                    furniture(&lines[at], above, height, outer, &repeated)
                })
                .collect();
            let mut kinds = kinds.into_iter();
            lines.retain(|line| {
                let kind = kinds.next().flatten();
                out.extend(kind.map(|k| (line.clone(), k)));
                kind.is_none()
            });
        }
        page.blocks.retain(|b| !matches!(b, Block::Lines(lines) if lines.is_empty()));
    }
    out
}

/// What piece of furniture a line is; `outermost`: whether it is among the first or last lines of
/// its page; `above`: the line before it.
fn furniture(
    line: &Line,
    above: Option<&Line>,
    height: f32,
    outermost: bool,
    repeated: &[Head],
) -> Option<Furniture> {
    let sideways = line.frame.turn != Turn::None;
    let stands_alone = || above.is_none_or(|above| !asks_for(above, line));
    if is_page_number(&line.text())
        && (sideways || outermost && in_margin(line, height) && stands_alone())
    {
        return Some(Furniture::PageNumber);
    }
    let head = Head::of(line);
    (in_margin(line, height) && repeated.iter().any(|other| other.is_same(&head)))
        .then_some(Furniture::RunningHead)
}

/// Whether a line stands near the top or the bottom of a page of this height.
pub(super) fn in_margin(line: &Line, height: f32) -> bool {
    line.baseline < MARGIN * height || line.baseline > (1.0 - MARGIN) * height
}

/// What makes two heads the same: their words, and their size (a cover's title may say what the
/// heads say).
#[derive(Debug, Clone)]
struct Head {
    key: String,
    size: f32,
    /// Whether it was read from a picture, so that its size is not known well.
    is_read: bool,
    /// Whether the number of its page stands beside it.
    is_numbered: bool,
    /// Whether it stands on one side of its page, as no title does.
    is_aside: bool,
}

impl Head {
    fn of(line: &Line) -> Head {
        let text = line.text();
        let (head, is_numbered) = head_of(&text);
        let is_read = line.clusters.iter().any(|cluster| cluster.confidence.is_some());
        let (left, right) = (line.bbox.x0 - line.frame.room.0, line.frame.room.1 - line.bbox.x1);
        let width = line.frame.room.1 - line.frame.room.0;
        let is_aside = (left - right).abs() > ASIDE * width;
        Head { key: masked(head), size: line.size, is_read, is_numbered, is_aside }
    }

    fn is_same(&self, other: &Head) -> bool {
        let ratio = self.size.max(other.size) / self.size.min(other.size).max(f32::EPSILON);
        let is_of_size = match self.is_read && other.is_read {
            true => ratio <= NEAR_SIZE,
            false => self.size.round() == other.size.round(),
        };
        self.key == other.key && is_of_size
    }
}

/// The heads that stand in the margins of most pages.
fn repeated_heads(pages: &[PageBlocks], is_heading: impl Fn(&str) -> bool) -> Vec<Head> {
    // By key, the heads of other sizes apart, each with the last page it stands on and how many.
    let mut all: BTreeMap<String, Vec<(Head, usize, usize)>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        let lines = page.blocks.iter().filter_map(Block::as_lines).flatten();
        let heads = lines
            .filter(|line| in_margin(line, page.height) && !is_heading(&line.text()))
            .map(Head::of)
            .filter(|head| !head.key.is_empty());
        for head in heads {
            let known = all.entry(head.key.clone()).or_default();
            match known.iter_mut().find(|(other, ..)| other.is_same(&head)) {
                Some((other, last, count)) => {
                    other.is_numbered &= head.is_numbered;
                    other.is_aside &= head.is_aside;
                    *count += usize::from(*last != at);
                    *last = at;
                }
                None => known.push((head, at, 1)),
            }
        }
    }
    let share = (SHARE_OF_PAGES * pages.len() as f32).ceil() as usize;
    let is_repeated = |(head, _, count): &(Head, usize, usize)| {
        let is_told = head.is_numbered || head.is_aside;
        let fewest = if is_told { FEWEST_TOLD } else { FEWEST_PAGES };
        *count >= fewest.max(share)
    };
    all.into_values().flatten().filter(is_repeated).map(|(head, ..)| head).collect()
}

/// A line's key with its numbers masked: "หน้า ๒" and "หน้า ๓" are the same head.
fn masked(text: &str) -> String {
    let mut out = String::new();
    for c in matching_key(text).chars() {
        match c {
            '0'..='9' if out.ends_with('0') => {}
            '0'..='9' => out.push('0'),
            c => out.push(c),
        }
    }
    out
}

/// Whether a line breaks off before a number or within a bracket, and the next one right below it goes on
/// there: `(พ.ศ. ๒๕๖๖ -`, `๗๐)`.
fn asks_for(above: &Line, line: &Line) -> bool {
    let (before, text) = (matching_key(&above.text()), matching_key(&line.text()));
    let is_next = (line.baseline - above.baseline).abs() <= NEXT_LINE * above.size.max(line.size);
    let closes = text.contains(')') && !text.contains('(');
    let is_open = before.matches('(').count() > before.matches(')').count();
    let stretch = before.strip_suffix(BETWEEN_NUMBERS).unwrap_or_default();
    is_next
        && (closes && is_open
            || BEFORE_NUMBERS.iter().any(|word| before.ends_with(word))
            || stretch.ends_with(is_digit) && stretch.contains(char::is_alphabetic))
}

/// Whether a text is the number of a page: `7`, `- ๒ -`, `หน้า ๓`, `หน้าที่ 3/12`, `Page 3 of 12`.
pub(super) fn is_page_number(text: &str) -> bool {
    let key = matching_key(text);
    let bare = key.trim_matches(['(', ')']).parse::<u32>();
    let is_year = bare.is_ok_and(|number| YEARS.iter().any(|years| years.contains(&number)));
    PAGE_NUMBER.is_match(&key) && !is_year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_known_by_their_form() {
        for text in ["7", "- ๒ -", "– 12 –", "หน้า ๓", "หน้าที่ 3/12", "Page 3 of 12", "(๔)"]
        {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["๒๕,๐๐๐", "๑. โครงการ", "หน้าที่ของบุคลากร", "2.5", "๒๕๗๐)", "2025", ""]
        {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn a_head_is_known_beside_the_number_of_its_page() {
        for text in [
            "กรมหิ่งห้อย หน้า ๑",
            "กรมหิ่งห้อย - ๒ -",
            "- ๒ - กรมหิ่งห้อย",
            "กรมหิ่งห้อย | 3",
            "กรมหิ่งห้อย | 3 / 12",
            "กรมหิ่งห้อย Page 3 of 12",
        ] {
            assert_eq!(head_of(text), ("กรมหิ่งห้อย", true), "{text}");
        }
        for text in ["กรมหิ่งห้อย", "ปีงบประมาณ 2568", "๑. โครงการ"]
        {
            assert_eq!(head_of(text), (text, false), "{text}");
        }
        assert_eq!(
            without_page_number("งบหน้ารายจ่าย ประจำปีงบประมาณ 2568   12"),
            "งบหน้ารายจ่าย ประจำปีงบประมาณ 2568"
        );
    }

    fn line(text: &str, baseline: f32, size: f32) -> Line {
        Line { baseline, size, ..Line::placeless(text, true) }
    }

    #[test]
    fn a_number_that_the_line_above_asks_for_is_none_of_a_page() {
        for (above, number, goes) in [
            ("แผนแสงริมน้ำ ๕ ปี (พ.ศ. ๒๕๖๖ -", "๗๐)", false),
            ("แผนแสงริมน้ำ ๕ ปี (๒๕๖๖ ถึง", "๗๐)", false),
            ("แผนแสงริมน้ำ ฉบับที่", "๒", false),
            ("แผนแสงริมน้ำ พ.ศ.", "๖๘", false),
            ("แผนแสงริมน้ำ", "๒", true),
            ("- ๑ -", "๒", true),
            ("(หิ่งห้อย)", "(๒)", true),
        ] {
            let lines = vec![line(above, 40.0, 16.0), line(number, 62.0, 16.0)];
            let blocks = vec![Block::Lines(lines), Block::Lines(vec![line("แสง", 300.0, 16.0)])];
            let mut pages =
                [PageBlocks { page: 1, height: 600.0, blocks, ..PageBlocks::default() }];
            let gone = strip(&mut pages, |_| false);
            let gone = gone.iter().any(|(line, _)| line.text() == number);
            assert_eq!(gone, goes, "{above} {number}");
        }
    }

    #[test]
    fn heads_and_numbers_go_and_a_cover_keeps_its_title() {
        let head = "รายงานผลของกรมหิ่งห้อย";
        let page = |n: u32, lines: Vec<Line>| PageBlocks {
            page: n,
            height: 600.0,
            blocks: vec![Block::Lines(lines)],
            ..PageBlocks::default()
        };
        let mut pages =
            vec![page(1, vec![line(head, 50.0, 20.0), line("ปีงบประมาณ ๒๕๖๘", 80.0, 20.0)])];
        for n in 2..6 {
            let number = format!("- {n} -");
            pages.push(page(
                n,
                vec![
                    line(head, 30.0, 10.0),
                    line(&number, 42.0, 10.0),
                    line("ข้อความ", 300.0, 10.0),
                ],
            ));
        }
        let gone = strip(&mut pages, |_| false);
        assert_eq!(gone.iter().filter(|(_, k)| *k == Furniture::RunningHead).count(), 4);
        assert_eq!(gone.iter().filter(|(_, k)| *k == Furniture::PageNumber).count(), 4);
        let Block::Lines(cover) = &pages[0].blocks[0] else { panic!("a cover of lines") };
        assert_eq!(cover.len(), 2);
    }
}
