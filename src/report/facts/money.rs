//! Amounts of money: `๒๗,๓๒๕ บาท`, `๑.๕ ล้านบาท`, `18,400.-`, `฿500`, `๑๕ บาท ๕๐ สตางค์`,
//! `๓๐๐ บ.`, `๑.๕ ลบ.`.

use std::ops::Range;

use super::Scan;
use crate::contract::model::Baht;
use crate::thai::digits::is_digit;
use crate::thai::number::{Decimal, MAX_DIGITS, MAX_SATANG, multiplier};
use crate::thai::text::is_thai_letter;
use crate::thai::{Found, skip_left, skip_right, starts_with_any};

/// Dashes behind a number of whole baht.
const DASHES: [&str; 3] = [".-", ",-", ".–"];

/// The word for baht …
const BAHT: &str = "บาท";
/// … short forms of it, where no word goes on with them …
const SHORT_BAHT: [&str; 2] = ["บ.", "บ"];
/// … and of a million of them.
const SHORT_MILLION: [&str; 3] = ["ลบ.", "ล.บ.", "ลบ"];
/// How many that are.
const MILLION: u64 = 1_000_000;

/// The words for satang.
const SATANG: [&str; 2] = ["สตางค์", "สต."];

/// What may stand behind a short form: each of what it is for (`๓๐๐ บ.ต่อคน`).
const PER: &str = "ต่อ";

/// The signs of money around a number.
struct Sign {
    /// The number with them.
    range: Range<usize>,
    /// How many baht it counts.
    factor: u64,
    /// Where the word for baht ends.
    baht: Option<usize>,
}

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
    if !text.contains(['บ', '฿', '-']) {
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

    /// Where amounts are printed that are too large for [`money`], have parts of a satang, or a space
    /// within.
    pub fn money_unread(&self) -> Vec<Range<usize>> {
        let unread = (0..self.numbers.len()).filter_map(|i| self.money_unread_at(i));
        unread.collect()
    }

    /// Where such an amount stands whose number is `i`.
    pub(super) fn money_unread_at(&self, i: usize) -> Option<Range<usize>> {
        let Found { range, value } = &self.numbers[i];
        let digits = self.text[range.clone()].chars().filter(|c| is_digit(*c)).count();
        let is_number = value.is_some() || digits > MAX_DIGITS as usize;
        let sign = self.sign_at(i).filter(|_| is_number)?;
        self.money_at(i).is_none().then_some(sign.range)
    }

    /// The amount whose number is `i`, if the text says that it is one.
    pub(super) fn money_at(&self, i: usize) -> Option<Found<Baht>> {
        let decimal = self.numbers[i].value.filter(|_| !self.is_parted(i))?;
        let Sign { mut range, factor, baht } = self.sign_at(i)?;
        let mut amount = decimal.satang(factor)?;
        if let Some((start, more)) = self.larger_before(i, factor) {
            (amount, range.start) = (Some(amount + more).filter(|n| *n <= MAX_SATANG)?, start);
        }
        if let Some((satang, at)) = baht.and_then(|at| self.satang_right(i, at)) {
            (amount, range.end) = (Some(amount + satang).filter(|n| *n <= MAX_SATANG)?, at);
        }
        Some(Found { range, value: Baht::from_satang(amount) })
    }

    /// The larger part of an amount whose smaller one is number `i`, in satang, and where it starts: `๑ ล้าน` of
    /// `๑ ล้าน ๒ แสนบาท`.
    fn larger_before(&self, i: usize, factor: u64) -> Option<(usize, i64)> {
        let before = i.checked_sub(1)?;
        let Found { range, value } = &self.numbers[before];
        let (larger, end) = multiplier(self.text, range.end);
        let stands_before = skip_right(self.text, end) == self.numbers[i].range.start;
        let one = Decimal { coefficient: 1, scale: 0 }.satang(larger)?;
        let smaller = self.numbers[i].value?.satang(factor)? < one;
        if larger <= factor || !stands_before || !smaller {
            return None;
        }
        let amount = (*value)?.satang(larger)?;
        match self.larger_before(before, larger) {
            Some((start, more)) => Some((start, amount.checked_add(more)?)),
            None => Some((range.start, amount)),
        }
    }

    /// Whether number `i` is the larger part of an amount that goes on with the next number.
    pub(super) fn opens_amount(&self, i: usize) -> bool {
        let next = i + 1;
        let sign = self.numbers.get(next).and_then(|_| self.sign_at(next));
        sign.is_some_and(|sign| self.larger_before(next, sign.factor).is_some())
    }

    /// What says that number `i` counts money.
    fn sign_at(&self, i: usize) -> Option<Sign> {
        let Range { start, end } = self.numbers[i].range;
        let signed = self.text[..skip_left(self.text, start)].strip_suffix('฿').map(str::len);
        let dashed =
            DASHES.iter().find(|d| self.text[end..].starts_with(**d)).map(|d| end + d.len());
        let (factor, after) = multiplier(self.text, dashed.unwrap_or(end));
        let word = skip_right(self.text, after);
        let million = (factor == 1).then(|| short_end(self.text, word, &SHORT_MILLION)).flatten();
        let factor = if million.is_some() { MILLION } else { factor };
        let baht = million
            .or_else(|| starts_with_any(self.text, word, &[BAHT]))
            .or_else(|| short_end(self.text, word, &SHORT_BAHT));
        let stop = baht.or(dashed).or(signed.map(|_| end))?;
        let factor = if baht.is_some() { factor } else { 1 };
        Some(Sign { range: signed.unwrap_or(start)..stop, factor, baht })
    }

    /// `๕๐ สตางค์` after `บาท`, with the number after `i`.
    fn satang_right(&self, i: usize, at: usize) -> Option<(i64, usize)> {
        let next =
            self.numbers.get(i + 1).filter(|n| n.range.start == skip_right(self.text, at))?;
        let word = skip_right(self.text, next.range.end);
        let value = next.value.filter(|d| Decimal::is_whole(*d) && d.coefficient < 100)?;
        let end = starts_with_any(self.text, word, &SATANG)?;
        Some((value.coefficient as i64, end))
    }
}

