//! The types of a comparison's JSON (`schemas/diff.schema.json`).
//!
//! Field order here is key order there. Absent is `null`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::contract::model::{Baht, BudgetStatus, Comparator, Generator};
use crate::finding::Region;

pub use super::corrected::{PutRight, Which};
pub use super::totals::{Line, Name, Sum, Tally, Totals};

/// The version of the JSON this library writes.
pub const SCHEMA_VERSION: &str = "1.1";

/// Two reports or more, each held against the one before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// What wrote this.
    pub generator: Generator,
    /// The reports, in the order they were given.
    pub reports: Vec<Side>,
    /// Each report against the one before it.
    pub pairs: Vec<Pair>,
    /// What became of every project and measure; only for three reports or more.
    pub timeline: Vec<Chain>,
}

impl Comparison {
    /// Whether nothing changed.
    pub fn is_same(&self) -> bool {
        self.pairs.iter().all(|pair| pair.counts.is_empty())
    }
}

/// A report that is compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The file's name; `null` for a stream.
    pub file_name: Option<String>,
    /// SHA-256 of the document.
    pub sha256: String,
    /// What read it.
    pub generator: Generator,
    /// The agency's name.
    pub agency: Option<String>,
    /// The fiscal year, Buddhist Era.
    pub fiscal_year_be: Option<i16>,
    /// How many projects, activities, measures and rows of other tables it has.
    pub items: u32,
}

/// Two reports held against each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The older report, by its place among `reports`, from 0.
    pub old: u32,
    /// The newer report.
    pub new: u32,
    /// What to know before relying on the changes.
    pub notes: Vec<Note>,
    /// What both come to: money, targets, projects; in all and by strategy.
    pub totals: Totals,
    /// How many changes of each kind there are, in the order of the kinds; without those that were
    /// to be expected.
    pub counts: Vec<Count>,
    /// How many changes were to be expected, by why.
    pub expected: Vec<ExpectedCount>,
    /// What became of what, in the order of the newer report; what was dropped stands where it
    /// stood.
    pub matches: Vec<Match>,
}

/// How often a kind of change was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// The kind.
    pub kind: Kind,
    /// How often.
    pub count: u32,
}

/// How many changes were to be expected for one reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpectedCount {
    /// Why.
    pub why: Expected,
    /// How many.
    pub count: u32,
}

/// Why a change was to be expected: it says nothing that another does not say, or that a new year
/// does not bring by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expected {
    /// A date is the same day of the other fiscal year.
    WithTheYear,
    /// A running number is another, as something before it is new or gone, or as meetings and
    /// letters are numbered anew every year.
    RunningNumber,
    /// Its money came from, or went to, other items of the project: see [`Kind::BudgetMoved`].
    MoneyMoved,
}

impl Expected {
    /// All of them, in order.
    pub const ALL: [Expected; 3] =
        [Expected::WithTheYear, Expected::RunningNumber, Expected::MoneyMoved];
}

/// Something to know about a pair of reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// What it is about.
    pub code: NoteCode,
    /// For people, in Thai.
    pub message_th: String,
    /// For people, in English.
    pub message_en: String,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteCode {
    /// Both are the same document.
    SameDocument,
    /// They were read by different versions of raingan.
    Versions,
    /// They are of different agencies.
    Agencies,
    /// One does not say its agency.
    AgencyUnknown,
    /// They are about the same fiscal year.
    SameYear,
    /// The newer one is about an earlier fiscal year.
    YearsReversed,
    /// One does not say its fiscal year.
    YearUnknown,
    /// Pages of one were read from their pictures.
    FromPictures,
    /// People put values of one right.
    Corrected,
    /// Reading a report had trouble at error level: something may be missing.
    Incomplete,
}

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// One became one.
    Same,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
}

/// Why items are held to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The title is the same, and so is the place.
    TitleAndPlace,
    /// The title is the same.
    Title,
    /// The title is alike.
    SimilarTitle,
    /// What stands below the title is alike.
    SimilarContent,
    /// The number and the place are the same, and something else is alike.
    Place,
    /// Together they have what the other has.
    Parts,
    /// Nothing in the other report is alike.
    Nothing,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// A part of the report.
    Section,
    /// ยุทธศาสตร์
    Strategy,
    /// กลยุทธ์
    Tactic,
    /// โครงการ
    Project,
    /// กิจกรรม
    Activity,
    /// กิจกรรมย่อย
    SubActivity,
    /// มาตรการ
    Measure,
    /// A row of a table of another form.
    Row,
    /// A row that sums others.
    Total,
}

