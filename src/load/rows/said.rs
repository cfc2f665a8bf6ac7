//! What a document is, by what it says and what it holds, what it was read from, and whether the
//! report is as it was written.

use jiff::Timestamp;
use jiff::civil::Date;

use super::value::whole_seconds;
use crate::contract::model::{
    BudgetStatus, DocumentKind, DocumentStatus, Item, Report, Section, TextSource,
};
use crate::contract::walk;
use crate::load::range::is_year;
use crate::report::facts::document_kind_of;
use crate::thai::date::{self, Precision};
use crate::thai::number;

/// What stands before the day that a document is of.
const OF_DAY: &[&str] =
    &["ณ วันที่", "ณ วัน", "ข้อมูล ณ", "ประกาศ ณ", "พิมพ์เมื่อวันที่", "ปรับปรุงเมื่อวันที่", "แก้ไขเมื่อวันที่"];

/// Numbers that a column may count in: baht, hundreds, thousands, and so on to millions.
const FACTORS: [i128; 6] = [1, 100, 1_000, 10_000, 100_000, 1_000_000];

/// Satang of a baht.
const SATANG: f64 = 100.0;

/// What is known of a document beside who wrote it when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Its kind: a word of [`DocumentKind`].
    pub kind: &'static str,
    /// Which part of several it is, as printed.
    pub part: Option<String>,
    /// Whether it says that it is a draft or final.
    pub status: Option<&'static str>,
    /// What it was read from: `born_digital`, `transcript`, `ocr_layer` or `scan`.
    pub medium: &'static str,
    /// The day that it says it is of.
    pub printed_on: Option<Date>,
    /// Whether the report says otherwise than what wrote it.
    pub is_edited: bool,
    /// When a person put something in it right, the last time; in whole seconds.
    pub corrected_at: Option<Timestamp>,
}

impl Said {
    /// What is known of the document of a report. `content`: the hash of its content.
    pub(super) fn of(report: &Report, content: &str) -> Said {
        let document = report.document.as_ref();
        Said {
            kind: word(kind(report)),
            part: document.and_then(|document| document.part.clone()),
            status: document.and_then(|document| document.status).map(|status| match status {
                DocumentStatus::Draft => "draft",
                DocumentStatus::Final => "final",
            }),
            medium: medium(report),
            printed_on: printed_on(report),
            is_edited: is_edited(report, content),
            corrected_at: corrected_at(report),
        }
    }
}

/// The word that the JSON has for a kind of document.
fn word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Plan => "plan",
        DocumentKind::Result => "result",
        DocumentKind::Measures => "measures",
        DocumentKind::MeasuresResult => "measures_result",
        DocumentKind::Risk => "risk",
        DocumentKind::Procurement => "procurement",
        DocumentKind::Form => "form",
        DocumentKind::Other => "other",
    }
}

/// What a document is: what it or its title says, and where it only has measures, a plan is one of
/// measures. What says nothing is what it holds: with results it tells results.
fn kind(report: &Report) -> DocumentKind {
    let said = report.document.as_ref().map(|document| document.kind);
    let by_title = || report.title.as_ref().and_then(|title| document_kind_of(&title.text));
    let has = |is: fn(&Section) -> bool| report.sections.iter().any(is);
    let only_measures = has(|s| matches!(s, Section::Measures(_)))
        && !has(|s| matches!(s, Section::ActionPlan(_) | Section::Form(_)));
    match said.or_else(by_title) {
        Some(DocumentKind::Plan) if only_measures => DocumentKind::Measures,
        Some(DocumentKind::Result) if only_measures => DocumentKind::MeasuresResult,
        Some(kind) => kind,
        None => held(report, only_measures),
    }
}

/// What a document is that does not say it.
fn held(report: &Report, only_measures: bool) -> DocumentKind {
    let mut items = report.sections.iter().flat_map(walk::items).peekable();
    let is_form = report.sections.iter().any(|section| matches!(section, Section::Form(_)));
    if items.peek().is_none() {
        return DocumentKind::Other;
    }
    let has_results = items.any(crate::audit::judge::has_result);
    match (is_form, only_measures, has_results) {
        (true, ..) => DocumentKind::Form,
        (_, true, true) => DocumentKind::MeasuresResult,
        (_, true, false) => DocumentKind::Measures,
        (_, _, true) => DocumentKind::Result,
        _ => DocumentKind::Plan,
    }
}

/// What most pages were read from; of two that are as many, the one that is worth less.
fn medium(report: &Report) -> &'static str {
    let mut pages = [("scan", 0), ("ocr_layer", 0), ("transcript", 0), ("born_digital", 0)];
    for page in &report.source.pages {
        let is_hidden = page.text_layer.as_ref().is_some_and(|layer| !layer.shown);
        let at = match page.text_source {
            TextSource::Ocr => 0,
            TextSource::Embedded | TextSource::Repaired if is_hidden => 1,
            TextSource::Transcript => 2,
            TextSource::Embedded | TextSource::Repaired => 3,
            TextSource::None => continue,
        };
        pages[at].1 += 1;
    }
    let most = pages.iter().rev().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count > 0).map_or("born_digital", |(word, _)| word)
}

