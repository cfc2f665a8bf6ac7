//! What the program logs while it works, for those who want to know how: on standard error, off
//! unless asked for.

use std::io;

use tracing::level_filters::LevelFilter;

/// The environment variable with the level: off, error, warn, info, debug or trace.
const VARIABLE: &str = "RAINGAN_LOG";

/// Starts logging at the level that `RAINGAN_LOG` names, else at `info` where `verbose`; says
/// whether anything is logged.
pub fn start(verbose: bool) -> bool {
    let named = std::env::var(VARIABLE).ok().and_then(|level| level.trim().parse().ok());
    let level = named.unwrap_or(if verbose { LevelFilter::INFO } else { LevelFilter::OFF });
    if level == LevelFilter::OFF {
        return false;
    }
    // Where logging was started before, that goes on.
    let _ = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(io::stderr)
        .with_target(false)
        .try_init();
    true
}
