//! The spellings in a warehouse are matched: what each means is found anew from all of them, and
//! what rests on that is brought up to date, in one transaction.

use std::collections::{BTreeMap, BTreeSet};

use super::register::Entry;
use super::resolve::{Body, Known, Meaning, Resolved, resolve};
use super::spelling::Place;
use crate::error::Error;
use crate::load::current::Settling;
use crate::load::database::{Database, Work};
use crate::load::model::{
    AGENCIES, AGENCY_ALIASES, AGENCY_DETAILS, AGENCY_REGISTER, PROJECT_LINKS, READINGS,
};
use crate::load::record::{Record, some_text, text_or_null};
use crate::load::rows::{Row, Value};
use crate::load::validity::Series;

/// What a spelling is that has not been matched yet.
const PENDING: &str = "pending";

/// What stands between texts of one column.
const BETWEEN: &str = "|";

/// Matches the spellings, with a new register or the one that is there.
pub(in crate::load) struct Matching<'e> {
    pub(in crate::load) register: Option<&'e [Entry]>,
}

impl Work for Matching<'_> {
    fn of(self, database: &mut impl Database) -> Result<(), Error> {
        if let Some(register) = self.register {
            database.remove(&AGENCY_REGISTER, &[])?;
            let rows: Vec<Row<'_>> = register.iter().map(row_of_entry).collect();
            database.insert(&AGENCY_REGISTER, &rows)?;
        } else if database.find(&AGENCY_ALIASES, &[("decided_by", some_text(PENDING))])?.is_empty()
        {
            return Ok(());
        }
        let register: Vec<Entry> =
            database.find(&AGENCY_REGISTER, &[])?.iter().map(entry).collect();
        let aliases = database.find(&AGENCY_ALIASES, &[])?;
        let spellings: Vec<Known> = aliases.iter().map(known).collect();
        let resolved = resolve(&spellings, &register);
        write_bodies(database, &resolved.bodies)?;
        let moved = write_meanings(database, &aliases, &resolved)?;
        let series = move_readings(database, &moved)?;
        remove_others(database, &resolved.bodies)?;
        let mut settling = Settling::new(database);
        for one in &series {
            settling.series(one)?;
        }
        for body in resolved.bodies.iter().filter(|body| body.may_be_several()) {
            settling.part(body)?;
        }
        settling.end()
    }
}

fn list(record: &Record, column: &str) -> Vec<String> {
    let text = record.text(column).unwrap_or_default();
    text.split(BETWEEN).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn entry(row: &Record) -> Entry {
    Entry {
        code: row.word("code"),
        name: row.word("name"),
        aliases: list(row, "aliases"),
        kind: row.owned("kind"),
        ministry: row.owned("parent"),
        province: row.owned("province"),
    }
}

fn row_of_entry(entry: &Entry) -> Row<'static> {
    let aliases = entry.aliases.join(BETWEEN);
    vec![
        some_text(&entry.code),
        some_text(&entry.name),
        text_or_null((!aliases.is_empty()).then_some(aliases.as_str())),
        text_or_null(entry.kind.as_deref()),
        text_or_null(entry.ministry.as_deref()),
        text_or_null(entry.province.as_deref()),
    ]
}

fn known(row: &Record) -> Known {
    Known {
        alias_key: row.word("alias_key"),
        name: row.word("name"),
        place: place(row),
        kind: row.owned("kind"),
        abbreviations: list(row, "abbreviations"),
        longer: row.owned("longer"),
        from_picture: row.flag("from_picture"),
    }
}

fn place(row: &Record) -> Place {
    ["subdistrict", "district", "province"].map(|part| row.owned(part))
}

