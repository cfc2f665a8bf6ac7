//! Texts that are drawn over each other and over the lines of a table. Law: nothing that is drawn is
//! lost, neither on the way to the blocks of the page, where each letter stands once, nor in the
//! report, where it stands in a field or among what is unclaimed; and the report keeps its contract.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use raingan::Report;
use raingan::layout::Line;
use raingan::pdf::Page;
use raingan::table::{Block, segment};
use raingan_fuzz::drawn::{SIZE, glyph, grid, report, sheet};
use raingan_fuzz::{law, start};

/// Borders of the columns and the rows of the table, in points.
const COLUMNS: [f32; 5] = [40.0, 180.0, 330.0, 480.0, 780.0];
const ROWS: [f32; 4] = [60.0, 100.0, 160.0, 260.0];
/// The headings, which stand in their cells.
const HEADINGS: [&str; 4] = ["โครงการ", "วัตถุประสงค์", "ตัวชี้วัด", "ผลการดำเนินงาน"];
/// Bytes that say a text: how long it is, how it is drawn, and its place.
const TEXT: usize = 4;
/// Most letters of a text, and most texts.
const LETTERS: usize = 48;
const TEXTS: usize = 24;
/// The letters: CJK ideographs, each of which is drawn once.
const FIRST: u32 = 0x4E00;

/// The page that the bytes describe.
fn page(bytes: &[u8]) -> Page {
    let mut page = sheet();
    page.raw_text = true;
    grid(&mut page, &COLUMNS, &ROWS);
    for (heading, x) in HEADINGS.iter().zip(COLUMNS) {
        page.glyphs.push(glyph(heading, x + 4.0, 84.0, 100.0));
    }
    let mut letters = (FIRST..).filter_map(char::from_u32);
    for record in bytes.chunks_exact(TEXT).take(TEXTS) {
        let [length, how, x, y] = [0, 1, 2, 3].map(|i| record[i]);
        let mut at = 44.0 + f32::from(x) * 2.5;
        let y = 112.0 + f32::from(y) / 2.0;
        // Close, usual or wide letters; a gap between words now and then.
        let advance = SIZE * [0.5, 0.5, 0.25, 1.0][usize::from(how & 3)];
        for n in 0..usize::from(length) % LETTERS + 1 {
            let Some(letter) = letters.next() else { break };
            page.glyphs.push(glyph(&letter.to_string(), at, y, advance));
            at += advance;
            if how & 4 != 0 && n % 7 == 6 {
                at += SIZE / 4.0;
            }
        }
    }
    page
}

/// How often each letter is said.
fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.into_iter().flat_map(str::chars).filter(|c| u32::from(*c) >= FIRST) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// What the blocks of a page say.
fn in_blocks(page: &Page) -> BTreeMap<char, usize> {
    let blocks = segment(page).blocks;
    let lines: Vec<&Line> = blocks
        .iter()
        .flat_map(|block| match block {
            Block::Lines(lines) => lines.iter().collect::<Vec<_>>(),
            Block::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines).collect()
            }
        })
        .collect();
    letters(lines.iter().flat_map(|line| &line.clusters).map(|cluster| cluster.text.as_str()))
}

/// What the fields of a report and its unclaimed texts say.
fn in_fields(report: &Report) -> BTreeMap<char, usize> {
    let mut value = serde_json::to_value(report).expect("a report is JSON");
    // What findings quote is no field.
    value.as_object_mut().expect("of a report").remove("findings");
    letters([value.to_string().as_str()])
}

fn seeds() -> Vec<Vec<u8>> {
    let apart = [20, 0, 0, 0, 20, 0, 60, 0, 30, 4, 0, 120];
    let over = [40, 0, 0, 0, 40, 0, 3, 2, 40, 4, 50, 1, 12, 2, 10, 0];
    vec![apart.to_vec(), over.to_vec()]
}

fuzz_target!(init: start(seeds), |bytes: &[u8]| {
    let page = page(bytes);
    let drawn = letters(page.glyphs.iter().map(|glyph| glyph.text.as_str()));
    assert_eq!(in_blocks(&page), drawn, "letters in the blocks");
    let report = report(&page);
    law::holds(&report);
    let said = in_fields(&report);
    let lost: String = drawn.keys().filter(|c| !said.contains_key(c)).collect();
    assert!(lost.is_empty(), "in no field and not among the unclaimed: {lost}");
});
