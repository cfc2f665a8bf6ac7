//! The figures of an item's result: each with where it stands in the text of its cell and on its
//! page.

use std::ops::Range;

use crate::column::{Key, Which};
use crate::contract::model::{
    Baht, DateSpan, Facts, Item, Money, Percentage, Quantity, Role, Text,
};
use crate::finding::Region;
use crate::report::facts::{QuantityValue, Scan};
use crate::thai::date::DateValue;
use crate::thai::{Found, number};

/// How many figures and dates of a cell are looked at: it bounds the time of every rule, and a cell
/// of a report has fewer than fifty.
const MOST: usize = 300;

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

impl Unit<'_> {
    /// Whether two figures count the same kind of things.
    pub fn is_like(self, other: Unit<'_>) -> bool {
        match (self, other) {
            (Unit::Things(a), Unit::Things(b)) => plain_unit(a) == plain_unit(b),
            (Unit::Percent, Unit::Percent) | (Unit::Baht, Unit::Baht) => true,
            _ => false,
        }
    }
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

/// The figures and dates of one cell, in order; the first 300 of each.
#[derive(Debug, Clone)]
pub struct Figures<'r> {
    /// The cell.
    pub cell: &'r Text,
    /// Percentages, quantities and money.
    pub all: Vec<Figure<'r>>,
    /// Whether its column stands for a part of a year only.
    pub is_part: bool,
    /// Where dates stand in its text, and on the page.
    pub dates: Vec<(Range<usize>, &'r [Region])>,
}

