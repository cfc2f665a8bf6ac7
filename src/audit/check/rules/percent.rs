//! `percent-mismatch`: a percentage that is not what the counts beside it give.

use crate::audit::check::{Context, Rule};
use crate::audit::figures::{Figure, Figures, Unit, plain};
use crate::contract::model::Item;
use crate::finding::{Finding, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    code: "percent-mismatch",
    severity: Severity::Warning,
    what: "A percentage is not what the two counts before it give.",
    what_th: "ร้อยละที่ระบุไม่ตรงกับที่คำนวณได้จากจำนวนในข้อความเดียวกัน",
    why: "Either a count or the percentage is wrong, and the percentage is what targets are held against.",
    example: "ผู้ลงนาม ๖๕ คน จากบุคลากรทั้งหมด ๗๒ คน คิดเป็นร้อยละ ๙๘.๒๗: 65 of 72 are 90.28 %.",
    limits: "Only percentages behind คิดเป็น or in brackets, with two counts of one unit right before it in the same line. Half a unit of the last printed \
             digit and cutting off are allowed. Unless จาก or ทั้งหมด says which count is the whole, or the percentage is nearly right, it only informs.",
    run,
};

/// A percentage this near to the one computed, in points, is meant to be that one.
const NEAR: f64 = 2.0;
/// More digits behind the point than these are not printed on purpose.
const MOST_DECIMALS: u32 = 6;
/// What arithmetic with floats may be off by, in points.
const ROUNDING: f64 = 1e-9;
/// The word before a percentage that was computed.
const COMES_TO: &str = "คิดเป็น";
/// All that may stand between the second count and the percentage.
const BETWEEN: &[&str] = &["", COMES_TO, "หรือคิดเป็น", "ซึ่งคิดเป็น"];
/// Words before the whole.
const WHOLE: &[&str] = &["จาก", "ทั้งหมด", "ทั้งสิ้น"];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (item, figures) in context.figures() {
        found.extend((0..figures.all.len()).filter_map(|at| of_percent(item, figures, at)));
    }
    found
}

/// The finding about the figure at `at`, where it is a percentage that the counts before it do not
/// give.
fn of_percent(item: &Item, figures: &Figures<'_>, at: usize) -> Option<Finding> {
    if !is_computed(figures, at) {
        return None;
    }
    let counts = counts_before(figures, at);
    if some_give(figures, &counts, &figures.all[at]) {
        return None;
    }
    let pair = Pair::of(figures, &counts)?;
    if !stands_right_before(figures, pair.last, at) {
        return None;
    }
    let exact = pair.percentage(figures);
    let says_whole = WHOLE.iter().any(|word| figures.label(pair.whole).contains(word));
    let nearly_right = (exact - figures.all[at].value).abs() <= NEAR;
    let sure = pair.is_adjacent && says_whole || counts.len() == 2 && nearly_right;
    Some(finding(item, figures, &pair, at)?.informing_unless(sure))
}

/// Whether a figure is a percentage that was computed of what stands before it.
fn is_computed(figures: &Figures<'_>, at: usize) -> bool {
    let stated = &figures.all[at];
    let before = figures.text()[figures.line(at).start..stated.range.start].trim_end();
    // `(ร้อยละความพึงพอใจ ๘๙)` says what it is of.
    let is_named = stated.raw.replace("ร้อยละ", "").chars().any(char::is_alphabetic);
    stated.unit == Unit::Percent
        && !is_named
        && (before.ends_with(COMES_TO) || before.ends_with('('))
}

/// The figures of the same line between the percentage before this one and this one.
fn counts_before(figures: &Figures<'_>, at: usize) -> Vec<usize> {
    let line = figures.line(at);
    let percentage = figures.all[..at].iter().rposition(|f| f.unit == Unit::Percent);
    let from = percentage.map_or(0, |p| p + 1);
    (from..at).filter(|i| figures.all[*i].range.start >= line.start).collect()
}

/// Whether any two of the counts give the percentage.
fn some_give(figures: &Figures<'_>, counts: &[usize], stated: &Figure<'_>) -> bool {
    counts.iter().any(|part| {
        let mut others = counts.iter().filter(|whole| *whole != part);
        others.any(|whole| gives(&figures.all[*part], &figures.all[*whole], stated))
    })
}

/// Two counts of one unit, of which the smaller is the part.
struct Pair {
    part: usize,
    whole: usize,
    /// Which of the two stands last.
    last: usize,
    /// Whether no other figure stands between them.
    is_adjacent: bool,
}

impl Pair {
    /// The last count and the one before it of the same unit.
    fn of(figures: &Figures<'_>, counts: &[usize]) -> Option<Pair> {
        let (&last, before) = counts.split_last()?;
        let mut before = before.iter().rev();
        let other = *before.find(|i| figures.all[**i].unit.is_like(figures.all[last].unit))?;
        let last_is_whole = figures.all[last].value >= figures.all[other].value;
        let (part, whole) = if last_is_whole { (other, last) } else { (last, other) };
        Some(Pair { part, whole, last, is_adjacent: last == other + 1 })
    }

