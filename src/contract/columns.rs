//! What the contract demands of the columns of a section, and JSON Schema cannot say: keys that
//! stand once, cells of columns that are there, stretches of time that are what they say.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use serde_json::{Map, Value};

use super::laws::Violation;
use crate::column::{Key, Span, SpanUnit};

/// Adds where the columns of `report` break these laws. Values of a wrong type are the schema's
/// business and passed over here.
pub fn check(report: &Value, found: &mut Vec<Violation>) {
    let mut walk = Walk { found, keys: None };
    walk.visit("", report);
    if let Some(years) = report.get("plan_years").and_then(Value::as_object) {
        plan_years(years, found);
    }
}

/// What a walk over the report knows at one place.
struct Walk<'f> {
    found: &'f mut Vec<Violation>,
    /// The keys of the columns around it; `None` where there are none, or some have no key.
    keys: Option<BTreeSet<String>>,
}

impl Walk<'_> {
    /// Visits `value`, which stands at `place`, and all below it.
    fn visit(&mut self, place: &str, value: &Value) {
        match value {
            Value::Object(object) => self.object(place, object),
            Value::Array(items) => {
                for (i, below) in items.iter().enumerate() {
                    self.visit(&format!("{place}/{i}"), below);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, place: &str, object: &Map<String, Value>) {
        let outer = self.keys.clone();
        if let Some(columns) = object.get("columns").and_then(Value::as_array) {
            self.keys = self.columns(&format!("{place}/columns"), columns);
        }
        if let Some(cells) = object.get("cells").and_then(Value::as_object) {
            for key in cells.keys() {
                self.hold(&format!("{place}/cells/{key}"), key);
            }
        }
        if let Some(column) = object.get("column").and_then(Value::as_str) {
            self.hold(&format!("{place}/column"), column);
        }
        if object.contains_key("unit") && object.contains_key("fiscal_year_be") {
            self.span(place, object);
        }
        for (key, below) in object {
            self.visit(&format!("{place}/{}", key.replace('~', "~0").replace('/', "~1")), below);
        }
        self.keys = outer;
    }

    /// The keys of some columns, if all have one; each may stand once, and says what its column is.
    fn columns(&mut self, place: &str, columns: &[Value]) -> Option<BTreeSet<String>> {
        let mut keys = BTreeSet::new();
        for (i, column) in columns.iter().enumerate() {
            let place = format!("{place}/{i}/key");
            let key = column.get("key").and_then(Value::as_str)?;
            if !keys.insert(key.to_owned()) {
                self.add(place, format!("{key:?} is the key of an earlier column too"));
                continue;
            }
            let role = column.get("role").and_then(Value::as_str);
            let of_key = key.parse::<Key>().ok().map(|key| key.role.to_string());
            if let (Some(role), Some(of_key)) = (role, of_key)
                && role != of_key
            {
                self.add(place, format!("{key:?} is no key of a column with the role {role:?}"));
            }
        }
        (!keys.is_empty()).then_some(keys)
    }

    /// Refuses a key that no column around it has.
    fn hold(&mut self, place: &str, key: &str) {
        if self.keys.as_ref().is_some_and(|keys| !keys.contains(key)) {
            self.add(place.to_owned(), format!("no column of the section has the key {key:?}"));
        }
    }

    /// Refuses a stretch of time whose days are not those of its year, quarter or month.
    fn span(&mut self, place: &str, object: &Map<String, Value>) {
        let unit = object.get("unit").and_then(Value::as_str).and_then(unit);
        let year = object.get("fiscal_year_be").and_then(Value::as_i64);
        let number = object.get("number").and_then(Value::as_u64).and_then(|n| n.try_into().ok());
        let (Some(unit), Some(year)) = (unit, year.and_then(|year| i16::try_from(year).ok()))
        else {
            return;
        };
        let meant = match (unit, number) {
            (SpanUnit::FiscalYear, None) => Span::year(year),
            (SpanUnit::Quarter, Some(number @ 1..=4)) => Span::quarter(Some(year), number),
            (SpanUnit::Month, Some(number @ 1..=12)) => Span::month(Some(year), number),
            _ => return,
        };
        for (key, day) in [("start", meant.start), ("end", meant.end)] {
            let said = object.get(key).and_then(Value::as_str);
            if let (Some(said), Some(day)) = (said, day)
                && said != day.to_string()
            {
                self.add(format!("{place}/{key}"), format!("{day} is expected, found {said}"));
            }
        }
    }

    fn add(&mut self, place: String, reason: String) {
        self.found.push(Violation { place, reason });
    }
}

/// The unit with this word.
fn unit(word: &str) -> Option<SpanUnit> {
    let word: StrDeserializer<'_, Error> = word.into_deserializer();
    SpanUnit::deserialize(word).ok()
}

/// Refuses a plan that ends before it begins, and days that are not those of its years.
fn plan_years(years: &Map<String, Value>, found: &mut Vec<Violation>) {
    let be =
        |key: &str| years.get(key).and_then(Value::as_i64).and_then(|be| i16::try_from(be).ok());
    let (Some(first), Some(last)) = (be("first_be"), be("last_be")) else { return };
    let mut add = |key: &str, reason: String| {
        found.push(Violation { place: format!("/plan_years/{key}"), reason });
    };
    if last < first {
        add("last_be", format!("{last} is before first_be, {first}"));
    }
    for (key, day) in [("start", Span::year(first).start), ("end", Span::year(last).end)] {
        let said = years.get(key).and_then(Value::as_str);
        if let (Some(said), Some(day)) = (said, day)
            && said != day.to_string()
        {
            add(key, format!("{day} is expected, found {said}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn broken(report: Value) -> Vec<String> {
        let mut found = Vec::new();
        check(&report, &mut found);
        found.into_iter().map(|v| format!("{} {}", v.place, v.reason)).collect()
    }

    #[test]
    fn a_key_stands_once_and_is_one_of_its_role() {
        let columns = json!([{"key": "budget", "role": "budget"}, {"key": "budget", "role": "budget"}, {"key": "result_2", "role": "steps"}]);
        assert_eq!(
            broken(json!({"columns": columns})),
            [
                "/columns/1/key \"budget\" is the key of an earlier column too",
                "/columns/2/key \"result_2\" is no key of a column with the role \"steps\""
            ]
        );
    }

    #[test]
    fn cells_and_budgets_are_of_columns_that_are_there() {
        let item =
            json!({"cells": {"budget": {}, "result": {}}, "budgets": [{"column": "budget_used"}]});
        let section =
            |key: Value| json!({"columns": [{"key": key, "role": "budget"}], "items": [item]});
        assert_eq!(
            broken(json!([section("budget".into())])),
            [
                "/0/items/0/cells/result no column of the section has the key \"result\"",
                "/0/items/0/budgets/0/column no column of the section has the key \"budget_used\""
            ]
        );
        assert_eq!(broken(json!([section(Value::Null)])), [""; 0], "a report of before");
        assert_eq!(broken(json!([{"columns": [], "items": [item]}, item])), [""; 0], "a form");
    }

    #[test]
    fn stretches_of_time_are_what_they_say() {
        let span = |start: &str| json!({"unit": "quarter", "fiscal_year_be": 2568, "number": 2, "start": start, "end": "2025-03-31"});
        assert_eq!(broken(span("2025-01-01")), [""; 0]);
        assert_eq!(broken(span("2025-01-02")), ["/start 2025-01-01 is expected, found 2025-01-02"]);
        let years = |last: i16, end: &str| json!({"plan_years": {"first_be": 2566, "last_be": last, "start": "2022-10-01", "end": end}});
        assert_eq!(broken(years(2570, "2027-09-30")), [""; 0]);
        assert_eq!(
            broken(years(2565, "2023-09-30")),
            [
                "/plan_years/last_be 2565 is before first_be, 2566",
                "/plan_years/end 2022-09-30 is expected, found 2023-09-30"
            ]
        );
    }
}
