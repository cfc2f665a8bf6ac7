//! `score-above-maximum`: a score that is higher than the most that can be had.

use std::ops::Range;

use crate::audit::check::context::columns;
use crate::audit::check::{Context, Rule};
use crate::audit::figures::plain;
use crate::contract::model::{Column, Item, Role, Text};
use crate::finding::{Finding, Severity};
use crate::thai::{Found, number};

/// The rule.
pub const RULE: Rule = Rule {
    code: "score-above-maximum",
    severity: Severity::Warning,
    what: "A score is higher than the most that can be had.",
    what_th: "คะแนนสูงกว่าคะแนนเต็ม",
    why: "The score or the maximum is wrong, and whoever compares agencies by it compares nothing.",
    example: "ผลการประเมิน ๕.๒๐ คะแนน จากคะแนนเต็ม ๕ คะแนน.",
    limits: "A maximum is a number behind เต็ม (คะแนนเต็ม ๑๐๐), with the score right before or behind it; or one in the heading of a column of scores (คะแนน (เต็ม ๕)).",
    run,
};

/// The word before a maximum.
const FULL: &str = "เต็ม";
/// All that may stand between a score and the maximum behind it.
const BETWEEN: &[&str] =
    &["คะแนน", "แต้ม", "จาก", "เต็ม", "ใน", "ระดับ", "ค่า", "(", ")", "/", ",", ":"];
/// All that may stand between a maximum and the score behind it.
const BEHIND: &[&str] = &[
    "คะแนน",
    "แต้ม",
    "ได้รับ",
    "ได้",
    "ผลการประเมิน",
    "ผล",
    "ค่าเฉลี่ย",
    "เฉลี่ย",
    "อยู่ที่",
    "เท่ากับ",
    "คือ",
    "มี",
    "รวม",
    "(",
    ")",
    ":",
    ",",
];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in &context.entries {
        let columns = columns(&context.report.sections[entry.section]);
        for (key, cell) in &entry.item.cells {
            found.extend(in_text(entry.item, cell));
            let column = columns.iter().find(|column| column.key() == *key);
            if let Some(most) = column.filter(|_| key.role == Role::Score).and_then(maximum) {
                found.extend(in_column(entry.item, cell, most));
            }
        }
    }
    found
}

/// The maximum that the headings of a column name.
fn maximum(column: &Column) -> Option<f64> {
    let mut named = column.headings.iter().flat_map(|heading| {
        let numbers = number::scan(&heading.text).into_iter();
        numbers.filter(|n| is_maximum(&heading.text, n.range.start)).filter_map(|n| n.value)
    });
    named.next().map(number::Decimal::to_f64)
}

/// Whether the number that starts at `at` is the most that can be had.
fn is_maximum(text: &str, at: usize) -> bool {
    text[..at].trim_end().ends_with(FULL)
}

/// A cell of a column with a maximum that is one number, and higher.
fn in_column(item: &Item, cell: &Text, most: f64) -> Option<Finding> {
    let numbers = number::scan(&cell.text);
    let [only] = numbers.as_slice() else { return None };
    let score = only.value?.to_f64();
    (score > most).then(|| finding(item, cell, only.range.clone(), score, most))
}

/// The findings where a text tells both.
fn in_text(item: &Item, cell: &Text) -> Vec<Finding> {
    let text = cell.text.as_str();
    if !text.contains(FULL) {
        return Vec::new();
    }
    let numbers = number::scan(text);
    let mut found = Vec::new();
    for at in (0..numbers.len()).filter(|at| is_maximum(text, numbers[*at].range.start)) {
        let most = &numbers[at];
        let before = at.checked_sub(1).and_then(|before| numbers.get(before));
        let in_front = before.and_then(|score| above(text, score, most, BETWEEN));
        let behind = numbers.get(at + 1).and_then(|score| above(text, score, most, BEHIND));
        let above = in_front.or(behind);
        found.extend(above.map(|(range, score, most)| finding(item, cell, range, score, most)));
    }
    found
}

/// A printed number.
type Printed = Found<Option<number::Decimal>>;
/// Where a score stands, the score, and the most that can be had.
type Above = (Range<usize>, f64, f64);

/// A score beside its maximum that is higher, where nothing but these words stands between them.
fn above(text: &str, score: &Printed, most: &Printed, words: &[&str]) -> Option<Above> {
    let first = score.range.end.min(most.range.end);
    let second = score.range.start.max(most.range.start);
    let between = text.get(first..second).filter(|between| !between.contains('\n'))?;
    let rest = words.iter().fold(between.to_owned(), |rest, word| rest.replace(word, ""));
    let (value, most) = (score.value?.to_f64(), most.value?.to_f64());
    (rest.trim().is_empty() && value > most).then(|| (score.range.clone(), value, most))
}

fn finding(item: &Item, cell: &Text, at: Range<usize>, score: f64, most: f64) -> Finding {
    let (score, most) = (plain(score), plain(most));
    let th = format!("คะแนน {score} สูงกว่าคะแนนเต็ม {most}");
    let en = format!("a score of {score} is above the maximum of {most}");
    RULE.finds(th, en).about(item.id.as_str()).seen(&cell.text[at], &cell.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};
    use crate::contract::model::Section;

    #[test]
    fn a_score_above_the_maximum() {
        let found =
            |result: &str| run(&Context::new(&report(vec![project("1").result(result)]))).len();
        for (result, count) in [
            ("ผลการประเมิน ๕.๒๐ คะแนน จากคะแนนเต็ม ๕ คะแนน", 1),
            ("ผลการประเมิน ๔.๒๐ คะแนน จากคะแนนเต็ม ๕ คะแนน", 0),
            ("คะแนนเต็ม ๑๐๐ คะแนน ได้ ๑๐๒.๕ คะแนน", 1),
            ("คะแนนเต็ม ๑๐๐ คะแนน ได้ ๙๒.๕ คะแนน", 0),
            ("ได้ ๗.๕ (เต็ม ๕)", 1),
            ("มีผู้เข้าร่วม ๖๐ คน คะแนนเต็ม ๕ คะแนน", 0),
            ("จองเต็ม ๓ รอบ มีผู้เข้าร่วม ๖๐ คน", 0),
        ] {
            assert_eq!(found(result), count, "{result}");
        }
    }

    #[test]
    fn a_column_says_the_maximum() {
        let found = |score: &str| {
            let mut report = report(vec![project("1").cell(Role::Score, score)]);
            let Section::ActionPlan(plan) = &mut report.sections[0] else { panic!() };
            let mut column = plan.columns[0].clone();
            (column.role, column.key) = (Role::Score, Some(Role::Score.into()));
            column.headings = vec![crate::audit::sample::text("คะแนน (เต็ม ๕)")];
            plan.columns.push(column);
            run(&Context::new(&report)).len()
        };
        assert_eq!((found("๕.๕"), found("๔.๕"), found("๑. ดี ๒. ดีมาก")), (1, 0, 0));
    }
}
