//! The page for a browser, opened in one: its script runs, its filters work, text from a report
//! stays text.
//!
//! `CHROMIUM` names the browser; where there is none, these tests are skipped and say so.
//! `scripts/test` installs it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use raingan::contract::model::{Report, Section};
use raingan::contract::output::Lang;
use raingan::diff::model::Comparison;
use raingan::diff::{compare, output};

use super::{NEW, OLD};

/// What a report may hold to take over a page.
const ATTACK: &str = "</script><script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">'\"&{{ 7*7 }}";

/// Notes every error of a script from the beginning.
const WATCH: &str =
    "<script>window.wrong=[];window.onerror=function(m){window.wrong.push(String(m))};</script>";

/// Clicks through the filters and writes down what it sees.
const CLICKS: &str = r#"<script>
(function () {
  function shown() { return Array.prototype.filter.call(document.querySelectorAll("tr[data-kind]"), function (r) { return !r.hidden; }); }
  function kinds() { var k = {}; shown().forEach(function (r) { k[r.getAttribute("data-kind")] = 1; }); return Object.keys(k).sort().join(","); }
  var out = [], all = shown().length;
  out.push("all=" + all);
  document.getElementById("all").click(); out.push("none=" + shown().length);
  document.querySelector("nav input[value='target-raised']").click(); out.push("one=" + kinds());
  document.getElementById("all").click(); out.push("again=" + (shown().length === all));
  var find = document.getElementById("find"); find.value = "taken"; find.dispatchEvent(new Event("input"));
  out.push("found=" + document.querySelectorAll("article:not([hidden])").length);
  find.value = ""; find.dispatchEvent(new Event("input"));
  var lang = document.documentElement.getAttribute("data-lang"); document.getElementById("lang").click();
  out.push("lang=" + lang + ">" + document.documentElement.getAttribute("data-lang"));
  out.push("title=" + (document.title.indexOf("taken") < 0)); out.push("images=" + document.images.length);
  out.push("wrong=" + window.wrong.join(";"));
  var pre = document.createElement("pre"); pre.id = "told"; pre.textContent = out.join("|"); document.body.appendChild(pre);
})();
</script>"#;

fn browser() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    let found =
        named.into_iter().chain([PathBuf::from("/usr/bin/chromium")]).find(|path| path.exists());
    if found.is_none() {
        eprintln!(
            "SKIPPED: there is no Chromium (apt-get install chromium, or CHROMIUM=/path/to/it)"
        );
    }
    found
}

/// What a browser makes of a page, as HTML.
fn dom(browser: &Path, folder: &Path, page: &str) -> String {
    let file = folder.join("page.html");
    fs::write(&file, page).unwrap();
    let out = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("file://{}", file.display()))
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .expect("the browser runs");
    String::from_utf8(out.stdout).expect("UTF-8")
}

/// Two years, the newer with an attack in a title and in a cell.
fn attacked() -> Comparison {
    let mut new: Report = NEW[0].1.clone();
    let Section::ActionPlan(plan) = &mut new.sections[0] else { panic!("a plan") };
    let item = &mut plan.strategies[0].tactics[0].projects[0];
    item.title.text.push_str(ATTACK);
    item.cells.values_mut().for_each(|cell| cell.text.push_str(ATTACK));
    compare(&[OLD[0].1.clone(), new], false).unwrap()
}

fn html(comparison: &Comparison) -> String {
    let mut page = Vec::new();
    output::html(comparison, Lang::Th, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

#[test]
fn filters_work_and_text_stays_text() {
    let page = html(&attacked());
    assert!(
        !page.contains("<img") && page.contains("{{ 7*7 }}"),
        "escaped, and no template of its own"
    );
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    // The page's own policy allows no script but its own: the clicks need it away.
    let policy =
        page.lines().find(|line| line.contains("Content-Security-Policy")).expect("a policy");
    let watched = page.replace(policy, WATCH).replace("</body>", &format!("{CLICKS}</body>"));
    let dom = dom(&browser, folder.path(), &watched);
    let told = dom.split("<pre id=\"told\">").nth(1).and_then(|rest| rest.split("</pre>").next());
    let told =
        told.unwrap_or_else(|| panic!("the clicks did not end: {}", &dom[..dom.len().min(2000)]));
    let all: usize = told.trim_start_matches("all=").split('|').next().unwrap().parse().unwrap();
    assert!(all > 100, "{told}");
    let rest = told.split_once('|').unwrap().1;
    let expected =
        "none=0|one=target-raised|again=true|found=1|lang=th&gt;en|title=true|images=0|wrong=";
    assert_eq!(rest, expected);
}

#[test]
fn the_policy_lets_the_pages_own_script_run() {
    let page = html(&attacked());
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().unwrap();
    let dom = dom(&browser, folder.path(), &page);
    assert!(dom.contains("data-ready"), "the script ran to its end");
    assert!(!dom.contains("<title>taken"));
}
