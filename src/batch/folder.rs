//! The output folder of a run: locked while it is written, reports put in their places whole.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::error::{Error, ErrorKind};

use super::name::REPORTS;

/// The file that is locked while a run writes to the folder.
const LOCK: &str = ".lock";
/// How the names of folders with unfinished reports begin.
const WORK: &str = ".work-";
/// The message where the folder takes no files.
const UNWRITABLE: &str = "the output folder cannot be written to";

/// The output folder of a run that is under way; nobody else writes to it.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    work: TempDir,
    /// Locked until it is closed.
    _lock: File,
}

impl Folder {
    /// Makes the folder where it is missing, locks it, and throws away what a run that was killed
    /// had not finished.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be made or written to, or another run has it locked.
    pub fn open(path: &Path) -> Result<Folder, Error> {
        fs::create_dir_all(path.join(REPORTS))
            .map_err(|e| trouble(path, "the output folder cannot be made", e))?;
        let lock = lock(path)?;
        clear(path);
        // A folder of its own: what a worker of a killed run still writes goes to one that is no
        // more.
        let work = tempfile::Builder::new().prefix(WORK).tempdir_in(path);
        let work = work.map_err(|e| trouble(path, UNWRITABLE, e))?;
        Ok(Folder { path: path.to_owned(), work, _lock: lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where an unfinished report goes; `name` is its own within this run.
    pub fn unfinished(&self, name: &str) -> PathBuf {
        self.work.path().join(name)
    }

    /// Puts a finished report in its place, over what was there.
    ///
    /// # Errors
    ///
    /// Where it cannot be put there.
    pub fn put(&self, finished: &Path, report: &str) -> Result<(), Error> {
        let place = self.path.join(report);
        fs::rename(finished, &place).map_err(|e| trouble(&place, "cannot be written", e))
    }

    /// Takes away a report that is no input's any more.
    pub fn remove(&self, report: &str) {
        let _ = fs::remove_file(self.path.join(report));
    }

    /// The length of a report, where there is one.
    pub fn report_bytes(&self, report: &str) -> Option<u64> {
        fs::metadata(self.path.join(report)).ok().filter(|m| m.is_file()).map(|m| m.len())
    }

    /// Waits until the disk knows the names of the reports.
    ///
    /// # Errors
    ///
    /// Where it does not take them.
    pub fn sync(&self) -> Result<(), Error> {
        // Only where directories can be opened as files (not on Windows) do they need this.
        let Ok(reports) = File::open(self.path.join(REPORTS)) else { return Ok(()) };
        reports.sync_all().map_err(|e| trouble(&self.path, "cannot be written", e))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        clear(&self.path);
    }
}

/// Locks the folder until the file is closed.
fn lock(folder: &Path) -> Result<File, Error> {
    let lock = OpenOptions::new().write(true).create(true).truncate(false).open(folder.join(LOCK));
    let lock = lock.map_err(|e| trouble(folder, UNWRITABLE, e))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => {
            let message =
                "another run is writing here: wait until it ends, or give another folder with -o";
            Err(Error::new(ErrorKind::Usage, message).in_file(folder.display().to_string()))
        }
        Err(TryLockError::Error(e)) => {
            Err(trouble(folder, "the output folder cannot be locked", e))
        }
    }
}

fn trouble(path: &Path, message: &str, cause: io::Error) -> Error {
    Error::new(ErrorKind::Io, message).because(cause).in_file(path.display().to_string())
}

/// Removes the folders of unfinished reports. What cannot go now, as a worker still writes there,
/// goes the next time.
fn clear(path: &Path) {
    let Ok(entries) = fs::read_dir(path) else { return };
    for entry in entries.flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(WORK.as_bytes()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_is_refused_and_leftovers_go() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a/out");
        let first = Folder::open(&out).unwrap();
        let error = Folder::open(&out).unwrap_err();
        assert!(error.to_string().contains("another run"), "{error}");
        fs::create_dir(out.join(".work-of-a-killed-run")).unwrap();
        fs::write(first.unfinished("1"), "half").unwrap();
        drop(first);
        let mut names: Vec<_> =
            fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, [".lock", "reports"]);
        Folder::open(&out).unwrap();
    }

    #[test]
    fn a_folder_that_is_a_file_is_told() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = Folder::open(file.path()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io);
        assert!(error.to_string().contains("cannot be made"), "{error}");
    }
}
