//! What PostgreSQL and the way to it report, in words for people: what happened, and what to do
//! about it.

use std::error::Error as _;
use std::io;

use postgres::error::SqlState;

use crate::error::{Error, ErrorKind};

/// The error of a connection that did not come about.
pub(super) fn unreachable(cause: postgres::Error) -> Error {
    let words = cause.to_string();
    let message = match cause.code() {
        Some(&SqlState::INVALID_PASSWORD) => {
            "the password is wrong: set PGPASSWORD, or write it into the URL"
        }
        Some(&SqlState::INVALID_AUTHORIZATION_SPECIFICATION) => {
            "the server does not let this user in from here: see the server's pg_hba.conf"
        }
        Some(&SqlState::INVALID_CATALOG_NAME) => {
            "there is no such database: make it (createdb), or name another one"
        }
        Some(&SqlState::TOO_MANY_CONNECTIONS) => {
            "the server has too many connections: load again later"
        }
        Some(&SqlState::CANNOT_CONNECT_NOW) => {
            "the server is starting or stopping: load again later"
        }
        Some(&SqlState::INSUFFICIENT_PRIVILEGE) => {
            "the user may not connect to this database: its owner grants CONNECT"
        }
        Some(_) => "the server refuses the connection",
        // The crate tells these apart by its words only; the tests hold them.
        None if words.contains("TLS") => {
            "no trusted encrypted connection: give the signer of the server's certificate by sslrootcert=FILE in the URL, or \
             sslmode=disable where nobody can listen on the way"
        }
        None if words.contains("configuration") => {
            "the server wants a password: set PGPASSWORD, or write it into the URL"
        }
        None => "the server cannot be reached: does it run, and are its host and port right?",
    };
    Error::new(ErrorKind::Io, message).because(cause)
}

/// The error of a step that PostgreSQL did not do.
pub(super) fn told(cause: postgres::Error) -> Error {
    let (kind, message) = match cause.code() {
        Some(code) => refused(code),
        None if is_lost(&cause) => (ErrorKind::Io, LOST),
        None => (ErrorKind::Internal, "PostgreSQL's answer was not understood"),
    };
    Error::new(kind, message).because(cause)
}

const LOST: &str = "the connection was lost; each report is there whole or not at all: load again";

fn refused(code: &SqlState) -> (ErrorKind, &'static str) {
    match *code {
        SqlState::INSUFFICIENT_PRIVILEGE => (
            ErrorKind::Io,
            "the user lacks a permission: grant it (making the tables wants CREATE on the schema, loading SELECT, INSERT and \
             UPDATE, --purge DELETE), or name a schema by ?options=-csearch_path%3DSCHEMA in the URL",
        ),
        SqlState::READ_ONLY_SQL_TRANSACTION => (
            ErrorKind::Io,
            "the server takes no changes: it is a copy of another one, or the user may only read; name the server that is written to",
        ),
        SqlState::DISK_FULL => (
            ErrorKind::Io,
            "the server's disk is full; what was loaded before is there, whole: make room and load again",
        ),
        SqlState::OUT_OF_MEMORY
        | SqlState::INSUFFICIENT_RESOURCES
        | SqlState::CONFIGURATION_LIMIT_EXCEEDED => (
            ErrorKind::Io,
            "the server is out of memory or of what else it needs; what was loaded before is there, whole: load again later",
        ),
        SqlState::LOCK_NOT_AVAILABLE => (
            ErrorKind::Io,
            "is locked: another loader has been writing to it for too long; load again when it is done",
        ),
        SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::QUERY_CANCELED => (
            ErrorKind::Io,
            "the server gave the work up for others, or its time was over: load again",
        ),
        SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT => (ErrorKind::Io, LOST),
        SqlState::UNDEFINED_TABLE | SqlState::UNDEFINED_COLUMN | SqlState::DATATYPE_MISMATCH => (
            ErrorKind::Invalid,
            "the tables are not as raingan made them: load into another schema or database",
        ),
        SqlState::PROGRAM_LIMIT_EXCEEDED => {
            (ErrorKind::Limit, "a text is larger than PostgreSQL holds")
        }
        // Classes 22 and 23: what was sent does not fit its column or breaks a rule.
        ref other if other.code().starts_with("22") || other.code().starts_with("23") => {
            (ErrorKind::Invalid, "a row of the report breaks a rule of its table")
        }
        ref other if other.code().starts_with("08") => (ErrorKind::Io, LOST),
        _ => (ErrorKind::Internal, "PostgreSQL did not do as it was told"),
    }
}

/// Whether nobody is at the other end any more.
fn is_lost(cause: &postgres::Error) -> bool {
    cause.is_closed() || cause.source().is_some_and(|source| source.is::<io::Error>())
}

/// The error of sending rows.
pub(super) fn unsent(cause: io::Error) -> Error {
    Error::new(ErrorKind::Io, LOST).because(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_what_to_do() {
        for (code, kind, words) in [
            ("53100", ErrorKind::Io, "make room"),
            ("25006", ErrorKind::Io, "takes no changes"),
            ("42501", ErrorKind::Io, "grant it"),
            ("55P03", ErrorKind::Io, "load again"),
            ("57P01", ErrorKind::Io, "connection was lost"),
            ("08006", ErrorKind::Io, "connection was lost"),
            ("22003", ErrorKind::Invalid, "breaks a rule"),
            ("23505", ErrorKind::Invalid, "breaks a rule"),
            ("54000", ErrorKind::Limit, "larger than"),
            ("XX000", ErrorKind::Internal, "did not do"),
        ] {
            let (told, message) = refused(&SqlState::from_code(code));
            assert!(told == kind && message.contains(words), "{code}: {message}");
        }
    }
}
