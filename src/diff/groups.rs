//! Pairs and parts → matches with all their changes, in the order of the newer report.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::align::{Aligning, Link};
use super::budget::compare_budget;
use super::fields::{Context, Differences, Joined, compare_field, copied};
use super::marks::mark;
use super::model::{
    Change, Expected, Kind, Match, Numbers, Quantities, Quantity, Reason, Relation, Value,
};
use super::nodes::{BUDGET, Node};
use super::parts::Parts;
use super::schedule::compare_schedule;
use crate::align::longest_rise;
use crate::thai::text::matching_key;

/// Items of both reports that are one match.
#[derive(Debug, Clone)]
pub struct Group {
    /// Their places in the older report.
    pub old: Vec<usize>,
    /// Their places in the newer report.
    pub new: Vec<usize>,
    reason: Reason,
    score: f32,
    /// Where it stands among all: at a place of the newer report, or behind it.
    at: (usize, usize),
}

/// All matches, each with the items that it is of.
pub fn matches(
    old: &[Node<'_>],
    new: &[Node<'_>],
    aligning: &Aligning<'_>,
    parts: &Parts,
    context: &Context,
) -> (Vec<Group>, Vec<Match>) {
    let in_order = in_order(aligning);
    let comparison = NodeComparison { old, new, aligning, context, in_order };
    let groups = groups(aligning, parts);
    let matches = groups.par_iter().map(|group| comparison.compare(group)).collect();
    (groups, matches)
}

/// Which of the older items still stand in order among those beside them that are still there.
fn in_order(aligning: &Aligning<'_>) -> Vec<bool> {
    let mut siblings: BTreeMap<(Option<usize>, Option<usize>), Vec<Link>> = BTreeMap::new();
    for link in aligning.links.iter().flatten() {
        let parents = (aligning.old[link.old].node.parent, aligning.new[link.new].node.parent);
        siblings.entry(parents).or_default().push(*link);
    }
    let mut in_order = vec![false; aligning.old.len()];
    for links in siblings.into_values() {
        let places: Vec<usize> = links.iter().map(|link| link.new).collect();
        longest_rise(&places).into_iter().for_each(|at| in_order[links[at].old] = true);
    }
    in_order
}

/// What belongs together, in the order of the newer report.
fn groups(aligning: &Aligning<'_>, parts: &Parts) -> Vec<Group> {
    let is_merged = marked(aligning.old.len(), &parts.merged);
    let is_split = marked(aligning.new.len(), &parts.split);
    let mut groups = Vec::new();
    let mut before = 0;
    for (i, link) in aligning.links.iter().enumerate() {
        match link {
            Some(link) => {
                before = link.new;
                groups.push(Group::of_link(link, &parts.merged[link.new], &parts.split[i]));
            }
            None if !is_merged[i] => groups.push(Group::dropped(i, before)),
            None => {}
        }
    }
    for (j, partner) in aligning.back.iter().enumerate() {
        if partner.is_none() && !is_split[j] {
            groups.push(Group::added(j));
        }
    }
    groups.sort_by_key(|group| group.at);
    groups
}

/// Which of the items are further parts of others.
fn marked(items: usize, parts: &[Vec<usize>]) -> Vec<bool> {
    let mut marked = vec![false; items];
    parts.iter().flatten().for_each(|part| marked[*part] = true);
    marked
}

impl Group {
    /// Whether there is something of it in both reports.
    pub fn is_pair(&self) -> bool {
        !self.old.is_empty() && !self.new.is_empty()
    }

    /// Items that are one, and the further parts of each.
    fn of_link(link: &Link, merged: &[usize], split: &[usize]) -> Group {
        let (old, new) = (sorted(link.old, merged), sorted(link.new, split));
        let several = old.len() + new.len() > 2;
        let reason = if several { Reason::Parts } else { link.reason };
        Group { old, new, reason, score: link.score, at: (link.new, 0) }
    }

    /// An item of the older report that is gone; it stands behind what the one before it became.
    fn dropped(i: usize, before: usize) -> Group {
        let (old, new) = (vec![i], Vec::new());
        Group { old, new, reason: Reason::Nothing, score: 0.0, at: (before, i + 1) }
    }

    /// An item of the newer report that was not there.
    fn added(j: usize) -> Group {
        let (old, new) = (Vec::new(), vec![j]);
        Group { old, new, reason: Reason::Nothing, score: 0.0, at: (j, 0) }
    }
}

fn sorted(first: usize, more: &[usize]) -> Vec<usize> {
    let mut all = vec![first];
    all.extend(more);
    all.sort_unstable();
    all
}

/// Two reports while what became of their items is put down.
struct NodeComparison<'a> {
    old: &'a [Node<'a>],
    new: &'a [Node<'a>],
    aligning: &'a Aligning<'a>,
    context: &'a Context,
    /// Which of the older items stand in order among those beside them.
    in_order: Vec<bool>,
}

