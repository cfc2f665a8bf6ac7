//! Logical rows and the text around them → the report; the contract of its JSON, and the forms it is written in.

mod assemble;
mod cells;
mod doubt;
pub mod facts;
mod gathered;
mod identity;
mod items;
pub mod laws;
pub mod model;
pub mod output;
pub mod schema;
mod source;
pub mod stage;
mod text;
pub mod walk;

pub use assemble::{Assembled, assemble};
pub(crate) use identity::opens_outline;

use crate::Options;
use crate::finding::Finding;
use crate::layout::{Frame, Passage, compose, hidden, lines};
use crate::pdf::{Document, Page};
use crate::report::model::{Generator, Report, SCHEMA_VERSION, TextSource, UnclaimedReason};
use crate::table::{PageBlocks, join, segment, strip};

/// What the report needs of a page: its blocks and what was noted of it, without its glyphs.
#[derive(Debug, Clone)]
pub struct ReadPage {
    /// Its tables and the lines between them.
    pub blocks: PageBlocks,
    source: model::SourcePage,
    findings: Vec<Finding>,
    hidden: Passage,
    doubts: Vec<doubt::Doubted>,
}

impl From<Page> for ReadPage {
    fn from(page: Page) -> ReadPage {
        let blocks = segment(&page);
        let source = source::page(&page, blocks.repaired > 0);
        let odd = source::findings(&page, &source);
        let hidden = compose(&lines(Frame::of(&page), hidden(&page)));
        let doubts = doubt::of_page(&page);
        let findings = page.findings.into_iter().chain(blocks.findings.iter().cloned()).chain(odd).collect();
        ReadPage { blocks, source, findings, hidden, doubts }
    }
}

/// The report of a document.
pub fn from_document(bytes: &[u8], options: &Options, document: Document<ReadPage>) -> Report {
    let Document { page_count, pages, findings: mut found } = document;
    let (mut blocks, mut sources, mut hidden, mut doubts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for page in pages {
        blocks.push(page.blocks);
        sources.push(page.source);
        found.extend(page.findings);
        doubts.extend(page.doubts);
        hidden.extend(Some(page.hidden).filter(|p| !p.is_empty()));
    }
    let furniture = strip(&mut blocks, identity::opens_outline);
    let mut assembled = assemble(join(blocks), furniture);
    assembled.findings.extend(doubt::findings(&assembled.sections, doubts));
    // What pages hold but do not show is listed, too.
    assembled.unclaimed.extend(hidden.iter().map(|p| assemble::claim(p, UnclaimedReason::Hidden)));
    let media_type = crate::ocr::picture_kind(bytes).unwrap_or("application/pdf");
    report(source::source(bytes, options, media_type, page_count, sources), assembled, found)
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

fn report(source: model::Source, assembled: Assembled, mut findings: Vec<Finding>) -> Report {
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
