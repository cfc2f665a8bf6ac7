//! Logical rows and the text around them → the report: what stands where in it, and what its cells
//! say.

mod assemble;
mod cells;
mod doubt;
pub mod facts;
mod gathered;
mod identity;
mod items;
mod source;
pub mod stage;
mod text;

pub use assemble::{Assembled, assemble};
pub(crate) use identity::opens_outline;

use crate::contract::model::{self, Generator, Report, SCHEMA_VERSION, UnclaimedReason};
use crate::finding::Finding;
use crate::kind::FileKind;
use crate::options::Options;
use crate::page::ReadPage;
use crate::pdf::Document;
use crate::table::{join, strip};

/// The report of a document: `bytes` as they were read, and the pages of it.
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
    let media_type = FileKind::of(bytes).media_type();
    report(source::source(bytes, options, media_type, page_count, sources), assembled, found)
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
