//! Content streams as pages: any bytes drawn with the fonts of a fixture's page.

use lopdf::{Document, Object};

use crate::seed::{files, one_page, saved};

/// Fixtures whose fonts stand for as many ways to embed one: TrueType by LibreOffice, by Chromium
/// (Skia), CFF by Typst, simple fonts by ReportLab.
const PRODUCERS: &[&str] = &["libreoffice-full", "chromium-full", "typst-full", "reportlab-full"];

/// A document of one page that has all but its content.
pub struct Wrapper {
    bytes: Vec<u8>,
    /// The object that the content becomes.
    content: u32,
    root: u32,
    table: usize,
}

/// One for each of the producers.
pub fn wrappers() -> Vec<(Wrapper, Vec<u8>)> {
    let folder = crate::seed::fixtures().join("pdf");
    let read = |producer: &&str| {
        std::fs::read(folder.join(format!("report-2567-{producer}.pdf"))).expect("a fixture")
    };
    PRODUCERS
        .iter()
        .map(|producer| wrapper(&read(producer)).expect("a fixture that lopdf reads"))
        .collect()
}

/// The content streams of the first pages of all fixtures, whatever fonts they go with.
pub fn contents() -> Vec<Vec<u8>> {
    let content = |pdf: &Vec<u8>| {
        let document = Document::load_mem(pdf).ok()?;
        let pages: Vec<_> = document.page_iter().take(2).collect();
        Some(pages.into_iter().map(|page| document.get_page_content(page)).collect::<Vec<_>>())
    };
    files("pdf")
        .iter()
        .filter_map(content)
        .flatten()
        .filter(|content| !content.is_empty())
        .collect()
}

/// The second page, which is full of a table, without its content; and that.
fn wrapper(pdf: &[u8]) -> Option<(Wrapper, Vec<u8>)> {
    let mut document = one_page(pdf, 2)?;
    let page = document.page_iter().next()?;
    let drawn = document.get_page_content(page);
    for id in document.get_page_contents(page) {
        document.objects.remove(&id);
    }
    let content = document.max_id + 1;
    document.get_dictionary_mut(page).ok()?.set("Contents", Object::Reference((content, 0)));
    let root = document.trailer.get(b"Root").ok()?.as_reference().ok()?.0;
    let bytes = saved(document, false);
    let end = String::from_utf8_lossy(&bytes[bytes.len() - 64..]).into_owned();
    let table = end.split("startxref").nth(1)?.split_whitespace().next()?.parse().ok()?;
    Some((Wrapper { bytes, content, root, table }, drawn))
}

impl Wrapper {
    /// The page with this content, which an incremental update (ISO 32000-1, 7.5.6) adds.
    pub fn with(&self, content: &[u8]) -> Vec<u8> {
        let Wrapper { bytes, content: id, root, table } = self;
        let mut pdf = bytes.clone();
        pdf.push(b'\n');
        let at = pdf.len();
        pdf.extend(format!("{id} 0 obj\n<</Length {}>>\nstream\n", content.len()).bytes());
        pdf.extend(content);
        pdf.extend(b"\nendstream\nendobj\n");
        let update = pdf.len();
        let size = id + 1;
        pdf.extend(
            format!(
                "xref\n{id} 1\n{at:010} 00000 n \ntrailer\n<</Size {size}/Root {root} 0 R/Prev {table}>>\nstartxref\n{update}\n%%EOF\n"
            )
            .bytes(),
        );
        pdf
    }
}
