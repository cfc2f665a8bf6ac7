//! One field of an item in two years: its targets, dates, numbers and words, each told as what it
//! is.

use std::ops::Range;

use super::model::{
    Change, Days, Doubt, Kind, Numbers, Quantities, Quantity, Spelling, SpellingWhy, Value,
};
use super::nodes::{Field, Node, has_targets, holds, lists};
use super::token::{Class, Token, Tokens};
use super::weave::words;
use super::words::{Stretch, TextDiff, Why, Years, compare};
use crate::contract::model::FiscalYear;
use crate::report::facts::{self, Scan, TargetValue};
use crate::role::Holds;
use crate::thai::date::{DateValue, Precision};
use crate::thai::text::matching_key;
use crate::thai::{Found, alike};

/// Letters below which a text is too common to be known again among what no field claimed.
const TELLING: usize = 8;

/// Words that are shown before a number that counts nothing: `การประชุมครั้งที่ ๒`.
const WORDS_BEFORE: usize = 3;

/// What is known of the two reports.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The older report's fiscal year.
    pub old_year: Option<FiscalYear>,
    /// The newer report's fiscal year.
    pub new_year: Option<FiscalYear>,
    /// What no field of the older report claimed, spelt as headings are compared.
    pub old_unclaimed: Vec<String>,
    /// The same of the newer report.
    pub new_unclaimed: Vec<String>,
    /// Whether different versions of raingan read them.
    pub versions_differ: bool,
}

impl Context {
    /// The fiscal years of both.
    pub fn years(&self) -> Years {
        let be = |year: &Option<FiscalYear>| year.as_ref().map(|y| i64::from(y.be));
        Years { old: be(&self.old_year), new: be(&self.new_year) }
    }
}

/// A field of one report: the same one of several items, where they were split or merged.
#[derive(Debug, Clone, Default)]
pub struct Joined<'r> {
    /// The ids of the items.
    pub id: String,
    field: Option<Field<'r>>,
}

impl<'r> Joined<'r> {
    /// The field `name` of all these items together.
    pub fn of(nodes: &[&Node<'r>], name: &str) -> Joined<'r> {
        let mut joined = Joined::default();
        for node in nodes {
            let Some(field) =
                node.fields.iter().find(|f| f.name == name && !f.text.trim().is_empty())
            else {
                continue;
            };
            joined.add(&node.id, field.clone());
        }
        if joined.id.is_empty() {
            joined.id = nodes.first().map(|n| n.id.clone()).unwrap_or_default();
        }
        joined
    }

    /// The title of a node as a field.
    pub fn title(node: &Node<'r>) -> Joined<'r> {
        let field = node.title.map(|title| Field::of("title", [title]));
        Joined { id: node.id.clone(), field }
    }

    fn add(&mut self, id: &str, field: Field<'r>) {
        match &mut self.field {
            Some(have) => {
                have.text.push('\n');
                have.text.push_str(&field.text);
                have.regions.extend(field.regions);
                have.unsure |= field.unsure;
                self.id.push_str(" + ");
            }
            None => self.field = Some(field),
        }
        self.id.push_str(id);
    }

    fn text(&self) -> &str {
        self.field.as_ref().map_or("", |f| &f.text)
    }

    fn value(&self, text: &str) -> Value {
        let regions = self.field.as_ref().map(|f| f.regions.clone()).unwrap_or_default();
        Value { id: self.id.clone(), text: text.trim().to_owned(), regions }
    }

    fn unsure(&self) -> bool {
        self.field.as_ref().is_some_and(|f| f.unsure)
    }
}

/// What changed in a field, and what is spelt otherwise only.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The changes.
    pub changes: Vec<Change>,
    /// What is no change.
    pub spellings: Vec<Spelling>,
}

/// Tells how a field changed.
pub fn tell(name: &str, old: &Joined<'_>, new: &Joined<'_>, context: &Context) -> Told {
    if matching_key(old.text()) == matching_key(new.text()) {
        return Told::default();
    }
    let (a, b) = (Tokens::of(old.text()), Tokens::of(new.text()));
    let diff = compare(&a, &b, context.years(), old.unsure() || new.unsure());
    let mut teller = Teller {
        name,
        old,
        new,
        a: &a,
        b: &b,
        diff: &diff,
        context,
        told: Told::default(),
        covered: Vec::new(),
    };
    teller.tell();
    teller.told
}

/// A field while its changes are told.
struct Teller<'a> {
    name: &'a str,
    old: &'a Joined<'a>,
    new: &'a Joined<'a>,
    a: &'a Tokens<'a>,
    b: &'a Tokens<'a>,
    diff: &'a TextDiff,
    context: &'a Context,
    told: Told,
    /// Bytes of both texts that a change told already is about.
    covered: Vec<(Range<usize>, Range<usize>)>,
}

impl Teller<'_> {
    fn tell(&mut self) {
        self.spellings();
        if matches!(self.name, "title" | "headings") {
            self.as_one(if self.name == "title" { Kind::TitleReworded } else { Kind::Heading });
            return;
        }
        if has_targets(self.name) {
            self.targets();
        }
        self.dates();
        self.numbers();
        self.markers();
        self.rest();
    }

