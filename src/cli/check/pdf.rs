//! Findings as highlights in a copy of the document.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use raingan::contract::model::Report;
use raingan::contract::output::Lang;
use raingan::digest::sha256;
use raingan::finding::{Finding, Severity};
use raingan::geom::Rect;
use raingan::kind::is_json;
use raingan::pdf::annotate::{Note, annotated};
use raingan::pdf::limits::Limits;
use raingan::{Error, ErrorKind};

use super::super::input;
use super::super::sink::{Sink, same_file, unwritable};
use super::checked::Checked;

/// Who the notes are from.
const AUTHOR: &str = "raingan";

/// Writes the copy of the one document that was checked.
///
/// # Errors
///
/// Where several were, where its document is not there or is another, and where it cannot be
/// annotated or written.
pub fn write(
    to: &Path,
    named: &Path,
    all: &[Checked],
    infos: bool,
    lang: Lang,
    password: &str,
) -> Result<(), Error> {
    let [checked] = all else {
        let message = format!("--pdf is for one report, and {} were checked", all.len());
        return Err(Error::new(ErrorKind::Usage, message));
    };
    let (path, bytes) = document(named, &checked.report)?;
    if same_file(&path, to) || same_file(named, to) {
        let message = "would replace an input: give another name";
        return Err(Error::new(ErrorKind::Usage, message).in_file(input::name(to)));
    }
    let told = checked.findings.iter().filter(|f| infos || f.severity > Severity::Info);
    let notes: Vec<Note> = told.flat_map(|finding| notes(finding, lang)).collect();
    let copy = annotated(&bytes, &notes, password, &Limits::default())
        .map_err(|error| error.in_file(input::name(&path)))?;
    let mut sink = Sink::file(to)?;
    sink.write_all(&copy).map_err(|error| unwritable(error).in_file(input::name(to)))?;
    sink.commit()
}

/// The document of a report: what was named, or what the report says, beside it.
fn document(named: &Path, report: &Report) -> Result<(PathBuf, Vec<u8>), Error> {
    let bytes = input::read(named)?;
    let (path, bytes) = match is_json(&bytes) {
        false => (named.to_owned(), bytes),
        true => {
            let Some(name) = &report.source.file_name else {
                let message = "does not say which document it is of: name the PDF instead";
                return Err(Error::new(ErrorKind::Usage, message).in_file(input::name(named)));
            };
            let path = named.with_file_name(name);
            let bytes = input::read(&path).map_err(|e| e.in_file(input::name(&path)))?;
            (path, bytes)
        }
    };
    if sha256(&bytes) != report.source.sha256 {
        let message = "is another document than the report is of (another SHA-256)";
        return Err(Error::new(ErrorKind::Invalid, message).in_file(input::name(&path)));
    }
    Ok((path, bytes))
}

/// The notes of a finding: one on each page that it rests on.
fn notes(finding: &Finding, lang: Lang) -> Vec<Note> {
    let mut pages: Vec<(u32, Vec<Rect>)> =
        finding.page.map(|page| (page, Vec::new())).into_iter().collect();
    for region in finding.evidence.iter().filter_map(|evidence| evidence.region) {
        let place = Rect { x0: region.x0, y0: region.y0, x1: region.x1, y1: region.y1 };
        match pages.iter_mut().find(|(page, _)| *page == region.page) {
            Some((_, boxes)) => boxes.push(place),
            None => pages.push((region.page, vec![place])),
        }
    }
    let colour = match finding.severity {
        Severity::Error => [0.95, 0.35, 0.3],
        Severity::Warning => [1.0, 0.8, 0.1],
        Severity::Info => [0.45, 0.7, 1.0],
    };
    let item = finding.item.as_deref().map(|item| format!("{item}: ")).unwrap_or_default();
    let text = format!("{} {item}{}", lang.severity(finding.severity), lang.message(finding));
    let notes = pages.into_iter().map(|(page, boxes)| Note {
        page,
        boxes,
        author: AUTHOR.to_owned(),
        subject: finding.code.clone(),
        text: text.clone(),
        colour,
    });
    notes.collect()
}