impl<'a> NodeComparison<'a> {
    /// What became of a group, with all its changes.
    fn compare(&self, group: &Group) -> Match {
        let old: Vec<&Node<'a>> = group.old.iter().map(|i| &self.old[*i]).collect();
        let new: Vec<&Node<'a>> = group.new.iter().map(|j| &self.new[*j]).collect();
        let relation = match (old.len(), new.len()) {
            (_, 0) => Relation::Dropped,
            (0, _) => Relation::Added,
            (1, 1) => Relation::Same,
            (1, _) => Relation::Split,
            _ => Relation::Merged,
        };
        let mut found = Differences::default();
        match relation {
            Relation::Same => self.one(&old, &new, &mut found),
            Relation::Added => found.changes.push(whole(Kind::Added, "item", &old, &new)),
            Relation::Dropped => found.changes.push(whole(Kind::Dropped, "item", &old, &new)),
            Relation::Split => found.changes.push(whole(Kind::Split, "title", &old, &new)),
            Relation::Merged => found.changes.push(whole(Kind::Merged, "title", &old, &new)),
        }
        if !old.is_empty() && !new.is_empty() {
            self.places(group, &mut found);
            self.fields(&old, &new, &mut found);
        }
        mark(&mut found.changes, &old, &new);
        Match {
            relation,
            old: old.iter().map(|n| n.part()).collect(),
            new: new.iter().map(|n| n.part()).collect(),
            reason: group.reason,
            score: (f64::from(group.score) * 1000.0).round() / 1000.0,
            changes: found.changes,
            spellings: found.spellings,
        }
    }

    /// What only one that became one has: its kind, its title.
    fn one(&self, old: &[&Node<'a>], new: &[&Node<'a>], found: &mut Differences) {
        let (a, b) = (old[0], new[0]);
        if a.kind != b.kind {
            found.changes.push(whole(Kind::KindChanged, "kind", old, new));
        }
        if let (Some(x), Some(y)) = (a.label, b.label)
            && matching_key(x) != matching_key(y)
        {
            let (old, new) = (value(a, x.to_owned()), value(b, y.to_owned()));
            found.changes.push(Change::new(Kind::Wording, "label", old, new));
        }
        let (old, new) = (Joined::title(a), Joined::title(b));
        found.add(compare_field("title", &old, &new, self.context));
    }

    /// Whether they stand below something else, and have another number.
    fn places(&self, group: &Group, found: &mut Differences) {
        for &i in &group.old {
            for &j in &group.new {
                let (a, b) = (&self.old[i], &self.new[j]);
                let moved = match (a.parent, b.parent) {
                    (Some(p), Some(q)) => self.aligning.links[p].is_none_or(|link| link.new != q),
                    _ => false,
                };
                if moved {
                    found.changes.push(self.moved(a, b));
                } else if let (Some(x), Some(y)) = (&a.number, &b.number)
                    && matching_key(x) != matching_key(y)
                {
                    let (x, y) = (value(a, x.clone()), value(b, y.clone()));
                    let change = Change::new(Kind::Renumbered, "number", x, y);
                    let expected = self.in_order[i].then_some(Expected::RunningNumber);
                    found.changes.push(Change { expected, ..change });
                }
                if let (Some(x), Some(y)) = (a.declared, b.declared)
                    && x != y
                {
                    found.changes.push(declared(a, b, x, y));
                }
            }
        }
    }

    fn moved(&self, a: &Node<'_>, b: &Node<'_>) -> Change {
        let (old, new) = (place(self.old, a), place(self.new, b));
        Change::new(Kind::Moved, "place", value(a, old), value(b, new))
    }

    /// The fields of all of them together, in the order of the newer report; money and schedule one
    /// by one.
    fn fields(&self, old: &[&Node<'a>], new: &[&Node<'a>], found: &mut Differences) {
        let mut names: Vec<&str> = Vec::new();
        for field in new.iter().chain(old).flat_map(|n| &n.fields) {
            if !names.contains(&field.name.as_ref()) {
                names.push(&field.name);
            }
        }
        let is_money = |name: &str| {
            new.iter().chain(old).any(|n| n.money.iter().any(|money| money.name == name))
        };
        for name in names.into_iter().filter(|name| *name != BUDGET && !is_money(name)) {
            let (old, new) = (Joined::of(old, name), Joined::of(new, name));
            let mut of_field = compare_field(name, &old, &new, self.context);
            let copied = copied(name, &old, &new, &of_field, self.context);
            of_field.changes.extend(copied);
            found.add(of_field);
        }
        for a in old {
            for b in new {
                found.add(compare_budget(a, b, self.context));
                found.add(compare_schedule(a, b, self.context));
            }
        }
    }
}

