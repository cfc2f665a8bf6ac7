//! Why each column of each table has its role, and what a list of words would have to say to change
//! that.

use serde::{Deserialize, Serialize};

use crate::column::Key;
use crate::layout::compose;
use crate::report::assemble::assemble_by;
use crate::report::columns::keys;
use crate::report::form::{Piece, begins_form, pieces};
use crate::report::identity::opens_outline;
use crate::role::Role;
use crate::table::{
    Heading, LogicalTable, PageBlocks, Part, Vocabulary, carry_on, holds_projects, join_by,
    looks_like, strip, teachable,
};
use crate::thai::digits::is_digit;
use crate::thai::text::{matching_key, normalise, on_one_line};

/// How many texts of a column show what stands in it …
const EXAMPLES: usize = 3;
/// … and how long each of them is at most, in characters.
const EXAMPLE_LENGTH: usize = 40;
/// The longest text that may be a heading, in characters.
const HEADING_LENGTH: usize = 50;
/// How many texts of a column say what it looks like.
const SAMPLE: usize = 24;

/// A table with what was made of its columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableExplained {
    /// The page it starts on, from 1; `None` where it has no page.
    pub page: Option<u32>,
    /// How its borders are known: `ruled`, `rows`, `aligned` or `transcript`.
    pub borders: String,
    /// How many rows it has, without its header.
    pub rows: usize,
    /// What became of its rows.
    pub read: Read,
    /// The column that names its items, where these are items.
    pub named_by: Option<NamedBy>,
    /// Its columns, from left to right.
    pub columns: Vec<ColumnExplained>,
}

/// What became of the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Read {
    /// They are items.
    Items,
    /// Its labels tell one project.
    Form,
    /// No items: no column names projects, activities or measures.
    NoName,
    /// No items: a column may name them, but no other column is known that tells of them.
    NameAlone,
    /// No items, although a column holds what looks like projects.
    NotRead,
}

/// The column that names the items of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedBy {
    /// Its place, from 1.
    pub column: usize,
    /// Whether it is known by what stands in it alone.
    pub guessed: bool,
}

/// A column with what speaks for its role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnExplained {
    /// Its place, from 1.
    pub number: usize,
    /// Its heading, on one line; empty where it has none.
    pub heading: String,
    /// The headings above it, outermost first.
    pub group: Vec<String>,
    /// What its cells are keyed by.
    pub key: Key,
    /// What it holds.
    pub role: Role,
    /// Whether that rests on what stands in the column rather than on its heading.
    pub guessed: bool,
    /// How much speaks for the role in all, to a hundredth.
    pub score: f32,
    /// How much of it the words of the headings say.
    pub words: f32,
    /// How much of it what stands in the column says.
    pub contents: f32,
    /// The role that comes next.
    pub runner_up: Option<RunnerUp>,
    /// Some of what stands in it.
    pub examples: Vec<String>,
    /// What to add to a list of words where the role is not known, or guessed.
    pub add: Option<WordToAdd>,
}

/// The role that comes next.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RunnerUp {
    /// The role.
    pub role: Role,
    /// How much speaks for it.
    pub score: f32,
}

/// A line for a list of words that means headings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordToAdd {
    /// The heading as a word.
    pub word: String,
    /// What it seems to mean; `None` where nothing says that.
    pub role: Option<Role>,
}

/// The tables of a document, in its order.
pub fn columns(mut pages: Vec<PageBlocks>, vocabulary: &Vocabulary) -> Vec<TableExplained> {
    let is_heading = |line: &str| opens_outline(line) || begins_form(line, vocabulary);
    let furniture = strip(&mut pages, is_heading);
    carry_on(&mut pages, vocabulary);
    let parts = join_by(pages, vocabulary);
    let tables: Vec<LogicalTable> = parts.iter().filter_map(Part::as_table).cloned().collect();
    let pieces = pieces(parts.clone(), vocabulary);
    let plain: Vec<LogicalTable> = pieces.into_iter().filter_map(table_of).collect();
    let year = assemble_by(parts, furniture, vocabulary).fiscal_year.map(|year| year.be);
    let mut plain = plain.iter().peekable();
    let mut explained = Vec::with_capacity(tables.len());
    for table in &tables {
        let is_form = plain.next_if(|next| *next == table).is_none();
        explained.push(TableExplained::of(table, is_form, year));
    }
    explained
}

