//! What an entry of an archive is called: names are stored as UTF-8, or in the code page of the
//! machine that made the archive, which in Thailand is 874 (TIS-620 with what Windows adds).

/// The Thai characters of the code page begin here, and those of Unicode at U+0E01.
const FIRST: u8 = 0xA1;
const FIRST_CHAR: u32 = 0x0E01;
/// Bytes that no character has.
const GAPS: [std::ops::RangeInclusive<u8>; 2] = [0xDB..=0xDE, 0xFC..=0xFF];
/// What Windows has beside Thai.
const OTHERS: [(u8, char); 10] = [
    (0x80, '€'),
    (0x85, '…'),
    (0x91, '‘'),
    (0x92, '’'),
    (0x93, '“'),
    (0x94, '”'),
    (0x95, '•'),
    (0x96, '–'),
    (0x97, '—'),
    (0xA0, '\u{A0}'),
];

/// A name as it is shown and asked for: UTF-8 where its flag or its bytes say so, Thai where its
/// bytes are that in code page 874, else as stored.
///
/// ```
/// use raingan::batch::entry_name::decoded;
/// assert_eq!(decoded(b"\xc3\xd2\xc2\xa7\xd2\xb9.pdf", false), "รายงาน.pdf".as_bytes());
/// assert_eq!(decoded("รายงาน.pdf".as_bytes(), false), "รายงาน.pdf".as_bytes());
/// assert_eq!(decoded(b"\x82t\x82.pdf", false), b"\x82t\x82.pdf");
/// ```
pub fn decoded(stored: &[u8], is_utf8: bool) -> Vec<u8> {
    if is_utf8 || std::str::from_utf8(stored).is_ok() {
        return stored.to_vec();
    }
    match thai(stored) {
        Some(name) => name.into_bytes(),
        None => stored.to_vec(),
    }
}

/// The name in code page 874; none where it cannot be Thai: a byte has no character, a vowel or tone
/// mark stands on no Thai letter, or no two Thai letters stand together.
fn thai(stored: &[u8]) -> Option<String> {
    let mut name = String::with_capacity(3 * stored.len());
    for byte in stored {
        let c = character(*byte)?;
        let carried = name.chars().next_back().is_some_and(|before| ('ก'..='๎').contains(&before));
        if is_mark(c) && !carried {
            return None;
        }
        name.push(c);
    }
    let letters: Vec<bool> = name.chars().map(|c| ('ก'..='๛').contains(&c)).collect();
    letters.windows(2).any(|two| two == [true, true]).then_some(name)
}

fn character(byte: u8) -> Option<char> {
    match byte {
        0..0x80 => Some(char::from(byte)),
        FIRST.. if GAPS.iter().any(|gap| gap.contains(&byte)) => None,
        FIRST.. => char::from_u32(FIRST_CHAR + u32::from(byte - FIRST)),
        _ => OTHERS.iter().find(|(other, _)| *other == byte).map(|(_, c)| *c),
    }
}

/// Whether a character stands above or below the one before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name as a machine with code page 874 stores it.
    fn stored(name: &str) -> Vec<u8> {
        let byte =
            |c: char| (0..=0xFF).find(|byte| character(*byte) == Some(c)).expect("a character");
        name.chars().map(byte).collect()
    }

    #[test]
    fn thai_names_are_thai_whatever_stored_them() {
        for name in ["ปี ๒๕๖๘/แผนที่ ๑ (ฉบับแก้ไข).pdf", "ผลฯ–“น้ำ”.PDF", "plan.pdf"]
        {
            assert_eq!(decoded(&stored(name), false), name.as_bytes());
            assert_eq!(decoded(name.as_bytes(), true), name.as_bytes());
            assert_eq!(decoded(name.as_bytes(), false), name.as_bytes());
        }
    }

    #[test]
    fn what_cannot_be_thai_stays_as_stored() {
        // A mark on no letter, bytes without a character, a flag that lies.
        for (bytes, flag) in [
            (&b"a\xd1.pdf"[..], false),
            (b"\xb0.pdf", false),
            (b"\xfc\xff.pdf", false),
            (b"\xc3\xd2", true),
        ] {
            assert_eq!(decoded(bytes, flag), bytes);
        }
    }
}
