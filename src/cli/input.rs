//! What is read: a file or standard input, whole, within a limit, with a message of its own for
//! each way to fail.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use raingan::pdf::limits::FILE_BYTES;
use raingan::{Error, ErrorKind};

/// Largest input in bytes: a hundred times the largest report known, and it still fits a small
/// machine.
const LIMIT: u64 = FILE_BYTES as u64;

/// The bytes of a file, or of standard input for `-`.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    if is_stdin(path) {
        return bounded(io::stdin().lock(), 0, LIMIT);
    }
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if metadata.is_dir() {
        return Err(Error::new(ErrorKind::Io, "is a directory: name the files in it"));
    }
    if metadata.len() > LIMIT {
        return Err(too_large(LIMIT));
    }
    bounded(file, metadata.len(), LIMIT)
}

/// All bytes of a stream of about `expected` bytes, but not more than `limit`.
fn bounded(from: impl Read, expected: u64, limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(expected as usize);
    from.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    match bytes.len() as u64 {
        0 => Err(Error::new(ErrorKind::Empty, "is empty: there are no bytes to read")),
        n if n > limit => Err(too_large(limit)),
        _ => Ok(bytes),
    }
}

fn too_large(limit: u64) -> Error {
    Error::new(
        ErrorKind::Limit,
        format!("is larger than {} MiB, the limit for one file", limit >> 20),
    )
}

fn unreadable(cause: io::Error) -> Error {
    let message = match cause.kind() {
        io::ErrorKind::NotFound => "there is no such file",
        io::ErrorKind::PermissionDenied => "may not be read: permission is missing",
        io::ErrorKind::IsADirectory => "is a directory: name the files in it",
        _ => "cannot be read",
    };
    Error::new(ErrorKind::Io, message).because(cause)
}

/// Whether the user means standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The name that a report says of its file; none for standard input.
pub fn file_name(path: &Path) -> Option<String> {
    let named = path.file_name().filter(|_| !is_stdin(path));
    named.map(|name| name.to_string_lossy().into_owned())
}

/// What messages call the input.
pub fn name(path: &Path) -> String {
    if is_stdin(path) { "standard input".to_owned() } else { path.display().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_bounded() {
        assert_eq!(bounded(&b"12345"[..], 0, 5).unwrap(), b"12345");
        assert_eq!(bounded(&b""[..], 0, 5).unwrap_err().kind(), ErrorKind::Empty);
        let error = bounded(io::repeat(7), 0, 2 << 20).unwrap_err();
        assert_eq!(error.to_string(), "is larger than 2 MiB, the limit for one file");
        assert_eq!(error.kind(), ErrorKind::Limit);
    }

    #[test]
    fn standard_input_has_no_name_for_a_report() {
        assert_eq!(file_name(Path::new("a/plan.pdf")).as_deref(), Some("plan.pdf"));
        assert_eq!(file_name(Path::new("-")), None);
        assert_eq!(
            (name(Path::new("-")), name(Path::new("a/b"))),
            ("standard input".into(), "a/b".into())
        );
    }

    #[test]
    fn each_way_to_fail_has_its_own_message() {
        for (kind, message) in [
            (io::ErrorKind::NotFound, "there is no such file"),
            (io::ErrorKind::PermissionDenied, "may not be read: permission is missing"),
            (io::ErrorKind::IsADirectory, "is a directory: name the files in it"),
            (io::ErrorKind::TimedOut, "cannot be read"),
        ] {
            assert_eq!(unreadable(kind.into()).to_string(), message);
        }
    }
}
