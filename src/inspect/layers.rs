//! What the stages saw of every page of a document, as plain boxes: for pages that draw them
//! themselves.

use rayon::prelude::*;

use super::roles;
use super::rows::Place;
use crate::error::Error;
use crate::geom::Rect;
use crate::kind::FileKind;
use crate::options::Options;
use crate::page::{self, Watch};
use crate::pdf::{Page, RulingKind};
use crate::report::{explain, opens_outline};
use crate::table::{self, Block, PageBlocks, Part, Vocabulary};

/// What was seen on a page: boxes in points of the page as displayed.
#[derive(Debug, Clone, PartialEq)]
pub struct PageLayers {
    /// Page number, from 1.
    pub page: u32,
    /// The lines that are drawn, without width or without height.
    pub rulings: Vec<Rect>,
    /// The cells of its tables.
    pub cells: Vec<Rect>,
    /// What each column was taken for, where its table begins; `?` marks a guess.
    pub columns: Vec<(Rect, String)>,
}

/// The layers of the pages, which are read once more for that: those that are pictures by OCR, unless
/// the options say never. Pages that are not begun when `watch` says so are left out.
///
/// # Errors
///
/// As [`crate::extract()`].
pub fn layers(
    bytes: &[u8],
    options: &Options,
    watch: &Watch<'_>,
) -> Result<Vec<PageLayers>, Error> {
    if FileKind::of(bytes) == FileKind::Transcript {
        return Ok(Vec::new());
    }
    let document = page::seen_watched(bytes, options, watch)?;
    let vocabulary = Vocabulary::of(&options.words);
    let mut blocks: Vec<PageBlocks> =
        document.pages.par_iter().map(|page| table::segment_by(page, &vocabulary)).collect();
    let explained = explain::columns(blocks.clone(), &vocabulary);
    table::strip(&mut blocks, opens_outline);
    let parts = table::join_by(blocks.clone(), &vocabulary);
    let tables: Vec<_> = parts.iter().filter_map(Part::as_table).zip(&explained).collect();
    let own = document.pages.iter().zip(&blocks);
    Ok(own
        .map(|(page, blocks)| PageLayers {
            page: page.number,
            rulings: rulings(page),
            cells: cells(&blocks.blocks),
            columns: roles::labels(&Place::of(page.number, &blocks.blocks), tables.iter().copied())
                .into_iter()
                .map(|(mark, words)| {
                    (mark.bbox, words.into_iter().map(|word| word.text).collect::<String>())
                })
                .collect(),
        })
        .collect())
}

fn rulings(page: &Page) -> Vec<Rect> {
    let drawn = page.rulings.iter().filter(|ruling| ruling.kind == RulingKind::Drawn);
    drawn.map(|ruling| page.displayed(&ruling.line)).collect()
}

fn cells(blocks: &[Block]) -> Vec<Rect> {
    let tables = blocks.iter().filter_map(Block::as_table);
    let boxed = tables.flat_map(|table| {
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        cells.map(|cell| table.frame.displayed(&cell.bbox))
    });
    boxed.collect()
}
