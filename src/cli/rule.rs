//! `raingan rule`: what a code means, why it matters, an example and its limits.

use std::fmt::Write as _;

use raingan::Error;
use raingan::audit::check::{RULES, Rule};
use raingan::contract::output::Lang;
use raingan::finding::Code;

use super::args::rule::RuleArgs;
use super::codes::require_known;
use super::console::Console;
use super::escape::Syntax;
use super::status::Status;

/// Prints the doc of a code, or the list of all.
pub fn run(args: &RuleArgs, console: &mut Console) -> Result<Status, Error> {
    let text = match &args.code {
        Some(code) => {
            require_known(code)?;
            describe(code, console.lang())
        }
        None => list(console.lang()),
    };
    console.print(&text, Syntax::Text)?;
    Ok(Status::Clean)
}

/// The doc comment of a code on one line.
fn doc_line(code: &Code) -> String {
    code.doc().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The doc of one code.
fn describe(code: &str, lang: Lang) -> String {
    let Some(rule) = Rule::of_code(code) else {
        // A code of extraction: it is found when a report is read, and has one paragraph.
        let found = Code::ALL.iter().find(|known| known.as_str() == code);
        return found
            .map(|c| format!("{code} ({})\n\n{}\n", c.severity().as_str(), doc_line(c)))
            .unwrap_or_default();
    };
    let mut out = format!("{code} ({})\n\n", rule.severity.as_str());
    let _ = writeln!(out, "{}", lang.pick(rule.what, rule.what_th));
    for (name, text) in [("Why", rule.why), ("Example", rule.example), ("Limits", rule.limits)] {
        let _ = writeln!(out, "\n{name}: {text}");
    }
    out
}

/// A line for each code.
fn list(lang: Lang) -> String {
    let mut out = String::new();
    for rule in RULES {
        let what = lang.pick(rule.what, rule.what_th);
        let _ = writeln!(out, "{:<8} {:<22} {what}", rule.severity.as_str(), rule.code);
    }
    let _ = writeln!(out, "\n{}", lang.pick("Found when a report is read:", "พบเมื่ออ่านรายงาน:"));
    for code in Code::ALL {
        let _ = writeln!(
            out,
            "{:<8} {:<22} {}",
            code.severity().as_str(),
            code.as_str(),
            doc_line(code)
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use raingan::audit::check::codes;

    use super::*;

    #[test]
    fn every_code_has_a_doc_that_names_it_and_a_line_in_the_list() {
        let list = list(Lang::En);
        for code in codes() {
            let doc = describe(code, Lang::En);
            assert!(doc.starts_with(&format!("{code} (")) && doc.lines().count() >= 3, "{doc}");
            assert!(
                list.lines().any(|line| line.split_whitespace().nth(1) == Some(code)),
                "{code}"
            );
        }
    }
}
