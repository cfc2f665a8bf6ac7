//! Percentages: `ร้อยละ ๘๕`, `ร้อยละความพึงพอใจ ๘๙.๕๖`, `97.3%`, `๖๐ เปอร์เซ็นต์`.

use std::ops::Range;

use super::{Scan, known_unit, percent_sign_end};
use crate::thai::number::Decimal;
use crate::thai::{Found, ends_with_any, skip_left};

const PER_CENT: &str = "ร้อยละ";

/// How many bytes may stand between `ร้อยละ` and its number: about a dozen words
/// (`ร้อยละความพึงพอใจเฉลี่ยของผู้เข้าร่วม ๘๙`).
const MAX_WORDS: usize = 150;

/// The largest number taken where words stand between; above it are years and amounts.
const MAX_FAR: f64 = 999.0;

/// Words that give a number between `ร้อยละ` and it another meaning.
const OTHER_MEANING: &[&str] = &["จำนวน", "วันที่", "ครั้งที่", "คะแนน"];

/// All percentages of a text; the range goes from `ร้อยละ` to the number, or from the number to its
/// sign.
///
/// Not caught: numbers written in words (`ร้อยละแปดสิบ`), and a second number that is tied to the
/// first by other words than `และ`, `-` or `ถึง`.
///
/// ```
/// use raingan::report::facts::percentages;
/// let found: Vec<f64> = percentages("ร้อยละความพึงพอใจ ๘๙.๕๖ และ 97.3% (๘๗.๑๕ คะแนน)").iter().map(|p| p.value).collect();
/// assert_eq!(found, [89.56, 97.3]);
/// ```
pub fn percentages(text: &str) -> Vec<Found<f64>> {
    if !text.contains(PER_CENT) && !text.contains(['%', '％']) && !text.contains("เปอร์เซ")
    {
        return Vec::new();
    }
    Scan::new(text).percentages()
}

impl Scan<'_> {
    /// See [`percentages`].
    pub fn percentages(&self) -> Vec<Found<f64>> {
        let mut found: Vec<Found<f64>> = Vec::new();
        let words: Vec<usize> = self.text.match_indices(PER_CENT).map(|(at, _)| at).collect();
        for i in 0..self.numbers.len() {
            let Some(decimal) = self.numbers[i].value else { continue };
            let range =
                self.percent_at(i, decimal, &words).or_else(|| self.tied_percent(i, found.last()));
            if let Some(range) = range {
                found.push(Found { range, value: decimal.to_f64() });
            }
        }
        found
    }

    /// The range of the percentage whose number is `i`; `words`: where `ร้อยละ` stands.
    fn percent_at(&self, i: usize, decimal: Decimal, words: &[usize]) -> Option<Range<usize>> {
        let Range { start, end } = self.numbers[i].range;
        let before = ends_with_any(self.text, skip_left(self.text, start), &[PER_CENT]);
        match (before, percent_sign_end(self.text, end)) {
            (None, None) => self.percent_far(i, decimal, words),
            (before, sign) => Some(before.unwrap_or(start)..sign.unwrap_or(end)),
        }
    }

    /// `ร้อยละ` with some words before the number.
    fn percent_far(&self, i: usize, decimal: Decimal, words: &[usize]) -> Option<Range<usize>> {
        let Range { start, end } = self.numbers[i].range;
        let from = self.numbers[..i]
            .last()
            .map_or(0, |n| n.range.end)
            .max(start.saturating_sub(MAX_WORDS));
        let before = words.partition_point(|at| at + PER_CENT.len() <= start);
        let at = *words[..before].last().filter(|at| **at >= from)?;
        let words = &self.text[at..start];
        let plain = decimal.to_f64() <= MAX_FAR && !words.contains(['\n', '(', ':']);
        let other = OTHER_MEANING.iter().any(|w| words.contains(w))
            || self.is_ordinal(i)
            || self.is_list_marker(i);
        let counted = known_unit(self.text, end).is_some() || self.in_date(&self.numbers[i].range);
        (plain && !other && !counted).then_some(at..end)
    }

    /// The second number of `ร้อยละ ๘๐ และ ๙๐`.
    fn tied_percent(&self, i: usize, last: Option<&Found<f64>>) -> Option<Range<usize>> {
        let last = last.filter(|l| i > 0 && l.range.end == self.numbers[i - 1].range.end)?;
        let range = self.numbers[i].range.clone();
        let tie = self.text[last.range.end..range.start].trim();
        let tied = matches!(tie, "และ" | "-" | "–" | "ถึง")
            && !self.text[last.range.end..range.start].contains('\n');
        let counted = known_unit(self.text, range.end).is_some()
            || self.in_date(&range)
            || self.is_list_marker(i);
        (tied && !counted).then_some(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        let cases: &[(&str, &[(&str, f64)])] = &[
            ("สำเร็จร้อยละ ๑๐๐", &[("ร้อยละ ๑๐๐", 100.0)]),
            ("คิดเป็นร้อยละ84.6", &[("ร้อยละ84.6", 84.6)]),
            ("ร้อยละ\n๘๘.๖๐", &[("ร้อยละ\n๘๘.๖๐", 88.6)]),
            ("97.3% ของคำขอ", &[("97.3%", 97.3)]),
            ("๖๐ เปอร์เซ็นต์", &[("๖๐ เปอร์เซ็นต์", 60.0)]),
            ("ร้อยละ ๙๐%", &[("ร้อยละ ๙๐%", 90.0)]),
            ("ร้อยละความพึงพอใจ ๘๙.๕๖ ครั้งที่ ๒", &[("ร้อยละความพึงพอใจ ๘๙.๕๖", 89.56)]),
            ("ร้อยละความพึงพอใจเฉลี่ย เท่ากับ ๘๙", &[("ร้อยละความพึงพอใจเฉลี่ย เท่ากับ ๘๙", 89.0)]),
            ("ร้อยละ ๘๐ - ๙๐", &[("ร้อยละ ๘๐", 80.0), ("๙๐", 90.0)]),
            ("ร้อยละของผู้เข้าร่วม ๕๐ คน", &[]),
            ("ร้อยละความสำเร็จ\n๒. จัดอบรม", &[]),
            ("ร้อยละความสำเร็จ ๒. จัดอบรม", &[]),
            ("ร้อยละความสำเร็จ เมื่อ ๕ มีนาคม ๒๕๖๖", &[]),
            ("เท่ากับ ๘๗.๑๕ คะแนน", &[]),
            ("ร้อยละ 1.2.3", &[]),
            ("ร้อยละของบุคลากร ๒๕๖๘", &[]),
        ];
        for (text, want) in cases {
            let got: Vec<_> =
                percentages(text).into_iter().map(|f| (&text[f.range], f.value)).collect();
            assert_eq!(got, *want, "{text}");
        }
    }
}
