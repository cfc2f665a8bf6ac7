//! The document's parts → the report: what each paragraph and each table is, in the order of the
//! document.

use crate::contract::model::{
    Agency, FiscalYear, ItemKind, Period, Section, Text, Unclaimed, UnclaimedReason,
};
use crate::finding::{Code, Finding};
use crate::layout::{Line, Paragraph, Passage, compose, paragraphs};
use crate::report::facts::{OutlineFound, OutlineKind, agency_of, outline};
use crate::report::gathered::{
    Open, OpenPlan, OpenStrategy, OpenTactic, close, joined, merge_columns,
};
use crate::report::identity::{self, opens_outline};
use crate::report::items::{Ids, add_row, roles};
use crate::report::text::{Reading, text};
use crate::role::Role;
use crate::table::{Furniture, Heading, LogicalTable, Part};
use crate::thai::alike::skeleton;
use crate::thai::text::{matching_key, normalise};

/// A title has at most this many characters; longer paragraphs are text.
const TITLE_LENGTH: usize = 220;
/// Titles are one where so much of them agrees (0 to 1).
const SAME_TITLE: f64 = 0.85;
/// A document's title has at most this many lines.
const TITLE_LINES: usize = 8;

/// What was assembled from the parts of a document, before it is told where it came from.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The document's title.
    pub title: Option<Text>,
    /// Its agency.
    pub agency: Option<Agency>,
    /// Its fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// Its reporting period.
    pub period: Option<Period>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// What no field claimed.
    pub unclaimed: Vec<Unclaimed>,
    /// What is odd about it.
    pub findings: Vec<Finding>,
}

/// Assembles the parts of a document; `furniture` is what was taken from its pages before.
pub fn assemble(parts: Vec<Part>, furniture: Vec<(Line, Furniture)>) -> Assembled {
    let mut walk = Walk::default();
    for part in parts {
        match part {
            Part::Lines(lines) => {
                paragraphs(&lines, opens_outline).into_iter().for_each(|p| walk.paragraph(p))
            }
            Part::Table(table) => walk.table(table),
        }
    }
    walk.finish(furniture)
}

/// The state of a walk through the document.
#[derive(Default)]
struct Walk {
    /// The document's title lines, once they are known.
    title: Vec<Passage>,
    title_done: bool,
    /// Lines that may be the title of what comes next.
    pending: Vec<Passage>,
    period: Option<(Passage, u8)>,
    sections: Vec<Open>,
    /// Whether a note was said last, which the next paragraph may go on with.
    in_note: bool,
    unclaimed: Vec<(Passage, UnclaimedReason)>,
    findings: Vec<Finding>,
}

impl Walk {
    fn paragraph(&mut self, paragraph: Paragraph) {
        let Paragraph { passage, centred, full_line } = paragraph;
        let found = outline_of(&passage).filter(|found| self.takes(found, &passage));
        let goes_on = std::mem::take(&mut self.in_note) && !centred;
        match (found, self.last_note()) {
            (Some(found), _) => self.outline(found, passage),
            (None, Some(note)) if goes_on && note.last_page() == passage.first_page() => {
                note.push(&passage);
                self.in_note = true;
            }
            (None, _) => self.prose(passage, centred, full_line),
        }
    }

    fn last_note(&mut self) -> Option<&mut Passage> {
        match self.sections.last_mut()? {
            Open::Plan(plan) => plan.notes.last_mut(),
            Open::Measures { notes, .. } => notes.last_mut(),
            Open::Other { .. } => None,
        }
    }

    /// Whether an outline heading means something here: goals and indicators only stand in a plan,
    /// notes below a table.
    fn takes(&self, found: &OutlineFound, passage: &Passage) -> bool {
        let in_measures = matches!(self.sections.last(), Some(Open::Measures { .. }));
        match found.kind {
            OutlineKind::Goal | OutlineKind::Indicator | OutlineKind::DeclaredCount(_) => {
                !in_measures && (self.plan_is_open() || self.sections.is_empty())
            }
            OutlineKind::Strategy | OutlineKind::Tactic => {
                passage.text.chars().count() <= 2 * TITLE_LENGTH
            }
            OutlineKind::Period(_) => self.period.is_none(),
            OutlineKind::Note => !self.sections.is_empty(),
        }
    }

    fn plan_is_open(&self) -> bool {
        matches!(self.sections.last(), Some(Open::Plan(_)))
    }

