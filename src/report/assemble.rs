//! The document's parts → the report: what each paragraph and each table is, in the order of the
//! document.

use crate::contract::model::{
    Agency, DocumentSays, FiscalYear, ItemKind, Period, PlanYears, Section, Text, Unclaimed,
    UnclaimedReason,
};
use crate::finding::{Code, Finding};
use crate::layout::{Line, Paragraph, Passage, compose, paragraphs};
use crate::report::columns;
use crate::report::facts::{
    OutlineFound, OutlineKind, agencies, document_kind_of, outline, starts_title,
};
use crate::report::form::{Piece, Told, pieces};
use crate::report::gathered::{
    Open, OpenMeasures, OpenPlan, OpenStrategy, OpenTactic, close_all, joined,
};
use crate::report::identity::{Printed, opens_outline, period};
use crate::report::items::ItemColumns;
use crate::report::levels::{Level, Levels, Opened};
use crate::report::prose::{Prose, TITLE_LENGTH};
use crate::report::repeated::{Again, again};
use crate::report::text::{Reading, to_text};
use crate::role::Role;
use crate::table::{
    Furniture, Heading, LogicalRow, LogicalTable, Part, Vocabulary, without_page_number,
};
use crate::thai::text::normalise;

/// The longest heading of a strategy or tactic, in characters: longer than a title, since it goes on
/// to say what it is for.
const OUTLINE_LENGTH: usize = 2 * TITLE_LENGTH;

/// The longest title of a level without a number above a table, in characters.
const CAPTION_LENGTH: usize = 60;

/// What was assembled from the parts of a document: a report that does not know its file yet.
#[derive(Debug, Default)]
pub struct Assembled {
    /// The document's title.
    pub title: Option<Text>,
    /// Its agency.
    pub agency: Option<Agency>,
    /// Its fiscal year.
    pub fiscal_year: Option<FiscalYear>,
    /// The years that its plan spans.
    pub plan_years: Option<PlanYears>,
    /// What it says it is.
    pub document: Option<DocumentSays>,
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
    assemble_by(parts, furniture, &Vocabulary::default())
}

/// [`assemble()`] by the words of a vocabulary.
pub fn assemble_by(
    parts: Vec<Part>,
    furniture: Vec<(Line, Furniture)>,
    vocabulary: &Vocabulary,
) -> Assembled {
    let mut walk = Walk { vocabulary: vocabulary.clone(), ..Walk::default() };
    for piece in pieces(parts, vocabulary) {
        match piece {
            Piece::Lines(lines) => walk.lines(&lines),
            Piece::Table(table) => walk.table(table),
            Piece::Form(told) => walk.form(told),
        }
    }
    walk.finish(furniture)
}

/// The state of a walk through the document.
#[derive(Default)]
struct Walk {
    /// The words for levels.
    vocabulary: Vocabulary,
    /// What is no heading of the outline and no table.
    prose: Prose,
    /// The passage that says which months the report covers, and how many these are.
    period: Option<(Passage, u8)>,
    /// The sections so far; the last one is open.
    sections: Vec<Open>,
    /// Whether a note was read last, which the next paragraph may go on with.
    in_note: bool,
    /// The levels that are open.
    levels: Levels,
    /// Titles of levels that wait for the table of items which they stand above.
    pending: Vec<Paragraph>,
    findings: Vec<Finding>,
}

// Paragraphs.
impl Walk {
    fn lines(&mut self, lines: &[Line]) {
        let mut all = with_whole_titles(paragraphs(lines, opens_outline), &self.vocabulary);
        let last = all.pop();
        all.into_iter().for_each(|paragraph| self.paragraph(paragraph));
        match last {
            Some(caption) if self.is_caption(&caption) => self.pending.push(caption),
            Some(paragraph) => self.paragraph(paragraph),
            None => {}
        }
    }

    /// Whether the last paragraph before a table may be the title of a level without a number, which
    /// the rows below stand under: below the document's title, brief, begun by a word for a level.
    fn is_caption(&self, paragraph: &Paragraph) -> bool {
        let text = normalise(&paragraph.passage.text);
        let has_title = !self.sections.is_empty() || self.prose.has_waiting();
        has_title
            && !paragraph.centred
            && text.chars().count() <= CAPTION_LENGTH
            && outline_of(&paragraph.passage).is_none()
            && self.vocabulary.begins_with_level(&text)
            && agencies(&text).is_empty()
    }

