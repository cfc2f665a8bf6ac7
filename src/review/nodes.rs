//! What the tree of values is built of: texts and groups with their names.

use super::model::{Both, Kind, Node};
use crate::contract::model::Text;

/// A text with its name.
pub(super) fn text(label: impl Into<Both>, pointer: impl Into<String>, text: &Text) -> Node {
    Node {
        label: label.into(),
        pointer: pointer.into(),
        text: text.raw.clone(),
        at: text.regions.clone(),
        sure: text.confidence,
        corrected: text.corrected.as_deref().cloned(),
        fix: true,
        ..Node::default()
    }
}

/// Texts of one name, numbered where there are several.
pub(super) fn texts<'t>(
    (en, th): (&str, &str),
    pointer: &str,
    texts: impl IntoIterator<Item = &'t Text>,
) -> Vec<Node> {
    let all: Vec<&Text> = texts.into_iter().collect();
    let several = all.len() > 1;
    let named = all.into_iter().enumerate().map(|(i, one)| {
        let label = match several {
            true => Both(format!("{en} ({})", i + 1), format!("{th} ({})", i + 1)),
            false => (en, th).into(),
        };
        text(label, format!("{pointer}/{i}"), one)
    });
    named.collect()
}

/// Nodes under a heading; none where there are none.
pub(super) fn group(
    label: impl Into<Both>,
    pointer: impl Into<String>,
    below: impl IntoIterator<Item = Node>,
) -> Option<Node> {
    let below: Vec<Node> = below.into_iter().collect();
    let (label, pointer) = (label.into(), pointer.into());
    let group = Node { label, pointer, kind: Kind::Group, below, ..Node::default() };
    Some(group).filter(|group| !group.below.is_empty())
}

/// The same, closed at first.
pub(super) fn folded(
    label: impl Into<Both>,
    pointer: impl Into<String>,
    below: impl IntoIterator<Item = Node>,
) -> Option<Node> {
    group(label, pointer, below).map(|group| Node { kind: Kind::Folded, ..group })
}
