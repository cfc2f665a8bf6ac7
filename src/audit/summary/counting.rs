//! Which amounts sums take, so that no money is counted twice: the summary, what two reports come to and
//! the warehouse count alike. Of an item's columns of one purpose those that are no part of another;
//! of an item and what is below it not both where one is the total of the other.
//!
//! | an item states | what is below it states | counted |
//! | --- | --- | --- |
//! | an amount | nothing | the item |
//! | nothing | amounts | what is below |
//! | 10,000 | 6,000 + 4,000 | the item: they are its parts |
//! | 10,000 | 6,000 + 5,000, each child an amount | the item, and a finding: its parts are another sum |
//! | 10,000 | 6,000, and a child whose cell states none (`-`) | the item: it may be part of the rest |
//! | 10,000 | 12,000, and a child whose cell states none | the item, and a finding |
//! | 10,000 | 6,000, and a child without a cell of its own | both: the item's cell may be that child's |

use super::money::columns_that_count;
use crate::contract::model::{Baht, BudgetStatus, ColumnBudget, Item, Purpose};

/// One value a purpose, in the order of [`Purpose::ALL`].
type Each<T> = [T; Purpose::ALL.len()];

/// What is counted of an item and of what is below it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Counting {
    /// What the item itself states.
    own: Each<Option<i64>>,
    /// What is counted below it.
    below: Each<Option<i64>>,
    /// Whether a cell says what it states, or cells say it of all below it.
    told: Each<bool>,
    /// Whether its own amounts are counted.
    counted: Each<bool>,
    /// Where the children state another sum: that sum.
    contradicted: Each<Option<i64>>,
    /// What is counted of each child, in their order.
    pub children: Vec<Counting>,
}

/// The place of a purpose in lists.
fn place(purpose: Purpose) -> usize {
    Purpose::ALL.iter().position(|known| *known == purpose).unwrap_or_default()
}

impl Counting {
    /// What is counted of an item of a report of a year, and of all below it.
    pub fn of(item: &Item, year: Option<i16>) -> Counting {
        let mut counting = Counting::tally(item, year);
        counting.decide([true; Purpose::ALL.len()]);
        counting
    }

    fn tally(item: &Item, year: Option<i16>) -> Counting {
        let children: Vec<Counting> =
            item.children.iter().map(|child| Counting::tally(child, year)).collect();
        let mut counting = Counting { children, ..Counting::default() };
        for (at, purpose) in Purpose::ALL.into_iter().enumerate() {
            counting.own[at] = stated(item, purpose, year);
            let told = counting.children.iter().filter_map(|child| child.total(at));
            counting.below[at] = told.reduce(i64::saturating_add);
            let all_below = counting.children.iter().all(|child| child.told[at]);
            counting.told[at] =
                has_cell(item, purpose) || !counting.children.is_empty() && all_below;
            counting.contradicted[at] = counting.other_sum(at);
        }
        counting
    }

    /// What the children state, where each has a cell for it and it is another sum than the item states:
    /// more, or, where each states an amount, less.
    fn other_sum(&self, at: usize) -> Option<i64> {
        let (own, below) = (self.own[at]?, self.below[at]?);
        let all = self.children.iter().all(|child| child.total(at).is_some());
        let is_other = below > own && self.are_told(at) || below < own && all;
        is_other.then_some(below)
    }

    /// Whether each child has a cell of its own for a purpose, or all below it have.
    fn are_told(&self, at: usize) -> bool {
        self.children.iter().all(|child| child.told[at])
    }

    /// What is counted of an item and all below it.
    fn total(&self, at: usize) -> Option<i64> {
        match (self.own[at], self.below[at]) {
            (Some(own), Some(below)) if !self.is_total(at) => Some(own.saturating_add(below)),
            (Some(own), _) => Some(own),
            (None, below) => below,
        }
    }

    /// Whether what the item states is the total of what is below it, be that another sum or not.
    fn is_total(&self, at: usize) -> bool {
        let both = self.own[at].zip(self.below[at]);
        both.is_some_and(|(own, below)| own == below || self.are_told(at))
    }

    /// Decides from the top down: below a total nothing is counted.
    fn decide(&mut self, open: Each<bool>) {
        let mut below = open;
        for at in 0..open.len() {
            self.counted[at] = open[at] && self.own[at].is_some();
            below[at] = open[at] && !self.is_total(at);
        }
        self.children.iter_mut().for_each(|child| child.decide(below));
    }

    /// Whether nothing below the item states an amount.
    pub fn is_leaf(&self, purpose: Purpose) -> bool {
        self.below[place(purpose)].is_none()
    }

    /// Whether the item's amounts of a purpose are counted.
    pub fn is_counted(&self, purpose: Purpose) -> bool {
        self.counted[place(purpose)]
    }

    /// Purposes for which the children state another sum than the item, both in satang.
    pub fn contradictions(&self) -> impl Iterator<Item = (Baht, Baht)> {
        let both = self.own.into_iter().zip(self.contradicted);
        both.filter_map(|(own, below)| Some((Baht::from_satang(own?), Baht::from_satang(below?))))
    }
}

