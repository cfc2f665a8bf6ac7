//! Rows of small tables that a program of before wrote: what it did not know is filled in, as the
//! migrations of the databases do.

use super::ledger::Ledger;
use crate::error::Error;
use crate::load::model::{AGENCIES, AGENCY_ALIASES, AGENCY_DETAILS, READINGS};
use crate::load::record::{Record, some_text};
use crate::load::rows::Value;

/// The kind of document by what a reading of before says of its purpose.
fn kind(purpose: &str) -> &'static str {
    match purpose {
        "report" => "result",
        "plan" => "plan",
        _ => "other",
    }
}

/// Fills in what is missing.
pub(super) fn fill(ledger: &mut Ledger) -> Result<(), Error> {
    for reading in ledger.find(&READINGS, &[("document_kind", Value::Null)]) {
        let by = [("reading_key", reading.get("reading_key").clone())];
        let to = [
            ("document_kind", some_text(kind(reading.text("purpose").unwrap_or_default()))),
            ("alias_key", reading.get("agency_key").clone()),
        ];
        ledger.change(&READINGS, &by, &to);
    }
    if ledger.rows(&AGENCY_ALIASES).is_empty() {
        let rows: Vec<Vec<Value<'static>>> =
            ledger.find(&AGENCIES, &[]).iter().map(|agency| alias(ledger, agency)).collect();
        ledger.insert(&AGENCY_ALIASES, &rows)?;
    }
    Ok(())
}

/// The spelling by which a program of before knew an agency.
fn alias(ledger: &Ledger, agency: &Record) -> Vec<Value<'static>> {
    let key = agency.get("agency_key").clone();
    let details = ledger.find(&AGENCY_DETAILS, &[("agency_key", key.clone())]).pop();
    let detail = |name: &str| details.as_ref().map_or(Value::Null, |row| row.get(name).clone());
    vec![
        key.clone(),
        agency.get("name").clone(),
        detail("kind"),
        detail("subdistrict"),
        detail("district"),
        detail("province"),
        Value::Null,
        Value::Null,
        Value::Flag(false),
        key,
        some_text("pending"),
        Value::Number(1.0),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_of_before_has_a_spelling() {
        let mut ledger = Ledger::default();
        let mut agency = vec![some_text("k"), some_text("กรมหิ่งห้อย")];
        agency.resize(AGENCIES.columns.len(), Value::Null);
        ledger.insert(&AGENCIES, &[agency]).unwrap();
        fill(&mut ledger).unwrap();
        let aliases = ledger.find(&AGENCY_ALIASES, &[("alias_key", some_text("k"))]);
        assert_eq!(aliases[0].text("decided_by"), Some("pending"));
        assert_eq!(kind("report"), "result");
    }
}
