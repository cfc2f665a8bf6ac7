//! The rows of a table without upright lines: between level lines, or by how text starts.

use std::ops::Range;

use super::columns::kind;
use super::columns::{Columns, are_most, usual_step};
use super::kind::Kind;
use super::leading::Texts;
use super::middle::Middles;
use super::rules::Rules;
use crate::layout::{Line, compose, ended};
use crate::table::Row;
use crate::table::item::{opens_first_child, starts_item};
use crate::table::numbering::leading_number;
use crate::thai::digits;

/// A step down this much larger than the usual one separates rows.
const WIDE_STEP: f32 = 1.5;
/// A line of no row stands below a table by more than this many of the usual steps.
const APART: f32 = 1.3;
/// The bottom of a row that the page's end cuts lies this far (in points) below its last baseline.
const BELOW_TEXT: f32 = 1.0;
/// A title that goes on in the next line ends this near (in font sizes) the table's right border.
const LONGEST_WORD: f32 = 12.0;
/// What stands in and around the number of an item.
const NUMBER_SIGNS: &[char] = &['.', '(', ')', ' '];

/// Rows between level lines.
pub(super) fn between_rules(columns: &Columns, body: &[Line], rules: &Rules) -> Vec<Row> {
    if rules.are_three() {
        return between_three(columns, body, rules);
    }
    in_bands(columns, body, rules)
}

/// The rows between each two of some level lines, and below the last of them.
pub(in crate::table) fn in_bands(columns: &Columns, body: &[Line], rules: &Rules) -> Vec<Row> {
    let mut ys = rules.ys.clone();
    let lowest = body.iter().map(|l| l.baseline).fold(f32::NEG_INFINITY, f32::max);
    if lowest > rules.bottom() {
        ys.push(lowest + BELOW_TEXT);
    }
    let mut out: Vec<Row> = Vec::new();
    for pair in ys.windows(2) {
        let (top, bottom) = (pair[0], pair[1]);
        let inside: Vec<Line> =
            body.iter().filter(|l| l.baseline > top && l.baseline <= bottom).cloned().collect();
        let closed_bottom = top < rules.bottom();
        let rows = rows_within(columns, &inside, top, bottom);
        out.extend(rows.into_iter().map(|row| Row { closed_bottom, ..row }));
    }
    out
}

/// The rows that lines between two level lines are: one, or several that count.
pub(in crate::table) fn rows_within(
    columns: &Columns,
    inside: &[Line],
    top: f32,
    bottom: f32,
) -> Vec<Row> {
    match numbered_rows(columns, inside) {
        Some(mut rows) => {
            close(&mut rows, top, bottom);
            rows
        }
        None if inside.is_empty() => Vec::new(),
        None => vec![row_between(columns, inside, top, bottom)],
    }
}

/// The row that lines between two level lines are.
fn row_between(columns: &Columns, inside: &[Line], top: f32, bottom: f32) -> Row {
    let kinds: Vec<Kind> = inside.iter().map(|line| kind(columns, line)).collect();
    match kinds.as_slice() {
        [Kind::Total] => columns.row_of_total(inside, top, bottom),
        kinds if kinds.iter().all(|kind| matches!(kind, Kind::Title | Kind::Prose)) => {
            columns.title(inside, top, bottom)
        }
        _ => columns.row(inside, top, bottom),
    }
}

/// The rows of lines between two level lines, where these are several that count.
fn numbered_rows(columns: &Columns, inside: &[Line]) -> Option<Vec<Row>> {
    let body = Body::of(columns, inside, 0);
    let are_several = body.counted > 1 || (1..inside.len()).any(|i| body.counts_on(i));
    are_several.then(|| by_starts(columns, inside, 0))
}

/// Lets rows reach from one height to another.
fn close(rows: &mut [Row], top: f32, bottom: f32) {
    if let Some(first) = rows.first_mut() {
        reach(first, top, first.bottom);
    }
    if let Some(last) = rows.last_mut() {
        reach(last, last.top, bottom);
    }
}

/// Rows where lines are drawn only around the header and below the last row.
fn between_three(columns: &Columns, body: &[Line], rules: &Rules) -> Vec<Row> {
    let header = rules.header_lines(body);
    let mut out = by_starts(columns, body, header);
    if out.len() > 2 && !Body::of(columns, body, header).shows_rows() {
        out.truncate(1);
        out.push(columns.row(&body[header..], rules.ys[1], rules.bottom()));
    }
    let count = out.len();
    for (i, row) in out.iter_mut().enumerate() {
        let top = [rules.ys[0], rules.ys[1]].get(i).copied().unwrap_or(row.top);
        let bottom = match i {
            0 => rules.ys[1],
            _ if i + 1 == count => row.bottom.max(rules.bottom()),
            _ => row.bottom,
        };
        reach(row, top, bottom);
    }
    out
}

