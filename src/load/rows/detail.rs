//! What the forms of agencies say beside what all of them say, as rows: columns with the time they
//! stand for, money by column, schedules, rows that sum others, labels and their values.

use super::collector::Collector;
use super::identity::Identity;
use super::value::{Value, integer, or_null, owned_text, position, text, text_columns, variant};
use crate::audit::summary::{Counting, is_taken};
use crate::contract::model::{Column, ColumnBudget, FormField, Item, Report, Text, Total};
use crate::load::agencies::{Named, Spelling};

/// What stands between the headings of several levels.
const BETWEEN: &str = " › ";

/// Where a table stands: its section, and its index among the tables of another form there.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// The path of the section.
    pub(super) section: &'p str,
    /// The index of the table, for one of another form.
    pub(super) table: Option<usize>,
}

impl Place<'_> {
    /// The beginning of the paths of what stands there.
    fn path(self) -> String {
        match self.table {
            Some(table) => format!("{}#table.{}.", self.section, table + 1),
            None => format!("{}#", self.section),
        }
    }
}

/// Adds the agency that the spelling means by itself, and the spelling.
pub(super) fn push_spelling(rows: &mut Collector<'_>, report: &Report) {
    let Some(spelling) = Spelling::of(report) else { return };
    let Identity { agency_key: Some(key), alias_key: Some(alias), said, .. } =
        rows.identity().clone()
    else {
        return;
    };
    let named = Named::of(&spelling);
    let from_picture = matches!(said.medium, "scan" | "ocr_layer");
    let kind = or_null(spelling.kind.as_deref(), owned_text);
    let at = |part: &Option<String>| or_null(part.as_deref(), |part| text(part).into_owned());
    let [subdistrict, district, province] = named.place.each_ref().map(at);
    let row = [
        owned_text(&key),
        text(&named.core).into_owned(),
        kind.clone(),
        or_null(named.parent.as_deref(), |parent| text(parent).into_owned()),
        subdistrict,
        district,
        province,
        Value::Null,
    ];
    rows.shared_row("agencies", row);
    let [subdistrict, district, province] = spelling.place.each_ref().map(at);
    let abbreviations = spelling.abbreviations.join("|");
    let row = [
        owned_text(alias),
        text(&spelling.name).into_owned(),
        kind,
        subdistrict,
        district,
        province,
        if abbreviations.is_empty() { Value::Null } else { text(&abbreviations).into_owned() },
        at(&spelling.longer),
        Value::Flag(from_picture),
        owned_text(key),
        owned_text("pending"),
        Value::Number(1.0),
    ];
    rows.shared_row("agency_aliases", row);
}

/// Adds what kind of agency it is and where, if the report says either.
pub(super) fn push_agency<'r>(rows: &mut Collector<'r>, report: &'r Report) {
    let Some((agency, key)) = report.agency.as_ref().zip(rows.identity().agency_key.clone()) else {
        return;
    };
    if agency.kind.is_none() && agency.place.is_none() {
        return;
    }
    let place = agency.place.as_ref();
    let part = |part: Option<&'r String>| or_null(part.map(String::as_str), text);
    let row = [
        owned_text(key),
        or_null(agency.kind, |kind| variant(&kind)),
        part(place.and_then(|place| place.subdistrict.as_ref())),
        part(place.and_then(|place| place.district.as_ref())),
        part(place.and_then(|place| place.province.as_ref())),
    ];
    rows.shared_row("agency_details", row);
}

/// Adds what the document says it is, and the years of a plan, if it says either.
pub(super) fn push_self_description<'r>(rows: &mut Collector<'r>, report: &'r Report) {
    if report.document.is_none() && report.plan_years.is_none() {
        return;
    }
    let (document, years) = (report.document.as_ref(), report.plan_years.as_ref());
    let row = [
        or_null(document, |document| variant(&document.kind)),
        or_null(document.and_then(|document| document.oit_item.as_deref()), text),
        or_null(document.and_then(|document| document.part.as_deref()), text),
        or_null(document.and_then(|document| document.status), |status| variant(&status)),
        or_null(years, |years| integer(years.first_be)),
        or_null(years, |years| integer(years.last_be)),
        or_null(years, |years| Value::Date(years.start)),
        or_null(years, |years| Value::Date(years.end)),
    ];
    rows.row("self_descriptions", row);
}

/// Adds the columns of tables; one of a report of before has no row.
pub(super) fn push_columns<'r>(rows: &mut Collector<'r>, place: Place<'_>, columns: &'r [Column]) {
    for (i, column) in columns.iter().enumerate().filter(|(_, column)| column.key.is_some()) {
        let path = format!("{}column.{}", place.path(), i + 1);
        let groups: Vec<&str> = column.group.iter().map(|group| group.text.as_str()).collect();
        let groups = groups.join(BETWEEN).replace('\0', "\u{fffd}");
        let span = column.span;
        let row = [
            owned_text(&path),
            owned_text(place.section),
            or_null(place.table, position),
            position(i),
            variant(&column.key()),
            variant(&column.role),
            if groups.is_empty() { Value::Null } else { owned_text(groups) },
            or_null(span, |span| variant(&span.unit)),
            or_null(span.and_then(|span| span.fiscal_year_be), integer),
            or_null(span.and_then(|span| span.number), integer),
            or_null(span.and_then(|span| span.start), Value::Date),
            or_null(span.and_then(|span| span.end), Value::Date),
        ];
        rows.row("section_columns", row);
        for (n, group) in column.group.iter().enumerate() {
            rows.regions(&format!("{path}.group.{}", n + 1), &group.regions);
        }
    }
}

