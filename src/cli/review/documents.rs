//! What is to be reviewed: reports with the documents they were read from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use raingan::batch::ledger::{self, LEDGER};
use raingan::batch::place::Place;
use raingan::contract::model::{Report, TextSource};
use raingan::digest::sha256;
use raingan::options::OcrMode;
use raingan::review::{Both, Sheets};
use raingan::{Error, ErrorKind, Options};

use super::super::args::reading::ReportArgs;
use super::super::args::review::ReviewArgs;
use super::super::reports::Reports;
use super::super::{guard, input};

/// Pages that are named where they have no picture.
const MOST_NAMED: usize = 10;

/// No document is drawn for longer, whatever the user allows.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// An input.
#[derive(Debug, Clone)]
pub struct Source {
    /// A document or reports.
    pub path: PathBuf,
    /// The document of the report, where a ledger says so.
    document: Option<Place>,
}

/// A report with all that its page shows.
pub struct Document {
    pub report: Report,
    /// What it is called.
    pub name: String,
    /// Its pages.
    pub sheets: Sheets,
    /// What is to be told of missing pictures.
    pub notes: Vec<Both>,
}

/// The inputs: files as they are named, and the reports of folders that `batch` wrote.
///
/// # Errors
///
/// Where a folder has no ledger, or it cannot be read.
pub fn sources(files: &[PathBuf]) -> Result<Vec<Source>, Error> {
    let mut all = Vec::new();
    for path in files {
        if !path.is_dir() {
            all.push(Source { path: path.clone(), document: None });
            continue;
        }
        let file = path.join(LEDGER);
        if !file.is_file() {
            let message = "is a folder that raingan batch did not write: name the files in it";
            return Err(Error::new(ErrorKind::Usage, message).in_file(path.display().to_string()));
        }
        let latest = ledger::read(&file)?.latest;
        let lines = latest.into_iter().filter_map(|(place, line)| Some((place, line.report?)));
        all.extend(
            lines.map(|(place, report)| Source { path: path.join(report), document: Some(place) }),
        );
    }
    match all.is_empty() {
        true => Err(Error::new(ErrorKind::Usage, "there is no report in the ledger")),
        false => Ok(all),
    }
}

/// Reads inputs, one after the other.
pub struct Documents<'a> {
    args: &'a ReviewArgs,
    reports: Reports<'a>,
}

impl<'a> Documents<'a> {
    /// Nothing is read yet.
    pub fn new(args: &'a ReviewArgs, reports: &'a ReportArgs) -> Documents<'a> {
        Documents { args, reports: Reports::new(reports) }
    }

    /// The documents of an input: one, or as many as it has reports.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, with its name. The page itself says where a document
    /// is missing beside a report.
    pub fn read(&mut self, source: &Source) -> Result<Vec<Document>, Error> {
        let (reports, bytes) = self.reports.with_document(&source.path)?;
        let options = self.args.read.options();
        let documents = reports.into_iter().map(|report| {
            let found = match &bytes {
                Some(bytes) => Found::Here(bytes.clone()),
                None => find(&report, source, self.args.pdf.as_deref()),
            };
            document(report, source, found, &options, self.args.limits.timeout.0)
        });
        Ok(documents.collect())
    }
}

/// What became of the search for a report's document.
enum Found {
    Here(Vec<u8>),
    /// A file of that name is another one.
    Other(PathBuf),
    /// It is in an archive.
    Packed(String),
    Nowhere,
}

/// Searches for the document of a report: where the user says, where the ledger says, beside the
/// report.
fn find(report: &Report, source: &Source, pdf: Option<&Path>) -> Found {
    if let (None, Some(place)) = (pdf, source.document.as_ref().filter(|p| p.entry.is_some())) {
        return Found::Packed(place.to_string());
    }
    let mut other = None;
    for path in places(report, source, pdf) {
        match input::read(&path) {
            Ok(bytes) if sha256(&bytes) == report.source.sha256 => return Found::Here(bytes),
            Ok(_) => other = other.or(Some(path)),
            Err(_) => {}
        }
    }
    other.map_or(Found::Nowhere, Found::Other)
}

/// Where a report's document may be.
fn places(report: &Report, source: &Source, pdf: Option<&Path>) -> Vec<PathBuf> {
    // Whatever a report says, its document is looked for in the folder only.
    let named = report.source.file_name.as_deref().and_then(|name| Path::new(name).file_name());
    let beside = source.path.parent().filter(|_| !input::is_stdin(&source.path));
    let folder = match pdf {
        Some(path) if path.is_dir() => path,
        Some(path) => return vec![path.to_owned()],
        None => beside.unwrap_or(Path::new("")),
    };
    let mut all: Vec<PathBuf> = named.map(|name| folder.join(name)).into_iter().collect();
    let stem = source.path.file_stem().filter(|_| !input::is_stdin(&source.path));
    all.extend(stem.map(|stem| folder.join(stem).with_extension("pdf")));
    if let (None, Some(place)) = (pdf, &source.document) {
        all.insert(0, place.path.clone());
    }
    all.retain(|path| path.is_file());
    all
}

