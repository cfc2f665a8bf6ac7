//! A comparison as text for a terminal: item by item, old and new side by side.

use anstyle::{AnsiColor, Effects, Style};
use raingan::contract::output::Lang;
use raingan::diff::model::{
    Change, Comparison, Kind, Match, Op, Pair, Relation, Side, Step, Value,
};
use raingan::diff::output::{totals, words};

use super::super::escape::visible;
use super::columns::{Piece, beside, width};

/// What only the older report has.
const GONE: Style = AnsiColor::Red.on_default();
/// What only the newer report has.
const NEW: Style = AnsiColor::Green.on_default();
/// What explains the rest.
const SOFT: Style = Style::new().effects(Effects::DIMMED);
/// What the rest is about.
const BOLD: Style = Style::new().bold();
/// What to know before relying on it.
const NOTE: Style = AnsiColor::Yellow.on_default();
/// What both reports have.
const PLAIN: Style = Style::new();

/// Columns of the names of changes.
const NAMES: usize = 30;
/// Columns of the differences.
const DIFFERENCES: usize = 20;
/// What stands between two columns.
const SEPARATOR: &str = " │ ";
/// Columns that it takes.
const GAP: usize = 3;
/// Letters of the name of a strategy that are shown beside its totals.
const NAME: usize = 50;
/// Narrowest column of a timeline: a long word.
const LEAST_COLUMN: usize = 12;
/// Letters of a text that stayed, around what changed.
const AROUND: usize = 30;

/// How a comparison is shown.
pub struct View {
    pub lang: Lang,
    /// Columns in all.
    pub width: usize,
    /// Whether what is only spelt otherwise is listed.
    pub spellings: bool,
    /// Whether what was to be expected is listed, too.
    pub all: bool,
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
        let old = &comparison.reports[pair.old as usize];
        let new = &comparison.reports[pair.new as usize];
        if let Some(agency) = new.agency.as_ref().or(old.agency.as_ref()) {
            self.line(out, BOLD, agency);
        }
        for (sign, style, side) in [("-", GONE, old), ("+", NEW, new)] {
            let (name, items) = (words::side(side, self.lang), self.lang.pick("items", "รายการ"));
            self.line(out, style, &format!("{sign} {name} · {} {items}", side.items));
        }
        for note in &pair.notes {
            self.line(out, NOTE, &format!("! {}", words::note(note, self.lang)));
        }
        self.totals(old, new, pair, out);
        out.push('\n');
        self.line(out, PLAIN, &self.tally(pair));
        for m in pair.matches.iter().filter(|m| m.changes.iter().any(|c| self.shows(c))) {
            out.push('\n');
            self.item(m, out);
        }
        self.expected(pair, out);
        self.spelt(pair, out);
    }

    /// Whether a change is shown by itself.
    fn shows(&self, change: &Change) -> bool {
        self.all || change.expected.is_none()
    }

    /// What both come to: a line for each sum, the figures under the years they are of, and the name of a
    /// strategy above its own.
    fn totals(&self, old: &Side, new: &Side, pair: &Pair, out: &mut String) {
        let rows = totals::rows(&pair.totals, self.lang);
        if rows.is_empty() {
            return;
        }
        let [old, new] =
            [(old, ["older", "ฉบับก่อน"]), (new, ["newer", "ฉบับหลัง"])].map(|(side, [en, th])| {
                side.fiscal_year_be
                    .map_or(self.lang.pick(en, th).to_owned(), |year| year.to_string())
            });
        let difference = self.lang.pick("difference", "ส่วนต่าง").to_owned();
        let heads = [String::new(), old, new, difference];
        let lines: Vec<[String; 4]> = rows
            .iter()
            .map(|row| [row.what, &row.old, &row.new, &row.difference].map(str::to_owned))
            .collect();
        let widths: [usize; 4] = std::array::from_fn(|i| {
            let each = lines.iter().chain([&heads]).map(|line| width(&line[i]));
            each.max().unwrap_or(0)
        });
        out.push('\n');
        out.push_str(&table_line(&heads, &widths, SOFT));
        for (row, line) in rows.iter().zip(&lines) {
            if !row.group.is_empty() {
                self.line(out, BOLD, &short(&row.group));
            }
            out.push_str(&table_line(line, &widths, PLAIN));
        }
    }

    /// What was to be expected, in one line.
    fn expected(&self, pair: &Pair, out: &mut String) {
        if let Some(line) = words::expected_line(&pair.expected, self.lang) {
            let more = if self.all {
                ""
            } else {
                self.lang.pick(" (--all shows them)", " (ใช้ --all เพื่อแสดง)")
            };
            out.push('\n');
            self.line(out, SOFT, &format!("{line}{more}"));
        }
    }

    /// `79 changes: 4 added, 5 dropped, …`
    fn tally(&self, pair: &Pair) -> String {
        let total: u32 = pair.counts.iter().map(|c| c.count).sum();
        if total == 0 {
            return self.lang.pick("Nothing changed.", "ไม่มีการเปลี่ยนแปลง").to_owned();
        }
        let mut each: Vec<String> = Vec::new();
        for count in &pair.counts {
            let (en, th) = words::kind(count.kind);
            each.push(format!("{} {}", count.count, self.lang.pick(en, th)));
        }
        let changes = if total == 1 { "change" } else { "changes" };
        format!("{total} {}: {}", self.lang.pick(changes, "การเปลี่ยนแปลง"), each.join(", "))
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
        for change in m.changes.iter().filter(|change| self.shows(change)) {
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
            Kind::TargetRaised | Kind::TargetLoosened => "▲ ",
            Kind::TargetLowered | Kind::TargetTightened => "▼ ",
            _ => "",
        };
        let (name, place) = (self.lang.pick(en, th), self.lang.pick(place_en, place_th));
        let mut names = vec![Piece::new(PLAIN, format!("  {arrow}{name}"))];
        if !name.contains(place.as_str()) {
            names.push(Piece::new(SOFT, format!(" {}", visible(&place))));
        }
        let mut last = vec![Piece::new(SOFT, words::difference(change, self.lang))];
        if let Some((en, th)) = words::unsaid(change) {
            last.push(Piece::new(SOFT, self.lang.pick(en, th)));
        }
        if let Some(doubt) = change.doubt {
            let (en, th) = words::doubt(doubt);
            last.push(Piece::new(NOTE, format!(" {}", self.lang.pick(en, th))));
        }
        if let Some(who) = words::corrected(change, self.lang) {
            last.push(Piece::new(NOTE, format!(" {}", visible(&who))));
        }
        let room = self.width.saturating_sub(NAMES + DIFFERENCES + 3 * GAP) / 2;
        let old = if change.kind == Kind::ResultCopied { None } else { change.old.as_ref() };
        let columns = [
            (NAMES, names),
            (room, side(change, old, Op::Old)),
            (room, side(change, change.new.as_ref(), Op::New)),
            (DIFFERENCES, last),
        ];
        out.push_str(&beside(&columns, SEPARATOR));
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
        let room = (self.width.saturating_sub(GAP * (count - 1)) / count).max(LEAST_COLUMN);
        let heads = comparison
            .reports
            .iter()
            .map(|s| (room, vec![Piece::new(SOFT, words::side(s, self.lang))]));
        out.push_str(&beside(&heads.collect::<Vec<_>>(), SEPARATOR));
        for chain in &comparison.timeline {
            let steps = chain.steps.iter();
            let columns: Vec<(usize, Vec<Piece>)> = steps
                .map(|step| (room, step.as_ref().map(step_pieces).unwrap_or_default()))
                .collect();
            out.push_str(&"─".repeat(self.width));
            out.push('\n');
            out.push_str(&beside(&columns, SEPARATOR));
        }
    }

    fn line(&self, out: &mut String, style: Style, text: &str) {
        out.push_str(&beside(
            &[(self.width, vec![Piece::new(style, visible(text).into_owned())])],
            "",
        ));
    }
}

