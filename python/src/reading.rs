//! What is read of a document: a report, in the library's types or as JSON, whichever came first
//! and both once both are wanted.

use std::sync::OnceLock;
use std::time::Duration;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use raingan::cli::embed::{self, Bytes, Caller, Limits};
use raingan::contract::seal::seal;
use raingan::contract::{input, output};
use raingan::{Error, ErrorKind, OcrMode, Options, Report};

use crate::document::{Document, Failure};
use crate::isolation;

/// Longest time for a document that may be asked for, in seconds: a day, as on the command line.
const LONGEST_S: f64 = 86_400.0;

/// A report.
#[pyclass(frozen, module = "raingan._raingan")]
pub struct Reading {
    report: OnceLock<Report>,
    /// On one line, without its end.
    json: OnceLock<String>,
}

impl From<Report> for Reading {
    fn from(report: Report) -> Reading {
        Reading { report: report.into(), json: OnceLock::new() }
    }
}

impl Reading {
    /// The library's types.
    pub fn report(&self) -> Result<&Report, Error> {
        if self.report.get().is_none() {
            let json = self.json.get().map(String::as_str).unwrap_or_default();
            let report = input::own_report(json.as_bytes()).map_err(|e| {
                Error::new(ErrorKind::Invalid, "is no report of this version of raingan").because(e)
            })?;
            // Another thread may have been faster, with the same.
            let _ = self.report.set(report);
        }
        self.report.get().ok_or_else(|| Error::new(ErrorKind::Internal, "there is no report"))
    }

    fn json_line(&self) -> Result<&str, Error> {
        if self.json.get().is_none() {
            let report = self.report()?;
            let json = written(|to| output::ndjson(report, to))?;
            let _ = self.json.set(json);
        }
        Ok(self.json.get().map(|json| json.trim_end_matches('\n')).unwrap_or_default())
    }
}

#[pymethods]
impl Reading {
    /// A report from what `json` gave.
    #[new]
    fn new(py: Python<'_>, json: String) -> PyResult<Reading> {
        let reading = Reading { report: OnceLock::new(), json: json.into() };
        py.detach(|| reading.report().map(drop))
            .map_err(|error| Failure::from(error).raise(py, None))?;
        Ok(reading)
    }

    /// The JSON on one line in UTF-8: Arrow takes it as it is, where Python's text would be made of
    /// it and back.
    fn line<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let line =
            py.detach(|| self.json_line()).map_err(|error| Failure::from(error).raise(py, None))?;
        Ok(PyBytes::new(py, line.as_bytes()))
    }

    /// The JSON on one line, or as the program writes it to a file.
    fn json(&self, py: Python<'_>, pretty: bool) -> PyResult<String> {
        let json = py.detach(|| match pretty {
            true => self.report().and_then(|report| written(|to| output::json(report, to))),
            false => self.json_line().map(str::to_owned),
        });
        json.map_err(|error| Failure::from(error).raise(py, None))
    }
}

/// What is written to a file, as text.
fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Result<String, Error> {
    let mut bytes = Vec::new();
    write(&mut bytes)
        .map_err(|e| Error::new(ErrorKind::Internal, "the report cannot be written").because(e))?;
    String::from_utf8(bytes)
        .map_err(|e| Error::new(ErrorKind::Internal, "the report is not text").because(e))
}

/// Reads a document, in this process or, where `limits` are given as seconds and bytes, in a worker
/// process.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "keywords in Python")]
#[pyo3(signature = (document, *, file_name, password, pages, ocr, dpi, threads, limits))]
pub fn extract(
    py: Python<'_>,
    document: Document,
    file_name: Option<String>,
    password: Option<String>,
    pages: Option<(u32, u32)>,
    ocr: &str,
    dpi: Option<u16>,
    threads: Option<usize>,
    limits: Option<(f64, u64)>,
) -> PyResult<Reading> {
    let threads = threads.unwrap_or_else(embed::processors);
    let limits =
        limits.map(|(seconds, memory)| self::limits(seconds, memory, threads)).transpose()?;
    let named = document.name().or_else(|| file_name.clone());
    let options =
        Options { file_name, password, pages, ocr: ocr_mode(ocr)?, dpi, ..Options::default() };
    let read = match limits {
        Some(limits) => isolation::read(py, document, options, limits)
            .map(|json| Reading { report: OnceLock::new(), json: json.into() }),
        None => py
            .detach(|| here(&document, &options, threads))
            .map(Reading::from)
            .map_err(Failure::from),
    };
    read.map_err(|failure| failure.raise(py, named.as_deref()))
}

/// Reads a document in this process.
///
/// The threads are made for this document: they would not be there any more after a fork, which
/// Python's programs do. Python's own thread is none of them: it comes back with the next document.
fn here(document: &Document, options: &Options, threads: usize) -> Result<Report, Error> {
    let read;
    let bytes: &[u8] = match document {
        Document::Bytes(bytes) => bytes,
        Document::File(path) => {
            read = embed::read_file(path)?;
            &read
        }
    };
    let pool = embed::pool(threads, Caller::GoesOn)?;
    let mut report = embed::caught(|| pool.install(|| raingan::extract(bytes, options)))?;
    // As the program does with what it writes.
    seal(&mut report);
    Ok(report)
}

fn limits(seconds: f64, memory: u64, threads: usize) -> PyResult<Limits> {
    if !(seconds > 0.0 && seconds <= LONGEST_S) {
        return Err(PyValueError::new_err(format!(
            "timeout: seconds are expected, at most {LONGEST_S}"
        )));
    }
    let memory: Bytes =
        memory.to_string().parse().map_err(|e| PyValueError::new_err(format!("memory: {e}")))?;
    Ok(Limits { memory: memory.0, timeout: Duration::from_secs_f64(seconds), threads })
}

fn ocr_mode(word: &str) -> PyResult<OcrMode> {
    match word {
        "auto" => Ok(OcrMode::Auto),
        "never" => Ok(OcrMode::Never),
        "always" => Ok(OcrMode::Always),
        _ => Err(PyValueError::new_err(format!(
            "ocr: 'auto', 'never' or 'always' is expected, not {word:?}"
        ))),
    }
}

/// The reports in a file, or in bytes, of JSON or NDJSON, held against the schema.
#[pyfunction]
pub fn from_json(py: Python<'_>, document: Document) -> PyResult<Vec<Reading>> {
    let read = py.detach(|| match &document {
        Document::Bytes(bytes) => input::reports(bytes),
        Document::File(path) => embed::read_file(path).and_then(|bytes| input::reports(&bytes)),
    });
    let reports =
        read.map_err(|error| Failure::from(error).raise(py, document.name().as_deref()))?;
    Ok(reports.into_iter().map(Reading::from).collect())
}
