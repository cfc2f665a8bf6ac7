//! What was found, and what reports come to, as one page for a browser each: both languages, offline,
//! linked into the review pages of the documents.
//!
//! The template escapes every text and sets it apart from what stands around it; the page forbids
//! every script and style but its own, which it names by their hashes.

mod both;
mod checked;
mod summed;

use std::io::{self, Write};

use minijinja::Environment;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::summary::Summary;
use crate::contract::output::{Lang, Links};
use crate::digest::base64;

use both::Both;
pub use checked::Subject;
use checked::{CheckedView, SeverityView};
use summed::SummedView;

/// The name of the template: it says that it is HTML, and so everything in it is escaped.
const TEMPLATE_NAME: &str = "page.html";
/// The template.
const TEMPLATE: &str = include_str!("page.html");
/// What it looks like.
const STYLE: &str = include_str!("page.css");
/// The filters and the choice of language.
const SCRIPT: &str = include_str!("page.js");

/// All that the template shows; of what was checked and what was summed one is empty.
#[derive(Serialize)]
struct Page<'a> {
    lang: &'static str,
    title: Both,
    generator: String,
    style: &'static str,
    style_hash: String,
    script: &'static str,
    script_hash: String,
    severities: Vec<SeverityView>,
    checked: Vec<CheckedView<'a>>,
    heads: Vec<Both>,
    summed: Vec<SummedView>,
}

impl Page<'_> {
    fn new(lang: Lang, title: (&str, &str)) -> Self {
        Page {
            lang: lang.pick("en", "th"),
            title: (title.0.to_owned(), title.1.to_owned()),
            generator: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
            style: STYLE,
            style_hash: base64(&Sha256::digest(STYLE)),
            script: SCRIPT,
            script_hash: base64(&Sha256::digest(SCRIPT)),
            severities: Vec::new(),
            checked: Vec::new(),
            heads: Vec::new(),
            summed: Vec::new(),
        }
    }

    fn write(&self, mut to: impl Write) -> io::Result<()> {
        let mut environment = Environment::new();
        environment.add_template(TEMPLATE_NAME, TEMPLATE).map_err(io::Error::other)?;
        let template = environment.get_template(TEMPLATE_NAME).map_err(io::Error::other)?;
        to.write_all(template.render(self).map_err(io::Error::other)?.as_bytes())?;
        to.write_all(b"\n")
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
    page.write(to)
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
    page.write(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::check;
    use crate::audit::sample::{project, report};
    use crate::audit::summary::summary;

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
        let subject = Subject { file: ATTACK, report: &report, findings: &findings };
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
    fn a_summary_has_a_row_for_each_group() {
        let report = report(vec![project("1").budget("๑,๕๐๐"), project("2").budget("๕๐๐")]);
        let page = written(|to| {
            summary_page(&[summary(&report)], Lang::En, &Links::default(), to).unwrap()
        });
        assert!(page.contains("2,000") && page.contains("class=\"total\""));
    }
}
