//! What can be said to `raingan inspect`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::reading::WordsArgs;

/// What the help says below the options.
const EXAMPLES: &str = "\
Examples:
  raingan inspect plan-2568.pdf --page 3 > page.svg
  raingan inspect plan-2568.pdf --page 3 -o page.png
  raingan inspect plan-2568.pdf --page 3 --format png | display -
  raingan inspect plan-2568.pdf --text

A browser shows an SVG, and what lies under the pointer: the text, its characters, its box. In an editor (Inkscape) each
kind of mark is a layer. Above each table stands what its columns were taken for, with ? where that is a guess; below the page
what the colours mean, how many there are, and what is odd about the page.";

/// Draw what was seen on a page: clusters, rulings, cells, logical rows
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct InspectArgs {
    /// PDF file to read; - is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The page, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), required_unless_present = "text")]
    pub page: Option<u32>,

    /// Instead of a picture: what the text of each font rests on, with examples before → after
    #[arg(long, conflicts_with_all = ["page", "format"])]
    pub text: bool,

    /// Where to write: a name that ends in .svg or .png; standard output where it is left out, or -
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// Form of the output [default: what the name of OUT ends in, else svg]
    #[arg(short, long, value_enum)]
    pub format: Option<Picture>,

    /// Password of an encrypted file. Other users can see command lines: prefer the environment
    /// variable
    #[arg(long, env = "RAINGAN_PASSWORD", hide_env_values = true, value_name = "PASSWORD")]
    pub password: Option<String>,

    #[command(flatten)]
    pub words: WordsArgs,
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Picture {
    /// The text of the page with the marks over it; every mark says what it is
    Svg,
    /// The picture of the page with the marks over it, 150 dots an inch
    Png,
}
