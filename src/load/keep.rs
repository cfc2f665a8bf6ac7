//! What users say about a warehouse: which reading counts, which is taken back, where files came
//! from; and what they ask: which readings there are.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::current::Settling;
use super::database::{Database, Work};
use super::model::{AGENCIES, DOCUMENT_SOURCES, DOCUMENTS, INPUTS, READINGS, Table};
use super::record::{Record, some_text, text_or_null};
use super::rows::{Row, Value};
use crate::error::{Error, ErrorKind};

/// Why a reading is not current that was taken back.
const RETRACTED: &str = "retracted";

/// What a user says of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It counts, whatever else there is.
    Pin,
    /// It counts as any other.
    Unpin,
    /// It counts no more, until it is loaded again.
    Retract,
}

/// Something is said of a reading.
pub(super) struct Marking<'k> {
    pub(super) mark: Mark,
    pub(super) reading: &'k str,
}

impl Work for Marking<'_> {
    fn of(self, database: &mut impl Database) -> Result<(), Error> {
        let key = self.reading;
        let by = [("reading_key", some_text(key))];
        let Some(reading) = database.find(&READINGS, &by)?.pop() else {
            let message = format!("no reading has the key {key}: `raingan loads` lists them");
            return Err(Error::new(ErrorKind::Usage, message));
        };
        if let Some(why_not) = self.why_not(&reading) {
            return Err(Error::new(ErrorKind::Usage, format!("{key} {why_not}")));
        }
        let mut settling = Settling::new(database);
        let now = Value::Time(settling.now);
        let to = match self.mark {
            Mark::Pin => vec![("pinned_at", now)],
            Mark::Unpin => vec![("pinned_at", Value::Null)],
            Mark::Retract => {
                let since = if reading.has("valid_to") {
                    reading.get("valid_to").clone()
                } else {
                    now.clone()
                };
                vec![
                    ("retracted_at", now),
                    ("pinned_at", Value::Null),
                    ("valid_to", since),
                    ("superseded_by", Value::Null),
                    ("replaced_because", some_text(RETRACTED)),
                ]
            }
        };
        settling.database.change(&READINGS, &by, &to)?;
        settling.event(key, self.word(), None, None)?;
        settling.document(&reading.word("document_key"))?;
        settling.end()
    }
}

impl Marking<'_> {
    /// The event that it is.
    fn word(&self) -> &'static str {
        match self.mark {
            Mark::Pin => "pinned",
            Mark::Unpin => "unpinned",
            Mark::Retract => RETRACTED,
        }
    }

    /// Why this cannot be said of a reading.
    fn why_not(&self, reading: &Record) -> Option<&'static str> {
        let (out, gone) = (reading.has("retracted_at"), reading.has("purged_at"));
        let is_pinned = reading.has("pinned_at");
        match self.mark {
            Mark::Retract if out => Some("is retracted already"),
            Mark::Pin if out => Some("is retracted: load its report again first"),
            Mark::Pin if gone => {
                Some("is purged, nothing of it is there any more: load its report again first")
            }
            Mark::Pin if is_pinned => Some("is pinned already"),
            Mark::Unpin if !is_pinned => Some("is not pinned"),
            _ => None,
        }
    }
}

/// Where a file came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Its SHA-256, or none where it is known by its name.
    pub sha256: Option<String>,
    /// Its name, or none where it is known by its SHA-256.
    pub file: Option<String>,
    /// Its path in an archive.
    pub path: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was published.
    pub published_on: Option<Date>,
    /// The line that says so, for messages.
    pub line: u64,
}

/// Where files came from is noted.
pub(super) struct Sourcing<'o> {
    pub(super) origins: &'o [Origin],
}

impl Work for Sourcing<'_> {
    fn of(self, database: &mut impl Database) -> Result<(), Error> {
        for origin in self.origins {
            let key = document(database, origin)?;
            let row = vec![
                some_text(&key),
                text_or_null(origin.path.as_deref()),
                text_or_null(origin.url.as_deref()),
                origin.published_on.map_or(Value::Null, Value::Date),
            ];
            put_over(database, &DOCUMENT_SOURCES, row)?;
        }
        Ok(())
    }
}

/// The document that is meant.
fn document(database: &mut impl Database, origin: &Origin) -> Result<String, Error> {
    if let Some(sha256) = &origin.sha256 {
        return Ok(sha256.clone());
    }
    let name = origin.file.as_deref().unwrap_or_default();
    let found = database.find(&DOCUMENTS, &[("file_name", some_text(name))])?;
    match found.as_slice() {
        [only] => Ok(only.word("document_key")),
        found => {
            let told = match found.len() {
                0 => format!(
                    "line {}: no file {name} is loaded: load its report too, or name its sha256",
                    origin.line
                ),
                n => format!(
                    "line {}: {n} files are called {name}: name the sha256 of one",
                    origin.line
                ),
            };
            Err(Error::new(ErrorKind::Invalid, told))
        }
    }
}

