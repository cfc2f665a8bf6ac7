//! A comparison as text for a terminal: item by item, old and new side by side.

use anstyle::{AnsiColor, Effects, Style};
use raingan::contract::output::Lang;
use raingan::diff::model::{Change, Comparison, Kind, Match, Op, Pair, Relation, Value};
use raingan::diff::output::words;

use super::super::escape::visible;
use super::columns::{Piece, beside};

const GONE: Style = AnsiColor::Red.on_default();
const NEW: Style = AnsiColor::Green.on_default();
const SOFT: Style = Style::new().effects(Effects::DIMMED);
const BOLD: Style = Style::new().bold();
const NOTE: Style = AnsiColor::Yellow.on_default();
const PLAIN: Style = Style::new();

/// Columns of the names of changes.
const NAMES: usize = 30;
/// Columns of the differences.
const DIFFERENCES: usize = 20;
/// Letters of a text that stayed, around what changed.
const AROUND: usize = 30;

/// How a comparison is shown.
pub struct View {
    pub lang: Lang,
    /// Columns in all.
    pub width: usize,
    /// Whether what is only spelt otherwise is listed.
    pub spellings: bool,
}

impl View {
    /// The whole text, with colours.
    pub fn text(&self, comparison: &Comparison) -> String {
        let mut out = String::new();
        for (i, pair) in comparison.pairs.iter().enumerate() {
            if i > 0 {
                out.push('\n');
            }
            self.pair(comparison, pair, &mut out);
        }
        if !comparison.timeline.is_empty() {
            self.timeline(comparison, &mut out);
        }
        out
    }

    fn pair(&self, comparison: &Comparison, pair: &Pair, out: &mut String) {
        let side = |i: u32| &comparison.reports[i as usize];
        let agency = side(pair.new).agency.as_ref().or(side(pair.old).agency.as_ref());
        if let Some(agency) = agency {
            self.line(out, BOLD, agency);
        }
        for (sign, i) in [("-", pair.old), ("+", pair.new)] {
            let style = if sign == "-" { GONE } else { NEW };
            let items = self.lang.pick("items", "รายการ");
            self.line(
                out,
                style,
                &format!("{sign} {} · {} {items}", words::side(side(i), self.lang), side(i).items),
            );
        }
        for note in &pair.notes {
            self.line(out, NOTE, &format!("! {}", words::note(note, self.lang)));
        }
        out.push('\n');
        self.line(out, PLAIN, &self.tally(pair));
        for m in pair.matches.iter().filter(|m| !m.changes.is_empty()) {
            out.push('\n');
            self.item(m, out);
        }
        self.spelt(pair, out);
    }

    /// `79 changes: 4 added, 5 dropped, …`
    fn tally(&self, pair: &Pair) -> String {
        let total: u32 = pair.counts.iter().map(|c| c.count).sum();
        if total == 0 {
            return self.lang.pick("Nothing changed.", "ไม่มีการเปลี่ยนแปลง").to_owned();
        }
        let name = |kind: Kind| {
            let (en, th) = words::kind(kind);
            self.lang.pick(en, th)
        };
        let each: Vec<String> =
            pair.counts.iter().map(|c| format!("{} {}", c.count, name(c.kind))).collect();
        format!("{total} {}: {}", self.lang.pick("changes", "การเปลี่ยนแปลง"), each.join(", "))
    }

    fn item(&self, m: &Match, out: &mut String) {
        let part = m.new.first().or(m.old.first());
        let title = part.and_then(|p| p.title.as_deref()).unwrap_or_default().replace('\n', " ");
        let known = !m.old.is_empty() && !m.new.is_empty();
        let (en, th) = words::reason(m.reason);
        let why = if known {
            format!("  ({}, {})", self.lang.pick(en, th), m.score)
        } else {
            String::new()
        };
        let (sign, style) = match m.relation {
            Relation::Added => ("+ ", NEW),
            Relation::Dropped => ("- ", GONE),
            _ => ("", BOLD),
        };
        let pieces = vec![
            Piece::new(style, format!("{sign}{}  ", visible(&words::ids(m)))),
            Piece::new(BOLD, visible(&title).into_owned()),
            Piece::new(SOFT, why),
        ];
        out.push_str(&beside(&[(self.width, pieces)], ""));
        for change in &m.changes {
            self.change(m, change, out);
        }
    }

