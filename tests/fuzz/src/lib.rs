//! What the fuzz targets share: seeds, laws of a report, pages from bytes.
//!
//! Each target states its law in its first comment and holds it by `assert!`; that nothing panics,
//! hangs or eats the memory is held by libFuzzer for all of them.

pub mod drawn;
pub mod law;
pub mod seed;
pub mod sheet;
pub mod wrap;

/// First thing in every target: panics that the library catches (those of PDF crates, which become
/// findings) stay caught; and the seeds are laid out where `RAINGAN_SEEDS` names a folder.
pub fn start(seeds: impl FnOnce() -> Vec<Vec<u8>>) {
    // libFuzzer's own hook ends the program at any panic; behind this one it only sees those that
    // nothing catches.
    raingan::pdf::budget::install_quiet_hook();
    if let Some(folder) = std::env::var_os("RAINGAN_SEEDS") {
        seed::lay_out(folder.as_ref(), &seeds());
    }
}

/// The pieces of an input that is text: any bytes, as text.
pub fn words(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
