//! What the recogniser reads of lines drawn from a page is what the page's text says.

use std::fs;
use std::path::Path;

use raingan::Options;
use raingan::layout::{Frame, Line, clusters, lines};
use raingan::ocr::language;
use raingan::ocr::recogniser::{Character, Recogniser, Window};
use raingan::pdf::{Page, raster, read};

/// A page whose letters can be cut out line by line: its tables leave room between the columns.
const FILE: &str = "plan-sections.pdf";

/// Pixels to a point: `raster` draws 150 dots an inch.
const SCALE: f32 = 150.0 / 72.0;

/// Height of a letter in parts of the font size, in the face of this page; of that the window
/// around the baseline.
const BODY: f32 = 0.56;
const ABOVE: f32 = 2.17;
const BELOW: f32 = 0.62;

/// Lines that are read. Without optimisation the network is a hundred times slower.
const MOST_LINES: usize = if cfg!(debug_assertions) { 12 } else { 1000 };

/// White between clusters wider than this, of the font size, parts columns.
const GAP: f32 = 1.0;

/// A gray picture.
struct Gray {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
}

/// The picture of a file's first page.
fn gray(bytes: &[u8], page: &Page) -> Gray {
    let png =
        raster::png(None, bytes, (page.width, page.height)).expect("a page that can be drawn");
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a picture");
    let pixels = pixels.chunks_exact(info.color_type.samples()).map(|pixel| pixel[0]).collect();
    Gray { pixels, width: info.width as usize, height: info.height as usize }
}

/// Stretches of a line that stand in one column: left, right, and text without white space.
fn stretches(line: &Line) -> Vec<(f32, f32, String)> {
    let mut all: Vec<(f32, f32, String)> = Vec::new();
    for cluster in line.clusters.iter().filter(|cluster| !cluster.is_space()) {
        match all.last_mut().filter(|(_, right, _)| cluster.bbox.x0 - *right < GAP * line.size) {
            Some((_, right, text)) => {
                *right = cluster.bbox.x1;
                text.push_str(&cluster.text);
            }
            None => all.push((cluster.bbox.x0, cluster.bbox.x1, cluster.text.to_string())),
        }
    }
    all
}

/// The window around a stretch.
fn window(gray: &Gray, line: &Line, left: f32, right: f32) -> Window {
    let body = BODY * line.size;
    let pixel = |points: f32, most: usize| ((points * SCALE).round().max(0.0) as usize).min(most);
    let (x0, x1) = (pixel(left - 1.0, gray.width), pixel(right + 1.0, gray.width));
    let (y0, y1) = (
        pixel(line.baseline - ABOVE * body, gray.height),
        pixel(line.baseline + BELOW * body, gray.height),
    );
    let pixels: Vec<u8> = (y0..y1)
        .flat_map(|y| gray.pixels[y * gray.width + x0..y * gray.width + x1].iter().copied())
        .collect();
    Window::from_gray(&pixels, x1 - x0, y1 - y0).expect("a line")
}

/// How many changes lead from one text to the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut costs: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut costs[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let here = (diagonal + usize::from(a != *b)).min(costs[j] + 1).min(costs[j + 1] + 1);
            diagonal = std::mem::replace(&mut costs[j + 1], here);
        }
    }
    costs[other.len()]
}

fn said(characters: &[Character]) -> String {
    characters.iter().flat_map(|c| c.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

fn digits(text: &str) -> String {
    text.chars().filter(|c| c.is_numeric()).collect()
}

#[test]
fn lines_drawn_from_a_page_are_read_as_its_text_says_and_digits_without_error() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(FILE);
    let bytes = fs::read(path).expect("a fixture");
    let page = read(&bytes, &Options::default()).expect("a document").pages.remove(0);
    let gray = gray(&bytes, &page);
    let lines = lines(Frame::of(&page), clusters(&page));
    let cut = lines
        .iter()
        .flat_map(|line| stretches(line).into_iter().map(move |stretch| (line, stretch)));
    let cut = cut.take(MOST_LINES);
    let (windows, truths): (Vec<Window>, Vec<String>) =
        cut.map(|(line, (left, right, text))| (window(&gray, line, left, right), text)).unzip();
    let read = Recogniser::embedded().read_all(&windows);
    let (mut wrong, mut all) = (0, 0);
    for (truth, line) in truths.iter().zip(read) {
        let read = said(&language::help(line).characters);
        assert_eq!(digits(&read), digits(truth), "{truth} was read as {read}");
        wrong += distance(truth, &read);
        all += truth.chars().count();
    }
    assert!(all > 150, "{all} characters");
    // Most are marks of the lines above and below, which stand close in this window without a
    // layout of its own.
    assert!(wrong * 100 <= 2 * all, "{wrong} of {all} characters are wrong");
}
