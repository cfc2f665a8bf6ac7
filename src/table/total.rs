//! Rows that are no records: those that sum others, and titles of groups of rows.

use std::sync::LazyLock;

use regex::Regex;

use crate::layout::Line;
use crate::role::Role;
use crate::table::header::text_of;
use crate::table::item::{names_item, starts_item};
use crate::table::level::is_level_title;
use crate::table::{LogicalRow, LogicalTable, Origin};

/// What says that a row sums others, whatever else stands in it.
static TOTAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:ผล|ยอด|งบประมาณ|เงิน)?รวม\s*(?:ทั้งสิ้น|ทั้งหมด|ทั้งปี|สุทธิ|เป็นเงิน|เงิน|จำนวน|งบประมาณ|แต่ละ|ทุก|ปี\s*[0-9๐-๙]",
        r"|[0-9๐-๙]+\s*(?:โครงการ|กิจกรรม|มาตรการ|รายการ|แผนงาน)",
        r"|ยุทธศาสตร์|กลยุทธ์|มิติ|ด้าน|แผนงาน|ภารกิจ|ประเด็น|หมวด|ไตรมาส|โครงการ|กิจกรรม|หน้า|งาน|$)",
        r"|ยอดยกมา|ยอดยกไป|ยอดรวม|สรุป\s*$|สรุปรวม|ทั้งสิ้น\s*$|total\b|grand total|sub-?total)"
    ))
});
/// What may sum others, where nothing but figures stands beside it.
static MAYBE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:รวม|สรุป|ทั้งสิ้น|ทั้งหมด)"));
/// A cell of figures alone.
static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[0-9๐-๙,.()%\s\-–—]+(?:บาท|โครงการ|กิจกรรม|มาตรการ|รายการ|คน|ครั้ง|เรื่อง|แห่ง)?\.?-?$")
});

fn pattern(text: &str) -> Regex {
    Regex::new(&format!("(?i){text}")).expect("a constant pattern")
}

/// Whether a row sums others (รวม, รวมทั้งสิ้น, รวม ๔ โครงการ, ยอดยกมา): its first words say so, and nothing
/// numbers it. A title that begins alike (รวมพลังต้านทุจริต) has other text beside it.
pub(super) fn is_total(row: &LogicalRow, table: &LogicalTable) -> bool {
    let Some(first) = row.cells.iter().position(|cell| !cell.is_empty()) else { return false };
    let key = table.naming.map_or(0, |naming| naming.column);
    let label = text_of(&row.cells[first]);
    if first > key && !MAYBE.is_match(&label) {
        return false;
    }
    // The label may stand behind levels that are merged or repeated beside it.
    let label = match is_level(table, first).then(|| row.cells.get(key)).flatten() {
        Some(cell) if !cell.is_empty() && !MAYBE.is_match(&label) => text_of(cell),
        _ => label,
    };
    let rest = row.cells[first + 1..].iter().enumerate();
    let rest = rest.filter(|(i, cell)| !cell.is_empty() && !is_level(table, first + 1 + i));
    let texts: Vec<String> = rest.map(|(_, cell)| text_of(cell)).collect();
    let figures = texts.iter().filter(|text| FIGURES.is_match(text)).count();
    if TOTAL.is_match(&label) {
        return figures * 2 >= texts.len();
    }
    MAYBE.is_match(&label) && figures > 0 && figures == texts.len()
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
        return !starts_item(&text) || is_level_title(&text);
    }
    if column != key || number.is_some_and(|n| !row.cells[n].is_empty()) {
        return false;
    }
    is_level_title(&text) || is_apart(&text, table, number, key)
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
pub(super) fn is_group_with_sums(row: &LogicalRow, table: &LogicalTable) -> bool {
    let Some(key) = table.naming.map(|naming| naming.column) else { return false };
    let title = text_of(&row.cells[key]);
    let before = row.cells[..key].iter().all(|cell| cell.is_empty() || is_number(&text_of(cell)));
    if title.is_empty() || !before || names_item(&title) || !is_level_title(&title) {
        return false;
    }
    let beside = row.cells[key + 1..].iter().filter(|cell| !cell.is_empty());
    let texts: Vec<String> = beside.map(|cell| text_of(cell)).collect();
    !texts.is_empty() && texts.iter().all(|text| FIGURES.is_match(text))
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

/// A number with its signs is not longer than this, in characters.
const LONGEST_NUMBER: usize = 8;

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
