//! Which spellings mean one agency: a rule on the set of all of them and the user's register, so
//! that the order in which reports were loaded does not matter.
//!
//! A spelling means what it says when spaces, short words and the ministry behind it do not count.
//! Beyond that it means another body where that is the only one that fits:
//!
//! | decided by | a spelling that … | means the one body … |
//! | --- | --- | --- |
//! | `register` | is an alias in the register | whose alias it is |
//! | `abbreviation` | is an abbreviation alone | beside whose name it is printed |
//! | `name` | goes on behind a space in the title | whose whole name that is |
//! | `parent` | has another agency behind it | that has the name without that |
//! | `letters` | was read from pictures only | whose name has letters that are taken for its own |
//! | `place` | says less of its place | of that name whose place agrees |

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::register::Entry;
use super::spelling::{Named, Place, core, is_abbreviation, letters_of};
use crate::thai::alike::{fold, same};
use crate::thai::text::{matching_key, on_one_line};
use crate::words::{self, Words};

/// How sure each way to decide is.
const SURE: f64 = 1.0;
const SPELLING: f64 = 0.98;
const ABBREVIATION: f64 = 0.9;
const PLACE: f64 = 0.85;

/// Letters by which the length of a name that was misread is off, at most.
const LETTERS_OFF: usize = 2;

/// Letters at one of its ends that were read as they are.
const ENDS_ALIKE: usize = 4;

/// More steps from one body to another than there are ways to decide are a circle.
const MOST_STEPS: usize = 8;

/// Words that names of agencies begin with.
static AGENCY_WORDS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::of(&words::AGENCIES, |entry| (!entry.means("no_agency")).then_some(()))
});

/// A spelling as the warehouse knows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::load) struct Known {
    pub(in crate::load) alias_key: String,
    pub(in crate::load) name: String,
    pub(in crate::load) place: Place,
    pub(in crate::load) kind: Option<String>,
    /// Abbreviations printed beside it.
    pub(in crate::load) abbreviations: Vec<String>,
    /// The name with what stands behind it in the title.
    pub(in crate::load) longer: Option<String>,
    /// Whether it was read from pictures only.
    pub(in crate::load) from_picture: bool,
}

/// An agency as all its spellings and the register tell it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::load) struct Body {
    pub(in crate::load) agency_key: String,
    pub(in crate::load) name: String,
    pub(in crate::load) kind: Option<String>,
    pub(in crate::load) parent: Option<String>,
    pub(in crate::load) place: Place,
    pub(in crate::load) code: Option<String>,
}

/// What a spelling means, how that was decided, and how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load) struct Meaning {
    pub(in crate::load) agency_key: String,
    pub(in crate::load) decided_by: &'static str,
    pub(in crate::load) score: f64,
}

/// All agencies, and what every spelling means.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::load) struct Resolved {
    pub(in crate::load) bodies: Vec<Body>,
    pub(in crate::load) meanings: BTreeMap<String, Meaning>,
}

/// What spellings that say the same have in common.
#[derive(Debug, Default)]
struct Node<'s> {
    spellings: Vec<&'s Known>,
    entry: Option<&'s Entry>,
}

/// What a node is known by: its name and its place.
type Id = (String, Place);

/// A step from a node to the body that it means.
type Step = (Id, &'static str, f64);

/// All nodes, and how they are found.
struct Nodes<'s> {
    all: BTreeMap<Id, Node<'s>>,
    by_core: BTreeMap<String, Vec<Id>>,
    by_letters: BTreeMap<String, BTreeSet<Id>>,
    by_fold: BTreeMap<String, Vec<Id>>,
    by_alias: BTreeMap<String, Vec<Id>>,
}

