//! `raingan check`: what contradicts itself in reports, as text, JSON or SARIF; and the checklist
//! of the OIT assessment.

mod checked;
mod pdf;
mod sarif;
mod text;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use raingan::audit::check::check_against;
use raingan::audit::oit;
use raingan::audit::page::{Subject, check_page};
use raingan::contract::model::Report;
use raingan::contract::output::Links;
use raingan::finding::{Finding, Severity};
use raingan::{Error, ErrorKind};
use serde_json::{Value, json};

use super::args::check::{CheckArgs, CheckFormat};
use super::codes::require_known;
use super::console::Console;
use super::escape::Syntax;
use super::input;
use super::reports::Reports;
use super::review_pages;
use super::sink::{Sink, named_output, same_file, unwritable};
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
    args.read.corrections.tell_unmet(console);
    write_checked(args, &all, console)?;
    if let Some(to) = &args.pdf {
        let infos = !args.select.is_empty() || console.verbose();
        let password = args.read.read.password.as_deref().unwrap_or_default();
        pdf::write(to, &args.reports[0], &all, infos, console.data_lang(), password)?;
    }
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

/// Writes what was found, to the file that was asked for or to standard output.
fn write_checked(args: &CheckArgs, all: &[Checked], console: &Console) -> Result<(), Error> {
    let output = named_output(args.output.as_deref());
    let text = match args.form() {
        CheckFormat::Text => text::describe(all, !args.select.is_empty(), console),
        CheckFormat::Json => format!("{:#}\n", as_json(all)),
        CheckFormat::Sarif => format!("{:#}\n", sarif::log(all, console.data_lang())),
        CheckFormat::Html => page(args, all, output, console)?,
    };
    let Some(path) = output else {
        let syntax = match args.form() {
            CheckFormat::Json | CheckFormat::Sarif => Syntax::Json,
            CheckFormat::Text | CheckFormat::Html => Syntax::Text,
        };
        return console.print(&text, syntax);
    };
    if args.reports.iter().any(|input| same_file(input, path)) {
        let message = "would replace an input: give another name";
        return Err(Error::new(ErrorKind::Usage, message).in_file(input::name(path)));
    }
    let mut sink = Sink::file(path)?;
    sink.write_all(text.as_bytes()).map_err(|e| unwritable(e).in_file(input::name(path)))?;
    sink.commit()
}

/// What was found as a page for a browser.
fn page(
    args: &CheckArgs,
    all: &[Checked],
    output: Option<&Path>,
    console: &Console,
) -> Result<String, Error> {
    let files: Vec<PathBuf> = all
        .iter()
        .map(|c| review_pages::file_of(Path::new(&c.file), c.document.is_some(), &c.report))
        .collect();
    let links = Links::of(review_pages::paths(&args.review, &files, output)?);
    let subjects: Vec<Subject<'_>> = all
        .iter()
        .map(|c| Subject {
            file: &c.file,
            report: &c.report,
            findings: &c.findings,
            oit: c.oit.as_ref(),
        })
        .collect();
    let mut page = Vec::new();
    check_page(&subjects, console.data_lang(), &links, &mut page).map_err(unwritable)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
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
