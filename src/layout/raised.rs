//! Small signs that stand above their line, as the ² of m², the º of degrees and the marks of notes do: which
//! baseline they belong to.

use crate::layout::Cluster;
use crate::thai::digits::{self, SUPERSCRIPTS};

/// A raised sign is at most this large, in sizes of the letters beside it.
const SMALL: f32 = 0.9;
/// How far it is raised, in sizes of the letters beside it: a line above stands further away.
const RAISED: (f32, f32) = (0.15, 0.68);
/// It stands no further beside them than this, and reaches over them by no more, in their size.
const BESIDE: f32 = 0.35;
const OVER: f32 = 0.15;
/// A few figures may be about as large as the letters beside them, where they stand close to them and half
/// a line above, as some programs print what browsers raise.
const FEW_FIGURES: usize = 2;
const CLOSE: f32 = 0.1;
const HALF_UP: std::ops::RangeInclusive<f32> = 0.35..=0.6;
/// More small pieces in one place are text of its own.
const MOST: usize = 2_000;

/// The clusters, each with the baseline that it belongs to; `None` where none is raised. Raised figures right
/// behind a figure are the mark of a note, and no figures of its number.
pub(super) fn placed(clusters: &[Cluster]) -> Option<Vec<(f32, Cluster)>> {
    let largest = clusters.iter().map(|c| c.size).fold(0.0, f32::max);
    if clusters.iter().all(|c| c.size == largest) {
        return None;
    }
    let small = pieces(clusters, largest);
    if small.is_empty() || small.len() > MOST {
        return None;
    }
    let mut beside: Vec<&Cluster> = clusters.iter().filter(|c| !c.is_space()).collect();
    beside.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut placed: Vec<(f32, Cluster)> = Vec::new();
    for (at, piece) in small {
        let Some(base) = base(piece, &beside, largest) else { continue };
        if placed.is_empty() {
            placed = clusters.iter().map(|c| (c.baseline, c.clone())).collect();
        }
        for (baseline, cluster) in &mut placed[at..at + piece.len()] {
            *baseline = base.baseline;
            if is_digit(&base.text) && base.bbox.x0 < cluster.bbox.x0 {
                cluster.text = cluster.text.chars().map(superscript).collect();
            }
        }
    }
    (!placed.is_empty()).then_some(placed)
}

fn is_digit(text: &str) -> bool {
    text.chars().all(digits::is_digit)
}

/// A figure as a raised one; any other character as it is.
fn superscript(c: char) -> char {
    let raised = digits::value(c).and_then(|value| SUPERSCRIPTS.get(usize::from(value)));
    raised.copied().unwrap_or(c)
}

/// The pieces of text below a size, each drawn without a gap, with the place of their first cluster.
fn pieces(clusters: &[Cluster], size: f32) -> Vec<(usize, &[Cluster])> {
    let mut at = 0;
    let mut pieces = Vec::new();
    for piece in clusters.chunk_by(goes_on) {
        if piece[0].size < size && !piece.iter().all(Cluster::is_space) {
            pieces.push((at, piece));
        }
        at += piece.len();
    }
    pieces
}

/// Whether a cluster goes on with a piece.
fn goes_on(a: &Cluster, b: &Cluster) -> bool {
    let same = a.size == b.size && a.baseline == b.baseline;
    same && (b.bbox.x0 - a.bbox.x1).abs() <= BESIDE * a.size
}

/// The letter that a piece is raised beside: the one before it, if there is one.
fn base<'c>(piece: &[Cluster], beside: &[&'c Cluster], largest: f32) -> Option<&'c Cluster> {
    let (first, last) = (piece.first()?, piece.last()?);
    let lowest = first.baseline + RAISED.1 * largest;
    let from = beside.partition_point(|c| c.baseline <= first.baseline);
    let below = beside[from..].iter().take_while(|c| c.baseline <= lowest);
    let is_short = piece.len() <= FEW_FIGURES && piece.iter().all(Cluster::is_figure);
    let near = below.filter(|c| {
        let raised = (c.baseline - first.baseline) / c.size;
        let gap = (first.bbox.x0 - c.bbox.x1).max(c.bbox.x0 - last.bbox.x1) / c.size;
        let small = first.size <= SMALL * c.size
            && (RAISED.0..=RAISED.1).contains(&raised)
            && (-OVER..=BESIDE).contains(&gap);
        small || is_short && HALF_UP.contains(&raised) && gap.abs() <= CLOSE
    });
    near.min_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Rect;

    fn text(text: &str, x: f32, baseline: f32, size: f32) -> Vec<Cluster> {
        let letter = |(i, c): (usize, char)| {
            let x = x + i as f32 * size / 2.0;
            Cluster {
                text: c.to_string().as_str().into(),
                bbox: Rect::new(x, baseline - size, x + size / 2.0, baseline),
                baseline,
                size,
                ..Cluster::default()
            }
        };
        text.chars().enumerate().map(letter).collect()
    }

    /// The texts of the lines that some pieces form.
    fn lines(pieces: &[Vec<Cluster>]) -> Vec<String> {
        let lines = crate::layout::lines(crate::layout::Frame::NOWHERE, pieces.concat());
        lines.iter().map(crate::layout::Line::text).collect()
    }

    #[test]
    fn a_raised_sign_stays_in_its_line() {
        let area = text("250 ม.", 10.0, 100.0, 12.0);
        assert_eq!(lines(&[area.clone(), text("2", 46.0, 94.0, 7.0)]), ["250 ม.2"]);
        let (much, rest) = (text("35 ม.", 10.0, 100.0, 12.0), text("/วัน", 44.0, 100.0, 12.0));
        assert_eq!(lines(&[much, text("3", 40.0, 95.0, 7.0), rest]), ["35 ม.3/วัน"]);
        assert_eq!(lines(&[text("1/", 4.0, 95.0, 6.0), area.clone()]), ["1/250 ม."], "of a note");
        assert_eq!(lines(&[area, text("2", 46.0, 94.5, 11.5)]), ["250 ม.2"], "nearly as large");
    }

    #[test]
    fn the_mark_of_a_note_is_no_figure_of_its_number() {
        let (amount, unit) = (text("58,200", 10.0, 100.0, 12.0), text("บาท", 56.0, 100.0, 12.0));
        let mark = text("๑", 46.0, 94.0, 7.0);
        assert_eq!(lines(&[amount, mark, unit]), ["58,200¹ บาท"]);
    }

    #[test]
    fn a_small_line_above_stays_one() {
        let label = text("บาท", 46.0, 88.0, 8.0);
        assert_eq!(lines(&[text("กขค", 10.0, 100.0, 12.0), label.clone()]), ["บาท", "กขค"]);
        let beside = text("คง", 80.0, 94.0, 7.0);
        assert_eq!(lines(&[text("กข", 10.0, 100.0, 12.0), beside]).len(), 2, "another cell's text");
        let same = text("2", 28.0, 94.0, 12.0);
        assert_eq!(lines(&[text("กขค", 10.0, 100.0, 12.0), same]).len(), 2, "as large");
    }
}
