//! How documents are read, and what one may use: options that several commands share.

use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser as _};
use clap::{Args as ClapArgs, ValueEnum};
use raingan::words::Own;
use raingan::{Error, ErrorKind, Options};

use super::super::input;
use super::corrections::CorrectionsArgs;

use super::super::threads::processors;
use super::super::worker::limits::{Bytes, Limits, Time};

/// How documents are read.
#[derive(Debug, Clone, ClapArgs)]
pub struct ReadArgs {
    /// Password of encrypted files. Other users can see command lines: prefer the environment
    /// variable
    #[arg(long, env = "RAINGAN_PASSWORD", hide_env_values = true, value_name = "PASSWORD")]
    pub password: Option<String>,

    /// Read pages from their pictures
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    pub ocr: OcrName,

    /// Dots an inch of pages that must be drawn to be read [default: 200]. Scans keep their own, at
    /// most 300
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(72..=600))]
    pub dpi: Option<u16>,

    #[command(flatten)]
    pub words: WordsArgs,
}

impl ReadArgs {
    /// The same for the library; the file's name and the pages are the command's.
    pub fn options(&self) -> Options {
        // An empty environment variable is none.
        let password = self.password.clone().filter(|password| !password.is_empty());
        Options {
            password,
            ocr: self.ocr.into(),
            dpi: self.dpi,
            words: self.words.own(),
            ..Options::default()
        }
    }
}

/// A user's own words.
#[derive(Debug, Clone, ClapArgs)]
pub struct WordsArgs {
    /// Add words of your own: a heading of a column, a tab and what the column holds on each line,
    /// as `raingan columns` shows them
    ///
    /// A line [level-labels] or [form-labels] begins words for levels above projects (วาระที่ ๑)
    /// and for labels of forms that tell one project, [headings] goes back to headings; # begins a
    /// comment. What may stand behind the tab is in docs/words.md. Your words count before those
    /// of the program, and those of a later list before those of an earlier one.
    #[arg(long = "words", value_name = "FILE", value_parser = PathBufValueParser::new().try_map(own_words))]
    pub lists: Vec<Own>,
}

impl WordsArgs {
    /// All of them as one.
    pub fn own(&self) -> Own {
        self.lists.iter().cloned().fold(Own::default(), Own::and)
    }
}

/// The words in a file.
fn own_words(path: PathBuf) -> Result<Own, Error> {
    let text = String::from_utf8(input::read(&path)?)
        .map_err(|e| Error::new(ErrorKind::Invalid, "is no text in UTF-8").because(e))?;
    Own::parse(&text)
}

/// What one document may use.
#[derive(Debug, Clone, ClapArgs)]
pub struct LimitArgs {
    /// Most memory (address space) for one document, as in 512MiB or 4GiB
    #[arg(long, value_name = "BYTES", default_value = "1GiB")]
    pub memory: Bytes,

    /// Most time for one document, as in 60s or 5m; each page that was read adds a thirtieth
    ///
    /// Once it is up, no further pages are begun: the report is of those that are read, and its finding
    /// partial, an error, names those that are missing. What is not done after half that time more is
    /// ended and gives no report. On a busy machine it is time on the processor.
    #[arg(long, value_name = "TIME", default_value = "60s")]
    pub timeout: Time,
}

impl LimitArgs {
    /// The limits of a worker with this many threads; one for each processor where `None`.
    pub fn limits(&self, threads: Option<usize>) -> Limits {
        let threads = threads.unwrap_or_else(processors);
        Limits { memory: self.memory.0, timeout: self.timeout.0, threads }
    }
}

/// How documents among the reports are read.
#[derive(Debug, Clone, ClapArgs)]
#[command(next_help_heading = "Reading PDF files")]
pub struct ReportArgs {
    #[command(flatten)]
    pub read: ReadArgs,

    #[command(flatten)]
    pub limits: LimitArgs,

    #[command(flatten)]
    pub corrections: CorrectionsArgs,
}

/// When pages are read from their pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OcrName {
    /// Pages that are pictures, and pages whose text cannot be relied on
    Auto,
    /// No page
    Never,
    /// All pages, whatever text they have
    Always,
}

impl From<OcrName> for raingan::OcrMode {
    fn from(name: OcrName) -> raingan::OcrMode {
        match name {
            OcrName::Auto => raingan::OcrMode::Auto,
            OcrName::Never => raingan::OcrMode::Never,
            OcrName::Always => raingan::OcrMode::Always,
        }
    }
}
