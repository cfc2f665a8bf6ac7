//! The header of a piece of a table: which of its rows it is, and what it says over each column.

use crate::column::Span;
use crate::layout::{Line, compose};
use crate::role::Role;
use crate::table::columns::{Time, spans};
use crate::table::evidence::Evidence;
use crate::table::item::starts_item;
use crate::table::{Cell, Origin, Row, Table, Vocabulary};
use crate::thai::digits;
use crate::thai::text::{is_consonant, matching_key, normalise};

/// How many rows into a piece its header may stand (titles across the table may stand above it).
const HEADER_DEPTH: usize = 3;
/// A header names at least this many columns …
const HEADER_NAMES: usize = 2;
/// … and at least this part of its cells.
const HEADER_SHARE: f32 = 0.5;
/// A role that was guessed from what stands in its column tells of items from this score on.
const GUESS_TELLS: f32 = 0.4;
/// A cell with more clusters than this is no heading.
const HEADER_CLUSTERS: usize = 120;
/// A row that numbers the columns of its table numbers at least so many …
const COLUMNS_NUMBERED: usize = 3;
/// … and this many of ten.
const COLUMNS_OF_TEN: usize = 8;
/// The number of a column with its brackets is at most this long, in clusters.
const COLUMN_NUMBER: usize = 6;
/// The letters that columns are numbered by, in their order.
const LETTERS: [&str; 12] = ["ก", "ข", "ค", "ง", "จ", "ฉ", "ช", "ซ", "ฌ", "ญ", "ฎ", "ฏ"];
/// The longest heading of a column whose words are not known, in characters without white space.
const HEADING_LENGTH: usize = 50;
/// A row is a header again where this part of its cells say what the headings say.
const SAYS_AGAIN: f32 = 0.8;
/// A row starts at least this far (in points) above the end of a header that it belongs to.
const REACHES_DOWN: f32 = 1.0;
/// A line is centred in its cell where its left and right gap differ by at most this (in font
/// sizes).
const CENTRED: f32 = 1.0;
/// A row is centred, as headers are, where this many of ten lines are.
const CENTRED_OF_TEN: usize = 9;
/// The row below a header is not centred: fewer than this many of ten lines are.
const BODY_CENTRED_OF_TEN: usize = 6;

/// The heading of a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Heading {
    /// What it says that the column holds, where its words are known.
    pub meaning: Option<Role>,
    /// Its wordings, each once.
    pub wordings: Vec<Wording>,
    /// The headings above it in a header of several levels, outermost first.
    pub group: Vec<Wording>,
    /// The stretch of time that it stands for.
    pub span: Option<Span>,
    /// Why it is said to hold that.
    pub evidence: Evidence,
}

/// One wording of a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Its text, normalised.
    pub text: String,
    /// What two wordings are compared by: its text without white space and punctuation, see
    /// [`matching_key`].
    pub key: String,
}

impl From<Level> for Wording {
    fn from(level: Level) -> Wording {
        Wording { key: matching_key(&level.text), text: level.text, lines: level.lines }
    }
}

impl Heading {
    /// Whether two columns hold the same, by what their headings mean or else by their words.
    pub(super) fn is_like(&self, other: &Heading) -> bool {
        match (self.meaning, other.meaning) {
            (Some(own), Some(other)) => own == other,
            (None, None) => self.keys().eq(other.keys()),
            _ => false,
        }
    }

    /// Whether two headings begin with the same words, those above them too.
    pub(super) fn says_same(&self, other: &Heading) -> bool {
        let first = |heading: &Heading| heading.keys().next().unwrap_or_default().to_owned();
        let above = |heading: &Heading| -> Vec<String> {
            heading.group.iter().map(|wording| wording.key.clone()).collect()
        };
        first(self) == first(other) && above(self) == above(other)
    }

    fn keys(&self) -> impl Iterator<Item = &str> {
        self.wordings.iter().map(|wording| wording.key.as_str())
    }

    /// Its meaning alone: of a column whose heading stands elsewhere.
    pub(super) fn without_wordings(self) -> Heading {
        Heading { wordings: Vec::new(), group: Vec::new(), ..self }
    }

    /// The text of its first wording; empty where it has none.
    pub fn text(&self) -> &str {
        self.wordings.first().map_or("", |wording| &wording.text)
    }

