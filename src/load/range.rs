//! What the tables hold: years of which reports can speak, and amounts with all their digits.

use std::ops::RangeInclusive;

use super::model::{Column, Kind};
use super::rows::Value;
use crate::thai::number::MAX_SATANG;

/// Years that reports speak of, Buddhist Era.
const YEARS_BE: RangeInclusive<i64> = 2400..=2700;

/// Years that the Buddhist Era is ahead of the Common Era.
const AHEAD: i64 = 543;

/// Whether reports can be of a year, Buddhist Era.
pub(super) fn is_year(be: i64) -> bool {
    YEARS_BE.contains(&be)
}

/// Why a column does not hold a value, in English and in Thai.
pub(super) fn refusal(column: &Column, value: &Value<'_>) -> Option<(String, String)> {
    match (column.kind, value) {
        (Kind::Date, Value::Date(day)) if !is_year(i64::from(day.year()) + AHEAD) => Some((
            format!("{day} is outside of the years 2400 to 2700 BE"),
            format!("{day} อยู่นอกช่วง พ.ศ. 2400 ถึง 2700"),
        )),
        (Kind::Money, Value::Money(baht))
            if baht.satang.unsigned_abs() > MAX_SATANG.unsigned_abs() =>
        {
            Some((
                format!("{baht} baht are too large for the warehouse (more than 10^15 baht)"),
                format!("{baht} บาท เกินที่คลังข้อมูลเก็บได้ (10^15 บาท)"),
            ))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::model::column;
    use super::*;
    use crate::contract::model::Baht;

    #[test]
    fn days_and_amounts_that_no_report_means_are_refused() {
        let (day, money) =
            (column("d", Kind::Date, "D.", "ว"), column("m", Kind::Money, "M.", "ง"));
        for (year, held) in [(0, false), (1856, false), (1857, true), (2157, true), (2158, false)] {
            let value = Value::Date(date(year, 1, 1));
            assert_eq!(refusal(&day, &value).is_none(), held, "{year}");
        }
        for (satang, held) in [(MAX_SATANG, true), (MAX_SATANG + 1, false), (i64::MIN, false)] {
            let value = Value::Money(Baht::from_satang(satang));
            assert_eq!(refusal(&money, &value).is_none(), held, "{satang}");
        }
    }
}
