//! What was split and what was merged: an item without a partner that has what a paired one lost.

use super::align::{Aligning, Known, met_pairs};
use super::model::NodeKind;
use super::similar::Weighed;

/// How much of the part must stand in the whole.
const WITHIN: f32 = 0.7;
/// How much of the part's title must stand in the whole's, where it is the title that tells.
const TITLE_WITHIN: f32 = 0.75;
/// How much of the part must be what the whole's other part does not have: else it is a twin, not a
/// part.
const OWN: f32 = 0.3;
/// How much of the whole the part must bring beyond the other part.
const GAIN: f32 = 0.2;
/// Children that all stood below the whole make a part of it where there are at least this many.
const FEW_CHILDREN: usize = 2;
/// Groups of letters below which a text says too little.
const FEW: f32 = 12.0;

/// How much of the whole's title stands in the titles of all its parts, where these only say more: so are
/// most that are split (`โครงการประกวดหมู่บ้าน` into `… ขนาดเล็ก` and `… ขนาดใหญ่`).
const TITLE_STANDS: f32 = 0.95;
/// How much of the title of such a part is its own, at least.
const SAYS_MORE: f32 = 0.1;

/// Parts beside the first one, for each whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parts {
    /// Further places in the newer report, by the place in the older one: it was split.
    pub split: Vec<Vec<usize>>,
    /// Further places in the older report, by the place in the newer one: they were merged.
    pub merged: Vec<Vec<usize>>,
}

/// Finds what was split and merged among what has no partner. Where a further part has the whole's
/// own place and number, it becomes the first one.
pub fn parts(aligning: &mut Aligning<'_>) -> Parts {
    let mut parts = Parts {
        split: vec![Vec::new(); aligning.old.len()],
        merged: vec![Vec::new(); aligning.new.len()],
    };
    let forth: Vec<Option<usize>> = aligning.links.iter().map(|link| link.map(|l| l.new)).collect();
    let (old, new, back) = (aligning.old, aligning.new, &aligning.back);
    for (part, whole) in (Search { wholes: old, parts: new, partner: &forth, back }).run() {
        parts.split[whole].push(part);
    }
    for (part, whole) in (Search { wholes: new, parts: old, partner: back, back: &forth }).run() {
        parts.merged[whole].push(part);
    }
    // One item cannot be both a part and a whole: what was split is no longer looked at as merged.
    for (i, link) in forth.iter().enumerate() {
        if let Some(j) = link.filter(|_| !parts.split[i].is_empty()) {
            parts.merged[j].clear();
        }
    }
    elect(aligning, &mut parts);
    parts
}

/// Makes the part with the whole's own place and number the first one.
fn elect(aligning: &mut Aligning<'_>, parts: &mut Parts) {
    for i in 0..aligning.old.len() {
        let Some(link) = aligning.links[i] else { continue };
        let own = parts.split[i].iter().position(|j| aligning.same_spot(i, *j));
        if let Some(at) = own.filter(|_| !aligning.same_spot(i, link.new)) {
            let first = std::mem::replace(&mut parts.split[i][at], link.new);
            aligning.relink(i, first);
        }
    }
    for j in 0..aligning.new.len() {
        let Some(i) = aligning.back[j] else { continue };
        let own = parts.merged[j].iter().position(|i| aligning.same_spot(*i, j));
        if let Some(at) = own.filter(|_| !aligning.same_spot(i, j)) {
            let first = std::mem::replace(&mut parts.merged[j][at], i);
            aligning.relink(first, j);
        }
    }
}

/// Items without a partner.
fn lonely(all: &[Known<'_>], partner: &[Option<usize>]) -> Vec<usize> {
    let kinds = [NodeKind::Project, NodeKind::Activity, NodeKind::SubActivity, NodeKind::Measure];
    (0..all.len()).filter(|i| partner[*i].is_none() && kinds.contains(&all[*i].node.kind)).collect()
}

/// Finds what parts were parts of: `wholes` are the items of the other report; `partner` leads from
/// there, `back` to there.
struct Search<'a> {
    wholes: &'a [Known<'a>],
    parts: &'a [Known<'a>],
    partner: &'a [Option<usize>],
    back: &'a [Option<usize>],
}

