//! Laws of repair: sound text is never touched, twice is once, what is damaged is read as it was or
//! said to be in doubt, and every text layer gets the verdict it deserves.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use lopdf::{Document, Object};
use raingan::contract::model::{Report, TextLayer, TextSource};
use raingan::layout::health::Verdict;
use raingan::layout::repair::{Rule, Tally};
use raingan::table::{Block, PageBlocks, segment};
use raingan::thai::text::is_thai_letter;
use raingan::thai::words::{Reading, Slot, readings};
use raingan::{Options, Stage, extract, extract_stage, pdf};
use serde_json::Value;

use crate::beside::shared;

fn options(raw_text: bool) -> Options {
    Options { password: Some("secret".to_owned()), raw_text, ..Options::default() }
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files of a folder that end so, in order.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|e| e.expect("one").path()).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == end));
    files.sort();
    files
}

fn fixtures(path: &str, end: &str) -> Vec<PathBuf> {
    files(&folder(path), end)
}

/// The files of a folder beside the project; none, loudly, where it is missing.
fn beside(path: &str, end: &str) -> Vec<PathBuf> {
    shared(path).map(|folder| files(&folder, end)).unwrap_or_default()
}

/// Every PDF with pages that can be read.
fn documents() -> Vec<PathBuf> {
    let beside =
        ["corpus/pdf/D1", "corpus/pdf/D2", "real"].map(|path| beside(path, "pdf")).concat();
    [fixtures("fixtures/pdf", "pdf"), beside].concat()
}

fn pages(bytes: &[u8], raw: bool) -> Vec<PageBlocks> {
    match pdf::read_each(bytes, &options(raw), |page, _| segment(&page)) {
        Ok(document) => document.pages,
        // Another password than the tests know.
        Err(_) => Vec::new(),
    }
}

/// The lines of a page as they are read.
fn lines(page: &mut PageBlocks) -> Vec<String> {
    page.blocks.iter_mut().flat_map(Block::lines_mut).map(|line| line.text()).collect()
}

#[test]
fn a_page_without_repairs_is_the_page_as_the_layer_says_it_and_counts_add_up() {
    let (mut sound, mut repaired) = (0, 0);
    for path in documents() {
        let bytes = fs::read(&path).expect("a file");
        for (mut page, mut raw) in pages(&bytes, false).into_iter().zip(pages(&bytes, true)) {
            let name = format!("{}, page {}", path.display(), page.page);
            let mut tally = Tally::default();
            let lines_of_page = page.blocks.iter_mut().flat_map(Block::lines_mut);
            lines_of_page.flat_map(|line| &line.clusters).for_each(|c| tally.count(c.repaired));
            assert_eq!(tally, page.health.tally, "{name}");
            assert!(tally.rules().all(|(_, count)| count <= tally.clusters), "{name}");
            assert!(raw.health.tally.is_empty(), "{name}: raw text is repaired");
            if tally.is_empty() {
                sound += 1;
                assert_eq!(lines(&mut page), lines(&mut raw), "{name}");
            } else {
                repaired += 1;
            }
        }
    }
    assert!(sound > 100, "{sound} sound pages, {repaired} repaired ones");
}

/// Runs of Thai letters in all strings of a JSON value.
fn thai_runs(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let runs = text.split(|c| !is_thai_letter(c)).filter(|run| run.chars().count() > 1);
            out.extend(runs.map(str::to_owned));
        }
        Value::Array(items) => items.iter().for_each(|item| thai_runs(item, out)),
        Value::Object(keys) => keys.values().for_each(|item| thai_runs(item, out)),
        _ => {}
    }
}

/// How many letters of sound text the word list would read otherwise, if they were taken to be
/// damaged: of all letters `doubted`, so many.
fn misread(
    runs: &BTreeSet<String>,
    doubted: char,
    instead: &'static [&'static str],
) -> (usize, Vec<String>) {
    let (mut all, mut wrong) = (0, Vec::new());
    for run in runs {
        let slot = |c| Slot { said: c, instead: if c == doubted { instead } else { &[] } };
        let slots: Vec<Slot> = run.chars().map(slot).collect();
        all += slots.iter().filter(|s| s.said == doubted).count();
        if readings(&slots).iter().any(|r| matches!(r, Reading::Instead(_))) {
            wrong.push(run.clone());
        }
    }
    (all, wrong)
}

