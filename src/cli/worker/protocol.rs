//! What parent and worker say to each other, a line of JSON each: a request a document, and what is
//! said of it.

use raingan::batch::line::Findings;
use raingan::batch::place::PlaceName;
use raingan::finding::Finding;
use raingan::{Error, ErrorKind, Options, Step};
use serde::{Deserialize, Serialize};

/// A document to be read.
#[derive(Debug, Serialize, Deserialize)]
pub struct Request {
    /// Where it is.
    pub place: PlaceName,
    /// The hash it must have; `None` where any content will do.
    pub sha256: Option<String>,
    /// How it is to be read, with its name as the report says it.
    pub options: Options,
    /// What is to be written; see [`super::super::render::Form::code`].
    pub form: String,
    /// Whether CSV is for Excel.
    pub excel: bool,
    /// Whether headings are Thai.
    pub thai: bool,
    /// The file to write, and whether its name is escaped.
    pub output: (String, bool),
    /// Whether to wait until the disk has the file.
    pub durable: bool,
    /// Whether the answer has the findings one by one.
    pub findings: bool,
}

/// What a worker says: its answer, and before that how far it is.
#[derive(Debug, Serialize, Deserialize)]
pub enum Message {
    /// A page is begun or read.
    Step(Step),
    /// What came of the document.
    Answer(Box<Answer>),
}

/// What came of it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answer {
    /// What came of it.
    pub outcome: Outcome,
    /// How long it took.
    pub seconds: f64,
    /// The largest resident memory meanwhile, in bytes; `None` where the system does not say.
    pub peak_memory: Option<u64>,
    /// Whether the worker is no longer as good as a new one: memory or threads were left behind.
    pub worn: bool,
}

/// What came of a document.
#[derive(Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// It was read and written.
    Done(Done),
    /// It could not be read.
    Failed(Trouble),
    /// It has not the hash it must have.
    Changed,
    /// It was read, and the output could not be written.
    Unwritable(Trouble),
}

/// What is known of a document that was read.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Done {
    /// Its pages.
    pub pages: u32,
    /// Bytes written.
    pub written: u64,
    /// How many findings there are.
    pub counts: Findings,
    /// Code and words of the first finding at error level.
    pub first_error: Option<(String, String)>,
    /// The findings, where they were asked for.
    pub findings: Vec<Finding>,
    /// How many tables of another form there are, which CSV leaves out.
    pub others: usize,
}

/// An [`Error`] on its way between processes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Trouble {
    kind: String,
    message: String,
    causes: Vec<String>,
}

impl From<&Error> for Trouble {
    fn from(error: &Error) -> Trouble {
        use std::error::Error as _;
        let mut causes = Vec::new();
        let mut cause = error.source();
        while let Some(deeper) = cause {
            causes.push(deeper.to_string());
            cause = deeper.source();
        }
        Trouble { kind: error.kind().code().to_owned(), message: error.to_string(), causes }
    }
}

impl Trouble {
    /// The error again, with its causes.
    pub fn error(&self) -> Error {
        let kind = ErrorKind::of_code(&self.kind).unwrap_or(ErrorKind::Internal);
        let error = Error::new(kind, self.message.clone());
        let causes = self.causes.iter().rev();
        match causes
            .fold(None, |deeper, words| Some(Box::new(Said { words: words.clone(), deeper })))
        {
            Some(cause) => error.because(cause),
            None => error,
        }
    }
}

/// A cause that came from another process.
#[derive(Debug)]
struct Said {
    words: String,
    deeper: Option<Box<Said>>,
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words)
    }
}

impl std::error::Error for Said {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.deeper.as_deref().map(|deeper| deeper as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_survives_the_journey_with_its_causes() {
        let deep = Error::new(ErrorKind::Io, "second").because(std::io::Error::other("third"));
        let error = Error::new(ErrorKind::Encrypted, "first").because(deep);
        let json = serde_json::to_string(&Trouble::from(&error)).unwrap();
        let back = serde_json::from_str::<Trouble>(&json).unwrap().error();
        assert_eq!(back.kind(), ErrorKind::Encrypted);
        assert_eq!(raingan::batch::examine::because(&back).message, "first: second: third");
    }
}
