//! What changed between two years as `fixtures/source/edits-*.json` has it, and how a comparison is
//! held against it.

use std::collections::BTreeSet;
use std::fs;

use raingan::diff::model::{Change, Kind, Match, Op, Pair, Relation};
use serde::Deserialize;

use super::noise;

/// All edits between two years.
#[derive(Debug, Deserialize)]
pub struct Truth {
    /// Which item became which.
    pub pairs: Vec<(Option<String>, Option<String>)>,
    /// Every edit.
    pub edits: Vec<Edit>,
    /// Whether letters may be misread: texts are told by those that are not.
    #[serde(skip)]
    pub misread: bool,
}

/// One edit.
#[derive(Debug, Deserialize)]
pub struct Edit {
    pub kind: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub field: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

/// What a comparison makes of the truth.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Edits that were found.
    pub found: usize,
    /// Edits that were not.
    pub missed: Vec<String>,
    /// Changes that no edit explains.
    pub wrong: Vec<String>,
}

impl Truth {
    /// The truth of a fixture.
    pub fn read(name: &str) -> Truth {
        let path = format!("{}/fixtures/source/{name}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&fs::read_to_string(path).expect("the edits")).expect("edits")
    }

    /// Holds a comparison against the truth.
    pub fn hold(&self, pair: &Pair) -> Outcome {
        let mut outcome = Outcome::default();
        for edit in &self.edits {
            match pair.matches.iter().any(|m| edit.is_in(m, self.misread)) {
                true => outcome.found += 1,
                false => outcome.missed.push(edit.told()),
            }
        }
        for m in &pair.matches {
            outcome.wrong.extend(self.wrong_pairs(m));
            for change in &m.changes {
                if !is_of_the_year(change)
                    && !self.edits.iter().any(|edit| edit.explains(m, change))
                {
                    outcome.wrong.push(told(m, change));
                }
            }
        }
        outcome
    }

    /// Items that are matched and should not be, or the other way round.
    fn wrong_pairs(&self, m: &Match) -> Vec<String> {
        let item =
            |id: &&String| id.contains("/p") || id.starts_with('m') && id.as_str() != "measures";
        let ids = |parts: &[raingan::diff::model::Part]| -> Vec<Option<String>> {
            let all: Vec<Option<String>> =
                parts.iter().map(|p| &p.id).filter(item).map(|id| Some(id.clone())).collect();
            if all.is_empty() { vec![None] } else { all }
        };
        let mut wrong = Vec::new();
        for old in ids(&m.old) {
            for new in ids(&m.new) {
                let pair = (old.clone(), new.clone());
                if pair != (None, None) && !self.pairs.contains(&pair) {
                    wrong.push(format!(
                        "pair {pair:?} ({:?} {:?} {})",
                        m.relation, m.reason, m.score
                    ));
                }
            }
        }
        wrong
    }
}

/// Results and outcomes are those of another year throughout.
fn is_of_the_year(change: &Change) -> bool {
    matches!(change.field.as_str(), "result" | "outcome")
}

fn told(m: &Match, change: &Change) -> String {
    let ids = |parts: &[raingan::diff::model::Part]| {
        parts.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join("+")
    };
    let text = |v: &Option<raingan::diff::model::Value>| {
        v.as_ref().map_or("∅".to_owned(), |v| v.text.clone())
    };
    let (old, new) = (text(&change.old), text(&change.new));
    format!("{} → {}: {:?} {}: {old} → {new}", ids(&m.old), ids(&m.new), change.kind, change.field)
}

/// A text without white space and marks of typography, its digits in Arabic script; where letters
/// may be misread, without those that are.
fn squeezed(text: &str, misread: bool) -> String {
    let left_out = |c: char| "“”\"-–".contains(c) || misread && noise::is_confused(c);
    raingan::thai::text::matching_key(text).chars().filter(|c| !left_out(*c)).collect()
}

impl Edit {
    fn told(&self) -> String {
        let (from, to) = (self.from.as_deref().unwrap_or("∅"), self.to.as_deref().unwrap_or("∅"));
        let text = |t: &Option<String>| t.clone().unwrap_or("∅".to_owned());
        format!(
            "{from} → {to}: {} {}: {} → {}",
            self.kind,
            self.field,
            text(&self.old),
            text(&self.new)
        )
    }

