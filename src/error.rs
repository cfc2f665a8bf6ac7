//! The one error of the library: the document or the command cannot go on.
//!
//! What is merely odd about a document that *was* read is a [`crate::finding::Finding`], not an
//! error.

use std::error::Error as StdError;

type Cause = Box<dyn StdError + Send + Sync + 'static>;

/// Why a document or a command cannot go on: what happened, where, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{}{message}", file.as_deref().map(|f| format!("{f}: ")).unwrap_or_default())]
pub struct Error {
    kind: ErrorKind,
    file: Option<String>,
    message: String,
    #[source]
    cause: Option<Cause>,
}

/// The kinds of trouble, for callers that act on them; the words for people are in the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input has no bytes.
    Empty,
    /// The input is not a PDF (or not the kind of file that was named).
    NotPdf,
    /// The PDF is damaged beyond what can be recovered.
    Damaged,
    /// The PDF is encrypted and no password was given.
    Encrypted,
    /// The PDF is encrypted and the password given does not open it.
    WrongPassword,
    /// The PDF is encrypted in a way that is not supported.
    UnsupportedEncryption,
    /// A limit on size, time or memory was reached.
    Limit,
    /// A page was asked for that the document does not have.
    NoSuchPage,
    /// An attached file was asked for that the document does not have.
    NoSuchAttachment,
    /// Data do not follow their format (JSON, schema, transcript).
    Invalid,
    /// A file or stream could not be read or written.
    Io,
    /// The call itself makes no sense.
    Usage,
    /// A defect of the program itself, met through this input.
    Internal,
}

impl ErrorKind {
    /// All of them.
    pub const ALL: &[ErrorKind] = &[
        ErrorKind::Empty,
        ErrorKind::NotPdf,
        ErrorKind::Damaged,
        ErrorKind::Encrypted,
        ErrorKind::WrongPassword,
        ErrorKind::UnsupportedEncryption,
        ErrorKind::Limit,
        ErrorKind::NoSuchPage,
        ErrorKind::NoSuchAttachment,
        ErrorKind::Invalid,
        ErrorKind::Io,
        ErrorKind::Usage,
        ErrorKind::Internal,
    ];

    /// The kind with this code.
    pub fn of_code(code: &str) -> Option<ErrorKind> {
        ErrorKind::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// A stable code for ledgers and machines.
    pub fn code(self) -> &'static str {
        match self {
            ErrorKind::Empty => "empty",
            ErrorKind::NotPdf => "not-pdf",
            ErrorKind::Damaged => "damaged",
            ErrorKind::Encrypted => "encrypted",
            ErrorKind::WrongPassword => "wrong-password",
            ErrorKind::UnsupportedEncryption => "unsupported-encryption",
            ErrorKind::Limit => "limit",
            ErrorKind::NoSuchPage => "no-such-page",
            ErrorKind::NoSuchAttachment => "no-such-attachment",
            ErrorKind::Invalid => "invalid",
            ErrorKind::Io => "io",
            ErrorKind::Usage => "usage",
            ErrorKind::Internal => "internal",
        }
    }
}

impl Error {
    /// An error of `kind` with words for people: what was expected, what was found, what to do.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, file: None, message: message.into(), cause: None }
    }

    /// The same error, saying which file it is about.
    pub fn in_file(mut self, file: impl Into<String>) -> Error {
        self.file = Some(file.into());
        self
    }

    /// The same error, with what caused it.
    pub fn because(mut self, cause: impl Into<Cause>) -> Error {
        self.cause = Some(cause.into());
        self
    }

    /// What kind of trouble this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file it is about, as the user named it.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_names_the_file_and_keeps_the_cause() {
        let e = Error::new(ErrorKind::Io, "cannot be read")
            .because(std::io::Error::other("disk on fire"))
            .in_file("plan-2568.pdf");
        assert_eq!(e.to_string(), "plan-2568.pdf: cannot be read");
        assert_eq!(e.source().map(|s| s.to_string()).as_deref(), Some("disk on fire"));
    }
}