    fn spellings(&mut self) {
        for (stretch, why) in &self.diff.spelt {
            let (old, new) = self.texts(stretch);
            let why = match why {
                Why::Same(alike::Sameness::Alike) => SpellingWhy::AlikeLetters,
                Why::Same(alike::Sameness::Misspelt) => SpellingWhy::Misspelt,
                Why::Punctuation => SpellingWhy::Punctuation,
            };
            self.told.spellings.push(Spelling { field: self.name.to_owned(), old, new, why });
        }
    }

    fn texts(&self, stretch: &Stretch) -> (String, String) {
        let text =
            |tokens: &Tokens<'_>, r: &Range<usize>| tokens.text[tokens.span(r.clone())].to_owned();
        (text(self.a, &stretch.old), text(self.b, &stretch.new))
    }

    fn push(&mut self, kind: Kind, old: Option<&str>, new: Option<&str>, numbers: Option<Numbers>) {
        let change = Change {
            kind,
            field: self.name.to_owned(),
            heading: self.heading(),
            old: old.map(|text| self.old.value(text)),
            new: new.map(|text| self.new.value(text)),
            numbers,
            words: Vec::new(),
            doubt: self.doubt(old, new),
        };
        self.told.changes.push(change);
    }

    fn heading(&self) -> Option<String> {
        let heading =
            |joined: &Joined<'_>| joined.field.as_ref().and_then(|f| f.heading).map(str::to_owned);
        heading(self.new).or_else(|| heading(self.old))
    }

    fn doubt(&self, old: Option<&str>, new: Option<&str>) -> Option<Doubt> {
        if self.old.unsure() || self.new.unsure() {
            return Some(Doubt::Picture);
        }
        let elsewhere = |text: Option<&str>, unclaimed: &[String]| {
            let key = matching_key(text.unwrap_or_default());
            key.chars().count() >= TELLING && unclaimed.iter().any(|u| u.contains(&key))
        };
        let lost = new.is_none() && elsewhere(old, &self.context.new_unclaimed);
        let found = old.is_none() && elsewhere(new, &self.context.old_unclaimed);
        (lost || found).then_some(Doubt::Unclaimed)
    }

    /// The whole field as one change, where anything in it is other words or numbers.
    fn as_one(&mut self, kind: Kind) {
        let dates = self.linked_dates().iter().any(|(i, j)| !self.same_date(*i, *j));
        if self.diff.reworded.is_empty() && self.diff.numbers.is_empty() && !dates {
            return;
        }
        let (old, new) = (self.a.text, self.b.text);
        self.push(kind, some(old), some(new), None);
        self.add_words();
    }

