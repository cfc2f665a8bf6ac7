//! The fonts of a document, each decided on once: what its claims are worth and what its glyphs
//! prove.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use compact_str::CompactString;
use hayro_interpret::font::{Glyph as DrawnGlyph, OutlineGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_syntax::object::{Dict, ObjectIdentifier};
use rayon::prelude::*;
use skrifa::Font as Skrifa;

use super::decide::{Trust, Verdict, decide, is_believable, shows_nothing};
use super::dict::FontDict;
use super::evidence::Evidence;
use super::font::{Font, FontKind};
use super::program::Program;
use super::shape::Shape;
use super::symbol::{SymbolFont, kept_code};
use super::{layout, name, sight};
use crate::finding::{Code, Finding};

/// Fonts of a document that are known one from the other; the largest document seen has 300.
const FONTS: usize = 4_000;
/// Embedded programs that are looked at.
const PROGRAMS: usize = 300;
/// Bytes of one program. Fonts for Chinese, Japanese and Korean have up to 20 MB.
const PROGRAM_BYTES: usize = 32 << 20;
/// Glyphs of a renumbered font from which a code in step with each is no chance.
const IN_STEP: usize = 4;
/// Codes above ASCII from which they are no few letters with accents.
const EIGHT_BIT: usize = 8;
/// Codes that fit what the glyphs prove, for each that does not: fewer, and the encoding is not
/// what the codes mean.
const FITTING: usize = 4;
/// Findings about fonts, at most; the document has a problem then, not its fonts.
const FINDINGS: usize = 20;

/// A font as the pages need it.
struct Entry {
    font: Arc<Font>,
    trust: Trust,
    program: Option<usize>,
    symbol: Option<SymbolFont>,
}

/// The fonts of a document.
pub(in crate::pdf) struct Book {
    /// Text is taken as claimed, whatever the glyphs prove.
    raw: bool,
    entries: Vec<Entry>,
    programs: Vec<Program>,
    /// Entries that use a program, by its index.
    users: Vec<Vec<usize>>,
    by_content: HashMap<u64, usize>,
    /// Programs by the key that the interpreter gives them.
    sighted: Mutex<HashMap<u128, Option<usize>>>,
    /// Entries for fonts that cannot be told apart: embedded ones not in the book, ones without a
    /// program, Type 3.
    others: Others,
    /// Fonts that could not be read.
    pub findings: Vec<Finding>,
}

#[derive(Debug, Clone, Copy)]
struct Others {
    embedded: usize,
    without: usize,
    type3: usize,
}

/// Which font of the book a run of glyphs is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pdf) struct FontId(usize);

/// What tells the fonts of glyphs apart, see [`Book::key_of`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::pdf) struct FontKey {
    /// The interpreter's key of the program.
    program: u128,
    by_glyph: bool,
}

/// Whether the code of a glyph is likely its number in the program. Word sets Latin and Thai in a
/// simple and a composite font of one program: in the latter a code is its glyph.
fn is_by_glyph(outline: &OutlineGlyph) -> bool {
    outline.char_code() > 0xFF || outline.char_code() == outline.glyph_id().to_u32()
}

/// A program while it is read: with what its fonts claim.
struct Draft {
    content: u64,
    program: Program,
    font: Skrifa,
    /// The font, its codes and its claims, in order of the fonts.
    claims: Vec<(usize, Claims)>,
}

