//! Rows of a table of items that name none: numbered before they are filled in and left so, or signed.

use std::sync::LazyLock;

use crate::layout::Line;
use crate::role::Role;
use crate::table::header::text_of;
use crate::table::item::starts_item;
use crate::table::{LogicalRow, LogicalTable};
use crate::thai::text::{is_thai_letter, matching_key};
use crate::words::{self, Words};

/// What is drawn where something may be written in, or in place of it.
const BLANKS: &[char] = &['-', '–', '—', '−', '‐', '.', '…', '_'];
/// What begins the part that someone has who signs.
const SIGNER: &str = "ผู้";
/// The longest text of a row that is signed, in characters.
const LONGEST_SIGNED: usize = 160;

/// What says that there is nothing to name.
static NOTHING: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::NO_ITEMS, "nothing"));
/// How a remark begins.
static REMARKS: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::NO_ITEMS, "remark"));
/// How a cell begins in which someone signs.
static SIGNED: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::NO_ITEMS, "signed"));
/// How names of people begin.
static PEOPLE: LazyLock<Words<()>> =
    LazyLock::new(|| Words::meaning(&words::NAME_STARTS, "person"));
/// What items are called: a form may print it before the blank for a title.
static LABELS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::ITEM_LABELS));

/// Whether a row names no item: nothing but its number is filled in, or it is signed. `covered`: what
/// cells above say that span it too.
pub(super) fn names_none(
    row: &LogicalRow,
    table: &LogicalTable,
    covered: &[Option<Vec<Line>>],
) -> bool {
    let Some(name) = table.naming.map(|naming| naming.column) else { return false };
    if row.across || row.marked.contains(&true) {
        return false;
    }
    let number = table.columns.iter().position(|column| column.meaning == Some(Role::Number));
    is_unfilled(row, name, number, covered)
        || is_label(row, name, number, covered)
        || begins(row, name, number)
            .is_some_and(|text| signs(&text) || REMARKS.at_start(&text).is_some())
}

/// Whether words stand where numbers do, and no title beside them: they say something of the rows above.
fn is_label(
    row: &LogicalRow,
    name: usize,
    number: Option<usize>,
    covered: &[Option<Vec<Line>>],
) -> bool {
    number.filter(|column| *column < name).is_some_and(|column| {
        let text = text_of(&row.cells[column]);
        let words = text.chars().filter(|c| is_thai_letter(*c)).count() >= FEWEST_LETTERS;
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1;
        row.cells[name].is_empty()
            && !is_spanned(covered, name)
            && filled
            && words
            && !starts_item(&text)
    })
}

/// A word has at least this number of letters; fewer number a row.
const FEWEST_LETTERS: usize = 4;

/// Whether the title of a row and all that stands behind it say nothing, and it has a number or says so.
fn is_unfilled(
    row: &LogicalRow,
    name: usize,
    number: Option<usize>,
    covered: &[Option<Vec<Line>>],
) -> bool {
    let title = &row.cells[name];
    // Most titles are longer than anything that says nothing.
    if is_spanned(covered, name) || title.len() > 1 || !says_nothing(&text_of(title)) {
        return false;
    }
    let numbered = number.is_some_and(|column| starts_item(&text_of(&row.cells[column])));
    let behind = (0..row.cells.len())
        .filter(|column| Some(*column) != number && (*column > name || title.is_empty()));
    (numbered || !title.is_empty())
        && behind.into_iter().all(|column| {
            !is_spanned(covered, column) && says_nothing(&text_of(&row.cells[column]))
        })
}

/// Whether a cell above a row spans a column of it too.
fn is_spanned(covered: &[Option<Vec<Line>>], column: usize) -> bool {
    covered.get(column).is_some_and(Option::is_some)
}

/// Whether a cell says nothing: it is blank or dotted, or says so in words.
fn says_nothing(text: &str) -> bool {
    let bare = text.replace(BLANKS, " ");
    let key = matching_key(&bare);
    key.is_empty()
        || NOTHING.whole(&matching_key(text)).is_some()
        || NOTHING.whole(&key).is_some()
        || key.len() < matching_key(text).len() && LABELS.whole(&key).is_some()
}

