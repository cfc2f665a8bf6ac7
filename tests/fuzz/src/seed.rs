//! Seeds: what a target starts from, made of the project's fixtures.

use std::fs;
use std::path::{Path, PathBuf};

use lopdf::Document;
use raingan::layout::Line;
use raingan::table::Part;

/// The folder of the fixtures.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

/// All files below a folder of the fixtures, in order of their names.
pub fn files(folder: &str) -> Vec<Vec<u8>> {
    let listed = fs::read_dir(fixtures().join(folder)).expect("the fixtures");
    let mut paths: Vec<PathBuf> = listed.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a fixture")).collect()
}

/// Writes seeds to a folder that is made if need be.
pub fn lay_out(folder: &Path, seeds: &[Vec<u8>]) {
    fs::create_dir_all(folder).expect("the folder for seeds");
    for (n, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("seed-{n:04}")), seed).expect("a seed");
    }
}

/// A document of which only page `number` is left, its streams not compressed; `None` where lopdf
/// cannot make it.
pub fn one_page(pdf: &[u8], number: u32) -> Option<Document> {
    let mut document = Document::load_mem(pdf).ok()?;
    let pages = document.get_pages();
    pages.get(&number)?;
    let others: Vec<u32> = pages.into_keys().filter(|n| *n != number).collect();
    document.delete_pages(&others);
    document.trailer.remove(b"Encrypt");
    // What leads to the pages that are gone.
    if let Ok(catalog) = document.catalog_mut() {
        ["Outlines", "StructTreeRoot", "Names", "Dests", "Metadata"]
            .iter()
            .for_each(|key| drop(catalog.remove(key.as_bytes())));
    }
    document.prune_objects();
    document.decompress();
    document.renumber_objects();
    Some(document)
}

/// The bytes of a document.
pub fn saved(mut document: Document, objects_in_streams: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let done = if objects_in_streams {
        document.save_modern(&mut bytes)
    } else {
        document.save_to(&mut bytes)
    };
    done.expect("memory takes every byte");
    bytes
}

/// The texts of the fixtures' reports, paragraph by paragraph and cell by cell, each once.
pub fn texts() -> Vec<Vec<u8>> {
    let mut texts: Vec<String> = Vec::new();
    for transcript in files("transcript") {
        let page = raingan::table::transcript::read(&transcript).unwrap_or_default();
        let said = |lines: &[Line]| lines.iter().map(Line::text).collect::<Vec<_>>().join("\n");
        for part in raingan::table::join(vec![page]) {
            match part {
                Part::Lines(lines) => texts.extend(lines.iter().map(Line::text)),
                Part::Table(table) => texts
                    .extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| said(cell))),
            }
        }
    }
    texts.sort();
    texts.dedup();
    texts.into_iter().filter(|text| !text.is_empty()).map(String::into_bytes).collect()
}
