//! A page → its blocks, and what was noted of it.

use super::doubt::{self, Doubted};
use super::plain::plain;
use super::{source, text_layer};
use crate::contract::model::SourcePage;
use crate::contract::text_layer::TextLayer;
use crate::finding::{Code, Finding, Severity};
use crate::layout::health::Health;
use crate::layout::{Frame, Passage, as_drawn, clusters, compose, hidden, lines, seen_so};
use crate::pdf::{Page, Visibility};
use crate::table::{PageBlocks, Vocabulary, segment_by};

/// How many characters of a page are quoted where its text layer is junk.
const FIRST_WORDS: usize = 60;

/// The findings about a page's text layer.
const ABOUT_LAYER: [Code; 3] = [Code::TextLayerSuspect, Code::TextLayerJunk, Code::UnmappedGlyphs];

/// What the report needs of a page: its blocks and what was noted of it, without its glyphs.
#[derive(Debug, Clone)]
pub struct ReadPage {
    /// Its tables and the lines between them, from top to bottom.
    pub blocks: PageBlocks,
    /// What the report says of the page itself.
    pub source: SourcePage,
    /// What was odd about it.
    pub findings: Vec<Finding>,
    /// What it holds but does not show.
    pub hidden: Passage,
    /// What opaque boxes cover.
    pub covered: Passage,
    /// What lies across its text: watermarks and stamps.
    pub across: Passage,
    /// What lines strike out.
    pub struck: Passage,
    /// What its text layer says, where its picture was read instead.
    pub replaced: Passage,
    /// Its characters that may be others.
    pub doubts: Vec<Doubted>,
}

impl ReadPage {
    /// What is read of a page as it is, by the words of a vocabulary.
    pub fn of(page: &Page, vocabulary: &Vocabulary) -> ReadPage {
        let blocks = segment_by(page, vocabulary);
        let mut hidden_lines = lines(Frame::of(page), hidden(page));
        let hidden = compose(&hidden_lines);
        let layer_shown = !page.is_from_picture() && !source::is_only_hidden(page);
        // What is not shown stays as it is: no picture of it proves a repair. It is repaired only
        // to be judged.
        let judged = (!layer_shown)
            .then(|| Health::of(hidden_lines.iter_mut().collect(), false).unrepaired());
        let health = judged.as_ref().unwrap_or(&blocks.health);
        let layer = TextLayer::of(health, layer_shown);
        let of_layer = text_layer::findings(&layer, health, Frame::of(page), || {
            if layer_shown { first_words(&blocks) } else { beginning(&hidden.text) }
        });
        let source = source::page(page, !blocks.health.tally.is_empty(), layer);
        let of_page = source::findings(page, &source);
        let mut findings = [page.findings.as_slice(), &blocks.findings].concat();
        let of_layer = without_same_counts(of_layer, &of_page);
        findings.extend(of_page.into_iter().chain(of_layer));
        let doubts = doubt::of_page(page);
        ReadPage {
            blocks,
            source,
            findings,
            hidden,
            covered: that_is(page, Visibility::Covered),
            across: across(page),
            struck: that_is(page, Visibility::Struck),
            replaced: Passage::default(),
            doubts,
        }
    }

    /// Blocks that came from no page.
    pub(super) fn of_blocks(blocks: PageBlocks, source: SourcePage) -> ReadPage {
        ReadPage {
            blocks,
            source,
            findings: Vec::new(),
            hidden: Passage::default(),
            covered: Passage::default(),
            across: Passage::default(),
            struck: Passage::default(),
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
        for mut finding in layer.findings.into_iter().filter(is_about_layer) {
            // Nothing of it is used as data.
            finding.severity = Severity::Warning;
            self.findings.push(finding);
        }
        self.source.unmapped_glyphs = layer.source.unmapped_glyphs;
        self.source.text_layer = layer.source.text_layer;
        self.replaced = compose(&lines(Frame::of(page), clusters(page)));
        self
    }
}

/// What can be seen of a page only so, line by line.
fn that_is(page: &Page, visibility: Visibility) -> Passage {
    compose(&lines(Frame::of(page), seen_so(page, visibility)))
}

/// What lies across a page's text, each phrase a paragraph.
fn across(page: &Page) -> Passage {
    let mut all = Passage::default();
    for phrase in as_drawn(Frame::of(page), &seen_so(page, Visibility::Watermark)) {
        all.push(&compose(std::slice::from_ref(&phrase)));
    }
    all
}

/// Whether a finding is about a page's text layer.
fn is_about_layer(finding: &Finding) -> bool {
    ABOUT_LAYER.iter().any(|code| finding.code == code.as_str())
}

/// The findings about a text layer. Where a finding about the page says that the layer is that of
/// a scanner, with the same counts, the one that says that it is damaged is left out.
fn without_same_counts(of_layer: Vec<Finding>, of_page: &[Finding]) -> Vec<Finding> {
    let is_ocr_layer = of_page.iter().any(|f| f.code == Code::OcrLayer.as_str());
    let mut left = of_layer;
    left.retain(|f| !is_ocr_layer || f.code != Code::TextLayerSuspect.as_str());
    left
}

/// How the text of a page starts.
fn first_words(blocks: &PageBlocks) -> String {
    let text = plain(std::slice::from_ref(blocks));
    beginning(&text.lines().skip(1).collect::<Vec<_>>().join(" "))
}

/// As much of a text as a finding quotes.
fn beginning(text: &str) -> String {
    text.chars().take(FIRST_WORDS).collect()
}
