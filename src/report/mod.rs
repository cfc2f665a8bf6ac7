//! Logical rows and the text around them → the report; the contract of its JSON, and the forms it is written in.

mod assemble;
mod cells;
pub mod facts;
mod identity;
mod items;
pub mod laws;
pub mod model;
pub mod output;
pub mod schema;
mod source;
mod text;
pub mod walk;

pub use assemble::{Assembled, assemble};
pub(crate) use identity::opens_outline;
pub mod stage;

use crate::layout::{compose, hidden, lines};
use crate::pdf::Document;
use crate::report::model::{Generator, Report, SCHEMA_VERSION, TextSource, UnclaimedReason};
use crate::table::{PageBlocks, join, strip};
use crate::{Options, layout};

/// The report of a document whose pages were segmented.
pub fn from_document(bytes: &[u8], options: &Options, document: &Document, mut pages: Vec<PageBlocks>) -> Report {
    let repaired: Vec<u32> = pages.iter().filter(|p| p.repaired > 0).map(|p| p.page).collect();
    let furniture = strip(&mut pages, identity::opens_outline);
    let mut found = document.findings.clone();
    found.extend(document.pages.iter().flat_map(|p| p.findings.iter().cloned()));
    found.extend(pages.iter().flat_map(|p| p.findings.iter().cloned()));
    let source_pages = source::pages(document, |n| repaired.contains(&n));
    found.extend(source::findings(document, &source_pages));
    let mut assembled = assemble(join(pages), furniture);
    add_hidden(&mut assembled, document);
    let source = source::source(bytes, options, "application/pdf", document.page_count, source_pages);
    report(source, assembled, found)
}

/// The report of a transcript.
pub fn from_transcript(bytes: &[u8], options: &Options, pages: Vec<PageBlocks>) -> Report {
    let page = model::SourcePage {
        number: 1,
        width: 0.0,
        height: 0.0,
        rotation: 0,
        text_source: TextSource::Transcript,
        glyphs: 0,
        unmapped_glyphs: 0,
        hidden_glyphs: 0,
        images: 0,
    };
    let source = source::source(bytes, options, "text/tab-separated-values", 1, vec![page]);
    report(source, assemble(join(pages), Vec::new()), Vec::new())
}

fn report(source: model::Source, assembled: Assembled, mut findings: Vec<crate::finding::Finding>) -> Report {
    findings.extend(assembled.findings);
    Report {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator { name: "raingan".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        source,
        title: assembled.title,
        agency: assembled.agency,
        fiscal_year: assembled.fiscal_year,
        period: assembled.period,
        sections: assembled.sections,
        unclaimed: assembled.unclaimed,
        findings,
    }
}

/// Lists the text that pages hold but do not show.
fn add_hidden(assembled: &mut Assembled, document: &Document) {
    for page in &document.pages {
        let lines = lines(layout::Frame::of(page), hidden(page));
        let text = compose(&lines);
        if !text.is_empty() {
            assembled.unclaimed.push(assemble::claim(&text, UnclaimedReason::Hidden));
        }
    }
}
