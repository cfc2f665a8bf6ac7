//! Letters and marks that are taken for each other: one table, and what each use wants of it.
//!
//! | use | asks for |
//! | --- | --- |
//! | comparing two readings ([`super::alike`]) | what looks alike, and slight marks |
//! | finding a label that is misspelt ([`super::label`]) | slight marks, vowels above and below |
//! | comparing texts of one report (`audit::wording`) | what differs by one stroke, and marks that are often dropped |
//! | the spellings of an abbreviation (`report::identity`) | what people write for each other |
//! | other readings of a doubtful letter (`ocr::language`) | what the recogniser confuses |

use super::text::{BLOCK_LEN, place_in_block};

/// Why letters are taken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// They look alike: they differ by a head, a tail or a notch.
    Looks,
    /// Marks above a letter: one may be there for another, or for none.
    Mark,
    /// The recogniser of this program reads one for the other where it is in doubt.
    Recogniser,
    /// It reads the letter for the digit, within a number.
    Digit,
    /// People write one for the other in names and abbreviations.
    Writing,
}

/// How easily that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Now and then, in bad print or bad pictures.
    Seldom,
    /// Often: one stroke tells them apart, or nothing but care.
    Often,
}

/// Letters of which each may be taken for each other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// The letters. Where they are folded into one, it is the first.
    pub letters: &'static [char],
    /// Why.
    pub reason: Reason,
    /// How easily.
    pub weight: Weight,
}

/// In a group: one of the others may be there for nothing, or be missing.
pub const NOTHING: char = '\0';

/// The table. What the recogniser within this program confuses, what transcripts made by others
/// show, and what differs by little.
pub const GROUPS: &[Group] = &[
    // One stroke.
    often(&['ล', 'ส'], Reason::Looks),
    often(&['ข', 'ฃ'], Reason::Looks),
    often(&['ช', 'ซ'], Reason::Looks),
    often(&['ถ', 'ภ'], Reason::Looks),
    often(&['ค', 'ศ'], Reason::Looks),
    often(&['ต', 'ด'], Reason::Looks),
    often(&['พ', 'ฟ'], Reason::Looks),
    often(&['ผ', 'ฝ'], Reason::Looks),
    // The same frame.
    seldom(&['ก', 'ถ', 'ภ', 'ฤ'], Reason::Looks),
    seldom(&['ล', 'ส', 'ฤ', 'ถ'], Reason::Looks),
    seldom(&['ม', 'ว', 'น'], Reason::Looks),
    seldom(&['ฆ', 'ม'], Reason::Looks),
    seldom(&['ป', 'บ', 'ษ'], Reason::Looks),
    seldom(&['ช', 'ซ', 'ข'], Reason::Looks),
    seldom(&['ค', 'ด', 'ต', 'ศ', 'ฅ'], Reason::Looks),
    seldom(&['พ', 'ฟ', 'ฬ'], Reason::Looks),
    seldom(&['ผ', 'พ'], Reason::Looks),
    seldom(&['ฝ', 'ฟ'], Reason::Looks),
    seldom(&['ห', 'ท', 'ฑ'], Reason::Looks),
    seldom(&['ฏ', 'ฎ', 'ฐ'], Reason::Looks),
    seldom(&['ญ', 'ณ', 'ฌ'], Reason::Looks),
    seldom(&['อ', 'ฮ'], Reason::Looks),
    seldom(&['จ', 'ง'], Reason::Looks),
    seldom(&['ร', 'ธ'], Reason::Looks),
    seldom(&['า', 'ำ', 'ๅ'], Reason::Looks),
    seldom(&['เ', 'แ'], Reason::Looks),
    seldom(&['ไ', 'ใ', 'โ'], Reason::Looks),
    seldom(BELOW, Reason::Looks),
    seldom(ABOVE, Reason::Looks),
    // Marks.
    often(&['่', '้', '๊', '๋', '์', NOTHING], Reason::Mark),
    seldom(&['็', 'ั', 'ํ', NOTHING], Reason::Mark),
    // What the recogniser of this program takes for each other, in the order in which it is tried.
    often(&['ม', 'ว'], Reason::Recogniser),
    often(&['ั', '้'], Reason::Recogniser),
    often(&['า', 'ำ'], Reason::Recogniser),
    often(&['่', '้'], Reason::Recogniser),
    often(&['่', NOTHING], Reason::Recogniser),
    often(&['้', NOTHING], Reason::Recogniser),
    seldom(&['ฤ', 'ล'], Reason::Recogniser),
    seldom(&['ฤ', 'ถ'], Reason::Recogniser),
    seldom(&['ถ', 'ล'], Reason::Recogniser),
    seldom(&['ป', 'บ'], Reason::Recogniser),
    seldom(&['ช', 'ซ'], Reason::Recogniser),
    seldom(&['ช', 'ข'], Reason::Recogniser),
    often(&['ต', '๓'], Reason::Digit),
    often(&['ค', '๓'], Reason::Digit),
    often(&['ด', '๓'], Reason::Digit),
    often(&['ล', 'ส'], Reason::Writing),
];

