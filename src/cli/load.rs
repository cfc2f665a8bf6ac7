//! `raingan load`: reports into a database, as often as one likes.

use std::io;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use raingan::batch::name::REPORTS;
use raingan::load::ddl::script;
use raingan::load::put::{Change, Loaded};
use raingan::load::rows::{Rows, rows};
use raingan::load::store::{Store, Target};
use raingan::{Error, ErrorKind};
use walkdir::WalkDir;

use super::ahead::in_order;
use super::args::load::LoadArgs;
use super::beside::Beside;
use super::console::Console;
use super::escape::Syntax;
use super::input;
use super::reports::Reports;
use super::status::Status;

/// What came of all reports.
#[derive(Debug, Default)]
struct Count {
    reports: usize,
    new: usize,
    superseding: usize,
    superseded: usize,
    unchanged: usize,
    rows: usize,
}

/// Loads the reports; a file that cannot be read does not keep the others from being loaded.
pub fn run(args: &LoadArgs, console: &mut Console) -> Result<Status, Error> {
    if let Some(dialect) = args.print_ddl {
        console.print(&script(dialect.into()), Syntax::Text)?;
        return Ok(Status::Clean);
    }
    let Some(to) = &args.to else {
        return Err(Error::new(ErrorKind::Usage, "--to says where to load"));
    };
    let target: Target = to.parse()?;
    // What cannot be read is refused before anything is changed.
    let beside = Beside::read(args)?;
    let mut status = Status::Clean;
    let files = gather(&args.reports, &mut status, console);
    let store = Store::open(&target, args.dry_run)?;
    let bar = progress(files.len(), console);
    let mut loading = Loading { store, dry_run: args.dry_run, count: Count::default() };
    let loaded = in_order(
        &files,
        || Reports::new(&args.read),
        |reader, path| read_rows(reader, path),
        |path, read| {
            let came_to = bar.suspend(|| match read {
                Ok(reports) => loading.load_file(path, reports, console),
                Err(error) => {
                    console.error(&error);
                    Ok(Status::Failed)
                }
            })?;
            status = status.max(came_to);
            bar.inc(1);
            Ok(())
        },
    );
    loaded.map_err(|error: Error| error.in_file(target.to_string()))?;
    bar.finish_and_clear();
    args.read.corrections.tell_unmet(console);
    beside.put(&mut loading.store, args).map_err(|error| match error.file() {
        Some(_) => error,
        None => error.in_file(target.to_string()),
    })?;
    let summary = loading.end(args.purge).map_err(|error| error.in_file(target.to_string()))?;
    console.note(&summary);
    Ok(status)
}

/// A report as rows, or what no database could take.
type Ready = Result<Rows<'static>, Error>;

/// The reports of a file as rows, made on the thread that reads them, so that the one that writes
/// does nothing else.
fn read_rows(reader: &mut Reports<'_>, path: &Path) -> Result<Vec<Ready>, Error> {
    let reports = reader.read(path)?;
    Ok(reports.into_iter().map(|report| rows(&report).map(Rows::owned)).collect())
}

/// A load that is under way.
struct Loading {
    store: Store,
    dry_run: bool,
    count: Count,
}

