//! Passages → the texts of the JSON, and ranges of normalised text → what is printed there.

use std::ops::Range;

use crate::contract::model::{Text, Unclaimed, UnclaimedReason};
use crate::finding::Region;
use crate::layout::Passage;
use crate::pdf::Confidence;
use crate::thai::text::{Normalised, normalise, normalise_mapped};

/// A passage as the JSON says it.
pub(super) fn to_text(passage: &Passage) -> Text {
    let raw = passage.text.trim().to_owned();
    let confidence = passage.confidence(0..passage.text.len()).map(rounded);
    Text {
        text: normalise(&raw).into_owned(),
        raw,
        regions: passage.all_regions(),
        confidence,
        corrected: None,
    }
}

/// To four decimals, as the JSON says it; rounded down, so that no doubt is hidden.
fn rounded(confidence: Confidence) -> f32 {
    (confidence.value() * 10_000.0).floor() / 10_000.0
}

/// A passage as an unclaimed text.
pub(super) fn claim(passage: &Passage, reason: UnclaimedReason) -> Unclaimed {
    let Text { raw, text, regions, confidence, corrected: _ } = to_text(passage);
    Unclaimed { raw, text, regions, confidence, reason }
}

/// A passage with its normalised text, in which values are looked for.
pub(super) struct Reading<'a> {
    /// As printed.
    pub passage: &'a Passage,
    /// Its normalised text, with where each part of it is printed.
    pub normal: Normalised,
}

impl<'a> Reading<'a> {
    /// Normalises a passage.
    pub fn new(passage: &'a Passage) -> Reading<'a> {
        Reading { passage, normal: normalise_mapped(&passage.text) }
    }

    /// The normalised text.
    pub fn text(&self) -> &str {
        &self.normal.text
    }

    /// What is printed where a range of the normalised text stands, and its regions.
    pub fn printed(&self, range: Range<usize>) -> (String, Vec<Region>) {
        let source = self.normal.source_range(range);
        (self.passage.text[source.clone()].to_owned(), self.passage.regions(source))
    }

    /// The part of the passage where a range of the normalised text stands.
    pub fn part(&self, range: Range<usize>) -> Passage {
        self.passage.slice(self.normal.source_range(range))
    }
}
