//! `raingan check`: what contradicts itself in reports, as text, JSON or SARIF; and the checklist
//! of the OIT assessment.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use raingan::audit::check::{check, codes};
use raingan::audit::oit;
use raingan::contract::model::Report;
use raingan::finding::{Finding, Severity};
use raingan::{Error, ErrorKind};
use serde_json::{Value, json};

use super::console::Console;
use super::escape::Syntax;
use super::reports::{ReportArgs, Reports};
use super::sink::{STDOUT, unwritable};
use super::{Status, check_text, input, sarif};

const EXAMPLES: &str = "\
Examples:
  raingan check plan-2568.pdf                    contradictions, one a line
  raingan check reports/*.json --format sarif    for tools that read SARIF 2.1.0
  raingan check plan.json --ignore year-mismatch,number-gap
  raingan check plan.json --select sum-mismatch -v
  raingan check plan.json --oit --fiscal-year 2569
  raingan rule sum-mismatch                      what a code means, and its limits

Exit status: 0 clean, 1 findings at error level (or at the level of --fail-on), 2 something could not be done.";

/// Check reports: sums, counts, percentages, targets, dates, budgets
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
pub struct CheckArgs {
    /// Reports: JSON or NDJSON that extract wrote, or PDF files; - is standard input
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<PathBuf>,

    /// Form of the output
    #[arg(short, long, value_enum, default_value = "text")]
    pub format: CheckFormat,

    /// Tell only findings with these codes, the merely informative ones too
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub select: Vec<String>,

    /// Do not tell findings with these codes
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// Exit with 1 from this level on
    #[arg(long, value_enum, default_value = "error", value_name = "LEVEL")]
    pub fail_on: Level,

    /// Tell which items of the OIT assessment a report serves, and which of their contents it has
    #[arg(long)]
    pub oit: bool,

    /// Class of the agency, for --oit: central, vocational
    #[arg(long, requires = "oit", default_value = "central", value_name = "CLASS")]
    pub agency_class: String,

    /// Fiscal year of the assessment, for --oit, as in 2569 [default: that of the report]
    #[arg(long, requires = "oit", value_name = "YEAR", value_parser = clap::value_parser!(i16).range(2500..=2700))]
    pub fiscal_year: Option<i16>,

    #[command(flatten)]
    pub read: ReportArgs,
}

/// Forms of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// One line a finding, with what it rests on
    Text,
    /// All findings with their places
    Json,
    /// SARIF 2.1.0
    Sarif,
}

/// Levels of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Any finding
    Info,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Severity {
        match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
        }
    }
}

/// One report and what was found about it.
pub struct Checked {
    /// The file it came from, as it was named.
    pub file: String,
    /// Its place in that file, from 1, where there are several.
    pub document: Option<usize>,
    /// The report.
    pub report: Report,
    /// What was found, as selected.
    pub findings: Vec<Finding>,
    /// The checklist, where it was asked for.
    pub oit: Option<oit::Checklist>,
}

/// Checks every report; a file that cannot be read does not keep the others from being checked.
pub fn run(args: &CheckArgs, console: &mut Console) -> Result<Status, Error> {
    args.select.iter().chain(&args.ignore).try_for_each(|code| known(code))?;
    let mut status = Status::Clean;
    let mut all = Vec::new();
    let mut reports = Reports::new(&args.read);
    for path in &args.reports {
        let checked = reports.read(path).and_then(|read| of_file(args, &input::name(path), read));
        match checked {
            Ok(checked) => all.extend(checked),
            Err(error) => {
                console.error(&error);
                status = Status::Failed;
            }
        }
    }
    write(args, &all, console)?;
    let fails = |finding: &Finding| finding.severity >= Severity::from(args.fail_on);
    let found = all.iter().flat_map(|checked| &checked.findings).any(fails);
    Ok(status.max(if found { Status::Findings } else { Status::Clean }))
}

fn of_file(args: &CheckArgs, file: &str, reports: Vec<Report>) -> Result<Vec<Checked>, Error> {
    let several = reports.len() > 1;
    let one = |(i, report): (usize, Report)| {
        let wanted = |finding: &Finding| {
            let named = |codes: &[String]| codes.contains(&finding.code);
            (args.select.is_empty() || named(&args.select)) && !named(&args.ignore)
        };
        let findings = check(&report).into_iter().filter(wanted).collect();
        let list = || {
            oit::checklist(&report, &args.agency_class, args.fiscal_year)
                .map_err(|e| e.in_file(file))
        };
        let oit = args.oit.then(list).transpose()?;
        Ok(Checked {
            file: file.to_owned(),
            document: several.then_some(i + 1),
            report,
            findings,
            oit,
        })
    };
    reports.into_iter().enumerate().map(one).collect()
}

/// Refuses a code that no finding has, and names those that are spelled nearly so.
pub fn known(code: &str) -> Result<(), Error> {
    if codes().any(|known| known == code) {
        return Ok(());
    }
    let mut near: Vec<(f64, &str)> =
        codes().map(|known| (strsim::jaro_winkler(known, code), known)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<&str> =
        near.into_iter().filter(|(score, _)| *score > NEAR).take(3).map(|(_, code)| code).collect();
    let meant = if near.is_empty() {
        "`raingan rule` lists all".to_owned()
    } else {
        format!("is {} meant?", near.join(" or "))
    };
    Err(Error::new(ErrorKind::Usage, format!("no rule or finding has the code {code:?}: {meant}")))
}

/// Codes this much alike may have been meant (1 is the same).
const NEAR: f64 = 0.8;

fn write(args: &CheckArgs, all: &[Checked], console: &mut Console) -> Result<(), Error> {
    let (text, syntax) = match args.format {
        CheckFormat::Text => {
            (check_text::text(all, !args.select.is_empty(), console), Syntax::Text)
        }
        CheckFormat::Json => (pretty(&as_json(all)), Syntax::Json),
        CheckFormat::Sarif => (pretty(&sarif::log(all, console.data_lang())), Syntax::Json),
    };
    let mut out = console.data(syntax);
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|e| unwritable(e).in_file(STDOUT))
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

fn as_json(all: &[Checked]) -> Value {
    let one = |checked: &Checked| {
        let count = |severity| checked.findings.iter().filter(|f| f.severity == severity).count();
        json!({
            "file": checked.file,
            "document": checked.document,
            "sha256": checked.report.source.sha256,
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
            "infos": count(Severity::Info),
            "findings": checked.findings,
            "oit": checked.oit,
        })
    };
    json!({
        "generator": {"name": "raingan", "version": env!("CARGO_PKG_VERSION")},
        "reports": all.iter().map(one).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_does_not_exist_names_its_neighbours() {
        assert!(known("sum-mismatch").is_ok() && known("count-mismatch").is_ok());
        let said = known("sum-missmatch").unwrap_err().to_string();
        assert!(said.contains("is sum-mismatch"), "{said}");
        let said = known("xyz").unwrap_err().to_string();
        assert!(said.ends_with("`raingan rule` lists all"), "{said}");
    }
}
