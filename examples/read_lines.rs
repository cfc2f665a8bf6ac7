//! Reads gray pictures of text lines (PGM) and compares them with the text beside them: `read_lines
//! WEIGHTS FILE.pgm…`; `-` for the weights in the program. Says how much was wrong, how sure it
//! was, and how long a line took.

use std::path::Path;
use std::time::Instant;
use std::{env, fs, process};

use raingan::ocr::language;
use raingan::ocr::recogniser::{Character, Recogniser, Window};

/// Upper ends of the ranges of confidence that are told apart.
const RANGES: [f32; 8] = [0.5, 0.7, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let weights = arguments.next().unwrap_or_else(|| {
        eprintln!("usage: read_lines WEIGHTS|- FILE.pgm…");
        process::exit(2)
    });
    let read;
    let recogniser = if weights == "-" {
        Recogniser::embedded()
    } else {
        read = Recogniser::from_bytes(&fs::read(weights)?)?;
        &read
    };
    let files: Vec<String> = arguments.collect();
    let windows: Vec<Window> = files.iter().map(|file| window(file)).collect::<Result<_, _>>()?;
    let started = Instant::now();
    let lines = recogniser.read_all(&windows);
    let took = started.elapsed();
    let mut score = Score::default();
    for (file, line) in files.iter().zip(lines) {
        let line = language::help(line).characters;
        let truth = fs::read_to_string(Path::new(file).with_extension("txt"));
        match truth {
            Ok(truth) => score.add(&truth, &line),
            Err(_) => println!("{}", line.iter().map(|c| c.text.as_str()).collect::<String>()),
        }
    }
    score.print();
    let columns: usize = windows.iter().map(Window::width).sum();
    println!("{} lines, {columns} columns, {:.1} ms", files.len(), took.as_secs_f64() * 1e3);
    Ok(())
}

/// A binary PGM of 8 bits.
fn window(file: &str) -> Result<Window, Box<dyn std::error::Error>> {
    let bytes = fs::read(file)?;
    let mut fields = bytes.splitn(4, |b| b.is_ascii_whitespace());
    let mut number =
        || std::str::from_utf8(fields.next().unwrap_or_default()).unwrap_or_default().to_owned();
    let (_magic, width, height) = (number(), number().parse()?, number().parse()?);
    let pixels = bytes.len().checked_sub(width * height).ok_or("too short")?;
    Window::from_gray(&bytes[pixels..], width, height)
        .ok_or_else(|| format!("{file}: no line").into())
}

/// What was wrong, without white space.
#[derive(Default)]
struct Score {
    characters: usize,
    errors: usize,
    digits: usize,
    digits_wrong: usize,
    sure: [(usize, usize); RANGES.len()],
}

impl Score {
    fn add(&mut self, truth: &str, line: &[Character]) {
        let truth: Vec<char> = truth.chars().filter(|c| !c.is_whitespace()).collect();
        let read: Vec<(char, f32)> =
            line.iter().flat_map(|c| c.text.chars().map(|t| (t, c.confidence))).collect();
        let read: Vec<(char, f32)> = read.into_iter().filter(|(c, _)| !c.is_whitespace()).collect();
        self.characters += truth.len();
        for (expected, found) in align(&truth, &read) {
            let wrong = expected != found.map(|(c, _)| c);
            self.errors += usize::from(wrong);
            if expected.is_some_and(|c| ('๐'..='๙').contains(&c)) {
                self.digits += 1;
                self.digits_wrong += usize::from(wrong);
            }
            if let Some((_, sure)) = found {
                let range = RANGES.iter().position(|end| sure < *end).unwrap_or(RANGES.len() - 1);
                self.sure[range].0 += 1;
                self.sure[range].1 += usize::from(wrong);
            }
        }
    }

    fn print(&self) {
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        let (wrong, digits) =
            (share(self.errors, self.characters), share(self.digits_wrong, self.digits));
        println!(
            "{} characters, {wrong:.2} % wrong; {} Thai digits, {digits:.2} % wrong",
            self.characters, self.digits
        );
        for (end, (all, wrong)) in RANGES.iter().zip(self.sure) {
            println!("  sure below {end:.3}: {all} characters, {:.2} % wrong", share(wrong, all));
        }
    }
}

/// What should stand somewhere, and what was read there and how surely.
type Pair = (Option<char>, Option<(char, f32)>);

/// Pairs what should stand there with what was read, with fewest differences.
fn align(truth: &[char], read: &[(char, f32)]) -> Vec<Pair> {
    let (rows, columns) = (truth.len(), read.len());
    let mut costs = vec![vec![0usize; columns + 1]; rows + 1];
    for i in 0..=rows {
        for j in 0..=columns {
            costs[i][j] = match (i, j) {
                (0, other) | (other, 0) => other,
                _ => {
                    let here = costs[i - 1][j - 1] + usize::from(truth[i - 1] != read[j - 1].0);
                    here.min(costs[i - 1][j] + 1).min(costs[i][j - 1] + 1)
                }
            };
        }
    }
    let (mut i, mut j, mut pairs) = (rows, columns, Vec::new());
    while i > 0 || j > 0 {
        let both = i > 0
            && j > 0
            && costs[i][j] == costs[i - 1][j - 1] + usize::from(truth[i - 1] != read[j - 1].0);
        let (up, left) = if both {
            (1, 1)
        } else if i > 0 && costs[i][j] == costs[i - 1][j] + 1 {
            (1, 0)
        } else {
            (0, 1)
        };
        pairs.push(((up == 1).then(|| truth[i - 1]), (left == 1).then(|| read[j - 1])));
        (i, j) = (i - up, j - left);
    }
    pairs
}
