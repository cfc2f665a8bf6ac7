//! A row that is several rows to the eye, with no line between them: in some of its cells, lines stand
//! level with each other and far apart, or each beside its figure.

use crate::layout::{Line, ended};

/// Lines further apart than this (from baseline to baseline, in font sizes) stand apart …
const APART: f32 = 1.9;
/// … and those this many times further apart than the nearest lines of their row.
const WIDER: f32 = 1.4;
/// Two lines are level where their baselines differ by at most this (in font sizes).
const LEVEL: f32 = 0.3;
/// So many cells have lines at the beginning of each band.
const FEWEST_CELLS: usize = 2;

/// Parts the cells of a row into bands: for each band but the first, how many lines of each cell
/// stand above it. Lines that begin a band begin a paragraph. Empty where the row has one band.
pub(super) fn part(cells: &mut [Vec<Line>]) -> Vec<Vec<usize>> {
    let wide = wide_step(cells);
    let starts: Vec<Vec<usize>> = cells.iter().map(|cell| starts(cell, wide)).collect();
    let most = starts.iter().map(Vec::len).max().unwrap_or(0);
    let Some(model) = starts.iter().position(|own| own.len() == most && most > 1) else {
        return Vec::new();
    };
    let tops: Vec<Line> = starts[model].iter().map(|at| cells[model][*at].clone()).collect();
    if !are_bands(cells, &starts, &tops) {
        return Vec::new();
    }
    for (cell, own) in cells.iter_mut().zip(&starts) {
        own.iter().skip(1).for_each(|at| cell[*at].starts_paragraph = Some(true));
    }
    let bands = tops[1..].iter().map(|top| cells.iter().map(|cell| above(cell, top)).collect());
    bands.collect()
}

/// How many lines of a cell stand above another line.
fn above(cell: &[Line], top: &Line) -> usize {
    cell.iter().take_while(|line| line.baseline < top.baseline - LEVEL * top.size).count()
}

fn are_level(line: &Line, other: &Line) -> bool {
    line.frame.page == other.frame.page
        && (line.baseline - other.baseline).abs() <= LEVEL * other.size
}

/// The least step from baseline to baseline, in font sizes, with which lines of a row stand apart.
fn wide_step(cells: &[Vec<Line>]) -> f32 {
    let least = cells.iter().flat_map(|cell| cell.windows(2)).filter_map(step);
    let least = least.filter(|step| *step > LEVEL).fold(f32::INFINITY, f32::min);
    if least < APART { (WIDER * least).max(1.0 + LEVEL) } else { APART }
}

/// The step between two lines of one page, in font sizes.
fn step(lines: &[Line]) -> Option<f32> {
    let [a, b] = lines else { return None };
    let is_place = a.frame.is_place() && a.frame.page == b.frame.page && b.size > 0.0;
    is_place.then(|| (b.baseline - a.baseline) / b.size)
}

/// Which lines of a cell stand apart from the one above them, or are known to go on with none, and the
/// first.
fn starts(cell: &[Line], wide: f32) -> Vec<usize> {
    let apart = cell.windows(2).enumerate();
    let apart = apart.filter(|(_, pair)| {
        let is_own = pair[1].starts_paragraph == Some(true);
        step(pair).is_some_and(|step| step > wide || is_own)
    });
    (0..cell.len().min(1)).chain(apart.map(|(i, _)| i + 1)).collect()
}

/// Whether lines are the tops of bands: all parts of all cells are level with one of them, some cells
/// have a part in each, and there what stands above each of them ended on purpose.
fn are_bands(cells: &[Vec<Line>], starts: &[Vec<usize>], tops: &[Line]) -> bool {
    let mut in_each = 0;
    let mut ends = false;
    for (cell, own) in cells.iter().zip(starts).filter(|(_, own)| own.len() > 1) {
        if !own.iter().all(|at| tops.iter().any(|top| are_level(&cell[*at], top))) {
            return false;
        }
        if own.len() == tops.len() {
            in_each += 1;
            ends |= own[1..].iter().all(|at| ended(&cell[at - 1], &cell[*at]));
        }
    }
    in_each >= FEWEST_CELLS && ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::made::made_lines;

    /// A cell with lines at these baselines, in font sizes.
    fn cell(lines: &[(f32, &str)]) -> Vec<Line> {
        let texts: Vec<(f32, &str)> = lines.iter().map(|(_, text)| (0.0, *text)).collect();
        let mut made = made_lines(&texts);
        for (line, (baseline, _)) in made.iter_mut().zip(lines) {
            line.baseline = baseline * line.size;
        }
        made
    }

    fn parted(cells: &[Vec<Line>]) -> Vec<Vec<usize>> {
        part(&mut cells.to_vec())
    }

    #[test]
    fn level_lines_far_apart_are_rows_of_their_own() {
        let title = cell(&[(1.0, "แสงริมน้ำ"), (2.3, "และแสงริมทาง")]);
        let indicators = cell(&[(1.0, "ผู้ร่วมงาน"), (4.0, "ความพอใจ"), (7.0, "การบอกต่อ")]);
        let targets = cell(&[(1.0, "๑๔๐"), (4.0, "๘๒"), (7.0, "๕๘")]);
        let sparse = cell(&[(1.0, "บรรลุ"), (7.0, "ไม่บรรลุ")]);
        let mut cells = [title, indicators, targets, sparse];
        assert_eq!(part(&mut cells), [[2, 1, 1, 1], [2, 2, 2, 1]]);
        assert_eq!(cells[3][1].starts_paragraph, Some(true));
    }

    #[test]
    fn lists_beside_each_other_are_no_rows() {
        let near = cell(&[(1.0, "ผู้ร่วมงาน"), (2.3, "ความพอใจ"), (3.6, "การบอกต่อ")]);
        assert!(parted(&[near.clone(), near.clone()]).is_empty(), "at the usual step");
        let far = cell(&[(1.0, "ผู้ร่วมงาน"), (4.0, "ความพอใจ")]);
        let shifted = cell(&[(1.0, "๑๔๐"), (5.0, "๘๒")]);
        assert!(parted(&[far.clone(), shifted]).is_empty(), "not level");
        assert!(parted(&[far, near]).is_empty(), "one cell alone");
        let full = "กขคงจฉชซฌญดตถทธนบปผฝ";
        let wrapped = cell(&[(1.0, full), (4.0, full)]);
        assert!(parted(&[wrapped.clone(), wrapped]).is_empty(), "lines that were wrapped");
    }
}
