//! The findings of `raingan check` as lines for people, and the checklist of the OIT assessment.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use raingan::audit::oit::labels;
use raingan::audit::oit::{CheckedContent, CheckedItem, Checklist};
use raingan::contract::output::Lang;
use raingan::finding::{Evidence, Finding, Severity};

use super::super::console::Console;
use super::super::escape::visible;
use super::checked::Checked;

/// Pieces of evidence that are shown of a finding.
const EVIDENCE: usize = 4;
/// Characters that are shown of a piece of evidence.
const QUOTED: usize = 70;

/// All findings; the informative ones only where they are asked for (`-v`, `--select`), else
/// counted.
pub fn describe(all: &[Checked], selected: bool, console: &Console) -> String {
    let mut out = String::new();
    for checked in all {
        describe_report(&mut out, checked, selected || console.verbose(), console);
    }
    out
}

fn describe_report(out: &mut String, checked: &Checked, infos: bool, console: &Console) {
    let lang = console.lang();
    let file = match checked.document {
        Some(n) => format!("{}: {} {n}", visible(&checked.file), lang.pick("document", "ฉบับที่")),
        None => visible(&checked.file).into_owned(),
    };
    let (mut hidden, mut shown): (BTreeMap<&str, usize>, usize) = (BTreeMap::new(), 0);
    for finding in &checked.findings {
        if finding.severity > Severity::Info || infos {
            describe_finding(out, &file, finding, lang);
            shown += 1;
        } else {
            *hidden.entry(&finding.code).or_default() += 1;
        }
    }
    if shown == 0 && !console.quiet() {
        let _ = writeln!(out, "{file}: {}", lang.pick("no contradiction found", "ไม่พบข้อขัดแย้ง"));
    }
    if !hidden.is_empty() && !console.quiet() {
        let kinds: Vec<String> = hidden.iter().map(|(code, n)| format!("{n} {code}")).collect();
        let (more, shows) =
            (lang.pick("to know", "เพื่อทราบ"), lang.pick("-v shows them", "ใช้ -v เพื่อแสดง"));
        let _ = writeln!(out, "{file}: {more}: {} ({shows})", kinds.join(", "));
    }
    if let Some(list) = &checked.oit {
        describe_checklist(out, &file, list, lang);
    }
}

/// `warning[code]: file: page 3, project s1/t1/p1: message`, and what it rests on below it.
fn describe_finding(out: &mut String, file: &str, finding: &Finding, lang: Lang) {
    let place = lang.place(finding).map(|p| format!("{p}: ")).unwrap_or_default();
    let (code, message) = (visible(&finding.code), visible(lang.message(finding)));
    let _ = writeln!(
        out,
        "{}[{code}]: {file}: {}{message}",
        lang.severity(finding.severity),
        visible(&place)
    );
    let quoted: Vec<&Evidence> =
        finding.evidence.iter().filter(|e| !e.raw.trim().is_empty()).collect();
    for Evidence { raw, region } in quoted.iter().take(EVIDENCE) {
        let words = raw.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = words.chars().take(QUOTED).collect();
        let more = if cut.len() < words.len() { "…" } else { "" };
        let at = region.map(|r| {
            let page = lang.pick("page", "หน้า");
            format!(" ({page} {}: {:.0},{:.0} – {:.0},{:.0})", r.page, r.x0, r.y0, r.x1, r.y1)
        });
        let _ = writeln!(out, "    “{}{more}”{}", visible(&cut), at.unwrap_or_default());
    }
    if quoted.len() > EVIDENCE {
        let _ =
            writeln!(out, "    {} {}", lang.pick("and more:", "และอีก"), quoted.len() - EVIDENCE);
    }
}

fn describe_checklist(out: &mut String, file: &str, list: &Checklist, lang: Lang) {
    let (document, year) = (both(labels::document(list.document), lang), list.fiscal_year);
    let oit = both(labels::ASSESSMENT, lang);
    let _ = writeln!(out, "{file}: {oit} {year} ({}): {document}", list.agency_class);
    let Some(items) = &list.items else {
        let _ = writeln!(out, "  {}", both(labels::UNKNOWN, lang));
        return;
    };
    items.iter().for_each(|item| describe_item(out, item, lang));
}

fn describe_item(out: &mut String, item: &CheckedItem, lang: Lang) {
    let title = lang.pick(&item.title_en, &item.title_th);
    let why = lang.pick(item.why_not_en.as_deref(), item.why_not_th.as_deref());
    match why {
        Some(why) => {
            _ = writeln!(
                out,
                "  {} {title}: {} ({why})",
                item.number,
                both(labels::NOT_SERVED, lang)
            )
        }
        None => {
            let _ = writeln!(out, "  {} {title}", item.number);
            item.contents.iter().for_each(|content| describe_content(out, content, lang));
            if !item.contents_complete {
                let _ = writeln!(out, "      ? {}", both(labels::INCOMPLETE, lang));
            }
        }
    }
}

fn describe_content(out: &mut String, content: &CheckedContent, lang: Lang) {
    let (name, mark) =
        (both(labels::content(content.content), lang), labels::sign(content.presence));
    let word = if content.pages.len() > 1 { "pages" } else { "page" };
    let pages = pages(&content.pages);
    let pages = if pages.is_empty() {
        pages
    } else {
        format!(", {} {pages}", lang.pick(word, "หน้า"))
    };
    let without = match content.without.as_slice() {
        [] => String::new(),
        _ if content.found == 0 => String::new(),
        ids => format!(", {} {}", lang.pick("without:", "ไม่มีใน"), ids.join(", ")),
    };
    let _ = writeln!(
        out,
        "      {mark} {name}: {}/{}{pages}{}",
        content.found,
        content.of,
        visible(&without)
    );
}

/// What something is called in one language.
fn both((en, th): labels::Both, lang: Lang) -> &'static str {
    lang.pick(en, th)
}

/// Pages as ranges: `2-5, 7`.
fn pages(pages: &[u32]) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for page in pages {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == *page => *end = *page,
            _ => ranges.push((*page, *page)),
        }
    }
    let printed: Vec<String> = ranges.into_iter().map(print_range).collect();
    printed.join(", ")
}

fn print_range((first, last): (u32, u32)) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_as_ranges() {
        assert_eq!(pages(&[2, 3, 4, 7, 9, 10]), "2-4, 7, 9-10");
        assert_eq!(pages(&[]), "");
    }
}
