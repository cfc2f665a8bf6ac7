//! `total-mismatch`: a row that sums others, and states another sum than theirs.

use std::ops::Range;

use crate::audit::check::{Context, Rule};
use crate::audit::figures::plain;
use crate::column::Key;
use crate::contract::model::{Baht, BudgetStatus, ColumnBudget, Item, Section, Total};
use crate::contract::walk;
use crate::finding::{Finding, Region, Severity};
use crate::report::facts::quantities;

/// The rule.
pub const RULE: Rule = Rule {
    code: "total-mismatch",
    severity: Severity::Warning,
    what: "A row of a table that sums others states another amount than they add up to, or another number of projects.",
    what_th: "แถวยอดรวมของตารางระบุจำนวนเงินหรือจำนวนโครงการไม่เท่ากับผลรวมของรายการ",
    why: "One of the amounts is wrong, or a row is missing from the table or was not read.",
    example: "รวมทั้งสิ้น ๓ โครงการ ๖๐,๐๐๐ บาท below projects of ๑๐,๐๐๐, ๒๐,๐๐๐ and ๒๐,๐๐๐ บาท.",
    limits: "Column by column. A total is right where it is the sum of all items of its section, of those above it, of those between it \
             and the total before or behind it, of one strategy or tactic, or of other totals. Where an item names who pays \
             and no amount, and for numbers of projects, it only informs.",
    run,
};

/// Words of a total that sums all.
const ALL: &[&str] = &["ทั้งสิ้น", "ทั้งหมด", "ทุกยุทธศาสตร์", "ทุกแผนงาน"];
/// Words of a sum that goes on over a page.
const CARRIED: &[&str] = &["ยกมา", "ยกไป"];
/// Units by which a total counts its items.
const ITEMS: &[&str] = &["โครงการ", "กิจกรรม", "มาตรการ", "โครงการ/กิจกรรม"];
/// What a unit says that counts activities.
const ACTIVITY: &str = "กิจกรรม";
/// More parts than this are not shown as evidence.
const SHOWN: usize = 30;

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.report.sections.iter().flat_map(of_section).collect()
}

fn of_section(section: &Section) -> Vec<Finding> {
    let totals: &[Total] = match section {
        Section::ActionPlan(plan) => &plan.totals,
        Section::Measures(measures) => &measures.totals,
        // Rows of another form have no amounts of their own.
        Section::Form(_) | Section::Other(_) => &[],
    };
    let table = Table { items: walk::items(section), groups: groups(section), totals };
    let mut found = Vec::new();
    for (i, total) in totals.iter().enumerate().filter(|_| !table.items.is_empty()) {
        let money = total.budgets.iter().filter(|budget| budget.amount_thb.is_some());
        found.extend(money.filter_map(|stated| table.of_money(i, stated)));
        found.extend(table.of_count(i));
    }
    found
}

/// The items of each strategy and of each tactic, by their places among all.
fn groups(section: &Section) -> Vec<Range<usize>> {
    let Section::ActionPlan(plan) = section else { return Vec::new() };
    let (mut groups, mut at) = (Vec::new(), 0);
    for strategy in &plan.strategies {
        let first = at;
        for tactic in &strategy.tactics {
            groups.push(at..at + tactic.projects.len());
            at += tactic.projects.len();
        }
        groups.push(first..at);
    }
    groups
}

/// Where something begins: its page, and how far down.
type Place = (u32, f32);

fn place(regions: &[Region]) -> Option<Place> {
    regions.first().map(|region| (region.page, region.y0))
}

/// The items and totals of a section.
struct Table<'r> {
    items: Vec<&'r Item>,
    groups: Vec<Range<usize>>,
    totals: &'r [Total],
}

