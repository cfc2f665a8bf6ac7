//! In what unit bare numbers of money are printed: `งบประมาณ (ล้านบาท)` in a heading, or
//! `หน่วย : ล้านบาท` on a line above the table.

use crate::finding::{Code, Finding};
use crate::layout::Passage;
use crate::table::Heading;
use crate::thai::number::multiplier;
use crate::thai::text::normalise;

/// What a unit is said after, longer ones first.
const UNIT: [&str; 4] = ["หน่วยนับ", "หน่วยเงิน", "หน่วย", "จำนวนเงิน"];
/// Between the word and the unit.
const COLONS: [char; 3] = [':', '：', '='];
/// What a unit stands in.
const BRACKETS: [char; 4] = ['(', ')', '[', ']'];
/// The money that all units count.
const BAHT: &str = "บาท";

/// Characters of a multiplier of two words, at most: แสนล้าน, with spaces.
const LONGEST_MULTIPLIER: usize = 10;

/// The units, in baht.
pub(super) const UNITS: [u64; 5] = [1, 1_000, 100_000, 1_000_000, 1_000_000_000];

/// A unit that a line says for the tables below it.
#[derive(Debug, Clone)]
pub(super) struct UnitAbove {
    /// How many baht a bare number counts.
    pub factor: u64,
    /// The line.
    pub said: Passage,
    /// Whether the line says nothing else.
    pub alone: bool,
}

impl UnitAbove {
    /// The unit that a line says: after the word for it, or alone in brackets.
    pub fn of(line: &Passage) -> Option<UnitAbove> {
        if !line.text.contains(BAHT) {
            return None;
        }
        let text = normalise(&line.text);
        let bare = text.trim_matches(|c: char| c.is_whitespace() || BRACKETS.contains(&c));
        let word = UNIT.iter().find_map(|word| Some((*word, bare.split_once(word)?.1)));
        let (unit, alone) = match word {
            Some((word, after)) => {
                (after.trim_start().strip_prefix(COLONS)?, bare.starts_with(word))
            }
            None if bare.len() < text.trim().len() => (bare, true),
            None => return None,
        };
        let factor = baht_in(unit)?;
        Some(UnitAbove { factor, said: line.clone(), alone })
    }

    /// The finding that the money of a table is counted so; `near`: the line stands right above it, and
    /// not above another one before.
    pub fn finding(&self, page: u32, near: bool) -> Finding {
        let said = self.said.text.replace('\n', " ");
        let (th, en) = match near {
            true => (
                format!("จำนวนเงินในตารางนี้คิดตามหน่วยที่พิมพ์ไว้เหนือตาราง “{said}”"),
                format!(
                    "the money of this table is counted in the unit that is said above it: “{said}”"
                ),
            ),
            false => (
                format!("จำนวนเงินในตารางนี้คิดตามหน่วยที่พิมพ์ไว้เหนือตารางก่อนหน้า “{said}” ควรตรวจกับเอกสาร"),
                format!(
                    "the money of this table is counted in the unit that is said above the table before: “{said}”; hold it against the page"
                ),
            ),
        };
        let code = if near { Code::UnitAbove } else { Code::UnitGuessed };
        Finding::new(code, th, en).on_page(page).seen(&said, &self.said.all_regions())
    }
}

/// How many baht a bare number of a column counts by its heading; `None` where that says no unit.
pub(super) fn unit_of_heading(column: &Heading) -> Option<u64> {
    let keys = column.wordings.iter().chain(&column.group).map(|wording| wording.key.as_str());
    unit_in(keys)
}

/// How many baht a bare number counts below headings; `None` where they say no unit.
pub(super) fn unit_in<'t>(headings: impl Iterator<Item = &'t str>) -> Option<u64> {
    let units: Vec<u64> = headings.filter_map(largest_unit).collect();
    units.into_iter().max()
}

/// The largest unit of money that a text names.
fn largest_unit(text: &str) -> Option<u64> {
    let before = text.match_indices(BAHT).map(|(at, _)| &text[..at]);
    before.map(multiplier_before).max()
}

/// The multiplier that a text ends with: a million of `งบประมาณ (ล้าน`.
fn multiplier_before(text: &str) -> u64 {
    let starts = text.char_indices().rev().map(|(at, _)| at).take(LONGEST_MULTIPLIER);
    let whole = starts.map(|at| multiplier(text, at)).filter(|(_, end)| *end == text.len());
    whole.map(|(factor, _)| factor).max().unwrap_or(1)
}

/// How many baht a unit is that a text is and nothing else.
fn baht_in(text: &str) -> Option<u64> {
    let (factor, end) = multiplier(text, 0);
    (text[end..].trim() == BAHT).then_some(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_its_unit_after_the_word_or_alone_in_brackets() {
        let unit =
            |text: &str| UnitAbove::of(&Passage::placeless(text)).map(|u| (u.factor, u.alone));
        for (line, factor) in [
            ("หน่วย : ล้านบาท", 1_000_000),
            ("(หน่วย: พันบาท)", 1_000),
            ("หน่วยนับ : ล้าน บาท", 1_000_000),
            ("หน่วย ： แสนบาท", 100_000),
            ("หน่วย: พันล้านบาท", 1_000_000_000),
            ("หน่วยเงิน : บาท", 1),
            ("( ล้านบาท )", 1_000_000),
        ] {
            assert_eq!(unit(line), Some((factor, true)), "{line}");
        }
        let title = "งบประมาณรายจ่าย ประจำปี ๒๕๖๘ (หน่วย : ล้านบาท)";
        assert_eq!(unit(title), Some((1_000_000, false)));
        for line in ["หน่วย : คน", "หน่วยงาน : ล้านบาท", "ล้านบาท", "วงเงิน ๒ ล้านบาท", "(๒ ล้านบาท)"]
        {
            assert_eq!(unit(line), None, "{line}");
        }
    }

    #[test]
    fn headings_name_the_largest_unit() {
        let unit = |headings: &[&str]| unit_in(headings.iter().copied());
        assert_eq!(unit(&["งบประมาณ(ล้านบาท)"]), Some(1_000_000));
        assert_eq!(unit(&["งบประมาณ", "แผน(พันล้านบาท)"]), Some(1_000_000_000));
        assert_eq!(unit(&["งบประมาณ(บาท)"]), Some(1));
        assert_eq!(unit(&["งบประมาณ"]), None);
    }
}
