//! A page with what was seen on it: the SVG against the rules of XML and against the stages, the
//! PNG against the SVG.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use raingan::{ErrorKind, Options, Stage, inspect};
use roxmltree::{Document, Node};
use serde_json::Value;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(fixture(name)).unwrap()
}

fn svg(name: &str, page: u32) -> String {
    inspect::svg(&bytes(name), &Options::default(), page).unwrap()
}

fn group<'a>(svg: &'a Document<'a>, id: &str) -> Node<'a, 'a> {
    svg.descendants()
        .find(|n| n.attribute("id") == Some(id))
        .unwrap_or_else(|| panic!("no group {id}"))
}

fn rects<'a>(group: Node<'a, 'a>) -> Vec<Node<'a, 'a>> {
    group.children().filter(|n| n.has_tag_name("rect")).collect()
}

fn number(node: Node<'_, '_>, name: &str) -> f32 {
    node.attribute(name).unwrap_or("0").trim_end_matches("pt").parse().unwrap()
}

/// All text of an element, its children's too.
fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect()
}

/// Fixtures that open without a password, and one page of each.
const PAGES: [(&str, u32); 12] = [
    ("report-2567-libreoffice-full.pdf", 2),
    ("report-2567-libreoffice-horizontal.pdf", 1),
    ("report-2568-libreoffice-none.pdf", 2),
    ("report-2567-typst-full.pdf", 1),
    ("report-2568-chromium-horizontal.pdf", 1),
    ("turned.pdf", 1),
    ("turned.pdf", 2),
    ("merged-header.pdf", 1),
    ("two-tables.pdf", 1),
    ("forms-and-clips.pdf", 1),
    ("ocr-layer.pdf", 1),
    ("encrypted-empty-password.pdf", 1),
];

#[test]
fn the_svg_is_xml_and_has_the_cells_that_the_stage_has() {
    for (name, page) in PAGES {
        let text = svg(name, page);
        let svg = Document::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        let options = Options { pages: Some((page, page)), ..Options::default() };
        let stage = raingan::extract_stage(&bytes(name), &options, Stage::Tables).unwrap();
        let tables: Vec<Value> = serde_json::from_str(&stage).unwrap();
        let rows = tables.iter().flat_map(|t| t["rows"].as_array().unwrap());
        let cells: usize = rows.map(|row| row.as_array().unwrap().len()).sum();
        assert_eq!(rects(group(&svg, "cells")).len(), cells, "{name} page {page}");
        assert_eq!(
            group(&svg, "cells").attribute("data-count"),
            Some(cells.to_string().as_str()),
            "{name}"
        );
    }
}

#[test]
fn every_mark_lies_on_the_page_as_displayed() {
    for (name, page) in PAGES {
        let text = svg(name, page);
        let svg = Document::parse(&text).unwrap();
        let paper = group(&svg, "page");
        let (width, height) = (number(paper, "width"), number(paper, "height"));
        for id in ["clusters", "cells", "rows", "headers", "furniture"] {
            for mark in rects(group(&svg, id)) {
                let (x, y) = (number(mark, "x"), number(mark, "y"));
                let (right, bottom) = (x + number(mark, "width"), y + number(mark, "height"));
                let within = x > -1.0 && y > -1.0 && right < width + 1.0 && bottom < height + 1.0;
                assert!(
                    within,
                    "{name} page {page} {id}: {x} {y} {right} {bottom} on {width} × {height}"
                );
            }
        }
    }
}

#[test]
fn a_scan_is_an_image_as_large_as_the_page() {
    let text = svg("ocr-layer.pdf", 1);
    let svg = Document::parse(&text).unwrap();
    let images = rects(group(&svg, "images"));
    let covered: f32 = images.iter().map(|i| number(*i, "width") * number(*i, "height")).sum();
    let paper = group(&svg, "page");
    assert!(covered > 0.9 * number(paper, "width") * number(paper, "height"), "{covered}");
    let rulings: usize = group(&svg, "rulings").attribute("data-count").unwrap().parse().unwrap();
    assert_eq!(rulings > 0, raingan::ocr::BUILT_IN, "{rulings} borders are found in the picture");
}

#[test]
fn the_text_of_the_page_can_be_read() {
    let text = svg("report-2567-libreoffice-full.pdf", 1);
    let svg = Document::parse(&text).unwrap();
    let title = inspect_text(&svg);
    let stage = raingan::extract_stage(
        &bytes("report-2567-libreoffice-full.pdf"),
        &Options::default(),
        Stage::Text,
    )
    .unwrap();
    let first: String = stage.lines().nth(1).unwrap().split_whitespace().collect();
    assert!(title.contains(&first), "{first} in {title}");
}

/// What the `text` group says, without white space.
fn inspect_text(svg: &Document<'_>) -> String {
    words(group(svg, "text")).split_whitespace().collect()
}

