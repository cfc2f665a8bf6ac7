//! Laws that hold for every fixture and for any grid.

use std::fs;
use std::path::{Path, PathBuf};

use compact_str::CompactString;
use proptest::prelude::*;
use raingan::contract::model::UnclaimedReason;
use raingan::contract::schema::validate;
use raingan::geom::{Point, Rect};
use raingan::pdf::{Glyph, Page, Ruling, RulingKind};
use raingan::table::{Block, PageBlocks, segment};
use raingan::{Options, Report, extract};
use serde_json::Value;

/// Every input of the manifest that a report is read from, with its password.
fn inputs() -> Vec<(PathBuf, Option<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let manifest = fs::read_to_string(folder.join("manifest.json")).expect("the manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("the manifest is JSON");
    let entries = manifest["files"].as_array().expect("a list of files").iter();
    let path = |entry: &Value| entry["path"].as_str().expect("a path").to_owned();
    let inputs = entries
        .filter(|entry| path(entry).ends_with(".pdf") || path(entry).starts_with("transcript/"));
    inputs
        .map(|entry| (folder.join(path(entry)), entry["password"].as_str().map(str::to_owned)))
        .collect()
}

/// What is read from a fixture, at so many threads.
fn read(path: &Path, password: Option<&str>, threads: usize) -> Report {
    let bytes = fs::read(path).expect("a fixture");
    let options = Options { password: password.map(str::to_owned), ..Options::default() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| extract(&bytes, &options))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_fixture_comes_out_the_same_valid_and_whole_at_any_number_of_threads() {
    let inputs = inputs();
    assert!(inputs.len() > 20, "{} fixtures", inputs.len());
    for (path, password) in inputs {
        let name = path.display();
        let report = read(&path, password.as_deref(), 1);
        let json = serde_json::to_string(&report).expect("JSON");
        let again = serde_json::to_string(&read(&path, password.as_deref(), 2)).expect("JSON");
        assert!(json == again, "{name}: other bytes at 2 threads than at 1");
        assert_eq!(validate(&serde_json::from_str(&json).expect("JSON")), [], "{name}");
        let back: Report =
            serde_json::from_str(&json).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(back == report, "{name}: reading does not give back what was written");
    }
}

/// The font size of a drawn grid's text, in points.
const SIZE: f32 = 10.0;
/// The advance of each of its letters, in points.
const ADVANCE: f32 = 6.0;
/// How far from its place a side may be drawn, in points.
const BESIDE: f32 = 0.5;
/// What its cells say, glyph by glyph; marks take no place of their own.
const WORDS: &[&[&str]] = &[
    &["ก"],
    &["ท", "ี", "่"],
    &["น", "้", "ำ"],
    &["๑", "๒"],
    &["A", "b", "c"],
    &["เ", "ร", "ื", "อ"],
    &["-"],
];

/// A cell of a drawn grid: its first and last column and row, the last ones not included, and its
/// word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Drawn {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
    word: usize,
}

/// A grid to draw.
#[derive(Debug, Clone)]
struct Drawing {
    xs: Vec<f32>,
    ys: Vec<f32>,
    cells: Vec<Drawn>,
    page: Page,
}

/// The borders that a start and sizes give.
fn borders(start: f32, sizes: &[f32]) -> Vec<f32> {
    let ends = sizes.iter().scan(start, |at, size| {
        *at += size;
        Some(*at)
    });
    std::iter::once(start).chain(ends).collect()
}

/// Cells of a grid: wished-for spanning cells where they are free, single boxes elsewhere. The last
/// row and the last column stay single boxes, so that every border is drawn somewhere.
fn cells(
    columns: usize,
    rows: usize,
    wishes: &[(usize, usize, usize, usize)],
    words: &[usize],
) -> Vec<Drawn> {
    let mut taken = vec![false; columns * rows];
    let mut cells = Vec::new();
    let singles = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row, 1, 1)));
    for (left, top, width, height) in wishes.iter().copied().chain(singles) {
        let spans = width * height > 1;
        let (right, bottom) = (left + width, top + height);
        let fits = if spans {
            right < columns && bottom < rows
        } else {
            right <= columns && bottom <= rows
        };
        let boxes = || {
            (top..bottom)
                .flat_map(move |row| (left..right).map(move |column| row * columns + column))
        };
        if fits && boxes().all(|at| !taken[at]) {
            boxes().for_each(|at| taken[at] = true);
            cells.push(Drawn { top, left, bottom, right, word: words[cells.len() % words.len()] });
        }
    }
    cells.sort_unstable();
    cells
}

