//! Any bytes as a PDF. Law: they are refused with an error, or read into a report that keeps its
//! contract and says how many bytes it was read from.
#![no_main]

use libfuzzer_sys::fuzz_target;
use raingan::OcrMode;
use raingan::Options;
use raingan_fuzz::seed::{files, one_page, saved};
use raingan_fuzz::{law, start};

/// Larger seeds (in bytes) would only be slow.
const LARGEST: usize = 64 << 10;

/// The first page of each fixture, with and without its objects in streams; the encrypted ones as
/// they are.
fn seeds() -> Vec<Vec<u8>> {
    let pages = |pdf: Vec<u8>| match one_page(&pdf, 1) {
        Some(document) if !pdf.windows(8).any(|w| w == b"/Encrypt") => {
            vec![saved(document.clone(), false), saved(document, true)]
        }
        _ => vec![pdf],
    };
    files("pdf").into_iter().flat_map(pages).filter(|pdf| pdf.len() <= LARGEST).collect()
}

fuzz_target!(init: start(seeds), |bytes: &[u8]| {
    let options = Options { ocr: OcrMode::Never, ..Options::default() };
    if let Ok(report) = raingan::extract(bytes, &options) {
        assert_eq!(report.source.bytes, bytes.len() as u64);
        law::holds(&report);
    }
});
