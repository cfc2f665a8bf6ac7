//! Two years held against each other: every planted edit is found, nothing else is told.

mod noise;
mod truth;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use raingan::diff::compare;
use raingan::report::model::Report;
use raingan::{Options, extract};
use truth::{Outcome, Truth};

/// The reports of a year by all their producers, with the names of their files.
fn year(year: &str) -> Vec<(String, Report)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf");
    let mut names: Vec<String> =
        fs::read_dir(&folder).expect("fixtures").map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
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
    truth.hold(&compare(&[old.clone(), new.clone()], false).expect("two years of one agency").pairs[0])
}

#[test]
fn every_planted_edit_is_found_and_nothing_else_whatever_produced_the_files() {
    let truth = Truth::read("edits-2567-2568.json");
    let mut failed = Vec::new();
    for (a, old) in OLD.iter() {
        for (b, new) in NEW.iter() {
            let outcome = hold(&truth, old, new);
            println!("{a} {b}: {} found, {} missed, {} wrong", outcome.found, outcome.missed.len(), outcome.wrong.len());
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
            let name = format!("seed {seed}, the {} misread", if older { "older" } else { "newer" });
            println!("{name}: {} found, {} missed, {} wrong", outcome.found, outcome.missed.len(), outcome.wrong.len());
            if outcome.missed.len() > 1 || !outcome.wrong.is_empty() {
                failed.push(format!("{name}: missed {}\nwrong {}", outcome.missed.join("\n"), outcome.wrong.join("\n")));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