fn table_of(piece: Piece) -> Option<LogicalTable> {
    match piece {
        Piece::Table(table) => Some(table),
        Piece::Lines(_) | Piece::Form(_) => None,
    }
}

impl TableExplained {
    fn of(table: &LogicalTable, is_form: bool, year: Option<i16>) -> TableExplained {
        let texts: Vec<Vec<String>> = (0..table.columns.len()).map(|i| texts(table, i)).collect();
        let read = if is_form { Read::Form } else { read(table) };
        let named_by = table.naming.filter(|_| read == Read::Items);
        let keys = keys(&table.columns).into_iter().map(|key| key.dated(year));
        let columns = table.columns.iter().zip(keys).zip(&texts).enumerate();
        let unnamed = read == Read::NotRead;
        let first = first_as_headings(table, &texts).filter(|_| !is_form);
        let from = usize::from(first.is_some());
        TableExplained {
            page: Some(table.page).filter(|page| *page > 0),
            borders: format!("{:?}", table.origin).to_lowercase(),
            rows: table.rows.len(),
            read,
            named_by: named_by.map(|by| NamedBy { column: by.column + 1, guessed: by.guessed }),
            columns: columns
                .map(|(i, ((heading, key), texts))| {
                    let texts = &texts[from..];
                    let names = named_by.is_some_and(|by| by.column == i && by.guessed)
                        || unnamed && holds_projects(texts);
                    let word = match &first {
                        Some(first) => teachable(first[i]),
                        None => heading.word(is_shared(heading, &table.columns)),
                    };
                    ColumnExplained::of(i + 1, heading, key, texts).asking(word, names, texts)
                })
                .collect(),
        }
    }
}

/// The texts of the first row where they may be the headings of a table in which none was found:
/// each is brief, and no number.
fn first_as_headings<'t>(table: &LogicalTable, texts: &'t [Vec<String>]) -> Option<Vec<&'t str>> {
    let row = table.rows.first().filter(|row| !row.across && !row.total)?;
    let bare = table.columns.iter().all(|c| c.wordings.is_empty() && c.evidence.words == 0.0);
    if !bare || table.naming.is_some() || row.cells.iter().any(Vec::is_empty) {
        return None;
    }
    let first: Vec<&str> = texts.iter().filter_map(|t| t.first()).map(String::as_str).collect();
    (first.len() == texts.len() && first.iter().all(|text| may_be_heading(text))).then_some(first)
}

fn may_be_heading(text: &str) -> bool {
    text.chars().count() <= HEADING_LENGTH && !text.chars().any(is_digit)
}

/// Whether a column of another group has the same heading.
fn is_shared(heading: &Heading, all: &[Heading]) -> bool {
    let key = matching_key(heading.text());
    all.iter().any(|other| other.group != heading.group && matching_key(other.text()) == key)
}

/// What became of the rows of a table that is no form.
fn read(table: &LogicalTable) -> Read {
    match table {
        _ if table.naming.is_some() => Read::Items,
        _ if table.names_projects => Read::NotRead,
        _ if table.columns.iter().any(may_name) => Read::NameAlone,
        _ => Read::NoName,
    }
}

fn may_name(column: &Heading) -> bool {
    matches!(column.meaning, Some(Role::Project | Role::Measure))
}

/// The texts of the first rows of a column, normalised.
fn texts(table: &LogicalTable, column: usize) -> Vec<String> {
    let rows = table.rows.iter().filter(|row| !row.across && !row.total);
    let cells = rows.filter_map(|row| row.cells.get(column)).filter(|cell| !cell.is_empty());
    cells.take(SAMPLE).map(|cell| normalise(&compose(cell).text).trim().to_owned()).collect()
}