    fn change(&self, m: &Match, change: &Change, out: &mut String) {
        let (en, th) = words::kind(change.kind);
        if matches!(m.relation, Relation::Added | Relation::Dropped) {
            let style = if m.relation == Relation::Added { NEW } else { GONE };
            self.line(out, style, &format!("  {}", self.lang.pick(en, th)));
            return;
        }
        let (place_en, place_th) = words::place(change);
        let arrow = match change.kind {
            Kind::TargetRaised => "▲ ",
            Kind::TargetLowered => "▼ ",
            _ => "",
        };
        let (name, place) = (self.lang.pick(en, th), self.lang.pick(place_en, place_th));
        let mut names = vec![Piece::new(PLAIN, format!("  {arrow}{name}"))];
        if !name.contains(place.as_str()) {
            names.push(Piece::new(SOFT, format!(" {}", visible(&place))));
        }
        let mut last = vec![Piece::new(SOFT, words::difference(change, self.lang))];
        if let Some(doubt) = change.doubt {
            let (en, th) = words::doubt(doubt);
            last.push(Piece::new(NOTE, format!(" {}", self.lang.pick(en, th))));
        }
        let room = self.width.saturating_sub(NAMES + DIFFERENCES + 9) / 2;
        let columns = [
            (NAMES, names),
            (room, side(change, change.old.as_ref(), Op::Old)),
            (room, side(change, change.new.as_ref(), Op::New)),
            (DIFFERENCES, last),
        ];
        out.push_str(&beside(&columns, " │ "));
    }

    fn spelt(&self, pair: &Pair, out: &mut String) {
        let all: Vec<_> =
            pair.matches.iter().flat_map(|m| m.spellings.iter().map(move |s| (m, s))).collect();
        if all.is_empty() {
            return;
        }
        let title = self.lang.pick("spelt otherwise, no change", "สะกดต่างกัน ไม่ใช่การเปลี่ยนแปลง");
        let more = if self.spellings {
            ":"
        } else {
            self.lang.pick(" (--spellings lists them)", " (ใช้ --spellings เพื่อแสดง)")
        };
        out.push('\n');
        self.line(out, SOFT, &format!("{} {title}{more}", all.len()));
        for (m, s) in all.into_iter().filter(|_| self.spellings) {
            let (en, th) = words::why(s.why);
            let why = self.lang.pick(en, th);
            self.line(
                out,
                SOFT,
                &format!("  {} {}: {} → {} ({why})", words::ids(m), s.field, s.old, s.new),
            );
        }
    }

    fn timeline(&self, comparison: &Comparison, out: &mut String) {
        out.push('\n');
        self.line(out, BOLD, self.lang.pick("Timeline", "ลำดับเวลา"));
        let count = comparison.reports.len();
        let room = (self.width.saturating_sub(3 * (count - 1)) / count).max(12);
        let heads = comparison
            .reports
            .iter()
            .map(|s| (room, vec![Piece::new(SOFT, words::side(s, self.lang))]));
        out.push_str(&beside(&heads.collect::<Vec<_>>(), " │ "));
        for chain in &comparison.timeline {
            let column = |step: &Option<raingan::diff::model::Step>| {
                let Some(step) = step else { return (room, Vec::new()) };
                let title = step.title.as_deref().unwrap_or_default();
                let mut pieces = vec![
                    Piece::new(BOLD, format!("{} ", visible(&step.id))),
                    Piece::new(PLAIN, lines(title)),
                ];
                for more in step.budget.iter().chain(&step.targets) {
                    pieces.push(Piece::new(SOFT, format!("\n{}", lines(more))));
                }
                (room, pieces)
            };
            out.push_str(&"─".repeat(self.width));
            out.push('\n');
            out.push_str(&beside(&chain.steps.iter().map(column).collect::<Vec<_>>(), " │ "));
        }
    }

    fn line(&self, out: &mut String, style: Style, text: &str) {
        out.push_str(&beside(
            &[(self.width, vec![Piece::new(style, visible(text).into_owned())])],
            "",
        ));
    }
}

/// Text from a report, made safe line by line.
fn lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// One side of a change, with what only this side has in colour.
fn side(change: &Change, value: Option<&Value>, op: Op) -> Vec<Piece> {
    let style = if op == Op::Old { GONE } else { NEW };
    if change.words.is_empty() {
        return value.map(|v| Piece::new(style, lines(&v.text))).into_iter().collect();
    }
    let mine: Vec<_> = change.words.iter().filter_map(|w| Some((w.op, w.on(op)?))).collect();
    let last = mine.len().saturating_sub(1);
    let piece = |(i, (op, text)): (usize, &(Op, &str))| match op {
        Op::Same => {
            Piece::new(PLAIN, lines(&folded(text, i > 0 || last == 0, i < last || last == 0)))
        }
        _ => Piece::new(style, lines(text)),
    };
    mine.iter().enumerate().map(piece).collect()
}

/// What stayed, as far as it stands beside what changed.
fn folded(text: &str, after: bool, before: bool) -> String {
    match words::ends(text, if after { AROUND } else { 0 }, if before { AROUND } else { 0 }) {
        Some((head, tail)) => format!("{head} … {tail}"),
        None => text.to_owned(),
    }
}
