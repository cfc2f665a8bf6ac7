//! Which item of one report is which of the other: by title, by what stands below it, by place and
//! number.
//!
//! From the top down (sections, strategies, tactics, items), so that the place of an item is known
//! when it is looked for; within a level the best pair first. Equal titles at equal places are
//! pairs at once.

use std::collections::{BTreeMap, HashMap};

use super::model::{NodeKind, Reason};
use super::nodes::Node;
use super::similar::{Profile, Weighed, Weights, meetings};
use super::unnamed;
use crate::column::Key;
use crate::role::Holds;
use crate::thai::alike::fold;
use crate::thai::text::matching_key;

/// How much the title counts beside what stands below it.
const TITLE: f32 = 0.6;
/// How much the same parent adds to a score.
const PLACE: f32 = 0.08;
/// How much the same number adds to a score.
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
/// How much the title of a strategy or tactic counts.
const OUTLINE_TITLE: f32 = 0.5;
/// How much its number at the same place counts.
const OUTLINE_NUMBER: f32 = 0.2;
/// How much the titles of the items below it count.
const OUTLINE_ITEMS: f32 = 0.3;
/// Strategies or tactics alike by so much make a pair.
const OUTLINE_ALIKE: f32 = 0.33;
/// The part of their items that two strategies or tactics have in common at least, where one of them
/// has no name.
const OUTLINE_UNNAMED: f32 = 0.5;
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
    let nodes: Vec<&Node<'r>> = old.iter().chain(new).collect();
    let titles: Vec<Profile> = nodes.iter().map(|node| Profile::of(title(node))).collect();
    let contents: Vec<Profile> = nodes.iter().map(|node| Profile::of(&content(node))).collect();
    let (of_titles, of_contents) = (Weights::of(titles.iter()), Weights::of(contents.iter()));
    let mut known = nodes.into_iter().zip(titles).zip(contents).map(|((node, t), c)| Known {
        node,
        title: of_titles.weigh(t),
        content: of_contents.weigh(c),
        key: matching_key(title(node)),
    });
    let olds = known.by_ref().take(old.len()).collect();
    (olds, known.collect())
}

fn title<'r>(node: &Node<'r>) -> &'r str {
    node.title.map_or("", |title| &title.text)
}

/// What sets an item apart from others beside its title; not what its year brought.
fn content(node: &Node<'_>) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for field in &node.fields {
        let holds = field.name.parse().ok().map(|key: Key| key.role.holds());
        if node.kind == NodeKind::Row || matches!(holds, Some(Holds::Entries | Holds::Targets)) {
            texts.push(&field.text);
        }
    }
    texts.join("\n")
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
        &[NodeKind::Total],
    ] {
        aligning.items(kinds);
    }
    aligning.other_kinds();
    aligning
}

