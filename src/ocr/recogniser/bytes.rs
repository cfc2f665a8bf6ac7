//! A reader over the bytes of a weights file that ends in an error where they end, never in a
//! panic.

use crate::error::{Error, ErrorKind};

/// What is still unread, little-endian as Tesseract writes its files.
pub(super) struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Bytes<'a> {
        Bytes(bytes)
    }

    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) =
            self.0.split_at_checked(count).ok_or_else(|| damaged("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Error> {
        Ok(u8::from_le_bytes(self.array()?))
    }

    pub(super) fn i32(&mut self) -> Result<i32, Error> {
        Ok(i32::from_le_bytes(self.array()?))
    }

    pub(super) fn i64(&mut self) -> Result<i64, Error> {
        Ok(i64::from_le_bytes(self.array()?))
    }

    pub(super) fn f64(&mut self) -> Result<f64, Error> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    /// A 32-bit number that counts or measures something: not negative.
    pub(super) fn count(&mut self) -> Result<usize, Error> {
        usize::try_from(self.i32()?).map_err(|_| damaged("a count is negative"))
    }

    /// As many of what `item` reads as a count before them says; each takes `size` bytes at least,
    /// so that a count that the bytes cannot hold allocates nothing.
    pub(super) fn list<T>(
        &mut self,
        size: usize,
        item: impl Fn(&mut Self) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let count = self.count()?;
        if count.saturating_mul(size) > self.0.len() {
            return Err(damaged("a list is longer than what is left"));
        }
        (0..count).map(|_| item(self)).collect()
    }

    /// A text with its length before it.
    pub(super) fn text(&mut self) -> Result<&'a str, Error> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).map_err(|_| damaged("a name is not UTF-8"))
    }
}

/// The error of a file that does not follow its format.
pub(super) fn damaged(why: &str) -> Error {
    Error::new(ErrorKind::Invalid, format!("the recogniser's weights cannot be read: {why}"))
}
