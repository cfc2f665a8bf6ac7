//! Tables that are forms: a label and what stands behind it in each row.

use super::entries::{Entries, Entry};
use super::heading::{Heading, heading};
use super::labels::{Label, LabelWords, number, whole_label};
use crate::layout::{Line, Passage, compose};
use crate::report::text::Reading;
use crate::table::LogicalTable;
use crate::thai::digits;

/// A form has at most this many columns: number, label, value, and once more label and value.
const MOST_COLUMNS: usize = 5;
/// A table with at most this many columns has one label in a row.
const ONE_LABEL: usize = 3;
/// A table is one of labels where it has at least this many that are known …
const FEWEST_KNOWN: usize = 3;
/// … or this many, where no row has another one …
const FEWEST_ALONE: usize = 2;
/// … and where they are at least one of this many of its rows.
const ONE_OF_ROWS: usize = 2;
/// A column holds labels where it has at least this many that are known, and as many of its cells.
const FEWEST_IN_COLUMN: usize = 2;
/// A label that is not known is at most this long, in characters.
const UNKNOWN_LENGTH: usize = 50;

/// The entries of a table whose rows are labels with what stands behind them.
pub(super) fn entries(table: &LogicalTable, words: &LabelWords) -> Option<Entries> {
    let plain = entries_of(table, words, false)?;
    if plain.all.iter().any(|entry| entry.names) {
        return Some(plain);
    }
    // Where no label names a project, a row may.
    let headed = entries_of(table, words, true)?;
    let names = headed.all.first().is_some_and(|first| first.names);
    Some(if names { headed } else { plain })
}

/// The same; `headed`: rows that are headings name projects.
fn entries_of(table: &LogicalTable, words: &LabelWords, headed: bool) -> Option<Entries> {
    // A wide table whose columns name and tell items tells no single one.
    let wide = table.columns.len() >= MOST_COLUMNS;
    if table.columns.len() > MOST_COLUMNS || wide && table.has_items() {
        return None;
    }
    let mut entries = Entries::by(words);
    let mut known = 0;
    let pairs = Pairs::of(table, words);
    let first = heading_row(table, &pairs, words);
    let all = in_order(table, first.as_deref());
    let rows = all.len();
    for (i, row) in all.into_iter().enumerate() {
        // What `headings` says of it.
        if i == 0 && first.is_none() && names_columns(row, words) {
            continue;
        }
        let before = entries.all.len();
        match heading_of(row).filter(|_| headed) {
            Some(heading) => entries.all.push(Entry::of_heading(heading)),
            None => add_row(row, &pairs, &mut entries),
        }
        known += usize::from(entries.all[before..].iter().any(|entry| entry.role().is_some()));
    }
    let enough = known >= FEWEST_KNOWN && known * ONE_OF_ROWS >= table.rows.len()
        || known >= FEWEST_ALONE && known == rows;
    enough.then_some(entries)
}

/// The numbered heading that a row is, with nothing beside it.
fn heading_of(row: &[Vec<Line>]) -> Option<Heading> {
    let mut filled = row.iter().filter(|cell| !cell.is_empty());
    let (Some(only), None) = (filled.next(), filled.next()) else { return None };
    heading(only).filter(|heading| heading.number.is_some())
}

/// The rows of a table as they stand, with the one that was taken for its headings among them.
fn in_order<'t>(table: &'t LogicalTable, heading: Option<&'t [Vec<Line>]>) -> Vec<&'t [Vec<Line>]> {
    let above = table.rows.iter().take_while(|row| row.above_header && heading.is_some()).count();
    let rows = table.rows.iter().map(|row| row.cells.as_slice());
    let below = rows.clone().skip(above);
    rows.take(above).chain(heading).chain(below).collect()
}

/// The columns that hold labels, in a table of two pairs of label and value in a row.
struct Pairs(Vec<bool>);

