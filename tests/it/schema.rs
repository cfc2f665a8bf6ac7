//! The published schema and the types of the model say the same, key by key and word by word.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use raingan::Report;
use raingan::column::Key;
use raingan::contract::model::{DocumentKind, DocumentSays};
use raingan::contract::schema::{schema, validate};
use raingan::contract::seal::seal;
use serde_json::{Map, Value};

use crate::sample;

fn parsed() -> Value {
    serde_json::from_str(schema()).expect("the schema is JSON")
}

/// The report as its JSON says it (not through `to_value`, which would widen the boxes' numbers).
fn json(report: &Report) -> Value {
    serde_json::from_str(&serde_json::to_string(report).unwrap()).unwrap()
}

#[test]
fn a_full_and_a_minimal_report_keep_the_contract() {
    for report in [sample::full(), sample::minimal()] {
        assert_eq!(validate(&json(&report)), []);
        assert_eq!(
            serde_json::from_value::<Report>(json(&report)).unwrap(),
            report,
            "reading gives back what was written"
        );
    }
}

/// Walks a value along the schema and notes what it meets.
struct Walk<'s> {
    schema: &'s Value,
    /// Objects of the schema that were met, by the address of their `properties`.
    met: BTreeSet<*const Value>,
    /// Values met under each `enum`, by the address of the list.
    seen: BTreeMap<*const Value, BTreeSet<String>>,
    /// Keys that need not be there, each behind the title of its object.
    later: BTreeSet<String>,
}

/// Keys that came later: what was written before them stays valid.
const LATER: &[&str] = &[
    "ActionPlan.totals",
    "Agency.corrected",
    "Agency.kind",
    "Agency.place",
    "Column.group",
    "Column.key",
    "Column.span",
    "FiscalYear.corrected",
    "Generator.content_sha256",
    "Item.budgets",
    "Item.problems",
    "Item.responsible",
    "Item.schedule",
    "Item.suggestions",
    "Measures.totals",
    "OtherTable.columns",
    "OtherTable.totals",
    "Report.document",
    "Report.plan_years",
    "Source.unread_pages",
    "Strategy.label",
    "Tactic.label",
    "Text.corrected",
];

/// Keys that most objects do not have.
const SELDOM: &[&str] = &["corrected"];