    /// Whether a match is about the items of the edit.
    fn concerns(&self, m: &Match) -> bool {
        let has = |parts: &[raingan::diff::model::Part], id: &Option<String>| match id {
            Some(id) => parts.iter().any(|p| p.id == *id),
            None => parts.is_empty(),
        };
        has(&m.old, &self.from) && has(&m.new, &self.to)
    }

    /// The kinds that tell of such an edit.
    fn kinds(&self) -> &'static [Kind] {
        use Kind::*;
        match self.kind.as_str() {
            "title-reworded" => &[TitleReworded],
            "renumbered" => &[Renumbered],
            "moved" => &[Moved],
            "added" => &[Added],
            "dropped" => &[Dropped],
            "split" => &[Split],
            "merged" => &[Merged],
            "target-raised" => &[TargetRaised, TargetLoosened],
            "target-lowered" => &[TargetLowered, TargetTightened],
            "target-unit" => &[TargetUnit],
            "budget-changed" => &[BudgetChanged],
            "budget-removed" => &[BudgetRemoved],
            "status-changed" => &[BudgetStatus, BudgetAdded, BudgetRemoved, Wording],
            "result-figure" | "outcome" => &[ResultFigure],
            "date" => &[Date],
            "declared-count" => &[DeclaredCount],
            "heading" => &[Heading],
            "wording" => &[Wording, EntryAdded, EntryRemoved, TitleReworded],
            other => panic!("unknown kind of edit {other}"),
        }
    }

    /// Whether a field of a change is the one of the edit.
    fn is_field(&self, field: &str) -> bool {
        match self.field.as_str() {
            "outline" => matches!(
                field,
                "title" | "goals" | "indicators" | "declared_count" | "headings" | "notes"
            ),
            "number" => matches!(field, "number" | "place"),
            own => own == field,
        }
    }

    fn is_in(&self, m: &Match, misread: bool) -> bool {
        if !self.concerns(m) {
            return false;
        }
        let whole = matches!(self.kind.as_str(), "split" | "merged");
        if whole && self.field != "title" {
            return self.went_over(m, misread);
        }
        m.changes.iter().any(|c| {
            self.kinds().contains(&c.kind) && self.is_field(&c.field) && self.is_evident(c, misread)
        })
    }

    /// Whether what both sides have of a split or merged item's field was recognised as having
    /// stayed.
    fn went_over(&self, m: &Match, misread: bool) -> bool {
        let squeezed = |text: &str| squeezed(text, misread);
        let relation = if self.kind == "split" { Relation::Split } else { Relation::Merged };
        let said = squeezed(self.old.as_deref().unwrap_or_default());
        let lost = |c: &&Change| {
            c.field == self.field
                && (c.kind == Kind::EntryRemoved
                    && squeezed(&c.old.as_ref().unwrap().text).contains(&said)
                    || c.words.iter().any(|w| w.op == Op::Old && squeezed(&w.text).contains(&said)))
        };
        m.relation == relation && !m.changes.iter().any(|c| lost(&c))
    }

    /// Whether the texts of a change are those of the edit.
    fn is_evident(&self, change: &Change, misread: bool) -> bool {
        let squeezed = |text: &str| squeezed(text, misread);
        let side = |edit: &Option<String>, value: &Option<raingan::diff::model::Value>, op: Op| {
            let Some(edit) = edit.as_deref().map(&squeezed).filter(|e| !e.is_empty()) else {
                return true;
            };
            // What an edit names may stay as it is on one side: `ครั้ง` → `ครั้ง ทุกปี`.
            let Some(value) = value else { return change.kind != Kind::Wording };
            // The numbers of entries are told without the entries.
            let renumbered = change.kind == Kind::Renumbered;
            let text = if renumbered {
                value.text.split_whitespace().next().unwrap_or_default()
            } else {
                &value.text
            };
            let text = squeezed(text);
            text.contains(&edit) || edit.contains(&text) || change.words.iter().any(|w| w.op == op)
        };
        side(&self.old, &change.old, Op::Old) && side(&self.new, &change.new, Op::New)
    }

    /// Whether the edit says why there is such a change.
    fn explains(&self, m: &Match, change: &Change) -> bool {
        let ids: BTreeSet<&str> = m.old.iter().chain(&m.new).map(|p| p.id.as_str()).collect();
        let about =
            [&self.from, &self.to].into_iter().flatten().all(|id| ids.contains(id.as_str()));
        about && self.is_field(&change.field)
    }
}