/// Finds what all spellings mean.
pub(in crate::load) fn resolve(spellings: &[Known], register: &[Entry]) -> Resolved {
    let nodes = Nodes::of(spellings, register);
    let steps: BTreeMap<&Id, Step> =
        nodes.all.iter().filter_map(|(id, node)| Some((id, nodes.step(id, node)?))).collect();
    let mut meanings = BTreeMap::new();
    let mut members: BTreeMap<Id, Vec<&Known>> = BTreeMap::new();
    for (id, node) in &nodes.all {
        let (root, how, score) = end(id, &steps);
        let agency_key = key(&root);
        for spelling in &node.spellings {
            let (decided_by, score) = how.map_or_else(|| plain(spelling), |how| (how, score));
            let meaning = Meaning { agency_key: agency_key.clone(), decided_by, score };
            meanings.insert(spelling.alias_key.clone(), meaning);
        }
        members.entry(root).or_default().extend(&node.spellings);
    }
    let bodies = members.iter().map(|(id, all)| nodes.body(id, all)).collect();
    Resolved { bodies, meanings }
}

/// The place of an agency: where its node knows none of a level, what all spellings that name one say.
fn place_of(own: &Place, spellings: &[&Known]) -> Place {
    let mut place = own.clone();
    for (level, known) in place.iter_mut().enumerate().filter(|(_, known)| known.is_none()) {
        let said: BTreeSet<&String> =
            spellings.iter().filter_map(|spelling| spelling.place[level].as_ref()).collect();
        if let (Some(only), 1) = (said.first(), said.len()) {
            *known = Some((*only).clone());
        }
    }
    place
}

/// The key of the agency that a node is.
fn key((core, place): &Id) -> String {
    Named { core: core.clone(), place: place.clone(), ..Named::default() }.key()
}

/// The body at the end of all steps, the first reason on the way and how sure the way is.
fn end(id: &Id, steps: &BTreeMap<&Id, Step>) -> (Id, Option<&'static str>, f64) {
    let (mut at, mut how, mut score) = (id.clone(), None, SURE);
    for _ in 0..MOST_STEPS {
        let Some((next, by, sure)) = steps.get(&at) else { break };
        how = how.or(Some(*by));
        score *= sure;
        at = next.clone();
    }
    (at, how, score)
}

/// Why a spelling means what it says by itself.
fn plain(spelling: &Known) -> (&'static str, f64) {
    let named = Named::of_name(&spelling.name, &spelling.place);
    if named.parent.is_some() {
        ("parent", SPELLING)
    } else if matching_key(&spelling.name) == named.core {
        ("name", SURE)
    } else {
        ("short_form", SPELLING)
    }
}

