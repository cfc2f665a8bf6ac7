//! `raingan extract`: files in, reports out. What goes where is settled, and refused, before the
//! first file is read.

mod output;

use std::ops::ControlFlow;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use raingan::page::Watch;
use raingan::{Error, ErrorKind, Options, PagesRead, Step};
use rayon::ThreadPool;

use super::apart::{Apart, Wanted};
use super::args::extract::{ExtractArgs, Format};
use super::console::Console;
use super::escape::visible;
use super::render::{Engine, Form, Outcome};
use super::status::Status;
use super::threads::{Caller, pool};
use super::{guard, input};
use output::{Output, Product};

/// Who reads the files.
enum Reader<'e> {
    /// This process.
    Here(&'e Engine, Option<ThreadPool>),
    /// A worker process, within limits.
    Apart(Box<Apart>),
}

/// Reads every file and writes what comes of it; one that fails does not keep the others from being
/// done.
///
/// The files are read in a worker process, or in this one by `engine` where the user asks for it.
pub fn run(args: &ExtractArgs, engine: &Engine, console: &mut Console) -> Result<Status, Error> {
    let form = form(args);
    if args.bom && form != Form::Report(Format::Csv) {
        return Err(Error::new(ErrorKind::Usage, "--bom is for CSV: add --format csv"));
    }
    let mut output = Output::of(args, form)?;
    let mut reader = if args.no_isolation {
        Reader::here(engine, args.threads)?
    } else {
        let limits = args.limits.limits(args.threads.map(usize::from));
        let wanted = Wanted { form, excel: args.bom, lang: console.data_lang() };
        Reader::Apart(Box::new(Apart::new(limits, wanted, output.folder().as_deref())?))
    };
    let bar = progress(args.files.len(), output.folder().is_some(), console);
    let mut status = Status::Clean;
    for path in &args.files {
        let name = input::name(path);
        if args.files.len() > 1 {
            bar.set_message(visible(&name).into_owned());
        }
        let watch = |step| {
            if let Step::Read(_, read) = step {
                bar.set_message(pages(&visible(&name), read));
            }
            ControlFlow::Continue(())
        };
        let done = match reader.read(path, &options(path, args), form, &watch) {
            Ok(product) => {
                bar.suspend(|| print_findings(&name, &product, form, console));
                let written = output.put(path, &product, console)?;
                written.map(|()| Status::of_findings(product.findings()))
            }
            Err(error) => Err(if error.file().is_none() { error.in_file(&name) } else { error }),
        };
        status = status.max(done.unwrap_or_else(|error| {
            bar.suspend(|| console.error(&error));
            Status::Failed
        }));
        bar.inc(1);
    }
    bar.finish_and_clear();
    output.close()?;
    args.corrections.tell_unmet(console);
    Ok(status)
}

fn form(args: &ExtractArgs) -> Form {
    args.stage.map_or_else(|| Form::Report(args.format()), |stage| Form::Stage(stage.into()))
}

fn options(path: &Path, args: &ExtractArgs) -> Options {
    Options {
        file_name: input::file_name(path),
        pages: args.pages.map(|pages| (pages.0, pages.1)),
        attachment: args.attachment.clone(),
        raw_text: args.raw,
        corrections: args.corrections.of_file(path),
        ..args.read.options()
    }
}

