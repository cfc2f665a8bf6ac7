//! What a report says of itself: whose it is, of which years, what it is, which months it covers;
//! and which lines head its parts.

mod agency;
mod document;
mod printed;
mod years;

use jiff::Span;

pub(super) use agency::{Whose, agency_named};
pub(super) use printed::Printed;
pub(super) use years::Years;

use crate::contract::model::{DocumentSays, FiscalYear, Period};
use crate::contract::walk;
use crate::layout::Passage;
use crate::report::facts::{OutlineKind, outline};
use crate::thai::confusable::{Reason, Weight, pairs};
use crate::thai::text::normalise;

/// What stands behind the months of a period that ends with the fiscal year.
const LAST_MONTHS: &str = "เดือนหลัง";

/// Whether a line opens a paragraph of the outline, so that it is never the tail of the one above.
pub(crate) fn opens_outline(line: &str) -> bool {
    outline(&normalise(line)).is_some_and(|o| {
        !matches!(o.kind, OutlineKind::DeclaredCount(_)) || line.trim_start().starts_with("แผน")
    })
}

impl Printed<'_> {
    /// Whose document it is, with the spellings of its abbreviation.
    pub fn whose(&self) -> Whose {
        let mut whose = agency::whose(self);
        if let Some(agency) = &mut whose.agency
            && let Some(short) = agency.abbreviations.first()
        {
            agency.abbreviations = spellings(short, &self.whole_text());
        }
        whose
    }

    /// The years it is about.
    pub fn years(&self) -> Years {
        years::years(self)
    }

    /// What it says it is.
    pub fn document(&self) -> Option<DocumentSays> {
        document::document(self)
    }

    /// Titles and sections, for counting.
    fn whole_text(&self) -> String {
        let mut whole = self.titles.join("\n");
        for section in self.sections {
            walk::texts(section, &mut |text| {
                whole.push('\n');
                whole.push_str(&text.text);
            });
        }
        whole
    }
}

/// The reporting period of a passage: this many months from the start of the fiscal year, or up to
/// its end (`รอบ ๖ เดือนหลัง`).
pub(super) fn period(passage: &Passage, months: u8, year: Option<&FiscalYear>) -> Period {
    let months_long = Span::new().months(i64::from(months));
    let span = year.and_then(|year| {
        if passage.text.replace(' ', "").contains(LAST_MONTHS) {
            let start = year.end.tomorrow().ok()?.checked_sub(months_long).ok()?;
            return Some((start, year.end));
        }
        let after = year.start.checked_add(months_long).ok()?;
        Some((year.start, after.yesterday().ok()?))
    });
    let (start, end) = span.unzip();
    let (raw, regions) = (passage.text.clone(), passage.all_regions());
    Period { raw, months: Some(months), start, end, regions }
}

/// The spellings of an abbreviation that stand in a text, most frequent first: itself, and with one
/// letter mistaken.
fn spellings(short: &str, text: &str) -> Vec<String> {
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

/// The letters that people write for `c` in names.
fn written_for(c: char) -> impl Iterator<Item = char> {
    pairs(Reason::Writing, Weight::Often).filter_map(move |(a, b)| match c {
        c if c == a => Some(b),
        c if c == b => Some(a),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::contract::model::{Unclaimed, UnclaimedReason};

    #[test]
    fn spellings_count_what_is_printed() {
        assert_eq!(spellings("สหล.", "สหล. สหส. สหส. สหส. สหล."), ["สหส.", "สหล."]);
        assert_eq!(spellings("กหห.", ""), ["กหห."]);
    }

    #[test]
    fn agency_and_year_stand_in_a_title_or_else_in_what_no_field_claimed() {
        let titles = ["รายงานผลแผนแสงชุมชน".to_owned(), "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘".to_owned()];
        let unclaimed = Unclaimed {
            raw: String::new(),
            text: "สำนักงานอนุรักษ์แสงหิ่งห้อยแห่งชาติ (สสห.)".to_owned(),
            regions: Vec::new(),
            confidence: None,
            reason: UnclaimedReason::Paragraph,
        };
        let printed =
            Printed { titles: &titles, sections: &[], unclaimed: std::slice::from_ref(&unclaimed) };
        let agency = printed.whose().agency.unwrap();
        assert_eq!(agency.name, "สำนักงานอนุรักษ์แสงหิ่งห้อยแห่งชาติ");
        assert_eq!(agency.abbreviations, ["สสห."]);
        let year = printed.years().fiscal.unwrap();
        assert_eq!((year.be, year.start), (2568, date(2024, 10, 1)));
        let nothing = Printed { titles: &titles[..1], sections: &[], unclaimed: &[] };
        assert_eq!((nothing.whose(), nothing.years()), (Whose::default(), Years::default()));
    }

    #[test]
    fn a_period_begins_with_its_fiscal_year() {
        let passage = Passage::placeless("รอบ ๖ เดือน");
        let year = years::fiscal_year_of("ปีงบประมาณ พ.ศ. ๒๕๖๘");
        let six = period(&passage, 6, year.as_ref());
        assert_eq!((six.start, six.end), (Some(date(2024, 10, 1)), Some(date(2025, 3, 31))));
        let late = period(&Passage::placeless("รอบ ๖ เดือนหลัง"), 6, year.as_ref());
        assert_eq!((late.start, late.end), (Some(date(2025, 4, 1)), Some(date(2025, 9, 30))));
        let unknown = period(&passage, 6, None);
        assert_eq!((unknown.months, unknown.start, unknown.end), (Some(6), None, None));
    }
}