impl<'s> Nodes<'s> {
    fn of(spellings: &'s [Known], register: &'s [Entry]) -> Nodes<'s> {
        let mut all: BTreeMap<Id, Node<'s>> = BTreeMap::new();
        for spelling in spellings {
            let named = Named::of_name(&spelling.name, &spelling.place);
            all.entry((named.core, named.place)).or_default().spellings.push(spelling);
        }
        for entry in register {
            if let Some(named) = entry.named().next() {
                all.entry((named.core, named.place)).or_default().entry = Some(entry);
            }
        }
        Nodes::indexed(all)
    }

    /// The nodes with what they are found by.
    fn indexed(all: BTreeMap<Id, Node<'s>>) -> Nodes<'s> {
        let (by_core, by_letters) = (BTreeMap::new(), BTreeMap::new());
        let (by_fold, by_alias) = (BTreeMap::new(), BTreeMap::new());
        let mut nodes = Nodes { all, by_core, by_letters, by_fold, by_alias };
        for (id, node) in &nodes.all {
            for named in node.entry.into_iter().flat_map(Entry::named) {
                nodes.by_alias.entry(named.core).or_default().push(id.clone());
            }
            nodes.by_core.entry(id.0.clone()).or_default().push(id.clone());
            nodes.by_fold.entry(fold(&id.0)).or_default().push(id.clone());
            if !is_short(id) {
                let printed = node.spellings.iter().flat_map(|s| &s.abbreviations);
                let listed = node.entry.into_iter().flat_map(|entry| &entry.aliases);
                for abbreviation in printed.chain(listed).filter(|text| is_abbreviation(text)) {
                    nodes
                        .by_letters
                        .entry(letters_of(abbreviation))
                        .or_default()
                        .insert(id.clone());
                }
            }
        }
        nodes
    }

    /// The body that a node means, where it is not the one that it says.
    fn step(&self, id: &Id, node: &Node<'_>) -> Option<Step> {
        if node.entry.is_some() {
            return None;
        }
        self.registered(id)
            .or_else(|| self.abbreviated(id))
            .or_else(|| self.longer(id, node))
            .or_else(|| self.below(id, node))
            .or_else(|| self.misread(id, node))
            .or_else(|| self.placed(id))
    }

    /// The one node of several that may be at the place of another.
    fn only<'n>(&'n self, id: &Id, of: impl IntoIterator<Item = &'n Id>) -> Option<&'n Id> {
        let mut fitting = of.into_iter().filter(|other| *other != id && may_be_at(id, &other.1));
        let first = fitting.next()?;
        // A register may list the short form of a name beside it: both say the one agency.
        fitting.all(|other| other == first).then_some(first)
    }

    fn registered(&self, id: &Id) -> Option<Step> {
        let to = self.only(id, self.by_alias.get(&id.0)?)?;
        Some((to.clone(), "register", SURE))
    }

    fn abbreviated(&self, id: &Id) -> Option<Step> {
        let named = is_short(id).then(|| self.by_letters.get(&letters_of(&id.0)))??;
        Some((self.only(id, named)?.clone(), "abbreviation", ABBREVIATION))
    }

    /// A name that goes on behind a space is the whole, if that is known and no other agency begins
    /// there.
    fn longer(&self, id: &Id, node: &Node<'_>) -> Option<Step> {
        let mut longer = node.spellings.iter().map(|spelling| spelling.longer.as_deref());
        let whole = longer.next()??;
        if longer.any(|other| other != Some(whole)) {
            return None;
        }
        let to = self.only(id, self.by_core.get(&core(whole))?)?;
        Some((to.clone(), "name", SPELLING))
    }

    /// A name with another agency behind it is the one before that, if that is known.
    fn below(&self, id: &Id, node: &Node<'_>) -> Option<Step> {
        let name = on_one_line(&node.spellings.first()?.name);
        let heads = name
            .match_indices(' ')
            .filter(|(at, _)| AGENCY_WORDS.at_start(name[*at..].trim_start()).is_some());
        for (at, _) in heads {
            let head = self.by_core.get(&core(&name[..at])).and_then(|of| self.only(id, of));
            if let Some(to) = head {
                return Some((to.clone(), "parent", SPELLING));
            }
        }
        None
    }

    fn misread(&self, id: &Id, node: &Node<'_>) -> Option<Step> {
        if !node.is_from_pictures() {
            return None;
        }
        let clean = |other: &&Id| self.all.get(*other).is_some_and(|node| !node.is_from_pictures());
        let folded = self.by_fold.get(&fold(&id.0)).into_iter().flatten().filter(clean);
        let to = self.only(id, folded).or_else(|| {
            let near = self.all.keys().filter(|other| {
                may_be_misread(&other.0, &id.0) && same(&other.0, &id.0, true).is_some()
            });
            self.only(id, near.filter(clean))
        })?;
        Some((to.clone(), "letters", strsim::normalized_levenshtein(&id.0, &to.0)))
    }

    /// A name whose place is less known is the one whose place is most known, if all others of the
    /// name agree with that.
    fn placed(&self, id: &Id) -> Option<Step> {
        let of_name = self.by_core.get(&id.0)?;
        let more = |other: &&Id| parts(&other.1) > parts(&id.1) && may_be_at(id, &other.1);
        let best = of_name.iter().filter(more).max_by_key(|other| parts(&other.1))?;
        let all_agree = of_name.iter().filter(more).all(|other| may_be_at(other, &best.1));
        all_agree.then(|| (best.clone(), "place", PLACE))
    }

    /// The agency that a node is, as all spellings of it tell.
    fn body(&self, id: &Id, spellings: &[&Known]) -> Body {
        let entry = self.all.get(id).and_then(|node| node.entry);
        let kinds: BTreeSet<&str> = spellings.iter().filter_map(|s| s.kind.as_deref()).collect();
        let kind = kinds.iter().find(|kind| **kind != "other").or(kinds.first());
        let parents: BTreeSet<String> = spellings
            .iter()
            .filter_map(|s| Named::of_name(&s.name, &s.place).parent.or_else(|| self.tail(id, s)))
            .collect();
        Body {
            agency_key: key(id),
            name: entry.map_or_else(|| name(id, spellings), |entry| entry.name.clone()),
            kind: entry.and_then(|e| e.kind.clone()).or_else(|| kind.map(|k| (*k).to_owned())),
            parent: entry.and_then(|e| e.ministry.clone()).or_else(|| parents.into_iter().next()),
            place: place_of(&id.1, spellings),
            code: entry.map(|entry| entry.code.clone()),
        }
    }

    /// The agency that stands behind the name of a body in one of its spellings.
    fn tail(&self, id: &Id, spelling: &Known) -> Option<String> {
        let printed = on_one_line(spelling.longer.as_ref().unwrap_or(&spelling.name));
        let mut spaces = printed.match_indices(' ');
        let (at, _) = spaces.find(|(at, _)| core(&printed[..*at]) == id.0)?;
        let tail = printed[at..].trim_start();
        AGENCY_WORDS.at_start(tail).map(|_| tail.to_owned())
    }
}