impl ColumnExplained {
    fn of(number: usize, heading: &Heading, key: Key, texts: &[String]) -> ColumnExplained {
        let evidence = &heading.evidence;
        ColumnExplained {
            number,
            heading: on_one_line(heading.text()),
            group: heading.group.iter().map(|above| on_one_line(&above.text)).collect(),
            key,
            role: key.role,
            guessed: evidence.is_guess() && heading.meaning.is_some(),
            score: hundredths(evidence.score),
            words: hundredths(evidence.words),
            contents: hundredths((evidence.score - evidence.words).max(0.0)),
            runner_up: evidence
                .runner_up
                .map(|(role, score)| RunnerUp { role, score: hundredths(score) }),
            examples: examples(texts),
            add: None,
        }
    }

    /// The same with the line to add, where its role is not known or guessed; `names`: what stands in
    /// it are names of items, although its heading does not say so.
    fn asking(self, word: Option<String>, names: bool, texts: &[String]) -> ColumnExplained {
        let unknown = matches!(self.role, Role::Other(_));
        let role = match () {
            () if names => Some(Role::Project),
            () if unknown => looks_like(texts),
            () => Some(self.role),
        };
        let word = word.filter(|_| names || unknown || self.guessed);
        ColumnExplained { add: word.map(|word| WordToAdd { word, role }), ..self }
    }
}

/// The first different texts, cut to a length.
fn examples(texts: &[String]) -> Vec<String> {
    let mut examples: Vec<String> = Vec::new();
    for text in texts {
        let text = on_one_line(text);
        let text = match text.char_indices().nth(EXAMPLE_LENGTH) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        };
        if examples.len() < EXAMPLES && !examples.contains(&text) {
            examples.push(text);
        }
    }
    examples
}

fn hundredths(score: f32) -> f32 {
    (score * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::table;

    fn explained(rows: &[&str]) -> TableExplained {
        TableExplained::of(&table(rows), false, None)
    }

    fn added(table: &TableExplained) -> Vec<(usize, &str, Option<Role>)> {
        let columns = table.columns.iter();
        columns
            .filter_map(|c| c.add.as_ref().map(|a| (c.number, a.word.as_str(), a.role)))
            .collect()
    }

    #[test]
    fn a_known_table_asks_for_nothing() {
        let table = explained(&["โครงการ\tผลการดำเนินงาน", "๑. ปลูกลำพู\tปลูกแล้ว ๕๐ ต้น"]);
        assert_eq!((table.read, added(&table)), (Read::Items, vec![]));
        assert_eq!(table.named_by, Some(NamedBy { column: 1, guessed: false }));
        let keys: Vec<String> = table.columns.iter().map(|c| c.key.to_string()).collect();
        assert_eq!(keys, ["project", "result"]);
        assert!(table.columns.iter().all(|c| !c.guessed && c.words >= 1.0), "{table:?}");
    }

    #[test]
    fn an_unknown_heading_is_a_line_to_add() {
        let rows = ["โครงการ\tผลการดำเนินงาน\tสีของแสง", "๑. ปลูกลำพู\tปลูกแล้ว\tเขียว"];
        let table = explained(&rows);
        assert_eq!(added(&table), [(3, "สีของแสง", None)]);
        assert_eq!(table.columns[2].examples, ["เขียว"]);
        assert_eq!(table.columns[2].role, Role::Other(1));
    }

    #[test]
    fn a_table_of_other_things_says_why_it_has_no_items() {
        let table = explained(&["คืนวัน\tผู้อยู่เวร", "จันทร์\tหน่วยลำพู"]);
        assert_eq!((table.read, table.named_by), (Read::NoName, None));
    }

    #[test]
    fn where_no_header_is_found_the_first_row_may_be_one() {
        let table = explained(&["รหัสแสง\tแสงใด\tผู้เห็น", "ก\tลำพู\tนายเอ", "ข\tแสม\tนางซี"]);
        let words: Vec<&str> = added(&table).iter().map(|(_, word, _)| *word).collect();
        assert_eq!(words, ["รหัสแสง", "แสงใด", "ผู้เห็น"]);
    }

    #[test]
    fn what_it_says_comes_back_from_json() {
        let table = explained(&["โครงการ\tผลการดำเนินงาน\tสีของแสง", "๑. ปลูกลำพู\tปลูกแล้ว\tเขียว"]);
        let json = serde_json::to_string(&table).unwrap();
        assert!(
            json.contains("\"read\":\"items\"") && json.contains("\"key\":\"other_1\""),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<TableExplained>(&json).unwrap(), table);
    }
}