/// Holds that the word list would change at most one of `of` letters of sound text, even where it
/// took their font for a damaged one.
fn are_not_doubted(truths: &[PathBuf], of: usize) {
    let mut runs = BTreeSet::new();
    for path in truths {
        let truth = fs::read_to_string(path).expect("a truth");
        thai_runs(&serde_json::from_str(&truth).expect("JSON"), &mut runs);
    }
    for (doubted, instead) in [('า', &["ำ"] as &'static [&'static str]), ('ำ', &["า"])] {
        let (all, wrong) = misread(&runs, doubted, instead);
        assert!(all > 100, "{all} {doubted}");
        assert!(wrong.len() * of <= all, "{} of {all} {doubted}: {wrong:?}", wrong.len());
    }
}

#[test]
fn the_word_list_does_not_doubt_sound_text() {
    // The fixtures hold 174 ำ: too few to ask for more.
    let own = fixtures("fixtures/truth", "json");
    are_not_doubted(&own, 150);
    let beside = [beside("corpus/truth", "json"), beside("real/truth", "json")].concat();
    if !beside.is_empty() {
        are_not_doubted(&[own, beside].concat(), 250);
    }
}

/// A fixture with its ToUnicode maps (ISO 32000-2, 9.10.3) rewritten: UTF-16 as hexadecimal digits
/// → what it is to be.
fn damaged(change: impl Fn(u16) -> Option<String>) -> Vec<u8> {
    let mut document =
        Document::load(folder("fixtures/pdf/report-2568-reportlab-full.pdf")).expect("a fixture");
    let mut rewritten = 0;
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let _ = stream.decompress();
        let Ok(text) = String::from_utf8(stream.content.clone()) else { continue };
        if !text.contains("beginbfchar") {
            continue;
        }
        let line = |line: &str| match line
            .split_once("> <")
            .map(|(code, to)| (code, to.trim_end_matches('>')))
        {
            Some((code, to)) => {
                let to = u16::from_str_radix(to, 16)
                    .ok()
                    .and_then(&change)
                    .unwrap_or_else(|| to.to_owned());
                format!("{code}> <{to}>")
            }
            None => line.to_owned(),
        };
        stream
            .set_plain_content(text.lines().map(line).collect::<Vec<_>>().join("\n").into_bytes());
        rewritten += 1;
    }
    assert!(rewritten > 0, "no ToUnicode map");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

fn report(bytes: &[u8]) -> Report {
    extract(bytes, &options(false)).expect("a report")
}

fn layers(report: &Report) -> Vec<&TextLayer> {
    report.source.pages.iter().filter_map(|page| page.text_layer.as_ref()).collect()
}

/// The text of each page.
fn text(bytes: &[u8]) -> Vec<String> {
    let text = extract_stage(bytes, &options(false), Stage::Text).expect("text");
    text.split("== page ").skip(1).map(str::to_owned).collect()
}

/// The letters of `read` that stand where `sound` has another one, and all.
fn differing(sound: &str, read: &str) -> (usize, usize) {
    let all = sound.chars().count();
    (sound.chars().zip(read.chars()).filter(|(a, b)| a != b).count(), all)
}

/// Holds a damaged fixture against the sound one: so many letters of 1000 may be left as they were,
/// on pages that say so.
fn is_read_as_the_sound_one(name: &str, bytes: &[u8], left: usize) {
    let sound = text(&damaged(|_| None));
    let report = report(bytes);
    let (mut differ, mut of) = (0, 0);
    for ((sound, read), layer) in sound.iter().zip(text(bytes)).zip(layers(&report)) {
        let (wrong, all) = differing(sound, &read);
        (differ, of) = (differ + wrong, of + all);
        let first = sound.lines().zip(read.lines()).find(|(a, b)| a != b);
        let said = wrong == 0 || matches!(layer.verdict, Verdict::Suspect | Verdict::Junk);
        assert!(said, "{name}: {wrong} letters differ, verdict {:?}: {first:?}", layer.verdict);
    }
    assert!(differ * 1000 <= left * of, "{name}: {differ} of {of} letters differ");
}

