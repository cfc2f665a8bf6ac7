//! What can be said to `raingan review`.

use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::corrections::CorrectionsArgs;
use super::reading::{LimitArgs, ReadArgs, ReportArgs};

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan review plan-2568.pdf -o review.html            one page for a browser; it loads nothing
  raingan review plan-2568.json -o review.html           a report, with plan-2568.pdf beside it
  raingan review plan.json --pdf scans/ -o review.html   the document is elsewhere
  raingan review *.pdf -o reviews/                       a page each, and a list of them
  raingan review out/ -o reviews/                        all reports of raingan batch
  raingan review plan-2568.pdf --serve                   corrections go straight to plan-2568.corrections.json

The page shows the pages of the document beside the values of its report: click a value and its boxes light up, click the page
and the value that stands there opens. What deserves a look (findings, values read with doubt, text that no field claimed) is
gone through by keys: j next, k previous, a accept, c correct, n note, ? help. What is decided is kept by the browser and
downloaded as a file; with --serve it is written to the disk at once. Nothing changes the report itself.

The page begins in English, or in Thai with --lang th, and has a switch.

The address may name a value (review.html#/title), an item (#item=s1/t1/p2) or a place (#page=3&box=72,90,300,110).

With --serve only this machine can open the page, at an address with a secret in it, which is printed; Ctrl-C ends it.

Exit status: 0 clean, 2 something could not be done; the other pages are there.";

/// Show reports beside their documents, to check values and put them right
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct ReviewArgs {
    /// Documents (PDF, pictures), reports that extract wrote, or folders that batch wrote; - is
    /// standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Where to write: a file for one document, a folder for several (a name that ends in /, or a
    /// folder that is there); standard output where it is left out, or -
    #[arg(short, long, value_name = "OUT", conflicts_with = "serve")]
    pub output: Option<PathBuf>,

    /// The document of a report, or a folder with the documents of several [default: beside the
    /// report, by the name it says]
    #[arg(long, value_name = "PATH")]
    pub pdf: Option<PathBuf>,

    /// Decisions to begin with, and with --serve where they are written: a file for one document, a
    /// folder for several [default: NAME.corrections.json beside each input, if it is there]
    #[arg(long, value_name = "PATH")]
    pub corrections: Option<PathBuf>,

    /// Show the pages to a browser on this machine and write what is decided to the disk
    #[arg(long)]
    pub serve: bool,

    /// Port for --serve [default: one that is free]
    #[arg(long, value_name = "N", requires = "serve")]
    pub port: Option<u16>,

    #[command(flatten, next_help_heading = "Reading PDF files")]
    pub read: ReadArgs,

    #[command(flatten, next_help_heading = "Reading PDF files")]
    pub limits: LimitArgs,
}

impl ReviewArgs {
    /// How reports are read: as they are, since the page shows what was decided beside what was read.
    pub fn reports(&self) -> ReportArgs {
        ReportArgs {
            read: self.read.clone(),
            limits: self.limits.clone(),
            corrections: CorrectionsArgs::default(),
        }
    }
}
