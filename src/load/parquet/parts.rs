//! The rows below a reading as parts of partitions: gathered in memory, written when there are
//! many, merged when there are too many small ones, and rewritten without what is purged.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray as _;
use arrow_array::{RecordBatch, StringArray};

use super::known::Known;
use super::part::{self, Writer};
use super::partition::{NO_YEAR, is_small};
use super::trouble;
use crate::error::Error;
use crate::load::arrow::{Columns, batch, rows_of};
use crate::load::model::{TABLES, Table};
use crate::load::record::Record;
use crate::load::rows::{Row, Value};

/// Bytes of rows in memory at which the largest partition is written.
const BUFFERED: usize = 128 << 20;

/// A part below this many bytes is small: reading it is mostly opening it.
const SMALL: u64 = 16 << 20;

/// How many small parts a partition may have before they become one.
const SMALL_PARTS: usize = 8;

/// A partition: a table by its place in the model, and a fiscal year.
type Partition = (usize, i64);

/// A part as it is at this moment, in the snapshot before or in the new one.
#[derive(Debug)]
struct Part {
    path: PathBuf,
    bytes: u64,
    /// Whether it was written when amounts had fewer digits, or the table fewer columns.
    narrow: bool,
}

/// The parts of the snapshot that is being made.
#[derive(Debug)]
pub(super) struct Parts {
    folder: PathBuf,
    number: u64,
    dry: bool,
    all: BTreeMap<Partition, Vec<Part>>,
    /// How many parts of a partition were made for this snapshot.
    made: BTreeMap<Partition, usize>,
    buffers: BTreeMap<Partition, Columns>,
    bytes: usize,
    /// In a dry run: how many rows a reading would have.
    counted: BTreeMap<String, usize>,
    /// What a loader asks of the items of readings.
    known: Known,
}

impl Parts {
    /// The parts of the snapshot before, as those of a new one in `folder`, which is not made yet.
    pub(super) fn new(
        before: Option<&Path>,
        folder: PathBuf,
        number: u64,
        dry: bool,
    ) -> Result<Parts, Error> {
        let mut all: BTreeMap<Partition, Vec<Part>> = BTreeMap::new();
        for (at, table) in TABLES.iter().enumerate().filter(|(_, table)| !is_small(table)) {
            for path in before
                .map(|before| part::list(&before.join(table.name)))
                .transpose()?
                .unwrap_or_default()
            {
                let Some(year) = year(&path) else { continue };
                for path in part::files(&path)? {
                    let bytes = fs::metadata(&path).map_err(trouble::at(&path))?.len();
                    let narrow = part::is_of_before(&path, table)?;
                    all.entry((at, year)).or_default().push(Part { path, bytes, narrow });
                }
            }
        }
        let (made, buffers, counted) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let known = Known::default();
        Ok(Parts { folder, number, dry, all, made, buffers, bytes: 0, counted, known })
    }

    /// The rows of a reading of a year, with what a loader asks for in them.
    pub(super) fn find(
        &mut self,
        table: &'static Table,
        year: i64,
        reading: &str,
    ) -> Result<Vec<Record>, Error> {
        if !self.known.has(table, reading) && self.known.read.insert((table.name, year)) {
            self.read_known(table, year)?;
        }
        Ok(self.known.find(table, reading))
    }

    /// Keeps what is known of a year from the parts of the snapshot before; what was loaded since is
    /// kept already.
    fn read_known(&mut self, table: &'static Table, year: i64) -> Result<(), Error> {
        let Some(at) = TABLES.iter().position(|t| t.name == table.name) else { return Ok(()) };
        for part in self.all.get(&(at, year)).into_iter().flatten() {
            if part.path.starts_with(&self.folder) {
                continue;
            }
            for batch in part::read(&part.path, table)? {
                self.known.keep(table, &rows_of(table, &batch?)?);
            }
        }
        Ok(())
    }

