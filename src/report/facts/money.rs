//! Amounts of money: `๒๗,๓๒๕ บาท`, `๑.๕ ล้านบาท`, `18,400.-`, `฿500`, `๑๕ บาท ๕๐ สตางค์`.

use std::ops::Range;

use super::Scan;
use crate::contract::model::Baht;
use crate::thai::number::{Decimal, MAX_SATANG, multiplier};
use crate::thai::{Found, skip_left, skip_right};

/// All amounts of money that are printed as such. What overflows or has parts of a satang is left
/// out.
///
/// Not caught: bare numbers (a column may say that they are money, the text does not) and amounts
/// in words.
///
/// ```
/// use raingan::report::facts::money;
/// let found = money("วงเงิน ๑.๕ ล้านบาท และ 18,400.- บาท");
/// assert_eq!(found.iter().map(|m| m.value.to_string()).collect::<Vec<_>>(), ["1500000", "18400"]);
/// ```
pub fn money(text: &str) -> Vec<Found<Baht>> {
    if !text.contains("บาท") && !text.contains(['฿', '-']) {
        return Vec::new();
    }
    Scan::new(text).money()
}

impl Scan<'_> {
    /// See [`money`].
    pub fn money(&self) -> Vec<Found<Baht>> {
        let mut found: Vec<Found<Baht>> = Vec::new();
        for i in 0..self.numbers.len() {
            let free =
                found.last().is_none_or(|last| last.range.end <= self.numbers[i].range.start);
            if let (true, Some(amount)) = (free, self.money_at(i)) {
                found.push(amount);
            }
        }
        found
    }

    /// The amount whose number is `i`, if the text says that it is one.
    pub(super) fn money_at(&self, i: usize) -> Option<Found<Baht>> {
        let Range { start, end } = self.numbers[i].range;
        let decimal = self.numbers[i].value?;
        let signed = self.text[..skip_left(self.text, start)].strip_suffix('฿').map(str::len);
        let dashed = [".-", ",-", ".–"]
            .iter()
            .find(|d| self.text[end..].starts_with(**d))
            .map(|d| end + d.len());
        let (factor, after) = multiplier(self.text, dashed.unwrap_or(end));
        let word = skip_right(self.text, after);
        let baht = self.text[word..].starts_with("บาท").then(|| word + "บาท".len());
        let stop = baht.or(dashed).or(signed.map(|_| end))?;
        let factor = if baht.is_some() { factor } else { 1 };
        let mut amount = decimal.satang(factor)?;
        let mut stop = stop;
        if let Some((satang, at)) = baht.and_then(|at| self.satang_right(i, at)) {
            (amount, stop) = (Some(amount + satang).filter(|n| *n <= MAX_SATANG)?, at);
        }
        Some(Found { range: signed.unwrap_or(start)..stop, value: Baht::from_satang(amount) })
    }

    /// `๕๐ สตางค์` after `บาท`, with the number after `i`.
    fn satang_right(&self, i: usize, at: usize) -> Option<(i64, usize)> {
        let next =
            self.numbers.get(i + 1).filter(|n| n.range.start == skip_right(self.text, at))?;
        let word = skip_right(self.text, next.range.end);
        let value = next.value.filter(|d| Decimal::is_whole(*d) && d.coefficient < 100)?;
        let end = self.text[word..].starts_with("สตางค์").then(|| word + "สตางค์".len())?;
        Some((value.coefficient as i64, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("วงเงิน ๙,๓๖๘,๓๐๐ บาท”", &[("๙,๓๖๘,๓๐๐ บาท", "9368300")]),
            ("๑๕,๐๖๕.๕๐บาท", &[("๑๕,๐๖๕.๕๐บาท", "15065.5")]),
            ("๒.๔ แสนบาท", &[("๒.๔ แสนบาท", "240000")]),
            ("2 พันล้านบาท", &[("2 พันล้านบาท", "2000000000")]),
            ("745,000.-", &[("745,000.-", "745000")]),
            ("฿1,200", &[("฿1,200", "1200")]),
            ("๑๕ บาท ๕๐ สตางค์", &[("๑๕ บาท ๕๐ สตางค์", "15.5")]),
            ("๕๐๐\nบาท", &[("๕๐๐\nบาท", "500")]),
            ("๕๘ คน", &[]),
            ("๑.๕ ล้าน", &[]),
            ("๑,๒๓ บาท", &[]),
            ("0.001 บาท", &[]),
            ("999999999999 ล้านบาท", &[]),
            ("ข้อ ๑. - ๒.", &[]),
        ];
        for (text, want) in cases {
            let got: Vec<_> =
                money(text).into_iter().map(|f| (&text[f.range], f.value.to_string())).collect();
            let got: Vec<_> = got.iter().map(|(r, v)| (*r, v.as_str())).collect();
            assert_eq!(got, *want, "{text}");
        }
    }
}
