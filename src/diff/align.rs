//! Which item of one report is which of the other: by title, by what stands below it, by place and
//! number.
//!
//! From the top down (sections, strategies, tactics, items), so that the place of an item is known
//! when it is looked for; within a level the best pair first. Equal titles at equal places are
//! pairs at once.

use std::collections::HashMap;

use super::model::{NodeKind, Reason};
use super::nodes::Node;
use super::similar::{Profile, Weighed, Weights, meetings};
use crate::role::{Holds, Role};
use crate::thai::alike::fold;
use crate::thai::text::matching_key;

/// How much the title counts beside what stands below it.
const TITLE: f32 = 0.6;
/// How much the same parent adds to a score, and the same number.
const PLACE: f32 = 0.08;
const NUMBER: f32 = 0.04;
/// Titles and contents alike by so much make a pair wherever they stand.
const ALIKE: f32 = 0.45;
/// The same where place and number are the same as well.
const ALIKE_IN_PLACE: f32 = 0.3;
/// A title of its own that is alike by so much makes a pair, whatever stands below it.
const TITLE_ALONE: f32 = 0.62;
/// Contents alike by so much make a pair below the same parent, whatever the title.
const CONTENT_ALONE: f32 = 0.6;
/// A pair of different kinds (a project that became an activity) needs titles alike by so much.
const OTHER_KIND: f32 = 0.8;
/// An outline's strategy or tactic: what its title, its number and its items count for, and what
/// makes a pair.
const OUTLINE: (f32, f32, f32) = (0.5, 0.2, 0.3);
const OUTLINE_ALIKE: f32 = 0.33;
/// How alike the titles of what was renamed must be at least, where not one item stayed.
const OUTLINE_TRACE: f32 = 0.1;
/// Strategies, or tactics, of a report that are held against those of the other; no plan has a
/// tenth of them.
const MOST_OUTLINE: usize = 1000;

/// A node with what it is compared by.
#[derive(Debug)]
pub struct Known<'r> {
    /// The node.
    pub node: &'r Node<'r>,
    /// Its title.
    pub title: Weighed,
    /// Its objectives, indicators and steps; all cells of a row.
    pub content: Weighed,
    /// Its title, spelt as headings are compared.
    pub key: String,
}

/// The nodes of two reports with what they are compared by.
pub fn know<'r>(old: &'r [Node<'r>], new: &'r [Node<'r>]) -> (Vec<Known<'r>>, Vec<Known<'r>>) {
    let all = || old.iter().chain(new);
    let titles: Vec<Profile> =
        all().map(|node| Profile::of(node.title.map_or("", |t| &t.text))).collect();
    let contents: Vec<Profile> = all().map(|node| Profile::of(&content(node))).collect();
    let (title, rest) = (Weights::of(titles.iter()), Weights::of(contents.iter()));
    let mut known = all().zip(titles).zip(contents).map(|((node, t), c)| Known {
        node,
        title: title.weigh(t),
        content: rest.weigh(c),
        key: matching_key(node.title.map_or("", |t| &t.text)),
    });
    let olds = known.by_ref().take(old.len()).collect();
    (olds, known.collect())
}

/// What tells an item from others beside its title; not what its year brought.
fn content(node: &Node<'_>) -> String {
    let fields = node.fields.iter();
    let telling = |name: &str| {
        let entries = |role: Role| matches!(role.holds(), Holds::Entries | Holds::Targets);
        node.kind == NodeKind::Row || Role::of_word(name).is_some_and(entries)
    };
    fields.filter(|f| telling(&f.name)).map(|f| f.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// A node of each report that are one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Its place in the older list.
    pub old: usize,
    /// Its place in the newer list.
    pub new: usize,
    /// How that is known.
    pub reason: Reason,
    /// How alike they are, 0 to 1.
    pub score: f32,
}

/// Two reports while their nodes are paired.
#[derive(Debug)]
pub struct Aligning<'a> {
    /// The older report.
    pub old: &'a [Known<'a>],
    /// The newer report.
    pub new: &'a [Known<'a>],
    /// The pairs, by the place in the older list.
    pub links: Vec<Option<Link>>,
    /// The place in the older list, by the place in the newer one.
    pub back: Vec<Option<usize>>,
}

