//! Laws that hold for every report, whatever it was read from.

use raingan::Report;
use raingan::contract::input::{own_report, reports};
use raingan::contract::output::{Csv, Lang, json, markdown, ndjson};
use raingan::contract::schema::validate;

/// Holds a report to its contract: its JSON keeps the schema and is read back as the same report,
/// in both of its forms; every other output can be written, and CSV has as many fields in each row.
pub fn holds(report: &Report) {
    let mut bytes = Vec::new();
    json(report, &mut bytes).expect("memory takes every byte");
    let value = serde_json::from_slice(&bytes).expect("JSON is written");
    let broken = validate(&value);
    assert!(broken.is_empty(), "breaks the contract: {broken:?}");
    let back = reports(&bytes).expect("a report that keeps the contract can be read");
    assert!(back == [report.clone()], "reading does not give back what was written");
    let mut line = Vec::new();
    ndjson(report, &mut line).expect("memory takes every byte");
    let back = own_report(&line).expect("NDJSON is JSON");
    assert!(
        back == *report && !line[..line.len() - 1].contains(&b'\n'),
        "NDJSON is not the report on one line"
    );
    views(report);
}

/// Writes a report in its other forms.
fn views(report: &Report) {
    for lang in [Lang::En, Lang::Th] {
        markdown(report, lang, &mut Vec::new()).expect("memory takes every byte");
    }
    let mut rows = Csv::new(Vec::new()).expect("memory takes every byte");
    rows.report(report).expect("memory takes every byte");
    let bytes = rows.finish().expect("memory takes every byte");
    let mut lengths: Vec<usize> = csv::Reader::from_reader(bytes.as_slice())
        .records()
        .map(|row| row.expect("CSV is written").len())
        .collect();
    lengths.dedup();
    assert!(lengths.len() <= 1, "rows of different lengths: {lengths:?}");
}