/// Where an item stands: the id and title of what it stands below, and its number.
fn place(all: &[Node<'_>], node: &Node<'_>) -> String {
    let parent = node.parent.map(|p| &all[p]);
    let id = parent.map(|p| p.id.as_str()).unwrap_or_default();
    let title = parent.and_then(|p| p.title).map(|t| format!(" {}", t.text)).unwrap_or_default();
    let number = node.number.as_ref().map(|n| format!(" › {n}")).unwrap_or_default();
    format!("{id}{title}{number}")
}

fn value(node: &Node<'_>, text: String) -> Option<Value> {
    let regions = node.title.map(|t| t.regions.clone()).unwrap_or_default();
    Some(Value { id: node.id.clone(), text, regions })
}

/// A change of items as a whole, by their titles.
fn whole(kind: Kind, field: &str, old: &[&Node<'_>], new: &[&Node<'_>]) -> Change {
    Change::new(kind, field, titles(old), titles(new))
}

/// The titles of some items as one side of a change; none where there are no items.
fn titles(nodes: &[&Node<'_>]) -> Option<Value> {
    if nodes.is_empty() {
        return None;
    }
    let ids: Vec<&str> = nodes.iter().map(|n| n.id.as_str()).collect();
    let titles: Vec<&str> = nodes.iter().map(|n| n.title.map_or("", |t| &t.text)).collect();
    let regions = nodes.iter().filter_map(|n| n.title).flat_map(|t| t.regions.clone()).collect();
    Some(Value { id: ids.join(" + "), text: titles.join(" + "), regions })
}

/// The change of how many projects a tactic says it has.
fn declared(a: &Node<'_>, b: &Node<'_>, x: u32, y: u32) -> Change {
    let difference = Some(f64::from(y) - f64::from(x));
    let numbers = Quantities { old: Some(projects(x)), new: Some(projects(y)), difference };
    let (old, new) = (value(a, x.to_string()), value(b, y.to_string()));
    let change = Change::new(Kind::DeclaredCount, "declared_count", old, new);
    Change { numbers: Some(Numbers::Quantity(numbers)), ..change }
}

fn projects(count: u32) -> Quantity {
    Quantity {
        value: f64::from(count), unit: Some("โครงการ".to_owned()), comparator: None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::align::know;
    use crate::diff::nodes::items;
    use crate::sample;

    /// What belongs together of two reports with these links, as old and new places.
    fn grouped(links: &[(usize, usize)], parts: &Parts) -> Vec<(Vec<usize>, Vec<usize>, Reason)> {
        let report = sample::full();
        let nodes = items(&report);
        let (old, new) = know(&nodes[..3], &nodes[..2]);
        let mut aligning = Aligning {
            old: &old,
            new: &new,
            links: vec![None; old.len()],
            back: vec![None; new.len()],
        };
        for &(i, j) in links {
            let link = Link { old: i, new: j, reason: Reason::Title, score: 1.0 };
            (aligning.links[i], aligning.back[j]) = (Some(link), Some(i));
        }
        groups(&aligning, parts).into_iter().map(|g| (g.old, g.new, g.reason)).collect()
    }

    fn no_parts() -> Parts {
        Parts { split: vec![Vec::new(); 3], merged: vec![Vec::new(); 2] }
    }

    #[test]
    fn what_is_gone_stands_behind_what_the_item_before_it_became() {
        assert_eq!(
            grouped(&[(0, 1), (2, 0)], &no_parts()),
            [
                (vec![2], vec![0], Reason::Title),
                (vec![0], vec![1], Reason::Title),
                (vec![1], vec![], Reason::Nothing),
            ]
        );
    }

    #[test]
    fn a_part_is_in_the_group_of_its_whole_and_in_no_other() {
        let mut parts = no_parts();
        parts.merged[1] = vec![1];
        assert_eq!(
            grouped(&[(0, 1)], &parts),
            [
                (vec![], vec![0], Reason::Nothing),
                (vec![0, 1], vec![1], Reason::Parts),
                (vec![2], vec![], Reason::Nothing),
            ]
        );
    }
}
