//! Budgets, and money without rounding.

use std::fmt;
use std::str::FromStr;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::column::Key;
use crate::finding::Region;

/// Satang of a baht, and the decimals that say them.
const SATANG: i64 = 100;
const DECIMALS: usize = 2;

/// Doubles tell whole numbers apart up to here: 2^53.
const WHOLE: u64 = 1 << 53;

/// They tell satang apart up to here, in baht: at 2^46 (70 trillion) they begin to stand more than a
/// satang from each other.
const EXACT: u64 = 1 << 46;

/// How far, in baht, a double may be off the satang it stands for: what arithmetic with floats
/// leaves.
const OFF: f64 = 1e-9;

/// What is wrong with an amount.
const TOO_FINE: &str = "has more than two decimals";
const TOO_LARGE: &str = "is more baht than can be";

/// What a budget cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BudgetStatus {
    /// An amount.
    Amount,
    /// None is used (ไม่ใช้งบประมาณ): a controlled value of the ITA form.
    None,
    /// Another fund or unit pays, without an amount.
    OtherSource,
    /// None was allocated (ไม่ได้รับการจัดสรรงบประมาณ).
    NotAllocated,
    /// Blank or a dash.
    NotStated,
}

/// A budget.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// The whole cell as printed.
    pub raw: String,
    /// What it says.
    pub status: BudgetStatus,
    /// In baht, where it says an amount.
    pub amount_thb: Option<Baht>,
    /// The fund or unit that pays, as printed.
    pub source: Option<String>,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// What a sum of money was or is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To be spent.
    Planned,
    /// Spent.
    Used,
    /// Not spent yet.
    Left,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Purpose; 3] = [Purpose::Planned, Purpose::Used, Purpose::Left];
}

/// What one column of money says of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnBudget {
    /// Its column.
    pub column: Key,
    /// What the money is for.
    pub purpose: Purpose,
    /// The fiscal year that its column stands for, Buddhist Era.
    pub fiscal_year_be: Option<i16>,
    /// The quarter that its column stands for, from 1.
    pub quarter: Option<u8>,
    /// The whole cell as printed.
    pub raw: String,
    /// What it says.
    pub status: BudgetStatus,
    /// In baht, where it says an amount.
    pub amount_thb: Option<Baht>,
    /// The fund or unit that pays, as printed.
    pub source: Option<String>,
    /// Where it stands.
    pub regions: Vec<Region>,
}

/// Money in satang (1/100 baht); in the JSON a number of baht with at most two decimals, all its
/// digits exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Baht {
    /// Satang.
    pub satang: i64,
}

impl Baht {
    /// An amount of whole satang.
    pub fn from_satang(satang: i64) -> Baht {
        Baht { satang }
    }

    /// The whole satang nearest to a double of baht.
    ///
    /// ```
    /// use raingan::contract::model::Baht;
    /// let printed = 40_716_044_112_506.84;
    /// assert_eq!(Baht::nearest(printed), Baht::from_satang(4_071_604_411_250_684));
    /// ```
    pub fn nearest(baht: f64) -> Baht {
        // A hundred times the whole would round off half a satang where there are many.
        let parts = (baht.trunc() as i64, (baht.fract() * SATANG as f64).round() as i64);
        Baht { satang: parts.0.saturating_mul(SATANG).saturating_add(parts.1) }
    }

    /// The same as a double, where that prints the two decimals it is made from.
    ///
    /// ```
    /// use raingan::contract::model::Baht;
    /// assert_eq!(Baht::from_satang(408_025).as_double(), Some(4080.25));
    /// assert_eq!(Baht::from_satang(99_999_999_999_999_999).as_double(), None);
    /// ```
    pub fn as_double(self) -> Option<f64> {
        let exact = if self.satang % SATANG == 0 { WHOLE } else { EXACT };
        let is_exact = self.satang.unsigned_abs() < exact * SATANG.unsigned_abs();
        is_exact.then(|| self.satang as f64 / SATANG as f64)
    }
}

impl fmt::Display for Baht {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, n) = if self.satang < 0 {
            ("-", self.satang.unsigned_abs())
        } else {
            ("", self.satang.unsigned_abs())
        };
        match n % 100 {
            0 => write!(f, "{sign}{}", n / 100),
            cents if cents % 10 == 0 => write!(f, "{sign}{}.{}", n / 100, cents / 10),
            cents => write!(f, "{sign}{}.{cents:02}", n / 100),
        }
    }
}

