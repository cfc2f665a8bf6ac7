//! The tree of a report's items as rows: strategies, tactics, projects, measures and what is read
//! from their cells.

use super::rows::{Made, Value, maybe_printed, or_null, own, position, printed, say, word};
use crate::audit::judge::{Judgement, Verdict, judge};
use crate::contract::model::{
    ActionPlan, Budget, Facts, Indicator, Item, Strategy, Tactic, Target, Text,
};
use crate::finding::Region;

/// What stands above an item.
#[derive(Clone, Copy)]
struct Above<'p> {
    section: &'p str,
    parent: Option<&'p str>,
    depth: i64,
}

impl<'p> Above<'p> {
    fn below(self, path: &'p str) -> Above<'p> {
        Above { parent: Some(path), depth: self.depth + 1, ..self }
    }
}

/// Adds the strategies of a plan and all below them.
pub(super) fn plan<'r>(made: &mut Made<'r>, section: &str, plan: &'r ActionPlan) {
    let above = Above { section, parent: None, depth: 0 };
    plan.strategies.iter().enumerate().for_each(|(i, s)| strategy(made, above, i, s));
}

/// Adds items that nothing stands above, and all below them.
pub(super) fn all<'r>(made: &mut Made<'r>, section: &str, items: &'r [Item]) {
    let above = Above { section, parent: None, depth: 0 };
    items.iter().enumerate().for_each(|(i, one)| item(made, above, i, one));
}

fn strategy<'r>(made: &mut Made<'r>, above: Above<'_>, i: usize, strategy: &'r Strategy) {
    let known = strategy.tactics.iter().flat_map(|t| &t.projects).find_map(|p| outline(&p.id, 1));
    let path = made.unique(known.unwrap_or_else(|| numbered("s", strategy.number.as_deref(), i)));
    node(
        made,
        above,
        &path,
        i,
        own("strategy"),
        strategy.number.as_deref(),
        strategy.title.as_ref(),
        None,
    );
    for (i, one) in strategy.tactics.iter().enumerate() {
        tactic(made, above.below(&path), i, one);
    }
}

fn tactic<'r>(made: &mut Made<'r>, above: Above<'_>, i: usize, tactic: &'r Tactic) {
    let known = tactic.projects.iter().find_map(|p| outline(&p.id, 2));
    let named = || {
        format!(
            "{}/{}",
            above.parent.unwrap_or_default(),
            numbered("t", tactic.number.as_deref(), i)
        )
    };
    let path = made.unique(known.unwrap_or_else(named));
    let declared = tactic.declared_project_count;
    node(
        made,
        above,
        &path,
        i,
        own("tactic"),
        tactic.number.as_deref(),
        tactic.title.as_ref(),
        declared,
    );
    made.statements("goals", &path, "goal", &tactic.goals);
    for (n, text) in tactic.indicators.iter().enumerate() {
        indicator(made, &path, n, text, None);
    }
    for (i, one) in tactic.projects.iter().enumerate() {
        item(made, above.below(&path), i, one);
    }
}

/// The first parts of a project's id, where they are those of its strategy (`s1`) and tactic
/// (`s1/t2`).
fn outline(id: &str, parts: usize) -> Option<String> {
    let all: Vec<&str> = id.split('/').collect();
    (all.len() > 2 && id.starts_with('s')).then(|| all[..parts].join("/"))
}

/// The part of a path for what has no id of its own, as ids are made: the position after a tilde
/// where no number is.
fn numbered(letter: &str, number: Option<&str>, i: usize) -> String {
    number.map_or_else(|| format!("{letter}~{}", i + 1), |n| format!("{letter}{n}"))
}

/// Adds the row of an item.
#[expect(clippy::too_many_arguments, reason = "one a column")]
fn node<'r>(
    made: &mut Made<'r>,
    above: Above<'_>,
    path: &str,
    i: usize,
    kind: Value<'r>,
    number: Option<&'r str>,
    title: Option<&'r Text>,
    declared: Option<u32>,
) {
    let mut row = vec![
        own(path),
        own(above.section),
        or_null(above.parent, own),
        Value::Integer(above.depth),
        position(i),
        kind,
        or_null(number, say),
    ];
    row.extend(maybe_printed(title));
    row.push(or_null(declared, |n| Value::Integer(n.into())));
    made.row("items", row);
    title.into_iter().for_each(|title| made.regions(&format!("{path}#title"), &title.regions));
}

