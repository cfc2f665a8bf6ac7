//! Hostile files, made in code: each is one page (or two) with one thing wrong.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// A file and what reading it must come to.
pub struct Case {
    pub name: &'static str,
    pub bytes: Vec<u8>,
    /// `ok`, or the code of the error.
    pub status: &'static str,
    pub pages: usize,
    /// Codes of the findings, sorted, joined by commas.
    pub findings: &'static str,
    /// Whether glyphs are read.
    pub text: bool,
}

const TEXT: &[u8] = b"BT /F1 12 Tf 72 700 Td (raingan) Tj ET";

fn case(name: &'static str, bytes: Vec<u8>, findings: &'static str, text: bool) -> Case {
    Case { name, bytes, status: "ok", pages: 1, findings, text }
}

fn refused(name: &'static str, bytes: &[u8], status: &'static str) -> Case {
    Case { name, bytes: bytes.to_vec(), status, pages: 0, findings: "", text: false }
}

pub fn all() -> Vec<Case> {
    let good = page(TEXT.to_vec(), |_, _| {});
    let half = good.len() / 3;
    let xref = memchr::memmem::rfind(&good, b"xref\n0").expect("a table");
    vec![
        case("good", good.clone(), "", true),
        refused("empty", b"", "empty"),
        refused("html", b"<!DOCTYPE html><title>404</title>", "not-pdf"),
        refused("docx", b"PK\x03\x04........word/document.xml", "not-pdf"),
        refused("text", "รายงาน\n".as_bytes(), "not-pdf"),
        case(
            "garbage-prefix",
            [b"HTTP/1.1 200 OK\r\n\r\n", &good[..]].concat(),
            "file-repaired",
            true,
        ),
        case("no-xref", good[..xref].to_vec(), "file-repaired", true),
        refused("cut-to-a-third", &good[..half], "damaged"),
        case("flate-bomb", with_contents(stream(bomb(80 << 20, 1), 1)), "page-limit", false),
        case("flate-bomb-twice", with_contents(stream(bomb(1 << 30, 2), 2)), "page-limit", false),
        case("five-filters", with_contents(stream(bomb(1000, 5), 5)), "page-limit", false),
        case("damaged-stream", with_contents(stream(damaged(), 1)), "stream-damaged", true),
        case("widths-bomb", page(TEXT.to_vec(), widths_bomb), "page-limit", false),
        case("first-char-bomb", page(TEXT.to_vec(), first_char_bomb), "page-limit", false),
        case("form-bomb", page(b"/X0 Do".to_vec(), form_bomb), "page-limit", false),
        case("form-in-itself", page([TEXT, b" /X0 Do"].concat(), form_in_itself), "", true),
        case(
            "large-form-in-itself",
            page([TEXT, b" /X0 Do"].concat(), large_form_in_itself),
            "page-limit",
            false,
        ),
        case(
            "media-box",
            page(TEXT.to_vec(), |d, page| set(d, page, "MediaBox", rect(1_000_000))),
            "page-limit",
            false,
        ),
        case(
            "image-pixels",
            page([TEXT, b" /X0 Do"].concat(), huge_image),
            "raster:page-limit",
            true,
        ),
        case("predictor", with_contents(predictor_bomb()), "page-limit", false),
        case(
            "many-items",
            with_contents(stream(zlib(&b"0 0 1 1 re f ".repeat(1_000_000)), 1)),
            "page-limit",
            false,
        ),
        case("pages-missing", page(TEXT.to_vec(), count_lies), "pages-missing", true),
        no_catalogue(),
        nested_arrays(),
        page_tree_in_a_circle(),
        xref_loop(),
        object_stream_bomb(),
    ]
}

/// A PDF of one page with `contents`, changed by `change` (which gets the page's object number).
fn page(contents: Vec<u8>, change: impl FnOnce(&mut Document, lopdf::ObjectId)) -> Vec<u8> {
    build(Stream::new(Dictionary::new(), contents), change)
}

fn with_contents(contents: Stream) -> Vec<u8> {
    build(contents, |_, _| {})
}

fn build(contents: Stream, change: impl FnOnce(&mut Document, lopdf::ObjectId)) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    document.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
    let pages = document.new_object_id();
    let contents = document.add_object(contents);
    let font = document.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" },
    );
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "MediaBox" => rect(800), "Contents" => contents,
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    document.set_object(
        pages,
        dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 },
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    change(&mut document, page);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF");
    bytes
}

fn rect(side: i64) -> Object {
    Object::Array(vec![0.into(), 0.into(), side.into(), side.into()])
}

fn set(document: &mut Document, id: lopdf::ObjectId, key: &str, value: impl Into<Object>) {
    document.get_dictionary_mut(id).expect("a dictionary").set(key, value);
}

fn zlib(data: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).expect("memory");
    encoder.finish().expect("memory")
}

/// `bytes` spaces, compressed `times` times.
fn bomb(bytes: usize, times: usize) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let spaces = vec![b' '; bytes.min(1 << 20)];
    (0..bytes.div_ceil(spaces.len())).for_each(|_| encoder.write_all(&spaces).expect("memory"));
    let once = encoder.finish().expect("memory");
    (1..times).fold(once, |data, _| zlib(&data))
}

fn stream(data: Vec<u8>, filters: usize) -> Stream {
    let filters = vec![Object::from("FlateDecode"); filters];
    Stream::new(dictionary! { "Filter" => filters }, data).with_compression(false)
}

