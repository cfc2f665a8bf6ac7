//! How a report is put among those that are there, whatever the database: the order of the work,
//! and what is asked of a database for it.

use std::time::Duration;

use super::agencies::may_be_several;
use super::current::Settling;
use super::database::{Database, now};
use super::model::{AGENCY_ALIASES, LATER, READING_EVENTS, READINGS, TABLES};
use super::record::{Record, set, some_text, text_or_null};
use super::rows::{Identity, Row, Rows, Value};
use super::validity::Verdict;
use crate::error::{Error, ErrorKind};

/// Notes that the rows of superseded readings are deleted; `$1` is the moment.
pub(super) const PURGED: &str =
    "UPDATE readings SET purged_at = $1 WHERE valid_to IS NOT NULL AND purged_at IS NULL";

/// How long a loader waits for another: a transaction is one document, so this is some thousand of
/// them.
pub(super) const BUSY: Duration = Duration::from_secs(30);

/// Tables whose rows come only with a spelling of an agency that was not there before: which agency
/// one is then is decided by all spellings.
const OF_SPELLING: [&str; 3] = ["agencies", "agency_details", "agency_aliases"];

/// Tables whose rows go with a superseded reading, each before what it refers to, and the statement
/// for it.
pub(super) fn purges() -> impl Iterator<Item = String> {
    let tables =
        TABLES.iter().rev().filter(|table| table.is_of_reading() && table.name != "readings");
    tables.map(|table| {
        let superseded = "SELECT reading_key FROM readings WHERE valid_to IS NOT NULL";
        format!("DELETE FROM {} WHERE reading_key IN ({superseded})", table.name)
    })
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Its key in `readings`.
    pub reading_key: String,
    /// What changed.
    pub change: Change,
    /// Rows added to the tables of reports.
    pub rows: usize,
}

/// What a report changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Nothing: it was there already.
    None,
    /// It is there, or there again, and what it means for others.
    Added(Verdict),
}

/// Puts a reading in its place among the others.
pub(super) fn put(database: &mut impl Database, rows: &Rows<'_>) -> Result<Loaded, Error> {
    let identity = &rows.identity;
    let reading_key = identity.reading_key.clone();
    let known = known(database, identity)?;
    let nothing = Loaded { reading_key: reading_key.clone(), change: Change::None, rows: 0 };
    let was_out = match &known {
        None => false,
        Some(known) if known.has("retracted_at") || known.has("purged_at") => true,
        Some(_) => return Ok(nothing),
    };
    let mut added = if was_out { free(database, &reading_key)? } else { add(database, rows)? };
    let mut settling = Settling::new(database);
    settling.keep_titles(rows)?;
    settling.event(&reading_key, "loaded", None, None)?;
    settling.document(&identity.document_key)?;
    let verdict = settling.verdict(&reading_key);
    settling.end()?;
    if let Some(known) = known.filter(|known| known.has("purged_at")) {
        let by = [("reading_key", some_text(&reading_key))];
        let is_current = database.find(&READINGS, &by)?.iter().any(|row| !row.has("valid_to"));
        if !is_current && !known.has("retracted_at") {
            // What was deleted as another took its place stays so.
            restore_purged(database, &known)?;
            return Ok(nothing);
        }
        added += add_below(database, rows)?;
    }
    Ok(Loaded { reading_key, change: Change::Added(verdict), rows: added })
}

/// The row of a reading that was loaded before.
fn known(database: &mut impl Database, identity: &Identity) -> Result<Option<Record>, Error> {
    let key = Value::Text(identity.reading_key.as_str().into());
    let Some(known) = database.find(&READINGS, &[("reading_key", key)])?.pop() else {
        return Ok(None);
    };
    let same = known.text("document_key") == Some(&identity.document_key)
        && known.text("report_sha256") == Some(&identity.report_sha256);
    if same {
        return Ok(Some(known));
    }
    let message = format!(
        "another report has the same key {}: load one of them elsewhere",
        identity.reading_key
    );
    Err(Error::new(ErrorKind::Invalid, message))
}

/// Adds the rows of a reading that was not there before.
fn add(database: &mut impl Database, rows: &Rows<'_>) -> Result<usize, Error> {
    let agency = spelling(database, rows)?;
    let mut added = 0;
    for table in TABLES.iter().filter(|table| !table.is_of_reading()) {
        let is_known = agency.is_some() && OF_SPELLING.contains(&table.name);
        if !is_known && !LATER.contains(&table.name) {
            added += database.insert(table, rows.of(table.name))?;
        }
    }
    let load_number = database.last(&READINGS, "load_number")? + 1;
    for row in rows.of(READINGS.name) {
        let reading = completed(row, &rows.identity, load_number, agency.as_deref());
        added += database.insert(&READINGS, &[reading])?;
    }
    Ok(added + add_below(database, rows)?)
}