impl<'r> Table<'r> {
    /// The finding where total `i` states another amount in a column than its items add up to.
    fn of_money(&self, i: usize, stated: &ColumnBudget) -> Option<Finding> {
        let (key, amount) = (stated.column, stated.amount_thb?.satang);
        let is_sum = |range: &Range<usize>| {
            let items = &self.items[range.clone()];
            sum(items, key, own_or_below) == Some(amount)
                || sum(items, key, all_told) == Some(amount)
        };
        if self.ranges(i).iter().any(is_sum) || self.is_sum_of_totals(i, key, amount) {
            return None;
        }
        let range = self.meant(i);
        let items = &self.items[range];
        let added = Baht::from_satang(sum(items, key, own_or_below)?);
        let label = self.totals[i].label.text.trim();
        let (count, stated_thb) = (items.len(), Baht::from_satang(amount));
        let th = format!(
            "“{label}” ระบุ {stated_thb} บาท แต่ {count} รายการรวมกันได้ {added} บาท (คอลัมน์ {key})"
        );
        let en = format!(
            "“{label}” states {stated_thb} baht, its {count} items add up to {added} baht (column {key})"
        );
        let total = &self.totals[i];
        let finding = RULE.finds(th, en).seen(&total.label.raw, &total.label.regions);
        let finding = finding.seen(&stated.raw, &stated.regions);
        let parts = items.iter().filter_map(|item| budget(item, key)).take(SHOWN);
        let finding = parts.fold(finding, |f, part| f.seen(&part.raw, &part.regions));
        let is_sure = items.iter().all(|item| is_known(item, key));
        Some(finding.informing_unless(is_sure))
    }

    /// The finding where total `i` counts other items than there are.
    fn of_count(&self, i: usize) -> Option<Finding> {
        let label = &self.totals[i].label;
        let counted = quantities(&label.text)
            .into_iter()
            .find(|found| ITEMS.contains(&label.text[found.value.unit.clone()].trim()))?;
        let (count, unit) = (counted.value.value, &label.text[counted.value.unit]);
        if self.ranges(i).iter().any(|range| self.has(range, count, unit)) {
            return None;
        }
        let meant = self.meant(i);
        let found = self.activities(&meant, unit).unwrap_or(meant.len());
        let stated = plain(count);
        let th = format!("“{}” ระบุ {stated} {unit} แต่พบ {found}", label.text.trim());
        let en = format!("“{}” states {stated} {unit}, {found} found", label.text.trim());
        let finding = RULE.finds(th, en).seen(&label.raw, &label.regions);
        Some(finding.informing_unless(false))
    }

    /// Whether a range has `count` items, or activities where the unit counts these.
    fn has(&self, range: &Range<usize>, count: f64, unit: &str) -> bool {
        range.len() as f64 == count
            || self.activities(range, unit).is_some_and(|found| found as f64 == count)
    }

    /// How many activities the items of a range have, where the unit counts activities and they have
    /// any.
    fn activities(&self, range: &Range<usize>, unit: &str) -> Option<usize> {
        let mut below = 0;
        for item in self.items[range.clone()].iter().flat_map(|item| &item.children) {
            walk::tree(item, &mut |_| below += 1);
        }
        Some(below).filter(|n| *n > 0 && unit.contains(ACTIVITY))
    }

    /// The items that total `i` may sum.
    fn ranges(&self, i: usize) -> Vec<Range<usize>> {
        let all = self.items.len();
        let mut ranges = vec![Range { start: 0, end: all }];
        ranges.extend(self.groups.iter().cloned());
        match self.above(i) {
            Some(above) => {
                let before = self.before(i).min(above);
                ranges.extend([0..above, before..above, above..self.behind(i).max(above)]);
                // Subtotals of several levels end at one place.
                let earlier = (0..i).filter_map(|j| self.above(j)).filter(|from| *from < above);
                ranges.extend(earlier.map(|from| from..above));
            }
            // A total without a place may sum the items up to anywhere.
            None => ranges.extend((1..all).map(|end| 0..end)),
        }
        ranges.retain(|range| !range.is_empty());
        ranges
    }

