//! The Python module `raingan._raingan`: the library for Python, with the GIL released around all
//! work.
//!
//! What people call is in `python/raingan/`; here is only what Python cannot do by itself.

mod isolation;
mod reading;
mod table;

use std::ffi::OsString;

use pyo3::prelude::*;
use raingan::cli::embed;

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

#[pymodule]
fn _raingan(module: &Bound<'_, PyModule>) -> PyResult<()> {
    embed::install_guard();
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<reading::Reading>()?;
    module.add_class::<table::Stream>()?;
    module.add_function(wrap_pyfunction!(main, module)?)?;
    module.add_function(wrap_pyfunction!(start_workers_by, module)?)?;
    module.add_function(wrap_pyfunction!(reading::extract, module)?)?;
    module.add_function(wrap_pyfunction!(reading::from_json, module)?)?;
    module.add_function(wrap_pyfunction!(table::table_names, module)?)?;
    module.add_function(wrap_pyfunction!(table::tables, module)?)
}
