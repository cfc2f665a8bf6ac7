//! The command line: one file a command, and what they share. Data on stdout, the rest on stderr.
//!
//! Exit status: 0 clean, 1 findings at error level (or invalid data, or changes), 2 something could not be done, 130 interrupted.

mod ahead;
mod apart;
mod args;
mod batch;
mod check;
mod check_text;
mod console;
mod diff;
mod escape;
mod extract;
mod guard;
mod input;
mod inspect;
mod load;
mod log;
mod render;
mod reports;
mod rule;
mod sarif;
mod schema;
mod signals;
mod sink;
mod summary;
mod validate;
mod worker;

use std::error::Error as _;
use std::io;
use std::process::ExitCode;

use clap::Parser;
use raingan::Error;

use args::{Args, Command};
use console::Console;

/// How a command went; the worst of several counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All done, nothing to report at error level.
    Clean = 0,
    /// Done, with findings at error level; for `validate`: invalid data; for `diff`: changes.
    Findings = 1,
    /// Something could not be done.
    Failed = 2,
    /// Asked to stop by a signal, as shells number SIGINT.
    Interrupted = 130,
}

/// Runs the program; no panic leaves it.
pub fn main() -> ExitCode {
    guard::install();
    let status = std::panic::catch_unwind(|| run(Args::parse())).unwrap_or(Status::Failed);
    ExitCode::from(status as u8)
}

fn run(args: Args) -> Status {
    let mut console = Console::of_process(args.lang.map(Into::into), args.quiet, args.verbose);
    let done = match args.command {
        Command::Batch(args) => batch::run(&args, &mut console),
        Command::Check(args) => check::run(&args, &mut console),
        Command::Diff(args) => diff::run(&args, &mut console),
        Command::Extract(args) => extract::run(&args, &render::LIBRARY, &mut console),
        Command::Inspect(args) => inspect::run(&args, &mut console),
        Command::Load(args) => load::run(&args, &mut console),
        Command::Rule(args) => rule::run(&args, &mut console),
        Command::Schema(args) => schema::run(&args, &mut console),
        Command::Summary(args) => summary::run(&args, &mut console),
        Command::Worker(args) => worker::serve::run(&args),
        Command::Validate(args) => validate::run(&args, &mut console),
    };
    match done {
        Ok(status) => status,
        // Who closed the pipe has seen enough.
        Err(error) if is_closed_pipe(&error) => Status::Clean,
        Err(error) => {
            console.error(&error);
            Status::Failed
        }
    }
}

fn is_closed_pipe(error: &Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
