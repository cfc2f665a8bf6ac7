//! Whether a text is in canonical form: asked of every text, nearly always with the answer yes.

use super::letters::{
    BLOCK_LEN, BLOCK_START, Class, LAKKHANGYAO, NIKHAHIT, SARA_AA, SARA_AM, SARA_E, SOFT_HYPHEN,
    class, class_of, is_odd_space, is_zero_width, legacy, rank_of, takes_sara_aa,
};

/// What a character says of the one behind it, as [`is_plainly_sound`] sees it: nothing …
const PLAIN: u8 = 0;
/// … its rank, where it is a mark (1 to 4), …
const LAST_RANK: u8 = 4;
/// … that it is เ, …
const E: u8 = 5;
/// … that it is ำ, …
const AM: u8 = 6;
/// … that it is า, …
const AA: u8 = 7;
/// … that it is a space, or none at all, …
const SPACE: u8 = 8;
/// … or that a closer look is needed.
const ODD: u8 = 9;

/// What each character of the Thai block says of the one behind it.
static FOLLOWED: [u8; BLOCK_LEN] = {
    let mut followed = [ODD; BLOCK_LEN];
    let mut place = 0;
    while place < followed.len() {
        followed[place] = match char::from_u32(BLOCK_START as u32 + place as u32) {
            Some(SARA_E) => E,
            Some(SARA_AM) => AM,
            Some(SARA_AA) => AA,
            Some(LAKKHANGYAO | NIKHAHIT | '\u{0E4E}') | None => ODD,
            Some(c) => match class_of(c) {
                Some(class) => match rank_of(class) {
                    Some(rank) => rank,
                    None => PLAIN,
                },
                None => ODD,
            },
        };
        place += 1;
    }
    followed
};

/// Whether a text is in canonical form already: one pass without allocation, or two where the first
/// one is in doubt.
pub(super) fn is_sound(text: &str) -> bool {
    is_plainly_sound(text) || is_sound_in_full(text)
}

/// Whether a text is in canonical form for sure, looked at byte by byte: Thai characters (in UTF-8
/// E0 B8 or E0 B9 and one more byte), visible ASCII ones, single spaces.
fn is_plainly_sound(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut before) = (0, SPACE);
    while at < bytes.len() {
        let now = match bytes[at..] {
            [0xE0, second @ (0xB8 | 0xB9), third, ..] => {
                at += 2;
                FOLLOWED[usize::from((second & 1) << 6 | third & 0x3F)]
            }
            [b'!'..=b'~', ..] => PLAIN,
            [b' ', ..] => SPACE,
            _ => ODD,
        };
        at += 1;
        let follows = match now {
            PLAIN | AM => true,
            1..=LAST_RANK => before <= now,
            E => before != E,
            AA => before != AM,
            SPACE => before != SPACE,
            _ => false,
        };
        if !follows {
            return false;
        }
        before = now;
    }
    before != SPACE || text.is_empty()
}

/// Whether a text is in canonical form.
fn is_sound_in_full(text: &str) -> bool {
    let (mut previous, mut previous_rank) = ('\n', None);
    for c in text.chars() {
        // Most characters are consonants and signs that stand anywhere.
        if matches!(c, 'ก'..='ฮ' | '!'..='~') {
            (previous, previous_rank) = (c, None);
            continue;
        }
        let mut rank = None;
        let sound = match class(c) {
            Some(Class::Consonant | Class::Digit | Class::Sign) => true,
            Some(Class::LeadingVowel) => c != SARA_E || previous != SARA_E,
            Some(Class::FollowingVowel) => match c {
                SARA_AA => previous != NIKHAHIT && previous != SARA_AM,
                LAKKHANGYAO => !takes_sara_aa(previous),
                _ => true,
            },
            Some(mark) => {
                rank = rank_of(mark);
                previous_rank <= rank && !(previous == SARA_AM && mark == Class::Tone)
            }
            None => match c {
                ' ' => !matches!(previous, ' ' | '\n'),
                '\n' => previous != ' ',
                '\t' | '\r' => false,
                SOFT_HYPHEN => false,
                _ => c < '\u{80}' || (!is_zero_width(c) && !is_odd_space(c) && legacy(c).is_none()),
            },
        };
        if !sound {
            return false;
        }
        (previous, previous_rank) = (c, rank);
    }
    previous != ' '
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_text_needs_one_look() {
        for text in ["", "น้ำใจผู้ใหญ่ที่พันธุ์สิทธิ์เท่าเคาะเกี๊ยะ ร้อยละ ๘๕.๕๐ (ITA)", "แก้ไข"]
        {
            assert!(is_plainly_sound(text), "{text}");
        }
        for text in [" ก", "ก ", "ก  ข", "เเก", "น\u{E4D}า", "ท่ี", "กำ่", "กำา", "ก\u{200B}", "ก\tข"]
        {
            assert!(!is_plainly_sound(text) && !is_sound(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_plainly_sound_is_sound(text in "[ก-ฺเ-๛a-z .]{0,12}") {
            prop_assert!(!is_plainly_sound(&text) || is_sound_in_full(&text));
        }
    }
}
