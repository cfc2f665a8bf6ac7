//! What a report says of itself, beyond what the facts of a text tell: which lines head it, how its
//! agency is abbreviated.

use crate::contract::model::FiscalYear;
use crate::report::facts::{OutlineKind, outline};
use crate::thai::confusable::{Reason, Weight, pairs};
use crate::thai::date::fiscal_year;
use crate::thai::text::normalise;

/// Whether a line opens a paragraph of the outline, so that it is never the tail of the one above.
pub(crate) fn opens_outline(line: &str) -> bool {
    outline(&normalise(line)).is_some_and(|o| {
        !matches!(o.kind, OutlineKind::DeclaredCount(_)) || line.trim_start().starts_with("แผน")
    })
}

/// The fiscal year a title names.
pub(super) fn fiscal_year_of(title: &str) -> Option<FiscalYear> {
    let be = crate::report::facts::fiscal_year_of(title)?;
    let (start, end) = fiscal_year(be)?;
    Some(FiscalYear { be, start, end })
}

/// The spellings of an abbreviation that stand in a text, most frequent first: itself, and with one
/// letter mistaken.
pub(super) fn spellings(short: &str, text: &str) -> Vec<String> {
    let mut all = vec![short.to_owned()];
    for (i, c) in short.char_indices() {
        for other in written_for(c) {
            all.push(format!("{}{other}{}", &short[..i], &short[i + c.len_utf8()..]));
        }
    }
    let mut counted: Vec<(usize, String)> =
        all.into_iter().map(|s| (text.matches(&s).count(), s)).collect();
    // What is printed once as a slip of the pen is not an abbreviation of the agency.
    counted.retain(|(n, s)| *n > 1 || s == short);
    counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    counted.into_iter().map(|(_, s)| s).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_count_what_is_printed() {
        assert_eq!(spellings("สหล.", "สหล. สหส. สหส. สหส. สหล."), ["สหส.", "สหล."]);
        assert_eq!(spellings("กหห.", ""), ["กหห."]);
    }
}

/// The letters that people write for `c` in names.
fn written_for(c: char) -> impl Iterator<Item = char> {
    pairs(Reason::Writing, Weight::Often).filter_map(move |(a, b)| match c {
        c if c == a => Some(b),
        c if c == b => Some(a),
        _ => None,
    })
}
