//! What stands between tables and is no heading of the outline: lines of a title, of the document
//! or of a section, and text that no field claims.

use crate::contract::model::UnclaimedReason;
use crate::layout::{Paragraph, Passage, is_list_item};
use crate::report::facts::starts_title;
use crate::report::headline::{heads_part, is_no_headline, own_lines};
use crate::table::LogicalTable;
use crate::thai::text::normalise;

/// A title has at most this many characters; longer paragraphs are text.
pub(super) const TITLE_LENGTH: usize = 220;
/// A document's title has at most this many lines.
const TITLE_LINES: usize = 8;
/// How the title of a report begins.
const REPORT: &str = "รายงาน";
/// How the title of a report begins that is called a form of one.
const REPORT_FORM: &str = "แบบรายงาน";
/// What stands before the title of a letter.
const SUBJECT: &str = "เรื่อง";
/// How a line begins that goes on with a title above it: it names the agency, the year or the plan.
const GOING_ON: &[&str] = &[
    "ของ",
    "ภายใน",
    "ประจำปี",
    "ตาม",
    "เพื่อ",
    "และ",
    "(",
    "ปีงบประมาณ",
    "พ.ศ.",
    "ปี พ.ศ.",
    "รอบ ",
    "ไตรมาส",
];

/// The title of a document.
#[derive(Default)]
pub(super) struct Title {
    /// Its lines.
    pub lines: Vec<Passage>,
    /// Its lines with those among them that only say whose it is and where that agency is.
    pub printed: Vec<Passage>,
}

/// The prose of a document, sorted as it is read from the beginning to the end.
#[derive(Default)]
pub(super) struct Prose {
    /// The lines of the document's title, once they are known.
    title: Title,
    /// Whether the last paragraph was a line of a title.
    after_title_line: bool,
    /// Whether they are known: what looks like a title from then on is that of a section.
    title_done: bool,
    /// Lines that may be the title of what comes next.
    waiting: Vec<Passage>,
    /// Whether the only one of them stands on one side of its page: a head, if a centred one follows.
    waits_aside: bool,
    /// What no field claims, and why.
    unclaimed: Vec<(Passage, UnclaimedReason)>,
}

impl Prose {
    /// Sorts a paragraph; `before_sections`: no section has begun yet.
    pub fn add(&mut self, paragraph: Paragraph, before_sections: bool) {
        self.after_title_line = self.is_title_line(&paragraph, before_sections);
        if !self.after_title_line {
            self.leave(paragraph.passage, UnclaimedReason::Paragraph);
            return;
        }
        if self.begins_another_title(&paragraph.passage) {
            self.settle_title();
        }
        if self.waits_aside && paragraph.centred && self.waiting.len() == 1 {
            self.waiting
                .drain(..)
                .for_each(|head| self.unclaimed.push((head, UnclaimedReason::Paragraph)));
        }
        let is_set = paragraph.centred || paragraph.full_line;
        self.waits_aside =
            self.waiting.is_empty() && !is_set && !names_report(&paragraph.passage.text);
        self.waiting.push(paragraph.passage);
    }

    /// Whether a paragraph is a line of a title.
    fn is_title_line(&self, paragraph: &Paragraph, before_sections: bool) -> bool {
        let passage = &paragraph.passage;
        // A title may fill its line, and a document may start with one that is not centred.
        let heads_document = before_sections
            && !self.title_done
            && (paragraph.full_line && self.may_go_on() || self.nothing_stands_before());
        let is_set_as_title = paragraph.centred || names_report(&passage.text) || heads_document;
        is_brief(passage)
            && (is_set_as_title || self.goes_on_with_title(passage))
            && !(before_sections && !self.title_done && self.is_no_headline(passage))
    }

    /// Whether a line that is set as a title does not belong to that of the document, by what it
    /// says.
    fn is_no_headline(&self, passage: &Passage) -> bool {
        let text = normalise(&passage.text);
        let goes_on = !self.waiting.is_empty();
        is_list_item(&text) || is_no_headline(&text) || goes_on && heads_part(&text)
    }

    /// Whether a line may go on with the title: it stands right below its lines, or below none.
    fn may_go_on(&self) -> bool {
        self.after_title_line || self.waiting.is_empty()
    }

    /// Whether nothing was read yet.
    fn nothing_stands_before(&self) -> bool {
        self.waiting.is_empty() && self.unclaimed.is_empty()
    }

    /// Whether a line goes on with the title line above it on its page.
    fn goes_on_with_title(&self, passage: &Passage) -> bool {
        let above = self.waiting.last();
        self.after_title_line
            && above.is_some_and(|line| line.first_page() == passage.first_page())
            && GOING_ON.iter().any(|word| passage.text.starts_with(word))
    }

