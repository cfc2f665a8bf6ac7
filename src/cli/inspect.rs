//! `raingan inspect`: one page with what each stage saw drawn over it.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args as ClapArgs;
use raingan::{Error, ErrorKind, Options};

use super::console::Console;
use super::escape::Syntax;
use super::sink::{STDOUT, Sink, same_file, unwritable};
use super::{Status, guard, input};

const EXAMPLES: &str = "\
Examples:
  raingan inspect plan-2568.pdf --page 3 > page.svg
  raingan inspect plan-2568.pdf --page 3 -o page.png";

/// Draw what was seen on a page: clusters, rulings, cells, logical rows
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct InspectArgs {
    /// PDF file to read; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The page, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub page: u32,

    /// Where to write: a name that ends in .svg or .png; SVG on standard output where it is left out
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// Password of an encrypted file. Other users can see command lines: prefer the environment variable
    #[arg(long, env = "RAINGAN_PASSWORD", hide_env_values = true, value_name = "PASSWORD")]
    pub password: Option<String>,
}

/// How a page becomes a picture.
type Draw = fn(&[u8], &Options, u32) -> Result<Vec<u8>, Error>;

/// Draws the page.
pub fn run(args: &InspectArgs, console: &mut Console) -> Result<Status, Error> {
    let name = input::name(&args.file);
    let output = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let extension = output.map_or(Some("svg"), |path| path.extension()?.to_str()).map(str::to_ascii_lowercase);
    let draw: Draw = match extension.as_deref() {
        Some("svg") => |bytes, options, page| raingan::inspect::svg(bytes, options, page).map(String::into_bytes),
        Some("png") => raingan::inspect::png,
        _ => return Err(Error::new(ErrorKind::Usage, "the output must end in .svg or .png")),
    };
    if output.is_some_and(|path| same_file(path, &args.file)) {
        return Err(Error::new(ErrorKind::Usage, "is the input and would be overwritten").in_file(name));
    }
    let options = Options {
        file_name: None,
        password: args.password.clone().filter(|password| !password.is_empty()),
        pages: Some((args.page, args.page)),
    };
    let drawn = input::read(&args.file)
        .and_then(|bytes| guard::caught(|| draw(&bytes, &options, args.page)))
        .map_err(|error| error.in_file(name))?;
    let mut sink = match output {
        Some(path) => Sink::file(path)?,
        None => Sink::Stream(console.data(Syntax::Text)),
    };
    let target = output.map_or(STDOUT.to_owned(), |path| path.display().to_string());
    sink.write_all(&drawn).map_err(unwritable).and_then(|()| sink.commit()).map_err(|error| error.in_file(target))?;
    Ok(Status::Clean)
}
