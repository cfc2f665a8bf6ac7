//! One field of an item, or the same one of several items that were split or merged.

use crate::diff::model::Value;
use crate::diff::nodes::{Field, Node};

/// A field of one report: the same one of several items, where they were split or merged.
#[derive(Debug, Clone, Default)]
pub struct Joined<'r> {
    /// The ids of the items.
    pub id: String,
    field: Option<Field<'r>>,
}

impl<'r> Joined<'r> {
    /// The field `name` of all these items together.
    pub fn of(nodes: &[&Node<'r>], name: &str) -> Joined<'r> {
        let mut joined = Joined::default();
        for node in nodes {
            let named = node.fields.iter().find(|f| f.name == name && !f.text.trim().is_empty());
            if let Some(field) = named {
                joined.add(&node.id, field.clone());
            }
        }
        if joined.id.is_empty() {
            joined.id = nodes.first().map(|n| n.id.clone()).unwrap_or_default();
        }
        joined
    }

    /// The title of a node as a field.
    pub fn title(node: &Node<'r>) -> Joined<'r> {
        let field = node.title.map(|title| Field::of("title", [title]));
        Joined { id: node.id.clone(), field }
    }

    fn add(&mut self, id: &str, field: Field<'r>) {
        match &mut self.field {
            Some(have) => {
                // What several of them say alike is said once: `ตลอดปี` of two that were merged.
                if !says(&have.text, &field.text) {
                    have.text.push('\n');
                    have.text.push_str(&field.text);
                }
                have.regions.extend(field.regions);
                have.unsure |= field.unsure;
                self.id.push_str(" + ");
            }
            None => self.field = Some(field),
        }
        self.id.push_str(id);
    }

    /// Its text; empty where no item has the field.
    pub fn text(&self) -> &str {
        self.field.as_ref().map_or("", |f| &f.text)
    }

    /// The heading of its column, where its name does not say what it is.
    pub fn heading(&self) -> Option<String> {
        self.field.as_ref().and_then(|f| f.heading).map(str::to_owned)
    }

    /// A piece of its text as one side of a change.
    pub fn value(&self, text: &str) -> Value {
        let regions = self.field.as_ref().map(|f| f.regions.clone()).unwrap_or_default();
        Value { id: self.id.clone(), text: text.trim().to_owned(), regions }
    }

    /// Whether it was read by a recogniser that was not sure.
    pub fn unsure(&self) -> bool {
        self.field.as_ref().is_some_and(|f| f.unsure)
    }
}

/// Whether a text of pieces on lines of their own has this one.
fn says(text: &str, piece: &str) -> bool {
    text.match_indices(piece).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + piece.len()..]);
        (before.is_empty() || before.ends_with('\n'))
            && (behind.is_empty() || behind.starts_with('\n'))
    })
}

#[cfg(test)]
mod tests {
    use crate::contract::model::Text;
    use crate::diff::model::NodeKind;

    use super::*;

    fn node<'r>(id: &str, text: &'r Text) -> Node<'r> {
        let fields = vec![Field::of("result", [text])];
        Node { title: Some(text), fields, ..Node::bare(id, NodeKind::Project) }
    }

    #[test]
    fn a_field_of_several_items_is_one_a_line_with_all_their_ids() {
        let texts = ["one", " ", "two", "one", "on"].map(|text| Text {
            raw: text.to_owned(),
            text: text.to_owned(),
            regions: Vec::new(),
            confidence: None,
            corrected: None,
        });
        let nodes: Vec<Node<'_>> = ["p1", "p2", "p3", "p4", "p5"]
            .iter()
            .zip(&texts)
            .map(|(id, text)| node(id, text))
            .collect();
        let all: Vec<&Node<'_>> = nodes.iter().collect();
        let joined = Joined::of(&all, "result");
        assert_eq!((joined.id.as_str(), joined.text()), ("p1 + p3 + p4 + p5", "one\ntwo\non"));
        let none = Joined::of(&all, "steps");
        assert_eq!((none.id.as_str(), none.text()), ("p1", ""), "what has no field has a place");
    }
}
