//! Page furniture: page numbers and running heads, which stand between the pieces of a table and
//! belong to none.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::geom::Turn;
use crate::layout::Line;
use crate::table::{Block, PageBlocks};
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

/// The forms of page numbers, without white space and in lower case.
static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[-–—|(\[]*(?:หน้า(?:ที่)?|page|p\.)?[-–—]*[0-9]{1,4}(?:(?:/|จาก|of)(?:[0-9]{1,4})(?:หน้า)?)?[-–—|)\]]*$",
    )
    .expect("a constant pattern")
});

/// Takes the furniture out of the pages and returns it in document order. Headings of the document
/// itself, by `is_heading` of their text, may repeat without being furniture.
pub fn strip(
    pages: &mut [PageBlocks],
    is_heading: impl Fn(&str) -> bool,
) -> Vec<(Line, Furniture)> {
    let repeated = repeated_keys(pages, is_heading);
    let mut out = Vec::new();
    for page in pages.iter_mut() {
        let (height, last) = (page.height, page.blocks.len().saturating_sub(1));
        for (i, block) in page.blocks.iter_mut().enumerate() {
            let Block::Lines(lines) = block else { continue };
            let count = lines.len();
            let mut at = 0;
            lines.retain(|line| {
                let outermost =
                    (i == 0 && at < OUTER_LINES) || (i == last && at + OUTER_LINES >= count);
                at += 1;
                let kind = furniture(line, height, outermost, &repeated);
                out.extend(kind.map(|k| (line.clone(), k)));
                kind.is_none()
            });
        }
        page.blocks.retain(|b| !matches!(b, Block::Lines(lines) if lines.is_empty()));
    }
    out
}

/// What piece of furniture a line is; `outermost`: whether it is among the first or last lines of
/// its page.
fn furniture(line: &Line, height: f32, outermost: bool, repeated: &[String]) -> Option<Furniture> {
    let sideways = line.frame.turn != Turn::None;
    if is_page_number(&line.text()) && (sideways || outermost && in_margin(line, height)) {
        return Some(Furniture::PageNumber);
    }
    (in_margin(line, height) && repeated.contains(&head_key(line)))
        .then_some(Furniture::RunningHead)
}

/// Whether a line stands near the top or the bottom of a page of this height.
pub(super) fn in_margin(line: &Line, height: f32) -> bool {
    line.baseline < MARGIN * height || line.baseline > (1.0 - MARGIN) * height
}

/// The keys of lines that stand in the margins of most pages.
fn repeated_keys(pages: &[PageBlocks], is_heading: impl Fn(&str) -> bool) -> Vec<String> {
    let mut pages_of: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let mut keys: Vec<String> = page
            .blocks
            .iter()
            .filter_map(Block::as_lines)
            .flatten()
            .filter(|l| in_margin(l, page.height))
            .filter(|l| !is_heading(&l.text()))
            .map(head_key)
            .collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *pages_of.entry(key).or_default() += 1;
        }
    }
    let enough = FEWEST_PAGES.max((SHARE_OF_PAGES * pages.len() as f32).ceil() as usize);
    pages_of.into_iter().filter(|(_, n)| *n >= enough).map(|(k, _)| k).collect()
}

/// What makes two heads the same: their words, and their size to a point (a cover's title may say
/// what the heads say).
fn head_key(line: &Line) -> String {
    format!("{}|{:.0}", masked(&line.text()), line.size)
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

/// Whether a text is the number of a page: `7`, `- ๒ -`, `หน้า ๓`, `หน้าที่ 3/12`, `Page 3 of 12`.
pub(super) fn is_page_number(text: &str) -> bool {
    PAGE_NUMBER.is_match(&matching_key(text))
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
        for text in ["๒๕,๐๐๐", "๑. โครงการ", "หน้าที่ของบุคลากร", "2.5", ""]
        {
            assert!(!is_page_number(text), "{text}");
        }
    }

    fn line(text: &str, baseline: f32, size: f32) -> Line {
        Line { baseline, size, ..Line::placeless(text, true) }
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
