//! Money that stands elsewhere within a project than the year before: with its activities and no
//! longer with itself, or the other way round, or divided as the project was. It is told once, with
//! the totals.

use super::groups::Group;
use super::marks::mark;
use super::model::{Amounts, Change, Expected, Kind, Match, NodeKind, Numbers, Sum, Value};
use super::nodes::{BUDGET, Node};
use crate::contract::model::{Baht, BudgetStatus};

/// The changes of money that may only say where it went.
const OF_MONEY: [Kind; 3] = [Kind::BudgetChanged, Kind::BudgetAdded, Kind::BudgetRemoved];

/// Marks the changes of money that only say where it went, and adds one that says all of it.
pub fn tell(old: &[Node<'_>], new: &[Node<'_>], groups: &[Group], matches: &mut [Match]) {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups.len()];
    let (old_tops, new_tops) = (tops(old), tops(new));
    let (mut old_roots, mut new_roots) = (vec![None; old.len()], vec![None; new.len()]);
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| group.is_pair()) {
        group.old.iter().for_each(|place| old_roots[*place] = Some(at));
        group.new.iter().for_each(|place| new_roots[*place] = Some(at));
    }
    for (at, group) in groups.iter().enumerate() {
        let of_old = group.old.iter().map(|place| old_tops[*place].and_then(|top| old_roots[top]));
        let of_new = group.new.iter().map(|place| new_tops[*place].and_then(|top| new_roots[top]));
        let mut roots = of_old.chain(of_new);
        let first = roots.next().flatten();
        if let Some(root) = first.filter(|root| roots.all(|other| other == Some(*root))) {
            members[root].push(at);
        }
    }
    for (root, members) in members.iter().enumerate().filter(|(_, members)| !members.is_empty()) {
        let project = Project { old, new, groups, root, members };
        if let Some(change) = project.moved(matches) {
            project.mark(matches);
            matches[root].changes.push(change);
        }
    }
}

/// The project or measure that each node belongs to; none for what stands above them, and for rows.
fn tops(nodes: &[Node<'_>]) -> Vec<Option<usize>> {
    let mut tops: Vec<Option<usize>> = Vec::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        let above = node.parent.and_then(|parent| tops[parent]);
        let is_own = matches!(
            node.kind,
            NodeKind::Project | NodeKind::Measure | NodeKind::Activity | NodeKind::SubActivity
        );
        tops.push(above.or(is_own.then_some(at)));
    }
    tops
}

/// A project of both years, with what became of it and of all below it.
struct Project<'a> {
    old: &'a [Node<'a>],
    new: &'a [Node<'a>],
    groups: &'a [Group],
    /// The group of the project itself.
    root: usize,
    /// All groups of the project, with its own.
    members: &'a [usize],
}

