//! Font dictionaries: what a PDF says about a font, and what its text layer claims.

use hayro_interpret::hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use skrifa::font::charmap::{Charmap, Encoding as Table};
use skrifa::raw::ps::agl::name_to_char;
use skrifa::{Font as Skrifa, GlyphId};

use super::name;

/// Bytes of a ToUnicode map that is read; a map of 65,536 codes has about 1.5 MB.
const MAP_BYTES: usize = 4 << 20;
/// Codes of a composite font that its map is asked for.
const CODES: u32 = 65_536;
/// Entries of `/Differences` and of `/Widths` that are looked at.
const ENTRIES: usize = 1_024;
/// Flag of a descriptor: the font has characters outside the standard Latin set (ISO 32000-2, table
/// 121).
const SYMBOLIC: i64 = 1 << 2;

/// Subtypes of the fonts that a page names.
const FONTS: [&[u8]; 6] = [b"Type0", b"Type1", b"MMType1", b"TrueType", b"OpenType", b"Type3"];
/// Entries of a descriptor that hold an embedded program.
const FILES: [&str; 3] = ["FontFile", "FontFile2", "FontFile3"];
/// The character map of an embedded program for Unicode, by platform and encoding (OpenType,
/// `cmap`).
const UNICODE: (u16, u16) = (3, 1);
/// The character map of a symbol font …
const SYMBOLS: (u16, u16) = (3, 0);
/// … in which its codes may stand from here on.
const SYMBOL_CODES: u32 = 0xF000;
/// The character map of the Macintosh, whose codes are those of the PDF.
const MACINTOSH: (u16, u16) = (1, 0);

/// Whether a dictionary is that of a font as a page names it (not of a descendant of a composite
/// one).
pub(in crate::pdf) fn is_font(dict: &Dict<'_>) -> bool {
    dict.contains_key("Subtype")
        && FONTS.iter().any(|subtype| has_name(dict, "Subtype", subtype))
        && (has_name(dict, "Type", b"Font")
            || dict.contains_key("BaseFont")
            || dict.contains_key("CharProcs"))
}

/// Whether an entry of a dictionary is a name.
fn has_name(dict: &Dict<'_>, key: &str, name: &[u8]) -> bool {
    dict.get::<Name<'_>>(key).is_some_and(|found| found.as_ref() == name)
}

/// How the codes of a simple font get their meaning.
#[derive(Debug, Default)]
struct Encoding {
    /// Whether an encoding is named.
    named: bool,
    differences: Vec<(u8, String)>,
}

/// A font dictionary, read.
pub(super) struct FontDict<'p> {
    pub name: String,
    /// Whether its codes have several bytes (Type 0).
    pub composite: bool,
    /// Whether its glyphs are drawing instructions of the PDF itself.
    pub type3: bool,
    /// The embedded program, where there is one.
    pub file: Option<Stream<'p>>,
    /// Whether hayro hands out the program's bytes: TrueType, and every program of a composite
    /// font.
    pub readable: bool,
    /// Whether a program is promised that is no stream.
    pub broken: bool,
    /// Whether a ToUnicode map says what the codes mean.
    pub has_map: bool,
    /// That map, where it can be read.
    map: Option<CMap>,
    /// How the codes of a composite font are the numbers of its glyphs; `None` where that is not
    /// known.
    numbers: Option<Numbers>,
    /// Whether it has characters outside the standard Latin set.
    symbolic: bool,
    encoding: Encoding,
    /// The codes that a simple font uses.
    used: Vec<u8>,
}

