//! `raingan extract`: files in, reports out. What goes where is settled, and refused, before the first file is read.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use raingan::finding::Severity;
use raingan::report::model::{Report, Section};
use raingan::report::output::{self, Csv, Lang};
use raingan::{Error, ErrorKind, Options, Stage};
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::args::{ExtractArgs, Format};
use super::console::Console;
use super::escape::{Syntax, visible};
use super::sink::{STDOUT, Sink, same_file, unwritable};
use super::{Status, guard, input};

/// What reads a file: the library, or a stand-in in tests.
pub struct Engine {
    pub extract: fn(&[u8], &Options) -> Result<Report, Error>,
    pub stage: fn(&[u8], &Options, Stage) -> Result<String, Error>,
}

/// The library.
pub const LIBRARY: Engine = Engine { extract: raingan::extract, stage: raingan::extract_stage };

/// What is written of each file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Report(Format),
    Stage(Stage),
}

impl Form {
    fn of(args: &ExtractArgs) -> Form {
        args.stage.map_or_else(|| Form::Report(args.format()), |stage| Form::Stage(stage.into()))
    }

    fn extension(self) -> &'static str {
        match self {
            Form::Report(format) => format.extension(),
            Form::Stage(stage) => stage.extension(),
        }
    }

    /// Whether several of them, one after another, are still a file of this form.
    fn joins(self) -> bool {
        matches!(self, Form::Report(Format::Ndjson | Format::Csv | Format::Markdown) | Form::Stage(Stage::Text))
    }

    fn syntax(self) -> Syntax {
        match self {
            Form::Report(Format::Json | Format::Ndjson) | Form::Stage(Stage::Tables | Stage::Rows) => Syntax::Json,
            _ => Syntax::Text,
        }
    }
}

/// Where it is written.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    Stdout,
    /// All in this file.
    File(PathBuf),
    /// Each in a file of its own: input and output.
    Files(BTreeMap<PathBuf, PathBuf>),
}

