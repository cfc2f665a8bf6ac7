//! A report as Markdown, for reading: headings, one table a tactic, findings at the end.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::iter;

use super::words::Lang;
use crate::column::Key;
use crate::contract::model::{
    Column, FiscalYear, Form, Item, OtherTables, PlanYears, Report, Role, Section, Strategy,
    Tactic, Text, Total, Unclaimed,
};
use crate::finding::Finding;

/// Writes the report for people who read Markdown; the words around the data are in `lang`.
///
/// Text from the document is escaped, so that none of it is taken for markup or HTML.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub fn markdown(report: &Report, lang: Lang, mut to: impl Write) -> io::Result<()> {
    let mut page = Page { lang, out: String::new() };
    page.report(report);
    to.write_all(page.out.as_bytes())
}

/// The Markdown as it grows.
struct Page {
    lang: Lang,
    out: String,
}

impl Page {
    fn report(&mut self, report: &Report) {
        let title = report.title.as_ref().map(|title| inline(&title.text));
        let untitled = self.lang.pick("Report without a title", "รายงานไม่มีชื่อ");
        self.heading(1, title.as_deref().unwrap_or(untitled));
        self.facts(report);
        for section in &report.sections {
            match section {
                Section::ActionPlan(plan) => {
                    self.titled(plan.title.as_ref(), self.lang.pick("Action plan", "แผนปฏิบัติการ"));
                    plan.strategies
                        .iter()
                        .for_each(|strategy| self.strategy(strategy, &plan.columns));
                    self.totals(&plan.totals, &plan.columns);
                    self.notes(&plan.notes);
                }
                Section::Measures(measures) => {
                    self.titled(measures.title.as_ref(), self.lang.pick("Measures", "มาตรการ"));
                    self.items(&measures.measures, &measures.columns);
                    self.totals(&measures.totals, &measures.columns);
                    self.notes(&measures.notes);
                }
                Section::Form(form) => self.form(form),
                Section::Other(other) => self.other(other),
            }
        }
        self.unclaimed(&report.unclaimed);
        self.findings(report);
    }

    /// Agency, year, period and source, one a line.
    fn facts(&mut self, report: &Report) {
        if let Some(agency) = &report.agency {
            let short = agency.abbreviations.join(", ");
            let short = if short.is_empty() { short } else { format!(" ({short})") };
            self.fact("Agency", "หน่วยงาน", &format!("{}{short}", agency.name));
            if let Some(place) = &agency.place {
                let parts = [&place.subdistrict, &place.district, &place.province];
                let printed: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
                self.fact("Place", "ที่ตั้ง", &printed.join(", "));
            }
        }
        if let Some(FiscalYear { be, start, end, corrected: _ }) = &report.fiscal_year {
            self.fact("Fiscal year", "ปีงบประมาณ", &format!("{be} ({start} … {end})"));
        }
        if let Some(PlanYears { first_be, last_be, start, end }) = &report.plan_years {
            let years = format!("{first_be} – {last_be} ({start} … {end})");
            self.fact("Plan of the years", "แผนช่วงปี", &years);
        }
        if let Some(period) = &report.period {
            self.fact("Period", "รอบ", &period.raw);
        }
        if let Some(file) = &report.source.file_name {
            self.fact("File", "แฟ้ม", file);
        }
    }

    fn fact(&mut self, en: &str, th: &str, value: &str) {
        let _ = writeln!(self.out, "- {}: {}", self.lang.pick(en, th), inline(value));
    }

