//! What a document says it is: its kind, which item of the assessment it answers, which part of
//! several it is, and whether it is a draft.

use std::sync::LazyLock;

use regex::Regex;

use super::printed::Printed;
use crate::contract::model::{
    DocumentKind, DocumentSays, DocumentStatus, Section, UnclaimedReason,
};
use crate::report::facts::document_kind_of;
use crate::thai::digits::to_arabic;

/// The highest number of an item of the assessment.
const MOST_ITEMS: u32 = 50;
/// The longest text, in characters, that says which item of the assessment the document answers:
/// longer ones only speak of items.
const LONGEST_LABEL: usize = 120;

/// An item of the assessment, in Arabic digits: `O35`, `O 7`.
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^A-Za-z0-9])([Oo]) ?([0-9]{1,2})(?:$|[^0-9A-Za-z])")
        .expect("a constant pattern")
});
/// A part of several.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?m)^(?:.* )?((?:เล่มที่|เล่ม|ส่วนที่|ตอนที่|ภาคที่) ?[0-9๐-๙]{1,2})(?:$|[ :/)])")
        .expect("a constant pattern")
});
/// What says that it is a draft, where it stands at the beginning of a line or in brackets.
const DRAFTS: &[&str] = &["(ร่าง)", "[ร่าง]", "ฉบับร่าง"];
/// How the line of a draft begins.
const DRAFT: &str = "ร่าง";
/// What says that it is final.
const FINALS: &[&str] = &["ฉบับสมบูรณ์", "ฉบับจริง"];

/// What the document that prints this says it is; `None` where it says nothing at all.
pub(super) fn document(printed: &Printed) -> Option<DocumentSays> {
    let title = printed.titles.first().map_or("", String::as_str);
    let section = printed.titles.iter().skip(1).find_map(|title| document_kind_of(title));
    let kind = document_kind_of(title).or(section);
    let (oit_item, part, status) = (oit_item(printed), part(title), status(title));
    let says_nothing = title.is_empty() && kind.is_none() && oit_item.is_none() && part.is_none();
    if says_nothing {
        return None;
    }
    let is_form = !printed.sections.is_empty()
        && printed.sections.iter().all(|section| matches!(section, Section::Form(_)));
    let kind = if is_form { DocumentKind::Form } else { kind.unwrap_or(DocumentKind::Other) };
    Some(DocumentSays { kind, oit_item, part, status })
}

/// The item of the assessment that titles, heads and short texts of the first page name, where it is
/// one.
fn oit_item(printed: &Printed) -> Option<String> {
    let others = printed.unclaimed.iter().filter(|text| {
        let is_first = text.regions.first().is_none_or(|region| region.page == 1);
        let is_short = text.text.chars().count() <= LONGEST_LABEL;
        match text.reason {
            UnclaimedReason::RunningHead => true,
            UnclaimedReason::Paragraph | UnclaimedReason::Cover => is_first && is_short,
            _ => false,
        }
    });
    let texts = printed.titles.iter().chain(others.map(|text| &text.text));
    let mut named: Vec<String> = texts.flat_map(|text| items_in(text)).collect();
    named.dedup();
    match named.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The items of the assessment that a text names.
fn items_in(text: &str) -> Vec<String> {
    let text = to_arabic(text);
    let found = ITEM.captures_iter(&text).filter_map(|found| {
        let (letter, number) = (&found[1], &found[2]);
        let is_item = (1..=MOST_ITEMS).contains(&number.parse().ok()?);
        is_item.then(|| format!("{letter}{number}"))
    });
    found.collect()
}

/// Which part of several a title says the document is.
fn part(title: &str) -> Option<String> {
    Some(PART.captures(title)?.get(1)?.as_str().to_owned())
}

/// Whether a title says that the document is a draft or final.
fn status(title: &str) -> Option<DocumentStatus> {
    let says = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let is_draft = says(DRAFTS) || title.lines().any(|line| line.starts_with(DRAFT));
    match is_draft {
        true => Some(DocumentStatus::Draft),
        false => says(FINALS).then_some(DocumentStatus::Final),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_parts_and_status_are_read_from_titles() {
        assert_eq!(items_in("(O๓๕) รายงานผล"), ["O35"]);
        assert_eq!(items_in("ข้อ o 7"), ["o7"]);
        assert_eq!(items_in("CO2 O99 NO3 O123"), [""; 0]);
        assert_eq!(part("แผนพัฒนา เล่มที่ ๒").as_deref(), Some("เล่มที่ ๒"));
        assert_eq!(part("แผนพัฒนา"), None);
        assert_eq!(status("(ร่าง) แผนพัฒนา"), Some(DocumentStatus::Draft));
        assert_eq!(status("แผนพัฒนา ฉบับสมบูรณ์"), Some(DocumentStatus::Final));
        assert_eq!(status("แผนพัฒนา"), None);
    }

    #[test]
    fn a_document_says_its_kind_in_its_title() {
        let titles = ["รายงานผลการดำเนินงานตามแผน (O12)".to_owned()];
        let printed = Printed { titles: &titles, sections: &[], unclaimed: &[] };
        let said = document(&printed).unwrap();
        assert_eq!((said.kind, said.oit_item.as_deref()), (DocumentKind::Result, Some("O12")));
        assert_eq!(document(&Printed { titles: &[], sections: &[], unclaimed: &[] }), None);
    }
}
