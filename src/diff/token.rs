//! The words, numbers and list markers of a text, as two years of it are held against each other.

use std::ops::Range;

use compact_str::CompactString;

use crate::report::facts::Scan;
use crate::thai::alike::fold;
use crate::thai::date::DateValue;
use crate::thai::digits;
use crate::thai::text::is_thai_letter;
use crate::thai::words;

/// Four-digit numbers that are years of the Buddhist Era where nothing else says what they count.
const BE_YEARS: Range<i64> = 2400..2700;
/// Two-digit years of the Buddhist Era within a date; smaller numbers are days.
const SHORT_YEARS: Range<i64> = 40..100;
/// The year that two-digit years count from.
const SHORT_FROM: i64 = 2500;
/// Years that the Buddhist Era is ahead of the Common Era.
const BE_AHEAD: i64 = 543;
/// Digits that the number of a list's entry has at most; more are a quantity.
const MARKER_DIGITS: usize = 3;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A word, Thai or other.
    Word,
    /// A number that says something.
    Number,
    /// The number of an entry in a list: `๑.`, `๒)`, `๒.๑`.
    Marker,
    /// A punctuation mark.
    Sign,
}

/// One word, number, marker or sign.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub class: Class,
    /// What is compared: a word folded, a number in its shortest form.
    pub key: CompactString,
    /// The year it names, Buddhist Era.
    pub year: Option<i64>,
    /// Whether it begins a line.
    pub opens_line: bool,
}

/// A text and its tokens. Spaces, dashes and quotation marks are none.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens<'t> {
    /// The text, normalised.
    pub text: &'t str,
    /// Its tokens in order.
    pub all: Vec<Token>,
    /// Where its dates stand, with their values.
    pub dates: Vec<(Range<usize>, DateValue)>,
    /// Where something is counted: quantities, percentages and money, from the first word that
    /// belongs to them; and in what.
    pub counts: Vec<(Range<usize>, String)>,
}

