//! What the stages saw of one page, as marks on the page as displayed.

use rayon::prelude::*;

use super::legend::{self, Legend};
use super::paint::{
    BLACK, BLUE, CYAN, Colour, GREEN, GREY, Layer, Mark, ORANGE, PINK, Print, RED, Style, VIOLET,
    Words,
};
use super::rows::{self, Rows};
use crate::error::{Error, ErrorKind};
use crate::finding::Code;
use crate::geom::{Point, Rect};
use crate::kind::FileKind;
use crate::layout::{Cluster, Frame, Line, clusters, hidden};
use crate::options::Options;
use crate::page;
use crate::pdf::limits::PAGE_SIDE;
use crate::pdf::{Confidence, Page, RulingKind, Visibility};
use crate::report::opens_outline;
use crate::table::{self, Block, Furniture, PageBlocks, Table, directions};

/// Clusters of a kind that are drawn; a dense page has 8,000. The legend says where there are more.
const MOST_CLUSTERS: usize = 40_000;

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
        let segmented = document.pages.par_iter().map(table::segment).collect();
        Ok(Scene::drawn(page, document.page_count, segmented))
    }

    /// Marks a page, given the blocks of all pages.
    fn drawn(page: &Page, page_count: u32, mut pages: Vec<PageBlocks>) -> Scene {
        let furniture = table::strip(&mut pages, opens_outline);
        let own = pages
            .iter()
            .find(|p| p.page == page.number)
            .map(|p| p.blocks.clone())
            .unwrap_or_default();
        let rows = Rows::on(page.number, &own, table::join(pages));
        let (seen, prints) = cluster_layers(page);
        let mut layers = vec![images(page), cells(&own), rows::headers(&rows), rows::bands(&rows)];
        layers.extend(seen);
        layers.extend([rulings(page, RulingKind::FillEdge), rulings(page, RulingKind::Drawn)]);
        layers.extend([lines(&own), furniture_marks(page.number, &furniture)]);
        let cut = [Code::PageLimit.as_str(), Code::PageFailed.as_str()];
        Scene {
            page: page.number,
            page_count,
            size: paper(page),
            layers,
            prints,
            labels: rows::labels(&rows),
            notes: page.findings.iter().map(|f| f.message_en.clone()).collect(),
            cut_short: page.findings.iter().any(|f| cut.contains(&f.code.as_str())),
        }
    }

    /// Says one more thing below the page.
    pub(super) fn note(&mut self, words: String) {
        self.notes.push(words);
    }

    /// What stands below the page.
    pub(super) fn legend(&self) -> Legend {
        legend::below(self)
    }

    /// Width and height of the whole picture, in points.
    pub(super) fn canvas(&self) -> (f32, f32) {
        let legend = self.legend();
        (self.size.0.max(legend.size.0), self.size.1 + legend.size.1)
    }
}

/// Width and height of the page as displayed; of A4 where the page's own are beyond any limit, and
/// nothing was read.
fn paper(page: &Page) -> (f32, f32) {
    let (width, height) = page.reading_turn.inverse().size(page.width, page.height);
    let drawable = |side: f32| (1.0..=PAGE_SIDE as f32).contains(&side);
    if drawable(width) && drawable(height) { (width, height) } else { (595.0, 842.0) }
}

/// A box of a frame on the page as displayed.
pub(super) fn displayed(frame: &Frame, rect: &Rect) -> Rect {
    frame.displayed(rect)
}

/// A box for people: left, top, right, bottom.
pub(super) fn told(r: &Rect) -> String {
    format!("[{:.1} {:.1} {:.1} {:.1}]", r.x0, r.y0, r.x1, r.y1)
}