fn damaged() -> Vec<u8> {
    let lines: Vec<u8> = (0..5000)
        .flat_map(|n| format!("BT /F1 9 Tf {n} 70 Td (no {n}) Tj ET\n").into_bytes())
        .collect();
    let data = zlib(&lines);
    data[..data.len() * 2 / 3].to_vec()
}

fn predictor_bomb() -> Stream {
    let mut stream = stream(zlib(TEXT), 1);
    stream.dict.set("Filter", "FlateDecode");
    stream.dict.set(
        "DecodeParms",
        dictionary! { "Predictor" => 15, "Columns" => 2_000_000_000i64, "Colors" => 3 },
    );
    stream
}

fn add_font(document: &mut Document, page: lopdf::ObjectId, font: Dictionary) {
    let font = document.add_object(font);
    set(document, page, "Resources", dictionary! { "Font" => dictionary! { "F1" => font } });
}

fn widths_bomb(document: &mut Document, page: lopdf::ObjectId) {
    let descendant = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "A", "W" => vec![0.into(), 4_294_967_290i64.into(), 500.into()],
    });
    add_font(
        document,
        page,
        dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "A", "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()],
        },
    );
}

fn first_char_bomb(document: &mut Document, page: lopdf::ObjectId) {
    add_font(
        document,
        page,
        dictionary! {
            "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "A", "Widths" => vec![500.into()],
            "FirstChar" => 40_000_000_000i64, "LastChar" => 40_000_000_000i64,
        },
    );
}

fn form(contents: Vec<u8>, objects: Dictionary) -> Stream {
    let resources = dictionary! { "XObject" => objects };
    let dict = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => rect(800), "Resources" => resources };
    Stream::new(dict, contents).with_compression(false)
}

fn add_object(document: &mut Document, page: lopdf::ObjectId, object: lopdf::ObjectId) {
    let page = document.get_dictionary_mut(page).expect("a page");
    let resources = page.get_mut(b"Resources").and_then(Object::as_dict_mut).expect("resources");
    resources.set("XObject", dictionary! { "X0" => object });
}

/// Twenty forms, each drawing the one before ten times: 10^20 draws.
fn form_bomb(document: &mut Document, page: lopdf::ObjectId) {
    let mut inner = document.add_object(form(b"0 0 1 1 re f".to_vec(), Dictionary::new()));
    for _ in 0..20 {
        inner = document.add_object(form(b"/X0 Do ".repeat(10), dictionary! { "X0" => inner }));
    }
    add_object(document, page, inner);
}

fn form_in_itself(document: &mut Document, page: lopdf::ObjectId) {
    let id = document.new_object_id();
    document.set_object(id, form(b"/X0 Do".to_vec(), dictionary! { "X0" => id }));
    add_object(document, page, id);
}

/// Held fifty times, its 60 MiB would be 3 GB.
fn large_form_in_itself(document: &mut Document, page: lopdf::ObjectId) {
    let id = document.new_object_id();
    let contents = [vec![b' '; 60 << 20], b"/X0 Do".to_vec()].concat();
    let mut form = form(zlib(&contents), dictionary! { "X0" => id });
    form.dict.set("Filter", "FlateDecode");
    document.set_object(id, form);
    add_object(document, page, id);
}

fn huge_image(document: &mut Document, page: lopdf::ObjectId) {
    let dict = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 1_000_000, "Height" => 1_000_000,
        "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
    };
    let image = document.add_object(Stream::new(dict, vec![0; 16]).with_compression(false));
    add_object(document, page, image);
}

fn count_lies(document: &mut Document, page: lopdf::ObjectId) {
    let pages =
        document.get_dictionary(page).and_then(|p| p.get(b"Parent")).and_then(Object::as_reference);
    set(document, pages.expect("a parent"), "Count", 7);
}

/// Cut before its catalogue and its page tree: only the page itself is there.
fn no_catalogue() -> Case {
    let body = "%PDF-1.4\n3 0 obj<</Type/Page/Parent 2 0 R/Contents 5 0 R>>endobj\n\
        5 0 obj<</Length 38>>stream\nBT /F1 12 Tf 72 700 Td (raingan) Tj ET\nendstream endobj\n6 0 obj<</Type/Fo";
    case("no-catalogue", body.as_bytes().to_vec(), "file-repaired", true)
}

fn nested_arrays() -> Case {
    let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    let body = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/Resources<</ExtGState<</G {deep}>>>>>>endobj\ntrailer<</Root 1 0 R>>\n"
    );
    Case {
        name: "nested-arrays",
        bytes: body.into_bytes(),
        status: "damaged",
        pages: 0,
        findings: "",
        text: false,
    }
}

fn page_tree_in_a_circle() -> Case {
    let body = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[2 0 R 4 0 R 3 0 R]/Count 3>>endobj\n4 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/Contents 5 0 R>>endobj\n\
        5 0 obj<</Length 38>>stream\nBT /F1 12 Tf 72 700 Td (raingan) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n";
    case("page-tree-circle", body.as_bytes().to_vec(), "file-repaired,pages-missing", true)
}

fn xref_loop() -> Case {
    let body = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n";
    let at = body.len();
    let end = format!(
        "xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R/Prev {at}>>\nstartxref\n{at}\n%%EOF\n"
    );
    refused("xref-loop", format!("{body}{end}").as_bytes(), "damaged")
}

fn object_stream_bomb() -> Case {
    let data = bomb(1 << 30, 1);
    let mut bytes =
        b"%PDF-1.5\n9 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ".to_vec();
    bytes.extend(format!("{}>>stream\n", data.len()).into_bytes());
    bytes.extend(data);
    bytes.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n");
    refused("object-stream-bomb", &bytes, "limit")
}