/// The place of no group.
const NO_GROUP: usize = usize::MAX;

/// Vowels above a letter, of which one may stand for another.
const ABOVE: &[char] = &['ิ', 'ี', 'ึ', 'ื'];

/// Vowels below a letter, which the line below or a speck may feign.
const BELOW: &[char] = &['ุ', 'ู', 'ฺ'];

/// The groups in which each letter of the Thai block looks like others, a bit a group.
static LOOKS: [u64; BLOCK_LEN] = {
    let mut looks = [0_u64; BLOCK_LEN];
    let mut at = 0;
    while at < GROUPS.len() {
        let mut i = 0;
        while matches!(GROUPS[at].reason, Reason::Looks) && i < GROUPS[at].letters.len() {
            looks[place_in_block(GROUPS[at].letters[i])] |= 1 << at;
            i += 1;
        }
        at += 1;
    }
    looks
};

/// How easily each mark of the Thai block is there for another, or for none.
static MARKS: [Option<Weight>; BLOCK_LEN] = {
    let mut marks = [None; BLOCK_LEN];
    let mut at = 0;
    while at < GROUPS.len() {
        let mut i = 0;
        while matches!(GROUPS[at].reason, Reason::Mark) && i < GROUPS[at].letters.len() {
            let place = place_in_block(GROUPS[at].letters[i]);
            if place < BLOCK_LEN {
                marks[place] = Some(GROUPS[at].weight);
            }
            i += 1;
        }
        at += 1;
    }
    marks
};

/// One letter for all that look alike, also by way of others between them.
static FOLDED: [char; BLOCK_LEN] = folds(Weight::Seldom);

/// One letter for all that one stroke tells apart.
static ONE_STROKE: [char; BLOCK_LEN] = folds(Weight::Often);

const fn often(letters: &'static [char], reason: Reason) -> Group {
    Group { letters, reason, weight: Weight::Often }
}

const fn seldom(letters: &'static [char], reason: Reason) -> Group {
    Group { letters, reason, weight: Weight::Seldom }
}

/// What each letter of the Thai block is folded into, by the groups of looks of at least this
/// weight: the first letter of the first group that is tied to it.
const fn folds(least: Weight) -> [char; BLOCK_LEN] {
    let mut groups = [NO_GROUP; BLOCK_LEN];
    // A tie reaches over at most as many groups as there are.
    let mut round = 0;
    while round < GROUPS.len() {
        let mut at = 0;
        while at < GROUPS.len() {
            let Group { letters, reason, weight } = GROUPS[at];
            if matches!(reason, Reason::Looks) && weight as u8 >= least as u8 {
                let (mut first, mut i) = (at, 0);
                while i < letters.len() {
                    let tied = groups[place_in_block(letters[i])];
                    first = if tied < first { tied } else { first };
                    i += 1;
                }
                while i > 0 {
                    i -= 1;
                    groups[place_in_block(letters[i])] = first;
                }
            }
            at += 1;
        }
        round += 1;
    }
    let (mut folded, mut place) = (['\0'; BLOCK_LEN], 0);
    while place < BLOCK_LEN {
        if groups[place] != NO_GROUP {
            folded[place] = GROUPS[groups[place]].letters[0];
        }
        place += 1;
    }
    folded
}