/// One side of a match.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Its id in its report: `s1/t2/p1`, `m3`, `s1/t2`, `plan`.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its number as in the report.
    pub number: Option<String>,
    /// Its title, normalised.
    pub title: Option<String>,
    /// Where the title stands.
    pub regions: Vec<Region>,
}

/// What became of what, how that is known, and what changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// What happened.
    pub relation: Relation,
    /// What the older report has: one, several where they were merged, none where it is new.
    pub old: Vec<Part>,
    /// What the newer report has.
    pub new: Vec<Part>,
    /// How that is known.
    pub reason: Reason,
    /// How alike they are, 0 to 1.
    pub score: f64,
    /// What changed; empty where nothing did.
    pub changes: Vec<Change>,
    /// What is spelt or printed otherwise and is no change.
    pub spellings: Vec<Spelling>,
}

/// Kinds of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
    /// One became several.
    Split,
    /// Several became one.
    Merged,
    /// It stands below something else.
    Moved,
    /// Its number, or that of an entry in it, is another.
    Renumbered,
    /// Its title is worded otherwise.
    TitleReworded,
    /// A project became an activity, or the like.
    KindChanged,
    /// A number aimed at is higher.
    TargetRaised,
    /// A number aimed at is lower.
    TargetLowered,
    /// What must not be exceeded is higher.
    TargetLoosened,
    /// What must not be exceeded is lower.
    TargetTightened,
    /// What is aimed at is counted in something else.
    TargetUnit,
    /// How a result is held against the number is another: at least, at most.
    TargetComparator,
    /// There is a new number to aim at.
    TargetAdded,
    /// A number to aim at is gone.
    TargetRemoved,
    /// The amount is another.
    BudgetChanged,
    /// There is an amount where there was none.
    BudgetAdded,
    /// There is no amount any more.
    BudgetRemoved,
    /// The money of a project stands with other items of it: what was its own is that of its
    /// activities, or the other way round, or it was divided when the project was.
    BudgetMoved,
    /// Another fund or unit pays.
    BudgetSource,
    /// The words that stand in place of an amount are others.
    BudgetStatus,
    /// There is a result where there was none.
    ResultAdded,
    /// There is no result any more.
    ResultRemoved,
    /// The result is that of the year before, word for word but for the year.
    ResultCopied,
    /// A number in a result or an outcome is another.
    ResultFigure,
    /// A number elsewhere is another.
    Figure,
    /// A date is another.
    Date,
    /// How many projects it says it has is another number.
    DeclaredCount,
    /// The headings of the columns are others.
    Heading,
    /// An entry of a list is new: a step, an objective, an indicator, a goal.
    EntryAdded,
    /// An entry of a list is gone.
    EntryRemoved,
    /// Other words.
    Wording,
}

impl Kind {
    /// All of them, in order.
    pub const ALL: &[Kind] = &[
        Kind::Added,
        Kind::Dropped,
        Kind::Split,
        Kind::Merged,
        Kind::Moved,
        Kind::Renumbered,
        Kind::TitleReworded,
        Kind::KindChanged,
        Kind::TargetRaised,
        Kind::TargetLowered,
        Kind::TargetLoosened,
        Kind::TargetTightened,
        Kind::TargetUnit,
        Kind::TargetComparator,
        Kind::TargetAdded,
        Kind::TargetRemoved,
        Kind::BudgetChanged,
        Kind::BudgetAdded,
        Kind::BudgetRemoved,
        Kind::BudgetMoved,
        Kind::BudgetSource,
        Kind::BudgetStatus,
        Kind::ResultAdded,
        Kind::ResultRemoved,
        Kind::ResultCopied,
        Kind::ResultFigure,
        Kind::Figure,
        Kind::Date,
        Kind::DeclaredCount,
        Kind::Heading,
        Kind::EntryAdded,
        Kind::EntryRemoved,
        Kind::Wording,
    ];
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What kind of change.
    pub kind: Kind,
    /// Where in the item: `title`, `label`, `number`, `place`, the key of a column (`indicator`,
    /// `budget`, `budget_2569`; the report's own year is left out), `schedule`, `goals`,
    /// `indicators`, `declared_count`, `headings`, `notes`, `period`, `item`.
    pub field: String,
    /// The column's heading as printed, where its role is not known.
    pub heading: Option<String>,
    /// As it was; `null` where there was nothing.
    pub old: Option<Value>,
    /// As it is; `null` where there is nothing.
    pub new: Option<Value>,
    /// The numbers, where it is about numbers.
    pub numbers: Option<Numbers>,
    /// The text word by word, where it is about words.
    pub words: Vec<Words>,
    /// Why it may come from the reading and not from the agency; `null` where nothing says so.
    pub doubt: Option<Doubt>,
    /// Why it was to be expected; `null` where it is to be looked at.
    pub expected: Option<Expected>,
    /// The values it rests on that people put right; empty where there are none.
    pub corrected: Vec<PutRight>,
}