/// Lets a row and its cells reach from one height to another.
fn reach(row: &mut Row, top: f32, bottom: f32) {
    (row.top, row.bottom) = (top, bottom);
    for cell in &mut row.cells {
        (cell.bbox.y0, cell.bbox.y1) = (top, bottom);
    }
}

/// Rows by how their text starts: a number that counts, more space above, a column that had ended
/// and starts again. `header`: how many of the lines are the header, which is one row.
pub(in crate::table) fn by_starts(columns: &Columns, lines: &[Line], header: usize) -> Vec<Row> {
    let body = Body::of(columns, lines, header);
    let mut starts = vec![0];
    starts.extend(body.starts_of_rows());
    starts.push(lines.len());
    starts.dedup();
    let mut edges: Vec<f32> = starts.iter().map(|i| body.top(*i)).collect();
    // A taller line may reach above the line before; its row does not.
    for i in 1..edges.len() {
        edges[i] = edges[i].max(edges[i - 1]);
    }
    let spans = starts.windows(2).zip(edges.windows(2));
    spans
        .map(|(line, edge)| {
            let own = &lines[line[0]..line[1]];
            match body.kinds[line[0]] {
                Kind::Total => columns.row_of_total(own, edge[0], edge[1]),
                Kind::Title => columns.title(own, edge[0], edge[1]),
                Kind::Record | Kind::Prose => columns.row(own, edge[0], edge[1]),
            }
        })
        .collect()
}

/// How many of the lines below a header without known words are rows of its table: where the rows
/// are numbered, those above a line that stands apart and starts no row.
pub(in crate::table) fn numbered_height(columns: &Columns, below: &[Line]) -> usize {
    let number = |line: &Line| {
        let first = columns.parts(line).into_iter().next().flatten();
        first.and_then(|first| leading_number(&first.text()))
    };
    let records = |line: &&Line| kind(columns, line) == Kind::Record;
    if below.iter().find(records).and_then(number).is_none() {
        return below.len();
    }
    let step = usual_step(below);
    let apart = |pair: &[Line]| {
        pair[1].baseline - pair[0].baseline > APART * step
            && number(&pair[1]).is_none()
            && records(&&pair[1])
    };
    below.windows(2).position(apart).map_or(below.len(), |last| last + 1)
}

/// The lines of a table, and what shows where a row starts among them.
pub(in crate::table) struct Body<'a> {
    lines: &'a [Line],
    /// What of each line stands in each column.
    grid: Vec<Vec<Option<Line>>>,
    /// What each line is; those of the header are of records.
    kinds: Vec<Kind>,
    /// How many of the first lines are the header.
    header: usize,
    /// The usual step from baseline to baseline below the header, in points.
    step: f32,
    /// The columns that the lines stand in.
    columns: &'a Columns,
    /// Before which lines space parts rows, where more of it stands between them than in them.
    parted: Option<Vec<bool>>,
    /// How many of the lines start with a number alone in the first column, where the first does.
    counted: usize,
    /// Whether the rows are numbered, so that only an item starts one.
    numbered: bool,
    /// Whether most lines fill every column, so that each of these is a row.
    dense: bool,
}

