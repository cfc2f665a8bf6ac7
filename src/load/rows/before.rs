//! A report as it was written before its forms could be any: what came later is left out where
//! it says nothing, so that such a report keeps its key in every warehouse.

use serde_json::{Map, Value};

/// Keys that came later, by what has them.
const OF_REPORT: &[&str] = &["plan_years", "document"];
const OF_AGENCY: &[&str] = &["kind", "place"];
const OF_SECTION: &[&str] = &["totals"];
const OF_COLUMN: &[&str] = &["key", "group", "span"];
const OF_LEVEL: &[&str] = &["label"];
const OF_ITEM: &[&str] = &["budgets", "schedule", "responsible", "problems", "suggestions"];
const OF_TABLE: &[&str] = &["columns", "totals"];

/// Takes what came later out of a report; `None` where some of it says something, so that the
/// report is none of before.
pub(super) fn without_later(mut report: Value) -> Option<Value> {
    let object = report.as_object_mut()?;
    strip(object, OF_REPORT)?;
    if let Some(agency) = object.get_mut("agency").and_then(Value::as_object_mut) {
        strip(agency, OF_AGENCY)?;
    }
    each(object, "sections", |section| {
        strip(section, OF_SECTION)?;
        each(section, "columns", |column| strip(column, OF_COLUMN))?;
        each(section, "strategies", |strategy| {
            strip(strategy, OF_LEVEL)?;
            each(strategy, "tactics", |tactic| {
                strip(tactic, OF_LEVEL)?;
                each(tactic, "projects", item)
            })
        })?;
        each(section, "measures", item)?;
        each(section, "tables", |table| strip(table, OF_TABLE))
    })?;
    Some(report)
}

fn item(item: &mut Map<String, Value>) -> Option<()> {
    strip(item, OF_ITEM)?;
    each(item, "children", self::item)
}

/// Does something with each object of a list; nothing where there is no such list.
fn each(
    object: &mut Map<String, Value>,
    key: &str,
    work: impl FnMut(&mut Map<String, Value>) -> Option<()>,
) -> Option<()> {
    let list = object.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten();
    list.filter_map(Value::as_object_mut).try_for_each(work)
}

/// Takes keys out that say nothing; `None` where one says something.
fn strip(object: &mut Map<String, Value>, keys: &[&str]) -> Option<()> {
    keys.iter().try_for_each(|key| match object.shift_remove(*key) {
        Some(Value::Array(list)) => list.is_empty().then_some(()),
        said => said.is_none_or(|said| said.is_null()).then_some(()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_says_nothing_is_left_out_and_the_order_stays() {
        let report = json!({
            "agency": {"name": "กรม", "kind": null, "place": null}, "plan_years": null, "document": null,
            "sections": [{"kind": "action_plan", "columns": [{"key": null, "role": "budget", "group": [], "span": null}],
                "strategies": [{"label": null, "number": "1", "tactics": [{"label": null, "projects": [
                    {"id": "p1", "budgets": [], "schedule": [], "children": [{"id": "a1", "problems": []}]}]}]}], "totals": []}]
        });
        let before = json!({
            "agency": {"name": "กรม"},
            "sections": [{"kind": "action_plan", "columns": [{"role": "budget"}],
                "strategies": [{"number": "1", "tactics": [{"projects": [{"id": "p1", "children": [{"id": "a1"}]}]}]}]}]
        });
        let stripped = without_later(report).unwrap();
        assert_eq!(stripped.to_string(), before.to_string());
    }

    #[test]
    fn a_report_that_says_something_of_it_is_none_of_before() {
        for report in [
            json!({"document": {"kind": "plan"}}),
            json!({"sections": [{"columns": [{"key": "budget"}]}]}),
            json!({"sections": [{"measures": [{"children": [{"budgets": [{}]}]}]}]}),
        ] {
            assert_eq!(without_later(report), None);
        }
    }
}
