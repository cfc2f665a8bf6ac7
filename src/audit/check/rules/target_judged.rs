//! `target-met`, `target-missed`, `target-undecided`: what became of each target, with both numbers
//! and why.

use crate::audit::check::{Context, Rule};
use crate::audit::judge::{Judgement, Verdict, shown};
use crate::audit::wording::short;
use crate::finding::{Finding, Severity};

/// The rule of targets that are met.
pub const MET: Rule = Rule {
    code: "target-met",
    severity: Severity::Info,
    what: "A target is met by the result.",
    what_th: "ผลการดำเนินงานบรรลุเป้าหมาย",
    why: "The judgement is shown with both numbers, so that it can be checked.",
    example: "เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๐, and a result with ความพึงพอใจร้อยละ ๘๘.๔๑.",
    limits: LIMITS,
    run: met,
};

/// The rule of targets that are not met.
pub const MISSED: Rule = Rule {
    code: "target-missed",
    severity: Severity::Info,
    what: "A target is not met by the result.",
    what_th: "ผลการดำเนินงานไม่บรรลุเป้าหมาย",
    why: "A report that says done may fall short of what its plan promised.",
    example: "เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๐, and a result with ความพึงพอใจร้อยละ ๗๙.",
    limits: LIMITS,
    run: missed,
};

/// The rule of targets of which the report does not say whether they are met.
pub const UNDECIDED: Rule = Rule {
    code: "target-undecided",
    severity: Severity::Info,
    what: "The report does not say whether a target is met.",
    what_th: "รายงานไม่มีข้อมูลพอที่จะตัดสินว่าบรรลุเป้าหมาย",
    why: "A target without a result to hold against it cannot be audited.",
    example: "เป้าหมาย : อย่างน้อย ๓ กิจกรรม/ปี, and a result that counts ครั้ง only.",
    limits: LIMITS,
    run: undecided,
};

/// What the three do not see: they share the judgement.
const LIMITS: &str = "A result counts where it has the target's unit and, among several figures, the words of its indicator; \
                      a bare number is read as at least. It only informs: what a figure counts is known by its words \
                      alone.";

fn met(context: &Context<'_>) -> Vec<Finding> {
    with_verdict(context, &MET, Verdict::Met)
}

fn missed(context: &Context<'_>) -> Vec<Finding> {
    with_verdict(context, &MISSED, Verdict::Missed)
}

fn undecided(context: &Context<'_>) -> Vec<Finding> {
    with_verdict(context, &UNDECIDED, Verdict::Undecided)
}

/// A finding of `rule` for each target with this verdict.
fn with_verdict(context: &Context<'_>, rule: &Rule, verdict: Verdict) -> Vec<Finding> {
    let judgements = context.entries.iter().flat_map(|entry| &entry.judgements);
    judgements.filter(|j| j.verdict == verdict).map(|j| finding(rule, j)).collect()
}

/// The finding of one judgement: the target, or the indicator that has none, and the figures.
fn finding(rule: &Rule, judgement: &Judgement<'_>) -> Finding {
    let Judgement { item, indicator, target, results, .. } = judgement;
    let (raw, regions) = match target {
        Some(target) => (&target.raw, &target.regions),
        None => (&indicator.name.raw, &indicator.name.regions),
    };
    let (th, en) = messages(judgement);
    let finding = rule.finds(th, en).about(item.id.as_str()).seen(raw, regions);
    results.iter().fold(finding, |f, result| f.seen(&result.raw, result.regions))
}

/// What a judgement says, in Thai and in English.
fn messages(judgement: &Judgement<'_>) -> (String, String) {
    let aim = match judgement.target {
        Some(target) => short(&target.raw),
        None => short(&judgement.indicator.name.text),
    };
    let result = shown(judgement);
    let (why_th, why_en) = (judgement.reason.th(), judgement.reason.en());
    match judgement.verdict {
        Verdict::Met => (
            format!("บรรลุเป้าหมาย {aim} ผล {result} ({why_th})"),
            format!("target met: {aim}, result {result} ({why_en})"),
        ),
        Verdict::Missed => (
            format!("ไม่บรรลุเป้าหมาย {aim} ผล {result} ({why_th})"),
            format!("target not met: {aim}, result {result} ({why_en})"),
        ),
        Verdict::Undecided => {
            (format!("ตัดสินไม่ได้: {aim} ({why_th})"), format!("undecidable: {aim} ({why_en})"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    /// What the three rules say of a result that is to satisfy 80 % of people, with how many places.
    fn found(result: &str) -> [Vec<(String, usize)>; 3] {
        let indicator = "ตัวชี้วัด : ร้อยละความพึงพอใจ เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๐";
        let report = report(vec![project("1").indicator(indicator).result(result)]);
        let context = Context::new(&report);
        [MET, MISSED, UNDECIDED].map(|rule| {
            let found = (rule.run)(&context).into_iter();
            found.map(|f| (f.message_en, f.evidence.len())).collect()
        })
    }

    fn one(message: &str, places: usize) -> Vec<(String, usize)> {
        vec![(message.to_owned(), places)]
    }

    #[test]
    fn each_verdict_has_its_rule_and_shows_both_numbers() {
        let met = one("target met: ไม่น้อยกว่าร้อยละ ๘๐, result 88 (by the figures)", 2);
        assert_eq!(found("ความพึงพอใจร้อยละ ๘๘"), [met, vec![], vec![]]);
        let missed = one("target not met: ไม่น้อยกว่าร้อยละ ๘๐, result 79 (by the figures)", 2);
        assert_eq!(found("ความพึงพอใจร้อยละ ๗๙"), [vec![], missed, vec![]]);
        let why = "undecidable: ไม่น้อยกว่าร้อยละ ๘๐ (the result has no figure of this unit)";
        assert_eq!(found("จัดแล้ว"), [vec![], vec![], one(why, 1)]);
    }
}
