//! The vetting pass: what a page's objects would cost, found out before anything is interpreted.
//!
//! It walks what the pages can reach (contents and resources, not the page tree or the annotations)
//! once, judges every object on its own, and carries a bad verdict up to the pages that can reach
//! it. On a sound file it looks at each object once and inflates nothing that hayro would not
//! inflate anyway, but for small streams outside the contents.

use std::collections::HashMap;
use std::ops::Range;

use hayro_syntax::object::{
    Array, Dict, MaybeRef, Number, ObjRef, Object, ObjectIdentifier, Stream,
};
use hayro_syntax::page::Page;
use hayro_syntax::{Filter, Pdf};

use super::fonts::is_font;
use super::inflate::{self, TooLarge};
use super::limits::{FORM_DEPTH, Limits};
use super::refusal::Reason;
use crate::finding::{Code, Finding};

/// Entries of a dictionary that lead away from what a page shows.
const LEADS_AWAY: [&[u8]; 14] = [
    b"Parent",
    b"P",
    b"Pg",
    b"Annots",
    b"Metadata",
    b"PieceInfo",
    b"Thumb",
    b"StructParent",
    b"Dest",
    b"A",
    b"AA",
    b"Prev",
    b"Next",
    b"Popup",
];

/// What the vetting pass found.
#[derive(Debug, Default)]
pub struct Vetted<'p> {
    first: usize,
    text: Vec<Option<Finding>>,
    raster: Vec<Option<Finding>>,
    outside: Option<Finding>,
    /// Damaged streams, one finding each page.
    pub findings: Vec<Finding>,
    /// The fonts of the pages, those within the limits.
    pub fonts: Vec<Dict<'p>>,
}

impl<'p> Vetted<'p> {
    /// Whether the page at `index` (from 0) may be interpreted. A page outside the range that was
    /// vetted may not.
    ///
    /// # Errors
    ///
    /// The finding (page-limit) to report instead of the page.
    pub fn page_verdict(&self, index: usize) -> Result<(), &Finding> {
        self.verdict(&self.text, index)
    }

    /// Whether the page at `index` (from 0) may be drawn as a picture: the page may be interpreted
    /// and has no image over the limit. Ask [`Limits::raster`] about the size, too.
    ///
    /// # Errors
    ///
    /// The finding (page-limit) that says why not.
    pub fn raster_verdict(&self, index: usize) -> Result<(), &Finding> {
        self.page_verdict(index)?;
        self.verdict(&self.raster, index)
    }

    fn verdict<'v>(
        &'v self,
        findings: &'v [Option<Finding>],
        index: usize,
    ) -> Result<(), &'v Finding> {
        let finding = match index.checked_sub(self.first).and_then(|i| findings.get(i)) {
            Some(finding) => finding,
            None => &self.outside,
        };
        finding.as_ref().map_or(Ok(()), Err)
    }
}

/// What stands for an object: its number, or where its bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Number(ObjectIdentifier),
    Place(usize),
    Page(usize),
}

/// One object that pages can reach.
#[derive(Debug, Default)]
struct Node {
    parents: Vec<u32>,
    reason: Option<Reason>,
    too_large_image: bool,
    damaged: bool,
    queued: bool,
    /// Whether it is a page's content: hayro inflates and keeps it, and `contents` looks at the
    /// result.
    is_content: bool,
    /// Bytes, where it is a form.
    form_bytes: usize,
}

impl Node {
    /// Whether it has something to carry up.
    fn is_bad(&self) -> bool {
        self.reason.is_some() || self.too_large_image || self.damaged
    }
}

/// The pass at work.
struct Vetter<'p> {
    pdf: &'p Pdf,
    limits: &'p Limits,
    nodes: Vec<Node>,
    by_key: HashMap<Key, u32>,
    to_visit: Vec<(u32, ObjectIdentifier)>,
    fonts: Vec<(u32, Dict<'p>)>,
    /// Bytes inflated so far.
    inflated: usize,
}