    /// The same without what it says in brackets, such as its unit.
    pub(super) fn bare_text(&self) -> String {
        let mut depth = 0_usize;
        let mut kept = String::new();
        for c in self.text().chars() {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ if depth == 0 => kept.push(c),
                _ => {}
            }
        }
        kept
    }

    /// What a list of words would know it by: its heading on one line or, where that only says a
    /// time or is `shared` with a column of another group, the one above it that says more; `None`
    /// where there is neither.
    pub fn word(&self, shared: bool) -> Option<String> {
        let leaf = Some(self.text()).filter(|_| !shared || self.group.is_empty());
        let inwards = self.group.iter().map(|above| above.text.as_str()).chain(leaf);
        let mut outwards = inwards.rev();
        teachable(outwards.find(|text| !Time::of(text).is_some_and(|time| time.pure))?)
    }

    /// Whether it holds what is said of projects alone: what they are for, aim at and come to.
    pub(super) fn tells_of_projects(&self) -> bool {
        matches!(
            self.meaning,
            Some(
                Role::Objective
                    | Role::Detail
                    | Role::Indicator
                    | Role::Target
                    | Role::Result
                    | Role::Expected
                    | Role::Steps
                    | Role::Outcome
            )
        )
    }

    /// Whether it holds what is said of items, rather than of anything else that tables list.
    pub(super) fn tells_of_items(&self) -> bool {
        let role = self
            .meaning
            .filter(|_| !self.evidence.is_guess() || self.evidence.score >= GUESS_TELLS);
        !matches!(
            role,
            None | Some(
                Role::Number
                    | Role::Strategy
                    | Role::Tactic
                    | Role::Project
                    | Role::Measure
                    | Role::Unit
                    | Role::Note
                    | Role::Period
                    | Role::Place
                    | Role::Percent
                    | Role::Score
                    | Role::Level
                    | Role::Other(_)
            )
        )
    }

    /// Whether it has a wording already.
    pub fn says(&self, wording: &Wording) -> bool {
        self.wordings.iter().any(|known| known.key == wording.key)
    }
}

/// A text as a word for a list of words; `None` where it has no letters.
pub(crate) fn teachable(text: &str) -> Option<String> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // A line that begins like this is a comment, or opens a section.
    let word = words.trim_start_matches(['#', '[', ' ']);
    word.contains(char::is_alphabetic).then(|| word.to_owned())
}

/// The header of a piece of a table.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Its rows, as indices into the rows of the piece; empty where the piece has no header.
    pub rows: Vec<usize>,
    /// What stands in them over each column; empty where the piece has no header.
    pub headings: Vec<Heading>,
}

impl Header {
    /// Finds the header of a piece. `known`: the wordings of the columns of the table before it,
    /// whose header may stand again in a form that does not look like one.
    pub fn of(piece: &Table, known: &[Heading], vocabulary: &Vocabulary) -> Header {
        let first = first_row(piece, vocabulary).or_else(|| row_again(piece, known));
        let Some(first) = first else { return Header::default() };
        let rows = all_rows(piece, first_with_groups(piece, first), vocabulary);
        let levels: Vec<Vec<Level>> =
            (0..piece.column_count()).map(|column| levels(piece, &rows, column)).collect();
        let texts: Vec<Vec<String>> =
            levels.iter().map(|own| own.iter().map(|l| l.text.clone()).collect()).collect();
        let spans = spans(&texts);
        let headings =
            levels.into_iter().zip(spans).map(|(own, span)| heading(own, span, vocabulary));
        Header { rows, headings: headings.collect() }
    }
}

impl Header {
    /// The lines of its rows that only number the columns.
    pub fn numbers_of_columns(&self, piece: &Table) -> Vec<Line> {
        let rows = self.rows.iter().filter_map(|at| piece.rows.get(*at));
        rows.filter(|row| numbers_columns(row, piece.column_count()))
            .flat_map(Row::lines)
            .cloned()
            .collect()
    }
}

/// The first row of a header, of which a row is known: the row above it too, where that groups what
/// this one divides.
fn first_with_groups(piece: &Table, known: usize) -> usize {
    let Some(above) = known.checked_sub(1) else { return known };
    let row = &piece.rows[above];
    let groups = row.cells.iter().any(|cell| cell.span > 1 && !cell.lines.is_empty());
    let brief = row.cells.iter().all(|cell| may_be_heading(&text_of(&cell.lines)));
    if groups && brief && !row.is_across(piece.column_count()) { above } else { known }
}

