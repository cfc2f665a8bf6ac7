//! What a budget cell says: an amount, none, another source, not allocated, not stated.

use std::ops::Range;
use std::sync::LazyLock;

use super::below_zero::{MINUS, negative};
use super::beside::{self, Change};
use super::fund::{self, LEFT, SPENT, TOTAL, source_of};
use super::{GROUP, Scan, known_unit, percent_sign_end};
use crate::contract::model::{Baht, BudgetStatus};
use crate::thai::digits;
use crate::thai::number::{Decimal, MAX_SATANG, multiplier};
use crate::thai::{Found, ends_with_any, skip_left, trim_range};
use crate::words::{self, Words};

/// A budget cell, read.
#[derive(Debug, Clone, PartialEq)]
pub struct BudgetFound {
    /// What it says. [`BudgetStatus::Amount`] without an amount: figures are printed that could not
    /// be understood.
    pub status: BudgetStatus,
    /// The amount and where it stands (from the first to the last part, where parts were added up).
    pub amount: Option<(Range<usize>, Baht)>,
    /// Whether the amount, or one of those added up, is a number that no word says to be baht.
    pub is_bare: bool,
    /// Whether words say of the amount that it is left or bound by contracts: it is no plan.
    pub is_left: bool,
    /// Whether the amount was chosen before one that was spent or is left.
    pub is_before_spent: bool,
    /// The fund or unit that pays.
    pub source: Option<Range<usize>>,
    /// What makes it doubtful.
    pub doubt: Option<BudgetDoubt>,
}

/// Why a budget is doubtful.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BudgetDoubt {
    /// It could not be understood.
    Unread,
    /// It says that nothing is used, and an amount.
    Contradiction,
    /// The amount is not printed: it is the sum of several that are.
    Summed,
    /// The parts do not add up to the stated total, which is taken.
    Parts {
        /// The sum of the parts.
        parts: Baht,
        /// The total as printed.
        stated: Baht,
    },
}

/// What a cell says without white space, where it states no amount.
static STATUS: LazyLock<Words<BudgetStatus>> = LazyLock::new(|| statuses(false));

/// The same, where nothing else stands in the cell.
static WHOLE_STATUS: LazyLock<Words<BudgetStatus>> = LazyLock::new(|| statuses(true));

/// Words that are all that stands before an amount that was spent.
const SPENT_ALONE: &[&str] = &["ใช้", "จ่าย", "เบิก", "ผล", "จริง", "กัน", "คืน", "ค้าง"];

/// Money that was left of another year or project and pays for this one.
const SURPLUS: &[&str] = &["เงินเหลือจ่าย", "งบเหลือจ่าย"];

/// What stands before the amount that others are spent from …
const FROM: &str = "จาก";
/// … and may stand between.
const BUDGET: &str = "งบประมาณ";

/// A total has at least this many parts.
const PARTS: usize = 2;

/// Years of the Buddhist Era that stand before amounts.
const YEARS: Range<u32> = 2500..2600;

/// Marks that stand in a cell that says nothing.
const BLANKS: &str = "-–—_.…";

/// The ways to say a status: the whole cell, or anywhere in it.
fn statuses(whole: bool) -> Words<BudgetStatus> {
    Words::of(&words::BUDGET_STATUS, |word| {
        let status = match word.meanings[0] {
            "none" => BudgetStatus::None,
            "not_allocated" => BudgetStatus::NotAllocated,
            _ => BudgetStatus::NotStated,
        };
        (word.attribute("whole").is_some() == whole).then_some(status)
    })
}

/// Reads a budget cell.
///
/// A total is taken before its parts, and the parts are checked against it; an amount that the others
/// add up to is their total without a word for it. Of what was spent and what it was spent from
/// (`ใช้ ๑๕,๐๐๐ จาก ๑๗,๐๐๐`), the latter is the budget. Several amounts without a total are added up only
/// where each stands on a line of its own, and the sum is a doubt, as it is not printed. What has
/// digits and cannot be understood is a doubt with status `amount` and no amount: the cell states
/// figures, so neither "not stated" nor "other source" would be true. So is `๑๐.๐๐๐`, whose point may part
/// thousands, and an amount that is only printed in another currency.
///
/// ```
/// use raingan::report::facts::budget;
/// let found = budget("๒,๖๗๐ (งบ กทบ.)");
/// assert_eq!(found.amount.unwrap().1.to_string(), "2670");
/// assert_eq!(&"๒,๖๗๐ (งบ กทบ.)"[found.source.unwrap()], "งบ กทบ.");
/// ```
pub fn budget(text: &str) -> BudgetFound {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let framed = |c: char| BLANKS.contains(c) || "()".contains(c);
    let whole = WHOLE_STATUS.whole(compact.trim_matches(framed)).copied();
    if compact.chars().all(|c| BLANKS.contains(c)) || whole == Some(BudgetStatus::NotStated) {
        return BudgetFound::without_amount(BudgetStatus::NotStated);
    }
    let scan = Scan::new(text);
    let status = status_within(&compact).or(whole);
    let amounts = scan.amounts();
    if let Some(status) = status {
        let doubt = amounts.iter().any(|a| a.baht.satang > 0).then_some(BudgetDoubt::Contradiction);
        return BudgetFound { doubt, ..BudgetFound::without_amount(status) };
    }
    let broken =
        (0..scan.numbers.len()).any(|i| scan.is_broken(i) && !scan.in_date(&scan.numbers[i].range));
    if broken && !amounts.is_empty() {
        return BudgetFound::unread(BudgetStatus::Amount);
    }
    if !amounts.is_empty() {
        return choose(text, &amounts);
    }
    let figures = (0..scan.numbers.len())
        .any(|i| !scan.in_date(&scan.numbers[i].range) && !scan.is_year_like(i));
    if figures {
        return BudgetFound::unread(BudgetStatus::Amount);
    }
    match fund::named(text) {
        None => BudgetFound::unread(BudgetStatus::NotStated),
        source => BudgetFound { source, ..BudgetFound::without_amount(BudgetStatus::OtherSource) },
    }
}