    /// The items that total `i` is most likely meant to sum.
    fn meant(&self, i: usize) -> Range<usize> {
        let label = &self.totals[i].label.text;
        let all = 0..self.items.len();
        let Some(above) = self.above(i) else { return all };
        if CARRIED.iter().any(|word| label.contains(word)) && above > 0 {
            return 0..above;
        }
        if ALL.iter().any(|word| label.contains(word)) || self.totals.len() == 1 {
            return all;
        }
        let before = self.before(i);
        if before < above { before..above } else { all }
    }

    /// How many items stand above total `i`; `None` where it has no place.
    fn above(&self, i: usize) -> Option<usize> {
        let total = &self.totals[i];
        let of_cells = || total.budgets.iter().find_map(|budget| place(&budget.regions));
        let own = place(&total.label.regions).or_else(of_cells)?;
        let is_below = |item: &&Item| place(&item.title.regions).is_some_and(|place| place > own);
        Some(self.items.iter().position(is_below).unwrap_or(self.items.len()))
    }

    /// How many items stand above the total before total `i`.
    fn before(&self, i: usize) -> usize {
        let here = self.above(i).unwrap_or(0);
        (0..i).rev().filter_map(|j| self.above(j)).find(|above| *above < here).unwrap_or(0)
    }

    /// How many items stand above the total behind total `i`.
    fn behind(&self, i: usize) -> usize {
        let here = self.above(i).unwrap_or(0);
        let later = (i + 1..self.totals.len()).filter_map(|j| self.above(j));
        later.into_iter().find(|above| *above > here).unwrap_or(self.items.len())
    }

    /// Whether an amount is what other totals add up to: all before, all behind, or some of those
    /// right before.
    fn is_sum_of_totals(&self, i: usize, key: Key, amount: i64) -> bool {
        let stated = |total: &Total| {
            let mut budgets = total.budgets.iter().filter(|budget| budget.column == key);
            budgets.find_map(|budget| budget.amount_thb).map(|amount| amount.satang)
        };
        let mut sum = 0_i64;
        let right_before = self.totals[..i].iter().rev().filter_map(stated).any(|part| {
            sum = sum.saturating_add(part);
            sum == amount
        });
        let behind: Vec<i64> = self.totals[i + 1..].iter().filter_map(stated).collect();
        right_before
            || !behind.is_empty() && behind.into_iter().fold(0, i64::saturating_add) == amount
    }
}

/// The sum of some items in a column; `None` where none has an amount there.
fn sum(items: &[&Item], key: Key, of_item: fn(&Item, Key) -> Option<i64>) -> Option<i64> {
    let mut amounts = items.iter().filter_map(|item| of_item(item, key)).peekable();
    amounts.peek()?;
    Some(amounts.fold(0, i64::saturating_add))
}

/// What an item says in a column.
fn budget(item: &Item, key: Key) -> Option<&ColumnBudget> {
    item.budgets.iter().find(|budget| budget.column == key)
}

fn own(item: &Item, key: Key) -> Option<i64> {
    budget(item, key)?.amount_thb.map(|amount| amount.satang)
}

/// The amount of an item, or else the sum of those below it.
fn own_or_below(item: &Item, key: Key) -> Option<i64> {
    own(item, key).or_else(|| {
        let below: Vec<&Item> = item.children.iter().collect();
        sum(&below, key, own_or_below)
    })
}

/// The amount of an item and all below it.
fn all_told(item: &Item, key: Key) -> Option<i64> {
    let below: Vec<&Item> = item.children.iter().collect();
    match (own(item, key), sum(&below, key, all_told)) {
        (Some(own), Some(below)) => Some(own.saturating_add(below)),
        (own, below) => own.or(below),
    }
}

