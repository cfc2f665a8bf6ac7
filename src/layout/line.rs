//! Clusters → lines: what stands on one baseline, from left to right, each cluster once.

use unicode_segmentation::UnicodeSegmentation;

use crate::finding::Region;
use crate::geom::{Rect, Turn, Warp};
use crate::layout::{Cluster, raised};
use crate::pdf::Page;
use crate::thai::text::is_thai_letter;

/// Baselines nearer than this are one line (part of the font size): footnote marks and mixed fonts
/// shift a little, the tightest leading of Thai text is 1.1.
const SAME_BASELINE: f32 = 0.4;
/// Two drawings of one cluster lie nearer than this part of its own width; two of a kind in a word
/// lie a width apart.
const SAME_PLACE: f32 = 0.55;
/// Clusters without a width of their own are the same where they lie nearer than this (part of the
/// font size).
const SAME_POINT: f32 = 0.05;
/// A space lies over figures where it shares more than this part of its own width with them.
const LIES_OVER: f32 = 0.5;
/// A space lies under letters where it shares more than this part of its own width with them.
const LIES_UNDER: f32 = 0.8;
/// Dots of a line to write on, at least.
const FEWEST_DOTS: usize = 6;
/// They stand higher or lower than the text on them by more than this (in points).
const LEADER_BELOW: f32 = 0.4;
/// A gap this wide (part of the font size) is a space where the producer draws no spaces at all.
const GAP_WITHOUT_SPACES: f32 = 0.2;
/// A gap this wide is one where it does; tabs and table-like settings within a line.
const GAP_WITH_SPACES: f32 = 0.6;
/// What follows a cluster stands nearer than this (part of the font size), in any direction.
const FAR: f32 = 2.0;
/// The bytes of a usual cluster: a Thai letter, some with a mark.
pub(super) const CLUSTER_BYTES: usize = 4;
/// A space narrower than this (part of the font size) is none that a producer draws between words.
const DRAWN_SPACE: f32 = 0.05;

/// Where lines stand: the page, and the room they have from left to right before they must wrap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Page number, from 1.
    pub page: u32,
    /// Width and height of the page's reading frame in points.
    pub size: (f32, f32),
    /// The turn from the page as displayed to its reading frame.
    pub turn: Turn,
    /// See [`Page::warp`].
    pub warp: Option<Warp>,
    /// Left and right border of the cell, column or text area, in points of the reading frame.
    pub room: (f32, f32),
}

impl Frame {
    /// No place at all: where a transcript's lines stand.
    pub const NOWHERE: Frame =
        Frame { page: 0, size: (0.0, 0.0), turn: Turn::None, warp: None, room: (0.0, 0.0) };

    /// The whole width of a page.
    pub fn of(page: &Page) -> Frame {
        let size = (page.width, page.height);
        Frame {
            page: page.number,
            size,
            turn: page.reading_turn,
            warp: page.warp,
            room: (0.0, page.width),
        }
    }

    /// The same page with other borders.
    pub fn within(self, left: f32, right: f32) -> Frame {
        Frame { room: (left, right), ..self }
    }

    /// Whether it is a place, unlike [`Frame::NOWHERE`].
    pub fn is_place(&self) -> bool {
        self.page > 0
    }

    /// A box of the reading frame as a box of the page as displayed.
    pub fn displayed(&self, rect: &Rect) -> Rect {
        let rect = self.warp.map_or(*rect, |w| w.rect(rect));
        self.turn.inverse().rect(&rect, self.size.0, self.size.1)
    }

    /// A box of the reading frame as a region of the page as displayed, to a hundredth of a point.
    pub fn region(&self, rect: &Rect) -> Region {
        Region::of(self.page, &self.displayed(rect))
    }
}

/// Clusters on one baseline, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Where it stands.
    pub frame: Frame,
    /// Its clusters; spaces that were drawn are among them.
    pub clusters: Vec<Cluster>,
    /// The box around its clusters that are no spaces, in the page's reading frame.
    pub bbox: Rect,
    /// The baseline's distance from the top of the page, in points.
    pub baseline: f32,
    /// The font size of most of it, in points.
    pub size: f32,
    /// Whether it starts a paragraph, where that is known otherwise than from where it stands.
    pub starts_paragraph: Option<bool>,
}