/// Reads a cell of money by what its column says that numbers count: `factor` baht, a million below
/// ล้านบาท.
///
/// Where the whole cell is a number, it may be below zero, as accounts print it or with a minus sign
/// (a gap behind the sign may make it a mark of a list, which is a doubt). Where more stands in the
/// cell, nothing tells whether its bare numbers count `factor` baht too: with another factor than 1
/// they are a doubt.
///
/// ```
/// use raingan::report::facts::budget_in;
/// let amount = |text, factor| budget_in(text, factor).amount.map(|(_, baht)| baht.to_string());
/// assert_eq!(amount("๔.๕๐๐๐", 1_000_000).as_deref(), Some("4500000"));
/// assert_eq!(amount("๔,๕๐๐ บาท", 1_000_000).as_deref(), Some("4500"));
/// assert_eq!(amount("(๓,๔๐๐.๐๐)", 1).as_deref(), Some("-3400"));
/// assert_eq!(amount("๑๒๐ (งบกลาง)", 1_000_000), None);
/// assert_eq!(amount("- ๕,๐๐๐", 1), None);
/// ```
pub fn budget_in(text: &str, factor: u64) -> BudgetFound {
    let whole = trim_range(text, 0..text.len());
    let cell = &text[whole.clone()];
    let below_zero = negative(cell, factor);
    let gap = cell.strip_prefix(MINUS).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    if below_zero.is_some() && gap {
        return BudgetFound::unread(BudgetStatus::Amount);
    }
    let number = below_zero.or_else(|| in_units(cell, factor).filter(|_| factor > 1));
    if let Some(baht) = number {
        let amount = Some((whole, baht));
        return BudgetFound { amount, ..BudgetFound::without_amount(BudgetStatus::Amount) };
    }
    let found = budget(text);
    if factor > 1 && found.is_bare {
        return BudgetFound::unread(BudgetStatus::Amount);
    }
    found
}

/// An amount printed as a bare number of units of `factor` baht, where the whole cell is one.
fn in_units(text: &str, factor: u64) -> Option<Baht> {
    let text = text.trim();
    let scan = Scan::new(text);
    let [only] = scan.numbers.as_slice() else { return None };
    let satang = only.value?.satang(factor).filter(|_| only.range == (0..text.len()))?;
    Some(Baht::from_satang(satang))
}

/// The status that a cell without white space says somewhere. That nothing was allocated weighs more
/// than that nothing is used.
fn status_within(compact: &str) -> Option<BudgetStatus> {
    let said =
        STATUS.iter().filter(|(word, _)| compact.contains(&**word)).map(|(_, status)| *status);
    said.max_by_key(|status| *status == BudgetStatus::NotAllocated)
}

impl BudgetFound {
    /// A cell that says this and no amount.
    fn without_amount(status: BudgetStatus) -> BudgetFound {
        BudgetFound {
            status,
            amount: None,
            is_bare: false,
            is_left: false,
            is_before_spent: false,
            source: None,
            doubt: None,
        }
    }

    /// The same, where what it says could not be understood.
    fn unread(status: BudgetStatus) -> BudgetFound {
        BudgetFound { doubt: Some(BudgetDoubt::Unread), ..BudgetFound::without_amount(status) }
    }
}

/// One amount in a budget cell.
#[derive(Debug, Clone)]
struct Amount {
    range: Range<usize>,
    baht: Baht,
    /// Whether no word says that it is money.
    bare: bool,
    /// The text before it on its line, from the amount before it on.
    lead: Range<usize>,
    total: bool,
    spent: bool,
    /// Whether it is said to be left, or bound by contracts.
    left: bool,
    /// Whether it is said to be moved, missing or taken in, or its project to be called off.
    moved: bool,
    /// Whether a minus sign stands right before it.
    signed: bool,
    /// Whether nothing but a bracket follows on its line.
    ends_line: bool,
}

