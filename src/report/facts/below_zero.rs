//! Amounts below zero, as accounts print them: in brackets, behind a minus sign, or behind a word.

use super::Scan;
use crate::contract::model::Baht;

/// Signs before an amount below zero, as keyboards and typesetters have them.
pub(super) const MINUS: [char; 7] = ['-', '−', '–', '‐', '‑', '—', '－'];

/// Words before an amount below zero.
const BELOW_ZERO: [&str; 2] = ["ติดลบ", "ลบ"];

/// What may stand right behind a number of whole baht.
const WHOLE_BAHT: [&str; 2] = [".-", ",-"];

/// Digits of a number that brackets make an ordinal, at most.
const MOST_ORDINAL: usize = 2;

/// An amount below zero, where the whole cell is one; bare numbers count `factor` baht.
pub(super) fn negative(text: &str, factor: u64) -> Option<Baht> {
    let text = text.trim();
    let outside = text.strip_suffix("บาท").map(str::trim_end);
    let frame = outside.unwrap_or(text);
    let bracketed = frame.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let inner = bracketed.or_else(|| without_minus(text))?;
    // What has both signs is below zero once.
    let inner = bracketed.and_then(without_minus).unwrap_or(inner);
    let bare = inner.trim_end().strip_suffix("บาท").or(outside.and(Some(inner)));
    let inside = bare.unwrap_or(inner).trim();
    let dashed = WHOLE_BAHT.iter().find_map(|dash| inside.strip_suffix(dash));
    let inside = dashed.unwrap_or(inside);
    let scan = Scan::new(inside);
    let [only] = scan.numbers.as_slice() else { return None };
    let factor = if bare.is_some() || dashed.is_some() { 1 } else { factor };
    if factor == 1 && scan.may_be_thousands(0) {
        return None;
    }
    let whole = only.range == (0..inside.len());
    // A number of one or two digits in brackets numbers something.
    let is_money = inside.contains([',', '.']) || inside.chars().count() > MOST_ORDINAL;
    let counted = bracketed.is_none() || is_money;
    let satang = only.value?.satang(factor).filter(|_| whole && counted)?;
    Some(Baht::from_satang(-satang))
}

/// A text without what marks that it is below zero, a sign or a word; none where nothing does.
fn without_minus(text: &str) -> Option<&str> {
    let text = text.trim_start();
    text.strip_prefix(MINUS).or_else(|| BELOW_ZERO.iter().find_map(|word| text.strip_prefix(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_brackets_and_words_make_one_amount_below_zero() {
        for (text, amount) in [
            ("-๕,๐๐๐", Some("-5000")),
            ("(5,000.-)", Some("-5000")),
            ("ลบ ๕,๐๐๐ บาท", Some("-5000")),
            ("๕,๐๐๐", None),
            ("(๕)", None),
            ("-๕,๐๐๐ (งบกลาง)", None),
        ] {
            let found = negative(text, 1).map(|baht| baht.to_string());
            assert_eq!(found.as_deref(), amount, "{text}");
        }
    }
}