    /// Whether a line of a title does not belong to the lines that wait: it stands on another page,
    /// or begins anew what they have begun already.
    fn begins_another_title(&self, line: &Passage) -> bool {
        let page = line.first_page();
        self.waiting.last().is_some_and(|last| last.first_page() != page)
            || names_report(&line.text) && self.waiting.iter().any(|l| l.text.starts_with(REPORT))
    }

    /// The lines that wait become the document's title, where it has none yet; else they stay text.
    pub fn settle_title(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        if self.title_done {
            waiting.into_iter().for_each(|line| self.leave(line, UnclaimedReason::Paragraph));
            return;
        }
        self.title_done = true;
        let texts: Vec<String> =
            waiting.iter().map(|line| normalise(&line.text).into_owned()).collect();
        let is_own = own_lines(&texts);
        for (line, is_own) in waiting.into_iter().zip(is_own) {
            if self.title.printed.len() >= TITLE_LINES {
                self.leave(line, UnclaimedReason::Cover);
                continue;
            }
            self.title.printed.push(line.clone());
            match is_own {
                true => self.leave(line, UnclaimedReason::Cover),
                false => self.title.lines.push(line),
            }
        }
    }

    /// Whether lines wait to be the title of what comes next.
    pub fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The lines that wait.
    pub fn take_waiting(&mut self) -> Vec<Passage> {
        std::mem::take(&mut self.waiting)
    }

    /// The title of a section that opens here. The first title of a document is its own; a section
    /// without another one bears it too.
    pub fn take_section_title(&mut self) -> Vec<Passage> {
        if !self.title_done {
            self.settle_title();
            return self.title.lines.clone();
        }
        self.take_waiting()
    }

    /// The heading of a table of another form: the last line that waits, or a short paragraph right
    /// above it. What else waits is settled.
    pub fn take_table_heading(&mut self, table: &LogicalTable) -> Option<Passage> {
        let waiting = if self.title_done { self.waiting.pop() } else { None };
        self.settle_title();
        if waiting.is_some() {
            return waiting;
        }
        let (above, reason) = self.unclaimed.last()?;
        if *reason != UnclaimedReason::Paragraph || !is_heading_of(above, table) {
            return None;
        }
        self.unclaimed.pop().map(|(heading, _)| heading)
    }

    /// Keeps text that no field claims.
    pub fn leave(&mut self, passage: Passage, reason: UnclaimedReason) {
        self.unclaimed.push((passage, reason));
    }

    /// Keeps headings that no list of columns has a place for.
    pub fn leave_headings(&mut self, headings: impl IntoIterator<Item = Passage>) {
        headings.into_iter().for_each(|h| self.leave(h, UnclaimedReason::RepeatedHeader));
    }

    /// The document's title, and what no field claimed, in the order of reading. Where nothing is
    /// set as a title, the first paragraph of the first page that begins like one is it.
    pub fn finish(mut self) -> (Title, Vec<(Passage, UnclaimedReason)>) {
        self.settle_title();
        if self.title.lines.is_empty()
            && let Some(at) = self.unclaimed.iter().position(begins_document)
        {
            let line = without_label(self.unclaimed.remove(at).0);
            self.title.printed.insert(0, line.clone());
            self.title.lines.push(line);
        }
        (self.title, self.unclaimed)
    }
}

/// Whether an unclaimed text is a paragraph of the first page that begins as titles do.
fn begins_document((passage, reason): &(Passage, UnclaimedReason)) -> bool {
    let text = normalise(&passage.text);
    *reason == UnclaimedReason::Paragraph
        && passage.first_page().is_none_or(|page| page == 1)
        && is_brief(passage)
        && starts_title(text.strip_prefix(SUBJECT).unwrap_or(&text).trim_start())
        && !is_no_headline(&text)
}

/// A title without the word that says that it is one.
fn without_label(line: Passage) -> Passage {
    match line.text.starts_with(SUBJECT) {
        true => line.slice(SUBJECT.len()..line.text.len()),
        false => line,
    }
}

fn is_brief(passage: &Passage) -> bool {
    passage.text.chars().count() <= TITLE_LENGTH
}

/// Whether a line is the beginning of a report's title.
fn names_report(line: &str) -> bool {
    line.starts_with(REPORT) || line.starts_with(REPORT_FORM)
}

