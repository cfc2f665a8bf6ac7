//! Documents, or pages of them, that tell one project by labels: `๑. ชื่อโครงการ … ๒. หลักการและเหตุผล …`,
//! in lines or in the rows of a table.
//!
//! ```text
//! Vec<Part> ─▶ bits ─▶ groups of labels ─▶ what is a form ─▶ Vec<Piece>
//!              lines,  one a project       enough of them,   lines, tables, forms
//!              tables                      one is its name
//! ```

mod entries;
mod evidence;
mod fields;
mod groups;
mod labels;
mod lines;
mod rows;

use std::ops::Range;

use crate::layout::{Line, Passage, compose, ended, is_list_item, paragraphs};
use crate::table::{LogicalTable, Part};
use crate::thai::text::normalise;

use entries::Entries;
pub(super) use fields::Told;
use groups::{Group, groups};

/// What a document consists of.
pub(super) enum Piece {
    /// Lines outside any table.
    Lines(Vec<Line>),
    /// A table.
    Table(LogicalTable),
    /// One project told by labels.
    Form(Told),
}

/// A line outside tables, or a table.
enum Bit {
    Line(Line),
    Table(LogicalTable),
}

/// The pieces of a document: its parts, but that what tells one project by labels is a form.
pub(super) fn pieces(parts: Vec<Part>) -> Vec<Piece> {
    let bits: Vec<Bit> = parts.into_iter().flat_map(bits_of).collect();
    let groups = groups(&bits);
    let mut pieces = Pieces::default();
    let mut at = 0;
    let starts: Vec<usize> = groups.iter().map(|group| group.bits.start).collect();
    let mut bits: Vec<Option<Bit>> = bits.into_iter().map(Some).collect();
    for (i, group) in groups.into_iter().enumerate() {
        let next = starts.get(i + 1).copied().unwrap_or(bits.len());
        let end = end_of(&bits, &group, next);
        pieces.plain(bits[at..group.bits.start].iter_mut().filter_map(Option::take));
        let form: Vec<Bit> = bits[group.bits.start..end].iter_mut().filter_map(Option::take).collect();
        pieces.form(form, group.title);
        at = end;
    }
    pieces.plain(bits[at..].iter_mut().filter_map(Option::take));
    pieces.all
}

fn bits_of(part: Part) -> Vec<Bit> {
    match part {
        Part::Lines(lines) => lines.into_iter().map(Bit::Line).collect(),
        Part::Table(table) => vec![Bit::Table(table)],
    }
}

#[derive(Default)]
struct Pieces {
    all: Vec<Piece>,
}

impl Pieces {
    /// Adds what is no form.
    fn plain(&mut self, bits: impl Iterator<Item = Bit>) {
        for bit in bits {
            match bit {
                Bit::Line(line) => self.line(line),
                Bit::Table(table) => self.all.push(Piece::Table(table)),
            }
        }
    }

    fn line(&mut self, line: Line) {
        match self.all.last_mut() {
            Some(Piece::Lines(lines)) => lines.push(line),
            _ => self.all.push(Piece::Lines(vec![line])),
        }
    }

    /// Adds a form. Tables in it that have no labels follow it.
    fn form(&mut self, bits: Vec<Bit>, title: Option<Passage>) {
        let mut entries = Entries::default();
        let (mut headings, mut tables) = (Vec::new(), Vec::new());
        for bit in bits {
            match bit {
                Bit::Line(line) => entries.add_line(&line),
                Bit::Table(table) => match rows::entries(&table) {
                    Some(found) => {
                        headings.extend(rows::headings(&table));
                        entries.append(found);
                    }
                    None => tables.push(table),
                },
            }
        }
        let above = std::mem::take(&mut entries.above);
        above.into_iter().for_each(|line| self.line(line));
        self.all.push(Piece::Form(Told { entries: entries.all, title, headings }));
        self.all.extend(tables.into_iter().map(Piece::Table));
    }
}

/// Where a form ends, at the latest before `next`: what stands behind its last label goes up to
/// whoever signs it, a table, a title, or the end of its page where it has come to its end.
fn end_of(bits: &[Option<Bit>], group: &Group, next: usize) -> usize {
    let tail = group.bits.end..next;
    let titles = tail.len() - leading_titles(bits, tail.clone());
    let tail = tail.start..tail.start + titles;
    let mut before: Option<&Line> = group.bits.end.checked_sub(1).and_then(|i| line_of(&bits[i]));
    for at in tail.clone() {
        let Some(line) = line_of(&bits[at]) else { return at };
        if labels::ends_form(&normalise(&line.text())) || before.is_some_and(|b| turns(b, line)) {
            return at;
        }
        before = Some(line);
    }
    tail.end
}

/// How many centred lines stand right before the end of a range.
fn leading_titles(bits: &[Option<Bit>], range: Range<usize>) -> usize {
    let lines = bits[range].iter().rev().map(line_of);
    lines.take_while(|line| line.is_some_and(is_centred)).count()
}

/// Whether a form that came to its end on one page ends there: the next page begins with something
/// else.
fn turns(before: &Line, line: &Line) -> bool {
    let another = before.frame.page != line.frame.page;
    another && (is_centred(line) || ended(before, line) && !is_list_item(&normalise(&line.text())))
}

fn line_of(bit: &Option<Bit>) -> Option<&Line> {
    match bit {
        Some(Bit::Line(line)) => Some(line),
        _ => None,
    }
}

/// Whether a line stands in the middle of its page.
fn is_centred(line: &Line) -> bool {
    paragraphs(std::slice::from_ref(line), |_| false).iter().all(|paragraph| paragraph.centred)
}

/// Several lines as one text.
fn text_of(lines: &[Line]) -> String {
    normalise(&compose(lines).text).into_owned()
}
