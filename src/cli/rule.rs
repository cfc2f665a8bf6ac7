//! `raingan rule`: what a code means, why it matters, an example and its limits.

use std::fmt::Write as _;

use clap::Args as ClapArgs;
use raingan::Error;
use raingan::audit::check::{RULES, Rule};
use raingan::contract::output::Lang;
use raingan::finding::Code;

use super::Status;
use super::check::known;
use super::console::Console;
use super::escape::Syntax;
use super::sink::{STDOUT, unwritable};

/// Explain the codes of findings
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  raingan rule\n  raingan rule sum-mismatch")]
pub struct RuleArgs {
    /// A code, as in sum-mismatch; all codes with a line each where it is left out
    pub code: Option<String>,
}

/// Prints the doc of a code, or the list of all.
pub fn run(args: &RuleArgs, console: &mut Console) -> Result<Status, Error> {
    let text = match &args.code {
        Some(code) => {
            known(code)?;
            doc(code, console.lang())
        }
        None => list(console.lang()),
    };
    let mut out = console.data(Syntax::Text);
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| unwritable(e).in_file(STDOUT))?;
    Ok(Status::Clean)
}

fn words(code: &Code) -> String {
    code.doc().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn doc(code: &str, lang: Lang) -> String {
    let Some(rule) = Rule::of_code(code) else {
        // A code of extraction: it is told when a report is read, and has one paragraph.
        let found = Code::ALL.iter().find(|known| known.as_str() == code);
        return found
            .map(|c| format!("{code} ({})\n\n{}\n", c.severity().as_str(), words(c)))
            .unwrap_or_default();
    };
    let mut out = format!("{code} ({})\n\n", rule.severity.as_str());
    let _ = writeln!(out, "{}", lang.pick(rule.what, rule.what_th));
    for (name, text) in [("Why", rule.why), ("Example", rule.example), ("Limits", rule.limits)] {
        let _ = writeln!(out, "\n{name}: {text}");
    }
    out
}

fn list(lang: Lang) -> String {
    let mut out = String::new();
    for rule in RULES {
        let what = lang.pick(rule.what, rule.what_th);
        let _ = writeln!(out, "{:<8} {:<22} {what}", rule.severity.as_str(), rule.code);
    }
    let _ = writeln!(out, "\n{}", lang.pick("Found when a report is read:", "พบเมื่ออ่านรายงาน:"));
    for code in Code::ALL {
        let _ =
            writeln!(out, "{:<8} {:<22} {}", code.severity().as_str(), code.as_str(), words(code));
    }
    out
}
