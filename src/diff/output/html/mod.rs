//! A comparison as one page for a browser: both languages, filters by kind, printable, nothing
//! loaded from elsewhere.
//!
//! The template sets every text apart from what stands around it, whichever way it runs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{totals, words};
use crate::contract::output::page::{Both, Head, in_both, owned, write};
use crate::contract::output::{Lang, Links};
use crate::diff::model::{
    Chain, Change, Comparison, Kind, Match, Op, Pair, Relation, Side, Spelling, Step, Value, Words,
};

/// The template.
const TEMPLATE: &str = include_str!("page.html");
/// What it looks like.
const STYLE: &str = include_str!("page.css");
/// The filters and the choice of language.
const SCRIPT: &str = include_str!("page.js");

/// Letters of a text that stayed, around what changed; more are folded to `…`.
const AROUND: usize = 60;

/// Writes a comparison; `lang` is what the page shows first.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn html(comparison: &Comparison, lang: Lang, to: impl Write) -> io::Result<()> {
    html_linked(comparison, lang, &Links::default(), to)
}

/// The same, with links from every side to the review page of its document.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn html_linked(
    comparison: &Comparison,
    lang: Lang,
    links: &Links,
    to: impl Write,
) -> io::Result<()> {
    write(TEMPLATE, &Page::of(comparison, lang, links), to)
}

#[derive(Serialize)]
struct Page<'a> {
    head: Head,
    /// How many changes were to be expected.
    expected: u32,
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
    old_name: Both,
    new_name: Both,
    totals: Vec<TotalView>,
    total: u32,
    expected: Option<Both>,
    items: Vec<ItemView<'a>>,
    spellings: Vec<SpellingView<'a>>,
}

#[derive(Serialize)]
struct TotalView {
    group: Both,
    what: Both,
    old: String,
    new: String,
    difference: String,
}

#[derive(Serialize)]
struct ItemView<'a> {
    relation: Relation,
    ids: String,
    link: Option<String>,
    only_expected: bool,
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
    old: SideOfChange,
    new: SideOfChange,
    difference: Both,
    doubt: Option<Both>,
    expected: Option<Both>,
    corrected: Option<Both>,
}

#[derive(Serialize)]
struct SideOfChange {
    pieces: Vec<Piece>,
    page: Option<Both>,
    link: Option<String>,
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
    link: Option<String>,
    title: &'a str,
    targets: String,
    budget: Option<&'a str>,
    became: Option<Both>,
}

impl<'a> Page<'a> {
    fn of(comparison: &'a Comparison, lang: Lang, links: &Links) -> Page<'a> {
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
        let mut head = Head::new(lang, heading, STYLE, SCRIPT);
        head.generator = format!("{} {}", comparison.generator.name, comparison.generator.version);
        Page {
            head,
            expected: comparison
                .pairs
                .iter()
                .flat_map(|pair| &pair.expected)
                .map(|e| e.count)
                .sum(),
            sides: comparison.reports.iter().map(side).collect(),
            kinds: kinds(comparison),
            pairs: comparison.pairs.iter().map(|pair| pair_view(comparison, pair, links)).collect(),
            timeline: comparison.timeline.iter().map(|chain| steps(chain, links)).collect(),
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
        .map(|(code, count)| KindView { code, name: owned(words::kind(code)), count })
        .collect()
}

fn pair_view<'a>(comparison: &Comparison, pair: &'a Pair, links: &Links) -> PairView<'a> {
    let old = &comparison.reports[pair.old as usize];
    let new = &comparison.reports[pair.new as usize];
    let changed = pair.matches.iter().filter(|m| !m.changes.is_empty());
    let spelt = pair.matches.iter().flat_map(|m| m.spellings.iter().map(move |s| spelling(m, s)));
    let [en, th] = [Lang::En, Lang::Th].map(|lang| words::expected_line(&pair.expected, lang));
    PairView {
        name: in_both(|lang| format!("{} → {}", words::side(old, lang), words::side(new, lang))),
        notes: pair.notes.iter().map(|n| (n.message_en.as_str(), n.message_th.as_str())).collect(),
        old_name: short_name(old),
        new_name: short_name(new),
        totals: total_views(pair),
        total: pair.counts.iter().map(|c| c.count).sum(),
        expected: en.zip(th),
        items: changed.map(|m| item(m, pair, links)).collect(),
        spellings: spelt.collect(),
    }
}

/// The year of a report; its file where it says none.
fn short_name(side: &Side) -> Both {
    match side.fiscal_year_be {
        Some(year) => in_both(|_| year.to_string()),
        None => in_both(|lang| words::side(side, lang)),
    }
}

fn total_views(pair: &Pair) -> Vec<TotalView> {
    let [en, th] = [Lang::En, Lang::Th].map(|lang| totals::rows(&pair.totals, lang));
    let rows = en.into_iter().zip(th);
    let views = rows.map(|(en, th)| TotalView {
        group: (en.group, th.group),
        what: (en.what.to_owned(), th.what.to_owned()),
        old: en.old,
        new: en.new,
        difference: en.difference,
    });
    views.collect()
}

fn item<'a>(m: &'a Match, pair: &Pair, links: &Links) -> ItemView<'a> {
    let part = m.new.first().or(m.old.first());
    let known = !m.old.is_empty() && !m.new.is_empty();
    let documents = (pair.old as usize, pair.new as usize);
    ItemView {
        relation: m.relation,
        ids: words::ids(m),
        link: link_to_match(links, documents, m),
        only_expected: m.changes.iter().all(|change| change.expected.is_some()),
        title: part.and_then(|p| p.title.as_deref()).unwrap_or_default(),
        why: known.then(|| owned(words::reason(m.reason))),
        score: m.score,
        changes: m.changes.iter().map(|c| change(c, documents, links)).collect(),
    }
}