/// The row of a piece that says again what the headings of the table before it say.
fn row_again(piece: &Table, known: &[Heading]) -> Option<usize> {
    if known.len() != piece.column_count() {
        return None;
    }
    let candidates = piece.rows.iter().enumerate().take(HEADER_DEPTH);
    candidates.filter(|(_, row)| says_again(row, known)).map(|(i, _)| i).next()
}

/// Whether most cells of a row say what the headings of their columns say.
pub(super) fn says_again(row: &Row, known: &[Heading]) -> bool {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.lines.is_empty()).collect();
    let again = filled.iter().filter(|cell| {
        let columns = known.iter().skip(cell.column).take(cell.span);
        let wordings = columns.flat_map(|column| column.wordings.iter().chain(&column.group));
        // Most cells begin otherwise than headings, or are longer, which shows before their text is
        // put together.
        // No spelling changes a consonant.
        let opens = first_char(&cell.lines).filter(|c| is_consonant(*c));
        let alike = |wording: &&Wording| {
            opens.is_none_or(|letter| wording.key.starts_with(letter))
                && !is_longer(&cell.lines, wording.key.chars().count())
        };
        let mut near = wordings.filter(alike).peekable();
        near.peek().is_some() && {
            let key = matching_key(&text_of(&cell.lines));
            near.any(|wording| wording.key == key)
        }
    });
    let again = again.count();
    filled.len() >= HEADER_NAMES && again as f32 >= SAYS_AGAIN * filled.len() as f32
}

/// The character that lines begin with: tells of most cells what they are not, before their text is put
/// together.
pub(super) fn first_char(lines: &[Line]) -> Option<char> {
    lines.first()?.printed().next()?.text.chars().next()
}

/// Whether more clusters are printed in a cell than this.
fn is_longer(lines: &[Line], clusters: usize) -> bool {
    lines.iter().flat_map(Line::printed).nth(clusters).is_some()
}

/// The first row of a piece's header.
fn first_row(piece: &Table, vocabulary: &Vocabulary) -> Option<usize> {
    let candidates = piece.rows.iter().enumerate().take(HEADER_DEPTH);
    candidates
        .filter(|(_, row)| !row.is_across(piece.column_count()))
        .find(|(i, row)| is_header(row, piece, *i, vocabulary))
        .map(|(i, _)| i)
}

/// All rows of a header, which reaches down as far as the tallest cell of its first row, and on over
/// rows that only divide its groups or number its columns.
fn all_rows(piece: &Table, first: usize, vocabulary: &Vocabulary) -> Vec<usize> {
    let cells = &piece.rows[first].cells;
    let bottom = cells.iter().map(|c| c.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
    let tall = piece.rows[first + 1..]
        .iter()
        .take_while(|row| piece.origin != Origin::Transcript && row.top < bottom - REACHES_DOWN)
        .count();
    let mut last = first + tall;
    while let Some(next) = piece.rows.get(last + 1) {
        let goes_on = divides_groups(&piece.rows[last], next, piece, vocabulary)
            || numbers_columns(next, piece.column_count());
        if !goes_on || last - first >= HEADER_DEPTH {
            break;
        }
        last += 1;
    }
    (first..=last).collect()
}

/// Whether a row divides the groups of the header row above it: it is blank where that names single
/// columns, and elsewhere says times or words that head columns.
fn divides_groups(above: &Row, row: &Row, piece: &Table, vocabulary: &Vocabulary) -> bool {
    if row.is_across(piece.column_count()) {
        return false;
    }
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.lines.is_empty()).collect();
    let in_group = |cell: &&Cell| {
        let over = above.cells.iter().find(|c| c.covers(cell.column));
        over.is_none_or(|over| over.span > cell.span || over.lines.is_empty())
            || follows_group(above, cell.column)
    };
    let wide = |cell: &&Cell| {
        above
            .cells
            .iter()
            .any(|c| c.covers(cell.column) && c.span > cell.span && !c.lines.is_empty())
    };
    let parts = filled.iter().all(wide) || filled.iter().any(|cell| cell.span > 1);
    let in_groups = filled.len() < piece.column_count() && filled.iter().all(in_group);
    if filled.len() < HEADER_NAMES || !(in_groups || parts) {
        return false;
    }
    let texts: Vec<String> = filled.iter().map(|cell| text_of(&cell.lines)).collect();
    let head = texts.iter().filter(|t| vocabulary.meaning(t).is_some() || Time::of(t).is_some());
    let heads = head.count() * 2 >= filled.len();
    let words =
        texts.iter().all(|text| may_be_heading(text) && !text.chars().any(digits::is_digit));
    heads && in_groups || words && parts
}

