//! A copy of a document with notes: highlights over its pages, appended as an incremental update
//! (ISO 32000-2, 7.5.6), so that every byte of the document itself stays as it was.

use std::collections::BTreeMap;

use lopdf::{
    Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, StringFormat, dictionary,
};

use super::budget::with_deadline;
use super::limits::Limits;
use super::recover::{lopdf_may_try, lopdf_options};
use crate::error::{Error, ErrorKind};
use crate::geom::Rect;

/// How much a highlight covers what it lies over.
const OPACITY: f32 = 0.35;
/// The side of a note that has no box, in points, and its distance from the page's corner.
const NOTE_SIDE: f32 = 20.0;
/// The flag of an annotation that is printed (ISO 32000-2, table 167).
const PRINT: i64 = 4;
/// Page trees that are deeper than this have no inherited box.
const MOST_PARENTS: usize = 64;

/// A note on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The page, from 1.
    pub page: u32,
    /// What is highlighted, in points from the top left of the page as displayed; a note that has
    /// none stands at the page's corner.
    pub boxes: Vec<Rect>,
    /// Who says it: the title of the note.
    pub author: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// Red, green and blue, 0 to 1.
    pub colour: [f32; 3],
}

/// The document with these notes; what it was is the beginning of what comes out. Notes on pages that
/// it does not have are left out.
///
/// # Errors
///
/// [`ErrorKind::UnsupportedEncryption`] where it is locked with another password;
/// [`ErrorKind::Damaged`] where its structure has to be repaired to be read, as nothing can be
/// appended to it then.
pub fn annotated(
    bytes: &[u8],
    notes: &[Note],
    password: &str,
    limits: &Limits,
) -> Result<Vec<u8>, Error> {
    if !lopdf_may_try(bytes, limits) {
        let message = "is too large or too deeply nested to be annotated";
        return Err(Error::new(ErrorKind::Limit, message));
    }
    let (data, notes) = (bytes.to_vec(), notes.to_vec());
    let options = lopdf_options(password, limits);
    let done = with_deadline(limits.open_time, limits.stack_bytes, move || {
        let document = Document::load_mem_with_options(&data, options)?;
        let mut update = Update(IncrementalDocument::create_from(data, document));
        update.add(&notes)?;
        let mut saved = Vec::new();
        update.0.save_to(&mut saved)?;
        Ok(saved)
    });
    match done {
        Ok(Ok(saved)) if saved.starts_with(bytes) => Ok(saved),
        Ok(Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_))) => {
            let message = "is encrypted, and its password is not known: give --password";
            Err(Error::new(ErrorKind::UnsupportedEncryption, message))
        }
        Ok(Err(cause)) => Err(damaged().because(cause)),
        Ok(Ok(_)) | Err(_) => Err(damaged()),
    }
}

fn damaged() -> Error {
    let message = "cannot be annotated: its structure has to be repaired to be read, so nothing can be appended to it";
    Error::new(ErrorKind::Damaged, message)
}

/// A document while notes are appended to it.
struct Update(IncrementalDocument);

impl Update {
    fn add(&mut self, notes: &[Note]) -> Result<(), lopdf::Error> {
        let pages = self.0.get_prev_documents().get_pages();
        let mut of_pages: BTreeMap<u32, Vec<&Note>> = BTreeMap::new();
        for note in notes.iter().filter(|note| pages.contains_key(&note.page)) {
            of_pages.entry(note.page).or_default().push(note);
        }
        for (number, notes) in of_pages {
            let page = pages[&number];
            let frame = Frame::of(self.0.get_prev_documents(), page);
            let added: Vec<Object> =
                notes.into_iter().map(|note| self.note(note, &frame, page)).collect();
            self.append(page, added)?;
        }
        Ok(())
    }

    /// Appends annotations to those of a page.
    fn append(&mut self, page: ObjectId, added: Vec<Object>) -> Result<(), lopdf::Error> {
        let previous = self.0.get_prev_documents();
        let before = previous.get_dictionary(page)?.get(b"Annots").ok();
        let before = match before {
            Some(Object::Reference(id)) => previous.get_object(*id).ok(),
            other => other,
        };
        let mut all = before.and_then(|list| list.as_array().ok()).cloned().unwrap_or_default();
        all.extend(added);
        self.0.opt_clone_object_to_new_document(page)?;
        let page = self.0.new_document.get_object_mut(page)?.as_dict_mut()?;
        page.set("Annots", all);
        Ok(())
    }