impl Scan<'_> {
    /// The amounts of a budget cell: those said to be money, and bare numbers that can be nothing
    /// else.
    fn amounts(&self) -> Vec<Amount> {
        let mut found: Vec<Amount> = Vec::new();
        for i in 0..self.numbers.len() {
            let number = self.numbers[i].range.clone();
            let after = found.last().map_or(0, |a| a.range.end);
            if number.start < after
                || self.in_date(&number)
                || self.is_foreign(&number)
                || self.opens_amount(i)
            {
                continue;
            }
            let said = self.money_at(i);
            let bare = said.is_none() && multiplier(self.text, number.end).0 == 1;
            let Some(Found { range, value }) = said.or_else(|| self.bare_amount(i)) else {
                continue;
            };
            let line = self.text[..range.start].rfind('\n').map_or(0, |p| p + 1);
            let lead = trim_range(self.text, line.max(after).min(range.start)..range.start);
            let words = &self.text[lead.clone()];
            if self.is_factor(words, range.end)
                || self.is_for_each(range.end)
                || beside::is_rate(words)
                || beside::is_base_of_share(words)
            {
                continue;
            }
            let rest = self.text[range.end..].split('\n').next().unwrap_or_default().trim();
            let ends_line = rest.is_empty() || rest.starts_with('(');
            found.push(Amount {
                baht: value,
                bare,
                total: TOTAL.stand_in(words),
                spent: SPENT.stand_in(words) || SPENT_ALONE.contains(&words.trim_end_matches(':')),
                left: LEFT.stand_in(words) && !SURPLUS.iter().any(|fund| words.contains(fund)),
                moved: beside::is_moved(words) || beside::is_called_off(words, rest),
                signed: self.text[..range.start].ends_with(MINUS),
                ends_line,
                lead,
                range,
            });
        }
        found
    }

    /// A bare number: no list marker, ordinal, count or per cent; with commas, or of a size that
    /// counts nothing else.
    fn bare_amount(&self, i: usize) -> Option<Found<Baht>> {
        let range = self.numbers[i].range.clone();
        let decimal = self.numbers[i].value?;
        let alone = self.text.trim().len() == range.len();
        let before = skip_left(self.text, range.start);
        if self.is_code(i)
            || self.is_in_word(i)
            || ends_with_any(self.text, before, &["ร้อยละ"]).is_some()
        {
            return None;
        }
        let (factor, end) = multiplier(self.text, range.end);
        let printed = &self.text[range.clone()];
        let satang = decimal.satang(factor)?;
        let amount = Found { range: range.start..end, value: Baht::from_satang(satang) };
        if alone || factor > 1 {
            return Some(amount);
        }
        let other = self.is_list_marker(i)
            || self.is_ordinal(i)
            || percent_sign_end(self.text, range.end).is_some();
        let counted = known_unit(self.text, range.end)
            .is_some_and(|u| u.end > range.end && !beside::names_year(self.text, &u));
        let sized = printed.contains(',') || decimal.coefficient >= 100 && !self.is_year_like(i);
        let zero = decimal.coefficient == 0;
        let counts_money = sized || zero && Decimal::is_whole(decimal);
        (!other && !counted && counts_money).then_some(amount)
    }

    /// Whether the point of number `i` may part thousands: three digits stand behind it, no comma
    /// before it, and no word says what larger unit it counts.
    pub(super) fn may_be_thousands(&self, i: usize) -> bool {
        let range = self.numbers[i].range.clone();
        let printed = &self.text[range.clone()];
        let behind = printed.split_once('.').map(|(_, behind)| behind.chars().count());
        behind == Some(GROUP) && !printed.contains(',') && multiplier(self.text, range.end).0 == 1
    }

    /// Whether number `i` may be any part of an amount, as it is torn, parted by a space or its groups
    /// are broken, or is one that is too large to be read.
    fn is_broken(&self, i: usize) -> bool {
        let Found { range, value } = &self.numbers[i];
        let too_large = |value: &Decimal| value.is_too_large(multiplier(self.text, range.end).0);
        value.is_none_or(|value| too_large(&value))
            || self.is_torn(i)
            || self.may_be_thousands(i)
            || self.is_parted(i)
            || self.money_unread_at(i).is_some()
    }

    /// Whether number `i` is a code: whole, with a zero before other digits (`๐๒๐๑๐๓`).
    fn is_code(&self, i: usize) -> bool {
        let printed = &self.text[self.numbers[i].range.clone()];
        printed.starts_with(['0', '๐']) && printed.chars().count() > 1 && !printed.contains('.')
    }
}

/// The amount that is the budget.
fn choose(text: &str, amounts: &[Amount]) -> BudgetFound {
    if amounts.iter().any(|amount| amount.moved) {
        return BudgetFound::unread(BudgetStatus::Amount);
    }
    if amounts.iter().any(|amount| amount.signed) {
        return below_zero(text, amounts);
    }
    match changed(text, amounts) {
        Some(Change::To(new)) => return amounts[new].as_budget(text, None),
        Some(Change::Unclear) => return BudgetFound::unread(BudgetStatus::Amount),
        None => {}
    }
    let chosen = choose_of(text, amounts);
    if chosen.amount.as_ref().is_some_and(|amount| beside::words_differ(text, amount)) {
        return BudgetFound::unread(BudgetStatus::Amount);
    }
    let is_before_spent = chosen.amount.is_some() && amounts.iter().any(|a| a.spent);
    BudgetFound { is_before_spent: is_before_spent && amounts.len() > 1, ..chosen }
}

