//! What people put right → a report that says so: the corrected texts, each marked with who corrected
//! it, and the values read from them anew.

mod asked;
mod derive;
mod titles;
mod whole;
mod within;

use crate::contract::model::Report;
use crate::contract::pointers::texts_mut;
use crate::contract::seal::seal;
use crate::corrections::Corrections;
use crate::finding::{Code, Finding, Region};

use asked::{Asked, Changed};

/// Findings about what a text says or how surely it was read: another text settles them. What is odd
/// about a row or a number stays so.
const OF_TEXT: [Code; 9] = [
    Code::OcrUnreadable,
    Code::OcrRespelt,
    Code::LowConfidence,
    Code::DateImpossible,
    Code::ScheduleUndated,
    Code::BudgetUnread,
    Code::MoneyUnread,
    Code::BudgetSummed,
    Code::BudgetParts,
];

/// Applies what people put right in this document; corrections of other documents are passed over.
///
/// A correction is applied where its old text still stands: in its boxes, wherever a new reading puts
/// it, or at its pointer where it names no boxes. All texts that print the same there follow, and what
/// was read from a corrected cell is read anew. What cannot be applied is a finding
/// ([`Code::CorrectionRefused`]). Applying the same again changes nothing.
pub fn correct(report: &mut Report, corrections: &[Corrections]) {
    let document = &report.source.sha256;
    let own = corrections.iter().filter(|file| &file.document.sha256 == document);
    let mut asked = Asked::of(own.flat_map(|file| &file.corrections));
    if asked.is_empty() {
        return;
    }
    report.findings.retain(|finding| finding.code != Code::CorrectionRefused.as_str());
    let mut changed = Changed::new();
    let titles = titles::titles(report);
    texts_mut(report, &mut |at, text| {
        // What is read from a cell follows from the cell.
        if within::source(at).is_none() && asked.put_into(at, text) {
            changed.insert(at.to_owned(), text.regions.clone());
        }
    });
    titles::follow(report, &titles, &mut changed);
    within::cells(report, &mut asked, &mut changed);
    whole::agency(report, &mut asked);
    whole::fiscal_year(report, &mut asked);
    report.findings.retain(|finding| !is_settled(finding, &changed));
    derive::items(report, &changed);
    derive::totals(report, &changed);
    report.findings.extend(asked.refused());
    seal(report);
}

/// Whether a finding is about nothing but texts that were corrected.
fn is_settled(finding: &Finding, changed: &Changed) -> bool {
    if !OF_TEXT.iter().any(|code| code.as_str() == finding.code) {
        return false;
    }
    let mut places = finding.evidence.iter().map(|evidence| evidence.region).peekable();
    places.peek().is_some()
        && places.all(|place| {
            let is_in = |regions: &Vec<Region>| {
                place.is_some_and(|place| regions.iter().any(|region| region.holds(&place)))
            };
            changed.values().any(is_in)
        })
}
