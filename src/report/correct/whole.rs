//! Corrections of what a report is: whose, and of which year. These are no texts with boxes.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::contract::model::{FiscalYear, Report};
use crate::finding::Code;
use crate::report::identity::agency_named;
use crate::thai::date::fiscal_year as days_of;
use crate::thai::digits::to_arabic;

use super::asked::{Asked, corrected};

/// Where the name of the agency stands.
const AGENCY: &str = "/agency/name";
/// Where the fiscal year stands.
const YEAR: &str = "/fiscal_year/be";
/// Years that reports are of, Buddhist Era.
const YEARS: RangeInclusive<i16> = 2400..=2700;

/// Puts the name of the agency right, and what it says of its kind and place.
pub(super) fn agency(report: &mut Report, asked: &mut Asked<'_>) {
    let mut after = 0;
    loop {
        let before = report.agency.as_ref().map(|agency| agency.name.clone()).unwrap_or_default();
        let Some(i) = asked.next(AGENCY, &before, &[], after) else {
            return asked.note_applied(AGENCY, &before, &[]);
        };
        let correction = asked.apply(i);
        after = i + 1;
        let old = report.agency.take();
        let mut agency = agency_named(&correction.new);
        let (earlier, abbreviations) =
            old.map_or((None, Vec::new()), |old| (old.corrected, old.abbreviations));
        agency.abbreviations.extend(abbreviations);
        agency.corrected = Some(corrected(correction, before, earlier));
        report.agency = Some(agency);
        settle(report, &[Code::NoAgency, Code::AgencyUnsure]);
    }
}

/// Puts the fiscal year right; what is no year stays refused.
pub(super) fn fiscal_year(report: &mut Report, asked: &mut Asked<'_>) {
    let mut after = 0;
    loop {
        let old = report.fiscal_year.as_ref();
        let before = old.map(|year| year.be.to_string()).unwrap_or_default();
        let Some(i) = asked.next(YEAR, &before, &[], after) else {
            return asked.note_applied(YEAR, &before, &[]);
        };
        after = i + 1;
        let Some((be, (start, end))) = year_of(asked.new_of(i)) else {
            asked.refuse(i);
            continue;
        };
        let correction = asked.apply(i);
        let earlier = report.fiscal_year.take().and_then(|year| year.corrected);
        let corrected = Some(corrected(correction, before, earlier));
        report.fiscal_year = Some(FiscalYear { be, start, end, corrected });
        settle(report, &[Code::NoFiscalYear]);
    }
}

fn year_of(text: &str) -> Option<(i16, (Date, Date))> {
    let be = to_arabic(text.trim()).parse().ok().filter(|year| YEARS.contains(year))?;
    days_of(be).map(|days| (be, days))
}

/// Takes away findings that spoke of what stood there.
fn settle(report: &mut Report, codes: &[Code]) {
    report.findings.retain(|finding| codes.iter().all(|code| code.as_str() != finding.code));
}