/// Whether the cell right of a column in a row is blank: its group was written over its first column
/// alone.
fn follows_group(above: &Row, column: usize) -> bool {
    above.cells.iter().any(|cell| cell.column == column + 1 && cell.lines.is_empty())
}

/// Whether a row only numbers the columns: `(๑) (๒) (๓)`, `1 2 3`, `ก ข ค`.
fn numbers_columns(row: &Row, columns: usize) -> bool {
    let (mut numbers, mut letters) = (Vec::new(), None);
    for cell in row.cells.iter().filter(|cell| !cell.lines.is_empty()) {
        if is_longer(&cell.lines, COLUMN_NUMBER) {
            return false;
        }
        let key = matching_key(&text_of(&cell.lines));
        match column_number(key.trim_matches(['(', ')', '[', ']', '.'])) {
            Some((number, by_letter)) if by_letter == *letters.get_or_insert(by_letter) => {
                numbers.push(number);
            }
            _ => return false,
        }
    }
    // The quarters below a heading of their own are numbers too, over a few columns.
    numbers.len() >= COLUMNS_NUMBERED
        && numbers.len() * 10 >= columns * COLUMNS_OF_TEN
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
}

/// The number of a column, or the place of its letter and that it is one.
fn column_number(key: &str) -> Option<(u32, bool)> {
    let letter = || LETTERS.iter().zip(1..).find(|(letter, _)| **letter == key);
    let number = key.parse().ok().map(|number| (number, false));
    number.or_else(|| letter().map(|(_, place)| (place, true)))
}

/// Whether the row at a place of the piece is its header: by its words, or by its looks.
fn is_header(row: &Row, piece: &Table, at: usize, vocabulary: &Vocabulary) -> bool {
    if row.cells.iter().any(|cell| cluster_count(cell) > HEADER_CLUSTERS) {
        return false;
    }
    let texts: Vec<String> =
        row.cells.iter().map(|c| text_of(&c.lines)).filter(|t| !t.is_empty()).collect();
    names_columns(&texts, vocabulary) || at == 0 && looks_like_header(row, piece, &texts)
}

fn cluster_count(cell: &Cell) -> usize {
    cell.lines.iter().map(|l| l.clusters.len()).sum()
}

/// Whether the texts of cells name columns in words that are known.
fn names_columns(texts: &[String], vocabulary: &Vocabulary) -> bool {
    let mut meanings: Vec<Role> = texts.iter().filter_map(|t| vocabulary.meaning(t)).collect();
    let times = texts.iter().filter(|t| Time::of(t).is_some_and(|time| time.pure)).count();
    let known = meanings.len() + times;
    meanings.sort_unstable();
    meanings.dedup();
    meanings.len() + times >= HEADER_NAMES && known as f32 >= HEADER_SHARE * texts.len() as f32
}

/// A header by its looks, where its words are not known: every column but the first is named, briefly and
/// without numbers, and its cells are merged as only headers are, or set in a font of their own, or centred
/// where those of the next row are not.
fn looks_like_header(row: &Row, piece: &Table, texts: &[String]) -> bool {
    // The column of names may have no heading.
    let is_named = |cell: &&Cell| !cell.lines.is_empty() || cell.column == 0;
    let named: usize = row.cells.iter().filter(is_named).map(|c| c.span).sum();
    if named < piece.column_count()
        || !texts.iter().all(|text| may_be_heading(text))
        || !texts.iter().any(|text| text.chars().any(char::is_alphabetic))
    {
        return false;
    }
    let Some(next) = piece.rows.get(1) else { return false };
    is_merged_both_ways(row) || has_fonts_of_its_own(row, next) || is_centred_apart(row, next)
}

