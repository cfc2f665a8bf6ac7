//! What is read from the cells of an item as rows: dates, percentages, quantities, money.

use super::collector::Collector;
use super::value::{Value, owned_text, position, text, variant};
use crate::contract::model::Facts;
use crate::finding::Region;

/// A column of an item, from whose text facts are read.
#[derive(Clone, Copy)]
pub(super) struct Cell<'p> {
    /// The path of the item.
    pub(super) item: &'p str,
    /// The column: `result` or `outcome`.
    pub(super) field: &'static str,
}

/// Adds the facts of a cell.
pub(super) fn push_facts<'r>(rows: &mut Collector<'r>, cell: Cell<'_>, facts: &'r Facts) {
    for (n, date) in facts.dates.iter().enumerate() {
        let [start, end] = [date.start, date.end].map(Value::Date);
        let values = [start, end, variant(&date.precision), Value::Flag(date.inferred)];
        push_fact(rows, cell, ("date_spans", n), (&date.raw, &date.regions), values);
    }
    for (n, percentage) in facts.percentages.iter().enumerate() {
        let printed = (percentage.raw.as_str(), percentage.regions.as_slice());
        push_fact(rows, cell, ("percentages", n), printed, [Value::Number(percentage.value)]);
    }
    for (n, quantity) in facts.quantities.iter().enumerate() {
        let printed = (quantity.raw.as_str(), quantity.regions.as_slice());
        let values = [Value::Number(quantity.value), text(&quantity.unit)];
        push_fact(rows, cell, ("quantities", n), printed, values);
    }
    for (n, money) in facts.money.iter().enumerate() {
        let amount = Value::Money(money.amount_thb);
        push_fact(rows, cell, ("money", n), (&money.raw, &money.regions), [amount]);
    }
}

/// Adds a fact to the table of its kind: where it was read, its place there among its kind, what is
/// printed, and its values.
fn push_fact<'r, const N: usize>(
    rows: &mut Collector<'r>,
    Cell { item, field }: Cell<'_>,
    (table, n): (&'static str, usize),
    (raw, regions): (&'r str, &[Region]),
    values: [Value<'r>; N],
) {
    let path = format!("{item}#{field}.{table}.{}", n + 1);
    let row = [owned_text(&path), owned_text(item), owned_text(field), position(n), text(raw)];
    rows.row(table, row.into_iter().chain(values));
    rows.regions(&path, regions);
}

#[cfg(test)]
mod tests {
    use super::super::collector::made::collector;
    use super::*;
    use crate::contract::model::{Baht, Money};

    #[test]
    fn a_fact_says_where_it_was_read() {
        let money = Money {
            raw: "500 บาท".into(),
            amount_thb: Baht::from_satang(50_000),
            regions: Vec::new(),
        };
        let facts = Facts { money: vec![money], ..Facts::default() };
        let mut rows = collector();
        push_facts(&mut rows, Cell { item: "s1/t1/p2", field: "outcome" }, &facts);
        let rows = rows.finish();
        let path = "s1/t1/p2#outcome.money.1";
        let expected = [path, "s1/t1/p2", "outcome"].map(owned_text);
        assert_eq!(rows.of("money")[0][1..4], expected);
        assert_eq!(rows.of("money")[0][6], Value::Money(Baht::from_satang(50_000)));
    }
}
