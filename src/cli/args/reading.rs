//! How documents are read, and what one may use: options that several commands share.

use clap::{Args as ClapArgs, ValueEnum};
use raingan::Options;

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
}

impl ReadArgs {
    /// The same for the library; the file's name and the pages are the command's.
    pub fn options(&self) -> Options {
        // An empty environment variable is none.
        let password = self.password.clone().filter(|password| !password.is_empty());
        Options { password, ocr: self.ocr.into(), dpi: self.dpi, ..Options::default() }
    }
}

/// What one document may use.
#[derive(Debug, Clone, ClapArgs)]
pub struct LimitArgs {
    /// Most memory (address space) for one document, as in 512MiB or 4GiB
    #[arg(long, value_name = "BYTES", default_value = "1GiB")]
    pub memory: Bytes,

    /// Most time for one document, as in 60s or 5m
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
