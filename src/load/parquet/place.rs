//! The folder of a warehouse: whose it is, who works on it, which snapshot is current.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::trouble::at;
use crate::error::{Error, ErrorKind};
use crate::load::put::steps;

/// What marks a folder as ours.
const MARK: &str = "warehouse.json";
const LOCK: &str = ".lock";
const SNAPSHOTS: &str = "snapshots";
const CURRENT: &str = "current";

/// Names that stand for a while before they get their real one.
const NEW_MARK: &str = "warehouse.json.new";
const NEW_CURRENT: &str = "current.new";

/// The version of the layout and of the tables. Where either changes, it goes up, and older folders
/// are brought up to date.
///
/// Version 2 has more tables than 1. A folder of before has no files of these, as one that is new,
/// so nothing but its mark is changed: a program of before would leave the new tables out of its
/// next snapshot.
///
/// Version 3 has amounts of 18 digits, as 2 had of 14: the next snapshot has the parts with amounts
/// anew.
///
/// Version 4 has more columns in some tables, and tables of what is kept beside the reports; the next
/// snapshot has the parts of these tables anew.
const VERSION: usize = 4;

/// How long a loader waits for another, which holds the folder for the whole of its load.
const BUSY: Duration = Duration::from_secs(600);

/// How long to wait before looking once more.
const AGAIN: Duration = Duration::from_millis(50);

/// What stands in the mark.
#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    made_by: String,
    version: i64,
}

/// A folder that is ours.
#[derive(Debug)]
pub(super) struct Place {
    root: PathBuf,
    /// The number of the current snapshot; 0 where there is none.
    number: u64,
    /// Held as long as this lives.
    _lock: Option<File>,
}

impl Place {
    /// Looks at a folder, makes what is missing, and takes away what a loader before left
    /// unfinished.
    pub(super) fn open(root: &Path, dry: bool) -> Result<Place, Error> {
        let marked = look(root)?.is_some();
        if !dry {
            // Another loader may make it at the same time.
            match fs::create_dir(root) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(at(root)(error));
                }
                _ => {}
            }
        } else if !marked {
            return Ok(Place { root: root.to_owned(), number: 0, _lock: None });
        }
        let lock = lock(&root.join(LOCK), dry)?;
        // Another loader may have made it something else meanwhile.
        if look(root)? != Some(VERSION) && !dry {
            mark(root)?;
        }
        if !dry {
            let snapshots = root.join(SNAPSHOTS);
            fs::create_dir_all(&snapshots).map_err(at(&snapshots))?;
        }
        let place = Place { root: root.to_owned(), number: current(root)?, _lock: Some(lock) };
        if !dry {
            place.clear()?;
        }
        Ok(place)
    }

    /// The folder of the warehouse as programs that run elsewhere find it.
    pub(super) fn root(&self) -> PathBuf {
        fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone())
    }

    /// The number of the current snapshot; 0 where there is none.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The folder of the current snapshot, if there is one.
    pub(super) fn current(&self) -> Option<PathBuf> {
        (self.number > 0).then(|| self.root.join(name(self.number)))
    }

    /// The folder of the next one.
    pub(super) fn next(&self) -> PathBuf {
        self.root.join(name(self.number + 1))
    }

    /// Makes a snapshot with all its files the current one, and takes away those that are older
    /// than the one before.
    pub(super) fn switch(&mut self, folder: &Path) -> Result<(), Error> {
        sync(folder)?;
        sync_folder(&self.root.join(SNAPSHOTS))?;
        let (new, current) = (self.root.join(NEW_CURRENT), self.root.join(CURRENT));
        link(Path::new(&name(self.number + 1)), &new).map_err(at(&new))?;
        fs::rename(&new, &current).map_err(at(&current))?;
        self.number += 1;
        sync_folder(&self.root)?;
        self.clear()
    }

    /// Takes away all snapshots but the current one and the one before.
    fn clear(&self) -> Result<(), Error> {
        let snapshots = self.root.join(SNAPSHOTS);
        let mut numbers = numbers(&snapshots).map_err(at(&snapshots))?;
        numbers.sort_unstable();
        let before = numbers.iter().copied().filter(|n| *n < self.number).max();
        for n in numbers.into_iter().filter(|n| *n != self.number && Some(*n) != before) {
            let folder = self.root.join(name(n));
            fs::remove_dir_all(&folder).map_err(at(&folder))?;
        }
        let new = self.root.join(NEW_CURRENT);
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(&new)(error)),
            _ => Ok(()),
        }
    }
}

