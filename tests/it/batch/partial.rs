//! What is kept of documents that cannot be read whole: the pages read when their time is up, and all
//! but the page at which a worker hangs or dies.

use std::fs;

use raingan::batch::line::Line;

use super::{World, expected, fixture};

/// A report of several pages on which a worker misbehaves.
fn long(word: &str) -> Vec<u8> {
    let pdf = fixture("report-2568-typst-full.pdf");
    [pdf, format!("\n%raingan-aid {word}\n").into_bytes()].concat()
}

/// The numbers of the pages that a report has read, and of those that are missing.
fn pages(json: &[u8]) -> (Vec<u32>, Vec<u32>) {
    let report: raingan::Report = serde_json::from_slice(json).unwrap();
    let glyphs = report.source.pages.iter().filter(|page| page.glyphs > 0);
    (glyphs.map(|page| page.number).collect(), report.source.unread_pages)
}

/// The report that a line names.
fn report(world: &World, line: &Line) -> Vec<u8> {
    let name = line.report.as_ref().expect("a report");
    fs::read(world.path("out").join(name)).unwrap()
}

#[test]
fn what_was_read_before_the_time_was_up_is_kept() {
    let world = World::new(&[("long.pdf", long("slow-pages"))]);
    let (status, said) = world.run("batch in -o out --timeout 1500ms --jobs 1");
    assert_eq!(status, 1, "{said}");
    assert_eq!(world.ledger("out"), expected(&[("in/long.pdf", "partial partial")]), "{said}");
    let (read, missing) = pages(&report(&world, &world.lines("out")[0]));
    assert!(read.len() > 1 && !missing.is_empty(), "{read:?} {missing:?}");
    assert_eq!(world.lines("out")[0].earlier, []);
    // With more time it is read whole.
    let (status, said) = world.run("batch -o out --retry partial --timeout 60s --jobs 1");
    assert_eq!(status, 0, "{said}");
    let (status, said) = world.run("extract in/long.pdf --timeout 1500ms --threads 1 -o out.json");
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("error[partial]: in/long.pdf: "), "{said}");
    assert!(!pages(&fs::read(world.path("out.json")).unwrap()).1.is_empty());
}

#[test]
fn a_page_that_hangs_or_kills_costs_itself() {
    let world = World::new(&[("abort.pdf", long("abort-at 3")), ("hang.pdf", long("hang-at 2"))]);
    let (status, said) = world.run("batch in -o out --timeout 3s --jobs 2");
    assert_eq!(status, 1, "{said}");
    let told = "partial page-failed";
    assert_eq!(
        world.ledger("out"),
        expected(&[("in/abort.pdf", told), ("in/hang.pdf", told)]),
        "{said}"
    );
    for line in world.lines("out") {
        let (lost, tries) = if line.place.path == "in/hang.pdf" { (2, 1) } else { (3, 2) };
        let (read, missing) = pages(&report(&world, &line));
        assert!(!read.contains(&lost) && read.contains(&1) && read.len() > 3, "{read:?}");
        assert_eq!((missing, line.earlier.len()), (vec![], tries));
    }
    let (status, said) = world.run("extract in/abort.pdf --threads 1 -o out.json");
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("error[page-failed]: in/abort.pdf: page 3"), "{said}");
}
