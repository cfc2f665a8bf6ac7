//! Any bytes as the content stream of a page with Thai fonts: the first byte says whose fonts, the
//! rest is the stream. Law: the document is always read, its one page is there, every place is a
//! number, the report keeps its contract, and reading it again gives the same report.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use raingan::OcrMode;
use raingan::pdf::Page;
use raingan::{Options, extract, pdf};
use raingan_fuzz::wrap::{Wrapper, contents, wrappers};
use raingan_fuzz::{law, start};

static WRAPPERS: LazyLock<Vec<Wrapper>> =
    LazyLock::new(|| wrappers().into_iter().map(|(wrapper, _)| wrapper).collect());

fn seeds() -> Vec<Vec<u8>> {
    let own = wrappers().into_iter().map(|(_, content)| content);
    own.chain(contents())
        .enumerate()
        .map(|(n, content)| [&[n as u8], content.as_slice()].concat())
        .collect()
}

/// Whether all that stands on the page stands somewhere.
fn is_placed(page: &Page) -> bool {
    let finite = |v: &[f32]| v.iter().all(|v| v.is_finite());
    let rect =
        |r: &raingan::geom::Rect| finite(&[r.x0, r.y0, r.x1, r.y1]) && r.x0 <= r.x1 && r.y0 <= r.y1;
    page.glyphs.iter().all(|g| rect(&g.bbox) && finite(&[g.origin.x, g.origin.y, g.size]))
        && page.rulings.iter().all(|r| rect(&r.line) && finite(&[r.thickness]))
        && page.images.iter().all(rect)
}

fuzz_target!(init: start(seeds), |bytes: &[u8]| {
    let Some((first, content)) = bytes.split_first() else { return };
    let bytes = WRAPPERS[usize::from(*first) % WRAPPERS.len()].with(content);
    let options = Options { ocr: OcrMode::Never, ..Options::default() };
    let document = pdf::read(&bytes, &options).expect("the document around the content is sound");
    assert_eq!((document.page_count, document.pages.len()), (1, 1));
    assert!(document.pages.iter().all(is_placed), "a place that is no number");
    let report = extract(&bytes, &options).expect("what was read is read again");
    law::holds(&report);
    assert!(extract(&bytes, &options).expect("and again") == report, "read twice, two reports");
});