impl Node<'_> {
    /// Whether it was read from pictures only.
    fn is_from_pictures(&self) -> bool {
        self.entry.is_none() && self.spellings.iter().all(|spelling| spelling.from_picture)
    }
}

/// Whether two names may be one misread, by what is known at a glance: their lengths, and that they
/// begin or end alike.
fn may_be_misread(a: &str, b: &str) -> bool {
    let near = a.chars().count().abs_diff(b.chars().count()) <= LETTERS_OFF;
    let begin = a.chars().take(ENDS_ALIKE).eq(b.chars().take(ENDS_ALIKE));
    let end = a.chars().rev().take(ENDS_ALIKE).eq(b.chars().rev().take(ENDS_ALIKE));
    a != b && near && (begin || end)
}

/// The name of an agency: of the spellings of it alone the one with the fewest spaces, or else its
/// name without spaces.
fn name(id: &Id, spellings: &[&Known]) -> String {
    let own = spellings.iter().map(|spelling| on_one_line(&spelling.name));
    let whole = own.filter(|name| matching_key(name) == id.0);
    let best = whole.min_by_key(|name| (name.matches(' ').count(), name.clone()));
    best.unwrap_or_else(|| id.0.clone())
}

fn is_short(id: &Id) -> bool {
    is_abbreviation(&id.0)
}

fn may_be_at(id: &Id, place: &Place) -> bool {
    Named { place: id.1.clone(), ..Named::default() }.may_be_at(place)
}

