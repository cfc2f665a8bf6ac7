//! A page's picture → the page: glyphs of every line that can be read, rulings, and what could not
//! be read as findings.

use crate::finding::{Code, Finding, Region};
use crate::geom::{Point, Rect, Warp};
use crate::ocr::glyphs;
use crate::ocr::language::{self, Helped};
use crate::ocr::lines;
use crate::ocr::own::Own;
use crate::ocr::parts::Part;
use crate::ocr::points;
use crate::ocr::reader::{self, Read};
use crate::ocr::recogniser::Character;
use crate::ocr::shades::Shade;
use crate::ocr::sheet::{self, Ready};
use crate::ocr::sideways::Sideways;
use crate::ocr::streaks;
use crate::ocr::stroke::Stroke;
use crate::ocr::text_line::TextLine;
use crate::pdf::{Fill, Page, Picture, Ruling, RulingKind, Visibility};

/// What a line must reach to be text and no picture, signature or dirt.
const READABLE: Demand = Demand { confidence: 0.75, characters: 1 };
/// What a sign that stands alone in a cell must reach: there is nothing to compare it with.
const LONE: Demand = Demand { confidence: 0.25, characters: 1 };
/// What it must reach on a picture that is no page of text.
const SURE: Demand = Demand { confidence: 0.95, characters: 4 };
/// Signs that say nothing where they stand alone in a cell, as specks are read; ditto marks are not
/// among them.
const DIRT: &str = "'‘’`´,.·:;";
/// A picture of whose lines more than this part cannot be read is no page of text.
const MOSTLY_UNREADABLE: f32 = 0.5;
/// A thicker stroke, in points, is a filled bar, of which the edges count.
const BAR: f32 = 4.5;
/// The place of a line, for findings: what it reaches above its baseline, in body heights.
const ABOVE: f32 = 1.5;
/// The place of a line, for findings: what it reaches below its baseline, in body heights.
const BELOW: f32 = 0.5;

/// The page as its picture shows it. What its text layer held unseen is kept; what it showed is in
/// the picture, and is read from there where it is to be `Replaced`.
pub fn read(page: Page, picture: Picture, own: Own) -> Page {
    let ready = sheet::prepare(picture);
    let mut page = laid_like(&ready, page, own);
    page.rulings = rulings(&ready);
    page.fills = ready.shades.iter().map(|shade| fill_of(shade, ready.scale)).collect();
    let written = boxes_of_shown(&page);
    let Read { lines, texts } =
        reader::read_lines(&ready.gray, &ready.lines, |line| lines::clip(line, &ready.strokes));
    let demand = Demand::of(&lines, &texts);
    // Boxes and ticks stand beside text: in a picture of anything else they are chance.
    let signs = if demand.is_of_text(&texts) { ready.signs.as_slice() } else { &[] };
    page.glyphs.extend(signs.iter().map(|sign| glyphs::of_sign(sign, &lines, ready.scale)));
    let places = ready.solid.iter().map(Part::bounds).chain(ready.left.iter().copied());
    let places = places.chain(ready.signs[signs.len()..].iter().map(|sign| sign.place));
    let mut unread: Vec<Region> = places.map(|place| region_of(&page, &ready, place)).collect();
    let mut respelt = Vec::new();
    for (line, characters) in lines.iter().zip(texts) {
        let place = region_of(&page, &ready, place_of(line));
        if !demand.for_line(line).is_met(&characters) || is_dirt(line, &characters) {
            unread.push(place);
            continue;
        }
        let Helped { mut characters, repairs } = language::help(characters);
        let cut = line.cut(&ready.gray);
        points::doubt_lost(line, &cut, &mut characters);
        if ready.dirty {
            points::doubt_added(&mut characters);
        }
        if !repairs.is_empty() {
            respelt.push((describe_repairs(&repairs), place));
        }
        let mut text = glyphs::glyphs(line, &cut, &characters, ready.scale);
        text.glyphs
            .retain(|g| g.says_something() || !ready.banded.parts(&in_pixels(g.bbox, &ready)));
        streaks::doubt(&mut text.glyphs, &ready.streaks, &ready.strokes.upright, ready.scale);
        page.glyphs.extend(text.glyphs.into_iter().filter(|g| !covers(&written, &g.bbox)));
        page.doubts.extend(text.doubts.into_iter().filter(|d| !covers(&written, &d.bbox)));
    }
    if let Some(sideways) = ready.sideways.as_ref().filter(|_| demand == READABLE) {
        add_sideways(&mut page, sideways, ready.scale);
    }
    page.findings.extend(unreadable(page.number, &unread, ready.noise));
    page.findings.extend(words_respelt(page.number, &respelt));
    page
}

