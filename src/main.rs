//! The program `raingan`: its command line is a part of the library, so that the Python wheel has
//! it, too.

use std::process::ExitCode;

fn main() -> ExitCode {
    raingan::cli::main()
}
