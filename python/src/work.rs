//! What is done with reports that are read: judged, summed up, held against each other, written as a
//! workbook, loaded; and a page with what was seen on it.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use raingan::audit::check::{check as findings_of, codes as all_codes};
use raingan::audit::summary::summary as summary_of;
use raingan::cli::embed;
use raingan::contract::corrections::corrections as corrections_in;
use raingan::contract::output::Lang;
use raingan::diff::{compare, output};
use raingan::load::put::{Change, Loaded};
use raingan::load::store::{Store, Target};
use raingan::publish::workbook::workbook;
use raingan::report::correct::correct as correct_by;
use raingan::{Error, ErrorKind, Options, Report};
use serde::Serialize;

use crate::document::{Document, raised};
use crate::reading::Reading;

/// The codes that findings can have.
#[pyfunction]
pub fn codes() -> Vec<&'static str> {
    all_codes().collect()
}

/// The findings of a report, those of the rules too, as JSON.
#[pyfunction]
pub fn check(py: Python<'_>, reading: &Reading) -> PyResult<String> {
    done(py, || as_json(&findings_of(reading.report()?)))
}

/// A report at a glance, as JSON.
#[pyfunction]
pub fn summary(py: Python<'_>, reading: &Reading) -> PyResult<String> {
    done(py, || as_json(&summary_of(reading.report()?)))
}

/// A report with what files of corrections put right in its document.
#[pyfunction]
pub fn correct(py: Python<'_>, reading: &Reading, files: Vec<Document>) -> PyResult<Reading> {
    let mut corrections = Vec::new();
    for file in &files {
        let read = match file {
            Document::Bytes(bytes) => corrections_in(bytes),
            Document::File(path) => embed::read_file(path).and_then(|bytes| corrections_in(&bytes)),
        };
        corrections.push(read.map_err(|error| raised(py, &error, file.name().as_deref()))?);
    }
    done(py, || {
        let mut report = reading.report()?.clone();
        correct_by(&mut report, &corrections);
        Ok(Reading::from(report))
    })
}

/// Reports held against each other, each against the one before it.
#[pyfunction]
pub fn diff(
    py: Python<'_>,
    readings: Vec<Py<Reading>>,
    force: bool,
    form: &str,
    thai: bool,
) -> PyResult<String> {
    done(py, || {
        let comparison = compare(&reports(&readings)?, force)?;
        let mut to = Vec::new();
        let written = match form {
            "html" => output::html(&comparison, lang(thai), &mut to),
            "csv" => output::csv(&comparison, false, &mut to),
            "markdown" => output::markdown(&comparison, lang(thai), &mut to),
            _ => output::json(&comparison, &mut to),
        };
        written.map_err(internal)?;
        String::from_utf8(to).map_err(internal)
    })
}

/// Writes reports as a workbook; gives what a cell could not hold.
#[pyfunction]
pub fn export(
    py: Python<'_>,
    readings: Vec<Py<Reading>>,
    path: PathBuf,
    thai: bool,
) -> PyResult<Vec<String>> {
    done(py, || {
        let book = workbook(&reports(&readings)?, lang(thai))?;
        embed::write_file(&path, &book.bytes)?;
        Ok(book.notes)
    })
}

/// A page with what was seen on it, as SVG or PNG; without a page the fonts of the document as text.
#[pyfunction]
pub fn inspect<'py>(
    py: Python<'py>,
    document: Document,
    page: Option<u32>,
    png: bool,
    password: Option<String>,
) -> PyResult<Bound<'py, PyBytes>> {
    let options = Options { password, ..Options::default() };
    let drawn = py.detach(|| {
        let read;
        let bytes: &[u8] = match &document {
            Document::Bytes(bytes) => bytes,
            Document::File(path) => {
                read = embed::read_file(path)?;
                &read
            }
        };
        embed::caught(|| match page {
            None => raingan::inspect::text(bytes, &options).map(String::into_bytes),
            Some(page) if png => raingan::inspect::png(bytes, &options, page),
            Some(page) => raingan::inspect::svg(bytes, &options, page).map(String::into_bytes),
        })
    });
    let drawn = drawn.map_err(|error| raised(py, &error, document.name().as_deref()))?;
    Ok(PyBytes::new(py, &drawn))
}

