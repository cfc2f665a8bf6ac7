//! The totals of a comparison as lines for people: what they are of, older, newer, difference.

use super::words::grouped;
use crate::contract::model::Baht;
use crate::contract::output::Lang;
use crate::diff::model::{Line, Name, Sum, Tally, Totals};

/// What stands where a report states no amount.
const NONE: &str = "–";
/// What stands where nothing changed.
const SAME: &str = "=";

/// One line of a table of totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The strategy it is of; empty where the line above is of the same.
    pub group: String,
    /// What is summed.
    pub what: &'static str,
    /// In the older report.
    pub old: String,
    /// In the newer report.
    pub new: String,
    /// The newer less the older.
    pub difference: String,
}

/// The lines of all, then of each strategy where there are several: its money, and what else
/// differs. What neither report states has no line.
pub fn rows(totals: &Totals, lang: Lang) -> Vec<Row> {
    let all = lang.pick("in all", "รวมทั้งหมด").to_owned();
    let mut rows = of_line(&totals.all, all, lang);
    if totals.groups.len() > 1 {
        rows.extend(totals.groups.iter().flat_map(|line| of_group(line, lang)));
    }
    rows
}

/// What a group is called: by the newer report, or else by the older.
fn name(line: &Line) -> String {
    line.new.as_ref().or(line.old.as_ref()).map(told).unwrap_or_default()
}

/// A name in one line.
fn told(name: &Name) -> String {
    let title = name.title.as_deref().unwrap_or_default();
    let words: Vec<&str> = title.split_whitespace().collect();
    format!("{} {}", name.id, words.join(" ")).trim_end().to_owned()
}

/// The lines of one strategy.
fn of_group(line: &Line, lang: Lang) -> Vec<Row> {
    let mut rows = of_line(line, String::new(), lang);
    let money = usize::from(is_stated(line.budget)) + usize::from(is_stated(line.spent));
    let mut at = 0;
    rows.retain(|row| {
        at += 1;
        at <= money || row.difference != SAME
    });
    if let Some(first) = rows.first_mut() {
        first.group = name(line);
    }
    rows
}

fn is_stated(sum: Sum) -> bool {
    sum.old_thb.or(sum.new_thb).is_some()
}

fn of_line(line: &Line, group: String, lang: Lang) -> Vec<Row> {
    let counted = [
        (lang.pick("projects", "โครงการ"), line.projects),
        (lang.pick("measures", "มาตรการ"), line.measures),
        (lang.pick("targets", "เป้าหมาย"), line.targets),
        (lang.pick("targets met", "เป้าหมายที่บรรลุ"), line.met),
        (lang.pick("targets missed", "เป้าหมายที่ไม่บรรลุ"), line.missed),
    ];
    let summed = [
        (lang.pick("budget (baht)", "งบประมาณ (บาท)"), line.budget),
        (lang.pick("spent (baht)", "ใช้จ่าย (บาท)"), line.spent),
    ];
    let money = summed.into_iter().filter_map(|(what, sum)| of_sum(what, sum));
    let counts = counted.into_iter().filter_map(|(what, tally)| of_tally(what, tally));
    let mut rows: Vec<Row> = money.chain(counts).collect();
    if let Some(first) = rows.first_mut() {
        first.group = group;
    }
    rows
}

fn of_sum(what: &'static str, sum: Sum) -> Option<Row> {
    if !is_stated(sum) {
        return None;
    }
    let difference = match sum.difference_thb {
        Some(difference) => signed(difference.satang.signum(), amount(Some(magnitude(difference)))),
        None => String::new(),
    };
    let (old, new) = (amount(sum.old_thb), amount(sum.new_thb));
    Some(Row { group: String::new(), what, old, new, difference })
}

fn of_tally(what: &'static str, tally: Tally) -> Option<Row> {
    let difference = i64::from(tally.new) - i64::from(tally.old);
    let row = Row {
        group: String::new(),
        what,
        old: tally.old.to_string(),
        new: tally.new.to_string(),
        difference: signed(difference.signum(), difference.abs().to_string()),
    };
    (tally.old + tally.new > 0).then_some(row)
}

/// An amount for people; a dash where none is stated.
fn amount(baht: Option<Baht>) -> String {
    baht.map_or_else(|| NONE.to_owned(), |baht| grouped(&baht.to_string()))
}

fn magnitude(baht: Baht) -> Baht {
    Baht::from_satang(baht.satang.saturating_abs())
}

fn signed(sign: i64, magnitude: String) -> String {
    match sign {
        0 => SAME.to_owned(),
        1 => format!("+{magnitude}"),
        _ => format!("−{magnitude}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_neither_states_has_no_line_and_one_group_is_all() {
        let baht = |n: i64| Some(Baht::from_satang(100 * n));
        let all = Line {
            projects: Tally { old: 3, new: 3 },
            budget: Sum::of(baht(240_000), baht(90_000)),
            spent: Sum::of(None, baht(5)),
            ..Line::default()
        };
        let mut totals = Totals { groups: vec![all.clone()], all };
        let told = |totals: &Totals| -> Vec<String> {
            let rows = rows(totals, Lang::En).into_iter();
            rows.map(|r| format!("{}|{}|{}|{}|{}", r.group, r.what, r.old, r.new, r.difference))
                .collect()
        };
        let of_all = [
            "in all|budget (baht)|240,000|90,000|−150,000",
            "|spent (baht)|–|5|",
            "|projects|3|3|=",
        ];
        assert_eq!(told(&totals), of_all);
        totals.groups.push(Line {
            old: Some(Name {
                id: "s2".to_owned(), title: Some("ความ\nโปร่งใส".to_owned())
            }),
            missed: Tally { old: 1, new: 0 },
            ..Line::default()
        });
        assert_eq!(told(&totals)[5..], ["s2 ความ โปร่งใส|targets missed|1|0|−1"]);
    }
}