/// Adds the text that runs upwards or downwards.
fn add_sideways(page: &mut Page, sideways: &Sideways, scale: f32) {
    let Sideways { gray, turn, lines } = sideways;
    let Read { lines, texts } = reader::read_lines(gray, lines, |line| line.clip);
    let (back, size) = (turn.inverse(), turn.size(page.width, page.height));
    for (line, characters) in lines.iter().zip(texts) {
        let characters = language::help(characters).characters;
        let text = glyphs::glyphs(line, &line.cut(gray), &characters, scale);
        for mut glyph in text.glyphs {
            glyph.origin = back.point(glyph.origin, size.0, size.1);
            glyph.bbox = back.rect(&glyph.bbox, size.0, size.1);
            glyph.turn = back;
            page.glyphs.push(glyph);
        }
        for mut doubt in text.doubts {
            doubt.bbox = back.rect(&doubt.bbox, size.0, size.1);
            page.doubts.push(doubt);
        }
    }
}

/// The page laid as its picture was to be read, with what its text layer keeps.
fn laid_like(ready: &Ready, page: Page, own: Own) -> Page {
    let mut page = as_displayed(page);
    page.glyphs
        .retain(|g| g.visibility != Visibility::Shown || own == Own::Kept && g.says_something());
    // Rules for damaged text layers have nothing to do with what a picture shows.
    page.raw_text = true;
    // Nor have the boxes that it fills: they are in the picture.
    page.fills.clear();
    page.shapes.clear();
    page.outlines.clear();
    page = page.turned(ready.turn);
    page.warp = ready.warp.map(|w| w.scaled(ready.scale));
    if let Some(back) = page.warp.and_then(|w| w.inverse()) {
        straighten(&mut page, &back);
    }
    page
}

/// The page as displayed, before any turn for reading.
fn as_displayed(page: Page) -> Page {
    let back = page.reading_turn.inverse();
    page.turned(back)
}

/// Moves what the text layer holds to where it lies on the straightened page.
fn straighten(page: &mut Page, back: &Warp) {
    for g in &mut page.glyphs {
        let (x, y) = back.apply(g.origin.x, g.origin.y);
        g.origin = Point { x, y };
        g.bbox = back.rect(&g.bbox);
    }
    for image in &mut page.images {
        *image = back.rect(image);
    }
}

/// The boxes of the glyphs that a page shows.
fn boxes_of_shown(page: &Page) -> Vec<Rect> {
    let shown = page.glyphs.iter().filter(|g| g.visibility == Visibility::Shown);
    shown.map(|g| g.bbox).collect()
}

/// Whether the middle of a box lies in one of others: what is written there is known already.
fn covers(boxes: &[Rect], one: &Rect) -> bool {
    let (x, y) = ((one.x0 + one.x1) / 2.0, (one.y0 + one.y1) / 2.0);
    boxes.iter().any(|b| (b.x0..=b.x1).contains(&x) && (b.y0..=b.y1).contains(&y))
}

/// What a line must reach to be text.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Demand {
    /// The mean confidence of its characters, spaces left out.
    confidence: f32,
    /// How many characters it has, spaces left out.
    characters: usize,
}

impl Demand {
    /// What the lines of a page must reach: where most cannot be read, what seems readable among
    /// them may be chance.
    fn of(lines: &[TextLine], texts: &[Vec<Character>]) -> Demand {
        let read = lines.iter().zip(texts).filter(|(line, _)| !line.is_lone);
        let (mut all, mut unread) = (0, 0);
        for (_, text) in read {
            all += 1;
            unread += usize::from(!READABLE.is_met(text));
        }
        if unread as f32 <= MOSTLY_UNREADABLE * all as f32 { READABLE } else { SURE }
    }

    /// What a line must reach: on a page of text a sign that stands alone in a cell is kept, and
    /// doubted.
    fn for_line(self, line: &TextLine) -> Demand {
        if line.is_lone && self == READABLE { LONE } else { self }
    }

    /// Whether the page is one of text, with lines that can be read.
    fn is_of_text(self, texts: &[Vec<Character>]) -> bool {
        self == READABLE && texts.iter().any(|text| READABLE.is_met(text))
    }

