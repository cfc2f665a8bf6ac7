//! Text layers that lie: what fonts prove comes out whatever ToUnicode claims, and sound files come
//! out as they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use lopdf::{Document, Object};
use raingan::pdf::{self, Evidence};
use raingan::{Options, Stage, inspect};

use crate::beside::shared;

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(name)).unwrap()
}

fn text(bytes: &[u8]) -> String {
    raingan::extract_stage(bytes, &Options::default(), Stage::Text).unwrap()
}

/// The file with something done to its font dictionaries.
fn with_fonts(bytes: &[u8], change: impl Fn(&mut lopdf::Dictionary)) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).unwrap();
    for object in document.objects.values_mut() {
        if let Object::Dictionary(dict) = object
            && dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Font")
        {
            change(dict);
        }
    }
    saved(document)
}

/// The file with something done to the streams that its fonts (or their descriptors) name by `key`.
fn with_streams(bytes: &[u8], key: &[u8], change: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).unwrap();
    let named = |object: &Object| object.as_dict().ok()?.get(key).ok()?.as_reference().ok();
    let ids: Vec<_> = document.objects.values().filter_map(named).collect();
    assert!(!ids.is_empty());
    for id in ids {
        let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).unwrap();
        let plain = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        stream.dict.remove(b"Filter");
        stream.dict.remove(b"DecodeParms");
        stream.set_content(change(plain));
    }
    saved(document)
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// The file without ToUnicode maps.
fn stripped(bytes: &[u8]) -> Vec<u8> {
    with_fonts(bytes, |font| {
        font.remove(b"ToUnicode");
    })
}

/// Fixtures all of whose fonts are known by their outlines: LibreOffice (simple fonts, ActualText),
/// reportlab (simple, none), Chromium (composite).
const KNOWN: [&str; 4] =
    ["two-tables.pdf", "no-tables.pdf", "report-2568-reportlab-full.pdf", "plan-sections.pdf"];

#[test]
fn without_any_map_the_outlines_say_the_text() {
    for name in KNOWN {
        let sound = fixture(name);
        assert_eq!(text(&stripped(&sound)), text(&sound), "{name}");
    }
}

#[test]
fn claims_that_a_glyph_disproves_give_way() {
    let sound = fixture("report-2568-reportlab-full.pdf");
    for (what, from, to) in [
        ("the first half of sara am as a space", "0E33", "0020"),
        ("sara aa as sara am", "0E32", "0E33"),
        ("a mark as ASCII", "0E4C", "0021"),
        ("a mark as another", "0E48", "0E49"),
        ("a mark as U+FFFD", "0E49", "FFFD"),
        ("a mark in the Private Use Area", "0E35", "E123"),
        ("a mark as its variant", "0E49", "F706"),
        ("a letter as a control character", "0E01", "0003"),
        ("letters in plane 16", "0E19", "DBC0DC41"),
    ] {
        let damaged = with_streams(&sound, b"ToUnicode", |map| {
            let map = String::from_utf8(map).unwrap();
            assert!(map.contains(&format!("<{from}>")));
            map.replace(&format!("<{from}>"), &format!("<{to}>")).into_bytes()
        });
        assert_eq!(text(&damaged), text(&sound), "{what}");
        let raw = Options { raw_text: true, ..Options::default() };
        assert_ne!(
            raingan::extract_stage(&damaged, &raw, Stage::Text).unwrap(),
            text(&sound),
            "{what}: raw"
        );
    }
}

#[test]
fn names_of_fonts_prove_nothing_by_themselves() {
    let sound = fixture("report-2568-reportlab-full.pdf");
    for name in ["ABCDEE+THSarabunPSK", "ABCDEE+AngsanaNew-Bold", "X"] {
        let renamed = with_fonts(&sound, |font| font.set("BaseFont", Object::Name(name.into())));
        assert_eq!(text(&renamed), text(&sound));
        assert_eq!(text(&stripped(&renamed)), text(&sound));
    }
}

#[test]
fn what_nothing_proves_is_no_letter() {
    // Its digits are set in DejaVu Serif, which is no font that is known.
    for name in [
        "report-2568-libreoffice-full.pdf",
        "report-2567-chromium-full.pdf",
        "report-2567-typst-full.pdf",
    ] {
        let sound = fixture(name);
        let read = |bytes: &[u8]| pdf::read(bytes, &Options::default()).unwrap().pages;
        let (before, after) = (read(&sound), read(&stripped(&sound)));
        let pairs = before.iter().zip(&after).flat_map(|(a, b)| a.glyphs.iter().zip(&b.glyphs));
        for (a, b) in pairs.filter(|(a, _)| !a.text.is_empty()) {
            let same = a.text == b.text
                || (a.text == "ำ" && b.text == "\u{E4D}")
                || a.text.contains(b.text.as_str());
            let unknown = b.text == "\u{FFFD}" && b.evidence == Evidence::Unknown;
            assert!(same || unknown, "{name}: {:?} {:?} {:?}", a.text, b.text, b.evidence);
        }
    }
    let fonts =
        pdf::read(&stripped(&fixture("report-2568-libreoffice-full.pdf")), &Options::default())
            .unwrap()
            .pages;
    let suspect: Vec<&str> = fonts
        .iter()
        .flat_map(|page| &page.fonts)
        .filter(|f| f.suspect)
        .map(|f| f.family.as_str())
        .collect();
    assert!(suspect.contains(&"DejaVuSerif"));
}

