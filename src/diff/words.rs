//! Two years of one text, word by word: which words stayed, which numbers stand in each other's
//! place, what was reworded.

use std::ops::Range;

use super::token::{Class, Token, Tokens};
use crate::align::{FORBIDDEN, Step, align};
use crate::thai::alike::{Sameness, same};

/// Pairs of tokens that are held against each other at most (2,000 words against 2,000); of longer
/// texts only the equal beginning and end are known.
const MOST_PAIRS: usize = 4_000_000;
/// What an equal word counts for beside each of its letters.
const WORD: i32 = 2;
/// What an equal number counts for, in letters of a word.
const EQUAL_NUMBER: i32 = 10;
/// What another number in the place of one counts for: less than any word.
const OTHER_NUMBER: i32 = 2;
/// What an equal list marker or sign counts for.
const SLIGHT: i32 = 2;
/// Letters of equal words that are not shown as such between two longer stretches of other words.
const ISLAND: usize = 5;
/// Times as many letters must stand on each side of them as they are.
const SEA: usize = 2;

/// The reports' fiscal years, Buddhist Era: a year is the same where it is as far from each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Years {
    /// Of the older report.
    pub old: Option<i64>,
    /// Of the newer report.
    pub new: Option<i64>,
}

/// Why a spelling that differs is no change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// See [`Sameness`].
    Same(Sameness),
    /// Only punctuation.
    Punctuation,
}

/// A stretch of both texts, as ranges of their tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Tokens of the older text.
    pub old: Range<usize>,
    /// Tokens of the newer text.
    pub new: Range<usize>,
}

impl Stretch {
    /// A token of each.
    pub fn of_pair(old: usize, new: usize) -> Stretch {
        Stretch { old: old..old + 1, new: new..new + 1 }
    }

    /// Whether there is nothing on either side.
    pub fn is_empty(&self) -> bool {
        self.old.is_empty() && self.new.is_empty()
    }
}

/// How a text became another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextDiff {
    /// Equal tokens, in order: older, newer.
    pub equal: Vec<(usize, usize)>,
    /// Numbers that stand in each other's place and differ.
    pub numbers: Vec<(usize, usize)>,
    /// List markers that stand in each other's place and differ.
    pub markers: Vec<(usize, usize)>,
    /// Stretches that are spelt otherwise only.
    pub spelt: Vec<(Stretch, Why)>,
    /// Stretches that are other words; one side may be empty.
    pub reworded: Vec<Stretch>,
}

/// Compares two texts. `doubtful` says that one was read from a picture by a recogniser that was not
/// sure.
///
/// ```
/// use raingan::diff::token::Tokens;
/// use raingan::diff::words::{Years, compare};
/// let (old, new) = (Tokens::of("อย่างน้อย ๔ ครั้ง"), Tokens::of("อย่างน้อย ๓ ครั้ง"));
/// let diff = compare(&old, &new, Years::default(), false);
/// assert_eq!((diff.numbers.len(), diff.reworded.len()), (1, 0));
/// ```
pub fn compare(old: &Tokens<'_>, new: &Tokens<'_>, years: Years, doubtful: bool) -> TextDiff {
    let mut pairs = pair_tokens(&old.all, &new.all, years);
    drown_islands(&mut pairs, old, new);
    let mut comparing = Comparing { old, new, years, doubtful, diff: TextDiff::default() };
    comparing.walk(&pairs);
    comparing.dissolve_chance_numbers();
    comparing.diff
}

/// What two tokens count for in each other's place; nothing where they cannot be.
fn weight(a: &Token, b: &Token, years: Years) -> i32 {
    match (a.class, b.class) {
        (Class::Word, Class::Word) if a.key == b.key => WORD + a.key.chars().count() as i32,
        (Class::Number, Class::Number) if equal_numbers(a, b, years) => EQUAL_NUMBER,
        (Class::Number, Class::Number) => OTHER_NUMBER,
        (Class::Marker, Class::Marker) if a.key == b.key => SLIGHT + 1,
        (Class::Marker, Class::Marker) => SLIGHT,
        (Class::Sign, Class::Sign) if a.key == b.key => SLIGHT,
        _ => 0,
    }
}

/// Whether two numbers are one: the same, or years as far from each report's own.
fn equal_numbers(a: &Token, b: &Token, years: Years) -> bool {
    if a.key == b.key {
        return true;
    }
    match (a.year, b.year, years.old, years.new) {
        (Some(a), Some(b), Some(old), Some(new)) => a - old == b - new,
        _ => false,
    }
}

