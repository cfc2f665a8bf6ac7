//! The reference pages in `docs/` are made from the program: its help, and its codes of findings.

use std::fmt::Write as _;
use std::process::{Command, Stdio};

use raingan::audit::check::RULES;
use raingan::finding::{Code, Severity};
use raingan::layout::repair::Rule;

use crate::committed::hold;

/// What the program prints for `--help`, at its usual width whatever terminal the tests run in.
fn help(arguments: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_raingan"))
        .args(arguments)
        .env_remove("COLUMNS")
        .env_remove("RAINGAN_PASSWORD")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert!(out.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).expect("help is UTF-8");
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The names under `Commands:`, but for `help` itself.
fn commands(help: &str) -> Vec<String> {
    let list = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty());
    // Descriptions may wrap: names stand two spaces in, the rest further.
    let names = list
        .filter(|line| !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn the_command_line_reference_is_what_help_prints() {
    let top = help(&["--help"]);
    let names = commands(&top);
    assert!(names.iter().any(|name| name == "extract"), "{names:?}");
    let mut page = String::from(
        "# The command line\n\nMade from `raingan --help` by `tests/it/reference.rs`.\n",
    );
    let mut section = |title: &str, help: &str| {
        write!(page, "\n## {title}\n\n```text\n{}\n```\n", help.trim_end())
            .expect("writing to a String");
    };
    section("raingan", &top);
    for name in names {
        section(&format!("raingan {name}"), &help(&[&name, "--help"]));
    }
    hold("docs/command-line.md", &page);
}

#[test]
fn the_page_of_findings_lists_every_code() {
    let mut page = String::from(
        "# Findings\n\nWhat raingan says about a document that it did read. A finding never changes the data. What contradicts itself \
         in a report is told by `raingan check`: [rules](rules.md). \
         Made from `raingan::finding::Code` by `tests/it/reference.rs`.\n\n\
         | code | severity | meaning |\n| --- | --- | --- |\n",
    );
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
            let meaning =
                code.doc().split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
            writeln!(page, "| `{}` | {} | {meaning} |", code.as_str(), severity.as_str())
                .expect("writing to a String");
        }
    }
    page.push_str(
        "\nAn **error** means that a value or a page is missing or cannot be trusted: `raingan extract` then exits with 1. \
         A **warning** means: look before you rely on it. An **info** is worth knowing; `-v` shows it.\n",
    );
    hold("docs/findings.md", &page);
}

#[test]
fn the_page_of_rules_explains_every_one() {
    let mut page = String::from(
        "# Rules\n\nWhat `raingan check` looks for beyond the [findings](findings.md) of reading, which it tells too; `raingan rule CODE` \
         prints the same. A rule that cannot be sure says info, whatever its usual severity. Made from \
         `raingan::audit::check::RULES` by `tests/it/reference.rs`.\n\n\
         | code | severity | what it finds | |\n| --- | --- | --- | --- |\n",
    );
    for rule in RULES {
        let (code, severity) = (rule.code, rule.severity.as_str());
        writeln!(page, "| [`{code}`](#{code}) | {severity} | {} | {} |", rule.what, rule.what_th)
            .expect("writing to a String");
    }
    for rule in RULES {
        let (code, severity) = (rule.code, rule.severity.as_str());
        write!(page, "\n## {code}\n\n{} *{severity}*\n\n", rule.what).expect("writing to a String");
        for (name, text) in [("Why", rule.why), ("Example", rule.example), ("Limits", rule.limits)]
        {
            writeln!(page, "- **{name}**: {text}").expect("writing to a String");
        }
    }
    hold("docs/rules.md", &page);
}

#[test]
fn the_page_of_repairs_lists_every_rule() {
    let mut page = String::from(
        "# Repairs\n\nWhere a page shows something else than its text layer says, raingan reads what the page shows, by one of \
         these rules. Each is counted under `source.pages[].text_layer.repairs`; `--stage text --raw` prints what the layer \
         says. Made from `raingan::layout::repair::Rule` by `tests/it/reference.rs`.\n\n\
         | rule | applies where | proof |\n| --- | --- | --- |\n",
    );
    for rule in Rule::ALL {
        let meaning =
            rule.doc().split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|");
        let (condition, proof) = meaning.split_once(" Proof: ").expect("a rule has a proof");
        let (first, rest) = proof.split_at(proof.chars().next().map_or(0, char::len_utf8));
        let proof = first.to_uppercase() + rest;
        writeln!(page, "| `{}` | {condition} | {proof} |", rule.id()).expect("writing to a String");
    }
    hold("docs/repairs.md", &page);
}
