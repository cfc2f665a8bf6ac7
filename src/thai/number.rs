//! Printed numbers → exact decimals, and amounts of money in satang.

use std::ops::Range;

use super::{Found, digits, skip_right};

/// A decimal as printed: `coefficient / 10^scale`, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// All digits, without the point.
    pub coefficient: u64,
    /// How many of them stand after the point.
    pub scale: u32,
}

/// Digits a [`Decimal`] can hold: every number of 18 digits fits a `u64`.
pub const MAX_DIGITS: u32 = 18;

/// Whole numbers up to here are exact as `f64`: 2^53.
const EXACT: u64 = 1 << 53;

/// Largest amount in satang: 10^15 baht, the maximum of the schema and of every table. An amount
/// beyond it is none.
pub const MAX_SATANG: i64 = 100_000_000_000_000_000;

/// Digits between thousands commas.
const GROUP: u32 = 3;

/// Words that multiply the number before them; the longer ones first.
const MULTIPLIERS: &[(&str, u64)] =
    &[("ล้าน", 1_000_000), ("แสน", 100_000), ("หมื่น", 10_000), ("พัน", 1_000), ("ร้อย", 100)];

impl Decimal {
    /// The nearest `f64`: what `str::parse` would give for the same digits.
    pub fn to_f64(self) -> f64 {
        // Both are exact up to 2^53 and 10^22, and one division rounds correctly; a longer
        // coefficient would be rounded twice.
        if self.coefficient <= EXACT {
            return self.coefficient as f64 / 10_f64.powi(self.scale as i32);
        }
        format!("{}e-{}", self.coefficient, self.scale).parse().unwrap_or(f64::NAN)
    }

    /// Whether `self × multiplier` baht are more than [`MAX_SATANG`].
    pub fn is_too_large(self, multiplier: u64) -> bool {
        let most = (MAX_SATANG as u128).saturating_mul(10_u128.saturating_pow(self.scale));
        u128::from(self.coefficient).saturating_mul(u128::from(multiplier) * 100) > most
    }

    /// Whether it is a whole number without a printed point.
    pub fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// `self × multiplier` baht in satang; `None` where that is more than [`MAX_SATANG`] or not a
    /// whole number of satang.
    ///
    /// ```
    /// use raingan::thai::number::parse;
    /// assert_eq!(parse("๑.๕").unwrap().satang(1_000_000), Some(150_000_000));
    /// assert_eq!(parse("0.005").unwrap().satang(1), None);
    /// ```
    pub fn satang(self, multiplier: u64) -> Option<i64> {
        let (product, unit) = (
            u128::from(self.coefficient) * u128::from(multiplier),
            10_u128.checked_pow(self.scale)?,
        );
        let satang = product.checked_mul(100)?;
        if satang % unit != 0 {
            None
        } else {
            i64::try_from(satang / unit).ok().filter(|n| *n <= MAX_SATANG)
        }
    }
}

/// A number as printed: digits of either script, thousands commas in groups of three, one decimal
/// point.
///
/// ```
/// use raingan::thai::number::parse;
/// assert_eq!(parse("๑๕,๐๖๕.๕๐").unwrap().to_f64(), 15065.5);
/// assert_eq!(parse("1,23"), None);
/// ```
pub fn parse(printed: &str) -> Option<Decimal> {
    let (whole, fraction) = match printed.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (printed, None),
    };
    let mut digits = Digits::default();
    let grouped = whole.contains(',');
    for (i, group) in whole.split(',').enumerate() {
        let count = digits.push(group)?;
        if grouped && (if i == 0 { count > GROUP } else { count != GROUP }) {
            return None;
        }
    }
    let scale = fraction.map_or(Some(0), |fraction| digits.push(fraction))?;
    Some(Decimal { coefficient: digits.value, scale })
}

/// The digits of a number, put one after the other.
#[derive(Default)]
struct Digits {
    value: u64,
    count: u32,
}

impl Digits {
    /// Adds a part of the number, which has nothing but digits; gives how many.
    fn push(&mut self, part: &str) -> Option<u32> {
        let before = self.count;
        for c in part.chars() {
            self.value = self.value * 10 + u64::from(digits::value(c)?);
            self.count += 1;
            if self.count > MAX_DIGITS {
                return None;
            }
        }
        Some(self.count - before).filter(|count| *count > 0)
    }
}