impl<'a> Body<'a> {
    pub(in crate::table) fn of(columns: &'a Columns, lines: &'a [Line], header: usize) -> Body<'a> {
        let grid: Vec<Vec<Option<Line>>> = lines.iter().map(|l| columns.parts(l)).collect();
        let kinds: Vec<Kind> = lines
            .iter()
            .enumerate()
            .map(|(i, line)| if i < header { Kind::Record } else { kind(columns, line) })
            .collect();
        let records: Vec<usize> =
            (header..lines.len()).filter(|i| kinds[*i] == Kind::Record).collect();
        let full = records.iter().filter(|i| is_full(&grid[**i])).count();
        let below =
            Texts { lines: &lines[header..], grid: &grid[header..], kinds: &kinds[header..] };
        let parted = below.parted();
        // Cells that are set in the middle may begin above their number: space alone tells that.
        let in_middle = records.first().is_some_and(|i| grid[*i][0].is_none());
        let mut firsts = records.iter().take_while(|_| !in_middle || parted.is_some());
        let first = firsts.find_map(|i| grid[*i][0].as_ref());
        let numbers = records.iter().filter(|i| grid[**i][0].as_ref().is_some_and(is_number));
        let mut body = Body {
            lines,
            header,
            step: usual_step(&lines[header..]),
            columns,
            parted,
            counted: if first.is_some_and(is_number) { numbers.count() } else { 0 },
            numbered: first.is_some_and(opens_item),
            dense: are_most(full, records.len()),
            grid,
            kinds,
        };
        // Space alone does not tell rows from paragraphs; beside a column of numbers it does, and
        // where what it parts is whole rows.
        let by_space =
            body.parted.take().filter(|parted| body.counted > 0 || body.parts_rows(parted));
        body.parted = by_space.and_then(|parted| body.settled(parted));
        if in_middle && body.parted.is_none() {
            (body.counted, body.numbered) = (0, false);
        }
        body
    }

    /// Whether all that space parts has text in the first column and in most others. The places start
    /// at the first line below the header.
    fn parts_rows(&self, parted: &[bool]) -> bool {
        let mut starts: Vec<usize> = (self.header..self.lines.len())
            .filter(|i| *i == self.header || parted[i - self.header])
            .collect();
        starts.push(self.lines.len());
        starts.len() > 2
            && starts.windows(2).all(|pair| {
                let lines = pair[0]..pair[1];
                self.has_text(0, lines.clone()) && self.filled(lines) * 2 > self.columns.count()
            })
    }

    /// In how many columns some of these lines have text.
    fn filled(&self, lines: Range<usize>) -> usize {
        (0..self.columns.count()).filter(|column| self.has_text(*column, lines.clone())).count()
    }

    /// Whether one of these lines has text in a column.
    fn has_text(&self, column: usize, mut lines: Range<usize>) -> bool {
        lines.any(|i| self.grid[i][column].is_some())
    }

    /// What space parts, without what is no row: it has one text, or no number where rows have one;
    /// `None` where two rows would be one by their numbers. The places start at the first line
    /// below the header.
    fn settled(&self, mut parted: Vec<bool>) -> Option<Vec<bool>> {
        let numbers = |range: Range<usize>| range.filter(|i| self.is_counted(*i)).count();
        let mut starts: Vec<usize> = (self.header..self.lines.len())
            .filter(|i| parted[i - self.header] || self.kinds[*i] != Kind::Record)
            .collect();
        starts.push(self.lines.len());
        for pair in starts.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let numbers = numbers(from..to);
            if self.counted > 0 && numbers > 1 || (from + 1..to).any(|i| self.opens_within(i)) {
                return None;
            }
            let filled = self.filled(from..to);
            let opens = self.grid[from][0].as_ref().is_some_and(opens_item);
            let least = if self.counted > 0 { self.grid[from].len() / 2 } else { 1 };
            parted[from - self.header] = numbers > 0 || opens || filled > least;
        }
        Some(parted)
    }

    /// Whether an item starts at line `i` by its text, where no space does.
    fn opens_within(&self, i: usize) -> bool {
        self.counted == 0
            && self.grid[i][0].as_ref().is_some_and(opens_item)
            && (self.counts_on(i) || self.starts_by_text(i))
    }

    /// Whether line `i` has a number alone in its first column.
    fn is_counted(&self, i: usize) -> bool {
        self.grid[i][0].as_ref().is_some_and(is_number)
    }

    /// Whether its rows can be told apart by more than how their lines end.
    pub(in crate::table) fn shows_rows(&self) -> bool {
        self.numbered || self.dense || self.parted.is_some()
    }

    /// Where line `i` starts, or the last line ends.
    fn top(&self, i: usize) -> f32 {
        match self.lines.get(i) {
            Some(line) => line.bbox.y0,
            None => self.lines[self.lines.len() - 1].bbox.y1,
        }
    }

    /// The lines below the header at which rows start.
    fn starts_of_rows(&self) -> Vec<usize> {
        let below = self.header..self.lines.len();
        let opens = |i: &usize| match self.counted {
            0 => self.grid[*i][0].as_ref().is_some_and(opens_item),
            _ => self.is_counted(*i),
        };
        let numbered: Vec<usize> = below.clone().filter(opens).collect();
        let middles = Middles { lines: self.lines, grid: &self.grid, step: self.step };
        let are_records = below.clone().all(|i| self.kinds[i] == Kind::Record);
        let in_middle = middles.starts(self.header, &numbered).filter(|_| are_records);
        in_middle.unwrap_or_else(|| {
            let first = std::iter::once(self.header);
            first.chain(below.skip(1).filter(|i| self.starts_row(*i))).collect()
        })
    }

    /// Whether a row starts at line `i`.
    fn starts_row(&self, i: usize) -> bool {
        match (self.kinds[i - 1], self.kinds[i]) {
            (Kind::Record, Kind::Record) => {}
            (Kind::Title, Kind::Title) => return !self.title_goes_on(i),
            _ => return true,
        }
        match &self.parted {
            Some(parted) => parted[i - self.header],
            None if self.counted > 0 => self.is_counted(i),
            None => self.counts_on(i) || self.starts_by_text(i),
        }
    }

    /// Whether a title at line `i` is the rest of the one above: that reaches far, and this opens
    /// none of its own.
    fn title_goes_on(&self, i: usize) -> bool {
        let (before, line) = (&self.lines[i - 1], &self.lines[i]);
        let reaches = self.columns.right() - before.bbox.x1 <= LONGEST_WORD * before.size;
        reaches && !self.columns.opens_level(&line.text())
    }

    /// Whether line `i` counts on in its first column from the one before, beside texts of most other
    /// columns that count nothing.
    fn counts_on(&self, i: usize) -> bool {
        let number = |line: &Line| leading_number(&line.text());
        let own = self.grid[i][0].as_ref().and_then(number);
        let before = (self.header..i).rev().find_map(|i| self.grid[i][0].as_ref().and_then(number));
        let beside: Vec<&Line> = self.grid[i][1..].iter().flatten().collect();
        own.zip(before).is_some_and(|(own, before)| own == before + 1)
            && beside.len() * 2 > self.grid[i].len() - 1
            && !beside.iter().any(|line| number(line).is_some() && !is_number(line))
    }

    /// Whether a row starts at line `i` by its text: it fills every column where most lines do, or
    /// its first column has text there and no other column goes on with a wrapped line.
    fn starts_by_text(&self, i: usize) -> bool {
        // Where items start rows, what was wrapped may fill every column too.
        let may_start = |first: &Line| !self.numbered || opens_item(first);
        if self.dense && is_full(&self.grid[i]) && self.grid[i][0].as_ref().is_some_and(may_start) {
            return true;
        }
        let Some(first) = &self.grid[i][0] else { return false };
        if self.lines[i].baseline - self.lines[i - 1].baseline > WIDE_STEP * self.step {
            return true;
        }
        let others = (1..self.grid[i].len()).filter(|column| self.restarts(i, *column)).count();
        let first_restarts = self.restarts(i, 0);
        if opens_item(first) {
            let is_child = opens_first_child(&first.text());
            return others > 0 || first_restarts || !is_child && self.all_ended(i, 1);
        }
        !self.numbered && (first_restarts && others > 0 || others > 1 || self.all_ended(i, 0))
    }

    /// Whether a column has text at line `i` and none on the line before.
    fn restarts(&self, i: usize, column: usize) -> bool {
        self.grid[i][column].is_some() && self.grid[i - 1][column].is_none()
    }

    /// Whether at least half of the columns from `from` on have text at line `i` and on the line
    /// before, and each of them had ended its paragraph there.
    fn all_ended(&self, i: usize, from: usize) -> bool {
        let columns = self.grid[i].iter().zip(&self.grid[i - 1]).skip(from);
        let both: Vec<(&Line, &Line)> =
            columns.filter_map(|(now, before)| Some((now.as_ref()?, before.as_ref()?))).collect();
        // A row starts in most of its columns at once.
        both.len() * 2 >= self.grid[i].len() - from
            && both.iter().all(|(now, before)| ended(before, now))
    }
}

