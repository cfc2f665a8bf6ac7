//! A report at a glance: for each strategy its projects, its budget and what became of its targets.

mod svg;
mod table;

pub use svg::svg;
pub use table::table;

use serde::Serialize;

use crate::audit::judge::{Verdict, judge};
use crate::contract::model::{Baht, BudgetStatus, Item, ItemKind, Report, Section};
use crate::contract::walk;
use crate::finding::Code;

/// One report at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// The file it was read from.
    pub file: Option<String>,
    /// Whose report it is.
    pub agency: Option<String>,
    /// Its fiscal year, Buddhist Era.
    pub fiscal_year_be: Option<i16>,
    /// Its strategies, then its measures, in document order.
    pub groups: Vec<Group>,
    /// All of them together.
    pub total: Group,
}

/// What a group of a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// A strategy.
    Strategy,
    /// A section of measures.
    Measures,
    /// Everything.
    Total,
}

/// A strategy, the measures, or all.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group {
    /// What it is.
    pub kind: GroupKind,
    /// Its number.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Projects.
    pub projects: usize,
    /// Activities and sub-activities below them.
    pub activities: usize,
    /// Measures.
    pub measures: usize,
    /// Its budgets.
    pub budget: Budgets,
    /// What became of its targets.
    pub targets: Targets,
}

/// Budgets of a group.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Budgets {
    /// The sum of all amounts stated, in baht.
    pub amount_thb: Baht,
    /// Cells with an amount in this sum.
    pub amounts: usize,
    /// Cells that say that none is used, or none was allocated.
    pub none: usize,
    /// Cells that name who pays and no amount.
    pub without_amount: usize,
    /// Cells that are blank or a dash.
    pub not_stated: usize,
    /// Cells that could not be read; what they say is in no sum.
    pub unread: usize,
}

/// What became of targets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Targets {
    /// Met.
    pub met: usize,
    /// Not met.
    pub missed: usize,
    /// The report does not say.
    pub undecided: usize,
}

impl Group {
    fn new(kind: GroupKind, number: Option<&String>, title: Option<&str>) -> Group {
        Group {
            kind,
            number: number.cloned(),
            title: title.map(str::to_owned),
            projects: 0,
            activities: 0,
            measures: 0,
            budget: Budgets::default(),
            targets: Targets::default(),
        }
    }

    /// Counts an item and all below it.
    fn add(&mut self, item: &Item, unread: &dyn Fn(&str) -> bool) {
        let told_below = sum_below(item);
        walk::tree(item, &mut |i| {
            match i.kind {
                ItemKind::Project => self.projects += 1,
                ItemKind::Activity | ItemKind::SubActivity => self.activities += 1,
                ItemKind::Measure => self.measures += 1,
            }
            for judgement in judge(i) {
                match judgement.verdict {
                    Verdict::Met => self.targets.met += 1,
                    Verdict::Missed => self.targets.missed += 1,
                    Verdict::Undecided => self.targets.undecided += 1,
                }
            }
            // A project that states the sum of its activities does not count it a second time.
            let counted_below = i.id == item.id && told_below.is_some() && told_below == own(i);
            if !counted_below {
                self.budget.add(i, unread(&i.id));
            }
        });
    }

    fn join(&mut self, other: &Group) {
        self.projects += other.projects;
        self.activities += other.activities;
        self.measures += other.measures;
        let (sum, more) = (&mut self.budget, &other.budget);
        sum.amount_thb.satang = sum.amount_thb.satang.saturating_add(more.amount_thb.satang);
        sum.amounts += more.amounts;
        sum.none += more.none;
        sum.without_amount += more.without_amount;
        sum.not_stated += more.not_stated;
        sum.unread += more.unread;
        self.targets.met += other.targets.met;
        self.targets.missed += other.targets.missed;
        self.targets.undecided += other.targets.undecided;
    }
}

impl Budgets {
    fn add(&mut self, item: &Item, unread: bool) {
        let Some(budget) = &item.budget else { return };
        match budget.status {
            _ if unread => self.unread += 1,
            BudgetStatus::Amount => {
                let satang = budget.amount_thb.map_or(0, |amount| amount.satang);
                self.amount_thb.satang = self.amount_thb.satang.saturating_add(satang);
                self.amounts += 1;
            }
            BudgetStatus::None | BudgetStatus::NotAllocated => self.none += 1,
            BudgetStatus::OtherSource => self.without_amount += 1,
            BudgetStatus::NotStated => self.not_stated += 1,
        }
    }
}

