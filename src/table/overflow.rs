//! Text that runs over the border of its cell, as spreadsheets print it where the cell beside it is
//! blank: which cell it belongs to.

use std::ops::Range;

use crate::geom::Rect;
use crate::layout::Cluster;
use crate::thai::number;

/// Clusters of one run of text follow each other within this (part of the font size).
const FOLLOWS: f32 = 0.05;
/// Baselines nearer than this (in points) are one.
const SAME_BASELINE: f32 = 0.5;
/// A number that stands at the right ends this near its cell's border (part of the font size).
const AT_RIGHT: f32 = 0.6;
/// Text that stands in the middle of its cell is off it by at most this (part of the cell's width).
const OFF_CENTRE: f32 = 0.1;
/// Texts that start this near each other (in points) start at one place.
const SAME_START: f32 = 0.3;
/// A letter is printed over another where they share more than this part of its width.
const OVERPRINTED: f32 = 0.5;
/// Words of one text stand at most this far apart (part of the font size).
const WORD_GAP: f32 = 0.8;
/// A word runs over the border of its cell by no more than this (part of the font size).
const HALF_A_WORD: f32 = 2.0;
/// Two numbers that touch at a border end and begin this near it (part of the font size).
const TOUCHES: f32 = 0.1;
/// Digits that satang are printed with.
const SATANG_DIGITS: u32 = 2;
/// Even where the cell beside it has text on its line, a letter or a figure may (part of the font size).
const ONE_LETTER: f32 = 0.8;
/// Text starts in its own cell left of this part of the cell's width.
const STARTS: f32 = 0.5;

/// Gives each run of clusters, in drawing order, that crosses the border between two cells to one of
/// them. `cells`: the cell of each cluster; `bbox`: the box of a cell.
pub(super) fn settle<C: Copy + PartialEq>(
    clusters: &[Cluster],
    cells: &mut [Option<C>],
    bbox: impl Fn(C) -> Rect,
) {
    let goes_on = |at: usize| follows(&clusters[at - 1], &clusters[at]);
    let mut at = 1;
    while at < clusters.len() {
        // Most clusters stand in the cell of the one before.
        if cells[at - 1] == cells[at] || !goes_on(at) {
            at += 1;
            continue;
        }
        let start = (1..at).rev().find(|at| !goes_on(*at)).unwrap_or(0);
        let end = (at + 1..clusters.len()).find(|at| !goes_on(*at)).unwrap_or(clusters.len());
        let end = own_start(clusters, start..end, at).unwrap_or(end);
        if let Some(owner) = owner(clusters, cells, start..end, &bbox) {
            cells[start..end].fill(Some(owner));
        }
        at = end;
    }
}

/// Gives each run of clusters to the cell that most of it stands in: turned headings are longer than
/// their row is high.
pub(super) fn keep_whole<C: Copy + PartialEq>(clusters: &[Cluster], cells: &mut [Option<C>]) {
    let mut start = 0;
    while start < clusters.len() {
        let end = (start + 1..clusters.len())
            .find(|at| !follows(&clusters[at - 1], &clusters[*at]))
            .unwrap_or(clusters.len());
        let middle = cells[start + (end - start) / 2];
        if cells[start..end].iter().filter(|cell| **cell == middle).count() * 2 > end - start {
            cells[start..end].fill(middle);
        }
        start = end;
    }
}

/// Whether a cluster goes on right where another ends.
fn follows(before: &Cluster, c: &Cluster) -> bool {
    on_one_line(c, before) && (c.bbox.x0 - before.bbox.x1).abs() <= FOLLOWS * c.size
}

/// Where the text of the next cell starts right behind a run that ran over the border before it by a
/// sign or two. `border`: the first cluster beyond it.
fn own_start(clusters: &[Cluster], run: Range<usize>, border: usize) -> Option<usize> {
    let reach = clusters[border].bbox.x0 + HALF_A_WORD * clusters[border].size;
    (border + 1..run.end)
        .take_while(|i| clusters[*i].bbox.x0 <= reach)
        .find(|i| starts_like_others(clusters, &run, clusters[*i].bbox.x0))
        .filter(|_| !starts_like_others(clusters, &run, clusters[border].bbox.x0))
}

