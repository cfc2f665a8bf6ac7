//! What a report says of itself: whose it is, of which years, what it is, which months it covers;
//! and which lines head its parts.

mod agency;
mod document;
mod period;
mod printed;
mod years;

pub(super) use agency::{Whose, agency_named};
pub(super) use period::{period, period_of};
pub(super) use printed::Printed;
pub(super) use years::Years;

use crate::contract::model::DocumentSays;
use crate::contract::walk;
use crate::report::facts::{OutlineKind, outline};
use crate::thai::confusable::{Reason, Weight, pairs};
use crate::thai::text::normalise;

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
}