impl<'t> Tokens<'t> {
    /// The tokens of a normalised text.
    ///
    /// ```
    /// use raingan::diff::token::Tokens;
    /// let tokens = Tokens::of("๑. อบรม ๑,๐๓๖ คน ปี ๒๕๖๘");
    /// let keys: Vec<&str> = tokens.all.iter().map(|t| t.key.as_str()).collect();
    /// assert_eq!(keys, ["1", ".", "อปรม", "1036", "คม", "ปิ", "2568"]);
    /// ```
    pub fn of(text: &'t str) -> Tokens<'t> {
        let scan = Scan::new(text);
        let percentages = scan.percentages().into_iter().map(|f| (f.range, "percent".to_owned()));
        let quantities =
            scan.quantities().into_iter().map(|f| (f.range, text[f.value.unit].to_owned()));
        let money = scan.money().into_iter().map(|f| (f.range, "บาท".to_owned()));
        let counts = percentages.chain(quantities).chain(money).collect();
        let dates = scan.dates.dates.into_iter().map(|found| (found.range, found.value)).collect();
        let mut tokens = Tokens { text, all: Vec::new(), dates, counts };
        let mut at = 0;
        let mut line = true;
        while let Some(c) = text[at..].chars().next() {
            let end = tokens.end(at, c);
            match c {
                '\n' => line = true,
                c if c.is_whitespace() || is_typography(c) => {}
                _ => {
                    tokens.push(at..end, c, line);
                    line = false;
                }
            }
            at = end;
        }
        tokens
    }

    /// Where what begins at `at` ends.
    fn end(&self, at: usize, c: char) -> usize {
        match c {
            c if is_thai_letter(c) => self.run_end(at, is_thai_letter),
            c if digits::is_digit(c) => self.number_end(self.run_end(at, digits::is_digit)),
            c if c.is_alphanumeric() => self.run_end(at, is_other_letter),
            c => at + c.len_utf8(),
        }
    }

    /// Where the characters from `at` on are no longer such.
    fn run_end(&self, at: usize, is_such: fn(char) -> bool) -> usize {
        let rest = &self.text[at..];
        at + rest.find(|c| !is_such(c)).unwrap_or(rest.len())
    }

    /// Where a number ends: points and commas within it belong to it.
    fn number_end(&self, mut end: usize) -> usize {
        while let Some(rest) = self.text[end..].strip_prefix(['.', ',']) {
            let more: usize =
                rest.chars().take_while(|c| digits::is_digit(*c)).map(char::len_utf8).sum();
            if more == 0 {
                break;
            }
            end += 1 + more;
        }
        end
    }

    fn push(&mut self, range: Range<usize>, c: char, opens_line: bool) {
        let text = self.text;
        if is_thai_letter(c) {
            for (i, word) in words::divide(&text[range.clone()]).into_iter().enumerate() {
                let word = range.start + word.start..range.start + word.end;
                let key = fold(&text[word.clone()]);
                // A word of nothing but slight marks is what is left of a damaged one.
                let key = if key.is_empty() { text[word.clone()].into() } else { key.into() };
                self.all.push(Token {
                    range: word,
                    class: Class::Word,
                    key,
                    year: None,
                    opens_line: opens_line && i == 0,
                });
            }
            return;
        }
        let token = if digits::is_digit(c) {
            let marker = self.is_marker(&range, opens_line);
            let key = if marker {
                digits::to_arabic(&text[range.clone()]).into()
            } else {
                number(&text[range.clone()])
            };
            let year = if marker { None } else { self.year(&range, &key) };
            Token {
                range,
                class: if marker { Class::Marker } else { Class::Number },
                key,
                year,
                opens_line,
            }
        } else {
            let class = if c.is_alphanumeric() { Class::Word } else { Class::Sign };
            let key = text[range.clone()].to_lowercase().into();
            Token { range, class, key, year: None, opens_line }
        };
        self.all.push(token);
    }

    /// Whether a number stands before an entry of a list: `๑. คำ`, `๑) คำ`, `(๑) คำ`, `๒.๑ คำ` at
    /// the beginning of a line.
    fn is_marker(&self, range: &Range<usize>, opens_line: bool) -> bool {
        let (before, after) = (&self.text[..range.start], &self.text[range.end..]);
        let free =
            before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "(-".contains(c));
        let short = self.text[range.clone()].chars().filter(|c| digits::is_digit(*c)).count()
            <= MARKER_DIGITS;
        let dotted = self.text[range.clone()].contains('.');
        let closed = after.strip_prefix(['.', ')']).is_some_and(begins_entry);
        free && short
            && (closed
                || dotted && self.follows(range)
                || dotted
                    && opens_line
                    && begins_entry(after)
                    && !self.in_date(range)
                    && self.count_at(range).is_none())
    }

    /// Whether a number goes on where the last marker stopped: `๒.๒` behind `๒.๑`.
    fn follows(&self, range: &Range<usize>) -> bool {
        let last =
            self.all.iter().rev().find(|t| t.class == Class::Marker).and_then(|t| steps(&t.key));
        let (Some(last), Some(own)) = (last, steps(&self.text[range.clone()])) else {
            return false;
        };
        last.len() == own.len()
            && last
                .split_last()
                .zip(own.split_last())
                .is_some_and(|((a, x), (b, y))| x == y && a.checked_add(1) == Some(*b))
    }

    /// The year a number names: `๒๕๖๘`, and `๖๘` at the end of a date.
    fn year(&self, range: &Range<usize>, key: &str) -> Option<i64> {
        let value: i64 = key.parse().ok()?;
        let grouped = self.text[range.clone()].contains(',');
        match value {
            v if BE_YEARS.contains(&v) && !grouped => Some(v),
            v if SHORT_YEARS.contains(&v) && self.in_date(range) => Some(v + SHORT_FROM),
            v if BE_YEARS.contains(&(v + BE_AHEAD)) && !grouped && self.in_date(range) => {
                Some(v + BE_AHEAD)
            }
            _ => None,
        }
    }

    fn in_date(&self, range: &Range<usize>) -> bool {
        self.date_at(range).is_some()
    }