/// Tokens that stand in each other's place, in order, so that they count for most together.
fn pair_tokens(old: &[Token], new: &[Token], years: Years) -> Vec<(usize, usize)> {
    let head = count_sure(old.iter().zip(new), years);
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = count_sure(old_rest.iter().rev().zip(new_rest.iter().rev()), years);
    let (n, m) = (old_rest.len() - tail, new_rest.len() - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|i| (i, i)).collect();
    if n.saturating_mul(m) <= MOST_PAIRS {
        let steps = align(n, m, |step| match step {
            Step::Both(i, j) => match weight(&old_rest[i], &new_rest[j], years) {
                0 => FORBIDDEN,
                weight => -weight,
            },
            Step::First(_) | Step::Second(_) => 0,
        });
        pairs.extend(steps.into_iter().filter_map(|step| match step {
            Step::Both(i, j) => Some((i + head, j + head)),
            Step::First(_) | Step::Second(_) => None,
        }));
    }
    pairs.extend((0..tail).map(|k| (head + n + k, head + m + k)));
    pairs
}

/// How many pairs come one after another of which each surely stands in the other's place.
fn count_sure<'t>(pairs: impl Iterator<Item = (&'t Token, &'t Token)>, years: Years) -> usize {
    pairs.take_while(|(a, b)| weight(a, b, years) > OTHER_NUMBER.max(SLIGHT)).count()
}

/// Pairs of tokens that follow each other in both texts, as a range of the list of pairs.
fn runs(pairs: &[(usize, usize)]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (k, pair) in pairs.iter().enumerate() {
        match runs.last_mut() {
            Some(run) if *pair == (pairs[k - 1].0 + 1, pairs[k - 1].1 + 1) => run.end = k + 1,
            _ => runs.push(k..k + 1),
        }
    }
    runs
}

/// Takes few equal letters between two longer stretches of other words for chance.
fn drown_islands(pairs: &mut Vec<(usize, usize)>, old: &Tokens<'_>, new: &Tokens<'_>) {
    let mut drowned = runs(pairs);
    drowned.retain(|run| is_island(run, pairs, old, new));
    for run in drowned.into_iter().rev() {
        pairs.drain(run);
    }
}

/// Whether a run is a few letters of words between longer stretches of other words on both sides.
fn is_island(
    run: &Range<usize>,
    pairs: &[(usize, usize)],
    old: &Tokens<'_>,
    new: &Tokens<'_>,
) -> bool {
    let (first, last) = (pairs[run.start], pairs[run.end - 1]);
    let size = letters(old, first.0..last.0 + 1);
    if size > ISLAND || !old.all[first.0..=last.0].iter().all(|t| t.class == Class::Word) {
        return false;
    }
    let before = run.start.checked_sub(1).map_or((0, 0), |k| (pairs[k].0 + 1, pairs[k].1 + 1));
    let after = pairs.get(run.end).copied().unwrap_or((old.all.len(), new.all.len()));
    let sea = [
        letters(old, before.0..first.0),
        letters(old, last.0 + 1..after.0),
        letters(new, before.1..first.1),
        letters(new, last.1 + 1..after.1),
    ];
    sea.into_iter().all(|letters| letters > SEA * size)
}

fn letters(tokens: &Tokens<'_>, range: Range<usize>) -> usize {
    tokens.all[range].iter().map(|t| t.key.chars().count()).sum()
}

/// Two texts while they are held against each other.
struct Comparing<'t> {
    old: &'t Tokens<'t>,
    new: &'t Tokens<'t>,
    years: Years,
    doubtful: bool,
    diff: TextDiff,
}