impl Search<'_> {
    /// Each part with the whole that it was a part of.
    fn run(&self) -> Vec<(usize, usize)> {
        let lonely = lonely(self.parts, self.back);
        let wholes: Vec<usize> =
            (0..self.wholes.len()).filter(|i| self.partner[*i].is_some()).collect();
        let alone: Vec<&Known<'_>> = lonely.iter().map(|p| &self.parts[*p]).collect();
        let paired: Vec<&Known<'_>> = wholes.iter().map(|w| &self.wholes[*w]).collect();
        let pairs = met_pairs(&alone, &paired);
        let scored = pairs.into_iter().filter_map(|(a, b)| {
            let (part, whole) = (lonely[a], wholes[b]);
            self.score(part, whole).map(|score| (part, whole, score))
        });
        let mut best: Vec<(usize, usize, f32)> = Vec::new();
        for (part, whole, score) in scored {
            match best.last_mut() {
                Some(last) if last.0 == part && last.2 >= score => {}
                Some(last) if last.0 == part => *last = (part, whole, score),
                _ => best.push((part, whole, score)),
            }
        }
        let mut found: Vec<(usize, usize)> =
            best.into_iter().map(|(part, whole, _)| (part, whole)).collect();
        for (part, whole) in self.by_title(&lonely, &wholes) {
            if found.iter().all(|(known, _)| *known != part) {
                found.push((part, whole));
            }
        }
        found
    }

    /// Parts whose titles are the whole's and more, as is that of the whole's partner beside them.
    fn by_title(&self, lonely: &[usize], wholes: &[usize]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for &whole in wholes {
            let (all, first) = (&self.wholes[whole], self.partner[whole]);
            let Some(first) = first.map(|first| &self.parts[first]) else { continue };
            if all.title.weight() < FEW || !says_more(first, all) {
                continue;
            }
            let beside = lonely.iter().filter(|part| {
                let part = &self.parts[**part];
                part.node.parent == first.node.parent
                    && part.node.kind == all.node.kind
                    && part.key != first.key
                    && says_more(part, all)
            });
            found.extend(beside.map(|part| (*part, whole)));
        }
        found
    }

    /// How much of a whole a part is; nothing where it is no part of it.
    fn score(&self, part: usize, whole: usize) -> Option<f32> {
        let (mine, all) = (&self.parts[part], &self.wholes[whole]);
        let other = &self.parts[self.partner[whole]?];
        if mine.node.kind != all.node.kind {
            return None;
        }
        let title = share(&mine.title, &all.title, &other.title).filter(|_| title_tells(mine, all));
        let content = share(&mine.content, &all.content, &other.content);
        let (came, children) = self.children(part, whole);
        let by_children = came >= FEW_CHILDREN && came == children;
        let any = title.is_some() || content.is_some() || by_children;
        any.then(|| title.unwrap_or(0.0) + content.unwrap_or(0.0) + came as f32)
    }

    /// How many children of a part stood below the whole, and how many it has.
    fn children(&self, part: usize, whole: usize) -> (usize, usize) {
        let below = (part + 1..self.parts.len())
            .take_while(|c| self.parts[*c].node.parent.is_some_and(|p| p >= part));
        let children: Vec<usize> =
            below.filter(|c| self.parts[*c].node.parent == Some(part)).collect();
        let came = children.iter().filter(|c| self.stood_below(**c, whole)).count();
        (came, children.len())
    }

    /// Whether what an item is one with stood below the whole.
    fn stood_below(&self, child: usize, whole: usize) -> bool {
        self.back[child].is_some_and(|b| self.wholes[b].node.parent == Some(whole))
    }
}

/// Whether the title of a part is the whole's, and more.
fn says_more(part: &Known<'_>, whole: &Known<'_>) -> bool {
    let own = part.title.without(&whole.title).weight();
    whole.title.within(&part.title) >= TITLE_STANDS && own >= SAYS_MORE * part.title.weight()
}

fn title_tells(part: &Known<'_>, whole: &Known<'_>) -> bool {
    part.title.within(&whole.title) >= TITLE_WITHIN
}

/// How much of a whole a part brings beyond the other part; nothing where it is no part of it.
fn share(part: &Weighed, whole: &Weighed, other: &Weighed) -> Option<f32> {
    if part.weight() < FEW || part.within(whole) < WITHIN {
        return None;
    }
    let left = whole.without(other);
    let own = part.without(other);
    let gain = left.shared(part) / whole.weight().max(f32::MIN_POSITIVE);
    (own.weight() >= OWN * part.weight() && gain >= GAIN).then_some(gain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::text;
    use crate::diff::align::{Link, know};
    use crate::diff::model::{NodeKind, Reason};
    use crate::diff::nodes::Node;

    /// What is split where the first old project became the first new one.
    fn split(old: &[&str], new: &[&str]) -> Vec<Vec<usize>> {
        let texts = |titles: &[&str]| titles.iter().map(|title| text(title)).collect::<Vec<_>>();
        let (old, new) = (texts(old), texts(new));
        fn nodes(texts: &[crate::contract::model::Text]) -> Vec<Node<'_>> {
            let all = texts.iter().enumerate();
            all.map(|(at, text)| Node {
                title: Some(text),
                ..Node::bare(format!("p{at}"), NodeKind::Project)
            })
            .collect()
        }
        let (old, new) = (nodes(&old), nodes(&new));
        let (old, new) = know(&old, &new);
        let link = Link { old: 0, new: 0, reason: Reason::Title, score: 1.0 };
        let mut aligning = Aligning {
            old: &old,
            new: &new,
            links: vec![None; old.len()],
            back: vec![None; new.len()],
        };
        (aligning.links[0], aligning.back[0]) = (Some(link), Some(0));
        parts(&mut aligning).split
    }

    #[test]
    fn titles_that_say_the_old_one_and_more_are_parts_of_it() {
        let whole = "โครงการประกวดหมู่บ้านโปร่งใส";
        let small = "โครงการประกวดหมู่บ้านโปร่งใส ประเภทหมู่บ้านขนาดเล็ก";
        let large = "โครงการประกวดหมู่บ้านโปร่งใส ประเภทหมู่บ้านขนาดใหญ่";
        let other = "โครงการอบรมครูเรื่องการคัดแยกขยะ";
        assert_eq!(split(&[whole, other], &[small, large]), [vec![1], vec![]]);
        assert_eq!(split(&[whole, other], &[small, other]), [[0; 0], [0; 0]]);
        assert_eq!(split(&[whole, other], &[whole, large])[0], [0; 0], "the old one goes on");
    }
}
