//! A document as Python names it, and why there is no report of one.

use std::path::PathBuf;

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use raingan::Error;
use raingan::batch::examine::because;
use raingan::batch::line::Because;

/// A document, as Python names it.
#[derive(FromPyObject)]
pub enum Document {
    /// Its content.
    Bytes(PyBackedBytes),
    /// Its file.
    File(PathBuf),
}

impl Document {
    /// What messages call it, where it has a name.
    pub fn name(&self) -> Option<String> {
        match self {
            Document::File(path) => Some(path.display().to_string()),
            Document::Bytes(_) => None,
        }
    }
}

/// Why there is no report.
pub enum Failure {
    /// What raingan says.
    Said(Because),
    /// What Python says.
    Python(PyErr),
}

impl From<Because> for Failure {
    fn from(because: Because) -> Failure {
        Failure::Said(because)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Said(because(&error))
    }
}

impl From<PyErr> for Failure {
    fn from(error: PyErr) -> Failure {
        Failure::Python(error)
    }
}

impl Failure {
    /// As the exception of its code, which Python makes.
    pub fn raise(self, py: Python<'_>, file: Option<&str>) -> PyErr {
        let Because { reason, message } = match self {
            Failure::Said(because) => because,
            Failure::Python(error) => return error,
        };
        let made = py
            .import("raingan._errors")
            .and_then(|errors| errors.call_method1("error", (reason, message, file)));
        made.map_or_else(|error| error, PyErr::from_value)
    }
}

/// An error as the exception of its code: about the file that it names, or else about this one.
pub fn raised(py: Python<'_>, error: &Error, otherwise: Option<&str>) -> PyErr {
    let Because { reason, mut message } = because(error);
    if let Some(file) = error.file()
        && let Some(bare) = message.strip_prefix(&format!("{file}: "))
    {
        // The exception says it once more.
        message = bare.to_owned();
    }
    Failure::Said(Because { reason, message }).raise(py, error.file().or(otherwise))
}