/// The four sides of a box as rulings, each cell drawing its own, a little beside its place.
fn sides(r: Rect, beside: f32) -> [Ruling; 4] {
    let r = Rect::new(r.x0 + beside, r.y0 - beside, r.x1 + beside, r.y1 - beside);
    let line = |x0, y0, x1, y1| Ruling {
        line: Rect::new(x0, y0, x1, y1),
        thickness: 0.5,
        kind: RulingKind::Drawn,
    };
    [
        line(r.x0, r.y0, r.x1, r.y0),
        line(r.x0, r.y1, r.x1, r.y1),
        line(r.x0, r.y0, r.x0, r.y1),
        line(r.x1, r.y0, r.x1, r.y1),
    ]
}

/// The glyphs of a word, in the middle of a box.
fn glyphs(word: &[&str], r: Rect) -> Vec<Glyph> {
    let is_mark = |text: &str| text.starts_with(['ี', '่', '้', 'ื']);
    let (mut x, y) = (r.x0 + 4.0, r.center().y + SIZE / 3.0);
    let mut all = Vec::new();
    for text in word {
        let width = if is_mark(text) { 0.0 } else { ADVANCE };
        all.push(Glyph {
            text: CompactString::from(*text),
            origin: Point { x, y },
            bbox: Rect::new(x, y - 0.9 * SIZE, x + width, y + 0.3 * SIZE),
            size: SIZE,
            ..Glyph::default()
        });
        x += width;
    }
    all
}

/// Any grid of 2 to 6 columns and rows.
fn drawing() -> impl Strategy<Value = Drawing> {
    let sizes = |least: f32, most: f32| prop::collection::vec(least..most, 2..7);
    let wish = (0..6usize, 0..6usize, 1..4usize, 1..4usize);
    let wishes = prop::collection::vec(wish, 0..6);
    let words = prop::collection::vec(0..WORDS.len(), 1..12);
    let beside = prop::collection::vec(-BESIDE..BESIDE, 1..8);
    let grid = (
        30.0..60.0f32,
        30.0..60.0f32,
        sizes(36.0, 120.0),
        sizes(18.0, 50.0),
        wishes,
        words,
        beside,
    );
    let drawn = grid.prop_map(|(x, y, widths, heights, wishes, words, beside)| {
        let (xs, ys) = (borders(x, &widths), borders(y, &heights));
        let cells = cells(widths.len(), heights.len(), &wishes, &words);
        (xs, ys, cells, beside)
    });
    drawn.prop_flat_map(|(xs, ys, cells, beside)| {
        let place =
            |cell: &Drawn| Rect::new(xs[cell.left], ys[cell.top], xs[cell.right], ys[cell.bottom]);
        let rulings: Vec<Ruling> = cells
            .iter()
            .zip(beside.iter().cycle())
            .flat_map(|(cell, beside)| sides(place(cell), *beside))
            .collect();
        // Cells are drawn in any order, the glyphs of each in theirs.
        let words: Vec<Vec<Glyph>> =
            cells.iter().map(|cell| glyphs(WORDS[cell.word], place(cell))).collect();
        (Just((xs, ys, cells)), Just(rulings).prop_shuffle(), Just(words).prop_shuffle()).prop_map(
            |((xs, ys, cells), rulings, words)| {
                let glyphs = words.into_iter().flatten().collect();
                let page = Page {
                    number: 1,
                    width: 842.0,
                    height: 595.0,
                    glyphs,
                    rulings,
                    ..Page::default()
                };
                Drawing { xs, ys, cells, page }
            },
        )
    })
}