/// Whether a text is as brief as a heading and starts no item.
fn may_be_heading(text: &str) -> bool {
    text.chars().count() <= HEADING_LENGTH && !starts_item(text)
}

/// Whether a row has cells merged with those below and cells merged with those beside them.
fn is_merged_both_ways(row: &Row) -> bool {
    row.cells.iter().any(|c| c.row_span > 1) && row.cells.iter().any(|c| c.span > 1)
}

/// Whether two rows are set in different fonts throughout: bold headings over plain cells.
fn has_fonts_of_its_own(row: &Row, next: &Row) -> bool {
    let (fonts, others) = (fonts_of(row), fonts_of(next));
    !fonts.is_empty() && !others.is_empty() && fonts.iter().all(|f| !others.contains(f))
}

/// The fonts of a row's clusters, each once.
fn fonts_of(row: &Row) -> Vec<u16> {
    let mut fonts: Vec<u16> = row.lines().flat_map(Line::printed).map(|c| c.font).collect();
    fonts.sort_unstable();
    fonts.dedup();
    fonts
}

/// Whether nearly all lines of a row are centred, and many of the next row are not.
fn is_centred_apart(row: &Row, next: &Row) -> bool {
    let (centred, all) = count_centred(row);
    let (next_centred, next_all) = count_centred(next);
    centred * 10 >= all * CENTRED_OF_TEN && next_centred * 10 < next_all * BODY_CENTRED_OF_TEN
}

/// How many lines of a row are centred in their cells, and how many there are.
fn count_centred(row: &Row) -> (usize, usize) {
    (row.lines().filter(|line| is_centred(line)).count(), row.lines().count())
}

fn is_centred(line: &Line) -> bool {
    let (left, right) = (line.bbox.x0 - line.frame.room.0, line.frame.room.1 - line.bbox.x1);
    (left - right).abs() <= CENTRED * line.size
}

/// One level of what stands over a column.
struct Level {
    lines: Vec<Line>,
    /// Their text, normalised.
    text: String,
    /// How many columns its cell spans.
    span: usize,
}

impl Level {
    fn of(lines: Vec<Line>, span: usize) -> Level {
        Level { text: text_of(&lines), lines, span }
    }

    /// Whether it says a time and nothing else.
    fn is_time(&self) -> bool {
        Time::of(&self.text).is_some_and(|time| time.pure)
    }
}

/// What stands over a column in the header's rows, from the top down; levels that say nothing are
/// left out.
fn levels(piece: &Table, header: &[usize], column: usize) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for (nth, at) in header.iter().enumerate() {
        let Some(row) =
            piece.rows.get(*at).filter(|row| !numbers_columns(row, piece.column_count()))
        else {
            continue;
        };
        // Crossed lines can make cells that cover one column together.
        let over: Vec<&Cell> = row.cells.iter().filter(|cell| cell.covers(column)).collect();
        let lines: Vec<Line> = over.iter().flat_map(|cell| &cell.lines).cloned().collect();
        let span = over.iter().map(|cell| cell.span).max().unwrap_or_default();
        if !lines.is_empty() {
            levels.push(Level::of(lines, span));
        } else if span == 1 {
            let below = header[nth + 1..].iter().filter_map(|at| piece.rows.get(*at));
            // A group that is written over its first column alone spans this one too.
            let left = written_left(row, column, below);
            levels.extend(left.map(|cell| Level::of(cell.lines.clone(), 2)));
        }
    }
    levels
}

/// The heading of a group that was written over its first column alone: the nearest cell to the left
/// with text, where both it and this column are divided below.
fn written_left<'r>(
    row: &'r Row,
    column: usize,
    below: impl Iterator<Item = &'r Row>,
) -> Option<&'r Cell> {
    let rows: Vec<&Row> = below.collect();
    let divided = |at: usize| {
        rows.iter().any(|row| {
            row.cells.iter().any(|c| c.column == at && c.span == 1 && !c.lines.is_empty())
        })
    };
    let left =
        row.cells.iter().rev().find(|cell| cell.column < column && !cell.lines.is_empty())?;
    let all = (left.column..=column).all(divided);
    all.then_some(left)
}

