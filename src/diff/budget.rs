//! The money of an item in two years, column by column: the amount with its difference, who pays,
//! and what is said instead of an amount.

use super::fields::{Context, Differences};
use super::model::{Amounts, Change, Doubt, Kind, Numbers, Spelling, SpellingWhy, Value};
use super::nodes::{BUDGET, Node, Said};
use super::token::Tokens;
use super::words::{Years, compare};
use crate::contract::model::{Baht, BudgetStatus};
use crate::thai::text::{matching_key, normalise};

/// How the money of an item changed: its budget, then that of its other columns. A row without the
/// column is as one that says nothing.
pub fn compare_budget(old: &Node<'_>, new: &Node<'_>, context: &Context) -> Differences {
    let said = |node: &Node<'_>, name: &str| node.money.iter().any(|money| money.name == name);
    let mut names: Vec<&str> = Vec::new();
    for money in new.money.iter().chain(&old.money) {
        // A report of before says nothing of further columns.
        let is_told = !context.versions_differ || said(old, &money.name) && said(new, &money.name);
        if is_told && !names.contains(&money.name.as_str()) {
            names.push(&money.name);
        }
    }
    let mut found = Differences::default();
    found.add(compare_cells(BUDGET, old, new, context));
    for name in names.into_iter().filter(|name| *name != BUDGET) {
        found.add(compare_cells(name, old, new, context));
    }
    found
}

/// How one column of money changed.
fn compare_cells(name: &str, old: &Node<'_>, new: &Node<'_>, context: &Context) -> Differences {
    let (a, b) = (said(old, name), said(new, name));
    let years = context.years();
    let mut comparison =
        BudgetComparison { name, old, new, a, b, years, found: Differences::default() };
    if matching_key(a.raw) == matching_key(b.raw) {
        // The same words, and yet another meaning: that is the reading's.
        if context.versions_differ {
            comparison.add_values(Some(Doubt::Version));
        }
        return comparison.found;
    }
    if comparison.is_spelling() {
        return comparison.found;
    }
    comparison.add_values(None);
    comparison.found
}

/// What a node says in a column of money.
fn said<'r>(node: &Node<'r>, name: &str) -> Said<'r> {
    let own = node.budget.filter(|_| name == BUDGET).map(Said::from);
    let further = || node.money.iter().find(|money| money.name == name).map(|money| money.said);
    own.or_else(further).unwrap_or(Said::NOTHING)
}

/// A budget of two years while its changes are found.
struct BudgetComparison<'a> {
    name: &'a str,
    old: &'a Node<'a>,
    new: &'a Node<'a>,
    a: Said<'a>,
    b: Said<'a>,
    years: Years,
    found: Differences,
}

impl BudgetComparison<'_> {
    /// Whether the cells differ in spelling only; it is noted.
    fn is_spelling(&mut self) -> bool {
        let (old, new) = (normalise(self.a.raw).into_owned(), normalise(self.b.raw).into_owned());
        if old.trim().is_empty() || new.trim().is_empty() || !self.is_same_text(&old, &new) {
            return false;
        }
        if self.a.amount_thb != self.b.amount_thb
            && self.a.amount_thb.is_some()
            && self.b.amount_thb.is_some()
        {
            return false;
        }
        let (tokens_a, tokens_b) = (Tokens::of(&old), Tokens::of(&new));
        if tokens_a.all.is_empty() != tokens_b.all.is_empty() {
            return false;
        }
        self.note(old, new, SpellingWhy::AlikeLetters);
        true
    }

    fn note(&mut self, old: String, new: String, why: SpellingWhy) {
        if old != new {
            self.found.spellings.push(Spelling { field: self.name.to_owned(), old, new, why });
        }
    }

    /// Whether two texts are the same but for spelling.
    fn is_same_text(&self, old: &str, new: &str) -> bool {
        let (a, b) = (Tokens::of(old), Tokens::of(new));
        let diff = compare(&a, &b, self.years, self.is_unsure());
        diff.reworded.is_empty() && diff.numbers.is_empty()
    }

    fn add_values(&mut self, doubt: Option<Doubt>) {
        let (a, b) = (self.a, self.b);
        let kind = match (a.amount_thb, b.amount_thb) {
            (Some(x), Some(y)) if x != y => Some(Kind::BudgetChanged),
            (Some(_), None) => Some(Kind::BudgetRemoved),
            (None, Some(_)) => Some(Kind::BudgetAdded),
            (None, None) if a.status != b.status => Some(Kind::BudgetStatus),
            _ => None,
        };
        if let Some(kind) = kind {
            self.push(kind, a.raw, b.raw, true, doubt);
        }
        let stays = a.amount_thb.is_some() == b.amount_thb.is_some() && a.status == b.status;
        let (x, y) = (source(a), source(b));
        if stays && !self.is_same_text(&x, &y) {
            self.push(Kind::BudgetSource, &x, &y, false, doubt);
        }
        if self.found.changes.is_empty() && doubt.is_none() {
            self.add_other_words(normalise(a.raw).into_owned(), normalise(b.raw).into_owned());
        }
    }

    /// The same amount and the same payer in other words.
    fn add_other_words(&mut self, old: String, new: String) {
        if self.a.amount_thb.is_some() || self.a.status != BudgetStatus::NotStated {
            self.note(old, new, SpellingWhy::SameValue);
        } else if !Tokens::of(&old).all.is_empty() || !Tokens::of(&new).all.is_empty() {
            self.push(Kind::Wording, &old, &new, false, None);
        }
    }

    fn push(&mut self, kind: Kind, old: &str, new: &str, amounts: bool, doubt: Option<Doubt>) {
        let (old, new) = (value(self.old, self.a, old), value(self.new, self.b, new));
        self.found.changes.push(Change {
            heading: self.heading(),
            numbers: amounts.then(|| Numbers::Money(self.amounts())),
            doubt: doubt.or(self.is_unsure().then_some(Doubt::Picture)),
            ..Change::new(kind, self.name, old, new)
        });
    }

    /// The heading of the column, newest first; none for the budget itself.
    fn heading(&self) -> Option<String> {
        let mut columns = self.new.money.iter().chain(&self.old.money);
        let column = columns.find(|money| money.name == self.name && self.name != BUDGET)?;
        column.heading.map(str::to_owned)
    }

    /// Whether a recogniser was not sure of one of the cells.
    fn is_unsure(&self) -> bool {
        [self.old, self.new].iter().any(|n| n.field(self.name).is_some_and(|f| f.unsure))
    }

    fn amounts(&self) -> Amounts {
        let (a, b) = (self.a.amount_thb, self.b.amount_thb);
        let difference =
            a.zip(b).and_then(|(x, y)| y.satang.checked_sub(x.satang)).map(Baht::from_satang);
        let percent = a.zip(difference).filter(|(x, _)| x.satang != 0);
        let percent =
            percent.map(|(x, d)| (d.satang as f64 / x.satang as f64 * 1e4).round() / 100.0);
        Amounts {
            old_status: self.a.status,
            new_status: self.b.status,
            old_thb: a,
            new_thb: b,
            difference_thb: difference,
            percent,
        }
    }
}

