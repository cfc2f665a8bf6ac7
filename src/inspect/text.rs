//! The text layer, font by font: what each font's text rests on, and what became of its claims.
//!
//! The document is read twice, as it claims to be and as it was resolved; the glyphs are the same,
//! so their texts pair up.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::error::Error;
use crate::options::Options;
use crate::pdf::{self, Evidence, Font, Glyph, Page};
use crate::thai::text::is_mark;

/// Examples of a font that are shown.
const EXAMPLES: usize = 10;
/// Glyphs before and behind one that are shown with it.
const AROUND: usize = 3;

/// What a page has of its fonts.
struct Sheet {
    number: u32,
    fonts: Vec<Arc<Font>>,
    /// Font, text and evidence of each glyph.
    glyphs: Vec<(u16, String, Evidence)>,
}

/// A font of the document with all its glyphs on the pages.
struct Use {
    font: Arc<Font>,
    counts: [usize; Evidence::ALL.len()],
    examples: Vec<Example>,
}

/// Texts of a glyph, before and after, where it stands first, and how often it comes.
struct Example {
    page: u32,
    before: String,
    after: String,
    evidence: Evidence,
    /// The glyph with those around it.
    context: (String, String),
    count: usize,
}

pub(super) fn write(bytes: &[u8], options: &Options) -> Result<String, Error> {
    let read = |raw_text: bool| {
        let options = Options { raw_text, ..options.clone() };
        pdf::read_each(bytes, &options, |page, _| sheet(page)).map(|document| document.pages)
    };
    let (claimed, resolved) = (read(true)?, read(false)?);
    let mut uses: Vec<Use> = Vec::new();
    for (before, after) in claimed.iter().zip(&resolved) {
        add_page(before, after, &mut uses);
    }
    let mut out = String::new();
    for (i, font) in uses.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        add_font(font, &mut out);
    }
    Ok(out)
}

fn sheet(page: Page) -> Sheet {
    let glyph = |g: Glyph| (g.font, g.text.to_string(), g.evidence);
    Sheet {
        number: page.number,
        fonts: page.fonts,
        glyphs: page.glyphs.into_iter().map(glyph).collect(),
    }
}

fn add_page(before: &Sheet, after: &Sheet, uses: &mut Vec<Use>) {
    for (at, ((_, claim, _), (font, text, evidence))) in
        before.glyphs.iter().zip(&after.glyphs).enumerate()
    {
        let Some(font) = after.fonts.get(usize::from(*font)) else { continue };
        let used = match uses.iter_mut().position(|u| u.font == *font) {
            Some(known) => &mut uses[known],
            None => {
                uses.push(Use {
                    font: Arc::clone(font),
                    counts: [0; Evidence::ALL.len()],
                    examples: Vec::new(),
                });
                let last = uses.len() - 1;
                &mut uses[last]
            }
        };
        used.counts[*evidence as usize] += 1;
        if !evidence.overrules() {
            continue;
        }
        let same =
            |e: &&mut Example| e.before == *claim && e.after == *text && e.evidence == *evidence;
        match used.examples.iter_mut().find(same) {
            Some(example) => example.count += 1,
            None => used.examples.push(Example {
                page: after.number,
                before: claim.clone(),
                after: text.clone(),
                evidence: *evidence,
                context: (around(before, at), around(after, at)),
                count: 1,
            }),
        }
    }
}

fn around(sheet: &Sheet, at: usize) -> String {
    let near = sheet.glyphs.get(at.saturating_sub(AROUND)..).unwrap_or_default();
    near.iter().take(at.min(AROUND) + 1 + AROUND).map(|(_, text, _)| text.as_str()).collect()
}

fn add_font(used: &Use, out: &mut String) {
    let font = &used.font;
    let name = if font.name.is_empty() { "(no name)" } else { &font.name };
    let form = if font.composite { "composite" } else { "simple" };
    let _ = write!(
        out,
        "{name}\n  family    {}\n  kind      {}, {form}",
        font.family,
        font.kind.as_str()
    );
    let _ = writeln!(
        out,
        ", {} glyphs{}",
        font.glyph_count,
        if font.unreadable { ", could not be read" } else { "" }
    );
    let suspect = if font.suspect { "; its own text layer cannot be believed" } else { "" };
    let _ = writeln!(out, "  decided   {}{suspect}", font.evidence.as_str());
    let all: usize = used.counts.iter().sum();
    let shares = Evidence::ALL.iter().zip(used.counts).filter(|(_, count)| *count > 0);
    let shares: Vec<String> = shares
        .map(|(evidence, count)| {
            format!("{} {count} ({:.1} %)", evidence.as_str(), count as f64 * 100.0 / all as f64)
        })
        .collect();
    let _ = writeln!(out, "  text      {}", shares.join(", "));
    let rows: Vec<[String; 6]> = used.examples.iter().take(EXAMPLES).map(row).collect();
    let widths: [usize; 6] =
        std::array::from_fn(|i| rows.iter().map(|row| width(&row[i])).max().unwrap_or(0));
    for row in rows {
        let cells = row
            .iter()
            .zip(widths)
            .map(|(cell, w)| format!("{cell}{}", " ".repeat(w.saturating_sub(width(cell)))));
        let _ = writeln!(out, "    {}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
    if used.examples.len() > EXAMPLES {
        let _ = writeln!(out, "    … {} more", used.examples.len() - EXAMPLES);
    }
}

fn row(example: &Example) -> [String; 6] {
    [
        format!("page {}", example.page),
        format!("{} → {}", codes(&example.before), codes(&example.after)),
        example.evidence.as_str().to_owned(),
        format!("× {}", example.count),
        format!("{} →", one_line(&example.context.0)),
        one_line(&example.context.1),
    ]
}

/// The characters by their numbers: marks and spaces cannot be seen by themselves.
fn codes(text: &str) -> String {
    let codes: Vec<String> = text.chars().map(|c| format!("U+{:04X}", c as u32)).collect();
    codes.join(" ")
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// Columns that a text takes: marks stand over or under their base.
fn width(text: &str) -> usize {
    text.chars().filter(|c| !is_mark(*c)).count()
}