    fn paragraph(&mut self, paragraph: Paragraph) {
        let may_go_on = std::mem::take(&mut self.in_note) && !paragraph.centred;
        let heading = outline_of(&paragraph.passage);
        if let Some(found) = heading.filter(|found| self.takes(found, &paragraph.passage)) {
            self.outline(found, paragraph.passage);
        } else if is_brief_level(&paragraph.passage, &self.vocabulary) {
            self.pending.push(paragraph);
        } else if !(may_go_on && self.goes_on_with_note(&paragraph.passage)) {
            self.leave_pending();
            self.prose.add(paragraph, self.sections.is_empty());
        }
    }

    /// Titles of levels after which no table of items comes are paragraphs like others.
    fn leave_pending(&mut self) {
        for paragraph in std::mem::take(&mut self.pending) {
            self.prose.add(paragraph, self.sections.is_empty());
        }
    }

    /// Adds a paragraph to the note that was read last, where that stands on the same page; whether
    /// it did.
    fn goes_on_with_note(&mut self, passage: &Passage) -> bool {
        let note = match self.sections.last_mut() {
            Some(Open::Plan(plan)) => plan.notes.last_mut(),
            Some(Open::Measures(measures)) => measures.notes.last_mut(),
            _ => None,
        };
        let Some(note) = note.filter(|note| note.last_page() == passage.first_page()) else {
            return false;
        };
        note.push(passage);
        self.in_note = true;
        true
    }

    /// Whether an outline heading means something here: goals and indicators only stand in a plan,
    /// notes below a table.
    fn takes(&self, found: &OutlineFound, passage: &Passage) -> bool {
        match found.kind {
            OutlineKind::Goal if self.is_level_of_goals(passage) => false,
            OutlineKind::Goal | OutlineKind::Indicator | OutlineKind::DeclaredCount(_) => {
                self.plan_is_open() || self.sections.is_empty()
            }
            OutlineKind::Strategy | OutlineKind::Tactic => {
                passage.text.chars().count() <= OUTLINE_LENGTH
            }
            OutlineKind::Period(_) => self.period.is_none(),
            OutlineKind::Note => !self.sections.is_empty(),
        }
    }

    /// Whether a numbered goal is a level: no other one is open, or one of its kind.
    fn is_level_of_goals(&self, passage: &Passage) -> bool {
        let text = normalise(&passage.text);
        self.vocabulary.is_level_title(&text) && self.levels.may_hold(&text, &self.vocabulary)
    }

    fn outline(&mut self, found: OutlineFound, passage: Passage) {
        let OutlineFound { kind, number, title } = found;
        let title = passage.slice(title);
        match kind {
            OutlineKind::Strategy | OutlineKind::Tactic => {
                self.open_level(Level::of(&passage, &self.vocabulary).with(number, title));
            }
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
            Some(Open::Measures(measures)) => measures.notes.push(passage),
            _ => self.prose.leave(passage, UnclaimedReason::Paragraph),
        }
    }
}

// The plan with its strategies and tactics.
impl Walk {
    /// Opens a level, as a strategy or a tactic.
    fn open_level(&mut self, level: Level) {
        // A plan that opens here has none of the levels before it.
        self.plan();
        let opened = self.levels.open(level);
        self.place_level(opened);
    }

    fn place_level(&mut self, opened: Opened) {
        match opened {
            Opened::Strategy(level) => self.open_strategy(level),
            Opened::Tactic(level) => self.open_tactic(level),
        }
    }

    /// A strategy printed again (once for each of its tactics) is the same strategy.
    fn open_strategy(&mut self, level: Level) {
        let Level { label, number, title, .. } = level;
        let strategies = &mut self.plan().strategies;
        match again(strategies.last().map(|s| (&s.number, &s.title)), &number, &title) {
            Again::Same => {}
            Again::Alike => self.prose.leave(title, UnclaimedReason::RepeatedHeader),
            Again::Another => {
                let title = Some(title).filter(|title| !title.is_empty());
                strategies.push(OpenStrategy { label, number, title, tactics: Vec::new() })
            }
        }
    }

    fn open_tactic(&mut self, level: Level) {
        let Level { label, number, title, .. } = level;
        let tactics = &mut self.strategy().tactics;
        match again(tactics.last().map(|t| (&t.number, &t.title)), &number, &title) {
            Again::Same => {}
            Again::Alike => self.prose.leave(title, UnclaimedReason::RepeatedHeader),
            Again::Another => {
                let title = Some(title).filter(|title| !title.is_empty());
                tactics.push(OpenTactic { label, number, title, ..OpenTactic::default() })
            }
        }
    }

    fn plan_is_open(&self) -> bool {
        matches!(self.sections.last(), Some(Open::Plan(_)))
    }