/// The path of a snapshot, from the folder of the warehouse.
pub(super) fn name(number: u64) -> String {
    format!("{SNAPSHOTS}/{number:06}")
}

/// The numbers of all snapshots that are there; what has another name is not ours.
fn numbers(snapshots: &Path) -> io::Result<Vec<u64>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(snapshots)? {
        let named = entry?.file_name();
        let number: Option<u64> = named.to_str().and_then(|name| name.parse().ok());
        numbers.extend(number.filter(|n| named.to_str() == Some(format!("{n:06}").as_str())));
    }
    Ok(numbers)
}

/// The version of a folder that is a warehouse; refuses those of others and of newer versions.
fn look(root: &Path) -> Result<Option<usize>, Error> {
    let path = root.join(MARK);
    match fs::read(&path) {
        Ok(json) => {
            let mark: Mark = serde_json::from_slice(&json).map_err(|cause| {
                Error::new(
                    ErrorKind::Damaged,
                    format!("{MARK} is none of raingan's: name another folder"),
                )
                .because(cause)
            })?;
            steps(mark.version, VERSION).map(Some)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => strangers(root).map(|()| None),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(Error::new(ErrorKind::Invalid, "is a file: name a folder"))
        }
        Err(error) => Err(at(&path)(error)),
    }
}

/// Refuses a folder in which there is something else.
fn strangers(root: &Path) -> Result<(), Error> {
    let listed = match fs::read_dir(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        listed => listed.map_err(at(root))?,
    };
    let mut names = Vec::new();
    for entry in listed {
        names.push(entry.map_err(at(root))?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| ![LOCK, NEW_MARK].contains(&name.as_str()));
    names.sort_unstable();
    names.truncate(3);
    if names.is_empty() {
        return Ok(());
    }
    let message = format!(
        "has other files ({}): name a folder of its own for the warehouse",
        names.join(", ")
    );
    Err(Error::new(ErrorKind::Invalid, message))
}

/// Marks a folder as ours and of this version, whole or not at all.
fn mark(root: &Path) -> Result<(), Error> {
    let (new, path) = (root.join(NEW_MARK), root.join(MARK));
    let mark = Mark { made_by: "raingan load --to parquet".to_owned(), version: VERSION as i64 };
    let json = serde_json::to_string(&mark).map_err(|cause| {
        Error::new(ErrorKind::Internal, "the mark cannot be written as JSON").because(cause)
    })?;
    let mut file = File::create(&new).map_err(at(&new))?;
    writeln!(file, "{json}").and_then(|()| file.sync_all()).map_err(at(&new))?;
    // Nothing stands in a folder before its mark.
    fs::rename(&new, &path).map_err(at(&path))
}

/// Waits until no other loader works on the folder.
fn lock(path: &Path, dry: bool) -> Result<File, Error> {
    let opened = if dry {
        File::open(path)
    } else {
        OpenOptions::new().create(true).append(true).open(path)
    };
    let file = opened.map_err(at(path))?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begun.elapsed() < BUSY => std::thread::sleep(AGAIN),
            Err(TryLockError::WouldBlock) => {
                let message =
                    "another loader has been at work for too long; load again when it is done";
                return Err(Error::new(ErrorKind::Io, message));
            }
            Err(TryLockError::Error(cause)) => {
                let message = "cannot be locked: name a folder on a file system with locks";
                return Err(Error::new(ErrorKind::Io, message).because(cause));
            }
        }
    }
}

/// The number of the current snapshot; 0 where there is none.
fn current(root: &Path) -> Result<u64, Error> {
    let path = root.join(CURRENT);
    let to = match fs::read_link(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        to => to.map_err(at(&path))?,
    };
    let number: Option<u64> = to.file_name().and_then(|name| name.to_str()?.parse().ok());
    number.filter(|n| *n > 0 && to == Path::new(&name(*n)) && path.is_dir()).ok_or_else(|| {
        let message = format!(
            "`{CURRENT}` leads to no snapshot ({}): restore the folder from a copy",
            to.display()
        );
        Error::new(ErrorKind::Damaged, message)
    })
}

#[cfg(unix)]
fn link(to: &Path, link: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, link)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "symbolic links are made on Unix only"))
}

/// Brings the names in a folder and those below it to the disk; the files are there already.
fn sync(folder: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry.map_err(at(folder))?;
        if entry.file_type().map_err(at(folder))?.is_dir() {
            sync(&entry.path())?;
        }
    }
    sync_folder(folder)
}

fn sync_folder(folder: &Path) -> Result<(), Error> {
    File::open(folder).and_then(|file| file.sync_all()).map_err(at(folder))
}