/// Reads every file and writes what comes of it; one that fails does not keep the others from being done.
pub fn run(args: &ExtractArgs, engine: &Engine, console: &mut Console) -> Result<Status, Error> {
    let form = Form::of(args);
    if args.bom && form != Form::Report(Format::Csv) {
        return Err(usage("--bom is for CSV: add --format csv"));
    }
    let mut output = Output { target: target(args, form)?, form, excel: args.bom, joined: None };
    let pool = pool(args.threads)?;
    let bar = progress(args.files.len(), console);
    let mut status = Status::Clean;
    for path in &args.files {
        let name = input::name(path);
        bar.set_message(visible(&name).into_owned());
        let done = match read(path, args, form, engine, pool.as_ref()) {
            Ok(outcome) => {
                bar.suspend(|| tell(&name, &outcome, form, console));
                output.put(path, &outcome, console)?.map(|()| outcome.status())
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
    Ok(status)
}

/// What came of a file.
enum Outcome {
    Report(Box<Report>),
    Stage(String),
}

impl Outcome {
    fn status(&self) -> Status {
        match self {
            Outcome::Report(r) if r.findings.iter().any(|f| f.severity == Severity::Error) => Status::Findings,
            _ => Status::Clean,
        }
    }
}

fn read(
    path: &Path,
    args: &ExtractArgs,
    form: Form,
    engine: &Engine,
    pool: Option<&ThreadPool>,
) -> Result<Outcome, Error> {
    let bytes = input::read(path)?;
    let named = path.file_name().filter(|_| !input::is_stdin(path));
    let options = Options {
        file_name: named.map(|name| name.to_string_lossy().into_owned()),
        password: args.password.clone().filter(|password| !password.is_empty()),
        pages: args.pages.map(|pages| (pages.0, pages.1)),
        raw_text: args.raw,
        ocr: args.ocr.into(),
        dpi: args.dpi,
    };
    let work = || match form {
        Form::Report(_) => (engine.extract)(&bytes, &options).map(|report| Outcome::Report(Box::new(report))),
        Form::Stage(stage) => (engine.stage)(&bytes, &options, stage).map(Outcome::Stage),
    };
    guard::caught(|| pool.map_or_else(work, |pool| pool.install(work)))
}

/// Tells what is odd about a file, and what this form leaves out.
fn tell(name: &str, outcome: &Outcome, form: Form, console: &mut Console) {
    let Outcome::Report(report) = outcome else { return };
    console.findings(name, &report.findings);
    let others: usize =
        report.sections.iter().map(|s| if let Section::Other(o) = s { o.tables.len() } else { 0 }).sum();
    if form == Form::Report(Format::Csv) && others > 0 {
        console.info(
            name,
            &format!("{others} tables of another form have no items and so no rows here; the JSON has them"),
        );
    }
}

/// Settles where the output goes, and refuses what would lose something.
fn target(args: &ExtractArgs, form: Form) -> Result<Target, Error> {
    let several = args.files.len() > 1;
    if args.files.iter().filter(|path| input::is_stdin(path)).count() > 1 {
        return Err(usage("- stands twice, but standard input can be read only once"));
    }
    let target = match args.output.as_deref().filter(|path| path.as_os_str() != "-") {
        None if several && !form.joins() => {
            return Err(usage("several files make several documents: give a directory with -o, or --format ndjson"));
        }
        None => Target::Stdout,
        Some(path) if path.is_dir() || ends_in_slash(path) || several && !form.joins() => {
            Target::Files(one_each(&args.files, path, form)?)
        }
        Some(path) => Target::File(path.to_owned()),
    };
    let outputs: Vec<&PathBuf> = match &target {
        Target::Stdout => vec![],
        Target::File(path) => vec![path],
        Target::Files(paths) => paths.values().collect(),
    };
    for input in args.files.iter().filter(|path| !input::is_stdin(path)) {
        if outputs.iter().any(|output| same_file(input, output)) {
            return Err(usage("is an input and would be overwritten: give another output").in_file(input::name(input)));
        }
    }
    Ok(target)
}

/// The output of each input in `folder`, named after it.
fn one_each(inputs: &[PathBuf], folder: &Path, form: Form) -> Result<BTreeMap<PathBuf, PathBuf>, Error> {
    if folder.exists() && !folder.is_dir() {
        let error = usage("is a file: several documents need a directory, or --format ndjson");
        return Err(error.in_file(folder.display().to_string()));
    }
    let mut outputs: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    for input in inputs {
        let stem = if input::is_stdin(input) { Path::new("stdin") } else { input };
        let mut name = stem.file_stem().unwrap_or_default().to_owned();
        name.push(".");
        name.push(form.extension());
        let output = folder.join(name);
        if let Some((other, _)) = outputs.iter().find(|(_, taken)| **taken == output) {
            let both = format!("{} and {} would both be written to it", other.display(), input.display());
            return Err(usage(&both).in_file(output.display().to_string()));
        }
        outputs.insert(input.clone(), output);
    }
    Ok(outputs)
}

fn ends_in_slash(path: &Path) -> bool {
    path.to_string_lossy().ends_with(std::path::is_separator)
}

fn usage(message: &str) -> Error {
    Error::new(ErrorKind::Usage, message)
}

/// Where the outcomes go, and the one file or stream that is open while several of them go there.
struct Output {
    target: Target,
    form: Form,
    excel: bool,
    joined: Option<Writer>,
}

impl Output {
    /// Writes what came of the file at `path`. The outer error ends all work: the one output takes no more.
    fn put(&mut self, path: &Path, outcome: &Outcome, console: &Console) -> Result<Result<(), Error>, Error> {
        if let Target::Files(outputs) = &self.target {
            return Ok(self.put_alone(&outputs[path], outcome, console));
        }
        let mut writer = match self.joined.take() {
            Some(writer) => writer,
            None => self.open(console)?,
        };
        writer.put(outcome).map_err(|e| self.failed(e))?;
        self.joined = Some(writer);
        Ok(Ok(()))
    }

    fn put_alone(&self, path: &Path, outcome: &Outcome, console: &Console) -> Result<(), Error> {
        let here = |e| unwritable(e).in_file(path.display().to_string());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(here)?;
        }
        let mut writer = Writer::open(Sink::file(path)?, self.form, self.excel, console.data_lang()).map_err(here)?;
        writer.put(outcome).map_err(here)?;
        writer.close()
    }

    fn open(&self, console: &Console) -> Result<Writer, Error> {
        let sink = match &self.target {
            Target::File(path) => Sink::file(path)?,
            _ => Sink::Stream(console.data(self.form.syntax())),
        };
        Writer::open(sink, self.form, self.excel, console.data_lang()).map_err(|e| self.failed(e))
    }

    fn failed(&self, cause: io::Error) -> Error {
        unwritable(cause).in_file(self.name())
    }

    fn name(&self) -> String {
        match &self.target {
            Target::File(path) => path.display().to_string(),
            _ => STDOUT.to_owned(),
        }
    }

    fn close(self) -> Result<(), Error> {
        let name = self.name();
        self.joined.map_or(Ok(()), Writer::close).map_err(|error| error.in_file(name))
    }
}

/// One output: reports one after another.
enum Writer {
    Csv(Box<Csv<Sink>>),
    Other { sink: Sink, form: Form, lang: Lang, first: bool },
}

impl Writer {
    fn open(sink: Sink, form: Form, excel: bool, lang: Lang) -> io::Result<Writer> {
        Ok(match form {
            Form::Report(Format::Csv) if excel => Writer::Csv(Box::new(Csv::for_excel(sink)?)),
            Form::Report(Format::Csv) => Writer::Csv(Box::new(Csv::new(sink)?)),
            _ => Writer::Other { sink, form, lang, first: true },
        })
    }

    fn put(&mut self, outcome: &Outcome) -> io::Result<()> {
        match (self, outcome) {
            (Writer::Csv(csv), Outcome::Report(report)) => csv.report(report),
            (Writer::Csv(_), Outcome::Stage(_)) => Ok(()),
            (Writer::Other { sink, .. }, Outcome::Stage(text)) => sink.write_all(text.as_bytes()),
            (Writer::Other { sink, form, lang, first }, Outcome::Report(report)) => {
                let again = !std::mem::take(first);
                match form {
                    Form::Report(Format::Ndjson) => output::ndjson(report, sink),
                    Form::Report(Format::Markdown) => {
                        if again {
                            sink.write_all(b"\n---\n\n")?;
                        }
                        output::markdown(report, *lang, sink)
                    }
                    _ => output::json(report, sink),
                }
            }
        }
    }

    fn close(self) -> Result<(), Error> {
        match self {
            Writer::Csv(csv) => csv.finish().map_err(unwritable)?.commit(),
            Writer::Other { sink, .. } => sink.commit(),
        }
    }
}

/// Threads of our own where a number is given; else those that the library takes by itself.
fn pool(threads: Option<u16>) -> Result<Option<ThreadPool>, Error> {
    let build = |n: u16| {
        let pool = ThreadPoolBuilder::new().num_threads(n.into());
        // A thread beside the one that waits for it gains nothing.
        if n == 1 { pool.use_current_thread().build() } else { pool.build() }
    };
    threads.map(build).transpose().map_err(|e| usage("--threads: these threads cannot be had").because(e))
}

/// A bar over several files where someone watches.
fn progress(files: usize, console: &Console) -> ProgressBar {
    if files < 2 || !console.takes_progress() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(files as u64).with_style(style)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use tempfile::TempDir;

    use super::super::args::{Args, Command};
    use super::super::console::fake::{self, Tape};
    use super::*;
    use crate::sample;

    /// Stands in for the library: what the bytes say decides what comes of them.
    const ENGINE: Engine = Engine {
        extract: |bytes, options| match bytes {
            b"full" => Ok(Report { findings: vec![], ..sample::full() }),
            b"odd" => Ok(sample::full()),
            b"panic" => panic!("out of ideas"),
            b"options" => {
                let mut report = sample::minimal();
                report.source.file_name = Some(format!("{options:?} {}", rayon::current_num_threads()));
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
        let line = format!("raingan extract {line}").replace('@', folder.path().to_str().unwrap());
        let args = Args::try_parse_from(line.split(' ')).unwrap();
        let (mut console, out, err) = fake::console(Lang::En, args.quiet, args.verbose);
        let Command::Extract(args) = args.command else { panic!("{line}") };
        (run(&args, &ENGINE, &mut console), out, err)
    }

    /// The names in a folder, in order.
    fn names(folder: &Path) -> Vec<String> {
        let of = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(of).collect();
        names.sort();
        names
    }

    #[test]
    fn one_file_is_json_on_stdout_that_keeps_the_contract() {
        let (status, out, err) = extract(&folder(), "@/full.pdf");
        assert_eq!((status.unwrap(), err.text().as_str()), (Status::Clean, ""));
        let report: Report = serde_json::from_str(&out.text()).unwrap();
        assert_eq!(report, Report { findings: vec![], ..sample::full() });
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
        for words in ["poem.pdf: is not a PDF\n", "none.pdf: there is no such file\n", ": is a directory"] {
            assert!(err.text().contains(words), "{}", err.text());
        }
    }

    #[test]
    fn a_panic_in_one_file_leaves_the_others() {
        let (status, out, err) = extract(&folder(), "@/panic.pdf @/full.pdf --format ndjson --threads 2");
        assert_eq!((status.unwrap(), out.text().lines().count()), (Status::Failed, 1));
        assert!(err.text().contains("panic.pdf: internal error"), "{}", err.text());
    }

    #[test]
    fn options_reach_the_library() {
        let (_, out, _) = extract(&folder(), "@/options.pdf --pages 3-8 --password geheim --threads 3");
        let report: Report = serde_json::from_str(&out.text()).unwrap();
        let expected = r#"Options { file_name: Some("options.pdf"), password: Some("geheim"), pages: Some((3, 8)), raw_text: false } 3"#;
        assert_eq!(report.source.file_name.as_deref(), Some(expected));
    }
}
