//! What can be said to `raingan rule`.

use clap::Args as ClapArgs;

/// Explain the codes of findings
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  raingan rule\n  raingan rule sum-mismatch")]
pub struct RuleArgs {
    /// A code, as in sum-mismatch; all codes with a line each where it is left out
    pub code: Option<String>,
}
