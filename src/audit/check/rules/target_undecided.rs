//! `target-undecided`: The report does not say whether a target is met, with both numbers and why.

use crate::audit::check::{Context, Rule};
use crate::audit::judge::Verdict;
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "target-undecided",
    severity: Severity::Info,
    what: "The report does not say whether a target is met.",
    what_th: "รายงานไม่มีข้อมูลพอที่จะตัดสินว่าบรรลุเป้าหมาย",
    why: "A target without a result to hold against it cannot be audited.",
    example: "เป้าหมาย : อย่างน้อย ๓ กิจกรรม/ปี, and a result that counts ครั้ง only.",
    limits: super::JUDGED_LIMITS,
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    super::judged(context, &RULE, Verdict::Undecided)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{project, report};

    #[test]
    fn it_tells_both_numbers() {
        let of = |result: &str| {
            let indicator = "ตัวชี้วัด : ร้อยละความพึงพอใจ เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๐";
            let report = report(vec![project("1").indicator(indicator).result(result)]);
            run(&Context::new(&report))
                .into_iter()
                .map(|f| (f.message_en, f.evidence.len()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            of("จัดแล้ว"),
            [(
                "undecidable: ไม่น้อยกว่าร้อยละ ๘๐ (the result has no figure of this unit)".to_owned(),
                1
            )]
        );
        assert_eq!(of("ความพึงพอใจร้อยละ ๘๘"), []);
    }
}
