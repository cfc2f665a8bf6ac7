//! What the stages saw of one page, as marks on the page as displayed.

use rayon::prelude::*;

use super::clusters::Clusters;
use super::describe::{describe_box, excerpt};
use super::paint::{BLUE, CYAN, GREEN, GREY, Layer, Mark, PINK, Print, RED, Style, VIOLET, Words};
use super::roles;
use super::rows::{self, Place, Rows};
use crate::error::{Error, ErrorKind};
use crate::finding::{Code, Finding};
use crate::geom::Rect;
use crate::kind::FileKind;
use crate::layout::Line;
use crate::options::Options;
use crate::page;
use crate::pdf::limits::PAGE_SIDE;
use crate::pdf::{Page, RulingKind};
use crate::report::{explain, opens_outline};
use crate::table::{self, Block, Furniture, PageBlocks, Part, Table, Vocabulary};

/// Width and height of A4 in points.
const A4: (f32, f32) = (595.0, 842.0);
/// The outlines of cells are this wide, in points.
const CELL_OUTLINE: f32 = 0.6;
/// The outlines of images and the lines of rulings are this wide, in points.
const RULING_OUTLINE: f32 = 0.8;
/// The outlines of page furniture are this wide, in points.
const FURNITURE_OUTLINE: f32 = 0.9;
/// The underlines of lines outside tables are this thick, in points.
const UNDERLINE: f32 = 1.0;
/// The inside of a cell covers this part of what lies below.
const CELL_FILL: f32 = 0.07;
/// The inside of page furniture covers this part of what lies below.
const FURNITURE_FILL: f32 = 0.1;
/// The inside of an image covers this part of what lies below.
const IMAGE_FILL: f32 = 0.12;
/// The box of page furniture stands this far from its text, in points.
const FURNITURE_MARGIN: f32 = 1.0;

/// A page with what was seen on it.
pub(super) struct Scene {
    /// Page number, from 1.
    pub page: u32,
    /// How many pages the document has.
    pub page_count: u32,
    /// Width and height of the page as displayed, in points.
    pub size: (f32, f32),
    /// What is marked, from the bottom up.
    pub layers: Vec<Layer>,
    /// The text of the page.
    pub prints: Vec<Print>,
    /// The names of rows, with what lies behind them.
    pub labels: Vec<(Mark, Vec<Words>)>,
    /// What each column was taken for, where its table begins, with what lies behind the words.
    pub roles: Vec<(Mark, Vec<Words>)>,
    /// What is odd about the page.
    pub notes: Vec<String>,
    /// Whether the page was not read to its end.
    pub cut_short: bool,
}

impl Scene {
    /// Reads the document and marks what was seen on a page.
    pub(super) fn of(bytes: &[u8], options: &Options, number: u32) -> Result<Scene, Error> {
        if FileKind::of(bytes) == FileKind::Transcript {
            let message = "is a transcript, which has no pages to draw; a PDF is needed";
            return Err(Error::new(ErrorKind::Usage, message));
        }
        let document = page::seen(bytes, &Options { pages: None, ..options.clone() })?;
        let Some(page) = document.pages.iter().find(|p| p.number == number) else {
            let count = document.page_count;
            let message = format!("page {number}: the document has pages 1 to {count}");
            return Err(Error::new(ErrorKind::NoSuchPage, message));
        };
        let vocabulary = Vocabulary::of(&options.words);
        let pages = document.pages.par_iter();
        let segmented = pages.map(|page| table::segment_by(page, &vocabulary)).collect();
        Ok(Scene::drawn(page, document.page_count, segmented, &vocabulary))
    }