/// Repair of a sound text changes nothing.
#[test]
fn sound_files_come_out_as_they_claim() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf");
    let mut files: Vec<PathBuf> =
        fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path()).collect();
    for folder in ["corpus/pdf/D1", "corpus/pdf/D2"].iter().filter_map(|folder| shared(folder)) {
        files.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    files.retain(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        // The damaged ones, the locked ones, and scans, which have no fonts.
        !(name.starts_with("P7")
            || name.starts_with("P8")
            || name.contains("secret")
            || name.contains("user-password"))
    });
    files.sort();
    for path in files {
        let bytes = fs::read(&path).unwrap();
        let read = |raw_text: bool| {
            let options = Options { raw_text, ..Options::default() };
            let glyphs =
                pdf::read(&bytes, &options).unwrap().pages.into_iter().flat_map(|page| page.glyphs);
            glyphs.map(|glyph| glyph.text.to_string()).collect::<Vec<String>>()
        };
        assert_eq!(read(false), read(true), "{}", path.display());
    }
}

#[test]
fn a_font_that_cannot_be_read_is_told_once_and_its_claims_stand() {
    let sound = fixture("two-tables.pdf");
    for broken in [|_| Vec::new(), |b: Vec<u8>| b[..20].to_vec(), |b: Vec<u8>| vec![b'x'; b.len()]]
    {
        let bytes = with_streams(&sound, b"FontFile2", broken);
        let document = pdf::read(&bytes, &Options::default()).unwrap();
        let told = document.findings.iter().filter(|f| f.code == "font-unreadable").count();
        assert!((1..=2).contains(&told), "{told} {:?}", document.findings);
        assert_eq!(text(&bytes), text(&sound));
    }
}

/// Damaged programs: some bytes changed, a table's length or place among them.
#[test]
fn damaged_fonts_take_neither_the_program_nor_its_time() {
    let sound = stripped(&fixture("plan-sections.pdf"));
    let mut seed = 1_u32;
    for round in 0..25 {
        let bytes = with_streams(&sound, b"FontFile2", |mut font| {
            let mut state = seed;
            for _ in 0..=round {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                // Half of the changes hit the directory of tables and the headers.
                let most = if state & 0x80 == 0 { font.len() } else { 400 };
                let at = (state >> 8) as usize % most.min(font.len());
                font[at] = (state >> 3) as u8;
            }
            font
        });
        seed = seed.wrapping_add(7_919);
        let start = Instant::now();
        let _ = pdf::read(&bytes, &Options::default());
        assert!(start.elapsed() < Duration::from_secs(10), "round {round}");
    }
}

#[test]
fn inspect_tells_what_the_text_rests_on() {
    let told = inspect::text(&stripped(&fixture("two-tables.pdf")), &Options::default()).unwrap();
    for words in
        ["family    Laksaman", "TrueType, simple", "decided   outline", "outline ", " → U+0E", "× "]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    let sound = inspect::text(&fixture("two-tables.pdf"), &Options::default()).unwrap();
    assert!(sound.contains("decided   claimed") && !sound.contains("→"), "{sound}");
    let transcript =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/transcript/report-2567.txt"))
            .unwrap();
    assert!(inspect::text(&transcript, &Options::default()).is_err());
}

/// What remains of damage in a text: code points that are no text, and words that lost or gained a
/// nikhahit.
fn damage(text: &str) -> Vec<String> {
    let mut found: Vec<String> = ["ดาเนิน", "สานัก", "จานวน", "กำร"]
        .iter()
        .filter(|word| text.contains(**word))
        .map(|w| (*w).to_owned())
        .collect();
    let odd = |c: char| {
        c == '\u{FFFD}'
            || (c.is_control() && !matches!(c, '\n' | '\t' | '\u{C}'))
            || c > '\u{EFFFF}'
    };
    found.extend(text.chars().filter(|c| odd(*c)).map(|c| format!("U+{:04X}", c as u32)));
    found
}

#[test]
fn real_documents_are_read_as_they_show() {
    for name in [
        "expenditure-2561-no-tounicode",
        "sar-2550-pua-rc4-rotated",
        "master-plan-word",
        "itc-results-2553-word",
    ] {
        let Some(path) = shared(&format!("real/{name}.pdf")) else { return };
        let text = text(&fs::read(path).unwrap());
        assert_eq!(damage(&text), Vec::<String>::new(), "{name}");
        let count = |letter: char| text.chars().filter(|c| *c == letter).count() as f64;
        let share = count('ำ') / (count('ำ') + count('า'));
        assert!((0.06..=0.20).contains(&share), "{name}: {share}");
    }
}

/// The same document by LibreOffice, sound, with marks in the Private Use Area, and without any map
/// from code to character.
#[test]
fn damaged_layers_read_as_the_sound_one() {
    let read =
        |name: &str| Some(text(&fs::read(shared(&format!("corpus/pdf/D1/{name}.pdf"))?).unwrap()));
    let Some(sound) = read("P1-libreoffice") else { return };
    for name in ["P7-nounicode", "P7-pua", "P10-ghostscript"] {
        assert!(read(name).is_none_or(|text| text == sound), "{name}");
    }
}