    fn is_met(self, characters: &[Character]) -> bool {
        let inked = characters.iter().filter(|c| !c.is_space());
        let sure: Vec<f32> = inked.map(|c| c.confidence).collect();
        sure.len() >= self.characters
            && sure.iter().sum::<f32>() / sure.len() as f32 >= self.confidence
    }
}

/// A filled cell as a fill of the page.
fn fill_of(shade: &Shade, scale: f32) -> Fill {
    Fill { rect: in_points(shade.place, scale), colour: [shade.gray; 3] }
}

/// Whether what stands alone in a cell is read as a sign that says nothing there: a speck, or what is
/// left of a border. Taken for text it would mark the cell.
fn is_dirt(line: &TextLine, characters: &[Character]) -> bool {
    let mut inked = characters.iter().filter(|c| !c.is_space()).flat_map(|c| c.text.chars());
    line.is_lone && inked.all(|c| DIRT.contains(c))
}

/// The place of a line in the picture, in pixels.
fn place_of(line: &TextLine) -> Rect {
    let (top, bottom) = (line.baseline - ABOVE * line.body, line.baseline + BELOW * line.body);
    Rect::new(line.x0, top, line.x1, bottom)
}

/// A place of the picture, in pixels, on the page as displayed.
fn region_of(page: &Page, ready: &Ready, place: Rect) -> Region {
    Region::of(page.number, &page.displayed(&in_points(place, ready.scale)))
}

/// A place of the picture, in points of the page as it was straightened.
fn in_points(r: Rect, scale: f32) -> Rect {
    Rect::new(r.x0 / scale, r.y0 / scale, r.x1 / scale, r.y1 / scale)
}

/// A place of the straightened page, in points, in pixels of the picture.
fn in_pixels(r: Rect, ready: &Ready) -> Rect {
    let [x0, y0, x1, y1] = [r.x0, r.y0, r.x1, r.y1].map(|v| v * ready.scale);
    Rect::new(x0, y0, x1, y1)
}

/// What was read otherwise than the recogniser did, for the evidence of a finding.
fn describe_repairs(repairs: &[language::Repair]) -> String {
    let each: Vec<String> = repairs.iter().map(|r| format!("{} → {}", r.read, r.became)).collect();
    each.join(", ")
}

/// The finding that names the lines some of whose words were read otherwise than the recogniser
/// did, because Thai is spelt so: for each what changed, and where.
fn words_respelt(page: u32, lines: &[(String, Region)]) -> Option<Finding> {
    if lines.is_empty() {
        return None;
    }
    let count = lines.len();
    let th = format!("แก้ตัวสะกดที่อ่านจากภาพ {count} บรรทัด หลักฐานบอกทั้งที่อ่านได้และที่แก้");
    let en = format!(
        "the spelling of {count} lines read from the picture was mended; the evidence says how"
    );
    let finding = Finding::new(Code::OcrRespelt, th, en).on_page(page);
    Some(lines.iter().fold(finding, |f, (changes, region)| f.seen(changes, &[*region])))
}

/// The finding that says what could not be read: some places, or the whole picture where it is
/// noise.
fn unreadable(page: u32, places: &[Region], noise: bool) -> Option<Finding> {
    if noise {
        let th = format!("ภาพของหน้า {page} มีจุดมากเกินกว่าจะเป็นข้อความ จึงอ่านไม่ได้");
        let en = format!(
            "the picture of page {page} has more specks than text can have; it was not read"
        );
        return Some(Finding::new(Code::OcrUnreadable, th, en).on_page(page));
    }
    if places.is_empty() {
        return None;
    }
    let count = places.len();
    let th = format!("มี {count} แห่งในภาพที่อาจเป็นข้อความ แต่อ่านไม่ออก จึงไม่ใช้");
    let en = format!(
        "{count} places of the picture may be text but could not be read; they are left out"
    );
    Some(Finding::new(Code::OcrUnreadable, th, en).on_page(page).seen("", places))
}

