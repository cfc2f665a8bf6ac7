//! Reports as tables, handed on by the Arrow PyCapsule interface: pyarrow, Polars and DuckDB take
//! them without a copy.

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use raingan::Error;
use raingan::load::arrow::{Columns, schema};
use raingan::load::model::{self, TABLES, Table};
use raingan::load::rows::{Row, rows};

use crate::document::Failure;
use crate::reading::Reading;

/// Bytes after which a batch is closed: large enough that its head counts for nothing, far below
/// the 2 GiB of a column.
const BATCH_BYTES: usize = 64 << 20;

/// Rows of one table.
#[pyclass(frozen, module = "raingan._raingan")]
pub struct Stream {
    schema: SchemaRef,
    batches: Arc<[RecordBatch]>,
}

#[pymethods]
impl Stream {
    /// The rows; who takes them makes of them what it asked for.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches: Vec<Result<RecordBatch, ArrowError>> =
            self.batches.iter().cloned().map(Ok).collect();
        let reader = RecordBatchIterator::new(batches, Arc::clone(&self.schema));
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }
}

/// The names of all tables.
#[pyfunction]
pub fn table_names() -> Vec<&'static str> {
    TABLES.iter().map(|table| table.name).collect()
}

/// The tables of these names, of these reports.
#[pyfunction]
pub fn tables(
    py: Python<'_>,
    readings: Vec<Py<Reading>>,
    names: Vec<String>,
) -> PyResult<Vec<Stream>> {
    let wanted: Vec<&Table> =
        names.iter().map(|name| table_named(name)).collect::<PyResult<_>>()?;
    let made = py.detach(|| {
        let mut growing: Vec<Growing> = wanted.into_iter().map(Growing::new).collect();
        let mut seen = BTreeSet::new();
        readings
            .iter()
            .try_for_each(|reading| add_report(reading.get(), &mut growing, &mut seen))?;
        growing.into_iter().map(Growing::finish).collect::<Result<_, Error>>()
    });
    made.map_err(|error| Failure::from(error).raise(py, None))
}

fn table_named(name: &str) -> PyResult<&'static Table> {
    model::table(name).ok_or_else(|| PyKeyError::new_err(format!("no table {name:?}")))
}

/// Adds the rows of a report, unless they are there.
fn add_report(
    reading: &Reading,
    growing: &mut [Growing],
    seen: &mut BTreeSet<String>,
) -> Result<(), Error> {
    let report = reading.report()?;
    let rows = rows(report).map_err(|error| match &report.source.file_name {
        Some(name) => error.in_file(name.clone()),
        None => error,
    })?;
    if !seen.insert(rows.identity.reading_key.clone()) {
        return Ok(());
    }
    growing
        .iter_mut()
        .try_for_each(|table| rows.of(table.name).iter().try_for_each(|row| table.push(row)))
}

/// A table that is being filled.
struct Growing {
    name: &'static str,
    columns: Columns,
    batches: Vec<RecordBatch>,
    schema: SchemaRef,
    /// Where the columns of the key stand, and what is in them already, where several reports have
    /// the same row.
    shared: Option<(Vec<usize>, BTreeSet<String>)>,
}

impl Growing {
    fn new(table: &Table) -> Growing {
        let table = table.as_read();
        let of_one_reading = table.is_of_reading();
        let key: Vec<usize> = table.key.iter().filter_map(|name| table.at(name)).collect();
        Growing {
            name: table.name,
            columns: Columns::new(&table),
            batches: Vec::new(),
            schema: schema(&table),
            shared: (!of_one_reading).then(|| (key, BTreeSet::new())),
        }
    }

    fn push(&mut self, row: &Row<'_>) -> Result<(), Error> {
        if let Some((key, there)) = &mut self.shared {
            let values: Vec<_> = key.iter().map(|at| row.get(*at)).collect();
            if !there.insert(format!("{values:?}")) {
                return Ok(());
            }
        }
        self.columns.push(row)?;
        if self.columns.bytes() >= BATCH_BYTES {
            self.batches.push(self.columns.finish()?);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Stream, Error> {
        if self.columns.rows() > 0 {
            self.batches.push(self.columns.finish()?);
        }
        Ok(Stream { schema: self.schema, batches: self.batches.into() })
    }
}