/// The cell that a run of clusters which stands in several belongs to; `None` where each part stays
/// where it is.
fn owner<C: Copy + PartialEq>(
    clusters: &[Cluster],
    cells: &[Option<C>],
    run: Range<usize>,
    bbox: impl Fn(C) -> Rect,
) -> Option<C> {
    let printed: Vec<usize> = run.clone().filter(|i| !clusters[*i].is_space()).collect();
    let (first, last) = (*printed.first()?, *printed.last()?);
    // A run may leave the table at its end.
    let inside = printed.iter().rposition(|i| cells[*i].is_some())? + 1;
    let mut own: Vec<C> = printed[..inside].iter().map(|i| cells[*i]).collect::<Option<_>>()?;
    own.dedup();
    if let [only] = own.as_slice() {
        // It leaves the table, and nothing stands there that it could belong to.
        return cells[first].filter(|first| first == only);
    }
    let [left, .., right] = own.as_slice() else { return None };
    let (from, to, size) = (clusters[first].bbox.x0, clusters[last].bbox.x1, clusters[first].size);
    let own_text = meets_own_text(clusters, cells, &run, &printed);
    if printed.iter().all(|i| clusters[*i].is_figure() || clusters[*i].text == "฿") {
        let at_right = ends_at(bbox(*right), to, size).then_some(*right);
        let parted = own_text || are_two_numbers(clusters, cells, &printed[..inside], &bbox);
        // A part of a number is another number: it goes to one cell as a whole.
        let whole = || centred(&own, from, to, &bbox).unwrap_or(*left);
        return at_right.or_else(|| (!parted).then(whole));
    }
    if let Some(middle) = centred(&own, from, to, &bbox) {
        return Some(middle);
    }
    let cell = bbox(*left);
    let begins = line_start(clusters, &run, |i| cells[i] == Some(*left));
    let starts_here = begins >= cell.x0 && begins - cell.x0 <= STARTS * cell.width();
    let parted = parts_number(clusters, cells, &printed);
    let begins_late = from - cell.x0 > STARTS * cell.width();
    let ends_there = ends_at(bbox(*right), to, size);
    // An amount set to the right runs over the cell before it, whatever stands there.
    if ends_there && parted && begins_late {
        return Some(*right);
    }
    if starts_here && overprints(clusters, &run) {
        return Some(*left);
    }
    let others: Vec<usize> =
        (0..clusters.len()).filter(|i| !run.contains(i) && !clusters[*i].is_space()).collect();
    // Text that is set to the right runs over the cells before it.
    let blank_before =
        others.iter().all(|i| cells[*i].is_none_or(|c| c == *right || !own.contains(&c)));
    if !starts_here && ends_there && blank_before {
        return Some(*right);
    }
    // Half a word runs over its border, whatever stands in other lines beside it.
    let over = to - bbox(*left).x1;
    let on_line = |i: &usize| on_one_line(&clusters[*i], &clusters[first]);
    let line_beside = others.iter().any(|i| cells[*i] == Some(*right) && on_line(i));
    let reach = if line_beside { ONE_LETTER } else { HALF_A_WORD };
    let half_a_word = own.len() == 2 && over <= reach * size;
    let blank_beside = half_a_word
        || others.iter().all(|i| cells[*i].is_none_or(|c| c == *left || !own.contains(&c)));
    (starts_here && (blank_beside || parted) && !own_text).then_some(*left)
}

/// Whether a run goes on behind a border where the own text of that cell starts.
fn meets_own_text<C: PartialEq>(
    clusters: &[Cluster],
    cells: &[C],
    run: &Range<usize>,
    printed: &[usize],
) -> bool {
    let mut borders = printed.windows(2).filter(|pair| cells[pair[0]] != cells[pair[1]]);
    borders.any(|pair| starts_like_others(clusters, run, clusters[pair[1]].bbox.x0))
}

/// Whether a border parts a number within a run of text.
fn parts_number<C: PartialEq>(clusters: &[Cluster], cells: &[C], printed: &[usize]) -> bool {
    printed.windows(2).any(|pair| {
        cells[pair[0]] != cells[pair[1]] && pair.iter().all(|i| clusters[*i].is_figure())
    })
}

/// Whether text that ends at `to` stands at the right of a cell.
fn ends_at(cell: Rect, to: f32, size: f32) -> bool {
    to <= cell.x1 && cell.x1 - to <= AT_RIGHT * size
}

/// Whether two clusters stand on one line.
fn on_one_line(a: &Cluster, b: &Cluster) -> bool {
    (a.baseline - b.baseline).abs() <= SAME_BASELINE
}