impl Pairs {
    /// Those of a table. There are none where its labels do not stand in two columns of their own.
    fn of(table: &LogicalTable, words: &LabelWords) -> Pairs {
        if table.columns.len() <= ONE_LABEL {
            return Pairs(Vec::new());
        }
        let columns: Vec<bool> =
            (0..table.columns.len()).map(|column| holds_labels(table, column, words)).collect();
        let apart = !columns.windows(2).any(|pair| pair[0] && pair[1]);
        let several = columns.iter().filter(|holds| **holds).count() > 1;
        Pairs(if apart && several { columns } else { Vec::new() })
    }

    /// Whether a column holds labels; `None` where the table does not say.
    fn holds_labels(&self, column: usize) -> Option<bool> {
        self.0.get(column).copied()
    }
}

/// Whether a column of a table holds labels, most of them known.
fn holds_labels(table: &LogicalTable, column: usize, words: &LabelWords) -> bool {
    let heading = table.columns[column].wordings.first().map(|wording| &wording.lines);
    let cells = heading.into_iter().chain(table.rows.iter().map(|row| &row.cells[column]));
    let filled: Vec<Passage> =
        cells.filter(|cell| !cell.is_empty()).map(|cell| compose(cell)).collect();
    let known = filled.iter().filter(|cell| label_of(cell, words).is_some()).count();
    known >= FEWEST_IN_COLUMN && known * ONE_OF_ROWS >= filled.len()
}

/// What a table that is a form has for headings, though they say nothing of its project.
pub(super) fn headings(table: &LogicalTable, words: &LabelWords) -> Vec<Passage> {
    let pairs = Pairs::of(table, words);
    let used = usize::from(heading_row(table, &pairs, words).is_some());
    let wordings = table.columns.iter().flat_map(|column| column.wordings.iter().skip(used));
    let first = table.rows.first().filter(|row| used == 0 && names_columns(&row.cells, words));
    let lines = wordings.map(|wording| &wording.lines).chain(&table.repeated);
    let lines = lines.chain(first.into_iter().flat_map(|row| &row.cells));
    lines.map(|lines| compose(lines)).filter(|heading| !heading.is_empty()).collect()
}

/// Whether a row names the columns of a form: `หัวข้อ | รายละเอียด`.
fn names_columns(row: &[Vec<Line>], words: &LabelWords) -> bool {
    let mut cells = row.iter().filter(|cell| !cell.is_empty()).map(|cell| compose(cell));
    let first = cells.next();
    let value = cells.next_back();
    let names = |label: (Label, Passage)| label.0.names;
    value.is_some_and(|value| label_of(&value, words).is_some())
        && !first.is_some_and(|first| label_of(&first, words).is_some_and(names))
        && row.len() <= ONE_LABEL
}

/// The row of a form which was taken for headings: a label, and something that is none.
fn heading_row(table: &LogicalTable, pairs: &Pairs, words: &LabelWords) -> Option<Vec<Vec<Line>>> {
    let first = |i: usize| table.columns[i].wordings.first().map(|wording| wording.lines.clone());
    let row: Vec<Vec<Line>> =
        (0..table.columns.len()).map(|i| first(i).unwrap_or_default()).collect();
    let mut entries = Entries::by(words);
    add_row(&row, pairs, &mut entries);
    let says = |entry: &Entry| {
        let value = compose(&entry.value);
        entry.role().is_some() && !value.is_empty() && label_of(&value, words).is_none()
    };
    // One of several labels may not be known.
    let labels = if pairs.0.is_empty() { 1 } else { entries.all.len() };
    entries.all.iter().take(labels).any(says).then_some(row)
}