impl Comparing<'_> {
    /// Sorts the pairs and what is between them.
    fn walk(&mut self, pairs: &[(usize, usize)]) {
        let (mut i, mut j) = (0, 0);
        for &(a, b) in pairs {
            self.add_gap(Stretch { old: i..a, new: j..b });
            self.add_pair(a, b);
            (i, j) = (a + 1, b + 1);
        }
        self.add_gap(Stretch { old: i..self.old.all.len(), new: j..self.new.all.len() });
    }

    /// Two tokens in each other's place.
    fn add_pair(&mut self, a: usize, b: usize) {
        let (old, new) = (&self.old.all[a], &self.new.all[b]);
        match old.class {
            Class::Number if !equal_numbers(old, new, self.years) => self.diff.numbers.push((a, b)),
            Class::Marker if old.key != new.key => self.diff.markers.push((a, b)),
            Class::Word if self.old.text[old.range.clone()] != self.new.text[new.range.clone()] => {
                let stretch = Stretch::of_pair(a, b);
                match self.sameness(&stretch) {
                    Some(why) => {
                        self.diff.equal.push((a, b));
                        self.diff.spelt.push((stretch, why));
                    }
                    None => self.add_reworded(stretch),
                }
            }
            _ => self.diff.equal.push((a, b)),
        }
    }

    /// What stands between two pairs.
    fn add_gap(&mut self, stretch: Stretch) {
        if stretch.is_empty() {
            return;
        }
        let (mut parts, numbers) = self.cut_at_numbers(stretch);
        self.diff.numbers.extend(numbers);
        parts.retain(|part| !part.is_empty());
        for part in parts {
            match self.sameness(&part) {
                Some(why) => self.diff.spelt.push((part, why)),
                None => self.add_reworded(part),
            }
        }
    }

    /// A stretch cut at its numbers, where both sides have as many and what stands between is the
    /// same but for spelling.
    fn cut_at_numbers(&self, stretch: Stretch) -> (Vec<Stretch>, Vec<(usize, usize)>) {
        let old = numbers_in(&self.old.all, &stretch.old);
        let new = numbers_in(&self.new.all, &stretch.new);
        if old.is_empty() || old.len() != new.len() {
            return (vec![stretch], Vec::new());
        }
        let (mut parts, mut i, mut j) = (Vec::new(), stretch.old.start, stretch.new.start);
        for (a, b) in old.iter().zip(&new) {
            parts.push(Stretch { old: i..*a, new: j..*b });
            (i, j) = (a + 1, b + 1);
        }
        parts.push(Stretch { old: i..stretch.old.end, new: j..stretch.new.end });
        if !parts.iter().all(|part| part.is_empty() || self.sameness(part).is_some()) {
            return (vec![stretch], Vec::new());
        }
        let mut numbers: Vec<(usize, usize)> = old.into_iter().zip(new).collect();
        numbers.retain(|(a, b)| !equal_numbers(&self.old.all[*a], &self.new.all[*b], self.years));
        (parts, numbers)
    }

    /// Why a stretch is no change, if it is none.
    fn sameness(&self, stretch: &Stretch) -> Option<Why> {
        let (old, new) = (&self.old.all[stretch.old.clone()], &self.new.all[stretch.new.clone()]);
        if is_punctuation(old) && is_punctuation(new) {
            return Some(Why::Punctuation);
        }
        let (old, new) = (without_signs(self.old, old), without_signs(self.new, new));
        if old == new {
            return Some(Why::Same(Sameness::Alike));
        }
        same(&old, &new, self.doubtful).map(Why::Same)
    }

    /// Other words; what touches the stretch before it becomes one with it.
    fn add_reworded(&mut self, stretch: Stretch) {
        push_merged(&mut self.diff.reworded, stretch);
    }

    /// Numbers that stand in each other's place by chance, with other words on both sides, are
    /// other words too.
    fn dissolve_chance_numbers(&mut self) {
        let numbers = std::mem::take(&mut self.diff.numbers);
        let (sure, chance): (Vec<_>, Vec<_>) =
            numbers.iter().copied().partition(|pair| self.has_a_neighbour(*pair, &numbers));
        self.diff.numbers = sure;
        let mut reworded = std::mem::take(&mut self.diff.reworded);
        reworded.extend(chance.into_iter().map(|(a, b)| Stretch::of_pair(a, b)));
        reworded.sort_by_key(|s| (s.old.start, s.new.start, s.old.end, s.new.end));
        reworded.into_iter().for_each(|stretch| self.add_reworded(stretch));
    }

    /// Whether what stands before two numbers, or behind them, stayed, is a number in another's
    /// place, or is on both sides the end of the text.
    fn has_a_neighbour(&self, (a, b): (usize, usize), numbers: &[(usize, usize)]) -> bool {
        let before = (a.checked_sub(1), b.checked_sub(1));
        let behind = (next(a, self.old.all.len()), next(b, self.new.all.len()));
        [before, behind].into_iter().any(|neighbours| match neighbours {
            (None, None) => true,
            (Some(i), Some(j)) => self.stays(i, j) || numbers.contains(&(i, j)),
            _ => false,
        })
    }

    /// Whether two tokens are one, even where they are spelt otherwise.
    fn stays(&self, i: usize, j: usize) -> bool {
        let opens_or_ends = |s: &Stretch| {
            (s.old.start, s.new.start) == (i, j) || (s.old.end, s.new.end) == (i + 1, j + 1)
        };
        self.diff.equal.binary_search(&(i, j)).is_ok()
            || self.diff.spelt.iter().any(|(s, _)| opens_or_ends(s))
    }
}

