//! `target-missed`: A target is not met by the result, with both numbers and why.

use crate::audit::check::{Context, Rule};
use crate::audit::judge::Verdict;
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "target-missed",
    severity: Severity::Info,
    what: "A target is not met by the result.",
    what_th: "ผลการดำเนินงานไม่บรรลุเป้าหมาย",
    why: "A report that says done may fall short of what its plan promised.",
    example: "เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๐, and a result with ความพึงพอใจร้อยละ ๗๙.",
    limits: super::JUDGED_LIMITS,
    run,
};

fn run(context: &Context<'_>) -> Vec<Finding> {
    super::judged(context, &RULE, Verdict::Missed)
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
            of("ความพึงพอใจร้อยละ ๗๙"),
            [("target not met: ไม่น้อยกว่าร้อยละ ๘๐, result 79 (by the figures)".to_owned(), 2)]
        );
        assert_eq!(of("ความพึงพอใจร้อยละ ๘๘"), []);
    }
}
