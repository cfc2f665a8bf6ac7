//! Whether two reports can be held against each other at all, and what to know before relying on
//! the outcome.

use std::collections::BTreeSet;

use super::model::{Note, NoteCode};
use super::similar::{Profile, Weights};
use crate::contract::model::{Agency, Report, TextSource};
use crate::contract::walk::corrected;
use crate::error::{Error, ErrorKind};
use crate::finding::Severity;
use crate::thai::alike::same;
use crate::thai::text::matching_key;

/// Two names of agencies that are alike by so much are one name, misread or shortened.
const ONE_NAME: f32 = 0.8;

/// What keeps two reports from being compared.
///
/// # Errors
///
/// [`ErrorKind::Usage`] where they are of different agencies and that was not `forced`.
pub fn comparable(old: &Report, new: &Report, forced: bool) -> Result<(), Error> {
    match (&old.agency, &new.agency) {
        (Some(a), Some(b)) if !forced && !is_one(a, b) => {
            let message = format!(
                "these are reports of different agencies, “{}” and “{}”: there are no two years to compare (--force \
                 compares them all the same)",
                a.name, b.name
            );
            Err(Error::new(ErrorKind::Usage, message))
        }
        _ => Ok(()),
    }
}

/// Whether two names are of one agency: the same but for spelling, or with an abbreviation in
/// common.
fn is_one(a: &Agency, b: &Agency) -> bool {
    let (x, y) = (matching_key(&a.name), matching_key(&b.name));
    if x == y
        || same(&x, &y, true).is_some()
        || a.abbreviations.iter().any(|short| b.abbreviations.contains(short))
    {
        return true;
    }
    let profiles = [Profile::of(&x), Profile::of(&y)];
    let [x, y] = profiles.map(|profile| Weights::default().weigh(profile));
    x.alike(&y) >= ONE_NAME
}

/// Whether different versions of the program read them.
pub fn versions_differ(old: &Report, new: &Report) -> bool {
    let (a, b) = (&old.generator, &new.generator);
    (&a.name, &a.version) != (&b.name, &b.version)
}

/// Notes in both languages, one after another.
struct Notes(Vec<Note>);

impl Notes {
    fn add(&mut self, code: NoteCode, th: &str, en: &str) {
        self.0.push(Note { code, message_th: th.to_owned(), message_en: en.to_owned() });
    }
}

/// What to know of two reports.
pub fn notes(old: &Report, new: &Report) -> Vec<Note> {
    let mut notes = Notes(Vec::new());
    if old.source.sha256 == new.source.sha256 {
        notes.add(NoteCode::SameDocument, "ทั้งสองฉบับเป็นเอกสารเดียวกัน", "both are the same document");
    }
    if versions_differ(old, new) {
        let (a, b) = (&old.generator, &new.generator);
        notes.add(
            NoteCode::Versions,
            &format!(
                "อ่านด้วยโปรแกรมต่างรุ่น ({} {} และ {} {}): ข้อแตกต่างที่ข้อความเหมือนกันแต่ค่าต่างกันมีเครื่องหมาย “version” \
                 และข้อความที่ซ่อมแล้วอาจต่างกันด้วย ควรอ่านเอกสารทั้งสองใหม่ด้วยรุ่นเดียวกัน",
                a.name, a.version, b.name, b.version
            ),
            &format!(
                "they were read by {} {} and {} {}: where the text is the same and the value is not, the change is marked \
                 “version”; repaired text may differ, too. Extract both again with one version to be sure",
                a.name, a.version, b.name, b.version
            ),
        );
    }
    agency_notes(old, new, &mut notes);
    year_notes(old, new, &mut notes);
    reading_notes(old, new, &mut notes);
    corrected_notes(old, new, &mut notes);
    notes.0
}

/// Tells which report has values that people put right: these are not what was read.
fn corrected_notes(old: &Report, new: &Report, notes: &mut Notes) {
    for (report, th, en) in [(old, "ฉบับก่อน", "older"), (new, "ฉบับหลัง", "newer")]
    {
        let (mut count, mut who) = (0, BTreeSet::new());
        corrected(report, &mut |mark| {
            count += 1;
            who.insert(mark.by.as_str());
        });
        if count > 0 {
            let who = who.into_iter().collect::<Vec<_>>().join(", ");
            notes.add(
                NoteCode::Corrected,
                &format!("{th}มีค่าที่คนแก้ไข {count} ค่า ({who})"),
                &format!("values of the {en} one that people put right: {count} ({who})"),
            );
        }
    }
}

fn agency_notes(old: &Report, new: &Report, notes: &mut Notes) {
    match (&old.agency, &new.agency) {
        (Some(a), Some(b)) if !is_one(a, b) => notes.add(
            NoteCode::Agencies,
            &format!("เป็นรายงานของคนละหน่วยงาน: “{}” และ “{}”", a.name, b.name),
            &format!("they are of different agencies: “{}” and “{}”", a.name, b.name),
        ),
        (Some(_), Some(_)) => {}
        _ => notes.add(
            NoteCode::AgencyUnknown,
            "มีฉบับที่ไม่ระบุหน่วยงาน จึงไม่ทราบว่าเป็นหน่วยงานเดียวกันหรือไม่",
            "one does not say its agency: whether both are of the same is not known",
        ),
    }
}

fn year_notes(old: &Report, new: &Report, notes: &mut Notes) {
    match (&old.fiscal_year, &new.fiscal_year) {
        (Some(a), Some(b)) if a.be == b.be => notes.add(
            NoteCode::SameYear,
            &format!("ทั้งสองฉบับเป็นของปีงบประมาณ {}", a.be),
            &format!("both are about fiscal year {} BE", a.be),
        ),
        (Some(a), Some(b)) if a.be > b.be => notes.add(
            NoteCode::YearsReversed,
            &format!("ฉบับแรกเป็นของปีงบประมาณ {} ซึ่งหลังฉบับที่สอง ({})", a.be, b.be),
            &format!(
                "the first is about {} BE, later than the second ({} BE): is the order right?",
                a.be, b.be
            ),
        ),
        (Some(_), Some(_)) => {}
        _ => notes.add(
            NoteCode::YearUnknown,
            "มีฉบับที่ไม่ระบุปีงบประมาณ วันที่ที่เปลี่ยนตามปีจึงแสดงเป็นการเปลี่ยนแปลง",
            "one does not say its fiscal year: years that differ are shown as changes",
        ),
    }
}

fn reading_notes(old: &Report, new: &Report, notes: &mut Notes) {
    if has_pictures(old) || has_pictures(new) {
        notes.add(
            NoteCode::FromPictures,
            "มีหน้าที่อ่านจากภาพ: การเปลี่ยนแปลงที่อาจมาจากการอ่านผิดมีเครื่องหมาย “picture” ตัวสะกดที่ต่างกันเล็กน้อยแยกไว้ต่างหาก",
            "pages were read from their pictures: changes that may be misreadings are marked “picture”, slight differences of \
             spelling stand apart",
        );
    }
    let (a, b) = (errors(old), errors(new));
    if a + b > 0 {
        notes.add(
            NoteCode::Incomplete,
            &format!("การอ่านมีข้อผิดพลาด ({a} และ {b} รายการ): อาจมีข้อมูลที่ขาดไป"),
            &format!(
                "reading them had trouble ({a} and {b} findings at error level): something may be missing"
            ),
        );
    }
}

/// Whether a page was read from its picture.
fn has_pictures(report: &Report) -> bool {
    report.source.pages.iter().any(|page| page.text_source == TextSource::Ocr)
}

/// Findings at error level.
fn errors(report: &Report) -> usize {
    report.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}
