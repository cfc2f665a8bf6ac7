//! Columns of money by who pays, beside one that sums them: เงินงบประมาณ | เงินนอกงบประมาณ | รวม.

use std::sync::LazyLock;

use crate::contract::model::{Baht, ColumnBudget};
use crate::finding::{Code, Finding};
use crate::report::facts::names_fund;
use crate::report::filled::Filled;
use crate::role::Role;
use crate::thai::text::{matching_key, on_one_line};
use crate::words::{self, Words};

/// So many columns make a sum.
const PARTS: usize = 2;

/// What a column is called that sums others.
static SUMS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::TOTAL_LABELS));

/// Whether a heading says that its column sums others: the word for it stands alone, or behind what the
/// columns beside it share.
pub(super) fn says_sum(heading: &str) -> bool {
    let words = without_brackets(heading);
    let last = words.split_whitespace().next_back().unwrap_or_default();
    [&*words, last].iter().any(|text| SUMS.whole(&matching_key(text)).is_some())
}

/// A heading without what it says in brackets, such as its unit, on one line.
pub(super) fn without_brackets(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in heading.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    on_one_line(&kept)
}

/// A column of money with its cell.
pub(super) type Read<'c> = (ColumnBudget, &'c Filled);

/// Takes the columns out that only sum others of their role and time, and gives these their heading for
/// who pays, where it names a fund and the cell names none; with the sum of what is planned. A sum that its
/// parts do not make stays without them, with a finding; where no part states an amount, all stay.
pub(super) fn take_sums(
    columns: Vec<Read<'_>>,
    id: &str,
    findings: &mut Vec<Finding>,
) -> (Vec<ColumnBudget>, Option<ColumnBudget>) {
    let mut kept = vec![true; columns.len()];
    let (mut planned, mut parted) = (None, vec![false; columns.len()]);
    for at in 0..columns.len() {
        let Some(parts) = parts_of(&columns, at) else { continue };
        let (sum, cell) = &columns[at];
        parts.iter().for_each(|part| parted[*part] = true);
        if cell.key.role == Role::Budget && cell.span.is_none() {
            planned = Some(sum.clone());
        }
        let amounts = parts.iter().filter_map(|part| columns[*part].0.amount_thb);
        let satang = amounts.map(|amount| amount.satang).reduce(i64::saturating_add);
        match (satang, sum.amount_thb) {
            (Some(satang), Some(stated)) if satang != stated.satang => {
                findings.push(contradiction(Baht::from_satang(satang), sum, stated, id));
                parts.iter().for_each(|part| kept[*part] = false);
            }
            (None, Some(_)) => {}
            _ => kept[at] = false,
        }
    }
    let own = columns.into_iter().enumerate().filter(|(at, _)| kept[*at]);
    let own = own.map(|(at, (column, cell))| match parted[at] {
        true => ColumnBudget { source: column.source.clone().or_else(|| payer(cell)), ..column },
        false => column,
    });
    (own.collect(), planned)
}

/// The columns that a column sums, where its heading says so: those of its role and time, if no other one
/// of them says the same.
fn parts_of(columns: &[Read<'_>], at: usize) -> Option<Vec<usize>> {
    let own = columns[at].1;
    if !says_sum(&own.heading) {
        return None;
    }
    let mut alike: Vec<usize> = (0..columns.len()).filter(|i| *i != at).collect();
    alike.retain(|i| columns[*i].1.key.role == own.key.role && columns[*i].1.span == own.span);
    let sums = alike.iter().any(|i| says_sum(&columns[*i].1.heading));
    (alike.len() >= PARTS && !sums).then_some(alike)
}

/// Who pays, by the heading of a column that is one part of a sum.
fn payer(cell: &Filled) -> Option<String> {
    Some(without_brackets(&cell.heading)).filter(|heading| names_fund(heading))
}

/// The finding that the parts of a sum do not make it.
fn contradiction(parts: Baht, sum: &ColumnBudget, stated: Baht, id: &str) -> Finding {
    let th = format!("คอลัมน์ย่อยรวมได้ {parts} บาท แต่คอลัมน์รวมพิมพ์ {stated} บาท");
    let en = format!(
        "the columns beside it add up to {parts} baht, the column of sums states {stated} baht"
    );
    of_row(Finding::new(Code::BudgetParts, th, en), id).seen(&sum.raw, &sum.regions)
}

/// A finding about an item; about the document where the row is none.
pub(super) fn of_row(finding: Finding, id: &str) -> Finding {
    if id.is_empty() { finding } else { finding.about(id) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::column::{Key, Which};
    use crate::layout::Passage;
    use crate::report::cells::read_money;
    use crate::report::filled::filled_of;

    /// The columns that stay with their amounts and sources, what the whole is, and what is odd.
    fn read(headings: [&str; 4], texts: [&str; 4]) -> (Vec<String>, Option<String>, Vec<String>) {
        let nth = |at: usize| if at == 0 { Which::First } else { Which::Nth(at as u16 + 1) };
        let cells = headings.iter().zip(texts).enumerate().map(|(at, (heading, text))| {
            let key = Key { role: Role::Budget, which: nth(at) };
            (key, (*heading).to_owned(), Passage::placeless(text))
        });
        let cells = filled_of(cells.collect());
        let mut findings = Vec::new();
        let money = read_money(&cells, None, "p1", &mut findings);
        let amount =
            |column: &ColumnBudget| column.amount_thb.map_or("-".into(), |a| a.to_string());
        let columns = money.columns.iter().map(|column| {
            format!("{} {}", amount(column), column.source.as_deref().unwrap_or("∅"))
        });
        let codes = findings.into_iter().map(|finding| finding.code).collect();
        (columns.collect(), money.sum.as_ref().map(amount), codes)
    }

    #[test]
    fn a_column_of_sums_is_the_budget_and_its_parts_say_who_pays() {
        let headings = ["งบ อบต.", "เงินอุดหนุน (บาท)", "ค่าวัสดุ", "รวม (บาท)"];
        let (columns, sum, odd) = read(headings, ["20,000", "5,000", "-", "25,000"]);
        assert_eq!(columns, ["20000 งบ อบต.", "5000 เงินอุดหนุน", "- ∅"]);
        assert_eq!((sum.as_deref(), odd.len()), (Some("25000"), 0));
        let (columns, sum, odd) = read(headings, ["20,000", "5,000", "-", "26,000"]);
        assert_eq!((columns, sum.as_deref()), (vec!["26000 ∅".to_owned()], Some("26000")));
        assert_eq!(odd, ["budget-parts"]);
        let (columns, sum, _) = read(headings, ["-", "-", "-", "26,000"]);
        assert_eq!((columns.len(), sum.as_deref()), (4, Some("26000")));
        let (columns, sum, _) =
            read(["งบกลาง", "เงินรายได้", "งบอื่น", "งบรวมใจ"], ["1", "2", "3", "6"]);
        assert_eq!((columns.len(), sum), (4, None));
    }
}