    fn open_plan(&mut self, titles: Vec<Passage>) {
        self.levels.clear();
        self.sections.push(Open::Plan(OpenPlan { titles, ..OpenPlan::default() }));
    }

    /// The plan that is open, opened where none is.
    fn plan(&mut self) -> &mut OpenPlan {
        if !self.plan_is_open() {
            let titles = self.prose.take_section_title();
            self.open_plan(titles);
        }
        match self.sections.last_mut() {
            Some(Open::Plan(plan)) => plan,
            _ => unreachable!("a plan was just opened"),
        }
    }

    /// The strategy that is open, opened without a title where none is.
    fn strategy(&mut self) -> &mut OpenStrategy {
        last_or_default(&mut self.plan().strategies)
    }

    /// The tactic that is open, opened without a title where none is.
    fn tactic(&mut self) -> &mut OpenTactic {
        last_or_default(&mut self.strategy().tactics)
    }
}

// Tables.
impl Walk {
    fn table(&mut self, table: LogicalTable) {
        self.in_note = false;
        self.prose.leave_headings(table.repeated.iter().map(|lines| compose(lines)));
        let Some(naming) = table.naming else {
            self.leave_pending();
            return self.other(table);
        };
        if naming.guessed {
            self.findings.push(guessed_items(&table, naming.column));
        }
        let of_measures = table.columns[naming.column].meaning == Some(Role::Measure);
        match of_measures {
            true if self.has_levels(&table) => self.plan_table(table, naming.column, ItemKind::Measure),
            true => self.measures(table, naming.column),
            false => self.plan_table(table, naming.column, ItemKind::Project),
        }
    }

    /// Whether the items of a table stand below levels of their own: headings right above it, columns
    /// or rows.
    fn has_levels(&self, table: &LogicalTable) -> bool {
        let titles = table.rows.iter().filter(|row| row.across);
        !self.pending.is_empty()
            || !table.level_columns().is_empty()
            || titles.into_iter().any(|row| {
                let title = compose(&row.cells[0]);
                self.vocabulary.is_level_title(Reading::new(&title).text())
            })
    }

    /// A table of projects, or of measures below levels; `key` is the column of their names.
    fn plan_table(&mut self, table: LogicalTable, key: usize, kind: ItemKind) {
        // Titles that wait above a plan's later table open a plan of their own.
        if self.plan_is_open() && self.prose.has_waiting() {
            let titles = self.prose.take_waiting();
            self.open_plan(titles);
        }
        columns::merge(&mut self.plan().columns, &table.columns);
        for paragraph in std::mem::take(&mut self.pending) {
            self.open_level(Level::of(&paragraph.passage, &self.vocabulary));
        }
        self.note_columns(&table);
        let columns = ItemColumns::of(&table, key);
        for row in &table.rows {
            if row.across {
                self.section_row(compose(&row.cells[0]));
            } else if row.total {
                let total = columns.total(row);
                self.plan().totals.push(total);
            } else {
                self.level_cells(&table, row);
                columns.add_row(&mut self.tactic().items, row, kind);
            }
        }
    }

    /// Opens the levels that a row names in columns of their own, where they are others than before.
    fn level_cells(&mut self, table: &LogicalTable, row: &LogicalRow) {
        for (nth, column) in table.level_columns().into_iter().enumerate() {
            let passage = compose(&row.cells[column]);
            if !passage.is_empty() {
                let heading = table.columns[column].text();
                self.open_level(Level::of_column(&passage, nth, heading, &self.vocabulary));
            }
        }
    }

    /// One title across all columns: the strategy, tactic or group it names.
    fn section_row(&mut self, passage: Passage) {
        match outline_of(&passage) {
            Some(found) if !matches!(found.kind, OutlineKind::Period(_)) => {
                self.outline(found, passage)
            }
            _ => self.open_level(Level::of(&passage, &self.vocabulary)),
        }
    }

    /// A table of measures; `key` is the column of their names.
    fn measures(&mut self, table: LogicalTable, key: usize) {
        self.note_columns(&table);
        let columns = ItemColumns::of(&table, key);
        let measures = self.open_measures();
        columns::merge(&mut measures.columns, &table.columns);
        for row in &table.rows {
            if row.across {
                measures.notes.push(compose(&row.cells[0]));
            } else if row.total {
                measures.totals.push(columns.total(row));
            } else {
                columns.add_row(&mut measures.items, row, ItemKind::Measure);
            }
        }
    }

