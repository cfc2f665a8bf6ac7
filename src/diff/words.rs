//! Two years of one text, word by word: which words stayed, which numbers stand in each other's
//! place, what was reworded.

use std::ops::Range;

use super::token::{Class, Token, Tokens};
use crate::thai::alike::{Sameness, same};

/// Pairs of tokens that are held against each other at most (2,000 words against 2,000); of longer
/// texts only the equal beginning and end are known.
const MOST_PAIRS: usize = 4_000_000;
/// What an equal number counts for, in letters of a word.
const EQUAL_NUMBER: u32 = 10;
/// What another number in the place of one counts for: less than any word.
const OTHER_NUMBER: u32 = 2;
/// What an equal list marker or sign counts for.
const SLIGHT: u32 = 2;
/// Letters of equal words that are not shown as such between two longer stretches of other words.
const ISLAND: usize = 5;

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

/// Holds two texts against each other. `doubtful`: one was read from a picture by a recogniser that
/// was not sure.
///
/// ```
/// use raingan::diff::token::Tokens;
/// use raingan::diff::words::{Years, compare};
/// let (old, new) = (Tokens::of("อย่างน้อย ๔ ครั้ง"), Tokens::of("อย่างน้อย ๓ ครั้ง"));
/// let diff = compare(&old, &new, Years::default(), false);
/// assert_eq!((diff.numbers.len(), diff.reworded.len()), (1, 0));
/// ```
pub fn compare(old: &Tokens<'_>, new: &Tokens<'_>, years: Years, doubtful: bool) -> TextDiff {
    let same_place = |a: &Token, b: &Token| weight(a, b, years);
    let mut steps = align(&old.all, &new.all, &same_place);
    drown_islands(&mut steps, old, new);
    let mut comparing = Comparing { old, new, years, doubtful, diff: TextDiff::default() };
    comparing.walk(&steps);
    comparing.dissolve_chance_numbers();
    comparing.diff
}

