//! What can be said to `raingan load`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use raingan::load::ddl::Dialect;

use super::reading::ReportArgs;

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan load out/ --to sqlite:reports.db            all reports of a batch
  raingan load 2567.json 2568.json --to sqlite:r.db   some reports
  raingan load out/ --to sqlite:reports.db --dry-run  what would change
  raingan load --to sqlite:reports.db --purge         delete what was superseded
  raingan load out/ --to postgres://ann@db/warehouse  into a PostgreSQL database
  raingan load out/ --to parquet:warehouse            into a folder of Parquet files
  raingan load --to sqlite:r.db --retract KEY          take a report back
  raingan load out/ --to sqlite:r.db --agencies a.csv  with a register of agencies
  raingan diff 2567.json 2568.json --format json -o d.json
  raingan load --to sqlite:r.db --changes d.json       what changed, as rows
  raingan load --print-ddl postgres                   the tables, with comments
  sqlite3 reports.db 'SELECT sum(amount_thb) FROM current_budgets'

A report that was loaded before changes nothing. Of reports that tell the same, one is current, in whatever order they are
loaded: what is not edited, born digital, read by a newer version, of a later day; the others stay, each with the reason. Each
report is loaded whole or not at all. `raingan loads` lists them, with the keys that --pin, --unpin and --retract take.
Exit status: 0 all loaded, 2 something could not be done.";

/// Load reports into a database: projects, budgets, targets and all else as tables
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct LoadArgs {
    /// Reports: JSON or NDJSON that `extract` wrote, PDF, or folders; - is standard input
    ///
    /// Of the output folder of a batch its reports are loaded; of any other folder all JSON and
    /// NDJSON files in it and below it, in the order of their names.
    #[arg(value_name = "REPORT", required_unless_present_any = ["print_ddl", "purge", "pin", "unpin", "retract", "agencies", "source", "changes"])]
    pub reports: Vec<PathBuf>,

    /// Where to load: sqlite:FILE or parquet:DIR, which is made if need be, or
    /// postgres://USER@HOST/DATABASE
    ///
    /// A password is better given by PGPASSWORD: everybody on a machine sees the arguments of its
    /// programs.
    #[arg(long, value_name = "TARGET", required_unless_present = "print_ddl")]
    // A text, as clap would print a URL that it does not like, with the password.
    pub to: Option<String>,

    /// Take this CSV as the register of agencies: code, name, aliases (with | between), kind,
    /// ministry, province
    ///
    /// It takes the place of the one before, and all spellings in the warehouse are matched with it.
    #[arg(long, value_name = "FILE")]
    pub agencies: Option<PathBuf>,

    /// Note by this CSV where files came from: sha256 or file, and path, url, published_on
    #[arg(long, value_name = "FILE")]
    pub source: Option<PathBuf>,

    /// Note what `raingan diff --format json` wrote: each change as a row
    ///
    /// It takes the place of what was noted of the same two documents before.
    #[arg(long, value_name = "FILE")]
    pub changes: Vec<PathBuf>,

    /// Make a reading current whatever else there is
    #[arg(long, value_name = "KEY")]
    pub pin: Vec<String>,

    /// Let a pinned reading count as any other
    #[arg(long, value_name = "KEY")]
    pub unpin: Vec<String>,

    /// Take a reading back; it counts no more until its report is loaded again
    #[arg(long, value_name = "KEY")]
    pub retract: Vec<String>,

    /// Change nothing, and tell what would change. Nobody else can load meanwhile
    #[arg(long)]
    pub dry_run: bool,

    /// Delete the rows of superseded reports, after loading; that they were there stays known
    #[arg(long)]
    pub purge: bool,

    /// Print the statements that make the tables
    #[arg(long, value_enum, value_name = "DIALECT", conflicts_with_all = ["reports", "to", "dry_run", "purge", "agencies", "source", "changes", "pin", "unpin", "retract"])]
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
