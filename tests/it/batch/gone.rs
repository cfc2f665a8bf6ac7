//! Inputs that are gone, renamed or back; archives within archives; Thai names in archives.

use std::fs;

use raingan::batch::line::{Line, Status};

use super::{World, good, zip};

/// The latest line of each input, as `status reason report`, by path.
fn latest(world: &World) -> std::collections::BTreeMap<String, String> {
    let told = |line: &Line| {
        let reason = line.reason.clone().unwrap_or_default();
        let report = if line.report.is_some() { "report" } else { "-" };
        format!("{} {reason} {report}", line.status.as_str())
    };
    world.lines("out").iter().map(|line| (line.place.to_string(), told(line))).collect()
}

fn reports(world: &World) -> usize {
    world.tree("out").keys().filter(|path| path.starts_with("reports")).count()
}

#[test]
fn what_is_gone_stays_until_it_is_pruned_and_what_comes_back_is_known() {
    let world = World::new(&[("a.pdf", good(1)), ("b.pdf", good(2))]);
    world.run("batch in -o out");
    fs::remove_file(world.path("in/b.pdf")).unwrap();
    let (status, said) = world.run("batch in -o out");
    assert_eq!(status, 0);
    assert!(said.contains("in/b.pdf: gone") && said.contains("--prune takes them away"), "{said}");
    assert_eq!(latest(&world)["in/b.pdf"], "gone gone report");
    assert_eq!(reports(&world), 2);
    // It is back: nothing is read.
    world.put("b.pdf", &good(2));
    let (_, said) = world.run("batch in -o out");
    assert!(said.contains("0 pages read now"), "{said}");
    assert_eq!(latest(&world)["in/b.pdf"], "done  report");
    fs::remove_file(world.path("in/b.pdf")).unwrap();
    let (_, said) = world.run("batch in -o out --prune");
    assert!(said.contains("the reports are taken away"), "{said}");
    assert_eq!((latest(&world)["in/b.pdf"].as_str(), reports(&world)), ("gone gone -", 1));
    let lines = world.lines("out").len();
    world.run("batch in -o out --prune");
    assert_eq!(world.lines("out").len(), lines, "once");
    world.put("b.pdf", &good(2));
    world.run("batch in -o out");
    assert_eq!(reports(&world), 2, "read anew");
}

#[test]
fn a_renamed_document_is_known_by_its_content() {
    let world = World::new(&[("a.pdf", good(1)), ("old/b.pdf", good(2)), ("c.pdf", good(3))]);
    world.run("batch in -o out");
    fs::rename(world.path("in/a.pdf"), world.path("in/แผน.pdf")).unwrap();
    fs::rename(world.path("in/old"), world.path("in/new")).unwrap();
    let (status, said) = world.run("batch in -o out");
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("0 pages read now"), "{said}");
    assert!(said.contains("renamed: is in/แผน.pdf now"), "{said}");
    let latest = latest(&world);
    assert_eq!(latest["in/a.pdf"], "gone renamed -");
    assert_eq!(
        (&latest["in/แผน.pdf"], &latest["in/new/b.pdf"]),
        (&latest["in/c.pdf"], &latest["in/c.pdf"])
    );
    // The output is what reading them anew makes.
    world.run("batch in -o anew");
    assert!(world.tree("out") == world.tree("anew"));
}

#[test]
fn archives_within_archives_and_thai_names_are_read() {
    let inner = zip(&[(b"x.pdf", &good(1))]);
    let deep =
        (0..9).fold(inner.clone(), |inner, n| zip(&[(format!("{n}.zip").as_bytes(), &inner)]));
    let outer = zip(&[
        (b"i.zip", &inner),
        (b"\xc3\xd2\xc2\xa7\xd2\xb9\xf6\xf8.pdf", &good(2)),
        ("แผน.pdf".as_bytes(), &good(3)),
    ]);
    let world = World::new(&[("outer.zip", outer), ("deep.zip", deep)]);
    let (status, said) = world.run("batch in -o out");
    assert_eq!(status, 2, "what is too deep is a loss: {said}");
    let lines = world.lines("out");
    let of = |status| {
        let lines = lines.iter().filter(move |line| line.status == status);
        lines.map(|line| line.place.to_string()).collect::<Vec<_>>()
    };
    let mut done = of(Status::Done);
    done.sort();
    let read = ["in/outer.zip!i.zip!/x.pdf", "in/outer.zip!รายงาน๖๘.pdf", "in/outer.zip!แผน.pdf"];
    assert_eq!(done, read);
    assert_eq!(of(Status::Failed).len(), 1);
    let line = lines.iter().find(|line| line.place.to_string() == read[1]).unwrap();
    let report = fs::read_to_string(world.path("out").join(line.report.as_ref().unwrap())).unwrap();
    assert!(report.contains("\"file_name\": \"รายงาน๖๘.pdf\""));
}