impl Project<'_> {
    /// The change that tells of the money that moved, where some did.
    fn moved(&self, matches: &[Match]) -> Option<Change> {
        let root = &self.groups[self.root];
        let (old_total, new_total) = (total(self.old, &root.old)?, total(self.new, &root.new)?);
        let told: Vec<usize> =
            self.members.iter().copied().filter(|at| self.is_told(*at, matches)).collect();
        let was_divided = root.old.len() + root.new.len() > 2 && told.contains(&self.root);
        let (gains, losses) = (self.any(&told, 1), self.any(&told, -1));
        let left_itself = states(self.old, &root.old) != states(self.new, &root.new)
            && told.contains(&self.root)
            && told.len() > 1;
        let is_move = gains && losses && (old_total == new_total || left_itself);
        if !is_move && !was_divided {
            return None;
        }
        let Sum { old_thb, new_thb, difference_thb } = Sum::of(Some(old_total), Some(new_total));
        let share = difference_thb.filter(|_| old_total.satang != 0);
        let percent =
            share.map(|d| (d.satang as f64 / old_total.satang as f64 * 1e4).round() / 100.0);
        let status = BudgetStatus::Amount;
        let (old_status, new_status) = (status, status);
        let amounts = Amounts { old_status, new_status, old_thb, new_thb, difference_thb, percent };
        let olds = told.iter().flat_map(|at| &self.groups[*at].old).map(|place| &self.old[*place]);
        let news = told.iter().flat_map(|at| &self.groups[*at].new).map(|place| &self.new[*place]);
        let (olds, news): (Vec<_>, Vec<_>) = (olds.collect(), news.collect());
        let change = Change::new(Kind::BudgetMoved, BUDGET, value(&olds), value(&news));
        let mut change = Change { numbers: Some(Numbers::Money(amounts)), ..change };
        mark(std::slice::from_mut(&mut change), &olds, &news);
        Some(change)
    }

    /// Whether a group has another amount than the year before.
    fn is_told(&self, at: usize, matches: &[Match]) -> bool {
        let group = &self.groups[at];
        match group.is_pair() {
            true => matches[at].changes.iter().any(is_of_money),
            false => self.gain(at) != 0,
        }
    }

    /// Whether one of some groups has more than before (1), or less (-1).
    fn any(&self, told: &[usize], sign: i64) -> bool {
        told.iter().any(|at| self.gain(*at).signum() == sign)
    }

    /// How much more a group has than the year before, in satang.
    fn gain(&self, at: usize) -> i64 {
        let group = &self.groups[at];
        sum(self.new, &group.new).saturating_sub(sum(self.old, &group.old))
    }

    /// Says of the changes that the move tells that it does.
    fn mark(&self, matches: &mut [Match]) {
        for at in self.members {
            let changes = matches[*at].changes.iter_mut().filter(|change| is_of_money(change));
            changes.for_each(|change| change.expected = Some(Expected::MoneyMoved));
        }
    }
}

fn is_of_money(change: &Change) -> bool {
    change.field == BUDGET && OF_MONEY.contains(&change.kind) && change.doubt.is_none()
}

/// Whether one of some nodes states an amount itself.
fn states(nodes: &[Node<'_>], places: &[usize]) -> bool {
    places.iter().any(|place| amount(&nodes[*place]).is_some())
}

/// The sum of what some nodes state themselves, in satang.
fn sum(nodes: &[Node<'_>], places: &[usize]) -> i64 {
    let amounts = places.iter().filter_map(|place| amount(&nodes[*place]));
    amounts.fold(0, |sum, amount| sum.saturating_add(amount.satang))
}

fn amount(node: &Node<'_>) -> Option<Baht> {
    node.budget.and_then(|budget| budget.amount_thb)
}

/// What some projects come to with all below them; one that states the sum of what stands below it
/// counts once. None where no amount is stated.
fn total(nodes: &[Node<'_>], projects: &[usize]) -> Option<Baht> {
    let each = projects.iter().filter_map(|place| {
        let below = below(nodes, *place).filter_map(|node| amount(node));
        let below = below.map(|amount| amount.satang).reduce(i64::saturating_add);
        let own = amount(&nodes[*place]).map(|amount| amount.satang);
        match (own, below) {
            (Some(own), Some(below)) if own != below => Some(own.saturating_add(below)),
            (own, below) => own.or(below),
        }
    });
    each.reduce(i64::saturating_add).map(Baht::from_satang)
}

/// All that stands below a node: right behind it.
fn below<'n, 'r>(nodes: &'n [Node<'r>], top: usize) -> impl Iterator<Item = &'n Node<'r>> {
    nodes[top + 1..].iter().take_while(move |node| node.parent.is_some_and(|p| p >= top))
}

/// The amounts of some nodes as one side of a change.
fn value(nodes: &[&Node<'_>]) -> Option<Value> {
    let stated = nodes.iter().filter(|node| amount(node).is_some());
    let mut value = Value { id: String::new(), text: String::new(), regions: Vec::new() };
    for node in stated {
        let Some(budget) = node.budget else { continue };
        if !value.id.is_empty() {
            value.id.push_str(" + ");
            value.text.push_str(" + ");
        }
        value.id.push_str(&node.id);
        value.text.push_str(budget.raw.trim());
        value.regions.extend(&budget.regions);
    }
    (!value.id.is_empty()).then_some(value)
}
