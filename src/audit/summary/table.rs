//! A summary as a table for a terminal, in columns that hold where marks of Thai take no place.

use unicode_width::UnicodeWidthStr;

use super::labels::{amount, cut, further_amount, group_name, year};
use super::model::{Budgets, Group, Summary};
use crate::contract::output::Lang;

/// The widest title, in columns of a terminal; longer ones are cut.
const WIDEST: usize = 44;

/// The summary as lines: a heading, a line for each group, and the sum.
pub fn table(summary: &Summary, lang: Lang) -> String {
    let further = Further::of(&summary.total.budget);
    let mut rows: Vec<Vec<String>> = vec![headings(further, lang)];
    let groups = summary.groups.iter().chain([&summary.total]);
    rows.extend(groups.map(|group| row(group, further, lang)));
    let widths = widths(&rows);
    let mut out = title(summary, lang);
    for row in &rows {
        let cells = row.iter().zip(&widths).enumerate();
        let padded: Vec<String> =
            cells.map(|(i, (cell, width))| pad(cell, *width, i > 0)).collect();
        out.push_str(padded.join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// Which columns of money stand beside that of the money planned: those that say any.
#[derive(Clone, Copy)]
struct Further {
    used: bool,
    left: bool,
}

impl Further {
    fn of(total: &Budgets) -> Further {
        Further { used: total.used_thb.is_some(), left: total.left_thb.is_some() }
    }

    /// What stands in these columns.
    fn cells(self, used: String, left: String) -> impl Iterator<Item = String> {
        let used = self.used.then_some(used);
        used.into_iter().chain(self.left.then_some(left))
    }
}

fn headings(further: Further, lang: Lang) -> Vec<String> {
    let before = [
        "",
        lang.pick("projects", "โครงการ"),
        lang.pick("activities", "กิจกรรม"),
        lang.pick("measures", "มาตรการ"),
        lang.pick("baht", "บาท"),
    ];
    let behind = [
        lang.pick("none", "ไม่ใช้งบ"),
        lang.pick("not known", "ไม่ทราบ"),
        lang.pick("met", "บรรลุ"),
        lang.pick("missed", "ไม่บรรลุ"),
        lang.pick("undecided", "ตัดสินไม่ได้"),
    ];
    let (used, left) = (lang.pick("spent", "ใช้ไป"), lang.pick("left", "คงเหลือ"));
    let mut all: Vec<String> = before.map(str::to_owned).to_vec();
    all.extend(further.cells(used.to_owned(), left.to_owned()));
    all.extend(behind.map(str::to_owned));
    all
}

/// The width of each column: that of its widest cell.
fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let mut widths = vec![0; rows.first().map_or(0, Vec::len)];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    widths
}

/// Whose report, and of which year.
fn title(summary: &Summary, lang: Lang) -> String {
    let parts: Vec<String> = summary.agency.iter().cloned().chain(year(summary, lang)).collect();
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join(", ")) }
}

/// The line of a group, cell by cell.
fn row(group: &Group, further: Further, lang: Lang) -> Vec<String> {
    let Group { budget, targets, .. } = group;
    let before_budget = [group.projects, group.activities, group.measures];
    let behind = [budget.none, budget.not_known(), targets.met, targets.missed, targets.undecided];
    let mut cells = vec![cut(&group_name(group, lang), WIDEST)];
    cells.extend(before_budget.map(|count| count.to_string()));
    cells.push(amount(budget));
    cells.extend(further.cells(further_amount(budget.used_thb), further_amount(budget.left_thb)));
    cells.extend(behind.map(|count| count.to_string()));
    cells
}

/// A cell as wide as its column.
fn pad(text: &str, columns: usize, right: bool) -> String {
    let space = " ".repeat(columns.saturating_sub(text.width()));
    if right { format!("{space}{text}") } else { format!("{text}{space}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::summary::count::tests::some;
    use crate::contract::model::Baht;

    #[test]
    fn columns_hold_for_thai() {
        let table = table(&some(), Lang::Th);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 5);
        assert_eq!(lines[0], "สำนักงานอนุรักษ์แสงหิ่งห้อยแห่งชาติ, ปีงบประมาณ 2568");
        let widths: Vec<usize> = lines[1..].iter().map(|line| line.width()).collect();
        assert!(widths.iter().all(|w| *w == widths[0]), "{table}");
        assert!(lines[2].contains("1,800.5") && lines[3].contains('–'), "{table}");
    }
    #[test]
    fn money_spent_has_a_column_where_any_is() {
        let mut summary = some();
        summary.total.budget.used_thb = Some(Baht::from_satang(123_450));
        let shown = table(&summary, Lang::En);
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[1].contains("spent") && !lines[1].contains("left"), "{shown}");
        assert!(lines[4].contains("1,234.5") && lines[2].contains('–'), "{shown}");
    }
}
