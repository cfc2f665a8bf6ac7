//! The text layer, font by font: what each font's text rests on, and what became of its claims.
//!
//! The document is read twice, as it claims to be and as it was resolved; the glyphs are the same,
//! so their texts pair up.

use std::fmt::Write as _;
use std::sync::Arc;

use super::describe::codes;
use crate::error::Error;
use crate::options::Options;
use crate::pdf::{self, Evidence, Font, Page};
use crate::thai::text::is_mark;

/// Examples of a font that are shown.
const EXAMPLES: usize = 10;
/// Glyphs before and behind one that are shown with it.
const AROUND: usize = 3;
/// Columns of the table of examples.
const COLUMNS: usize = 6;

/// What a page has of its fonts.
struct Sheet {
    /// Page number, from 1.
    number: u32,
    fonts: Vec<Arc<Font>>,
    glyphs: Vec<SheetGlyph>,
}

/// What a sheet keeps of a glyph.
struct SheetGlyph {
    /// Index into the sheet's fonts.
    font: u16,
    text: String,
    evidence: Evidence,
}

/// A font of the document with all its glyphs on the pages.
struct Use {
    font: Arc<Font>,
    /// How many glyphs rest on each evidence, in the order of [`Evidence::ALL`].
    counts: [usize; Evidence::ALL.len()],
    examples: Vec<Example>,
}

/// A change of a glyph's text, with where it stands first and how often it comes.
struct Example {
    page: u32,
    /// The text as the layer claims it.
    before: String,
    /// The text as it was resolved.
    after: String,
    evidence: Evidence,
    /// The glyph with those around it, as claimed and as resolved.
    context: (String, String),
    count: usize,
}

/// Describes the fonts of a document, an empty line between two.
pub(super) fn write(bytes: &[u8], options: &Options) -> Result<String, Error> {
    let (claimed, resolved) =
        (read_sheets(bytes, options, true)?, read_sheets(bytes, options, false)?);
    let mut uses: Vec<Use> = Vec::new();
    for (before, after) in claimed.iter().zip(&resolved) {
        add_page(before, after, &mut uses);
    }
    let mut out = String::new();
    for (i, font) in uses.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        describe_font(font, &mut out);
    }
    Ok(out)
}

/// The sheets of a document's pages; `raw`: as their text layer is.
fn read_sheets(bytes: &[u8], options: &Options, raw: bool) -> Result<Vec<Sheet>, Error> {
    let options = Options { raw_text: raw, ..options.clone() };
    Ok(pdf::read_each(bytes, &options, |page, _| Sheet::of(page))?.pages)
}

impl Sheet {
    fn of(page: Page) -> Sheet {
        let glyphs = page.glyphs.into_iter().map(|g| SheetGlyph {
            font: g.font,
            text: g.text.to_string(),
            evidence: g.evidence,
        });
        Sheet { number: page.number, fonts: page.fonts, glyphs: glyphs.collect() }
    }
}

/// Adds the glyphs of a page to the fonts they are of.
fn add_page(before: &Sheet, after: &Sheet, uses: &mut Vec<Use>) {
    for (at, (claimed, glyph)) in before.glyphs.iter().zip(&after.glyphs).enumerate() {
        let Some(font) = after.fonts.get(usize::from(glyph.font)) else { continue };
        let used = use_of(font, uses);
        used.counts[glyph.evidence as usize] += 1;
        if !glyph.evidence.overrules() {
            continue;
        }
        match used.examples.iter_mut().find(|e| e.is_like(claimed, glyph)) {
            Some(example) => example.count += 1,
            None => used.examples.push(Example {
                page: after.number,
                before: claimed.text.clone(),
                after: glyph.text.clone(),
                evidence: glyph.evidence,
                context: (around(before, at), around(after, at)),
                count: 1,
            }),
        }
    }
}

impl Example {
    /// Whether a glyph's text was changed in the same way.
    fn is_like(&self, claimed: &SheetGlyph, resolved: &SheetGlyph) -> bool {
        self.before == claimed.text
            && self.after == resolved.text
            && self.evidence == resolved.evidence
    }
}

/// The entry of a font, which is added where there is none.
fn use_of<'u>(font: &Arc<Font>, uses: &'u mut Vec<Use>) -> &'u mut Use {
    let at = uses.iter().position(|u| u.font == *font).unwrap_or_else(|| {
        let counts = [0; Evidence::ALL.len()];
        uses.push(Use { font: Arc::clone(font), counts, examples: Vec::new() });
        uses.len() - 1
    });
    &mut uses[at]
}

/// The text of a glyph with those around it.
fn around(sheet: &Sheet, at: usize) -> String {
    let near = sheet.glyphs.get(at.saturating_sub(AROUND)..).unwrap_or_default();
    near.iter().take(at.min(AROUND) + 1 + AROUND).map(|g| g.text.as_str()).collect()
}

/// Describes a font, its evidence, and examples of what it changed.
fn describe_font(used: &Use, out: &mut String) {
    let font = &used.font;
    let name = if font.name.is_empty() { "(no name)" } else { &font.name };
    let form = if font.composite { "composite" } else { "simple" };
    let unreadable = if font.unreadable { ", could not be read" } else { "" };
    let suspect = if font.suspect { "; its own text layer cannot be believed" } else { "" };
    let (kind, count) = (font.kind.as_str(), font.glyph_count);
    let _ = writeln!(out, "{name}");
    let _ = writeln!(out, "  family    {}", font.family);
    let _ = writeln!(out, "  kind      {kind}, {form}, {count} glyphs{unreadable}");
    let _ = writeln!(out, "  decided   {}{suspect}", font.evidence.as_str());
    let _ = writeln!(out, "  text      {}", shares(used));
    write_rows(used.examples.iter().take(EXAMPLES).map(row).collect(), out);
    if used.examples.len() > EXAMPLES {
        let _ = writeln!(out, "    … {} more", used.examples.len() - EXAMPLES);
    }
}

/// How many glyphs rest on each evidence, and which part of all that is.
fn shares(used: &Use) -> String {
    let all: usize = used.counts.iter().sum();
    let shares = Evidence::ALL.iter().zip(used.counts).filter(|(_, count)| *count > 0);
    let shares: Vec<String> = shares
        .map(|(evidence, count)| {
            format!("{} {count} ({:.1} %)", evidence.as_str(), count as f64 * 100.0 / all as f64)
        })
        .collect();
    shares.join(", ")
}

/// Writes rows of cells, each column as wide as its widest cell.
fn write_rows(rows: Vec<[String; COLUMNS]>, out: &mut String) {
    let widths: [usize; COLUMNS] =
        std::array::from_fn(|i| rows.iter().map(|row| width(&row[i])).max().unwrap_or(0));
    for row in rows {
        let cells = row
            .iter()
            .zip(widths)
            .map(|(cell, w)| format!("{cell}{}", " ".repeat(w.saturating_sub(width(cell)))));
        let _ = writeln!(out, "    {}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}

/// An example as a row.
fn row(example: &Example) -> [String; COLUMNS] {
    [
        format!("page {}", example.page),
        format!("{} → {}", codes(&example.before), codes(&example.after)),
        example.evidence.as_str().to_owned(),
        format!("× {}", example.count),
        format!("{} →", one_line(&example.context.0)),
        one_line(&example.context.1),
    ]
}

/// A text without anything that ends a line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// Columns that a text takes: marks stand over or under their base.
fn width(text: &str) -> usize {
    text.chars().filter(|c| !is_mark(*c)).count()
}
