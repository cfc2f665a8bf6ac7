//! The program `raingan`: a thin shell around the library.

mod cli;
#[cfg(test)]
#[path = "../tests/it/sample.rs"]
mod sample;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