    /// Adds rows; gives their number.
    pub(super) fn insert(
        &mut self,
        table: &Table,
        year: i64,
        rows: &[Row<'_>],
    ) -> Result<usize, Error> {
        self.known.keep(table, rows);
        if self.dry {
            if let Some(Value::Text(key)) = rows.first().and_then(|row| row.first()) {
                *self.counted.entry(key.to_string()).or_default() += rows.len();
            }
            return Ok(rows.len());
        }
        let Some(at) =
            TABLES.iter().position(|t| t.name == table.name).filter(|_| !rows.is_empty())
        else {
            return Ok(0);
        };
        let columns = self.buffers.entry((at, year)).or_insert_with(|| Columns::new(table));
        let before = columns.bytes();
        rows.iter().try_for_each(|row| columns.push(row))?;
        self.bytes += columns.bytes() - before;
        Ok(rows.len())
    }

    /// Writes the largest partitions, if there is much in memory.
    pub(super) fn relieve(&mut self) -> Result<(), Error> {
        while self.bytes > BUFFERED {
            // Of several that are as large, the last: which one does not depend on anything but the
            // reports.
            let Some(largest) =
                self.buffers.iter().max_by_key(|(_, columns)| columns.bytes()).map(|(at, _)| *at)
            else {
                break;
            };
            self.flush(largest)?;
        }
        Ok(())
    }

    fn flush(&mut self, partition: Partition) -> Result<(), Error> {
        let Some(mut columns) = self.buffers.remove(&partition) else { return Ok(()) };
        self.bytes -= columns.bytes();
        let mut writer = self.writer(partition)?;
        writer.1.push(&columns.finish()?)?;
        self.keep(partition, writer)
    }

    /// Begins a new part.
    fn writer(&mut self, partition: Partition) -> Result<(PathBuf, Writer), Error> {
        let n = self.made.entry(partition).or_default();
        let path = self.folder.join(folder(partition)).join(part::name(self.number, *n));
        *n += 1;
        Ok((path.clone(), Writer::create(path, &TABLES[partition.0])?))
    }

    fn keep(
        &mut self,
        partition: Partition,
        (path, writer): (PathBuf, Writer),
    ) -> Result<(), Error> {
        let bytes = writer.close()?;
        self.all.entry(partition).or_default().push(Part { path, bytes, narrow: false });
        Ok(())
    }

    /// Takes a part away; the snapshot before keeps its own.
    fn discard(&self, part: &Part) -> Result<(), Error> {
        if part.path.starts_with(&self.folder) {
            fs::remove_file(&part.path).map_err(trouble::at(&part.path))?;
        }
        Ok(())
    }

    /// Deletes the rows of readings; gives their number.
    pub(super) fn purge(&mut self, readings: &BTreeSet<String>) -> Result<usize, Error> {
        if readings.is_empty() {
            return Ok(0);
        }
        self.flush_all()?;
        let mut deleted = readings.iter().filter_map(|key| self.counted.remove(key)).sum();
        let partitions: Vec<Partition> = self.all.keys().copied().collect();
        for partition in partitions {
            for part in self.all.insert(partition, Vec::new()).unwrap_or_default() {
                let rows = count(&part.path, readings)?;
                deleted += rows;
                if rows == 0 || self.dry {
                    self.all.entry(partition).or_default().push(part);
                } else {
                    self.without(partition, &part, readings)?;
                    self.discard(&part)?;
                }
            }
        }
        Ok(deleted)
    }

    /// Writes a part without the rows of readings; one that has no others is not written.
    fn without(
        &mut self,
        partition: Partition,
        part: &Part,
        readings: &BTreeSet<String>,
    ) -> Result<(), Error> {
        let mut writer = None;
        for batch in part::read(&part.path, &TABLES[partition.0])? {
            let batch = batch?;
            for (from, rows) in runs(keys(&batch, &part.path)?, |key| !readings.contains(key)) {
                if writer.is_none() {
                    writer = Some(self.writer(partition)?);
                }
                if let Some((_, writer)) = &mut writer {
                    writer.push(&batch.slice(from, rows))?;
                }
            }
        }
        writer.map_or(Ok(()), |writer| self.keep(partition, writer))
    }

    fn flush_all(&mut self) -> Result<(), Error> {
        let partitions: Vec<Partition> = self.buffers.keys().copied().collect();
        partitions.into_iter().try_for_each(|partition| self.flush(partition))
    }

    /// Completes the folder: what is in memory, fewer parts where there are many small ones, a part
    /// without rows for a table without any, and what stays as it was.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        self.flush_all()?;
        let partitions: Vec<Partition> = self.all.keys().copied().collect();
        partitions.iter().try_for_each(|partition| self.widen(*partition))?;
        partitions.into_iter().try_for_each(|partition| self.merge(partition))?;
        for (at, _) in TABLES.iter().enumerate().filter(|(_, table)| !is_small(table)) {
            let has_parts = self.all.iter().any(|((of, _), parts)| *of == at && !parts.is_empty());
            if !has_parts {
                let writer = self.writer((at, NO_YEAR))?;
                self.keep((at, NO_YEAR), writer)?;
            }
        }
        for (partition, parts) in &mut self.all {
            for part in parts.iter_mut().filter(|part| !part.path.starts_with(&self.folder)) {
                let name = part.path.file_name().unwrap_or_default();
                let to = self.folder.join(folder(*partition)).join(name);
                part::link(&part.path, &to)?;
                part.path = to;
            }
        }
        Ok(())
    }

