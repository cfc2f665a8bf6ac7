//! Pages from bytes: rulings and glyphs wherever the bytes say, as a reader of PDF may hand them
//! on.

use raingan::geom::{Point, Rect, Turn};
use raingan::pdf::{Evidence, Glyph, Page, Ruling, RulingKind, Visibility};

/// Bytes of one record: what it is, its shape, and three numbers of two bytes each.
const RECORD: usize = 8;
/// Most pages of one input.
const PAGES: usize = 4;
/// The first of the characters of which each stands on one glyph only: CJK ideographs, which no
/// rule changes.
const FIRST: u32 = 0x4E00;
/// How many of them there are.
const LETTERS: u32 = 20_000;
/// Words and marks that rules look at; the first ones head columns.
const WORDS: &[&str] = &[
    "โครงการ",
    "วัตถุประสงค์",
    "เป้าหมาย",
    "ตัวชี้วัด",
    "ผลการดำเนินงาน",
    "งบประมาณ",
    "ที่",
    "มาตรการ",
    "ยุทธศาสตร์ที่ ๑",
    "กลยุทธ์ที่",
    "กิจกรรมย่อยที่",
    "๑.",
    "(๒)",
    "๒.๑",
    "-",
    "•",
    "12",
    "๒๕๖๘",
    "๑ ต.ค. ๖๗",
    "ร้อยละ ๘๐",
    "บาท",
    " ",
    "ก",
    "น",
    "า",
    "\u{E4D}",
    "้",
    "ี",
    "ำ",
    "ั",
    "เ",
    "\u{F70A}",
    "\u{FFFD}",
    "\u{200B}",
    "หน้า ๑",
    "ไม่ใช้งบประมาณ",
    "ด้านความ",
    "แ",
    "\u{301}",
    "\u{1F600}",
];

/// The letters that stand on one glyph each.
pub fn is_letter(c: char) -> bool {
    (FIRST..FIRST + LETTERS).contains(&u32::from(c))
}

/// The pages that the bytes describe.
pub fn pages(bytes: &[u8]) -> Vec<Page> {
    let mut pages = vec![blank(1)];
    let mut letters = (0..LETTERS).filter_map(|n| char::from_u32(FIRST + n));
    for record in bytes.chunks_exact(RECORD) {
        let number = pages.len() as u32;
        let [kind, shape, ..] = *record else { return pages };
        if kind % 8 == 2 {
            pages.extend((pages.len() < PAGES).then(|| blank(number + 1)));
            continue;
        }
        let Some(page) = pages.last_mut() else { return pages };
        let at = |i: usize| f32::from(i16::from_le_bytes([record[i], record[i + 1]])) / 4.0;
        let (x, y, length) = (at(2), at(4), at(6));
        match kind % 8 {
            0 | 1 => page.rulings.push(ruling(kind % 8 == 0, shape, x, y, length)),
            3..=5 => page
                .glyphs
                .extend(letters.next().map(|c| glyph(&c.to_string(), shape, x, y, length))),
            _ => page.glyphs.push(glyph(
                WORDS[usize::from(kind / 8) % WORDS.len()],
                shape,
                x,
                y,
                length,
            )),
        }
    }
    pages
}

/// What [`pages`] makes this ruling of.
pub fn ruling_record(ruling: &Ruling) -> [u8; RECORD] {
    let level = ruling.line.width() >= ruling.line.height();
    let length = if level { ruling.line.width() } else { ruling.line.height() };
    let kind = u8::from(!level);
    let shape = if ruling.kind == RulingKind::Drawn { 2 } else { 3 };
    record(kind, shape, ruling.line.x0, ruling.line.y0, length)
}

/// What [`pages`] makes a glyph of, at the place of this one: a letter, or the word that it says.
pub fn glyph_record(glyph: &Glyph) -> [u8; RECORD] {
    let word = WORDS.iter().position(|word| *word == glyph.text.as_str());
    let kind = word.map_or(3, |n| (n * 8 + 6) as u8);
    record(
        kind,
        (glyph.size.clamp(1.0, 15.0) as u8) << 4,
        glyph.origin.x,
        glyph.origin.y,
        glyph.bbox.width(),
    )
}

/// What [`pages`] begins another page at.
pub const PAGE_RECORD: [u8; RECORD] = [2, 0, 0, 0, 0, 0, 0, 0];

fn record(kind: u8, shape: u8, x: f32, y: f32, length: f32) -> [u8; RECORD] {
    let [x, y, length] = [x, y, length].map(|v| ((v * 4.0) as i16).to_le_bytes());
    [kind, shape, x[0], x[1], y[0], y[1], length[0], length[1]]
}

fn blank(number: u32) -> Page {
    // Repairs would change what the letters are counted by.
    Page { number, width: 842.0, height: 595.0, raw_text: true, ..Page::default() }
}

/// A level or upright line; of `shape` bit 0 is its kind, the next ones its thickness, the highest
/// makes it leave the page far.
fn ruling(level: bool, shape: u8, x: f32, y: f32, length: f32) -> Ruling {
    let far = if shape & 0x80 == 0 { 1.0 } else { 4_096.0 };
    let (x1, y1) = if level { (x + length.abs() * far, y) } else { (x, y + length.abs() * far) };
    let kind = if shape & 1 == 0 { RulingKind::Drawn } else { RulingKind::FillEdge };
    Ruling { line: Rect::new(x, y, x1, y1), thickness: f32::from((shape >> 1) & 0x0F) / 4.0, kind }
}

/// A glyph; of `shape` the low bits say how it runs and whether it is seen, the high ones its size.
fn glyph(text: &str, shape: u8, x: f32, y: f32, width: f32) -> Glyph {
    let turn = [Turn::None, Turn::Right, Turn::Half, Turn::Left][usize::from(shape & 3)];
    // Most are seen.
    let visibility = match shape & 0x0C {
        0x0C if shape & 0x10 == 0 => Visibility::Invisible,
        0x0C => Visibility::Clipped,
        _ => Visibility::Shown,
    };
    let size = f32::from(shape >> 4).max(0.5);
    Glyph {
        text: text.into(),
        origin: Point { x, y },
        bbox: Rect::new(x, y - 0.9 * size, x + width.abs().min(200.0), y + 0.3 * size),
        size,
        font: u16::from(shape & 1),
        turn,
        visibility,
        evidence: Evidence::Claimed,
        confidence: None,
    }
}