    /// The measures that are open, opened where none are or where a title waits for them.
    fn open_measures(&mut self) -> &mut OpenMeasures {
        let is_open = matches!(self.sections.last(), Some(Open::Measures(_)));
        if !is_open || self.prose.has_waiting() {
            let titles = self.prose.take_section_title();
            let opened = OpenMeasures { titles, ..OpenMeasures::default() };
            self.sections.push(Open::Measures(opened));
        }
        match self.sections.last_mut() {
            Some(Open::Measures(measures)) => measures,
            _ => unreachable!("measures were just opened"),
        }
    }

    /// The title that a table has in a row across its columns, above its header; what stands there
    /// again on later pages is a repeated heading.
    fn own_titles(&mut self, table: &mut LogicalTable) -> Option<Passage> {
        let is_title = |row: &LogicalRow| row.across && row.above_header;
        let rows = std::mem::take(&mut table.rows);
        let (titles, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_title);
        table.rows = rows;
        let mut all: Vec<Passage> = Vec::new();
        for title in titles.iter().map(|row| compose(&row.cells[0])) {
            match all.iter().any(|known| known.text == title.text) {
                true => self.prose.leave(title, UnclaimedReason::RepeatedHeader),
                false => all.push(title),
            }
        }
        (!all.is_empty()).then(|| joined(&all))
    }

    /// One project told by labels.
    fn form(&mut self, mut told: Told) {
        self.in_note = false;
        self.prose.leave_headings(told.take_headings());
        let titles = self.prose.take_section_title();
        for line in told.take_signed() {
            self.prose.leave(line, UnclaimedReason::Paragraph);
        }
        self.sections.push(Open::Form { titles, told });
    }

    /// A table of another form.
    fn other(&mut self, mut table: LogicalTable) {
        // Such a table says one wording of each heading.
        let further = table.columns.iter().flat_map(|column| column.wordings.iter().skip(1));
        self.prose.leave_headings(further.map(|wording| compose(&wording.lines)));
        if table.names_projects {
            self.findings.push(unread_items(&table));
        }
        let own = self.own_titles(&mut table);
        let title = self.prose.take_table_heading(&table);
        let title = match (title, own) {
            (Some(title), Some(own)) => Some(joined(&[title, own])),
            (title, own) => title.or(own),
        };
        match (self.sections.last_mut(), title) {
            (Some(Open::Other { tables, .. }), None) => tables.push(table),
            (_, title) => self.sections.push(Open::Other { title, tables: vec![table] }),
        }
    }

    /// Notes what is in doubt about the columns of a table of items: headings that are not known, a
    /// role that rests on what stands in the column, two columns of one role that nothing tells apart.
    fn note_columns(&mut self, table: &LogicalTable) {
        for (at, column) in table.columns.iter().enumerate() {
            let alike = |other: &&Heading| {
                other.meaning == column.meaning && other.span == column.span
                    && (column.group.is_empty() || other.group != column.group)
            };
            let earlier = table.columns[..at].iter().find(alike);
            self.findings.extend(match (column.meaning, earlier) {
                (None, _) => unknown_column(column),
                (Some(_), _) if column.evidence.is_guess() => guessed_column(column),
                (Some(role), Some(earlier)) => doubled_column(column, earlier, role),
                (Some(_), None) => None,
            });
        }
    }
}

// The end.
impl Walk {
    fn finish(mut self, mut furniture: Vec<(Line, Furniture)>) -> Assembled {
        self.leave_pending();
        let (mut title, left) = self.prose.finish();
        if title.lines.is_empty() {
            title.lines.extend(title_of_heads(&mut furniture));
            title.printed.extend_from_slice(&title.lines);
        }
        let mut findings = self.findings;
        let (head, title) = (joined(&title.printed), joined(&title.lines));
        let unclaimed = unclaimed(left, furniture);
        let mut titles = vec![normalise(&head.text).into_owned()];
        // Months and quarters without a year are of the year that the document says before its tables.
        let early = Printed { titles: &titles, sections: &[], unclaimed: &unclaimed }.years();
        let sections = close_all(self.sections, early.fiscal.map(|year| year.be), &mut findings);
        titles.extend(section_titles(&sections).map(|title| title.text.clone()));
        let printed = Printed { titles: &titles, sections: &sections, unclaimed: &unclaimed };
        let (whose, years) = (printed.whose(), printed.years());
        let document = printed.document();
        let period =
            self.period.map(|(passage, months)| period(&passage, months, years.fiscal.as_ref()));
        findings.extend(whose.rivals.as_ref().map(agency_unsure));
        let mut whole = Assembled {
            title: (!title.is_empty()).then(|| to_text(&title)),
            agency: whose.agency,
            fiscal_year: years.fiscal,
            plan_years: years.plan,
            document,
            period,
            sections,
            unclaimed,
            findings,
        };
        whole.note_what_is_missing();
        whole.note_unclaimed_paragraphs();
        whole
    }
}

