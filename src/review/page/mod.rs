//! The page for a browser: one file that loads nothing, in both languages.
//!
//! What a document says stands in it as JSON only, in which no `<` is left, and its script makes
//! nothing but text of it. The policy of the page names the one script and the one style sheet that
//! are its own by their hashes, and allows nothing else.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::model::{Both, Look, Node, Review};
use super::name::one_line;
use super::sheets::{Sheet, Sheets};
use crate::contract::model::{Report, SourcePage};
use crate::contract::output::Lang;
use crate::digest::base64;
use crate::geom::Rect;

/// The page, with marks where its parts belong.
const TEMPLATE: &str = include_str!("page.html");
/// How it looks.
const STYLE: &str = include_str!("style.css");
/// What it does: these files in a function of their own.
const SCRIPT: &str = concat!(
    "(function () {\n\"use strict\";\n",
    "var data = JSON.parse(document.getElementById(\"data\").textContent), lang = data.lang;\n",
    include_str!("words.js"),
    include_str!("state.js"),
    include_str!("tree.js"),
    include_str!("pages.js"),
    include_str!("look.js"),
    include_str!("card.js"),
    include_str!("main.js"),
    "})();\n"
);

/// What the page is made of.
#[derive(Debug)]
pub struct Page<'a> {
    /// The report.
    pub report: &'a Report,
    /// The pages of its document.
    pub sheets: &'a Sheets,
    /// What is to be told above everything: that a picture is missing, and why.
    pub notes: Vec<Both>,
    /// The language it is in at first.
    pub lang: Lang,
    /// What was decided before.
    pub saved: Option<Value>,
    /// What a file with what is decided is called.
    pub save_as: String,
    /// Where it sends what is decided; `None` where nobody takes it.
    pub save: Option<String>,
}

#[derive(Serialize)]
struct Data<'a> {
    lang: &'static str,
    document: DocumentView<'a>,
    notes: &'a [Both],
    pages: Vec<PageView<'a>>,
    tree: &'a [Node],
    look: &'a [Look],
    saved: &'a Option<Value>,
    save_as: &'a str,
    save: &'a Option<String>,
}

#[derive(Serialize)]
struct DocumentView<'a> {
    sha256: &'a str,
    file_name: Option<&'a str>,
    page_count: u32,
    title: Option<String>,
    agency: Option<&'a str>,
    year: Option<i16>,
}

#[derive(Serialize)]
struct PageView<'a> {
    number: u32,
    width: f32,
    height: f32,
    picture: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rulings: Vec<[f32; 4]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<[f32; 4]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    columns: Vec<(f32, f32, f32, f32, &'a str)>,
}

/// Writes the page.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn write(page: &Page<'_>, mut to: impl Write) -> io::Result<()> {
    let data = data(page)?;
    let generator = format!("raingan {}", env!("CARGO_PKG_VERSION"));
    let (style_hash, script_hash) = (hash(STYLE), hash(SCRIPT));
    let parts = [
        ("LANG", page.lang.pick("en", "th")),
        ("CONNECT", if page.save.is_some() { "'self'" } else { "'none'" }),
        ("STYLE_HASH", &style_hash),
        ("SCRIPT_HASH", &script_hash),
        ("GENERATOR", &generator),
        ("STYLE", STYLE),
        ("DATA", &data),
        ("SCRIPT", SCRIPT),
    ];
    // Every second piece is the name of a part.
    for (i, piece) in TEMPLATE.split('%').enumerate() {
        match parts.iter().find(|(name, _)| i % 2 == 1 && *name == piece) {
            Some((_, part)) => to.write_all(part.as_bytes())?,
            None if i % 2 == 1 => write_pictures(&page.sheets.pages, &mut to)?,
            None => to.write_all(piece.as_bytes())?,
        }
    }
    Ok(())
}

/// The hash by which a policy knows a script or a style sheet.
fn hash(text: &str) -> String {
    base64(&Sha256::digest(text))
}

/// The pictures as text that no browser runs or shows by itself.
fn write_pictures(sheets: &[Sheet], to: &mut impl Write) -> io::Result<()> {
    for Sheet { number, picture, .. } in sheets {
        let media_type = picture.media_type;
        write!(
            to,
            "<script type=\"application/octet-stream\" id=\"picture-{number}\" data-type=\"{media_type}\">"
        )?;
        to.write_all(base64(&picture.bytes).as_bytes())?;
        to.write_all(b"</script>\n")?;
    }
    Ok(())
}

