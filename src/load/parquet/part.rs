//! One Parquet file: written whole and brought to the disk, or read batch by batch.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::trouble::{at, in_file};
use crate::error::{Error, ErrorKind};
use crate::load::arrow::{is_narrow, schema, widened};
use crate::load::model::{Kind, Table};

/// Rows of a row group: what engines read at once, one a thread.
const GROUP_ROWS: usize = 250_000;

/// Rows read at once.
const BATCH_ROWS: usize = 8192;

/// Tables that have got more columns, beside those with amounts.
const GROWN: [&str; 2] = ["items", "findings"];

/// How all names of parts end.
const SUFFIX: &str = ".parquet";

/// A file that is being written.
pub(super) struct Writer {
    path: PathBuf,
    writer: ArrowWriter<File>,
}

impl Writer {
    /// Begins a file in a folder, which is made if need be.
    pub(super) fn create(path: PathBuf, table: &Table) -> Result<Writer, Error> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        let file = File::create_new(&path).map_err(at(&path))?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .build();
        let writer =
            ArrowWriter::try_new(file, schema(table), Some(properties)).map_err(in_file(&path))?;
        Ok(Writer { path, writer })
    }

    /// Adds rows.
    pub(super) fn push(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        self.writer.write(batch).map_err(in_file(&self.path))
    }

    /// Ends the file and brings it to the disk; gives its size in bytes.
    pub(super) fn close(self) -> Result<u64, Error> {
        let file = self.writer.into_inner().map_err(in_file(&self.path))?;
        file.sync_all()
            .and_then(|()| file.metadata())
            .map(|data| data.len())
            .map_err(at(&self.path))
    }
}

/// Writes a text file and brings it to the disk.
pub(super) fn text(path: &Path, text: &str) -> Result<(), Error> {
    let write = || {
        let mut file = File::create_new(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().map_err(at(path))
}

/// The rows of a file, as the table has them now.
pub(super) fn read(
    path: &Path,
    table: &'static Table,
) -> Result<impl Iterator<Item = Result<RecordBatch, Error>>, Error> {
    Ok(columns(path, None)?.map(|batch| widened(table, batch?)))
}

/// Whether a file was written when amounts had fewer digits, or the table fewer columns.
pub(super) fn is_of_before(path: &Path, table: &Table) -> Result<bool, Error> {
    let has_money = table.columns.iter().any(|column| column.kind == Kind::Money);
    if !has_money && !GROWN.contains(&table.name) {
        return Ok(false);
    }
    let file = File::open(path).map_err(at(path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(in_file(path))?;
    Ok(is_narrow(table, reader.schema()))
}

/// The first column of a file alone.
pub(super) fn read_keys(
    path: &Path,
) -> Result<impl Iterator<Item = Result<RecordBatch, Error>>, Error> {
    columns(path, Some(0))
}

fn columns(
    path: &Path,
    only: Option<usize>,
) -> Result<impl Iterator<Item = Result<RecordBatch, Error>>, Error> {
    let file = File::open(path).map_err(at(path))?;
    let mut reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(in_file(path))?;
    if let Some(column) = only {
        let mask = ProjectionMask::leaves(reader.parquet_schema(), [column]);
        reader = reader.with_projection(mask);
    }
    let batches = reader.with_batch_size(BATCH_ROWS).build().map_err(in_file(path))?;
    let path = path.to_owned();
    Ok(batches.map(move |batch| batch.map_err(|cause| in_file(&path)(ParquetError::from(cause)))))
}

/// The parts in a folder in the order of their names; a folder that is missing has none.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut files: Vec<PathBuf> = list(folder)?;
    files.retain(|path| path.extension().is_some_and(|e| e == &SUFFIX[1..]));
    Ok(files)
}

/// What is in a folder, in the order of the names.
pub(super) fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        listed => listed.map_err(at(folder))?,
    };
    let mut paths = listed
        .map(|entry| entry.map(|e| e.path()))
        .collect::<io::Result<Vec<PathBuf>>>()
        .map_err(at(folder))?;
    paths.sort_unstable();
    Ok(paths)
}

/// The name of a part made for a snapshot.
pub(super) fn name(snapshot: u64, n: usize) -> String {
    format!("part-{snapshot:06}-{n:03}{SUFFIX}")
}

/// Brings a part into another folder: as a second name of the same file, or as a copy where the
/// file system has none.
pub(super) fn link(from: &Path, to: &Path) -> Result<(), Error> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    let Err(_) = fs::hard_link(from, to) else { return Ok(()) };
    fs::copy(from, to).map_err(at(to))?;
    File::open(to).and_then(|file| file.sync_all()).map_err(at(to))
}

/// The error of a file that is not as it should be.
pub(super) fn damaged(path: &Path) -> Error {
    let what = path.file_name().unwrap_or(path.as_os_str()).display();
    Error::new(ErrorKind::Damaged, format!("{what}: does not have the columns of its table"))
}
