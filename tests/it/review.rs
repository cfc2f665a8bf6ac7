//! `raingan review`: the page holds what the report says and what the document shows, whatever
//! they are; `scripts/review` opens it in a browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use raingan::review::{Node, Review};
use raingan::{Options, extract};
use serde_json::Value;

#[cfg(all(unix, feature = "serve"))]
mod serve;

pub(super) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

/// Runs the program in a folder.
fn raingan(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_raingan"))
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .env_remove("RAINGAN_PASSWORD")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What the script of a page reads.
fn data(page: &str) -> Value {
    let json = page.split("id=\"data\">").nth(1).and_then(|rest| rest.split("</script>").next());
    serde_json::from_str(json.expect("the data")).expect("JSON")
}

/// The page of a file.
fn page(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A folder with a document and its report.
fn report(folder: &Path) {
    fs::copy(fixture("pdf/plan-list.pdf"), folder.join("plan.pdf")).unwrap();
    let out = raingan(folder, &["extract", "--quiet", "plan.pdf", "-o", "plan.json"]);
    assert!(out.status.success(), "{}", words(&out.stderr));
}

#[test]
fn the_page_is_one_file_with_all_pages_and_loads_nothing() {
    let folder = tempfile::tempdir().unwrap();
    report(folder.path());
    for (input, again) in [("plan.pdf", "a.html"), ("plan.json", "b.html")] {
        let out = raingan(folder.path(), &["review", input, "-o", again]);
        assert_eq!(out.status.code(), Some(0), "{}", words(&out.stderr));
    }
    let page = page(&folder.path().join("a.html"));
    assert!(page == self::page(&folder.path().join("b.html")), "of the report as of the document");
    assert!(page.contains("default-src 'none'") && page.contains("connect-src 'none'"));
    for word in [" src=", "href=", "@import", "url(", "onclick", "style=\""] {
        let html: String = page.split("<script").next().unwrap().to_owned();
        assert!(!html.contains(word), "{word}");
    }
    let data = data(&page);
    let pages = data["pages"].as_array().unwrap();
    assert_eq!(pages.len(), 3);
    for shown in pages {
        assert_eq!(shown["picture"], true);
        assert!(!shown["cells"].as_array().unwrap().is_empty(), "layers of a page with a table");
        let id = format!("id=\"picture-{}\"", shown["number"]);
        assert_eq!(page.matches(&id).count(), 1);
    }
    assert_eq!(data["notes"].as_array().unwrap().len(), 0);
}

#[test]
fn pages_that_are_pictures_show_the_layers_that_they_were_read_by() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("pdf/ocr-layer.pdf"), folder.path().join("a.pdf")).unwrap();
    for ocr in ["auto", "never"] {
        let out = raingan(folder.path(), &["review", "a.pdf", "--ocr", ocr, "-o", "a.html"]);
        assert_eq!(out.status.code(), Some(0), "{}", words(&out.stderr));
        let shown = &data(&page(&folder.path().join("a.html")))["pages"][0];
        let count = |layer: &str| shown[layer].as_array().map_or(0, Vec::len);
        let was_read = ocr == "auto";
        assert_eq!(count("rulings") > 4 && count("cells") > 4, was_read, "{ocr}: {shown}");
        // In the page's own points.
        let (width, height) = (shown["width"].as_f64().unwrap(), shown["height"].as_f64().unwrap());
        for cell in shown["cells"].as_array().into_iter().flatten() {
            let [x0, y0, x1, y1] = [0, 1, 2, 3].map(|i| cell[i].as_f64().unwrap());
            assert!(0.0 <= x0 && x0 < x1 && x1 <= width && 0.0 <= y0 && y0 < y1 && y1 <= height);
        }
    }
}