/// The middle one of three cells, where a run stands in its middle.
fn centred<C: Copy>(own: &[C], from: f32, to: f32, bbox: impl Fn(C) -> Rect) -> Option<C> {
    let [_, middle, _] = own else { return None };
    let cell = bbox(*middle);
    let off = ((from + to) / 2.0 - cell.center().x).abs();
    (off <= OFF_CENTRE * cell.width()).then_some(*middle)
}

/// Whether figures that follow each other over a border are a number on either side of it, which only
/// touch there.
fn are_two_numbers<C: Copy + PartialEq>(
    clusters: &[Cluster],
    cells: &[Option<C>],
    printed: &[usize],
    bbox: impl Fn(C) -> Rect,
) -> bool {
    let Some(at) = printed.windows(2).position(|pair| cells[pair[0]] != cells[pair[1]]) else {
        return false;
    };
    let (before, behind) = printed.split_at(at + 1);
    let text = |part: &[usize]| part.iter().map(|i| clusters[*i].text.as_str()).collect::<String>();
    let number = |part: &[usize]| number::parse(&text(part));
    // Satang that a border parts are none: `9,500,000.0` and `0`.
    let parts_satang = text(before).contains('.')
        && number(printed).is_some_and(|whole| whole.scale <= SATANG_DIGITS);
    let (last, next) = (&clusters[before[at]], &clusters[behind[0]]);
    let border = cells[before[at]].map_or(last.bbox.x1, |cell| bbox(cell).x1);
    let near = TOUCHES * last.size;
    last.bbox.x1 <= border + near
        && next.bbox.x0 >= border - near
        && number(before).is_some()
        && number(behind).is_some()
        && !parts_satang
}

/// Where the text begins that a run goes on with: words before it on its line, a space apart, which
/// `counts`.
fn line_start(clusters: &[Cluster], run: &Range<usize>, counts: impl Fn(usize) -> bool) -> f32 {
    let first = &clusters[run.start];
    let before = |i: &usize| {
        let c = &clusters[*i];
        !run.contains(i)
            && counts(*i)
            && !c.is_space()
            && on_one_line(c, first)
            && c.bbox.x0 < first.bbox.x0
    };
    let mut words: Vec<Rect> =
        (0..clusters.len()).filter(before).map(|i| clusters[i].bbox).collect();
    words.sort_by(|a, b| b.x1.total_cmp(&a.x1));
    let mut begins = first.bbox.x0;
    for word in words {
        if begins - word.x1 > WORD_GAP * first.size {
            break;
        }
        begins = begins.min(word.x0);
    }
    begins
}

/// Whether a run is printed over the text of others on its line, as where two long texts stand in cells
/// side by side: put together by their places, their letters would alternate.
fn overprints(clusters: &[Cluster], run: &Range<usize>) -> bool {
    let solid = |c: &&Cluster| !c.is_space() && c.bbox.width() > 0.0;
    let own: Vec<&Cluster> = clusters[run.clone()].iter().filter(solid).collect();
    let Some((first, last)) = own.first().zip(own.last()) else { return false };
    let (from, to) = (first.bbox.x0, last.bbox.x1);
    let others = clusters[..run.start].iter().chain(&clusters[run.end..]).filter(solid);
    let mut near = others.filter(|c| on_one_line(c, first) && c.bbox.x0 < to && c.bbox.x1 > from);
    // The same letter a little aside is bold type.
    let covers = |c: &Cluster, own: &Cluster| {
        own.bbox.overlap_x(&c.bbox) > OVERPRINTED * c.bbox.width() && own.text != c.text
    };
    near.any(|c| own.iter().any(|own| covers(c, own)))
}

/// Whether other runs start at an x, too: there a cell's own text stands, which the text of the cell
/// before reaches by chance.
fn starts_like_others(clusters: &[Cluster], run: &Range<usize>, x: f32) -> bool {
    (1..clusters.len()).filter(|i| !run.contains(i)).any(|i| {
        (clusters[i].bbox.x0 - x).abs() <= SAME_START && !follows(&clusters[i - 1], &clusters[i])
    })
}

#[cfg(test)]
mod tests {
    use crate::table::made::{MadePage, show_blocks};
    use crate::table::segment;

    /// The second row of a table of three columns of 60 points, with these texts from these places.
    fn row(texts: &[(f32, &str)]) -> String {
        row_below(&[52.0, 112.0, 172.0], texts)
    }

