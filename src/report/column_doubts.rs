//! What is odd about the columns of a table: headings that are not known, roles that are guessed.

use crate::finding::{Code, Finding};
use crate::layout::compose;
use crate::role::Role;
use crate::table::{Heading, LogicalTable, Vocabulary, says_committed, says_no_plan};

/// The finding about a column whose heading is not known, or says what has no role.
pub(super) fn unknown_column(column: &Heading) -> Option<Finding> {
    let heading = compose(&column.wordings.first()?.lines);
    let name = heading.text.replace('\n', " ");
    let (th, en) = match no_money_of_a_plan(column) {
        Some((th, en)) => (
            format!(
                "คอลัมน์ “{name}” คือ{th} ซึ่งไม่ใช่งบที่ตั้งไว้ ใช้ไป หรือคงเหลือ จึงเก็บไว้เป็นข้อความ ไม่นับเป็นเงินในผลรวมใด"
            ),
            format!(
                "the column “{name}” is {en}, neither planned, used nor left; its amounts are kept as text and are in no sum"
            ),
        ),
        None => (
            format!("ไม่รู้จักหัวคอลัมน์ “{name}” จึงเก็บข้อความไว้ตามที่พิมพ์"),
            format!("the column heading “{name}” is not known; its text is kept as printed"),
        ),
    };
    Some(Finding::new(Code::ColumnUnknown, th, en).seen(&heading.text, &heading.all_regions()))
}

/// What a column holds, in both languages, whose money is no plan.
fn no_money_of_a_plan(column: &Heading) -> Option<(&'static str, &'static str)> {
    let by = Vocabulary::default();
    if says_committed(column, &by) {
        return Some(("เงินที่ก่อหนี้ผูกพัน", "money bound by contracts"));
    }
    let other = (
        "ราคา รายรับ เงินตามสัญญา หรือเงินที่โอน",
        "a price, a receipt, money of a contract or money that is moved",
    );
    says_no_plan(column, &by).then_some(other)
}

/// The finding about a column whose heading means what that of an earlier one means.
pub(super) fn doubled_column(column: &Heading, earlier: &Heading, role: Role) -> Option<Finding> {
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
pub(super) fn guessed_column(column: &Heading) -> Option<Finding> {
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
pub(super) fn guessed_items(table: &LogicalTable, column: usize) -> Finding {
    let th = format!("คอลัมน์ที่ {} ถือเป็นชื่อโครงการตามข้อความในคอลัมน์", column + 1);
    let en =
        format!("column {} is taken for the names of projects by what stands in it", column + 1);
    Finding::new(Code::ColumnsGuessed, th, en).on_page(table.page)
}

/// The finding that the headings of a table of items were read and none of its rows.
pub(super) fn no_rows(table: &LogicalTable) -> Finding {
    let th = "อ่านหัวคอลัมน์ของตารางโครงการได้ แต่ไม่พบแถวใดใต้หัวตาราง";
    let en = "the headings of a table of projects were read, but no row below them";
    Finding::new(Code::TableNotRead, th, en).on_page(table.page)
}

/// The finding that the columns of a table of items stand in another order than those of the one before.
pub(super) fn reordered_columns(table: &LogicalTable) -> Finding {
    let th = "คอลัมน์ของตารางนี้เรียงต่างจากตารางก่อนหน้า แต่ละคอลัมน์อ่านตามหัวของตารางนี้เอง";
    let en = "the columns of this table stand in another order than those of the one before; each is read by its own heading";
    Finding::new(Code::ColumnsGuessed, th, en).on_page(table.page)
}

/// The finding that a table holds what looks like projects and was not read as a table of them.
pub(super) fn unread_items(table: &LogicalTable) -> Finding {
    let th = "ตารางนี้มีชื่อโครงการ แต่ไม่รู้จักหัวคอลัมน์พอที่จะอ่านเป็นรายการโครงการ";
    let en =
        "this table names projects, but too few of its headings are known to read them as items";
    Finding::new(Code::TableNotRead, th, en).on_page(table.page)
}
