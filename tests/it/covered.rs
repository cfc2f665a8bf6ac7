//! What is drawn over text hides it, and what lets it shine through does not: the same page with one
//! thing drawn over an amount.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use raingan::{Options, Stage};

/// A page with an amount at 300 … 360, 700.
const AMOUNT: &str = "BT /F 14 Tf 72 700 Td (Budget) Tj ET BT /F 14 Tf 300 700 Td (48,000) Tj ET";

/// A PDF of the page with something drawn over it; its pictures are `P` without and `M` with a mask.
fn page(over: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let gray = |value: u8| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 2, "Height" => 2,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
        };
        Stream::new(dict, vec![value; 4]).with_compression(false)
    };
    let mask = document.add_object(gray(0));
    let plain = document.add_object(gray(255));
    let mut masked = gray(255);
    masked.dict.set("SMask", mask);
    let masked = document.add_object(masked);
    let half = dictionary! { "Type" => "ExtGState", "ca" => 0.5 };
    let contents = format!("{AMOUNT} q {over} Q");
    let contents = document.add_object(Stream::new(Dictionary::new(), contents.into_bytes()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => contents,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! {
            "Font" => dictionary! { "F" => font },
            "XObject" => dictionary! { "P" => plain, "M" => masked },
            "ExtGState" => dictionary! { "H" => half },
        },
    });
    let kids: Vec<Object> = vec![page.into()];
    document.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 });
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Whether the amount is read, and whether something is said to cover it.
fn read(over: &str) -> (bool, bool) {
    let bytes = page(over);
    let text = raingan::extract_stage(&bytes, &Options::default(), Stage::Text).unwrap();
    assert!(text.contains("Budget"), "{over}: {text}");
    let report = raingan::extract(&bytes, &Options::default()).unwrap();
    let said = report.findings.iter().any(|finding| finding.code == "covered-text");
    (text.contains("48,000"), said)
}

#[test]
fn what_is_opaque_hides_what_was_drawn_before() {
    for over in [
        "0 g 295 695 70 18 re f",
        "1 g 295 695 70 18 re f",
        // A box with rounded corners.
        "0 g 299 694 m 361 694 l 365 694 365 698 365 698 c 365 710 l 365 714 361 714 361 714 c \
         299 714 l 295 714 295 710 295 710 c 295 698 l 295 694 299 694 299 694 c f",
        // A thick line.
        "0 G 18 w 295 704 m 365 704 l S",
        "70 0 0 18 295 695 cm /P Do",
    ] {
        assert_eq!(read(over), (false, true), "{over}");
    }
}

#[test]
fn what_shines_through_or_lies_beside_hides_nothing() {
    for over in [
        "/H gs 0 g 295 695 70 18 re f",
        "/H gs 70 0 0 18 295 695 cm /P Do",
        "70 0 0 18 295 695 cm /M Do",
        // A line through it, a dashed one, a frame around it.
        "0 G 1 w 295 704 m 365 704 l S",
        "0 G 18 w [4 4] 0 d 295 704 m 365 704 l S",
        "0 G 1 w 295 695 70 18 re S",
        "0 g 295 720 70 18 re f",
    ] {
        assert_eq!(read(over), (true, false), "{over}");
    }
}
