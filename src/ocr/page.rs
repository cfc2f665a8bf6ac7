//! A page's picture → the page: glyphs of every line that can be read, rulings, and what could not
//! be read as findings.

use crate::finding::{Code, Finding, Region};
use crate::geom::{Rect, Warp};
use crate::ocr::Own;
use crate::ocr::glyphs;
use crate::ocr::gray::Gray;
use crate::ocr::language::{self, Helped};
use crate::ocr::lines::TextLine;
use crate::ocr::parts::Part;
use crate::ocr::recogniser::Character;
use crate::ocr::sheet::{self, Ready};
use crate::ocr::strokes::Stroke;
use crate::pdf::{Page, Picture, Ruling, RulingKind, Visibility};

/// A line whose characters are less sure than this on average is no text: a picture, a signature,
/// dirt.
const READABLE: f32 = 0.75;
/// Where more lines than this part cannot be read, the picture is no page of text, and of what
/// seems readable only lines count that are this sure and have so many characters.
const MOSTLY_UNREADABLE: f32 = 0.5;
const SURE: f32 = 0.95;
const ENOUGH: usize = 4;
/// A thicker stroke (in points) is a filled bar, of which the edges count.
const BAR: f32 = 4.5;

/// The page as its picture shows it. What its text layer held unseen is kept; what it showed is in
/// the picture, and is read from there where it is to be `Replaced`.
pub fn read(mut page: Page, picture: Picture, own: Own) -> Page {
    let Picture { pixels, width, height, scale } = picture;
    let ready = sheet::ready(Gray { pixels, width, height }, scale);
    page = upright(page);
    page.glyphs
        .retain(|g| g.visibility != Visibility::Shown || own == Own::Kept && g.says_something());
    // Rules for damaged text layers have nothing to do with what a picture shows.
    page.raw_text = true;
    page = page.turned(ready.turn);
    page.warp = ready.warp.map(|w| w.scaled(scale));
    if let Some(back) = page.warp.and_then(|w| w.inverse()) {
        straighten(&mut page, &back);
    }
    page.rulings = rulings(&ready, scale);
    let shown = page.glyphs.iter().filter(|g| g.visibility == Visibility::Shown);
    let kept: Vec<Rect> = shown.map(|g| g.bbox).collect();
    let read = sheet::read(&ready.gray, &ready.lines.iter().collect::<Vec<_>>());
    let least = least_sure(&read);
    let mut mended = Vec::new();
    let mut unread: Vec<Region> =
        ready.solid.iter().map(|p| region_of(&page, place(p), scale)).collect();
    for (line, characters) in ready.lines.iter().zip(read) {
        if !is_readable(&characters, least) {
            unread.push(region(&page, line, scale));
            continue;
        }
        let Helped { characters, repairs } = language::help(characters);
        if !repairs.is_empty() {
            let said: Vec<String> =
                repairs.iter().map(|r| format!("{} → {}", r.read, r.became)).collect();
            mended.push((said.join(", "), region(&page, line, scale)));
        }
        let said = glyphs::glyphs(line, &line.cut(&ready.gray), &characters, scale);
        page.glyphs.extend(said.glyphs.into_iter().filter(|g| !covers(&kept, &g.bbox)));
        page.doubts.extend(said.doubts.into_iter().filter(|d| !covers(&kept, &d.bbox)));
    }
    page.findings.extend(unreadable(&page, &unread, ready.noise));
    page.findings.extend(respelt(page.number, &mended));
    page
}

/// Whether the middle of a box lies in one of others: what is written there is known already.
fn covers(boxes: &[Rect], one: &Rect) -> bool {
    let (x, y) = ((one.x0 + one.x1) / 2.0, (one.y0 + one.y1) / 2.0);
    boxes.iter().any(|b| (b.x0..=b.x1).contains(&x) && (b.y0..=b.y1).contains(&y))
}

/// The page as displayed, before any turn for reading.
fn upright(page: Page) -> Page {
    let back = page.reading_turn.inverse();
    page.turned(back)
}

/// Moves what the text layer holds to where it lies on the straightened page.
fn straighten(page: &mut Page, back: &Warp) {
    for g in &mut page.glyphs {
        let (x, y) = back.apply(g.origin.x, g.origin.y);
        g.origin = crate::geom::Point { x, y };
        g.bbox = back.rect(&g.bbox);
    }
    for image in &mut page.images {
        *image = back.rect(image);
    }
}