/// Adds the printed word for the level of a strategy or a tactic.
pub(super) fn push_label<'r>(rows: &mut Collector<'r>, path: &str, label: Option<&'r str>) {
    if let Some(label) = label {
        rows.row("labels", [owned_text(path), text(label)]);
    }
}

/// Adds the money of all columns of an item, its schedule, and the paragraphs of its other cells.
pub(super) fn push_item<'r>(
    rows: &mut Collector<'r>,
    path: &str,
    item: &'r Item,
    counting: &Counting,
) {
    let year = rows.own_year();
    push_budgets(rows, "column_budgets", path, &item.budgets, |column| {
        let is_leaf = column.amount_thb.is_some() && counting.is_leaf(column.purpose);
        let counted = is_taken(item, column, year) && counting.is_counted(column.purpose);
        vec![Value::Flag(is_leaf), Value::Flag(counted)]
    });
    for (n, scheduled) in item.schedule.iter().enumerate() {
        let at = format!("{path}#schedule.{}", n + 1);
        let row = [
            owned_text(&at),
            owned_text(path),
            position(n),
            variant(&scheduled.column),
            text(&scheduled.raw),
            Value::Date(scheduled.start),
            Value::Date(scheduled.end),
            variant(&scheduled.precision),
            Value::Flag(scheduled.inferred),
        ];
        rows.row("schedules", row);
        rows.regions(&at, &scheduled.regions);
    }
    rows.statements("responsible", path, "responsible", &item.responsible);
    rows.statements("problems", path, "problem", &item.problems);
    rows.statements("suggestions", path, "suggestion", &item.suggestions);
}

/// Adds the rows that sum others.
pub(super) fn push_totals<'r>(rows: &mut Collector<'r>, place: Place<'_>, totals: &'r [Total]) {
    for (i, Total { label, cells, budgets }) in totals.iter().enumerate() {
        let path = format!("{}total.{}", place.path(), i + 1);
        let row = [
            owned_text(&path),
            owned_text(place.section),
            or_null(place.table, position),
            position(i),
        ];
        rows.row("totals", row.into_iter().chain(text_columns(label)));
        rows.regions(&path, &label.regions);
        for (key, cell) in cells {
            let at = format!("{path}.{key}");
            let row = [owned_text(&at), owned_text(&path), variant(key)];
            rows.row("total_cells", row.into_iter().chain(text_columns(cell)));
            rows.regions(&at, &cell.regions);
        }
        push_budgets(rows, "total_budgets", &path, budgets, |_| Vec::new());
    }
}

fn push_budgets<'r>(
    rows: &mut Collector<'r>,
    table: &'static str,
    owner: &str,
    budgets: &'r [ColumnBudget],
    more: impl Fn(&ColumnBudget) -> Vec<Value<'r>>,
) {
    for (n, budget) in budgets.iter().enumerate() {
        let path = format!("{owner}#budgets.{}", n + 1);
        let row = [
            owned_text(&path),
            owned_text(owner),
            position(n),
            variant(&budget.column),
            text(&budget.raw),
            variant(&budget.purpose),
            or_null(budget.fiscal_year_be, integer),
            or_null(budget.quarter, integer),
            variant(&budget.status),
            or_null(budget.amount_thb, Value::Money),
            or_null(budget.source.as_deref(), text),
        ];
        rows.row(table, row.into_iter().chain(more(budget)));
        rows.regions(&path, &budget.regions);
    }
}

/// Adds the labels of a form with what stands behind them.
pub(super) fn push_fields<'r>(rows: &mut Collector<'r>, section: &str, fields: &'r [FormField]) {
    for (i, FormField { number, label, role, value }) in fields.iter().enumerate() {
        let path = format!("{section}#field.{}", i + 1);
        let Text { raw, text: normal, .. } = label;
        let row = [
            owned_text(&path),
            owned_text(section),
            position(i),
            or_null(number.as_deref(), text),
            text(raw),
            text(normal),
            variant(role),
        ];
        rows.row("form_fields", row.into_iter().chain(text_columns(value)));
        rows.regions(&format!("{path}.label"), &label.regions);
        rows.regions(&path, &value.regions);
    }
}

#[cfg(test)]
mod tests {
    use super::super::collector::made::collector;
    use super::*;
    use crate::contract::model::{BudgetStatus, Purpose, Role};

    #[test]
    fn what_a_total_says_belongs_to_it_and_it_to_its_table() {
        let text = Text {
            raw: "รวม".to_owned(),
            text: "รวม".to_owned(),
            regions: Vec::new(),
            confidence: None,
            corrected: None,
        };
        let budget = ColumnBudget {
            column: Role::Budget.into(),
            purpose: Purpose::Planned,
            fiscal_year_be: None,
            quarter: None,
            raw: "-".to_owned(),
            status: BudgetStatus::NotStated,
            amount_thb: None,
            source: None,
            regions: Vec::new(),
        };
        let totals = [Total {
            label: text.clone(),
            cells: [(Role::Budget.into(), text)].into(),
            budgets: vec![budget],
        }];
        let mut rows = collector();
        push_totals(&mut rows, Place { section: "section.2", table: Some(0) }, &totals);
        let rows = rows.finish();
        let path = "section.2#table.1.total.1";
        assert_eq!(rows.of("totals")[0][1], owned_text(path));
        let cell = &rows.of("total_cells")[0];
        assert_eq!(cell[1..3], [format!("{path}.budget"), path.to_owned()].map(owned_text));
        let money = &rows.of("total_budgets")[0];
        assert_eq!(money[1..3], [format!("{path}#budgets.1"), path.to_owned()].map(owned_text));
    }
}