/// An amount from its digits, as JSON writes them without an exponent.
///
/// ```
/// use raingan::contract::model::Baht;
/// assert_eq!("999999999999999.99".parse(), Ok(Baht::from_satang(99_999_999_999_999_999)));
/// assert!("0.005".parse::<Baht>().is_err());
/// ```
impl FromStr for Baht {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Baht, &'static str> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        if ![whole, fraction].iter().all(|part| is_digits(part)) {
            return Err("is no decimal number");
        }
        let (satang, rest) = fraction.split_at(fraction.len().min(DECIMALS));
        if rest.bytes().any(|digit| digit != b'0') {
            return Err(TOO_FINE);
        }
        let whole = whole.parse().ok().and_then(|whole: i64| whole.checked_mul(SATANG));
        let satang = format!("{satang:0<DECIMALS$}").parse().ok();
        let amount = whole.zip(satang).and_then(|(whole, satang)| whole.checked_add(satang));
        amount.map(|amount| Baht { satang: sign * amount }).ok_or(TOO_LARGE)
    }
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
}

impl Serialize for Baht {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.as_double() {
            _ if self.satang % SATANG == 0 => s.serialize_i64(self.satang / SATANG),
            Some(baht) => s.serialize_f64(baht),
            // More digits than a double holds are written as they are.
            None => RawValue::from_string(self.to_string())
                .map_err(serde::ser::Error::custom)?
                .serialize(s),
        }
    }
}

/// From a number, or from the digits of one in quotes, which a double would not hold: see
/// [`crate::contract::input`].
impl<'de> Deserialize<'de> for Baht {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Baht, D::Error> {
        d.deserialize_any(Amount)
    }
}

/// What an amount can be read from.
struct Amount;

impl Visitor<'_> for Amount {
    type Value = Baht;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount in baht")
    }

    fn visit_i64<E: serde::de::Error>(self, baht: i64) -> Result<Baht, E> {
        baht.checked_mul(SATANG)
            .map(Baht::from_satang)
            .ok_or_else(|| E::custom(format!("{baht} {TOO_LARGE}")))
    }

    fn visit_u64<E: serde::de::Error>(self, baht: u64) -> Result<Baht, E> {
        i64::try_from(baht)
            .map_err(|_| E::custom(format!("{baht} {TOO_LARGE}")))
            .and_then(|baht| self.visit_i64(baht))
    }

    fn visit_f64<E: serde::de::Error>(self, baht: f64) -> Result<Baht, E> {
        // It may stand for other digits, even where it is whole.
        if baht.abs() >= EXACT as f64 {
            return Err(E::custom("an amount of this size is read from its digits"));
        }
        let amount = Baht::nearest(baht);
        if (amount.satang as f64 / SATANG as f64 - baht).abs() > OFF {
            return Err(E::custom(format!("{baht} {TOO_FINE}")));
        }
        Ok(amount)
    }

    fn visit_str<E: serde::de::Error>(self, digits: &str) -> Result<Baht, E> {
        digits.parse().map_err(|fault| E::custom(format!("{digits:?} {fault}")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::thai::number::MAX_SATANG;

    #[test]
    fn baht_prints_at_most_two_decimals_and_reads_itself_back() {
        for (satang, printed) in
            [(1_506_550, "15065.5"), (408_000, "4080"), (1, "0.01"), (-250, "-2.5"), (0, "0")]
        {
            let b = Baht::from_satang(satang);
            assert_eq!(b.to_string(), printed);
            assert_eq!(serde_json::to_string(&b).unwrap(), printed);
            assert_eq!(serde_json::from_str::<Baht>(printed).unwrap(), b);
        }
        assert!(serde_json::from_str::<Baht>("1.005").is_err());
    }

    #[test]
    fn what_a_double_does_not_hold_is_never_read_from_one() {
        let read = |json: &str| serde_json::from_str::<Baht>(json).ok().map(|baht| baht.satang);
        assert_eq!(read("1000000000000000"), Some(MAX_SATANG));
        assert_eq!(read("\"1000000000000000.0\""), Some(MAX_SATANG));
        assert_eq!(read("999999999999999.99"), None);
        assert_eq!(read("999999999999999"), Some(MAX_SATANG - 100));
        assert_eq!(read("123456789012345.67"), None);
        assert_eq!(read("\"123456789012345.67\""), Some(12_345_678_901_234_567));
        assert_eq!(read("\"-999999999999999.990\""), Some(1 - MAX_SATANG));
        for wrong in ["\"\"", "\"1.\"", "\".5\"", "\"1e3\"", "\"0.005\"", "\"+1\"", "1e30"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn every_satang_is_written_exactly(
            satang in prop_oneof![
                -MAX_SATANG..=MAX_SATANG,
                MAX_SATANG - 1_000..=MAX_SATANG,
                (EXACT as i64 * SATANG - 1_000)..(EXACT as i64 * SATANG + 1_000),
                EXACT as i64 / 2 * SATANG..EXACT as i64 * SATANG,
                -100_000_i64..100_000,
            ],
        ) {
            let amount = Baht::from_satang(satang);
            let json = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(&json, &amount.to_string());
            prop_assert_eq!(json.parse(), Ok(amount));
            // A double is read as what it was written from, or not at all.
            let read = serde_json::from_str::<Baht>(&json).ok();
            prop_assert_eq!(read, amount.as_double().map(|_| amount));
        }
    }
}