/// Whether a paragraph can be the heading of a table: short, on its page.
fn is_heading_of(passage: &Passage, table: &LogicalTable) -> bool {
    is_brief(passage) && passage.first_page() == Some(table.page).filter(|page| *page > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str, centred: bool) -> Paragraph {
        Paragraph { passage: Passage::placeless(text), centred, full_line: false }
    }

    /// The prose of a document with these paragraphs before its first section: a centred one is
    /// marked by `^`.
    fn prose(paragraphs: &[&str]) -> Prose {
        let mut prose = Prose::default();
        for text in paragraphs {
            let centred = text.starts_with('^');
            prose.add(paragraph(text.trim_start_matches('^'), centred), true);
        }
        prose
    }

    fn texts<'p>(passages: impl IntoIterator<Item = &'p Passage>) -> Vec<&'p str> {
        passages.into_iter().map(|passage| passage.text.as_str()).collect()
    }

    #[test]
    fn a_title_is_what_is_centred_and_what_goes_on_with_it() {
        let (title, unclaimed) = prose(&["^แผนแสงชุมชน", "พ.ศ. ๒๕๖๖ – ๒๕๗๐", "หิ่งห้อย"]).finish();
        assert_eq!((texts(&title.lines).len(), unclaimed.len()), (2, 1));
        let (title, unclaimed) = prose(&["^แผนดูแลแสงชุมชน", "ประจำปี ๒๕๖๘", "หิ่งห้อยอยู่ริมน้ำ"]).finish();
        assert_eq!(texts(&title.lines), ["แผนดูแลแสงชุมชน", "ประจำปี ๒๕๖๘"]);
        assert_eq!(texts(unclaimed.iter().map(|(passage, _)| passage)), ["หิ่งห้อยอยู่ริมน้ำ"]);
    }

    #[test]
    fn a_document_may_start_with_a_title_that_is_not_centred() {
        let (title, unclaimed) = prose(&["แผนดูแลแสงชุมชน", "หิ่งห้อยอยู่ริมน้ำ"]).finish();
        assert_eq!((texts(&title.lines), unclaimed.len()), (vec!["แผนดูแลแสงชุมชน"], 1));
    }

    #[test]
    fn a_line_on_one_side_above_a_centred_title_is_its_head() {
        let (title, unclaimed) = prose(&["เรื่องหิ่งห้อย", "^แผนดูแลแสงชุมชน", "^ประจำปี ๒๕๖๘"]).finish();
        assert_eq!(texts(&title.lines), ["แผนดูแลแสงชุมชน", "ประจำปี ๒๕๖๘"]);
        assert_eq!(unclaimed.len(), 1);
    }

    #[test]
    fn lists_sentences_and_addresses_are_no_lines_of_a_title() {
        let (title, unclaimed) = prose(&[
            "^แบบ ผด. ๐๒",
            "^แผนดูแลแสงชุมชน",
            "^เทศบาลตำบลทอง อำเภอเมือง",
            "^จังหวัดนที",
            "^๑. ชื่อโครงการ แสงริมน้ำ",
            "^เทศบาลตำบลทอง ได้วิเคราะห์จุดแข็ง ดังนี้",
            "^ค่าวัสดุไฟฟ้า จำนวน ๑๖,๔๐๐ บาท",
        ])
        .finish();
        assert_eq!(texts(&title.lines), ["แผนดูแลแสงชุมชน"]);
        assert_eq!((title.printed.len(), unclaimed.len()), (3, 6));
    }

    #[test]
    fn a_long_paragraph_is_no_title() {
        let long = format!("^{}", "แสง".repeat(TITLE_LENGTH));
        let (title, unclaimed) = prose(&[&long]).finish();
        assert_eq!((title.lines.len(), unclaimed[0].1), (0, UnclaimedReason::Paragraph));
    }

    #[test]
    fn lines_beyond_the_longest_title_stand_on_the_cover() {
        let (title, unclaimed) = prose(&["^แสง"; TITLE_LINES + 1]).finish();
        assert_eq!((title.lines.len(), unclaimed.len()), (TITLE_LINES, 1));
        assert_eq!(unclaimed[0].1, UnclaimedReason::Cover);
    }

    #[test]
    fn the_first_section_bears_the_title_of_the_document_and_the_next_its_own() {
        let mut prose = prose(&["^รายงานผลแผนแสงชุมชน", "^รายงานผลมาตรการ"]);
        assert_eq!(texts(&prose.take_section_title()), ["รายงานผลมาตรการ"]);
        let (title, unclaimed) = prose.finish();
        assert_eq!((texts(&title.lines), unclaimed.len()), (vec!["รายงานผลแผนแสงชุมชน"], 0));
        let mut alone = self::prose(&["^แผนแสงชุมชน"]);
        assert_eq!(texts(&alone.take_section_title()), ["แผนแสงชุมชน"]);
        alone.add(paragraph("ภาคผนวก", true), false);
        assert_eq!(texts(&alone.take_section_title()), ["ภาคผนวก"]);
        assert!(!alone.has_waiting());
    }
}
