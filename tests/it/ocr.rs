//! Pictures of pages, read end to end: as their born-digital twin, whichever way up, whatever kind
//! of picture; and pictures of nothing are no text.

use std::fs;
use std::path::Path;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use png::{BitDepth, ColorType, Encoder};
use raingan::OcrMode;
use raingan::contract::model::{Section, TextSource, UnclaimedReason};
use raingan::pdf::{raster, read};
use raingan::{Options, Report, Stage, extract, extract_stage};

/// A page of a made-up agency whose face the recogniser knows.
const FILE: &str = "plan-sections.pdf";

/// Dots an inch of what `raster` draws.
const DPI: f32 = 150.0;

/// A gray picture.
#[derive(Clone)]
struct Gray {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
}

impl Gray {
    /// The picture turned right by a quarter.
    fn turned(&self) -> Gray {
        let (width, height) = (self.height, self.width);
        let at = |i: usize| self.pixels[(self.height - 1 - i % width) * self.width + i / width];
        Gray { pixels: (0..width * height).map(at).collect(), width, height }
    }

    fn png(&self, depth: BitDepth) -> Vec<u8> {
        let rows = self.pixels.chunks_exact(self.width);
        let bytes: Vec<u8> = match depth {
            BitDepth::One => rows
                .flat_map(|row| {
                    row.chunks(8).map(|eight| (0..8).fold(0, |b, i| b << 1 | bit(eight.get(i))))
                })
                .collect(),
            BitDepth::Sixteen => rows.flatten().flat_map(|v| [*v, *v]).collect(),
            _ => self.pixels.clone(),
        };
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, self.width as u32, self.height as u32);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(depth);
        let per_metre = (DPI / 0.0254).round() as u32;
        encoder.set_pixel_dims(Some(png::PixelDimensions {
            xppu: per_metre,
            yppu: per_metre,
            unit: png::Unit::Meter,
        }));
        let mut writer = encoder.write_header().expect("a PNG");
        writer.write_image_data(&bytes).expect("a picture");
        writer.finish().expect("a PNG");
        file
    }

    /// Its first rows, `times` as large in both directions.
    fn enlarged(&self, rows: usize, times: usize) -> Gray {
        let (width, height) = (self.width * times, rows * times);
        let at = |i: usize| self.pixels[i / width / times * self.width + i % width / times];
        Gray { pixels: (0..width * height).map(at).collect(), width, height }
    }

    /// A PDF of one page that is the picture as CMYK.
    fn cmyk_pdf(&self) -> Vec<u8> {
        let pixels = self.pixels.iter().flat_map(|v| [0, 0, 0, 255 - v]).collect();
        pdf((self.width as i64, self.height as i64), "DeviceCMYK", pixels)
    }
}

fn bit(v: Option<&u8>) -> u8 {
    u8::from(v.is_none_or(|v| *v > 140))
}

/// A PDF of one page filled by an image that says to have this size.
fn pdf(size: (i64, i64), space: &str, data: Vec<u8>) -> Vec<u8> {
    stamped_pdf(size, space, data, "")
}

/// Such a PDF with something more drawn over the image; its font `F` is Helvetica.
fn stamped_pdf((width, height): (i64, i64), space: &str, data: Vec<u8>, stamp: &str) -> Vec<u8> {
    let (w, h) = (842, 842 * height / width);
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let image = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
        "ColorSpace" => Object::Name(space.into()), "BitsPerComponent" => 8,
    };
    let image = document.add_object(Stream::new(image, data).with_compression(false));
    let contents = format!("q {w} 0 0 {h} 0 0 cm /I Do Q {stamp}");
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    };
    let font = document.add_object(font);
    let contents = document.add_object(Stream::new(Dictionary::new(), contents.into_bytes()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => contents,
        "MediaBox" => vec![0.into(), 0.into(), w.into(), h.into()],
        "Resources" => dictionary! {
            "XObject" => dictionary! { "I" => image }, "Font" => dictionary! { "F" => font },
        },
    });
    document.set_object(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

fn born_digital() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(FILE))
        .expect("a fixture")
}

fn first_page() -> Options {
    Options { pages: Some((1, 1)), ..Options::default() }
}

/// The first page of the fixture as a scan.
fn scan() -> Gray {
    let bytes = born_digital();
    let page = read(&bytes, &first_page()).expect("a document").pages.remove(0);
    let png =
        raster::png(None, &bytes, (page.width, page.height)).expect("a page that can be drawn");
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a picture");
    let pixels = pixels.chunks_exact(info.color_type.samples()).map(|pixel| pixel[0]).collect();
    Gray { pixels, width: info.width as usize, height: info.height as usize }
}

