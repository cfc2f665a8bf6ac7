//! The texts of a report by where they stand in its JSON: pointers as RFC 6901 has them.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::model::{Column, Indicator, Item, OtherTable, Report, Section, Tactic, Text, Total};
use crate::column::Key;

/// Calls `visit` for every text of a report with its pointer, in document order. What no field
/// claimed is not among them.
pub fn texts_mut(report: &mut Report, visit: &mut impl FnMut(&str, &mut Text)) {
    let mut walk = Walk { at: String::new(), visit };
    walk.some("title", report.title.as_mut());
    walk.each("sections", &mut report.sections, Walk::section);
}

/// Calls `visit` for every item of a report with its pointer and the columns of its section, those
/// above before those below.
pub fn items_mut(report: &mut Report, visit: &mut impl FnMut(&str, &mut Item, &[Column])) {
    for (i, section) in report.sections.iter_mut().enumerate() {
        let at = format!("/sections/{i}");
        match section {
            Section::ActionPlan(plan) => {
                for (s, strategy) in plan.strategies.iter_mut().enumerate() {
                    for (t, tactic) in strategy.tactics.iter_mut().enumerate() {
                        let at = format!("{at}/strategies/{s}/tactics/{t}/projects");
                        items_of(&at, &mut tactic.projects, &plan.columns, visit);
                    }
                }
            }
            Section::Measures(measures) => {
                let at = format!("{at}/measures");
                items_of(&at, &mut measures.measures, &measures.columns, visit);
            }
            Section::Form(form) => items_of(&format!("{at}/items"), &mut form.items, &[], visit),
            Section::Other(_) => {}
        }
    }
}

fn items_of(
    at: &str,
    items: &mut [Item],
    columns: &[Column],
    visit: &mut impl FnMut(&str, &mut Item, &[Column]),
) {
    for (i, item) in items.iter_mut().enumerate() {
        let at = format!("{at}/{i}");
        visit(&at, item, columns);
        items_of(&format!("{at}/children"), &mut item.children, columns, visit);
    }
}

/// Calls `visit` for every row that sums others with its pointer and the columns of its table.
pub fn totals_mut(report: &mut Report, visit: &mut impl FnMut(&str, &mut Total, &[Column])) {
    for (i, section) in report.sections.iter_mut().enumerate() {
        let at = format!("/sections/{i}");
        match section {
            Section::ActionPlan(plan) => totals_of(&at, &mut plan.totals, &plan.columns, visit),
            Section::Measures(measures) => {
                totals_of(&at, &mut measures.totals, &measures.columns, visit)
            }
            Section::Form(_) => {}
            Section::Other(other) => {
                for (t, table) in other.tables.iter_mut().enumerate() {
                    let at = format!("{at}/tables/{t}");
                    totals_of(&at, &mut table.totals, &table.columns, visit);
                }
            }
        }
    }
}

fn totals_of(
    at: &str,
    totals: &mut [Total],
    columns: &[Column],
    visit: &mut impl FnMut(&str, &mut Total, &[Column]),
) {
    for (i, total) in totals.iter_mut().enumerate() {
        visit(&format!("{at}/totals/{i}"), total, columns);
    }
}

/// A walk over the texts of a report.
struct Walk<'v, V> {
    /// Where it is.
    at: String,
    visit: &'v mut V,
}