    /// Whether there are parts to be written anew, as the table was another when they were written.
    pub(super) fn is_narrow(&self) -> bool {
        self.all.values().flatten().any(|part| part.narrow)
    }

    /// Writes the parts anew that were written when the table was another.
    fn widen(&mut self, partition: Partition) -> Result<(), Error> {
        let parts = self.all.insert(partition, Vec::new()).unwrap_or_default();
        for part in parts {
            if !part.narrow {
                self.all.entry(partition).or_default().push(part);
                continue;
            }
            let (path, mut writer) = self.writer(partition)?;
            for batch in part::read(&part.path, &TABLES[partition.0])? {
                writer.push(&batch?)?;
            }
            self.keep(partition, (path, writer))?;
        }
        Ok(())
    }

    /// Makes one part of the small ones, if they are too many.
    fn merge(&mut self, partition: Partition) -> Result<(), Error> {
        let parts = self.all.get_mut(&partition).map(std::mem::take).unwrap_or_default();
        let (small, large): (Vec<Part>, Vec<Part>) =
            parts.into_iter().partition(|part| part.bytes < SMALL);
        if small.len() <= SMALL_PARTS {
            let mut parts: Vec<Part> = small.into_iter().chain(large).collect();
            parts.sort_by(|a, b| a.path.file_name().cmp(&b.path.file_name()));
            self.all.insert(partition, parts);
            return Ok(());
        }
        self.all.insert(partition, large);
        let (path, mut writer) = self.writer(partition)?;
        for part in &small {
            for batch in part::read(&part.path, &TABLES[partition.0])? {
                writer.push(&batch?)?;
            }
        }
        self.keep(partition, (path, writer))?;
        small.iter().try_for_each(|part| self.discard(part))
    }

    /// Writes a small table.
    pub(super) fn write_small(&self, table: &Table, rows: Vec<&Row<'static>>) -> Result<(), Error> {
        let path = self.folder.join(table.name).join(part::name(self.number, 0));
        let mut writer = Writer::create(path, table)?;
        writer.push(&batch(table, rows)?)?;
        writer.close().map(drop)
    }

    /// All parts of the finished folder: their paths in it, by table.
    pub(super) fn files(&self) -> BTreeMap<&'static str, Vec<String>> {
        let mut files: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for table in TABLES.iter().filter(|table| is_small(table)) {
            files
                .insert(table.name, vec![format!("{}/{}", table.name, part::name(self.number, 0))]);
        }
        for (partition, parts) in &self.all {
            let folder = folder(*partition);
            let names = parts.iter().filter_map(|part| part.path.file_name()?.to_str());
            files
                .entry(TABLES[partition.0].name)
                .or_default()
                .extend(names.map(|name| format!("{folder}/{name}")));
        }
        files
    }
}

/// The folder of a partition, from that of the snapshot.
fn folder((table, year): Partition) -> String {
    format!("{}/fiscal_year_be={year}", TABLES[table].name)
}

/// The year of a folder's name.
fn year(path: &Path) -> Option<i64> {
    path.file_name()?.to_str()?.strip_prefix("fiscal_year_be=")?.parse().ok()
}

/// The keys of readings in the first column of a batch.
fn keys<'b>(batch: &'b RecordBatch, path: &Path) -> Result<&'b StringArray, Error> {
    batch
        .columns()
        .first()
        .and_then(|array| array.as_string_opt::<i32>())
        .ok_or_else(|| part::damaged(path))
}

/// How many rows of a part belong to the readings.
fn count(path: &Path, readings: &BTreeSet<String>) -> Result<usize, Error> {
    let mut rows = 0;
    for batch in part::read_keys(path)? {
        let batch = batch?;
        rows += keys(&batch, path)?.iter().flatten().filter(|key| readings.contains(*key)).count();
    }
    Ok(rows)
}

/// Where rows that are kept stand side by side: the first of them, and how many they are.
fn runs(keys: &StringArray, is_kept: impl Fn(&str) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (i, _) in keys.iter().enumerate().filter(|(_, key)| key.is_some_and(&is_kept)) {
        match runs.last_mut() {
            Some((from, rows)) if *from + *rows == i => *rows += 1,
            _ => runs.push((i, 1)),
        }
    }
    runs
}
