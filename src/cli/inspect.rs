//! `raingan inspect`: one page with what each stage saw drawn over it.

use std::io::Write as _;
use std::path::Path;

use raingan::{Error, ErrorKind, Options};

use super::args::inspect::{InspectArgs, Picture};
use super::console::Console;
use super::escape::Syntax;
use super::sink::{STDOUT, Sink, named_output, same_file, unwritable};
use super::status::Status;
use super::{guard, input};

/// Makes the output of a file's bytes and a page's number.
type Make = fn(&[u8], &Options, u32) -> Result<Vec<u8>, Error>;

/// How the output is made.
struct Draw {
    make: Make,
    page: u32,
}

/// Draws the page, or describes its fonts.
pub fn run(args: &InspectArgs, console: &mut Console) -> Result<Status, Error> {
    let name = input::name(&args.file);
    let output = named_output(args.output.as_deref());
    let draw = match args.page {
        Some(page) => {
            drawing(args.format, output, page, output.is_none() && console.data_on_terminal())?
        }
        None => Draw {
            make: |bytes, options, _| {
                raingan::inspect::text(bytes, options).map(String::into_bytes)
            },
            page: 0,
        },
    };
    if output.is_some_and(|path| same_file(path, &args.file)) {
        return Err(
            Error::new(ErrorKind::Usage, "is the input and would be overwritten").in_file(name)
        );
    }
    let password = args.password.clone().filter(|password| !password.is_empty());
    let options = Options { password, words: args.words.own(), ..Options::default() };
    let drawn = input::read(&args.file)
        .and_then(|bytes| guard::caught(|| (draw.make)(&bytes, &options, draw.page)))
        .map_err(|error| error.in_file(name))?;
    let mut sink = match output {
        Some(path) => Sink::file(path)?,
        None => Sink::Stream(console.data(Syntax::Text)),
    };
    let target = output.map_or(STDOUT.to_owned(), |path| path.display().to_string());
    sink.write_all(&drawn)
        .map_err(unwritable)
        .and_then(|()| sink.commit())
        .map_err(|error| error.in_file(target))?;
    Ok(Status::Clean)
}

/// How a page becomes a picture of the form wanted.
fn drawing(
    format: Option<Picture>,
    output: Option<&Path>,
    page: u32,
    terminal: bool,
) -> Result<Draw, Error> {
    let picture = picture(format, output)?;
    refuse_terminal(picture, terminal)?;
    let make = match picture {
        Picture::Svg => |bytes: &[u8], options: &Options, page| {
            raingan::inspect::svg(bytes, options, page).map(String::into_bytes)
        },
        Picture::Png => raingan::inspect::png,
    };
    Ok(Draw { make, page })
}

/// A terminal shows SVG as text, and a PNG as nonsense that may change its settings.
fn refuse_terminal(picture: Picture, terminal: bool) -> Result<(), Error> {
    if picture == Picture::Svg || !terminal {
        return Ok(());
    }
    let message =
        "a terminal cannot show PNG: give -o page.png, or send the output to a file or a program";
    Err(Error::new(ErrorKind::Usage, message))
}

/// The form to write: the one asked for, else the one that the output's name ends in; SVG on
/// standard output.
fn picture(asked: Option<Picture>, output: Option<&Path>) -> Result<Picture, Error> {
    let extension = output.map(|path| {
        path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase()
    });
    match (asked, extension.as_deref()) {
        (Some(picture), _) => Ok(picture),
        (None, None | Some("svg")) => Ok(Picture::Svg),
        (None, Some("png")) => Ok(Picture::Png),
        _ => Err(Error::new(
            ErrorKind::Usage,
            "the output must end in .svg or .png, or --format must say which it is",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_no_png() {
        assert!(
            refuse_terminal(Picture::Svg, true).is_ok()
                && refuse_terminal(Picture::Png, false).is_ok()
        );
        let error = refuse_terminal(Picture::Png, true).unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().contains("-o page.png")),
            (ErrorKind::Usage, true)
        );
    }

    #[test]
    fn the_form_follows_the_name_unless_it_is_given() {
        for (asked, output, form) in [
            (None, None, Some(Picture::Svg)),
            (None, Some("page.SVG"), Some(Picture::Svg)),
            (None, Some("page.png"), Some(Picture::Png)),
            (None, Some("page.jpg"), None),
            (None, Some("page"), None),
            (Some(Picture::Png), None, Some(Picture::Png)),
            (Some(Picture::Png), Some("page"), Some(Picture::Png)),
        ] {
            assert_eq!(picture(asked, output.map(Path::new)).ok(), form, "{output:?}");
        }
    }
}
