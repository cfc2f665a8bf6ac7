//! `raingan batch --merge`: the outputs of shards become one.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use raingan::batch::folder::Folder;
use raingan::batch::ledger::{LEDGER, read};
use raingan::batch::line::Line;
use raingan::batch::merge::{Merged, merge};
use raingan::batch::summary::Summary;
use raingan::{Error, ErrorKind};

use super::super::console::Console;
use super::super::sink::{Sink, same_file, unwritable};
use super::super::status::Status;

/// Copies all reports and writes one ledger. What OUT has already counts as the first part, so that
/// parts may come one by one; the ledger is replaced last and whole, so that a merge that was cut
/// off is simply done again.
pub fn run(parts: &[PathBuf], out: &Path, console: &mut Console) -> Result<Status, Error> {
    let folder = Folder::open(out)?;
    let mut folders: Vec<&Path> = Vec::new();
    if out.join(LEDGER).exists() {
        folders.push(out);
    }
    folders.extend(parts.iter().map(PathBuf::as_path).filter(|part| !same_file(part, out)));
    let ledgers = folders.iter().map(|folder| read(&folder.join(LEDGER)).map(|read| read.latest));
    let merged = merge(ledgers.collect::<Result<_, _>>()?);
    for Merged { line, report } in &merged {
        let (Some((part, from)), Some(to)) = (report, &line.report) else { continue };
        copy_report(&folders[*part].join(from), &folder, to, line.report_bytes)?;
    }
    folder.sync()?;
    let path = out.join(LEDGER);
    let mut sink = Sink::file(&path)?;
    for Merged { line, .. } in &merged {
        write_line(line, &mut sink)
            .map_err(|e| unwritable(e).in_file(path.display().to_string()))?;
    }
    sink.commit()?;
    let sum = Summary::of(merged.iter().map(|merged| &merged.line));
    console.table(sum.table().trim_end());
    Ok(Status::of_summary(&sum))
}

fn write_line(line: &Line, to: &mut Sink) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    to.write_all(&bytes)
}

/// Copies a report, unless it is there already.
fn copy_report(
    from: &Path,
    folder: &Folder,
    report: &str,
    bytes: Option<u64>,
) -> Result<(), Error> {
    let unfinished = folder.unfinished("report");
    if same_file(from, &folder.path().join(report)) {
        return Ok(());
    }
    let copied = copy_to_disk(from, &unfinished).map_err(|e| {
        Error::new(ErrorKind::Io, "the report cannot be copied")
            .because(e)
            .in_file(from.display().to_string())
    })?;
    if bytes.is_some_and(|bytes| bytes != copied) {
        let message = "is not as long as its ledger says: run that shard again, then merge";
        return Err(Error::new(ErrorKind::Invalid, message).in_file(from.display().to_string()));
    }
    folder.put(&unfinished, report)
}

/// Copies a file and waits until the disk has it; how many bytes it has.
fn copy_to_disk(from: &Path, to: &Path) -> io::Result<u64> {
    let bytes = fs::copy(from, to)?;
    File::open(to)?.sync_all()?;
    Ok(bytes)
}
