//! A transcript: what another OCR system wrote of a report, as tab-separated rows with `<p>` and
//! `<ul>` in cells, joins the line as tables and lines without a place.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::error::{Error, ErrorKind};
use crate::geom::Rect;
use crate::layout::{Frame, Line};
use crate::table::{Block, Cell, Origin, PageBlocks, Row, Table};
use crate::thai::date;
use crate::thai::digits::is_digit;
use crate::words::list_marks;

/// A transcript larger than this is refused (bytes): a report of a thousand pages has about 5 MB of
/// text.
const LARGEST: usize = 64 << 20;

/// The tags that part paragraphs, lists and their items.
static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)<(/?)(p|br|ul|ol|div|li)(?:\s[^<>]*)?/?>").expect("a constant pattern")
});

/// The tags and stars that only say how text looks.
static STYLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)</?(?:b|i|strong|em|u|span|sup|sub)(?:\s[^<>]*)?>|\*\*")
        .expect("a constant pattern")
});

/// A mark that an item brings of its own: a bullet, a number, a letter.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    let marks = list_marks();
    let marked = format!(r"[{marks}]|\(?(?:[0-9๐-๙]{{1,2}}|[ก-ฮa-zA-Z])\)");
    let numbered = r"[0-9๐-๙]{1,2}\.(?:[^0-9๐-๙]|$)|[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})+\.?\s";
    Regex::new(&format!(r"^(?:{marked}|{numbered}|[กขคงจฉชa-zA-Z]\.\s)"))
        .expect("a constant pattern")
});

/// A dash between spaces.
static DASH: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+-\s+").expect("a constant pattern"));

/// Reads a transcript: a file of the kind [`FileKind::Transcript`](crate::kind::FileKind).
///
/// # Errors
///
/// Where the transcript is too large, or no text.
pub fn read(bytes: &[u8]) -> Result<PageBlocks, Error> {
    if bytes.len() > LARGEST {
        let message =
            format!("a transcript of {} bytes: more than {LARGEST} are not read", bytes.len());
        return Err(Error::new(ErrorKind::Limit, message));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|e| Error::new(ErrorKind::Invalid, "a transcript that is not UTF-8").because(e))?;
    let text = text.trim_start_matches('\u{FEFF}');
    Ok(PageBlocks { blocks: blocks(text), ..PageBlocks::default() })
}

/// Rows with as many tabs that follow each other are one table; a row that repeats a table's first
/// one starts a piece.
fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        if !line.contains('\t') {
            out.push(Block::Lines(paragraphs(line, true)));
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let row = row(&cells);
        match out.last_mut() {
            Some(Block::Table(table))
                if table.columns.len() == cells.len() + 1 && !is_repeated(table, &row) =>
            {
                table.rows.push(row);
            }
            _ => out.push(Block::Table(table(cells.len(), row))),
        }
    }
    out
}

/// Whether a row says what the first one of a table does.
fn is_repeated(table: &Table, row: &Row) -> bool {
    table.rows.first().is_some_and(|first| texts_of(first) == texts_of(row))
}

/// The lines of each cell.
fn texts_of(row: &Row) -> Vec<Vec<String>> {
    row.cells.iter().map(|cell| cell.lines.iter().map(Line::text).collect()).collect()
}

fn table(columns: usize, first: Row) -> Table {
    Table {
        frame: Frame::NOWHERE,
        bbox: Rect::default(),
        origin: Origin::Transcript,
        columns: vec![0.0; columns + 1],
        rows: vec![first],
    }
}

fn row(cells: &[&str]) -> Row {
    Row {
        top: 0.0,
        bottom: 0.0,
        closed_top: true,
        closed_bottom: true,
        cells: cells.iter().enumerate().map(|(column, text)| cell(column, text)).collect(),
    }
}

fn cell(column: usize, text: &str) -> Cell {
    Cell {
        column,
        span: 1,
        row_span: 1,
        bbox: Rect::default(),
        lines: paragraphs(text, false),
        marked: false,
    }
}

