//! Where `extract` writes: standard output, one file, or a file for each input; and what would lose
//! something is refused.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use raingan::finding::Finding;
use raingan::{Error, ErrorKind};

use super::super::apart::Rendered;
use super::super::args::extract::ExtractArgs;
use super::super::console::Console;
use super::super::input;
use super::super::render::{Form, Outcome, Writer, between, header};
use super::super::sink::{STDOUT, Sink, named_output, same_file, unwritable};

/// What came of a file, and where it is.
pub enum Product {
    /// In this process, to be written.
    Here(Outcome),
    /// Written by a worker.
    Apart(Rendered),
}

impl Product {
    /// What is odd about the document.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Product::Here(outcome) => outcome.findings(),
            Product::Apart(rendered) => &rendered.findings,
        }
    }

    /// How many tables of another form it has, which CSV leaves out.
    pub fn others(&self) -> usize {
        match self {
            Product::Here(outcome) => outcome.others(),
            Product::Apart(rendered) => rendered.others,
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

/// Settles where the output goes, and refuses what would lose something.
fn target(args: &ExtractArgs, form: Form) -> Result<Target, Error> {
    let several = args.files.len() > 1;
    if args.files.iter().filter(|path| input::is_stdin(path)).count() > 1 {
        return Err(usage("- stands twice, but standard input can be read only once"));
    }
    let target = match named_output(args.output.as_deref()) {
        None if several && !form.joins() => {
            return Err(usage(
                "several files make several documents: give a directory with -o, or --format ndjson",
            ));
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
            return Err(usage("is an input and would be overwritten: give another output")
                .in_file(input::name(input)));
        }
    }
    Ok(target)
}

/// The output of each input in `folder`, named after it.
fn one_each(
    inputs: &[PathBuf],
    folder: &Path,
    form: Form,
) -> Result<BTreeMap<PathBuf, PathBuf>, Error> {
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
            let both =
                format!("{} and {} would both be written to it", other.display(), input.display());
            return Err(usage(&both).in_file(output.display().to_string()));
        }
        outputs.insert(input.clone(), output);
    }
    Ok(outputs)
}

fn usage(message: &str) -> Error {
    Error::new(ErrorKind::Usage, message)
}

fn ends_in_slash(path: &Path) -> bool {
    path.to_string_lossy().ends_with(std::path::is_separator)
}

/// Where the products go, and the one file or stream that is open while several of them go there.
pub struct Output {
    target: Target,
    form: Form,
    excel: bool,
    joined: Option<Open>,
}

impl Output {
    /// Settles where the output goes, and refuses what would lose something.
    pub fn of(args: &ExtractArgs, form: Form) -> Result<Output, Error> {
        Ok(Output { target: target(args, form)?, form, excel: args.bom, joined: None })
    }

    /// The folder in which files will appear, if any does.
    pub fn folder(&self) -> Option<PathBuf> {
        let path = match &self.target {
            Target::Stdout => return None,
            Target::File(path) => path,
            Target::Files(paths) => paths.values().next()?,
        };
        Sink::folder(path)
    }

    /// Writes what came of the file at `path`. The outer error ends all work: the one output takes
    /// no more.
    pub fn put(
        &mut self,
        path: &Path,
        product: &Product,
        console: &Console,
    ) -> Result<Result<(), Error>, Error> {
        if let Target::Files(outputs) = &self.target {
            return Ok(self.put_alone(&outputs[path], product, console));
        }
        let mut writer = match self.joined.take() {
            Some(writer) => writer,
            None => self.open(product, console)?,
        };
        writer.put(product).map_err(|e| self.failed(e))?;
        self.joined = Some(writer);
        Ok(Ok(()))
    }

    fn put_alone(&self, path: &Path, product: &Product, console: &Console) -> Result<(), Error> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|e| unwritable_at(path, e))?;
        }
        let sink = Sink::file(path)?;
        let mut writer = Open::of(product, sink, self.form, self.excel, console)
            .map_err(|e| unwritable_at(path, e))?;
        writer.put(product).map_err(|e| unwritable_at(path, e))?;
        writer.close()
    }

    fn open(&self, product: &Product, console: &Console) -> Result<Open, Error> {
        let sink = match &self.target {
            Target::File(path) => Sink::file(path)?,
            _ => Sink::Stream(console.data(self.form.syntax())),
        };
        Open::of(product, sink, self.form, self.excel, console).map_err(|e| self.failed(e))
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

    /// All is written.
    pub fn close(self) -> Result<(), Error> {
        let name = self.name();
        self.joined.map_or(Ok(()), Open::close).map_err(|error| error.in_file(name))
    }
}

fn unwritable_at(path: &Path, cause: io::Error) -> Error {
    unwritable(cause).in_file(path.display().to_string())
}

/// An output that is open: products one after another.
enum Open {
    /// Written from the reports themselves.
    Reports(Writer),
    /// Made of what workers have written.
    Copies { sink: Sink, header: Vec<u8>, between: &'static [u8], first: bool },
}

impl Open {
    fn of(
        product: &Product,
        sink: Sink,
        form: Form,
        excel: bool,
        console: &Console,
    ) -> io::Result<Open> {
        Ok(match product {
            Product::Here(_) => {
                Open::Reports(Writer::open(sink, form, excel, console.data_lang())?)
            }
            Product::Apart(_) => Open::Copies {
                sink,
                header: header(form, excel)?,
                between: between(form),
                first: true,
            },
        })
    }

    fn put(&mut self, product: &Product) -> io::Result<()> {
        match (self, product) {
            (Open::Reports(writer), Product::Here(outcome)) => writer.put(outcome),
            (Open::Copies { sink, header, between, first }, Product::Apart(rendered)) => {
                if std::mem::take(first) {
                    return sink.begin(&rendered.file);
                }
                sink.write_all(between)?;
                let mut file = File::open(&rendered.file)?;
                file.seek(SeekFrom::Start(header.len() as u64))?;
                io::copy(&mut file, sink).map(drop)
            }
            // One run reads all its files in the same way.
            _ => Err(io::Error::other("two ways of reading in one output")),
        }
    }

    fn close(self) -> Result<(), Error> {
        match self {
            Open::Reports(writer) => writer.close(),
            Open::Copies { sink, .. } => sink.commit(),
        }
    }
}
