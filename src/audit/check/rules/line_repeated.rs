//! `line-repeated`: a list in which one entry stands twice.

use crate::audit::check::{Context, Rule};
use crate::audit::wording::{short, squeeze};
use crate::contract::model::{Item, Role, Text};
use crate::finding::{Finding, Severity};
use crate::thai::digits::is_digit;

/// The rule.
pub const RULE: Rule = Rule {
    code: "line-repeated",
    severity: Severity::Warning,
    what: "A list in a result has the same entry twice.",
    what_th: "รายการในช่องเดียวกันมีข้อความซ้ำกัน",
    why: "Who counts the entries to judge a target counts one too many.",
    example: "Seven systems linked, of which the fourth and the fifth are the same.",
    limits: "Results and outcomes only. Entries on lines of their own with a list mark (-, •, 1.), of at least fifteen letters, the same but for spaces and their \
             number.",
    run,
};

/// Shorter entries (`- ไม่มี`) are rightly the same; in letters.
const LONG: usize = 15;
/// How many entries of a list are held against each other: it bounds the time for a cell without
/// end.
const MOST: usize = 500;
/// Marks before the entries of a list.
const BULLETS: [char; 6] = ['-', '•', '–', '▪', '●', '*'];

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.entries.iter().flat_map(|entry| of_item(entry.item)).collect()
}

fn of_item(item: &Item) -> Vec<Finding> {
    let cells = [Role::Result, Role::Outcome].into_iter().flat_map(|role| item.cells_of(role));
    cells.flat_map(|cell| of_cell(item, cell)).collect()
}

fn of_cell(item: &Item, cell: &Text) -> Vec<Finding> {
    let mut seen: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for line in cell.text.lines() {
        // Another line ends the list: the next may rightly say the same of another event.
        let Some(entry) = entry(line) else {
            seen.clear();
            continue;
        };
        let key = squeeze(entry);
        if key.chars().count() < LONG {
            continue;
        }
        if seen.contains(&key) {
            found.push(finding(item, cell, entry));
        } else if seen.len() < MOST {
            seen.push(key);
        }
    }
    found
}

fn finding(item: &Item, cell: &Text, entry: &str) -> Finding {
    let th = format!("รายการซ้ำในช่องเดียวกัน: “{}”", short(entry));
    let en = format!("stands twice in one list: “{}”", short(entry));
    RULE.finds(th, en).about(item.id.as_str()).seen(entry, &cell.regions)
}

/// What an entry of a list says, without its mark; `None` for a line that is no entry.
fn entry(line: &str) -> Option<&str> {
    let line = line.trim();
    line.strip_prefix(BULLETS).or_else(|| behind_number(line)).map(str::trim)
}

/// What stands behind the number of an entry: `๑. …`, `2) …`.
fn behind_number(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(is_digit);
    rest.strip_prefix(['.', ')']).filter(|_| rest.len() < line.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    fn found(result: &str) -> usize {
        run(&Context::new(&report(vec![project("1").result(result)]))).len()
    }

    #[test]
    fn an_entry_that_stands_twice() {
        assert_eq!(
            found("เชื่อมโยงระบบ\n- ระบบยืมโคมไฟส่องทาง\n- ระบบจองเรือ\n- ระบบ ยืมโคมไฟส่องทาง"),
            1
        );
        assert_eq!(found("- ระบบยืมโคมไฟส่องทาง\n- ระบบยืมโคมไฟส่องทาง (สาขา)"), 0);
        assert_eq!(found("ณ ศาลาริมน้ำบ้านหิ่งห้อย\nณ ศาลาริมน้ำบ้านหิ่งห้อย"), 0, "no list");
        assert_eq!(found("- ไม่มี\n- ไม่มี"), 0);
        assert_eq!(
            found("ครั้งแรก\n- อบรมการดูแลแสงสว่าง\nครั้งหลัง\n- อบรมการดูแลแสงสว่าง"),
            0,
            "two lists"
        );
    }
}
