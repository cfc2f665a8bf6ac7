//! What SQLite reports, in words for people: what happened, and what to do about it.

use rusqlite::ErrorCode;

use crate::error::{Error, ErrorKind};

/// Said of any other file.
pub(super) const NO_DATABASE: &str = "is no SQLite database: name another file";

/// The error of a step that SQLite did not do.
pub(super) fn told(cause: rusqlite::Error) -> Error {
    let code = cause.sqlite_error_code();
    let (kind, message) = match code {
        Some(ErrorCode::NotADatabase) => (ErrorKind::Invalid, NO_DATABASE),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
            ErrorKind::Io,
            "is locked: another program has been writing to it for too long; load again when it is done",
        ),
        Some(
            ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::AuthorizationForStatementDenied,
        ) => (
            ErrorKind::Io,
            "may not be written to: the file and its folder need permission to write",
        ),
        Some(ErrorCode::CannotOpen) => {
            (ErrorKind::Io, "cannot be opened: is its folder there, and may it be written to?")
        }
        Some(ErrorCode::DiskFull) => (
            ErrorKind::Io,
            "the disk is full; what was loaded before is there, whole: make room and load again",
        ),
        Some(ErrorCode::DatabaseCorrupt) => {
            (ErrorKind::Damaged, "is a damaged SQLite database: restore it from a copy")
        }
        Some(ErrorCode::SystemIoFailure) => (ErrorKind::Io, "cannot be read or written"),
        Some(ErrorCode::TooBig) => (ErrorKind::Limit, "a text is larger than SQLite holds"),
        Some(ErrorCode::ConstraintViolation) => {
            (ErrorKind::Invalid, "a row of the report breaks a rule of its table")
        }
        _ => (ErrorKind::Internal, "SQLite did not do as it was told"),
    };
    Error::new(kind, message).because(cause)
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn a_full_disk_and_a_lock_say_what_to_do() {
        for (code, kind, words) in [
            (ffi::SQLITE_FULL, ErrorKind::Io, "make room"),
            (ffi::SQLITE_BUSY, ErrorKind::Io, "load again"),
            (ffi::SQLITE_READONLY, ErrorKind::Io, "permission"),
            (ffi::SQLITE_NOTADB, ErrorKind::Invalid, "another file"),
        ] {
            let error = told(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.to_string().contains(words), "{error}");
        }
    }
}