/// Adds the labels of a row with what stands behind them.
fn add_row(row: &[Vec<Line>], pairs: &Pairs, entries: &mut Entries) {
    let known = entries.words();
    let filled = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let mut cells: Vec<(usize, &[Line])> = filled.map(|(i, cell)| (i, cell.as_slice())).collect();
    let several = cells.len() > 1;
    let numbered = cells.first().filter(|_| several).and_then(|(_, cell)| plain_number(cell));
    let number_cell = numbered.as_ref().map(|_| cells.remove(0).1);
    let starts = row.first().is_some_and(|cell| !cell.is_empty());
    let one_label = row.len() <= ONE_LABEL;
    let mut rest = cells.into_iter().filter(|(_, cell)| !is_colon(cell)).peekable();
    let mut at_start = true;
    while let Some((column, cell)) = rest.next() {
        let passage = compose(cell);
        let is_first = std::mem::take(&mut at_start);
        let in_labels = pairs.holds_labels(column);
        let may_be_label = in_labels.unwrap_or(is_first || !one_label);
        let found = may_be_label.then(|| label_of(&passage, &known)).flatten();
        let has_value = rest.peek().is_some();
        let may_be_unknown = has_value && in_labels.unwrap_or(is_first && starts);
        match found.or_else(|| unknown(&passage, &known).filter(|_| may_be_unknown)) {
            Some((label, words)) => {
                let is_value = |next: &(usize, &[Line])| match pairs.holds_labels(next.0) {
                    Some(labels) => !labels,
                    None => one_label || label_of(&compose(next.1), &known).is_none(),
                };
                let value = rest.next_if(is_value).map(|(_, cell)| cell).unwrap_or_default();
                let mut entry = Entry::of(label, words, Vec::new());
                entry.number = entry.number.or(numbered.clone().filter(|_| is_first));
                entries.all.push(entry);
                entries.add_value_of_row(value);
            }
            // Labels and values in one cell.
            None => {
                let number = number_cell.filter(|_| is_first).unwrap_or_default();
                number.iter().chain(cell).for_each(|line| entries.add_line(line, None));
            }
        }
    }
}

/// The label that a cell is, with its words.
fn label_of(cell: &Passage, words: &LabelWords) -> Option<(Label, Passage)> {
    let reading = Reading::new(cell);
    // A label may wrap within its cell.
    let text = reading.text().replace('\n', " ");
    let whole = whole_label(&text, words).or_else(|| {
        let joined = text.split(' ').collect::<String>();
        let label = whole_label(&joined, words)?;
        Some(Label { range: number(&text).1..text.len(), ..label })
    })?;
    let words = reading.part(whole.range.clone());
    Some((whole, words))
}

/// A short cell that may be a label whose words are not known.
fn unknown(cell: &Passage, words: &LabelWords) -> Option<(Label, Passage)> {
    let reading = Reading::new(cell);
    let text = reading.text();
    let short = text.chars().count() <= UNKNOWN_LENGTH;
    let (printed, start) = number(text);
    let end = text.trim_end().trim_end_matches(':').len();
    let label = Label::unknown(text, printed, start..end, words);
    (short && start < end).then(|| (label, reading.part(start..end)))
}

/// The number that is all of a cell.
fn plain_number(cell: &[Line]) -> Option<String> {
    let text = compose(cell).text;
    let inner = text.trim_matches(|c: char| c.is_whitespace() || "().:".contains(c));
    let plain = !inner.is_empty() && inner.chars().all(digits::is_digit);
    plain.then(|| digits::to_arabic(inner).into_owned())
}