/// All printed numbers in order: a run of digits with the points and commas that stand between two
/// digits. The value is `None` where it is malformed (`1,23`, `1.2.3`) or has more than 18 digits.
///
/// ```
/// use raingan::thai::number::scan;
/// let found: Vec<_> = scan("ข้อ ๒.๔ จำนวน 1,248 ราย 1.2.3").into_iter().map(|n| n.value.map(|d| d.to_f64())).collect();
/// assert_eq!(found, [Some(2.4), Some(1248.0), None]);
/// ```
pub fn scan(text: &str) -> Vec<Found<Option<Decimal>>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for run in digits::runs(text) {
        match ranges.last_mut() {
            Some(last) if matches!(&text[last.end..run.range.start], "." | ",") => {
                last.end = run.range.end
            }
            _ => ranges.push(run.range),
        }
    }
    ranges.into_iter().map(|range| Found { value: parse(&text[range.clone()]), range }).collect()
}

/// The multiplier words at `at` (after white space) and where they end: `ล้าน`, `แสน`, `พันล้าน`, …
///
/// ```
/// assert_eq!(raingan::thai::number::multiplier("2 พันล้านบาท", 1), (1_000_000_000, 23));
/// ```
pub fn multiplier(text: &str, at: usize) -> (u64, usize) {
    let (mut product, mut end) = (1_u64, at);
    // Two are enough: แสนล้าน; a third would be a repetition, not a number.
    for _ in 0..2 {
        let start = skip_right(text, end);
        let Some((word, factor)) =
            MULTIPLIERS.iter().find(|(word, _)| text[start..].starts_with(word))
        else {
            break;
        };
        (product, end) = (product * factor, start + word.len());
    }
    (product, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers() {
        let cases: &[(&str, Option<f64>)] = &[
            ("0", Some(0.0)),
            ("๐", Some(0.0)),
            ("๒๗,๓๒๕", Some(27325.0)),
            ("1,234,567.89", Some(1_234_567.89)),
            ("89.56", Some(89.56)),
            ("๘๙.๕๖", Some(89.56)),
            ("1234", Some(1234.0)),
            ("๑2๓", Some(123.0)),
            ("1,23", None),
            ("1234,567", None),
            ("12,3456", None),
            ("1.2.3", None),
            ("1,", None),
            ("1.", None),
            (".5", None),
            ("", None),
            ("1.234,567", None),
            ("999999999999999999", Some(999_999_999_999_999_999.0)),
            ("99999999999999.99", Some(99_999_999_999_999.99)),
            ("๙.๙๙๙๙๙๙๙๙๙๙๙๙๙๙๙", Some(9.999_999_999_999_999)),
            ("9999999999999999999", None),
            ("٣", None),
        ];
        for (printed, want) in cases {
            assert_eq!(parse(printed).map(Decimal::to_f64), *want, "{printed}");
        }
    }

    #[test]
    fn amounts_are_exact_or_none() {
        let satang = |printed: &str, by| parse(printed).and_then(|d| d.satang(by));
        assert_eq!(satang("๒.๔", 100_000), Some(24_000_000));
        assert_eq!(satang("6.25", 1_000_000), Some(625_000_000));
        assert_eq!(satang("0.01", 1), Some(1));
        assert_eq!(satang("0.001", 1), None);
        assert_eq!(satang("92233720368547758.07", 1), None, "19 digits");
        assert_eq!(satang("99999999999", 1_000_000_000), None, "overflow");
        assert_eq!(satang("1,000,000,000,000,000.00", 1), Some(MAX_SATANG));
        assert_eq!(satang("999,999,999,999,999.99", 1), Some(MAX_SATANG - 1));
        assert_eq!(satang("๑,๐๐๐", 1_000_000_000_000), Some(MAX_SATANG));
        assert_eq!(satang("1,000,000,000,000,000.01", 1), None, "beyond the maximum");
    }

    #[test]
    fn multiplier_words() {
        for (text, want) in
            [("5 ล้านบาท", 1_000_000), ("5 แสนล้านบาท", 100_000_000_000), ("5 คน", 1), ("5", 1)]
        {
            assert_eq!(multiplier(text, 1).0, want, "{text}");
        }
    }
}
