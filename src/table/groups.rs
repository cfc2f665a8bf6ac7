//! Rows that head those below them by their numbers: `๑ ด้านการสร้างจิตสำนึก` with nothing beside it, above
//! `๑.๑ โครงการ…`.

use crate::role::Role;
use crate::table::header::text_of;
use crate::table::item::{names_item, starts_item};
use crate::table::numbering::{LONGEST_NUMBER, plain_number};
use crate::table::{LogicalRow, LogicalTable};

/// The number that items count from.
const FIRST: &str = "1";

/// What a row says as one that may head others.
struct Candidate {
    /// Its number in Arabic digits; empty where it has none.
    number: String,
    /// Its title, where it has a number or a letter and a title, and nothing else.
    bare_title: Option<String>,
    /// Whether it is a record, neither a title across the table nor a sum.
    is_record: bool,
}

impl LogicalTable {
    /// Makes titles of groups of the records that say nothing but a number and a title, in a column
    /// of their own each, where the numbers of those below go on from theirs.
    ///
    /// What says that it is a project, an activity or a measure stays one.
    pub(super) fn make_groups_by_number(&mut self) {
        let name = self.naming.map(|naming| naming.column);
        let number = self.column_of(Role::Number);
        let (Some(name), Some(number)) = (name, number) else { return };
        if name == number {
            return;
        }
        let rows: Vec<Candidate> =
            self.rows.iter().map(|row| self.candidate(row, number, name)).collect();
        for i in self.groups(&rows) {
            self.rows[i].make_group(Some(number), name);
        }
    }

    fn candidate(&self, row: &LogicalRow, number: usize, name: usize) -> Candidate {
        let is_record = !row.across && !row.total;
        let printed = if is_record { text_of(&row.cells[number]) } else { String::new() };
        let is_bare = is_record && !row.marked.contains(&true) && self.is_bare(row, number, name);
        let may_head = is_bare && !printed.is_empty() && printed.chars().count() <= LONGEST_NUMBER;
        let title = may_head.then(|| text_of(&row.cells[name]));
        Candidate {
            number: plain_number(&printed).filter(|_| starts_item(&printed)).unwrap_or_default(),
            bare_title: title.filter(|title| !title.is_empty() && !names_item(title)),
            is_record,
        }
    }

    /// Whether a row says nothing beside its number and its title, but for levels in columns of their
    /// own.
    fn is_bare(&self, row: &LogicalRow, number: usize, name: usize) -> bool {
        let levels = self.level_columns();
        let beside = |at: &usize| *at != number && *at != name && !levels.contains(at);
        (0..row.cells.len()).filter(beside).all(|at| row.cells[at].is_empty())
    }

    /// The rows that head others. From the last row up, since one that heads titles of groups says no
    /// more than these do.
    fn groups(&self, rows: &[Candidate]) -> Vec<usize> {
        let mut heads = vec![false; rows.len()];
        for at in (0..rows.len().saturating_sub(1)).rev() {
            let next = &rows[at + 1];
            let holds = next.is_record && (next.bare_title.is_none() || heads[at + 1]);
            heads[at] = holds && self.heads(&rows[at], next);
        }
        // A group may be empty beside others.
        let with_heads = rows.iter().zip(&heads).filter(|(_, heads)| **heads);
        let kinds: Vec<(String, usize)> =
            with_heads.filter_map(|(row, _)| self.kind_of_level(row)).collect();
        let is_like =
            |row: &Candidate| self.kind_of_level(row).is_some_and(|kind| kinds.contains(&kind));
        (0..rows.len()).filter(|at| heads[*at] || is_like(&rows[*at])).collect()
    }

    /// The word for a level that the title of a row begins with, and the parts of its number.
    fn kind_of_level(&self, row: &Candidate) -> Option<(String, usize)> {
        let title = row.bare_title.as_deref().filter(|_| !row.number.is_empty())?;
        let word = self.vocabulary.level_title(title).label?;
        Some((word, row.number.split('.').count()))
    }