    fn outline(&mut self, found: OutlineFound, passage: Passage) {
        let title = passage.slice(found.title.clone());
        let number = found.number.clone();
        match found.kind {
            OutlineKind::Strategy => self.open_strategy(number, title),
            OutlineKind::Tactic => self.open_tactic(number, title),
            OutlineKind::Goal => self.tactic().goals.push(title),
            OutlineKind::Indicator => self.tactic().indicators.push(title),
            OutlineKind::DeclaredCount(count) => self.tactic().declared = Some(count),
            OutlineKind::Period(months) => self.period = Some((passage, months)),
            OutlineKind::Note => self.note(passage),
        }
    }

    fn note(&mut self, passage: Passage) {
        self.in_note = true;
        match self.sections.last_mut() {
            Some(Open::Plan(plan)) => plan.notes.push(passage),
            Some(Open::Measures { notes, .. }) => notes.push(passage),
            _ => self.unclaimed.push((passage, UnclaimedReason::Paragraph)),
        }
    }

    /// A strategy printed again (once for each of its tactics) is the same strategy.
    fn open_strategy(&mut self, number: Option<String>, title: Passage) {
        let strategies = &mut self.plan().strategies;
        match again(strategies.last().map(|s| (&s.number, &s.title)), &number, &title) {
            Again::Same => {}
            Again::Alike => self.unclaimed.push((title, UnclaimedReason::RepeatedHeader)),
            Again::Another => {
                strategies.push(OpenStrategy { number, title: Some(title), tactics: Vec::new() })
            }
        }
    }

    fn open_tactic(&mut self, number: Option<String>, title: Passage) {
        let tactics = &mut self.strategy().tactics;
        match again(tactics.last().map(|t| (&t.number, &t.title)), &number, &title) {
            Again::Same => {}
            Again::Alike => self.unclaimed.push((title, UnclaimedReason::RepeatedHeader)),
            Again::Another => {
                tactics.push(OpenTactic { number, title: Some(title), ..OpenTactic::default() })
            }
        }
    }

    /// The plan that is open, opened where none is.
    fn plan(&mut self) -> &mut OpenPlan {
        if !self.plan_is_open() {
            let titles = self.take_title();
            self.sections.push(Open::Plan(OpenPlan { titles, ..OpenPlan::default() }));
        }
        match self.sections.last_mut() {
            Some(Open::Plan(plan)) => plan,
            _ => unreachable!("a plan was just opened"),
        }
    }

    fn strategy(&mut self) -> &mut OpenStrategy {
        let strategies = &mut self.plan().strategies;
        if strategies.is_empty() {
            strategies.push(OpenStrategy::default());
        }
        let last = strategies.len() - 1;
        &mut strategies[last]
    }

    fn tactic(&mut self) -> &mut OpenTactic {
        let tactics = &mut self.strategy().tactics;
        if tactics.is_empty() {
            tactics.push(OpenTactic::default());
        }
        let last = tactics.len() - 1;
        &mut tactics[last]
    }

    /// A paragraph that is no heading of the outline: part of a title, or text that no field
    /// claims.
    fn prose(&mut self, passage: Passage, centred: bool, full_line: bool) {
        let brief = passage.text.chars().count() <= TITLE_LENGTH;
        let starts_report =
            passage.text.starts_with("รายงาน") || passage.text.starts_with("แบบรายงาน");
        let follows = self.pending.last().is_some_and(|p| p.first_page() == passage.first_page());
        // A title may fill its line, and a document may start with one that is not centred.
        let before_anything =
            self.sections.is_empty() && !self.title_done && (full_line || self.starts_here());
        if brief
            && (centred
                || starts_report
                || before_anything
                || follows && names_something(&passage.text))
        {
            let page = passage.first_page();
            let begins_again =
                starts_report && self.pending.iter().any(|p| p.text.starts_with("รายงาน"));
            if begins_again || self.pending.last().is_some_and(|p| p.first_page() != page) {
                self.settle_title();
            }
            self.pending.push(passage);
        } else {
            self.unclaimed.push((passage, UnclaimedReason::Paragraph));
        }
    }

    /// Whether nothing was said yet.
    fn starts_here(&self) -> bool {
        self.pending.is_empty() && self.unclaimed.is_empty()
    }

    /// The lines that wait become the document's title, where it has none yet; else they stay text.
    fn settle_title(&mut self) {
        let waiting = std::mem::take(&mut self.pending);
        if self.title_done {
            self.unclaimed.extend(waiting.into_iter().map(|p| (p, UnclaimedReason::Paragraph)));
            return;
        }
        self.title_done = true;
        for (i, line) in waiting.into_iter().enumerate() {
            match i < TITLE_LINES {
                true => self.title.push(line),
                false => self.unclaimed.push((line, UnclaimedReason::Cover)),
            }
        }
    }

