//! What keeps files from being read or written, in words for people: what happened, and what to do
//! about it.

use std::error::Error as _;
use std::io;
use std::path::Path;

use parquet::errors::ParquetError;

use crate::error::{Error, ErrorKind};

/// The error of a step that the system did not do with a file or folder.
pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Error {
    move |cause| {
        let what = path.file_name().unwrap_or(path.as_os_str()).display();
        Error::new(ErrorKind::Io, format!("{what}: {}", words(&cause))).because(cause)
    }
}

fn words(cause: &io::Error) -> &'static str {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full; what was loaded before is there, whole: make room and load again"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "may not be written to: the folder and all in it need permission to write"
        }
        io::ErrorKind::NotFound => "cannot be opened: is its folder there?",
        _ => "cannot be read or written",
    }
}

/// The error of a step that the Parquet crate did not do.
pub(super) fn in_file(path: &Path) -> impl FnOnce(ParquetError) -> Error {
    move |cause| {
        let what = path.file_name().unwrap_or(path.as_os_str()).display();
        let io = cause.source().and_then(|source| source.downcast_ref::<io::Error>());
        let (kind, words) = match io {
            Some(io) => (ErrorKind::Io, words(io)),
            None => {
                (ErrorKind::Damaged, "is a damaged Parquet file: restore the folder from a copy")
            }
        };
        Error::new(kind, format!("{what}: {words}")).because(cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_as_such_by_whomever() {
        let full = || io::Error::from(io::ErrorKind::StorageFull);
        let (system, parquet) =
            (at(Path::new("a/b"))(full()), in_file(Path::new("a/b"))(ParquetError::from(full())));
        for error in [system, parquet] {
            assert_eq!(error.kind(), ErrorKind::Io);
            assert!(error.to_string().starts_with("b: the disk is full"), "{error}");
        }
    }
}