/// Whether an item has a cell for money of a purpose, whatever that says.
fn has_cell(item: &Item, purpose: Purpose) -> bool {
    let only_planned = item.budgets.is_empty() && purpose == Purpose::Planned;
    only_planned && item.budget.is_some() || item.budgets.iter().any(|b| b.purpose == purpose)
}

/// What an item states for a purpose, in satang.
fn stated(item: &Item, purpose: Purpose, year: Option<i16>) -> Option<i64> {
    let amounts: Vec<Baht> = if item.budgets.is_empty() {
        let own = item.budget.iter().filter(|_| purpose == Purpose::Planned);
        own.filter_map(|budget| budget.amount_thb).collect()
    } else {
        let columns = columns_that_count(item, purpose, year).into_iter();
        columns.filter_map(|column| column.amount_thb).collect()
    };
    amounts.into_iter().map(|amount| amount.satang).reduce(i64::saturating_add)
}

/// Whether a column is one of those that count for its purpose, and states an amount.
pub fn is_taken(item: &Item, column: &ColumnBudget, year: Option<i16>) -> bool {
    let taken = columns_that_count(item, column.purpose, year);
    column.amount_thb.is_some() && taken.iter().any(|taken| std::ptr::eq(*taken, column))
}

/// The column that an item's own budget is taken from.
pub fn column_of_budget(item: &Item) -> Option<&ColumnBudget> {
    let budget = item.budget.as_ref()?;
    let mut columns = item.budgets.iter().filter(|column| {
        column.raw == budget.raw
            && column.amount_thb == budget.amount_thb
            && column.regions == budget.regions
    });
    columns.next()
}

/// Whether an item's own budget states an amount.
pub fn is_amount(item: &Item) -> bool {
    item.budget
        .as_ref()
        .is_some_and(|budget| budget.status == BudgetStatus::Amount && budget.amount_thb.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{Draft, activity, project};

    fn counting(draft: Draft) -> Counting {
        Counting::of(&draft.done(), Some(2568))
    }

    fn planned(counting: &Counting) -> Option<i64> {
        counting.total(place(Purpose::Planned)).map(|satang| satang / 100)
    }

    #[test]
    fn a_total_is_counted_once_however_deep_its_parts_are() {
        let parts = activity("1.1").budget("๑๐,๐๐๐");
        let parts =
            parts.child(activity("1.1.1").budget("๖,๐๐๐")).child(activity("1.1.2").budget("๔,๐๐๐"));
        let counting = counting(project("1").budget("๑๐,๐๐๐").child(parts));
        assert_eq!(planned(&counting), Some(10_000));
        assert!(counting.is_counted(Purpose::Planned) && !counting.is_leaf(Purpose::Planned));
        let activity = &counting.children[0];
        assert!(!activity.is_counted(Purpose::Planned));
        assert!(!activity.children[1].is_counted(Purpose::Planned));
        assert!(activity.children[1].is_leaf(Purpose::Planned));
    }

    #[test]
    fn parts_of_another_sum_contradict_their_total_which_is_counted() {
        let draft = project("1").budget("๑๐,๐๐๐");
        let draft =
            draft.child(activity("1.1").budget("๖,๐๐๐")).child(activity("1.2").budget("๕,๐๐๐"));
        let counting = counting(draft);
        assert_eq!(planned(&counting), Some(10_000));
        let told: Vec<String> =
            counting.contradictions().map(|(own, below)| format!("{own} {below}")).collect();
        assert_eq!(told, ["10000 11000"]);
    }

    #[test]
    fn a_total_of_parts_that_state_no_amount_is_counted_alone() {
        for (part, contradicted) in [("๖,๐๐๐", 0), ("๑๐,๐๐๐", 0), ("๑๒,๐๐๐", 1)]
        {
            let draft = project("1").budget("๑๐,๐๐๐").child(activity("1.1").budget(part));
            let counting = counting(draft.child(activity("1.2").budget("-")));
            assert_eq!(planned(&counting), Some(10_000), "{part}");
            assert_eq!(counting.contradictions().count(), contradicted, "{part}");
        }
    }

    #[test]
    fn what_need_not_be_a_part_is_counted_beside_it() {
        let draft = project("1").budget("๑๐,๐๐๐").child(activity("1.1").budget("๖,๐๐๐"));
        let counting = counting(draft.child(activity("1.2")));
        assert_eq!(planned(&counting), Some(16_000));
        assert_eq!(counting.contradictions().count(), 0);
    }

    #[test]
    fn of_columns_those_of_the_own_year_are_taken() {
        let item = project("1")
            .money("budget_2567", Purpose::Planned, "๑๐")
            .money("budget_2568", Purpose::Planned, "๒๐")
            .done();
        let taken: Vec<bool> =
            item.budgets.iter().map(|column| is_taken(&item, column, Some(2568))).collect();
        assert_eq!(taken, [false, true]);
    }
}