    /// The title of a section that opens here. The first title of a document is its own; a section
    /// without another one bears it too.
    fn take_title(&mut self) -> Vec<Passage> {
        if !self.title_done {
            self.settle_title();
            return self.title.clone();
        }
        std::mem::take(&mut self.pending)
    }

    fn table(&mut self, table: LogicalTable) {
        self.in_note = false;
        self.unclaim_headings(table.repeated.iter().map(|lines| compose(lines)));
        let at = |role: Role| table.columns.iter().position(|c| c.meaning == Some(role));
        match (at(Role::Measure), at(Role::Project)) {
            (Some(key), _) => self.measures(table, key),
            (None, Some(key)) => self.projects(table, key),
            (None, None) => self.other(table),
        }
    }

    fn projects(&mut self, table: LogicalTable, key: usize) {
        // Titles that wait above a plan's later table open a plan of their own.
        if self.plan_is_open() && !self.pending.is_empty() {
            let titles = std::mem::take(&mut self.pending);
            self.sections.push(Open::Plan(OpenPlan { titles, ..OpenPlan::default() }));
        }
        let unplaced = merge_columns(&mut self.plan().columns, &table.columns);
        self.unclaim_headings(unplaced);
        self.find_columns_without_role(&table);
        let roles = roles(&table.columns);
        let number = table.columns.iter().position(|c| c.meaning == Some(Role::Number));
        for row in &table.rows {
            if row.across {
                self.section_row(compose(&row.cells[0]));
            } else {
                add_row(&mut self.tactic().items, row, &roles, number, key, ItemKind::Project);
            }
        }
    }

    /// One title across all columns: the strategy, tactic or group it names.
    fn section_row(&mut self, passage: Passage) {
        match outline_of(&passage) {
            Some(found) if !matches!(found.kind, OutlineKind::Period(_)) => {
                self.outline(found, passage)
            }
            _ => self.open_tactic(None, passage),
        }
    }

    /// Says which columns of a table of items have no role of their own: their headings are not
    /// known, or mean what that of an earlier column means.
    fn find_columns_without_role(&mut self, table: &LogicalTable) {
        for (at, column) in table.columns.iter().enumerate() {
            let earlier = table.columns[..at].iter().find(|c| c.meaning == column.meaning);
            let finding = match (column.meaning, earlier) {
                (None, _) => unknown_column(column),
                (Some(role), Some(earlier)) => doubled_column(column, earlier, role),
                (Some(_), None) => None,
            };
            self.findings.extend(finding);
        }
    }

    fn measures(&mut self, table: LogicalTable, key: usize) {
        self.find_columns_without_role(&table);
        if !matches!(self.sections.last(), Some(Open::Measures { .. })) || !self.pending.is_empty()
        {
            let titles = self.take_title();
            let open = Open::Measures {
                titles,
                columns: Vec::new(),
                items: Vec::new(),
                notes: Vec::new(),
            };
            self.sections.push(open);
        }
        let Some(Open::Measures { columns, items, notes, .. }) = self.sections.last_mut() else {
            return;
        };
        let unplaced = merge_columns(columns, &table.columns);
        let roles = roles(&table.columns);
        let number = table.columns.iter().position(|c| c.meaning == Some(Role::Number));
        for row in &table.rows {
            match row.across {
                true => notes.push(compose(&row.cells[0])),
                false => add_row(items, row, &roles, number, key, ItemKind::Measure),
            }
        }
        self.unclaim_headings(unplaced);
    }

    /// Keeps headings that no list of columns has a place for.
    fn unclaim_headings(&mut self, headings: impl IntoIterator<Item = Passage>) {
        self.unclaimed
            .extend(headings.into_iter().map(|passage| (passage, UnclaimedReason::RepeatedHeader)));
    }

    fn other(&mut self, table: LogicalTable) {
        // Such a table says one wording of each heading.
        let further =
            table.columns.iter().flat_map(|c| c.wordings.iter().skip(1)).map(|w| compose(&w.lines));
        self.unclaim_headings(further);
        let waiting = if self.title_done { self.pending.pop() } else { None };
        self.settle_title();
        // A short paragraph right above a table is its heading.
        let above = self
            .unclaimed
            .last()
            .filter(|(p, why)| *why == UnclaimedReason::Paragraph && is_heading_of(p, &table));
        let title = match (waiting, above.is_some()) {
            (Some(title), _) => Some(title),
            (None, true) => self.unclaimed.pop().map(|(p, _)| p),
            (None, false) => None,
        };
        match (self.sections.last_mut(), title) {
            (Some(Open::Other { tables, .. }), None) => tables.push(table),
            (_, title) => self.sections.push(Open::Other { title, tables: vec![table] }),
        }
    }