impl Assembled {
    /// Notes what a report should say of itself and does not.
    fn note_what_is_missing(&mut self) {
        let no_table = ("ไม่พบตารางในเอกสาร", "no table was found");
        let no_title = ("เอกสารไม่บอกชื่อเรื่อง", "the document does not say its title");
        let no_agency = ("เอกสารไม่บอกชื่อหน่วยงาน", "the document does not say its agency");
        let no_year = ("เอกสารไม่บอกปีงบประมาณ", "the document does not say its fiscal year");
        for (is_missing, code, (th, en)) in [
            (self.sections.is_empty(), Code::NoTable, no_table),
            (self.title.is_none(), Code::NoTitle, no_title),
            (self.agency.is_none() && !self.is_agency_unsure(), Code::NoAgency, no_agency),
            (self.fiscal_year.is_none() && self.plan_years.is_none(), Code::NoFiscalYear, no_year),
        ] {
            if is_missing {
                self.findings.push(Finding::new(code, th, en));
            }
        }
    }

    /// Whether it was noted that two agencies are as likely.
    fn is_agency_unsure(&self) -> bool {
        self.findings.iter().any(|finding| finding.code == Code::AgencyUnsure.as_str())
    }

    /// Notes the paragraphs that no field claimed.
    fn note_unclaimed_paragraphs(&mut self) {
        for text in self.unclaimed.iter().filter(|u| u.reason == UnclaimedReason::Paragraph) {
            let th = "ข้อความนี้ไม่ตรงกับช่องข้อมูลใด";
            let finding = Finding::new(Code::UnclaimedText, th, "no field claimed this text");
            self.findings.push(finding.seen(&text.raw, &text.regions));
        }
    }
}

/// The title of a document that prints it as the running head of every page: the first one, taken
/// out of the `furniture`, without the number of its page.
fn title_of_heads(furniture: &mut Vec<(Line, Furniture)>) -> Option<Passage> {
    let at = furniture.iter().position(|(line, kind)| {
        let text = normalise(&line.text()).into_owned();
        *kind == Furniture::RunningHead
            && line.frame.page <= 1
            && (starts_title(&text) || document_kind_of(&text).is_some())
    })?;
    let head = compose(&[furniture.remove(at).0]);
    let end = without_page_number(&head.text).len();
    Some(head.slice(0..end))
}

/// The finding about two agencies of which either may be the one.
fn agency_unsure((first, second): &(String, String)) -> Finding {
    let th = format!("ไม่แน่ใจว่าเป็นเอกสารของ “{first}” หรือ “{second}” จึงไม่ระบุหน่วยงาน");
    let en = format!("the document may be from “{first}” or from “{second}”; neither is taken");
    Finding::new(Code::AgencyUnsure, th, en)
}

/// The finding about a column whose heading is not known.
fn unknown_column(column: &Heading) -> Option<Finding> {
    let heading = compose(&column.wordings.first()?.lines);
    let name = heading.text.replace('\n', " ");
    let th = format!("ไม่รู้จักหัวคอลัมน์ “{name}” จึงเก็บข้อความไว้ตามที่พิมพ์");
    let en = format!("the column heading “{name}” is not known; its text is kept as printed");
    Some(Finding::new(Code::ColumnUnknown, th, en).seen(&heading.text, &heading.all_regions()))
}

/// The finding about a column whose heading means what that of an earlier one means.
fn doubled_column(column: &Heading, earlier: &Heading, role: Role) -> Option<Finding> {
    let heading = compose(&column.wordings.first()?.lines);
    let name = heading.text.replace('\n', " ");
    let other = earlier.wordings.first().map(|w| compose(&w.lines).text.replace('\n', " "));
    let other = other.unwrap_or_default();
    let th = format!(
        "หัวคอลัมน์ “{name}” มีความหมายเดียวกับ “{other}” ({role}) จึงเก็บข้อความไว้ในคอลัมน์ {role} ถัดไป"
    );
    let en = format!(
        "the column headings “{other}” and “{name}” both mean {role}; the text of the second stands under the next {role}"
    );
    Some(Finding::new(Code::ColumnDoubled, th, en).seen(&heading.text, &heading.all_regions()))
}

