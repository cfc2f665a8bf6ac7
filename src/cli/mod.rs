//! The command line: one file a command, and what they share. Data on stdout, the rest on stderr.
//!
//! Exit status: 0 clean, 1 findings at error level (or invalid data, or changes), 2 something could
//! not be done, 130 interrupted.

mod ahead;
mod apart;
mod args;
mod batch;
mod beside;
mod check;
mod codes;
mod columns;
mod console;
mod diff;
pub mod embed;
mod escape;
mod export;
mod extract;
mod guard;
mod input;
mod inspect;
mod load;
mod loads;
mod log;
mod render;
mod reports;
mod review;
mod review_pages;
mod rule;
mod schema;
mod signals;
mod sink;
mod status;
mod summary;
mod threads;
mod validate;
mod worker;

use std::error::Error as _;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser;
use raingan::Error;

use args::{Args, Command};
use console::Console;
use status::Status;

/// Runs the program; no panic leaves it.
pub fn main() -> ExitCode {
    main_of(std::env::args_os().collect()).into()
}

/// Runs the program with these arguments, its name first, and gives its exit status; neither a
/// panic nor `--help` ends the process.
pub fn main_of(args: Vec<OsString>) -> u8 {
    guard::install();
    let status = std::panic::catch_unwind(|| parse_and_run(args)).unwrap_or(Status::Failed as u8);
    // Only Rust's own start of a program does this by itself.
    let _ = io::stdout().flush();
    status
}

fn parse_and_run(args: Vec<OsString>) -> u8 {
    match Args::try_parse_from(args) {
        Ok(args) => run(args) as u8,
        Err(message) => {
            // Help and versions come this way, too. Where the stream is closed nobody misses them.
            let _ = message.print();
            u8::try_from(message.exit_code()).unwrap_or(Status::Failed as u8)
        }
    }
}

/// Runs a command; what it cannot do is printed.
fn run(args: Args) -> Status {
    let mut console = Console::of_process(args.lang.map(Into::into), args.quiet, args.verbose);
    let done = match args.command {
        Command::Batch(args) => batch::run(&args, &mut console),
        Command::Check(args) => check::run(&args, &mut console),
        Command::Columns(args) => columns::run(&args, &mut console),
        Command::Diff(args) => diff::run(&args, &mut console),
        Command::Export(args) => export::run(&args, &mut console),
        Command::Extract(args) => extract::run(&args, &render::LIBRARY, &mut console),
        Command::Inspect(args) => inspect::run(&args, &mut console),
        Command::Load(args) => load::run(&args, &mut console),
        Command::Loads(args) => loads::run(&args, &mut console),
        Command::Review(args) => review::run(&args, &mut console),
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

/// Whether an error comes of a reader that has gone.
fn is_closed_pipe(error: &Error) -> bool {
    let cause = error.source().and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