/// The lines that clusters of one page (or of one cell) form, from top to bottom.
pub fn lines(frame: Frame, mut clusters: Vec<Cluster>) -> Vec<Line> {
    if let Some(mut placed) = raised::placed(&clusters) {
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        let rows = placed.chunk_by(|(y, above), (baseline, c)| share_line(*y, *baseline, above, c));
        let clusters_of = |row: &[(f32, Cluster)]| row.iter().map(|(_, c)| c.clone()).collect();
        return rows.filter_map(|row| line(frame, clusters_of(row))).collect();
    }
    // Most producers draw in reading order already, and a stable sort of what is sorted costs
    // nothing.
    clusters.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let rows = clusters.chunk_by(|above, c| share_line(above.baseline, c.baseline, above, c));
    let lengths: Vec<usize> = rows.map(<[Cluster]>::len).collect();
    let mut clusters = clusters.into_iter();
    lengths
        .into_iter()
        .filter_map(|length| line(frame, clusters.by_ref().take(length).collect()))
        .collect()
}

/// The lines of clusters that run in any direction, in the order they were drawn: each ends where the
/// next cluster stands elsewhere.
pub fn as_drawn(frame: Frame, clusters: &[Cluster]) -> Vec<Line> {
    clusters.chunk_by(goes_on).filter_map(|part| line_of(frame, part.to_vec())).collect()
}

/// Whether a cluster stands next to the one drawn before it.
fn goes_on(before: &Cluster, c: &Cluster) -> bool {
    let (a, b) = (before.bbox.center(), c.bbox.center());
    let far = FAR * before.size.max(c.size);
    (a.x - b.x).abs() <= far && (a.y - b.y).abs() <= far
}

/// Whether a cluster whose baseline counts as `baseline` stands on the line of the one next above it, whose
/// counts as `y`.
fn share_line(y: f32, baseline: f32, above: &Cluster, c: &Cluster) -> bool {
    let ends_line = baseline - y > SAME_BASELINE * c.size.min(above.size);
    !ends_line
}

/// One line of clusters on one baseline; `None` where they are all spaces.
fn line(frame: Frame, mut clusters: Vec<Cluster>) -> Option<Line> {
    clusters.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    clusters.dedup_by(|next, kept| is_drawn_again(kept, next));
    drop_covered_spaces(&mut clusters);
    drop_leaders(&mut clusters);
    line_of(frame, clusters)
}

/// The line of clusters that stand in order; `None` where they are all spaces.
fn line_of(frame: Frame, mut clusters: Vec<Cluster>) -> Option<Line> {
    // Lines live on until the whole document is read.
    clusters.shrink_to_fit();
    let mut inked = clusters.iter().filter(|c| !c.is_space());
    let mut largest = inked.next()?;
    let mut bbox = largest.bbox;
    for c in inked {
        bbox = bbox.union(&c.bbox);
        if c.size >= largest.size {
            largest = c;
        }
    }
    let (size, baseline) = (largest.size, largest.baseline);
    Some(Line { frame, clusters, bbox, baseline, size, starts_paragraph: None })
}

/// Whether a cluster is the one before it drawn once more.
fn is_drawn_again(kept: &Cluster, next: &Cluster) -> bool {
    let near = (SAME_PLACE * kept.bbox.width()).max(SAME_POINT * kept.size);
    (next.bbox.x0 - kept.bbox.x0).abs() <= near && next.text == kept.text && !next.is_space()
}

/// Drops spaces that lie over the figures of a number, as the cells of spreadsheets have them that
/// fill their width with spaces, or under Thai letters, as before a sara am that is set by itself: they
/// part nothing.
fn drop_covered_spaces(clusters: &mut Vec<Cluster>) {
    for i in (1..clusters.len().saturating_sub(1)).rev() {
        if clusters[i].is_space() && lies_over_letters(clusters, i) {
            clusters.remove(i);
        }
    }
}

/// Whether the space at a place of a line lies over figures or Thai letters, and not between them: nothing
/// is to be seen there of a gap.
fn lies_over_letters(clusters: &[Cluster], at: usize) -> bool {
    let before = clusters[..at].iter().rfind(|c| !c.is_space());
    let next = clusters[at + 1..].iter().find(|c| !c.is_space());
    let (Some(before), Some(next)) = (before, next) else { return false };
    let space = &clusters[at];
    let width = space.bbox.width();
    let covered = space.bbox.overlap_x(&before.bbox) + space.bbox.overlap_x(&next.bbox);
    width > DRAWN_SPACE * space.size
        && covered > LIES_OVER * width
        && next.bbox.x0 - before.bbox.x1 < DRAWN_SPACE * space.size
        && (before.is_figure() && next.is_figure()
            || covered > LIES_UNDER * width && is_thai(before) && is_thai(next))
}

/// Whether a cluster is one of Thai letters.
fn is_thai(cluster: &Cluster) -> bool {
    cluster.text.starts_with(is_thai_letter)
}

