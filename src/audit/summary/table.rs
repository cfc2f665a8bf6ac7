//! A summary as a table for a terminal, in columns that hold where marks of Thai take no place.

use unicode_width::UnicodeWidthStr;

use super::{Budgets, Group, GroupKind, Summary};
use crate::contract::output::Lang;

/// The widest title, in columns of a terminal; longer ones are cut.
const WIDEST: usize = 44;

/// The summary as lines: a heading, a line for each group, and the sum.
pub fn table(summary: &Summary, lang: Lang) -> String {
    let head = [
        lang.pick("", ""),
        lang.pick("projects", "โครงการ"),
        lang.pick("activities", "กิจกรรม"),
        lang.pick("measures", "มาตรการ"),
        lang.pick("baht", "บาท"),
        lang.pick("none", "ไม่ใช้งบ"),
        lang.pick("not known", "ไม่ทราบ"),
        lang.pick("met", "บรรลุ"),
        lang.pick("missed", "ไม่บรรลุ"),
        lang.pick("undecided", "ตัดสินไม่ได้"),
    ];
    let mut rows: Vec<Vec<String>> = vec![head.iter().map(|cell| (*cell).to_owned()).collect()];
    rows.extend(summary.groups.iter().chain([&summary.total]).map(|group| row(group, lang)));
    let widths: Vec<usize> =
        (0..head.len()).map(|i| rows.iter().map(|row| row[i].width()).max().unwrap_or(0)).collect();
    let mut out = title(summary, lang);
    for row in &rows {
        let cells = row.iter().zip(&widths).enumerate();
        let line: Vec<String> = cells.map(|(i, (cell, width))| pad(cell, *width, i > 0)).collect();
        out.push_str(line.join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// Whose report, and of which year.
fn title(summary: &Summary, lang: Lang) -> String {
    let year =
        summary.fiscal_year_be.map(|be| format!("{} {be}", lang.pick("fiscal year", "ปีงบประมาณ")));
    let parts: Vec<String> = summary.agency.iter().cloned().chain(year).collect();
    if parts.is_empty() { String::new() } else { format!("{}\n", parts.join(", ")) }
}

/// What a group is called.
pub(super) fn name(group: &Group, lang: Lang) -> String {
    let title =
        group.title.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let number = group.number.as_deref().map(|n| format!("{n}. ")).unwrap_or_default();
    match group.kind {
        GroupKind::Total => lang.pick("total", "รวม").to_owned(),
        _ if !title.is_empty() => format!("{number}{title}"),
        GroupKind::Measures => lang.pick("measures", "มาตรการ").to_owned(),
        GroupKind::Strategy => format!("{number}{}", lang.pick("(no heading)", "(ไม่มีหัวข้อ)")),
    }
}

fn row(group: &Group, lang: Lang) -> Vec<String> {
    let budget = &group.budget;
    let unknown = budget.without_amount + budget.not_stated + budget.unread;
    let targets = &group.targets;
    let count = |n: usize| n.to_string();
    vec![
        cut(&name(group, lang), WIDEST),
        count(group.projects),
        count(group.activities),
        count(group.measures),
        amount(budget),
        count(budget.none),
        count(unknown),
        count(targets.met),
        count(targets.missed),
        count(targets.undecided),
    ]
}

/// The sum of a group's budgets; a dash where it has no cell for any, as measures.
pub(super) fn amount(budget: &Budgets) -> String {
    let cells =
        budget.amounts + budget.none + budget.without_amount + budget.not_stated + budget.unread;
    if cells == 0 { "–".to_owned() } else { thousands(&budget.amount_thb.to_string()) }
}

/// A number with commas between thousands.
fn thousands(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    fraction.into_iter().for_each(|fraction| {
        out.push('.');
        out.push_str(fraction);
    });
    out
}

/// The text in at most `columns`, whole characters only, with `…` where it was cut.
pub(super) fn cut(text: &str, columns: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    for cluster in text.graphemes(true) {
        if out.width() + cluster.width() + 1 > columns {
            break;
        }
        out.push_str(cluster);
    }
    out.push('…');
    out
}

fn pad(text: &str, columns: usize, right: bool) -> String {
    let space = " ".repeat(columns.saturating_sub(text.width()));
    if right { format!("{space}{text}") } else { format!("{text}{space}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::summary::tests::some;

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
    fn long_titles_are_cut_between_characters() {
        assert_eq!(cut("ที่นี่ดี", 2), "ที่…");
        assert_eq!(cut("ที่นี่", 9), "ที่นี่");
        assert_eq!(
            (thousands("1234567.5"), thousands("-999"), thousands("0")),
            ("1,234,567.5".into(), "-999".into(), "0".into())
        );
    }
}