/// The paragraphs of a cell: what stands between `<p>`, `<br>` and the items of lists. `opens`:
/// whether the first one starts a paragraph, or may go on with the piece before a page break.
fn paragraphs(cell: &str, opens: bool) -> Vec<Line> {
    let mut reader = CellReader { parts: Vec::new(), open_lists: 0, item: Item::None };
    let mut at = 0;
    for tag in TAG.captures_iter(cell) {
        let whole = tag.get_match();
        reader.read_text(&cell[at..whole.start()]);
        reader.read_tag(&tag[2].to_ascii_lowercase(), !tag[1].is_empty());
        at = whole.end();
    }
    reader.read_text(&cell[at..]);
    let parts = reader.parts.iter().enumerate();
    parts.map(|(i, part)| Line::placeless(part, opens || i > 0)).collect()
}

/// Reads the text of a cell and the tags in it, one after the other.
struct CellReader {
    /// The paragraphs so far.
    parts: Vec<String>,
    /// How many lists are open; one that is never closed holds the rest of the cell.
    open_lists: usize,
    /// Where the reader stands in an item of a list.
    item: Item,
}

/// Where the reader of a cell stands in an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    /// In none.
    None,
    /// `<li>` was read, its text was not.
    Opened,
    /// Some of its text was read.
    Read,
}

impl CellReader {
    /// Reads a tag by its name; `closes`: whether it has a slash before that.
    fn read_tag(&mut self, name: &str, closes: bool) {
        match (name, closes) {
            ("li", false) => self.item = Item::Opened,
            ("li", true) => self.item = Item::None,
            ("ul" | "ol", _) => {
                self.item = Item::None;
                self.open_lists =
                    if closes { self.open_lists.saturating_sub(1) } else { self.open_lists + 1 };
            }
            _ => {}
        }
    }

    /// Reads what stands between two tags: the start of an item gets a dash, unless it brings a mark
    /// of its own; the bare text of a list is cut into items; anything else stays as it is.
    fn read_text(&mut self, source: &str) {
        let text = without_style(source);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match self.item {
            Item::Opened if !has_mark(text) => self.parts.push(format!("- {text}")),
            Item::None if self.open_lists > 0 && text.starts_with("- ") => {
                self.parts.extend(dashed_items(text));
            }
            _ => self.parts.push(text.to_owned()),
        }
        if self.item == Item::Opened {
            self.item = Item::Read;
        }
    }
}

/// A text without the tags and stars that only say how it looks.
fn without_style(source: &str) -> String {
    unescaped(&STYLE.replace_all(source, ""))
}

/// Whether an item brings a mark of its own: a bullet, a number, a letter.
fn has_mark(text: &str) -> bool {
    MARK.is_match(text)
}

/// The items of a list that was written without `<li>`, each behind a dash. The dash of a range
/// starts none.
fn dashed_items(text: &str) -> Vec<String> {
    let dates = date::find(text).dates;
    let mut items = Vec::new();
    let mut start = 0;
    for dash in DASH.find_iter(text) {
        let dated = dates.get(dates.partition_point(|d| d.range.end <= dash.start()));
        if dated.is_some_and(|d| d.range.contains(&dash.start()))
            || stands_between_digits(text, dash.range())
        {
            continue;
        }
        items.push(text[start..dash.start()].to_owned());
        start = dash.start() + (dash.len() - dash.as_str().trim_start().len());
    }
    items.push(text[start..].to_owned());
    items
}

/// Whether a part of a text has a digit right before it and right behind it.
fn stands_between_digits(text: &str, part: Range<usize>) -> bool {
    text[..part.start].chars().next_back().is_some_and(is_digit)
        && text[part.end..].chars().next().is_some_and(is_digit)
}