/// What an amount was changed to (`จาก ๑๕,๐๐๐ เป็น ๑๒,๐๐๐`), if the last two say so.
fn changed(text: &str, amounts: &[Amount]) -> Option<Change> {
    let [.., old, new] = amounts else { return None };
    let new_at = amounts.len() - 1;
    beside::change(&text[old.lead.clone()], &text[new.lead.clone()], new_at)
}

/// The amount that is the budget, where none of them is below zero, moved or changed.
fn choose_of(text: &str, amounts: &[Amount]) -> BudgetFound {
    let planned: Vec<&Amount> = amounts.iter().filter(|a| !a.spent).collect();
    // What was spent and what is left say nothing of each other.
    if planned.is_empty() && amounts.len() > 1 && spent_from(text, amounts).is_none() {
        return BudgetFound::unread(BudgetStatus::Amount);
    }
    let main: Vec<&Amount> =
        if planned.is_empty() { amounts.iter().take(1).collect() } else { planned };
    if let Some(whole) = spent_from(text, amounts) {
        return BudgetFound { source: None, ..whole.as_budget(text, None) };
    }
    match (&main[..], main.iter().rfind(|a| a.total)) {
        ([one], _) => one.as_budget(text, None),
        (_, Some(total)) => total.as_budget(text, doubt_of_parts(total, &main)),
        _ => match sum_of_others(&main) {
            Some(total) => total.as_budget(text, None),
            None => added_up(text, &main),
        },
    }
}

/// An amount below zero that opens its cell, as `-๕,๐๐๐ (งบกลาง)`. Elsewhere a sign before an amount
/// may be a mark of a list, or stand between the two ends of a range: nothing is sure then.
fn below_zero(text: &str, amounts: &[Amount]) -> BudgetFound {
    match amounts {
        [one] if text[..one.range.start].trim().chars().count() == 1 => {
            let found = one.as_budget(text, None);
            let start = text.len() - text.trim_start().len();
            let satang = -one.baht.satang;
            let amount = Some((start..one.range.end, Baht::from_satang(satang)));
            BudgetFound { amount, ..found }
        }
        _ => BudgetFound::unread(BudgetStatus::Amount),
    }
}

/// The amount that others are spent from: `ใช้ ๑๕,๐๐๐ จาก ๑๗,๐๐๐`.
fn spent_from<'a>(text: &str, amounts: &'a [Amount]) -> Option<&'a Amount> {
    let is_whole = |amount: &&Amount| {
        let lead = text[amount.lead.clone()].trim_end();
        lead.strip_suffix(BUDGET).unwrap_or(lead).trim_end().ends_with(FROM)
    };
    let mut wholes = amounts.iter().filter(is_whole);
    let whole = wholes.next().filter(|_| wholes.next().is_none() && amounts.len() > 1)?;
    amounts.iter().all(|amount| amount.baht <= whole.baht).then_some(whole)
}

/// The amount that two or more others add up to.
fn sum_of_others<'a>(amounts: &[&'a Amount]) -> Option<&'a Amount> {
    let all = sum(amounts.iter()).filter(|_| amounts.len() > PARTS)?;
    amounts.iter().find(|amount| amount.baht.satang.checked_mul(2) == Some(all)).copied()
}

impl Amount {
    /// A budget of this amount.
    fn as_budget(&self, text: &str, doubt: Option<BudgetDoubt>) -> BudgetFound {
        BudgetFound {
            amount: Some((self.range.clone(), self.baht)),
            is_bare: self.bare,
            is_left: self.left,
            source: source_of(text, &self.range, &self.lead),
            doubt,
            ..BudgetFound::without_amount(BudgetStatus::Amount)
        }
    }
}

/// What is wrong where the amounts beside a total do not add up to it, neither the parts nor the
/// totals of parts.
fn doubt_of_parts(total: &Amount, amounts: &[&Amount]) -> Option<BudgetDoubt> {
    let parts = amounts.iter().filter(|a| !a.total);
    let subtotals = amounts.iter().filter(|a| a.total && a.range != total.range);
    let sum_of_parts = sum(parts.clone());
    let adds_up = [sum_of_parts, sum(subtotals)].contains(&Some(total.baht.satang));
    (parts.count() > 0 && !adds_up).then(|| BudgetDoubt::Parts {
        parts: Baht::from_satang(sum_of_parts.unwrap_or(i64::MAX)),
        stated: total.baht,
    })
}