/// What the script reads, as JSON that cannot end the element it stands in.
fn data(page: &Page<'_>) -> io::Result<String> {
    let report = page.report;
    let review = Review::of(report);
    let title = report.title.as_ref().map(|title| one_line(&title.text));
    let data = Data {
        lang: page.lang.pick("en", "th"),
        document: DocumentView {
            sha256: &report.source.sha256,
            file_name: report.source.file_name.as_deref(),
            page_count: report.source.page_count,
            title: title.filter(|title| !title.is_empty()),
            agency: report.agency.as_ref().map(|agency| agency.name.as_str()),
            year: report.fiscal_year.as_ref().map(|year| year.be),
        },
        notes: &page.notes,
        pages: report.source.pages.iter().map(|one| page_view(one, page.sheets)).collect(),
        tree: &review.tree,
        look: &review.look,
        saved: &page.saved,
        save_as: &page.save_as,
        save: &page.save,
    };
    serde_json::to_string(&data).map(|json| json.replace('<', "\\u003c")).map_err(io::Error::other)
}

fn page_view<'a>(page: &SourcePage, sheets: &'a Sheets) -> PageView<'a> {
    let sheet = sheets.pages.iter().find(|sheet| sheet.number == page.number);
    let layers = sheet.and_then(|sheet| sheet.layers.as_ref());
    PageView {
        number: page.number,
        width: page.width,
        height: page.height,
        picture: sheet.is_some(),
        rulings: layers.map(|layers| boxes(&layers.rulings)).unwrap_or_default(),
        cells: layers.map(|layers| boxes(&layers.cells)).unwrap_or_default(),
        columns: layers.map(|l| l.columns.iter().map(column).collect()).unwrap_or_default(),
    }
}

fn boxes(of: &[Rect]) -> Vec<[f32; 4]> {
    of.iter().map(numbers).collect()
}

/// A box to a tenth of a point: finer than a browser draws it.
fn numbers(r: &Rect) -> [f32; 4] {
    [r.x0, r.y0, r.x1, r.y1].map(|v| (v * 10.0).round() / 10.0)
}

fn column((bbox, words): &(Rect, String)) -> (f32, f32, f32, f32, &str) {
    let [x0, y0, x1, y1] = numbers(bbox);
    (x0, y0, x1, y1, words)
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;
    use crate::sample;

    const ATTACK: &str = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>%DATA%";

    fn html(report: &Report) -> String {
        let sheets = Sheets::default();
        let page = Page {
            report,
            sheets: &sheets,
            notes: Vec::new(),
            lang: Lang::Th,
            saved: None,
            save_as: "a.corrections.json".to_owned(),
            save: None,
        };
        let mut out = Vec::new();
        write(&page, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_of_a_report_ends_no_element_and_fills_no_mark() {
        let mut report = sample::full();
        let title = report.title.as_mut().expect("a title");
        title.raw.push_str(ATTACK);
        title.text.push_str(ATTACK);
        report.source.file_name = Some(ATTACK.to_owned());
        let page = html(&report);
        assert_eq!(page.matches("<script").count(), 2, "the data and the script");
        assert!(!page.contains("<img") && !page.contains("<!--"));
        assert!(page.contains("\\u003c!--"), "it is there as data");
        assert_eq!(page.matches("\"document\":{").count(), 1);
    }

    #[test]
    fn every_mark_of_the_template_is_filled() {
        let page = html(&sample::minimal());
        for mark in TEMPLATE.split('%').skip(1).step_by(2) {
            assert!(!page.contains(&format!("%{mark}%")), "{mark}");
        }
        assert!(page.contains(&hash(SCRIPT)) && page.contains(&hash(STYLE)));
    }

    #[test]
    fn the_script_makes_nothing_but_text() {
        for word in ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "</"] {
            assert!(!SCRIPT.contains(word), "{word}");
        }
        assert!(
            !TEMPLATE.contains(" style=") && !TEMPLATE.contains(" on"),
            "no code in attributes"
        );
    }
}