    /// Whether a row that says nothing but a title heads the next one, by their numbers.
    fn heads(&self, row: &Candidate, next: &Candidate) -> bool {
        let Some(title) = &row.bare_title else { return false };
        let by_word = self.vocabulary.begins_with_level(title);
        // Items that are measures have no levels above them but those that say so.
        let may_lack_word = self
            .naming
            .is_some_and(|naming| self.columns[naming.column].meaning != Some(Role::Measure));
        let goes_on = !row.number.is_empty() && next.number == format!("{}.1", row.number);
        let starts_anew = next.number == FIRST;
        match row.number.is_empty() {
            true => starts_anew && (by_word || may_lack_word),
            false => goes_on && (by_word || may_lack_word) || starts_anew && by_word,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::layout::compose;
    use crate::table::{Part, join, transcript};

    /// The rows of a table of numbers, projects and more: `# …` for titles of groups.
    fn rows(rows: &[&str]) -> Vec<String> {
        let mut lines = vec!["ที่\tโครงการ/กิจกรรม\tตัวชี้วัด\tงบประมาณ\tผู้รับผิดชอบ"];
        lines.extend(rows);
        let page = transcript::read(lines.join("\n").as_bytes()).unwrap();
        let parts = join(vec![page]);
        let Some(Part::Table(table)) = parts.first() else { panic!("no table: {parts:?}") };
        let show = |row: &crate::table::LogicalRow| {
            let cells: Vec<String> = row.cells.iter().map(|cell| compose(cell).text).collect();
            match row.across {
                true => format!("# {}", cells[0].replace('\n', " ")),
                false => format!("{} {}", cells[0], cells[1]),
            }
        };
        table.rows.iter().map(show).collect()
    }

    #[test]
    fn a_number_with_a_title_alone_heads_those_whose_numbers_go_on_from_it() {
        assert_eq!(
            rows(&[
                "๑\tด้านแสงริมน้ำ\t\t\t",
                "๑.๑\tโครงการโคมไฟ\t๓ ครั้ง\t๕๐๐\tกองแสง",
                "๑.๒\tกิจกรรมหิ่งห้อย\t๓ ครั้ง\t๕๐๐\tกองแสง",
                "๒\tการดูแลแสงริมทาง\t\t\t",
                "๒.๑\tโครงการป้ายไฟ\t๓ ครั้ง\t๕๐๐\tกองแสง",
                "๓\tด้านแสงดาว\t\t\t",
            ]),
            [
                "# ๑ ด้านแสงริมน้ำ",
                "๑.๑ โครงการโคมไฟ",
                "๑.๒ กิจกรรมหิ่งห้อย",
                "# ๒ การดูแลแสงริมทาง",
                "๒.๑ โครงการป้ายไฟ",
                "# ๓ ด้านแสงดาว",
            ]
        );
    }

    #[test]
    fn groups_stand_within_groups_and_count_anew() {
        assert_eq!(
            rows(&[
                "๑\tมิติแสงริมน้ำ\t\t\t",
                "๑.๑\tการดูแลโคมไฟ\t\t\t",
                "๑.๑.๑\tโครงการโคมไฟ\t๓ ครั้ง\t๕๐๐\tกองแสง",
                "๒\tด้านแสงดาว\t\t\t",
                "๑\tโครงการดูดาว\t๓ ครั้ง\t๕๐๐\tกองแสง",
                "ก.\tงานใหม่\t\t\t",
                "๑\tโครงการแสงใหม่\t๓ ครั้ง\t๕๐๐\tกองแสง",
            ]),
            [
                "# ๑ มิติแสงริมน้ำ",
                "# ๑.๑ การดูแลโคมไฟ",
                "๑.๑.๑ โครงการโคมไฟ",
                "# ๒ ด้านแสงดาว",
                "๑ โครงการดูดาว",
                "# ก. งานใหม่",
                "๑ โครงการแสงใหม่",
            ]
        );
    }

    #[test]
    fn what_says_that_it_is_an_item_or_heads_nothing_stays_a_record() {
        let records = [
            "๑\tโครงการแสงริมน้ำ\t\t\t",
            "๑.๑\tดูแลโคมไฟ\t๓ ครั้ง\t๕๐๐\tกองแสง",
            "๒\tงานดูดาว\t\t\t",
            "๓\tงานโคมไฟ\t๓ ครั้ง\t๕๐๐\tกองแสง",
            "๔\tด้านแสงดาว\tผู้ชม\t\t",
            "๔.๑\tโครงการดูดาว\t๓ ครั้ง\t๕๐๐\tกองแสง",
            "๕\tดูแลแสงจันทร์\t\t\t",
            "๑\tดูแลแสงเทียน\t๓ ครั้ง\t๕๐๐\tกองแสง",
        ];
        assert!(rows(&records).iter().all(|row| !row.starts_with('#')), "{:?}", rows(&records));
    }
}