/// Whether it is known what an item and those below it add to a sum.
fn is_known(item: &Item, key: Key) -> bool {
    let own = budget(item, key).is_none_or(|b| b.status != BudgetStatus::OtherSource);
    own && item.children.iter().all(|child| is_known(child, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{column_budget, project, report, total};
    use crate::contract::model::{Purpose, Report};

    const PLANNED: Purpose = Purpose::Planned;

    /// A plan whose items have these amounts, with totals, each below so many items.
    fn plan(amounts: &[&str], totals: &[(usize, &str, &str)]) -> Report {
        let drafts = amounts
            .iter()
            .enumerate()
            .map(|(i, amount)| project(&(i + 1).to_string()).money("budget", PLANNED, amount));
        let mut report = report(drafts.collect());
        let Section::ActionPlan(plan) = &mut report.sections[0] else { panic!("no plan") };
        let items = &mut plan.strategies[0].tactics[0].projects;
        for (i, item) in items.iter_mut().enumerate() {
            item.title.regions[0].y0 = 100.0 * (i + 1) as f32;
        }
        for (above, label, amount) in totals {
            let mut total = total(label, vec![column_budget("budget", PLANNED, amount)]);
            total.label.regions[0].y0 = 100.0 * *above as f32 + 50.0;
            plan.totals.push(total);
        }
        report
    }

    fn said(report: &Report) -> Vec<(Severity, String)> {
        run(&Context::new(report)).into_iter().map(|f| (f.severity, f.message_en)).collect()
    }

    #[test]
    fn totals_that_add_up_are_left_in_peace() {
        for (amounts, totals) in [
            (&["๑๐๐", "๒๐๐", "-"][..], &[(3, "รวมทั้งสิ้น", "๓๐๐")][..]),
            (&["๑๐๐", "๒๐๐", "๕๐"], &[(2, "รวม", "๓๐๐"), (3, "รวม", "๕๐"), (3, "รวมทั้งสิ้น", "๓๕๐")]),
            (&["๑๐๐", "๒๐๐"], &[(0, "รวม ๒ โครงการ", "๓๐๐")]),
            (
                &["๑๐๐", "๒๐๐", "๕๐"],
                &[(2, "ยอดยกไป", "๓๐๐"), (2, "ยอดยกมา", "๓๐๐"), (3, "รวม", "๓๕๐")],
            ),
            (&["ไม่ใช้งบประมาณ", "-"], &[(2, "รวม", "๕๐๐")]),
        ] {
            assert_eq!(said(&plan(amounts, totals)), [], "{amounts:?} {totals:?}");
        }
    }

    #[test]
    fn a_total_that_states_another_sum() {
        let report = plan(&["๑๐๐", "๒๐๐.๕๐"], &[(2, "รวมทั้งสิ้น ๓ โครงการ", "๔๐๐")]);
        let found = said(&report);
        let money =
            "“รวมทั้งสิ้น ๓ โครงการ” states 400 baht, its 2 items add up to 300.5 baht (column budget)";
        assert_eq!(found[0], (Severity::Warning, money.to_owned()));
        let count = "“รวมทั้งสิ้น ๓ โครงการ” states 3 โครงการ, 2 found";
        assert_eq!(found[1..], [(Severity::Info, count.to_owned())]);
        let unsure = plan(&["๑๐๐", "งบประมาณ ของ กพบ."], &[(2, "รวม", "๔๐๐")]);
        assert_eq!(said(&unsure)[0].0, Severity::Info);
    }

    #[test]
    fn a_subtotal_sums_its_own_group() {
        let totals = [(2, "รวม", "๓๐๐"), (3, "รวม", "๖๐"), (3, "รวมทั้งสิ้น", "๓๖๐")];
        let found = said(&plan(&["๑๐๐", "๒๐๐", "๕๐"], &totals));
        let said = "“รวม” states 60 baht, its 1 items add up to 50 baht (column budget)";
        assert_eq!(
            found,
            [(Severity::Warning, said.to_owned())],
            "the last is the sum of the others"
        );
    }
}
