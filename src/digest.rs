//! The SHA-256 of bytes: it tells documents and readings apart.

use sha2::{Digest as _, Sha256};

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
