//! What can be said to `raingan loads`.

use clap::Args as ClapArgs;

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan loads --to sqlite:reports.db            all readings, by agency and year
  raingan loads --to sqlite:reports.db --current  those that count

The columns, with tabs between: key, state (current, pinned, or why not: retracted, or what the one in its place has before it:
pin, edited, medium, period, version, status, date, order), the one in its place, fiscal year, kind, months, medium, agency, file.";

/// List what is loaded, with the keys that `load --pin`, `--unpin` and `--retract` take
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct LoadsArgs {
    /// The warehouse: sqlite:FILE, parquet:DIR or postgres://USER@HOST/DATABASE
    #[arg(long, value_name = "TARGET")]
    // A text, as clap would print a URL that it does not like, with the password.
    pub to: String,

    /// Only what is current
    #[arg(long)]
    pub current: bool,
}