fn own(item: &Item) -> Option<i64> {
    item.budget.as_ref().and_then(|b| b.amount_thb).map(|amount| amount.satang)
}

/// The sum of the amounts below an item; `None` where there is none.
fn sum_below(item: &Item) -> Option<i64> {
    let mut sum: Option<i64> = None;
    for child in &item.children {
        walk::tree(child, &mut |i| {
            if let Some(satang) = own(i) {
                sum = Some(sum.unwrap_or(0).saturating_add(satang));
            }
        });
    }
    sum
}

/// A report at a glance.
///
/// ```
/// # let schema: serde_json::Value = serde_json::from_str(raingan::contract::schema::schema()).unwrap();
/// # let json = schema["examples"][0].to_string();
/// let report = &raingan::contract::input::reports(json.as_bytes())?[0];
/// let summary = raingan::audit::summary::summary(report);
/// assert_eq!(summary.total.projects, summary.groups.iter().map(|group| group.projects).sum::<usize>());
/// # Ok::<(), raingan::Error>(())
/// ```
pub fn summary(report: &Report) -> Summary {
    let unread_code = Code::BudgetUnread.as_str();
    let unread: Vec<&str> = report
        .findings
        .iter()
        .filter(|f| f.code == unread_code)
        .filter_map(|f| f.item.as_deref())
        .collect();
    let is_unread = |id: &str| unread.contains(&id);
    let mut groups = Vec::new();
    for section in &report.sections {
        match section {
            Section::ActionPlan(plan) => {
                for strategy in &plan.strategies {
                    let title = strategy.title.as_ref().map(|t| t.text.as_str());
                    let mut group =
                        Group::new(GroupKind::Strategy, strategy.number.as_ref(), title);
                    let projects = strategy.tactics.iter().flat_map(|t| &t.projects);
                    projects.for_each(|item| group.add(item, &is_unread));
                    groups.push(group);
                }
            }
            Section::Measures(measures) => {
                let title = measures.title.as_ref().map(|t| t.text.as_str());
                let mut group = Group::new(GroupKind::Measures, None, title);
                measures.measures.iter().for_each(|item| group.add(item, &is_unread));
                groups.push(group);
            }
            Section::Other(_) => {}
        }
    }
    let mut total = Group::new(GroupKind::Total, None, None);
    groups.iter().for_each(|group| total.join(group));
    Summary {
        file: report.source.file_name.clone(),
        agency: report.agency.as_ref().map(|a| a.name.clone()),
        fiscal_year_be: report.fiscal_year.as_ref().map(|y| y.be),
        groups,
        total,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::audit::check::sample::{activity, measure, project, report};
    use crate::finding::Finding;

    /// A plan and a measure of the fictional agency.
    pub fn some() -> Summary {
        let aim = "ตัวชี้วัด : ร้อยละความพึงพอใจ เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๐";
        let mut report = report(vec![
            project("1").indicator(aim).result("ความพึงพอใจร้อยละ ๙๐").budget("๑,๕๐๐.๕๐ บาท"),
            project("2")
                .indicator(aim)
                .result("ความพึงพอใจร้อยละ ๗๐")
                .budget("๓๐๐")
                .child(activity("2.1").indicator(aim).result("จัดแล้ว").budget("๓๐๐")),
            project("3").budget("ไม่ใช้งบประมาณ").child(activity("3.1").budget("งบประมาณ ของ กพบ.")),
            project("4").budget("-"),
            project("5").budget("๙๙"),
            measure("1").indicator(aim).result("ความพึงพอใจร้อยละ ๘๕"),
        ]);
        report.findings.push(Finding::new(Code::BudgetUnread, "…", "…").about("s1/t1/p5"));
        summary(&report)
    }

    #[test]
    fn strategies_and_measures_add_up() {
        let summary = some();
        assert_eq!(summary.groups.len(), 2);
        let plan = &summary.groups[0];
        assert_eq!((plan.projects, plan.activities, plan.measures), (5, 2, 0));
        let budget = &plan.budget;
        assert_eq!(budget.amount_thb, Baht::from_satang(180_050), "the activity's 300 counts once");
        assert_eq!(
            (budget.amounts, budget.none, budget.without_amount, budget.not_stated, budget.unread),
            (2, 1, 1, 1, 1)
        );
        assert_eq!(plan.targets, Targets { met: 1, missed: 1, undecided: 1 });
        assert_eq!(summary.total.targets, Targets { met: 2, missed: 1, undecided: 1 });
        assert_eq!((summary.total.projects, summary.total.measures), (5, 1));
    }
}
