//! A report → its summary.

use std::collections::BTreeSet;

use super::counting::Counting;
use super::model::{Budgets, Group, GroupKind, Summary, Targets};
use super::money::{of_purpose, sum};
use crate::audit::judge::{Verdict, judge};
use crate::contract::model::{
    Baht, BudgetStatus, Form, Item, ItemKind, Measures, Purpose, Report, Section, Strategy, Text,
};
use crate::finding::Code;

/// What is known of the whole report while its items are counted.
struct Known<'r> {
    /// The cells of money that could not be understood: the ids of their items, and what is printed.
    unread: BTreeSet<(&'r str, &'r str)>,
    /// Its fiscal year, Buddhist Era.
    year: Option<i16>,
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
    let known = Known {
        unread: unread_budgets(report),
        year: report.fiscal_year.as_ref().map(|year| year.be),
    };
    let mut groups = Vec::new();
    for section in &report.sections {
        match section {
            Section::ActionPlan(plan) => {
                let strategies = plan.strategies.iter();
                groups.extend(strategies.map(|strategy| Group::of_strategy(strategy, &known)));
            }
            Section::Measures(measures) => groups.push(Group::of_measures(measures, &known)),
            Section::Form(form) => groups.push(Group::of_form(form, &known)),
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

/// The cells of money that could not be understood: the ids of their items, and what is printed.
fn unread_budgets(report: &Report) -> BTreeSet<(&str, &str)> {
    let code = Code::BudgetUnread.as_str();
    let found = report.findings.iter().filter(|finding| finding.code == code);
    let cells = found.filter_map(|finding| finding.item.as_deref().zip(finding.evidence.first()));
    cells.map(|(id, evidence)| (id, evidence.raw.as_str())).collect()
}

impl Group {
    /// A group with nothing in it.
    fn new(kind: GroupKind, number: Option<&str>, title: Option<&Text>) -> Group {
        Group {
            kind,
            number: number.map(str::to_owned),
            title: title.map(|title| title.text.clone()),
            projects: 0,
            activities: 0,
            measures: 0,
            budget: Budgets::default(),
            targets: Targets::default(),
        }
    }

    fn of_form(form: &Form, known: &Known<'_>) -> Group {
        let title = form.title.as_ref().or(form.items.first().map(|item| &item.title));
        let mut group = Group::new(GroupKind::Form, None, title);
        form.items.iter().for_each(|item| group.add(item, known));
        group
    }

    fn of_strategy(strategy: &Strategy, known: &Known<'_>) -> Group {
        let number = strategy.number.as_deref();
        let mut group = Group::new(GroupKind::Strategy, number, strategy.title.as_ref());
        let projects = strategy.tactics.iter().flat_map(|tactic| &tactic.projects);
        projects.for_each(|item| group.add(item, known));
        group
    }

    fn of_measures(measures: &Measures, known: &Known<'_>) -> Group {
        let mut group = Group::new(GroupKind::Measures, None, measures.title.as_ref());
        measures.measures.iter().for_each(|item| group.add(item, known));
        group
    }

    /// Counts an item and all below it.
    fn add(&mut self, top: &Item, known: &Known<'_>) {
        let counting = Counting::of(top, known.year);
        self.add_counted(top, &counting, known);
    }

    /// Counts an item and all below it, of whose money this is counted.
    fn add_counted(&mut self, item: &Item, counting: &Counting, known: &Known<'_>) {
        match item.kind {
            ItemKind::Project => self.projects += 1,
            ItemKind::Activity | ItemKind::SubActivity => self.activities += 1,
            ItemKind::Measure => self.measures += 1,
        }
        judge(item).iter().for_each(|judgement| self.targets.add(judgement.verdict));
        self.budget.add(item, counting, known);
        for (child, counting) in item.children.iter().zip(&counting.children) {
            self.add_counted(child, counting, known);
        }
    }

    /// Adds the counts of another group.
    fn join(&mut self, other: &Group) {
        self.projects += other.projects;
        self.activities += other.activities;
        self.measures += other.measures;
        let (sum, more) = (&mut self.budget, &other.budget);
        sum.amount_thb = added(sum.amount_thb, more.amount_thb);
        sum.used_thb = both(sum.used_thb, more.used_thb);
        sum.left_thb = both(sum.left_thb, more.left_thb);
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

impl Targets {
    fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Met => self.met += 1,
            Verdict::Missed => self.missed += 1,
            Verdict::Undecided => self.undecided += 1,
        }
    }
}

impl Budgets {
    /// Counts the budget cells of an item: the planned ones in detail, the others by their sums. Of
    /// amounts those that are counted; what states none is in no sum.
    fn add(&mut self, item: &Item, counting: &Counting, known: &Known<'_>) {
        let own = |purpose| {
            let mut cells = of_purpose(item, purpose, known.year);
            cells.retain(|cell| cell.amount_thb.is_none() || counting.is_counted(purpose));
            cells
        };
        for cell in own(Purpose::Planned) {
            match cell.status {
                _ if known.unread.contains(&(item.id.as_str(), cell.raw)) => self.unread += 1,
                BudgetStatus::Amount => {
                    let amount = cell.amount_thb.unwrap_or_default();
                    self.amount_thb = added(self.amount_thb, amount);
                    self.amounts += 1;
                }
                BudgetStatus::None | BudgetStatus::NotAllocated => self.none += 1,
                BudgetStatus::OtherSource => self.without_amount += 1,
                BudgetStatus::NotStated => self.not_stated += 1,
            }
        }
        let told = |purpose| sum(&own(purpose)).map(Baht::from_satang);
        self.used_thb = both(self.used_thb, told(Purpose::Used));
        self.left_thb = both(self.left_thb, told(Purpose::Left));
    }
}

fn added(a: Baht, b: Baht) -> Baht {
    Baht::from_satang(a.satang.saturating_add(b.satang))
}

/// The sum of what there is.
fn both(a: Option<Baht>, b: Option<Baht>) -> Option<Baht> {
    match (a, b) {
        (Some(a), Some(b)) => Some(added(a, b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::audit::sample::{activity, bare, measure, project, report};
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
        report
            .findings
            .push(Finding::new(Code::BudgetUnread, "…", "…").about("s1/t1/p5").seen("๙๙", &[]));
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
    #[test]
    fn money_spent_and_left_is_summed_apart() {
        let plan = report(vec![
            project("1")
                .money("budget", Purpose::Planned, "๑,๐๐๐")
                .money("budget_used", Purpose::Used, "๙๐๐.๕๐")
                .money("budget_left", Purpose::Left, "๙๙.๕๐"),
            project("2").money("budget", Purpose::Planned, "-").money(
                "budget_used",
                Purpose::Used,
                "๑๐๐",
            ),
        ]);
        let budget = summary(&plan).total.budget;
        assert_eq!(
            (budget.amount_thb, budget.amounts, budget.not_stated),
            (Baht::from_satang(100_000), 1, 1)
        );
        assert_eq!(budget.used_thb, Some(Baht::from_satang(100_050)));
        assert_eq!(budget.left_thb, Some(Baht::from_satang(9_950)));
        assert_eq!(some().total.budget.used_thb, None, "no such column");
    }

    #[test]
    fn what_is_not_understood_of_one_cell_leaves_the_others() {
        let item = project("1")
            .money("budget", Purpose::Planned, "๑,๐๐๐")
            .money("budget_2", Purpose::Planned, "๑,๒๓")
            .money("budget_used", Purpose::Used, "๙๐๐");
        let mut plan = report(vec![item]);
        let odd = Finding::new(Code::BudgetUnread, "…", "…").about("s1/t1/p1");
        plan.findings.push(odd.seen("๑,๒๓", &[]));
        let budget = summary(&plan).total.budget;
        assert_eq!((budget.amount_thb, budget.amounts), (Baht::from_satang(100_000), 1));
        assert_eq!((budget.unread, budget.used_thb), (1, Some(Baht::from_satang(90_000))));
    }

    #[test]
    fn a_sum_is_told_twice_for_each_purpose_of_its_own() {
        let below = activity("1.1").money("budget", Purpose::Planned, "๕๐๐").money(
            "budget_used",
            Purpose::Used,
            "๓๐๐",
        );
        let plan = report(vec![
            project("1")
                .money("budget", Purpose::Planned, "๕๐๐")
                .money("budget_used", Purpose::Used, "๔๐")
                .child(below),
        ]);
        let budget = summary(&plan).total.budget;
        assert_eq!(budget.amount_thb, Baht::from_satang(50_000));
        assert_eq!(budget.used_thb, Some(Baht::from_satang(4_000)), "as the project states it");
    }

    #[test]
    fn a_total_that_its_parts_contradict_is_counted_alone() {
        let child = |number: &str, planned: &str| {
            activity(number).money("budget", Purpose::Planned, planned)
        };
        let plan = report(vec![
            project("1")
                .money("budget", Purpose::Planned, "๕๐๐")
                .child(child("1.1", "๒๐๐"))
                .child(child("1.2", "๒๐๐")),
            project("2")
                .money("budget", Purpose::Planned, "๓๐๐")
                .child(child("2.1", "๒๕๐"))
                .child(child("2.2", "-")),
        ]);
        let budget = summary(&plan).total.budget;
        assert_eq!(budget.amount_thb, Baht::from_satang(80_000));
        assert_eq!((budget.amounts, budget.not_stated), (2, 1));
    }

    #[test]
    fn a_form_is_a_group_of_its_own() {
        let item = project("1").money("budget", Purpose::Planned, "๕๐๐").done();
        let form = Form { title: None, fields: Vec::new(), items: vec![item] };
        let summary = summary(&bare(vec![Section::Form(form)]));
        let group = &summary.groups[0];
        assert_eq!((group.kind, group.projects, summary.total.projects), (GroupKind::Form, 1, 1));
        assert_eq!(group.budget.amount_thb, Baht::from_satang(50_000));
    }
}
