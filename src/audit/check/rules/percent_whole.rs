//! `percent-above-whole`: more than a hundred per cent of what can only be had in part.

use crate::audit::called::PERCENT;
use crate::audit::check::context::columns;
use crate::audit::check::{Context, Rule};
use crate::audit::figures::{Figures, Unit, plain};
use crate::contract::model::{Column, Item, Role, Text};
use crate::finding::{Finding, Severity};
use crate::thai::number;

/// The rule.
pub const RULE: Rule = Rule {
    code: "percent-above-whole",
    severity: Severity::Warning,
    what: "A percentage of what can only be had in part is above 100.",
    what_th: "ร้อยละของส่วนหนึ่งในทั้งหมดมีค่าเกิน 100",
    why: "Nobody is more than wholly satisfied, and no more people pass than took part: a figure is wrong, and it makes averages too high.",
    example: "ผู้เข้าร่วมมีความพึงพอใจ ร้อยละ ๑๐๘.๕๐.",
    limits: "Results, outcomes and targets, and numbers alone in columns headed ร้อยละ or %. It warns where the words beside the percentage say what it is a part of (ความพึงพอใจ, ผ่านเกณฑ์, \
             บุคลากรทั้งหมด …), else it informs. Growth, and what is held against a plan or a target (เพิ่มขึ้น, ของเป้าหมาย), may be above 100: nothing is said.",
    run,
};

/// Words of the heading of a column of percentages.
const PER_CENT: &[&str] = &["ร้อยละ", "%", "％", "เปอร์เซ"];
/// What such a column may be.
const ROLES: &[Role] = &[Role::Percent, Role::Result, Role::Outcome, Role::Score];
/// The whole.
const WHOLE: f64 = 100.0;
/// Words beside what is a part of all.
const PARTS: &[&str] = &[
    "พึงพอใจ",
    "เชื่อมั่น",
    "รับรู้",
    "เข้าใจ",
    "ตระหนัก",
    "ผ่านเกณฑ์",
    "ผ่านการ",
    "ถูกต้อง",
    "ครบถ้วน",
    "ทั้งหมด",
    "ทั้งสิ้น",
    "ตอบแบบ",
    "สำเร็จ",
    "ของผู้",
    "ของบุคลากร",
    "ของเจ้าหน้าที่",
];
/// Words beside what can be more than the whole.
const BEYOND: &[&str] = &[
    "เพิ่ม",
    "ขยาย",
    "เติบโต",
    "สูงกว่า",
    "สูงขึ้น",
    "มากกว่า",
    "เกิน",
    "เป้าหมาย",
    "แผน",
    "เทียบ",
    "ปีก่อน",
    "ปีที่ผ่านมา",
    "ประมาณการ",
    "กำไร",
    "ลด",
    "ที่กำหนด",
    "ที่ตั้งไว้",
    "คาดการณ์",
    "วงเงิน",
];
/// Letters behind a percentage that say what it is of.
const BEHIND: usize = 40;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in &context.entries {
        for figures in entry.results.iter().chain(&entry.outcomes) {
            let all = 0..figures.all.len();
            found.extend(all.filter_map(|at| of_figure(entry.item, figures, at)));
        }
        found.extend(of_targets(entry.item));
        let columns = columns(&context.report.sections[entry.section]);
        for (key, cell) in entry.item.cells.iter().filter(|(key, _)| ROLES.contains(&key.role)) {
            let column = columns.iter().find(|column| column.key() == *key);
            found.extend(column.and_then(|column| of_cell(entry.item, cell, column)));
        }
    }
    found
}

/// The finding about a figure of a result.
fn of_figure(item: &Item, figures: &Figures<'_>, at: usize) -> Option<Finding> {
    let figure = &figures.all[at];
    if figure.unit != Unit::Percent || figure.value <= WHOLE {
        return None;
    }
    let behind: String =
        figures.text()[figure.range.end..figures.line(at).end].chars().take(BEHIND).collect();
    let line = &figures.text()[figures.line(at).start..figure.range.start];
    let finding = finding(item, figure.value, figure.raw, &[line, figure.raw, &behind])?;
    Some(finding.seen(figure.raw, figure.regions))
}

/// The finding about a cell that is a number alone, where the heading says that it is a percentage.
fn of_cell(item: &Item, cell: &Text, column: &Column) -> Option<Finding> {
    let headings = column.group.iter().chain(&column.headings);
    let headings: Vec<&str> = headings.map(|heading| heading.text.as_str()).collect();
    let printed = cell.text.trim();
    let value = number::parse(printed).map(number::Decimal::to_f64)?;
    if value <= WHOLE || !say(&headings, PER_CENT) {
        return None;
    }
    Some(finding(item, value, printed, &headings)?.seen(&cell.raw, &cell.regions))
}