    fn add_words(&mut self) {
        let words = words(self.a, self.b, self.diff);
        if let Some(change) = self.told.changes.last_mut() {
            change.words = words;
        }
    }

    /// The pairs of numbers that stand in each other's place, equal or not.
    fn links(&self) -> Vec<(usize, usize)> {
        let number = |(i, j): &&(usize, usize)| {
            self.a.all[*i].class == Class::Number && self.b.all[*j].class == Class::Number
        };
        let mut links: Vec<(usize, usize)> =
            self.diff.equal.iter().filter(number).copied().collect();
        links.extend(&self.diff.numbers);
        links.sort_unstable();
        links
    }

    fn targets(&mut self) {
        let (old, new) = (targets(self.name, self.a.text), targets(self.name, self.b.text));
        let links = self.links();
        let within =
            |token: &Token, target: &Found<TargetValue>| inside(&token.range, &target.range);
        let mut met = vec![false; new.len()];
        for target in &old {
            let linked = links.iter().filter(|(i, _)| within(&self.a.all[*i], target));
            let other = linked
                .filter_map(|(_, j)| new.iter().position(|t| within(&self.b.all[*j], t)))
                .next();
            match other {
                Some(at) if !met[at] => {
                    met[at] = true;
                    self.target_pair(target, &new[at]);
                }
                _ => self.lone_target(target, &links, true),
            }
        }
        for (target, _) in new.iter().zip(&met).filter(|(_, met)| !**met) {
            self.lone_target(target, &links, false);
        }
    }

    fn target_pair(&mut self, old: &Found<TargetValue>, new: &Found<TargetValue>) {
        let (a, b) = (&old.value, &new.value);
        let unit = |t: &TargetValue| t.unit.clone().unwrap_or_default();
        let (x, y) = (unit(a), unit(b));
        let same_unit =
            matching_key(&x) == matching_key(&y) || alike::same(&x, &y, false).is_some();
        let touched = || {
            let hit = |r: &Range<usize>, s: &Range<usize>| r.start < s.end && s.start < r.end;
            self.diff.reworded.iter().any(|s| {
                hit(&self.a.span(s.old.clone()), &old.range)
                    || hit(&self.b.span(s.new.clone()), &new.range)
            })
        };
        let kind = match b.value.total_cmp(&a.value) {
            _ if !same_unit && touched() => Kind::TargetUnit,
            std::cmp::Ordering::Greater => Kind::TargetRaised,
            std::cmp::Ordering::Less => Kind::TargetLowered,
            _ if a.comparator != b.comparator && touched() => Kind::TargetComparator,
            _ => return,
        };
        let difference = same_unit.then(|| rounded(b.value - a.value));
        let numbers = Quantities { old: Some(quantity(a)), new: Some(quantity(b)), difference };
        let (before, after) = (&self.a.text[old.range.clone()], &self.b.text[new.range.clone()]);
        self.push(kind, Some(before), Some(after), Some(Numbers::Quantity(numbers)));
        self.covered.push((old.range.clone(), new.range.clone()));
    }

    /// A target that the other text does not have as one: it is new or gone, unless its number
    /// stands there.
    fn lone_target(&mut self, target: &Found<TargetValue>, links: &[(usize, usize)], is_old: bool) {
        let tokens = if is_old { self.a } else { self.b };
        let mine = |(i, j): &&(usize, usize)| {
            inside(&tokens.all[if is_old { *i } else { *j }].range, &target.range)
        };
        if links.iter().any(|link| mine(&link)) {
            return;
        }
        let text = &tokens.text[target.range.clone()];
        let side = Some(quantity(&target.value));
        let end = |tokens: &Tokens<'_>| tokens.text.len()..tokens.text.len();
        if is_old {
            let numbers = Quantities { old: side, new: None, difference: None };
            self.push(Kind::TargetRemoved, Some(text), None, Some(Numbers::Quantity(numbers)));
            self.covered.push((target.range.clone(), end(self.b)));
        } else {
            let numbers = Quantities { old: None, new: side, difference: None };
            self.push(Kind::TargetAdded, None, Some(text), Some(Numbers::Quantity(numbers)));
            self.covered.push((end(self.a), target.range.clone()));
        }
    }