/// The finding about a column whose role rests on what stands in it.
fn guessed_column(column: &Heading) -> Option<Finding> {
    let role = column.meaning?;
    let heading = compose(&column.wordings.first().map(|w| w.lines.clone()).unwrap_or_default());
    let name = heading.text.replace('\n', " ");
    let next = column.evidence.runner_up.map(|(role, _)| role.to_string());
    let next = next.unwrap_or_else(|| "-".to_owned());
    let th = format!("คอลัมน์ “{name}” ถือเป็น {role} ตามข้อความในคอลัมน์ (อันดับถัดไป: {next})");
    let en = format!("the column “{name}” is taken for {role} by what stands in it (next: {next})");
    Some(Finding::new(Code::ColumnsGuessed, th, en).seen(&heading.text, &heading.all_regions()))
}

/// The finding that the rows of a table are taken for items by what stands in them.
fn guessed_items(table: &LogicalTable, column: usize) -> Finding {
    let th = format!("คอลัมน์ที่ {} ถือเป็นชื่อโครงการตามข้อความในคอลัมน์", column + 1);
    let en = format!("column {} is taken for the names of projects by what stands in it", column + 1);
    Finding::new(Code::ColumnsGuessed, th, en).on_page(table.page)
}

/// The finding that a table holds what looks like projects and was not read as a table of them.
fn unread_items(table: &LogicalTable) -> Finding {
    let th = "ตารางนี้มีชื่อโครงการ แต่ไม่รู้จักหัวคอลัมน์พอที่จะอ่านเป็นรายการโครงการ";
    let en = "this table names projects, but too few of its headings are known to read them as items";
    Finding::new(Code::TableNotRead, th, en).on_page(table.page)
}

/// What a passage is in the outline, with its title as a range of the passage's own text.
fn outline_of(passage: &Passage) -> Option<OutlineFound> {
    let reading = Reading::new(passage);
    let found = outline(reading.text())?;
    Some(OutlineFound { title: reading.normal.source_range(found.title.clone()), ..found })
}

/// The paragraphs above a table, with what a title of a level goes on to say in its next line: that
/// stands right below it, as far from the left, and before another heading or the end.
fn with_whole_titles(paragraphs: Vec<Paragraph>, vocabulary: &Vocabulary) -> Vec<Paragraph> {
    let heads = |paragraph: &Paragraph| {
        is_brief_level(&paragraph.passage, vocabulary)
            || opens_outline(&paragraph.passage.text)
            || vocabulary.begins_with_level(&normalise(&paragraph.passage.text))
    };
    let mut whole: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    let mut rest = paragraphs.into_iter().peekable();
    while let Some(next) = rest.next() {
        let last = whole.last_mut().filter(|title| is_brief_level(&title.passage, vocabulary));
        let ends = rest.peek().is_none_or(heads);
        match last {
            Some(title) if ends && !heads(&next) && goes_on_below(&title.passage, &next.passage) => {
                title.passage.push_behind("", &next.passage);
            }
            _ => whole.push(next),
        }
    }
    whole
}

/// Whether a passage is one line that stands right below another passage and begins where that does.
fn goes_on_below(title: &Passage, next: &Passage) -> bool {
    let (above, below) = (title.all_regions(), next.all_regions());
    let (Some(above), [only]) = (above.last(), below.as_slice()) else { return false };
    let height = above.y1 - above.y0;
    let near = above.page == only.page && only.y0 - above.y1 <= LINE_GAP * height;
    let level = (only.x0 - title.all_regions()[0].x0).abs() <= TITLE_INDENT * height;
    near && level && !next.text.contains([':', '(']) && next.text.chars().count() <= TITLE_LENGTH
}

/// A line that goes on with a title stands below it by at most this part of its height …
const LINE_GAP: f32 = 0.7;
/// … and begins no further from where that begins, in heights.
const TITLE_INDENT: f32 = 3.0;

/// Whether a paragraph is the brief title of a level, by its word and its number.
fn is_brief_level(passage: &Passage, vocabulary: &Vocabulary) -> bool {
    passage.text.chars().count() <= OUTLINE_LENGTH
        && vocabulary.is_level_title(&normalise(&passage.text))
}

/// The last of a list, which gets an empty one where it has none.
fn last_or_default<T: Default>(list: &mut Vec<T>) -> &mut T {
    if list.is_empty() {
        list.push(T::default());
    }
    let last = list.len() - 1;
    &mut list[last]
}

/// The titles of the sections that have one.
fn section_titles(sections: &[Section]) -> impl Iterator<Item = &Text> {
    sections.iter().filter_map(|section| match section {
        Section::ActionPlan(plan) => plan.title.as_ref(),
        Section::Measures(measures) => measures.title.as_ref(),
        Section::Form(form) => form.title.as_ref(),
        Section::Other(other) => other.title.as_ref(),
    })
}

