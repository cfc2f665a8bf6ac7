//! `name-variants`: one agency or fund spelled in more than one way.

use std::collections::BTreeMap;

use crate::audit::check::words::{fold, squeeze};
use crate::audit::check::{Context, Rule, unsure};
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
const LETTERS: std::ops::RangeInclusive<usize> = 2..=6;

/// One spelling: how often it stands, and where first.
struct Spelling<'r> {
    count: usize,
    regions: &'r [Region],
}

type Spellings<'r> = BTreeMap<String, Spelling<'r>>;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let own: Vec<String> =
        context.report.agency.iter().flat_map(|a| &a.abbreviations).map(|a| squeeze(a)).collect();
    let mut abbreviations = Spellings::new();
    each_text(context, &mut |text| add(&mut abbreviations, text, &own));
    let mut found = told(&abbreviations, &|spelling| own.iter().any(|name| name == spelling));
    let mut funds = Spellings::new();
    for budget in context.entries.iter().filter_map(|entry| entry.item.budget.as_ref()) {
        if let Some(source) = budget.source.as_deref() {
            count(&mut funds, source.trim().to_owned(), &budget.regions);
        }
    }
    found.extend(told(&funds, &|_| false));
    found
}

/// Calls `visit` for the texts of the report: headings and cells, each once.
fn each_text<'r>(context: &Context<'r>, visit: &mut impl FnMut(&'r Text)) {
    context.report.title.iter().for_each(&mut *visit);
    for section in &context.report.sections {
        walk::texts(section, visit);
    }
}

/// Adds the abbreviations of a text: a few consonants before a point, which no letter stands
/// before.
fn add<'r>(spellings: &mut Spellings<'r>, text: &'r Text, own: &[String]) {
    for (at, _) in text.text.match_indices('.') {
        let letters = text.text[..at].chars().rev().take_while(|c| is_consonant(*c)).count();
        let start =
            text.text[..at].char_indices().rev().nth(letters.max(1) - 1).map_or(at, |(i, _)| i);
        let run = &text.text[start..=at];
        let alone = !text.text[..start].ends_with(|c: char| is_thai_letter(c) || c == '.');
        let goes_on = text.text[at + 1..].starts_with(|c: char| is_consonant(c));
        if letters < 2 || goes_on {
            continue;
        }
        match own_part(run, own, alone) {
            Some(own) => count(spellings, own.to_owned(), &text.regions),
            None if alone && LETTERS.contains(&letters) => {
                count(spellings, run.to_owned(), &text.regions)
            }
            None => {}
        }
    }
}

/// The agency's own abbreviation, however spelled, at the end of a longer run: Thai writes no space
/// before it (`ของสอห.`). A run that stands `alone` and is one letter longer is another unit's
/// (`กสอห.`).
fn own_part<'t>(run: &'t str, own: &[String], alone: bool) -> Option<&'t str> {
    let letters = run.chars().count();
    own.iter().find_map(|name| {
        let more = letters.checked_sub(name.chars().count())?;
        let (at, _) = run.char_indices().nth(more)?;
        (fold(&run[at..]) == fold(name) && !(alone && more == 1)).then_some(&run[at..])
    })
}

fn is_consonant(c: char) -> bool {
    ('ก'..='ฮ').contains(&c)
}

fn count<'r>(spellings: &mut Spellings<'r>, spelling: String, regions: &'r [Region]) {
    spellings.entry(spelling).or_insert(Spelling { count: 0, regions }).count += 1;
}

/// A finding for each group of spellings that fold into one.
fn told(spellings: &Spellings<'_>, own: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let mut groups: BTreeMap<String, Vec<(&str, &Spelling<'_>)>> = BTreeMap::new();
    for (spelling, at) in spellings {
        groups.entry(fold(spelling)).or_default().push((spelling, at));
    }
    let mut found = Vec::new();
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|(spelling, at)| (std::cmp::Reverse(at.count), *spelling));
        let one = |(spelling, at): &(&str, &Spelling<'_>)| format!("{spelling} ({}×)", at.count);
        let counts = group.iter().map(one).collect::<Vec<_>>().join(", ");
        let (th, en) =
            (format!("สะกดไม่ตรงกัน: {counts}"), format!("spelled in several ways: {counts}"));
        let finding = RULE.finds(th, en);
        let sure = group.iter().any(|(spelling, _)| own(spelling));
        let finding = group
            .iter()
            .fold(finding, |f, (s, at)| f.seen(s, &at.regions[..at.regions.len().min(1)]));
        found.push(if sure { finding } else { unsure(finding) });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{project, report};

    fn found(drafts: Vec<crate::audit::check::sample::Draft>) -> Vec<(Severity, String)> {
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
