//! The SHA-256 of bytes: it tells documents and readings apart; bytes as text.

use std::io::{self, BufWriter, Write};

use sha2::{Digest as _, Sha256};

/// The digits of Base64 (RFC 4648, section 4).
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes that are handed to the hash at once: few enough for the processor's caches.
const AT_ONCE: usize = 32 << 10;

/// The SHA-256 of bytes as 64 hexadecimal digits in lower case.
///
/// ```
/// use raingan::digest::sha256;
/// assert!(sha256(b"abc").starts_with("ba7816bf8f01cfea"));
/// ```
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 of what is written, without holding it: of a report's JSON, some megabytes.
///
/// # Errors
///
/// Those of `write`.
///
/// ```
/// use raingan::digest::{sha256, sha256_of};
/// let hash = sha256_of(|to| Ok(serde_json::to_writer(to, "abc")?));
/// assert_eq!(hash.unwrap(), sha256(b"\"abc\""));
/// ```
pub fn sha256_of(
    write: impl FnOnce(&mut BufWriter<Hashing>) -> io::Result<()>,
) -> io::Result<String> {
    let mut to = BufWriter::with_capacity(AT_ONCE, Hashing(Sha256::new()));
    write(&mut to)?;
    let Hashing(hash) = to.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(hex(&hash.finalize()))
}

/// A hash that bytes are written to.
#[derive(Debug)]
pub struct Hashing(Sha256);

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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