    /// Marks a page, given the blocks of all pages.
    fn drawn(
        page: &Page,
        page_count: u32,
        mut pages: Vec<PageBlocks>,
        vocabulary: &Vocabulary,
    ) -> Scene {
        let explained = explain::columns(pages.clone(), vocabulary);
        let furniture = table::strip(&mut pages, opens_outline);
        table::carry_on(&mut pages, vocabulary);
        let own = pages
            .iter()
            .find(|p| p.page == page.number)
            .map(|p| p.blocks.clone())
            .unwrap_or_default();
        let (place, parts) = (Place::of(page.number, &own), table::join_by(pages, vocabulary));
        let rows = Rows::on(&place, &parts);
        let tables = parts.iter().filter_map(Part::as_table).zip(&explained);
        let clusters = Clusters::of(page);
        let mut layers = vec![images(page), cells(&own), rows::headers(&rows), rows::bands(&rows)];
        layers.extend(clusters.layers);
        layers.extend([rulings(page, RulingKind::FillEdge), rulings(page, RulingKind::Drawn)]);
        layers.extend([lines(&own), furniture_marks(page.number, &furniture)]);
        Scene {
            page: page.number,
            page_count,
            size: paper(page),
            layers,
            prints: clusters.prints,
            labels: rows::labels(&rows),
            roles: roles::labels(&place, tables),
            notes: page.findings.iter().map(|f| f.message_en.clone()).collect(),
            cut_short: page.findings.iter().any(says_cut_short),
        }
    }

    /// Adds a note below the page.
    pub(super) fn note(&mut self, words: String) {
        self.notes.push(words);
    }
}

/// Whether a finding says that its page was not read to its end.
fn says_cut_short(finding: &Finding) -> bool {
    [Code::PageLimit, Code::PageFailed].iter().any(|code| finding.code == code.as_str())
}

/// Width and height of the page as displayed; of A4 where the page's own are beyond any limit, and
/// nothing was read.
fn paper(page: &Page) -> (f32, f32) {
    let (width, height) = page.reading_turn.inverse().size(page.width, page.height);
    let drawable = 1.0..=PAGE_SIDE as f32;
    if drawable.contains(&width) && drawable.contains(&height) { (width, height) } else { A4 }
}

fn images(page: &Page) -> Layer {
    let style = Style::outline(GREY, RULING_OUTLINE).filled(GREY, IMAGE_FILL);
    let marks = page.images.iter().map(|image| {
        let bbox = page.displayed(image);
        Mark { bbox, style, title: format!("image {}", describe_box(&bbox)) }
    });
    Layer::new("images", "images", style, marks.collect())
}

fn rulings(page: &Page, kind: RulingKind) -> Layer {
    let (id, name, colour) = match kind {
        RulingKind::Drawn => ("rulings", "rulings", RED),
        RulingKind::FillEdge | RulingKind::White => ("fill-edges", "edges of fills", PINK),
    };
    let style = Style::outline(colour, RULING_OUTLINE);
    let of_kind = page.rulings.iter().filter(|r| r.kind == kind);
    let marks = of_kind.map(|r| {
        let bbox = page.displayed(&r.line);
        let title = format!("{name} {}, {:.2} pt thick", describe_box(&bbox), r.thickness);
        Mark { bbox, style, title }
    });
    Layer::new(id, name, style, marks.collect())
}

fn cells(blocks: &[Block]) -> Layer {
    let tables = blocks.iter().filter_map(Block::as_table);
    let marks = tables.enumerate().flat_map(|(i, table)| cells_of(i + 1, table));
    Layer::new("cells", "cells", cell_style(0), marks.collect())
}

/// The style of cells in a column: neighbouring columns differ in their fill.
fn cell_style(column: usize) -> Style {
    let fill = if column.is_multiple_of(2) { BLUE } else { CYAN };
    Style::outline(BLUE, CELL_OUTLINE).filled(fill, CELL_FILL)
}

/// The cells of a table, which is the `number`th of its page.
fn cells_of(number: usize, table: &Table) -> Vec<Mark> {
    let origin = format!("{:?}", table.origin).to_lowercase();
    let mut marks = Vec::new();
    for (i, row) in table.rows.iter().enumerate() {
        for cell in &row.cells {
            let bbox = table.frame.displayed(&cell.bbox);
            let title = format!(
                "cell: table {number} of this page ({origin}), row {}, column {}, {} wide, {} high {}: {}",
                i + 1,
                cell.column + 1,
                cell.span,
                cell.row_span,
                describe_box(&bbox),
                excerpt(&cell.lines)
            );
            marks.push(Mark { bbox, style: cell_style(cell.column), title });
        }
    }
    marks
}

