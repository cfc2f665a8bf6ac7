//! Pure functions from Thai text to values: no I/O, no PDF, no state.
//!
//! | module | from text to |
//! | --- | --- |
//! | [`text`] | the same text with marks in order, sara am composed, spacing tidied, and the way back to the source |
//! | [`digits`] | Arabic digits, and where runs of digits stand |
//! | [`number`] | exact decimals and amounts in satang |
//! | [`date`] | days, months, years, fiscal years, quarters and ranges of them |
//! | [`alike`] | whether two spellings may be one word, misread or mistyped |
//! | [`confusable`] | which letters are taken for each other, why and how easily |
//! | [`joint`] | whether a wrapped line goes on without a space |
//! | [`label`] | where a label word ends, though marks of it are wrong |
//! | [`words`] | how much of it is words, and which reading of a damaged letter makes words |
//!
//! All scanners run from digits: Thai has no spaces between words, so `\b` does not help, and a
//! page has few digits.

use std::ops::Range;

pub mod alike;
pub mod confusable;
pub mod date;
pub mod digits;
pub mod joint;
pub mod label;
mod letters;
pub mod number;
mod sound;
pub mod spelled;
pub mod text;
pub mod words;

/// A value and the byte range of the text it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// Byte range in the text that was searched.
    pub range: Range<usize>,
    /// What stands there.
    pub value: T,
}

/// How many white-space characters may stand between two parts of one expression. More is a gap in
/// the layout, not a space; the limit also bounds the time spent on text that is all spaces.
const MAX_GAP: usize = 8;

/// The position left of the white space that ends at `at`.
///
/// ```
/// assert_eq!(raingan::thai::skip_left("ab \n", 4), 2);
/// ```
pub fn skip_left(text: &str, at: usize) -> usize {
    let gap = text[..at].chars().rev().take(MAX_GAP).take_while(|c| c.is_whitespace());
    at - gap.map(char::len_utf8).sum::<usize>()
}

/// The position right of the white space, and the raised marks of notes, that start at `at`.
///
/// ```
/// assert_eq!(raingan::thai::skip_right("ab \nc", 2), 4);
/// assert_eq!(raingan::thai::skip_right("17² ab", 2), 5);
/// ```
pub fn skip_right(text: &str, at: usize) -> usize {
    at + text[at..]
        .chars()
        .take(MAX_GAP)
        .take_while(|c| c.is_whitespace() || digits::SUPERSCRIPTS.contains(c))
        .map(char::len_utf8)
        .sum::<usize>()
}

/// The range without the white space at its ends.
///
/// ```
/// assert_eq!(raingan::thai::trim_range(" ab ", 0..4), 1..3);
/// ```
pub fn trim_range(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

/// Where `words[i]` starts, if the text before `at` ends with it: the first of `words` that fits.
///
/// ```
/// assert_eq!(raingan::thai::ends_with_any("เมื่อวันที่", 33, &["ที่", "วัน"]), Some(24));
/// ```
pub fn ends_with_any(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find(|w| text[..at].ends_with(**w)).map(|w| at - w.len())
}

/// Where `words[i]` ends, if the text from `at` starts with it: the first of `words` that fits.
///
/// ```
/// assert_eq!(raingan::thai::starts_with_any("๕ คน", 4, &["ครั้ง", "คน"]), Some(10));
/// ```
pub fn starts_with_any(text: &str, at: usize, words: &[&str]) -> Option<usize> {
    words.iter().find(|w| text[at..].starts_with(**w)).map(|w| at + w.len())
}