/// A line of a table of figures: what they are of, then each at the right end of its column.
fn table_line(texts: &[String; 4], widths: &[usize; 4], style: Style) -> String {
    let columns: Vec<(usize, Vec<Piece>)> = (texts.iter().zip(widths).enumerate())
        .map(|(i, (text, width))| match i {
            0 => (*width, vec![Piece::new(SOFT, text)]),
            _ => (*width, vec![Piece::new(style, right(text, *width))]),
        })
        .collect();
    beside(&columns, SEPARATOR)
}

/// The beginning of a longer name.
fn short(name: &str) -> String {
    match words::ends(name, NAME, 0) {
        Some((head, _)) => format!("{head} …"),
        None => name.to_owned(),
    }
}

/// A number at the right end of its column.
fn right(text: &str, room: usize) -> String {
    format!("{}{text}", " ".repeat(room.saturating_sub(width(text))))
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
    let mut pieces = Vec::with_capacity(mine.len());
    for (i, (op, text)) in mine.into_iter().enumerate() {
        pieces.push(match op {
            Op::Same => {
                Piece::new(PLAIN, lines(&folded(text, i > 0 || last == 0, i < last || last == 0)))
            }
            _ => Piece::new(style, lines(text)),
        });
    }
    pieces
}

/// A year of an item in a timeline: its id and title, its budget and targets.
fn step_pieces(step: &Step) -> Vec<Piece> {
    let title = step.title.as_deref().unwrap_or_default();
    let mut pieces =
        vec![Piece::new(BOLD, format!("{} ", visible(&step.id))), Piece::new(PLAIN, lines(title))];
    for more in step.budget.iter().chain(&step.targets) {
        pieces.push(Piece::new(SOFT, format!("\n{}", lines(more))));
    }
    pieces
}