impl<'e> Reader<'e> {
    /// This process, with threads of its own where a number is given; else with those that the
    /// library takes by itself.
    fn here(engine: &'e Engine, threads: Option<u16>) -> Result<Reader<'e>, Error> {
        let pool = threads.map(|n| pool(n.into(), Caller::Waits)).transpose()?;
        Ok(Reader::Here(engine, pool))
    }

    /// Reads a file up to what `form` needs.
    fn read(
        &mut self,
        path: &Path,
        options: &Options,
        form: Form,
        watch: &Watch<'_>,
    ) -> Result<Product, Error> {
        match self {
            Reader::Apart(apart) => Ok(Product::Apart(apart.read(path, options, &mut |step| {
                let _ = watch(step);
            })?)),
            Reader::Here(engine, pool) => {
                let bytes = input::read(path)?;
                let work = || Outcome::read(engine, &bytes, options, form, watch);
                guard::caught(|| pool.as_ref().map_or_else(work, |pool| pool.install(work)))
                    .map(Product::Here)
            }
        }
    }
}

/// Prints what is odd about a file, and what this form leaves out.
fn print_findings(name: &str, product: &Product, form: Form, console: &mut Console) {
    console.findings(name, product.findings());
    let others = product.others();
    if form == Form::Report(Format::Csv) && others > 0 {
        console.info(
            name,
            &format!("{others} tables of another form have no items and so no rows here; the JSON has them"),
        );
    }
}

/// A bar over several files where someone watches; for one file, only how many pages are read.
fn progress(files: usize, to_file: bool, console: &Console) -> ProgressBar {
    if !console.takes_progress(to_file) {
        return ProgressBar::hidden();
    }
    let template = if files < 2 { "{msg}" } else { "{bar:30} {pos}/{len} {msg}" };
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(files as u64).with_style(style)
}

/// How far a file is, for the bar.
fn pages(name: &str, read: PagesRead) -> String {
    match read.of {
        Some(of) => format!("{name}: page {} of {of}", read.done),
        None => format!("{name}: page {}", read.done),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use tempfile::TempDir;

    use std::fs;
    use std::io;

    use raingan::Report;
    use raingan::contract::output::Lang;
    use raingan::contract::seal::seal;

    use super::super::args::{Args, Command};
    use super::super::console::fake::{self, Tape};
    use super::*;
    use crate::sample;

    /// Stands in for the library: what the bytes say decides what comes of them.
    const ENGINE: Engine = Engine {
        extract: |bytes, options, _| match bytes {
            b"full" => Ok(Report { findings: vec![], ..sample::full() }),
            b"odd" => Ok(sample::full()),
            b"panic" => panic!("out of ideas"),
            b"options" => {
                let mut report = sample::minimal();
                let Options { file_name, password, pages, .. } = options;
                let said = (file_name, password, pages, rayon::current_num_threads());
                report.source.file_name = Some(format!("{said:?}"));
                Ok(report)
            }
            _ => Err(Error::new(ErrorKind::NotPdf, "is not a PDF")),
        },
        stage: |_, _, stage| Ok(format!("{stage:?}\n")),
    };

    /// A folder with inputs named after what they hold.
    fn folder() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["full", "odd", "panic", "options", "poem"] {
            fs::write(folder.path().join(name).with_extension("pdf"), name).unwrap();
        }
        folder
    }

    /// Runs `extract` with `@` standing for the folder.
    fn extract(folder: &TempDir, line: &str) -> (Result<Status, Error>, Tape, Tape) {
        let line = format!("raingan extract --no-isolation {line}")
            .replace('@', folder.path().to_str().unwrap());
        let args = Args::try_parse_from(line.split(' ')).unwrap();
        let (mut console, out, err) = fake::console(Lang::En, args.quiet, args.verbose);
        let Command::Extract(args) = args.command else { panic!("{line}") };
        (run(&args, &ENGINE, &mut console), out, err)
    }

    /// The names in a folder, in order.
    fn names(folder: &Path) -> Vec<String> {
        let of =
            |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(of).collect();
        names.sort();
        names
    }

    #[test]
    fn one_file_is_json_on_stdout_that_keeps_the_contract() {
        let (status, out, err) = extract(&folder(), "@/full.pdf");
        assert_eq!((status.unwrap(), err.text().as_str()), (Status::Clean, ""));
        let report: Report = serde_json::from_str(&out.text()).unwrap();
        let mut expected = Report { findings: vec![], ..sample::full() };
        seal(&mut expected);
        assert_eq!(report, expected);
        assert!(out.text().ends_with("}\n"));
    }

    #[test]
    fn findings_at_error_level_are_told_and_set_the_status() {
        let (status, _, err) = extract(&folder(), "@/odd.pdf");
        assert_eq!(status.unwrap(), Status::Findings);
        assert!(err.text().contains("odd.pdf: page 2: glyphs are unknown\n"), "{}", err.text());
    }

    #[test]
    fn several_files_as_json_need_a_directory_and_get_it_made() {
        let folder = folder();
        let error = extract(&folder, "@/full.pdf @/odd.pdf").0.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        let (status, out, _) = extract(&folder, "@/full.pdf @/poem.pdf @/odd.pdf -o @/new/reports");
        assert_eq!((status.unwrap(), out.text().as_str()), (Status::Failed, ""));
        assert_eq!(names(&folder.path().join("new/reports")), ["full.json", "odd.json"]);
    }

    #[test]
    fn other_forms_put_all_into_one_output() {
        let folder = folder();
        let (_, out, _) = extract(&folder, "@/full.pdf @/odd.pdf --format ndjson");
        assert_eq!(out.text().lines().count(), 2);
        extract(&folder, "@/full.pdf @/odd.pdf -o @/all.csv --bom").0.unwrap();
        let csv = fs::read_to_string(folder.path().join("all.csv")).unwrap();
        assert!(csv.starts_with("\u{feff}file,agency,"), "{csv}");
        assert_eq!(csv.matches("fiscal_year_be").count(), 1);
        let (_, out, _) = extract(&folder, "@/full.pdf @/odd.pdf --format markdown");
        assert_eq!(out.text().lines().filter(|line| line.starts_with("# ")).count(), 2);
        let (_, out, _) = extract(&folder, "@/full.pdf --stage rows");
        assert_eq!(out.text(), "Rows\n");
    }

    #[test]
    fn nothing_is_lost_to_an_output() {
        let folder = folder();
        fs::create_dir(folder.path().join("b")).unwrap();
        fs::copy(folder.path().join("full.pdf"), folder.path().join("b/full.pdf")).unwrap();
        for (line, word) in [
            ("@/full.pdf -o @/full.pdf", "overwritten"),
            ("@/full.pdf -o @/b/../full.pdf", "overwritten"),
            ("@/full.pdf @/b/full.pdf -o @/out", "both"),
            ("@/full.pdf @/odd.pdf -o @/poem.pdf", "is a file"),
            ("- -", "twice"),
            ("@/full.pdf --bom", "--bom"),
        ] {
            let error = extract(&folder, line).0.unwrap_err();
            assert!(error.to_string().contains(word), "{line}: {error}");
        }
        assert_eq!(fs::read(folder.path().join("full.pdf")).unwrap(), b"full");
    }

    #[test]
    fn where_every_file_fails_no_output_appears() {
        let folder = folder();
        let (status, _, err) = extract(&folder, "@/poem.pdf @/none.pdf @ -o @/all.ndjson");
        assert_eq!(status.unwrap(), Status::Failed);
        assert!(!folder.path().join("all.ndjson").exists());
        for words in
            ["poem.pdf: is not a PDF\n", "none.pdf: there is no such file\n", ": is a directory"]
        {
            assert!(err.text().contains(words), "{}", err.text());
        }
    }

    #[test]
    fn a_panic_in_one_file_leaves_the_others() {
        let (status, out, err) =
            extract(&folder(), "@/panic.pdf @/full.pdf --format ndjson --threads 2");
        assert_eq!((status.unwrap(), out.text().lines().count()), (Status::Failed, 1));
        assert!(err.text().contains("panic.pdf: internal error"), "{}", err.text());
    }

    #[test]
    fn pages_are_told_with_their_number_where_it_is_known() {
        assert_eq!(pages("a.pdf", PagesRead { done: 3, of: Some(20) }), "a.pdf: page 3 of 20");
        assert_eq!(pages("a.tif", PagesRead { done: 3, of: None }), "a.tif: page 3");
    }

    #[test]
    fn options_reach_the_library() {
        let (_, out, _) =
            extract(&folder(), "@/options.pdf --pages 3-8 --password geheim --threads 3");
        let report: Report = serde_json::from_str(&out.text()).unwrap();
        let expected = r#"(Some("options.pdf"), Some("geheim"), Some((3, 8)), 3)"#;
        assert_eq!(report.source.file_name.as_deref(), Some(expected));
    }
}