/// How sure a line's characters must be, and how many there must be, for it to be text on this
/// page.
fn least_sure(lines: &[Vec<Character>]) -> (f32, usize) {
    let unread = lines.iter().filter(|line| !is_readable(line, (READABLE, 1))).count();
    if unread as f32 > MOSTLY_UNREADABLE * lines.len() as f32 {
        (SURE, ENOUGH)
    } else {
        (READABLE, 1)
    }
}

/// Whether a line can be read: its characters are sure enough on average, and enough of them.
fn is_readable(characters: &[Character], (least, count): (f32, usize)) -> bool {
    let sure: Vec<f32> =
        characters.iter().filter(|c| !c.text.trim().is_empty()).map(|c| c.confidence).collect();
    sure.len() >= count && sure.iter().sum::<f32>() / sure.len() as f32 >= least
}

/// Says which words were read otherwise than the recogniser did, because Thai is spelt so.
fn respelt(page: u32, mended: &[(String, Region)]) -> Option<Finding> {
    if mended.is_empty() {
        return None;
    }
    let count = mended.len();
    let th = format!("แก้ตัวสะกดที่อ่านจากภาพ {count} บรรทัด หลักฐานบอกทั้งที่อ่านได้และที่แก้");
    let en = format!(
        "the spelling of {count} lines read from the picture was mended; the evidence says how"
    );
    let finding = Finding::new(Code::OcrRespelt, th, en).on_page(page);
    Some(mended.iter().fold(finding, |f, (said, region)| f.seen(said, &[*region])))
}

fn region(page: &Page, line: &TextLine, scale: f32) -> Region {
    let body = line.body;
    region_of(
        page,
        Rect::new(line.x0, line.baseline - 1.5 * body, line.x1, line.baseline + 0.5 * body),
        scale,
    )
}

fn place(p: &Part) -> Rect {
    Rect::new(p.x0 as f32, p.y0 as f32, p.x1 as f32, p.y1 as f32)
}

/// A place of the picture, in pixels, on the page as displayed.
fn region_of(page: &Page, r: Rect, scale: f32) -> Region {
    let r = page.displayed(&Rect::new(r.x0 / scale, r.y0 / scale, r.x1 / scale, r.y1 / scale));
    let round = |v: f32| (v * 100.0).round() / 100.0;
    Region { page: page.number, x0: round(r.x0), y0: round(r.y0), x1: round(r.x1), y1: round(r.y1) }
}

/// Says what could not be read.
fn unreadable(page: &Page, regions: &[Region], noise: bool) -> Option<Finding> {
    let number = page.number;
    if noise {
        let th = format!("ภาพของหน้า {number} มีจุดมากเกินกว่าจะเป็นข้อความ จึงอ่านไม่ได้");
        let en = format!(
            "the picture of page {number} has more specks than text can have; it was not read"
        );
        return Some(Finding::new(Code::OcrUnreadable, th, en).on_page(number));
    }
    if regions.is_empty() {
        return None;
    }
    let count = regions.len();
    let th = format!("มี {count} แห่งในภาพที่อาจเป็นข้อความ แต่อ่านไม่ออก จึงไม่ใช้");
    let en = format!(
        "{count} places of the picture may be text but could not be read; they are left out"
    );
    Some(Finding::new(Code::OcrUnreadable, th, en).on_page(number).seen("", regions))
}

/// The drawn lines, in points.
fn rulings(ready: &Ready, scale: f32) -> Vec<Ruling> {
    let mut out = Vec::new();
    let level = |s: &Stroke, off: f32| Rect::new(s.from, s.pos + off, s.to, s.pos + off);
    let upright = |s: &Stroke, off: f32| Rect::new(s.pos + off, s.from, s.pos + off, s.to);
    let mut add = |s: &Stroke, place: &dyn Fn(&Stroke, f32) -> Rect| {
        let thickness = s.thickness / scale;
        let bar = thickness > BAR;
        let half = s.thickness / 2.0;
        for off in if bar { vec![-half, half] } else { vec![0.0] } {
            let r = place(s, off);
            let line = Rect::new(r.x0 / scale, r.y0 / scale, r.x1 / scale, r.y1 / scale);
            out.push(Ruling {
                line,
                thickness: if bar { 0.0 } else { thickness },
                kind: RulingKind::Drawn,
            });
        }
    };
    ready.strokes.level.iter().for_each(|s| add(s, &level));
    ready.strokes.upright.iter().for_each(|s| add(s, &upright));
    out
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
        assert!(
            is_readable(&text[1], least_sure(&text)) && !is_readable(&text[2], least_sure(&text))
        );
        assert!(!is_readable(&noise[0], least_sure(&noise)));
        assert!(!is_readable(&[], (READABLE, 1)));
    }
}