    fn heading(&mut self, level: usize, text: &str) {
        let gap = if self.out.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.out, "{gap}{} {text}\n", "#".repeat(level));
    }

    fn titled(&mut self, title: Option<&Text>, otherwise: &str) {
        let title = title.map(|t| inline(&t.text));
        self.heading(2, title.as_deref().unwrap_or(otherwise));
    }

    fn strategy(&mut self, strategy: &Strategy, columns: &[Column]) {
        if strategy.number.is_some() || strategy.title.is_some() {
            let usual = self.lang.pick("Strategy", "ยุทธศาสตร์ที่");
            let Strategy { label, number, title, .. } = strategy;
            self.heading(3, &level(label.as_deref(), usual, number.as_deref(), title.as_ref()));
        }
        strategy.tactics.iter().for_each(|tactic| self.tactic(tactic, columns));
    }

    fn tactic(&mut self, tactic: &Tactic, columns: &[Column]) {
        if tactic.number.is_some() || tactic.title.is_some() {
            let usual = self.lang.pick("Tactic", "กลยุทธ์ที่");
            let Tactic { label, number, title, .. } = tactic;
            self.heading(4, &level(label.as_deref(), usual, number.as_deref(), title.as_ref()));
        }
        for (word, texts) in [
            (self.lang.pick("Goals", "เป้าหมาย"), &tactic.goals),
            (self.lang.pick("Indicators", "ตัวชี้วัด"), &tactic.indicators),
        ] {
            if !texts.is_empty() {
                let _ = writeln!(self.out, "{word}:\n");
                self.list(texts.iter().map(|t| inline(&t.text)));
                self.out.push('\n');
            }
        }
        self.items(&tactic.projects, columns);
    }

    /// One project told by labels: its fields as a list.
    fn form(&mut self, form: &Form) {
        self.titled(form.title.as_ref(), self.lang.pick("Project", "โครงการ"));
        self.list(form.fields.iter().map(|field| {
            let label = numbered("", field.number.as_deref(), Some(&field.label));
            format!("{label}: {}", inline(&field.value.text))
        }));
    }

    /// A table of the rows that sum others.
    fn totals(&mut self, totals: &[Total], columns: &[Column]) {
        if totals.is_empty() {
            return;
        }
        let used: BTreeSet<Key> =
            totals.iter().flat_map(|total| total.cells.keys().copied()).collect();
        let columns = headings(columns, used.iter().copied());
        let columns: Vec<&(Key, String)> =
            columns.iter().filter(|(key, _)| used.contains(key)).collect();
        self.out.push('\n');
        let head = columns.iter().map(|(_, heading)| in_cell(heading));
        self.row(iter::once(self.lang.pick("Totals", "ยอดรวม").to_owned()).chain(head));
        self.rule(columns.len() + 1);
        for total in totals {
            let cell = |key: &Key| total.cells.get(key).map(|cell| in_cell(&cell.text));
            let cells = columns.iter().map(|(key, _)| cell(key).unwrap_or_default());
            self.row(iter::once(in_cell(&total.label.text)).chain(cells));
        }
    }

    /// One table: a row for each item that has cells, and for each whose title the row of its
    /// parent does not show.
    fn items(&mut self, items: &[Item], columns: &[Column]) {
        let mut rows = Vec::new();
        collect(items, "", &mut rows);
        if rows.is_empty() {
            return;
        }
        let used: BTreeSet<Key> = rows.iter().flat_map(|item| item.cells.keys().copied()).collect();
        let mut columns = headings(columns, used.into_iter());
        if columns.is_empty() {
            columns.push((Role::Project.into(), Role::Project.to_string()));
        }
        let head = columns.iter().map(|(_, heading)| in_cell(heading));
        self.row(iter::once(self.lang.pick("Item", "รายการ").to_owned()).chain(head));
        self.rule(columns.len() + 1);
        for item in rows {
            let cells = columns.iter().enumerate().map(|(i, (key, _))| cell(item, *key, i == 0));
            self.row(iter::once(inline(&item.id)).chain(cells));
        }
    }

    fn other(&mut self, other: &OtherTables) {
        self.titled(other.title.as_ref(), self.lang.pick("Other tables", "ตารางอื่น"));
        for (i, table) in other.tables.iter().enumerate() {
            if i > 0 {
                self.out.push('\n');
            }
            let width =
                table.rows.iter().map(Vec::len).max().unwrap_or(0).max(table.headings.len());
            self.row(padded(&table.headings, width));
            self.rule(width);
            table.rows.iter().for_each(|row| self.row(padded(row, width)));
        }
    }

    fn notes(&mut self, notes: &[Text]) {
        if !notes.is_empty() {
            self.out.push('\n');
            self.list(notes.iter().map(|t| inline(&t.text)));
        }
    }

    fn unclaimed(&mut self, unclaimed: &[Unclaimed]) {
        if !unclaimed.is_empty() {
            let heading = self.lang.pick("Text that belongs to no field", "ข้อความที่ไม่อยู่ในเขตข้อมูลใด");
            self.heading(2, heading);
            self.list(unclaimed.iter().map(|t| inline(&t.text)));
        }
    }

    fn findings(&mut self, report: &Report) {
        if report.findings.is_empty() {
            return;
        }
        self.heading(2, self.lang.pick("Findings", "ข้อสังเกต"));
        let lang = self.lang;
        self.list(report.findings.iter().map(|finding| entry_of(finding, lang)));
    }

    fn list(&mut self, entries: impl Iterator<Item = String>) {
        for entry in entries {
            let _ = writeln!(self.out, "- {entry}");
        }
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        for cell in cells {
            let _ = write!(self.out, "| {cell} ");
        }
        self.out.push_str("|\n");
    }

    fn rule(&mut self, width: usize) {
        let _ = writeln!(self.out, "{}|", "| --- ".repeat(width));
    }
}