/// Vets the pages `wanted` (from 0) of a document. It inflates their contents, which hayro keeps
/// for the interpreter, in the order of the pages, so that which page meets the document's limit
/// does not depend on threads.
pub fn vet<'p>(pdf: &'p Pdf, limits: &'p Limits, wanted: Range<usize>) -> Vetted<'p> {
    let mut vetter = Vetter {
        pdf,
        limits,
        nodes: Vec::new(),
        by_key: HashMap::new(),
        to_visit: Vec::new(),
        fonts: Vec::new(),
        inflated: 0,
    };
    let first = wanted.start;
    let pages = pdf.pages().get(first..wanted.end.min(pdf.pages().len())).unwrap_or_default();
    for index in 0..pages.len() {
        vetter.node(Key::Page(index));
    }
    for (index, page) in pages.iter().enumerate() {
        vetter.page(index as u32, page);
    }
    vetter.visit_all();
    vetter.check_forms();
    vetter.carry_up();
    for (index, page) in pages.iter().enumerate() {
        vetter.contents(index, page);
    }
    vetter.into_vetted(first, pages.len())
}

impl<'p> Vetter<'p> {
    fn node(&mut self, key: Key) -> (u32, bool) {
        let next = self.nodes.len() as u32;
        let id = *self.by_key.entry(key).or_insert(next);
        if id == next {
            self.nodes.push(Node::default());
        }
        (id, id == next)
    }

    fn child(&mut self, parent: u32, key: Key) -> (u32, bool) {
        let (id, new) = self.node(key);
        if let Some(node) = self.nodes.get_mut(id as usize)
            && node.parents.last() != Some(&parent)
        {
            node.parents.push(parent);
        }
        (id, new)
    }

    fn refuse(&mut self, node: u32, reason: Reason) {
        if let Some(node) = self.nodes.get_mut(node as usize) {
            node.reason.get_or_insert(reason);
        }
    }

    fn refer(&mut self, parent: u32, reference: ObjRef) {
        let number = ObjectIdentifier::from(reference);
        let (id, _) = self.child(parent, Key::Number(number));
        let full = self.nodes.len() > self.limits.objects;
        let Some(node) = self.nodes.get_mut(id as usize).filter(|n| !n.queued) else { return };
        node.queued = true;
        if full {
            node.reason = Some(Reason::Objects);
        } else {
            self.to_visit.push((id, number));
        }
    }

    fn page(&mut self, id: u32, page: &Page<'p>) {
        let area = page.media_box();
        let sides = [area.x1 - area.x0, area.y1 - area.y0];
        let at = [area.x0, area.y0];
        if !sides.iter().chain(&at).all(|v| v.abs() <= self.limits.page_side) {
            self.refuse(id, Reason::PageSize);
        }
        let r = page.resources();
        for dict in [
            &r.ext_g_states,
            &r.fonts,
            &r.properties,
            &r.color_spaces,
            &r.x_objects,
            &r.patterns,
            &r.shadings,
        ] {
            if !dict.is_empty() {
                let (child, new) = self.child(id, Key::Place(dict.data().as_ptr() as usize));
                if new {
                    self.dict(child, dict, 0);
                }
            }
        }
        // Their bytes are looked at in `contents`; here only what their dictionaries say.
        for reference in content_refs(page) {
            let (child, _) = self.node(Key::Number(reference.into()));
            if let Some(node) = self.nodes.get_mut(child as usize) {
                node.is_content = true;
            }
            self.refer(id, reference);
        }
    }

