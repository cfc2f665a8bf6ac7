//! Pictures of pages, read end to end: as their born-digital twin, whichever way up, whatever kind of picture; and
//! pictures of nothing are no text.

use std::fs;
use std::path::Path;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use png::{BitDepth, ColorType, Encoder};
use raingan::ocr::Mode;
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
                .flat_map(|row| row.chunks(8).map(|eight| (0..8).fold(0, |b, i| b << 1 | bit(eight.get(i)))))
                .collect(),
            BitDepth::Sixteen => rows.flatten().flat_map(|v| [*v, *v]).collect(),
            _ => self.pixels.clone(),
        };
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, self.width as u32, self.height as u32);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(depth);
        let per_metre = (DPI / 0.0254).round() as u32;
        encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
        let mut writer = encoder.write_header().expect("a PNG");
        writer.write_image_data(&bytes).expect("a picture");
        writer.finish().expect("a PNG");
        file
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
fn pdf((width, height): (i64, i64), space: &str, data: Vec<u8>) -> Vec<u8> {
    let (w, h) = (842, 842 * height / width);
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let image = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => width, "Height" => height,
        "ColorSpace" => Object::Name(space.into()), "BitsPerComponent" => 8,
    };
    let image = document.add_object(Stream::new(image, data).with_compression(false));
    let contents = format!("q {w} 0 0 {h} 0 0 cm /I Do Q");
    let contents = document.add_object(Stream::new(Dictionary::new(), contents.into_bytes()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => contents,
        "MediaBox" => vec![0.into(), 0.into(), w.into(), h.into()],
        "Resources" => dictionary! { "XObject" => dictionary! { "I" => image } },
    });
    document.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

fn born_digital() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(FILE)).expect("a fixture")
}

fn first_page() -> Options {
    Options { pages: Some((1, 1)), ..Options::default() }
}

/// The first page of the fixture as a scan.
fn scan() -> Gray {
    let bytes = born_digital();
    let page = read(&bytes, &first_page()).expect("a document").pages.remove(0);
    let png = raster::png(None, &bytes, (page.width, page.height)).expect("a page that can be drawn");
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
    let drawn = Options { ocr: Mode::Always, ..first_page() };
    assert_eq!(digits(&text(&born_digital(), &drawn)), digits(&text(&born_digital(), &first_page())), "drawn");
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
    let (truth, read) = (text(&born_digital(), &first_page()), text(&scan().png(BitDepth::One), &Options::default()));
    let wrong = unlike(&digits(&read), &digits(&truth));
    assert!(wrong <= 2, "{wrong} digits differ at 150 dpi without grays");
}

#[test]
fn one_thread_reads_what_two_read() {
    let file = scan().png(BitDepth::Eight);
    let read = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| serde_json::to_string(&extract(&file, &Options::default()).expect("a page")).expect("JSON"))
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
