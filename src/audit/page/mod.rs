//! What was found, and what reports come to, as one page for a browser each: both languages, offline,
//! linked into the review pages of the documents.
//!
//! The template sets every text apart from what stands around it.

mod assessed;
mod checked;
mod summed;

use std::io::{self, Write};

use serde::Serialize;

use super::summary::Summary;
use crate::contract::output::page::{Both, Head, owned, write};
use crate::contract::output::{Lang, Links};

pub use checked::Subject;
use checked::{CheckedView, SeverityView};
use summed::SummedView;

/// The template.
const TEMPLATE: &str = include_str!("page.html");
/// What it looks like.
const STYLE: &str = include_str!("page.css");
/// The filters and the choice of language.
const SCRIPT: &str = include_str!("page.js");

/// All that the template shows; of what was checked and what was summed one is empty.
#[derive(Serialize)]
struct Page<'a> {
    head: Head,
    severities: Vec<SeverityView>,
    checked: Vec<CheckedView<'a>>,
    heads: Vec<Both>,
    summed: Vec<SummedView>,
}

impl Page<'_> {
    fn new(lang: Lang, title: (&str, &str)) -> Self {
        Page {
            head: Head::new(lang, owned(title), STYLE, SCRIPT),
            severities: Vec::new(),
            checked: Vec::new(),
            heads: Vec::new(),
            summed: Vec::new(),
        }
    }
}

/// Writes what was found about reports; `lang` is what the page shows first, `links` lead to their
/// review pages, in their order.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn check_page(
    subjects: &[Subject<'_>],
    lang: Lang,
    links: &Links,
    to: impl Write,
) -> io::Result<()> {
    let page = Page {
        severities: checked::severities(subjects),
        checked: checked::views(subjects, links),
        ..Page::new(lang, ("What a careful reader finds", "สิ่งที่ผู้อ่านละเอียดพบ"))
    };
    write(TEMPLATE, &page, to)
}

/// Writes what reports come to, as [`check_page`] does.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn summary_page(
    summaries: &[Summary],
    lang: Lang,
    links: &Links,
    to: impl Write,
) -> io::Result<()> {
    let page = Page {
        heads: summed::heads(),
        summed: summed::views(summaries, links),
        ..Page::new(lang, ("Reports at a glance", "สรุปรายงาน"))
    };
    write(TEMPLATE, &page, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::check;
    use crate::audit::oit::{checklist, classes};
    use crate::audit::sample::{project, report};
    use crate::audit::summary::summary;
    use crate::contract::model::{DocumentKind, DocumentSays};

    const ATTACK: &str = "</script><img src=x onerror=alert(1)>\u{202E}";

    fn written(of: impl Fn(&mut Vec<u8>)) -> String {
        let mut page = Vec::new();
        of(&mut page);
        String::from_utf8(page).unwrap()
    }

    #[test]
    fn findings_link_to_their_places_and_text_stays_text() {
        let result = format!("ผู้เข้าร่วม ๕๘ คน และผู้เข้าร่วม ๓๖ คน รวมผู้เข้าร่วม ๙๕ คน {ATTACK}");
        let report = report(vec![project("1").title(ATTACK).result(&result)]);
        let findings = check(&report);
        let subject = Subject { file: ATTACK, report: &report, findings: &findings, oit: None };
        let links = Links::of([Some("a.html".to_owned())]);
        let page = written(|to| check_page(&[subject], Lang::Th, &links, to).unwrap());
        assert!(page.contains("sum-mismatch") && page.contains("href=\"a.html#page=1&box="));
        assert!(!page.contains("<img"), "escaped");
        assert_eq!(page.matches("<script>").count(), 1);
        assert_eq!(page.matches("style=").count(), 0, "no style but the sheet's own");
        let plain = written(|to| check_page(&[subject], Lang::En, &Links::default(), to).unwrap());
        assert!(!plain.contains("href="));
    }

    #[test]
    fn the_items_of_the_assessment_are_named_where_they_are_known() {
        let mut report = report(vec![project("1").result("อบรมแล้ว ๖๐ คน")]);
        let says = DocumentSays {
            kind: DocumentKind::Result,
            oit_item: Some("O35".to_owned()),
            part: None,
            status: None,
        };
        report.document = Some(says);
        let list = checklist(&report, classes()[0], Some(2568)).unwrap();
        let subject = Subject { file: "a.json", report: &report, findings: &[], oit: Some(&list) };
        let page = |subject| {
            written(|to| check_page(&[subject], Lang::En, &Links::default(), to).unwrap())
        };
        let all = page(subject);
        assert!(all.contains("<bdi>O35</bdi>"), "what it says itself");
        let items = list.items.as_ref().expect("known for this year");
        assert!(!items.is_empty());
        for item in items {
            assert!(all.contains(&format!("<b>{}</b>", item.number)), "{}", item.number);
        }
        let plain = page(Subject { oit: None, ..subject });
        assert!(plain.contains("O35") && !plain.contains("class=\"oit\""));
    }

    #[test]
    fn a_summary_has_a_row_for_each_group() {
        let report = report(vec![project("1").budget("๑,๕๐๐"), project("2").budget("๕๐๐")]);
        let page = written(|to| {
            summary_page(&[summary(&report)], Lang::En, &Links::default(), to).unwrap()
        });
        assert!(page.contains("2,000") && page.contains("class=\"total\""));
    }
}
