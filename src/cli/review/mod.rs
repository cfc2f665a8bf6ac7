//! `raingan review`: reports beside their documents, as pages for a browser.

mod documents;
mod folder;
#[cfg(feature = "serve")]
mod http;
mod saved;
#[cfg(feature = "serve")]
mod serve;
#[cfg(not(feature = "serve"))]
#[path = "absent.rs"]
mod serve;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use raingan::review::index::Entry;
use raingan::review::page::{self, Page};
use raingan::{Error, ErrorKind};

use super::args::review::ReviewArgs;
use super::console::Console;
use super::escape::{Syntax, visible};
use super::sink::{STDOUT, Sink, named_output, same_file, unwritable};
use super::status::Status;
use super::{guard, input};
use documents::{Document, Documents, Source, sources};
use folder::Names;

/// A page that is written.
#[cfg_attr(not(feature = "serve"), expect(dead_code, reason = "only who serves it reads it"))]
struct Written {
    /// The name of its file.
    page: String,
    /// Where what is decided about it is kept.
    decisions: PathBuf,
    /// The document it is about.
    sha256: String,
}

/// Writes the pages, or shows them.
pub fn run(args: &ReviewArgs, console: &mut Console) -> Result<Status, Error> {
    if args.files.iter().filter(|path| input::is_stdin(path)).count() > 1 {
        let message = "- stands twice, but standard input can be read only once";
        return Err(Error::new(ErrorKind::Usage, message));
    }
    let sources = sources(&args.files)?;
    if args.serve {
        return serve::run(args, &sources, console);
    }
    let output = named_output(args.output.as_deref());
    if let Some(path) = output.filter(|path| sources.iter().any(|s| same_file(path, &s.path))) {
        let message = "is an input and would be overwritten";
        return Err(Error::new(ErrorKind::Usage, message).in_file(path.display().to_string()));
    }
    match output {
        Some(path) if is_folder(path, &args.files, sources.len()) => {
            std::fs::create_dir_all(path)
                .map_err(|e| unwritable(e).in_file(path.display().to_string()))?;
            let (status, _) = write_folder(args, &sources, path, false, console)?;
            Ok(status)
        }
        _ if sources.len() > 1 => {
            let message = "several documents need a folder: give -o reviews/";
            Err(Error::new(ErrorKind::Usage, message))
        }
        None if console.data_on_terminal() => {
            let message = "a terminal cannot show a page: give -o review.html";
            Err(Error::new(ErrorKind::Usage, message))
        }
        output => write_one(args, &sources[0], output, console),
    }
}

/// Whether the output is a folder: it is one, its name ends as one, or a folder is what is read.
fn is_folder(output: &Path, files: &[PathBuf], sources: usize) -> bool {
    let ends = output.as_os_str().as_encoded_bytes().last();
    let named = ends.is_some_and(|last| std::path::is_separator(char::from(*last)));
    let is_file_name = output.extension().is_some_and(|end| end.eq_ignore_ascii_case("html"));
    named
        || output.is_dir()
        || (!is_file_name && (sources > 1 || files.iter().any(|file| file.is_dir())))
}

/// Writes the page of the one document there is.
fn write_one(
    args: &ReviewArgs,
    source: &Source,
    output: Option<&Path>,
    console: &mut Console,
) -> Result<Status, Error> {
    let mut all = Documents::new(args).read(source)?;
    let Some(document) = all.pop().filter(|_| all.is_empty()) else {
        let message = format!("holds {} reports: give a folder, -o reviews/", all.len() + 1);
        return Err(Error::new(ErrorKind::Usage, message).in_file(input::name(&source.path)));
    };
    let target = output.map_or(STDOUT.to_owned(), |path| path.display().to_string());
    let mut sink = match output {
        Some(path) => Sink::file(path)?,
        None => Sink::Stream(console.data(Syntax::Text)),
    };
    tell(&document, console);
    let name = named(&document, source, 1);
    let decisions = saved::place(args, &source.path, &name, false);
    write_page(&document, &decisions, None, console, &mut sink)
        .and_then(|()| sink.commit())
        .map_err(|error| if error.file().is_none() { error.in_file(target) } else { error })?;
    Ok(Status::Clean)
}

/// Writes a page for each document into a folder, and a list of them; what cannot be read does not
/// keep the others from being there.
fn write_folder(
    args: &ReviewArgs,
    sources: &[Source],
    folder: &Path,
    serve: bool,
    console: &mut Console,
) -> Result<(Status, Vec<Written>), Error> {
    let bar = progress(sources.len(), console);
    let (mut documents, mut names) = (Documents::new(args), Names::default());
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
fn named(document: &Document, source: &Source, of: usize) -> String {
    let path = if of == 1 && !input::is_stdin(&source.path) {
        source.path.clone()
    } else {
        PathBuf::from(&document.name)
    };
    path.file_stem().map_or_else(|| "report".to_owned(), |s| s.to_string_lossy().into_owned())
}

/// Says what the page will say of missing pictures.
fn tell(document: &Document, console: &mut Console) {
    for note in &document.notes {
        console.info(&document.name, console.lang().pick(&note.0, &note.1).clone().as_str());
    }
}

/// Draws and writes the page of a document.
fn write_page(
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_documents_and_folders_ask_for_a_folder() {
        let here = [PathBuf::from(".")];
        let file = [PathBuf::from("a.pdf")];
        for (output, files, sources, expected) in [
            ("out/", &file, 1, true),
            ("out", &file, 1, false),
            ("out", &file, 2, true),
            ("out", &here, 1, true),
            ("out.html", &here, 1, false),
            ("out.HTML", &file, 2, false),
            (".", &file, 1, true),
        ] {
            assert_eq!(is_folder(Path::new(output), files, sources), expected, "{output}");
        }
    }
}
