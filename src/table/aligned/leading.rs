//! Rows that are parted by nothing but more space between them than between the lines of one.

use super::kind::Kind;
use crate::layout::Line;

/// Steps that are larger by this factor are of another kind.
const LARGER: f32 = 1.1;
/// Steps from baseline to baseline within a cell lie between these (in font sizes).
const WITHIN: std::ops::RangeInclusive<f32> = 0.8..=2.0;
/// Lines of one record that follow each other have text in this part of the columns at most, most of
/// them.
const GOES_ON: f32 = 0.75;

/// What stands in the columns of some lines.
pub(super) struct Texts<'a> {
    /// The lines.
    pub lines: &'a [Line],
    /// What of each line stands in each column.
    pub grid: &'a [Vec<Option<Line>>],
    /// What each line is.
    pub kinds: &'a [Kind],
}

/// A text of a column, and the next one below it that is of a record, too.
#[derive(Debug, Clone, Copy)]
struct Pair {
    above: usize,
    below: usize,
    /// From baseline to baseline, in points.
    step: f32,
}

impl Texts<'_> {
    /// Before which lines no cell goes on, where lines that go on in a cell stand nearer to each
    /// other than others do; `None` where they do not.
    pub fn parted(&self) -> Option<Vec<bool>> {
        let pairs = self.pairs();
        let size = self.lines.first()?.size;
        let mut steps: Vec<f32> = pairs.iter().map(|pair| pair.step).collect();
        steps.sort_by(f32::total_cmp);
        let jump = steps.windows(2).find(|pair| pair[1] > pair[0] * LARGER)?;
        let within = jump[0];
        let near: Vec<&Pair> = pairs.iter().filter(|pair| pair.step <= within).collect();
        if !WITHIN.contains(&(within / size)) || self.are_rows(&near) {
            return None;
        }
        let mut parted = vec![true; self.lines.len()];
        for pair in near {
            parted[pair.above + 1..=pair.below].fill(false);
        }
        self.is_seen(&parted, within).then_some(parted)
    }

    /// Whether most lines at which no cell goes on stand apart from the line above.
    fn is_seen(&self, parted: &[bool], within: f32) -> bool {
        let records =
            |i: &usize| self.kinds[i - 1] == Kind::Record && self.kinds[*i] == Kind::Record;
        let starts: Vec<usize> = (1..parted.len()).filter(|i| parted[*i] && records(i)).collect();
        let step = |i: usize| self.lines[i].baseline - self.lines[i - 1].baseline;
        let apart = starts.iter().filter(|i| step(**i) > within * LARGER).count();
        apart * 2 >= starts.len()
    }

    /// The texts that follow each other in each column, from top to bottom.
    fn pairs(&self) -> Vec<Pair> {
        let columns = self.grid.first().map_or(0, Vec::len);
        let mut out = Vec::new();
        let mut last: Vec<Option<usize>> = vec![None; columns];
        for (below, parts) in self.grid.iter().enumerate() {
            if self.kinds[below] != Kind::Record {
                last.fill(None);
                continue;
            }
            for (last, _) in last.iter_mut().zip(parts).filter(|(_, part)| part.is_some()) {
                if let Some(above) = last.replace(below) {
                    let step = self.lines[below].baseline - self.lines[above].baseline;
                    out.push(Pair { above, below, step });
                }
            }
        }
        out
    }

    /// Whether most lines that stand near below others are rows of their own, with text in nearly
    /// every column.
    fn are_rows(&self, near: &[&Pair]) -> bool {
        let mut below: Vec<usize> = near.iter().map(|pair| pair.below).collect();
        below.sort_unstable();
        below.dedup();
        let full = below.iter().filter(|i| {
            let parts = &self.grid[**i];
            parts.iter().flatten().count() as f32 > GOES_ON * parts.len() as f32
        });
        full.count() * 2 > below.len()
    }
}
