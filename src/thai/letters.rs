//! What each Thai character is: its class, its place in a cluster, what legacy fonts write for it.

pub(super) const SARA_AA: char = '\u{0E32}';
pub(super) const SARA_AM: char = '\u{0E33}';
pub(super) const SARA_E: char = '\u{0E40}';
pub(super) const SARA_AE: char = '\u{0E41}';
pub(super) const NIKHAHIT: char = '\u{0E4D}';
/// ๅ, which stands behind ฤ and ฦ only; elsewhere it was typed for า.
pub(super) const LAKKHANGYAO: char = '\u{0E45}';

/// The soft hyphen. Some fonts have one picture for it and for the hyphen or the minus, and their
/// tables name that picture by it: what stands beside a figure, or apart, is a sign that one sees.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// The first character of the Thai block.
pub(super) const BLOCK_START: char = '\u{0E00}';

/// How many places the Thai block has.
pub(super) const BLOCK_LEN: usize = 128;

/// The class of each place of the Thai block.
static CLASSES: [Option<Class>; BLOCK_LEN] = {
    let mut classes = [None; BLOCK_LEN];
    let mut place = 0;
    while place < classes.len() {
        classes[place] = match char::from_u32(BLOCK_START as u32 + place as u32) {
            Some(c) => class_of(c),
            None => None,
        };
        place += 1;
    }
    classes
};

/// The tone marks and the thanthakhat, in the order of the variants that legacy fonts have of them.
const RAISED: [char; 5] = ['\u{0E48}', '\u{0E49}', '\u{0E4A}', '\u{0E4B}', '\u{0E4C}'];

/// What a Thai character is in its cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// ก to ฮ, with ฤ and ฦ.
    Consonant,
    /// เ แ โ ใ ไ, which are written before their consonant.
    LeadingVowel,
    /// ะ า ำ ๅ, which take a place of their own after it.
    FollowingVowel,
    /// ุ ู ฺ
    BelowVowel,
    /// ั ิ ี ึ ื ็
    AboveVowel,
    /// ่ ้ ๊ ๋
    Tone,
    /// ์ ํ ๎
    OtherMark,
    /// ๐ to ๙
    Digit,
    /// ๆ ฯ ฿ ๏ ๚ ๛
    Sign,
}

/// What a character is, if it is Thai.
///
/// ```
/// use raingan::thai::text::{Class, class};
/// assert_eq!(class('้'), Some(Class::Tone));
/// assert_eq!(class('a'), None);
/// ```
pub fn class(c: char) -> Option<Class> {
    // Asked of every character several times: one look into a table.
    CLASSES.get(place_in_block(c)).copied().flatten()
}

/// The place of a character in the Thai block; beyond [`BLOCK_LEN`] for any other.
pub(super) const fn place_in_block(c: char) -> usize {
    (c as usize).wrapping_sub(BLOCK_START as usize)
}

pub(super) const fn class_of(c: char) -> Option<Class> {
    Some(match c {
        '\u{0E01}'..='\u{0E2E}' => Class::Consonant,
        '\u{0E40}'..='\u{0E44}' => Class::LeadingVowel,
        '\u{0E30}' | '\u{0E32}' | '\u{0E33}' | '\u{0E45}' => Class::FollowingVowel,
        '\u{0E38}'..='\u{0E3A}' => Class::BelowVowel,
        '\u{0E31}' | '\u{0E34}'..='\u{0E37}' | '\u{0E47}' => Class::AboveVowel,
        '\u{0E48}'..='\u{0E4B}' => Class::Tone,
        '\u{0E4C}'..='\u{0E4E}' => Class::OtherMark,
        '\u{0E50}'..='\u{0E59}' => Class::Digit,
        '\u{0E2F}' | '\u{0E3F}' | '\u{0E46}' | '\u{0E4F}' | '\u{0E5A}' | '\u{0E5B}' => Class::Sign,
        _ => return None,
    })
}

/// Whether a character belongs to the Thai block.
///
/// ```
/// assert!(raingan::thai::text::is_thai('ฯ') && !raingan::thai::text::is_thai('x'));
/// ```
pub fn is_thai(c: char) -> bool {
    class(c).is_some()
}