/// How the text of a row begins that numbers nothing and stands no further right than titles do.
fn begins(row: &LogicalRow, name: usize, number: Option<usize>) -> Option<String> {
    let first =
        row.cells.iter().position(|cell| !cell.is_empty()).filter(|first| *first <= name)?;
    let numbered = number.filter(|column| *column != name);
    let numbered = numbered.is_some_and(|column| starts_item(&text_of(&row.cells[column])));
    let lines = &row.cells[first];
    (!numbered && lines.len() <= SIGNED_LINES).then(|| text_of(lines).trim().to_owned())
}

/// Someone signs in no more lines than this.
const SIGNED_LINES: usize = 6;

/// Whether someone signs in a text.
fn signs(text: &str) -> bool {
    let text = text.trim();
    let Some((word, ())) = SIGNED.at_start(text) else { return false };
    let rest = text[word.len()..].trim_start();
    let goes_on = rest.starts_with(is_thai_letter);
    let names = PEOPLE.at_start(rest).is_some() || rest.starts_with(SIGNER);
    text.chars().count() <= LONGEST_SIGNED && (!goes_on || names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Part, join, transcript};

    /// Which rows of a table name no item: headings, then rows, cells apart by tabs.
    fn none(rows: &[&str]) -> Vec<bool> {
        let page = transcript::read(rows.join("\n").as_bytes()).expect("lines are a transcript");
        let parts = join(vec![page]);
        let [Part::Table(table)] = parts.as_slice() else { panic!("not one table: {rows:?}") };
        table.rows.iter().map(|row| row.names_none).collect()
    }

    #[test]
    fn every_word_of_the_list_names_no_item() {
        for entry in words::NO_ITEMS.entries() {
            let word = entry.word;
            let is_taken = match entry.meanings[0] {
                "nothing" => says_nothing(word) && !signs(word),
                "signed" => signs(&format!("{word} …… (นายแสง ใจดี)")),
                _ => REMARKS.at_start(&format!("{word} ของแสง")).is_some(),
            };
            assert!(is_taken, "{word}");
        }
    }

    #[test]
    fn rows_that_nobody_filled_in_are_no_records() {
        let head = "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ";
        let first = "1\tโครงการแสง\t5,000\tกองช่าง";
        for (row, is_none) in [
            ("2\t\t\t", true),
            ("2\t-\t-\t-", true),
            ("2\tไม่มี\t\t", true),
            ("2\t..........\t\t.....", true),
            ("2\tโครงการ..........\t\t", true),
            ("2\t-\t5,000\t-", false),
            ("2\t\t5,000\t", false),
            ("2\tไม่มีใครอยู่ในความมืด\t-\t-", false),
            ("2\tโครงการป่า\t\t", false),
            ("2\tโครงการป่า\t-\t-", false),
        ] {
            assert_eq!(none(&[head, first, row]), [false, is_none], "{row}");
        }
    }

    #[test]
    fn rows_that_say_something_of_those_above_are_no_records() {
        let head = "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ";
        let first = "1\tโครงการแสง\t5,000\tกองช่าง";
        for (row, is_none) in [
            ("หมายเหตุ\t\tเงินอุดหนุนจากกองทุน\t", true),
            ("ร้อยละของทั้งปี\t\tเก้าสิบ\t", true),
            ("\tหมายเหตุ\t5,000 บาท\t", true),
            ("\tข้อมูล ณ วันที่ 30 ก.ย. 68\t5,000 บาท\t", true),
            ("2\tหมายเหตุแห่งแสง\t5,000\tกองช่าง", false),
            ("รวม 2 โครงการ\t\t5,000\t", false),
            ("รวมเป็นเงินทั้งสิ้น\t\t5,000\t", false),
        ] {
            assert_eq!(none(&[head, first, row]), [false, is_none], "{row}");
        }
    }

    #[test]
    fn rows_that_are_signed_are_no_records() {
        let head = "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ";
        let first = "1\tโครงการแสง\t5,000\tกองช่าง";
        for (row, is_none) in [
            ("(ลงชื่อ)..........ผู้จัดทำ (นายเอก ใจดี)\t\t(ลงชื่อ)..........ผู้อนุมัติ\t", true),
            ("\tผู้รายงาน นายเอก ใจดี\t\tวันที่ 5 เม.ย. 2568", true),
            ("2\tลงชื่อเข้าร่วมใจต้านทุจริต\t5,000\tกองช่าง", false),
        ] {
            assert_eq!(none(&[head, first, row]), [false, is_none], "{row}");
        }
        assert!(!signs("ผู้เสนอแนะสร้างเมือง") && !signs("ลงชื่อเข้าร่วม") && signs("ผู้เสนอ นายเอก"));
    }
}