/// A text with the characters that its HTML entities stand for.
fn unescaped(text: &str) -> String {
    // The last one, or "&amp;lt;" would be unescaped twice.
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |t, (from, to)| t.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_paragraphs_are_told_apart() {
        let text = "รายงาน\nโครงการ\tงบประมาณ\tผล\n<p>๑. ก</p> <p>๑.๑ ข</p>\t-\tดี &amp; เด่น\n";
        let page = read(text.as_bytes()).unwrap();
        let [Block::Lines(title), Block::Table(table)] = page.blocks.as_slice() else {
            panic!("{page:?}")
        };
        assert_eq!(title[0].text(), "รายงาน");
        let cell: Vec<String> = table.rows[1].cells[0].lines.iter().map(Line::text).collect();
        assert_eq!(cell, ["๑. ก", "๑.๑ ข"]);
        assert_eq!(table.rows[1].cells[2].lines[0].text(), "ดี & เด่น");
    }

    #[test]
    fn cells_are_cut_into_paragraphs_and_items() {
        let cases: &[(&str, &[&str])] = &[
            // A dash says that there is nothing; an empty item says nothing.
            ("-", &["-"]),
            ("<p>-</p>", &["-"]),
            ("<ul><li>-</li></ul>", &["-"]),
            ("<ul><li></li><li>ก</li><li> </li></ul>", &["- ก"]),
            ("- ไม่ได้รับการจัดสรรงบประมาณ -", &["- ไม่ได้รับการจัดสรรงบประมาณ -"]),
            ("", &[]),
            ("<p> </p><br/>", &[]),
            // Items with and without a mark of their own.
            ("<ul><li>ก</li><li><p>ข</p></li></ul>ค", &["- ก", "- ข", "ค"]),
            ("<li>- ข้อ</li><li>• ข้อ</li><li>–ข้อ</li>", &["- ข้อ", "• ข้อ", "–ข้อ"]),
            ("<li>๑) ก</li><li>(๒) ข</li><li>3. ค</li>", &["๑) ก", "(๒) ข", "3. ค"]),
            ("<li>๑.๑ ก</li><li><b>ข.</b> ค</li><li>ง) จ</li>", &["๑.๑ ก", "ข. ค", "ง) จ"]),
            (
                "<li>๕๘ คน</li><li>๑๐.๕%</li><li>ก.พ. รับทราบ</li>",
                &["- ๕๘ คน", "- ๑๐.๕%", "- ก.พ. รับทราบ"],
            ),
            ("<li>ก<br>ข</li><li>ค", &["- ก", "ข", "- ค"]),
            // A list that is never closed, or has no items.
            ("<p>อาทิ</p> <ul><li>ก <li>ข", &["อาทิ", "- ก", "- ข"]),
            (
                "<p>อาทิ</p> <ul style=\"list-style-type:none\"> - ก (PM1) - ข - ค ",
                &["อาทิ", "- ก (PM1)", "- ข", "- ค"],
            ),
            ("<UL CLASS='a'>- ก - ข</UL> ค - ง", &["- ก", "- ข", "ค - ง"]),
            (
                "<ul>- ๑๓ - ๑๗ คน - ตุลาคม - ธันวาคม ๒๕๖๗ - ค</ul>",
                &["- ๑๓ - ๑๗ คน", "- ตุลาคม - ธันวาคม ๒๕๖๗", "- ค"],
            ),
            // What is markup, and what is not.
            ("<p class=\"x\"><span lang=\"th\">ก</span> **ข**</p>", &["ก ข"]),
            ("&lt;p&gt; ก &amp;lt; ข < ค", &["<p> ก &lt; ข < ค"]),
            ("<pre>ก</pre>", &["<pre>ก</pre>"]),
        ];
        for (cell, want) in cases {
            let got: Vec<String> = paragraphs(cell, false).iter().map(Line::text).collect();
            assert_eq!(got, *want, "{cell}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(&[0xFF, 9, 9]).unwrap_err().kind(), ErrorKind::Invalid);
    }
}
