//! The Python module `raingan._raingan`: the library for Python, with the GIL released around all
//! work.
//!
//! What people call is in `python/raingan/`; here is only what Python cannot do by itself.

mod document;
mod isolation;
mod reading;
mod table;
mod work;

use std::ffi::OsString;

use pyo3::prelude::*;
use raingan::batch::archive::{HARMLESS_BYTES, RATIO};
use raingan::cli::embed;
use raingan::kind::{FileKind, HEAD_BYTES};
use raingan::pdf::limits::FILE_BYTES;

/// Runs the command line with these arguments, the program's name first; gives its exit status.
#[pyfunction]
fn main(py: Python<'_>, args: Vec<OsString>) -> u8 {
    py.detach(|| embed::main_of(args))
}

/// From here on worker processes are started by this command.
#[pyfunction]
fn start_workers_by(command: Vec<OsString>) {
    embed::start_by(command);
}

/// What kind of file these first bytes of one begin: a word, as in `pdf` or `zip`.
#[pyfunction]
fn kind(head: &[u8]) -> &'static str {
    FileKind::of(head).code()
}

#[pymodule]
fn _raingan(module: &Bound<'_, PyModule>) -> PyResult<()> {
    embed::install_guard();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("HEAD_BYTES", HEAD_BYTES)?;
    module.add("FILE_BYTES", FILE_BYTES)?;
    module.add("ARCHIVE_RATIO", RATIO)?;
    module.add("ARCHIVE_HARMLESS_BYTES", HARMLESS_BYTES)?;
    module.add_class::<reading::Reading>()?;
    module.add_class::<table::Stream>()?;
    module.add_class::<work::Loader>()?;
    module.add_function(wrap_pyfunction!(kind, module)?)?;
    module.add_function(wrap_pyfunction!(main, module)?)?;
    module.add_function(wrap_pyfunction!(start_workers_by, module)?)?;
    module.add_function(wrap_pyfunction!(reading::extract, module)?)?;
    module.add_function(wrap_pyfunction!(reading::from_json, module)?)?;
    module.add_function(wrap_pyfunction!(work::check, module)?)?;
    module.add_function(wrap_pyfunction!(work::codes, module)?)?;
    module.add_function(wrap_pyfunction!(work::correct, module)?)?;
    module.add_function(wrap_pyfunction!(work::diff, module)?)?;
    module.add_function(wrap_pyfunction!(work::export, module)?)?;
    module.add_function(wrap_pyfunction!(work::inspect, module)?)?;
    module.add_function(wrap_pyfunction!(work::summary, module)?)?;
    module.add_function(wrap_pyfunction!(table::table_names, module)?)?;
    module.add_function(wrap_pyfunction!(table::tables, module)?)
}
