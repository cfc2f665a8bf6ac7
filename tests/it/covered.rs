//! What is drawn over text hides it, and what lets it shine through does not: the same page with one
//! thing drawn over an amount.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use raingan::{Options, Stage};

/// A page with an amount at 300 … 360, 700.
const AMOUNT: &str = "BT /F 14 Tf 72 700 Td (Budget) Tj ET BT /F 14 Tf 300 700 Td (48,000) Tj ET";

/// A PDF of the page with something drawn over it, and a mark that somebody put there; its pictures are
/// `P` without and `M` with a mask.
fn page(over: &str, mark: Option<Dictionary>) -> Vec<u8> {
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
    let shading = dictionary! {
        "ShadingType" => 2, "ColorSpace" => "DeviceGray", "Extend" => vec![true.into(), true.into()],
        "Coords" => vec![295.into(), 0.into(), 365.into(), 0.into()],
        "Function" => dictionary! {
            "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()],
            "C0" => vec![0.into()], "C1" => vec![Object::Real(0.2)],
        },
    };
    let opaque = document.add_object(gray(u8::MAX));
    let mut whole = gray(0);
    whole.dict.set("SMask", opaque);
    let whole = document.add_object(whole);
    let half = dictionary! { "Type" => "ExtGState", "ca" => 0.5 };
    let darkens = dictionary! { "Type" => "ExtGState", "BM" => "Multiply" };
    let contents = format!("{AMOUNT} q {over} Q");
    let contents = document.add_object(Stream::new(Dictionary::new(), contents.into_bytes()));
    let marks: Vec<Object> =
        mark.into_iter().map(|mark| document.add_object(mark).into()).collect();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => contents, "Annots" => marks,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! {
            "Font" => dictionary! { "F" => font },
            "XObject" => dictionary! { "P" => plain, "M" => masked, "O" => whole },
            "ExtGState" => dictionary! { "H" => half, "U" => darkens },
            "Shading" => dictionary! { "S" => shading },
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
    let (amount, said) = read_of(&page(over, None));
    (amount, said == Some("covered-text"))
}

/// Whether the amount of a page is read, and what is said to have become of it.
fn read_of(bytes: &[u8]) -> (bool, Option<&'static str>) {
    let text = raingan::extract_stage(bytes, &Options::default(), Stage::Text).unwrap();
    assert!(text.contains("Budget"), "{text}");
    let report = raingan::extract(bytes, &Options::default()).unwrap();
    let mut said = ["covered-text", "text-struck-out"]
        .into_iter()
        .filter(|code| report.findings.iter().any(|finding| finding.code == *code));
    let aside = report.unclaimed.iter().any(|text| {
        use raingan::contract::model::UnclaimedReason::{Covered, StruckOut};
        text.text.contains("48,000") && matches!(text.reason, Covered | StruckOut)
    });
    let said = said.next();
    let listed: Vec<&str> = report.unclaimed.iter().map(|text| text.text.as_str()).collect();
    assert_eq!(aside, said.is_some(), "what is not read is listed: {said:?} {listed:?}");
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
        // A dot that is drawn as large, a gradient, a scribble.
        "0 g 70 0 0 18 295 695 cm BI /W 1 /H 1 /IM true /BPC 1 ID \x00 EI",
        "295 695 70 18 re W n /S sh",
        "0 G 3 w 295 697 m 365 701 l 295 703 l 365 707 l 295 709 l 365 713 l S",
        // A shape of six corners, black that darkens, a picture with an opacity that is full.
        "0 g 290 704 m 296 695 l 360 695 l 366 704 l 360 713 l 296 713 l h f",
        "/U gs 0 g 295 695 70 18 re f",
        "70 0 0 18 295 695 cm /O Do",
        // Strips side by side.
        "0 g 295 695 m 295 713 l 297 713 l 297 695 l h f 297 695 2 18 re f 299 695 12 18 re f 311 695 40 18 re f",
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
        "/U gs 0.9 g 295 695 70 18 re f",
        "0 g 290 704 m 296 713 l 300 714 l 296 713 l 290 704 l h f",
    ] {
        assert_eq!(read(over), (true, false), "{over}");
    }
}

