//! `raingan check`: what contradicts itself in reports, as text, JSON or SARIF; and the checklist
//! of the OIT assessment.

mod checked;
mod sarif;
mod text;

use std::path::Path;

use raingan::audit::check::check_against;
use raingan::audit::oit;
use raingan::contract::model::Report;
use raingan::finding::{Finding, Severity};
use raingan::{Error, ErrorKind};
use serde_json::{Value, json};

use super::args::check::{CheckArgs, CheckFormat};
use super::codes::require_known;
use super::console::Console;
use super::escape::Syntax;
use super::input;
use super::reports::Reports;
use super::status::Status;
use checked::Checked;

/// Checks every report; a file that cannot be read does not keep the others from being checked.
pub fn run(args: &CheckArgs, console: &mut Console) -> Result<Status, Error> {
    args.select.iter().chain(&args.ignore).try_for_each(|code| require_known(code))?;
    let mut status = Status::Clean;
    let mut all = Vec::new();
    let mut reports = Reports::new(&args.read);
    let other = args.against.as_deref().map(|path| other(&mut reports, path)).transpose()?;
    for path in &args.reports {
        let read = reports.read(path);
        let name = input::name(path);
        match read.and_then(|reports| check_file(args, &name, reports, other.as_ref())) {
            Ok(checked) => all.extend(checked),
            Err(error) => {
                console.error(&error);
                status = Status::Failed;
            }
        }
    }
    print_checked(args, &all, console)?;
    let level = Severity::from(args.fail_on);
    let fails = all.iter().flat_map(|checked| &checked.findings).any(|f| f.severity >= level);
    Ok(status.max(if fails { Status::Findings } else { Status::Clean }))
}

/// The report that all are held against.
fn other(reports: &mut Reports<'_>, path: &Path) -> Result<Report, Error> {
    let read = reports.read(path)?;
    let count = read.len();
    let only: Result<[Report; 1], _> = read.try_into();
    only.map(|[report]| report).map_err(|_| {
        let message = format!("--against takes a file with one report, and this has {count}");
        Error::new(ErrorKind::Usage, message).in_file(input::name(path))
    })
}

/// Checks the reports of one file.
fn check_file(
    args: &CheckArgs,
    file: &str,
    reports: Vec<Report>,
    other: Option<&Report>,
) -> Result<Vec<Checked>, Error> {
    let several = reports.len() > 1;
    let numbered = (1..).zip(reports);
    let checked = numbered.map(|(number, report)| {
        let document = several.then_some(number);
        check_report(args, file, document, report, other)
    });
    checked.collect()
}

fn check_report(
    args: &CheckArgs,
    file: &str,
    document: Option<usize>,
    report: Report,
    other: Option<&Report>,
) -> Result<Checked, Error> {
    let mut findings = check_against(&report, other);
    findings.retain(|finding| is_selected(args, finding));
    let oit = match args.oit {
        true => Some(
            oit::checklist(&report, &args.agency_class, args.fiscal_year)
                .map_err(|e| e.in_file(file))?,
        ),
        false => None,
    };
    Ok(Checked { file: file.to_owned(), document, report, findings, oit })
}

/// Whether the user wants to hear of a finding, by its code.
fn is_selected(args: &CheckArgs, finding: &Finding) -> bool {
    let is_asked_for = args.select.is_empty() || args.select.contains(&finding.code);
    is_asked_for && !args.ignore.contains(&finding.code)
}

fn print_checked(args: &CheckArgs, all: &[Checked], console: &Console) -> Result<(), Error> {
    match args.format {
        CheckFormat::Text => {
            console.print(&text::describe(all, !args.select.is_empty(), console), Syntax::Text)
        }
        CheckFormat::Json => print_json(&as_json(all), console),
        CheckFormat::Sarif => print_json(&sarif::log(all, console.data_lang()), console),
    }
}

fn print_json(value: &Value, console: &Console) -> Result<(), Error> {
    console.print(&format!("{value:#}\n"), Syntax::Json)
}

fn as_json(all: &[Checked]) -> Value {
    json!({
        "generator": {"name": "raingan", "version": env!("CARGO_PKG_VERSION")},
        "reports": all.iter().map(report_as_json).collect::<Vec<_>>(),
    })
}

fn report_as_json(checked: &Checked) -> Value {
    json!({
        "file": checked.file,
        "document": checked.document,
        "sha256": checked.report.source.sha256,
        "errors": checked.count(Severity::Error),
        "warnings": checked.count(Severity::Warning),
        "infos": checked.count(Severity::Info),
        "findings": checked.findings,
        "oit": checked.oit,
    })
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use raingan::finding::Code;

    use super::super::args::{Args, Command};
    use super::*;

    #[test]
    fn a_finding_is_selected_by_its_code_unless_it_is_ignored() {
        let finding = Finding::new(Code::NumberRepeated, "", "");
        for (options, selected) in [
            ("", true),
            (" --select number-repeated", true),
            (" --select sum-mismatch", false),
            (" --ignore number-repeated", false),
            (" --select number-repeated,sum-mismatch --ignore number-repeated", false),
        ] {
            let line = format!("raingan check a.json{options}");
            let Command::Check(args) = Args::parse_from(line.split(' ')).command else {
                panic!("{line}")
            };
            assert_eq!(is_selected(&args, &finding), selected, "{line}");
        }
    }
}