/// Whether it is a Thai letter or mark: what Thai words are made of (no digits, no signs).
///
/// ```
/// assert!(raingan::thai::text::is_thai_letter('ำ') && !raingan::thai::text::is_thai_letter('๕'));
/// ```
pub fn is_thai_letter(c: char) -> bool {
    !matches!(class(c), None | Some(Class::Digit | Class::Sign))
}

/// Whether a text is one Thai consonant and nothing else, as most clusters are: told by its bytes
/// in UTF-8, E0 B8 81 (ก) to E0 B8 AE (ฮ).
///
/// ```
/// use raingan::thai::text::is_lone_consonant;
/// assert!(is_lone_consonant("ก") && is_lone_consonant("ฮ"));
/// assert!(!is_lone_consonant("ก่") && !is_lone_consonant("ฯ") && !is_lone_consonant("เ"));
/// ```
pub fn is_lone_consonant(text: &str) -> bool {
    matches!(text.as_bytes(), [0xE0, 0xB8, 0x81..=0xAE])
}

/// Whether it is a Thai consonant.
///
/// ```
/// use raingan::thai::text::is_consonant;
/// assert!(is_consonant('ก') && !is_consonant('เ') && !is_consonant('๑'));
/// ```
pub fn is_consonant(c: char) -> bool {
    class(c) == Some(Class::Consonant)
}

/// The place of a mark in its cluster; `None` for what is no mark.
pub(super) fn rank(c: char) -> Option<u8> {
    class(c).and_then(rank_of)
}

/// The place of the marks of a class in their cluster.
pub(super) const fn rank_of(class: Class) -> Option<u8> {
    match class {
        Class::BelowVowel => Some(1),
        Class::AboveVowel => Some(2),
        Class::Tone => Some(3),
        Class::OtherMark => Some(4),
        _ => None,
    }
}

/// Whether it is set above or below another character.
///
/// ```
/// assert!(raingan::thai::text::is_mark('์') && !raingan::thai::text::is_mark('า'));
/// ```
pub fn is_mark(c: char) -> bool {
    rank(c).is_some()
}

pub(super) fn is_tone(c: char) -> bool {
    class(c) == Some(Class::Tone)
}

/// The character a legacy font's positional variant (Private Use F700–F71A) stands for.
///
/// ```
/// assert_eq!(raingan::thai::text::legacy('\u{F70A}'), Some('่'));
/// ```
pub fn legacy(c: char) -> Option<char> {
    Some(match c {
        '\u{F700}' => '\u{0E10}',
        '\u{F701}' => '\u{0E34}',
        '\u{F702}' => '\u{0E35}',
        '\u{F703}' => '\u{0E36}',
        '\u{F704}' => '\u{0E37}',
        '\u{F705}'..='\u{F709}' => RAISED[(c as u32 - 0xF705) as usize],
        '\u{F70A}'..='\u{F70E}' => RAISED[(c as u32 - 0xF70A) as usize],
        '\u{F70F}' => '\u{0E0D}',
        '\u{F710}' => '\u{0E31}',
        '\u{F711}' => '\u{0E4D}',
        '\u{F712}' => '\u{0E47}',
        '\u{F713}'..='\u{F717}' => RAISED[(c as u32 - 0xF713) as usize],
        '\u{F718}' => '\u{0E38}',
        '\u{F719}' => '\u{0E39}',
        '\u{F71A}' => '\u{0E3A}',
        _ => return None,
    })
}

/// Characters that show nothing and come from web pages and Word: ZWSP, ZWNJ, WORD JOINER, BOM.
pub(super) fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200C}' | '\u{2060}' | '\u{FEFF}')
}

/// Spaces that are written as the plain one.
pub(super) fn is_odd_space(c: char) -> bool {
    matches!(c, '\t' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Whether a ๅ behind this letter stands for า.
pub(super) fn takes_sara_aa(before: char) -> bool {
    is_thai_letter(before) && !matches!(before, 'ฤ' | 'ฦ' | LAKKHANGYAO)
}