fn look_up(table: &[char; BLOCK_LEN], c: char) -> char {
    table.get(place_in_block(c)).copied().filter(|folded| *folded != '\0').unwrap_or(c)
}

/// Whether two letters look alike.
///
/// ```
/// use raingan::thai::confusable::look_alike;
/// assert!(look_alike('ล', 'ส') && !look_alike('ล', 'ง'));
/// ```
pub fn look_alike(a: char, b: char) -> bool {
    looks(a) & looks(b) != 0
}

/// The groups in which a letter looks like others, a bit a group.
fn looks(c: char) -> u64 {
    LOOKS.get(place_in_block(c)).copied().unwrap_or(0)
}

/// One letter for all that look alike, also by way of others between them.
///
/// ```
/// use raingan::thai::confusable::folded;
/// assert_eq!((folded('ก'), folded('ส'), folded('ย')), ('ล', 'ล', 'ย'));
/// ```
pub fn folded(c: char) -> char {
    look_up(&FOLDED, c)
}

/// One letter for all that one stroke tells apart.
///
/// ```
/// use raingan::thai::confusable::without_stroke;
/// assert_eq!((without_stroke('ก'), without_stroke('ส')), ('ก', 'ล'));
/// ```
pub fn without_stroke(c: char) -> char {
    look_up(&ONE_STROKE, c)
}

/// Whether it is a mark above a letter that may be there for another, or for none.
pub fn is_slight_mark(c: char) -> bool {
    MARKS.get(place_in_block(c)).is_some_and(Option::is_some)
}

/// Whether it is such a mark that is often dropped: a tone mark or a thanthakhat.
pub fn is_dropped_mark(c: char) -> bool {
    MARKS.get(place_in_block(c)).is_some_and(|weight| matches!(weight, Some(Weight::Often)))
}

/// Whether it is a vowel above a letter that may stand for another one.
pub fn is_vowel_above(c: char) -> bool {
    ABOVE.contains(&c)
}

/// Whether it is a vowel below a letter, or the point there.
pub fn is_vowel_below(c: char) -> bool {
    BELOW.contains(&c)
}

/// The pairs that are taken for each other for this reason, this easily, in the order of the table.
/// [`NOTHING`] stands for a letter that may be missing.
pub fn pairs(reason: Reason, weight: Weight) -> impl Iterator<Item = (char, char)> {
    let wanted =
        GROUPS.iter().filter(move |group| (group.reason, group.weight) == (reason, weight));
    wanted.flat_map(|group| {
        let letters = group.letters.iter().enumerate();
        letters.flat_map(|(at, a)| group.letters[at + 1..].iter().map(|b| (*a, *b)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = char> {
        '\u{0E00}'..='\u{0E7F}'
    }

    #[test]
    fn marks_are_known_by_their_weight() {
        assert_eq!(all().filter(|c| is_slight_mark(*c)).collect::<String>(), "ั็่้๊๋์ํ");
        assert_eq!(all().filter(|c| is_dropped_mark(*c)).collect::<String>(), "่้๊๋์");
    }

    #[test]
    fn letters_that_look_alike_are_folded_into_one() {
        for a in all() {
            for b in all() {
                assert!(!look_alike(a, b) || folded(a) == folded(b), "{a} {b}");
            }
        }
    }

    #[test]
    fn one_stroke_is_the_lighter_fold() {
        assert!(all().all(|c| folded(without_stroke(c)) == folded(c)));
        let changed: String = all().filter(|c| without_stroke(*c) != *c).collect();
        assert_eq!(changed, "ฃซดฝฟภศส");
    }

    #[test]
    fn each_use_finds_its_pairs() {
        let pairs = |reason, weight| pairs(reason, weight).collect::<Vec<_>>();
        assert_eq!(pairs(Reason::Writing, Weight::Often), [('ล', 'ส')]);
        assert_eq!(pairs(Reason::Recogniser, Weight::Often).len(), 6);
        assert_eq!(pairs(Reason::Recogniser, Weight::Seldom)[0], ('ฤ', 'ล'));
        assert_eq!(pairs(Reason::Digit, Weight::Often).len(), 3);
    }
}
