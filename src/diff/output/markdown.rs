//! A comparison as Markdown, for reading and for pasting into a message: what changed, item by
//! item.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::totals::{self, Row};
use super::words;
use crate::contract::output::Lang;
use crate::contract::output::markdown::{in_cell, inline};
use crate::diff::model::{Change, Comparison, Kind, Match, Op, Pair, Step, Value};

/// Writes a comparison.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn markdown(comparison: &Comparison, lang: Lang, mut to: impl Write) -> io::Result<()> {
    let mut page = Page { out: String::new(), lang };
    comparison.pairs.iter().for_each(|pair| page.pair(comparison, pair));
    if !comparison.timeline.is_empty() {
        page.timeline(comparison);
    }
    to.write_all(page.out.as_bytes())
}

struct Page {
    out: String,
    lang: Lang,
}

impl Page {
    fn line(&mut self, line: &str) {
        let _ = writeln!(self.out, "{line}");
    }

    fn pair(&mut self, comparison: &Comparison, pair: &Pair) {
        let [old, new] = [pair.old, pair.new]
            .map(|report| inline(&words::side(&comparison.reports[report as usize], self.lang)));
        if !self.out.is_empty() {
            self.line("");
        }
        self.line(&format!("# {old} → {new}\n"));
        for note in &pair.notes {
            self.line(&format!("> {}\n", inline(words::note(note, self.lang))));
        }
        self.totals(pair);
        if pair.counts.is_empty() {
            self.line(self.lang.pick("Nothing changed.", "ไม่มีการเปลี่ยนแปลง"));
        }
        for count in &pair.counts {
            let (en, th) = words::kind(count.kind);
            self.line(&format!("- {}: {}", self.lang.pick(en, th), count.count));
        }
        let matches = pair.matches.iter();
        let told = matches.filter(|m| m.changes.iter().any(|change| change.expected.is_none()));
        told.for_each(|m| self.item(m));
        self.expected(pair);
        self.spellings(pair);
    }

    /// What both come to.
    fn totals(&mut self, pair: &Pair) {
        let heads = self.lang.pick(
            ["", "total", "old", "new", "difference"],
            ["", "ยอดรวม", "เดิม", "ใหม่", "ส่วนต่าง"],
        );
        self.line(&format!("| {} |", heads.join(" | ")));
        self.line(&format!("| --- | --- |{}", " ---: |".repeat(3)));
        for Row { group, what, old, new, difference } in totals::rows(&pair.totals, self.lang) {
            let group = in_cell(&group);
            self.line(&format!("| {group} | {what} | {old} | {new} | {difference} |"));
        }
        self.line("");
    }

    /// What was to be expected, folded away where the reader of the Markdown can.
    fn expected(&mut self, pair: &Pair) {
        let Some(line) = words::expected_line(&pair.expected, self.lang) else { return };
        self.line(&format!("\n<details><summary>{line}</summary>\n"));
        let all = pair.matches.iter().flat_map(|m| m.changes.iter().map(move |c| (m, c)));
        for (m, change) in all {
            let Some(why) = change.expected else { continue };
            let ((en, th), (why_en, why_th)) = (words::kind(change.kind), words::expected(why));
            let (kind, why) = (self.lang.pick(en, th), self.lang.pick(why_en, why_th));
            let [old, new] = [&change.old, &change.new]
                .map(|side| inline(side.as_ref().map_or("∅", |value| &value.text)));
            self.line(&format!("- {} {kind}: {old} → {new} ({why})", inline(&words::ids(m))));
        }
        self.line("\n</details>");
    }

    fn item(&mut self, m: &Match) {
        let part = m.new.first().or(m.old.first());
        let title = part.and_then(|p| p.title.as_deref()).unwrap_or_default();
        self.line(&format!("\n## {} {}\n", inline(&words::ids(m)), inline(title)));
        let (en, th) = words::reason(m.reason);
        if !m.old.is_empty() && !m.new.is_empty() {
            self.line(&format!("{} ({})\n", self.lang.pick(en, th), m.score));
        }
        let heads = self.lang.pick(
            ["change", "field", "old", "new", "difference"],
            ["การเปลี่ยนแปลง", "เขตข้อมูล", "เดิม", "ใหม่", "ส่วนต่าง"],
        );
        self.line(&format!("| {} |", heads.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(heads.len())));
        let told = m.changes.iter().filter(|change| change.expected.is_none());
        told.for_each(|change| self.change(change));
    }

