//! Which inputs there are: files, walked directories, patterns and lists, each once, in order.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::error::{Error, ErrorKind};

use super::line::{Because, Status};
use super::place::Place;

/// Where the system tells of itself in what look like files: some never end, and links there lead all
/// over the machine.
const SYSTEMS_OWN: [&str; 2] = ["/proc", "/sys"];

/// Something that may be a document or an archive of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Where it is.
    pub place: Place,
    /// Whether the user named it: then it is a document whatever it looks like, and an error where
    /// it is none.
    pub named: bool,
    /// Why it cannot be one.
    pub trouble: Option<(Status, Because)>,
}

/// All candidates that `arguments` name, ordered by place, each once.
///
/// A file is itself; a directory stands for all files below it, links followed; what is no file may
/// be a pattern (`reports/**/*.pdf`). The directory `except` (the output) is passed over wherever
/// it is met.
///
/// # Errors
///
/// Where a pattern is malformed or matches nothing.
pub fn gather(arguments: &[PathBuf], except: Option<&Path>) -> Result<Vec<Candidate>, Error> {
    let mut found =
        Found { all: BTreeMap::new(), except: except.and_then(|path| fs::canonicalize(path).ok()) };
    for argument in arguments {
        if fs::symlink_metadata(argument).is_ok() {
            found.named(argument);
            continue;
        }
        match argument.to_str().filter(|text| text.contains(['*', '?', '['])) {
            Some(pattern) => found.matching(pattern)?,
            // That there is no such file is found when it is looked at, and does not keep the others
            // from being read.
            None => found.add(argument, true, None),
        }
    }
    Ok(found.all.into_values().collect())
}

/// The candidates found so far.
struct Found {
    all: BTreeMap<Place, Candidate>,
    /// The folder that is passed over, as the system names it.
    except: Option<PathBuf>,
}

impl Found {
    fn add(&mut self, path: &Path, named: bool, trouble: Option<(Status, Because)>) {
        let place = Place::file(path);
        let candidate =
            self.all.entry(place.clone()).or_insert(Candidate { place, named, trouble });
        candidate.named |= named;
    }

    fn named(&mut self, path: &Path) {
        if !path.is_dir() {
            // What it is is seen when it is looked at.
            return self.add(path, true, None);
        }
        match because_of_system(path) {
            Some(because) => self.add(path, true, Some((Status::Failed, because))),
            None => self.walk(path),
        }
    }

    fn matching(&mut self, pattern: &str) -> Result<(), Error> {
        let paths = glob::glob(pattern).map_err(|e| {
            Error::new(ErrorKind::Usage, "is not a pattern").in_file(pattern).because(e)
        })?;
        let mut any = false;
        for path in paths {
            any = true;
            match path {
                Ok(path) if path.is_dir() => self.walk(&path),
                Ok(path) => self.add(&path, false, None),
                Err(e) => {
                    let because =
                        Because::new("io", format!("cannot be looked into: {}", e.error()));
                    self.add(e.path(), false, Some((Status::Failed, because)));
                }
            }
        }
        if !any {
            let message = "there is no such file, and as a pattern it matches none";
            return Err(Error::new(ErrorKind::Usage, message).in_file(pattern));
        }
        Ok(())
    }

    fn walk(&mut self, folder: &Path) {
        let mut entries = WalkDir::new(folder).follow_links(true).into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    if !self.may_enter(&entry) {
                        entries.skip_current_dir();
                    }
                }
                Ok(entry) => self.add(entry.path(), false, None),
                Err(e) => self.trouble(folder, &e),
            }
        }
    }

    /// Whether a directory that was met is walked; what of it is not but is passed over for a reason
    /// is a candidate with that trouble.
    fn may_enter(&mut self, entry: &DirEntry) -> bool {
        if is_folder(entry, self.except.as_deref()) {
            return false;
        }
        let because = because_of_system(entry.path());
        let enters = because.is_none();
        if let Some(because) = because {
            self.add(entry.path(), false, Some((Status::Skipped, because)));
        }
        enters
    }

    fn trouble(&mut self, folder: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(folder);
        let trouble = match error.loop_ancestor() {
            Some(ancestor) => {
                let words =
                    format!("the link leads back to {}, which is being walked", ancestor.display());
                (Status::Skipped, Because::new("symlink-loop", words))
            }
            None => {
                let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                (Status::Failed, Because::new("io", format!("cannot be looked into: {cause}")))
            }
        };
        self.add(path, false, Some(trouble));
    }
}

/// Why a path is nothing to read, where it or what it links to lies where the system tells of itself.
pub(super) fn because_of_system(path: &Path) -> Option<Because> {
    let real = fs::canonicalize(path).ok()?;
    // `/proc/self/root` is the machine's own root: what it is called counts, too.
    let named = std::path::absolute(path).ok()?;
    let own = SYSTEMS_OWN.iter().find(|own| real.starts_with(own) || named.starts_with(own))?;
    let message = format!("lies under {own}, where the system tells of itself and no reports are");
    Some(Because::new("not-a-file", message))
}

