//! A transcript: what another OCR system wrote of a report, as tab-separated rows with `<p>` and `<ul>` in cells, joins the
//! line as tables and lines without a place.

use std::sync::LazyLock;

use regex::Regex;

use crate::error::{Error, ErrorKind};
use crate::geom::{Rect, Turn};
use crate::layout::{Frame, Line};
use crate::table::{Block, Cell, Origin, PageBlocks, Row, Table};

/// A transcript larger than this is refused (bytes): a report of a thousand pages has about 5 MB of text.
const LARGEST: usize = 64 << 20;

/// Reads a transcript; `None` where the bytes are none: not text, or text without a single tab-separated row.
///
/// # Errors
///
/// Where the transcript is too large.
pub fn read(bytes: &[u8]) -> Result<Option<Vec<PageBlocks>>, Error> {
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|w| w == b"%PDF-") || head.contains(&0) {
        return Ok(None);
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(None) };
    let text = text.trim_start_matches('\u{FEFF}');
    if !text.lines().any(|l| l.matches('\t').count() >= 2) || text.trim_start().starts_with(['{', '<']) {
        return Ok(None);
    }
    if bytes.len() > LARGEST {
        let message = format!("a transcript of {} bytes: more than {LARGEST} are not read", bytes.len());
        return Err(Error::new(ErrorKind::Limit, message));
    }
    Ok(Some(vec![PageBlocks { blocks: blocks(text), ..PageBlocks::default() }]))
}

/// Rows with as many tabs that follow each other are one table; a row that repeats a table's first one starts a piece.
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
            Some(Block::Table(table)) if table.columns.len() == cells.len() + 1 && !is_repeated(table, &row) => {
                table.rows.push(row);
            }
            _ => out.push(Block::Table(table(cells.len(), row))),
        }
    }
    out
}

fn is_repeated(table: &Table, row: &Row) -> bool {
    let texts = |r: &Row| r.cells.iter().map(|c| c.lines.iter().map(Line::text).collect()).collect::<Vec<Vec<_>>>();
    table.rows.first().is_some_and(|first| texts(first) == texts(row))
}

fn table(columns: usize, first: Row) -> Table {
    Table {
        frame: nowhere(),
        bbox: Rect::default(),
        origin: Origin::Transcript,
        columns: vec![0.0; columns + 1],
        rows: vec![first],
    }
}

fn nowhere() -> Frame {
    Frame { page: 0, size: (0.0, 0.0), turn: Turn::None, room: (0.0, 0.0) }
}

fn row(cells: &[&str]) -> Row {
    let cell = |(column, text): (usize, &&str)| Cell {
        column,
        span: 1,
        row_span: 1,
        bbox: Rect::default(),
        lines: paragraphs(text, false),
    };
    Row {
        top: 0.0,
        bottom: 0.0,
        closed_top: true,
        closed_bottom: true,
        cells: cells.iter().enumerate().map(cell).collect(),
    }
}

/// The paragraphs of a cell: what stands between `<p>`, `<br>` and the items of lists. `opens`: whether the first one
/// starts a paragraph, or may go on with the piece before a page break.
fn paragraphs(cell: &str, opens: bool) -> Vec<Line> {
    static BREAK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)\s*</?(?:p|br|ul|ol|div)\s*/?>\s*").expect("a constant pattern"));
    static ITEM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\s*<li\s*>\s*").expect("a constant pattern"));
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)</?(?:li|b|i|strong|em|u|span|sup|sub)\s*>|\*\*").expect("a constant pattern")
    });
    let plain = ITEM.replace_all(cell, "\n- ");
    let plain = BREAK.replace_all(&plain, "\n");
    let plain = TAG.replace_all(&plain, "");
    let plain = unescaped(&plain);
    let parts = plain.split('\n').map(str::trim).filter(|p| !p.is_empty() && *p != "-");
    parts.enumerate().map(|(i, p)| Line::placeless(p, opens || i > 0)).collect()
}

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
        let pages = read(text.as_bytes()).unwrap().unwrap();
        let [Block::Lines(title), Block::Table(table)] = pages[0].blocks.as_slice() else { panic!("{pages:?}") };
        assert_eq!(title[0].text(), "รายงาน");
        let cell: Vec<String> = table.rows[1].cells[0].lines.iter().map(Line::text).collect();
        assert_eq!(cell, ["๑. ก", "๑.๑ ข"]);
        assert_eq!(table.rows[1].cells[2].lines[0].text(), "ดี & เด่น");
    }

    #[test]
    fn what_is_no_transcript_is_left_to_others() {
        for bytes in [b"%PDF-1.7\n".as_slice(), b"", b"plain words\n", b"a\tb\n", b"{\"a\":\t\t1}", &[0xFF, 0x00, 9, 9]]
        {
            assert!(read(bytes).unwrap().is_none());
        }
    }
}