/// Adds a row, or gives the one with its key these values; what it does not say stays.
fn put_over(
    database: &mut impl Database,
    table: &'static Table,
    row: Row<'static>,
) -> Result<(), Error> {
    let names = table.columns.iter().map(|column| column.name);
    let mut values: Vec<(&'static str, Value<'static>)> = names.zip(row.iter().cloned()).collect();
    let by = values.remove(0);
    let by = [by];
    let Some(before) = database.find(table, &by)?.pop() else {
        return database.insert(table, &[row]).map(drop);
    };
    values.retain(|(name, value)| *value != Value::Null && before.get(name) != value);
    database.change(table, &by, &values)
}

/// What became of an input of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    /// Its path as the ledger says it.
    pub path: String,
    /// The SHA-256 of its content.
    pub sha256: Option<String>,
    /// What became of it, as a word of the ledger.
    pub status: String,
    /// Why it is not done, as a code.
    pub reason: Option<String>,
    /// Why, in words.
    pub message: Option<String>,
    /// Its length in bytes.
    pub bytes: Option<u64>,
    /// Its pages.
    pub pages: Option<u32>,
    /// The input with the same content.
    pub duplicate_of: Option<String>,
    /// The version of the program that read it.
    pub version: String,
}

/// What became of the inputs of a batch is noted, and the path of each file that was read.
pub(super) struct Noting<'i> {
    pub(super) inputs: &'i [Input],
}

impl Work for Noting<'_> {
    fn of(self, database: &mut impl Database) -> Result<(), Error> {
        for input in self.inputs {
            put_over(database, &INPUTS, row_of_input(input))?;
            let Some(sha256) = input.sha256.as_deref().filter(|_| input.duplicate_of.is_none())
            else {
                continue;
            };
            let row = vec![some_text(sha256), some_text(&input.path), Value::Null, Value::Null];
            put_over(database, &DOCUMENT_SOURCES, row)?;
        }
        Ok(())
    }
}

fn row_of_input(input: &Input) -> Row<'static> {
    let number = |n: Option<u64>| {
        n.map_or(Value::Null, |n| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX)))
    };
    vec![
        some_text(&input.path),
        text_or_null(input.sha256.as_deref()),
        some_text(&input.status),
        text_or_null(input.reason.as_deref()),
        text_or_null(input.message.as_deref()),
        number(input.bytes),
        number(input.pages.map(u64::from)),
        text_or_null(input.duplicate_of.as_deref()),
        some_text(&input.version),
    ]
}

/// A reading as `raingan loads` lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// Its key.
    pub reading_key: String,
    /// `current`, `pinned`, or why it is not current.
    pub state: String,
    /// The one in its place.
    pub superseded_by: Option<String>,
    /// Whose report it is.
    pub agency: Option<String>,
    /// Its fiscal year, Buddhist Era.
    pub fiscal_year_be: Option<i64>,
    /// What kind of document it is.
    pub kind: String,
    /// The months that it covers.
    pub months: Option<i64>,
    /// What it was read from.
    pub medium: String,
    /// The name of its file.
    pub file: Option<String>,
}

/// All readings are listed, by agency, year and key.
pub(super) struct Listing<'l> {
    pub(super) into: &'l mut Vec<Listed>,
}

impl Work for Listing<'_> {
    fn of(self, database: &mut impl Database) -> Result<(), Error> {
        let agencies = names(database.find(&AGENCIES, &[])?, "agency_key", "name");
        let files = names(database.find(&DOCUMENTS, &[])?, "document_key", "file_name");
        for row in database.find(&READINGS, &[])? {
            self.into.push(Listed {
                state: state(&row),
                superseded_by: row.owned("superseded_by"),
                agency: row.text("agency_key").and_then(|key| agencies.get(key).cloned()),
                fiscal_year_be: row.whole("fiscal_year_be"),
                kind: row.word("document_kind"),
                months: row.whole("period_months"),
                medium: row.word("medium"),
                file: files.get(&row.word("document_key")).cloned(),
                reading_key: row.word("reading_key"),
            });
        }
        self.into.sort_by(|a, b| {
            let order = |l: &Listed| (l.agency.clone(), l.fiscal_year_be, l.reading_key.clone());
            order(a).cmp(&order(b))
        });
        Ok(())
    }
}

fn names(rows: Vec<Record>, key: &str, name: &str) -> BTreeMap<String, String> {
    rows.iter().filter_map(|row| Some((row.owned(key)?, row.owned(name)?))).collect()
}

fn state(row: &Record) -> String {
    match (row.has("valid_to"), row.has("pinned_at")) {
        (false, true) => "pinned".to_owned(),
        (false, false) => "current".to_owned(),
        (true, _) => row.word("replaced_because"),
    }
}