    /// The same below headings that start at these places.
    fn row_below(heads: &[f32], texts: &[(f32, &str)]) -> String {
        let page = MadePage::new().grid(&[50.0, 110.0, 170.0, 230.0], &[100.0, 120.0, 140.0]);
        let page = heads.iter().fold(page, |page, x| page.text(*x, 115.0, "หัว"));
        let page = texts.iter().fold(page, |page, (x, text)| page.text(*x, 135.0, text));
        show_blocks(&segment(&page.0).blocks).remove(1)
    }

    #[test]
    fn text_runs_over_a_blank_cell_and_a_number_to_the_left() {
        assert_eq!(row(&[(53.0, "กขคงจฉชซฌญดตถ")]), "[กขคงจฉชซฌญดตถ |  | ]");
        assert_eq!(row(&[(52.0, "ก"), (105.0, "1,234,567.00")]), "[ก | 1,234,567.00 | ]");
        assert_eq!(row(&[(52.0, "กข"), (112.0, "คง")]), "[กข | คง | ]");
        let words = [(53.0, "กขคงจฉ"), (88.0, "ชซฌญดต")];
        assert_eq!(row(&words), "[กขคงจฉ ชซฌญดต |  | ]", "the word that runs over begins late");
    }

    #[test]
    fn a_number_is_never_parted_by_a_border() {
        assert_eq!(row(&[(113.0, "12,345,678.00")]), "[ | 12,345,678.00 | ]");
        let beside = [(113.0, "12,345,678.00"), (174.0, "500")];
        assert_eq!(row(&beside), "[ | 12,345,678.00 | 500]");
        assert_eq!(row(&[(115.0, "9,500,000.00")]), "[ | 9,500,000.00 | ]", "parted before 0");
        let touching = [(52.0, "ก"), (100.0, "12"), (110.0, "34")];
        assert_eq!(row(&touching), "[ก 12 | 34 | ]", "two numbers without a margin");
    }

    #[test]
    fn an_amount_set_to_the_right_and_a_letter_too_many_stay_whole() {
        let right = [(113.0, "กข"), (165.0, "1,234,567"), (210.0, "บาท")];
        assert_eq!(row(&right), "[ | กข | 1,234,567บาท]");
        let more = [(121.0, "ขคงจฉชซฌญด"), (174.0, "9,650")];
        assert_eq!(row(&more), "[ | ขคงจฉชซฌญด | 9,650]");
        let more = [(123.0, "ขค คน 31212"), (180.0, "9,650")];
        assert_eq!(row(&more), "[ | ขค คน 31212 | 9,650]");
    }

    #[test]
    fn text_that_leaves_the_table_belongs_to_the_cell_that_it_begins_in() {
        assert_eq!(row(&[(52.0, "ก"), (173.0, "1,234,567,890.50")]), "[ก |  | 1,234,567,890.50]");
        assert_eq!(row(&[(52.0, "ก"), (173.0, "กขคงจฉชซฌญดตถทธ")]), "[ก |  | กขคงจฉชซฌญดตถทธ]");
    }

    #[test]
    fn text_set_to_the_right_runs_over_the_cell_before() {
        assert_eq!(row(&[(52.0, "ก"), (158.0, "ขคงจฉชซฌญดตถทธ")]), "[ก |  | ขคงจฉชซฌญดตถทธ]");
    }

    #[test]
    fn text_ends_where_the_text_of_the_next_cell_starts() {
        let touching = [(63.0, "กขคงจฉชซฌญ"), (113.0, "ตถทธ")];
        let heads = [53.0, 113.0, 173.0];
        assert_eq!(row_below(&heads, &touching), "[กขคงจฉชซฌญ | ตถทธ | ]");
    }

    #[test]
    fn texts_printed_over_each_other_stay_whole() {
        let long = "กขคงจฉชซฌญดตถ";
        assert_eq!(row(&[(53.0, long), (113.0, "1,500.00")]), format!("[{long} | 1,500.00 | ]"));
        assert_eq!(row(&[(53.0, long), (114.0, long)]), format!("[{long} | {long} | ]"));
        let longer = format!("{long}{long}");
        let texts = [(113.0, longer.as_str()), (173.0, "1,500.00")];
        assert_eq!(row(&texts), format!("[ | {longer} | 1,500.00]"));
    }
}
