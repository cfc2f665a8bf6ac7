//! Rows that are no records: those that sum others, and titles of groups of rows.

use std::sync::LazyLock;

use crate::layout::Line;
use crate::role::Role;
use crate::table::header::{first_char, text_of};
use crate::table::item::{names_item, starts_item};
use crate::table::numbering::LONGEST_NUMBER;
use crate::table::{LogicalRow, LogicalTable, Origin};
use crate::thai::digits;
use crate::thai::text::{is_consonant, is_thai_letter, matching_key};
use crate::words::{self, Words};

/// What is counted is at most this long, in letters with their marks; the lists of words are held to it.
const LONGEST_UNIT: usize = 24;

/// Words of totals, whatever stands behind them.
static TOTALS: LazyLock<Words<()>> = LazyLock::new(|| placed("start"));
/// Words that are totals alone, before a number or a level, or beside nothing but figures.
static MAYBE: LazyLock<Words<()>> = LazyLock::new(|| placed("whole"));
/// Words for levels, of which totals are.
static LEVELS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::LEVEL_LABELS));
/// What figures may count.
static UNITS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::UNITS));
/// The same, where these are items.
static ITEMS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::ITEM_LABELS));

fn placed(place: &'static str) -> Words<()> {
    Words::of(&words::TOTAL_LABELS, |word| (word.attribute("place") == Some(place)).then_some(()))
}

/// How far the label of a row says that it sums others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sums {
    Surely,
    Maybe,
    No,
}

/// Whether a cell may be the label of a row that sums others, by how it begins.
fn may_sum(cell: &[Line]) -> bool {
    match first_char(cell) {
        Some(c) if digits::is_digit(c) => false,
        Some(c) if is_consonant(c) => {
            [&TOTALS, &MAYBE].iter().any(|words| words.starting_with(c).next().is_some())
        }
        _ => true,
    }
}

/// What a cell says as the label of a row.
fn sums_of(cell: &[Line]) -> Sums {
    if may_sum(cell) { sums(&text_of(cell)) } else { Sums::No }
}

/// What the label of a row says.
fn sums(label: &str) -> Sums {
    let key = matching_key(label);
    if TOTALS.at_start(&key).is_some() {
        return Sums::Surely;
    }
    let Some((word, ())) = MAYBE.at_start(&key) else { return Sums::No };
    let rest = &key[word.len()..];
    let sure = rest.is_empty()
        || rest.starts_with(|c: char| c.is_ascii_digit())
        || LEVELS.at_start(rest).is_some();
    if sure { Sums::Surely } else { Sums::Maybe }
}

/// Whether a cell holds figures alone, with or without what they count, or a share.
fn is_figures(text: &str) -> bool {
    let key = matching_key(text);
    // How much of all is done or spent, in words before the number.
    let key = key
        .split_once(SHARE)
        .map_or(key.as_str(), |(_, after)| after.trim_start_matches(|c: char| !c.is_ascii_digit()));
    let figures = |c: char| c.is_ascii_digit() || FIGURE_SIGNS.contains(&c);
    let rest = key.trim_start_matches(figures);
    let counted = rest.trim_end_matches(['.', '-']);
    rest.len() < key.len()
        && (counted.is_empty()
            || [&UNITS, &ITEMS].iter().any(|units| units.whole(counted).is_some()))
}

/// The word for a share of a hundred.
const SHARE: &str = "ร้อยละ";
/// Signs among figures.
const FIGURE_SIGNS: &[char] = &[',', '.', '(', ')', '%', '-', '–', '—'];

impl LogicalTable {
    /// Whether a row of it sums others, though it may be no table of items.
    pub fn sums_in(&self, row: &LogicalRow) -> bool {
        row.total || is_total(row, self)
    }
}

