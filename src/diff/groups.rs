//! Pairs and parts → matches with all their changes, in the order of the newer report.

use rayon::prelude::*;

use super::align::Aligning;
use super::budget;
use super::fields::{self, Context, Joined, Told};
use super::model::{Change, Kind, Match, Numbers, Quantities, Quantity, Reason, Relation, Value};
use super::nodes::Node;
use super::parts::Parts;
use crate::thai::text::matching_key;

/// Items of both reports that are one match.
#[derive(Debug, Clone)]
struct Group {
    old: Vec<usize>,
    new: Vec<usize>,
    reason: Reason,
    score: f32,
    /// Where it stands among all: at a place of the newer report, or behind it.
    at: (usize, usize),
}

/// All matches.
pub fn matches(
    old: &[Node<'_>],
    new: &[Node<'_>],
    aligning: &Aligning<'_>,
    parts: &Parts,
    context: &Context,
) -> Vec<Match> {
    let teller = Teller { old, new, aligning, context };
    groups(old, new, aligning, parts).par_iter().map(|group| teller.tell(group)).collect()
}

fn groups(
    old: &[Node<'_>],
    new: &[Node<'_>],
    aligning: &Aligning<'_>,
    parts: &Parts,
) -> Vec<Group> {
    let mut is_part = (vec![false; old.len()], vec![false; new.len()]);
    parts.merged.iter().flatten().for_each(|i| is_part.0[*i] = true);
    parts.split.iter().flatten().for_each(|j| is_part.1[*j] = true);
    let mut groups = Vec::new();
    let mut before = 0;
    for i in 0..old.len() {
        let Some(link) = aligning.links[i] else {
            if !is_part.0[i] {
                let at = (before, i + 1);
                groups.push(Group {
                    old: vec![i],
                    new: vec![],
                    reason: Reason::Nothing,
                    score: 0.0,
                    at,
                });
            }
            continue;
        };
        before = link.new;
        let with = |first: usize, more: &[usize]| {
            let mut all = vec![first];
            all.extend(more);
            all.sort_unstable();
            all
        };
        let (old, new) = (with(i, &parts.merged[link.new]), with(link.new, &parts.split[i]));
        let several = old.len() + new.len() > 2;
        let reason = if several { Reason::Parts } else { link.reason };
        groups.push(Group { old, new, reason, score: link.score, at: (link.new, 0) });
    }
    let added = |j: &usize| aligning.back[*j].is_none() && !is_part.1[*j];
    groups.extend((0..new.len()).filter(added).map(|j| Group {
        old: vec![],
        new: vec![j],
        reason: Reason::Nothing,
        score: 0.0,
        at: (j, 0),
    }));
    groups.sort_by_key(|group| group.at);
    groups
}

struct Teller<'a> {
    old: &'a [Node<'a>],
    new: &'a [Node<'a>],
    aligning: &'a Aligning<'a>,
    context: &'a Context,
}

impl<'a> Teller<'a> {
    fn tell(&self, group: &Group) -> Match {
        let old: Vec<&Node<'a>> = group.old.iter().map(|i| &self.old[*i]).collect();
        let new: Vec<&Node<'a>> = group.new.iter().map(|j| &self.new[*j]).collect();
        let relation = match (old.len(), new.len()) {
            (_, 0) => Relation::Dropped,
            (0, _) => Relation::Added,
            (1, 1) => Relation::Same,
            (1, _) => Relation::Split,
            _ => Relation::Merged,
        };
        let mut told = Told::default();
        match relation {
            Relation::Same => self.one(&old, &new, &mut told),
            Relation::Added => told.changes.push(whole(Kind::Added, "item", &old, &new)),
            Relation::Dropped => told.changes.push(whole(Kind::Dropped, "item", &old, &new)),
            Relation::Split => told.changes.push(whole(Kind::Split, "title", &old, &new)),
            Relation::Merged => told.changes.push(whole(Kind::Merged, "title", &old, &new)),
        }
        if !old.is_empty() && !new.is_empty() {
            self.places(group, &mut told);
            self.fields(&old, &new, &mut told);
        }
        Match {
            relation,
            old: old.iter().map(|n| n.part()).collect(),
            new: new.iter().map(|n| n.part()).collect(),
            reason: group.reason,
            score: (f64::from(group.score) * 1000.0).round() / 1000.0,
            changes: told.changes,
            spellings: told.spellings,
        }
    }

    /// What only one that became one has: its kind, its title.
    fn one(&self, old: &[&Node<'a>], new: &[&Node<'a>], told: &mut Told) {
        let (a, b) = (old[0], new[0]);
        if a.kind != b.kind {
            told.changes.push(whole(Kind::KindChanged, "kind", old, new));
        }
        let title = |node: &Node<'a>| Joined::title(node);
        add(told, fields::tell("title", &title(a), &title(b), self.context));
    }

    /// Whether they stand below something else, and have another number.
    fn places(&self, group: &Group, told: &mut Told) {
        for &i in &group.old {
            for &j in &group.new {
                let (a, b) = (&self.old[i], &self.new[j]);
                let moved = match (a.parent, b.parent) {
                    (Some(p), Some(q)) => self.aligning.links[p].is_none_or(|link| link.new != q),
                    _ => false,
                };
                if moved {
                    told.changes.push(self.moved(a, b));
                } else if let (Some(x), Some(y)) = (&a.number, &b.number)
                    && matching_key(x) != matching_key(y)
                {
                    told.changes.push(plain(
                        Kind::Renumbered,
                        "number",
                        value(a, x.clone()),
                        value(b, y.clone()),
                    ));
                }
                if let (Some(x), Some(y)) = (a.declared, b.declared)
                    && x != y
                {
                    told.changes.push(declared(a, b, x, y));
                }
            }
        }
    }

    fn moved(&self, a: &Node<'_>, b: &Node<'_>) -> Change {
        let place = |all: &[Node<'_>], node: &Node<'_>| {
            let parent = node.parent.map(|p| &all[p]);
            let title =
                parent.and_then(|p| p.title).map(|t| format!(" {}", t.text)).unwrap_or_default();
            let number = node.number.as_ref().map(|n| format!(" › {n}")).unwrap_or_default();
            format!("{}{title}{number}", parent.map(|p| p.id.as_str()).unwrap_or_default())
        };
        plain(Kind::Moved, "place", value(a, place(self.old, a)), value(b, place(self.new, b)))
    }

    /// The fields of all of them together, in the order of the newer report; the budget one by one.
    fn fields(&self, old: &[&Node<'a>], new: &[&Node<'a>], told: &mut Told) {
        let mut names: Vec<&str> = Vec::new();
        for field in new.iter().chain(old).flat_map(|n| &n.fields) {
            if !names.contains(&field.name.as_ref()) {
                names.push(&field.name);
            }
        }
        for name in names.into_iter().filter(|name| *name != "budget") {
            add(
                told,
                fields::tell(name, &Joined::of(old, name), &Joined::of(new, name), self.context),
            );
        }
        for a in old {
            for b in new {
                add(told, budget::tell(a, b, self.context));
            }
        }
    }
}

fn add(told: &mut Told, more: Told) {
    told.changes.extend(more.changes);
    told.spellings.extend(more.spellings);
}

fn value(node: &Node<'_>, text: String) -> Option<Value> {
    let regions = node.title.map(|t| t.regions.clone()).unwrap_or_default();
    Some(Value { id: node.id.clone(), text, regions })
}

fn plain(kind: Kind, field: &str, old: Option<Value>, new: Option<Value>) -> Change {
    Change {
        kind,
        field: field.to_owned(),
        heading: None,
        old,
        new,
        numbers: None,
        words: Vec::new(),
        doubt: None,
    }
}

/// A change of items as a whole, by their titles.
fn whole(kind: Kind, field: &str, old: &[&Node<'_>], new: &[&Node<'_>]) -> Change {
    let titles = |nodes: &[&Node<'_>]| {
        let join = |of: &dyn Fn(&Node<'_>) -> String| {
            nodes.iter().map(|n| of(n)).collect::<Vec<_>>().join(" + ")
        };
        let regions =
            nodes.iter().filter_map(|n| n.title).flat_map(|t| t.regions.clone()).collect();
        let text = join(&|n| n.title.map(|t| t.text.clone()).unwrap_or_default());
        (!nodes.is_empty()).then(|| Value { id: join(&|n| n.id.clone()), text, regions })
    };
    plain(kind, field, titles(old), titles(new))
}

fn declared(a: &Node<'_>, b: &Node<'_>, x: u32, y: u32) -> Change {
    let one = |n: u32| {
        Some(Quantity {
            value: f64::from(n), unit: Some("โครงการ".to_owned()), comparator: None
        })
    };
    let numbers =
        Quantities { old: one(x), new: one(y), difference: Some(f64::from(y) - f64::from(x)) };
    let mut change = plain(
        Kind::DeclaredCount,
        "declared_count",
        value(a, x.to_string()),
        value(b, y.to_string()),
    );
    change.numbers = Some(Numbers::Quantity(numbers));
    change
}