/// Whether a directory that was met is `folder`, which is canonical.
fn is_folder(entry: &DirEntry, folder: Option<&Path>) -> bool {
    let Some(folder) = folder.filter(|_| entry.file_type().is_dir()) else { return false };
    fs::canonicalize(entry.path()).is_ok_and(|path| path == folder)
}

/// The paths in a list: one a line, or ended by NUL bytes where there is one (as `find -print0`
/// writes them).
pub fn listed(bytes: &[u8]) -> Vec<PathBuf> {
    let end = if bytes.contains(&0) { 0 } else { b'\n' };
    let lines = bytes.split(|b| *b == end).map(|line| match line {
        [line @ .., b'\r'] if end == b'\n' => line,
        line => line,
    });
    lines.filter(|line| !line.is_empty()).filter_map(path_of).collect()
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt as _;
    Some(PathBuf::from(std::ffi::OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    Some(PathBuf::from(String::from_utf8_lossy(bytes).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        folder
    }

    fn gathered(
        folder: &tempfile::TempDir,
        arguments: &[&str],
        except: &str,
    ) -> Vec<(String, bool)> {
        let paths: Vec<PathBuf> = arguments.iter().map(|a| folder.path().join(a)).collect();
        let all = gather(&paths, Some(&folder.path().join(except))).unwrap();
        let name = |c: &Candidate| {
            c.place.path.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned()
        };
        all.iter().map(|c| (name(c), c.named)).collect()
    }

    fn said(names: &[(&str, bool)]) -> Vec<(String, bool)> {
        names.iter().map(|(name, named)| (name.to_string(), *named)).collect()
    }

    #[test]
    fn files_folders_and_patterns_give_each_file_once_and_never_the_output() {
        let folder =
            folder(&["in/b.pdf", "in/sub/a.pdf", "in/out/reports/x.json", "in/[1].pdf", "c.pdf"]);
        assert_eq!(
            gathered(&folder, &["in", "in/b.pdf"], "in/out"),
            said(&[("in/[1].pdf", false), ("in/b.pdf", true), ("in/sub/a.pdf", false)])
        );
        assert_eq!(
            gathered(&folder, &["*.pdf", "none.pdf"], "out"),
            said(&[("c.pdf", false), ("none.pdf", true)])
        );
        assert_eq!(gathered(&folder, &["in/[1].pdf"], "out"), said(&[("in/[1].pdf", true)]));
        assert_eq!(gathered(&folder, &["in/**/a.pdf"], "out"), said(&[("in/sub/a.pdf", false)]));
        assert_eq!(
            gather(&[folder.path().join("*.doc")], None).unwrap_err().kind(),
            ErrorKind::Usage
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_is_told_and_left() {
        let folder = folder(&["in/a.pdf"]);
        std::os::unix::fs::symlink("..", folder.path().join("in/up")).unwrap();
        let all = gather(&[folder.path().join("in")], None).unwrap();
        let trouble: Vec<String> = all
            .iter()
            .filter_map(|c| c.trouble.as_ref())
            .map(|(_, because)| because.reason.clone())
            .collect();
        assert_eq!(trouble, ["symlink-loop"], "{all:?}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nothing_is_read_where_the_system_tells_of_itself() {
        let folder = folder(&["in/a.pdf"]);
        std::os::unix::fs::symlink("/proc/self", folder.path().join("in/self")).unwrap();
        let arguments = [folder.path().join("in"), PathBuf::from("/sys/kernel")];
        let all = gather(&arguments, None).unwrap();
        let mut troubles: Vec<(bool, Option<Status>)> =
            all.iter().map(|c| (c.named, c.trouble.as_ref().map(|(status, _)| *status))).collect();
        troubles.sort();
        let wanted = [(false, None), (false, Some(Status::Skipped)), (true, Some(Status::Failed))];
        assert_eq!(troubles, wanted, "{all:?}");
        assert!(because_of_system(Path::new("/proc/self/root/etc/passwd")).is_some());
    }

    #[test]
    fn a_list_has_lines_or_nul_bytes() {
        let paths = |bytes: &[u8]| listed(bytes);
        assert_eq!(paths(b"a.pdf\r\n\nb c.pdf\n"), ["a.pdf", "b c.pdf"].map(PathBuf::from));
        assert_eq!(paths(b"a\nb.pdf\0c.pdf\0"), ["a\nb.pdf", "c.pdf"].map(PathBuf::from));
        assert_eq!(paths(b""), Vec::<PathBuf>::new());
    }
}
