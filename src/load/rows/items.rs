//! The tree of a report's items as rows: strategies, tactics, projects, measures, and what is read
//! from their cells.

use super::collector::{Collector, Noted};
use super::detail;
use super::facts::{Cell, push_facts};
use super::value::{
    Value, integer, optional_text_columns, or_null, owned_text, position, text, text_columns,
    variant,
};
use crate::audit::judge::{Judgement, Verdict, judge};
use crate::audit::summary::{Counting, column_of_budget, is_amount};
use crate::contract::model::{
    ActionPlan, Budget, Indicator, Item, Purpose, Strategy, Tactic, Target, Text,
};
use crate::finding::Severity;

/// The code of the finding about amounts that are not the sum of their parts.
const PARTS_DIFFER: &str = "budget-parts-differ";

/// Parts of a project's id that are those of its strategy, as `s1` of `s1/t2/p3`.
const STRATEGY_PARTS: usize = 1;

/// Parts of a project's id that are those of its tactic, as `s1/t2` of `s1/t2/p3`.
const TACTIC_PARTS: usize = 2;

/// What stands above an item.
#[derive(Clone, Copy)]
struct Above<'p> {
    section: &'p str,
    parent: Option<&'p str>,
    /// The topmost item above it.
    top: Option<&'p str>,
    depth: i64,
}

impl<'p> Above<'p> {
    /// What stands above the items at the top of a section.
    fn top(section: &'p str) -> Above<'p> {
        Above { section, parent: None, top: None, depth: 0 }
    }

    fn below(self, path: &'p str) -> Above<'p> {
        Above { parent: Some(path), depth: self.depth + 1, ..self }
    }

    /// The same below an item, which has a topmost one or is it.
    fn below_item(self, path: &'p str) -> Above<'p> {
        Above { top: self.top.or(Some(path)), ..self.below(path) }
    }
}

/// What strategies, tactics and items have in the table `items`.
struct Node<'r> {
    kind: Value<'r>,
    number: Option<&'r str>,
    title: Option<&'r Text>,
    declared_project_count: Option<u32>,
    /// Whether it is a project, activity or measure.
    is_item: bool,
}

/// Adds the strategies of a plan and all below them.
pub(super) fn push_plan<'r>(rows: &mut Collector<'r>, section: &str, plan: &'r ActionPlan) {
    for (i, strategy) in plan.strategies.iter().enumerate() {
        push_strategy(rows, Above::top(section), i, strategy);
    }
}

/// Adds items that nothing stands above, and all below them.
pub(super) fn push_items<'r>(rows: &mut Collector<'r>, section: &str, items: &'r [Item]) {
    for (i, item) in items.iter().enumerate() {
        let counting = Counting::of(item, rows.own_year());
        push_item(rows, Above::top(section), i, item, &counting);
    }
}

fn push_strategy<'r>(rows: &mut Collector<'r>, above: Above<'_>, i: usize, strategy: &'r Strategy) {
    let number = strategy.number.as_deref();
    let mut projects = strategy.tactics.iter().flat_map(|tactic| &tactic.projects);
    let known = projects.find_map(|project| outline(&project.id, STRATEGY_PARTS));
    let path = rows.unique_path(known.unwrap_or_else(|| numbered("s", number, i)));
    let node = Node {
        kind: owned_text("strategy"),
        number,
        title: strategy.title.as_ref(),
        declared_project_count: None,
        is_item: false,
    };
    push_node(rows, above, &path, i, node);
    detail::push_label(rows, &path, strategy.label.as_deref());
    for (i, tactic) in strategy.tactics.iter().enumerate() {
        push_tactic(rows, above.below(&path), i, tactic);
    }
}

fn push_tactic<'r>(rows: &mut Collector<'r>, above: Above<'_>, i: usize, tactic: &'r Tactic) {
    let number = tactic.number.as_deref();
    let known = tactic.projects.iter().find_map(|project| outline(&project.id, TACTIC_PARTS));
    let path = known.unwrap_or_else(|| {
        format!("{}/{}", above.parent.unwrap_or_default(), numbered("t", number, i))
    });
    let path = rows.unique_path(path);
    let node = Node {
        kind: owned_text("tactic"),
        number,
        title: tactic.title.as_ref(),
        declared_project_count: tactic.declared_project_count,
        is_item: false,
    };
    push_node(rows, above, &path, i, node);
    detail::push_label(rows, &path, tactic.label.as_deref());
    rows.statements("goals", &path, "goal", &tactic.goals);
    for (n, name) in tactic.indicators.iter().enumerate() {
        push_indicator(rows, &path, n, name, None);
    }
    for (i, project) in tactic.projects.iter().enumerate() {
        let counting = Counting::of(project, rows.own_year());
        push_item(rows, above.below(&path), i, project, &counting);
    }
}

