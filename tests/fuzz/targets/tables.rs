//! Any rulings and glyphs on any pages. Law: the borders of every table rise, its rows follow each
//! other, its cells stand within its columns; and no letter is lost or doubled on the way from
//! glyphs to blocks, to joined parts (a heading over several columns is told for each), to the
//! report, which keeps its contract.
#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use raingan::OcrMode;
use raingan::Options;
use raingan::layout::Line;
use raingan::page::ReadPage;
use raingan::pdf::{Document, Page, Visibility};
use raingan::report::from_document;
use raingan::table::{Block, PageBlocks, Part, Table, Vocabulary, join, segment};
use raingan_fuzz::sheet::{PAGE_RECORD, glyph_record, is_letter, pages, ruling_record};
use raingan_fuzz::{law, start};

/// The pages of the fixtures, two at a time, as far as the records can say them.
fn seeds() -> Vec<Vec<u8>> {
    let options = Options { ocr: OcrMode::Never, ..Options::default() };
    let read = raingan_fuzz::seed::files("pdf")
        .into_iter()
        .filter_map(|pdf| raingan::pdf::read(&pdf, &options).ok());
    let records = |page: &Page| {
        let rulings = page.rulings.iter().flat_map(ruling_record);
        rulings
            .chain(page.glyphs.iter().flat_map(glyph_record))
            .chain(PAGE_RECORD)
            .collect::<Vec<u8>>()
    };
    read.flat_map(|document| {
        document
            .pages
            .chunks(2)
            .map(|two| two.iter().flat_map(records).collect())
            .collect::<Vec<_>>()
    })
    .collect()
}

/// How often each letter is said.
fn letters<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.into_iter().flat_map(str::chars).filter(|c| is_letter(*c)) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

fn said<'a>(lines: impl IntoIterator<Item = &'a Line>) -> BTreeMap<char, usize> {
    letters(lines.into_iter().flat_map(|line| &line.clusters).map(|cluster| cluster.text.as_str()))
}

fn of_blocks(pages: &[PageBlocks]) -> BTreeMap<char, usize> {
    let lines = |block: &'_ Block| match block {
        Block::Lines(lines) => lines.clone(),
        Block::Table(table) => {
            table.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.lines).cloned().collect()
        }
    };
    let lines: Vec<Line> = pages.iter().flat_map(|page| &page.blocks).flat_map(lines).collect();
    said(&lines)
}

/// What the parts say, and what of it stands in headings.
fn of_parts(parts: &[Part]) -> (BTreeMap<char, usize>, BTreeMap<char, usize>) {
    let (mut all, mut headings): (Vec<&Line>, Vec<&Line>) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Part::Lines(lines) => all.extend(lines),
            Part::Table(table) => {
                all.extend(table.rows.iter().flat_map(|row| &row.cells).flatten());
                headings.extend(
                    table
                        .columns
                        .iter()
                        .flat_map(|column| &column.wordings)
                        .flat_map(|wording| &wording.lines),
                );
                headings.extend(table.repeated.iter().flatten());
            }
        }
    }
    (said(all), said(headings))
}

/// Holds a table to its shape.
fn is_sound(table: &Table) {
    let columns = table.columns.len() - 1;
    assert!(
        columns > 0 && table.columns.windows(2).all(|w| w[0] < w[1]),
        "borders do not rise: {:?}",
        table.columns
    );
    assert!(table.rows.windows(2).all(|w| w[0].top <= w[1].top), "rows are out of order");
    for row in &table.rows {
        assert!(row.top <= row.bottom && !row.is_blank());
        assert!(
            row.cells.iter().all(|c| c.span > 0 && c.row_span > 0 && c.column + c.span <= columns),
            "outside: {row:?}"
        );
    }
}

fuzz_target!(init: start(seeds), |bytes: &[u8]| {
    let pages = pages(bytes);
    let blocks: Vec<PageBlocks> = pages.iter().map(segment).collect();
    let tables = blocks.iter().flat_map(|page| &page.blocks).filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    tables.for_each(is_sound);
    let shown = pages.iter().flat_map(|page| &page.glyphs).filter(|g| g.visibility == Visibility::Shown);
    let shown = letters(shown.map(|g| g.text.as_str()));
    assert_eq!(of_blocks(&blocks), shown, "letters of the glyphs in blocks");
    let (rows, headings) = of_parts(&join(blocks));
    for c in shown.keys() {
        let (in_rows, in_headings) = (rows.get(c).copied().unwrap_or(0), headings.get(c).copied().unwrap_or(0));
        assert!(in_rows == 1 && in_headings == 0 || in_rows == 0 && in_headings > 0, "{c}: {in_rows} times, {in_headings} in headings");
    }
    let all = letters(pages.iter().flat_map(|page| &page.glyphs).map(|g| g.text.as_str()));
    let vocabulary = Vocabulary::default();
    let pages: Vec<ReadPage> = pages.iter().map(|page| ReadPage::of(page, &vocabulary)).collect();
    let page_count = pages.len() as u32;
    let document =
        Document { page_count, pages, unread: Vec::new(), findings: Vec::new() };
    let report = from_document(b"", &Options::default(), document);
    law::holds(&report);
    let told = letters([serde_json::to_string(&report).expect("a report is JSON").as_str()]);
    let lost: String = all.keys().filter(|c| !told.contains_key(c)).collect();
    assert!(lost.is_empty(), "the report does not say {lost}");
});