/// The place behind another, where there is one.
fn next(place: usize, len: usize) -> Option<usize> {
    Some(place + 1).filter(|next| *next < len)
}

/// The numbers among the tokens of a range.
fn numbers_in(tokens: &[Token], range: &Range<usize>) -> Vec<usize> {
    range.clone().filter(|i| tokens[*i].class == Class::Number).collect()
}

fn is_punctuation(tokens: &[Token]) -> bool {
    tokens.iter().all(|t| t.class == Class::Sign)
}

/// The words and numbers of some tokens, which signs say nothing beside.
fn without_signs(tokens: &Tokens<'_>, some: &[Token]) -> String {
    let words = some.iter().filter(|t| t.class != Class::Sign);
    words.map(|t| &tokens.text[t.range.clone()]).collect()
}

/// Adds a stretch; it becomes one with the last where they touch.
fn push_merged(all: &mut Vec<Stretch>, stretch: Stretch) {
    match all.last_mut() {
        Some(last) if last.old.end == stretch.old.start && last.new.end == stretch.new.start => {
            (last.old.end, last.new.end) = (stretch.old.end, stretch.new.end);
        }
        _ => all.push(stretch),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Texts = Vec<(String, String)>;

    /// The stretches that differ, as text: reworded, then numbers, then how many are spelt
    /// otherwise.
    fn differing(a: &str, b: &str) -> (Texts, Texts, usize) {
        let (old, new) = (Tokens::of(a), Tokens::of(b));
        let diff = compare(&old, &new, Years { old: Some(2567), new: Some(2568) }, false);
        let text = |tokens: &Tokens<'_>, r: Range<usize>| tokens.text[tokens.span(r)].to_owned();
        let both = |s: &Stretch| (text(&old, s.old.clone()), text(&new, s.new.clone()));
        let number = |(i, j): &(usize, usize)| (text(&old, *i..i + 1), text(&new, *j..j + 1));
        (
            diff.reworded.iter().map(both).collect(),
            diff.numbers.iter().map(number).collect(),
            diff.spelt.len(),
        )
    }

    fn pair(a: &str, b: &str) -> (String, String) {
        (a.to_owned(), b.to_owned())
    }

    #[test]
    fn what_is_no_change_is_none() {
        for (a, b) in [
            ("ปีงบประมาณ ๒๕๖๗", "ปีงบประมาณ 2568"),
            ("จำนวน  ๑,๐๐๐ คน", "จำนวน 1000 คน"),
            ("“แสง” – เงา", "แสง - เงา"),
            ("พ.ร.บ. พ.ศ. ๒๕๔๒", "พ.ร.บ. พ.ศ. ๒๕๔๒"),
            ("ครั้งที่ ๒/๒๕๖๗", "ครั้งที่ ๒/๒๕๖๘"),
        ] {
            assert_eq!(differing(a, b), (vec![], vec![], 0), "{a} {b}");
        }
    }

    #[test]
    fn a_misread_word_is_spelling_even_beside_a_number_that_changed() {
        assert_eq!(
            differing("ไม่น้อยกว่าร้อยละ ๗๐", "ไม่น้อยกว่าร้อยสะ ๘๐"),
            (vec![], vec![pair("๗๐", "๘๐")], 1)
        );
        assert_eq!(differing("เพื่อสร้างเครือข่าย", "เพื่อสร้างเคริอข่าย"), (vec![], vec![], 1));
    }

    #[test]
    fn other_words_are_told() {
        assert_eq!(differing("เพื่อสร้างเครือข่าย", "เพื่อขยายเครือข่าย").0, [pair("สร้าง", "ขยาย")]);
        assert_eq!(differing("ไม่พบเรื่องร้องเรียน", "พบเรื่องร้องเรียน").0, [pair("ไม่", "")]);
        assert_eq!(differing("ที่ท่าเรือ", "ที่ท่าเรือและบนเรือ").0.len(), 1);
    }

    #[test]
    fn a_text_beyond_the_limit_is_reworded_as_a_whole() {
        let long = |word: &str| (0..3000).map(|n| format!("{word}{n} ")).collect::<String>();
        let (reworded, numbers, _) = differing(&long("a"), &long("b"));
        assert_eq!((reworded.len(), numbers.len()), (1, 0));
    }
}