/// The heading that the levels over a column make: the last one and, where no group or time parts
/// them from it, those above it are its words; the others are the groups that it stands under.
fn heading(levels: Vec<Level>, span: Option<Span>, vocabulary: &Vocabulary) -> Heading {
    let mut parts: Vec<Level> = Vec::new();
    for mut level in levels {
        match parts.last_mut() {
            Some(above)
                if above.span == 1 && level.span == 1 && above.is_time() == level.is_time() =>
            {
                // Each level of a header is a paragraph of its own.
                if let Some(first) = level.lines.first_mut() {
                    first.starts_paragraph = Some(true);
                }
                above.lines.extend(level.lines);
                above.text = text_of(&above.lines);
            }
            _ => parts.push(level),
        }
    }
    let leaf = parts.pop().map(Wording::from);
    let group: Vec<Wording> = parts.into_iter().map(Wording::from).collect();
    let meaning = leaf.as_ref().and_then(|leaf| {
        let mut outwards = [leaf].into_iter().chain(group.iter().rev());
        outwards.find_map(|level| vocabulary.meaning(&level.text))
    });
    Heading { meaning, wordings: leaf.into_iter().collect(), group, span, ..Heading::default() }
}

/// The text of lines, normalised: what headings and items are known by.
pub(super) fn text_of(lines: &[Line]) -> String {
    normalise(compose(lines).text.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::made::piece;

    fn rows_of(piece: &Table) -> Vec<usize> {
        Header::of(piece, &[], &Vocabulary::default()).rows
    }

    #[test]
    fn known_words_are_a_header_also_below_a_title() {
        let header = ["ลำดับ", "โครงการ", "งบประมาณ"];
        assert_eq!(rows_of(&piece(1, 0.0, &[&header, &["๑", "ก", "-"]])), [0]);
        assert_eq!(rows_of(&piece(1, 0.0, &[&["แผน"], &header, &["๑", "ก", "-"]])), [1]);
        assert!(rows_of(&piece(1, 0.0, &[&["๑", "ก", "-"], &["๒", "ข", "-"]])).is_empty());
    }

    #[test]
    fn unknown_words_are_a_header_in_a_font_of_their_own_or_where_they_alone_are_centred() {
        let body = ["ท่าลำพู", "๑๙.๐๐ น."];
        let plain = piece(1, 0.0, &[&["ท่าเรือ", "เวลา"], &body]);
        assert!(rows_of(&plain).is_empty());
        let mut bold = plain.clone();
        let clusters =
            bold.rows[0].cells.iter_mut().flat_map(|c| &mut c.lines).flat_map(|l| &mut l.clusters);
        clusters.for_each(|cluster| cluster.font = 1);
        assert_eq!(rows_of(&bold), [0]);
        let mut centred = plain;
        for line in centred.rows[0].cells.iter_mut().flat_map(|cell| &mut cell.lines) {
            let middle = (line.bbox.x0 + line.bbox.x1) / 2.0;
            line.frame.room = (middle - 50.0, middle + 50.0);
        }
        assert_eq!(rows_of(&centred), [0]);
    }

    #[test]
    fn the_column_of_names_may_have_no_heading() {
        for (headings, rows) in
            [(["", "เวลา", "ผู้โดยสาร"], vec![0]), (["ท่าเรือ", "", "ผู้โดยสาร"], vec![])]
        {
            let mut table = piece(1, 0.0, &[&headings, &["ท่าลำพู", "๑๙.๐๐ น.", "หิ่งห้อย"]]);
            let cells = table.rows[0].cells.iter_mut();
            let clusters = cells.flat_map(|c| &mut c.lines).flat_map(|l| &mut l.clusters);
            clusters.for_each(|cluster| cluster.font = 1);
            assert_eq!(rows_of(&table), rows, "{headings:?}");
        }
    }

    #[test]
    fn a_header_of_two_levels_reaches_down_to_its_tallest_cell() {
        let mut table = piece(
            1,
            0.0,
            &[&["ลำดับ", "ผลการดำเนินงาน", ""], &["", "ตัวชี้วัด", "งบประมาณ"], &["๑", "ก", "-"]],
        );
        let bottom = table.rows[1].bottom;
        table.rows[0].cells[0].bbox.y1 = bottom;
        let header = Header::of(&table, &[], &Vocabulary::default());
        assert_eq!(header.rows, [0, 1]);
        let lines: Vec<usize> = header.headings.iter().map(|h| h.wordings[0].lines.len()).collect();
        assert_eq!(lines, [1, 2, 1]);
    }
}
