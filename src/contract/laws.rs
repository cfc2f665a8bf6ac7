//! What the contract demands and JSON Schema cannot say reliably: exact satang, order of ends, ids
//! that lead somewhere.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::model::Baht;
use crate::thai::number::MAX_SATANG;

/// Below this many baht doubles tell satang apart: 2^46.
const DOUBLES: f64 = (1_u64 << 46) as f64;

/// What may be wrong with an amount.
const TOO_FINE: &str = "has more than two decimals";
const TOO_LARGE: &str = "is more than 10^15 baht";

/// One place where a value breaks the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where, as a JSON pointer (RFC 6901); empty for the whole value.
    pub place: String,
    /// What is wrong there: what was expected and what was found.
    pub reason: String,
}

/// Adds where `report` breaks these laws. Values of a wrong type are the schema's business and
/// passed over here.
pub fn check(report: &Value, found: &mut Vec<Violation>) {
    let mut laws = Laws { found, ids: BTreeSet::new(), references: Vec::new() };
    laws.walk(&mut String::new(), report);
    let Laws { found, ids, references } = laws;
    for (place, id) in references {
        if !ids.contains(id) {
            found.push(Violation {
                place,
                reason: format!("no item of the report has the id {id:?}"),
            });
        }
    }
}

/// What a walk over the report collects.
struct Laws<'v, 'f> {
    found: &'f mut Vec<Violation>,
    ids: BTreeSet<&'v str>,
    references: Vec<(String, &'v str)>,
}

impl<'v> Laws<'v, '_> {
    /// Visits `value`, which stands at `place`, and all below it.
    fn walk(&mut self, place: &mut String, value: &'v Value) {
        let length = place.len();
        match value {
            Value::Object(object) => {
                self.object(place, object);
                for (key, below) in object {
                    place.push('/');
                    place.push_str(&key.replace('~', "~0").replace('/', "~1"));
                    self.walk(place, below);
                    place.truncate(length);
                }
            }
            Value::Array(items) => {
                for (i, below) in items.iter().enumerate() {
                    place.push_str(&format!("/{i}"));
                    self.walk(place, below);
                    place.truncate(length);
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, place: &str, object: &'v Map<String, Value>) {
        if let Some(amount) = object.get("amount_thb")
            && let Some(fault) = fault_of(amount)
        {
            self.add(place, "amount_thb", format!("{amount} {fault}"));
        }
        if let (Some(start), Some(end)) = (text_of(object, "start"), text_of(object, "end"))
            && end < start
        {
            self.add(place, "end", format!("{end} is before start, {start}"));
        }
        for (low, high) in [("x0", "x1"), ("y0", "y1")] {
            if let (Some(a), Some(b)) = (number_of(object, low), number_of(object, high))
                && b < a
            {
                self.add(place, high, format!("{b} is less than {low}, {a}"));
            }
        }
        if let Some(id) = text_of(object, "id")
            && !self.ids.insert(id)
        {
            self.add(place, "id", format!("{id:?} is the id of an earlier item too"));
        }
        if let Some(id) = text_of(object, "item") {
            self.references.push((format!("{place}/item"), id));
        }
    }

    fn add(&mut self, place: &str, key: &str, reason: String) {
        self.found.push(Violation { place: format!("{place}/{key}"), reason });
    }
}

/// What is wrong with an amount. In quotes stands one with more digits than a double holds (see
/// [`super::digits`]); a double of that size says nothing of satang.
fn fault_of(amount: &Value) -> Option<&'static str> {
    match amount {
        Value::Number(n) => {
            let baht = n.as_f64().filter(|baht| baht.abs() < DOUBLES)?;
            (Baht::nearest(baht).as_double() != Some(baht)).then_some(TOO_FINE)
        }
        Value::String(digits) => match digits.parse::<Baht>() {
            Ok(baht) => {
                (baht.satang.unsigned_abs() > MAX_SATANG.unsigned_abs()).then_some(TOO_LARGE)
            }
            Err(fault) => Some(fault),
        },
        _ => None,
    }
}

fn text_of<'v>(object: &'v Map<String, Value>, key: &str) -> Option<&'v str> {
    object.get(key).and_then(Value::as_str)
}

fn number_of(object: &Map<String, Value>, key: &str) -> Option<f64> {
    object.get(key).and_then(Value::as_f64)
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
    fn money_has_at_most_two_decimals() {
        let large = json!(40_716_044_112_506.84);
        for good in
            [json!(0.1), json!(15065.5), json!(0.29), json!(15_506_550.25), json!(4080), large]
        {
            assert_eq!(broken(json!({ "amount_thb": good })), [""; 0]);
        }
        assert_eq!(
            broken(json!([{"amount_thb": 1.005}])),
            ["/0/amount_thb 1.005 has more than two decimals"]
        );
    }

    #[test]
    fn ends_do_not_come_before_starts() {
        let report = json!({"start": "2025-10-01", "end": "2024-09-30", "region": {"x0": 5, "x1": 4.5, "y0": 1, "y1": 1}});
        assert_eq!(
            broken(report),
            ["/end 2024-09-30 is before start, 2025-10-01", "/region/x1 4.5 is less than x0, 5"]
        );
    }

    #[test]
    fn ids_are_unique_and_findings_lead_to_one() {
        let report = json!({"a": [{"id": "m1"}, {"id": "m1"}], "findings": [{"item": "m1"}, {"item": "m2"}, {"item": null}]});
        assert_eq!(
            broken(report),
            [
                "/a/1/id \"m1\" is the id of an earlier item too",
                "/findings/1/item no item of the report has the id \"m2\""
            ]
        );
    }
}