/// Drops the dots of a line to write on that text stands upon: they are drawn a little below it, and
/// between its letters they would be full stops.
fn drop_leaders(clusters: &mut Vec<Cluster>) {
    let dots = clusters.iter().filter(|c| is_leader(c)).count();
    let Some(first) = clusters.iter().position(|c| !c.is_space() && !is_leader(c)) else { return };
    if dots < FEWEST_DOTS {
        return;
    }
    let (baseline, from) = (clusters[first].baseline, clusters[first].bbox.x0);
    let letters = clusters.iter().filter(|c| !c.is_space() && !is_leader(c));
    let to = letters.map(|c| c.bbox.x1).fold(from, f32::max);
    clusters.retain(|c| {
        let within = from <= c.bbox.center().x && c.bbox.center().x <= to;
        !(is_leader(c) && within && (c.baseline - baseline).abs() > LEADER_BELOW)
    });
}

/// Whether a cluster is what lines to write on are made of.
fn is_leader(cluster: &Cluster) -> bool {
    matches!(cluster.text.as_str(), "." | "…" | "_")
}

/// A character of text without a place.
fn placeless_cluster(text: &str) -> Cluster {
    let text = if text.trim().is_empty() { " " } else { text };
    Cluster { text: text.into(), ..Cluster::default() }
}

impl Line {
    /// A line of text without a place, as a transcript has it.
    pub fn placeless(text: &str, starts_paragraph: bool) -> Line {
        Line {
            frame: Frame::NOWHERE,
            clusters: text.trim().graphemes(true).map(placeless_cluster).collect(),
            bbox: Rect::default(),
            baseline: 0.0,
            size: 0.0,
            starts_paragraph: Some(starts_paragraph),
        }
    }

    /// Calls `piece` for every cluster that is no space, with whether a space stands before it.
    pub fn pieces<'a>(&'a self, mut piece: impl FnMut(&'a Cluster, bool)) {
        let mut wide = None;
        let mut space = false;
        let mut last: Option<&Cluster> = None;
        for c in &self.clusters {
            if c.is_space() {
                space = true;
                continue;
            }
            let gap = last.is_some_and(|l| {
                let (gap, size) = (c.bbox.x0 - l.bbox.x1, c.size.min(l.size));
                // Most gaps are none, whatever the producer draws.
                gap > GAP_WITHOUT_SPACES.min(GAP_WITH_SPACES) * size
                    && gap > *wide.get_or_insert_with(|| self.wide_gap()) * size
            });
            piece(c, last.is_some() && (space || gap));
            space = false;
            last = Some(c);
        }
    }

    /// How wide a gap is a space (part of the font size).
    fn wide_gap(&self) -> f32 {
        if self.draws_spaces() { GAP_WITH_SPACES } else { GAP_WITHOUT_SPACES }
    }

    /// Whether its producer draws spaces between words.
    fn draws_spaces(&self) -> bool {
        self.clusters.iter().any(|c| c.is_space() && c.bbox.width() > DRAWN_SPACE * c.size)
    }

    /// Whether a drawn space stands behind its last cluster.
    pub fn ends_in_space(&self) -> bool {
        self.clusters.last().is_some_and(Cluster::is_space)
    }

    /// Whether a drawn space stands before its first cluster.
    pub fn starts_with_space(&self) -> bool {
        self.clusters.first().is_some_and(Cluster::is_space)
    }

    /// Its clusters that are no spaces.
    pub fn printed(&self) -> impl DoubleEndedIterator<Item = &Cluster> {
        self.clusters.iter().filter(|c| !c.is_space())
    }

    /// Its text with its spaces.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.clusters.len() * CLUSTER_BYTES);
        self.pieces(|c, space| {
            if space {
                out.push(' ');
            }
            out.push_str(&c.text);
        });
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cluster(text: &str, x0: f32, x1: f32) -> Cluster {
        Cluster {
            text: text.into(),
            bbox: Rect::new(x0, 90.0, x1, 102.0),
            baseline: 100.0,
            size: 10.0,
            ..Cluster::default()
        }
    }

    fn read(clusters: Vec<Cluster>) -> Vec<String> {
        let frame = Frame { page: 1, size: (200.0, 200.0), ..Frame::NOWHERE }.within(0.0, 200.0);
        lines(frame, clusters).iter().map(Line::text).collect()
    }

