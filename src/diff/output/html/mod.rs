//! A comparison as one page for a browser: both languages, filters by kind, printable, nothing
//! loaded from elsewhere.
//!
//! The template escapes every text; the page forbids every script but its own, which it names by
//! its hash.

use std::collections::BTreeMap;
use std::io::{self, Write};

use minijinja::Environment;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::words;
use crate::contract::output::Lang;
use crate::diff::model::{
    Chain, Change, Comparison, Kind, Match, Op, Pair, Relation, Side, Spelling, Step, Value, Words,
};
use crate::digest::base64;

/// The name of the template: it says that it is HTML, and so everything in it is escaped.
const TEMPLATE_NAME: &str = "page.html";
/// The template.
const TEMPLATE: &str = include_str!("page.html");
/// The filters and the choice of language.
const SCRIPT: &str = include_str!("page.js");

/// Letters of a text that stayed, around what changed; more are folded to `…`.
const AROUND: usize = 60;

/// Writes a comparison; `lang` is what the page shows first.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn html(comparison: &Comparison, lang: Lang, mut to: impl Write) -> io::Result<()> {
    let mut environment = Environment::new();
    environment.add_template(TEMPLATE_NAME, TEMPLATE).map_err(io::Error::other)?;
    let template = environment.get_template(TEMPLATE_NAME).map_err(io::Error::other)?;
    let page = template.render(Page::of(comparison, lang)).map_err(io::Error::other)?;
    to.write_all(page.as_bytes())?;
    to.write_all(b"\n")
}

/// English and Thai.
type Both = (String, String);

fn both(words: words::Both) -> Both {
    (words.0.to_owned(), words.1.to_owned())
}

fn in_both(of: impl Fn(Lang) -> String) -> Both {
    (of(Lang::En), of(Lang::Th))
}

#[derive(Serialize)]
struct Page<'a> {
    lang: &'static str,
    title: String,
    heading: Both,
    generator: String,
    script: &'static str,
    script_hash: String,
    sides: Vec<SideView>,
    kinds: Vec<KindView>,
    pairs: Vec<PairView<'a>>,
    timeline: Vec<Vec<Option<StepView<'a>>>>,
}

#[derive(Serialize)]
struct SideView {
    name: Both,
    generator: String,
    items: u32,
}

#[derive(Serialize)]
struct KindView {
    code: Kind,
    name: Both,
    count: u32,
}

#[derive(Serialize)]
struct PairView<'a> {
    name: Both,
    notes: Vec<(&'a str, &'a str)>,
    total: u32,
    items: Vec<ItemView<'a>>,
    spellings: Vec<SpellingView<'a>>,
}

#[derive(Serialize)]
struct ItemView<'a> {
    relation: Relation,
    ids: String,
    title: &'a str,
    why: Option<Both>,
    score: f64,
    changes: Vec<ChangeView>,
}

#[derive(Serialize)]
struct ChangeView {
    kind: Kind,
    way: &'static str,
    name: Both,
    field: Both,
    old: Vec<Piece>,
    new: Vec<Piece>,
    old_page: Option<Both>,
    new_page: Option<Both>,
    difference: Both,
    doubt: Option<Both>,
}

#[derive(Serialize)]
struct Piece {
    op: &'static str,
    text: String,
}

#[derive(Serialize)]
struct SpellingView<'a> {
    ids: String,
    field: Both,
    old: &'a str,
    new: &'a str,
    why: Both,
}

#[derive(Serialize)]
struct StepView<'a> {
    id: &'a str,
    title: &'a str,
    targets: String,
    budget: Option<&'a str>,
    became: Option<Both>,
}

impl<'a> Page<'a> {
    fn of(comparison: &'a Comparison, lang: Lang) -> Page<'a> {
        let agency = comparison
            .reports
            .iter()
            .rev()
            .find_map(|side| side.agency.as_deref())
            .unwrap_or_default();
        let years =
            comparison.reports.iter().filter_map(|side| side.fiscal_year_be).map(|y| y.to_string());
        let years = years.collect::<Vec<_>>().join(" → ");
        let heading = in_both(|lang| {
            format!("{agency} {} {years}", lang.pick("fiscal years", "ปีงบประมาณ")).trim().to_owned()
        });
        Page {
            lang: lang.pick("en", "th"),
            title: lang.pick(&heading.0, &heading.1).clone(),
            heading,
            generator: format!("{} {}", comparison.generator.name, comparison.generator.version),
            script: SCRIPT,
            script_hash: base64(&Sha256::digest(SCRIPT)),
            sides: comparison.reports.iter().map(side).collect(),
            kinds: kinds(comparison),
            pairs: comparison.pairs.iter().map(|pair| pair_view(comparison, pair)).collect(),
            timeline: comparison.timeline.iter().map(steps).collect(),
        }
    }
}

fn side(side: &Side) -> SideView {
    let generator = format!("{} {}", side.generator.name, side.generator.version);
    SideView { name: in_both(|lang| words::side(side, lang)), generator, items: side.items }
}

/// The kinds that there are, with how often.
fn kinds(comparison: &Comparison) -> Vec<KindView> {
    let mut counts: BTreeMap<Kind, u32> = BTreeMap::new();
    for count in comparison.pairs.iter().flat_map(|pair| &pair.counts) {
        *counts.entry(count.kind).or_default() += count.count;
    }
    counts
        .into_iter()
        .map(|(code, count)| KindView { code, name: both(words::kind(code)), count })
        .collect()
}

fn pair_view<'a>(comparison: &Comparison, pair: &'a Pair) -> PairView<'a> {
    let old = &comparison.reports[pair.old as usize];
    let new = &comparison.reports[pair.new as usize];
    let changed = pair.matches.iter().filter(|m| !m.changes.is_empty());
    let spelt = pair.matches.iter().flat_map(|m| m.spellings.iter().map(move |s| spelling(m, s)));
    PairView {
        name: in_both(|lang| format!("{} → {}", words::side(old, lang), words::side(new, lang))),
        notes: pair.notes.iter().map(|n| (n.message_en.as_str(), n.message_th.as_str())).collect(),
        total: pair.counts.iter().map(|c| c.count).sum(),
        items: changed.map(item).collect(),
        spellings: spelt.collect(),
    }
}