#[test]
fn a_document_that_is_missing_or_another_is_told_and_the_page_is_there() {
    let folder = tempfile::tempdir().unwrap();
    report(folder.path());
    let at = |name: &str| folder.path().join(name);
    for (what, expected) in [("nothing", "is not beside the report"), ("other", "sha256")] {
        match what {
            "nothing" => fs::rename(at("plan.pdf"), at("kept")).unwrap(),
            _ => fs::copy(fixture("pdf/no-rules.pdf"), at("plan.pdf")).map(drop).unwrap(),
        }
        let out = raingan(folder.path(), &["review", "plan.json", "-o", "review.html"]);
        assert_eq!(out.status.code(), Some(0));
        assert!(words(&out.stderr).contains(expected), "{}", words(&out.stderr));
        let data = data(&page(&at("review.html")));
        assert!(data["notes"][0][0].as_str().unwrap().contains(expected));
        assert!(data["pages"].as_array().unwrap().iter().all(|page| page["picture"] == false));
        assert!(data["tree"].as_array().unwrap().len() > 1);
    }
    let out =
        raingan(folder.path(), &["review", "plan.json", "--pdf", "kept", "-o", "review.html"]);
    assert_eq!(words(&out.stderr), "", "the right one, by whatever name");
    // Standard output where no name is given.
    let out = raingan(folder.path(), &["review", "plan.json", "--pdf", "kept"]);
    assert!(out.stdout.starts_with(b"<!DOCTYPE html>"));
}

#[test]
fn several_documents_are_a_folder_with_a_list() {
    let folder = tempfile::tempdir().unwrap();
    report(folder.path());
    fs::write(folder.path().join("poem.pdf"), "no PDF").unwrap();
    let several = ["review", "plan.json", "poem.pdf", "plan.pdf"];
    let out = raingan(folder.path(), &several);
    assert_eq!(out.status.code(), Some(2), "nowhere to write to");
    assert!(words(&out.stderr).contains("-o reviews/"), "{}", words(&out.stderr));
    let out = raingan(folder.path(), &[&several[..], &["-o", "out"]].concat());
    assert_eq!(out.status.code(), Some(2), "{}", words(&out.stderr));
    let mut names: Vec<String> = fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["index.html", "plan-2.html", "plan.html"]);
    let list = page(&folder.path().join("out/index.html"));
    for part in ["href=\"./plan.html\"", "href=\"./plan-2.html\"", "poem.pdf"] {
        assert!(list.contains(part), "{part}");
    }
    assert!(!list.contains("<script"));
}

#[test]
fn what_batch_wrote_is_reviewed_with_its_documents() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    for name in ["plan-list.pdf", "no-rules.pdf"] {
        fs::copy(fixture("pdf").join(name), folder.path().join("in").join(name)).unwrap();
    }
    let out = raingan(folder.path(), &["batch", "--progress", "none", "in", "-o", "out"]);
    assert!(out.status.success(), "{}", words(&out.stderr));
    let out = raingan(folder.path(), &["review", "out", "-o", "pages"]);
    assert_eq!(out.status.code(), Some(0), "{}", words(&out.stderr));
    assert_eq!(words(&out.stderr), "", "every document is found");
    let pages = fs::read_dir(folder.path().join("pages")).unwrap().count();
    assert_eq!(pages, 3, "two and their list");
    let out = raingan(folder.path(), &["review", "in", "-o", "pages"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(words(&out.stderr).contains("name the files in it"), "{}", words(&out.stderr));
}

#[test]
fn decisions_of_before_are_on_the_page_and_those_about_another_document_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    report(folder.path());
    let at = |name: &str| folder.path().join(name);
    let json: Value = serde_json::from_slice(&fs::read(at("plan.json")).unwrap()).unwrap();
    let file = |sha256: &str| {
        serde_json::json!({"schema_version": "1.0", "document": {"sha256": sha256}, "corrections": [
            {"pointer": "/agency/name", "old": "a", "new": "ข", "who": "ก", "when": "2026-11-30T10:00:00Z"}]})
        .to_string()
    };
    let run = || raingan(folder.path(), &["review", "plan.json", "-o", "review.html"]);
    fs::write(at("plan.corrections.json"), file(json["source"]["sha256"].as_str().unwrap()))
        .unwrap();
    assert_eq!(run().status.code(), Some(0));
    let data = data(&page(&at("review.html")));
    assert_eq!(data["saved"]["corrections"][0]["new"], "ข");
    assert_eq!(data["save_as"], "plan.corrections.json");
    fs::remove_file(at("review.html")).unwrap();
    fs::write(at("plan.corrections.json"), file(&"0".repeat(64))).unwrap();
    let out = run();
    assert_eq!(out.status.code(), Some(2));
    let said = words(&out.stderr);
    assert!(said.contains("plan.corrections.json: is about another document"), "{said}");
    assert!(!at("review.html").exists());
}