    #[test]
    fn a_letter_drawn_twice_for_boldness_is_one_and_narrow_twins_stay_two() {
        assert_eq!(read(vec![cluster("ก", 0.0, 6.0), cluster("ก", 0.3, 6.3)]), ["ก"]);
        let thrice = [0.0, 0.6, 1.2].map(|x| cluster(".", x, x + 2.4));
        assert_eq!(read(thrice.to_vec()), ["."]);
        assert_eq!(
            read(vec![cluster("I", 0.0, 2.0), cluster("I", 2.0, 4.0), cluster("T", 4.0, 8.0)]),
            ["IIT"]
        );
    }

    #[test]
    fn a_space_under_a_sara_am_parts_nothing() {
        let text = |space: (f32, f32), next: f32| {
            read(vec![
                cluster("ส\u{E33}", 0.0, 12.0),
                cluster(" ", space.0, space.1),
                cluster("น", next, next + 6.0),
            ])
        };
        assert_eq!(text((6.0, 12.3), 12.0), ["สำน"]);
        assert_eq!(text((10.0, 13.0), 13.0), ["สำ น"], "half of it stands behind");
    }

    #[test]
    fn dots_that_text_is_written_on_part_nothing() {
        let written = |below: f32| {
            let text = [("1", 4.0), ("2", 9.0), (".", 14.0), ("5", 17.0), ("ก", 26.0)];
            let text = text.map(|(c, x)| cluster(c, x, x + if c == "." { 3.0 } else { 5.0 }));
            let dots = (0..14).map(|i| {
                let x = 3.0 * i as f32;
                Cluster { baseline: 100.0 + below, ..cluster(".", x, x + 2.4) }
            });
            read(text.into_iter().chain(dots).collect())
        };
        assert_eq!(written(1.2), [".12.5 ก...."]);
        assert_ne!(
            written(0.0),
            [".12.5 ก...."],
            "of one run, nothing tells a full stop from a dot"
        );
    }

    #[test]
    fn spaces_are_drawn_or_gaps() {
        assert_eq!(
            read(vec![cluster("ก", 0.0, 6.0), cluster(" ", 6.0, 8.5), cluster("ข", 8.5, 14.0)]),
            ["ก ข"]
        );
        assert_eq!(read(vec![cluster("ก", 0.0, 6.0), cluster("ข", 9.0, 14.0)]), ["ก ข"]);
        assert_eq!(read(vec![cluster("ข", 6.5, 12.0), cluster("ก", 0.0, 6.0)]), ["กข"]);
        let over = |first| {
            vec![
                cluster(first, 0.0, 6.0),
                cluster(" ", 1.0, 4.0),
                cluster(",", 6.0, 9.0),
                cluster("๒", 9.0, 15.0),
            ]
        };
        assert_eq!(
            (read(over("๑")), read(over("ก"))),
            (vec!["๑,๒".to_owned()], vec!["ก ,๒".to_owned()])
        );
    }

    /// A number as spreadsheets print it, and places and widths of the spaces that they fill its cell
    /// with.
    fn filled_number() -> impl Strategy<Value = (String, Vec<(f32, f32)>, bool)> {
        let figures = (0u64..10_000_000_000, 0u8..6, any::<bool>());
        let number = figures.prop_map(|(n, form, thai)| {
            let whole = n.to_string();
            let grouped: Vec<String> = whole
                .as_bytes()
                .rchunks(3)
                .rev()
                .map(|group| String::from_utf8_lossy(group).into_owned())
                .collect();
            let grouped = grouped.join(",");
            let printed = match form {
                0 => whole,
                1 => grouped,
                2 => format!("{grouped}.50"),
                3 => format!("({grouped})"),
                4 => format!("-{grouped}"),
                _ => format!("{grouped}.-"),
            };
            if thai { crate::thai::digits::to_thai(&printed).into_owned() } else { printed }
        });
        (number, prop::collection::vec((0.0..1.0f32, 1.5..4.0f32), 0..6), any::<bool>())
    }

    proptest! {
        #[test]
        fn spaces_painted_over_a_number_part_it_nowhere((number, spaces, last) in filled_number()) {
            let end = number.chars().count() as f32 * 5.0;
            let figures = number.chars().enumerate().map(|(i, c)| {
                cluster(&c.to_string(), i as f32 * 5.0, (i + 1) as f32 * 5.0)
            });
            // They begin anywhere from before the number to its end.
            let spaces = spaces.iter().map(|(part, width)| {
                let x = part * (end + 10.0) - 10.0;
                cluster(" ", x, x + width)
            });
            let clusters: Vec<Cluster> = match last {
                true => figures.chain(spaces).collect(),
                false => spaces.chain(figures).collect(),
            };
            prop_assert_eq!(read(clusters), [number]);
        }
    }
}
