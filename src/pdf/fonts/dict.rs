//! Font dictionaries: what a PDF says about a font, and what its text layer claims.

use hayro_interpret::hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
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

/// Whether a dictionary is that of a font as a page names it (not of a descendant of a composite
/// one).
pub(in crate::pdf) fn is_font(dict: &Dict<'_>) -> bool {
    let is = |key: &str, of: &[&[u8]]| {
        dict.get::<Name<'_>>(key).is_some_and(|n| of.contains(&n.as_ref()))
    };
    dict.contains_key("Subtype")
        && is("Subtype", &[b"Type0", b"Type1", b"MMType1", b"TrueType", b"OpenType", b"Type3"])
        && (is("Type", &[b"Font"])
            || dict.contains_key("BaseFont")
            || dict.contains_key("CharProcs"))
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
    pub composite: bool,
    pub type3: bool,
    /// The embedded program, where there is one.
    pub file: Option<Stream<'p>>,
    /// Whether hayro hands out the program's bytes: TrueType, and every program of a composite
    /// font.
    pub readable: bool,
    /// Whether a program is promised that is no stream.
    pub broken: bool,
    pub has_map: bool,
    map: Option<CMap>,
    identity: bool,
    symbolic: bool,
    encoding: Encoding,
    used: Vec<u8>,
}

impl<'p> FontDict<'p> {
    pub fn read(dict: &Dict<'p>) -> FontDict<'p> {
        let is = |dict: &Dict<'_>, key: &str, value: &[u8]| {
            dict.get::<Name<'_>>(key).is_some_and(|name| name.as_ref() == value)
        };
        let composite = is(dict, "Subtype", b"Type0");
        let descendant =
            dict.get::<Array<'p>>("DescendantFonts").and_then(|a| a.iter::<Dict<'p>>().next());
        let holder = descendant.as_ref().filter(|_| composite).unwrap_or(dict);
        let descriptor = holder.get::<Dict<'p>>("FontDescriptor").unwrap_or_default();
        let truetype = descriptor.get::<Stream<'p>>("FontFile2");
        let readable = composite || truetype.is_some();
        let other = || {
            descriptor
                .get::<Stream<'p>>("FontFile3")
                .or_else(|| descriptor.get::<Stream<'p>>("FontFile"))
        };
        let file = truetype.or_else(other);
        let promised =
            ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key));
        let gid_map = holder
            .get::<Name<'_>>("CIDToGIDMap")
            .map_or(!holder.contains_key("CIDToGIDMap"), |n| n.as_ref() == b"Identity");
        FontDict {
            name: dict
                .get::<Name<'_>>("BaseFont")
                .map(|n| name::decode(n.as_ref()))
                .unwrap_or_default(),
            composite,
            type3: is(dict, "Subtype", b"Type3"),
            broken: promised && file.is_none(),
            file,
            readable,
            has_map: dict.contains_key("ToUnicode"),
            map: map(dict),
            identity: gid_map
                && dict
                    .get::<Name<'_>>("Encoding")
                    .is_some_and(|n| n.as_ref().starts_with(b"Identity")),
            symbolic: descriptor
                .get::<Number>("Flags")
                .is_some_and(|flags| flags.as_i64() & SYMBOLIC != 0),
            encoding: encoding(dict),
            used: used(dict),
        }
    }

    /// The codes that a simple font uses, and their glyphs in the program.
    pub fn codes(&self, font: &Skrifa) -> Vec<(u8, u32)> {
        if self.composite {
            return Vec::new();
        }
        let charmap = font.charmap();
        let tables: Vec<_> = charmap.encodings().filter_map(|e| Some((e.sfnt_ids()?, e))).collect();
        let find =
            |wanted: (u16, u16)| tables.iter().find(|(ids, _)| *ids == wanted).map(|(_, e)| *e);
        let glyph = |code: u8| -> Option<GlyphId> {
            let code_ = u32::from(code);
            let by_name = || charmap.map_code(find((3, 1))?, self.encoded(code)? as u32);
            let by_symbol = || {
                let table = find((3, 0))?;
                charmap.map_code(table, 0xF000 + code_).or_else(|| charmap.map_code(table, code_))
            };
            let by_code = || charmap.map_code(find((1, 0))?, code_);
            if self.symbolic && !self.encoding.named {
                by_symbol().or_else(by_code).or_else(by_name)
            } else {
                by_name().or_else(by_code).or_else(by_symbol)
            }
        };
        self.used.iter().filter_map(|code| Some((*code, glyph(*code)?.to_u32()))).collect()
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
        let mapped = |code: u32| match self.map.as_ref()?.lookup_bf_string(code) {
            Some(BfString::Char(c)) => Some(c),
            _ => None,
        };
        let mut claims: Vec<(u32, char)> = if !self.composite {
            let claim = |code: u8| {
                mapped(u32::from(code)).or_else(|| self.encoded(code).filter(|_| !self.has_map))
            };
            self.codes(font)
                .into_iter()
                .filter_map(|(code, glyph)| Some((glyph, claim(code)?)))
                .collect()
        } else if self.identity {
            let glyph = |code: u32| match font.is_cid_keyed() {
                true => font.glyph_by_cid(code).map(GlyphId::to_u32),
                false => Some(code),
            };
            (1..font.num_glyphs().min(CODES))
                .filter_map(|code| Some((glyph(code)?, mapped(code)?)))
                .collect()
        } else {
            Vec::new()
        };
        claims.sort_unstable();
        claims.dedup_by_key(|(glyph, _)| *glyph);
        claims
    }
}

fn map(dict: &Dict<'_>) -> Option<CMap> {
    let data = dict.get::<Stream<'_>>("ToUnicode")?.decoded_data().ok()?;
    if data.len() > MAP_BYTES {
        return None;
    }
    CMap::parse(&data, |_| None)
}

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