    /// What the part is of the whole, in per cent.
    fn percentage(&self, figures: &Figures<'_>) -> f64 {
        figures.all[self.part].value / figures.all[self.whole].value * 100.0
    }
}

/// Whether nothing that changes the subject stands between a count and the percentage.
/// `๑๖๙ คน จาก ๔๐๐ คน มีความพึงพอใจ คิดเป็นร้อยละ ๘๘`: the percentage is of something else.
fn stands_right_before(figures: &Figures<'_>, count: usize, percentage: usize) -> bool {
    let range = figures.all[count].range.end..figures.all[percentage].range.start;
    figures.text().get(range).is_some_and(|between| {
        BETWEEN.contains(&between.trim().trim_start_matches([',', '(']).trim())
    })
}

/// Whether `part` of `whole` is the percentage as printed, with as many decimals, rounded or cut
/// off.
fn gives(part: &Figure<'_>, whole: &Figure<'_>, stated: &Figure<'_>) -> bool {
    let last_digit = 10_f64.powi(-(stated.decimals.min(MOST_DECIMALS) as i32));
    let over = part.value / whole.value * 100.0 - stated.value;
    part.unit.is_like(whole.unit)
        && whole.value > 0.0
        && over < last_digit
        && over > -last_digit / 2.0 - ROUNDING
}

fn finding(item: &Item, figures: &Figures<'_>, pair: &Pair, at: usize) -> Option<Finding> {
    let (part, whole) = (&figures.all[pair.part], &figures.all[pair.whole]);
    let stated = &figures.all[at];
    let exact = (whole.value > 0.0).then(|| plain(pair.percentage(figures)))?;
    let (a, b, printed) = (plain(part.value), plain(whole.value), plain(stated.value));
    let th = format!("{a} จาก {b} คิดเป็นร้อยละ {exact} แต่ระบุร้อยละ {printed}");
    let en = format!("{a} of {b} are {exact} %, stated {printed} %");
    let finding = RULE.finds(th, en).about(item.id.as_str()).seen(stated.raw, stated.regions);
    Some(finding.seen(part.raw, part.regions).seen(whole.raw, whole.regions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    fn messages(result: &str) -> Vec<(Severity, String)> {
        let report = report(vec![project("1").result(result)]);
        run(&Context::new(&report)).into_iter().map(|f| (f.severity, f.message_en)).collect()
    }

    #[test]
    fn a_percentage_is_computed_again() {
        assert_eq!(
            messages("ผู้ลงนามทั้งสิ้น จำนวน ๖๕๔ คน จากบุคลากรทั้งหมด ๖๖๒ คน คิดเป็นร้อยละ ๙๗.๘๙"),
            [(Severity::Warning, "654 of 662 are 98.79 %, stated 97.89 %".to_owned())]
        );
        assert_eq!(
            messages("ตรวจ ๑,๒๔๘ รายการ ตรงกัน ๑,๑๙๖ รายการ คิดเป็นร้อยละ ๙๐")[0].0,
            Severity::Info
        );
        assert_eq!(
            messages("จากผู้ตอบทั้งหมด ๒๐๐ คน มีผู้พึงพอใจ ๑๗๐ คน (ร้อยละ ๗๐)")[0].0,
            Severity::Warning
        );
        assert_eq!(
            messages("อบรม ๘๔ คน ผ่านการทดสอบ ๗๙ คน คิดเป็นร้อยละ ๙๔.๕๐")[0].0,
            Severity::Warning
        );
    }

    #[test]
    fn rounding_and_other_figures_are_left_in_peace() {
        for text in [
            "ผู้ลงนาม ๖๕๔ คน จากบุคลากรทั้งหมด ๖๖๒ คน คิดเป็นร้อยละ ๙๘.๗๙",
            "ผู้ลงนาม ๖๕๔ คน จากบุคลากรทั้งหมด ๖๖๒ คน คิดเป็นร้อยละ ๙๘",
            "ตรวจ ๑,๒๔๘ รายการ ตรงกัน ๑,๑๙๖ รายการ คิดเป็นร้อยละ ๙๕.๘๓",
            "มีผู้อบรม ๘๔ คน ผ่าน ๗๙ คน ขาดสอบ ๒ คน คิดเป็นร้อยละ ๙๔.๐๕",
            "ตอบแบบสำรวจ ๑๖๙ คน จากทั้งหมด ๔๐๐ คน มีความพึงพอใจ คิดเป็นร้อยละ ๘๘.๖๐",
            "จำนวน ๒๘ ข้อ คิดเป็นร้อยละ ๑๐๐",
            "๖๓ คน และ ๔๗ คน ร้อยละ ๘๘",
            "๖๓ คน จากทั้งหมด ๗๐ คน (ร้อยละความพึงพอใจ ๘๘)",
            "จากผู้ตอบทั้งหมด ๒๐๐ คน มีผู้พึงพอใจ ๑๗๐ คน (ร้อยละ ๘๕)",
            "๐ คน จาก ๐ คน คิดเป็นร้อยละ ๐",
        ] {
            assert_eq!(messages(text), [], "{text}");
        }
    }
}