/// Whether a cell is only the colon between label and value.
fn is_colon(cell: &[Line]) -> bool {
    matches!(compose(cell).text.trim(), ":" | "：")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::table;

    fn labels(rows: &[&str]) -> Option<Vec<String>> {
        let entries = entries(&table(rows), &LabelWords::default())?;
        let said = entries.all.iter().map(|entry| {
            let number = entry.number.as_deref().unwrap_or("-");
            format!("{number} {}={}", entry.label.text, compose(&entry.value).text)
        });
        Some(said.collect())
    }

    #[test]
    fn rows_are_labels_with_values() {
        let two = labels(&[
            "ชื่อโครงการ\tโครงการแสงริมน้ำ",
            "วัตถุประสงค์\tเพื่อให้มีแสง",
            "ผู้ใดเห็น\tหิ่งห้อย",
            "งบประมาณ\t๕๐๐ บาท",
        ]);
        let wanted = [
            "- ชื่อโครงการ=โครงการแสงริมน้ำ",
            "- วัตถุประสงค์=เพื่อให้มีแสง",
            "- ผู้ใดเห็น=หิ่งห้อย",
            "- งบประมาณ=๕๐๐ บาท",
        ];
        assert_eq!(two.unwrap(), wanted);
        let three = labels(&[
            "๑\tชื่อโครงการ\tโครงการแสงริมน้ำ",
            "๒\tวัตถุประสงค์\tเพื่อให้มีแสง",
            "๓\tงบประมาณ\t๕๐๐ บาท",
        ]);
        let wanted = ["1 ชื่อโครงการ=โครงการแสงริมน้ำ", "2 วัตถุประสงค์=เพื่อให้มีแสง", "3 งบประมาณ=๕๐๐ บาท"];
        assert_eq!(three.unwrap(), wanted);
    }

    #[test]
    fn rows_of_two_pairs_have_labels_where_others_have_them() {
        let rows = labels(&[
            "ชื่อโครงการ\tโครงการแสงริมน้ำ\tวัตถุประสงค์\tเพื่อให้มีแสง",
            "ผู้เห็นแสง\tหิ่งห้อย\tเหตุผลและความจำเป็น\tมืด",
            "เป้าหมาย\t๘๐ ราย\tแสงรองรับ\tเดือนละ ๒ ครั้ง",
            "งบประมาณ\t๕๐๐ บาท\tเอกสารอ้างอิง\tเอกสารแนบ",
        ]);
        let wanted = [
            "- ชื่อโครงการ=โครงการแสงริมน้ำ",
            "- วัตถุประสงค์=เพื่อให้มีแสง",
            "- ผู้เห็นแสง=หิ่งห้อย",
            "- เหตุผลและความจำเป็น=มืด",
            "- เป้าหมาย=๘๐ ราย",
            "- แสงรองรับ=เดือนละ ๒ ครั้ง",
            "- งบประมาณ=๕๐๐ บาท",
            "- เอกสารอ้างอิง=เอกสารแนบ",
        ];
        assert_eq!(rows.unwrap(), wanted);
    }

    #[test]
    fn what_is_no_label_is_kept_with_its_number() {
        let rows = [
            "๑\tชื่อโครงการ\tโครงการแสงริมน้ำ",
            "๒\tวัตถุประสงค์\tเพื่อให้มีแสง",
            "๓\tแสงทั้งหมดที่หิ่งห้อยมีตลอดทั้งคืนทั่วทั้งป่าชายเลนริมน้ำนั้นมาจากหิ่งห้อยทุกตัวที่มีอยู่ในป่าแห่งนี้\t",
            "๔\tงบประมาณ\t๕๐๐ บาท",
        ];
        let all = labels(&rows).unwrap().join("\n");
        assert!(all.contains("๓") && all.contains("แสงทั้งหมด"), "{all}");
    }

    #[test]
    fn only_the_first_row_names_columns() {
        let rows = [
            "หัวข้อ\tรายละเอียด",
            "หัวข้อ\tรายละเอียด",
            "ชื่อโครงการ\tโครงการแสงริมน้ำ",
            "วัตถุประสงค์\tเพื่อให้มีแสง",
            "งบประมาณ\t๕๐๐ บาท",
        ];
        let table = table(&rows);
        let words = LabelWords::default();
        let kept = entries(&table, &words).unwrap();
        let labels: Vec<&str> = kept.all.iter().map(|entry| entry.label.text.as_str()).collect();
        let columns = headings(&table, &words);
        let columns: Vec<&str> = columns.iter().map(|heading| heading.text.as_str()).collect();
        assert_eq!(columns, ["หัวข้อ", "รายละเอียด"]);
        assert_eq!(labels, ["หัวข้อ", "ชื่อโครงการ", "วัตถุประสงค์", "งบประมาณ"]);
    }

    #[test]
    fn a_table_of_projects_is_no_form() {
        assert_eq!(
            labels(&[
                "โครงการ\tงบประมาณ",
                "โครงการแสงริมน้ำ\t๕๐๐",
                "โครงการแสงริมทาง\t๒๐๐",
                "โครงการแสงไกล\t-"
            ]),
            None
        );
    }
}