impl Aligning<'_> {
    /// Sections by their kind: the first plan is the first plan.
    fn sections(&mut self) {
        let (old, new) = self.free(&[NodeKind::Section]);
        for i in old {
            let candidates = new.iter().copied();
            let fitting =
                candidates.filter(|j| self.back[*j].is_none() && self.is_same_section(i, *j));
            // Of equal ones the first.
            let best = fitting.max_by(|a, b| {
                self.title_score(i, *a).total_cmp(&self.title_score(i, *b)).then(b.cmp(a))
            });
            if let Some(j) = best {
                let link = match self.new[j].key == self.old[i].key {
                    true => Link { old: i, new: j, reason: Reason::TitleAndPlace, score: 1.0 },
                    false => {
                        let score = self.title_score(i, j);
                        Link { old: i, new: j, reason: Reason::Place, score }
                    }
                };
                self.link(link);
            }
        }
    }

    /// Whether two sections may be one: of one kind, and tables of another form by their titles.
    fn is_same_section(&self, i: usize, j: usize) -> bool {
        let (mine, other) = (&self.old[i], &self.new[j]);
        let kind = section_kind(&mine.node.id);
        let same_kind = kind == section_kind(&other.node.id);
        same_kind && (kind != "other" || self.title_score(i, j) > ALIKE || other.key == mine.key)
    }

    /// How alike two titles are.
    fn title_score(&self, i: usize, j: usize) -> f32 {
        self.old[i].title.alike(&self.new[j].title)
    }

    fn link(&mut self, link: Link) {
        self.links[link.old] = Some(link);
        self.back[link.new] = Some(link.old);
    }

    /// Whether two items stand below the same with the same number.
    pub fn same_spot(&self, i: usize, j: usize) -> bool {
        self.same_number(i, j) && self.same_parent(i, j)
    }

    /// Whether two items have a number, and the same.
    fn same_number(&self, i: usize, j: usize) -> bool {
        let number = &self.old[i].node.number;
        number.is_some() && *number == self.new[j].node.number
    }

    /// Pairs two items one of which has a partner, which it loses.
    pub fn relink(&mut self, i: usize, j: usize) {
        let before =
            self.links[i].take().or_else(|| self.back[j].and_then(|old| self.links[old].take()));
        let Some(before) = before else { return };
        self.back[before.new] = None;
        self.link(Link { old: i, new: j, ..before });
    }

    /// Those of some kinds that have no partner yet.
    fn free(&self, kinds: &[NodeKind]) -> (Vec<usize>, Vec<usize>) {
        let old = (0..self.old.len()).filter(|i| self.links[*i].is_none());
        let new = (0..self.new.len()).filter(|j| self.back[*j].is_none());
        (
            old.filter(|i| kinds.contains(&self.old[*i].node.kind)).collect(),
            new.filter(|j| kinds.contains(&self.new[*j].node.kind)).collect(),
        )
    }

    /// Strategies or tactics: by title, number and the titles of the items below.
    fn outline(&mut self, kind: NodeKind) {
        let (old, new) = self.free(&[kind]);
        let olds: Vec<Vec<String>> = old.iter().map(|i| items_below(self.old, *i)).collect();
        let news: Vec<Vec<String>> = new.iter().map(|j| items_below(self.new, *j)).collect();
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

    /// How alike two strategies or tactics are, and whether they are one. `items` is the part of
    /// their items that have the same titles, 0 to 1.
    fn outline_score(&self, i: usize, j: usize, items: f32) -> Option<Link> {
        let (mine, other) = (&self.old[i], &self.new[j]);
        let title = mine.title.alike(&other.title);
        let number = self.same_spot(i, j);
        let score =
            OUTLINE_TITLE * title + OUTLINE_NUMBER * f32::from(number) + OUTLINE_ITEMS * items;
        // A level that neither report names is one where all above it is.
        let unnamed = mine.key.is_empty() && other.key.is_empty();
        if unnamed && mine.node.number == other.node.number && self.same_parent(i, j) {
            let score = OUTLINE_NUMBER + OUTLINE_ITEMS * items;
            return Some(Link { old: i, new: j, reason: Reason::Place, score });
        }
        // A name that is missing in one of them says nothing; what stands below it does.
        if mine.key.is_empty() != other.key.is_empty() && items >= OUTLINE_UNNAMED {
            let score = OUTLINE_NUMBER * f32::from(number) + OUTLINE_ITEMS * items;
            return Some(Link { old: i, new: j, reason: Reason::SimilarContent, score });
        }
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
        let title = self.title_score(i, j);
        let one = self.same_spot(i, j) && (items > 0.0 || title >= OUTLINE_TRACE);
        let score = OUTLINE_TITLE * title + OUTLINE_NUMBER + OUTLINE_ITEMS * items;
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
        self.unnamed(kinds);
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
                if done[i] {
                    continue;
                }
                let number = &self.old[i].node.number;
                let fits =
                    list.iter().rposition(|j| !by_number || self.new[*j].node.number == *number);
                if let Some(at) = fits {
                    done[i] = true;
                    let new = list.remove(at);
                    found.push(Link { old: i, new, reason: Reason::TitleAndPlace, score: 1.0 });
                }
            }
        }
        found.into_iter().for_each(|link| self.link(link));
    }

    /// Items without a name, below one parent.
    fn unnamed(&mut self, kinds: &[NodeKind]) {
        let (old, new) = self.free(kinds);
        let mut below: BTreeMap<usize, [Vec<usize>; 2]> = BTreeMap::new();
        for i in old.into_iter().filter(|i| self.old[*i].key.is_empty()) {
            let partner = self.old[i].node.parent.and_then(|parent| self.links[parent]);
            if let Some(link) = partner {
                below.entry(link.new).or_default()[0].push(i);
            }
        }
        for j in new.into_iter().filter(|j| self.new[*j].key.is_empty()) {
            let siblings = self.new[j].node.parent.and_then(|parent| below.get_mut(&parent));
            if let Some(siblings) = siblings {
                siblings[1].push(j);
            }
        }
        for [old, new] in below.into_values() {
            let olds: Vec<&Node<'_>> = old.iter().map(|i| self.old[*i].node).collect();
            let news: Vec<&Node<'_>> = new.iter().map(|j| self.new[*j].node).collect();
            for (a, b, score) in unnamed::pairs(&olds, &news) {
                self.link(Link { old: old[a], new: new[b], reason: Reason::Place, score });
            }
        }
    }

    /// Pairs that share letters in their titles or contents.
    fn meet(&self, old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
        let olds: Vec<&Known<'_>> = old.iter().map(|i| &self.old[*i]).collect();
        let news: Vec<&Known<'_>> = new.iter().map(|j| &self.new[*j]).collect();
        let pairs = met_pairs(&olds, &news);
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
        let number = self.same_number(i, j);
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
        links.sort_by(|a, b| {
            let by_score = b.score.total_cmp(&a.score);
            by_score.then_with(|| nearness(a).cmp(&nearness(b)))
        });
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
        let mut links: Vec<Link> = Vec::new();
        for (i, j) in self.meet(&old, &new) {
            let other_kind = self.old[i].node.kind != self.new[j].node.kind;
            let link = if other_kind { self.score(i, j) } else { None };
            links.extend(link.filter(|_| self.title_score(i, j) >= OTHER_KIND));
        }
        self.take_best(links);
    }
}