    fn visit_all(&mut self) {
        let pdf = self.pdf;
        while let Some((id, number)) = self.to_visit.pop() {
            if let Some(object) = pdf.xref().get::<Object<'_>>(number) {
                self.object(id, &object, 0);
            }
        }
    }

    fn object(&mut self, id: u32, object: &Object<'p>, depth: usize) {
        match object {
            Object::Dict(dict) => self.dict(id, dict, depth),
            Object::Array(array) => self.array(id, array, depth),
            Object::Stream(stream) => self.stream(id, stream),
            _ => {}
        }
    }

    fn value(&mut self, id: u32, value: MaybeRef<Object<'p>>, depth: usize) {
        match value {
            MaybeRef::Ref(reference) => self.refer(id, reference),
            MaybeRef::NotRef(object) => self.object(id, &object, depth + 1),
        }
    }

    fn array(&mut self, id: u32, array: &Array<'p>, depth: usize) {
        if depth > self.limits.nesting {
            return self.refuse(id, Reason::Nesting);
        }
        for value in array.raw_iter() {
            self.value(id, value, depth);
        }
    }

    fn dict(&mut self, id: u32, dict: &Dict<'p>, depth: usize) {
        if depth > self.limits.nesting {
            return self.refuse(id, Reason::Nesting);
        }
        if let Some(reason) = dict_reason(dict, self.limits) {
            self.refuse(id, reason);
        }
        if is_font(dict) {
            self.fonts.push((id, dict.clone()));
        }
        for (key, value) in dict.entries() {
            if !LEADS_AWAY.contains(&key.as_ref()) {
                self.value(id, value, depth);
            }
        }
    }

    fn stream(&mut self, id: u32, stream: &Stream<'p>) {
        let dict = stream.dict();
        self.dict(id, dict, 0);
        let subtype = dict.get::<hayro_syntax::object::Name<'_>>(b"Subtype");
        if subtype.as_deref() == Some(b"Image") {
            self.image(id, stream);
            return;
        }
        let is_content = self.nodes.get(id as usize).is_some_and(|n| n.is_content);
        match self.measure(stream, is_content) {
            Err(reason) => self.refuse(id, reason),
            Ok((bytes, damaged)) => {
                if let Some(node) = self.nodes.get_mut(id as usize) {
                    node.damaged = damaged;
                    node.form_bytes = if subtype.as_deref() == Some(b"Form") { bytes } else { 0 };
                }
            }
        }
    }

    fn image(&mut self, id: u32, stream: &Stream<'p>) {
        let pixels =
            image_side(stream.dict(), "W", "Width") * image_side(stream.dict(), "H", "Height");
        let chained = stream.filters().len() > self.limits.filters;
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.too_large_image = chained || pixels > self.limits.image_pixels as f64;
        }
    }

    /// The bytes of a stream that is not a picture, and whether it is damaged.
    fn measure(&mut self, stream: &Stream<'p>, is_content: bool) -> Result<(usize, bool), Reason> {
        let filters = stream.filters();
        if filters.len() > self.limits.filters {
            return Err(Reason::Filters);
        }
        if inflate::is_picture(&filters) {
            return Ok((0, false));
        }
        let raw = stream.raw_data();
        if is_content {
            return Ok((0, false));
        }
        if self.inflated > self.limits.document_bytes {
            return Err(Reason::Document);
        }
        let expanded = inflate::expand(&filters, &raw, self.limits.stream_bytes);
        self.inflated += expanded.as_ref().map_or(self.limits.stream_bytes, |e| e.len);
        expanded.map(|e| (e.len, e.damaged)).map_err(|TooLarge| Reason::Stream)
    }

    /// Forms hold their content while the forms within them are drawn: a cycle of large ones is 50
    /// of them.
    fn check_forms(&mut self) {
        let large = self.limits.document_bytes / 2 / FORM_DEPTH;
        let forms: Vec<(u32, usize)> = (0u32..)
            .zip(&self.nodes)
            .filter(|(_, n)| n.form_bytes > large)
            .map(|(id, n)| (id, n.form_bytes))
            .collect();
        let all: usize = forms.iter().map(|(_, bytes)| bytes).sum();
        for (id, _) in forms {
            if all > self.limits.document_bytes / 2 || self.reached_from(id).contains(&id) {
                self.refuse(id, Reason::Forms);
            }
        }
    }

    /// Every node from which `id` can be reached, itself only where it is in a cycle.
    fn reached_from(&self, id: u32) -> Vec<u32> {
        let mut seen = vec![false; self.nodes.len()];
        let mut to_do = self.parents(id).to_vec();
        let mut found = Vec::new();
        while let Some(next) = to_do.pop() {
            if let Some(flag) = seen.get_mut(next as usize).filter(|flag| !**flag) {
                *flag = true;
                found.push(next);
                to_do.extend(self.parents(next));
            }
        }
        found
    }

    /// The nodes that refer to one.
    fn parents(&self, id: u32) -> &[u32] {
        self.nodes.get(id as usize).map_or(&[], |node| node.parents.as_slice())
    }

    /// Gives every node the reasons of what it can reach; the first found stays.
    fn carry_up(&mut self) {
        let bad = (0u32..).zip(&self.nodes).filter(|(_, node)| node.is_bad());
        let mut to_do: Vec<u32> = bad.map(|(id, _)| id).collect();
        to_do.reverse();
        while let Some(id) = to_do.pop() {
            let Some(node) = self.nodes.get(id as usize) else { continue };
            let (reason, image, damaged) = (node.reason, node.too_large_image, node.damaged);
            for parent in node.parents.clone() {
                let Some(p) = self.nodes.get_mut(parent as usize) else { continue };
                let before = (p.reason, p.too_large_image, p.damaged);
                p.reason = p.reason.or(reason);
                p.too_large_image |= image;
                p.damaged |= damaged;
                if before != (p.reason, p.too_large_image, p.damaged) {
                    to_do.push(parent);
                }
            }
        }
    }

    /// Inflates a page's contents by hayro, within the document's limit, and looks whether they are
    /// whole.
    fn contents(&mut self, index: usize, page: &Page<'p>) {
        let refused = self.nodes.get(index).is_none_or(|n| n.reason.is_some());
        if refused {
            return;
        }
        match self.contents_of(page) {
            Err(reason) => self.refuse(index as u32, reason),
            Ok(damaged) => {
                if let Some(node) = self.nodes.get_mut(index) {
                    node.damaged |= damaged;
                }
            }
        }
    }

    fn contents_of(&mut self, page: &Page<'p>) -> Result<bool, Reason> {
        let parts = content_streams(page);
        let filters: Vec<_> = parts.iter().map(Stream::filters).collect();
        let raw: Vec<_> = parts.iter().map(Stream::raw_data).collect();
        let most: u64 =
            filters.iter().zip(&raw).map(|(f, r)| inflate::upper_bound(f, r.len())).sum();
        let mut damaged = false;
        // Several streams in one page share its bound, and their checksums cannot be told apart
        // afterwards.
        if most > self.limits.stream_bytes as u64 || parts.len() > 1 {
            let mut left = self
                .limits
                .stream_bytes
                .min(self.limits.document_bytes.saturating_sub(self.inflated));
            for (f, r) in filters.iter().zip(&raw) {
                let expanded = inflate::expand(f, r, left).map_err(|TooLarge| Reason::Stream)?;
                left = left.saturating_sub(expanded.len + 1);
                damaged |= expanded.damaged;
            }
        }
        if self.inflated > self.limits.document_bytes {
            return Err(Reason::Document);
        }
        let plain = page.page_stream().unwrap_or_default();
        // Twice: what grows by doubling may hold as much again.
        self.inflated += 2 * plain.len();
        if let ([stream], [f], [r]) = (&parts[..], &filters[..], &raw[..])
            && f[..] == [Filter::FlateDecode]
            && !stream.dict().contains_key(b"DecodeParms")
            && !inflate::checksum_holds(r, plain)
        {
            damaged = inflate::expand(f, r, self.limits.stream_bytes).is_ok_and(|e| e.damaged);
        }
        Ok(damaged)
    }

    fn into_vetted(self, first: usize, pages: usize) -> Vetted<'p> {
        let outside = Some(Reason::NotVetted.finding(0));
        let mut vetted = Vetted { first, outside, ..Vetted::default() };
        for (index, node) in self.nodes.iter().take(pages).enumerate() {
            let number = (first + index) as u32 + 1;
            vetted.text.push(node.reason.map(|r| r.finding(number)));
            vetted.raster.push(node.too_large_image.then(|| Reason::Image.finding(number)));
            if node.damaged {
                vetted.findings.push(damaged_finding(number));
            }
        }
        for (id, font) in self.fonts {
            let node = self.nodes.get(id as usize);
            if node.is_some_and(|node| node.reason.is_none()) {
                vetted.fonts.push(font);
            }
        }
        vetted
    }
}

