//! What is written of a file, and in which form: the report, or a stage before it.

use std::io::{self, Write};

use raingan::contract::model::{Report, Section};
use raingan::contract::output::{self, Csv, Lang};
use raingan::contract::sealed::Sealed;
use raingan::finding::Finding;
use raingan::page::Watch;
use raingan::{Error, Options, Stage};

use super::args::extract::Format;
use super::escape::Syntax;
use super::sink::{Sink, unwritable};

/// What reads a file: the library, or a stand-in in tests.
pub struct Engine {
    pub extract: fn(&[u8], &Options, &Watch<'_>) -> Result<Report, Error>,
    pub stage: fn(&[u8], &Options, Stage) -> Result<String, Error>,
}

/// The library.
pub const LIBRARY: Engine =
    Engine { extract: raingan::extract_watched, stage: raingan::extract_stage };

/// What is written of each file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Report(Format),
    Stage(Stage),
}

impl Form {
    /// All forms, with a word for each.
    const CODES: [(Form, &str); 8] = [
        (Form::Report(Format::Json), "json"),
        (Form::Report(Format::Ndjson), "ndjson"),
        (Form::Report(Format::Csv), "csv"),
        (Form::Report(Format::Markdown), "markdown"),
        (Form::Stage(Stage::Text), "text"),
        (Form::Stage(Stage::Tables), "tables"),
        (Form::Stage(Stage::Rows), "rows"),
        (Form::Stage(Stage::Columns), "columns"),
    ];

    /// The word for it between processes.
    pub fn code(self) -> &'static str {
        Form::CODES.iter().find(|(form, _)| *form == self).map_or("json", |(_, code)| code)
    }

    /// The form with this word.
    pub fn of_code(code: &str) -> Option<Form> {
        Form::CODES.iter().find(|(_, word)| *word == code).map(|(form, _)| *form)
    }

    /// What the name of such a file ends in.
    pub fn extension(self) -> &'static str {
        match self {
            Form::Report(format) => format.extension(),
            Form::Stage(stage) => stage.extension(),
        }
    }

    /// Whether several of them, one after another, are still a file of this form.
    pub fn joins(self) -> bool {
        matches!(
            self,
            Form::Report(Format::Ndjson | Format::Csv | Format::Markdown)
                | Form::Stage(Stage::Text)
        )
    }

    /// How characters that a terminal must not see are escaped in it.
    pub fn syntax(self) -> Syntax {
        match self {
            Form::Report(Format::Json | Format::Ndjson)
            | Form::Stage(Stage::Tables | Stage::Rows | Stage::Columns) => Syntax::Json,
            _ => Syntax::Text,
        }
    }
}

/// What came of a file.
pub enum Outcome {
    Report(Box<Sealed>),
    Stage(String),
}

impl Outcome {
    /// Reads a document up to what `form` needs; `watch` is called with the pages of a report.
    pub fn read(
        engine: &Engine,
        bytes: &[u8],
        options: &Options,
        form: Form,
        watch: &Watch<'_>,
    ) -> Result<Outcome, Error> {
        match form {
            Form::Report(_) => {
                let report = (engine.extract)(bytes, options, watch)?;
                let sealed = Sealed::of(report).map_err(unwritable)?;
                Ok(Outcome::Report(Box::new(sealed)))
            }
            Form::Stage(stage) => (engine.stage)(bytes, options, stage).map(Outcome::Stage),
        }
    }

    /// What is odd about it.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Outcome::Report(sealed) => &sealed.report().findings,
            Outcome::Stage(_) => &[],
        }
    }

    /// How many pages the document has; none for a stage, which does not say.
    pub fn pages(&self) -> u32 {
        match self {
            Outcome::Report(sealed) => sealed.report().source.page_count,
            Outcome::Stage(_) => 0,
        }
    }

    /// How many tables of another form it has, which CSV leaves out.
    pub fn others(&self) -> usize {
        let Outcome::Report(sealed) = self else { return 0 };
        sealed.report().sections.iter().map(other_tables).sum()
    }
}

/// Tables of another form in a section.
fn other_tables(section: &Section) -> usize {
    if let Section::Other(other) = section { other.tables.len() } else { 0 }
}

/// What several reports of this form have in common at their beginning: CSV's header.
pub fn header(form: Form, excel: bool) -> io::Result<Vec<u8>> {
    match form {
        Form::Report(Format::Csv) if excel => Csv::for_excel(Vec::new())?.finish(),
        Form::Report(Format::Csv) => Csv::new(Vec::new())?.finish(),
        _ => Ok(Vec::new()),
    }
}

/// What stands between two reports of this form.
pub fn between(form: Form) -> &'static [u8] {
    match form {
        Form::Report(Format::Markdown) => b"\n---\n\n",
        _ => b"",
    }
}

/// One output: reports one after another.
pub enum Writer {
    Csv(Box<Csv<Sink>>),
    Other { sink: Sink, form: Form, lang: Lang, first: bool },
}

impl Writer {
    /// Begins an output of this form.
    pub fn open(sink: Sink, form: Form, excel: bool, lang: Lang) -> io::Result<Writer> {
        Ok(match form {
            Form::Report(Format::Csv) if excel => Writer::Csv(Box::new(Csv::for_excel(sink)?)),
            Form::Report(Format::Csv) => Writer::Csv(Box::new(Csv::new(sink)?)),
            _ => Writer::Other { sink, form, lang, first: true },
        })
    }

    /// Adds what came of a file.
    pub fn put(&mut self, outcome: &Outcome) -> io::Result<()> {
        match (self, outcome) {
            (Writer::Csv(csv), Outcome::Report(sealed)) => csv.report(sealed.report()),
            (Writer::Csv(_), Outcome::Stage(_)) => Ok(()),
            (Writer::Other { sink, .. }, Outcome::Stage(text)) => sink.write_all(text.as_bytes()),
            (Writer::Other { sink, form, lang, first }, Outcome::Report(sealed)) => {
                if !std::mem::take(first) {
                    sink.write_all(between(*form))?;
                }
                match form {
                    Form::Report(Format::Ndjson) => sealed.ndjson(sink),
                    Form::Report(Format::Markdown) => {
                        output::markdown(sealed.report(), *lang, sink)
                    }
                    _ => sealed.json(sink),
                }
            }
        }
    }

    /// All is written.
    pub fn close(self) -> Result<(), Error> {
        match self {
            Writer::Csv(csv) => csv.finish().map_err(unwritable)?.commit(),
            Writer::Other { sink, .. } => sink.commit(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_a_code_that_leads_back_to_it() {
        for (form, code) in Form::CODES {
            assert_eq!((form.code(), Form::of_code(code)), (code, Some(form)));
        }
        assert_eq!(Form::of_code("pdf"), None);
    }

    #[test]
    fn only_forms_without_one_root_are_joined() {
        let joined = Form::CODES.iter().filter(|(form, _)| form.joins()).map(|(_, code)| *code);
        assert_eq!(joined.collect::<Vec<_>>(), ["ndjson", "csv", "markdown", "text"]);
    }

    #[test]
    fn only_csv_has_a_header() {
        for (form, code) in Form::CODES {
            let (plain, excel) = (header(form, false).unwrap(), header(form, true).unwrap());
            assert_eq!(!plain.is_empty(), code == "csv", "{code}");
            // For Excel a byte-order mark stands before it.
            assert_eq!(excel.len(), if code == "csv" { plain.len() + 3 } else { 0 }, "{code}");
        }
    }
}
