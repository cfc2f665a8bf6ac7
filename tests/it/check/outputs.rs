//! What `check` and `summary` write beside text and JSON: pages for a browser, copies of the PDF.

use std::fs;
use std::path::Path;
use std::process::Command;

fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_raingan"));
    let out =
        program.args(arguments).current_dir(folder).env("LC_ALL", "C.UTF-8").output().unwrap();
    (out.status.code().unwrap_or(-1), String::from_utf8(out.stderr).unwrap())
}

fn fixture(name: &str) -> String {
    format!("{}/fixtures/pdf/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn pages_link_into_the_review_pages_and_load_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (fixture("report-2567-typst-full.pdf"), fixture("report-2568-typst-full.pdf"));
    for (line, page, linked) in [
        (vec!["check", &old, "-o", "out/c.html"], "out/c.html", "#page="),
        (vec!["summary", &old, &new, "-o", "out/s.html"], "out/s.html", ""),
        (vec!["diff", &old, &new, "-o", "out/d.html"], "out/d.html", "#page="),
    ] {
        fs::create_dir_all(folder.path().join("out")).unwrap();
        let mut line = line;
        line.extend(["--review", "review"]);
        let (status, said) = run(folder.path(), &line);
        assert!(status < 2, "{said}");
        let text = fs::read_to_string(folder.path().join(page)).unwrap();
        let link = format!("href=\"../review/report-2567-typst-full.html{linked}");
        assert!(text.contains(&link), "{page}");
        let policy = text.split("Content-Security-Policy").nth(1).unwrap().lines().next().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(!text.contains("http://") && !text.contains("https://"), "{page}");
    }
    let (status, said) = run(
        folder.path(),
        &["diff", &old, &new, "--review", "a.html", "--review", "b.html", "--review", "c.html"],
    );
    assert_eq!(status, 2);
    assert!(said.contains("3 pages for 2 documents"), "{said}");
}

#[test]
fn a_copy_of_the_document_has_the_findings_and_all_its_own_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("plan.pdf");
    fs::copy(fixture("report-2567-typst-full.pdf"), &pdf).unwrap();
    let codes = "target-missed,budget-missing";
    let noted = folder.path().join("noted.pdf");
    let (status, said) =
        run(folder.path(), &["check", "plan.pdf", "--select", codes, "--pdf", "noted.pdf"]);
    assert_eq!(status, 0, "{said}");
    let (before, after) = (fs::read(&pdf).unwrap(), fs::read(&noted).unwrap());
    assert!(after.starts_with(&before) && after.len() > before.len());
    assert!(after[before.len()..].windows(9).any(|w| w == b"Highlight"));
    // A report leads to the document beside it, and to no other.
    let (status, _) = run(folder.path(), &["extract", "plan.pdf", "-o", "plan.json"]);
    assert_eq!(status, 0);
    let (status, said) =
        run(folder.path(), &["check", "plan.json", "--select", codes, "--pdf", "again.pdf"]);
    assert_eq!((status, said.as_str()), (0, ""));
    assert!(fs::read(folder.path().join("again.pdf")).unwrap() == after);
    fs::copy(fixture("plan-list.pdf"), &pdf).unwrap();
    let (status, said) = run(folder.path(), &["check", "plan.json", "--pdf", "other.pdf"]);
    assert_eq!(status, 2);
    assert!(said.contains("is another document than the report is of"), "{said}");
    let (status, said) = run(folder.path(), &["check", "plan.pdf", "--pdf", "plan.pdf"]);
    assert_eq!(status, 2);
    assert!(said.contains("would replace an input"), "{said}");
}

#[test]
fn results_of_another_year_are_found_where_it_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let old = fixture("report-2567-typst-full.pdf");
    run(folder.path(), &["extract", &old, "-o", "old.json"]);
    let json = fs::read_to_string(folder.path().join("old.json")).unwrap();
    // The year after, with the results of this one.
    let mut new: serde_json::Value = serde_json::from_str(&json).unwrap();
    new["fiscal_year"] =
        serde_json::json!({"be": 2568, "start": "2024-10-01", "end": "2025-09-30", "regions": []});
    new["fiscal_year"].as_object_mut().unwrap().remove("regions");
    fs::write(folder.path().join("new.json"), new.to_string()).unwrap();
    let found = |line: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_raingan"))
            .args(line)
            .current_dir(folder.path())
            .output()
            .unwrap();
        String::from_utf8(out.stdout).unwrap().matches("result-of-last-year").count()
    };
    assert_eq!(found(&["check", "new.json"]), 0);
    assert!(found(&["check", "new.json", "--against", "old.json"]) > 5);
}