/// Pairs the nodes of two reports.
///
/// ```
/// use raingan::diff::align::{align, know};
/// let (old, new) = know(&[], &[]);
/// assert!(align(&old, &new).links.is_empty());
/// ```
pub fn align<'a>(old: &'a [Known<'a>], new: &'a [Known<'a>]) -> Aligning<'a> {
    let mut aligning =
        Aligning { old, new, links: vec![None; old.len()], back: vec![None; new.len()] };
    aligning.sections();
    aligning.outline(NodeKind::Strategy);
    aligning.outline(NodeKind::Tactic);
    for kinds in [
        &[NodeKind::Project, NodeKind::Measure, NodeKind::Row][..],
        &[NodeKind::Activity],
        &[NodeKind::SubActivity],
    ] {
        aligning.items(kinds);
    }
    aligning.other_kinds();
    aligning
}

impl Aligning<'_> {
    /// Sections by their kind: the first plan is the first plan.
    fn sections(&mut self) {
        let sections = |all: &[Known<'_>]| -> Vec<usize> {
            (0..all.len()).filter(|i| all[*i].node.kind == NodeKind::Section).collect()
        };
        let (old, new) = (sections(self.old), sections(self.new));
        let word = |id: &str| id.split('-').next().unwrap_or_default().to_owned();
        for &i in &old {
            let mine = &self.old[i];
            let free = new.iter().copied().filter(|j| self.back[*j].is_none());
            let same_kind = free.filter(|j| word(&self.new[*j].node.id) == word(&mine.node.id));
            let score = |j: usize| mine.title.alike(&self.new[j].title);
            // Tables of another form are told by their titles; a plan is the plan.
            let wanted = |j: &usize| {
                word(&mine.node.id) != "other" || score(*j) > ALIKE || self.new[*j].key == mine.key
            };
            let best = same_kind
                .filter(wanted)
                .max_by(|a, b| score(*a).total_cmp(&score(*b)).then(b.cmp(a)));
            if let Some(j) = best {
                let same = self.new[j].key == mine.key;
                let reason = if same { Reason::TitleAndPlace } else { Reason::Place };
                let score = score(j);
                self.link(Link { old: i, new: j, reason, score: if same { 1.0 } else { score } });
            }
        }
    }

    fn link(&mut self, link: Link) {
        self.links[link.old] = Some(link);
        self.back[link.new] = Some(link.old);
    }

    /// Whether two items stand below the same with the same number.
    pub fn same_spot(&self, i: usize, j: usize) -> bool {
        let number = &self.old[i].node.number;
        number.is_some() && *number == self.new[j].node.number && self.same_parent(i, j)
    }

    /// Pairs two items one of which has a partner, which it loses.
    pub fn relink(&mut self, i: usize, j: usize) {
        let before =
            self.links[i].take().or_else(|| self.back[j].and_then(|old| self.links[old].take()));
        let Some(before) = before else { return };
        self.back[before.new] = None;
        self.link(Link { old: i, new: j, ..before });
    }

    /// Those of a kind that have no partner yet.
    fn free(&self, kinds: &[NodeKind]) -> (Vec<usize>, Vec<usize>) {
        let wanted = |k: &Known<'_>| kinds.contains(&k.node.kind);
        let old = (0..self.old.len())
            .filter(|i| self.links[*i].is_none() && wanted(&self.old[*i]))
            .collect();
        let new = (0..self.new.len())
            .filter(|j| self.back[*j].is_none() && wanted(&self.new[*j]))
            .collect();
        (old, new)
    }

    /// Strategies or tactics: by title, number and the titles of the items below.
    fn outline(&mut self, kind: NodeKind) {
        let (old, new) = self.free(&[kind]);
        let below = |all: &[Known<'_>], top: usize| -> Vec<String> {
            let under = |mut i: usize| {
                while let Some(parent) = all[i].node.parent {
                    if parent == top {
                        return true;
                    }
                    i = parent;
                }
                false
            };
            let mut keys: Vec<String> = (top + 1..all.len())
                .take_while(|i| under(*i))
                .filter(|i| all[*i].node.is_item())
                .map(|i| fold(&all[i].key))
                .collect();
            keys.sort_unstable();
            keys
        };
        let olds: Vec<Vec<String>> = old.iter().map(|i| below(self.old, *i)).collect();
        let news: Vec<Vec<String>> = new.iter().map(|j| below(self.new, *j)).collect();
        let (mut pairs, mut same_spot) = (Vec::new(), Vec::new());
        for (a, &i) in old.iter().enumerate().take(MOST_OUTLINE) {
            for (b, &j) in new.iter().enumerate().take(MOST_OUTLINE) {
                let items = share(&olds[a], &news[b]);
                pairs.extend(self.outline_score(i, j, items));
                same_spot.extend(self.outline_in_place(i, j, items));
            }
        }
        self.take_best(pairs);
        self.take_best(same_spot);
    }

    /// How alike two strategies or tactics are, of whose items so many have the same titles, and
    /// whether they are one.
    fn outline_score(&self, i: usize, j: usize, items: f32) -> Option<Link> {
        let (mine, other) = (&self.old[i], &self.new[j]);
        let title = mine.title.alike(&other.title);
        let number = mine.node.number.is_some()
            && mine.node.number == other.node.number
            && self.same_parent(i, j);
        let score = OUTLINE.0 * title + OUTLINE.1 * f32::from(number) + OUTLINE.2 * items;
        let same = mine.key == other.key && !mine.key.is_empty();
        let reason = match () {
            _ if same && number => Reason::TitleAndPlace,
            _ if same => Reason::Title,
            _ if title >= ALIKE => Reason::SimilarTitle,
            _ if items >= ALIKE => Reason::SimilarContent,
            _ => Reason::Place,
        };
        (same || score >= OUTLINE_ALIKE).then_some(Link { old: i, new: j, reason, score })
    }

    /// Two strategies or tactics with one number at one place, which have something in common:
    /// renamed, where nothing is more alike.
    fn outline_in_place(&self, i: usize, j: usize, items: f32) -> Option<Link> {
        let title = self.old[i].title.alike(&self.new[j].title);
        let one = self.same_spot(i, j) && (items > 0.0 || title >= OUTLINE_TRACE);
        let score = OUTLINE.0 * title + OUTLINE.1 + OUTLINE.2 * items;
        one.then_some(Link { old: i, new: j, reason: Reason::Place, score })
    }

    /// Whether what two nodes stand below is one.
    fn same_parent(&self, i: usize, j: usize) -> bool {
        match (self.old[i].node.parent, self.new[j].node.parent) {
            (Some(a), Some(b)) => self.links[a].is_some_and(|link| link.new == b),
            (None, None) => true,
            _ => false,
        }
    }

    /// Items of some kinds.
    fn items(&mut self, kinds: &[NodeKind]) {
        self.equal_in_place(kinds);
        let (old, new) = self.free(kinds);
        let pairs = self.meet(&old, &new);
        let links: Vec<Link> = pairs.into_iter().filter_map(|(i, j)| self.score(i, j)).collect();
        self.take_best(links);
    }

    /// Equal titles below one parent are pairs; of several alike, those with the same number, then
    /// one after the other.
    fn equal_in_place(&mut self, kinds: &[NodeKind]) {
        let (old, new) = self.free(kinds);
        let mut waiting: HashMap<(usize, &str), Vec<usize>> = HashMap::new();
        for &j in new.iter().rev() {
            let parent = self.new[j].node.parent.and_then(|p| self.back[p]);
            if let Some(parent) = parent.filter(|_| !self.new[j].key.is_empty()) {
                waiting.entry((parent, &self.new[j].key)).or_default().push(j);
            }
        }
        let mut found: Vec<Link> = Vec::new();
        let mut done = vec![false; self.old.len()];
        for by_number in [true, false] {
            for &i in &old {
                let Some(parent) = self.old[i].node.parent else { continue };
                let Some(list) = waiting.get_mut(&(parent, self.old[i].key.as_str())) else {
                    continue;
                };
                let number =
                    |j: &usize| !by_number || self.new[*j].node.number == self.old[i].node.number;
                if let Some(at) = list.iter().rposition(number).filter(|_| !done[i]) {
                    done[i] = true;
                    let new = list.remove(at);
                    found.push(Link { old: i, new, reason: Reason::TitleAndPlace, score: 1.0 });
                }
            }
        }
        found.into_iter().for_each(|link| self.link(link));
    }

    /// Pairs that share letters in their titles or contents.
    fn meet(&self, old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
        let pick = |of: for<'k> fn(&'k Known<'_>) -> &'k Weighed| {
            let olds: Vec<&Weighed> = old.iter().map(|i| of(&self.old[*i])).collect();
            let news: Vec<&Weighed> = new.iter().map(|j| of(&self.new[*j])).collect();
            meetings(&olds, &news)
        };
        let mut pairs = pick(|k| &k.title);
        pairs.extend(pick(|k| &k.content));
        pairs.sort_unstable();
        pairs.dedup();
        pairs.into_iter().map(|(a, b)| (old[a], new[b])).collect()
    }

    /// How alike two items are, and whether that makes them one.
    fn score(&self, i: usize, j: usize) -> Option<Link> {
        let (mine, other) = (&self.old[i], &self.new[j]);
        let title = mine.title.alike(&other.title);
        let bare = mine.content.is_empty() || other.content.is_empty();
        let content = if bare { title } else { mine.content.alike(&other.content) };
        let base = TITLE * title + (1.0 - TITLE) * content;
        let place = self.same_parent(i, j);
        let number = mine.node.number.is_some() && mine.node.number == other.node.number;
        let one = base >= ALIKE
            || title >= TITLE_ALONE
            || place && number && base >= ALIKE_IN_PLACE
            || place && !bare && content >= CONTENT_ALONE;
        let reason = match () {
            _ if mine.key == other.key && place => Reason::TitleAndPlace,
            _ if mine.key == other.key => Reason::Title,
            _ if title >= ALIKE => Reason::SimilarTitle,
            _ if content >= ALIKE => Reason::SimilarContent,
            _ => Reason::Place,
        };
        let score =
            (1.0 - PLACE - NUMBER) * base + PLACE * f32::from(place) + NUMBER * f32::from(number);
        one.then_some(Link { old: i, new: j, reason, score })
    }

    /// The best pair first, then the best of what is left; of equal ones those that stand nearest
    /// to each other.
    fn take_best(&mut self, mut links: Vec<Link>) {
        let apart = |link: &Link| link.old.abs_diff(link.new);
        let order = |a: &Link, b: &Link| {
            let score = b.score.total_cmp(&a.score);
            score
                .then(apart(a).cmp(&apart(b)))
                .then((a.old + a.new).cmp(&(b.old + b.new)))
                .then(a.old.cmp(&b.old))
        };
        links.sort_by(order);
        for link in links {
            if self.links[link.old].is_none() && self.back[link.new].is_none() {
                self.link(link);
            }
        }
    }

    /// What became an item of another kind: a project that is an activity now.
    fn other_kinds(&mut self) {
        let kinds =
            [NodeKind::Project, NodeKind::Activity, NodeKind::SubActivity, NodeKind::Measure];
        let (old, new) = self.free(&kinds);
        let differ = |(i, j): &(usize, usize)| self.old[*i].node.kind != self.new[*j].node.kind;
        let alike =
            |link: &Link| self.old[link.old].title.alike(&self.new[link.new].title) >= OTHER_KIND;
        let pairs = self.meet(&old, &new).into_iter().filter(differ);
        let links: Vec<Link> = pairs.filter_map(|(i, j)| self.score(i, j)).filter(alike).collect();
        self.take_best(links);
    }
}

/// Twice what two sorted lists share, of what both have.
fn share(a: &[String], b: &[String]) -> f32 {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    if a.len() + b.len() == 0 { 0.0 } else { 2.0 * both as f32 / (a.len() + b.len()) as f32 }
}