#[test]
fn letters_on_a_ground_of_their_own_colour_are_not_seen() {
    let again = |before: &str, colour: &str| {
        let drawn = format!("{before} {colour} BT /F 14 Tf 300 600 Td (48,000) Tj ET");
        // The amount above is struck out, so that the one below alone may be read.
        read_of(&page(&format!("q 0 G 0.5 w 300 704 m 343 704 l S Q {drawn}"), None)).0
    };
    assert!(!again("0 g 290 590 80 24 re f", "0 g"), "black on black");
    assert!(!again("0.9 0.8 0.1 rg 290 590 80 24 re f", "0.9 0.8 0.1 rg"), "yellow on yellow");
    assert!(
        !again("0 g 290 590 80 24 re f 1 g 292 592 76 20 re f", "1 g"),
        "white on white on black"
    );
    assert!(again("0 g 290 590 80 24 re f", "1 g"), "white on black");
    assert!(
        again("0 g 290 590 80 24 re f 1 g 292 592 76 20 re f", "0 g"),
        "black in a thick frame"
    );
    assert!(again("/H gs 0 g 290 590 80 24 re f", "0 g"), "black on what shines through");
    let ellipse = "1 g 292 602 m 292 612 366 612 366 602 c 366 592 292 592 292 602 c f";
    assert!(again(&format!("0 g 290 590 80 24 re f {ellipse}"), "0 g"), "black on a white ellipse");
}

#[test]
fn what_lies_below_a_picture_of_the_page_is_a_scanners_text() {
    let below = page("595 0 0 842 0 0 cm /P Do", None);
    let text = raingan::extract_stage(&below, &Options::default(), Stage::Text).unwrap();
    assert!(!text.contains("48,000"), "{text}");
}

#[test]
fn a_line_through_text_strikes_it_out() {
    for over in [
        "0 G 1 w 300 704 m 343 704 l S",
        "1 0 0 RG 0.5 w 300 703 m 343 703 l S 300 706 m 343 706 l S",
        "0 g 300 703.5 43 0.7 re f",
        // A wavy line, and lines of a cell whose border it touches.
        "0.8 w 300 704 m 305 707 l 310 701 l 315 707 l 320 701 l 325 707 l 330 701 l 343 704 l S",
        "0.8 w 300 704 m 307 706 l 314 701 321 707 328 701 c 334 707 340 701 343 704 c S",
        "0 G 0.5 w 300 704 m 343 704 l S 344 690 m 344 720 l S",
    ] {
        assert_eq!(read_of(&page(over, None)), (false, Some("text-struck-out")), "{over}");
    }
    for over in [
        "0 G 1 w 300 698 m 343 698 l S",
        "0 G 0.5 w 72 704 m 520 704 l S",
        "0 G 0.5 w 300 704 m 343 704 l S 300 690 m 300 704 l S",
        "0 G 0.5 w 299 704 m 344 704 l S 299 690 m 299 720 l S 344 690 m 344 720 l S",
        // A speller's wave.
        "0.5 w 300 697 m 305 698 l 310 696 l 315 698 l 320 696 l 325 698 l 330 696 l 343 697 l S",
    ] {
        assert_eq!(read_of(&page(over, None)), (true, None), "{over}");
    }
}