/// What is said on the page, without white space.
fn text(bytes: &[u8], options: &Options) -> String {
    let text = extract_stage(bytes, options, Stage::Text).expect("a page");
    let said = text.lines().filter(|line| !line.starts_with("== "));
    said.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// How many of each character there are in the one and not in the other.
fn unlike(one: &str, other: &str) -> usize {
    let count = |text: &str, c: char| text.chars().filter(|d| *d == c).count();
    let mut all: Vec<char> = one.chars().chain(other.chars()).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|c| count(one, c).abs_diff(count(other, c))).sum()
}

fn digits(text: &str) -> String {
    text.chars().filter(|c| c.is_numeric()).collect()
}

/// Checks a picture against the page it is a picture of.
fn assert_reads(bytes: &[u8], what: &str) {
    let (truth, read) = (text(&born_digital(), &first_page()), text(bytes, &Options::default()));
    assert_eq!(digits(&read), digits(&truth), "{what}");
    let (wrong, all) = (unlike(&read, &truth), truth.chars().count());
    assert!(all > 500 && wrong * 50 <= all, "{what}: {wrong} of {all}\n{truth}\n{read}");
}

fn codes(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.code.as_str()).collect()
}

/// Checks that a picture holds no text, and that the report says so.
fn assert_nothing_read(bytes: &[u8], what: &str) {
    let report = extract(bytes, &Options::default()).expect(what);
    assert_eq!(text(bytes, &Options::default()), "", "{what}");
    assert!(!codes(&report).is_empty(), "{what}: no finding");
}

#[test]
fn a_scan_says_what_its_born_digital_twin_says() {
    assert_reads(&scan().png(BitDepth::Eight), "a PNG");
    let drawn = Options { ocr: OcrMode::Always, ..first_page() };
    assert_eq!(
        digits(&text(&born_digital(), &drawn)),
        digits(&text(&born_digital(), &first_page())),
        "drawn"
    );
}

#[test]
fn a_scan_is_read_whichever_way_up() {
    let mut turned = scan();
    for what in ["to the right", "upside down", "to the left"] {
        turned = turned.turned();
        assert_reads(&turned.png(BitDepth::Eight), what);
    }
}

#[test]
fn pictures_of_other_kinds_are_read_too() {
    assert_reads(&scan().png(BitDepth::Sixteen), "16 bits");
    assert_reads(&scan().cmyk_pdf(), "CMYK");
}

#[test]
fn a_picture_of_one_bit_keeps_its_digits() {
    let (truth, read) = (
        text(&born_digital(), &first_page()),
        text(&scan().png(BitDepth::One), &Options::default()),
    );
    let wrong = unlike(&digits(&read), &digits(&truth));
    assert!(wrong <= 2, "{wrong} digits differ at 150 dpi without grays");
}

#[test]
fn one_thread_reads_what_two_read() {
    let file = scan().png(BitDepth::Eight);
    let read = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            serde_json::to_string(&extract(&file, &Options::default()).expect("a page"))
                .expect("JSON")
        })
    };
    assert_eq!(read(1), read(2));
}

#[test]
fn no_letters_are_made_of_nothing_and_noise() {
    let (width, height) = (1_240, 1_754);
    let blank = Gray { pixels: vec![255; width * height], width, height };
    assert_nothing_read(&blank.png(BitDepth::Eight), "blank");
    let mut state = 1u32;
    let mut noise = |_: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 24) as u8
    };
    let noise = Gray { pixels: (0..width * height).map(&mut noise).collect(), width, height };
    assert_nothing_read(&noise.png(BitDepth::Eight), "noise");
}

#[test]
fn an_image_that_says_to_have_ten_thousand_million_pixels_is_a_finding() {
    assert_nothing_read(&pdf((100_000, 100_000), "DeviceGray", vec![0; 16]), "huge");
}

#[test]
fn a_picture_that_says_to_have_ten_thousand_million_pixels_is_refused() {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 100_000, 100_000);
    encoder.set_color(ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_chunk(png::chunk::IDAT, &[0x78, 0x9c, 0x63, 0x00, 0x00]).expect("a chunk");
    drop(writer);
    let error = extract(&file, &Options::default()).expect_err("no picture");
    assert!(
        matches!(error.kind(), raingan::ErrorKind::Limit | raingan::ErrorKind::Damaged),
        "{error}"
    );
}

