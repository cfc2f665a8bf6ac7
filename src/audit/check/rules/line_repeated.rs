//! `line-repeated`: a list in which one entry stands twice.

use crate::audit::check::words::{short, squeeze};
use crate::audit::check::{Context, Rule};
use crate::contract::model::{Item, Role, Text};
use crate::finding::{Finding, Severity};

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

/// Shorter entries (`- ไม่มี`) are rightly the same.
const LONG: usize = 15;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let of = |item: &Item| {
        let cells =
            [Role::Result, Role::Outcome].into_iter().filter_map(|role| item.cells.get(&role));
        cells.flat_map(|cell| of_cell(item, cell)).collect::<Vec<_>>()
    };
    context.entries.iter().flat_map(|entry| of(entry.item)).collect()
}

fn of_cell(item: &Item, cell: &Text) -> Vec<Finding> {
    let mut seen: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for line in cell.text.lines() {
        // Another line ends the list: the next may rightly say the same of another event.
        let Some(line) = entry(line) else {
            seen.clear();
            continue;
        };
        let key = squeeze(line);
        if key.chars().count() < LONG {
            continue;
        }
        if seen.contains(&key) {
            let th = format!("รายการซ้ำในช่องเดียวกัน: “{}”", short(line));
            let en = format!("stands twice in one list: “{}”", short(line));
            found.push(RULE.finds(th, en).about(item.id.as_str()).seen(line, &cell.regions));
        } else if seen.len() < MOST {
            seen.push(key);
        }
    }
    found
}

/// So many entries of a cell are held against each other.
const MOST: usize = 500;

/// What an entry of a list says, without its mark.
fn entry(line: &str) -> Option<&str> {
    let line = line.trim();
    let dashed = line.strip_prefix(['-', '•', '–', '▪', '●', '*']);
    let numbered = || {
        let rest = line.trim_start_matches(crate::thai::digits::is_digit);
        rest.strip_prefix(['.', ')']).filter(|_| rest.len() < line.len())
    };
    dashed.or_else(numbered).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{project, report};

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
