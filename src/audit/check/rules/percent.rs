//! `percent-mismatch`: a percentage that is not what the counts beside it give.

use crate::audit::check::{Context, Rule, unsure};
use crate::audit::figures::{Figures, Unit, plain, plain_unit};
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

/// A percentage this near to the one computed, in points, is meant to be it.
const NEAR: f64 = 2.0;
/// Words before the whole.
const WHOLE: &[&str] = &["จาก", "ทั้งหมด", "ทั้งสิ้น"];

fn run(context: &Context<'_>) -> Vec<Finding> {
    let of = |(item, figures): (&Item, &Figures<'_>)| {
        (0..figures.all.len()).filter_map(|i| of_percent(item, figures, i)).collect::<Vec<_>>()
    };
    context.figures().flat_map(of).collect()
}

fn of_percent(item: &Item, figures: &Figures<'_>, i: usize) -> Option<Finding> {
    let stated = &figures.all[i];
    let line = figures.line(i);
    let before = &figures.text()[line.start..stated.range.start];
    // `(ร้อยละความพึงพอใจ ๘๙)` says what it is of.
    let named = stated.raw.replace("ร้อยละ", "").chars().any(char::is_alphabetic);
    let before = before.trim_end();
    if stated.unit != Unit::Percent
        || named
        || !(before.ends_with("คิดเป็น") || before.ends_with('('))
    {
        return None;
    }
    // Counts between the percentage before it and this one.
    let from = figures.all[..i].iter().rposition(|f| f.unit == Unit::Percent).map_or(0, |p| p + 1);
    let counts: Vec<usize> =
        (from..i).filter(|j| figures.all[*j].range.start >= line.start).collect();
    let fits = |a: usize, b: usize| {
        fits(figures.all[a].value, figures.all[b].value, stated.value, stated.decimals)
    };
    let like = |a: usize, b: usize| same_unit(figures, a, b);
    if counts.iter().any(|a| counts.iter().any(|b| a != b && like(*a, *b) && fits(*a, *b))) {
        return None;
    }
    let last = *counts.last()?;
    let other = *counts.iter().rev().skip(1).find(|j| like(**j, last))?;
    let (part, whole) = if figures.all[last].value >= figures.all[other].value {
        (other, last)
    } else {
        (last, other)
    };
    // `๑๖๙ คน จาก ๔๐๐ คน มีความพึงพอใจ คิดเป็นร้อยละ ๘๘`: the percentage is of something else.
    let between = figures.text().get(figures.all[last].range.end..stated.range.start)?;
    let joined = between.trim().trim_start_matches([',', '(']).trim();
    if !["", "คิดเป็น", "หรือคิดเป็น", "ซึ่งคิดเป็น"].contains(&joined)
    {
        return None;
    }
    let sure = last == other + 1 && WHOLE.iter().any(|word| figures.label(whole).contains(word));
    let exact = figures.all[part].value / figures.all[whole].value * 100.0;
    let sure = sure || counts.len() == 2 && (exact - stated.value).abs() <= NEAR;
    let finding = tell(item, figures, part, whole, i)?;
    Some(if sure { finding } else { unsure(finding) })
}

fn same_unit(figures: &Figures<'_>, a: usize, b: usize) -> bool {
    match (figures.all[a].unit, figures.all[b].unit) {
        (Unit::Things(a), Unit::Things(b)) => plain_unit(a) == plain_unit(b),
        (Unit::Baht, Unit::Baht) => true,
        _ => false,
    }
}

/// Whether `part` of `whole` is what is printed with so many decimals, rounded or cut off.
fn fits(part: f64, whole: f64, stated: f64, decimals: u32) -> bool {
    let unit = 10_f64.powi(-(decimals.min(6) as i32));
    let exact = part / whole * 100.0;
    whole > 0.0 && exact - stated < unit && exact - stated > -unit / 2.0 - 1e-9
}

fn tell(
    item: &Item,
    figures: &Figures<'_>,
    part: usize,
    whole: usize,
    i: usize,
) -> Option<Finding> {
    let (a, b, stated) = (&figures.all[part], &figures.all[whole], &figures.all[i]);
    let exact = (b.value > 0.0).then(|| plain(a.value / b.value * 100.0))?;
    let (a_value, b_value) = (plain(a.value), plain(b.value));
    let th =
        format!("{a_value} จาก {b_value} คิดเป็นร้อยละ {exact} แต่ระบุร้อยละ {}", plain(stated.value));
    let en = format!("{a_value} of {b_value} are {exact} %, stated {} %", plain(stated.value));
    let finding = RULE.finds(th, en).about(item.id.as_str()).seen(stated.raw, stated.regions);
    Some(finding.seen(a.raw, a.regions).seen(b.raw, b.regions))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{project, report};

    fn said(result: &str) -> Vec<(Severity, String)> {
        let report = report(vec![project("1").result(result)]);
        run(&Context::new(&report)).into_iter().map(|f| (f.severity, f.message_en)).collect()
    }

    #[test]
    fn a_percentage_is_computed_again() {
        assert_eq!(
            said("ผู้ลงนามทั้งสิ้น จำนวน ๖๕๔ คน จากบุคลากรทั้งหมด ๖๖๒ คน คิดเป็นร้อยละ ๙๗.๘๙"),
            [(Severity::Warning, "654 of 662 are 98.79 %, stated 97.89 %".to_owned())]
        );
        assert_eq!(said("ตรวจ ๑,๒๔๘ รายการ ตรงกัน ๑,๑๙๖ รายการ คิดเป็นร้อยละ ๙๐")[0].0, Severity::Info);
        assert_eq!(said("จากผู้ตอบทั้งหมด ๒๐๐ คน มีผู้พึงพอใจ ๑๗๐ คน (ร้อยละ ๗๐)")[0].0, Severity::Warning);
        assert_eq!(said("อบรม ๘๔ คน ผ่านการทดสอบ ๗๙ คน คิดเป็นร้อยละ ๙๔.๕๐")[0].0, Severity::Warning);
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
            assert_eq!(said(text), [], "{text}");
        }
    }
}