/// The findings about what is aimed at.
fn of_targets(item: &Item) -> Vec<Finding> {
    let mut found = Vec::new();
    for indicator in &item.indicators {
        let name = indicator.name.text.as_str();
        let text = indicator.target_text.as_ref().map_or("", |text| text.text.as_str());
        let percentages = indicator.targets.iter().filter(|t| t.unit.as_deref() == Some(PERCENT));
        for target in percentages.filter(|target| target.value > WHOLE) {
            let told = finding(item, target.value, &target.raw, &[name, text, &target.raw]);
            found.extend(told.map(|finding| finding.seen(&target.raw, &target.regions)));
        }
    }
    found
}

/// What is said of a percentage with these words beside it; nothing where it may be above 100.
fn finding(item: &Item, value: f64, raw: &str, words: &[&str]) -> Option<Finding> {
    if say(words, BEYOND) {
        return None;
    }
    let (value, raw) = (plain(value), raw.trim());
    let th = format!("“{raw}” เกินร้อยละ 100 ของทั้งหมด");
    let en = format!("“{raw}” is {value} %, more than the whole");
    let finding = RULE.finds(th, en).about(item.id.as_str());
    Some(finding.informing_unless(say(words, PARTS)))
}

/// Whether one of some texts has one of a list of words.
fn say(texts: &[&str], list: &[&str]) -> bool {
    list.iter().any(|word| texts.iter().any(|text| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report, text};
    use crate::contract::model::Section;

    #[test]
    fn more_than_all_of_a_part() {
        let found = |result: &str| {
            let found = run(&Context::new(&report(vec![project("1").result(result)])));
            found.into_iter().map(|finding| finding.severity).collect::<Vec<_>>()
        };
        for (result, severity) in [
            ("ผู้เข้าร่วมมีความพึงพอใจ ร้อยละ ๑๐๘.๕๐", &[Severity::Warning][..]),
            ("คิดเป็นร้อยละ ๑๒๐ ของบุคลากรทั้งหมด", &[Severity::Warning]),
            ("ดำเนินการได้ร้อยละ ๑๐๕", &[Severity::Info]),
            ("ผู้เข้าร่วมมีความพึงพอใจ ร้อยละ ๑๐๐", &[]),
            ("จำนวนผู้รับบริการเพิ่มขึ้นร้อยละ ๑๕๐", &[]),
            ("ผู้เข้าร่วม ๑๒๐ คน คิดเป็นร้อยละ ๑๒๐ ของเป้าหมาย", &[]),
        ] {
            assert_eq!(found(result), severity, "{result}");
        }
    }

    #[test]
    fn more_than_all_in_a_column_of_percentages() {
        let found = |heading: &str, cell: &str| {
            let mut report = report(vec![project("1").cell(Role::Percent, cell)]);
            let Section::ActionPlan(plan) = &mut report.sections[0] else { panic!() };
            let mut column = plan.columns[0].clone();
            (column.role, column.key) = (Role::Percent, Some(Role::Percent.into()));
            column.headings = vec![text(heading)];
            plan.columns.push(column);
            let found = run(&Context::new(&report)).into_iter();
            found.map(|finding| finding.severity).collect::<Vec<_>>()
        };
        for (heading, cell, severity) in [
            ("ความพึงพอใจ (ร้อยละ)", "108.2", &[Severity::Warning][..]),
            ("ความก้าวหน้า (%)", "๑๒๐", &[Severity::Info]),
            ("ความพึงพอใจ (ร้อยละ)", "100", &[]),
            ("ร้อยละที่เพิ่มขึ้น", "120", &[]),
            ("จำนวน", "120", &[]),
            ("ความพึงพอใจ (ร้อยละ)", "๑๐๘ คน", &[]),
        ] {
            assert_eq!(found(heading, cell), severity, "{heading}: {cell}");
        }
    }

    #[test]
    fn more_than_all_is_aimed_at() {
        let found = |indicator: &str| {
            run(&Context::new(&report(vec![project("1").indicator(indicator)]))).len()
        };
        assert_eq!(found("ตัวชี้วัด : ความพึงพอใจ เป้าหมาย : ไม่น้อยกว่าร้อยละ ๑๘๐"), 1);
        assert_eq!(found("ตัวชี้วัด : ความพึงพอใจ เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๐"), 0);
    }
}
