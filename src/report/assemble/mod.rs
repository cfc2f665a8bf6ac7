//! The document's parts → the report: what each paragraph and each table is, in the order of the
//! document.

mod end;
mod resumed;
mod tables;

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
use crate::report::unit::UnitAbove;
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
    let heads = furniture.iter().map(|(line, _)| compose(std::slice::from_ref(line)));
    let unit = heads.filter_map(|line| UnitAbove::of(&line)).next();
    let mut walk = Walk {
        vocabulary: vocabulary.clone(),
        unit: unit.map(|unit| (unit, Near::Pages)),
        ..Walk::default()
    };
    for piece in pieces(parts, vocabulary) {
        match piece {
            Piece::Lines(lines) => walk.lines(&lines),
            Piece::Table(table) => walk.table(table),
            Piece::Form(told) => walk.form(told),
        }
    }
    walk.finish(furniture)
}

/// Where a unit of money is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Near {
    /// Above the next table.
    Above,
    /// Above a table before that.
    Before,
    /// On every page.
    Pages,
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
    /// What the columns of the last table of items hold, in order.
    roles: Vec<Role>,
    /// What those of the one before it hold.
    roles_before: Vec<Role>,
    /// The unit of money that was said last outside of headings, and where.
    unit: Option<(UnitAbove, Near)>,
    findings: Vec<Finding>,
}

// Paragraphs.
impl Walk {
    fn lines(&mut self, lines: &[Line]) {
        let mut from = 0;
        for (at, line) in lines.iter().enumerate() {
            let Some(unit) = UnitAbove::of(&compose(std::slice::from_ref(line))) else { continue };
            if unit.alone {
                self.lines_without_unit(&lines[from..at]);
                from = at + 1;
            }
            self.note_unit(unit);
        }
        self.lines_without_unit(&lines[from..]);
    }

    fn lines_without_unit(&mut self, lines: &[Line]) {
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
        } else if is_brief_level(&paragraph.passage, &self.vocabulary)
            && !(self.sections.is_empty() && is_agency(&paragraph.passage))
        {
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
        self.resume_plan(&level);
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
                let opened = OpenTactic { label, number, title, ..OpenTactic::default() };
                match tactics.last_mut().filter(|last| last.only_begins(&opened)) {
                    Some(last) => *last = opened,
                    None => tactics.push(opened),
                }
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

    /// Opens the last plan again, which only tables of another form followed and which has no items
    /// yet; whether there is one. Its levels go on.
    fn reopen_plan(&mut self) -> bool {
        let is_other = |section: &Open| matches!(section, Open::Other { .. });
        let Some(at) = self.sections.iter().rposition(|section| !is_other(section)) else {
            return false;
        };
        let waits = matches!(&self.sections[at], Open::Plan(plan) if plan.has_no_items());
        if waits && !self.prose.has_waiting() {
            let plan = self.sections.remove(at);
            self.sections.push(plan);
        }
        self.plan_is_open()
    }

    /// The plan that is open, opened where none is.
    fn plan(&mut self) -> &mut OpenPlan {
        if !self.plan_is_open() && !self.reopen_plan() {
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
            Some(title)
                if ends && !heads(&next) && goes_on_below(&title.passage, &next.passage) =>
            {
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

/// Whether a passage is the name of an agency and nothing else: one with a number (`ศูนย์อนามัยที่ ๕`) is no
/// level of the plan below it.
fn is_agency(passage: &Passage) -> bool {
    let text = normalise(&passage.text);
    agencies(&text).first().is_some_and(|agency| agency.start == 0 && agency.is_whole)
}

/// The last of a list, which gets an empty one where it has none.
fn last_or_default<T: Default>(list: &mut Vec<T>) -> &mut T {
    if list.is_empty() {
        list.push(T::default());
    }
    let last = list.len() - 1;
    &mut list[last]
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
        let period = report.period.as_ref().unwrap();
        assert_eq!((period.raw.as_str(), period.months), ("รอบ ๖ เดือน", Some(6)));
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
    fn measures_right_below_the_heading_of_a_level_are_its_items() {
        let report = assembled(&[
            "ยุทธศาสตร์ที่ ๑ ดูแลแสงริมน้ำ",
            MEASURES,
            "๑. ดูแลโคมไฟ\tตรวจโคมไฟ\tตรวจแล้ว\tสำเร็จร้อยละ ๑๐๐",
            "ยุทธศาสตร์ที่ ๒ ดูแลแสงริมทาง",
            MEASURES,
            "๑. ดูแลป้ายไฟ\tตรวจป้าย\tตรวจแล้ว\tสำเร็จร้อยละ ๑๐๐",
        ]);
        let plan = plan(&report.sections[0]);
        let found: Vec<usize> =
            plan.strategies.iter().map(|s| s.tactics[0].projects.len()).collect();
        assert_eq!((report.sections.len(), found), (1, vec![1, 1]));
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
    fn a_level_that_goes_on_is_the_same_and_a_tactic_with_deeper_levels_stands_once() {
        let report = assembled(&[
            "ยุทธศาสตร์ที่ ๑ ดูแลแสงริมน้ำ",
            "กลยุทธ์ที่ ๑.๑ ดูแลหิ่งห้อย",
            "แผนงานที่ ๑.๑.๑ ดูแลโคมไฟ",
            PROJECTS,
            "๑. โครงการแสงริมน้ำ\tร้อยละ ๘๐\tจัดแล้ว\t๕๐๐",
            "ยุทธศาสตร์ที่ ๑ ดูแลแสงริมน้ำ (ต่อ)",
            "กลยุทธ์ที่ ๑.๒ ดูแลดาว",
            PROJECTS,
            "๑. โครงการแสงดาว\tร้อยละ ๘๐\tจัดแล้ว\t๕๐๐",
        ]);
        let [strategy] = plan(&report.sections[0]).strategies.as_slice() else {
            panic!("not one strategy: {:?}", report.sections)
        };
        let titles: Vec<&str> = strategy.tactics.iter().map(|t| text_of(&t.title)).collect();
        assert_eq!(titles, ["ดูแลหิ่งห้อย / แผนงาน 1.1.1 ดูแลโคมไฟ", "ดูแลดาว"]);
        assert_eq!(ids(&strategy.tactics[0].projects), ["s1/t1.1/p1"]);
        assert!(report.unclaimed.iter().any(|u| u.text.contains("(ต่อ)")));
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