/// Names and colours of the rows on a page.
fn labels(text: &str) -> Vec<(String, String)> {
    let svg = Document::parse(text).unwrap();
    let group = group(&svg, "labels");
    let names = group.children().filter(|n| n.has_tag_name("text")).map(words);
    let colours = rects(group)
        .into_iter()
        .map(|n| n.attribute("fill").unwrap().to_owned())
        .collect::<Vec<_>>();
    names.zip(colours).collect()
}

#[test]
fn a_row_that_a_page_cuts_goes_on_in_the_same_colour() {
    let name = "report-2567-libreoffice-full.pdf";
    let pages = raingan::extract(&bytes(name), &Options::default()).unwrap().source.page_count;
    let mut cut = 0;
    for page in 1..pages {
        let here = labels(&svg(name, page));
        let Some((row, colour)) = here.last().filter(|l| l.0.ends_with(" (continues)")) else {
            continue;
        };
        let next = labels(&svg(name, page + 1));
        let goes_on = row.replace(" (continues)", " (continued)");
        assert!(
            next.contains(&(goes_on.clone(), colour.clone())),
            "page {page}: {row} in {next:?}"
        );
        cut += 1;
    }
    assert!(cut > 0, "no row of {name} is cut by a page");
}

#[test]
fn the_png_has_the_size_of_the_svg_and_the_picture_of_the_page() {
    for (name, page) in [("turned.pdf", 1), ("ocr-layer.pdf", 1), ("report-2567-typst-full.pdf", 2)]
    {
        let text = svg(name, page);
        let svg = Document::parse(&text).unwrap();
        let pixels = |side: &str| (number(svg.root_element(), side) * 150.0 / 72.0).ceil() as u32;
        let png = inspect::png(&bytes(name), &Options::default(), page).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let mut picture = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut picture).unwrap();
        let near = |a: u32, b: u32| a.abs_diff(b) <= 1;
        assert!(
            near(info.width, pixels("width")) && near(info.height, pixels("height")),
            "{name}: {info:?}"
        );
        let step = info.buffer_size() / (info.width * info.height) as usize;
        let dark = picture.chunks(step).filter(|p| p[..3].iter().all(|v| *v < 60)).count();
        assert!(dark > 500, "{name}: only {dark} dark pixels: no text");
    }
}

#[test]
fn a_page_that_is_not_there_and_a_transcript_have_messages_of_their_own() {
    let pdf = bytes("turned.pdf");
    let error = inspect::svg(&pdf, &Options::default(), 9).unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (ErrorKind::NoSuchPage, "page 9: the document has pages 1 to 2")
    );
    let transcript = "ที่\tโครงการ\tงบประมาณ\n๑\tอบรม\t๒๐๐\n";
    let error = inspect::png(transcript.as_bytes(), &Options::default(), 1).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(error.to_string().contains("transcript"), "{error}");
}

#[test]
fn the_same_page_is_the_same_bytes() {
    let name = "report-2567-libreoffice-full.pdf";
    assert_eq!(svg(name, 2), svg(name, 2));
    let png = || inspect::png(&bytes(name), &Options::default(), 2).unwrap();
    assert_eq!(png(), png());
}

/// Runs the program in a folder.
fn run(line: &str, folder: &Path) -> Output {
    let file = fixture("two-tables.pdf");
    let args = line.split(' ').map(|a| if a == "FILE" { file.to_str().unwrap() } else { a });
    Command::new(env!("CARGO_BIN_EXE_raingan")).args(args).current_dir(folder).output().unwrap()
}

#[test]
fn the_program_writes_both_forms() {
    let folder = tempfile::tempdir().unwrap();
    for (line, file, start) in [
        ("inspect FILE --page 1 -o page.svg", Some("page.svg"), "<?xml"),
        ("inspect FILE --page 1 -o page.png", Some("page.png"), "\u{fffd}PNG"),
        ("inspect FILE --page 1 --format png -o picture", Some("picture"), "\u{fffd}PNG"),
        ("inspect FILE --page 1", None, "<?xml"),
        ("inspect FILE --page 1 --format png -o -", None, "\u{fffd}PNG"),
    ] {
        let out = run(line, folder.path());
        assert_eq!(out.status.code(), Some(0), "{line}: {}", String::from_utf8_lossy(&out.stderr));
        let written = file.map_or(out.stdout, |file| fs::read(folder.path().join(file)).unwrap());
        assert!(String::from_utf8_lossy(&written[..8]).starts_with(start), "{line}");
    }
}

#[test]
fn the_program_says_what_is_wrong_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for (line, words) in [
        ("inspect FILE --page 7 -o page.png", "page 7: the document has pages 1 to 1"),
        ("inspect FILE --page 1 -o page.jpg", "must end in .svg or .png"),
        ("inspect none.pdf --page 1 -o page.svg", "none.pdf: "),
        ("inspect FILE --page 0", "0"),
        ("inspect FILE", "--page"),
        ("inspect FILE --page 1 --text", "--text"),
    ] {
        let out = run(line, folder.path());
        let err = String::from_utf8(out.stderr).unwrap();
        assert_eq!((out.status.code(), err.contains(words)), (Some(2), true), "{line}: {err}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{line}");
    }
}