    /// The date that a range belongs to, by its place in the list.
    pub fn date_at(&self, range: &Range<usize>) -> Option<usize> {
        self.dates.iter().position(|(date, _)| date.start <= range.start && range.end <= date.end)
    }

    /// What is counted by the number in a range.
    pub fn count_at(&self, range: &Range<usize>) -> Option<&(Range<usize>, String)> {
        self.counts.iter().find(|(count, _)| count.start <= range.start && range.end <= count.end)
    }

    /// The bytes from the first to the last of some tokens; empty where there are none.
    pub fn span(&self, tokens: Range<usize>) -> Range<usize> {
        match (
            self.all.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.all.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                first.range.start..last.range.end
            }
            (Some(next), _) => next.range.start..next.range.start,
            _ => self.text.len()..self.text.len(),
        }
    }
}

/// A letter or numeral that is neither a Thai letter nor a digit.
fn is_other_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_thai_letter(c) && !digits::is_digit(c)
}

/// Whether an entry of a list may begin like this, behind its number.
fn begins_entry(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_whitespace() || is_thai_letter(c))
}

/// The steps of an outline number: `๒.๑` is 2, 1.
fn steps(printed: &str) -> Option<Vec<u32>> {
    digits::to_arabic(printed).split('.').map(|step| step.parse().ok()).collect()
}

/// Marks that a typesetter chooses: they say nothing.
fn is_typography(c: char) -> bool {
    matches!(
        c,
        '-' | '‐'
            | '‑'
            | '–'
            | '—'
            | '−'
            | '•'
            | '·'
            | '●'
            | '▪'
            | '“'
            | '”'
            | '"'
            | '‘'
            | '’'
            | '\''
            | '«'
            | '»'
    ) || c.is_control()
}

/// A number in its shortest form, in Arabic digits: `๑,๐๓๖.๕๐` is `1036.5`.
fn number(printed: &str) -> CompactString {
    let arabic = digits::to_arabic(printed).replace(',', "");
    let arabic = match arabic.matches('.').count() {
        1 => arabic.trim_end_matches('0').trim_end_matches('.'),
        _ => &arabic,
    };
    let short = arabic.trim_start_matches('0');
    if short.is_empty() || short.starts_with('.') {
        format!("0{short}").into()
    } else {
        short.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(Class, String)> {
        Tokens::of(text).all.into_iter().map(|t| (t.class, text[t.range].to_owned())).collect()
    }

    #[test]
    fn markers_are_told_from_numbers() {
        for (text, markers) in [
            ("๑. คำ ๒. คำ", 2),
            ("๒.๑ เพื่อ", 1),
            ("๒.๑ เพื่อ ๒.๒ เพื่อ", 2),
            ("๒.๑ เพื่อ ๒.๖ เท่า", 1),
            ("ใช้เวลา ๓.๖ วัน", 0),
            ("(๑) คำ", 1),
            ("จำนวน ๕ คน", 0),
            ("๕ คน", 0),
            ("๙.๔ คะแนน", 0),
        ] {
            assert_eq!(
                said(text).iter().filter(|(class, _)| *class == Class::Marker).count(),
                markers,
                "{text}"
            );
        }
    }

    #[test]
    fn a_number_has_one_form() {
        for (printed, form) in [
            ("๑,๐๓๖", "1036"),
            ("90.40", "90.4"),
            ("๐.๕๐", "0.5"),
            ("007", "7"),
            ("0", "0"),
            ("100", "100"),
            ("1.2.0", "1.2.0"),
        ] {
            assert_eq!(number(printed), form);
        }
    }

    #[test]
    fn years_are_known_and_typography_is_not_there() {
        let tokens = Tokens::of("“แสง” เมื่อ ๕ ก.พ. ๖๗ – พ.ศ. ๒๕๖๘");
        let years: Vec<i64> = tokens.all.iter().filter_map(|t| t.year).collect();
        assert_eq!(years, [2567, 2568]);
        assert!(tokens.all.iter().all(|t| !"“”–".contains(&tokens.text[t.range.clone()])));
    }
}
