//! The ledger's file: read, cut where a crash tore it, and written line by line.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind};

use super::line::Line;
use super::place::Place;

/// The name of the ledger in the output folder.
pub const LEDGER: &str = "ledger.jsonl";
/// What is read at once: a thousand lines.
const BUFFER_BYTES: usize = 256 << 10;

/// A ledger, with the latest line of each input.
#[derive(Debug)]
pub struct Ledger {
    file: File,
    path: PathBuf,
    /// Bytes of whole lines.
    length: u64,
    latest: BTreeMap<Place, Line>,
    /// Reports that any line names.
    named: BTreeSet<String>,
    unsynced: bool,
}

/// What a ledger's file holds.
#[derive(Debug, Default)]
pub struct Read {
    /// The latest line of each input.
    pub latest: BTreeMap<Place, Line>,
    /// Reports that any line names, the latest or not.
    pub named: BTreeSet<String>,
    /// Bytes of whole lines; what follows is torn.
    pub length: u64,
    /// Whether something followed.
    pub torn: bool,
}

/// Reads a ledger without changing it.
///
/// # Errors
///
/// Where the file cannot be read, or a line that is not the last is no line of a ledger: then
/// something other than a crash has changed the file, and only people can say what it should be.
pub fn read(path: &Path) -> Result<Read, Error> {
    let file = File::open(path).map_err(|e| unreadable(path, e))?;
    parse(BufReader::with_capacity(BUFFER_BYTES, file), path)
}

fn parse(mut from: impl io::BufRead, path: &Path) -> Result<Read, Error> {
    let mut read = Read::default();
    let mut bytes = Vec::new();
    let mut broken: Option<(usize, serde_json::Error)> = None;
    for number in 1.. {
        bytes.clear();
        if from.read_until(b'\n', &mut bytes).map_err(|e| unreadable(path, e))? == 0 {
            break;
        }
        if let Some((number, cause)) = broken {
            let message = format!(
                "line {number} is no line of a ledger; mend it, or move the file away to begin anew"
            );
            return Err(Error::new(ErrorKind::Invalid, message)
                .in_file(path.display().to_string())
                .because(cause));
        }
        if bytes.last() != Some(&b'\n') {
            read.torn = true;
            break;
        }
        match serde_json::from_slice::<Line>(&bytes).map(|line| (line.place.place(), line)) {
            Ok((Some(place), line)) => {
                read.length += bytes.len() as u64;
                read.named.extend(line.report.clone());
                read.latest.insert(place, line);
            }
            Ok((None, _)) => {
                broken = Some((number, serde::de::Error::custom("its path is escaped wrongly")))
            }
            Err(cause) => broken = Some((number, cause)),
        }
    }
    read.torn |= broken.is_some();
    Ok(read)
}

impl Ledger {
    /// Opens the ledger in `folder`, or begins one. What a crash left of a last line is cut off:
    /// the second value says whether it was.
    ///
    /// # Errors
    ///
    /// As [`read`], and where the file cannot be written.
    pub fn open(folder: &Path) -> Result<(Ledger, bool), Error> {
        let path = folder.join(LEDGER);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|e| unwritable(&path, e))?;
        let Read { latest, named, length, torn } =
            parse(BufReader::with_capacity(BUFFER_BYTES, &file), &path)?;
        if torn {
            file.set_len(length)
                .and_then(|()| file.sync_all())
                .map_err(|e| unwritable(&path, e))?;
        }
        file.seek(SeekFrom::Start(length)).map_err(|e| unwritable(&path, e))?;
        Ok((Ledger { file, path, length, latest, named, unsynced: false }, torn))
    }

    /// The latest line of each input.
    pub fn latest(&self) -> &BTreeMap<Place, Line> {
        &self.latest
    }

    /// Adds a line, in one call to the system.
    ///
    /// # Errors
    ///
    /// Where the line cannot be written; then the file is as it was, as far as that can be had.
    pub fn append(&mut self, line: Line) -> Result<(), Error> {
        let mut bytes = serde_json::to_vec(&line).map_err(|e| unwritable(&self.path, e.into()))?;
        bytes.push(b'\n');
        if let Err(cause) = self.file.write_all(&bytes) {
            // A full disk may have taken the first half.
            let _ = self.file.set_len(self.length);
            let _ = self.file.seek(SeekFrom::Start(self.length));
            return Err(unwritable(&self.path, cause));
        }
        self.length += bytes.len() as u64;
        self.unsynced = true;
        self.named.extend(line.report.clone());
        if let Some(place) = line.place.place() {
            self.latest.insert(place, line);
        }
        Ok(())
    }

    /// Reports that lines name and that are no longer those of any input: its content is another
    /// now, or it failed.
    pub fn superseded(&self) -> Vec<String> {
        let current: BTreeSet<&String> =
            self.latest.values().filter_map(|line| line.report.as_ref()).collect();
        self.named.iter().filter(|report| !current.contains(report)).cloned().collect()
    }

    /// Waits until the disk has all lines.
    ///
    /// # Errors
    ///
    /// Where the disk does not take them.
    pub fn sync(&mut self) -> Result<(), Error> {
        if std::mem::take(&mut self.unsynced) {
            self.file.sync_data().map_err(|e| unwritable(&self.path, e))?;
        }
        Ok(())
    }

    /// Whether lines were added since the last [`Ledger::sync`].
    pub fn is_unsynced(&self) -> bool {
        self.unsynced
    }
}