/// Writes what agencies are; gives those that are new or other than before their row.
fn write_bodies(database: &mut impl Database, bodies: &[Body]) -> Result<(), Error> {
    let there = database.find(&AGENCIES, &[])?;
    let there: BTreeMap<String, Record> =
        there.into_iter().map(|row| (row.word("agency_key"), row)).collect();
    for body in bodies {
        let row = row_of_body(body);
        match there.get(&body.agency_key) {
            None => drop(database.insert(&AGENCIES, &[row])?),
            Some(before) if *before == Record::new(&AGENCIES, row.clone()) => {}
            Some(_) => {
                let by = [("agency_key", some_text(&body.agency_key))];
                let names = AGENCIES.columns.iter().map(|column| column.name).skip(1);
                let to: Vec<(&'static str, Value<'_>)> =
                    names.zip(row.into_iter().skip(1)).collect();
                database.change(&AGENCIES, &by, &to)?;
            }
        }
    }
    Ok(())
}

/// The row of an agency.
pub(super) fn row_of_body(body: &Body) -> Row<'static> {
    let [subdistrict, district, province] =
        body.place.each_ref().map(|part| text_or_null(part.as_deref()));
    vec![
        some_text(&body.agency_key),
        some_text(&body.name),
        text_or_null(body.kind.as_deref()),
        text_or_null(body.parent.as_deref()),
        subdistrict,
        district,
        province,
        text_or_null(body.code.as_deref()),
    ]
}

/// Spellings that mean another agency than before, or one that may be several: which, and what they
/// mean now.
type Moved = Vec<(String, String)>;

fn write_meanings(
    database: &mut impl Database,
    aliases: &[Record],
    resolved: &Resolved,
) -> Result<Moved, Error> {
    let mut moved = Vec::new();
    let several: BTreeSet<&str> = resolved
        .bodies
        .iter()
        .filter(|body| body.may_be_several())
        .map(|body| body.agency_key.as_str())
        .collect();
    for alias in aliases {
        let key = alias.word("alias_key");
        let Some(Meaning { agency_key, decided_by, score }) = resolved.meanings.get(&key) else {
            continue;
        };
        let to = [
            ("agency_key", some_text(agency_key)),
            ("decided_by", some_text(decided_by)),
            ("score", Value::Number(*score)),
        ];
        if to.iter().any(|(name, value)| alias.get(name) != value) {
            database.change(&AGENCY_ALIASES, &[("alias_key", some_text(&key))], &to)?;
        }
        if several.contains(agency_key.as_str()) || alias.text("agency_key") != Some(agency_key) {
            moved.push((key, agency_key.clone()));
        }
    }
    Ok(moved)
}

/// Gives the readings of spellings their agency; the agencies and years in which something else may
/// be current.
fn move_readings(database: &mut impl Database, moved: &Moved) -> Result<BTreeSet<Series>, Error> {
    let mut series = BTreeSet::new();
    for (alias, agency) in moved {
        let by = [("alias_key", some_text(alias))];
        let found = database.find(&READINGS, &by)?.into_iter();
        for reading in found.filter(|reading| reading.text("agency_key") != Some(agency)) {
            let before = reading.owned("agency_key");
            for key in before.into_iter().chain([agency.clone()]) {
                series.extend(reading.whole("fiscal_year_be").map(|year| (key, year)));
            }
        }
        database.change(&READINGS, &by, &[("agency_key", some_text(agency))])?;
    }
    Ok(series)
}

/// Deletes agencies that no spelling means and no register has any more, with what refers to them.
fn remove_others(database: &mut impl Database, bodies: &[Body]) -> Result<(), Error> {
    let kept: BTreeSet<&str> = bodies.iter().map(|body| body.agency_key.as_str()).collect();
    for agency in database.find(&AGENCIES, &[])? {
        let key = agency.word("agency_key");
        if kept.contains(key.as_str()) {
            continue;
        }
        let by = [("agency_key", some_text(&key))];
        for table in [&PROJECT_LINKS, &AGENCY_DETAILS, &AGENCIES] {
            database.remove(table, &by)?;
        }
    }
    Ok(())
}