impl Draft {
    /// Whether no map says what its codes mean, and nothing what some of its glyphs are.
    fn needs_proof(&self, dicts: &[FontDict<'_>]) -> bool {
        let mut users = self.claims.iter().filter_map(|(user, _)| dicts.get(*user));
        !users.any(|dict| dict.has_map) && self.program.has_unproven_shape()
    }
}

/// What a font's text layer says.
struct Claims {
    codes: Vec<(u8, u32)>,
    by_glyph: Vec<(u32, char)>,
}

impl Book {
    /// Reads the fonts of a document. With `raw`, they are listed, and text stays as claimed.
    pub fn new(dicts: &[Dict<'_>], raw: bool) -> Book {
        let dicts: Vec<FontDict<'_>> = dicts.iter().take(FONTS).map(FontDict::read).collect();
        let files = files(&dicts);
        let drafts: Vec<Option<Draft>> =
            files.par_iter().map(|(_, users)| draft(&dicts, users)).collect();
        let mut book = Book::blank(raw);
        let mut program_of: Vec<Option<usize>> = vec![None; dicts.len()];
        let mut unreadable: Vec<bool> = dicts.iter().map(|dict| dict.broken).collect();
        let mut kept: Vec<Draft> = Vec::new();
        for ((_, users), draft) in files.iter().zip(drafts) {
            let Some(draft) = draft else {
                users.iter().for_each(|user| unreadable[*user] = true);
                continue;
            };
            let index = *book.by_content.entry(draft.content).or_insert(kept.len());
            users.iter().for_each(|user| program_of[*user] = Some(index));
            match kept.get_mut(index) {
                Some(same) => same.claims.extend(draft.claims),
                None => kept.push(draft),
            }
        }
        ask_neighbours(&mut kept, &dicts);
        book.users = vec![Vec::new(); kept.len()];
        for (i, dict) in dicts.iter().enumerate() {
            let draft = program_of[i].and_then(|p| kept.get(p));
            let claims = draft
                .and_then(|d| d.claims.iter().find(|(user, _)| *user == i))
                .map(|(_, claims)| claims);
            book.enter(dict, draft.zip(claims), program_of[i], unreadable[i]);
        }
        book.programs = kept.into_iter().map(|draft| draft.program).collect();
        book.settle_others(&dicts);
        book
    }

    fn blank(raw: bool) -> Book {
        Book {
            raw,
            entries: Vec::new(),
            programs: Vec::new(),
            users: Vec::new(),
            by_content: HashMap::new(),
            sighted: Mutex::default(),
            others: Others { embedded: 0, without: 0, type3: 0 },
            findings: Vec::new(),
        }
    }

    fn enter(
        &mut self,
        dict: &FontDict<'_>,
        read: Option<(&Draft, &Claims)>,
        program: Option<usize>,
        unreadable: bool,
    ) {
        let symbol = SymbolFont::named(&name::key(&dict.name));
        let judged = read.map(|(draft, claims)| judge(dict, &draft.program, claims, symbol));
        let judged = judged.unwrap_or(Judged::of_claims(dict, symbol));
        let embedded = dict.file.is_some();
        if let Some(users) = program.and_then(|p| self.users.get_mut(p)) {
            users.push(self.entries.len());
        }
        if unreadable && self.findings.len() < FINDINGS {
            self.findings.push(unreadable_finding(&dict.name));
        }
        let font = Font {
            name: dict.name.clone(),
            family: name::family(&dict.name),
            kind: read.map_or(
                if embedded { FontKind::Type1 } else { FontKind::NotEmbedded },
                |(d, _)| d.program.kind,
            ),
            composite: dict.composite,
            glyph_count: read.map_or(0, |(draft, _)| draft.program.glyph_count),
            evidence: judged.evidence,
            suspect: judged.suspect,
            unreadable,
        };
        self.entries.push(Entry { font: Arc::new(font), trust: judged.trust, program, symbol });
    }

    /// Names the fonts whose glyphs do not say which font they are of, where only one can be meant.
    fn settle_others(&mut self, dicts: &[FontDict<'_>]) {
        let embedded = Font { kind: FontKind::TrueType, ..Font::default() };
        let embedded = self.add(embedded, Trust::Map);
        let mut unknown = (0..dicts.len()).filter(|i| !dicts[*i].is_known_by_glyphs());
        let without = match (unknown.next(), unknown.next()) {
            (Some(only), None) => only,
            _ => self.add(Font::default(), Trust::Encoding),
        };
        let type3 = Font { name: "Type3".to_owned(), kind: FontKind::Type3, ..Font::default() };
        self.others = Others { embedded, without, type3: self.add(type3, Trust::Map) };
    }

    /// Enters a font that no dictionary describes.
    fn add(&mut self, font: Font, trust: Trust) -> usize {
        self.entries.push(Entry { font: Arc::new(font), trust, program: None, symbol: None });
        self.entries.len() - 1
    }

    /// What tells the fonts of glyphs apart: those with one key are set in one font. `None` where it
    /// has no program.
    pub fn key_of(glyph: &DrawnGlyph<'_>) -> Option<FontKey> {
        let DrawnGlyph::Outline(outline) = glyph else { return None };
        Some(FontKey { program: outline.font_data()?.cache_key, by_glyph: is_by_glyph(outline) })
    }

    /// Which font a glyph is set in.
    pub fn font_of(&self, glyph: &DrawnGlyph<'_>) -> FontId {
        let DrawnGlyph::Outline(outline) = glyph else { return FontId(self.others.type3) };
        let Some(data) = outline.font_data() else { return FontId(self.others.without) };
        let program = self.program(data.cache_key, (*data.data).as_ref());
        let users = program.and_then(|p| self.users.get(p)).map_or(&[][..], Vec::as_slice);
        let by_glyph = is_by_glyph(outline);
        let user = self.first_user(users, by_glyph).or_else(|| self.first_user(users, !by_glyph));
        FontId(user.unwrap_or(self.others.embedded))
    }

    /// The first of some entries whose font is composite, or is not.
    fn first_user(&self, users: &[usize], composite: bool) -> Option<usize> {
        let fits = |user: &usize| {
            self.entries.get(*user).is_some_and(|entry| entry.font.composite == composite)
        };
        users.iter().copied().find(fits)
    }

    /// The index of the program that the interpreter gives a key.
    fn program(&self, key: u128, bytes: &[u8]) -> Option<usize> {
        let mut sighted = self.sighted.lock().unwrap_or_else(PoisonError::into_inner);
        *sighted.entry(key).or_insert_with(|| self.by_content.get(&content(bytes)).copied())
    }

    /// Whether a font is the only one of its program, so that it is surely the one meant by its id.
    pub fn stands_alone(&self, id: FontId) -> bool {
        let program = self.entries.get(id.0).and_then(|entry| entry.program);
        program.and_then(|p| self.users.get(p)).is_some_and(|users| users.len() == 1)
    }

    /// What is known of a font.
    pub fn font(&self, id: FontId) -> Arc<Font> {
        self.entries.get(id.0).map(|entry| Arc::clone(&entry.font)).unwrap_or_default()
    }

    /// The text of a glyph, and what it rests on.
    pub fn text(&self, id: FontId, glyph: &DrawnGlyph<'_>) -> (CompactString, Evidence) {
        let claim = match glyph.as_unicode() {
            Some(BfString::Char(c)) => CompactString::from_iter([c]),
            Some(BfString::String(s)) => CompactString::from(s),
            None => CompactString::const_new(""),
        };
        let entry = self.entries.get(id.0).filter(|_| !self.raw);
        let verdict = match (entry, glyph) {
            (Some(entry), DrawnGlyph::Outline(outline)) => self.verdict(entry, outline, &claim),
            (Some(entry), DrawnGlyph::Type3(_)) => decide(&claim, None, |_| false, entry.trust),
            // A control character is a code that was never mapped, not text.
            (None, _) if claim.is_empty() || claim.chars().any(|c| c.is_control() && c != '\t') => {
                Verdict::Unknown
            }
            (None, _) => Verdict::Keep,
        };
        match verdict {
            Verdict::Keep => (claim, Evidence::Claimed),
            Verdict::Say(c, evidence) => (CompactString::from_iter([c]), evidence),
            Verdict::Unknown => (CompactString::const_new("\u{FFFD}"), Evidence::Unknown),
        }
    }

    fn verdict(&self, entry: &Entry, glyph: &OutlineGlyph, claim: &str) -> Verdict {
        let id = glyph.glyph_id().to_u32();
        if let Some(symbol) = entry.symbol {
            return decide(
                claim,
                symbol_proof(symbol, entry, glyph, claim),
                |_| false,
                entry.trust,
            );
        }
        if let Some((c, evidence)) = kept_code(claim, || name::key(&entry.font.name)) {
            return Verdict::Say(c, evidence);
        }
        let program = entry.program.and_then(|p| self.programs.get(p));
        let mut proof = program.and_then(|p| p.proofs.get(id));
        let doubted = entry.trust == Trust::Nothing || !is_believable(claim);
        if proof.is_none() && doubted {
            proof = program.and_then(|p| p.likely(id));
        }
        if proof.is_none() && shows_nothing(claim) {
            proof = program.and_then(|p| p.shown(id));
        }
        decide(claim, proof, |c| program.is_some_and(|p| p.proofs.allows(id, c)), entry.trust)
    }
}

fn symbol_proof(
    symbol: SymbolFont,
    entry: &Entry,
    glyph: &OutlineGlyph,
    claim: &str,
) -> Option<(char, Evidence)> {
    let mut chars = claim.chars();
    let code = match (chars.next(), chars.next()) {
        (Some(c @ '\u{F000}'..='\u{F0FF}'), None) => Some(c as u32),
        _ if !entry.font.composite => Some(glyph.char_code()),
        // Producers write the code as if it were a letter, unless the font draws that very sign.
        (Some(c @ ' '..='\u{FF}'), None) if !symbol.draws(c) => Some(c as u32),
        (None, _) => symbol.code_of_glyph(glyph.glyph_id().to_u32(), entry.font.glyph_count),
        _ => None,
    };
    symbol.character(code?)
}

/// The embedded programs that can be looked at, each with the fonts that use it.
fn files(dicts: &[FontDict<'_>]) -> Vec<(ObjectIdentifier, Vec<usize>)> {
    let mut files: Vec<(ObjectIdentifier, Vec<usize>)> = Vec::new();
    let mut known: HashMap<ObjectIdentifier, usize> = HashMap::new();
    for (i, dict) in dicts.iter().enumerate().filter(|(_, d)| d.readable) {
        let Some(file) = &dict.file else { continue };
        let next = files.len();
        let at = *known.entry(file.obj_id()).or_insert(next);
        if at == next {
            files.push((file.obj_id(), Vec::new()));
        }
        files[at].1.push(i);
    }
    files.truncate(PROGRAMS);
    files
}

/// Reads a program: its own tables, the order of its family's glyphs, and the outlines of what is
/// left.
fn draft(dicts: &[FontDict<'_>], users: &[usize]) -> Option<Draft> {
    let first = users.first().and_then(|user| dicts.get(*user))?;
    let bytes = first.file.as_ref()?.decoded_data().ok()?.into_owned();
    if bytes.len() > PROGRAM_BYTES {
        return None;
    }
    let content = content(&bytes);
    let (mut program, font) = Program::read(bytes)?;
    let claims: Vec<(usize, Claims)> = users
        .iter()
        .filter_map(|user| Some((*user, dicts.get(*user)?)))
        .map(|(user, dict)| {
            (user, Claims { codes: dict.codes(&font), by_glyph: dict.claims(&font) })
        })
        .collect();
    let widest = claims
        .iter()
        .map(|(_, c)| c.by_glyph.as_slice())
        .max_by_key(|c| c.len())
        .unwrap_or_default();
    layout::prove(&name::key(&first.name), program.glyph_count, widest, &mut program.proofs);
    let unproven: Vec<bool> =
        (0..program.proofs.len()).map(|glyph| program.proofs.get(glyph).is_none()).collect();
    program.draw(&font, |glyph| unproven.get(glyph as usize).copied().unwrap_or(false));
    program.prove_shapes(Shape::known);
    let said = claims.iter().flat_map(|(_, c)| c.by_glyph.iter().copied()).collect();
    sight::see(&mut program, &font, said);
    Some(Draft { content, program, font, claims })
}

/// Gives glyphs that nothing proves the character that the same shape has in another font of the
/// document, where that is certain: by the other font's own evidence, or by a text layer that
/// nothing contradicts.
fn ask_neighbours(drafts: &mut [Draft], dicts: &[FontDict<'_>]) {
    if drafts.len() < 2 || !drafts.iter().any(|draft| draft.needs_proof(dicts)) {
        return;
    }
    for draft in drafts.iter_mut() {
        let done: Vec<u32> = draft.program.shapes.iter().map(|(glyph, _)| *glyph).collect();
        let font = draft.font.clone();
        draft.program.draw(&font, |glyph| done.binary_search(&glyph).is_err());
    }
    let mut known: HashMap<Shape, Option<char>> = HashMap::new();
    for (shape, c) in drafts.iter().flat_map(|draft| certain(draft, dicts)) {
        let entry = known.entry(shape).or_insert(Some(c));
        *entry = entry.filter(|first| *first == c);
    }
    for draft in drafts.iter_mut() {
        draft.program.prove_shapes(|shape| known.get(&shape).copied().flatten());
    }
}

/// Shapes of a font whose text is certain.
fn certain(draft: &Draft, dicts: &[FontDict<'_>]) -> Vec<(Shape, char)> {
    let proofs = &draft.program.proofs;
    let mut claimed: HashMap<u32, char> = HashMap::new();
    for (user, claims) in &draft.claims {
        let contradicted = claims
            .by_glyph
            .iter()
            .any(|(glyph, c)| proofs.get(*glyph).is_some() && !proofs.allows(*glyph, *c));
        if dicts.get(*user).is_some_and(|d| d.has_map) && !contradicted {
            let sound =
                claims.by_glyph.iter().filter(|(_, c)| is_believable(c.encode_utf8(&mut [0; 4])));
            claimed.extend(sound.copied());
        }
    }
    let mut known = Vec::new();
    for (glyph, shape) in &draft.program.shapes {
        let proven = proofs.get(*glyph).map(|(c, _)| c);
        let text = proven.or_else(|| claimed.get(glyph).copied());
        known.extend(text.map(|c| (*shape, c)));
    }
    known
}

/// What a font's claims are worth.
struct Judged {
    trust: Trust,
    evidence: Evidence,
    suspect: bool,
}

impl Judged {
    /// Of a font whose program is not looked at.
    fn of_claims(dict: &FontDict<'_>, symbol: Option<SymbolFont>) -> Judged {
        let trust = match () {
            () if dict.has_map => Trust::Map,
            () if dict.composite || symbol.is_some() => Trust::Nothing,
            () => Trust::Encoding,
        };
        Judged {
            trust,
            evidence: Evidence::Claimed,
            suspect: trust == Trust::Nothing && symbol.is_none(),
        }
    }
}

fn judge(
    dict: &FontDict<'_>,
    program: &Program,
    claims: &Claims,
    symbol: Option<SymbolFont>,
) -> Judged {
    if symbol.is_some() {
        return Judged { evidence: Evidence::Layout, ..Judged::of_claims(dict, symbol) };
    }
    let proofs = &program.proofs;
    let proven = claims.by_glyph.iter().filter(|(glyph, _)| proofs.get(*glyph).is_some());
    let (fitting, contradicting): (Vec<_>, Vec<_>) =
        proven.partition(|(glyph, c)| proofs.allows(*glyph, *c));
    let trust = match () {
        () if dict.has_map => Trust::Map,
        () if dict.composite => Trust::Nothing,
        () if contradicting.len() * FITTING > fitting.len() => Trust::Nothing,
        () if fitting.is_empty() && is_eight_bit_thai(&claims.codes) => Trust::Nothing,
        () if fitting.is_empty() && renumbered(&claims.codes, program.glyph_count) => {
            Trust::Nothing
        }
        () => Trust::Encoding,
    };
    let suspect = match trust {
        Trust::Map => false,
        Trust::Encoding => fitting.is_empty(),
        Trust::Nothing => !dict.composite || program.has_unproven_shape(),
    };
    let overruled = contradicting.iter().filter_map(|(glyph, c)| {
        let (p, evidence) = proofs.get(*glyph)?;
        let claim = c.encode_utf8(&mut [0; 4]).to_owned();
        let verdict = decide(&claim, Some((p, evidence)), |c| proofs.allows(*glyph, c), trust);
        (verdict != Verdict::Keep).then_some(evidence)
    });
    let evidence = match trust {
        Trust::Nothing => {
            most(proofs.iter().map(|(_, _, evidence)| evidence)).unwrap_or(Evidence::Unknown)
        }
        _ => most(overruled).unwrap_or_default(),
    };
    Judged { trust, evidence, suspect }
}

/// Whether codes only count glyphs: a subset whose glyphs were numbered anew, and its codes with
/// them.
fn renumbered(codes: &[(u8, u32)], glyph_count: u32) -> bool {
    let in_step = codes.iter().zip(1u32..).all(|((code, glyph), nth)| {
        *glyph == nth
            && codes
                .first()
                .is_some_and(|(first, _)| u32::from(*code) + 1 == u32::from(*first) + nth)
    });
    codes.len() >= IN_STEP && in_step && codes.len() as u32 + 1 >= glyph_count
}

/// Whether codes are those of an 8-bit Thai encoding (TIS-620) that passes for a Latin one: Latin
/// text has few letters with accents, and more without.
fn is_eight_bit_thai(codes: &[(u8, u32)]) -> bool {
    let thai = codes.iter().filter(|(code, _)| (0xA1..=0xFB).contains(code)).count();
    let latin = codes.iter().filter(|(code, _)| code.is_ascii_alphabetic()).count();
    thai >= EIGHT_BIT && thai > latin
}

/// The kind that comes most often.
fn most(all: impl Iterator<Item = Evidence>) -> Option<Evidence> {
    let mut counts = [0usize; Evidence::ALL.len()];
    all.for_each(|evidence| counts[evidence as usize] += 1);
    let (at, count) = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count)?;
    Evidence::ALL.get(at).copied().filter(|_| *count > 0)
}

fn content(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

fn unreadable_finding(name: &str) -> Finding {
    Finding::new(
        Code::FontUnreadable,
        format!("อ่านแบบอักษร {name} ที่ฝังในเอกสารไม่ได้ จึงตรวจข้อความจากรูปอักษรไม่ได้"),
        format!(
            "the embedded font {name} could not be read: its text could not be checked against its glyphs"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(codes: impl Iterator<Item = u8>) -> Vec<(u8, u32)> {
        codes.zip(1..).collect()
    }

    #[test]
    fn codes_that_only_count_glyphs_are_known() {
        assert!(renumbered(&codes(1..=20), 21));
        assert!(renumbered(&codes(0x21..=0x40), 33));
        assert!(!renumbered(&codes(1..=20), 500), "a whole font");
        assert!(!renumbered(&codes(b"AEIOU".iter().copied()), 6));
        assert!(!renumbered(&[], 1));
    }

    #[test]
    fn thai_that_passes_for_latin_is_known() {
        assert!(is_eight_bit_thai(&codes(0xA1..=0xCE)));
        assert!(!is_eight_bit_thai(&codes((b'a'..=b'z').chain([0xE9, 0xE8, 0xE0, 0xFC]))));
    }

    #[test]
    fn the_commonest_evidence_stands_for_the_font() {
        let all = [Evidence::Cmap, Evidence::Layout, Evidence::Layout];
        assert_eq!(most(all.into_iter()), Some(Evidence::Layout));
        assert_eq!(most(std::iter::empty()), None);
    }
}
