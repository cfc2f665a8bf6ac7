//! Two years held against each other: every planted edit is found, nothing else is told.

mod itself;
mod made;
mod noise;
mod page;
mod program;
mod truth;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use raingan::contract::model::Report;
use raingan::diff::compare;
use raingan::diff::model::Kind;
use raingan::{Options, extract};
use truth::{Outcome, Truth};

use crate::beside::shared;

/// The reports of a year by all their producers, with the names of their files.
fn year(year: &str) -> Vec<(String, Report)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("fixtures")
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| name.starts_with(&format!("report-{year}-")));
    names.sort();
    let read = |name: String| {
        let options = Options { file_name: Some(name.clone()), ..Options::default() };
        let report = extract(&fs::read(folder.join(&name)).unwrap(), &options).expect(&name);
        (name, report)
    };
    names.into_iter().map(read).collect()
}

static OLD: LazyLock<Vec<(String, Report)>> = LazyLock::new(|| year("2567"));
static NEW: LazyLock<Vec<(String, Report)>> = LazyLock::new(|| year("2568"));

fn hold(truth: &Truth, old: &Report, new: &Report) -> Outcome {
    truth.hold(
        &compare(&[old.clone(), new.clone()], false).expect("two years of one agency").pairs[0],
    )
}

#[test]
fn every_planted_edit_is_found_and_nothing_else_whatever_produced_the_files() {
    let truth = Truth::read("edits-2567-2568.json");
    let mut failed = Vec::new();
    for (a, old) in OLD.iter() {
        for (b, new) in NEW.iter() {
            let outcome = hold(&truth, old, new);
            println!(
                "{a} {b}: {} found, {} missed, {} wrong",
                outcome.found,
                outcome.missed.len(),
                outcome.wrong.len()
            );
            failed.extend(outcome.missed.iter().map(|m| format!("{a} {b}: missed: {m}")));
            failed.extend(outcome.wrong.iter().map(|w| format!("{a} {b}: wrong: {w}")));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Seeds of noise, on the older side and on the newer one.
const SEEDS: std::ops::Range<u64> = 1..13;

#[test]
fn misread_letters_in_one_year_hide_one_edit_at_most_and_make_none() {
    let truth = Truth { misread: true, ..Truth::read("edits-2567-2568.json") };
    let (old, new) = (&OLD[0].1, &NEW[0].1);
    let mut failed = Vec::new();
    for seed in SEEDS {
        for older in [true, false] {
            let outcome = match older {
                true => hold(&truth, &noise::misread(old, 20, seed), new),
                false => hold(&truth, old, &noise::misread(new, 20, seed)),
            };
            let name =
                format!("seed {seed}, the {} misread", if older { "older" } else { "newer" });
            println!(
                "{name}: {} found, {} missed, {} wrong",
                outcome.found,
                outcome.missed.len(),
                outcome.wrong.len()
            );
            if outcome.missed.len() > 1 || !outcome.wrong.is_empty() {
                failed.push(format!(
                    "{name}: missed {}\nwrong {}",
                    outcome.missed.join("\n"),
                    outcome.wrong.join("\n")
                ));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn what_was_planted_in_a_made_report_is_what_is_told() {
    for seed in 1..9 {
        let old = made::report(60, seed);
        let (new, planted) = made::plant(&old, 20, seed + 100);
        let told = made::told(&compare(&[old, new], false).unwrap().pairs[0]);
        let told: BTreeSet<made::Planted> = told.into_keys().collect();
        let missed: Vec<_> = planted.difference(&told).collect();
        let wrong: Vec<_> = told.difference(&planted).collect();
        assert!(
            missed.is_empty() && wrong.is_empty(),
            "seed {seed}: missed {missed:#?}, wrong {wrong:#?}"
        );
    }
}

#[test]
fn a_report_and_itself_do_not_differ() {
    let made = made::report(40, 7);
    for report in OLD.iter().chain(NEW.iter()).map(|(_, report)| report).chain([&made]) {
        let comparison = compare(&[report.clone(), report.clone()], false).unwrap();
        assert!(
            comparison.is_same(),
            "{:?}: {:#?}",
            report.source.file_name,
            comparison.pairs[0].counts
        );
        assert!(comparison.pairs[0].matches.iter().all(|m| m.spellings.is_empty()));
    }
}

/// What a kind is when it is looked at from the other year.
fn mirrored(kind: Kind) -> Kind {
    use Kind::*;
    let pairs = [
        (Added, Dropped),
        (Split, Merged),
        (TargetRaised, TargetLowered),
        (TargetLoosened, TargetTightened),
        (TargetAdded, TargetRemoved),
        (BudgetAdded, BudgetRemoved),
        (EntryAdded, EntryRemoved),
        (ResultAdded, ResultRemoved),
    ];
    let other = pairs
        .iter()
        .find_map(|(a, b)| [(*a, *b), (*b, *a)].into_iter().find(|(from, _)| *from == kind));
    other.map_or(kind, |(_, to)| to)
}

#[test]
fn backwards_everything_is_mirrored() {
    let made = made::report(60, 3);
    let (later, _) = made::plant(&made, 25, 4);
    for (old, new) in [(&made, &later), (&OLD[0].1, &NEW[0].1)] {
        let forth = made::told(&compare(&[old.clone(), new.clone()], false).unwrap().pairs[0]);
        let back = made::told(&compare(&[new.clone(), old.clone()], false).unwrap().pairs[0]);
        let back: BTreeMap<made::Planted, usize> = back
            .into_iter()
            .map(|((kind, a, b, field), n)| ((mirrored(kind), b, a, field), n))
            .collect();
        assert_eq!(forth, back);
    }
}

/// Reports of agencies that exist, where the folder beside the project has them.
#[test]
fn reports_of_different_agencies_are_not_two_years() {
    let Some(folder) = shared("corpus/pdf") else { return };
    let read = |name: &str| {
        extract(&fs::read(folder.join(name)).unwrap(), &Options::default()).expect(name)
    };
    let (d1, d2) = (read("D1/P1-libreoffice.pdf"), read("D2/P1-libreoffice.pdf"));
    let error = compare(&[d1.clone(), d2.clone()], false).unwrap_err();
    assert!(error.to_string().contains("different agencies"), "{error}");
    compare(&[d1, d2], true).expect("forced");
}

#[test]
fn a_strategy_or_a_tactic_with_another_name_is_still_the_same() {
    let old = made::report(30, 5);
    let mut new = old.clone();
    new.source.sha256 = "2".repeat(64);
    let raingan::contract::model::Section::ActionPlan(plan) = &mut new.sections[0] else {
        panic!("a plan")
    };
    let strategy = &mut plan.strategies[0];
    strategy.title.as_mut().unwrap().text = "ก้าวสู่อนาคตอันสดใสร่วมกัน".to_owned();
    strategy.tactics[0].title.as_mut().unwrap().text = "มุ่งผลสัมฤทธิ์ด้วยใจ".to_owned();
    let told = made::told(&compare(&[old, new], false).unwrap().pairs[0]);
    let reworded =
        |id: &str| (Kind::TitleReworded, id.to_owned(), id.to_owned(), "title".to_owned());
    assert_eq!(told.into_keys().collect::<Vec<_>>(), [reworded("s1"), reworded("s1/t1")]);
}

#[test]
fn the_year_in_a_budget_is_no_change() {
    let old = made::report(10, 6);
    let (mut new, _) = made::plant(&old, 0, 1);
    let mut old = old;
    for (report, year) in [(&mut old, "๒๕๖๗"), (&mut new, "๒๕๖๘")] {
        let item = &mut made::tactics(report)[0].projects[0];
        let budget = item.budget.as_mut().unwrap();
        (budget.raw, budget.source) =
            (format!("งบประมาณปี {year} ของกองคลัง"), Some(format!("ปี {year} ของกองคลัง")));
        (budget.status, budget.amount_thb) =
            (raingan::contract::model::BudgetStatus::OtherSource, None);
    }
    let told = made::told(&compare(&[old, new], false).unwrap().pairs[0]);
    assert!(told.is_empty(), "{told:?}");
}
