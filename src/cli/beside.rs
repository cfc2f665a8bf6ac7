//! What `raingan load` takes beside reports: a register of agencies, where files came from, the
//! ledgers of batches, what changed between documents, and what is said of readings.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use raingan::batch::ledger::{self, LEDGER};
use raingan::batch::line::Line;
use raingan::batch::place::PlaceName;
use raingan::diff::model::{Comparison, SCHEMA_VERSION};
use raingan::load::keep::{Input, Mark, Origin};
use raingan::load::store::Store;
use raingan::load::{Entry, register};
use raingan::{Error, ErrorKind};

use super::args::load::LoadArgs;
use super::input;

/// The columns of a CSV that says where files came from.
const COLUMNS: [&str; 5] = ["sha256", "file", "path", "url", "published_on"];

/// Years in which a file can have been published: 2400 to 2700 of the Buddhist Era. A year of that era in
/// place of one of the Common Era is not among them.
const YEARS: RangeInclusive<i16> = 1857..=2157;

/// What was read beside the reports.
#[derive(Debug, Default)]
pub struct Beside {
    register: Option<Vec<Entry>>,
    origins: Vec<Origin>,
    inputs: Vec<Input>,
    changes: Vec<Comparison>,
}

impl Beside {
    /// Reads all of it.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read, or contradicts itself.
    pub fn read(args: &LoadArgs) -> Result<Beside, Error> {
        let register = args.agencies.as_deref().map(|path| read_by(path, register)).transpose()?;
        let origins = args.source.as_deref().map(|path| read_by(path, origins)).transpose()?;
        let changes = args.changes.iter().map(|path| read_by(path, comparison));
        let changes = changes.collect::<Result<Vec<Comparison>, Error>>()?;
        let mut inputs = Vec::new();
        for path in ledgers(&args.reports) {
            let latest = ledger::read(&path)?.latest;
            inputs.extend(latest.into_values().map(input_of));
        }
        Ok(Beside { register, origins: origins.unwrap_or_default(), inputs, changes })
    }

    /// Puts it into the warehouse, and does what is said of readings.
    ///
    /// # Errors
    ///
    /// Where a reading or a file is not known, or the warehouse cannot be written.
    pub fn put(&self, store: &mut Store, args: &LoadArgs) -> Result<(), Error> {
        if let Some(register) = &self.register {
            store.register(register)?;
        }
        if !self.inputs.is_empty() {
            store.note_inputs(&self.inputs)?;
        }
        if let Some(path) = args.source.as_deref() {
            store.note_origins(&self.origins).map_err(|error| error.in_file(input::name(path)))?;
        }
        if !self.changes.is_empty() {
            store.note_changes(&self.changes)?;
        }
        let marks =
            [(Mark::Retract, &args.retract), (Mark::Unpin, &args.unpin), (Mark::Pin, &args.pin)];
        for (mark, keys) in marks {
            for key in keys {
                store.mark(mark, key)?;
            }
        }
        Ok(())
    }
}

fn read_by<T>(path: &Path, read: fn(&[u8]) -> Result<T, Error>) -> Result<T, Error> {
    input::read(path)
        .and_then(|bytes| read(&bytes))
        .map_err(|error| error.in_file(input::name(path)))
}

/// Reads what `raingan diff` wrote as JSON.
fn comparison(json: &[u8]) -> Result<Comparison, Error> {
    let read: Comparison = serde_json::from_slice(json).map_err(|cause| {
        let told = "is no comparison: `raingan diff OLD NEW --format json` writes one";
        Error::new(ErrorKind::Invalid, told).because(cause)
    })?;
    if read.schema_version != SCHEMA_VERSION {
        let told = format!(
            "is a comparison of version {}, and this program knows {SCHEMA_VERSION}: compare the reports again",
            read.schema_version
        );
        return Err(Error::new(ErrorKind::Invalid, told));
    }
    Ok(read)
}

/// The ledgers of the batches among what was named.
fn ledgers(named: &[PathBuf]) -> impl Iterator<Item = PathBuf> {
    named.iter().map(|folder| folder.join(LEDGER)).filter(|path| path.is_file())
}

