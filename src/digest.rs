//! The SHA-256 of bytes: it tells documents and readings apart; bytes as text.

use sha2::{Digest as _, Sha256};

/// The digits of Base64 (RFC 4648, section 4).
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The SHA-256 of bytes as 64 hexadecimal digits in lower case.
///
/// ```
/// use raingan::digest::sha256;
/// assert!(sha256(b"abc").starts_with("ba7816bf8f01cfea"));
/// ```
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as hexadecimal digits in lower case, two a byte.
///
/// ```
/// assert_eq!(raingan::digest::hex(&[0, 0x0a, 0xff]), "000aff");
/// ```
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes as Base64 (RFC 4648, section 4), which pages for a browser hold hashes and pictures in.
///
/// ```
/// assert_eq!(raingan::digest::base64(b"foob"), "Zm9vYg==");
/// ```
pub fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let joined =
            three.iter().fold(0u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - three.len()));
        for i in 0..4 {
            let six = (joined >> (18 - 6 * i)) as usize & 63;
            out.push(if i <= three.len() { BASE64[six] as char } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (text, code) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(text.as_bytes()), code);
        }
    }
}
