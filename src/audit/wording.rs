//! Texts held against each other: without spaces, in one script of digits, and alike where OCR
//! confuses letters.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::thai::confusable::{is_dropped_mark, without_stroke};
use crate::thai::text::{is_thai_letter, on_one_line};
use crate::thai::{date, digits};

/// No label or name is looked at beyond this many letters, a sentence or three: it bounds the time
/// for texts without end.
pub(super) const LONGEST: usize = 400;

/// Letters, with vowels and tone marks, of a text that nobody writes a second time by chance: a
/// stock phrase has fewer.
const MANY_LETTERS: usize = 80;
/// The same for one that states figures.
const LETTERS_WITH_FIGURES: usize = 50;
/// The same for one that says when something was.
const LETTERS_WITH_DATE: usize = 20;

/// How many characters of a text, as people see them, are quoted in a message.
const SHOWN: usize = 45;

/// The text as two spellings of one wording agree in it: no white space, Arabic digits, no tone
/// marks, letters that OCR confuses (ล/ส, ช้/ช่) as one.
///
/// ```
/// use raingan::audit::wording::fold;
/// assert_eq!(fold("สอห. ช้าง ๓"), fold("ลอห. ช่าง 3"));
/// ```
pub fn fold(text: &str) -> String {
    squeeze(text).chars().filter(|c| !is_dropped_mark(*c)).map(without_stroke).collect()
}

/// The text without white space, its digits Arabic.
pub fn squeeze(text: &str) -> String {
    digits::to_arabic(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a text says so much that nobody would write it a second time by chance: it tells when
/// something was, or has figures and is a sentence, or is a sentence or two.
///
/// ```
/// use raingan::audit::wording::says_much;
/// assert!(says_much("จัดอบรมบุคลากรเมื่อวันที่ ๑๒ มีนาคม ๒๕๖๗ มีผู้เข้าร่วม ๕๘ คน"));
/// assert!(!says_much("ดำเนินการแล้วเสร็จตามแผน"));
/// ```
pub fn says_much(text: &str) -> bool {
    let letters = text.chars().filter(|c| is_thai_letter(*c) || c.is_alphabetic()).count();
    let least = match () {
        _ if !date::find(text).dates.is_empty() => LETTERS_WITH_DATE,
        _ if text.contains(digits::is_digit) => LETTERS_WITH_FIGURES,
        _ => MANY_LETTERS,
    };
    letters >= least
}

/// How much of `part` stands in `whole`, 0 to 1: the share of its runs of three letters. Both texts
/// should be folded.
///
/// ```
/// use raingan::audit::wording::share;
/// assert!(share("ระบบบริการ", "เชื่อมโยงระบบบริการแล้ว") > 0.99 && share("ระบบบริการ", "จัดอบรม") < 0.01);
/// ```
pub fn share(part: &str, whole: &str) -> f64 {
    let (part, whole) = (runs(part), runs(whole));
    if part.is_empty() { 0.0 } else { part.intersection(&whole).count() as f64 / part.len() as f64 }
}

/// The runs of three letters of a text.
fn runs(text: &str) -> BTreeSet<[char; 3]> {
    let letters: Vec<char> = text.chars().collect();
    letters.windows(3).map(|w| [w[0], w[1], w[2]]).collect()
}

/// The longest run of letters that stands in both texts, in letters; each text is cut to its first
/// 400.
pub fn common(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(LONGEST).collect();
    // How long a run ends at each letter of `b`, for the letter of `a` before this one.
    let mut above = vec![0; b.len() + 1];
    let mut longest = 0;
    for x in a.chars().take(LONGEST) {
        let mut row = vec![0; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            if x == *y {
                row[j + 1] = above[j] + 1;
                longest = longest.max(row[j + 1]);
            }
        }
        above = row;
    }
    longest
}

/// The first characters of a text, marks with their letters, with `…` where there is more.
pub fn short(text: &str) -> String {
    let line = on_one_line(text);
    let cut: String = line.graphemes(true).take(SHOWN).collect();
    if cut.len() < line.len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_ocr_confuses_are_one() {
        assert_eq!(fold("ผู้เข้า ร่วม"), fold("ผูเขาร่วม"));
        assert_ne!(fold("กทบ."), fold("กพบ."));
    }

    #[test]
    fn the_longest_run_is_counted_in_letters() {
        assert_eq!(common("ร้อยละความพึงพอใจ", "มีความพึงพอใจโดยรวม"), "ความพึงพอใจ".chars().count());
        assert_eq!((common("", "ก"), common("กข", "คง")), (0, 0));
    }

    #[test]
    fn long_texts_are_cut_for_messages() {
        assert_eq!(short("ก  ข\nค"), "ก ข ค");
        assert_eq!(short(&"ก".repeat(100)).chars().count(), SHOWN + 1);
    }
}
