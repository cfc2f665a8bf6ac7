//! What table and chart of a summary say alike: names, amounts, the year.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::model::{Budgets, Group, GroupKind, Summary};
use crate::contract::model::Baht;
use crate::contract::output::Lang;

/// What a group is called.
pub fn group_name(group: &Group, lang: Lang) -> String {
    let words = group.title.as_deref().unwrap_or_default().split_whitespace();
    let title = words.collect::<Vec<_>>().join(" ");
    let number = group.number.as_deref().map(|n| format!("{n}. ")).unwrap_or_default();
    match group.kind {
        GroupKind::Total => lang.pick("total", "รวม").to_owned(),
        _ if !title.is_empty() => format!("{number}{title}"),
        GroupKind::Measures => lang.pick("measures", "มาตรการ").to_owned(),
        GroupKind::Form => lang.pick("project", "โครงการ").to_owned(),
        GroupKind::Strategy => format!("{number}{}", lang.pick("(no heading)", "(ไม่มีหัวข้อ)")),
    }
}

/// The fiscal year of a report with the words before it.
pub(super) fn year(summary: &Summary, lang: Lang) -> Option<String> {
    summary.fiscal_year_be.map(|be| format!("{} {be}", lang.pick("fiscal year", "ปีงบประมาณ")))
}

/// The sum of a group's budgets; a dash where it has no cell for any, as measures.
pub fn amount(budget: &Budgets) -> String {
    match budget.cells() {
        0 => "–".to_owned(),
        _ => thousands(&budget.amount_thb.to_string()),
    }
}

/// A sum beside that of the budgets; a dash where no column says it.
pub fn further_amount(sum: Option<Baht>) -> String {
    sum.map_or_else(|| "–".to_owned(), |sum| thousands(&sum.to_string()))
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
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The text in at most `columns`, whole characters only, with `…` where it was cut.
pub(super) fn cut(text: &str, columns: usize) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

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