    fn finish(mut self, furniture: Vec<(Line, Furniture)>) -> Assembled {
        self.settle_title();
        let mut findings = std::mem::take(&mut self.findings);
        let mut ids = Ids::default();
        let title = joined(&self.title);
        let mut out = Assembled {
            sections: self
                .sections
                .into_iter()
                .map(|s| close(s, &mut ids, &mut findings))
                .collect(),
            unclaimed: unclaimed(self.unclaimed, furniture),
            ..Assembled::default()
        };
        let titles: Vec<String> = std::iter::once(normalise(&title.text).into_owned())
            .chain(section_titles(&out.sections))
            .collect();
        out.agency = agency(&titles, &out);
        out.fiscal_year = fiscal_year(&titles, &out);
        out.period = self.period.map(|(p, months)| period(&p, months, out.fiscal_year.as_ref()));
        out.title = (!title.is_empty()).then(|| text(&title));
        out.findings = findings;
        tell_what_is_missing(&mut out);
        out
    }
}

/// A column whose heading is not known.
fn unknown_column(column: &Heading) -> Option<Finding> {
    let heading = compose(&column.wordings.first()?.lines);
    let name = heading.text.replace('\n', " ");
    let th = format!("ไม่รู้จักหัวคอลัมน์ “{name}” จึงเก็บข้อความไว้ตามที่พิมพ์");
    let en = format!("the column heading “{name}” is not known; its text is kept as printed");
    Some(Finding::new(Code::ColumnUnknown, th, en).seen(&heading.text, &heading.all_regions()))
}

/// A column whose heading means what that of an earlier one means.
fn doubled_column(column: &Heading, earlier: &Heading, role: Role) -> Option<Finding> {
    let heading = compose(&column.wordings.first()?.lines);
    let name = heading.text.replace('\n', " ");
    let other = earlier.wordings.first().map(|w| compose(&w.lines).text.replace('\n', " "));
    let other = other.unwrap_or_default();
    let th = format!(
        "หัวคอลัมน์ “{name}” มีความหมายเดียวกับ “{other}” ({role}) จึงเก็บข้อความไว้ตามที่พิมพ์ในคอลัมน์ other"
    );
    let en = format!(
        "the column headings “{other}” and “{name}” both mean {role}; the text of the second is kept as printed, under other"
    );
    Some(Finding::new(Code::ColumnDoubled, th, en).seen(&heading.text, &heading.all_regions()))
}

/// What a passage is in the outline, with its title as a range of the passage's own text.
fn outline_of(passage: &Passage) -> Option<OutlineFound> {
    let reading = Reading::new(passage);
    let found = outline(reading.text())?;
    Some(OutlineFound { title: reading.normal.source_range(found.title.clone()), ..found })
}

/// What a heading is to the one before.
enum Again {
    /// The same, printed again.
    Same,
    /// The same below the same number, with letters misread or mistyped and no digit that differs.
    Alike,
    /// Another.
    Another,
}

/// What a heading is to `before`, number and title of the last of its kind.
fn again(
    before: Option<(&Option<String>, &Option<Passage>)>,
    number: &Option<String>,
    title: &Passage,
) -> Again {
    let Some((_, Some(before))) = before.filter(|(before, _)| *before == number) else {
        return Again::Another;
    };
    let (before, title) = (matching_key(&before.text), matching_key(&title.text));
    let digits = |key: &str| key.chars().filter(char::is_ascii_digit).collect::<String>();
    let alike =
        || strsim::normalized_levenshtein(&skeleton(&before), &skeleton(&title)) >= SAME_TITLE;
    if before == title {
        Again::Same
    } else if number.is_some() && digits(&before) == digits(&title) && alike() {
        Again::Alike
    } else {
        Again::Another
    }
}

/// Whether a line goes on with a title above it: it names the agency, the year or the plan.
fn names_something(text: &str) -> bool {
    ["ของ", "ภายใน", "ประจำปี", "ตาม", "เพื่อ", "และ", "(", "ปีงบประมาณ"]
        .iter()
        .any(|w| text.starts_with(w))
}

/// Whether a paragraph can be the heading of a table: short, on its page.
fn is_heading_of(passage: &Passage, table: &LogicalTable) -> bool {
    passage.text.chars().count() <= TITLE_LENGTH
        && passage.first_page() == Some(table.page).filter(|p| *p > 0)
}

