//! Which of an item's columns of money count in a sum: those of one purpose, and none twice.

use crate::contract::model::{Baht, BudgetStatus, ColumnBudget, Item, Purpose};

/// What one cell adds to a sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Counted<'r> {
    /// As printed.
    pub(super) raw: &'r str,
    /// What it says.
    pub(super) status: BudgetStatus,
    /// Its amount.
    pub(super) amount_thb: Option<Baht>,
}

/// The cells of an item's money of one purpose, none of which is part of another: those of the
/// report's own year, or else of all years, without quarters where the whole year is told. A report
/// of before says only what is planned, in one cell at most.
pub(super) fn of_purpose(item: &Item, purpose: Purpose, own_year: Option<i16>) -> Vec<Counted<'_>> {
    if item.budgets.is_empty() {
        let own = item.budget.iter().filter(|_| purpose == Purpose::Planned);
        return own.map(|b| Counted::of(&b.raw, b.status, b.amount_thb)).collect();
    }
    let counted = columns_that_count(item, purpose, own_year).into_iter();
    counted.map(|b| Counted::of(&b.raw, b.status, b.amount_thb)).collect()
}

/// The columns of an item's money of one purpose, none of which is part of another.
pub(super) fn columns_that_count(
    item: &Item,
    purpose: Purpose,
    own_year: Option<i16>,
) -> Vec<&ColumnBudget> {
    let mut columns: Vec<&ColumnBudget> =
        item.budgets.iter().filter(|budget| budget.purpose == purpose).collect();
    let is_own = |budget: &ColumnBudget| own_year.is_some() && budget.fiscal_year_be == own_year;
    keep_if_any(&mut columns, is_own);
    // A column without a year beside columns of years is their sum.
    keep_if_any(&mut columns, |budget| budget.fiscal_year_be.is_some());
    keep_if_any(&mut columns, |budget| budget.quarter.is_none());
    columns
}

impl Counted<'_> {
    fn of(raw: &str, status: BudgetStatus, amount_thb: Option<Baht>) -> Counted<'_> {
        Counted { raw, status, amount_thb }
    }
}

/// Keeps what is of a kind, where anything is.
fn keep_if_any(columns: &mut Vec<&ColumnBudget>, is_kept: impl Fn(&ColumnBudget) -> bool) {
    if columns.iter().any(|budget| is_kept(budget)) {
        columns.retain(|budget| is_kept(budget));
    }
}

/// The sum of some cells; `None` where none has an amount.
pub(super) fn sum(counted: &[Counted<'_>]) -> Option<i64> {
    let mut amounts = counted.iter().filter_map(|cell| cell.amount_thb).peekable();
    amounts.peek()?;
    Some(amounts.map(|amount| amount.satang).fold(0, i64::saturating_add))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::project;

    fn planned_of(columns: &[(&str, &str)], own_year: Option<i16>) -> Option<i64> {
        let item = columns
            .iter()
            .fold(project("1"), |item, (key, raw)| item.money(key, Purpose::Planned, raw))
            .money("budget_used", Purpose::Used, "๙๙๙")
            .done();
        sum(&of_purpose(&item, Purpose::Planned, own_year)).map(|satang| satang / 100)
    }

    #[test]
    fn no_amount_counts_twice() {
        let years = [("budget_2567", "๑๐"), ("budget_2568", "๒๐"), ("budget", "๓๐")];
        assert_eq!(planned_of(&years, Some(2568)), Some(20), "the report's own year");
        assert_eq!(planned_of(&years, None), Some(30), "all years, without their sum");
        let quarters = [("budget_q1", "๑๐"), ("budget_q2", "๒๐")];
        assert_eq!(planned_of(&quarters, Some(2568)), Some(30));
        let whole = [("budget_q1", "๑๐"), ("budget", "๓๐")];
        assert_eq!(planned_of(&whole, Some(2568)), Some(30), "the year and a quarter of it");
        assert_eq!(
            planned_of(&[("budget", "๑๐"), ("budget_2", "๕")], None),
            Some(15),
            "two sources"
        );
        assert_eq!(planned_of(&[], None), None, "money spent is none planned");
    }
}