/// The text of lines, cut where it grows long.
pub(super) fn excerpt<'a>(lines: impl IntoIterator<Item = &'a Line>) -> String {
    const LONGEST: usize = 200;
    let text = lines.into_iter().map(Line::text).collect::<Vec<_>>().join(" / ");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn images(page: &Page) -> Layer {
    let style = Style::outline(GREY, 0.8).filled(GREY, 0.12);
    let mark = |r: &Rect| {
        let bbox = page.displayed(r);
        Mark { bbox, style, title: format!("image {}", told(&bbox)) }
    };
    Layer::new("images", "images", style, page.images.iter().map(mark).collect())
}

fn rulings(page: &Page, kind: RulingKind) -> Layer {
    let (id, name, colour) = match kind {
        RulingKind::Drawn => ("rulings", "rulings", RED),
        RulingKind::FillEdge => ("fill-edges", "edges of fills", PINK),
    };
    let style = Style::outline(colour, 0.8);
    let of_kind = page.rulings.iter().filter(|r| r.kind == kind);
    let marks = of_kind.map(|r| {
        let bbox = page.displayed(&r.line);
        Mark { bbox, style, title: format!("{name} {}, {:.2} pt thick", told(&bbox), r.thickness) }
    });
    Layer::new(id, name, style, marks.collect())
}

fn cells(blocks: &[Block]) -> Layer {
    let tables = blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    let marks = tables.enumerate().flat_map(|(i, table)| cells_of(i + 1, table));
    Layer::new("cells", "cells", cell_style(0), marks.collect())
}

/// Columns are told apart by their fill.
fn cell_style(column: usize) -> Style {
    let fill = if column.is_multiple_of(2) { BLUE } else { CYAN };
    Style::outline(BLUE, 0.6).filled(fill, 0.07)
}

fn cells_of(number: usize, table: &Table) -> Vec<Mark> {
    let origin = format!("{:?}", table.origin).to_lowercase();
    let mut marks = Vec::new();
    for (i, row) in table.rows.iter().enumerate() {
        for cell in &row.cells {
            let bbox = displayed(&table.frame, &cell.bbox);
            let title = format!(
                "cell: table {number} of this page ({origin}), row {}, column {}, {} wide, {} high {}: {}",
                i + 1,
                cell.column + 1,
                cell.span,
                cell.row_span,
                told(&bbox),
                excerpt(&cell.lines)
            );
            marks.push(Mark { bbox, style: cell_style(cell.column), title });
        }
    }
    marks
}

fn lines(blocks: &[Block]) -> Layer {
    let style = Style::outline(GREEN, 1.0);
    let all = blocks
        .iter()
        .filter_map(|b| if let Block::Lines(lines) = b { Some(lines) } else { None })
        .flatten();
    let mark = |line: &Line| {
        let under = Rect { y0: line.bbox.y1, ..line.bbox };
        let title =
            format!("line {}: {}", told(&displayed(&line.frame, &line.bbox)), excerpt([line]));
        Mark { bbox: displayed(&line.frame, &under), style, title }
    };
    Layer::new("lines", "lines outside tables", style, all.map(mark).collect())
}

fn furniture_marks(page: u32, furniture: &[(Line, Furniture)]) -> Layer {
    let style = Style::outline(VIOLET, 0.9).filled(VIOLET, 0.1);
    let here = furniture.iter().filter(|(line, _)| line.frame.page == page);
    let marks = here.map(|(line, kind)| {
        let bbox = displayed(&line.frame, &line.bbox);
        let name = match kind {
            Furniture::PageNumber => "page number",
            Furniture::RunningHead => "running head or foot",
        };
        Mark {
            bbox: bbox.grow(1.0),
            style,
            title: format!("{name} {}: {}", told(&bbox), excerpt([line])),
        }
    });
    Layer::new("furniture", "page furniture", style, marks.collect())
}

/// The kinds of clusters, and how each is marked.
const KINDS: [(&str, &str, Colour, bool); 7] = [
    ("clusters", "clusters", Colour(0xa4, 0xa9, 0xb2), false),
    ("spaces", "drawn spaces", Colour(0xd0, 0xd4, 0xda), false),
    ("repaired", "clusters repaired", ORANGE, false),
    ("invisible", "invisible text", BLACK, true),
    ("clipped", "text clipped away", BLACK, true),
    ("doubtful", "read, not sure", ORANGE, false),
    ("unsure", "read, hardly sure", RED, false),
];

/// A cluster read from a picture is doubtful below the first of these, hardly sure below the
/// second: of such characters one in thirty is wrong, and one in four.
const SURE: [f32; 2] = [0.98, 0.9];

/// The kind of a cluster that the page shows.
fn kind_of(cluster: &Cluster) -> usize {
    let sure = cluster.confidence.map_or(1.0, Confidence::value);
    match SURE.iter().filter(|least| sure < **least).count() {
        0 if !cluster.repaired.is_empty() => 2,
        0 => usize::from(cluster.is_space()),
        doubts => 4 + doubts,
    }
}

/// The clusters of a page, a layer for each kind, and their text.
fn cluster_layers(page: &Page) -> (Vec<Layer>, Vec<Print>) {
    let (upright, sideways) = directions(page);
    let mut layers: Vec<Layer> =
        KINDS.iter().map(|k| Layer::new(k.0, k.1, key_of(k), Vec::new())).collect();
    let mut prints = Vec::new();
    for part in std::iter::once(&*upright).chain(&sideways) {
        let frame = Frame::of(part);
        let mut add = |kind: usize, cluster: &Cluster| {
            let Some(layer) = layers.get_mut(kind) else { return };
            layer.count += 1;
            if layer.marks.len() < MOST_CLUSTERS {
                layer.marks.push(cluster_mark(&frame, cluster, part, layer.name, layer.key));
                prints.extend(print(&frame, cluster, !matches!(kind, 3 | 4)));
            }
        };
        for cluster in clusters(part) {
            add(kind_of(&cluster), &cluster);
        }
        for (kind, visibility) in [(3, Visibility::Invisible), (4, Visibility::Clipped)] {
            hidden(&only(part, visibility)).iter().for_each(|cluster| add(kind, cluster));
        }
    }
    (layers, prints)
}

fn key_of((_, _, colour, dashed): &(&str, &str, Colour, bool)) -> Style {
    let style = Style::outline(*colour, if *colour == ORANGE { 0.7 } else { 0.25 });
    if *dashed { style.dashed() } else { style }
}

/// The page with its glyphs of one kind.
fn only(page: &Page, visibility: Visibility) -> Page {
    let glyphs = page.glyphs.iter().filter(|g| g.visibility == visibility).cloned().collect();
    let Page { number, width, height, rotation, reading_turn, warp, .. } = *page;
    Page { number, width, height, rotation, reading_turn, warp, glyphs, ..Page::default() }
}

fn cluster_mark(frame: &Frame, cluster: &Cluster, page: &Page, kind: &str, style: Style) -> Mark {
    let bbox = displayed(frame, &cluster.bbox);
    let codes: Vec<String> = cluster.text.chars().map(|c| format!("U+{:04X}", c as u32)).collect();
    let font = page.fonts.get(usize::from(cluster.font)).map_or("", |font| font.name.as_str());
    let (text, size) = (&cluster.text, cluster.size);
    let sure =
        cluster.confidence.map(|c| format!(", confidence {:.3}", c.value())).unwrap_or_default();
    let title =
        format!("{text} ({}) {kind} {}, {font} {size:.1} pt{sure}", codes.join(" "), told(&bbox));
    Mark { bbox, style, title }
}

fn print(frame: &Frame, cluster: &Cluster, shown: bool) -> Option<Print> {
    if cluster.is_space() {
        return None;
    }
    let back = frame.turn.inverse();
    let start = Point { x: cluster.bbox.x0, y: cluster.baseline };
    Some(Print {
        at: back.point(start, frame.size.0, frame.size.1),
        degrees: back.degrees(),
        length: cluster.bbox.width(),
        size: cluster.size,
        text: cluster.text.to_string(),
        shown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Turn;
    use crate::pdf::Glyph;

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
        let scene = Scene::drawn(&page, 1, vec![table::segment(&page)]);
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
        let scene = Scene::drawn(&page, 1, vec![table::segment(&page)]);
        let counts: Vec<(&str, usize)> =
            scene.layers.iter().map(|l| (l.id, l.count)).filter(|c| c.1 > 0).collect();
        assert_eq!(counts, [("images", 1), ("invisible", 1)]);
        assert!(!scene.prints[0].shown);
    }
}