impl<V: FnMut(&str, &mut Text)> Walk<'_, V> {
    /// Goes one key or position down for as long as `then` takes. Keys of the contract hold neither
    /// `/` nor `~`.
    fn below(&mut self, key: impl Display, then: impl FnOnce(&mut Self)) {
        let above = self.at.len();
        self.at.push('/');
        self.at.push_str(&key.to_string());
        then(self);
        self.at.truncate(above);
    }

    fn text(&mut self, key: impl Display, text: &mut Text) {
        self.below(key, |walk| (walk.visit)(&walk.at, text));
    }

    fn some(&mut self, key: &str, text: Option<&mut Text>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn each<T>(&mut self, key: &str, all: &mut [T], then: impl Fn(&mut Self, &mut T)) {
        self.below(key, |walk| {
            for (i, one) in all.iter_mut().enumerate() {
                walk.below(i, |walk| then(walk, one));
            }
        });
    }

    fn texts(&mut self, key: &str, texts: &mut [Text]) {
        self.each(key, texts, |walk, text| (walk.visit)(&walk.at, text));
    }

    fn cells(&mut self, cells: &mut BTreeMap<Key, Text>) {
        self.below("cells", |walk| cells.iter_mut().for_each(|(key, text)| walk.text(key, text)));
    }

    fn section(&mut self, section: &mut Section) {
        match section {
            Section::ActionPlan(plan) => {
                self.some("title", plan.title.as_mut());
                self.each("columns", &mut plan.columns, Self::column);
                self.each("strategies", &mut plan.strategies, |walk, strategy| {
                    walk.some("title", strategy.title.as_mut());
                    walk.each("tactics", &mut strategy.tactics, Self::tactic);
                });
                self.texts("notes", &mut plan.notes);
                self.each("totals", &mut plan.totals, Self::total);
            }
            Section::Measures(measures) => {
                self.some("title", measures.title.as_mut());
                self.each("columns", &mut measures.columns, Self::column);
                self.each("measures", &mut measures.measures, Self::item);
                self.texts("notes", &mut measures.notes);
                self.each("totals", &mut measures.totals, Self::total);
            }
            Section::Form(form) => {
                self.some("title", form.title.as_mut());
                self.each("fields", &mut form.fields, |walk, field| {
                    walk.text("label", &mut field.label);
                    walk.text("value", &mut field.value);
                });
                self.each("items", &mut form.items, Self::item);
            }
            Section::Other(other) => {
                self.some("title", other.title.as_mut());
                self.each("tables", &mut other.tables, Self::table);
            }
        }
    }

    fn table(&mut self, table: &mut OtherTable) {
        self.texts("headings", &mut table.headings);
        self.each("rows", &mut table.rows, |walk, row| {
            row.iter_mut().enumerate().for_each(|(i, cell)| walk.text(i, cell));
        });
        self.each("columns", &mut table.columns, Self::column);
        self.each("totals", &mut table.totals, Self::total);
    }

    fn column(&mut self, column: &mut Column) {
        self.texts("headings", &mut column.headings);
        self.texts("group", &mut column.group);
    }

    fn tactic(&mut self, tactic: &mut Tactic) {
        self.some("title", tactic.title.as_mut());
        self.texts("goals", &mut tactic.goals);
        self.texts("indicators", &mut tactic.indicators);
        self.each("projects", &mut tactic.projects, Self::item);
    }

    fn total(&mut self, total: &mut Total) {
        self.text("label", &mut total.label);
        self.cells(&mut total.cells);
    }

    fn item(&mut self, item: &mut Item) {
        self.text("title", &mut item.title);
        self.cells(&mut item.cells);
        self.texts("objectives", &mut item.objectives);
        self.each("indicators", &mut item.indicators, |walk, indicator: &mut Indicator| {
            walk.text("name", &mut indicator.name);
            walk.some("target_text", indicator.target_text.as_mut());
        });
        self.texts("responsible", &mut item.responsible);
        self.texts("problems", &mut item.problems);
        self.texts("suggestions", &mut item.suggestions);
        self.each("children", &mut item.children, Self::item);
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::sample;

    /// How many texts JSON holds: objects with these keys.
    fn texts_in(value: &Value) -> usize {
        match value {
            Value::Object(object) => {
                let is_text = object.contains_key("text") && !object.contains_key("reason");
                usize::from(is_text) + object.values().map(texts_in).sum::<usize>()
            }
            Value::Array(all) => all.iter().map(texts_in).sum(),
            _ => 0,
        }
    }

    #[test]
    fn every_text_stands_where_its_pointer_says() {
        let mut report = sample::full();
        let json = serde_json::to_value(&report).unwrap();
        let mut visited = 0;
        texts_mut(&mut report, &mut |at, text| {
            visited += 1;
            assert_eq!(json.pointer(at), Some(&serde_json::to_value(text).unwrap()), "{at}");
        });
        assert_eq!(visited, texts_in(&json));
    }

    #[test]
    fn every_item_stands_where_its_pointer_says() {
        let mut report = sample::full();
        let json = serde_json::to_value(&report).unwrap();
        let mut visited = 0;
        items_mut(&mut report, &mut |at, item, _| {
            visited += 1;
            assert_eq!(json.pointer(at).unwrap()["id"], item.id.as_str(), "{at}");
        });
        assert!(visited > 2);
    }
}
