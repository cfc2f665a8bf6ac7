//! The rules, one a file, and the list of all of them.

mod budget_missing;
mod children;
mod column_missing;
mod date_outside;
mod events;
mod fund;
mod heading_empty;
mod item_duplicated;
mod line_repeated;
mod names;
mod number_gap;
mod percent;
mod result_copied;
mod result_missing;
mod spent_above;
mod spent_none;
mod sum;
mod table_untitled;
mod target_copied;
mod target_met;
mod target_missed;
mod target_undecided;
mod year_other;

use super::words::short;
use super::{Context, Rule};
use crate::audit::judge::{Judgement, Verdict, shown};
use crate::finding::Finding;
use crate::thai::number;
use crate::thai::{ends_with_any, skip_left};

/// All rules, in the order in which the reference lists them.
pub const RULES: &[&Rule] = &[
    &sum::RULE,
    &events::RULE,
    &children::RULE,
    &percent::RULE,
    &target_copied::RULE,
    &year_other::RULE,
    &spent_none::RULE,
    &spent_above::RULE,
    &names::RULE,
    &number_gap::RULE,
    &item_duplicated::RULE,
    &line_repeated::RULE,
    &result_copied::RULE,
    &date_outside::RULE,
    &budget_missing::RULE,
    &fund::RULE,
    &result_missing::RULE,
    &column_missing::RULE,
    &heading_empty::RULE,
    &table_untitled::RULE,
    &target_met::RULE,
    &target_missed::RULE,
    &target_undecided::RULE,
];

/// The ordinals of a text with the noun before them: `ครั้งที่ ๒`, `รุ่นที่ ๓`; where they stand, and their
/// number. Numbers of meetings and letters (`ครั้งที่ ๑/๒๕๖๘`) are none.
fn ordinals(text: &str) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    for n in number::scan(text) {
        let at = skip_left(text, n.range.start);
        let noun = ["ครั้งที่", "รุ่นที่", "กลุ่มที่", "กิจกรรมที่"]
            .iter()
            .find_map(|word| ends_with_any(text, at, &[*word]));
        let value =
            n.value.filter(|v| v.is_whole()).and_then(|v| u32::try_from(v.coefficient).ok());
        let slashed = text[n.range.end..].trim_start().starts_with('/');
        if let Some((start, value)) = noun.zip(value).filter(|_| !slashed) {
            found.push((start, value));
        }
    }
    found
}

/// What the rules that tell of targets do not see: they share the judgement.
const JUDGED_LIMITS: &str = "A result counts where it has the target's unit and, among several figures, the words of its indicator; \
                             a bare number is read as at least. It only informs: what a figure counts is known by its words \
                             alone.";

/// A finding of `rule` for each target with this verdict.
fn judged(context: &Context<'_>, rule: &Rule, verdict: Verdict) -> Vec<Finding> {
    let all = context.entries.iter().flat_map(|entry| &entry.judgements);
    all.filter(|judgement| judgement.verdict == verdict)
        .map(|judgement| judgement_told(rule, judgement))
        .collect()
}

fn judgement_told(rule: &Rule, judgement: &Judgement<'_>) -> Finding {
    let Judgement { item, indicator, target, verdict, reason, results } = judgement;
    let (raw, regions) = match target {
        Some(target) => (&target.raw, &target.regions),
        None => (&indicator.name.raw, &indicator.name.regions),
    };
    let (name, result, aim) = (short(&indicator.name.text), shown(judgement), short(raw));
    let (why_th, why_en) = (reason.th(), reason.en());
    let (th, en) = match verdict {
        Verdict::Met => (
            format!("บรรลุเป้าหมาย {aim} ผล {result} ({why_th})"),
            format!("target met: {aim}, result {result} ({why_en})"),
        ),
        Verdict::Missed => (
            format!("ไม่บรรลุเป้าหมาย {aim} ผล {result} ({why_th})"),
            format!("target not met: {aim}, result {result} ({why_en})"),
        ),
        Verdict::Undecided => {
            let aim = if target.is_some() { aim } else { name };
            (format!("ตัดสินไม่ได้: {aim} ({why_th})"), format!("undecidable: {aim} ({why_en})"))
        }
    };
    let finding = rule.finds(th, en).about(item.id.as_str()).seen(raw, regions);
    results.iter().fold(finding, |f, (raw, _, regions)| f.seen(raw, regions))
}
