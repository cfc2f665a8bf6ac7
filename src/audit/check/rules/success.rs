//! `success-claimed`: a success that is claimed, and a target that the figures do not reach.

use crate::audit::check::{Context, Entry, Rule};
use crate::audit::figures::{Figure, Figures, Unit, plain};
use crate::audit::judge::{Judgement, Reason, Verdict, shown};
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "success-claimed",
    severity: Severity::Warning,
    what: "A report claims a success of 100 per cent, and its own figures do not reach the target.",
    what_th: "รายงานระบุว่าสำเร็จร้อยละ 100 แต่ตัวเลขในรายงานไม่ถึงเป้าหมาย",
    why: "The claim is what is published and added up; the figures say otherwise.",
    example: "Target อย่างน้อย ๘๐ คน; result: ผู้เข้าร่วม ๖๐ คน; outcome: ดำเนินการสำเร็จร้อยละ ๑๐๐.",
    limits: "Only percentages behind สำเร็จ in the result or the outcome, and only targets that figures decide. Where the item has several targets it \
             only informs: the claim may be about another.",
    run,
};

/// The word of a claim.
const SUCCESS: &str = "สำเร็จ";
/// All of it.
const WHOLE: f64 = 100.0;

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.entries.iter().filter_map(of_entry).collect()
}

fn of_entry(entry: &Entry<'_>) -> Option<Finding> {
    let missed = entry.judgements.iter().find(|judgement| is_missed(judgement))?;
    let claim = entry.results.iter().chain(&entry.outcomes).find_map(claim)?;
    let target = missed.target?;
    // What was held against the target is no claim about it.
    if missed.results.iter().any(|result| result.raw == claim.raw) {
        return None;
    }
    let (aim, result, said) = (target.raw.trim(), shown(missed), plain(claim.value));
    let th = format!("ระบุว่าสำเร็จร้อยละ {said} แต่ผล {result} ไม่ถึงเป้าหมาย “{aim}”");
    let en = format!(
        "claims {said} % success, but the result {result} does not reach the target “{aim}”"
    );
    let finding = RULE.finds(th, en).about(entry.item.id.as_str());
    let finding = finding.seen(claim.raw, claim.regions).seen(&target.raw, &target.regions);
    Some(finding.informing_unless(entry.judgements.len() == 1))
}

/// Whether the figures say that a target is not reached.
fn is_missed(judgement: &Judgement<'_>) -> bool {
    judgement.verdict == Verdict::Missed && judgement.reason == Reason::Figures
}

/// The percentage of a success that is whole.
fn claim<'f, 'r>(figures: &'f Figures<'r>) -> Option<&'f Figure<'r>> {
    (0..figures.all.len()).find(|at| is_claim(figures, *at)).map(|at| &figures.all[at])
}

fn is_claim(figures: &Figures<'_>, at: usize) -> bool {
    let figure = &figures.all[at];
    let is_whole = figure.unit == Unit::Percent && figure.value >= WHOLE;
    is_whole && figures.label(at).contains(SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{measure, report};

    #[test]
    fn a_success_that_the_figures_deny() {
        let found = |result: &str, outcome: &str| {
            let aim = "ตัวชี้วัด : จำนวนผู้เข้าร่วม เป้าหมาย : อย่างน้อย ๘๐ คน";
            let item = measure("1").indicator(aim).result(result).outcome(outcome);
            run(&Context::new(&report(vec![item]))).len()
        };
        assert_eq!(found("ผู้เข้าร่วม ๖๐ คน", "ดำเนินการสำเร็จร้อยละ ๑๐๐"), 1);
        assert_eq!(found("ผู้เข้าร่วม ๖๐ คน ดำเนินการสำเร็จร้อยละ ๑๐๐", "ดี"), 1);
        assert_eq!(found("ผู้เข้าร่วม ๘๐ คน", "ดำเนินการสำเร็จร้อยละ ๑๐๐"), 0);
        assert_eq!(found("ผู้เข้าร่วม ๖๐ คน", "ดำเนินการสำเร็จร้อยละ ๗๕"), 0);
    }
}
