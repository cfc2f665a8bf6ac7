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
mod write;

use std::path::{Path, PathBuf};

use raingan::{Error, ErrorKind};

use super::args::review::ReviewArgs;
use super::console::Console;
use super::escape::Syntax;
use super::input;
use super::sink::{STDOUT, Sink, named_output, same_file, unwritable};
use super::status::Status;
use documents::{Documents, Source, sources};
use write::{named, tell, write_folder, write_page};

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
    let reports = args.reports();
    let mut all = Documents::new(args, &reports).read(source)?;
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
