//! Documents, or pages of them, that tell one project by labels: `๑. ชื่อโครงการ … ๒. หลักการและเหตุผล …`,
//! in lines or in the rows of a table.
//!
//! ```text
//! Vec<Part> ─▶ bits ─▶ groups of labels ─▶ what is a form ─▶ Vec<Piece>
//!              lines,  one a project       enough of them,   lines, tables, forms
//!              tables                      one is its name
//! ```

mod bit;
mod entries;
mod evidence;
mod fields;
mod groups;
mod headed;
mod heading;
mod inner;
mod labels;
mod lines;
mod rows;
mod sums;

use std::ops::Range;

use crate::layout::{Line, compose, ended, is_list_item};
use crate::table::{LogicalTable, Part, Vocabulary};
use crate::thai::text::normalise;

use bit::{Bit, is_centred};
use entries::Entries;
pub(super) use fields::Told;
use groups::{Group, groups};
use heading::is_bare;
use labels::LabelWords;
use lines::cut;
use sums::sum_below;

/// What a document consists of.
pub(super) enum Piece {
    /// Lines outside any table.
    Lines(Vec<Line>),
    /// A table.
    Table(LogicalTable),
    /// One project told by labels.
    Form(Told),
}

/// Whether a line begins a form: its label names the project that the form tells. One that tells a
/// project on each page begins all of them alike, and none of these is a running head.
pub(super) fn begins_form(line: &str, vocabulary: &Vocabulary) -> bool {
    let text = normalise(line);
    let found = labels::label(&text, &LabelWords::of(vocabulary));
    found.is_some_and(|label| label.names && (label.numbered || label.marked || label.fills(&text)))
}

/// The pieces of a document: its parts, but that what tells one project by labels is a form.
pub(super) fn pieces(parts: Vec<Part>, vocabulary: &Vocabulary) -> Vec<Piece> {
    let words = LabelWords::of(vocabulary);
    let bits: Vec<Bit> = parts.into_iter().flat_map(bits_of).collect();
    let groups = groups(&bits, &words);
    let mut pieces = Pieces { all: Vec::new(), words: words.clone() };
    let mut at = 0;
    let starts: Vec<usize> = groups.iter().map(|group| group.bits.start).collect();
    let mut bits: Vec<Option<Bit>> = bits.into_iter().map(Some).collect();
    for (i, group) in groups.into_iter().enumerate() {
        let next = starts.get(i + 1).copied().unwrap_or(bits.len());
        let end = end_of(&bits, &group, next, &words);
        pieces.plain(bits[at..group.bits.start].iter_mut().filter_map(Option::take));
        let mut told = Told { title: group.title, ..Told::default() };
        let mut start = group.bits.start;
        if let Some(heading) = group.heading {
            start += heading.lines;
            bits[group.bits.start..start].iter_mut().for_each(|bit| *bit = None);
            (told.number, told.kind) = (heading.number, Some(heading.kind));
        }
        let form: Vec<Bit> = bits[start..end].iter_mut().filter_map(Option::take).collect();
        at = signed_end(&bits, end..next, &words);
        let signed = bits[end..at].iter_mut().filter_map(Option::take).collect();
        pieces.form(form, told, signed);
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

struct Pieces {
    all: Vec<Piece>,
    words: LabelWords,
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

    /// Adds a form, and who signed it; several where one table tells of several projects. Tables in
    /// it that have no labels follow it.
    fn form(&mut self, bits: Vec<Bit>, mut told: Told, signed: Vec<Bit>) {
        let mut entries = Entries::by(&self.words);
        let (mut headings, mut tables) = (Vec::new(), Vec::new());
        let next = next_numbers(&bits, &self.words);
        for (bit, next) in bits.into_iter().zip(next) {
            match bit {
                Bit::Line(line) => entries.add_line(&line, next),
                Bit::Table(table) => match rows::entries(&table, &self.words) {
                    Some(found) => {
                        headings.extend(rows::headings(&table, &self.words));
                        entries.append(found);
                    }
                    None => {
                        let sum = entries.all.last().and_then(|last| sum_below(last, &table));
                        entries.add_value(&sum.unwrap_or_default());
                        tables.push(table);
                    }
                },
            }
        }
        entries.take_steps();
        let above = std::mem::take(&mut entries.above);
        above.into_iter().for_each(|line| self.line(line));
        let lines = signed.into_iter().filter_map(|bit| match bit {
            Bit::Line(line) => Some(compose(&[line])),
            Bit::Table(_) => None,
        });
        (told.headings, told.signed) = (headings, lines.collect());
        for entry in entries.all {
            if told.is_over_at(&entry) {
                self.all.push(Piece::Form(std::mem::take(&mut told)));
            }
            told.entries.push(entry);
        }
        self.all.push(Piece::Form(told));
        self.all.extend(tables.into_iter().map(Piece::Table));
    }
}

/// The number of the next numbered label below each bit of a form.
fn next_numbers(bits: &[Bit], words: &LabelWords) -> Vec<Option<u32>> {
    let mut next = None;
    let mut numbers: Vec<Option<u32>> = Vec::with_capacity(bits.len());
    for bit in bits.iter().rev() {
        numbers.push(next);
        if let Bit::Line(line) = bit {
            let label = cut(line, words).filter(|cut| cut.is_set_apart).map(|cut| cut.label);
            next = label.and_then(|label| label.number?.parse().ok()).or(next);
        }
    }
    numbers.reverse();
    numbers
}

/// Where a form ends, at the latest before `next`: what stands behind its last label goes up to
/// whoever signs it, a table, a title, or the end of its page where it has come to its end.
fn end_of(bits: &[Option<Bit>], group: &Group, next: usize, words: &LabelWords) -> usize {
    let tail = group.bits.end..next;
    let titles = tail.len() - titles_before_end(bits, tail.clone());
    let tail = tail.start..tail.start + titles;
    let mut before: Option<&Line> = group.bits.end.checked_sub(1).and_then(|i| line_of(&bits[i]));
    for at in tail.clone() {
        let Some(line) = line_of(&bits[at]) else { return at };
        if labels::ends_form(&normalise(&line.text()), words)
            || before.is_some_and(|b| turns(b, line))
            || is_bare(line)
        {
            return at;
        }
        before = Some(line);
    }
    tail.end
}

/// Where the lines of whoever signs a form end: those that follow the first of them on its page.
fn signed_end(bits: &[Option<Bit>], range: Range<usize>, words: &LabelWords) -> usize {
    let page = |at: usize| bits.get(at).and_then(line_of).map(|line| line.frame.page);
    let start = range.start;
    let signs = range.contains(&start)
        && line_of(&bits[start])
            .is_some_and(|line| labels::ends_form(&normalise(&line.text()), words));
    let count = range.take_while(|at| page(*at).is_some() && page(*at) == page(start)).count();
    if signs { start + count } else { start }
}

/// How many centred lines stand right before the end of a range.
fn titles_before_end(bits: &[Option<Bit>], range: Range<usize>) -> usize {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_begins_with_the_label_of_its_name() {
        let begins = |line: &str| begins_form(line, &Vocabulary::default());
        assert!(begins("๑) ชื่อโครงการ") && begins("ชื่อกิจกรรม : แสงริมน้ำ"));
        assert!(!begins("โครงการแสงริมน้ำ") && !begins("กรมหิ่งห้อย") && !begins("๒) วัตถุประสงค์"));
    }
}
