//! What was measured of a page's text layer, as the JSON says it.

use serde::{Deserialize, Serialize};

use crate::layout::health::{Health, Verdict};
use crate::layout::repair::Rule;

/// What a page's text layer is worth, and the counts that rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextLayer {
    /// What it is worth.
    pub verdict: Verdict,
    /// Whether the page shows it; `false` for the invisible text over a scan.
    pub shown: bool,
    /// Characters with their marks that were repaired.
    pub repaired_clusters: u32,
    /// The rules by which they were repaired, and on how many each.
    pub repairs: Vec<RuleCount>,
    /// Damaged places that were not repaired, since more than one reading is left.
    pub doubts: u32,
    /// Thai letters and marks.
    pub thai_letters: u32,
    /// Latin letters.
    pub latin_letters: u32,
    /// The share of ำ among ำ and า; `null` where there is neither.
    pub sara_am_share: Option<f32>,
    /// Marks and vowels where none can stand.
    pub illegal_sequences: u32,
    /// Characters of another kind within Thai words.
    pub foreign_in_words: u32,
    /// The share of a sample of its Thai letters that belongs to words of the list; `null` where
    /// there are too few.
    pub dictionary_coverage: Option<f32>,
}

/// How often a rule of repair was needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// On how many characters with their marks.
    pub count: u32,
}

impl TextLayer {
    /// What was measured of a layer; `shown`: whether the page shows it.
    pub(crate) fn of(health: &Health, shown: bool) -> TextLayer {
        let census = &health.census;
        TextLayer {
            verdict: health.verdict(shown),
            shown,
            repaired_clusters: health.tally.clusters,
            repairs: health.tally.rules().map(|(rule, count)| RuleCount { rule, count }).collect(),
            doubts: health.doubts.len() as u32,
            thai_letters: census.thai,
            latin_letters: census.latin,
            sara_am_share: census.sara_am().share().map(to_thousandths),
            illegal_sequences: census.illegal,
            foreign_in_words: census.foreign,
            dictionary_coverage: health.coverage.map(to_thousandths),
        }
    }

    /// Whether what it says cannot be relied on.
    pub(crate) fn is_doubtful(&self) -> bool {
        matches!(self.verdict, Verdict::Suspect | Verdict::Junk)
    }

    /// On how many clusters a rule was needed.
    pub(crate) fn repaired_by(&self, rule: Rule) -> u32 {
        self.repairs.iter().find(|r| r.rule == rule).map_or(0, |r| r.count)
    }

    /// The counts in words, Thai and English.
    pub(crate) fn counts(&self) -> (String, String) {
        let (words, am) = (percent(self.dictionary_coverage), percent(self.sara_am_share));
        let TextLayer {
            thai_letters: thai, latin_letters: latin, illegal_sequences: illegal, ..
        } = self;
        let (foreign, doubts) = (self.foreign_in_words, self.doubts);
        (
            format!(
                "อักษรไทย {thai} อักษรละติน {latin} อยู่ในคำที่รู้จัก {words} สัดส่วน ำ {am} ลำดับผิด {illegal} อักขระแปลกในคำ {foreign} จุดที่ไม่แน่ชัด {doubts}"
            ),
            format!(
                "{thai} Thai and {latin} Latin letters, in known words {words}, share of ำ {am}, impossible sequences {illegal}, \
                 foreign characters in words {foreign}, places in doubt {doubts}"
            ),
        )
    }
}

/// A share as exact as the JSON says it.
fn to_thousandths(share: f32) -> f32 {
    (share * 1000.0).round() / 1000.0
}

/// A share for people: `87 %`, or a dash where there is none.
fn percent(share: Option<f32>) -> String {
    share.map_or("-".to_owned(), |share| format!("{:.0} %", share * 100.0))
}