fn input_of(line: Line) -> Input {
    Input {
        path: words(&line.place),
        sha256: line.sha256,
        status: line.status.as_str().to_owned(),
        reason: line.reason,
        message: line.message,
        bytes: line.bytes,
        pages: line.pages,
        duplicate_of: line.duplicate_of.as_ref().map(words),
        version: line.version,
    }
}

/// A place as people write it: the entry of an archive behind an exclamation mark.
fn words(place: &PlaceName) -> String {
    match &place.entry {
        Some(entry) => format!("{}!{}", place.path, entry.name),
        None => place.path.clone(),
    }
}

/// Reads where files came from.
fn origins(csv: &[u8]) -> Result<Vec<Origin>, Error> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(csv);
    let headers =
        reader.headers().map_err(|cause| wrong(1, "is no CSV in UTF-8").because(cause))?.clone();
    if let Some(other) = headers.iter().find(|header| !COLUMNS.contains(header)) {
        return Err(wrong(
            1,
            &format!("the column `{other}` is not known: there are {}", COLUMNS.join(", ")),
        ));
    }
    let mut origins = Vec::new();
    for (i, record) in reader.records().enumerate() {
        let line = i as u64 + 2;
        let record = record.map_err(|cause| wrong(line, "is no CSV in UTF-8").because(cause))?;
        let origin = origin(line, &headers, &record)?;
        if let Some(first) = origins.iter().find(|first| is_of_one_file(first, &origin)) {
            return Err(wrong(line, &format!("says of a file what line {} says", first.line)));
        }
        origins.push(origin);
    }
    Ok(origins)
}

/// Whether two lines name a file in one way.
fn is_of_one_file(one: &Origin, other: &Origin) -> bool {
    match (&one.sha256, &other.sha256) {
        (None, None) => one.file == other.file,
        (one, other) => one == other,
    }
}

fn origin(
    line: u64,
    headers: &csv::StringRecord,
    record: &csv::StringRecord,
) -> Result<Origin, Error> {
    let (sha256, file) = (said(headers, record, "sha256"), said(headers, record, "file"));
    if sha256.is_none() && file.is_none() {
        return Err(wrong(line, "says neither the sha256 nor the name of a file"));
    }
    let published_on = match said(headers, record, "published_on") {
        None => None,
        Some(day) => {
            let read: Option<Date> = day.parse().ok();
            let read = read.filter(|read| YEARS.contains(&read.year()));
            Some(read.ok_or_else(|| {
                wrong(line, &format!("`{day}` is no day of the Common Era: 2025-07-14 is one"))
            })?)
        }
    };
    Ok(Origin {
        sha256,
        file,
        path: said(headers, record, "path"),
        url: said(headers, record, "url"),
        published_on,
        line,
    })
}

/// What a record says in a column.
fn said(headers: &csv::StringRecord, record: &csv::StringRecord, name: &str) -> Option<String> {
    let column = headers.iter().position(|header| header == name)?;
    record.get(column).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn wrong(line: u64, told: &str) -> Error {
    Error::new(ErrorKind::Invalid, format!("line {line}: {told}; nothing of it is loaded"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_file_came_from_is_read_line_by_line() {
        let csv = "file,url,published_on\na.pdf,https://example.go.th/a.pdf,2025-01-31\n";
        let read = origins(csv.as_bytes()).unwrap();
        assert_eq!(read[0].file.as_deref(), Some("a.pdf"));
        assert_eq!(read[0].published_on.map(|day| day.to_string()).as_deref(), Some("2025-01-31"));
        for (csv, words) in [
            ("file,colour\n", "line 1: the column `colour`"),
            ("file,url\n,x\n", "line 2: says neither"),
            ("file,published_on\na.pdf,31/1/2568\n", "line 2: `31/1/2568` is no day"),
            ("file,published_on\na.pdf,2568-07-14\n", "line 2: `2568-07-14` is no day of the"),
            ("file,url\na.pdf,x\nb.pdf,y\na.pdf,z\n", "line 4: says of a file what line 2 says"),
        ] {
            let told = origins(csv.as_bytes()).unwrap_err().to_string();
            assert!(told.contains(words), "{told}");
        }
    }
}