/// A side of an image in pixels: inline images have short keys.
fn image_side(dict: &Dict<'_>, short: &str, long: &str) -> f64 {
    let number = dict.get::<Number>(short).or_else(|| dict.get::<Number>(long));
    number.map_or(0.0, |n| n.as_f64()).max(0.0)
}

fn damaged_finding(page: u32) -> Finding {
    Finding::new(
        Code::StreamDamaged,
        format!("ข้อมูลบีบอัดของหน้า {page} เสียหาย อ่านได้เฉพาะส่วนต้น"),
        format!("a compressed stream of page {page} is damaged; only its beginning could be read"),
    )
    .on_page(page)
}

/// The numbers of the streams that are a page's content (ISO 32000-2, 7.7.3.3).
fn content_refs(page: &Page<'_>) -> Vec<ObjRef> {
    let raw = page.raw();
    match raw.get::<Array<'_>>(b"Contents") {
        Some(parts) => parts.raw_iter().filter_map(|part| part.as_obj_ref()).collect(),
        None => raw.get_ref(b"Contents").into_iter().collect(),
    }
}

fn content_streams<'a>(page: &Page<'a>) -> Vec<Stream<'a>> {
    let raw = page.raw();
    if let Some(stream) = raw.get::<Stream<'a>>(b"Contents") {
        return vec![stream];
    }
    raw.get::<Array<'a>>(b"Contents")
        .map(|parts| parts.iter::<Stream<'a>>().collect())
        .unwrap_or_default()
}