fn item(m: &Match) -> ItemView<'_> {
    let part = m.new.first().or(m.old.first());
    let known = !m.old.is_empty() && !m.new.is_empty();
    ItemView {
        relation: m.relation,
        ids: words::ids(m),
        title: part.and_then(|p| p.title.as_deref()).unwrap_or_default(),
        why: known.then(|| both(words::reason(m.reason))),
        score: m.score,
        changes: m.changes.iter().map(change).collect(),
    }
}

fn change(change: &Change) -> ChangeView {
    let way = match change.kind {
        Kind::TargetRaised | Kind::TargetLoosened => "up",
        Kind::TargetLowered | Kind::TargetTightened => "down",
        _ => "",
    };
    ChangeView {
        kind: change.kind,
        way,
        name: both(words::kind(change.kind)),
        field: words::place(change),
        old: pieces(change, change.old.as_ref(), Op::Old),
        new: pieces(change, change.new.as_ref(), Op::New),
        old_page: page(change.old.as_ref()),
        new_page: page(change.new.as_ref()),
        difference: in_both(|lang| words::difference(change, lang)),
        doubt: change.doubt.map(|d| both(words::doubt(d))),
    }
}

/// One side of a change, with what only this side has marked.
fn pieces(change: &Change, value: Option<&Value>, op: Op) -> Vec<Piece> {
    if change.words.is_empty() {
        let name = if op == Op::Old { "old" } else { "new" };
        return value.map(|v| Piece { op: name, text: v.text.clone() }).into_iter().collect();
    }
    let mine: Vec<(&Words, &str)> =
        change.words.iter().filter_map(|w| Some((w, w.on(op)?))).collect();
    let last = mine.len().saturating_sub(1);
    let mut pieces = Vec::new();
    for (i, (words, text)) in mine.into_iter().enumerate() {
        match words.op {
            // A side on which nothing changed shows where the other side's words would stand: its
            // beginning and its end.
            Op::Same => pieces.extend(fold(text, i > 0 || last == 0, i < last || last == 0)),
            Op::Old => pieces.push(Piece { op: "old", text: text.to_owned() }),
            Op::New => pieces.push(Piece { op: "new", text: text.to_owned() }),
        }
    }
    pieces
}

/// A text that stayed: its end and its beginning beside what changed.
fn fold(text: &str, after: bool, before: bool) -> Vec<Piece> {
    match words::ends(text, if after { AROUND } else { 0 }, if before { AROUND } else { 0 }) {
        Some((head, tail)) => {
            vec![same(head), Piece { op: "skip", text: " … ".to_owned() }, same(tail)]
        }
        None => vec![same(text)],
    }
}

fn same(text: &str) -> Piece {
    Piece { op: "same", text: text.to_owned() }
}

/// The page on which a side of a change begins.
fn page(value: Option<&Value>) -> Option<Both> {
    let page = value?.regions.first()?.page;
    Some(in_both(|lang| format!("{} {page}", lang.pick("p.", "หน้า"))))
}

fn spelling<'a>(m: &Match, s: &'a Spelling) -> SpellingView<'a> {
    let field = words::field(&s.field).map_or_else(|| (s.field.clone(), s.field.clone()), both);
    SpellingView {
        ids: words::ids(m),
        field,
        old: &s.old,
        new: &s.new,
        why: both(words::why(s.why)),
    }
}

fn steps(chain: &Chain) -> Vec<Option<StepView<'_>>> {
    chain.steps.iter().map(|step| step.as_ref().map(step_view)).collect()
}

fn step_view(step: &Step) -> StepView<'_> {
    let became = in_both(|lang| became(step, lang));
    StepView {
        id: &step.id,
        title: step.title.as_deref().unwrap_or_default(),
        targets: step.targets.join(" · "),
        budget: step.budget.as_deref(),
        became: Some(became).filter(|words| !words.0.is_empty()),
    }
}

/// How it came from the year before, in a few words.
fn became(step: &Step, lang: Lang) -> String {
    let (en, th) = match step.relation {
        None => return String::new(),
        Some(Relation::Same) if step.changes == 0 => ("no change", "ไม่เปลี่ยนแปลง"),
        Some(Relation::Same) => ("", ""),
        Some(relation) => words::relation(relation),
    };
    let count = match step.changes {
        0 => String::new(),
        n => format!("{n} {}", lang.pick("changes", "การเปลี่ยนแปลง")),
    };
    format!("{} {count}", lang.pick(en, th)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_folded_away_from_what_changed() {
        let long = "การดำเนินงาน".repeat(50);
        assert_eq!(fold(&long, true, true).len(), 3);
        assert_eq!(fold("สั้น", true, true).len(), 1);
    }
}