#[test]
fn marks_that_viewers_draw_hide_and_strike_out() {
    let numbers = |of: &[i64]| Object::Array(of.iter().map(|n| (*n).into()).collect());
    let mark = |kind: &str, key: &str, of: Object, width: i64| {
        let mut mark = dictionary! {
            "Type" => "Annot", "Subtype" => kind, "Rect" => numbers(&[295, 695, 365, 713]),
            "C" => numbers(&[0, 0, 0]), "BS" => dictionary! { "W" => width },
        };
        mark.set(key, of);
        mark
    };
    let line = numbers(&[296, 704, 366, 704]);
    let pen = Object::Array(vec![numbers(&[296, 700, 330, 708, 348, 702])]);
    let quad = numbers(&[300, 711, 343, 711, 300, 697, 343, 697]);
    let covered = (false, Some("covered-text"));
    let struck = (false, Some("text-struck-out"));
    let as_it_is = (true, None);
    let read = |mark: Dictionary| read_of(&page("", Some(mark)));
    assert_eq!(read(mark("Line", "L", line.clone(), 14)), covered);
    assert_eq!(read(mark("Line", "L", line, 1)), as_it_is, "it goes on beyond the amount");
    assert_eq!(read(mark("Line", "L", numbers(&[299, 704, 344, 704]), 1)), struck);
    assert_eq!(read(mark("Ink", "InkList", pen.clone(), 14)), covered);
    assert_eq!(read(mark("Ink", "InkList", pen, 1)), as_it_is);
    assert_eq!(read(mark("Square", "IC", numbers(&[0, 0, 0]), 1)), covered);
    assert_eq!(read(mark("Square", "T", Object::Null, 1)), as_it_is, "a frame");
    assert_eq!(read(mark("StrikeOut", "QuadPoints", quad, 1)), struck);
    let filled = |kind: &str, key: &str, of: Object| {
        let mut mark = mark(kind, key, of, 1);
        mark.set("IC", numbers(&[0, 0, 0]));
        mark
    };
    let corners = numbers(&[294, 694, 366, 694, 366, 714, 294, 714]);
    assert_eq!(read(filled("Polygon", "Vertices", corners.clone())), covered);
    assert_eq!(read(mark("Polygon", "Vertices", corners, 1)), as_it_is, "a frame");
    assert_eq!(read(filled("Circle", "Rect", numbers(&[285, 685, 358, 723]))), covered);
    assert_eq!(read(filled("Circle", "Rect", numbers(&[360, 685, 433, 723]))), as_it_is, "beside");
    let mut hidden = mark("Square", "IC", numbers(&[0, 0, 0]), 1);
    hidden.set("F", 2);
    assert_eq!(read(hidden), as_it_is);
}

#[test]
fn a_digit_that_is_drawn_is_not_left_out() {
    let text_of = |over: &str| {
        raingan::extract_stage(&page(over, None), &Options::default(), Stage::Text).unwrap()
    };
    // Before the amount, behind it, and a bar for a minus.
    for over in [
        "0 g 292 700 m 299 700 l 295 710 l f",
        "0 g 343.5 700 m 349 700 l 347 710 l f",
        "7 0 0 12 292.5 698 cm /P Do",
        "0 g 293 704 6 0.9 re f",
    ] {
        assert!(
            !text_of(over).contains("\t48,000\n") && text_of(over).contains("48,000"),
            "{over}"
        );
    }
    assert!(text_of("0 g 280 704 6 0.9 re f").contains("48,000"), "too far for a minus");
}

#[test]
fn a_choice_of_a_list_is_what_is_shown_of_it() {
    let pair = |a: &str, b: &str| {
        Object::Array(vec![Object::string_literal(a), Object::string_literal(b)])
    };
    let mark = dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Ch", "Ff" => 1 << 17,
        "Rect" => vec![400.into(), 695.into(), 480.into(), 713.into()],
        "V" => Object::string_literal("2"),
        "Opt" => vec![pair("1", "12,000"), pair("2", "69,500")],
    };
    let text =
        raingan::extract_stage(&page("", Some(mark)), &Options::default(), Stage::Text).unwrap();
    assert!(text.contains("69,500"), "{text}");
}

#[test]
fn letters_without_height_or_width_are_not_seen() {
    let small = "BT /F 0.3 Tf 300 650 Td (99,999) Tj ET BT /F 14 Tf 0 Tz 300 640 Td (77,777) Tj ET";
    let report = raingan::extract(&page(small, None), &Options::default()).unwrap();
    let text =
        raingan::extract_stage(&page(small, None), &Options::default(), Stage::Text).unwrap();
    assert!(
        text.contains("48,000") && !text.contains("99,999") && !text.contains("77,777"),
        "{text}"
    );
    let listed: Vec<&str> = report.unclaimed.iter().map(|text| text.text.as_str()).collect();
    assert!(listed.concat().contains("99,999"), "{listed:?}");
}
