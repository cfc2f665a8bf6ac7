//! What was decided before: where it is, and reading it.

use std::io;
use std::path::{Path, PathBuf};

use raingan::Error;
use raingan::contract::corrections::corrections_of;
use raingan::corrections::Corrections;

use super::super::args::review::ReviewArgs;
use super::super::input;

/// What the name of a file with decisions ends in.
const ENDING: &str = "corrections.json";

/// Where what is decided about an input is kept: as the user says, else beside the input. `name` is
/// that of its page, `several` whether there are others.
pub fn place(args: &ReviewArgs, path: &Path, name: &str, several: bool) -> PathBuf {
    let file = format!("{name}.{ENDING}");
    match &args.corrections {
        Some(given) if several || given.is_dir() => given.join(file),
        Some(given) => given.clone(),
        None if input::is_stdin(path) => PathBuf::from(file),
        None => path.with_file_name(file),
    }
}

/// What a file says about the document with this hash; `None` where there is no file.
///
/// # Errors
///
/// Where it cannot be read, or says something else: nothing may be written over it.
pub fn read(path: &Path, sha256: &str) -> Result<Option<Corrections>, Error> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        _ => {}
    }
    let read = input::read(path).and_then(|json| corrections_of(&json, sha256));
    read.map(Some).map_err(|error| error.in_file(path.display().to_string()))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::super::super::args::{Args, Command};
    use super::*;

    fn at(line: &str, path: &str, several: bool) -> PathBuf {
        let Command::Review(args) = Args::parse_from(line.split(' ')).command else {
            panic!("{line}")
        };
        place(&args, Path::new(path), "plan", several)
    }

    #[test]
    fn decisions_stand_beside_the_input_unless_it_is_said_where() {
        for (line, path, several, expected) in [
            ("raingan review a/plan.pdf", "a/plan.pdf", false, "a/plan.corrections.json"),
            ("raingan review -", "-", false, "plan.corrections.json"),
            ("raingan review p --corrections c.json", "a/plan.pdf", false, "c.json"),
            (
                "raingan review p --corrections kept",
                "a/plan.pdf",
                true,
                "kept/plan.corrections.json",
            ),
            ("raingan review p --corrections .", "a/plan.pdf", false, "./plan.corrections.json"),
        ] {
            assert_eq!(at(line, path, several), Path::new(expected), "{line}");
        }
    }
}