/// Whether a line has text in every column.
fn is_full(parts: &[Option<Line>]) -> bool {
    parts.iter().all(Option::is_some)
}

/// Whether a line is the number of an item and nothing else.
fn is_number(line: &Line) -> bool {
    let text = line.text();
    opens_item(line)
        && text.chars().all(|c| digits::value(c).is_some() || NUMBER_SIGNS.contains(&c))
}

/// Whether a line starts an item.
fn opens_item(line: &Line) -> bool {
    starts_item(&compose(std::slice::from_ref(line)).text)
}

#[cfg(test)]
mod tests {
    use crate::table::made::{MadePage, show_blocks};
    use crate::table::segment;

    /// Headings of four columns, and texts below them: column, baseline, text.
    fn shown(texts: &[(usize, f32, &str)]) -> Vec<String> {
        let xs = [50.0, 100.0, 280.0, 420.0];
        let heads = ["ที่", "โครงการ", "ตัวชี้วัด", "งบประมาณ"];
        let page = xs.iter().zip(heads).fold(MadePage::new(), |p, (x, t)| p.text(*x, 100.0, t));
        show_blocks(&segment(&page.texts(&xs, texts).0).blocks)
    }

    #[test]
    fn titles_and_sums_stand_between_rows() {
        let rows = shown(&[
            (0, 120.0, "ด้านการป้องกันการทุจริต"),
            (0, 140.0, "๑"),
            (1, 140.0, "ปลูกป่า"),
            (2, 140.0, "๕๐ ไร่"),
            (3, 140.0, "๑๐๐"),
            (1, 160.0, "รวม"),
            (3, 160.0, "๑๐๐"),
            (0, 180.0, "ด้านความโปร่งใส"),
            (0, 200.0, "๒"),
            (1, 200.0, "อบรม"),
            (2, 200.0, "๒๐ คน"),
            (3, 200.0, "๕๐"),
        ]);
        let expected = [
            "[ด้านการป้องกันการทุจริต ×4]",
            "[๑ | ปลูกป่า | ๕๐ ไร่ | ๑๐๐]",
            "[ | รวม |  | ๑๐๐]",
            "[ด้านความโปร่งใส ×4]",
            "[๒ | อบรม | ๒๐ คน | ๕๐]",
        ];
        assert_eq!(rows[1..], expected);
    }

