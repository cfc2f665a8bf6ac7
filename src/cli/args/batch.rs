//! What can be said to `raingan batch`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use raingan::batch::line::Status;
use raingan::batch::shard::Shard;

use super::corrections::CorrectionsArgs;
use super::reading::{LimitArgs, ReadArgs};

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan batch reports/ -o out/                       every document below a folder
  raingan batch '2568/**/*.pdf' 2567.zip -o out/       a pattern and an archive
  find . -name '*.pdf' -print0 | raingan batch --from - -o out/
  raingan batch reports/ -o out/                       once more: what is missing or changed
  raingan batch reports/ -o out/ --prune               and without the reports of what is gone
  raingan batch --status out/                          what came of everything
  raingan batch reports/ -o out/ --retry failed --memory 4GiB
  raingan batch reports/ -o part-1/ --shard 1/4        a quarter, on one of four machines
  raingan batch --merge part-1/ part-2/ part-3/ part-4/ -o out/

OUT/reports/ gets a report for each document, OUT/ledger.jsonl a line for each input (its form:
raingan schema ledger). Each document is read in a process of its own: what crashes, hangs or eats
the memory costs that one document, or only the page where it happens, is tried once more alone,
and is recorded. What was read when the time was up is kept (partial: --retry partial --timeout 5m
reads it whole). A run that was
stopped, by whatever means, is taken up by running the same command again: paths count as they are
written, so do it from the same folder. Documents whose content another input has are read once.
Where an input has changed, its new report takes the place of the old one. One that is gone is told
(gone), and its report stays until --prune takes it away; one that only has another name is known by
its content and not read again.

RAINGAN_LOG=info (or debug) logs what is done on standard error; so does -v.

Exit status: 0 all documents are done, 1 some have parts missing (partial), 2 some could not be
read or the run could not go on, 130 interrupted by SIGINT (Ctrl-C) or SIGTERM: documents under way
were finished, the others are left for the next run.";

/// Read thousands of documents, each on its own, and keep a ledger of what became of them
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct BatchArgs {
    /// Files, folders (with all below them), patterns and zip archives to read; with --merge the
    /// OUT folders of shards
    ///
    /// Archives within archives are opened, eight deep; deeper ones count as failed. Names in archives
    /// are UTF-8 or Thai in code page 874, as their flags and bytes say.
    ///
    /// What is named is read whatever it is. In folders, patterns and archives only documents are
    /// read: what begins as a PDF or as a picture (PNG, JPEG, TIFF), what is named .pdf, and
    /// transcripts (.txt with tab-separated rows). Everything else is skipped.
    #[arg(value_name = "IN")]
    pub inputs: Vec<PathBuf>,

    /// The folder to write to; it is made if need be. One run at a time writes to it
    #[arg(short, long, value_name = "OUT", required_unless_present = "status")]
    pub output: Option<PathBuf>,

    /// Read more IN from a list: one path a line, or ended by NUL bytes (find -print0); - is
    /// standard input
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,

    /// Take these again although they were read; without IN, those that the ledger has
    #[arg(long, value_enum, value_delimiter = ',', value_name = "STATUS")]
    pub retry: Vec<Retry>,

    /// Take away the reports of inputs that are gone: that were read in an earlier run and are no
    /// longer there. Without it their reports stay
    #[arg(long, conflicts_with = "merge")]
    pub prune: bool,

    /// Take only part I of N, split by path, the same on every machine
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,

    /// Documents to read side by side [default: one for each processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,

    #[command(flatten)]
    pub limits: LimitArgs,

    #[command(flatten)]
    pub read: ReadArgs,

    #[command(flatten)]
    pub corrections: CorrectionsArgs,

    /// How to show how far it is [default: bar on a terminal, else plain; none with --quiet]
    #[arg(long, value_enum)]
    pub progress: Option<ProgressName>,

    /// Sum up the ledger in OUT, and do nothing else
    #[arg(long, value_name = "OUT", conflicts_with_all = ["inputs", "output", "from", "retry", "shard", "merge"])]
    pub status: Option<PathBuf>,

    /// Merge the OUT folders of shards into one, as if one run had done it all
    #[arg(long, requires = "inputs", conflicts_with_all = ["from", "retry", "shard"])]
    pub merge: bool,
}

/// What can be taken again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Retry {
    /// What could not be read
    Failed,
    /// What was read with parts missing
    Partial,
}

impl From<Retry> for Status {
    fn from(retry: Retry) -> Status {
        match retry {
            Retry::Failed => Status::Failed,
            Retry::Partial => Status::Partial,
        }
    }
}

/// Ways to show how far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProgressName {
    /// A bar that fills
    Bar,
    /// A line every five seconds
    Plain,
    /// A JSON object a line, every second and at the end, on standard error
    Json,
    /// Nothing
    None,
}