impl<'r> Figures<'r> {
    /// Those of an item's result cells, in the order of their columns. Cells that say nothing count
    /// only where none says anything, and parts of a year only where no column is of more.
    pub fn of_results(item: &'r Item) -> Vec<Figures<'r>> {
        let cells = item.cells.iter().filter(|(key, _)| key.role == Role::Result);
        let mut cells: Vec<(&Key, &Text)> = cells.collect();
        let says = |cell: &Text| cell.text.chars().any(char::is_alphanumeric);
        if cells.iter().any(|(_, cell)| says(cell)) {
            cells.retain(|(_, cell)| says(cell));
        } else {
            cells.truncate(1);
        }
        if cells.iter().any(|(key, _)| !is_part(key)) {
            cells.retain(|(key, _)| !is_part(key));
        }
        let all = cells.into_iter();
        all.map(|(key, cell)| Figures {
            is_part: is_part(key),
            ..Figures::new(cell, item, Role::Result, &item.facts)
        })
        .collect()
    }

    /// Those of an item's outcome cells, in the order of their columns; measures only.
    pub fn of_outcomes(item: &'r Item) -> Vec<Figures<'r>> {
        let Some(facts) = &item.outcome_facts else { return Vec::new() };
        let cells = item.cells_of(Role::Outcome);
        cells.map(|cell| Figures::new(cell, item, Role::Outcome, facts)).collect()
    }

    /// Those of one of an item's cells of a role; `facts` are those of all of them.
    fn new(cell: &'r Text, item: &'r Item, role: Role, facts: &'r Facts) -> Figures<'r> {
        let scan = Scan::new(&cell.text);
        let mut figures = Figures { cell, all: Vec::new(), is_part: false, dates: Vec::new() };
        let is_one_of_many = item.cells_of(role).count() > 1;
        let own = |regions: &[Region]| !is_one_of_many || stands_in(cell, regions);
        let percentages = facts.percentages.iter().filter(|fact| own(&fact.regions)).collect();
        figures.add_percentages(scan.percentages(), percentages);
        let quantities = facts.quantities.iter().filter(|fact| own(&fact.regions)).collect();
        figures.add_quantities(scan.quantities(), quantities);
        figures.add_money(
            scan.money(),
            facts.money.iter().filter(|fact| own(&fact.regions)).collect(),
        );
        figures.all.sort_by_key(|figure| (figure.range.start, figure.range.end));
        figures.all.truncate(MOST);
        let dates = facts.dates.iter().filter(|fact| own(&fact.regions)).collect();
        figures.add_dates(scan.dates.dates, dates);
        figures
    }

    // A report read back from JSON may have been made by another version, which finds other values
    // in a text: a fact counts only where it is the same. So for all four below.

    fn add_percentages(&mut self, found: Vec<Found<f64>>, facts: Vec<&'r Percentage>) {
        let known = found.len() == facts.len();
        for (i, Found { range, value }) in found.into_iter().enumerate() {
            let fact = facts.get(i).filter(|fact| known && fact.value == value);
            let printed = fact.map(|fact| (fact.raw.as_str(), fact.regions.as_slice()));
            self.add(range, value, Unit::Percent, printed);
        }
    }

    fn add_quantities(&mut self, found: Vec<Found<QuantityValue>>, facts: Vec<&'r Quantity>) {
        let known = found.len() == facts.len();
        for (i, Found { range, value }) in found.into_iter().enumerate() {
            let fact = facts.get(i).filter(|fact| known && fact.value == value.value);
            let printed = fact.map(|fact| (fact.raw.as_str(), fact.regions.as_slice()));
            self.add(range, value.value, Unit::Things(&self.cell.text[value.unit]), printed);
        }
    }

    fn add_money(&mut self, found: Vec<Found<Baht>>, facts: Vec<&'r Money>) {
        let known = found.len() == facts.len();
        for (i, Found { range, value }) in found.into_iter().enumerate() {
            let fact = facts.get(i).filter(|fact| known && fact.amount_thb == value);
            let printed = fact.map(|fact| (fact.raw.as_str(), fact.regions.as_slice()));
            self.add(range, value.satang as f64 / 100.0, Unit::Baht, printed);
        }
    }

    fn add_dates(&mut self, found: Vec<Found<DateValue>>, facts: Vec<&'r DateSpan>) {
        let known = found.len() == facts.len();
        for (i, date) in found.into_iter().enumerate().take(MOST) {
            let fact = facts.get(i).filter(|_| known);
            self.dates.push((date.range, fact.map_or(&self.cell.regions, |fact| &fact.regions)));
        }
    }

    /// Adds a figure: with the fact's text and places, or else with those of the cell.
    fn add(
        &mut self,
        range: Range<usize>,
        value: f64,
        unit: Unit<'r>,
        printed: Option<(&'r str, &'r [Region])>,
    ) {
        let text = &self.cell.text[range.clone()];
        let (raw, regions) = printed.unwrap_or((text, &self.cell.regions));
        self.all.push(Figure { decimals: decimals(text), range, value, unit, raw, regions });
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

/// Whether a fact stands in a cell, by its first place.
fn stands_in(cell: &Text, regions: &[Region]) -> bool {
    regions.first().is_some_and(|first| cell.regions.iter().any(|region| region.holds(first)))
}

/// Whether a column stands for a quarter or a month.
fn is_part(key: &Key) -> bool {
    matches!(key.which, Which::Time { part: Some(_), .. })
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
        "ราย" | "ท่าน" | "นาย" => "คน",
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
    use crate::audit::sample::project;

    #[test]
    fn figures_stand_in_order_with_their_labels_and_regions() {
        let item = project("1")
            .result("จัดเมื่อ ๕ มีนาคม ๒๕๖๖ มีผู้เข้าร่วม ๖๓ คน ร้อยละ ๘๘.๔๑\nใช้เงิน ๕๐๐ บาท")
            .done();
        let figures = &Figures::of_results(&item)[0];
        let seen: Vec<_> = (0..3)
            .map(|i| (figures.label(i), figures.all[i].value, figures.all[i].decimals))
            .collect();
        assert_eq!(seen, [(" มีผู้เข้าร่วม ", 63.0, 0), (" ", 88.41, 2), ("ใช้เงิน ", 500.0, 0)]);
        assert!(figures.all.iter().all(|f| f.regions.len() == 1));
        assert_eq!(&figures.text()[figures.line(2)], "ใช้เงิน ๕๐๐ บาท");
    }

    #[test]
    fn each_of_several_results_has_the_places_of_its_own_facts() {
        let mut item = project("1").result("๖๓ คน").done();
        let place = |page| Region { page, x0: 10.0, y0: 10.0, x1: 40.0, y1: 20.0 };
        let second = Key { role: Role::Result, which: Which::Nth(2) };
        let mut again = item.cells[&Role::Result.into()].clone();
        item.cells.get_mut(&Role::Result.into()).expect("a result").regions = vec![place(1)];
        again.regions = vec![place(2)];
        item.cells.insert(second, again);
        let fact = item.facts.quantities[0].clone();
        let facts = [1, 2].map(|page| Quantity { regions: vec![place(page)], ..fact.clone() });
        item.facts.quantities = facts.to_vec();
        let pages = Figures::of_results(&item).into_iter().map(|f| f.all[0].regions.to_vec());
        assert_eq!(pages.collect::<Vec<_>>(), [[place(1)], [place(2)]]);
        item.facts.quantities[1].raw = "๖๓  คน".to_owned();
        assert_eq!(Figures::of_results(&item)[1].all[0].raw, "๖๓  คน", "its own, not the cell's");
    }

    #[test]
    fn facts_of_another_version_leave_the_place_of_the_cell() {
        let mut item = project("1").result("๖๓ คน และ ๔๗ คน").done();
        item.facts.quantities.pop();
        let figures = &Figures::of_results(&item)[0];
        assert_eq!(figures.all.len(), 2);
        assert_eq!(figures.all[0].regions, item.cells[&Role::Result.into()].regions);
    }
}