/// Items to show as rows: `shown` is the first cell of the nearest row above them in the tree.
fn collect<'a>(items: &'a [Item], shown: &str, rows: &mut Vec<&'a Item>) {
    for item in items {
        let first = item.cell(Role::Project).or_else(|| item.cell(Role::Measure));
        if !item.cells.is_empty() || !squeezed(shown).contains(&squeezed(&item.title.text)) {
            rows.push(item);
        }
        collect(&item.children, first.map_or(shown, |cell| &cell.text), rows);
    }
}

/// The text without white space, to compare two wordings of it.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What an item says in a column; the first column has its title where its row has no cell there.
fn cell(item: &Item, key: Key, is_first: bool) -> String {
    match item.cells.get(&key) {
        Some(cell) => in_cell(&cell.text),
        None if is_first => numbered("", item.number.as_deref(), Some(&item.title)),
        None => String::new(),
    }
}

/// The cells of a row, as many as the table is wide.
fn padded(texts: &[Text], width: usize) -> impl Iterator<Item = String> {
    let cells = texts.iter().map(|text| in_cell(&text.text));
    cells.chain(iter::repeat(String::new())).take(width)
}

/// A finding as an entry of a list.
fn entry_of(finding: &Finding, lang: Lang) -> String {
    let place = lang.place(finding).map(|place| format!("{}: ", inline(&place)));
    let (severity, code) = (lang.severity(finding.severity), inline(&finding.code));
    let message = inline(lang.message(finding));
    format!("**{severity}** {code} — {}{message}", place.unwrap_or_default())
}

/// The columns of a table with their headings as printed; those that are used and the section does
/// not list come after them.
fn headings(columns: &[Column], used: impl Iterator<Item = Key>) -> Vec<(Key, String)> {
    let mut known: Vec<(Key, String)> =
        columns.iter().map(|column| (column.key(), heading(column))).collect();
    for key in used {
        if !known.iter().any(|(k, _)| *k == key) {
            known.push((key, key.to_string()));
        }
    }
    known
}

/// The first heading of a column behind those above it; its key where none is printed.
fn heading(column: &Column) -> String {
    let words: Vec<&str> =
        column.group.iter().chain(column.headings.first()).map(|text| text.text.as_str()).collect();
    if words.is_empty() { column.key().to_string() } else { words.join(" › ") }
}

/// The heading of a level: with its word as printed, or else with the usual one.
fn level(label: Option<&str>, usual: &str, number: Option<&str>, title: Option<&Text>) -> String {
    match label.map(inline) {
        Some(label) if number.is_none() && title.is_some() => {
            format!("{label}: {}", numbered("", None, title))
        }
        Some(label) => numbered(&label, number, title),
        None => numbered(usual, number, title),
    }
}

/// `Strategy 1: title`, as far as there is one.
fn numbered(word: &str, number: Option<&str>, title: Option<&Text>) -> String {
    let title = title.map(|t| inline(&t.text)).unwrap_or_default();
    match number {
        Some(number) if word.is_empty() => format!("{number}. {title}"),
        Some(number) => format!("{word} {number}: {title}"),
        None => title,
    }
}

/// Text within a line: no markup, no HTML, no line break.
pub(crate) fn inline(text: &str) -> String {
    escaped(text, " ")
}

/// Text within a table cell: its lines are kept.
pub(crate) fn in_cell(text: &str) -> String {
    escaped(text, "<br>")
}

fn escaped(text: &str, line_break: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\n' => out.push_str(line_break),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => out.extend(['\\', c]),
            // At the beginning these would open a list or a quotation.
            '-' | '+' | '>' if out.is_empty() => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_called_as_it_is_printed() {
        let title = Text {
            raw: String::new(),
            text: "ป้องกัน".to_owned(),
            regions: Vec::new(),
            confidence: None,
            corrected: None,
        };
        for (label, number, heading) in [
            (Some("มิติ"), Some("1"), "มิติ 1: ป้องกัน"),
            (Some("ด้าน"), None, "ด้าน: ป้องกัน"),
            (None, Some("1"), "Strategy 1: ป้องกัน"),
            (None, None, "ป้องกัน"),
        ] {
            assert_eq!(level(label, "Strategy", number, Some(&title)), heading);
        }
    }

    #[test]
    fn text_is_never_markup() {
        for (text, written) in [
            ("a|b", r"a\|b"),
            ("บรรทัดหนึ่ง\nบรรทัดสอง", "บรรทัดหนึ่ง<br>บรรทัดสอง"),
            ("<script>", "&lt;script>"),
            ("- รายการ", r"\- รายการ"),
            ("*ดาว* _ขีด_ `โค้ด`", r"\*ดาว\* \_ขีด\_ \`โค้ด\`"),
            ("\u{1b}[31m", r" \[31m"),
        ] {
            assert_eq!(in_cell(text), written);
        }
        assert_eq!(inline("หนึ่ง\nสอง"), "หนึ่ง สอง");
    }
}