impl Change {
    /// A change of which only this much is known.
    pub fn new(kind: Kind, field: &str, old: Option<Value>, new: Option<Value>) -> Change {
        Change {
            kind,
            field: field.to_owned(),
            heading: None,
            old,
            new,
            numbers: None,
            words: Vec::new(),
            doubt: None,
            expected: None,
            corrected: Vec::new(),
        }
    }
}

/// One side of a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// The id of the item it stands in.
    pub id: String,
    /// The text, normalised.
    pub text: String,
    /// Where the field stands.
    pub regions: Vec<Region>,
}

/// Numbers that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Numbers {
    /// A number with its unit.
    Quantity(Quantities),
    /// Money.
    Money(Amounts),
    /// Days.
    Days(Days),
}

/// A number that became another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantities {
    /// As it was.
    pub old: Option<Quantity>,
    /// As it is.
    pub new: Option<Quantity>,
    /// The newer less the older, where the unit is the same.
    pub difference: Option<f64>,
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number.
    pub value: f64,
    /// Its unit; `percent` for per cent.
    pub unit: Option<String>,
    /// How a result is held against it, where it is a target.
    pub comparator: Option<Comparator>,
}

/// A budget that became another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Amounts {
    /// What it said.
    pub old_status: BudgetStatus,
    /// What it says.
    pub new_status: BudgetStatus,
    /// As it was, in baht.
    pub old_thb: Option<Baht>,
    /// As it is, in baht.
    pub new_thb: Option<Baht>,
    /// The newer less the older, in baht.
    pub difference_thb: Option<Baht>,
    /// The difference in per cent of the older; `null` where that is nothing.
    pub percent: Option<f64>,
}

/// A date that became another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Days {
    /// First day, as it was.
    pub old_start: Option<Date>,
    /// Last day, as it was.
    pub old_end: Option<Date>,
    /// First day, as it is.
    pub new_start: Option<Date>,
    /// Last day, as it is.
    pub new_end: Option<Date>,
    /// Whether it is the same day of the other fiscal year.
    pub with_the_year: bool,
}

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// They stayed.
    Same,
    /// They are gone.
    Old,
    /// They are new.
    New,
}

/// Some words and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// What became of them.
    pub op: Op,
    /// The words; of those that stayed, as the newer report prints them.
    pub text: String,
    /// Of words that stayed, as the older report prints them, where that differs: another year,
    /// another script of digits.
    pub was: Option<String>,
}

impl Words {
    /// The words as one side prints them; `None` where it does not have them.
    pub fn on(&self, side: Op) -> Option<&str> {
        match self.op {
            Op::Same if side == Op::Old => Some(self.was.as_deref().unwrap_or(&self.text)),
            Op::Same => Some(&self.text),
            own => (own == side).then_some(&self.text),
        }
    }
}

/// Why a change may come from the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// The texts are the same, and different versions of raingan read them differently.
    Version,
    /// The text stands elsewhere in the other report, in no field.
    Unclaimed,
    /// One side was read from a picture by a recogniser that was not sure of it.
    Picture,
}

/// What is spelt or printed otherwise and means the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spelling {
    /// Where, as in [`Change::field`].
    pub field: String,
    /// As it was.
    pub old: String,
    /// As it is.
    pub new: String,
    /// Why it is no change.
    pub why: SpellingWhy,
}

/// Why a difference is no change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpellingWhy {
    /// Letters that are taken for each other when a page is read.
    AlikeLetters,
    /// A few letters, and only one side is made of words.
    Misspelt,
    /// Only punctuation.
    Punctuation,
    /// Another way to write the same value.
    SameValue,
}

/// What became of a project or a measure over three reports or more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// One step for each report; `null` where it has none.
    pub steps: Vec<Option<Step>>,
}

/// A project or a measure in one report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Its id there.
    pub id: String,
    /// What it is there.
    pub kind: NodeKind,
    /// Its number there.
    pub number: Option<String>,
    /// Its title there.
    pub title: Option<String>,
    /// Its targets as printed.
    pub targets: Vec<String>,
    /// Its budget as printed.
    pub budget: Option<String>,
    /// Its budget in baht, where it says an amount.
    pub budget_thb: Option<Baht>,
    /// How it came from the report before; `null` in the first report, and where it has none
    /// before.
    pub relation: Option<Relation>,
    /// How many changes there are against the report before, without those that were to be expected.
    pub changes: u32,
}