impl<'p> FontDict<'p> {
    pub fn read(dict: &Dict<'p>) -> FontDict<'p> {
        let composite = has_name(dict, "Subtype", b"Type0");
        let descendants = dict.get::<Array<'p>>("DescendantFonts");
        let descendant = descendants.and_then(|a| a.iter::<Dict<'p>>().next());
        let holder = descendant.as_ref().filter(|_| composite).unwrap_or(dict);
        let descriptor = holder.get::<Dict<'p>>("FontDescriptor").unwrap_or_default();
        let truetype = descriptor.get::<Stream<'p>>("FontFile2");
        let readable = composite || truetype.is_some();
        let file = truetype
            .or_else(|| descriptor.get::<Stream<'p>>("FontFile3"))
            .or_else(|| descriptor.get::<Stream<'p>>("FontFile"));
        let base_font = dict.get::<Name<'_>>("BaseFont");
        let flags = descriptor.get::<Number>("Flags");
        FontDict {
            name: base_font.map(|n| name::decode(n.as_ref())).unwrap_or_default(),
            composite,
            type3: has_name(dict, "Subtype", b"Type3"),
            broken: file.is_none() && FILES.iter().any(|key| descriptor.contains_key(*key)),
            file,
            readable,
            has_map: dict.contains_key("ToUnicode"),
            map: map(dict),
            numbers: Numbers::of(holder).filter(|_| has_identity_encoding(dict)),
            symbolic: flags.is_some_and(|flags| flags.as_i64() & SYMBOLIC != 0),
            encoding: encoding(dict),
            used: used(dict),
        }
    }

    /// Whether its glyphs say which font they are of: by being Type 3, or by their program.
    pub fn is_known_by_glyphs(&self) -> bool {
        self.type3 || self.readable && self.file.is_some()
    }

    /// The codes that a simple font uses, and their glyphs in the program.
    pub fn codes(&self, font: &Skrifa) -> Vec<(u8, u32)> {
        if self.composite {
            return Vec::new();
        }
        let charmaps = Charmaps::of(font);
        let used = self.used.iter().copied();
        used.filter_map(|code| Some((code, self.glyph(code, &charmaps)?.to_u32()))).collect()
    }

    /// The glyph of a simple font's code (ISO 32000-2, 9.6.5.4).
    fn glyph(&self, code: u8, charmaps: &Charmaps<'_>) -> Option<GlyphId> {
        if self.symbolic && !self.encoding.named {
            charmaps
                .by_symbol(code)
                .or_else(|| charmaps.by_code(code))
                .or_else(|| charmaps.by_character(self.encoded(code)))
        } else {
            charmaps
                .by_character(self.encoded(code))
                .or_else(|| charmaps.by_code(code))
                .or_else(|| charmaps.by_symbol(code))
        }
    }

    /// What the encoding says of a code: a control character where no encoding gives it a meaning,
    /// `None` where predefined encodings differ.
    fn encoded(&self, code: u8) -> Option<char> {
        match self.encoding.differences.iter().find(|(c, _)| *c == code) {
            Some((_, name)) => name_to_char(name),
            None => matches!(code, 0..=0x7E | 0xA0..=0xFF).then(|| char::from(code)),
        }
    }

    /// Glyphs of the program and the one character that the text layer claims for each, in order of
    /// the glyphs.
    pub fn claims(&self, font: &Skrifa) -> Vec<(u32, char)> {
        let mut claims = if !self.composite {
            self.claims_of_simple(font)
        } else if let Some(numbers) = &self.numbers {
            self.claims_of_composite(font, numbers)
        } else {
            Vec::new()
        };
        claims.sort_unstable();
        claims.dedup_by_key(|(glyph, _)| *glyph);
        claims
    }

    fn claims_of_simple(&self, font: &Skrifa) -> Vec<(u32, char)> {
        let codes = self.codes(font).into_iter();
        codes.filter_map(|(code, glyph)| Some((glyph, self.claim(code)?))).collect()
    }

    fn claims_of_composite(&self, font: &Skrifa, numbers: &Numbers) -> Vec<(u32, char)> {
        match numbers {
            Numbers::Same => (1..font.num_glyphs().min(CODES))
                .filter_map(|code| Some((glyph_of_cid(font, code)?, self.mapped(code)?)))
                .collect(),
            Numbers::Listed(glyphs) => (0u32..)
                .zip(glyphs)
                .filter(|(_, glyph)| **glyph > 0)
                .filter_map(|(code, glyph)| Some((u32::from(*glyph), self.mapped(code)?)))
                .collect(),
        }
    }

    /// The character that the text layer claims for a simple font's code: by its map, or, where it
    /// has none, by its encoding.
    fn claim(&self, code: u8) -> Option<char> {
        let encoded = || self.encoded(code).filter(|_| !self.has_map);
        self.mapped(u32::from(code)).or_else(encoded)
    }

    /// The one character that the ToUnicode map gives a code.
    fn mapped(&self, code: u32) -> Option<char> {
        match self.map.as_ref()?.lookup_bf_string(code) {
            Some(BfString::Char(c)) => Some(c),
            _ => None,
        }
    }
}

/// The character maps of an embedded program.
struct Charmaps<'f> {
    charmap: Charmap<'f>,
    /// Each of them with its platform and encoding.
    tables: Vec<((u16, u16), Table)>,
}

impl<'f> Charmaps<'f> {
    fn of(font: &'f Skrifa) -> Charmaps<'f> {
        let charmap = font.charmap();
        let tables = charmap.encodings().filter_map(|table| Some((table.sfnt_ids()?, table)));
        let tables = tables.collect();
        Charmaps { charmap, tables }
    }

    fn table(&self, ids: (u16, u16)) -> Option<Table> {
        self.tables.iter().find(|(found, _)| *found == ids).map(|(_, table)| *table)
    }

    fn by_character(&self, c: Option<char>) -> Option<GlyphId> {
        self.charmap.map_code(self.table(UNICODE)?, c? as u32)
    }

    fn by_code(&self, code: u8) -> Option<GlyphId> {
        self.charmap.map_code(self.table(MACINTOSH)?, u32::from(code))
    }

    fn by_symbol(&self, code: u8) -> Option<GlyphId> {
        let (table, code) = (self.table(SYMBOLS)?, u32::from(code));
        let moved = self.charmap.map_code(table, SYMBOL_CODES + code);
        moved.or_else(|| self.charmap.map_code(table, code))
    }
}

/// The glyph of a composite font's code.
fn glyph_of_cid(font: &Skrifa, cid: u32) -> Option<u32> {
    if font.is_cid_keyed() { font.glyph_by_cid(cid).map(GlyphId::to_u32) } else { Some(cid) }
}

/// How the codes of a descendant font give the numbers of its glyphs (ISO 32000-2, 9.7.4.2).
#[derive(Debug)]
enum Numbers {
    /// They are these numbers.
    Same,
    /// The number of each code, in order.
    Listed(Vec<u16>),
}

impl Numbers {
    fn of(descendant: &Dict<'_>) -> Option<Numbers> {
        if let Some(list) = descendant.get::<Stream<'_>>("CIDToGIDMap") {
            let data = list.decoded_data().ok()?;
            let numbers = data.chunks_exact(2).take(CODES as usize);
            let number = |pair: &[u8]| pair.first_chunk().map_or(0, |b| u16::from_be_bytes(*b));
            return Some(Numbers::Listed(numbers.map(number).collect()));
        }
        match descendant.get::<Name<'_>>("CIDToGIDMap") {
            Some(name) => (name.as_ref() == b"Identity").then_some(Numbers::Same),
            None => (!descendant.contains_key("CIDToGIDMap")).then_some(Numbers::Same),
        }
    }
}

/// Whether the codes of a composite font are those of its descendant: `Identity-H` or `Identity-V`.
fn has_identity_encoding(dict: &Dict<'_>) -> bool {
    dict.get::<Name<'_>>("Encoding").is_some_and(|name| name.as_ref().starts_with(b"Identity"))
}

/// The ToUnicode map, where there is one that can be read.
fn map(dict: &Dict<'_>) -> Option<CMap> {
    let data = dict.get::<Stream<'_>>("ToUnicode")?.decoded_data().ok()?;
    if data.len() > MAP_BYTES {
        return None;
    }
    CMap::parse(&data, |_| None)
}

/// What `/Encoding` says.
fn encoding(dict: &Dict<'_>) -> Encoding {
    let Some(own) = dict.get::<Dict<'_>>("Encoding") else {
        return Encoding {
            named: dict.get::<Name<'_>>("Encoding").is_some(),
            differences: Vec::new(),
        };
    };
    let mut differences = Vec::new();
    let mut code = 0_i64;
    for object in own
        .get::<Array<'_>>("Differences")
        .iter()
        .flat_map(|a| a.iter::<Object<'_>>())
        .take(ENTRIES)
    {
        match object {
            Object::Number(number) => code = number.as_i64(),
            Object::Name(name) => {
                differences
                    .extend(u8::try_from(code).ok().map(|code| (code, name.as_str().to_owned())));
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    Encoding { named: true, differences }
}

/// The codes that a simple font uses: those with a width.
fn used(dict: &Dict<'_>) -> Vec<u8> {
    let first = dict.get::<Number>("FirstChar").map_or(0, |n| n.as_i64());
    let Some(widths) = dict.get::<Array<'_>>("Widths") else { return (0..=0xFF).collect() };
    let widths = widths.iter::<Number>().take(ENTRIES);
    widths
        .zip(first..)
        .filter(|(width, _)| width.as_f64() != 0.0)
        .filter_map(|(_, code)| u8::try_from(code).ok())
        .collect()
}