#[test]
fn a_picture_of_one_bit_and_600_dots_an_inch_is_read() {
    // The first quarter: four times as many pixels as a page of 150 dots have less to say.
    let fine = scan().enlarged(440, 4);
    let options = Options::default();
    let (read, coarse) =
        (text(&fine.png(BitDepth::One), &options), text(&scan().png(BitDepth::Eight), &options));
    let first: String = coarse.chars().take(20).collect();
    assert!(unlike(&read.chars().take(20).collect::<String>(), &first) <= 4, "{first}\n{read}");
}

#[test]
fn no_letters_are_made_of_a_photograph() {
    // Soft light, hard edges, and grain.
    let (width, height) = (1_240, 1_754);
    let wave = |x: usize, y: usize, s: f32| {
        ((x as f32 / s).sin() * (y as f32 / s / 1.3).cos() + 1.0) * 60.0
    };
    let value = |i: usize| {
        let (x, y) = (i % width, i / width);
        let edge = if (x / 170 + y / 230) % 3 == 0 { 70.0 } else { 0.0 };
        (wave(x, y, 97.0) + wave(y, x, 41.0) * 0.5 + edge + (i * 7_919 % 23) as f32) as u8
    };
    let photograph = Gray { pixels: (0..width * height).map(value).collect(), width, height };
    let read = text(&photograph.png(BitDepth::Eight), &Options::default());
    assert!(read.chars().count() < 5, "{read}");
}

#[test]
fn a_stamp_over_a_scan_is_kept_and_the_scan_is_read() {
    let scan = scan();
    let stamp = "BT /F 9 Tf 40 12 Td (Stamped 4711) Tj ET";
    let size = (scan.width as i64, scan.height as i64);
    let stamped = stamped_pdf(size, "DeviceGray", scan.pixels.clone(), stamp);
    let read = text(&stamped, &Options::default());
    assert_eq!(read.matches("Stamped4711").count(), 1, "{read}");
    let plain = text(&pdf(size, "DeviceGray", scan.pixels), &Options::default());
    assert_eq!(digits(&read.replace("Stamped4711", "")), digits(&plain));
}

/// Thai in a font that says nothing of its letters comes out as accented Latin ones. The score of
/// the whole columns counts this row as one too many, so that it says nothing of how well it is
/// read.
#[test]
fn the_heading_of_a_scan_under_a_layer_is_read_whole() {
    let report =
        extract(&fs::read("fixtures/pdf/ocr-layer.pdf").unwrap(), &Options::default()).unwrap();
    let Section::Other(other) = &report.sections[0] else { panic!("{:?}", report.sections) };
    let head: Vec<&str> = other.tables[0].headings.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(head, ["ลำดับ", "ผู้ยืม", "วันที่ยืม", "วันที่คืน"]);
}

#[test]
fn what_a_layer_said_that_the_picture_replaces_is_told() {
    let scan = scan();
    let line =
        "(\\342\\244\\303\\247\\241\\322\\303 \\273\\351\\315\\247\\241\\321\\271) Tj 0 -6 Td ";
    let junk = format!("BT /F 5 Tf 40 150 Td {} ET", line.repeat(20));
    let bytes =
        stamped_pdf((scan.width as i64, scan.height as i64), "DeviceGray", scan.pixels, &junk);
    let report = extract(&bytes, &Options::default()).expect("a report");
    let replaced = report.unclaimed.iter().filter(|u| u.reason == UnclaimedReason::Replaced);
    let said: String = replaced.map(|u| u.raw.as_str()).collect();
    assert_eq!(said.matches("â¤Ã§¡ÒÃ").count(), 20, "{said}");
    assert_eq!(report.source.pages[0].text_source, TextSource::Ocr);
}

#[test]
fn inspect_draws_over_a_picture() {
    let file = scan().png(BitDepth::Eight);
    let drawn = raingan::inspect::png(&file, &Options::default(), 1).expect("a drawing");
    let mut reader = png::Decoder::new(std::io::Cursor::new(drawn)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a picture");
    let dark = pixels
        .chunks_exact(info.color_type.samples())
        .filter(|p| p[..3].iter().all(|v| *v < 60))
        .count();
    let ink = scan().pixels.iter().filter(|v| **v < 60).count();
    // The marks tint some of it, and rulings have their own colour.
    assert!(dark * 8 > ink, "the picture is not under the marks: {dark} dark pixels of {ink}");
}
