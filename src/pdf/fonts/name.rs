//! Names of fonts: what the file writes, its family, and a key that different spellings share.

/// Letters of the tag of a subset, before its `+` (ISO 32000-2, 9.9.2).
const SUBSET_TAG: usize = 6;
/// Words at the end of a name that say its style.
const STYLES: [&str; 8] =
    ["bolditalicmt", "bolditalic", "boldoblique", "boldmt", "bold", "italic", "oblique", "regular"];

/// A font's name as text. Old Thai producers write it in TIS-620 (Windows-874), where it is no
/// UTF-8.
pub(super) fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) => bytes.iter().map(|b| from_tis620(*b)).collect(),
    }
}

fn from_tis620(byte: u8) -> char {
    match byte {
        0xA1..=0xFB => char::from_u32(0xE00 + u32::from(byte) - 0xA0).unwrap_or('\u{FFFD}'),
        0x20..=0x7E => char::from(byte),
        _ => '\u{FFFD}',
    }
}

/// The name without the tag of a subset.
fn untagged(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest))
            if tag.len() == SUBSET_TAG && tag.bytes().all(|b| b.is_ascii_uppercase()) =>
        {
            rest
        }
        _ => name,
    }
}

/// The name without the tag of a subset and without its style: `TH SarabunPSK` for `ABCDEE+TH
/// SarabunPSK,Bold`.
pub(super) fn family(name: &str) -> String {
    let name = untagged(name);
    name.split([',', '-']).next().unwrap_or(name).trim().to_owned()
}

/// What different spellings of a family share: its letters and digits in lower case, without a
/// style.
pub(super) fn key(name: &str) -> String {
    let mut key: String =
        family(name).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if let Some(style) =
        STYLES.iter().find(|style| key.len() > style.len() + 2 && key.ends_with(*style))
    {
        key.truncate(key.len() - style.len());
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_its_name_without_tag_and_style() {
        for (name, family_, key_) in [
            ("ABCDEE+TH SarabunPSK,Bold", "TH SarabunPSK", "thsarabunpsk"),
            ("MIPHOB+AngsanaNew-Bold", "AngsanaNew", "angsananew"),
            ("Angsana New", "Angsana New", "angsananew"),
            ("DilleniaUPCBold", "DilleniaUPCBold", "dilleniaupc"),
            ("ABC+x", "ABC+x", "abcx"),
            ("", "", ""),
        ] {
            assert_eq!((family(name).as_str(), key(name).as_str()), (family_, key_));
        }
    }

    #[test]
    fn a_name_in_tis_620_is_read() {
        assert_eq!(decode(b"TH SarabunIT\xF9"), "TH SarabunIT๙");
        assert_eq!(decode("TH SarabunIT๙".as_bytes()), "TH SarabunIT๙");
    }
}
