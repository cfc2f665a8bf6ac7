//! What can be said to `raingan worker`.

use clap::Args as ClapArgs;

/// Read documents for a parent process; not for people
#[derive(Debug, ClapArgs)]
pub struct WorkerArgs {
    /// Address space in bytes
    #[arg(long)]
    pub memory: u64,

    /// Milliseconds for a document
    #[arg(long)]
    pub timeout: u64,

    /// Threads that read the pages of a document
    #[arg(long)]
    pub threads: usize,

    /// Process id of the parent, with which the worker ends
    #[arg(long)]
    pub parent: u32,
}