/// The last day that the document says it is of.
fn printed_on(report: &Report) -> Option<Date> {
    let titles = report.title.iter().map(|title| title.text.as_str());
    let notes = report.sections.iter().flat_map(|section| match section {
        Section::ActionPlan(plan) => plan.notes.as_slice(),
        Section::Measures(measures) => measures.notes.as_slice(),
        Section::Form(_) | Section::Other(_) => &[],
    });
    let unclaimed = report.unclaimed.iter().map(|unclaimed| unclaimed.text.as_str());
    let texts = titles.chain(notes.map(|note| note.text.as_str())).chain(unclaimed);
    texts.filter_map(day_of).max()
}

/// The day that a text says something is of.
fn day_of(text: &str) -> Option<Date> {
    if !OF_DAY.iter().any(|words| text.contains(words)) {
        return None;
    }
    let days = date::find(text).dates.into_iter().filter(|found| {
        let before = text[..found.range.start].trim_end();
        let is_led = OF_DAY.iter().any(|words| before.ends_with(words));
        is_led && found.value.precision == Precision::Day
    });
    days.map(|found| found.value.start).filter(|day| is_year(i64::from(day.year()) + 543)).max()
}

/// Whether a report says otherwise than what wrote it: its seal is broken; or, without a seal, an
/// amount is none of the numbers that stand in its cell.
///
/// `content`: the hash of its content.
fn is_edited(report: &Report, content: &str) -> bool {
    match &report.generator.content_sha256 {
        Some(seal) => seal != content,
        None => report.sections.iter().flat_map(walk::items).any(has_other_amount),
    }
}

/// Whether the budget of an item is none of the numbers that its cell prints, nor their sum.
fn has_other_amount(item: &Item) -> bool {
    let Some(budget) = &item.budget else { return false };
    let Some(amount) = budget.amount_thb.filter(|_| budget.status == BudgetStatus::Amount) else {
        return false;
    };
    let found = number::scan(&budget.raw);
    let printed: Option<Vec<i128>> = found.iter().map(|n| n.value.map(satang)).collect();
    // What is not read as a number, or none at all, tells nothing.
    let Some(printed) = printed.filter(|printed| !printed.is_empty()) else { return false };
    let sum = printed.iter().sum();
    let amount = i128::from(amount.satang.abs());
    let is_printed = |n: &i128| FACTORS.iter().any(|factor| n * factor == amount);
    !printed.iter().chain([&sum]).any(is_printed)
}

/// A printed number as satang, were it baht.
fn satang(number: number::Decimal) -> i128 {
    (number.to_f64() * SATANG).round() as i128
}

/// When a person put something right, the last time.
fn corrected_at(report: &Report) -> Option<Timestamp> {
    let mut last = None;
    walk::corrected(report, &mut |mark| last = last.max(Some(whole_seconds(mark.at))));
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};
    use crate::contract::model::{Baht, Budget};
    use crate::contract::seal::{content_sha256, seal};

    fn budget(raw: &str, satang: i64) -> Report {
        let mut report = report(vec![project("1")]);
        let Section::ActionPlan(plan) = &mut report.sections[0] else { panic!("a plan") };
        plan.strategies[0].tactics[0].projects[0].budget = Some(Budget {
            raw: raw.to_owned(),
            status: BudgetStatus::Amount,
            amount_thb: Some(Baht::from_satang(satang)),
            source: None,
            regions: Vec::new(),
        });
        report
    }

    #[test]
    fn an_amount_that_its_cell_does_not_print_was_edited() {
        for (raw, satang, edited) in [
            ("๒๗,๙๐๐", 2_790_000, false),
            ("๒๗,๙๐๐", 125, true),
            ("๑.๒ แสนบาท", 12_000_000, false),
            ("๔.๕", 450_000_000, false),
            ("(๓,๔๐๐)", -340_000, false),
            ("๑๐,๐๐๐\n๕,๐๐๐", 1_500_000, false),
        ] {
            assert_eq!(is_edited(&budget(raw, satang), ""), edited, "{raw}");
        }
    }

    #[test]
    fn a_broken_seal_tells_of_any_edit() {
        let mut report = budget("๒๗,๙๐๐", 2_790_000);
        seal(&mut report);
        let now = |report: &Report| content_sha256(report).unwrap();
        assert!(!is_edited(&report, &now(&report)));
        report.unclaimed.clear();
        report.schema_version.push('x');
        assert!(is_edited(&report, &now(&report)));
    }

    #[test]
    fn the_day_is_the_one_that_the_document_says_it_is_of() {
        assert_eq!(day_of("ข้อมูล ณ วันที่ ๓๐ กันยายน ๒๕๖๗"), Some(jiff::civil::date(2024, 9, 30)));
        assert_eq!(day_of("อบรมวันที่ ๓๐ กันยายน ๒๕๖๗"), None);
        assert_eq!(day_of("ณ วันที่ประชุม ๓๐ กันยายน ๒๕๖๗"), None);
    }

    #[test]
    fn what_has_only_measures_is_of_measures() {
        let mut report = report(vec![project("1")]);
        report.document = None;
        for (title, kind) in [
            ("แผนปฏิบัติการป้องกันการทุจริต", DocumentKind::Plan),
            ("รายงานผลการดำเนินงานตามแผน", DocumentKind::Result),
            ("แผนบริหารความเสี่ยงการทุจริต", DocumentKind::Risk),
        ] {
            if let Some(text) = &mut report.title {
                text.text = title.to_owned();
            }
            assert_eq!(super::kind(&report), kind, "{title}");
        }
    }
}