    /// Adds a note, and gives the reference to it.
    fn note(&mut self, note: &Note, frame: &Frame, page: ObjectId) -> Object {
        let boxes: Vec<[f32; 4]> = note.boxes.iter().map(|r| frame.box_of(r)).collect();
        let corner = Rect { x0: 2.0, y0: 2.0, x1: 2.0 + NOTE_SIDE, y1: 2.0 + NOTE_SIDE };
        let around = around(&boxes).unwrap_or_else(|| frame.box_of(&corner));
        let mut annotation = dictionary! {
            "Type" => "Annot",
            "Rect" => numbers(&around),
            "P" => page,
            "F" => PRINT,
            "C" => numbers(&note.colour),
            "T" => text(&note.author),
            "Subj" => text(&note.subject),
            "Contents" => text(&note.text),
        };
        if boxes.is_empty() {
            annotation.set("Subtype", "Text");
            annotation.set("Name", "Comment");
        } else {
            let corners = |[x0, y0, x1, y1]: &[f32; 4]| [*x0, *y1, *x1, *y1, *x0, *y0, *x1, *y0];
            let quads: Vec<f32> = boxes.iter().flat_map(corners).collect();
            annotation.set("Subtype", "Highlight");
            annotation.set("QuadPoints", numbers(&quads));
            annotation.set("CA", OPACITY);
            annotation.set("AP", dictionary! { "N" => self.look(&boxes, &around, note.colour) });
        }
        Object::Reference(self.0.new_document.add_object(annotation))
    }

    /// How a highlight is drawn: boxes that darken what they lie over.
    fn look(&mut self, boxes: &[[f32; 4]], around: &[f32; 4], colour: [f32; 3]) -> ObjectId {
        let [r, g, b] = colour;
        let mut drawn = format!("/H gs {r} {g} {b} rg\n");
        for [x0, y0, x1, y1] in boxes {
            drawn.push_str(&format!("{x0} {y0} {} {} re f\n", x1 - x0, y1 - y0));
        }
        let state = dictionary! { "Type" => "ExtGState", "BM" => "Multiply", "ca" => OPACITY };
        let form = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => numbers(around),
            "Group" => dictionary! { "S" => "Transparency" },
            "Resources" => dictionary! { "ExtGState" => dictionary! { "H" => state } },
        };
        self.0.new_document.add_object(Stream::new(form, drawn.into_bytes()))
    }
}

/// A page's own box and how it is turned.
struct Frame {
    /// Left, bottom, right and top, in the page's units.
    page: [f32; 4],
    /// Clockwise, in degrees.
    rotation: i64,
    /// Points of a unit.
    unit: f32,
}

impl Frame {
    fn of(document: &Document, page: ObjectId) -> Frame {
        let media = inherited(document, page, b"MediaBox").and_then(box_in);
        let media = media.unwrap_or([0.0, 0.0, 612.0, 792.0]);
        let crop = inherited(document, page, b"CropBox").and_then(box_in);
        let shown = crop.map(|crop| {
            [
                crop[0].max(media[0]),
                crop[1].max(media[1]),
                crop[2].min(media[2]),
                crop[3].min(media[3]),
            ]
        });
        let shown = shown.filter(|shown| shown[0] < shown[2] && shown[1] < shown[3]);
        let rotation = inherited(document, page, b"Rotate").and_then(|turn| turn.as_i64().ok());
        let unit = inherited(document, page, b"UserUnit").and_then(|unit| unit.as_float().ok());
        Frame {
            page: shown.unwrap_or(media),
            rotation: rotation.unwrap_or(0).rem_euclid(360),
            unit: unit.filter(|unit| *unit > 0.0).unwrap_or(1.0),
        }
    }