/// What stayed, as far as it stands beside what changed.
fn folded(text: &str, after: bool, before: bool) -> String {
    match words::ends(text, if after { AROUND } else { 0 }, if before { AROUND } else { 0 }) {
        Some((head, tail)) => format!("{head} … {tail}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use raingan::contract::model::{Corrected, Generator};
    use raingan::diff::model::{Line, Name, PutRight, Reason, Sum, Totals, Which};

    use super::*;

    #[test]
    fn what_stayed_is_folded_on_the_sides_where_something_changed() {
        let long = "ประเมินความเสี่ยงของการดำเนินงาน ".repeat(9);
        let both = folded(&long, true, true);
        assert!(both.starts_with("ประเมิน") && both.contains(" … ") && both.len() < long.len());
        let before = folded(&long, false, true);
        assert!(before.starts_with(" … "), "{before}");
        assert_eq!(folded("สั้น", true, true), "สั้น");
    }

    #[test]
    fn a_gap_is_as_wide_as_what_stands_in_it() {
        assert_eq!(super::super::columns::width(SEPARATOR), GAP);
    }

    fn side(year: i16) -> Side {
        let generator =
            Generator { name: "raingan".to_owned(), version: "0".to_owned(), content_sha256: None };
        Side {
            file_name: None,
            sha256: String::new(),
            generator,
            agency: None,
            fiscal_year_be: Some(year),
            items: 1,
        }
    }

    #[test]
    fn a_change_that_rests_on_a_correction_says_so() {
        let mark = Corrected {
            by: "สมหญิง\u{1b}".to_owned(),
            at: "2026-01-15T09:30:00Z".parse().unwrap(),
            why: None,
            was: "๕,๐๐๐".to_owned(),
        };
        let change = Change {
            corrected: vec![PutRight { side: Which::New, mark }],
            ..Change::new(Kind::BudgetAdded, "budget", None, None)
        };
        let found = Match {
            relation: Relation::Same,
            old: Vec::new(),
            new: Vec::new(),
            reason: Reason::Title,
            score: 1.0,
            changes: vec![change],
            spellings: Vec::new(),
        };
        let view = View { lang: Lang::Th, width: 200, spellings: false, all: false };
        let mut out = String::new();
        view.item(&found, &mut out);
        let plain = anstream::adapter::strip_str(&out).to_string();
        for word in ["แก้ไขโดย", "สมหญิง", "ฉบับหลัง", "๕,๐๐๐"]
        {
            assert!(plain.contains(word), "{word}: {plain}");
        }
        assert!(!plain.contains('\u{1b}'), "{plain}");
    }

    #[test]
    fn the_figures_of_totals_stand_at_the_right_end_below_their_years() {
        let baht = |n: i64| Some(raingan::contract::model::Baht::from_satang(100 * n));
        let line = |name: &str, old: i64, new: i64| Line {
            new: Some(Name { id: "s1".to_owned(), title: Some(name.to_owned()) }),
            budget: Sum::of(baht(old), baht(new)),
            ..Line::default()
        };
        let long = "พัฒนาระบบงานให้โปร่งใสและตรวจสอบได้ทุกขั้นตอน".repeat(3);
        let groups = vec![line(&long, 1_000_000, 2_500), line("ข", 0, 1)];
        let totals = Totals { all: line("", 1_000_000, 2_501), groups };
        let pair = Pair {
            old: 0,
            new: 1,
            notes: Vec::new(),
            totals,
            counts: Vec::new(),
            expected: Vec::new(),
            matches: Vec::new(),
        };
        for lang in [Lang::En, Lang::Th] {
            let view = View { lang, width: 80, spellings: false, all: false };
            let mut out = String::new();
            view.totals(&side(2567), &side(2568), &pair, &mut out);
            let plain = anstream::adapter::strip_str(&out).to_string();
            let lines: Vec<&str> = plain.lines().filter(|line| !line.is_empty()).collect();
            assert!(lines.iter().all(|line| width(line) <= 80), "{plain}");
            // Each column of figures ends at one place.
            let ends = |line: &str| {
                let parts: Vec<&str> = line.split(SEPARATOR).collect();
                let starts = |n: usize| width(&parts[..n].join(SEPARATOR));
                [starts(2), starts(3)]
            };
            let table: Vec<&&str> = lines.iter().filter(|l| l.contains(SEPARATOR.trim())).collect();
            assert_eq!(table.len(), 4, "{plain}");
            assert!(table.iter().all(|line| ends(line) == ends(table[0])), "{plain}");
            assert!(table[0].contains("2567 │") && table[1].contains("1,000,000 │"), "{plain}");
        }
    }
}