/// Whether a row sums others (รวม, รวมทั้งสิ้น, รวม ๔ โครงการ, ยอดยกมา): its first words say so, and nothing
/// numbers it. A title that begins alike (รวมพลังต้านทุจริต) has other text beside it.
pub(super) fn is_total(row: &LogicalRow, table: &LogicalTable) -> bool {
    let Some(first) = row.cells.iter().position(|cell| !cell.is_empty()) else { return false };
    let key = table.naming.map_or(0, |naming| naming.column);
    // Most rows are told by how they begin, before their texts are put together.
    let mut says = sums_of(&row.cells[first]);
    if first > key && says == Sums::No {
        return false;
    }
    // The label may stand behind levels that are merged or repeated beside it.
    let mut label = &row.cells[first];
    if says == Sums::No
        && is_level(table, first)
        && let Some(cell) = row.cells.get(key).filter(|cell| !cell.is_empty())
    {
        (label, says) = (cell, sums_of(cell));
    }
    let over_numbers = is_label_over_numbers(row, table, first, label);
    if says == Sums::No && !over_numbers {
        return false;
    }
    let rest = row.cells[first + 1..].iter().enumerate();
    let rest = rest.filter(|(i, cell)| !cell.is_empty() && !is_level(table, first + 1 + i));
    let rest: Vec<&[Line]> = rest.map(|(_, cell)| cell.as_slice()).collect();
    let figures = rest.iter().filter(|cell| holds_figures(cell)).count();
    match says {
        Sums::Surely => figures * 2 >= rest.len(),
        _ => !rest.is_empty() && figures == rest.len(),
    }
}

/// Whether a cell holds figures alone, as [`is_figures`] tells of its text.
fn holds_figures(cell: &[Line]) -> bool {
    // Most cells are words, which shows before their text is put together.
    let letters = cell.iter().flat_map(|line| line.printed());
    let letters = letters.filter(|cluster| cluster.text.starts_with(is_thai_letter));
    letters.take(LONGEST_UNIT + 1).count() <= LONGEST_UNIT && is_figures(&text_of(cell))
}

/// Whether a label stands where numbers do and over the names beside them, as that of a total or a
/// count over the table's foot does.
fn is_label_over_numbers(
    row: &LogicalRow,
    table: &LogicalTable,
    first: usize,
    label: &[Line],
) -> bool {
    let name = table.naming.map(|naming| naming.column);
    let stands_over = table.columns[first].meaning == Some(Role::Number)
        && name.is_some_and(|name| name != first && row.cells[name].is_empty());
    stands_over && {
        let label = text_of(label);
        label.chars().count() > LONGEST_NUMBER && !starts_item(&label)
    }
}

/// Whether texts that stand beside each other, the first of which says what they are, sum others:
/// the words for it, and figures alone.
pub(super) fn are_total(label: &str, beside: &[String]) -> bool {
    !beside.is_empty() && sums(label) != Sums::No && beside.iter().all(|text| is_figures(text))
}

fn is_level(table: &LogicalTable, column: usize) -> bool {
    matches!(table.columns[column].meaning, Some(Role::Strategy | Role::Tactic))
}

/// Whether a row is the title of the rows below it: it says one thing, at its beginning or where
/// items are named, in a table whose records say more, and is numbered no item.
pub(super) fn is_group(row: &LogicalRow, table: &LogicalTable) -> bool {
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let (Some((column, cell)), None) = (filled.next(), filled.next()) else { return false };
    let key = table.naming.map_or(0, |naming| naming.column);
    if column > key || is_level(table, column) || row.marked.contains(&true) {
        return false;
    }
    let text = text_of(cell);
    let number = table.columns.iter().position(|c| c.meaning == Some(Role::Number));
    // A title that overflows the column of numbers, or stands over several columns.
    let in_numbers = number == Some(column) && text.chars().count() > LONGEST_NUMBER;
    let wide = is_wide(cell, table, column);
    if in_numbers || wide {
        return !starts_item(&text) || table.vocabulary.is_level_title(&text);
    }
    if column != key || number.is_some_and(|n| !row.cells[n].is_empty()) {
        return false;
    }
    table.vocabulary.is_level_title(&text) || is_apart(&text, table, number, key)
}

/// Whether a text that stands alone in its row is told from the titles of items: these are numbered,
/// or say that they are ones, and have more beside them.
fn is_apart(text: &str, table: &LogicalTable, number: Option<usize>, key: usize) -> bool {
    let beside = table.usual.iter().enumerate();
    let beside = beside.filter(|(i, part)| *i != key && Some(*i) != number && **part >= USUALLY);
    table.origin == Origin::Ruled
        && beside.count() >= BESIDE
        && !starts_item(text)
        && !names_item(text)
        && !text.starts_with(BULLETS)
}

