//! Thai digits (U+0E50–U+0E59) and Arabic ones.
//!
//! `char::is_numeric` and regex `\d` accept Thai digits, `str::parse` and `char::to_digit` refuse
//! them; here both count.

use std::borrow::Cow;
use std::ops::Range;

/// Raised digits by their values: what marks a note behind a number, and is no digit of it.
pub const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The value of an Arabic or Thai digit.
///
/// ```
/// use raingan::thai::digits::value;
/// assert_eq!((value('๗'), value('7'), value('ก')), (Some(7), Some(7), None));
/// ```
pub fn value(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '๐'..='๙' => Some((c as u32 - '๐' as u32) as u8),
        _ => None,
    }
}

/// Whether it is an Arabic or Thai digit.
///
/// ```
/// assert!(raingan::thai::digits::is_digit('๐') && !raingan::thai::digits::is_digit('๚'));
/// ```
pub fn is_digit(c: char) -> bool {
    value(c).is_some()
}

/// The same text with Arabic digits for Thai ones; borrowed where there are none.
///
/// ```
/// assert_eq!(raingan::thai::digits::to_arabic("ปี ๒๕๖๘"), "ปี 2568");
/// ```
pub fn to_arabic(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| ('๐'..='๙').contains(&c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| value(c).map_or(c, |d| (b'0' + d) as char)).collect())
}

/// The same text with Thai digits for Arabic ones; borrowed where there are none.
///
/// ```
/// assert_eq!(raingan::thai::digits::to_thai("ปี 2568"), "ปี ๒๕๖๘");
/// ```
pub fn to_thai(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let thai = |d: u8| char::from_u32('๐' as u32 + u32::from(d)).unwrap_or('๐');
    Cow::Owned(text.chars().map(|c| value(c).map_or(c, thai)).collect())
}

/// A run of digits, as long as there are any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Byte range.
    pub range: Range<usize>,
    /// How many digits.
    pub len: u32,
    /// What they say; [`u32::MAX`] where that is too much.
    pub value: u32,
}

/// The digit that starts at byte `i`, and how many bytes it has.
fn digit_at(bytes: &[u8], i: usize) -> Option<(u8, usize)> {
    match bytes[i] {
        b @ b'0'..=b'9' => Some((b - b'0', 1)),
        0xE0 if bytes[i + 1] == 0xB9 && (0x90..=0x99).contains(&bytes[i + 2]) => {
            Some((bytes[i + 2] - 0x90, 3))
        }
        _ => None,
    }
}

/// All runs of digits, in order. One pass over the bytes; Thai characters are stepped over whole.
///
/// ```
/// use raingan::thai::digits::runs;
/// let found: Vec<u32> = runs("ครั้งที่ ๑/๒๕๖๘").iter().map(|r| r.value).collect();
/// assert_eq!(found, [1, 2568]);
/// ```
pub fn runs(text: &str) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut i = 0;
    while i < bytes.len() {
        let Some((mut digit, mut step)) = digit_at(bytes, i) else {
            // The lead byte of every Thai character is E0 and they are all three bytes long.
            i += if bytes[i] == 0xE0 { 3 } else { 1 };
            continue;
        };
        let mut run = Run { range: i..i, len: 0, value: 0 };
        loop {
            run.value = run.value.saturating_mul(10).saturating_add(u32::from(digit));
            run.len += 1;
            i += step;
            match bytes.get(i).and_then(|_| digit_at(bytes, i)) {
                Some(next) => (digit, step) = next,
                None => break,
            }
        }
        run.range.end = i;
        found.push(run);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_both_ways() {
        for (thai, arabic) in
            [("๐๑๒๓๔๕๖๗๘๙", "0123456789"), ("ก๕ข", "ก5ข"), ("", ""), ("ไม่มี", "ไม่มี")]
        {
            assert_eq!(to_arabic(thai), arabic);
            assert_eq!(to_thai(arabic), thai);
        }
    }

    #[test]
    fn runs_are_found_whole() {
        let seen = |t| runs(t).into_iter().map(|r| (r.range, r.len, r.value)).collect::<Vec<_>>();
        assert_eq!(seen("ก12ข"), [(3..5, 2, 12)]);
        assert_eq!(seen("๑2๓"), [(0..7, 3, 123)]);
        assert_eq!(seen("๐๐๗"), [(0..9, 3, 7)]);
        assert_eq!(seen("99999999999"), [(0..11, 11, u32::MAX)]);
        assert_eq!(seen("กขค"), []);
        assert_eq!(seen("é¼½٣"), []);
    }
}