fn source(said: Said<'_>) -> String {
    normalise(said.source.unwrap_or_default()).into_owned()
}

/// A text of the budget as one side of a change; none where it is blank.
fn value(node: &Node<'_>, said: Said<'_>, text: &str) -> Option<Value> {
    let text = normalise(text);
    let text = text.trim();
    let regions = said.regions.to_vec();
    (!text.is_empty()).then(|| Value { id: node.id.clone(), text: text.to_owned(), regions })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::model::Budget;
    use crate::diff::model::NodeKind;
    use crate::diff::nodes::Money;

    fn budget(raw: &str, baht: Option<i64>) -> Budget {
        Budget {
            raw: raw.to_owned(),
            status: if baht.is_some() { BudgetStatus::Amount } else { BudgetStatus::None },
            amount_thb: baht.map(|baht| Baht::from_satang(100 * baht)),
            source: None,
            regions: Vec::new(),
        }
    }

    fn node(budget: &Budget) -> Node<'_> {
        Node { budget: Some(budget), ..Node::bare("p1", NodeKind::Project) }
    }

    #[test]
    fn an_amount_changes_by_a_difference_and_a_percentage() {
        let (old, new) = (budget("๑๐,๐๐๐ บาท", Some(10_000)), budget("๑๒,๕๐๐ บาท", Some(12_500)));
        let found = compare_budget(&node(&old), &node(&new), &Context::default());
        assert_eq!(found.changes.len(), 1);
        let Some(Numbers::Money(amounts)) = &found.changes[0].numbers else { panic!() };
        assert_eq!(found.changes[0].kind, Kind::BudgetChanged);
        assert_eq!(amounts.difference_thb, Some(Baht::from_satang(250_000)));
        assert_eq!(amounts.percent, Some(25.0));
    }

    #[test]
    fn what_is_printed_alike_is_no_change_unless_other_versions_read_it() {
        let (old, new) = (budget("๑๐,๐๐๐ บาท", Some(10_000)), budget("๑๐,๐๐๐  บาท", Some(10_001)));
        let context = Context::default();
        assert!(compare_budget(&node(&old), &node(&new), &context).changes.is_empty());
        let context = Context { versions_differ: true, ..context };
        let found = compare_budget(&node(&old), &node(&new), &context);
        assert_eq!(found.changes[0].doubt, Some(Doubt::Version));
    }

    #[test]
    fn further_columns_are_compared_by_their_names() {
        let (old, new) = (budget("๑๐,๐๐๐", Some(10_000)), budget("๘,๐๐๐", Some(8_000)));
        let spent = |budget| Node {
            money: vec![Money {
                name: "budget_used".to_owned(),
                heading: Some("ใช้ไป"),
                said: Said::from(budget),
            }],
            ..Node::bare("p1", NodeKind::Project)
        };
        let found = compare_budget(&spent(&old), &spent(&new), &Context::default());
        let change = &found.changes[0];
        assert_eq!((found.changes.len(), change.kind), (1, Kind::BudgetChanged));
        assert_eq!(
            (change.field.as_str(), change.heading.as_deref()),
            ("budget_used", Some("ใช้ไป"))
        );
        let context = Context { versions_differ: true, ..Context::default() };
        let before = Node::bare("p1", NodeKind::Project);
        assert!(compare_budget(&before, &spent(&new), &context).changes.is_empty());
    }

    #[test]
    fn an_amount_comes_and_goes() {
        let (none, some) = (budget("ไม่ใช้งบประมาณ", None), budget("๑๐,๐๐๐ บาท", Some(10_000)));
        for (old, new, kind) in
            [(&none, &some, Kind::BudgetAdded), (&some, &none, Kind::BudgetRemoved)]
        {
            let found = compare_budget(&node(old), &node(new), &Context::default());
            assert_eq!(found.changes.first().map(|change| change.kind), Some(kind));
        }
    }
}