/// What two tokens count for in each other's place; nothing where they cannot be.
fn weight(a: &Token, b: &Token, years: Years) -> u32 {
    match (a.class, b.class) {
        (Class::Word, Class::Word) if a.key == b.key => 2 + a.key.chars().count() as u32,
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
    let moved = || match (a.year, b.year, years.old, years.new) {
        (Some(a), Some(b), Some(old), Some(new)) => a - old == b - new,
        _ => false,
    };
    a.key == b.key || moved()
}

/// The heaviest way to put tokens in each other's place, in order.
fn align(
    old: &[Token],
    new: &[Token],
    weight: &impl Fn(&Token, &Token) -> u32,
) -> Vec<(usize, usize)> {
    let sure = |(a, b): &(&Token, &Token)| weight(a, b) > OTHER_NUMBER.max(SLIGHT);
    let head = old.iter().zip(new).take_while(sure).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(sure).count();
    let (n, m) = (old.len() - head - tail, new.len() - head - tail);
    let mut steps: Vec<(usize, usize)> = (0..head).map(|i| (i, i)).collect();
    if n.saturating_mul(m) <= MOST_PAIRS {
        let middle = heaviest(&old[head..head + n], &new[head..head + m], weight);
        steps.extend(middle.into_iter().map(|(i, j)| (i + head, j + head)));
    }
    steps.extend((0..tail).map(|k| (head + n + k, head + m + k)));
    steps
}

/// The heaviest common subsequence, by dynamic programming from the end.
fn heaviest(
    old: &[Token],
    new: &[Token],
    weight: &impl Fn(&Token, &Token) -> u32,
) -> Vec<(usize, usize)> {
    let (n, m) = (old.len(), new.len());
    let width = m + 1;
    let mut best = vec![0u32; (n + 1) * width];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let skip = best[(i + 1) * width + j].max(best[i * width + j + 1]);
            let here = weight(&old[i], &new[j]);
            let both = if here > 0 { here + best[(i + 1) * width + j + 1] } else { 0 };
            best[i * width + j] = skip.max(both);
        }
    }
    let mut steps = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < n && j < m {
        let here = weight(&old[i], &new[j]);
        let left = best[i * width + j];
        if here > 0 && left == here + best[(i + 1) * width + j + 1] {
            steps.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if left == best[(i + 1) * width + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    steps
}

/// Takes few equal letters between two longer stretches of other words for chance.
fn drown_islands(steps: &mut Vec<(usize, usize)>, old: &Tokens<'_>, new: &Tokens<'_>) {
    let letters = |tokens: &Tokens<'_>, range: Range<usize>| -> usize {
        tokens.all[range].iter().map(|t| t.key.chars().count()).sum()
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    for k in 0..steps.len() {
        match runs.last_mut() {
            Some(run) if steps[k] == (steps[k - 1].0 + 1, steps[k - 1].1 + 1) => run.end = k + 1,
            _ => runs.push(k..k + 1),
        }
    }
    let end = (old.all.len(), new.all.len());
    let chance = |run: &Range<usize>| {
        let (first, last) = (steps[run.start], steps[run.end - 1]);
        let before = run.start.checked_sub(1).map_or((0, 0), |k| (steps[k].0 + 1, steps[k].1 + 1));
        let after = steps.get(run.end).copied().unwrap_or(end);
        let size = letters(old, first.0..last.0 + 1);
        let within = old.all[first.0..=last.0].iter().all(|t| t.class == Class::Word);
        let gap = |tokens: &Tokens<'_>, a: Range<usize>, b: Range<usize>| {
            letters(tokens, a) > 2 * size && letters(tokens, b) > 2 * size
        };
        within
            && size <= ISLAND
            && gap(old, before.0..first.0, last.0 + 1..after.0)
            && gap(new, before.1..first.1, last.1 + 1..after.1)
    };
    let drowned: Vec<Range<usize>> = runs.into_iter().filter(chance).collect();
    for run in drowned.into_iter().rev() {
        steps.drain(run);
    }
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
    /// Sorts what is between and in the steps.
    fn walk(&mut self, steps: &[(usize, usize)]) {
        let (mut i, mut j) = (0, 0);
        for &(a, b) in steps {
            self.gap(Stretch { old: i..a, new: j..b });
            self.step(a, b);
            (i, j) = (a + 1, b + 1);
        }
        self.gap(Stretch { old: i..self.old.all.len(), new: j..self.new.all.len() });
    }

    /// Two tokens in each other's place.
    fn step(&mut self, a: usize, b: usize) {
        let (old, new) = (&self.old.all[a], &self.new.all[b]);
        match old.class {
            Class::Number if !equal_numbers(old, new, self.years) => self.diff.numbers.push((a, b)),
            Class::Marker if old.key != new.key => self.diff.markers.push((a, b)),
            Class::Word if self.old.text[old.range.clone()] != self.new.text[new.range.clone()] => {
                let stretch = Stretch { old: a..a + 1, new: b..b + 1 };
                match self.sameness(&stretch) {
                    Some(why) => {
                        self.diff.equal.push((a, b));
                        self.diff.spelt.push((stretch, why));
                    }
                    None => self.reword(stretch),
                }
            }
            _ => self.diff.equal.push((a, b)),
        }
    }

    /// What stands between two steps.
    fn gap(&mut self, stretch: Stretch) {
        if stretch.old.is_empty() && stretch.new.is_empty() {
            return;
        }
        let (mut stretch, numbers) = self.by_numbers(stretch);
        self.diff.numbers.extend(numbers);
        stretch.retain(|s| !(s.old.is_empty() && s.new.is_empty()));
        for part in stretch {
            match self.sameness(&part) {
                Some(why) => self.diff.spelt.push((part, why)),
                None => self.reword(part),
            }
        }
    }

    /// A stretch cut at its numbers, where both sides have as many and what stands between is the
    /// same but for spelling.
    fn by_numbers(&self, stretch: Stretch) -> (Vec<Stretch>, Vec<(usize, usize)>) {
        let numbers = |tokens: &[Token], range: &Range<usize>| -> Vec<usize> {
            range.clone().filter(|i| matches!(tokens[*i].class, Class::Number)).collect()
        };
        let (old, new) =
            (numbers(&self.old.all, &stretch.old), numbers(&self.new.all, &stretch.new));
        if old.is_empty() || old.len() != new.len() {
            return (vec![stretch], Vec::new());
        }
        let (mut parts, mut i, mut j) = (Vec::new(), stretch.old.start, stretch.new.start);
        for (a, b) in old.iter().zip(&new) {
            parts.push(Stretch { old: i..*a, new: j..*b });
            (i, j) = (a + 1, b + 1);
        }
        parts.push(Stretch { old: i..stretch.old.end, new: j..stretch.new.end });
        let fits = |s: &Stretch| s.old.is_empty() && s.new.is_empty() || self.sameness(s).is_some();
        if !parts.iter().all(fits) {
            return (vec![stretch], Vec::new());
        }
        let differ = |(a, b): &(usize, usize)| {
            !equal_numbers(&self.old.all[*a], &self.new.all[*b], self.years)
        };
        (parts, old.into_iter().zip(new).filter(differ).collect())
    }

    /// Why a stretch is no change, if it is none.
    fn sameness(&self, stretch: &Stretch) -> Option<Why> {
        let signs = |tokens: &[Token]| tokens.iter().all(|t| t.class == Class::Sign);
        let (old, new) = (&self.old.all[stretch.old.clone()], &self.new.all[stretch.new.clone()]);
        if signs(old) && signs(new) {
            return Some(Why::Punctuation);
        }
        // Signs say nothing beside words.
        let words = |tokens: &Tokens<'_>, all: &[Token]| -> String {
            let told = all.iter().filter(|t| t.class != Class::Sign);
            told.map(|t| &tokens.text[t.range.clone()]).collect()
        };
        let (old, new) = (words(self.old, old), words(self.new, new));
        if old == new {
            return Some(Why::Same(Sameness::Alike));
        }
        same(&old, &new, self.doubtful).map(Why::Same)
    }

    /// Other words; what touches the stretch before it becomes one with it.
    fn reword(&mut self, stretch: Stretch) {
        match self.diff.reworded.last_mut() {
            Some(last)
                if last.old.end == stretch.old.start && last.new.end == stretch.new.start =>
            {
                (last.old.end, last.new.end) = (stretch.old.end, stretch.new.end);
            }
            _ => self.diff.reworded.push(stretch),
        }
    }

    /// Numbers that stand in each other's place by chance, with other words on both sides, are
    /// other words too.
    fn dissolve_chance_numbers(&mut self) {
        let numbers = std::mem::take(&mut self.diff.numbers);
        let kept = |a: usize, b: usize| {
            let near = |(i, j): (Option<usize>, Option<usize>)| match (i, j) {
                (None, None) => true,
                (Some(i), Some(j)) => self.stays(i, j) || numbers.contains(&(i, j)),
                _ => false,
            };
            let next = |i: usize, len: usize| Some(i + 1).filter(|i| *i < len);
            near((a.checked_sub(1), b.checked_sub(1)))
                || near((next(a, self.old.all.len()), next(b, self.new.all.len())))
        };
        let (sure, chance): (Vec<_>, Vec<_>) =
            numbers.iter().copied().partition(|(a, b)| kept(*a, *b));
        self.diff.numbers = sure;
        self.diff
            .reworded
            .extend(chance.into_iter().map(|(a, b)| Stretch { old: a..a + 1, new: b..b + 1 }));
        self.diff.reworded.sort_by_key(|s| (s.old.start, s.new.start, s.old.end, s.new.end));
        let mut merged: Vec<Stretch> = Vec::new();
        for stretch in std::mem::take(&mut self.diff.reworded) {
            match merged.last_mut() {
                Some(last)
                    if last.old.end == stretch.old.start && last.new.end == stretch.new.start =>
                {
                    (last.old.end, last.new.end) = (stretch.old.end, stretch.new.end);
                }
                _ => merged.push(stretch),
            }
        }
        self.diff.reworded = merged;
    }

    /// Whether two tokens are one, be it spelt otherwise.
    fn stays(&self, i: usize, j: usize) -> bool {
        let ends = |s: &Stretch| {
            (s.old.start, s.new.start) == (i, j) || (s.old.end, s.new.end) == (i + 1, j + 1)
        };
        self.diff.equal.binary_search(&(i, j)).is_ok()
            || self.diff.spelt.iter().any(|(s, _)| ends(s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Texts = Vec<(String, String)>;

    /// The stretches that differ, as text: reworded, then numbers, then how many are spelt
    /// otherwise.
    fn told(a: &str, b: &str) -> (Texts, Texts, usize) {
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
            assert_eq!(told(a, b), (vec![], vec![], 0), "{a} {b}");
        }
    }

    #[test]
    fn a_misread_word_is_spelling_even_beside_a_number_that_changed() {
        assert_eq!(
            told("ไม่น้อยกว่าร้อยละ ๗๐", "ไม่น้อยกว่าร้อยสะ ๘๐"),
            (vec![], vec![pair("๗๐", "๘๐")], 1)
        );
        assert_eq!(told("เพื่อสร้างเครือข่าย", "เพื่อสร้างเคริอข่าย"), (vec![], vec![], 1));
    }

    #[test]
    fn other_words_are_told() {
        assert_eq!(told("เพื่อสร้างเครือข่าย", "เพื่อขยายเครือข่าย").0, [pair("สร้าง", "ขยาย")]);
        assert_eq!(told("ไม่พบเรื่องร้องเรียน", "พบเรื่องร้องเรียน").0, [pair("ไม่", "")]);
        assert_eq!(told("ที่ท่าเรือ", "ที่ท่าเรือและบนเรือ").0.len(), 1);
    }

    #[test]
    fn a_text_beyond_the_limit_is_reworded_as_a_whole() {
        let long = |word: &str| (0..3000).map(|n| format!("{word}{n} ")).collect::<String>();
        let (reworded, numbers, _) = told(&long("a"), &long("b"));
        assert_eq!((reworded.len(), numbers.len()), (1, 0));
    }
}
