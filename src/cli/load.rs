//! `raingan load`: reports into a database, as often as one likes.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use raingan::batch::name::REPORTS;
use raingan::load::ddl::{Dialect, script};
use raingan::load::put::{Change, Loaded};
use raingan::load::rows::{Rows, rows};
use raingan::load::store::{Store, Target};
use raingan::{Error, ErrorKind};
use walkdir::WalkDir;

use super::ahead::in_order;
use super::console::Console;
use super::escape::Syntax;
use super::reports::{ReportArgs, Reports};
use super::sink::{STDOUT, unwritable};
use super::{Status, input};

const EXAMPLES: &str = "\
Examples:
  raingan load out/ --to sqlite:reports.db            all reports of a batch
  raingan load 2567.json 2568.json --to sqlite:r.db   some reports
  raingan load out/ --to sqlite:reports.db --dry-run  what would change
  raingan load --to sqlite:reports.db --purge         delete what was superseded
  raingan load out/ --to postgres://ann@db/warehouse  into a PostgreSQL database
  raingan load out/ --to parquet:warehouse            into a folder of Parquet files
  raingan load --print-ddl postgres                   the tables, with comments
  sqlite3 reports.db 'SELECT sum(amount_thb) FROM current_budgets'

A report that was loaded before changes nothing. One that says otherwise (restated by its agency, or read by a newer version)
becomes the current one; the older stays, with the time until which it was valid. Each report is loaded whole or not at all.
Exit status: 0 all loaded, 2 something could not be done.";

/// Load reports into a database: projects, budgets, targets and all else as tables
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct LoadArgs {
    /// Reports: JSON or NDJSON that `extract` wrote, PDF, or folders; - is standard input
    ///
    /// Of the output folder of a batch its reports are loaded; of any other folder all JSON and
    /// NDJSON files in it and below it, in the order of their names.
    #[arg(value_name = "REPORT", required_unless_present_any = ["print_ddl", "purge"])]
    pub reports: Vec<PathBuf>,

    /// Where to load: sqlite:FILE or parquet:DIR, which is made if need be, or
    /// postgres://USER@HOST/DATABASE
    ///
    /// A password is better given by PGPASSWORD: everybody on a machine sees the arguments of its
    /// programs.
    #[arg(long, value_name = "TARGET", required_unless_present = "print_ddl")]
    // A text, as clap would print a URL that it does not like, with the password.
    pub to: Option<String>,

    /// Change nothing, and tell what would change. Nobody else can load meanwhile
    #[arg(long)]
    pub dry_run: bool,

    /// Delete the rows of superseded reports, after loading; that they were there stays known
    #[arg(long)]
    pub purge: bool,

    /// Print the statements that make the tables
    #[arg(long, value_enum, value_name = "DIALECT", conflicts_with_all = ["reports", "to", "dry_run", "purge"])]
    pub print_ddl: Option<DialectName>,

    #[command(flatten)]
    pub read: ReportArgs,
}

/// The words of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DialectName {
    /// SQLite
    Sqlite,
    /// PostgreSQL
    Postgres,
}

impl From<DialectName> for Dialect {
    fn from(name: DialectName) -> Dialect {
        match name {
            DialectName::Sqlite => Dialect::Sqlite,
            DialectName::Postgres => Dialect::Postgres,
        }
    }
}

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
        print(&script(dialect.into()), console)?;
        return Ok(Status::Clean);
    }
    let Some(to) = &args.to else {
        return Err(Error::new(ErrorKind::Usage, "--to says where to load"));
    };
    let target: Target = to.parse()?;
    let mut status = Status::Clean;
    let files = gather(&args.reports, &mut status, console);
    let mut store = Store::open(&target, args.dry_run)?;
    let named = |error: Error| error.in_file(target.to_string());
    let mut count = Count::default();
    let bar = progress(files.len(), console);
    in_order(
        &files,
        || Reports::new(&args.read),
        |reader, path| ready(reader, path),
        |path, read| {
            let told = match read {
                Ok(reports) => bar
                    .suspend(|| all(&mut store, path, reports, args, &mut count, console))
                    .map_err(named)?,
                Err(error) => {
                    bar.suspend(|| console.error(&error));
                    Status::Failed
                }
            };
            status = status.max(told);
            bar.inc(1);
            Ok::<(), Error>(())
        },
    )?;
    bar.finish_and_clear();
    let purged = args.purge.then(|| store.purge()).transpose().map_err(named)?;
    store.finish().map_err(named)?;
    console.note(&count.words(args.dry_run, purged));
    Ok(status)
}

/// A report as rows, or what no database could take.
type Ready = Result<Rows<'static>, Error>;

/// The reports of a file, made ready on the thread that reads them, so that the one that writes
/// does nothing else.
fn ready(reader: &mut Reports<'_>, path: &Path) -> Result<Vec<Ready>, Error> {
    let reports = reader.read(path)?;
    Ok(reports.into_iter().map(|report| rows(&report).map(Rows::owned)).collect())
}

/// Loads the reports of a file.
///
/// # Errors
///
/// Where the database does not take them; a report that has what no database could take is told,
/// and the others go on.
fn all(
    store: &mut Store,
    path: &Path,
    reports: Vec<Ready>,
    args: &LoadArgs,
    count: &mut Count,
    console: &mut Console,
) -> Result<Status, Error> {
    let mut status = Status::Clean;
    let name = input::name(path);
    for report in reports {
        match report.and_then(|rows| store.load_rows(&rows)) {
            Ok(loaded) => {
                count.add(&loaded);
                if args.dry_run {
                    tell(&name, &loaded, console)?;
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

/// The files meant by what was named: folders become the reports in them.
fn gather(named: &[PathBuf], status: &mut Status, console: &mut Console) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in named {
        let found = if path.is_dir() { folder(path) } else { Ok(vec![path.clone()]) };
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

fn folder(path: &Path) -> Result<Vec<PathBuf>, Error> {
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

/// Tells what a report would change.
fn tell(name: &str, loaded: &Loaded, console: &mut Console) -> Result<(), Error> {
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
    print(&format!("{name}: {key}: {words}\n"), console)
}

fn print(text: &str, console: &Console) -> Result<(), Error> {
    let mut out = console.data(Syntax::Text);
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| unwritable(e).in_file(STDOUT))
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
