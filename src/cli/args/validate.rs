//! What can be said to `raingan validate`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan validate plan-2568.json
  raingan extract *.pdf --format ndjson | raingan validate -

Prints a line for each violation: FILE: PLACE: REASON, the place as a JSON pointer (RFC 6901). In a file with several
documents the line says which: FILE: document 3: PLACE: REASON. Exit status: 0 valid, 1 invalid, 2 unreadable or not JSON.";

/// Check JSON or NDJSON files against the schema
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct ValidateArgs {
    /// Files to check; - is standard input. At most 256 MiB each
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}