fn unreadable(path: &Path, cause: io::Error) -> Error {
    Error::new(ErrorKind::Io, "cannot be read").in_file(path.display().to_string()).because(cause)
}

fn unwritable(path: &Path, cause: io::Error) -> Error {
    Error::new(ErrorKind::Io, "cannot be written")
        .in_file(path.display().to_string())
        .because(cause)
}

#[cfg(test)]
mod tests {
    use super::super::line::{Key, Settings, Status};
    use super::*;

    fn key() -> Key {
        Key {
            version: "0.1.0".to_owned(),
            options: Settings::default(),
            corrections: BTreeMap::new(),
        }
    }

    fn line(name: &str, status: Status) -> Line {
        Line::new(&Place::file(name), status, &key())
    }

    #[test]
    fn the_latest_line_of_an_input_counts() {
        let folder = tempfile::tempdir().unwrap();
        let (mut ledger, torn) = Ledger::open(folder.path()).unwrap();
        assert!(!torn);
        ledger.append(line("a\n.pdf", Status::Failed)).unwrap();
        ledger.append(line("b.pdf", Status::Done)).unwrap();
        ledger.append(line("a\n.pdf", Status::Done)).unwrap();
        ledger.sync().unwrap();
        let read = read(&folder.path().join(LEDGER)).unwrap();
        assert_eq!(read.latest.len(), 2);
        assert!(read.latest.values().all(|line| line.status == Status::Done));
        assert_eq!(&read.latest, ledger.latest());
    }

    #[test]
    fn a_ledger_cut_anywhere_keeps_its_whole_lines_and_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(LEDGER);
        let (mut ledger, _) = Ledger::open(folder.path()).unwrap();
        ["a", "b", "c"].iter().for_each(|name| ledger.append(line(name, Status::Done)).unwrap());
        let whole = std::fs::read(&path).unwrap();
        for n in 0..=whole.len() {
            std::fs::write(&path, &whole[..n]).unwrap();
            let lines = whole[..n].iter().filter(|b| **b == b'\n').count();
            let (mut ledger, torn) = Ledger::open(folder.path()).unwrap();
            assert_eq!(
                (ledger.latest().len(), torn),
                (lines, n > 0 && whole[n - 1] != b'\n'),
                "{n}"
            );
            ledger.append(line("d", Status::Done)).unwrap();
            assert_eq!(Ledger::open(folder.path()).unwrap().0.latest().len(), lines + 1, "{n}");
        }
    }

    #[test]
    fn a_report_is_superseded_when_no_input_has_it_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let with = |name: &str, report: &str| Line {
            report: Some(report.to_owned()),
            ..line(name, Status::Done)
        };
        let (mut ledger, _) = Ledger::open(folder.path()).unwrap();
        for line in [with("a", "1"), with("b", "1"), with("c", "2"), with("a", "3")] {
            ledger.append(line).unwrap();
        }
        assert_eq!(ledger.superseded(), Vec::<String>::new(), "b has it still");
        ledger.append(line("c", Status::Failed)).unwrap();
        assert_eq!(ledger.superseded(), ["2"]);
        assert_eq!(Ledger::open(folder.path()).unwrap().0.superseded(), ["2"]);
    }

    #[test]
    fn rubbish_at_the_end_is_cut_and_rubbish_before_it_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(LEDGER);
        let (mut ledger, _) = Ledger::open(folder.path()).unwrap();
        ledger.append(line("a", Status::Done)).unwrap();
        let good = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{good}\0\0\0\n")).unwrap();
        assert!(Ledger::open(folder.path()).unwrap().1);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), good);
        std::fs::write(&path, format!("{good}what?\n{good}")).unwrap();
        let error = Ledger::open(folder.path()).unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