#[test]
fn a_picture_of_a_page_is_shown_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = fixture("pdf/no-rules.pdf");
    let pdf = pdf.to_str().unwrap();
    raingan(folder.path(), &["inspect", pdf, "--page", "1", "-o", "page.png"]);
    let read = ["review", "page.png", "--ocr", "never", "-o", "review.html"];
    let out = raingan(folder.path(), &read);
    assert_eq!(out.status.code(), Some(0), "{}", words(&out.stderr));
    let page = page(&folder.path().join("review.html"));
    assert_eq!(page.matches("id=\"picture-1\"").count(), 1);
    // A transcript has nothing to show, and says so.
    let transcript = fixture("transcript/report-2567.txt");
    let read = ["review", transcript.to_str().unwrap(), "-o", "review.html"];
    let out = raingan(folder.path(), &read);
    assert!(words(&out.stderr).contains("transcript"), "{}", words(&out.stderr));
}

#[test]
fn nothing_is_written_over_an_input() {
    let folder = tempfile::tempdir().unwrap();
    report(folder.path());
    let before = fs::read(folder.path().join("plan.json")).unwrap();
    let out = raingan(folder.path(), &["review", "plan.json", "-o", "./plan.json"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(words(&out.stderr).contains("would be overwritten"), "{}", words(&out.stderr));
    assert_eq!(fs::read(folder.path().join("plan.json")).unwrap(), before);
}

/// All nodes of a tree.
fn visit<'n>(nodes: &'n [Node], all: &mut Vec<&'n Node>) {
    for node in nodes {
        all.push(node);
        visit(&node.below, all);
    }
}

#[test]
fn every_value_that_can_be_put_right_stands_where_its_pointer_says() {
    for entry in
        fs::read_dir(fixture("forms")).unwrap().chain(fs::read_dir(fixture("pdf")).unwrap())
    {
        let path = entry.unwrap().path();
        let options = Options { password: Some("raingan-test".into()), ..Options::default() };
        let bytes = fs::read(&path).unwrap();
        let Ok(report) = extract(&bytes, &options) else { continue };
        let json = serde_json::to_value(&report).unwrap();
        let review = Review::of(&report);
        let mut nodes = Vec::new();
        visit(&review.tree, &mut nodes);
        for node in nodes.iter().filter(|node| node.fix && !node.text.is_empty()) {
            let value = json.pointer(&node.pointer);
            let value = value.unwrap_or_else(|| panic!("{}: {}", path.display(), node.pointer));
            let raw = match &value["raw"] {
                Value::String(raw) => raw.clone(),
                _ => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            };
            assert_eq!(raw, node.text, "{}: {}", path.display(), node.pointer);
        }
        for look in review.look.iter().filter_map(|look| look.pointer.as_ref()) {
            assert!(nodes.iter().any(|node| node.pointer == *look), "{}: {look}", path.display());
        }
        for of in nodes.iter().filter_map(|node| node.of.as_ref()) {
            let from = nodes.iter().find(|node| node.pointer == *of);
            assert!(from.is_some_and(|node| node.fix), "{}: {of}", path.display());
        }
    }
}