/// The cells that were read, as they were drawn.
fn read_cells(blocks: &PageBlocks) -> Vec<(usize, usize, usize, usize, String)> {
    let [Block::Table(table)] = blocks.blocks.as_slice() else {
        panic!("one table, not {:?}", blocks.blocks)
    };
    let rows = table.rows.iter().enumerate();
    rows.flat_map(|(top, row)| {
        row.cells.iter().map(move |cell| {
            let text: Vec<String> = cell.lines.iter().map(|line| line.text()).collect();
            (top, cell.column, top + cell.row_span, cell.column + cell.span, text.join("\n"))
        })
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_grid_drawn_is_the_grid_read(drawing in drawing()) {
        let drawn: Vec<_> = drawing
            .cells
            .iter()
            .map(|c| (c.top, c.left, c.bottom, c.right, WORDS[c.word].concat()))
            .collect();
        prop_assert_eq!(read_cells(&segment(&drawing.page)), drawn, "borders {:?} {:?}", drawing.xs, drawing.ys);
    }
}

#[test]
fn a_page_with_the_lines_of_a_map_keeps_its_text_and_says_so() {
    let line = |i: usize| {
        let (x, y) = ((i % 70) as f32 * 10.0, (i / 70) as f32 * 2.5);
        let line = if i.is_multiple_of(2) {
            Rect::new(x, y, x + 6.0, y)
        } else {
            Rect::new(x, y, x, y + 6.0)
        };
        Ruling { line, thickness: 0.5, kind: RulingKind::Drawn }
    };
    let glyphs = glyphs(WORDS[1], Rect::new(100.0, 100.0, 200.0, 120.0));
    let rulings = (0..40_000).map(line).collect();
    let page =
        Page { number: 1, width: 842.0, height: 1_500.0, glyphs, rulings, ..Page::default() };
    let read = segment(&page);
    let [Block::Lines(lines)] = read.blocks.as_slice() else {
        panic!("lines, not {:?}", read.blocks)
    };
    assert_eq!(lines.iter().map(|line| line.text()).collect::<String>(), "ที่");
    assert_eq!(
        read.findings.iter().map(|f| f.code.as_str()).collect::<Vec<_>>(),
        ["lines-too-many"]
    );
}

/// Rows whose first number is an activity's, and a budget cell of words that name nothing.
#[test]
fn what_a_transcript_lacks_does_not_break_the_contract() {
    for text in [
        "โครงการ\t\tงบประมาณ\n๒.๒ ร\t\t\n",
        "โครงการ\tผล\tงบประมาณ\n๑. ก\tข\t( )\n๒. ก\tข\tงบประมาณ\n",
    ] {
        let report = extract(text.as_bytes(), &Options::default()).expect("a transcript");
        assert_eq!(validate(&serde_json::to_value(&report).expect("JSON")), [], "{text}");
        let items = raingan::contract::walk::items(&report.sections[0]);
        assert!(!items.is_empty(), "{text}");
    }
}

/// Two cells under one column: the second is half as wide, below a cell of the header that reaches
/// over both rows.
#[test]
fn all_of_a_heading_is_kept() {
    let line = |x0, y0, x1, y1| Ruling {
        line: Rect::new(x0, y0, x1, y1),
        thickness: 0.0,
        kind: RulingKind::Drawn,
    };
    let rulings = vec![
        line(0.0, 517.75, 0.0, 850.0),
        line(42.75, 680.25, 42.75, 999.0),
        line(0.0, 684.25, 318.75, 684.25),
        line(42.75, 699.25, 361.5, 699.25),
        line(0.0, 706.75, 0.0, 7_812.0),
    ];
    let word = |text: &str, y| {
        let (origin, bbox) = (Point { x: 0.0, y }, Rect::new(0.0, y - 0.45, 200.0, y + 0.15));
        Glyph {
            text: text.into(),
            origin,
            bbox,
            size: 0.5,
            ..glyphs(&["ก"], Rect::new(0.0, 0.0, 9.0, 9.0))[0].clone()
        }
    };
    let glyphs = vec![word("งบประมาณ", 7_553.25), word("โครงการ", 693.75), word("丁", 699.25)];
    let page = Page {
        number: 1,
        width: 842.0,
        height: 595.0,
        glyphs,
        rulings,
        raw_text: true,
        ..Page::default()
    };
    let said = format!("{:?}", raingan::table::join(vec![segment(&page)]));
    for text in ["งบประมาณ", "โครงการ", "丁"] {
        assert!(said.contains(text), "{text} is lost");
    }
}

/// A heading printed again with a letter misread is the same strategy, and what it says this time
/// is told.
#[test]
fn a_heading_printed_again_in_other_letters_is_told() {
    let plan = fs::read_to_string("fixtures/transcript/report-2567.txt").unwrap();
    let title = "วางระบบงานให้โปร่งใสและตรวจสอบได้ทุกขั้นตอน";
    let misread = title.replace("โปร่งใส", "โปรงใส");
    let again = plan.replacen("กลยุทธ์ที่ ๑ ", &format!("ยุทธศาสตร์ที่ ๑ : {misread}\n\nกลยุทธ์ที่ ๑ "), 1);
    let read = |text: &str| extract(text.as_bytes(), &Options::default()).unwrap();
    let (once, twice) = (read(&plan), read(&again));
    assert_eq!(once.sections, twice.sections);
    assert!(!once.unclaimed.iter().any(|u| u.text == misread));
    let told: Vec<_> =
        twice.unclaimed.iter().filter(|u| u.text == misread).map(|u| u.reason).collect();
    assert_eq!(told, [UnclaimedReason::RepeatedHeader]);
}