/// The first parts of a project's id, where they are those of its strategy and tactic.
fn outline(id: &str, parts: usize) -> Option<String> {
    let all: Vec<&str> = id.split('/').collect();
    (all.len() > TACTIC_PARTS && id.starts_with('s')).then(|| all[..parts].join("/"))
}

/// The part of a path for what has no id of its own, as ids are made: the position after a tilde
/// where no number is.
fn numbered(letter: &str, number: Option<&str>, i: usize) -> String {
    number.map_or_else(|| format!("{letter}~{}", i + 1), |n| format!("{letter}{n}"))
}

/// Adds the row of a strategy, a tactic or an item.
fn push_node<'r>(
    rows: &mut Collector<'r>,
    above: Above<'_>,
    path: &str,
    i: usize,
    Node { kind, number, title, declared_project_count, is_item }: Node<'r>,
) {
    let top = if is_item { above.top.or(Some(path)) } else { None };
    let mut row = vec![
        owned_text(path),
        owned_text(above.section),
        or_null(above.parent, owned_text),
        Value::Integer(above.depth),
        position(i),
        kind,
        or_null(number, text),
    ];
    row.extend(optional_text_columns(title));
    row.push(or_null(declared_project_count, integer));
    row.push(or_null(top, owned_text));
    rows.row("items", row);
    if let Some(title) = title {
        rows.regions(&format!("{path}#title"), &title.regions);
    }
}

fn push_item<'r>(
    rows: &mut Collector<'r>,
    above: Above<'_>,
    i: usize,
    item: &'r Item,
    counting: &Counting,
) {
    let path = rows.unique_path(item.id.clone());
    let node = Node {
        kind: variant(&item.kind),
        number: item.number.as_deref(),
        title: Some(&item.title),
        declared_project_count: None,
        is_item: true,
    };
    push_node(rows, above, &path, i, node);
    push_cells(rows, &path, item);
    rows.statements("objectives", &path, "objective", &item.objectives);
    push_targets(rows, &path, item);
    push_facts(rows, Cell { item: &path, field: "result" }, &item.facts);
    if let Some(facts) = &item.outcome_facts {
        push_facts(rows, Cell { item: &path, field: "outcome" }, facts);
    }
    if let Some(budget) = &item.budget {
        push_budget(rows, &path, budget, (item, counting));
    }
    detail::push_item(rows, &path, item, counting);
    note_contradictions(rows, &path, item, counting);
    for ((i, child), counting) in item.children.iter().enumerate().zip(&counting.children) {
        push_item(rows, above.below_item(&path), i, child, counting);
    }
}

fn push_cells<'r>(rows: &mut Collector<'r>, path: &str, item: &'r Item) {
    for (key, cell) in &item.cells {
        let at = format!("{path}#{key}");
        let place = [owned_text(&at), owned_text(path), variant(key)];
        rows.row("cells", place.into_iter().chain(text_columns(cell)));
        rows.regions(&at, &cell.regions);
    }
}

/// Adds the indicators of an item, each with its targets and what became of them.
fn push_targets<'r>(rows: &mut Collector<'r>, path: &str, item: &'r Item) {
    let judgements = judge(item);
    for (n, Indicator { name, target_text, targets }) in item.indicators.iter().enumerate() {
        let indicator = push_indicator(rows, path, n, name, target_text.as_ref());
        for (t, target) in targets.iter().enumerate() {
            push_target(rows, (path, &indicator), t, target, judgement_of(target, &judgements));
        }
    }
}

/// Adds an indicator; gives its path.
fn push_indicator<'r>(
    rows: &mut Collector<'r>,
    item: &str,
    n: usize,
    name: &'r Text,
    target: Option<&'r Text>,
) -> String {
    let path = format!("{item}#indicator.{}", n + 1);
    let mut row = vec![owned_text(&path), owned_text(item), position(n)];
    row.extend(text_columns(name));
    row.extend([or_null(target, |t| text(&t.raw)), or_null(target, |t| text(&t.text))]);
    rows.row("indicators", row);
    rows.regions(&path, &name.regions);
    if let Some(target) = target {
        rows.regions(&format!("{path}.target_text"), &target.regions);
    }
    path
}

