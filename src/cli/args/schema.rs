//! What can be said to `raingan schema`.

use clap::{Args as ClapArgs, ValueEnum};

/// Print the JSON Schema of what `extract`, `batch`, `diff` and `review` write
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  raingan schema > report.schema.json\n  raingan schema ledger > ledger.schema.json\n  raingan schema diff > diff.schema.json\n  raingan schema corrections"
)]
pub struct SchemaArgs {
    /// Which schema
    #[arg(value_enum, default_value = "report")]
    pub name: SchemaName,
}

/// Schemas there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaName {
    /// What `extract` and `batch` write of a document
    Report,
    /// What a line of `batch`'s ledger says
    Ledger,
    /// What `diff` writes as JSON
    Diff,
    /// What people put right: what `review` saves and `--corrections` takes
    Corrections,
}