/// What is wrong with a dictionary by its own entries.
fn dict_reason(dict: &Dict<'_>, limits: &Limits) -> Option<Reason> {
    if !width_entries(dict, b"W", 1, limits) || !width_entries(dict, b"W2", 3, limits) {
        return Some(Reason::Widths);
    }
    if dict.contains_key(b"FirstChar")
        && number(dict, b"FirstChar", 0.0) > limits.width_entries as f64
    {
        return Some(Reason::FirstChar);
    }
    if dict.contains_key(b"Predictor") {
        let bits = number(dict, b"Colors", 1.0) * number(dict, b"BitsPerComponent", 8.0);
        let row = bits * number(dict, b"Columns", 1.0) / 8.0;
        if !(0.0..=limits.predictor_row_bytes as f64).contains(&row) {
            return Some(Reason::Predictor);
        }
    }
    None
}

fn number(dict: &Dict<'_>, key: &[u8], otherwise: f64) -> f64 {
    dict.get::<Number>(key).map_or(otherwise, |n| n.as_f64())
}

/// Whether `/W` (1 number a glyph) or `/W2` (3) has no more entries than the limit (ISO 32000-2,
/// 9.7.4.3).
fn width_entries(dict: &Dict<'_>, key: &[u8], numbers: u64, limits: &Limits) -> bool {
    if !dict.contains_key(key) {
        return true;
    }
    let Some(array) = dict.get::<Array<'_>>(key) else { return true };
    let mut items = array.flex_iter();
    let mut entries = 0u64;
    while entries <= limits.width_entries {
        let Some(first) = items.next::<Number>() else { return true };
        let last = match items.next::<Object<'_>>() {
            Some(Object::Array(list)) => {
                entries += list.raw_iter().count() as u64 / numbers + 1;
                continue;
            }
            Some(Object::Number(last)) => last.as_f64(),
            _ => return true,
        };
        entries = entries.saturating_add((last - first.as_f64()).max(0.0) as u64).saturating_add(1);
        if (0..numbers).any(|_| items.next::<Number>().is_none()) {
            break;
        }
    }
    entries <= limits.width_entries
}
