//! A table below the label of a sum: what it adds up to is what the label says.

use super::entries::Entry;
use super::labels::holds_amount;
use crate::layout::{Line, compose};
use crate::table::{LogicalRow, LogicalTable};
use crate::thai::digits::is_digit;

/// What stands in the sum of a table that goes on with an entry: it tells of money and says no amount
/// itself. The row that sums the others tells it, or the only one.
pub(super) fn sum_below(entry: &Entry, table: &LogicalTable) -> Option<Vec<Line>> {
    let says_amount = compose(&entry.value).text.contains(is_digit);
    let is_money = entry.role().is_some_and(|role| role.is_money());
    if !is_money || says_amount {
        return None;
    }
    let totals: Vec<&LogicalRow> = table.rows.iter().filter(|row| table.sums_in(row)).collect();
    let row = match (totals.as_slice(), table.rows.as_slice()) {
        ([.., last], _) => last,
        ([], [only]) => only,
        _ => return None,
    };
    amount_of(row, table)
}

/// The amount of a row: in the only column of money, or else in the only cell that holds figures.
fn amount_of(row: &LogicalRow, table: &LogicalTable) -> Option<Vec<Line>> {
    let cells = row.cells.iter().zip(&table.columns);
    let amounts: Vec<(&Vec<Line>, bool)> = cells
        .filter(|(cell, _)| holds_amount(compose(cell).text.trim()))
        .map(|(cell, column)| (cell, column.meaning.is_some_and(|role| role.is_money())))
        .collect();
    let of_money: Vec<&Vec<Line>> =
        amounts.iter().filter(|(_, money)| *money).map(|(cell, _)| *cell).collect();
    let only = match (of_money.as_slice(), amounts.as_slice()) {
        ([only], _) | ([], [(only, _)]) => *only,
        _ => return None,
    };
    Some(only.iter().map(|line| Line { starts_paragraph: Some(true), ..line.clone() }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::form::entries::Entries;
    use crate::report::sample::table;

    /// The sum of a table below a line.
    fn sum(line: &str, rows: &[&str]) -> Option<String> {
        let mut entries = Entries::default();
        entries.add_line(&Line::placeless(line, true), None);
        let entry = entries.all.last()?;
        sum_below(entry, &table(rows)).map(|lines| compose(&lines).text)
    }

    #[test]
    fn a_table_below_the_label_of_a_sum_says_what_it_is() {
        let (head, light) = ("รายการ\tจำนวนเงิน (บาท)", "ค่าโคมไฟ ๒ ดวง\t๔๐๐");
        let rows = [head, light, "ค่าหิ่งห้อย\t๑๐๐", "รวมทั้งสิ้น\t๕๐๐"];
        assert_eq!(sum("๕. งบประมาณ", &rows).as_deref(), Some("๕๐๐"));
        assert_eq!(sum("๕. งบประมาณ มีรายการดังนี้", &rows).as_deref(), Some("๕๐๐"));
        assert_eq!(sum("๕. งบประมาณ", &[head, light]).as_deref(), Some("๔๐๐"));
        let four = ["รายการ\tจำนวน\tราคา\tรวมเงิน (บาท)", "โคมไฟ\t๒\t๒๐๐\t๔๐๐", "รวม\t\t\t๔๐๐"];
        assert_eq!(sum("๕. งบประมาณ", &four).as_deref(), Some("๔๐๐"));
    }

    #[test]
    fn what_says_no_sum_or_stands_below_another_label_is_left_alone() {
        let (head, light) = ("รายการ\tจำนวนเงิน (บาท)", "ค่าโคมไฟ ๒ ดวง\t๔๐๐");
        let rows = [head, light, "ค่าหิ่งห้อย\t๑๐๐", "รวมทั้งสิ้น\t๕๐๐"];
        assert_eq!(sum("๕. งบประมาณ ๗๐๐ บาท", &rows), None);
        assert_eq!(sum("๕. ผลการประเมิน", &rows), None);
        assert_eq!(sum("๕. งบประมาณ", &[head, light, "ค่าหิ่งห้อย\t๑๐๐"]), None);
        let two = ["รายการ\tก\tข", "โคมไฟ\t๒\t๒๐๐", "รวม\t๒\t๔๐๐"];
        assert_eq!(sum("๕. งบประมาณ", &two), None);
    }
}