fn document(
    report: Report,
    source: &Source,
    found: Found,
    options: &Options,
    time: Duration,
) -> Document {
    let name = report.source.file_name.clone().unwrap_or_else(|| input::name(&source.path));
    let (mut notes, mut sheets) = (Vec::new(), Sheets::default());
    match found {
        Found::Here(bytes) => match drawn(&report, &bytes, options, time) {
            Ok(drawn) => {
                notes.extend(undrawn(&drawn.undrawn));
                sheets = drawn;
            }
            Err(error) => notes.push(unopened(&error)),
        },
        Found::Other(path) => notes.push(other(&path.display().to_string())),
        Found::Packed(place) => notes.push(packed(&place)),
        Found::Nowhere => notes.push(missing(&name)),
    }
    if report.source.pages.iter().any(|page| page.text_source == TextSource::Transcript) {
        let words = (
            "This was read from a transcript, which has no pages to show.",
            "ข้อมูลนี้อ่านจากไฟล์ถอดความ จึงไม่มีภาพหน้าเอกสาร",
        );
        notes = vec![words.into()];
    }
    Document { report, name, sheets, notes }
}

/// Draws the pages, for as long as reading them may take.
fn drawn(
    report: &Report,
    bytes: &[u8],
    options: &Options,
    time: Duration,
) -> Result<Sheets, Error> {
    let pages = &report.source.pages;
    let numbers: Vec<u32> = pages.iter().map(|page| page.number).collect();
    // Pages of which nothing was read from a picture show their layers without that.
    let was_read = pages.iter().any(|page| page.text_source == TextSource::Ocr);
    let ocr = match was_read {
        true if options.ocr == OcrMode::Never => OcrMode::Auto,
        true => options.ocr,
        false => OcrMode::Never,
    };
    let options = &Options { ocr, ..options.clone() };
    guard::caught(|| Sheets::of(bytes, options, &numbers, Instant::now() + time.min(LONGEST)))
}

/// What the page says of pages without a picture: once for each reason.
fn undrawn(pages: &[(u32, Both)]) -> Vec<Both> {
    let mut by_reason: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for (page, Both(en, th)) in pages {
        by_reason.entry((en, th)).or_default().push(page.to_string());
    }
    let told = by_reason.into_iter().map(|((en, th), mut pages)| {
        if pages.len() > MOST_NAMED {
            pages.truncate(MOST_NAMED);
            pages.push("…".to_owned());
        }
        let pages = pages.join(", ");
        Both(format!("No picture of page {pages}: {en}."), format!("ไม่มีภาพของหน้า {pages}: {th}"))
    });
    told.collect()
}

fn unopened(error: &Error) -> Both {
    Both(
        format!("There are no pictures of the pages: {error}."),
        format!("ไม่มีภาพหน้าเอกสาร: {error}"),
    )
}

fn other(path: &str) -> Both {
    Both(
        format!(
            "{path} is not the file this report was read from (its sha256 is another), so its pages are not shown. \
             Give the right one with --pdf."
        ),
        format!(
            "{path} ไม่ใช่ไฟล์ที่ใช้อ่านรายงานนี้ (sha256 ไม่ตรงกัน) จึงไม่แสดงภาพหน้าเอกสาร ระบุไฟล์ที่ถูกต้องด้วย --pdf"
        ),
    )
}

fn packed(place: &str) -> Both {
    Both(
        format!(
            "The document is in an archive ({place}), so its pages are not shown. Unpack it and give it with --pdf."
        ),
        format!("เอกสารอยู่ในไฟล์บีบอัด ({place}) จึงไม่แสดงภาพหน้าเอกสาร แตกไฟล์แล้วระบุด้วย --pdf"),
    )
}

fn missing(name: &str) -> Both {
    Both(
        format!(
            "The document itself ({name}) is not beside the report, so its pages are not shown. Give it with --pdf."
        ),
        format!("ไม่พบเอกสารต้นฉบับ ({name}) ข้างรายงาน จึงไม่แสดงภาพหน้าเอกสาร ระบุไฟล์ด้วย --pdf"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_document_is_looked_for_in_the_folder_only_and_known_by_its_hash() {
        let folder = tempfile::tempdir().unwrap();
        let (inner, at) =
            (folder.path().join("in"), |name: &str| folder.path().join("in").join(name));
        std::fs::create_dir(&inner).unwrap();
        std::fs::write(folder.path().join("plan.pdf"), "outside").unwrap();
        let mut report = sample::minimal();
        report.source.file_name = Some("../plan.pdf".to_owned());
        report.source.sha256 = sha256(b"outside");
        let source = Source { path: at("r.json"), document: None };
        assert!(matches!(find(&report, &source, None), Found::Nowhere));
        std::fs::write(at("plan.pdf"), "other").unwrap();
        assert!(matches!(find(&report, &source, None), Found::Other(_)));
        // By the name of the report, too.
        std::fs::write(at("r.pdf"), "outside").unwrap();
        assert!(matches!(find(&report, &source, None), Found::Here(_)));
        let pdf = folder.path().join("plan.pdf");
        assert!(matches!(find(&report, &source, Some(&pdf)), Found::Here(_)));
        assert!(matches!(find(&report, &source, Some(folder.path())), Found::Here(_)));
    }

    #[test]
    fn pages_without_a_picture_are_told_once_for_each_reason() {
        let slow = (1..=30).map(|page| (page, Both::from(("time is up", "หมดเวลา"))));
        let broken = Both::from(("broken", "เสีย"));
        let pages: Vec<(u32, Both)> = slow.chain([(40, broken)]).collect();
        let told = undrawn(&pages);
        assert_eq!(told[0], ("No picture of page 40: broken.", "ไม่มีภาพของหน้า 40: เสีย").into());
        assert_eq!(told[1].0, "No picture of page 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …: time is up.");
        assert!(told[1].1.ends_with("…: หมดเวลา"));
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn a_folder_without_a_ledger_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let error = sources(&[folder.path().to_owned()]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        assert!(error.to_string().contains("name the files in it"), "{error}");
    }
}
