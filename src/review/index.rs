//! The page in front of the pages of several documents: what each is, and how much there is to look
//! at.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

use super::model::{Group, Review};
use super::name::one_line;
use crate::contract::model::Report;
use crate::contract::output::Lang;
use crate::contract::output::svg::xml;
use crate::digest::base64;

/// How it looks.
const STYLE: &str = include_str!("page/index.css");

/// The groups that are counted, with their names.
const COUNTED: [(Group, &str, &str); 6] = [
    (Group::Error, "errors", "ผิดพลาด"),
    (Group::Money, "money", "เงิน"),
    (Group::Target, "targets", "เป้าหมาย"),
    (Group::Date, "dates", "วันที่"),
    (Group::Rest, "other", "อื่น ๆ"),
    (Group::Unclaimed, "unclaimed", "ไม่อยู่ในช่อง"),
];

/// One document of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name of its page, relative to the list; `None` where it could not be read.
    pub page: Option<String>,
    /// What the document is called.
    pub name: String,
    /// Its agency.
    pub agency: String,
    /// Its fiscal year, Buddhist Era.
    pub year: String,
    /// How many pages it has.
    pub pages: u32,
    /// How many of each group are to be looked at: errors, money, targets, dates, the rest, unclaimed.
    pub counts: [usize; 6],
    /// Why there is no page.
    pub trouble: Option<String>,
}

impl Entry {
    /// The entry of a report whose page has this name.
    pub fn of(report: &Report, page: String, name: String) -> Entry {
        let look = Review::of(report).look;
        let agency = report.agency.as_ref().map(|agency| one_line(&agency.name));
        Entry {
            page: Some(page),
            name,
            agency: agency.unwrap_or_default(),
            year: report.fiscal_year.as_ref().map(|y| y.be.to_string()).unwrap_or_default(),
            pages: report.source.page_count,
            counts: COUNTED.map(|(group, ..)| look.iter().filter(|one| one.group == group).count()),
            trouble: None,
        }
    }

    /// The entry of a document that could not be read.
    pub fn unread(name: String, trouble: String) -> Entry {
        Entry {
            page: None,
            name,
            agency: String::new(),
            year: String::new(),
            pages: 0,
            counts: [0; 6],
            trouble: Some(trouble),
        }
    }
}

/// Writes the list; a page needs no script to show it.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn write(entries: &[Entry], lang: Lang, mut to: impl Write) -> io::Result<()> {
    let hash = base64(&Sha256::digest(STYLE));
    let (code, title) = lang.pick(("en", "Documents to review"), ("th", "เอกสารที่ต้องตรวจ"));
    writeln!(to, "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(to, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(
        to,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; \
         form-action 'none'; style-src 'sha256-{hash}'\">"
    )?;
    writeln!(to, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>")?;
    writeln!(
        to,
        "<h1>{title}</h1>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\">"
    )?;
    writeln!(to, "<table>\n<thead><tr>{}</tr></thead>\n<tbody>", heads(lang))?;
    for entry in entries {
        writeln!(to, "{}", row(entry))?;
    }
    writeln!(to, "</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>")
}

fn heads(lang: Lang) -> String {
    let mut heads = String::new();
    for (en, th) in [("document", "เอกสาร"), ("agency", "หน่วยงาน"), ("year", "ปีงบประมาณ")]
    {
        heads.push_str(&format!("<th scope=\"col\">{}</th>", lang.pick(en, th)));
    }
    let counted = COUNTED.map(|(_, en, th)| (en, th));
    for (en, th) in [("pages", "หน้า")].into_iter().chain(counted) {
        heads.push_str(&format!("<th scope=\"col\" class=\"n\">{}</th>", lang.pick(en, th)));
    }
    heads
}

fn row(entry: &Entry) -> String {
    let name = isolated(&entry.name);
    let Some(page) = &entry.page else {
        let trouble = isolated(entry.trouble.as_deref().unwrap_or_default());
        return format!("<tr><td>{name}</td><td class=\"bad\" colspan=\"9\">{trouble}</td></tr>");
    };
    let (agency, year) = (isolated(&entry.agency), isolated(&entry.year));
    let link = xml(&address(page), "");
    let mut row =
        format!("<tr><td><a href=\"{link}\">{name}</a></td><td>{agency}</td><td>{year}</td>");
    row.push_str(&format!("<td class=\"n\">{}</td>", entry.pages));
    for (count, (group, ..)) in entry.counts.iter().zip(COUNTED) {
        let class = match (count, group) {
            (0, _) => "n none",
            (_, Group::Error) => "n bad",
            _ => "n",
        };
        row.push_str(&format!("<td class=\"{class}\">{count}</td>"));
    }
    row.push_str("</tr>");
    row
}

/// Text apart from the direction of what stands around it.
fn isolated(text: &str) -> String {
    format!("<bdi>{}</bdi>", xml(text, "\u{fffd}"))
}

/// A file name as a relative address: whatever it says, it is no scheme and no way up.
fn address(name: &str) -> String {
    let mut out = "./".to_owned();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn names_are_text_and_links_stay_in_the_folder() {
        let mut named = Entry::of(&sample::full(), "javascript:x.html".into(), "<b>\"".into());
        named.agency = "<script>".to_owned();
        let unread = Entry::unread("แผน.pdf".into(), "is <not> a PDF".into());
        let mut out = Vec::new();
        write(&[named, unread], Lang::Th, &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains("href=\"./javascript%3Ax.html\""), "{page}");
        assert!(page.contains("&lt;b&gt;&quot;") && page.contains("is &lt;not&gt; a PDF"));
        assert!(!page.contains("<script"));
        let rows = page.matches("<tr>").count();
        assert_eq!(rows, 3);
    }
}
