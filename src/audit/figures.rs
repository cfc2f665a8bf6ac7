//! The figures of an item's result: each with where it stands in the text of its cell and on its
//! page.

use std::ops::Range;

use crate::contract::model::{Facts, Item, Role, Text};
use crate::finding::Region;
use crate::report::facts::Scan;
use crate::thai::number;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit<'r> {
    /// Per cent.
    Percent,
    /// Baht.
    Baht,
    /// Things, by the word printed after the number.
    Things(&'r str),
}

/// One figure.
#[derive(Debug, Clone)]
pub struct Figure<'r> {
    /// Where it stands in [`Figures::text`], from `ร้อยละ` or its first digit to its unit.
    pub range: Range<usize>,
    /// Its value; baht for money.
    pub value: f64,
    /// How many digits are printed after its point.
    pub decimals: u32,
    /// What it counts.
    pub unit: Unit<'r>,
    /// As printed.
    pub raw: &'r str,
    /// Where it stands.
    pub regions: &'r [Region],
}

/// So many figures and dates of a cell are looked at: a cell of a report has fewer than fifty, and
/// every rule's time stays bounded.
const MOST: usize = 300;

/// The figures and dates of one cell, in order; the first 300 of each.
#[derive(Debug, Clone)]
pub struct Figures<'r> {
    /// The cell.
    pub cell: &'r Text,
    /// Percentages, quantities and money.
    pub all: Vec<Figure<'r>>,
    /// Where dates stand in its text, and on the page.
    pub dates: Vec<(Range<usize>, &'r [Region])>,
}

impl<'r> Figures<'r> {
    /// Those of an item's result cell; `None` where it has none.
    pub fn of_result(item: &'r Item) -> Option<Figures<'r>> {
        item.cells.get(&Role::Result).map(|cell| Figures::new(cell, &item.facts))
    }

    /// Those of an item's outcome cell; measures only.
    pub fn of_outcome(item: &'r Item) -> Option<Figures<'r>> {
        item.cells
            .get(&Role::Outcome)
            .zip(item.outcome_facts.as_ref())
            .map(|(cell, facts)| Figures::new(cell, facts))
    }

    fn new(cell: &'r Text, facts: &'r Facts) -> Figures<'r> {
        let scan = Scan::new(&cell.text);
        let mut all = Vec::new();
        let mut add = |range: Range<usize>, value, unit, fact: Option<(&'r str, &'r [Region])>| {
            let (raw, regions) = fact.unwrap_or((&cell.text[range.clone()], &cell.regions));
            all.push(Figure {
                decimals: decimals(&cell.text[range.clone()]),
                range,
                value,
                unit,
                raw,
                regions,
            });
        };
        // A report read back from JSON may have been made by another version: a fact counts only
        // where it is the same.
        let percentages = scan.percentages();
        let known = percentages.len() == facts.percentages.len();
        for (i, p) in percentages.into_iter().enumerate() {
            let fact = facts.percentages.get(i).filter(|f| known && f.value == p.value);
            add(
                p.range,
                p.value,
                Unit::Percent,
                fact.map(|f| (f.raw.as_str(), f.regions.as_slice())),
            );
        }
        let quantities = scan.quantities();
        let known = quantities.len() == facts.quantities.len();
        for (i, q) in quantities.into_iter().enumerate() {
            let fact = facts.quantities.get(i).filter(|f| known && f.value == q.value.value);
            let unit = Unit::Things(&cell.text[q.value.unit]);
            add(q.range, q.value.value, unit, fact.map(|f| (f.raw.as_str(), f.regions.as_slice())));
        }
        let money = scan.money();
        let known = money.len() == facts.money.len();
        for (i, m) in money.into_iter().enumerate() {
            let fact = facts.money.get(i).filter(|f| known && f.amount_thb == m.value);
            let value = m.value.satang as f64 / 100.0;
            add(m.range, value, Unit::Baht, fact.map(|f| (f.raw.as_str(), f.regions.as_slice())));
        }
        all.sort_by_key(|figure| (figure.range.start, figure.range.end));
        all.truncate(MOST);
        let known = scan.dates.dates.len() == facts.dates.len();
        let place = |i: usize| {
            facts.dates.get(i).filter(|_| known).map_or(cell.regions.as_slice(), |d| &d.regions)
        };
        let dates = scan
            .dates
            .dates
            .into_iter()
            .enumerate()
            .take(MOST)
            .map(|(i, d)| (d.range, place(i)))
            .collect();
        Figures { cell, all, dates }
    }

    /// The text they stand in.
    pub fn text(&self) -> &'r str {
        &self.cell.text
    }