    /// A box of the page as displayed in the page's own units: left, bottom, right, top.
    fn box_of(&self, shown: &Rect) -> [f32; 4] {
        let (a, b) = (self.point(shown.x0, shown.y0), self.point(shown.x1, shown.y1));
        [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)]
    }

    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let ([left, bottom, right, top], x, y) = (self.page, x / self.unit, y / self.unit);
        match self.rotation {
            90 => (left + y, bottom + x),
            180 => (right - x, bottom + y),
            270 => (right - y, top - x),
            _ => (left + x, top - y),
        }
    }
}

/// What a page says under a key, or what it stands below does.
fn inherited(document: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node: &Dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..MOST_PARENTS {
        if let Ok(value) = node.get_deref(key, document) {
            return Some(value.clone());
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

/// A rectangle, its corners in order.
fn box_in(object: Object) -> Option<[f32; 4]> {
    let sides: Vec<f32> =
        object.as_array().ok()?.iter().filter_map(|side| side.as_float().ok()).collect();
    let [x0, y0, x1, y1] = <[f32; 4]>::try_from(sides).ok()?;
    Some([x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)])
}

/// The box around others.
fn around(boxes: &[[f32; 4]]) -> Option<[f32; 4]> {
    boxes
        .iter()
        .copied()
        .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}

fn numbers(all: &[f32]) -> Object {
    Object::Array(all.iter().map(|number| Object::Real(*number)).collect())
}

/// A text string in UTF-16 (ISO 32000-2, 7.9.2.2).
fn text(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(page: u32, boxes: Vec<Rect>) -> Note {
        Note {
            page,
            boxes,
            author: "raingan".to_owned(),
            subject: "sum-mismatch".to_owned(),
            text: "ผลรวมไม่ตรง".to_owned(),
            colour: [1.0, 0.8, 0.0],
        }
    }

    #[test]
    fn the_document_stays_and_the_notes_are_behind_it() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pdf/plan-sections.pdf");
        let bytes = std::fs::read(path).unwrap();
        let place = Rect { x0: 100.0, y0: 120.0, x1: 180.0, y1: 140.0 };
        let notes = [note(1, vec![place]), note(1, Vec::new()), note(999, vec![place])];
        let limits = Limits::default();
        let saved = annotated(&bytes, &notes, "", &limits).unwrap();
        assert!(saved.starts_with(&bytes) && saved.len() > bytes.len());
        let read = Document::load_mem(&saved).unwrap();
        let page = read.get_dictionary(read.get_pages()[&1]).unwrap();
        let all = page.get(b"Annots").unwrap().as_array().unwrap();
        let subtypes: Vec<&[u8]> = all
            .iter()
            .map(|a| read.get_dictionary(a.as_reference().unwrap()).unwrap())
            .map(|a| a.get(b"Subtype").unwrap().as_name().unwrap())
            .collect();
        assert_eq!(subtypes, [&b"Highlight"[..], b"Text"]);
        // And it is read as it was.
        let again = annotated(&saved, &notes[..1], "", &limits).unwrap();
        assert!(again.starts_with(&saved));
    }

    #[test]
    fn boxes_stand_where_they_are_seen_however_a_page_is_turned() {
        let shown = Rect { x0: 10.0, y0: 20.0, x1: 30.0, y1: 25.0 };
        for (rotation, place) in [
            (0, [110.0, 575.0, 130.0, 580.0]),
            (90, [120.0, 310.0, 125.0, 330.0]),
            (180, [370.0, 320.0, 390.0, 325.0]),
            (270, [375.0, 570.0, 380.0, 590.0]),
        ] {
            let frame = Frame { page: [100.0, 300.0, 400.0, 600.0], rotation, unit: 1.0 };
            assert_eq!(frame.box_of(&shown), place, "{rotation}");
        }
        let frame = Frame { page: [0.0, 0.0, 100.0, 100.0], rotation: 0, unit: 2.0 };
        assert_eq!(frame.box_of(&shown), [5.0, 87.5, 15.0, 90.0]);
    }

    #[test]
    fn what_is_no_document_is_refused() {
        for bytes in [&b""[..], b"%PDF-1.7\n", b"hello"] {
            let error = annotated(bytes, &[], "", &Limits::default()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Damaged);
        }
    }
}
