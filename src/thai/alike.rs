//! Spellings that are taken for each other: letters that a recogniser confuses, and marks that it
//! adds and drops.

use crate::thai::confusable::{self, is_slight_mark, is_vowel_below, look_alike};
use crate::thai::text::is_thai_letter;
use crate::thai::words;

/// Of so many letters one may be misread, beside the first: a tenth of that is measured on bad
/// scans.
const LETTERS_A_SLIP: usize = 5;

/// What one side must cost more than the other to be a damaged word: two words more, as in
/// [`crate::thai::words::cost`].
const FALLS_APART: u32 = 20;

/// Letters a slip where one side is a damaged word.
const DAMAGED_LETTERS_A_SLIP: usize = 3;

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
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<char>>();
    let (a, b) = (letters(a), letters(b));
    let thai = |letters: &[char]| letters.iter().all(|c| is_thai_letter(*c));
    if a.is_empty() || b.is_empty() || a.len().max(b.len()) > LONGEST || !thai(&a) || !thai(&b) {
        return None;
    }
    let slips = slips(&a, &b);
    let most = 1 + a.len().min(b.len()) / LETTERS_A_SLIP;
    if slips.other == 0 && slips.slight <= most {
        return Some(Sameness::Alike);
    }
    let words = |letters: &[char]| words::is_all_words(&letters.iter().collect::<String>());
    let damaged = || doubtful || words(&a) != words(&b);
    let cost = |letters: &[char]| words::cost(&letters.iter().collect::<String>());
    let falls_apart = || doubtful || cost(&a).abs_diff(cost(&b)) >= FALLS_APART;
    // Of a badly damaged word more letters may be others: it falls apart into many words, or none.
    if slips.other == 0
        && slips.slight <= 1 + a.len().min(b.len()) / DAMAGED_LETTERS_A_SLIP
        && falls_apart()
    {
        return Some(Sameness::Alike);
    }
    let few = slips.slight + slips.other <= most
        && slips.other <= 1 + a.len().min(b.len()) / (2 * LETTERS_A_SLIP);
    let short = a.len().min(b.len()) < LETTERS_A_SLIP - 1;
    (few && !short && damaged()).then_some(Sameness::Misspelt)
}

/// The fewest slips that make one of the other; another letter weighs more than any number of
/// slight ones.
fn slips(a: &[char], b: &[char]) -> Slips {
    const OTHER: usize = 1000;
    let drop = |c: char| if is_slight_mark(c) { 1 } else { OTHER };
    let mut row: Vec<usize> = std::iter::once(0)
        .chain(b.iter().scan(0, |sum, c| {
            Some({
                *sum += drop(*c);
                *sum
            })
        }))
        .collect();
    for &x in a {
        let mut diagonal = row[0];
        row[0] += drop(x);
        for (j, &y) in b.iter().enumerate() {
            let swap = if x == y {
                0
            } else if alike(x, y) {
                1
            } else {
                OTHER
            };
            let best = (diagonal + swap).min(row[j + 1] + drop(x)).min(row[j] + drop(y));
            diagonal = row[j + 1];
            row[j + 1] = best;
        }
    }
    let cost = row[b.len()];
    Slips { slight: cost % OTHER, other: cost / OTHER }
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