/// A kind of damage: its name, what each letter becomes in UTF-16, and how many letters of 1000 may
/// be left in doubt.
type Damage = (&'static str, &'static [(char, &'static str)], usize);

#[test]
fn a_damaged_layer_is_read_as_the_sound_one_or_says_what_is_in_doubt() {
    let hex = |from: &[(char, &str)], c: u16| {
        from.iter().find(|(f, _)| *f as u32 == u32::from(c)).map(|(_, to)| (*to).to_owned())
    };
    let cases: [Damage; 6] = [
        (
            "Private Use marks",
            &[('่', "F70A"), ('้', "F70B"), ('ี', "F702"), ('ั', "F710"), ('์', "F70E")],
            0,
        ),
        ("decomposed ำ", &[('ำ', "0E4D0E32")], 0),
        ("lost ำ", &[('ำ', "0E32")], 5),
        ("ำ for every า", &[('า', "0E33")], 5),
        ("cancelled letters as !", &[('์', "0021")], 2),
        ("่ as U+FFFD", &[('่', "FFFD")], 15),
    ];
    for (name, from, left) in cases {
        let bytes = damaged(|c| hex(from, c));
        is_read_as_the_sound_one(name, &bytes, left);
        let report = report(&bytes);
        let repaired =
            report.source.pages.iter().filter(|p| p.text_source == TextSource::Repaired).count();
        assert!(repaired > 3, "{name}: {repaired} pages are repaired");
        assert!(layers(&report).iter().any(|layer| !layer.repairs.is_empty()), "{name}");
    }
}

#[test]
fn letters_that_make_no_words_are_junk_and_an_error() {
    let thai = |c: u16| (0x0E01..=0x0E2E).contains(&c);
    let shifted = damaged(|c| thai(c).then(|| format!("{:04X}", 0x0E01 + (c - 0x0E01) * 7 % 46)));
    let latin =
        damaged(|c| (0x0E01..=0x0E5B).contains(&c).then(|| format!("{:04X}", 0x21 + c * 5 % 90)));
    for (name, bytes) in [("other Thai letters", shifted), ("Latin letters", latin)] {
        is_read_as_the_sound_one(&format!("{name}, by their outlines"), &bytes, 0);
        let claimed = Options { raw_text: true, ..Options::default() };
        let report = raingan::extract(&bytes, &claimed).unwrap();
        let layers = layers(&report);
        assert!(
            layers.iter().all(|layer| layer.verdict == Verdict::Junk && layer.shown),
            "{name}: {layers:?}"
        );
        let found: Vec<_> =
            report.findings.iter().filter(|f| f.code == "text-layer-junk").collect();
        assert_eq!(found.len(), layers.len(), "{name}");
        assert!(
            found.iter().all(|f| f.severity.as_str() == "error" && !f.evidence.is_empty()),
            "{name}"
        );
    }
}

/// The verdicts of a file beside the project, if it is there.
fn verdicts(path: &str) -> Option<Vec<TextLayer>> {
    let bytes = fs::read(shared(path)?).unwrap();
    Some(layers(&report(&bytes)).into_iter().cloned().collect())
}

#[test]
fn real_layers_get_the_verdict_they_deserve() {
    let all = |path: &str, verdict: Verdict, shown: bool| {
        for (n, layer) in verdicts(path).unwrap_or_default().iter().enumerate() {
            assert_eq!(
                (layer.verdict, layer.shown),
                (verdict, shown),
                "{path}, page {}: {layer:?}",
                n + 1
            );
        }
    };
    all("real/conclusion-2562-scan-sideways.pdf", Verdict::Junk, false);
    all("corpus/pdf/D1/P9-ocr-tha.pdf", Verdict::Suspect, false);
    all("corpus/pdf/D2/P9-ocr-tha.pdf", Verdict::Suspect, false);
    all("corpus/pdf/D1/P1-libreoffice.pdf", Verdict::Sound, true);
    all("corpus/pdf/D1/P7-pua.pdf", Verdict::Repaired, true);
    all("real/conclusion-2553-excel.pdf", Verdict::Repaired, true);
    all("real/hard/yonasBSD__hayro__issue50.pdf", Verdict::Sound, true);
}

#[test]
fn real_layers_that_write_a_ring_as_a_space_are_read_whole() {
    for name in [
        "itc-results-2553-word",
        "master-plan-word",
        "conclusion-2553-excel",
        "budget-2568-excel-20-columns",
    ] {
        let Some(file) = shared(&format!("real/{name}.pdf")) else { continue };
        let bytes = fs::read(file).unwrap();
        let text = text(&bytes).concat();
        let count = |c: char| text.matches(c).count() as f32;
        let share = count('ำ') / (count('ำ') + count('า'));
        assert!((0.06..0.20).contains(&share), "{name}: share of ำ {share}");
        for lost in ["ดาเนิน", "สานัก", "จานวน", "กำร", "บุคลำกร", "\u{E4D}", "\u{F70A}", "\u{FFFD}"]
        {
            assert!(!text.contains(lost), "{name}: {lost}");
        }
        let report = report(&bytes);
        let proven = |layer: &&TextLayer| layer.repairs.iter().any(|r| r.rule == Rule::GlyphByCmap);
        assert!(layers(&report).into_iter().filter(proven).count() > 2, "{name}");
    }
}