/// The reporting period: so many months from the start of the fiscal year.
fn period(passage: &Passage, months: u8, year: Option<&FiscalYear>) -> Period {
    let end = year.and_then(|y| {
        let after = y.start.checked_add(jiff::Span::new().months(i64::from(months))).ok()?;
        after.yesterday().ok()
    });
    Period {
        raw: passage.text.clone(),
        months: Some(months),
        start: end.and(year.map(|y| y.start)),
        end,
        regions: passage.all_regions(),
    }
}

fn section_titles(sections: &[Section]) -> Vec<String> {
    let title = |s: &Section| match s {
        Section::ActionPlan(p) => p.title.clone(),
        Section::Measures(m) => m.title.clone(),
        Section::Other(o) => o.title.clone(),
    };
    sections.iter().filter_map(title).map(|t| t.text).collect()
}

fn agency(titles: &[String], report: &Assembled) -> Option<Agency> {
    let paragraphs = report.unclaimed.iter().map(|u| &u.text);
    let (source, found) =
        titles.iter().chain(paragraphs).find_map(|t| agency_of(t).map(|found| (t, found)))?;
    let short = |t: &String| Some(t[agency_of(t)?.abbreviation?].to_owned());
    let short =
        found.abbreviation.map(|s| source[s].to_owned()).or_else(|| titles.iter().find_map(short));
    let abbreviations =
        short.map(|s| identity::spellings(&s, &whole_text(titles, report))).unwrap_or_default();
    Some(Agency {
        name: source[found.name].split_whitespace().collect::<Vec<_>>().join(" "),
        abbreviations,
    })
}

/// Everything printed, for counting.
fn whole_text(titles: &[String], report: &Assembled) -> String {
    let mut out = titles.join("\n");
    let mut add = |t: &Text| {
        out.push('\n');
        out.push_str(&t.text);
    };
    for section in &report.sections {
        crate::contract::walk::texts(section, &mut add);
    }
    out
}

fn fiscal_year(titles: &[String], report: &Assembled) -> Option<FiscalYear> {
    let others = report.unclaimed.iter().map(|u| &u.text);
    titles.iter().chain(others).find_map(|t| identity::fiscal_year_of(t))
}

fn unclaimed(
    passages: Vec<(Passage, UnclaimedReason)>,
    furniture: Vec<(Line, Furniture)>,
) -> Vec<Unclaimed> {
    let furniture = furniture.into_iter().map(|(line, kind)| {
        let reason = match kind {
            Furniture::PageNumber => UnclaimedReason::PageNumber,
            Furniture::RunningHead => UnclaimedReason::RunningHead,
        };
        (compose(&[line]), reason)
    });
    let mut out: Vec<Unclaimed> =
        passages.into_iter().chain(furniture).map(|(p, reason)| claim(&p, reason)).collect();
    // In the order of the pages, from top to bottom; what has no place comes first.
    let place = |u: &Unclaimed| u.regions.first().map_or((0, 0.0), |r| (r.page, r.y0));
    out.sort_by(|a, b| place(a).0.cmp(&place(b).0).then(place(a).1.total_cmp(&place(b).1)));
    out
}

/// A passage as an unclaimed text.
pub(super) fn claim(passage: &Passage, reason: UnclaimedReason) -> Unclaimed {
    let Text { raw, text, regions, confidence } = text(passage);
    Unclaimed { raw, text, regions, confidence, reason }
}

fn tell_what_is_missing(report: &mut Assembled) {
    let mut say = |missing: bool, code: Code, th: &str, en: &str| {
        if missing {
            report.findings.push(Finding::new(code, th, en));
        }
    };
    say(report.sections.is_empty(), Code::NoTable, "ไม่พบตารางในเอกสาร", "no table was found");
    say(
        report.title.is_none(),
        Code::NoTitle,
        "เอกสารไม่บอกชื่อเรื่อง",
        "the document does not say its title",
    );
    say(
        report.agency.is_none(),
        Code::NoAgency,
        "เอกสารไม่บอกชื่อหน่วยงาน",
        "the document does not say its agency",
    );
    say(
        report.fiscal_year.is_none(),
        Code::NoFiscalYear,
        "เอกสารไม่บอกปีงบประมาณ",
        "the document does not say its fiscal year",
    );
    for text in report.unclaimed.iter().filter(|u| u.reason == UnclaimedReason::Paragraph) {
        let th = "ข้อความนี้ไม่ตรงกับช่องข้อมูลใด";
        let finding = Finding::new(Code::UnclaimedText, th, "no field claimed this text");
        report.findings.push(finding.seen(&text.raw, &text.regions));
    }
}