    /// What stands before figure `i` and says what it is: from the figure, date or line end before
    /// it.
    pub fn label(&self, i: usize) -> &'r str {
        let start = self.all[i].range.start;
        let figure = self.all[..i].iter().map(|f| f.range.end).filter(|end| *end <= start).max();
        let date = self.dates.iter().map(|(d, _)| d.end).filter(|end| *end <= start).max();
        let line = self.text()[..start].rfind('\n').map(|at| at + 1);
        &self.text()[figure.max(date).max(line).unwrap_or(0)..start]
    }

    /// The line that figure `i` stands in.
    pub fn line(&self, i: usize) -> Range<usize> {
        let Range { start, end } = self.all[i].range;
        let from = self.text()[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = self.text()[end..].find('\n').map_or(self.text().len(), |at| end + at);
        from..to
    }
}

/// How many digits stand after the point of the first number of a text.
fn decimals(text: &str) -> u32 {
    number::scan(text).first().and_then(|n| n.value).map_or(0, |d| d.scale)
}

/// A unit without what it is counted by (`คนต่อปี`, `ครั้ง/ปี`), and one word for what people are
/// counted with.
///
/// ```
/// use raingan::audit::figures::plain_unit;
/// assert_eq!((plain_unit("คนต่อปี"), plain_unit("ครั้ง/ปี"), plain_unit("ราย")), ("คน", "ครั้ง", "คน"));
/// ```
pub fn plain_unit(unit: &str) -> &str {
    let end = unit.find("ต่อ").into_iter().chain(unit.find("/ปี")).min().unwrap_or(unit.len());
    match unit[..end].trim() {
        "ราย" | "ท่าน" => "คน",
        plain => plain,
    }
}

/// A number as people write it: no decimals where it is whole.
///
/// ```
/// use raingan::audit::figures::plain;
/// assert_eq!((plain(94.0), plain(88.6), plain(33.333333)), ("94".to_owned(), "88.6".to_owned(), "33.33".to_owned()));
/// ```
pub fn plain(value: f64) -> String {
    let rounded = format!("{value:.2}");
    rounded.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::project;

    #[test]
    fn figures_stand_in_order_with_their_labels_and_regions() {
        let item = project("1")
            .result("จัดเมื่อ ๕ มีนาคม ๒๕๖๖ มีผู้เข้าร่วม ๖๓ คน ร้อยละ ๘๘.๔๑\nใช้เงิน ๕๐๐ บาท")
            .done();
        let figures = Figures::of_result(&item).unwrap();
        let seen: Vec<_> = (0..3)
            .map(|i| (figures.label(i), figures.all[i].value, figures.all[i].decimals))
            .collect();
        assert_eq!(seen, [(" มีผู้เข้าร่วม ", 63.0, 0), (" ", 88.41, 2), ("ใช้เงิน ", 500.0, 0)]);
        assert!(figures.all.iter().all(|f| f.regions.len() == 1));
        assert_eq!(&figures.text()[figures.line(2)], "ใช้เงิน ๕๐๐ บาท");
    }

    #[test]
    fn facts_of_another_version_leave_the_place_of_the_cell() {
        let mut item = project("1").result("๖๓ คน และ ๔๗ คน").done();
        item.facts.quantities.pop();
        let figures = Figures::of_result(&item).unwrap();
        assert_eq!(figures.all.len(), 2);
        assert_eq!(figures.all[0].regions, item.cells[&Role::Result].regions);
    }
}