fn push_target<'r>(
    rows: &mut Collector<'r>,
    (item, indicator): (&str, &str),
    n: usize,
    target: &'r Target,
    judgement: Option<&Judgement<'r>>,
) {
    let path = format!("{indicator}.target.{}", n + 1);
    let mut row = vec![
        owned_text(&path),
        owned_text(item),
        owned_text(indicator),
        position(n),
        text(&target.raw),
        variant(&target.comparator),
        Value::Number(target.value),
        or_null(target.unit.as_deref(), text),
    ];
    row.extend(judgement_columns(judgement));
    rows.row("targets", row);
    rows.regions(&path, &target.regions);
}

/// The judgement on this very target, not on one that says the same.
fn judgement_of<'j, 'r>(
    target: &Target,
    judgements: &'j [Judgement<'r>],
) -> Option<&'j Judgement<'r>> {
    judgements.iter().find(|j| j.target.is_some_and(|judged| std::ptr::eq(judged, target)))
}

/// What becomes of a target: verdict, why, and the figures of the result it was held against.
fn judgement_columns<'r>(judgement: Option<&Judgement<'_>>) -> [Value<'r>; 4] {
    let Some(Judgement { verdict, reason, results, .. }) = judgement else {
        return [variant(&Verdict::Undecided), Value::Null, Value::Null, Value::Null];
    };
    let printed: Vec<String> =
        results.iter().map(|result| result.raw.replace('\0', "\u{fffd}")).collect();
    let printed = printed.join("; ");
    let value = match results.as_slice() {
        [only] => Value::Number(only.value),
        _ => Value::Null,
    };
    let printed = if printed.is_empty() { Value::Null } else { owned_text(printed) };
    [variant(verdict), variant(reason), printed, value]
}

fn push_budget<'r>(
    rows: &mut Collector<'r>,
    path: &str,
    budget: &'r Budget,
    (item, counting): (&Item, &Counting),
) {
    let at = format!("{path}#budget.value");
    let column = column_of_budget(item);
    let purpose = column.map_or(Purpose::Planned, |column| column.purpose);
    let year = column.map_or(rows.own_year(), |column| column.fiscal_year_be.or(rows.own_year()));
    let row = [
        owned_text(&at),
        owned_text(path),
        text(&budget.raw),
        variant(&budget.status),
        or_null(budget.amount_thb, Value::Money),
        or_null(budget.source.as_deref(), text),
        variant(&purpose),
        or_null(year, integer),
        or_null(column.and_then(|column| column.quarter), integer),
        Value::Flag(is_amount(item) && counting.is_leaf(purpose)),
        Value::Flag(is_amount(item) && counting.is_counted(purpose)),
    ];
    rows.row("budgets", row);
    rows.regions(&at, &budget.regions);
}

/// Notes where the parts of an amount are another sum than what is stated for all of them.
fn note_contradictions(rows: &mut Collector<'_>, path: &str, item: &Item, counting: &Counting) {
    for (own, below) in counting.contradictions() {
        let noted = Noted {
            code: PARTS_DIFFER,
            severity: Severity::Warning,
            message_th: format!("ระบุ {own} บาท แต่รายการย่อยรวมได้ {below} บาท จึงนับเฉพาะยอดที่ระบุ"),
            message_en: format!(
                "states {own} baht, what is below it adds up to {below} baht: what it states is counted"
            ),
            path: Some(format!("{path}#budget.value")),
            item: Some(item.id.clone()),
            raw: item.budget.as_ref().map(|budget| budget.raw.clone()).unwrap_or_default(),
        };
        rows.note(noted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strategy_and_a_tactic_are_called_as_in_the_ids_of_their_projects() {
        assert_eq!(outline("s1/t2/p3", STRATEGY_PARTS).as_deref(), Some("s1"));
        assert_eq!(outline("s1/t2/p3", TACTIC_PARTS).as_deref(), Some("s1/t2"));
        assert_eq!(outline("s1/p3", TACTIC_PARTS), None, "there is no tactic");
        assert_eq!(outline("m1/t2/p3", STRATEGY_PARTS), None, "measures have no strategy");
    }

    #[test]
    fn what_has_no_number_has_its_position() {
        assert_eq!(numbered("s", Some("๒"), 0), "s๒");
        assert_eq!(numbered("t", None, 0), "t~1");
    }

    #[test]
    fn a_target_without_a_judgement_is_undecided() {
        let columns = judgement_columns(None);
        assert_eq!(columns[0], owned_text("undecided"));
        assert!(columns[1..].iter().all(|value| *value == Value::Null));
    }
}