fn change(change: &Change, documents: (usize, usize), links: &Links) -> ChangeView {
    let way = match change.kind {
        Kind::TargetRaised | Kind::TargetLoosened => "up",
        Kind::TargetLowered | Kind::TargetTightened => "down",
        _ => "",
    };
    // What was copied stands there once.
    let old = change.old.as_ref().filter(|_| change.kind != Kind::ResultCopied);
    let [corrected_en, corrected_th] =
        [Lang::En, Lang::Th].map(|lang| words::corrected(change, lang));
    ChangeView {
        kind: change.kind,
        way,
        name: owned(words::kind(change.kind)),
        field: words::place(change),
        old: SideOfChange {
            pieces: pieces(change, old, Op::Old),
            page: page(change.old.as_ref()),
            link: link_to_value(links, documents.0, change.old.as_ref()),
        },
        new: SideOfChange {
            pieces: pieces(change, change.new.as_ref(), Op::New),
            page: page(change.new.as_ref()),
            link: link_to_value(links, documents.1, change.new.as_ref()),
        },
        difference: in_both(|lang| words::difference(change, lang)),
        doubt: change.doubt.map(|d| owned(words::doubt(d))),
        expected: change.expected.map(|why| owned(words::expected(why))),
        corrected: corrected_en.zip(corrected_th),
    }
}

/// The link to where a side of a change begins.
fn link_to_value(links: &Links, document: usize, value: Option<&Value>) -> Option<String> {
    links.to_box(document, value?.regions.first()?)
}

/// The link to what became of something: where it stands in the newer document, or stood in the
/// older.
fn link_to_match(links: &Links, (old, new): (usize, usize), m: &Match) -> Option<String> {
    match (m.new.first(), m.old.first()) {
        (Some(part), _) => links.to_item(new, &part.id),
        (None, Some(part)) => links.to_item(old, &part.id),
        (None, None) => None,
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
    let field = words::field(&s.field).map_or_else(|| (s.field.clone(), s.field.clone()), owned);
    SpellingView {
        ids: words::ids(m),
        field,
        old: &s.old,
        new: &s.new,
        why: owned(words::why(s.why)),
    }
}

fn steps<'a>(chain: &'a Chain, links: &Links) -> Vec<Option<StepView<'a>>> {
    let steps = chain.steps.iter().enumerate();
    steps
        .map(|(at, step)| Some(step_view(step.as_ref()?, links.to_item(at, &step.as_ref()?.id))))
        .collect()
}

fn step_view(step: &Step, link: Option<String>) -> StepView<'_> {
    let became = in_both(|lang| became(step, lang));
    StepView {
        id: &step.id,
        link,
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
