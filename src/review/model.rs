//! What the page is given: a tree of values, and a list of what deserves a look.

use serde::{Serialize, Serializer};

use crate::contract::model::Corrected;
use crate::finding::Region;
use crate::role::Role;

/// English and Thai.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Both(pub String, pub String);

impl Both {
    /// The same words in both languages: what is printed.
    pub fn same(words: &str) -> Both {
        Both(words.to_owned(), words.to_owned())
    }
}

impl From<(&str, &str)> for Both {
    fn from((en, th): (&str, &str)) -> Both {
        Both(en.to_owned(), th.to_owned())
    }
}

/// All that the page shows of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// Its values.
    pub tree: Vec<Node>,
    /// What of them deserves a look, what would change most first.
    pub look: Vec<Look>,
}

/// One value, or several under a heading.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Node {
    /// What it is.
    pub label: Both,
    /// Where it stands in the report's JSON (RFC 6901).
    pub pointer: String,
    /// As printed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What the program made of it, where that is not the text itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
    /// Where it stands on the pages.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "boxes")]
    pub at: Vec<Region>,
    /// See [`crate::contract::model::Text::confidence`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sure: Option<f32>,
    /// Who put it right before, and what had been read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Corrected>,
    /// Whether a correction can name it by its pointer.
    #[serde(skip_serializing_if = "is_false")]
    pub fix: bool,
    /// What it was read from, where a correction belongs there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The item that it is or belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// What kind of node it is, where the page treats it apart.
    #[serde(skip_serializing_if = "Kind::is_value")]
    pub kind: Kind,
    /// What its column holds, where it is a cell.
    #[serde(skip)]
    pub role: Option<Role>,
    /// What stands below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub below: Vec<Node>,
}

/// What the page treats apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One value.
    #[default]
    Value,
    /// Several under a heading, shown open.
    Group,
    /// Several under a heading that few people need: shown closed.
    Folded,
    /// Text that no field claimed.
    Unclaimed,
    /// The same, of a kind that is of no interest: page numbers, headings that repeat.
    Furniture,
}

impl Kind {
    fn is_value(&self) -> bool {
        *self == Kind::Value
    }
}

/// One thing that deserves a look.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Look {
    /// What it would change.
    pub group: Group,
    /// `error`, `warning` or `info` of a finding; `doubt`; `unclaimed`.
    pub level: &'static str,
    /// The code of a finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What is to be looked at.
    pub words: Both,
    /// The page of a finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The item of a finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Where it is.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "boxes")]
    pub at: Vec<Region>,
    /// The value that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
}

/// What something would change were it wrong, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// A value or a page is missing or cannot be trusted.
    Error,
    /// Amounts of money.
    Money,
    /// What is aimed at, and what came of it.
    Target,
    /// Dates and schedules.
    Date,
    /// Everything else.
    Rest,
    /// Text that no field claimed.
    Unclaimed,
    /// What is merely worth knowing.
    Info,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// Boxes as lists of five numbers: page, left, top, right, bottom.
fn boxes<S: Serializer>(regions: &[Region], s: S) -> Result<S::Ok, S::Error> {
    s.collect_seq(regions.iter().map(|r| (r.page, r.x0, r.y0, r.x1, r.y1)))
}
