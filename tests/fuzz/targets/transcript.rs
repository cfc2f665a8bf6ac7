//! Any bytes as a transcript. Law: what is none is left to others; what is one is never refused
//! below its limit, and without markup every character that is no white space is said once, in
//! order of the text; the report keeps its contract.
#![no_main]

use libfuzzer_sys::fuzz_target;
use raingan::kind::FileKind;
use raingan::layout::Line;
use raingan::table::{Block, transcript};
use raingan::{Options, extract};
use raingan_fuzz::seed::files;
use raingan_fuzz::{law, start};

/// Every transcript in pieces that overlap, and some markup.
fn seeds() -> Vec<Vec<u8>> {
    let pieces = |bytes: &Vec<u8>| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        lines.chunks(12).map(|lines| lines.join("\n").into_bytes()).collect::<Vec<_>>()
    };
    let mut seeds: Vec<Vec<u8>> = files("transcript").iter().flat_map(pieces).collect();
    seeds.push(
        "ก\tข\tค\n<p>๑. ก</p><ul><li>- ข<br/>ค\t&lt;ง&amp;\t<UL CLASS='a'>- จ - ฉ</UL>\n"
            .as_bytes()
            .to_vec(),
    );
    seeds
}

/// The characters that show, as they are said in the end: zero-width ones and odd spaces are not.
fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fuzz_target!(init: start(seeds), |bytes: &[u8]| {
    if FileKind::of(bytes) != FileKind::Transcript {
        return;
    }
    let page = transcript::read(bytes).expect("below the limit nothing is refused");
    let text = std::str::from_utf8(bytes).expect("a transcript is text").trim_start_matches('\u{FEFF}');
    if !text.contains(['<', '&', '*']) {
        let lines = page.blocks.into_iter().flat_map(|block| match block {
            Block::Lines(lines) => lines,
            Block::Table(table) => table.rows.into_iter().flat_map(|r| r.cells).flat_map(|c| c.lines).collect(),
        });
        assert_eq!(lines.map(|line: Line| shown(&line.text())).collect::<String>(), shown(text));
    }
    law::holds(&extract(bytes, &Options::default()).expect("a transcript is read"));
});
