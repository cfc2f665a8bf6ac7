//! What people see while the program works: errors, findings and summaries on stderr; and the way
//! to stdout.

use std::collections::BTreeMap;
use std::env;
use std::error::Error as _;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use raingan::Error;
use raingan::contract::output::Lang;
use raingan::error::ErrorKind;
use raingan::finding::{Finding, Severity};

use super::escape::{Syntax, Visible, visible};
use super::sink::{STDOUT, unwritable};

/// How many warnings of one code a file may print before the rest is counted only.
const SHOWN_OF_A_KIND: usize = 20;

/// The two streams of the program, and how much goes to them.
pub struct Console {
    err: Box<dyn Write>,
    data: Box<dyn Fn() -> Box<dyn Write>>,
    data_on_terminal: bool,
    lang: Lang,
    data_lang: Lang,
    quiet: bool,
    verbose: bool,
}

impl Console {
    /// The console of the process; colours only where a terminal takes them and NO_COLOR is not
    /// set.
    pub fn of_process(lang: Option<Lang>, quiet: bool, verbose: bool) -> Console {
        Console {
            err: Box::new(anstream::AutoStream::auto(io::stderr())),
            data: Box::new(|| Box::new(io::stdout())),
            data_on_terminal: io::stdout().is_terminal(),
            data_lang: lang.unwrap_or_default(),
            lang: lang.unwrap_or_else(|| lang_of(|name| env::var(name).ok())),
            quiet,
            verbose,
        }
    }

    /// Whether only errors are to be shown.
    pub fn quiet(&self) -> bool {
        self.quiet
    }

    /// Whether everything is to be shown.
    pub fn verbose(&self) -> bool {
        self.verbose
    }

    /// Whether a terminal shows what goes to standard output.
    pub fn data_on_terminal(&self) -> bool {
        self.data_on_terminal
    }

    /// The language of what people read.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The language asked for, else English: data do not depend on the locale.
    pub fn data_lang(&self) -> Lang {
        self.data_lang
    }

    /// Whether a progress bar would be seen and disturb nothing; `to_file`: the data go to no
    /// stream.
    pub fn takes_progress(&self, to_file: bool) -> bool {
        !self.quiet && (to_file || !self.data_on_terminal) && io::stderr().is_terminal()
    }

    /// Standard output, for data; escaped where a terminal would show it.
    pub fn data(&self, syntax: Syntax) -> Box<dyn Write> {
        let buffered = BufWriter::new((self.data)());
        if self.data_on_terminal {
            Box::new(Visible::new(buffered, syntax))
        } else {
            Box::new(buffered)
        }
    }

    /// Prints data that are whole to standard output.
    ///
    /// # Errors
    ///
    /// Where it takes no more.
    pub fn print(&self, text: &str, syntax: Syntax) -> Result<(), Error> {
        let mut out = self.data(syntax);
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .map_err(|e| unwritable(e).in_file(STDOUT))
    }

    /// Standard output for text that brings its colours and has escaped what it shows; they go
    /// where a terminal takes them.
    pub fn coloured(&self) -> Box<dyn Write> {
        match self.data_on_terminal {
            true => Box::new(anstream::AutoStream::auto(io::stdout())),
            false => Box::new(anstream::StripStream::new((self.data)())),
        }
    }

    /// Prints an error, what to do about it, and its causes, each on a line of its own.
    pub fn error(&mut self, error: &Error) {
        let style = style(Severity::Error);
        self.print_line(&format!(
            "{style}error{style:#}: {}{}",
            visible(&error.to_string()),
            advice(error)
        ));
        let mut cause = error.source();
        while let Some(because) = cause {
            self.print_line(&format!("  because: {}", visible(&because.to_string())));
            cause = because.source();
        }
    }

    /// Prints something worth knowing about a file.
    pub fn info(&mut self, file: &str, words: &str) {
        self.tell(Severity::Info, file, words);
    }

    /// Prints something about a file that is not as the user may think.
    pub fn warning(&mut self, file: &str, words: &str) {
        self.tell(Severity::Warning, file, words);
    }

    fn tell(&mut self, severity: Severity, file: &str, words: &str) {
        if !self.quiet {
            let (style, word) = (style(severity), self.lang.severity(severity));
            self.print_line(&format!(
                "{style}{word}{style:#}: {}: {}",
                visible(file),
                visible(words)
            ));
        }
    }

