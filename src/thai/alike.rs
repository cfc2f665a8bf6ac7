//! Spellings that are taken for each other: letters that a recogniser confuses, and marks that it
//! adds and drops.

use crate::align::{Step, distance};
use crate::thai::confusable::{self, is_slight_mark, is_vowel_below, look_alike};
use crate::thai::text::is_thai_letter;
use crate::thai::words;

/// One letter in this many may be misread, and one more: on bad scans one in fifty is.
const LETTERS_A_SLIP: usize = 5;

/// What one side must cost more than the other to be a damaged word: two words more, as in
/// [`crate::thai::words::cost`].
const FALLS_APART: u32 = 20;

/// The same where one side is a damaged word.
const DAMAGED_LETTERS_A_SLIP: usize = 3;

/// The cost of a letter that may be taken for the other.
const SLIGHT: i32 = 1;

/// The cost of another letter: more than any number of slight ones.
const OTHER: i32 = 1000;

/// Letters in a stretch that are held against each other; a longer one is no word that was misread.
const LONGEST: usize = 200;

/// A letter as alignment sees it: one for all that may be taken for it, none for a slight mark.
pub fn folded(c: char) -> Option<char> {
    (!confusable::is_slight_mark(c)).then(|| confusable::folded(c))
}

/// A word as alignment sees it.
///
/// ```
/// use raingan::thai::alike::fold;
/// assert_eq!(fold("ไม่ใช้"), fold("ไม่ใช่"));
/// assert_ne!(fold("สร้าง"), fold("ขยาย"));
/// ```
pub fn fold(word: &str) -> String {
    word.chars().filter_map(folded).flat_map(char::to_lowercase).collect()
}

/// A word without what is most easily misread: as [`fold`] has it, and without the vowels below,
/// which the line below or a speck may feign.
///
/// ```
/// use raingan::thai::alike::skeleton;
/// assert_eq!(skeleton("ผูลลัพธ์"), skeleton("ผลสัพธ"));
/// ```
pub fn skeleton(word: &str) -> String {
    fold(word).chars().filter(|c| !is_vowel_below(*c)).collect()
}

/// Whether one letter may be read for the other.
fn alike(a: char, b: char) -> bool {
    is_slight_mark(a) && is_slight_mark(b) || look_alike(a, b)
}

/// How two spellings of one stretch differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slips {
    /// Letters that may be taken for each other.
    slight: usize,
    /// Others that are read otherwise, added or missing.
    other: usize,
}

/// Why two stretches are one and the same, though spelt otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// Letters that are taken for each other.
    Alike,
    /// One is made of words, and the other is not, but for few letters.
    Misspelt,
}

/// Whether two stretches of Thai letters are one and the same, read or spelt otherwise. `doubtful`:
/// one of them was read from a picture by a recogniser that was not sure.
///
/// ```
/// use raingan::thai::alike::{Sameness, same};
/// assert_eq!(same("ไม่ใช้งบประมาณ", "ไม่ใช่งบประมาณ", false), Some(Sameness::Alike));
/// assert_eq!(same("สำนักงาน", "สำนักงสน", false), Some(Sameness::Misspelt));
/// assert_eq!(same("กลางวัน", "กลางคืน", false), None);
/// ```
pub fn same(a: &str, b: &str, doubtful: bool) -> Option<Sameness> {
    let (a, b) = (Stretch::of(a)?, Stretch::of(b)?);
    let slips = slips(&a.0, &b.0);
    let letters = a.0.len().min(b.0.len());
    let most = 1 + letters / LETTERS_A_SLIP;
    if slips.other == 0 {
        let most_damaged = 1 + letters / DAMAGED_LETTERS_A_SLIP;
        if slips.slight <= most
            || slips.slight <= most_damaged && (doubtful || one_falls_apart(&a, &b))
        {
            return Some(Sameness::Alike);
        }
    }
    let few =
        slips.slight + slips.other <= most && slips.other <= 1 + letters / (2 * LETTERS_A_SLIP);
    let long_enough = letters >= LETTERS_A_SLIP - 1;
    let damaged = few && long_enough && (doubtful || a.is_words() != b.is_words());
    damaged.then_some(Sameness::Misspelt)
}

/// The letters of a stretch that is compared.
struct Stretch(Vec<char>);

impl Stretch {
    /// The letters without white space; `None` where there are none, too many, or others than Thai
    /// ones.
    fn of(text: &str) -> Option<Stretch> {
        let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let fits = (1..=LONGEST).contains(&letters.len());
        (fits && letters.iter().all(|c| is_thai_letter(*c))).then_some(Stretch(letters))
    }

    fn text(&self) -> String {
        self.0.iter().collect()
    }

    fn is_words(&self) -> bool {
        words::is_all_words(&self.text())
    }

    fn cost(&self) -> u32 {
        words::cost(&self.text())
    }
}

/// Whether one of them is a badly damaged word, of which more letters may be others: it falls apart
/// into many words, or none.
fn one_falls_apart(a: &Stretch, b: &Stretch) -> bool {
    a.cost().abs_diff(b.cost()) >= FALLS_APART
}

/// The fewest slips that make one of the other.
fn slips(a: &[char], b: &[char]) -> Slips {
    let cost = distance(a.len(), b.len(), |step| match step {
        Step::Both(i, j) => cost_of_swap(a[i], b[j]),
        Step::First(i) => cost_of_missing(a[i]),
        Step::Second(j) => cost_of_missing(b[j]),
    });
    Slips { slight: (cost % OTHER) as usize, other: (cost / OTHER) as usize }
}

/// What it costs that a letter stands on one side only.
fn cost_of_missing(c: char) -> i32 {
    if is_slight_mark(c) { SLIGHT } else { OTHER }
}

/// What it costs that one letter stands for the other.
fn cost_of_swap(a: char, b: char) -> i32 {
    if a == b {
        0
    } else if alike(a, b) {
        SLIGHT
    } else {
        OTHER
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_recogniser_confuses_is_the_same_and_other_words_are_not() {
        for (a, b, sameness) in [
            ("สอห", "ลอห", Some(Sameness::Alike)),
            ("เครือข่าย", "เคริอข่าย", Some(Sameness::Alike)),
            ("ช้อน", "ช่อน", Some(Sameness::Alike)),
            ("งบประมาณ", "งบประมาญ", Some(Sameness::Alike)),
            ("สำนักงาน", "สำนักงาน", Some(Sameness::Alike)),
            ("ค่านิยม", "ดามิยม", Some(Sameness::Alike)),
            ("ดิน", "คืน", None),
            ("สำนักงาน", "สำนักงสน", Some(Sameness::Misspelt)),
            ("สร้าง", "ขยาย", None),
            ("ไม่พบ", "พบ", None),
            ("เกาะ", "เกม", None),
            ("abc", "abd", None),
            ("", "ก", None),
        ] {
            assert_eq!(same(a, b, false), sameness, "{a} {b}");
            assert_eq!(same(b, a, false), sameness, "{b} {a}");
        }
    }
}