/// How many parts of a place are known.
fn parts(place: &Place) -> usize {
    place.iter().flatten().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::agencies::register::register;

    fn spelt(name: &str) -> Known {
        Known { alias_key: name.to_owned(), name: name.to_owned(), ..Known::default() }
    }

    fn at(name: &str, district: Option<&str>, province: Option<&str>) -> Known {
        let place = [None, district.map(str::to_owned), province.map(str::to_owned)];
        let alias_key = format!("{name} {district:?} {province:?}");
        Known { alias_key, place, ..spelt(name) }
    }

    fn scanned(name: &str) -> Known {
        Known { from_picture: true, ..spelt(name) }
    }

    /// How many agencies there are.
    fn count(spellings: &[Known], register: &[Entry]) -> usize {
        let resolved = resolve(spellings, register);
        let used: BTreeSet<&String> = resolved.meanings.values().map(|m| &m.agency_key).collect();
        used.len()
    }

    fn how(spellings: &[Known], alias: &str) -> &'static str {
        resolve(spellings, &[]).meanings[alias].decided_by
    }

    #[test]
    fn spellings_of_one_body_are_one_agency() {
        let whole = Known {
            abbreviations: vec!["สลน.".into()], ..spelt("สำนักเลขาธิการแสงหิ่งห้อย")
        };
        let cut = Known {
            longer: Some("สำนักเลขาธิการ แสงหิ่งห้อย".into()), ..spelt("สำนักเลขาธิการ")
        };
        let all = [
            whole,
            cut,
            spelt("สลน."),
            spelt("สำนักเลขาธิการ แสงหิ่งห้อย"),
            spelt("สำนักเลขาธิการแสงหิ่งห้อย สำนักแสงสว่าง"),
            scanned("สำนักเลขาริการแสงหิ่งห้อย"),
        ];
        assert_eq!(count(&all, &[]), 1);
        assert_eq!(how(&all, "สลน."), "abbreviation");
        assert_eq!(how(&all, "สำนักเลขาธิการ"), "name");
        assert_eq!(how(&all, "สำนักเลขาธิการแสงหิ่งห้อย สำนักแสงสว่าง"), "parent");
        assert_eq!(how(&all, "สำนักเลขาริการแสงหิ่งห้อย"), "letters");
        let body = &resolve(&all, &[]).bodies[0];
        assert_eq!(body.name, "สำนักเลขาธิการแสงหิ่งห้อย");
        assert_eq!(body.parent.as_deref(), Some("สำนักแสงสว่าง"));
    }

    #[test]
    fn a_place_that_is_not_said_is_the_only_one_there_is_or_not_known() {
        let (bare, nan, phrae) = (
            at("อบต.หนองบัว", None, None),
            at("องค์การบริหารส่วนตำบลหนองบัว", None, Some("น่าน")),
            at("อบต.หนองบัว", None, Some("แพร่")),
        );
        assert_eq!(count(&[bare.clone(), nan.clone()], &[]), 1);
        assert_eq!(count(&[nan.clone(), phrae.clone()], &[]), 2);
        assert_eq!(count(&[bare.clone(), nan.clone(), phrae], &[]), 3);
        let nearer = at("อบต.หนองบัว", Some("เมือง"), Some("น่าน"));
        assert_eq!(count(&[bare, nan, nearer], &[]), 1);
    }

    #[test]
    fn a_letter_makes_another_agency_unless_it_was_read_from_a_picture() {
        assert_eq!(count(&[spelt("อบต.บ้านดอน"), spelt("อบต.บ้านตอน")], &[]), 2);
        assert_eq!(count(&[spelt("อบต.บ้านดอน"), scanned("อบต.บ้านตอน")], &[]), 1);
        // Both were: neither is sure.
        assert_eq!(count(&[scanned("อบต.บ้านดอน"), scanned("อบต.บ้านตอน")], &[]), 2);
    }

    #[test]
    fn a_register_decides_and_brings_what_it_knows() {
        let csv = "code,name,aliases,ministry,province\n7,กรมหิ่งห้อย,กรมแสงน้อย|กหห.,กระทรวงแสง,\n";
        let entries = register(csv.as_bytes()).unwrap();
        let all = [spelt("กรมแสงน้อย"), spelt("กหห."), spelt("กรม หิ่งห้อย")];
        let resolved = resolve(&all, &entries);
        assert_eq!(resolved.bodies.len(), 1);
        let body = &resolved.bodies[0];
        assert_eq!((body.code.as_deref(), body.parent.as_deref()), (Some("7"), Some("กระทรวงแสง")));
        assert_eq!(resolved.meanings["กรมแสงน้อย"].decided_by, "register");
    }

    #[test]
    fn a_register_may_list_the_short_form_of_a_name() {
        let csv = "code,name,aliases,province\n7,องค์การบริหารส่วนตำบลหนองบัว,อบต.หนองบัว,น่าน\n";
        let entries = register(csv.as_bytes()).unwrap();
        let all = [at("อบต.หนองบัว", Some("เวียงสา"), Some("น่าน"))];
        let resolved = resolve(&all, &entries);
        assert_eq!(resolved.bodies.len(), 1);
        let body = &resolved.bodies[0];
        assert_eq!(body.code.as_deref(), Some("7"));
        assert_eq!(body.place, [None, Some("เวียงสา".to_owned()), Some("น่าน".to_owned())]);
        assert_eq!(resolved.meanings[&all[0].alias_key].decided_by, "register");
    }

    #[test]
    fn the_order_changes_nothing() {
        let all = [
            at("อบต.หนองบัว", None, None),
            at("อบต.หนองบัว", None, Some("น่าน")),
            scanned("อบต.หนองบว"),
            spelt("กรมหิ่งห้อย กองแสง"),
            spelt("กรมหิ่งห้อย"),
        ];
        let mut turned = all.clone();
        for _ in 0..all.len() {
            turned.rotate_left(1);
            assert_eq!(resolve(&turned, &[]), resolve(&all, &[]));
        }
    }
}