/// Where one of some short forms ends that stands at `at`, if no Thai letter stands behind it: `๕ บ. หนองบัว`
/// names a village, `๓ ลบ.ม.` measures water.
fn short_end(text: &str, at: usize, forms: &[&str]) -> Option<usize> {
    let end = starts_with_any(text, at, forms)?;
    let behind = &text[skip_right(text, end)..];
    (behind.starts_with(PER) || !behind.starts_with(|c| is_thai_letter(c) || c == '.'))
        .then_some(end)
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
            ("15,000 บาท 50 สต.", &[("15,000 บาท 50 สต.", "15000.5")]),
            ("๓๐๐ บ./คน", &[("๓๐๐ บ.", "300")]),
            ("๓๐๐ บ.ต่อคน 1,500 บ", &[("๓๐๐ บ.", "300"), ("1,500 บ", "1500")]),
            ("๑.๕ ลบ. (1.25 ล.บ.)", &[("๑.๕ ลบ.", "1500000"), ("1.25 ล.บ.", "1250000")]),
            ("๓.๒๕ ลบ", &[("๓.๒๕ ลบ", "3250000")]),
            ("1 ล้าน 2 แสนบาท", &[("1 ล้าน 2 แสนบาท", "1200000")]),
            ("๑ ล้าน ๒ แสน ๓ หมื่นบาท", &[("๑ ล้าน ๒ แสน ๓ หมื่นบาท", "1230000")]),
            ("ราว ๑ ล้าน ๕๐๐ บาท", &[("๑ ล้าน ๕๐๐ บาท", "1000500")]),
            ("๒ แสน ๑ ล้านบาท", &[("๑ ล้านบาท", "1000000")]),
            ("๓ ลบ.ม. ๕ บ.หนองบัว ๗ บ. ดอนแก้ว ๒ บท", &[]),
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

    #[test]
    fn what_is_too_large_is_told() {
        let unread = |text: &str| {
            let places = Scan::new(text).money_unread();
            places.into_iter().map(|at| text[at].to_owned()).collect::<Vec<_>>()
        };
        for text in ["1,000,000,000,000,000.00 บาท", "๙๙๙ บาท", "๑,๒๓ บาท", "๑.๕ ล้าน", "๕๘ คน"]
        {
            assert_eq!(unread(text), [""; 0], "{text}");
        }
        for text in [
            "1,000,000,000,000,000.01 บาท",
            "999999999999 ล้านบาท",
            "9999999999999999999 บาท",
            "฿1,000,000,000,000,001",
            "0.001 บาท",
        ] {
            assert_eq!(unread(&format!("ใช้ {text} แล้ว")), [text], "{text}");
            assert_eq!(money(text), []);
        }
    }

    #[test]
    fn an_amount_with_a_space_within_is_none() {
        for text in ["ใช้ ๑๑ ,๕๕๘ บาท", "ใช้ 12 3.45 บาท", "ใช้ ๗๕๔ .๐๔ บาท"]
        {
            assert_eq!((money(text).len(), Scan::new(text).money_unread().len()), (0, 1), "{text}");
        }
        assert_eq!(money("ครั้งที่ ๒ ๕๐๐ บาท").len(), 1);
    }
}