    #[test]
    fn space_parts_rows_whose_cells_are_set_in_the_middle() {
        let rows = shown(&[
            (0, 120.0, "๑"),
            (1, 120.0, "ปลูกป่า"),
            (3, 120.0, "๑๐๐"),
            (1, 136.0, "อบรมผู้นำ"),
            (0, 142.0, "๒"),
            (3, 142.0, "๕๐"),
            (1, 148.0, "และเยาวชน"),
            (0, 164.0, "๓"),
            (1, 164.0, "ตรวจ"),
            (3, 164.0, "๒๐"),
        ]);
        let expected =
            ["[๑ | ปลูกป่า |  | ๑๐๐]", "[๒ | อบรมผู้นำ / และเยาวชน |  | ๕๐]", "[๓ | ตรวจ |  | ๒๐]"];
        assert_eq!(rows[1..], expected);
    }

    #[test]
    fn rows_without_space_between_them_reach_as_far_above_their_number_as_below() {
        let rows = shown(&[
            (2, 112.0, "อบรมไม่น้อยกว่า"),
            (0, 124.0, "๑"),
            (1, 124.0, "อบรมผู้นำ"),
            (2, 124.0, "๕๐ คน ในตำบล"),
            (3, 124.0, "๕๐"),
            (2, 136.0, "และรายงานผล"),
            (0, 148.0, "๒"),
            (1, 148.0, "ปลูกป่า"),
            (2, 148.0, "๙ ไร่"),
            (3, 148.0, "๑๐๐"),
            (2, 160.0, "ตรวจน้ำทุกเดือน"),
            (0, 166.0, "๓"),
            (1, 166.0, "ตรวจน้ำ"),
            (3, 166.0, "๒๐"),
            (2, 172.0, "และรายงาน"),
        ]);
        let expected = [
            "[๑ | อบรมผู้นำ | อบรมไม่น้อยกว่า / ๕๐ คน ในตำบล / และรายงานผล | ๕๐]",
            "[๒ | ปลูกป่า | ๙ ไร่ | ๑๐๐]",
            "[๓ | ตรวจน้ำ | ตรวจน้ำทุกเดือน / และรายงาน | ๒๐]",
        ];
        assert_eq!(rows[1..], expected);
    }

    #[test]
    fn the_first_row_may_begin_above_its_number_too() {
        let rows = shown(&[
            (1, 120.0, "อบรมผู้นำ"),
            (0, 126.0, "๑"),
            (3, 126.0, "๕๐"),
            (1, 132.0, "และเยาวชน"),
            (0, 150.0, "๒"),
            (1, 150.0, "ปลูกป่า"),
            (3, 150.0, "๑๐๐"),
            (1, 168.0, "ตรวจน้ำ"),
            (0, 174.0, "๓"),
            (3, 174.0, "๒๐"),
            (1, 180.0, "ในคลอง"),
        ]);
        let expected = [
            "[๑ | อบรมผู้นำ / และเยาวชน |  | ๕๐]",
            "[๒ | ปลูกป่า |  | ๑๐๐]",
            "[๓ | ตรวจน้ำ / ในคลอง |  | ๒๐]",
        ];
        assert_eq!(rows[1..], expected);
    }
}