fn lines(blocks: &[Block]) -> Layer {
    let style = Style::outline(GREEN, UNDERLINE);
    let all = blocks.iter().filter_map(Block::as_lines).flatten();
    let marks = all.map(|line| {
        let underline = Rect { y0: line.bbox.y1, ..line.bbox };
        let place = describe_box(&line.frame.displayed(&line.bbox));
        let title = format!("line {place}: {}", excerpt([line]));
        Mark { bbox: line.frame.displayed(&underline), style, title }
    });
    Layer::new("lines", "lines outside tables", style, marks.collect())
}

fn furniture_marks(page: u32, furniture: &[(Line, Furniture)]) -> Layer {
    let style = Style::outline(VIOLET, FURNITURE_OUTLINE).filled(VIOLET, FURNITURE_FILL);
    let here = furniture.iter().filter(|(line, _)| line.frame.page == page);
    let marks = here.map(|(line, kind)| {
        let bbox = line.frame.displayed(&line.bbox);
        let name = match kind {
            Furniture::PageNumber => "page number",
            Furniture::RunningHead => "running head or foot",
        };
        let title = format!("{name} {}: {}", describe_box(&bbox), excerpt([line]));
        Mark { bbox: bbox.grow(FURNITURE_MARGIN), style, title }
    });
    Layer::new("furniture", "page furniture", style, marks.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Point, Turn};
    use crate::pdf::{Glyph, Visibility};

    /// A page of 100 × 200 points whose text was turned to be read: it runs up the page as
    /// displayed.
    fn turned() -> Page {
        let glyph = Glyph {
            text: "ก".into(),
            origin: Point { x: 10.0, y: 30.0 },
            bbox: Rect::new(10.0, 20.0, 16.0, 32.0),
            size: 10.0,
            ..Glyph::default()
        };
        Page {
            number: 1,
            width: 200.0,
            height: 100.0,
            reading_turn: Turn::Right,
            glyphs: vec![glyph],
            images: vec![Rect::new(0.0, 0.0, 50.0, 40.0)],
            ..Page::default()
        }
    }

    #[test]
    fn a_turned_page_comes_out_as_displayed() {
        let page = turned();
        let scene = Scene::drawn(&page, 1, vec![table::segment(&page)], &Vocabulary::default());
        assert_eq!(scene.size, (100.0, 200.0));
        let layer = |id: &str| scene.layers.iter().find(|l| l.id == id).unwrap();
        assert_eq!(layer("images").marks[0].bbox, Rect::new(0.0, 150.0, 40.0, 200.0));
        assert_eq!(layer("clusters").marks[0].bbox, Rect::new(20.0, 184.0, 32.0, 190.0));
        let print = &scene.prints[0];
        assert_eq!(
            (print.at, print.degrees, print.length),
            (Point { x: 30.0, y: 190.0 }, 270, 6.0)
        );
        assert_eq!(
            layer("lines").marks[0].bbox,
            Rect::new(32.0, 184.0, 32.0, 190.0),
            "the underline stands upright"
        );
    }

    #[test]
    fn a_page_of_an_impossible_size_is_drawn_as_a4() {
        for side in [0.0, f32::NAN, 1e9] {
            assert_eq!(
                paper(&Page { width: side, height: 100.0, ..Page::default() }),
                (595.0, 842.0)
            );
        }
    }

    #[test]
    fn what_the_page_does_not_show_is_told_apart() {
        let mut page = turned();
        page.glyphs[0].visibility = Visibility::Invisible;
        let scene = Scene::drawn(&page, 1, vec![table::segment(&page)], &Vocabulary::default());
        let counts: Vec<(&str, usize)> =
            scene.layers.iter().map(|l| (l.id, l.count)).filter(|c| c.1 > 0).collect();
        assert_eq!(counts, [("images", 1), ("invisible", 1)]);
        assert!(!scene.prints[0].shown);
    }
}
