//! A number in a cell of money, drawn glyph by glyph, with spaces painted over it. Law: the amount is
//! the number that is drawn, or there is none and a finding says so; without spaces it is read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use raingan::Report;
use raingan::contract::model::{Baht, BudgetStatus, ColumnBudget};
use raingan::contract::walk;
use raingan::pdf::{Glyph, Page};
use raingan::thai::digits::to_thai;
use raingan_fuzz::drawn::{SIZE, advance, glyph, grid, report, sheet, text};
use raingan_fuzz::{law, start};

/// Borders of the columns and the rows of the table, in points.
const COLUMNS: [f32; 4] = [40.0, 100.0, 480.0, 780.0];
const ROWS: [f32; 3] = [60.0, 90.0, 140.0];
/// Where texts begin within a cell.
const INSET: f32 = 6.0;
/// The baselines of the heading and of the row.
const HEADING: f32 = 80.0;
const ROW: f32 = 112.0;
/// Findings that say that an amount may not be what is printed.
const TOLD: [&str; 4] =
    ["budget-unread", "text-layer-suspect", "text-layer-junk", "table-not-read"];
/// Most digits before the point: beyond 10^15 there is no amount.
const DIGITS: usize = 15;
/// Digits between commas.
const GROUP: usize = 3;
/// Bytes that say a space: before which glyph it is drawn, over which it lies, how far off, how wide.
const SPACE: usize = 4;
/// Parts of the size in which places and widths of spaces are told.
const PARTS: f32 = 64.0;

/// A number: digits and what is made of them, taken from the first bytes.
struct Number {
    printed: String,
    amount: Baht,
}

impl Number {
    /// From bytes: the first says its length, whether it has satang and whose digits it has.
    fn of(bytes: &[u8]) -> Option<(Number, &[u8])> {
        let (first, rest) = bytes.split_first()?;
        let count = usize::from(first & 0x0F).clamp(1, DIGITS);
        let satang = if first & 0x10 == 0 { 0 } else { 2 };
        let (digits, rest) = rest.split_at_checked(count + satang)?;
        let mut digits: Vec<u8> = digits.iter().map(|byte| b'0' + byte % 10).collect();
        // A zero before other digits makes a code of it.
        digits[0] = digits[0].max(b'1');
        let (whole, fraction) = digits.split_at(count);
        let mut printed = grouped(whole);
        if satang > 0 {
            printed.push('.');
            printed.extend(fraction.iter().map(|digit| char::from(*digit)));
        }
        let amount = printed.replace(',', "").parse().expect("a number of at most 17 digits");
        let printed = if first & 0x20 == 0 { printed } else { to_thai(&printed).into_owned() };
        Some((Number { printed, amount }, rest))
    }
}

/// Digits with commas between groups.
fn grouped(digits: &[u8]) -> String {
    let mut printed = String::new();
    for (i, digit) in digits.iter().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(GROUP) {
            printed.push(',');
        }
        printed.push(char::from(*digit));
    }
    printed
}

/// The table with a number in its cell of money, and spaces over it as the bytes say.
fn page(number: &str, spaces: &[u8]) -> Page {
    let mut page = sheet();
    grid(&mut page, &COLUMNS, &ROWS);
    for (heading, x) in ["ที่", "โครงการ", "งบประมาณ (บาท)"].iter().zip(COLUMNS)
    {
        text(&mut page, heading, x + INSET, HEADING);
    }
    text(&mut page, "๑", COLUMNS[0] + INSET, ROW);
    text(&mut page, "โครงการอบรมคุณธรรม", COLUMNS[1] + INSET, ROW);
    page.glyphs.extend(with_spaces(number, COLUMNS[2] + INSET, spaces));
    page
}

/// The glyphs of a number with spaces among them: drawn whenever, over whatever glyph, within the
/// number.
fn with_spaces(number: &str, x: f32, spaces: &[u8]) -> Vec<Glyph> {
    let mut places = Vec::new();
    let mut at = x;
    for c in number.chars() {
        places.push((c, at));
        at += advance(c);
    }
    let mut glyphs: Vec<Glyph> =
        places.iter().map(|(c, x)| glyph(&c.to_string(), *x, ROW, advance(*c))).collect();
    for space in spaces.chunks_exact(SPACE) {
        let [before, over, off, wide] = [0, 1, 2, 3].map(|i| space[i]);
        let place = places[usize::from(over) % places.len()].1;
        let off = f32::from(off % 64) / PARTS * SIZE;
        let wide = f32::from(wide % 64) / PARTS * SIZE;
        let painted = glyph(" ", (place + off).min(at), ROW, wide);
        glyphs.insert(usize::from(before) % (glyphs.len() + 1), painted);
    }
    glyphs
}

/// What the columns of money say of the items of a report.
fn budgets(report: &Report) -> Vec<&ColumnBudget> {
    report.sections.iter().flat_map(walk::items).flat_map(|item| &item.budgets).collect()
}

fn seeds() -> Vec<Vec<u8>> {
    let number: Vec<u8> = vec![0x37, 1, 2, 3, 4, 5, 6, 7, 5, 0];
    let spaces: [&[u8]; 4] = [&[], &[0, 0, 0, 16], &[3, 1, 30, 20, 5, 4, 2, 9], &[9, 8, 63, 63]];
    spaces.map(|spaces| [number.as_slice(), spaces].concat()).to_vec()
}

fuzz_target!(init: start(seeds), |bytes: &[u8]| {
    let Some((Number { printed, amount }, spaces)) = Number::of(bytes) else { return };
    let report = report(&page(&printed, spaces));
    law::holds(&report);
    let budgets = budgets(&report);
    for budget in &budgets {
        assert!(
            budget.amount_thb.is_none_or(|read| read == amount),
            "{printed} is drawn, {:?} is read of {:?}", budget.amount_thb, budget.raw
        );
    }
    let is_read = budgets.iter().any(|budget| budget.amount_thb.is_some());
    if spaces.len() < SPACE {
        assert!(is_read && budgets[0].status == BudgetStatus::Amount, "{printed}: {budgets:?}");
    }
    let is_told = report.findings.iter().any(|finding| TOLD.contains(&finding.code.as_str()));
    assert!(is_read || is_told, "{printed}: nothing is read and nothing said: {budgets:?}");
});
