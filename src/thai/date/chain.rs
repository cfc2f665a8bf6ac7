//! Ranges and lists: the halves of an expression, what each borrows from the one after it, and what
//! they mean together.

use std::ops::Range;

use jiff::civil::Date;

use super::written::MONTHS;
use super::{
    BE_YEARS, DateValue, Dates, ERA_OFFSET, Impossible, Item, LEADS, MAX_PARTS, Precision, Scanner,
    TIES, Tie,
};
use super::{date, month_end};
use crate::thai::{Found, skip_left, skip_right, starts_with_any};

/// Where a range of a list starts, tied to what follows.
pub(super) type Chain = Vec<(Item, Option<Tie>)>;

impl Scanner<'_> {
    /// The halves of an expression from the last to the first, each with the tie to the one after
    /// it.
    pub(super) fn chain(&self, last: Item, limit: usize) -> Chain {
        let mut chain = vec![(last, None)];
        if let Some(partner) = self.yearless_right(&last, limit) {
            chain.insert(0, (partner, None));
            chain[1].1 = Some(Tie::Range);
        }
        while chain.len() < MAX_PARTS {
            let item = chain[chain.len() - 1].0;
            let Some((at, tie)) = self.tie_left(item.start) else { break };
            let Some(left) = self.item_left(at, &item) else { break };
            let whole = left.year.is_some();
            let opens_line = self.text[skip_left(self.text, at)..at].contains('\n');
            // A tie that follows a whole date closes the expression, unless both are the ends of a
            // range.
            let ranged = chain.iter().any(|(_, t)| *t == Some(Tie::Range))
                && tie == Tie::Range
                && chain.len() == 2;
            if whole && (tie == Tie::List || opens_line || ranged) {
                break;
            }
            chain.push((left, Some(tie)));
            if whole {
                break;
            }
        }
        chain
    }

    /// The half that ends left of a tie at `at`, in the form that fits `right`.
    fn item_left(&self, at: usize, right: &Item) -> Option<Item> {
        let at = skip_left(self.text, at);
        if let Some(i) = self.run_ending(at, right.run) {
            let whole = self.slashed(i).or_else(|| self.written(i));
            if let Some(item) = whole {
                return (item.day.is_some() == right.day.is_some()).then_some(item);
            }
            let run = &self.runs[i];
            let fits = right.day.is_some() && self.is_day(i) && (1..=31).contains(&run.value);
            let item = Item {
                start: run.range.start,
                end: run.range.end,
                day: Some(run.value),
                month: None,
                year: None,
                run: i,
            };
            return fits.then_some(item);
        }
        let (start, month) = self.month_left(at)?;
        let mut item =
            Item { start, end: at, day: None, month: Some(month), year: None, run: right.run };
        self.add_day(&mut item, right.run);
        (item.day.is_some() == right.day.is_some()).then_some(item)
    }

    /// The second half of a range that has no year of its own: `๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน`.
    fn yearless_right(&self, item: &Item, limit: usize) -> Option<Item> {
        let text = &self.text[..limit];
        let at = skip_right(text, item.end.min(limit));
        let (word, _) =
            TIES.iter().find(|(word, tie)| *tie == Tie::Range && text[at..].starts_with(word))?;
        let mut at = skip_right(text, at + word.len());
        if let Some(p) = starts_with_any(text, at, LEADS) {
            at = skip_right(text, p);
        }
        let (mut day, mut start) = (None, at);
        if item.day.is_some() {
            let i = self.runs.binary_search_by_key(&at, |r| r.range.start).ok()?;
            if self.runs[i].len > 2 || self.runs[i].range.end > limit {
                return None;
            }
            (day, start) = (Some(self.runs[i].value), skip_right(text, self.runs[i].range.end));
        }
        let (name, month) = MONTHS.at_start(&text[start..])?;
        let end = start + name.len();
        Some(Item {
            start: at,
            end,
            day,
            month: Some(u32::from(*month)),
            year: None,
            run: item.run,
        })
    }

    /// Fills in what each half borrows, from the right to the left, and turns the chain into dates.
    pub(super) fn resolve(&self, chain: &Chain, out: &mut Dates) {
        let mut i = 0;
        let mut lender = chain[0].0;
        if lender.year.is_none() {
            lender.year = chain[1].0.year;
        }
        while i < chain.len() {
            let mut right = chain[i].0;
            let borrowed = right.month.is_none() || right.year.is_none();
            right.month = right.month.or(lender.month);
            right.year = right.year.or(lender.year);
            let reach = if borrowed { lender.end.max(right.end) } else { right.end };
            lender = Item { end: reach, ..right };
            match chain.get(i + 1) {
                Some((left, Some(Tie::Range))) => {
                    let value = between(left, &right, chain[i].0.year.is_none() && i == 0);
                    push(out, left.start..reach, value, right.day.is_some());
                    lender = Item { start: left.start, ..lender };
                    i += 2;
                }
                _ => {
                    push(
                        out,
                        right.start..reach,
                        span(&right).map(|(a, b)| (a, b, false)),
                        right.day.is_some(),
                    );
                    i += 1;
                }
            }
        }
    }
}

/// First and last day of an item that has month and year.
fn span(item: &Item) -> Result<(Date, Date), Impossible> {
    let (year, month) = (item.year.unwrap_or_default(), item.month.unwrap_or_default());
    let be = (year + ERA_OFFSET) as u32;
    if !BE_YEARS.contains(&be) {
        return Err(Impossible::NoSuchYear);
    }
    if !(1..=12).contains(&month) {
        return Err(Impossible::NoSuchMonth);
    }
    match item.day {
        Some(day) => date(year, month, day).map(|d| (d, d)).ok_or(Impossible::NoSuchDay),
        None => date(year, month, 1).zip(month_end(year, month)).ok_or(Impossible::NoSuchDay),
    }
}

/// The range from `left` to `right`. A half without a year takes the other's; where it would then
/// run backwards, the year before (or, for the second half, the year after).
fn between(
    left: &Item,
    right: &Item,
    lent_to_right: bool,
) -> Result<(Date, Date, bool), Impossible> {
    let lent_to_left = left.year.is_none() && left.month.is_some();
    let mut left =
        Item { month: left.month.or(right.month), year: left.year.or(right.year), ..*left };
    let mut right = *right;
    let (start, _) = span(&left)?;
    let (_, end) = span(&right)?;
    if start <= end {
        return Ok((start, end, false));
    }
    if lent_to_right {
        right.year = right.year.map(|y| y + 1);
        return Ok((start, span(&right)?.1, true));
    }
    if !lent_to_left {
        return Err(Impossible::EndsBeforeStart);
    }
    left.year = left.year.map(|y| y - 1);
    Ok((span(&left)?.0, end, true))
}

fn push(
    out: &mut Dates,
    range: Range<usize>,
    value: Result<(Date, Date, bool), Impossible>,
    to_the_day: bool,
) {
    let precision = if to_the_day { Precision::Day } else { Precision::Month };
    match value {
        Ok((start, end, inferred)) => {
            out.dates.push(Found { range, value: DateValue { start, end, precision, inferred } });
        }
        Err(why) => out.impossible.push(Found { range, value: why }),
    }
}