    /// Dates that share a number in each other's place.
    fn linked_dates(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (i, j) in self.links() {
            let dates =
                (self.a.date_at(&self.a.all[i].range), self.b.date_at(&self.b.all[j].range));
            if let (Some(x), Some(y)) = dates
                && pairs.iter().all(|(p, q)| *p != x && *q != y)
            {
                pairs.push((x, y));
            }
        }
        pairs
    }

    /// Whether two dates are one: the same days, or the name or the whole span of each report's
    /// fiscal year.
    fn same_date(&self, i: usize, j: usize) -> bool {
        let ((x, a), (y, b)) = (&self.a.dates[i], &self.b.dates[j]);
        if (a.start, a.end) == (b.start, b.end) {
            return true;
        }
        let (Some(old), Some(new)) = (&self.context.old_year, &self.context.new_year) else {
            return false;
        };
        let named = |d: &DateValue| matches!(d.precision, Precision::FiscalYear | Precision::Year);
        let quarter = |tokens: &Tokens<'_>, range: &Range<usize>| {
            tokens.text[range.clone()].contains("ไตรมาส")
        };
        let own = |d: &DateValue, year: &FiscalYear| (d.start, d.end) == (year.start, year.end);
        let quarters = quarter(self.a, x) && quarter(self.b, y);
        if own(a, old) && own(b, new)
            || (named(a) && named(b) || quarters) && self.no_other_words(x, y)
        {
            return true;
        }
        // A month that was misread on one side: the other side says what both are.
        (own(a, old) || own(b, new)) && self.no_other_words(x, y) && self.is_misspelt(x, y)
    }

    /// Whether every word and number of two stretches stayed, the years with their reports.
    fn no_other_words(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        let hit = |r: &Range<usize>, s: &Range<usize>| r.start < s.end && s.start < r.end;
        let stretch = |s: &Stretch| {
            hit(&self.a.span(s.old.clone()), old) || hit(&self.b.span(s.new.clone()), new)
        };
        let number = |(i, j): &(usize, usize)| {
            hit(&self.a.all[*i].range, old) || hit(&self.b.all[*j].range, new)
        };
        !self.diff.reworded.iter().any(stretch) && !self.diff.numbers.iter().any(number)
    }

    fn is_misspelt(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        let within = |s: &Stretch| {
            inside(&self.a.span(s.old.clone()), old) || inside(&self.b.span(s.new.clone()), new)
        };
        self.diff.spelt.iter().any(|(s, _)| within(s))
    }

    fn dates(&mut self) {
        let years = match (&self.context.old_year, &self.context.new_year) {
            (Some(old), Some(new)) => i64::from(new.be - old.be),
            _ => 0,
        };
        for (i, j) in self.linked_dates() {
            let ((x, a), (y, b)) = (self.a.dates[i].clone(), self.b.dates[j].clone());
            if !self.same_date(i, j) {
                let days = Days {
                    old_start: Some(a.start),
                    old_end: Some(a.end),
                    new_start: Some(b.start),
                    new_end: Some(b.end),
                    with_the_year: years != 0 && with_the_year(&a, &b, years),
                };
                let (old, new) = (&self.a.text[x.clone()], &self.b.text[y.clone()]);
                self.push(Kind::Date, Some(old), Some(new), Some(Numbers::Days(days)));
            }
            self.covered.push((x, y));
        }
    }

    /// Numbers that no target and no date tells of.
    fn numbers(&mut self) {
        for &(i, j) in &self.diff.numbers {
            let (x, y) = (self.a.all[i].range.clone(), self.b.all[j].range.clone());
            if self.is_covered(&x, &y) {
                continue;
            }
            let (a, b) = (self.around(self.a, i), self.around(self.b, j));
            let dated = self.a.date_at(&x).is_some() || self.b.date_at(&y).is_some();
            let (old, new) = (&self.a.text[a.0.clone()], &self.b.text[b.0.clone()]);
            let kind = self.number_kind(dated, &self.a.all[i], &self.b.all[j]);
            let numbers = (!dated).then(|| self.quantities(i, j, a.1, b.1)).flatten();
            self.push(kind, Some(old), Some(new), numbers.map(Numbers::Quantity));
            self.covered.push((x, y));
        }
    }

    fn number_kind(&self, dated: bool, a: &Token, b: &Token) -> Kind {
        match self.name {
            _ if dated => Kind::Date,
            name if holds(name) == Holds::Figures => Kind::ResultFigure,
            name if has_targets(name) => match (value(a), value(b)) {
                (Some(x), Some(y)) if y > x => Kind::TargetRaised,
                (Some(_), Some(_)) => Kind::TargetLowered,
                _ => Kind::Figure,
            },
            _ => Kind::Figure,
        }
    }

    /// A number with what it counts and its unit; else with the words before it.
    fn around(&self, tokens: &Tokens<'_>, at: usize) -> (Range<usize>, Option<String>) {
        let number = &tokens.all[at].range;
        let count =
            tokens.count_at(number).map(|(range, unit)| (range.clone(), Some(unit.clone())));
        let date = || tokens.date_at(number).map(|i| (tokens.dates[i].0.clone(), None));
        count.or_else(date).unwrap_or_else(|| {
            let words = (at.saturating_sub(WORDS_BEFORE)..at).rev();
            let first = words
                .take_while(|i| {
                    tokens.all[*i].class == Class::Word && !tokens.all[i + 1].opens_line
                })
                .last();
            (tokens.all[first.unwrap_or(at)].range.start..number.end, None)
        })
    }

    fn quantities(
        &self,
        i: usize,
        j: usize,
        old: Option<String>,
        new: Option<String>,
    ) -> Option<Quantities> {
        let (a, b) = (value(&self.a.all[i])?, value(&self.b.all[j])?);
        let one = |value, unit| Some(Quantity { value, unit, comparator: None });
        let same = match (&old, &new) {
            (Some(x), Some(y)) => alike::fold(x) == alike::fold(y),
            _ => true,
        };
        Some(Quantities {
            old: one(a, old),
            new: one(b, new),
            difference: same.then(|| rounded(b - a)),
        })
    }

    /// Entries of a list that have other numbers.
    fn markers(&mut self) {
        if !lists(self.name) {
            return;
        }
        let only = |tokens: &Tokens<'_>, r: &Range<usize>| {
            tokens.all[r.clone()].iter().all(|t| matches!(t.class, Class::Marker | Class::Sign))
        };
        let mut stretches: Vec<Stretch> = self
            .diff
            .markers
            .iter()
            .map(|(i, j)| Stretch { old: *i..i + 1, new: *j..j + 1 })
            .collect();
        stretches.extend(
            self.diff
                .reworded
                .iter()
                .filter(|s| only(self.a, &s.old) && only(self.b, &s.new))
                .cloned(),
        );
        stretches.sort_by_key(|s| (s.old.start, s.new.start));
        if stretches.is_empty() {
            return;
        }
        let list = |texts: Vec<String>| {
            texts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let (old, new): (Vec<String>, Vec<String>) =
            stretches.iter().map(|s| self.texts(s)).unzip();
        let (old, new) = (list(old), list(new));
        self.push(Kind::Renumbered, some(&old), some(&new), None);
        for s in &stretches {
            self.covered.push((self.a.span(s.old.clone()), self.b.span(s.new.clone())));
        }
    }

    /// Other words: entries of a list that are new or gone, and one change for all the rest.
    fn rest(&mut self) {
        let mut reworded = false;
        for stretch in &self.diff.reworded {
            let (x, y) = (self.a.span(stretch.old.clone()), self.b.span(stretch.new.clone()));
            let signs = |tokens: &Tokens<'_>, r: &Range<usize>| {
                tokens.all[r.clone()].iter().all(|t| t.class == Class::Sign)
            };
            if self.is_covered(&x, &y) || signs(self.a, &stretch.old) && signs(self.b, &stretch.new)
            {
                continue;
            }
            let (old, new) = self.texts(stretch);
            if stretch.old.is_empty() && lists(self.name) && whole_lines(self.b, &stretch.new) {
                self.entry(Kind::EntryAdded, None, Some(&new), &y);
            } else if stretch.new.is_empty()
                && lists(self.name)
                && whole_lines(self.a, &stretch.old)
            {
                self.entry(Kind::EntryRemoved, Some(&old), None, &x);
            } else {
                reworded = true;
            }
        }
        if reworded {
            let (old, new) = (self.a.text, self.b.text);
            self.push(Kind::Wording, some(old), some(new), None);
            self.add_words();
        }
    }

    /// An entry that is new or gone; its targets are told with it.
    fn entry(&mut self, kind: Kind, old: Option<&str>, new: Option<&str>, range: &Range<usize>) {
        let (text, lone) = match kind {
            Kind::EntryAdded => (self.b.text, Kind::TargetAdded),
            _ => (self.a.text, Kind::TargetRemoved),
        };
        let told = &text[range.clone()];
        self.told.changes.retain(|c| {
            let value = c.new.as_ref().or(c.old.as_ref());
            c.kind != lone || !value.is_some_and(|v| told.contains(&v.text))
        });
        self.push(kind, old, new, None);
    }

    fn is_covered(&self, old: &Range<usize>, new: &Range<usize>) -> bool {
        let fits =
            |part: &Range<usize>, whole: &Range<usize>| part.is_empty() || inside(part, whole);
        let one = |(x, y): &(Range<usize>, Range<usize>)| fits(old, x) && fits(new, y);
        self.covered.iter().any(one)
    }
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|t| !t.trim().is_empty())
}