/// What no field claimed and what was taken from the pages before, in the order of the pages, from
/// top to bottom; what has no place comes first.
fn unclaimed(
    passages: Vec<(Passage, UnclaimedReason)>,
    furniture: Vec<(Line, Furniture)>,
) -> Vec<Unclaimed> {
    let mut all: Vec<Unclaimed> =
        passages.iter().map(|(passage, reason)| claim(passage, *reason)).collect();
    all.extend(furniture.into_iter().map(|(line, kind)| {
        let reason = match kind {
            Furniture::PageNumber => UnclaimedReason::PageNumber,
            Furniture::RunningHead => UnclaimedReason::RunningHead,
        };
        claim(&compose(&[line]), reason)
    }));
    all.sort_by(|a, b| {
        let ((page_a, top_a), (page_b, top_b)) = (place(a), place(b));
        page_a.cmp(&page_b).then(top_a.total_cmp(&top_b))
    });
    all
}

/// The page of a text and where it begins there.
fn place(unclaimed: &Unclaimed) -> (u32, f32) {
    unclaimed.regions.first().map_or((0, 0.0), |region| (region.page, region.y0))
}

/// A passage as an unclaimed text.
pub(super) fn claim(passage: &Passage, reason: UnclaimedReason) -> Unclaimed {
    let Text { raw, text, regions, confidence } = to_text(passage);
    Unclaimed { raw, text, regions, confidence, reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::model::{ActionPlan, Item};
    use crate::report::sample::parts;

    const PROJECTS: &str = "โครงการ/กิจกรรม\tตัวชี้วัด\tผลการดำเนินงาน\tงบประมาณ";
    const MEASURES: &str = "มาตรการ\tขั้นตอน/วิธีการดำเนินการ\tผลการดำเนินงาน\tผลลัพธ์";

    fn assembled(lines: &[&str]) -> Assembled {
        assemble(parts(lines), Vec::new())
    }

    fn plan(section: &Section) -> &ActionPlan {
        match section {
            Section::ActionPlan(plan) => plan,
            other => panic!("no plan: {other:?}"),
        }
    }

    fn text_of(text: &Option<Text>) -> &str {
        text.as_ref().map_or("", |text| text.text.as_str())
    }

    fn ids(items: &[Item]) -> Vec<&str> {
        items.iter().map(|item| item.id.as_str()).collect()
    }

    fn codes(report: &Assembled) -> Vec<&str> {
        report.findings.iter().map(|finding| finding.code.as_str()).collect()
    }

    #[test]
    fn a_document_says_its_title_agency_and_year() {
        let report = assembled(&[
            "รายงานผลการดำเนินงานตามแผนแสงชุมชน",
            "ของสำนักงานอนุรักษ์แสงหิ่งห้อยแห่งชาติ (สสห.)",
            "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ รอบ ๖ เดือน",
            PROJECTS,
            "๑. โครงการแสงริมน้ำ\tร้อยละ ๘๐\tจัดแล้ว\t๕๐๐",
        ]);
        assert!(text_of(&report.title).starts_with("รายงานผลการดำเนินงานตามแผนแสงชุมชน"));
        let agency = report.agency.as_ref().unwrap();
        assert_eq!(agency.name, "สำนักงานอนุรักษ์แสงหิ่งห้อยแห่งชาติ");
        assert_eq!(report.fiscal_year.as_ref().unwrap().be, 2568);
        assert_eq!(text_of(&plan(&report.sections[0]).title), text_of(&report.title));
        assert_eq!(codes(&report), [""; 0]);
    }

    #[test]
    fn strategies_and_tactics_stand_in_headings_above_their_tables() {
        let report = assembled(&[
            "ยุทธศาสตร์ที่ ๑ ดูแลแสงริมน้ำ",
            "กลยุทธ์ที่ ๑ ดูแลหิ่งห้อย",
            "เป้าหมาย : หิ่งห้อยอยู่ดี",
            PROJECTS,
            "๑. โครงการแสงริมน้ำ\tร้อยละ ๘๐\tจัดแล้ว\t๕๐๐",
            "ยุทธศาสตร์ที่ ๒ ดูแลแสงริมทาง",
            PROJECTS,
            "๑. โครงการแสงริมทาง\tร้อยละ ๘๐\tจัดแล้ว\t๕๐๐",
        ]);
        let plan = plan(&report.sections[0]);
        let titles: Vec<&str> = plan.strategies.iter().map(|s| text_of(&s.title)).collect();
        assert_eq!(titles, ["ดูแลแสงริมน้ำ", "ดูแลแสงริมทาง"]);
        let tactic = &plan.strategies[0].tactics[0];
        assert_eq!((text_of(&tactic.title), tactic.goals.len()), ("ดูแลหิ่งห้อย", 1));
        assert_eq!(ids(&tactic.projects), ["s1/t1/p1"]);
        assert_eq!(ids(&plan.strategies[1].tactics[0].projects), ["s2/t~1/p1"]);
    }

    #[test]
    fn a_strategy_printed_again_is_the_same_strategy() {
        let report = assembled(&[
            "ยุทธศาสตร์ที่ ๑ ดูแลแสงริมน้ำ",
            "กลยุทธ์ที่ ๑ ดูแลหิ่งห้อย",
            "ยุทธศาสตร์ที่ ๑ ดูแลแสงริมน้ำ",
            "กลยุทธ์ที่ ๒ ดูแลโคมไฟ",
        ]);
        let plan = plan(&report.sections[0]);
        assert_eq!((plan.strategies.len(), plan.strategies[0].tactics.len()), (1, 2));
    }

    #[test]
    fn text_that_no_field_claims_is_kept_and_told() {
        let report = assembled(&[
            "รายงานผลแผนแสงชุมชน",
            PROJECTS,
            "๑. โครงการแสงริมน้ำ\tร้อยละ ๘๐\tจัดแล้ว\t๕๐๐",
            "หิ่งห้อยอยู่ริมน้ำ",
        ]);
        let unclaimed: Vec<&str> = report.unclaimed.iter().map(|u| u.text.as_str()).collect();
        assert_eq!(unclaimed, ["หิ่งห้อยอยู่ริมน้ำ"]);
        assert_eq!(codes(&report), ["no-agency", "no-fiscal-year", "unclaimed-text"]);
    }

    #[test]
    fn measures_are_a_section_of_their_own_with_the_notes_below_them() {
        let report = assembled(&[
            "รายงานผลมาตรการแสงชุมชน",
            MEASURES,
            "๑. ดูแลโคมไฟ\tตรวจโคมไฟ\tตรวจแล้ว\tสำเร็จร้อยละ ๑๐๐",
            "หมายเหตุ : นับถึงเดือนมีนาคม",
        ]);
        let [Section::Measures(measures)] = report.sections.as_slice() else {
            panic!("not measures alone: {:?}", report.sections)
        };
        assert_eq!(text_of(&measures.title), "รายงานผลมาตรการแสงชุมชน");
        assert_eq!(ids(&measures.measures), ["m1"]);
        assert_eq!(measures.measures[0].outcome_facts.as_ref().unwrap().percentages.len(), 1);
        assert_eq!(measures.notes.len(), 1);
    }

    #[test]
    fn a_heading_that_is_not_known_is_told() {
        let report =
            assembled(&["โครงการ/กิจกรรม\tความสว่าง\tงบประมาณ", "๑. โครงการแสงริมน้ำ\tสว่างดี\t๕๐๐"]);
        assert!(codes(&report).contains(&"column-unknown"), "{:?}", report.findings);
        let projects = &plan(&report.sections[0]).strategies[0].tactics[0].projects;
        let cell = projects[0].cells.iter().find(|(_, cell)| cell.text == "สว่างดี");
        assert_eq!(cell.map(|(role, _)| role.to_string()).as_deref(), Some("other_1"));
    }

    #[test]
    fn a_table_without_projects_is_kept_with_all_its_rows() {
        let report =
            assembled(&["รายงานผลแผนแสงชุมชน", "สถานที่\tคืนเดือนมืด\tคืนเดือนเพ็ญ", "ศาลาริมน้ำ\t๑๒๐\t๓๐"]);
        let [Section::Other(other)] = report.sections.as_slice() else {
            panic!("not another table alone: {:?}", report.sections)
        };
        assert_eq!((other.tables.len(), other.tables[0].rows.len()), (1, 2));
    }

    #[test]
    fn furniture_is_unclaimed_with_its_reason() {
        let line = |text: &str| Line::placeless(text, true);
        let furniture =
            vec![(line("๑"), Furniture::PageNumber), (line("สสห."), Furniture::RunningHead)];
        let report = assemble(Vec::new(), furniture);
        let reasons: Vec<UnclaimedReason> = report.unclaimed.iter().map(|u| u.reason).collect();
        assert_eq!(reasons, [UnclaimedReason::PageNumber, UnclaimedReason::RunningHead]);
        assert_eq!(codes(&report), ["no-table", "no-title", "no-agency", "no-fiscal-year"]);
    }
}
