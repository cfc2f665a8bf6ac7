//! What assessments ask for: the data file of the crate.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::model::{Content, Document, Part};

/// The data file.
#[derive(Debug, Deserialize)]
pub(super) struct Data {
    /// Where its lines are known from, in full, by the key that they give.
    pub sources: BTreeMap<String, String>,
    pub assessments: Vec<Assessment>,
}

/// What the assessment of one year asks of one class of agency.
#[derive(Debug, Deserialize)]
pub(super) struct Assessment {
    pub fiscal_year: i16,
    pub agency_class: String,
    pub items: Vec<Asked>,
}

/// One item of an assessment, as it is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    pub number: String,
    pub title_th: String,
    pub title_en: String,
    pub document: Document,
    pub part: Part,
    /// The report's fiscal year less that of the assessment; `None` where that is not known.
    pub year_offset: Option<i16>,
    pub source: String,
    pub contents: Vec<AskedContent>,
    pub contents_complete: bool,
}

/// One content that an item asks for, and the key of where that is known from.
#[derive(Debug, Deserialize)]
pub(super) struct AskedContent {
    pub content: Content,
    pub source: String,
}

/// The data file: the crate's own and under test, so it parses.
pub(super) static DATA: LazyLock<Data> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../data/oit-items.json"))
        .expect("the embedded list of items is whole")
});

impl Data {
    /// The source with this key, in full.
    pub fn source(&self, key: &str) -> String {
        self.sources.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// What the assessment of a year asks of a class of agency; `None` where that is not known.
    pub fn assessment(&self, fiscal_year: i16, class: &str) -> Option<&Assessment> {
        self.assessments.iter().find(|a| a.fiscal_year == fiscal_year && a.agency_class == class)
    }
}

/// The classes of agency that something is known of, in alphabetical order.
pub fn classes() -> Vec<&'static str> {
    let mut all: Vec<&str> = DATA.assessments.iter().map(|a| a.agency_class.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_are_whole_and_every_line_has_a_source() {
        for item in DATA.assessments.iter().flat_map(|assessment| &assessment.items) {
            let number = &item.number;
            assert!(DATA.sources.contains_key(&item.source), "{number}: {}", item.source);
            for content in &item.contents {
                assert!(DATA.sources.contains_key(&content.source), "{number}: {}", content.source);
            }
            assert!(number.starts_with('O') && number[1..].parse::<u8>().is_ok(), "{number}");
        }
        assert_eq!(classes(), ["central", "vocational"]);
    }
}
