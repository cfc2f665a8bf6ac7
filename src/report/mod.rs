//! Logical rows and the text around them → the report; the contract of its JSON, and the forms it
//! is written in.

mod assemble;
mod cells;
pub mod check;
mod doubt;
pub mod facts;
pub mod figures;
mod gathered;
mod identity;
pub mod input;
mod items;
pub mod judge;
pub mod laws;
pub mod model;
pub mod output;
pub mod schema;
mod source;
pub mod stage;
pub mod summary;
mod text;
pub mod text_layer;
pub mod walk;

pub use assemble::{Assembled, assemble};
pub(crate) use identity::opens_outline;

use crate::Options;
use crate::finding::{Code, Finding, Severity};
use crate::layout::health::Health;
use crate::layout::{Frame, Passage, clusters, compose, hidden, lines};
use crate::ocr::Again;
use crate::pdf::{Document, Page};
use crate::report::model::{Generator, Report, SCHEMA_VERSION, TextSource, UnclaimedReason};
use crate::report::text_layer::TextLayer;
use crate::table::{PageBlocks, join, segment, strip};

/// What the report needs of a page: its blocks and what was noted of it, without its glyphs.
#[derive(Debug, Clone)]
pub struct ReadPage {
    /// Its tables and the lines between them.
    pub blocks: PageBlocks,
    source: model::SourcePage,
    findings: Vec<Finding>,
    hidden: Passage,
    /// What its text layer says, where its picture was read instead.
    replaced: Passage,
    doubts: Vec<doubt::Doubted>,
}

impl ReadPage {
    /// A page, from its picture where its own text turns out not to be worth reading; and what was
    /// read of it.
    pub fn settle(page: Page, again: Again<'_>) -> (Page, ReadPage) {
        let read = ReadPage::of(&page);
        let doubtful =
            read.source.text_layer.as_ref().is_some_and(|layer| layer.shown && layer.is_doubtful());
        match doubtful.then(|| again.from_picture(&page)).flatten() {
            Some(seen) => {
                let mut from_picture = ReadPage::of(&seen).instead_of(read);
                from_picture.replaced = compose(&lines(Frame::of(&page), clusters(&page)));
                (seen, from_picture)
            }
            None => (page, read),
        }
    }

    /// What is read of a page as it is.
    pub fn of(page: &Page) -> ReadPage {
        let blocks = segment(page);
        let mut out_of_sight = lines(Frame::of(page), hidden(page));
        let hidden = compose(&out_of_sight);
        let layer_shown = !page.is_from_picture() && !source::is_only_hidden(page);
        // What is not shown stays as it is: no picture of it proves a repair. It is repaired only
        // to be judged.
        let judged = (!layer_shown)
            .then(|| Health::of(out_of_sight.iter_mut().collect(), false).unrepaired());
        let health = judged.as_ref().unwrap_or(&blocks.health);
        let layer = TextLayer::of(health, layer_shown);
        let words = || {
            if layer_shown {
                first_words(&blocks)
            } else {
                hidden.text.chars().take(FIRST_WORDS).collect()
            }
        };
        let worth = text_layer::findings(&layer, health, Frame::of(page), words);
        let source = source::page(page, !blocks.health.tally.is_empty(), layer);
        let odd = source::findings(page, &source);
        // An OCR layer over a scan has a finding with the same counts.
        let known = |f: &Finding| {
            f.code == Code::TextLayerSuspect.as_str()
                && odd.iter().any(|o| o.code == Code::OcrLayer.as_str())
        };
        let worth: Vec<Finding> = worth.into_iter().filter(|f| !known(f)).collect();
        let noted = page.findings.iter().chain(&blocks.findings).cloned();
        let findings = noted.chain(odd).chain(worth).collect();
        ReadPage {
            source,
            findings,
            hidden,
            replaced: Passage::default(),
            doubts: doubt::of_page(page),
            blocks,
        }
    }

    /// The page from its picture, with what was found of the text layer it replaces.
    fn instead_of(mut self, layer: ReadPage) -> ReadPage {
        let about_layer = |f: &Finding| {
            [Code::TextLayerSuspect, Code::TextLayerJunk, Code::UnmappedGlyphs]
                .iter()
                .any(|c| f.code == c.as_str())
        };
        self.findings.extend(layer.findings.into_iter().filter(about_layer).map(|mut f| {
            // Nothing of it is used as data.
            f.severity = Severity::Warning;
            f
        }));
        self.source.unmapped_glyphs = layer.source.unmapped_glyphs;
        self.source.text_layer = layer.source.text_layer;
        self
    }
}

/// So many characters of a page are quoted where its text layer is junk.
const FIRST_WORDS: usize = 60;

/// How the text of a page starts.
fn first_words(blocks: &PageBlocks) -> String {
    stage::text(std::slice::from_ref(blocks))
        .lines()
        .skip(1)
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(FIRST_WORDS)
        .collect()
}

/// The report of a document.
pub fn from_document(bytes: &[u8], options: &Options, document: Document<ReadPage>) -> Report {
    let Document { page_count, pages, findings: mut found } = document;
    let (mut blocks, mut sources, mut aside, mut doubts) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for page in pages {
        blocks.push(page.blocks);
        sources.push(page.source);
        found.extend(page.findings);
        doubts.extend(page.doubts);
        aside.push((page.hidden, UnclaimedReason::Hidden));
        aside.push((page.replaced, UnclaimedReason::Replaced));
    }
    let furniture = strip(&mut blocks, identity::opens_outline);
    let mut assembled = assemble(join(blocks), furniture);
    assembled.findings.extend(doubt::findings(&assembled.sections, doubts));
    // What pages hold but do not show is listed, too, and what they show where something else is
    // printed.
    let aside = aside.iter().filter(|(passage, _)| !passage.is_empty());
    assembled.unclaimed.extend(aside.map(|(passage, reason)| assemble::claim(passage, *reason)));
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
        text_layer: None,
    };
    let source = source::source(bytes, options, "text/tab-separated-values", 1, vec![page]);
    report(source, assemble(join(pages), Vec::new()), Vec::new())
}

fn report(source: model::Source, assembled: Assembled, mut findings: Vec<Finding>) -> Report {
    findings.extend(assembled.findings);
    Report {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator {
            name: "raingan".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
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