fn item<'r>(made: &mut Made<'r>, above: Above<'_>, i: usize, one: &'r Item) {
    let path = made.unique(one.id.clone());
    node(made, above, &path, i, word(&one.kind), one.number.as_deref(), Some(&one.title), None);
    for (role, cell) in &one.cells {
        let at = format!("{path}#{role}");
        made.row("cells", [own(&at), own(&path), word(role)].into_iter().chain(printed(cell)));
        made.regions(&at, &cell.regions);
    }
    made.statements("objectives", &path, "objective", &one.objectives);
    let judged = judge(one);
    for (n, Indicator { name, target_text, targets }) in one.indicators.iter().enumerate() {
        let at = indicator(made, &path, n, name, target_text.as_ref());
        targets.iter().enumerate().for_each(|(t, one)| target(made, &path, &at, t, one, &judged));
    }
    facts(made, &path, "result", &one.facts);
    one.outcome_facts.iter().for_each(|outcome| facts(made, &path, "outcome", outcome));
    one.budget.iter().for_each(|one| budget(made, &path, one));
    for (i, child) in one.children.iter().enumerate() {
        item(made, above.below(&path), i, child);
    }
}

/// Adds an indicator; gives its path.
fn indicator<'r>(
    made: &mut Made<'r>,
    item: &str,
    n: usize,
    name: &'r Text,
    target: Option<&'r Text>,
) -> String {
    let path = format!("{item}#indicator.{}", n + 1);
    let mut row = vec![own(&path), own(item), position(n)];
    row.extend(printed(name));
    row.extend([or_null(target, |t| say(&t.raw)), or_null(target, |t| say(&t.text))]);
    made.row("indicators", row);
    made.regions(&path, &name.regions);
    target
        .into_iter()
        .for_each(|target| made.regions(&format!("{path}.target_text"), &target.regions));
    path
}

fn target<'r>(
    made: &mut Made<'r>,
    item: &str,
    indicator: &str,
    n: usize,
    target: &'r Target,
    judged: &[Judgement<'r>],
) {
    let path = format!("{indicator}.target.{}", n + 1);
    let mut row = vec![
        own(&path),
        own(item),
        own(indicator),
        position(n),
        say(&target.raw),
        word(&target.comparator),
        Value::Number(target.value),
        or_null(target.unit.as_deref(), say),
    ];
    row.extend(held(judged.iter().find(|j| j.target.is_some_and(|t| std::ptr::eq(t, target)))));
    made.row("targets", row);
    made.regions(&path, &target.regions);
}

/// What becomes of a target: verdict, why, and the figures of the result it was held against.
fn held<'r>(judgement: Option<&Judgement<'_>>) -> [Value<'r>; 4] {
    let Some(Judgement { verdict, reason, results, .. }) = judgement else {
        return [word(&Verdict::Undecided), Value::Null, Value::Null, Value::Null];
    };
    let raw = results
        .iter()
        .map(|result| result.raw.replace('\0', "\u{fffd}"))
        .collect::<Vec<_>>()
        .join("; ");
    let value = match results.as_slice() {
        [one] => Value::Number(one.value),
        _ => Value::Null,
    };
    [word(verdict), word(reason), or_null((!raw.is_empty()).then_some(raw), own), value]
}

fn budget<'r>(made: &mut Made<'r>, item: &str, budget: &'r Budget) {
    let path = format!("{item}#budget.value");
    let amount = or_null(budget.amount_thb, |amount| made.money(amount, &budget.raw));
    let source = or_null(budget.source.as_deref(), say);
    made.row(
        "budgets",
        [own(&path), own(item), say(&budget.raw), word(&budget.status), amount, source],
    );
    made.regions(&path, &budget.regions);
}

fn facts<'r>(made: &mut Made<'r>, item: &str, field: &str, facts: &'r Facts) {
    for (n, date) in facts.dates.iter().enumerate() {
        let [start, end] = [date.start, date.end].map(Value::Date);
        let values = [start, end, word(&date.precision), Value::Flag(date.inferred)];
        fact(made, "date_spans", (item, field, n), (&date.raw, &date.regions), values);
    }
    for (n, part) in facts.percentages.iter().enumerate() {
        fact(
            made,
            "percentages",
            (item, field, n),
            (&part.raw, &part.regions),
            [Value::Number(part.value)],
        );
    }
    for (n, many) in facts.quantities.iter().enumerate() {
        let values = [Value::Number(many.value), say(&many.unit)];
        fact(made, "quantities", (item, field, n), (&many.raw, &many.regions), values);
    }
    for (n, money) in facts.money.iter().enumerate() {
        let amount = made.money(money.amount_thb, &money.raw);
        fact(made, "money", (item, field, n), (&money.raw, &money.regions), [amount]);
    }
}

/// Adds a fact: where it was read (item, column, place among its kind), what is printed there, and
/// its values.
fn fact<'r, const N: usize>(
    made: &mut Made<'r>,
    name: &'static str,
    (item, field, n): (&str, &str, usize),
    (raw, regions): (&'r str, &[Region]),
    values: [Value<'r>; N],
) {
    let path = format!("{item}#{field}.{name}.{}", n + 1);
    let row = [own(&path), own(item), own(field), position(n), say(raw)];
    made.row(name, row.into_iter().chain(values));
    made.regions(&path, regions);
}
