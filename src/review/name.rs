//! What values are called on the page, in English and in Thai.

use super::model::Both;
use crate::column::{Key, Part, Which};
use crate::contract::model::{Budget, BudgetStatus, Column, ColumnBudget, Comparator, ItemKind};
use crate::contract::model::{Target, Text, UnclaimedReason};

/// The name of a column: that of its role, or its heading where the role has none.
pub(super) fn column(key: Key, columns: &[Column]) -> Both {
    let Some(names) = key.role.names() else {
        let printed = columns.iter().find(|column| column.key() == key);
        let heading = printed.and_then(|column| column.headings.first());
        return match heading.map(|heading| one_line(&heading.text)).filter(|h| !h.is_empty()) {
            Some(heading) => Both::same(&heading),
            None => Both(format!("column {key}"), format!("คอลัมน์ {key}")),
        };
    };
    let (en, th) = which(key.which);
    Both(format!("{}{en}", names.0), format!("{}{th}", names.1))
}

/// What tells a column from others of its role.
fn which(which: Which) -> (String, String) {
    let (year, part) = match which {
        Which::First => return (String::new(), String::new()),
        Which::Nth(n) => return (format!(" ({n})"), format!(" ({n})")),
        Which::Time { year_be, part } => (year_be, part),
    };
    let year = year.map(|year| format!(" {year}")).unwrap_or_default();
    match part {
        None => (year.clone(), year),
        Some(Part::Quarter(n)) => (format!("{year} Q{n}"), format!("{year} ไตรมาส {n}")),
        Some(Part::Month(n)) => (format!("{year} month {n}"), format!("{year} เดือน {n}")),
    }
}

/// What an item is.
pub(super) fn item(kind: ItemKind, number: Option<&str>) -> Both {
    let (en, th) = match kind {
        ItemKind::Project => ("project", "โครงการ"),
        ItemKind::Activity => ("activity", "กิจกรรม"),
        ItemKind::SubActivity => ("sub-activity", "กิจกรรมย่อย"),
        ItemKind::Measure => ("measure", "มาตรการ"),
    };
    numbered((en, th), number)
}

/// A name with the number printed beside it.
pub(super) fn numbered((en, th): (&str, &str), number: Option<&str>) -> Both {
    match number {
        Some(number) => Both(format!("{en} {number}"), format!("{th} {number}")),
        None => (en, th).into(),
    }
}

/// Why no field claimed a text.
pub(super) fn reason(reason: UnclaimedReason) -> Both {
    let words = match reason {
        UnclaimedReason::PageNumber => ("page number", "เลขหน้า"),
        UnclaimedReason::RunningHead => ("running head", "หัวหรือท้ายกระดาษ"),
        UnclaimedReason::RepeatedHeader => ("repeated heading", "หัวตารางซ้ำ"),
        UnclaimedReason::Cover => ("text of the cover", "ข้อความบนปก"),
        UnclaimedReason::Paragraph => ("paragraph", "ย่อหน้า"),
        UnclaimedReason::Hidden => ("hidden text", "ข้อความที่มองไม่เห็น"),
        UnclaimedReason::Covered => ("covered text", "ข้อความที่ถูกทับ"),
        UnclaimedReason::Watermark => ("watermark or stamp", "ลายน้ำหรือตราประทับ"),
        UnclaimedReason::StruckOut => ("text struck out", "ข้อความที่ถูกขีดฆ่า"),
        UnclaimedReason::Replaced => ("text layer, not used", "ชั้นข้อความที่ไม่ได้ใช้"),
    };
    words.into()
}

/// What a budget cell was read as.
pub(super) fn budget(budget: &Budget) -> String {
    money(budget.status, budget.amount_thb.map(|a| a.to_string()), budget.source.as_deref())
}

/// The same of a column of money.
pub(super) fn column_budget(budget: &ColumnBudget) -> String {
    money(budget.status, budget.amount_thb.map(|a| a.to_string()), budget.source.as_deref())
}

fn money(status: BudgetStatus, amount: Option<String>, source: Option<&str>) -> String {
    let said = match (status, amount) {
        (BudgetStatus::Amount, Some(amount)) => format!("{amount} THB"),
        (BudgetStatus::Amount, None) => "amount".to_owned(),
        (BudgetStatus::None, _) => "none".to_owned(),
        (BudgetStatus::OtherSource, _) => "other source".to_owned(),
        (BudgetStatus::NotAllocated, _) => "not allocated".to_owned(),
        (BudgetStatus::NotStated, _) => "not stated".to_owned(),
    };
    match source {
        Some(source) => format!("{said} · {source}"),
        None => said,
    }
}

/// What a target was read as.
pub(super) fn target(target: &Target) -> String {
    let sign = match target.comparator {
        Comparator::Eq => "=",
        Comparator::Ge => "≥",
        Comparator::Gt => ">",
        Comparator::Le => "≤",
        Comparator::Lt => "<",
    };
    match target.unit.as_deref() {
        Some("percent") => format!("{sign} {}%", target.value),
        Some(unit) => format!("{sign} {} {unit}", target.value),
        None => format!("{sign} {}", target.value),
    }
}

/// A text as a label: on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The heading of a table's column at `index`, or its number.
pub(super) fn heading(headings: &[Text], index: usize) -> Both {
    let printed = headings.get(index).map(|text| one_line(&text.text)).unwrap_or_default();
    match printed.as_str() {
        "" => Both(format!("column {}", index + 1), format!("คอลัมน์ {}", index + 1)),
        printed => Both::same(printed),
    }
}