/// A load that is under way.
#[pyclass(frozen, module = "raingan._raingan")]
pub struct Loader {
    /// What messages call the target.
    name: String,
    /// Gone when the load has ended.
    store: Mutex<Option<Store>>,
}

/// What became of a report: its key, what changed, whose place it takes, who has taken its place,
/// rows added.
type Became = (String, &'static str, Vec<String>, Option<String>, usize);

#[pymethods]
impl Loader {
    /// Opens the target.
    #[new]
    fn new(py: Python<'_>, to: &str, dry_run: bool) -> PyResult<Loader> {
        let target: Target = to.parse().map_err(|error: Error| match error.kind() {
            ErrorKind::Usage => {
                PyValueError::new_err(error.to_string().replacen("--to: ", "to: ", 1))
            }
            _ => raised(py, &error, None),
        })?;
        let name = target.to_string();
        let store = py
            .detach(|| Store::open(&target, dry_run))
            .map_err(|error| raised(py, &error, Some(&name)))?;
        Ok(Loader { name, store: Mutex::new(Some(store)) })
    }

    /// Loads a report.
    fn load(&self, py: Python<'_>, reading: &Reading) -> PyResult<Became> {
        self.with(py, |store| {
            let report = reading.report()?;
            let loaded = store.load(report).map_err(|error| of_report(error, report))?;
            Ok(became(loaded))
        })
    }

    /// Deletes the rows of superseded reports.
    fn purge(&self, py: Python<'_>) -> PyResult<usize> {
        self.with(py, Store::purge)
    }

    /// Ends the load.
    fn finish(&self, py: Python<'_>) -> PyResult<()> {
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner).take();
        py.detach(|| store.map_or(Ok(()), Store::finish))
            .map_err(|error| raised(py, &error, Some(&self.name)))
    }
}

impl Loader {
    fn with<T: Send>(
        &self,
        py: Python<'_>,
        work: impl Send + FnOnce(&mut Store) -> Result<T, Error>,
    ) -> PyResult<T> {
        let done = py.detach(|| {
            let mut store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
            work(store.as_mut().ok_or_else(ended)?)
        });
        done.map_err(|error| raised(py, &error, Some(&self.name)))
    }
}

/// The error for a load that is used after its end.
fn ended() -> Error {
    Error::new(ErrorKind::Usage, "the load has ended")
}

/// What a report holds that no database takes is about its file, all else about the target.
fn of_report(error: Error, report: &Report) -> Error {
    match (error.kind(), &report.source.file_name) {
        (ErrorKind::Invalid | ErrorKind::Limit, Some(name)) => error.in_file(name.as_str()),
        _ => error,
    }
}

fn became(loaded: Loaded) -> Became {
    let Loaded { reading_key, change, rows } = loaded;
    let (word, supersedes, superseded_by) = match change {
        Change::None => ("unchanged", Vec::new(), None),
        Change::Added(verdict) => {
            let word = match (&verdict.superseded_by, verdict.supersedes.is_empty()) {
                (Some(_), _) => "superseded",
                (None, false) => "superseding",
                (None, true) => "new",
            };
            (word, verdict.supersedes, verdict.superseded_by)
        }
    };
    (reading_key, word, supersedes, superseded_by, rows)
}

/// Works without the GIL; what goes wrong is the exception of its code.
fn done<T: Send>(py: Python<'_>, work: impl Send + FnOnce() -> Result<T, Error>) -> PyResult<T> {
    py.detach(|| embed::caught(work)).map_err(|error| raised(py, &error, None))
}

fn reports(readings: &[Py<Reading>]) -> Result<Vec<Report>, Error> {
    readings.iter().map(|reading| reading.get().report().cloned()).collect()
}

fn lang(thai: bool) -> Lang {
    if thai { Lang::Th } else { Lang::En }
}

fn as_json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(internal)
}

fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::Internal, "what was made cannot be written").because(cause)
}
