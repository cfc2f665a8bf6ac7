//! `name-variants`: one agency or fund spelled in more than one way.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::audit::check::context::first_region;
use crate::audit::check::{Context, Rule};
use crate::audit::wording::{fold, squeeze};
use crate::contract::model::Text;
use crate::contract::walk;
use crate::finding::{Finding, Region, Severity};
use crate::thai::text::is_thai_letter;

/// The rule.
pub const RULE: Rule = Rule {
    code: "name-variants",
    severity: Severity::Warning,
    what: "An agency, a unit or a fund is spelled in more than one way.",
    what_th: "ชื่อหรือชื่อย่อของหน่วยงานหรือแหล่งเงินสะกดไม่ตรงกัน",
    why: "Who groups by name gets two agencies out of one; after OCR it is the commonest slip (สอห. read as ลอห.).",
    example: "สอห. 47 times and ลอห. 3 times in one report.",
    limits: "Abbreviations of the same length that differ only in letters that OCR confuses (ล/ส, ช/ซ, ถ/ภ, ค/ศ …). It warns for the \
             report's own agency only; two units may rightly differ by such a letter, and then it only informs. Names of funds that \
             differ in spaces or tone marks only inform.",
    run,
};

/// Lengths of abbreviations, in letters.
const LETTERS: RangeInclusive<usize> = 2..=6;

/// The spellings of names that stand in a report.
#[derive(Default)]
struct Spellings<'r>(BTreeMap<String, Spelling<'r>>);

/// One spelling: how often it stands, and where first.
struct Spelling<'r> {
    count: usize,
    regions: &'r [Region],
}

fn run(context: &Context<'_>) -> Vec<Finding> {
    let agency = context.report.agency.as_ref();
    let own: Vec<String> =
        agency.iter().flat_map(|a| &a.abbreviations).map(|name| squeeze(name)).collect();
    let mut found = abbreviations(context, &own).variants(&own);
    found.extend(funds(context).variants(&[]));
    found
}

/// The abbreviations in the headings and cells of a report.
fn abbreviations<'r>(context: &Context<'r>, own: &[String]) -> Spellings<'r> {
    let mut spellings = Spellings::default();
    if let Some(title) = &context.report.title {
        spellings.add_abbreviations(title, own);
    }
    for section in &context.report.sections {
        walk::texts(section, &mut |text| spellings.add_abbreviations(text, own));
    }
    spellings
}

/// The funds that its budgets name.
fn funds<'r>(context: &Context<'r>) -> Spellings<'r> {
    let mut spellings = Spellings::default();
    for budget in context.entries.iter().filter_map(|entry| entry.item.budget.as_ref()) {
        if let Some(source) = &budget.source {
            spellings.add(source.trim(), &budget.regions);
        }
    }
    spellings
}

impl<'r> Spellings<'r> {
    fn add(&mut self, spelling: &str, regions: &'r [Region]) {
        let first = Spelling { count: 0, regions };
        self.0.entry(spelling.to_owned()).or_insert(first).count += 1;
    }

    /// Adds the abbreviations of a text: a few consonants before a point, which no letter stands
    /// before.
    fn add_abbreviations(&mut self, text: &'r Text, own: &[String]) {
        for (point, _) in text.text.match_indices('.') {
            let before = text.text[..point].trim_end_matches(is_consonant);
            let run = &text.text[before.len()..=point];
            let letters = run.chars().count() - 1;
            let goes_on = text.text[point + 1..].starts_with(is_consonant);
            if letters < *LETTERS.start() || goes_on {
                continue;
            }
            let alone = !before.ends_with(|c: char| is_thai_letter(c) || c == '.');
            match own_part(run, own, alone) {
                Some(name) => self.add(name, &text.regions),
                None if alone && LETTERS.contains(&letters) => self.add(run, &text.regions),
                None => {}
            }
        }
    }

    /// A finding for each group of spellings that fold into one; it warns where one of them is the
    /// agency's `own`.
    fn variants(&self, own: &[String]) -> Vec<Finding> {
        let mut groups: BTreeMap<String, Vec<(&str, &Spelling<'r>)>> = BTreeMap::new();
        for (spelling, seen) in &self.0 {
            groups.entry(fold(spelling)).or_default().push((spelling, seen));
        }
        let several = groups.into_values().filter(|group| group.len() > 1);
        several.map(|group| finding(group, own)).collect()
    }
}

/// The finding about the spellings of one name.
fn finding(mut spellings: Vec<(&str, &Spelling<'_>)>, own: &[String]) -> Finding {
    spellings.sort_by_key(|(spelling, seen)| (Reverse(seen.count), *spelling));
    let counts: Vec<String> =
        spellings.iter().map(|(spelling, seen)| format!("{spelling} ({}×)", seen.count)).collect();
    let counts = counts.join(", ");
    let th = format!("สะกดไม่ตรงกัน: {counts}");
    let en = format!("spelled in several ways: {counts}");
    let mut finding = RULE.finds(th, en);
    for (spelling, seen) in &spellings {
        finding = finding.seen(spelling, first_region(seen.regions));
    }
    let is_own = spellings.iter().any(|(spelling, _)| own.iter().any(|name| name == spelling));
    finding.informing_unless(is_own)
}

/// The agency's own abbreviation, however spelled, at the end of a longer run: Thai writes no space
/// before it (`ของสอห.`). A run that stands `alone` and is one letter longer is another unit's
/// (`กสอห.`).
fn own_part<'t>(run: &'t str, own: &[String], alone: bool) -> Option<&'t str> {
    let letters = run.chars().count();
    own.iter().find_map(|name| {
        let more = letters.checked_sub(name.chars().count())?;
        let (at, _) = run.char_indices().nth(more)?;
        let is_own = fold(&run[at..]) == fold(name) && !(alone && more == 1);
        is_own.then_some(&run[at..])
    })
}

fn is_consonant(c: char) -> bool {
    ('ก'..='ฮ').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    fn found(drafts: Vec<crate::audit::sample::Draft>) -> Vec<(Severity, String)> {
        run(&Context::new(&report(drafts)))
            .into_iter()
            .map(|f| (f.severity, f.message_en))
            .collect()
    }

    #[test]
    fn letters_that_ocr_confuses() {
        let own = found(vec![project("1").result("บุคลากร สสห. และ สสห. กับ สลห. ของสลห. ร่วมกัน")]);
        assert_eq!(
            own,
            [(Severity::Warning, "spelled in several ways: สลห. (2×), สสห. (2×)".to_owned())]
        );
        let other = found(vec![project("1").result("กองทุน กคน. และ กศน. ร่วมกัน")]);
        assert!(matches!(other.as_slice(), [(Severity::Info, _)]), "{other:?}");
    }

    #[test]
    fn other_names_are_left_in_peace() {
        for text in [
            "จาก กทบ. และ กพบ. และ ศปท.",
            "วันที่ ๑ ม.ค. ๖๘ และ ๑ มี.ค. ๖๘ พ.ศ. ๒๕๖๘",
            "ด.ต. สมชาย และ ต.ด. อื่น",
        ] {
            assert_eq!(found(vec![project("1").result(text)]), [], "{text}");
        }
    }

    #[test]
    fn funds_that_differ_in_spaces() {
        let funds = found(vec![
            project("1").budget("๑๐๐ บาท (งบกลาง)"),
            project("2").budget("๒๐๐ บาท (งบ กลาง)"),
        ]);
        assert!(matches!(funds.as_slice(), [(Severity::Info, _)]), "{funds:?}");
    }
}
