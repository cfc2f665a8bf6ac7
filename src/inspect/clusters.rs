//! The clusters of a page, a layer for each kind, and their text.

use super::describe::{codes, describe_box};
use super::paint::{BLACK, Colour, Layer, Mark, ORANGE, PALE, Print, RED, SILVER, Style};
use crate::geom::Point;
use crate::layout::{Cluster, Frame, clusters, seen_so};
use crate::pdf::{Confidence, Page, Visibility};
use crate::table::directions;

/// Clusters of a kind that are drawn; a dense page has 8,000. The legend says where there are more.
const MOST_DRAWN: usize = 40_000;
/// A cluster read from a picture with less confidence than this is doubtful: of such characters one
/// in thirty is wrong.
const SURE: f32 = 0.98;
/// One read with less than this is hardly sure: of such characters one in four is wrong.
const HARDLY_SURE: f32 = 0.9;
/// The outline of clusters, in points.
const THIN: f32 = 0.25;
/// The outline of clusters that are to be seen among others, in points.
const STRONG: f32 = 0.7;

/// What a cluster is, for people who look at the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Sound,
    Space,
    Repaired,
    Invisible,
    Clipped,
    Covered,
    Across,
    Struck,
    Doubtful,
    HardlySure,
}

/// The kinds of clusters that the page holds and does not show, or not as its text.
const HIDDEN: [(Kind, Visibility); 5] = [
    (Kind::Invisible, Visibility::Invisible),
    (Kind::Clipped, Visibility::Clipped),
    (Kind::Covered, Visibility::Covered),
    (Kind::Across, Visibility::Watermark),
    (Kind::Struck, Visibility::Struck),
];

impl Kind {
    /// All of them, in the order of their layers.
    const ALL: [Kind; 10] = [
        Kind::Sound,
        Kind::Space,
        Kind::Repaired,
        Kind::Invisible,
        Kind::Clipped,
        Kind::Covered,
        Kind::Across,
        Kind::Struck,
        Kind::Doubtful,
        Kind::HardlySure,
    ];

    /// The kind of a cluster that the page shows.
    fn of(cluster: &Cluster) -> Kind {
        let sure = cluster.confidence.map_or(1.0, Confidence::value);
        if sure < HARDLY_SURE {
            Kind::HardlySure
        } else if sure < SURE {
            Kind::Doubtful
        } else if !cluster.repaired.is_empty() {
            Kind::Repaired
        } else if cluster.is_space() {
            Kind::Space
        } else {
            Kind::Sound
        }
    }

    /// The name of its layer in the file.
    fn id(self) -> &'static str {
        match self {
            Kind::Sound => "clusters",
            Kind::Space => "spaces",
            Kind::Repaired => "repaired",
            Kind::Invisible => "invisible",
            Kind::Clipped => "clipped",
            Kind::Covered => "covered",
            Kind::Across => "across",
            Kind::Struck => "struck",
            Kind::Doubtful => "doubtful",
            Kind::HardlySure => "unsure",
        }
    }

    /// The name of its layer for people.
    fn name(self) -> &'static str {
        match self {
            Kind::Sound => "clusters",
            Kind::Space => "drawn spaces",
            Kind::Repaired => "clusters repaired",
            Kind::Invisible => "invisible text",
            Kind::Clipped => "text clipped away",
            Kind::Covered => "text under boxes",
            Kind::Across => "watermarks and stamps",
            Kind::Struck => "text struck out",
            Kind::Doubtful => "read, not sure",
            Kind::HardlySure => "read, hardly sure",
        }
    }

    fn colour(self) -> Colour {
        match self {
            Kind::Sound => SILVER,
            Kind::Space => PALE,
            Kind::Repaired | Kind::Doubtful => ORANGE,
            Kind::HardlySure => RED,
            Kind::Invisible | Kind::Clipped | Kind::Covered | Kind::Across | Kind::Struck => BLACK,
        }
    }

    fn is_hidden(self) -> bool {
        HIDDEN.iter().any(|(kind, _)| *kind == self)
    }

    fn empty_layer(self) -> Layer {
        Layer::new(self.id(), self.name(), self.style(), Vec::new())
    }

    fn style(self) -> Style {
        let width = if self.colour() == ORANGE { STRONG } else { THIN };
        let style = Style::outline(self.colour(), width);
        if self.is_hidden() { style.dashed() } else { style }
    }
}

/// The layers of all kinds of clusters, with the text that is drawn of them.
pub(super) struct Clusters {
    pub layers: Vec<Layer>,
    pub prints: Vec<Print>,
}

impl Clusters {
    /// The clusters of a page.
    pub(super) fn of(page: &Page) -> Clusters {
        let layers = Kind::ALL.map(Kind::empty_layer).to_vec();
        let mut all = Clusters { layers, prints: Vec::new() };
        let (upright, sideways) = directions(page);
        for part in std::iter::once(&*upright).chain(&sideways) {
            for cluster in clusters(part) {
                all.add(Kind::of(&cluster), &cluster, part);
            }
            for (kind, visibility) in HIDDEN {
                for cluster in seen_so(part, visibility) {
                    all.add(kind, &cluster, part);
                }
            }
        }
        all
    }

    /// Counts a cluster, and draws it unless there are too many.
    fn add(&mut self, kind: Kind, cluster: &Cluster, page: &Page) {
        let layer = &mut self.layers[kind as usize];
        layer.count += 1;
        if layer.marks.len() < MOST_DRAWN {
            let frame = Frame::of(page);
            layer.marks.push(mark(&frame, cluster, page, layer.name, layer.key));
            self.prints.extend(print(&frame, cluster, !kind.is_hidden()));
        }
    }
}

/// The box of a cluster, whose title says everything that is known of it.
fn mark(frame: &Frame, cluster: &Cluster, page: &Page, kind: &str, style: Style) -> Mark {
    let bbox = frame.displayed(&cluster.bbox);
    let font = page.fonts.get(usize::from(cluster.font)).map_or("", |font| font.name.as_str());
    let (text, size) = (&cluster.text, cluster.size);
    let sure =
        cluster.confidence.map(|c| format!(", confidence {:.3}", c.value())).unwrap_or_default();
    let (codes, place) = (codes(text), describe_box(&bbox));
    let title = format!("{text} ({codes}) {kind} {place}, {font} {size:.1} pt{sure}");
    Mark { bbox, style, title }
}

/// The text of a cluster, to be drawn; a space draws nothing.
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