    /// Prints something worth knowing about all of it.
    pub fn note(&mut self, words: &str) {
        if !self.quiet {
            self.print_line(&visible(words));
        }
    }

    /// Prints lines of a table.
    pub fn table(&mut self, table: &str) {
        if !self.quiet {
            table.lines().for_each(|line| self.print_line(&visible(line)));
        }
    }

    /// Prints the findings of a file: errors and warnings each, what is merely informative as one
    /// line.
    pub fn findings(&mut self, file: &str, findings: &[Finding]) {
        let mut counted: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
        for finding in findings {
            let n = counted.entry((&finding.code, finding.severity)).or_default();
            *n += 1;
            if match finding.severity {
                Severity::Error => true,
                Severity::Warning => !self.quiet && (self.verbose || *n <= SHOWN_OF_A_KIND),
                Severity::Info => !self.quiet && self.verbose,
            } {
                self.finding(file, finding);
            }
        }
        if !self.quiet && !self.verbose {
            self.summary(file, &counted);
        }
    }

    /// `warning[code]: file: page 3, project s1/t1/p1: message`
    fn finding(&mut self, file: &str, finding: &Finding) {
        let (style, word) = (style(finding.severity), self.lang.severity(finding.severity));
        let place = self.lang.place(finding).map(|p| format!("{p}: ")).unwrap_or_default();
        let (code, file, place) = (visible(&finding.code), visible(file), visible(&place));
        let message = visible(self.lang.message(finding));
        self.print_line(&format!("{style}{word}[{code}]{style:#}: {file}: {place}{message}"));
    }

    /// Says how much was not shown.
    fn summary(&mut self, file: &str, counted: &BTreeMap<(&str, Severity), usize>) {
        let warnings = hidden(counted, Severity::Warning, SHOWN_OF_A_KIND);
        let infos = hidden(counted, Severity::Info, 0);
        for (hidden, en, th) in [
            (warnings, "more warnings", "คำเตือนเพิ่มเติม"),
            (infos, "informative findings", "ข้อสังเกตเพื่อทราบ"),
        ] {
            if hidden.is_empty() {
                continue;
            }
            let total: usize = hidden.iter().map(|(_, n)| n).sum();
            let kinds: Vec<String> = hidden.iter().map(|(code, n)| format!("{n} {code}")).collect();
            let shows = self.lang.pick("-v shows them", "ใช้ -v เพื่อแสดง");
            let what = self.lang.pick(en, th);
            self.info(file, &format!("{total} {what}: {} ({shows})", kinds.join(", ")));
        }
    }

    /// One line on stderr. Where that is closed nobody wants to know.
    fn print_line(&mut self, line: &str) {
        let _ = writeln!(self.err, "{line}");
    }
}

/// The codes of a severity that more findings have than are shown, and how many more.
fn hidden<'c>(
    counted: &BTreeMap<(&'c str, Severity), usize>,
    severity: Severity,
    shown: usize,
) -> Vec<(&'c str, usize)> {
    let of_severity = counted.iter().filter(|((_, s), n)| *s == severity && **n > shown);
    of_severity.map(|((code, _), n)| (*code, n - shown)).collect()
}

/// What to do on the command line about an error; the library cannot know its options.
fn advice(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Encrypted => " (give --password or RAINGAN_PASSWORD)",
        ErrorKind::WrongPassword => " (give another with --password or RAINGAN_PASSWORD)",
        _ => "",
    }
}

fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    color.on_default().bold()
}

/// The language of the locale: the first of LC_ALL, LC_MESSAGES and LANG that is set decides, as
/// POSIX has it.
fn lang_of(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    match locale {
        Some(locale) if locale.to_ascii_lowercase().starts_with("th") => Lang::Th,
        _ => Lang::En,
    }
}

/// A console that can be looked into.
#[cfg(test)]
pub mod fake {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// Bytes that were written, shared between the console and the test.
    #[derive(Clone, Default)]
    pub struct Tape(Rc<RefCell<Vec<u8>>>);

    impl Tape {
        pub fn text(&self) -> String {
            String::from_utf8(self.0.borrow().clone()).unwrap()
        }
    }