    fn change(&mut self, change: &Change) {
        let (en, th) = words::kind(change.kind);
        let (place_en, place_th) = words::place(change);
        let (old, new) = match change.words.is_empty() {
            true if change.kind == Kind::ResultCopied => (String::new(), cell(&change.new)),
            true => (cell(&change.old), cell(&change.new)),
            false => (marked(change, Op::Old), marked(change, Op::New)),
        };
        let mut difference = words::difference(change, self.lang);
        if let Some(doubt) = change.doubt {
            let (en, th) = words::doubt(doubt);
            difference = format!("{difference} ({})", self.lang.pick(en, th)).trim().to_owned();
        }
        if let Some(who) = words::corrected(change, self.lang) {
            difference = format!("{difference} ({})", in_cell(&who)).trim().to_owned();
        }
        let place = self.lang.pick(place_en, place_th);
        self.line(&format!(
            "| {} | {} | {old} | {new} | {difference} |",
            self.lang.pick(en, th),
            in_cell(&place)
        ));
    }

    /// What is spelt otherwise, folded away where the reader of the Markdown can.
    fn spellings(&mut self, pair: &Pair) {
        let all: Vec<_> =
            pair.matches.iter().flat_map(|m| m.spellings.iter().map(move |s| (m, s))).collect();
        if all.is_empty() {
            return;
        }
        let title = self.lang.pick("Spelt otherwise, no change", "สะกดต่างกัน ไม่ใช่การเปลี่ยนแปลง");
        self.line(&format!("\n<details><summary>{title}: {}</summary>\n", all.len()));
        for (m, s) in all {
            let (en, th) = words::why(s.why);
            let why = self.lang.pick(en, th);
            self.line(&format!(
                "- {} {}: {} → {} ({why})",
                inline(&words::ids(m)),
                s.field,
                inline(&s.old),
                inline(&s.new)
            ));
        }
        self.line("\n</details>");
    }

    fn timeline(&mut self, comparison: &Comparison) {
        self.line(&format!("\n# {}\n", self.lang.pick("Timeline", "ลำดับเวลา")));
        let years = comparison.reports.iter().map(|side| inline(&words::side(side, self.lang)));
        self.line(&format!("| {} |", years.collect::<Vec<_>>().join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(comparison.reports.len())));
        for chain in &comparison.timeline {
            let steps =
                chain.steps.iter().map(|step| step.as_ref().map_or(String::new(), step_cell));
            self.line(&format!("| {} |", steps.collect::<Vec<_>>().join(" | ")));
        }
    }
}

/// One side of a change in a cell of a table.
fn cell(value: &Option<Value>) -> String {
    value.as_ref().map(|v| in_cell(&v.text)).unwrap_or_default()
}

/// A step of a timeline in a cell of a table.
fn step_cell(step: &Step) -> String {
    let title = in_cell(step.title.as_deref().unwrap_or_default());
    let budget = step.budget.as_deref().map(|b| format!("<br>{}", in_cell(b)));
    format!("{} {title}{}", in_cell(&step.id), budget.unwrap_or_default())
}

/// One side of a text word by word, what is not on the other side in bold.
fn marked(change: &Change, side: Op) -> String {
    let mut out = String::new();
    for (words, text) in change.words.iter().filter_map(|w| Some((w, w.on(side)?))) {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                out.push_str("<br>");
            }
            let (text, bare) = (in_cell(line), line.trim());
            let lead = if line.starts_with(char::is_whitespace) { " " } else { "" };
            let trail =
                if line.ends_with(char::is_whitespace) && !bare.is_empty() { " " } else { "" };
            let bold = if words.op == Op::Same || bare.is_empty() { "" } else { "**" };
            let _ = write!(out, "{lead}{bold}{text}{bold}{trail}");
        }
    }
    out.trim().to_owned()
}
