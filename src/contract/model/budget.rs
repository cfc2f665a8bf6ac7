//! Budgets, and money without rounding.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::column::Key;
use crate::finding::Region;

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

/// Money in satang (1/100 baht); in the JSON a number of baht with at most two decimals.
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

impl Serialize for Baht {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.satang % 100 {
            0 => s.serialize_i64(self.satang / 100),
            // Up to `MAX_SATANG` an f64 prints the same two decimals it was made from.
            _ => s.serialize_f64(self.satang as f64 / 100.0),
        }
    }
}

impl<'de> Deserialize<'de> for Baht {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Baht, D::Error> {
        let baht = f64::deserialize(d)?;
        let satang = (baht * 100.0).round();
        if (satang / 100.0 - baht).abs() > 1e-9 * baht.abs().max(1.0) {
            return Err(serde::de::Error::custom("an amount in baht has at most two decimals"));
        }
        Ok(Baht { satang: satang as i64 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
