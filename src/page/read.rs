//! A page → its blocks, and what was noted of it.

use super::doubt::{self, Doubted};
use super::{plain, source, text_layer};
use crate::contract::model::SourcePage;
use crate::contract::text_layer::TextLayer;
use crate::finding::{Code, Finding, Severity};
use crate::layout::health::Health;
use crate::layout::{Frame, Passage, clusters, compose, hidden, lines};
use crate::pdf::Page;
use crate::table::{PageBlocks, segment};

/// How many characters of a page are quoted where its text layer is junk.
const FIRST_WORDS: usize = 60;

/// What the report needs of a page: its blocks and what was noted of it, without its glyphs.
#[derive(Debug, Clone)]
pub struct ReadPage {
    /// Its tables and the lines between them.
    pub blocks: PageBlocks,
    /// What the report says of the page itself.
    pub source: SourcePage,
    /// What was odd about it.
    pub findings: Vec<Finding>,
    /// What it holds but does not show.
    pub hidden: Passage,
    /// What its text layer says, where its picture was read instead.
    pub replaced: Passage,
    /// Its characters that may be others.
    pub doubts: Vec<Doubted>,
}

impl ReadPage {
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
        let words = || match layer_shown {
            true => first_words(&blocks),
            false => hidden.text.chars().take(FIRST_WORDS).collect(),
        };
        let worth = text_layer::findings(&layer, health, Frame::of(page), words);
        let source = source::page(page, !blocks.health.tally.is_empty(), layer);
        let odd = source::findings(page, &source);
        // An OCR layer over a scan has a finding with the same counts.
        let told = odd.iter().any(|f| f.code == Code::OcrLayer.as_str());
        let worth = worth
            .into_iter()
            .filter(|f| !told || f.code != Code::TextLayerSuspect.as_str())
            .collect::<Vec<_>>();
        let noted = page.findings.iter().chain(&blocks.findings).cloned();
        let findings = noted.chain(odd).chain(worth).collect();
        let doubts = doubt::of_page(page);
        ReadPage { blocks, source, findings, hidden, replaced: Passage::default(), doubts }
    }

    /// Blocks that came from no page.
    pub(super) fn of_blocks(blocks: PageBlocks, source: SourcePage) -> ReadPage {
        ReadPage {
            blocks,
            source,
            findings: Vec::new(),
            hidden: Passage::default(),
            replaced: Passage::default(),
            doubts: Vec::new(),
        }
    }

    /// Whether it shows a text layer that cannot be relied on.
    pub(super) fn is_doubtful(&self) -> bool {
        self.source.text_layer.as_ref().is_some_and(|layer| layer.shown && layer.is_doubtful())
    }

    /// The page from its picture, with what was found of the text layer it replaces: `layer` as
    /// read, and the page that had it.
    pub(super) fn instead_of(mut self, layer: ReadPage, page: &Page) -> ReadPage {
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
        self.replaced = compose(&lines(Frame::of(page), clusters(page)));
        self
    }
}

/// How the text of a page starts.
fn first_words(blocks: &PageBlocks) -> String {
    let text = plain(std::slice::from_ref(blocks));
    let words = text.lines().skip(1).collect::<Vec<_>>().join(" ");
    words.chars().take(FIRST_WORDS).collect()
}