/// The drawn lines, in points; those of a filled head, and the borders of the bands below it, are the
/// edges of fills.
fn rulings(ready: &Ready) -> Vec<Ruling> {
    let Ready { strokes, banded, scale, .. } = ready;
    let kind = |is_edge: bool| if is_edge { RulingKind::FillEdge } else { RulingKind::Drawn };
    let level = strokes.level.iter().map(|s| (s, kind(banded.has_level(s))));
    let upright = strokes.upright.iter().map(|s| (s, kind(banded.has_upright(s))));
    let mut out = Vec::new();
    for (s, kind) in level.chain(banded.edges.level.iter().map(|s| (s, RulingKind::FillEdge))) {
        let drawn = Drawn::of(s, *scale);
        let lines = drawn.across.iter().map(|y| Rect::new(s.from, *y, s.to, *y));
        out.extend(lines.map(|line| drawn.ruling(in_points(line, *scale), kind)));
    }
    for (s, kind) in upright.chain(banded.edges.upright.iter().map(|s| (s, RulingKind::FillEdge))) {
        let drawn = Drawn::of(s, *scale);
        let lines = drawn.across.iter().map(|x| Rect::new(*x, s.from, *x, s.to));
        out.extend(lines.map(|line| drawn.ruling(in_points(line, *scale), kind)));
    }
    out
}

/// A stroke as lines that are drawn: itself, or both edges of a filled bar.
struct Drawn {
    /// Where they lie across, in pixels.
    across: Vec<f32>,
    /// Their thickness in points.
    thickness: f32,
}

impl Drawn {
    fn of(s: &Stroke, scale: f32) -> Drawn {
        let thickness = s.thickness / scale;
        if thickness > BAR {
            let half = s.thickness / 2.0;
            Drawn { across: vec![s.pos - half, s.pos + half], thickness: 0.0 }
        } else {
            Drawn { across: vec![s.pos], thickness }
        }
    }

    fn ruling(&self, line: Rect, kind: RulingKind) -> Ruling {
        Ruling { line, thickness: self.thickness, kind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, confidence: f32) -> Vec<Character> {
        let one = |c: char| Character {
            text: [c].iter().collect(),
            confidence,
            runner_up: None,
            start: 0.0,
            end: 3.0,
        };
        text.chars().map(one).collect()
    }

    #[test]
    fn a_short_line_counts_on_a_page_of_text_and_not_among_what_cannot_be_read() {
        let text = vec![line("เป้าหมาย", 0.99), line("๑", 0.9), line("x", 0.3)];
        let noise = vec![line("๑", 0.9), line("x", 0.3), line("e5", 0.5)];
        let lines = [TextLine::default(); 3];
        let demand = Demand::of(&lines, &text);
        assert!(demand.is_met(&text[1]) && !demand.is_met(&text[2]));
        let demand = Demand::of(&lines, &noise);
        assert!(!demand.is_met(&noise[0]));
        let lone = TextLine { is_lone: true, ..TextLine::default() };
        assert!(READABLE.for_line(&lone).is_met(&noise[1]), "a sign in a cell");
        assert!(!demand.for_line(&lone).is_met(&noise[1]), "a sign among what cannot be read");
        assert!(READABLE.is_of_text(&text) && !demand.is_of_text(&noise));
        assert!(!READABLE.is_of_text(&[]), "boxes without any text");
        assert!(!READABLE.is_met(&[]));
    }

    #[test]
    fn a_speck_alone_in_a_cell_is_no_text() {
        let lone = TextLine { is_lone: true, ..TextLine::default() };
        assert!(is_dirt(&lone, &line("'", 0.9)) && is_dirt(&lone, &line(".,", 0.9)));
        for mark in ["/", "-", "\"", "✓", "1", "๑."] {
            assert!(!is_dirt(&lone, &line(mark, 0.9)), "{mark}");
        }
        assert!(!is_dirt(&TextLine::default(), &line("'", 0.9)), "beside text");
    }

    #[test]
    fn a_thin_stroke_is_one_ruling_and_a_bar_is_its_two_edges() {
        let stroke = |thickness| Stroke { from: 0.0, to: 100.0, pos: 50.0, slope: 0.0, thickness };
        let thin = Drawn::of(&stroke(4.0), 2.0);
        assert_eq!((thin.across, thin.thickness), (vec![50.0], 2.0));
        let bar = Drawn::of(&stroke(20.0), 2.0);
        assert_eq!((bar.across, bar.thickness), (vec![40.0, 60.0], 0.0));
    }

    #[test]
    fn what_is_written_already_is_not_read_once_more() {
        let written = [Rect::new(10.0, 10.0, 20.0, 20.0)];
        assert!(covers(&written, &Rect::new(5.0, 5.0, 30.0, 24.0)));
        assert!(!covers(&written, &Rect::new(15.0, 5.0, 35.0, 24.0)), "its middle lies beside");
    }
}