impl<'s> Walk<'s> {
    fn target(&self, node: &'s Value) -> &'s Value {
        match node["$ref"].as_str() {
            Some(reference) => self.schema.pointer(&reference[1..]).expect(reference),
            None => node,
        }
    }

    /// The schema that `value` is to follow: behind references, and the right one of several.
    fn resolve(&self, node: &'s Value, value: &Value) -> &'s Value {
        let choices = node["anyOf"].as_array().or(node["oneOf"].as_array());
        let Some(choices) = choices else { return self.target(node) };
        let fits = |choice: &&Value| match choice["properties"]["kind"]["const"].as_str() {
            Some(kind) => value["kind"] == kind,
            None => (choice["type"] == "null") == value.is_null(),
        };
        choices.iter().map(|choice| self.target(choice)).find(fits).expect("a choice that fits")
    }

    fn visit(&mut self, node: &'s Value, value: &Value, place: &str) {
        let node = self.resolve(node, value);
        if let Some(options) = node["enum"].as_array() {
            assert!(options.contains(value), "{place}: {value}");
            self.seen.entry(&node["enum"]).or_default().insert(value.to_string());
        }
        match value {
            Value::Object(object) => self.object(node, object, place),
            Value::Array(items) => {
                assert!(!items.is_empty() || place.ends_with("/children"), "{place} is empty");
                for (i, item) in items.iter().enumerate() {
                    self.visit(&node["items"], item, &format!("{place}/{i}"));
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, node: &'s Value, object: &Map<String, Value>, place: &str) {
        assert_eq!(node["unevaluatedProperties"], false, "{place} takes unknown keys");
        let properties =
            node["properties"].as_object().unwrap_or_else(|| panic!("{place} has no schema"));
        self.met.insert(&node["properties"]);
        let has: BTreeSet<&str> = object.keys().map(String::as_str).collect();
        let says: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
        let by_pattern =
            node["patternProperties"].as_object().and_then(|patterns| patterns.values().next());
        match by_pattern {
            // The cells: any of these roles may be there, and further columns of each.
            Some(_) => {
                let is_said = |key: &&str| says.contains(key) || key.parse::<Key>().is_ok();
                assert!(has.iter().all(is_said), "{place}: {has:?}")
            }
            None => {
                let required: BTreeSet<&str> = node["required"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|key| key.as_str().unwrap())
                    .collect();
                let is_seldom = |key: &&str| !has.contains(key) && SELDOM.contains(key);
                let said: BTreeSet<&str> =
                    says.iter().copied().filter(|key| !is_seldom(key)).collect();
                assert_eq!(has, said, "{place}: keys of the model and of the schema");
                let title = node["title"].as_str().unwrap_or_default();
                self.later.extend(says.difference(&required).map(|key| format!("{title}.{key}")));
                let order: Vec<&String> =
                    properties.keys().filter(|key| has.contains(key.as_str())).collect();
                assert_eq!(object.keys().collect::<Vec<_>>(), order, "{place}: order of the keys");
            }
        }
        for (key, below) in object {
            let schema = properties.get(key).or(by_pattern).unwrap();
            self.visit(schema, below, &format!("{place}/{key}"));
        }
    }
}

#[test]
fn the_schema_and_the_model_have_the_same_keys_and_words() {
    let schema = parsed();
    let mut walk = Walk {
        schema: &schema,
        met: BTreeSet::new(),
        seen: BTreeMap::new(),
        later: BTreeSet::new(),
    };
    let full = json(&sample::full());
    for mut report in documents() {
        seal(&mut report);
        walk.visit(&schema, &json(&report), "");
    }
    assert_eq!(walk.later.iter().map(String::as_str).collect::<Vec<_>>(), LATER);
    every(&schema, "", &mut |place, node| {
        if node["type"] == "object" {
            assert!(
                walk.met.contains(&(&node["properties"] as *const Value)),
                "{place}: the model never makes this object"
            );
        }
        if let Some(options) = node["enum"].as_array() {
            let options: BTreeSet<String> = options.iter().map(Value::to_string).collect();
            assert_eq!(
                walk.seen.get(&(&node["enum"] as *const Value)),
                Some(&options),
                "{place}: words the model never says"
            );
        }
    });
    let project = full
        .pointer("/sections/0/strategies/0/tactics/0/projects/0/cells")
        .unwrap()
        .as_object()
        .unwrap();
    let cells = schema.pointer("/$defs/Cells/properties").unwrap().as_object().unwrap();
    assert!(
        cells.keys().all(|role| project.contains_key(role)),
        "roles that the model does not have"
    );
}

/// Calls `look` for every schema within the schema.
fn every<'s>(node: &'s Value, place: &str, look: &mut impl FnMut(&str, &'s Value)) {
    look(place, node);
    for group in ["properties", "patternProperties", "$defs"] {
        for (key, below) in node[group].as_object().into_iter().flatten() {
            every(below, &format!("{place}/{group}/{key}"), look);
        }
    }
    if !node["items"].is_null() {
        every(&node["items"], &format!("{place}/items"), look);
    }
}

#[test]
fn every_key_is_described_in_english_and_thai() {
    let is_thai = |text: &str| text.chars().any(|c| ('\u{e00}'..='\u{e7f}').contains(&c));
    every(&parsed(), "", &mut |place, node| {
        if place.ends_with("/items") {
            return;
        }
        let description =
            node["description"].as_str().unwrap_or_else(|| panic!("{place} has no description"));
        let (english, thai) =
            description.split_once("\n\n").unwrap_or_else(|| panic!("{place}: one language only"));
        assert!(
            english.contains(|c: char| c.is_ascii_alphabetic()) && english.ends_with('.'),
            "{place}: {english}"
        );
        assert!(is_thai(thai) && !thai.contains("\n\n"), "{place}: {thai}");
    });
}

#[test]
fn every_example_follows_its_own_schema() {
    let schema = parsed();
    let mut count = 0;
    every(&schema, "#", &mut |place, node| {
        let mut alone = serde_json::json!({"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": place});
        if place == "#" {
            alone = schema.clone();
        }
        for example in node["examples"].as_array().into_iter().flatten() {
            let validator = jsonschema::draft202012::options()
                .should_validate_formats(true)
                .build(&alone)
                .unwrap();
            let wrong: Vec<String> =
                validator.iter_errors(example).map(|e| e.to_string()).collect();
            assert!(wrong.is_empty(), "{place}: {wrong:?}");
            count += 1;
        }
    });
    assert!(count > 20, "{count} examples");
}

/// Changes to the full report that the schema must refuse, each with the place of its violation.
#[test]
fn what_breaks_the_contract_is_refused_where_it_stands() {
    let item = "/sections/0/strategies/0/tactics/0/projects/0";
    for (place, value) in [
        (format!("{item}/id"), "s1/p1"),
        (format!("{item}/id"), "s1/t1/p๑"),
        (format!("{item}/number"), "๒.๔"),
        (format!("{item}/kind"), "programme"),
        (format!("{item}/title/raw"), "\u{0}null"),
        (format!("{item}/budget/amount_thb"), "4080"),
        (format!("{item}/facts/dates/0/start"), "2568-07-32"),
        ("/source/sha256".to_owned(), "E3B0"),
        ("/findings/0/code".to_owned(), "Join Guessed"),
        ("/sections/0/columns/0/role".to_owned(), "other_0"),
        ("/sections/0/columns/0/key".to_owned(), "number_1"),
        (format!("{item}/budgets/0/column"), "budget_2568_13"),
        (format!("{item}/budgets/0/purpose"), "hoped"),
        (format!("{item}/schedule/0/start"), "2025-02-30"),
        ("/document/kind".to_owned(), "poem"),
    ] {
        let mut report = json(&sample::full());
        let value = if value == "\u{0}null" { Value::Null } else { value.into() };
        *report.pointer_mut(&place).unwrap() = value.clone();
        let found = validate(&report);
        assert!(found.iter().any(|v| v.place == place), "{place} = {value}: {found:?}");
    }
}

#[test]
fn a_validator_of_another_family_agrees() {
    let has_jsonschema = Command::new("python3").args(["-c", "import jsonschema"]).output();
    if !has_jsonschema.is_ok_and(|out| out.status.success()) {
        eprintln!("skipped: python3 has no jsonschema; scripts/validate-second fetches it");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = json(&sample::full());
    wrong["fiscal_year"]["start"] = "2025-02-29".into();
    wrong["agency"]["colour"] = "red".into();
    for (name, value) in
        [("full", json(&sample::full())), ("minimal", json(&sample::minimal())), ("wrong", wrong)]
    {
        std::fs::write(folder.path().join(name), value.to_string()).unwrap();
    }
    let run = |names: &[&str]| {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/validate-second");
        Command::new("python3").arg(script).args(names).current_dir(folder.path()).output().unwrap()
    };
    let good = run(&["full", "minimal"]);
    assert!(
        good.status.success(),
        "{}{}",
        String::from_utf8_lossy(&good.stdout),
        String::from_utf8_lossy(&good.stderr)
    );
    let bad = run(&["wrong"]);
    assert_eq!(bad.status.code(), Some(1));
    let said = String::from_utf8_lossy(&bad.stdout).into_owned();
    assert!(
        said.contains("wrong: /fiscal_year/start: ") && said.contains("wrong: /agency: "),
        "{said}"
    );
}

/// The full report as a document of every kind.
fn documents() -> Vec<Report> {
    use DocumentKind::{Form, Measures, MeasuresResult, Other, Plan, Procurement, Result, Risk};
    let kinds = [Plan, Result, Measures, MeasuresResult, Risk, Procurement, Form, Other];
    let says = sample::full().document.expect("the sample says what it is");
    let with =
        |kind| Report { document: Some(DocumentSays { kind, ..says.clone() }), ..sample::full() };
    kinds.map(with).into()
}