    impl Write for Tape {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// A console without colours, and its stdout and stderr.
    pub fn console(lang: Lang, quiet: bool, verbose: bool) -> (Console, Tape, Tape) {
        let (out, err) = (Tape::default(), Tape::default());
        let tape = out.clone();
        let console = Console {
            err: Box::new(anstream::StripStream::new(Box::new(err.clone()) as Box<dyn Write>)),
            data: Box::new(move || Box::new(tape.clone())),
            data_on_terminal: false,
            lang,
            data_lang: Lang::En,
            quiet,
            verbose,
        };
        (console, out, err)
    }
}

#[cfg(test)]
mod tests {
    use raingan::finding::Code;

    use super::*;

    fn printed(lang: Lang, quiet: bool, verbose: bool, findings: &[Finding]) -> String {
        let (mut console, _, err) = fake::console(lang, quiet, verbose);
        console.findings("plan.pdf", findings);
        err.text()
    }

    fn some() -> Vec<Finding> {
        vec![
            Finding::new(Code::NumberRepeated, "เลขซ้ำ", "a number stands twice")
                .on_page(3)
                .about("s1/t1/p1"),
            Finding::new(Code::JoinGuessed, "เดา", "joined on a guess").on_page(1),
            Finding::new(Code::JoinGuessed, "เดา", "joined on a guess").on_page(2),
            Finding::new(Code::PagesMissing, "หน้าขาด", "bad \u{1b}[31m page\u{202e}"),
        ]
    }

    #[test]
    fn findings_are_lines_with_code_file_place_and_words() {
        let en = "warning[number-repeated]: plan.pdf: page 3, project s1/t1/p1: a number stands twice\n\
                  error[pages-missing]: plan.pdf: bad \\u{1b}[31m page\\u{202e}\n\
                  info: plan.pdf: 2 informative findings: 2 join-guessed (-v shows them)\n";
        assert_eq!(printed(Lang::En, false, false, &some()), en);
        let th = "คำเตือน[number-repeated]: plan.pdf: หน้า 3, โครงการ s1/t1/p1: เลขซ้ำ\n";
        assert!(printed(Lang::Th, false, false, &some()).starts_with(th));
    }

    #[test]
    fn quiet_shows_errors_only_and_verbose_everything() {
        assert_eq!(
            printed(Lang::En, true, false, &some()),
            "error[pages-missing]: plan.pdf: bad \\u{1b}[31m page\\u{202e}\n"
        );
        assert_eq!(printed(Lang::En, false, true, &some()).lines().count(), 4);
    }

    #[test]
    fn a_flood_of_warnings_is_counted() {
        let many = vec![Finding::new(Code::BudgetUnread, "…", "unread"); 25];
        let text = printed(Lang::En, false, false, &many);
        assert_eq!(text.lines().count(), 21);
        assert!(
            text.ends_with("info: plan.pdf: 5 more warnings: 5 budget-unread (-v shows them)\n"),
            "{text}"
        );
    }

    #[test]
    fn errors_say_what_to_do_and_why() {
        let (mut console, _, err) = fake::console(Lang::En, true, false);
        console.error(
            &Error::new(ErrorKind::Encrypted, "encrypted: a password is needed")
                .in_file("plan.pdf"),
        );
        console.error(
            &Error::new(ErrorKind::Io, "cannot be read").because(io::Error::other("disk on\nfire")),
        );
        let expected = "error: plan.pdf: encrypted: a password is needed (give --password or RAINGAN_PASSWORD)\n\
                        error: cannot be read\n  because: disk on\\nfire\n";
        assert_eq!(err.text(), expected);
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        for (set, lang) in [
            (&[("LANG", "th_TH.UTF-8")][..], Lang::Th),
            (&[("LC_ALL", "C"), ("LANG", "th_TH.UTF-8")], Lang::En),
            (&[("LC_ALL", ""), ("LC_MESSAGES", "th"), ("LANG", "en_US")], Lang::Th),
            (&[], Lang::En),
        ] {
            let of = lang_of(|name| {
                set.iter().find(|(n, _)| *n == name).map(|(_, value)| value.to_string())
            });
            assert_eq!(of, lang, "{set:?}");
        }
    }
}