fn inside(part: &Range<usize>, whole: &Range<usize>) -> bool {
    whole.start <= part.start && part.end <= whole.end
}

/// The number a token says.
fn value(token: &Token) -> Option<f64> {
    token.key.parse().ok().filter(|v: &f64| v.is_finite())
}

/// A difference of two printed numbers, without what binary fractions add.
fn rounded(difference: f64) -> f64 {
    (difference * 1e6).round() / 1e6
}

fn quantity(target: &TargetValue) -> Quantity {
    Quantity { value: target.value, unit: target.unit.clone(), comparator: Some(target.comparator) }
}

/// The targets of a text, as the report has them.
fn targets(name: &str, text: &str) -> Vec<Found<TargetValue>> {
    match name {
        "indicator" => facts::indicators(text).into_iter().flat_map(|i| i.targets).collect(),
        _ => Scan::new(text).targets(0..text.len()),
    }
}

/// Whether two dates are the same days so many years apart.
fn with_the_year(a: &DateValue, b: &DateValue, years: i64) -> bool {
    let moved =
        |date: jiff::civil::Date| date.checked_add(jiff::Span::new().try_years(years).ok()?).ok();
    moved(a.start) == Some(b.start) && (moved(a.end) == Some(b.end) || both_month_ends(a, b))
}

/// Whether two spans end with their months: February has 28 days or 29.
fn both_month_ends(a: &DateValue, b: &DateValue) -> bool {
    a.end == a.end.last_of_month()
        && b.end == b.end.last_of_month()
        && a.end.month() == b.end.month()
}

/// Whether a stretch is one line or more, from end to end.
fn whole_lines(tokens: &Tokens<'_>, stretch: &Range<usize>) -> bool {
    let opens = |i: usize| tokens.all.get(i).is_none_or(|t| t.opens_line);
    !stretch.is_empty() && opens(stretch.start) && opens(stretch.end)
}
