//! Quantities: a number and its unit as printed (`๒๑๙ คน`, `3,417 ราย`).

use std::cell::LazyCell;
use std::ops::Range;

use super::{Scan, known_unit, percent_sign_end, starts_with_any, thai_end};
use crate::thai::number::Decimal;
use crate::thai::{Found, ends_with_any, skip_left, skip_right};

/// A number with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityValue {
    /// The number.
    pub value: f64,
    /// Where the unit stands.
    pub unit: Range<usize>,
}

/// How long an unlisted word after `จำนวน N` may be to count as a unit, in bytes (about nine
/// letters).
const MAX_UNKNOWN_UNIT: usize = 27;

/// All quantities of a text: a number and a classifier that is listed in this module's parent, or
/// any short word where `จำนวน` stands before the number.
///
/// Left out: dates, percentages, money, ordinals (`ครั้งที่ ๑`, also before the classifier's own `ที่`),
/// list markers, document and meeting numbers, and numbers that look like years without `จำนวน`.
/// Not caught: numbers in words, and unlisted units without `จำนวน`.
///
/// ```
/// use raingan::report::facts::quantities;
/// let text = "ครั้งที่ ๑ มีผู้เข้าร่วม ๖๓ คน ร้อยละ ๘๐";
/// let found = quantities(text);
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].value.value, &text[found[0].value.unit.clone()]), (63.0, "คน"));
/// ```
pub fn quantities(text: &str) -> Vec<Found<QuantityValue>> {
    Scan::new(text).quantities()
}

impl Scan<'_> {
    /// See [`quantities`].
    pub fn quantities(&self) -> Vec<Found<QuantityValue>> {
        let percentages = LazyCell::new(|| self.percentages());
        let mut found = Vec::new();
        for i in 0..self.numbers.len() {
            let range = self.numbers[i].range.clone();
            let Some((decimal, unit)) = self.numbers[i].value.zip(self.unit_of(i)) else {
                continue;
            };
            if !within_any(&percentages, &range)
                && !self.in_date(&range)
                && self.money_at(i).is_none()
            {
                let value = QuantityValue { value: Decimal::to_f64(decimal), unit: unit.clone() };
                found.push(Found { range: range.start..unit.end, value });
            }
        }
        found
    }

    /// The unit of number `i`, if it counts something.
    fn unit_of(&self, i: usize) -> Option<Range<usize>> {
        let Range { start, end } = self.numbers[i].range;
        let said = ends_with_any(self.text, skip_left(self.text, start), &["จำนวน"]).is_some();
        if self.is_part_of_number(i)
            || self.is_ordinal(i)
            || self.is_list_marker(i)
            || (self.is_year_like(i) && !said)
        {
            return None;
        }
        if let Some(unit) = known_unit(self.text, end) {
            return Some(unit);
        }
        let from = skip_right(self.text, end);
        let until = thai_end(self.text, from);
        let other = starts_with_any(self.text, from, &["บาท", "ล้าน", "และ", "ถึง"]).is_some();
        let fits = said && until > from && until - from <= MAX_UNKNOWN_UNIT && !other;
        (fits && percent_sign_end(self.text, end).is_none()).then_some(from..until)
    }
}

/// Whether a number is that of one of the percentages.
fn within_any(percentages: &[Found<f64>], number: &Range<usize>) -> bool {
    percentages.iter().any(|p| p.range.start <= number.start && number.end <= p.range.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        let cases: &[(&str, &[(&str, f64)])] = &[
            ("ผู้เข้าร่วม ๕๘ คน เป็นคนดี จำนวน ๖ คน", &[("๕๘ คน", 58.0), ("๖ คน", 6.0)]),
            ("จำนวน ๑,๒๔๘ รายการ", &[("๑,๒๔๘ รายการ", 1248.0)]),
            ("11.4 วันทำการ", &[("11.4 วันทำการ", 11.4)]),
            ("จำนวน ๓ เสวนา", &[("๓ เสวนา", 3.0)]),
            ("สำรวจ ๓ เสวนา", &[]),
            ("สสน. ๒๕๖๘ ครั้งที่ ๑ กิจกรรมจิตอาสา", &[]),
            ("ครั้งที่ ๑/๒๕๖๘", &[]),
            ("ว ๐๕๐๔/๒๕๖๗", &[]),
            ("รุ่นที่ ๓ คนใหม่", &[]),
            ("๒. ระบบงาน ๓) กิจกรรม (๔) เรื่อง", &[]),
            ("๑๒,๐๐๐ บาท ร้อยละ ๕๐ ๕๐%", &[]),
            ("เมื่อ ๑ - ๑๕ ก.ย. ๖๖ มีคน", &[]),
            ("๑.๑ หน่วยงานกลาง\n๑.๒ คณะวิชาทดสอบ", &[]),
            ("๒.๕ ชั่วโมง", &[("๒.๕ ชั่วโมง", 2.5)]),
            ("1 200 คน 1.200 คน", &[]),
            ("ครั้งที่ 1 200 คน", &[("200 คน", 200.0)]),
            ("เจ้าหน้าที่ ๒๐ คน ตำรวจ ๕ นาย", &[("๒๐ คน", 20.0), ("๕ นาย", 5.0)]),
            ("๑ นายสมชาย เลขที่ ๕ หมู่บ้าน", &[]),
            ("ปี ๒๕๖๘ โครงการ", &[]),
            ("๑ หลักสูตรต่อ ๑ รอบ", &[("๑ หลักสูตร", 1.0)]),
        ];
        for (text, want) in cases {
            let got: Vec<_> =
                quantities(text).into_iter().map(|f| (&text[f.range], f.value.value)).collect();
            assert_eq!(got, *want, "{text}");
        }
    }
}