/// Whether a row is the title of those below it and says their sums: its title is that of a level,
/// nothing numbers it as an item, and figures alone stand beside it.
///
/// `parent`: the number of the row below it goes on from its own (1, then 1.1).
pub(super) fn is_group_with_sums(row: &LogicalRow, table: &LogicalTable, parent: bool) -> bool {
    let Some(key) = table.naming.map(|naming| naming.column) else { return false };
    // Most rows have words beside their title.
    if row.cells[key + 1..].iter().any(|cell| first_char(cell).is_some_and(is_thai_letter)) {
        return false;
    }
    let title = text_of(&row.cells[key]);
    let before = row.cells[..key].iter().all(|cell| cell.is_empty() || is_number(&text_of(cell)));
    let is_level = table.vocabulary.is_level_title(&title);
    if title.is_empty() || !before || names_item(&title) || !(is_level || parent) {
        return false;
    }
    let beside = row.cells[key + 1..].iter().filter(|cell| !cell.is_empty());
    let beside: Vec<&Vec<Line>> = beside.collect();
    !beside.is_empty() && beside.iter().all(|cell| holds_figures(cell))
}

/// Whether a text is a number with its signs.
fn is_number(text: &str) -> bool {
    text.chars().count() <= LONGEST_NUMBER && starts_item(text)
}

/// A column is one that rows fill where this part of the first rows does.
const USUALLY: f32 = 0.6;
/// So many columns beside a title say more of items.
const BESIDE: usize = 2;
/// Marks that titles of items begin with.
const BULLETS: &[char] = &['•', '▪', '●', '○', '◦', '-', '–', '*', '·'];

/// Whether the lines of a cell reach beyond its column: it is merged with those beside it.
fn is_wide(cell: &[Line], table: &LogicalTable, column: usize) -> bool {
    table.columns.len() > column + 1
        && cell.first().is_some_and(|line| {
            let (left, right) = line.frame.room;
            table.widths.get(column).is_some_and(|own| right - left > own * WIDER)
        })
}

/// A cell is merged with its neighbours where it is wider than its column by this factor.
const WIDER: f32 = 1.3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_sums_where_its_place_says_so() {
        for entry in words::TOTAL_LABELS.entries() {
            assert_eq!(sums(entry.word), Sums::Surely, "{}", entry.word);
            let longer = match entry.attribute("place") {
                Some("start") => Sums::Surely,
                _ => Sums::Maybe,
            };
            assert_eq!(sums(&format!("{}หิ่งห้อย", entry.word)), longer, "{}", entry.word);
        }
    }

    #[test]
    fn a_total_says_so_and_a_title_that_begins_alike_does_not() {
        for (label, says) in [
            ("รวม", Sums::Surely),
            ("รวมทั้งสิ้น", Sums::Surely),
            ("รวม ๔ โครงการ", Sums::Surely),
            ("รวมมิติที่ ๑", Sums::Surely),
            ("รวมกลยุทธ์ที่ 1.1", Sums::Surely),
            ("ยอดยกมา", Sums::Surely),
            ("Grand Total", Sums::Surely),
            ("สรุป", Sums::Surely),
            ("รวมพลังต้านทุจริต", Sums::Maybe),
            ("โครงการรวมใจ", Sums::No),
        ] {
            assert_eq!(sums(label), says, "{label}");
        }
    }

    #[test]
    fn no_unit_is_longer_than_what_figures_may_count() {
        for (unit, ()) in UNITS.iter().chain(ITEMS.iter()) {
            assert!(unit.chars().count() <= LONGEST_UNIT, "{unit}");
        }
    }

    #[test]
    fn figures_stand_alone_or_with_what_they_count() {
        for text in
            ["๒๕,๐๐๐", "(3,400.00)", "-", "๔ โครงการ", "12 คน", "5,000.-", "ร้อยละความสำเร็จ ๕๗.๑๔"]
        {
            assert!(is_figures(text), "{text}");
        }
        for text in ["กองช่าง", "๑. โครงการ ก", "", "ร้อยละของผู้ผ่าน"]
        {
            assert!(!is_figures(text), "{text}");
        }
    }
}
