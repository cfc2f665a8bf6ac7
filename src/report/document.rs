//! The pages of a document → its report.

use super::assemble::{Assembled, assemble_by};
use super::form::begins_form;
use super::identity::opens_outline;
use super::text::claim;
use super::{doubt, nothing, source};
use crate::contract::model::{Generator, Report, SCHEMA_VERSION, SourcePage, UnclaimedReason};
use crate::finding::{Code, Finding};
use crate::kind::FileKind;
use crate::layout::Passage;
use crate::options::Options;
use crate::page::{Doubted, ReadPage};
use crate::pdf::Document;
use crate::table::{PageBlocks, Vocabulary, carry_on, join_by, strip};

/// The report of a document: `bytes` as they were read, and the pages of it.
pub fn from_document(bytes: &[u8], options: &Options, document: Document<ReadPage>) -> Report {
    let Document { page_count, pages, unread, findings: of_file } = document;
    let mut findings: Vec<Finding> = partial(&unread, page_count).into_iter().collect();
    findings.extend(of_file);
    let mut apart = Apart::of(pages);
    let vocabulary = Vocabulary::of(&options.words);
    let is_heading = |line: &str| opens_outline(line) || begins_form(line, &vocabulary);
    let furniture = strip(&mut apart.blocks, is_heading);
    findings.extend(carry_on(&mut apart.blocks, &vocabulary));
    let whole: Assembled = assemble_by(join_by(apart.blocks, &vocabulary), furniture, &vocabulary);

    findings.extend(apart.findings);
    findings.extend(whole.findings);
    findings.extend(doubt::findings(&whole.sections, apart.doubts));
    let mut unclaimed = whole.unclaimed;
    unclaimed.extend(apart.aside.iter().map(|(passage, reason)| claim(passage, *reason)));
    let media_type = FileKind::of(bytes).media_type();
    let nothing = nothing::finding(&whole.sections, whole.title.as_ref(), &unclaimed);
    findings.extend(nothing.filter(|_| apart.sources.len() == page_count as usize));
    Report {
        schema_version: SCHEMA_VERSION.to_owned(),
        generator: Generator {
            name: "raingan".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            content_sha256: None,
        },
        source: source::source(bytes, options, media_type, page_count, apart.sources, unread),
        title: whole.title,
        agency: whole.agency,
        fiscal_year: whole.fiscal_year,
        plan_years: whole.plan_years,
        period: whole.period,
        document: whole.document,
        sections: whole.sections,
        unclaimed,
        findings,
    }
}

/// The finding that pages are missing, as there was no time left to read them.
fn partial(unread: &[u32], page_count: u32) -> Option<Finding> {
    let (first, last) = (unread.first()?, unread.last()?);
    let count = unread.len();
    let th = format!(
        "หมดเวลาของเอกสารก่อนอ่านครบ ขาด {count} หน้า (หน้า {first} ถึง {last}) จากทั้งหมด {page_count} หน้า \
         ให้เวลาเพิ่มด้วย --timeout"
    );
    let en = format!(
        "the document's time was up before all of it was read: {count} of {page_count} pages are missing \
         (pages {first} to {last}); give more with --timeout"
    );
    Some(Finding::new(Code::Partial, th, en))
}

/// Pages taken apart by what becomes of what they hold.
#[derive(Default)]
struct Apart {
    blocks: Vec<PageBlocks>,
    sources: Vec<SourcePage>,
    findings: Vec<Finding>,
    doubts: Vec<Doubted>,
    /// What pages hold but do not show, and what they show where something else is printed. Nothing
    /// is made of it, but it is listed.
    aside: Vec<(Passage, UnclaimedReason)>,
}

impl Apart {
    fn of(pages: Vec<ReadPage>) -> Apart {
        let mut apart = Apart::default();
        for page in pages {
            apart.blocks.push(page.blocks);
            apart.sources.push(page.source);
            apart.findings.extend(page.findings);
            apart.doubts.extend(page.doubts);
            apart.set_aside(page.hidden, UnclaimedReason::Hidden);
            apart.set_aside(page.covered, UnclaimedReason::Covered);
            apart.set_aside(page.across, UnclaimedReason::Watermark);
            apart.set_aside(page.struck, UnclaimedReason::StruckOut);
            apart.set_aside(page.replaced, UnclaimedReason::Replaced);
        }
        apart
    }

    fn set_aside(&mut self, passage: Passage, reason: UnclaimedReason) {
        if !passage.is_empty() {
            self.aside.push((passage, reason));
        }
    }
}