/// Several amounts without a total: their sum, where each stands on a line of its own and none is that
/// of a year.
fn added_up(text: &str, amounts: &[&Amount]) -> BudgetFound {
    let of_year = |a: &&Amount| {
        let runs = digits::runs(&text[a.lead.clone()]);
        runs.iter().any(|run| YEARS.contains(&run.value))
    };
    let listed = amounts.iter().all(|a| a.ends_line) && !amounts.iter().any(of_year);
    let sum = sum(amounts.iter()).filter(|satang| listed && *satang <= MAX_SATANG);
    let Some((satang, (first, last))) = sum.zip(amounts.first().zip(amounts.last())) else {
        return BudgetFound::unread(BudgetStatus::Amount);
    };
    BudgetFound {
        amount: Some((first.range.start..last.range.end, Baht::from_satang(satang))),
        is_bare: amounts.iter().any(|amount| amount.bare),
        doubt: Some(BudgetDoubt::Summed),
        ..BudgetFound::without_amount(BudgetStatus::Amount)
    }
}

/// The sum in satang; `None` where that is too large a number.
fn sum<'a>(mut amounts: impl Iterator<Item = &'a &'a Amount>) -> Option<i64> {
    amounts.try_fold(0_i64, |sum, amount| sum.checked_add(amount.baht.satang))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `status amount source doubt`
    fn seen(text: &str) -> String {
        let b = budget(text);
        let status = serde_json::to_value(b.status).unwrap();
        let amount = b.amount.map_or("∅".into(), |(_, a)| a.to_string());
        let doubt = match b.doubt {
            None => String::new(),
            Some(BudgetDoubt::Parts { parts, stated }) => format!(" parts {parts}≠{stated}"),
            Some(other) => format!(" {other:?}"),
        };
        format!(
            "{} {amount} {}{doubt}",
            status.as_str().unwrap(),
            b.source.map_or("∅", |s| &text[s])
        )
    }

    #[test]
    fn numbers_count_what_their_column_says_or_are_doubted() {
        let million = 1_000_000;
        for (text, factor, amount) in [
            ("-๗,๕๐๐.๕๐", 1, Some("-7500.5")),
            ("(0.1500)", million, Some("-150000")),
            ("(๓,๔๐๐ บาท)", million, Some("-3400")),
            (" ๐.๕ ", million, Some("500000")),
            ("๑.๕ ล้านบาท", million, Some("1500000")),
            ("๑.๕ ล้าน", million, Some("1500000")),
            ("-5,000.-", 1, Some("-5000")),
            ("(5,000.-)", 1, Some("-5000")),
            ("(-5,000)", 1, Some("-5000")),
            ("(๕,๐๐๐) บาท", 1, Some("-5000")),
            ("ติดลบ ๕,๐๐๐ บาท", 1, Some("-5000")),
            ("‑๕,๐๐๐", 1, Some("-5000")),
            ("-๕,๐๐๐ (งบกลาง)", 1, Some("-5000")),
            ("รวม -๕,๐๐๐", 1, None),
            ("-๕,๐๐๐\n-๖,๐๐๐", 1, None),
            ("๗,๕๐๐.-", 1, Some("7500")),
            ("- ๗,๕๐๐ บาท", 1, None),
            ("-๗.๕๐๐", 1, None),
            ("๗.๕๐๐", million, Some("7500000")),
            ("− ๗,๕๐๐", 1, None),
            ("๑๒๐ (งบกลาง)", million, None),
            ("งบกลาง ๑,๒๐๐\nเงินรายได้ ๓๔๐", million, None),
            ("รวม ๓๔๐", million, None),
        ] {
            let found = budget_in(text, factor);
            assert_eq!(found.status, BudgetStatus::Amount, "{text}");
            assert_eq!(found.doubt, amount.is_none().then_some(BudgetDoubt::Unread), "{text}");
            let read = found.amount.map(|(_, baht)| baht.to_string());
            assert_eq!(read.as_deref(), amount, "{text}");
        }
        for text in ["(งบ กทบ.)", "-", "ไม่ใช้งบประมาณ"] {
            assert_eq!(budget_in(text, million), budget(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_of_baht_for_sure_is_none() {
        for (text, want) in [
            ("๑๐.๐๐๐", "amount ∅ ∅ Unread"),
            ("1.250 บาท", "amount ∅ ∅ Unread"),
            ("๑.๒๕๐ ล้านบาท", "amount 1250000 ∅"),
            ("๒๐๐ ดอลลาร์", "amount ∅ ∅ Unread"),
            ("$ 1,200", "amount ∅ ∅ Unread"),
            ("3 ล้านเหรียญสหรัฐ", "amount ∅ ∅ Unread"),
            ("๒๐๐ ดอลลาร์ (๗,๐๐๐ บาท)", "amount 7000 ∅"),
            ("รอจัดสรร", "not_allocated ∅ ∅"),
            ("ยังไม่ได้รับจัดสรรงบประมาณ", "not_allocated ∅ ∅"),
            ("N/A", "not_stated ∅ ∅ Unread"),
            ("O", "not_stated ∅ ∅ Unread"),
            ("✓", "not_stated ∅ ∅ Unread"),
            ("สอห.", "other_source ∅ สอห."),
            ("UNICEF", "other_source ∅ UNICEF"),
            ("200 dollars", "amount ∅ ∅ Unread"),
            ("๑๐๐ วอน", "amount ∅ ∅ Unread"),
            ("Rs. 15,000", "amount ∅ ∅ Unread"),
            ("SGD 1,000", "amount ∅ ∅ Unread"),
            ("200 US Dollars", "amount ∅ ∅ Unread"),
            ("5-10,000", "amount ∅ ∅ Unread"),
            ("๒๐๐ บาท/คน", "amount ∅ ∅ Unread"),
            ("๕,๐๐๐ บาทต่อเดือน", "amount ∅ ∅ Unread"),
            ("๕,๐๐๐ บาท/ปี", "amount 5000 ∅"),
            ("๕,๐๐๐ บาท ต่อเนื่อง", "amount 5000 ∅"),
            ("คนละ 650 บาท\nจำนวน 48 คน", "amount ∅ ∅ Unread"),
            ("3 รุ่น ๆ ละ 20,000 บาท", "amount ∅ ∅ Unread"),
            ("เดือนละ 4,500 บาท", "amount ∅ ∅ Unread"),
            ("ไตรมาสละเป็นเงิน 5,000 บาท", "amount ∅ ∅ Unread"),
            ("คนละ 650 บาท รวม 31,200 บาท", "amount 31200 ∅"),
            ("ปีละ 4,500 บาท", "amount 4500 ∅"),
            ("ค่าอาหารและ 4,500 บาท", "amount 4500 ∅"),
            ("เบิกจ่าย 33,000 บาท คงเหลือ 7,000 บาท", "amount ∅ ∅ Unread"),
            ("ยกเลิก", "not_stated ∅ ∅"),
            ("None", "not_stated ∅ ∅ Unread"),
            ("(null)", "not_stated ∅ ∅ Unread"),
            ("#VALUE!", "not_stated ∅ ∅ Unread"),
            ("ห้าพันบาทถ้วน", "not_stated ∅ ∅ Unread"),
            ("-ไม่มี-", "none ∅ ∅"),
            ("ไม่ทราบ", "not_stated ∅ ∅"),
            ("ตามที่จ่ายจริง", "not_stated ∅ ∅"),
            ("รออนุมัติ", "not_allocated ∅ ∅"),
            ("อยู่ระหว่างขอรับการสนับสนุน", "not_allocated ∅ ∅"),
            ("สำนักงานรองบริหาร", "other_source ∅ สำนักงานรองบริหาร"),
            ("รอจัดสรร ๕๐,๐๐๐", "not_allocated ∅ ∅ Contradiction"),
        ] {
            assert_eq!(seen(text), want, "{text}");
        }
    }

    #[test]
    fn words_beside_an_amount_say_what_it_is() {
        for (text, want) in [
            ("1 ล้าน 5 แสนบาท", "amount 1500000 ∅"),
            ("งบกลาง 1 ล้าน 5 แสนบาท (เบิกจ่าย 2 แสนบาท)", "amount 1500000 งบกลาง"),
            ("1 ล้าน 5 แสน", "amount ∅ ∅ Unread"),
            (",288 บาท", "amount ∅ ∅ Unread"),
            ("งบกลาง ,405", "amount ∅ ∅ Unread"),
            (".50 บาท", "amount ∅ ∅ Unread"),
            ("งบกลาง.....5,000 บาท", "amount 5000 งบกลาง"),
            ("๓๐๐ บ./คน x 50", "amount ∅ ∅ Unread"),
            ("๓๐๐ บ./คน x 50 = 15,000 บ.", "amount 15000 ∅"),
            ("๓๐๐ บาท/มื้อ", "amount ∅ ∅ Unread"),
            ("๓๐๐ บ.ต่อหลักสูตร", "amount ∅ ∅ Unread"),
            ("๕,๐๐๐/งบ อบต.", "amount 5000 ∅"),
            ("๕,๐๐๐/อบต.", "amount 5000 ∅"),
            ("๕,๐๐๐ บาท / ปีงบประมาณ", "amount 5000 ∅"),
            ("5,000 (ไตรมาสละ)", "amount ∅ ∅ Unread"),
            ("5,000 (ต่อรุ่น)", "amount ∅ ∅ Unread"),
            ("5,000 (ต่อปี)", "amount 5000 ∅"),
            ("@5,000", "amount ∅ ∅ Unread"),
            ("12@5,000", "amount ∅ ∅ Unread"),
            ("5,000 @ 12", "amount ∅ ∅ Unread"),
            ("12 @ 5,000 = 60,000", "amount 60000 ∅"),
            ("15,000 บาท (หนึ่งหมื่นหกพันบาทถ้วน)", "amount ∅ ∅ Unread"),
            ("15,000 บาท (หนึ่งหมื่นห้าพันบาทถ้วน)", "amount 15000 ∅"),
            ("งบกลาง 15,000.50 (หนึ่งหมื่นห้าพันบาทห้าสิบสตางค์)", "amount 15000.5 งบกลาง"),
            ("50% ของ 5,000", "amount ∅ ∅ Unread"),
            ("เฉลี่ย 15,000", "amount ∅ ∅ Unread"),
            ("ถัวเฉลี่ยทุกรายการ 15,000", "amount 15000 ∅"),
            ("เบิก 5,000 กัน 2,000", "amount ∅ ∅ Unread"),
            ("จาก 15,000 เป็น 12,000", "amount 12000 ∅"),
            ("ลดจาก 8,000 บาท เหลือ 5,000 บาท", "amount 5000 ∅"),
            ("จาก 8,000 เหลือ 5,000", "amount ∅ ∅ Unread"),
            ("ใช้จาก 8,000 เหลือ 5,000", "amount 8000 ∅"),
            ("ค้างจ่าย 5,000", "amount ∅ ∅ Unread"),
            ("50,000 (โอนเพิ่ม 10,000)", "amount ∅ ∅ Unread"),
            ("ขอเพิ่ม: 15,000 บาท", "amount ∅ ∅ Unread"),
            ("รายรับ 9,000 บาท รายจ่าย 5,000 บาท", "amount ∅ ∅ Unread"),
            ("เงินรายได้ 5,000", "amount 5000 เงินรายได้"),
            ("15,000 (ยกเลิก)", "amount ∅ ∅ Unread"),
            ("ยกเลิกโครงการ 15,000", "amount ∅ ∅ Unread"),
            ("15,000 (ไม่ได้ดำเนินการ)", "amount 15000 ∅"),
            ("ไม่ได้ดำเนินการ", "not_stated ∅ ∅"),
            ("ไม่ขอรับงบประมาณ", "none ∅ ∅"),
            ("งดใช้งบประมาณ", "none ∅ ∅"),
            ("อบต. ๒๐,๐๐๐", "amount 20000 อบต."),
            ("สปสช. ๒๐,๐๐๐", "amount 20000 ∅"),
            ("15,000 บาท 50 สต.", "amount 15000.5 ∅"),
            ("1.5 ล.บ.", "amount 1500000 ∅"),
            ("ปี 2567 : 20,000 ปี 2568 : 30,000", "amount ∅ ∅ Unread"),
            ("20,000 ปี พ.ศ. 2568", "amount 20000 ∅"),
        ] {
            assert!(seen(text) == want, "{text}: {}", seen(text));
        }
    }

    #[test]
    fn what_an_amount_is_of_is_told() {
        for (text, is_left, is_before_spent) in [
            ("เหลือจ่าย 3,000", true, false),
            ("เงินเหลือจ่ายปี 2567 3,000", false, false),
            ("กันเงิน 3,000", true, false),
            ("เบิกจ่าย 3,000", false, false),
            ("15,000 (ใช้จริง 14,200)", false, true),
            ("14,200 (จาก 15,000)", false, false),
            ("15,000", false, false),
        ] {
            let found = budget(text);
            assert_eq!(
                (found.is_left, found.is_before_spent),
                (is_left, is_before_spent),
                "{text}"
            );
        }
    }

    #[test]
    fn cases() {
        let cases = [
            ("ไม่ใช้งบประมาณ", "none ∅ ∅"),
            ("ไม่ใช่ งบประมาณ", "none ∅ ∅"),
            ("ไม่ใช้\nงบประมาณ", "none ∅ ∅"),
            ("(ไม่ได้ใช้งบประมาณ)", "none ∅ ∅"),
            ("- ไม่ได้รับการจัดสรรงบประมาณ -", "not_allocated ∅ ∅"),
            ("-", "not_stated ∅ ∅"),
            (" – ", "not_stated ∅ ∅"),
            ("", "not_stated ∅ ∅"),
            ("0", "amount 0 ∅"),
            ("๒๗,๓๒๕", "amount 27325 ∅"),
            ("150000", "amount 150000 ∅"),
            ("149,898.00", "amount 149898 ∅"),
            ("๔,๐๘๐ บาท (งบค่ารับรองและพิธีการ)", "amount 4080 งบค่ารับรองและพิธีการ"),
            ("๒๐,๐๐๐ บาท (สองหมื่นบาทถ้วน)", "amount 20000 ∅"),
            ("18,400.- บาท", "amount 18400 ∅"),
            ("๑.๕ ล้านบาท", "amount 1500000 ∅"),
            ("๖.๒๕ ล้าน", "amount 6250000 ∅"),
            ("งบกลาง ๓๕๐,๐๐๐ บาท\n(เบิกจ่ายจริง ๓๔๘,๒๐๐ บาท)", "amount 350000 งบกลาง"),
            ("งบประมาณ ๕,๐๐๐ บาท", "amount 5000 ∅"),
            ("๕,๐๐๐ บาท จากเงินรายได้", "amount 5000 เงินรายได้"),
            ("เบิกจ่ายจริง ๕,๐๐๐ บาท", "amount 5000 ∅"),
            ("๑. วิทยากร ๑๒,๐๐๐ บาท\n๒. อาหารว่าง ๘,๔๐๐ บาท\nรวม ๒๐,๔๐๐ บาท", "amount 20400 ∅"),
            ("วิทยากร ๑๒,๐๐๐\nอาหารว่าง ๘,๔๐๐\nรวม ๒๑,๔๐๐", "amount 21400 ∅ parts 20400≠21400"),
            ("๑) วิทยากร ๑๒,๐๐๐ บาท\n๒) อาหาร ๘,๔๐๐ บาท", "amount 20400 ∅ Summed"),
            ("๑๗,๐๐๐\n๑๐,๐๐๐\n๕,๐๐๐\n๒,๐๐๐", "amount 17000 ∅"),
            ("ใช้ ๑๕,๐๐๐\nจาก ๑๗,๐๐๐", "amount 17000 ∅"),
            ("แผน ๑๗,๐๐๐ ผล ๑๕,๐๐๐", "amount 17000 ∅"),
            ("๒๕๖๗: ๑๐,๐๐๐\n๒๕๖๘: ๗,๐๐๐", "amount ∅ ∅ Unread"),
            ("๑,๔๕๐,๐๐ ๐", "amount ∅ ∅ Unread"),
            ("๑๒,๐๐๐ บาท หรือ ๘,๔๐๐ บาท", "amount ∅ ∅ Unread"),
            ("๕๐ คน x ๑๐๐ บาท = ๕,๐๐๐ บาท", "amount 5000 ∅"),
            ("๑,๒๓", "amount ∅ ∅ Unread"),
            ("ร้อยละ ๙๘.๖๔", "amount ∅ ∅ Unread"),
            ("๐๒๐๑๐๓", "amount ∅ ∅ Unread"),
            ("t1s0, ,s0a0t0isfaction", "amount ∅ ∅ Unread"),
            ("รหัส ISO9001", "amount ∅ ∅ Unread"),
            ("18ฟ500 บาท", "amount ∅ ∅ Unread"),
            ("ญ,000 บาท", "amount ∅ ∅ Unread"),
            ("ฎ8,500 บาท", "amount ∅ ∅ Unread"),
            ("งบ8,500 บาท", "amount 8500 งบ"),
            ("๐.๕๐ ล้านบาท", "amount 500000 ∅"),
            ("ไม่ใช้งบประมาณ ๕,๐๐๐ บาท", "none ∅ ∅ Contradiction"),
            ("งบประมาณ ของ กพบ.", "other_source ∅ กพบ."),
            ("กลุ่มงาน จริยธรรม ศปท.", "other_source ∅ กลุ่มงาน จริยธรรม ศปท."),
            ("งบ กทบ.", "other_source ∅ งบ กทบ."),
            (
                "งบประมาณประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ของ กพบ.",
                "other_source ∅ งบประมาณประจำปีงบประมาณ พ.ศ. ๒๕๖๘ ของ กพบ.",
            ),
            ("งบประมาณ", "not_stated ∅ ∅ Unread"),
            ("( )", "not_stated ∅ ∅ Unread"),
            ("ใช้ของ", "other_source ∅ ของ"),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), want, "{text}");
        }
    }

    #[test]
    fn what_was_spent_and_signs_beside_an_amount_are_not_the_budget() {
        let cases = [
            ("๖๒,๕๐๐ (จาก ๖๙,๐๐๐)", "amount 69000 ∅"),
            ("เบิกจ่ายแล้ว ๖๒,๕๐๐ บาท\nจากงบประมาณ ๖๙,๐๐๐ บาท", "amount 69000 ∅"),
            ("* ๓๙๐,๐๐๐ บาท", "amount 390000 ∅"),
            ("๓๙๐,๐๐๐*", "amount 390000 ∅"),
            ("๒ู้๕๐,๐๐๐", "amount ∅ ∅ Unread"),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), want, "{text}");
        }
    }

    #[test]
    fn an_amount_with_a_space_within_is_unread() {
        for text in [
            "๑๑ ,๕๕๘",
            "๗๕๔ .๐๔",
            "๗๕๔. ๐๔",
            "๗. ๒๘",
            "12 3.45",
            "๒.๔ ๐",
            "๑,๒๓๔,๕๖๗ .๕๐ บาท",
            "363,072,2 37,419.78",
        ] {
            assert_eq!(seen(text), "amount ∅ ∅ Unread", "{text}");
        }
        for (text, want) in [
            ("๑. ๕๐๐", "amount 500 ∅"),
            ("๑ ๕๘,๒๐๐ บาท", "amount 58200 ∅"),
            ("ครั้งที่ ๑ ๕,๐๐๐ บาท", "amount 5000 ∅"),
            ("ปี ๒๕๖๘ ๕,๐๐๐ บาท", "amount 5000 ∅"),
        ] {
            assert!(seen(text).starts_with(want), "{text}: {}", seen(text));
        }
    }

    #[test]
    fn what_is_too_large_is_unread_whatever_stands_beside_it() {
        let cases: &[(&str, &str)] = &[
            ("1,000,000,000,000,000.00", "amount 1000000000000000 ∅"),
            ("999,999,999,999,999.99 บาท", "amount 999999999999999.99 ∅"),
            ("1,000,000,000,000,000.01", "amount ∅ ∅ Unread"),
            ("๑,๐๐๐,๐๐๐,๐๐๐,๐๐๐,๐๐๐ บาท ๕๐ สตางค์", "amount ∅ ∅ Unread"),
            ("1,000,000,000,000,001 บาท\nค่าอาหาร ๕,๐๐๐ บาท", "amount ∅ ∅ Unread"),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), *want, "{text}");
        }
    }
}