impl Loading {
    /// Loads the reports of a file.
    ///
    /// # Errors
    ///
    /// Where the database does not take them. A report with something that no database could take
    /// is printed as an error, and the others go on.
    fn load_file(
        &mut self,
        path: &Path,
        reports: Vec<Ready>,
        console: &mut Console,
    ) -> Result<Status, Error> {
        let mut status = Status::Clean;
        let name = input::name(path);
        for report in reports {
            match report.and_then(|rows| self.store.load_rows(&rows)) {
                Ok(loaded) => {
                    self.count.add(&loaded);
                    if self.dry_run {
                        console.print(&describe_change(&name, &loaded), Syntax::Text)?;
                    }
                }
                Err(error) if matches!(error.kind(), ErrorKind::Invalid | ErrorKind::Limit) => {
                    console.error(&error.in_file(name.as_str()));
                    status = Status::Failed;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(status)
    }

    /// Ends the load; what came of it, in words.
    fn end(mut self, purge: bool) -> Result<String, Error> {
        let purged = purge.then(|| self.store.purge()).transpose()?;
        self.store.finish()?;
        Ok(self.count.words(self.dry_run, purged))
    }
}

/// The files meant by what was named: folders become the reports in them.
fn gather(named: &[PathBuf], status: &mut Status, console: &mut Console) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in named {
        let found = if path.is_dir() { reports_below(path) } else { Ok(vec![path.clone()]) };
        match found {
            Ok(found) => files.extend(found),
            Err(error) => {
                console.error(&error.in_file(path.display().to_string()));
                *status = Status::Failed;
            }
        }
    }
    files
}

/// The reports in a folder, in the order of their names.
fn reports_below(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let reports = path.join(REPORTS);
    let top = if reports.is_dir() { reports } else { path.to_owned() };
    let mut files = Vec::new();
    for entry in WalkDir::new(top).sort_by_file_name() {
        let entry = entry.map_err(|e| {
            Error::new(ErrorKind::Io, "the folder cannot be read").because(io::Error::from(e))
        })?;
        let is_report = entry.path().extension().is_some_and(|e| e == "json" || e == "ndjson");
        if entry.file_type().is_file() && is_report {
            files.push(entry.into_path());
        }
    }
    if files.is_empty() {
        return Err(Error::new(
            ErrorKind::Empty,
            "has no reports: no file in it ends in .json or .ndjson",
        ));
    }
    Ok(files)
}

fn progress(files: usize, console: &Console) -> ProgressBar {
    if files < 2 || !console.takes_progress(true) {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {per_sec}, {eta} left");
    ProgressBar::new(files as u64)
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A line on what a report would change.
fn describe_change(name: &str, loaded: &Loaded) -> String {
    let key = &loaded.reading_key;
    let words = match &loaded.change {
        Change::None => "unchanged".to_owned(),
        Change::Added(verdict) => {
            let mut words = format!("new, {} rows", loaded.rows);
            if !verdict.supersedes.is_empty() {
                words += &format!(", takes the place of {}", verdict.supersedes.join(", "));
            }
            if let Some(by) = &verdict.superseded_by {
                words += &format!(", superseded by {by}");
            }
            words
        }
    };
    format!("{name}: {key}: {words}\n")
}

impl Count {
    fn add(&mut self, loaded: &Loaded) {
        self.reports += 1;
        self.rows += loaded.rows;
        match &loaded.change {
            Change::None => self.unchanged += 1,
            Change::Added(verdict) if verdict.superseded_by.is_some() => self.superseded += 1,
            Change::Added(verdict) if !verdict.supersedes.is_empty() => self.superseding += 1,
            Change::Added(_) => self.new += 1,
        }
    }

    fn words(&self, dry: bool, purged: Option<usize>) -> String {
        let Count { reports, new, superseding, superseded, unchanged, rows } = self;
        let mut words = format!(
            "{reports} reports: {new} new, {superseding} in place of others, {superseded} superseded already, {unchanged} \
             unchanged; {rows} rows added"
        );
        if let Some(purged) = purged {
            words += &format!(", {purged} deleted");
        }
        if dry {
            words += " (dry run: nothing was changed)";
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The names of the reports in a folder with these files.
    fn found(files: &[&str]) -> Result<Vec<String>, Error> {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "{}").unwrap();
        }
        let found = reports_below(folder.path())?;
        let below = |path: PathBuf| path.strip_prefix(folder.path()).unwrap().display().to_string();
        Ok(found.into_iter().map(below).collect())
    }

    #[test]
    fn of_a_batch_only_its_reports_are_loaded_and_of_a_folder_all_json_in_order() {
        let batch = found(&["reports/b.json", "reports/a.json", "ledger.jsonl", "other.json"]);
        assert_eq!(batch.unwrap(), ["reports/a.json", "reports/b.json"]);
        let folder = found(&["b.ndjson", "a/c.json", "a.txt"]);
        assert_eq!(folder.unwrap(), ["a/c.json", "b.ndjson"]);
        assert_eq!(found(&["a.txt"]).unwrap_err().kind(), ErrorKind::Empty);
    }
}