/// The order of links with equal scores: those that stand nearest to each other, then the first.
fn nearness(link: &Link) -> (usize, usize, usize) {
    (link.old.abs_diff(link.new), link.old + link.new, link.old)
}

/// The kind of a section as its id says it: `plan-2` is a `plan`.
fn section_kind(id: &str) -> &str {
    id.split('-').next().unwrap_or_default()
}

/// The titles of the items below a strategy or tactic, sorted.
fn items_below(all: &[Known<'_>], top: usize) -> Vec<String> {
    let below = (top + 1..all.len()).take_while(|i| stands_below(all, *i, top));
    let items = below.filter(|i| all[*i].node.is_item());
    let mut keys: Vec<String> = items.map(|i| fold(&all[i].key)).collect();
    keys.sort_unstable();
    keys
}

/// Whether a node stands below another, at any depth.
fn stands_below(all: &[Known<'_>], mut node: usize, top: usize) -> bool {
    while let Some(parent) = all[node].node.parent {
        if parent == top {
            return true;
        }
        node = parent;
    }
    false
}

/// Pairs that share letters in their titles or contents, as places in both lists.
pub fn met_pairs(a: &[&Known<'_>], b: &[&Known<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = meetings(&titles(a), &titles(b));
    pairs.extend(meetings(&contents(a), &contents(b)));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn titles<'k>(some: &[&'k Known<'_>]) -> Vec<&'k Weighed> {
    some.iter().map(|known| &known.title).collect()
}

fn contents<'k>(some: &[&'k Known<'_>]) -> Vec<&'k Weighed> {
    some.iter().map(|known| &known.content).collect()
}

/// The part of two sorted lists that they have in common, 0 to 1: twice what they share, of what
/// both have.
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
