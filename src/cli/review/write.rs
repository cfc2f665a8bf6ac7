//! Pages of documents, written: one, or a folder of them with a list.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use raingan::Error;
use raingan::review::index::Entry;
use raingan::review::page::{self, Page};

use super::super::args::review::ReviewArgs;
use super::super::console::Console;
use super::super::escape::visible;
use super::super::sink::{Sink, unwritable};
use super::super::status::Status;
use super::super::{guard, input};
use super::documents::{Document, Documents, Source};
use super::folder::{self, Names};
use super::saved;

/// A page that is written.
#[cfg_attr(not(feature = "serve"), expect(dead_code, reason = "only who serves it reads it"))]
pub struct Written {
    /// The name of its file.
    pub page: String,
    /// Where what is decided about it is kept.
    pub decisions: PathBuf,
    /// The document it is about.
    pub sha256: String,
}

/// Writes a page for each document into a folder, and a list of them; what cannot be read does not
/// keep the others from being there.
pub fn write_folder(
    args: &ReviewArgs,
    sources: &[Source],
    folder: &Path,
    serve: bool,
    console: &mut Console,
) -> Result<(Status, Vec<Written>), Error> {
    let bar = progress(sources.len(), console);
    let reports = args.reports();
    let (mut documents, mut names) = (Documents::new(args, &reports), Names::default());
    let (mut status, mut entries, mut written) = (Status::Clean, Vec::new(), Vec::new());
    for source in sources {
        bar.set_message(visible(&input::name(&source.path)).into_owned());
        match documents.read(source) {
            Ok(all) => {
                let count = all.len();
                for document in all {
                    bar.suspend(|| tell(&document, console));
                    let name = names.free(&named(&document, source, count));
                    let decisions = saved::place(args, &source.path, &name, sources.len() > 1);
                    let save = serve.then(|| folder::address(&format!("{name}.corrections")));
                    let page = format!("{name}.html");
                    let mut sink = Sink::file(&folder.join(&page))?;
                    write_page(&document, &decisions, save, console, &mut sink)?;
                    sink.commit()?;
                    entries.push(Entry::of(&document.report, page.clone(), document.name.clone()));
                    let sha256 = document.report.source.sha256.clone();
                    written.push(Written { page, decisions, sha256 });
                }
            }
            Err(error) => {
                bar.suspend(|| console.error(&error));
                entries.push(Entry::unread(input::name(&source.path), error.to_string()));
                status = Status::Failed;
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    folder::write_index(folder, &entries, console.data_lang())?;
    Ok((status, written))
}

/// What the page of a document is called, without its ending.
pub fn named(document: &Document, source: &Source, of: usize) -> String {
    let path = if of == 1 && !input::is_stdin(&source.path) {
        source.path.clone()
    } else {
        PathBuf::from(&document.name)
    };
    path.file_stem().map_or_else(|| "report".to_owned(), |s| s.to_string_lossy().into_owned())
}

/// Says what the page will say of missing pictures.
pub fn tell(document: &Document, console: &mut Console) {
    for note in &document.notes {
        console.info(&document.name, console.lang().pick(&note.0, &note.1).clone().as_str());
    }
}

/// Draws and writes the page of a document.
pub fn write_page(
    document: &Document,
    decisions: &Path,
    save: Option<String>,
    console: &Console,
    to: &mut Sink,
) -> Result<(), Error> {
    let report = &document.report;
    let save_as = decisions
        .file_name()
        .map_or_else(|| "corrections.json".to_owned(), |name| name.to_string_lossy().into_owned());
    let saved = match save {
        Some(_) => None,
        None => saved::read(decisions, &report.source.sha256)?,
    };
    let page = Page {
        report,
        sheets: &document.sheets,
        notes: document.notes.clone(),
        lang: console.data_lang(),
        saved: saved.and_then(|decided| serde_json::to_value(decided).ok()),
        save_as,
        save,
    };
    guard::caught(|| page::write(&page, &mut *to).map_err(unwritable))?;
    to.flush().map_err(unwritable)
}

fn progress(files: usize, console: &Console) -> ProgressBar {
    if files < 2 || !console.takes_progress(true) {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(files as u64).with_style(style)
}