/// Makes a reading part of the whole again that a user took back or whose rows were deleted.
fn free(database: &mut impl Database, reading_key: &str) -> Result<usize, Error> {
    let key = [("reading_key", some_text(reading_key))];
    let free = [("retracted_at", Value::Null), ("purged_at", Value::Null)];
    database.change(&READINGS, &key, &free).map(|()| 0)
}

/// Says of a reading again that its rows were deleted, without a word of what was tried.
fn restore_purged(database: &mut impl Database, known: &Record) -> Result<(), Error> {
    let key = [("reading_key", known.get("reading_key").clone())];
    let to = [("purged_at", known.get("purged_at").clone())];
    database.change(&READINGS, &key, &to)?;
    let last = database.last(&READING_EVENTS, "event_number")?;
    database.remove(&READING_EVENTS, &[("event_number", Value::Integer(last))])
}

/// Adds the rows below a reading whose own row is there.
fn add_below(database: &mut impl Database, rows: &Rows<'_>) -> Result<usize, Error> {
    let below = TABLES.iter().filter(|table| table.is_of_reading() && table.name != "readings");
    let mut added = 0;
    for table in below {
        added += database.insert(table, rows.of(table.name))?;
    }
    Ok(added)
}

/// The agency that a known spelling was taken for; what this reading adds to the spelling is noted.
fn spelling(database: &mut impl Database, rows: &Rows<'_>) -> Result<Option<String>, Error> {
    let Some(alias) = &rows.identity.alias_key else { return Ok(None) };
    let by = [("alias_key", Value::Text(alias.as_str().into()))];
    let Some(known) = database.find(&AGENCY_ALIASES, &by)?.pop() else { return Ok(None) };
    let Some(new) = rows.of("agency_aliases").first() else { return Ok(known.owned("agency_key")) };
    let new = Record::new(&AGENCY_ALIASES, new.iter().cloned().map(Value::into_owned).collect());
    let has_place = ["subdistrict", "district", "province"].iter().any(|part| known.has(part));
    // Whose it is where several bodies have this name is found anew when the load ends.
    let is_open = may_be_several(known.text("kind"), has_place);
    let from_picture = known.flag("from_picture") && new.flag("from_picture");
    let printed = joined(known.text("abbreviations"), new.text("abbreviations"));
    if is_open
        || from_picture != known.flag("from_picture")
        || printed.as_deref() != known.text("abbreviations")
    {
        let to = [
            ("from_picture", Value::Flag(from_picture)),
            ("abbreviations", text_or_null(printed.as_deref())),
            ("decided_by", some_text("pending")),
        ];
        database.change(&AGENCY_ALIASES, &by, &to)?;
    }
    Ok(known.owned("agency_key"))
}

/// Two lists with | between their words as one, each word once and in order.
fn joined(one: Option<&str>, other: Option<&str>) -> Option<String> {
    let mut all: Vec<&str> =
        one.into_iter().chain(other).flat_map(|list| list.split('|')).collect();
    all.sort_unstable();
    all.dedup();
    (!all.is_empty()).then(|| all.join("|"))
}

/// The steps that brought a database to its version, if this program knows them all.
///
/// # Errors
///
/// Where a newer program made it.
pub(super) fn steps(version: i64, known: usize) -> Result<usize, Error> {
    usize::try_from(version).ok().filter(|steps| *steps <= known).ok_or_else(|| {
        let message = format!(
            "was made by a newer version of raingan (its tables have version {version}, this program knows {known}): take \
             that version, or load elsewhere"
        );
        Error::new(ErrorKind::Invalid, message)
    })
}

/// A row of `readings` with all its columns: those that are known only when it is loaded, too.
fn completed<'r>(
    row: &Row<'r>,
    identity: &'r Identity,
    load_number: i64,
    agency: Option<&str>,
) -> Row<'r> {
    let mut row = row.clone();
    row.resize(READINGS.columns.len(), Value::Null);
    let said = &identity.said;
    let last: [(&str, Value<'r>); 11] = [
        ("load_number", Value::Integer(load_number)),
        ("loaded_by_version", Value::Text(env!("CARGO_PKG_VERSION").into())),
        ("valid_from", Value::Time(now())),
        ("alias_key", text_or_null(identity.alias_key.as_deref())),
        ("document_kind", Value::Text(said.kind.into())),
        ("part", text_or_null(said.part.as_deref())),
        ("status", text_or_null(said.status)),
        ("medium", Value::Text(said.medium.into())),
        ("printed_on", said.printed_on.map_or(Value::Null, Value::Date)),
        ("is_edited", Value::Flag(said.is_edited)),
        ("corrected_at", said.corrected_at.map_or(Value::Null, Value::Time)),
    ];
    for (name, value) in last {
        set(&READINGS, &mut row, name, value);
    }
    if let Some(agency) = agency {
        set(&READINGS, &mut row, "agency_key", some_text(agency));
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_joined_in_order_and_each_word_once() {
        assert_eq!(joined(Some("ข|ก"), Some("ค|ก")).as_deref(), Some("ก|ข|ค"));
        assert_eq!(joined(None, None), None);
    }
}
