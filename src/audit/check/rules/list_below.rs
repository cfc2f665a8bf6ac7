//! `list-below-target`: a list of what was done that has fewer entries than were aimed at.

use std::sync::LazyLock;

use crate::audit::check::context::first_region;
use crate::audit::check::lists::{bulleted, is_in_part, markers, unnumbered};
use crate::audit::check::{Context, Rule};
use crate::audit::figures::{Figures, plain_unit};
use crate::audit::judge::{Judgement, Verdict};
use crate::contract::model::{Comparator, Target};
use crate::finding::{Finding, Severity};
use crate::words::{self, Words};

/// The rule.
pub const RULE: Rule = Rule {
    code: "list-below-target",
    severity: Severity::Warning,
    what: "A result lists fewer of the things aimed at than the target asks for, and states no number of them.",
    what_th: "ผลการดำเนินงานแจกแจงรายการน้อยกว่าจำนวนที่เป้าหมายกำหนด และไม่ระบุจำนวน",
    why: "The list looks like a result that is met until somebody counts it.",
    example: "Target อย่างน้อย ๓ ระบบ; result: เชื่อมโยงระบบแล้ว ได้แก่ ๑. ระบบยืมโคมไฟ ๒. ระบบจองเรือ.",
    limits: "Lists of 1. 2. 3. right behind ได้แก่, ดังนี้, ประกอบด้วย or คือ, with the unit of the target in the line before, or a line for each \
             behind a mark, to the end of the cell. Behind ได้แก่ and ประกอบด้วย also names without a space, apart by commas, และ or lines, to the end of the cell. Lists \
             that say that they are not whole (อาทิ, เช่น, เป็นต้น, อื่น ๆ) are left alone, and so is a result with figures of that unit. From a scan it only \
             informs.",
    run,
};

/// Words that say that a list follows.
const OPENERS: &[&str] = &["ได้แก่", "ดังนี้", "ประกอบด้วย", "คือ"];
/// Those of them behind which lists without numbers are counted: the others open sentences, too.
const OPENERS_OF_NAMES: &[&str] = &["ได้แก่", "ประกอบด้วย"];
/// More than these are not listed in a cell.
const MOST: f64 = 30.0;
/// Units that measure and are not listed.
static MEASURED: LazyLock<Words<()>> = LazyLock::new(|| Words::with(&words::UNITS, "listed"));

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in &context.entries {
        for judgement in entry.judgements.iter().filter(|j| j.verdict == Verdict::Undecided) {
            let results = entry.results.iter();
            found.extend(results.filter_map(|result| of_target(judgement, result)).next());
        }
    }
    found
}

/// The finding about a target that no figure of the result is of.
fn of_target(judgement: &Judgement<'_>, result: &Figures<'_>) -> Option<Finding> {
    let target = judgement.target.filter(|target| is_count(target))?;
    let unit = target.unit.as_deref()?;
    let text = result.text();
    let mut figures = result.all.iter();
    if is_in_part(text) || figures.any(|f| plain_unit(f.raw).contains(plain_unit(unit))) {
        return None;
    }
    let (opener, listed) = behind(text, OPENERS, entries)
        .or_else(|| behind(text, OPENERS, |list| bulleted(list, plain_unit(unit))))
        .or_else(|| behind(text, OPENERS_OF_NAMES, |list| unnumbered(list, plain_unit(unit))))?;
    let line = text[..opener].rfind('\n').map_or(0, |at| at + 1);
    if !text[line..opener].contains(plain_unit(unit)) || listed as f64 >= target.value {
        return None;
    }
    let (aim, item) = (target.raw.trim(), judgement.item);
    let th = format!("เป้าหมาย “{aim}” แต่แจกแจงไว้ {listed} รายการ");
    let en = format!("the target is “{aim}”, and {listed} are listed");
    let finding = RULE.finds(th, en).about(item.id.as_str()).seen(&target.raw, &target.regions);
    let finding = finding.seen(text, first_region(&result.cell.regions));
    Some(finding.informing_unless(result.cell.confidence.is_none()))
}

/// Where a text has one of some words behind which a list stands, and how many entries that has.
fn behind(
    text: &str,
    openers: &[&str],
    count: impl Fn(&str) -> Option<usize>,
) -> Option<(usize, usize)> {
    openers.iter().find_map(|word| {
        let at = text.find(word)?;
        Some((at, count(&text[at + word.len()..])?))
    })
}

/// Whether a target asks for at least a number of things that can be listed.
fn is_count(target: &Target) -> bool {
    let unit = target.unit.as_deref().unwrap_or_default();
    let is_few = target.value.fract() == 0.0 && (2.0..=MOST).contains(&target.value);
    let at_least = matches!(target.comparator, Comparator::Ge | Comparator::Gt | Comparator::Eq);
    is_few && at_least && !unit.is_empty() && unit != "percent" && MEASURED.whole(unit).is_none()
}

/// How many entries a text lists that begins with a list of 1. 2. 3.; none where it does not.
fn entries(text: &str) -> Option<usize> {
    let markers = markers(text);
    let first = markers.first().filter(|(at, n)| *n == 1 && text[..*at].trim().is_empty())?;
    let in_order = markers.iter().zip(first.1..).take_while(|((_, n), wanted)| n == wanted);
    Some(in_order.count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{project, report};

    #[test]
    fn fewer_are_listed_than_aimed_at() {
        let found = |result: &str| {
            let aim = "ตัวชี้วัด : ระบบที่เชื่อมโยง เป้าหมาย : อย่างน้อย ๓ ระบบ";
            run(&Context::new(&report(vec![project("1").indicator(aim).result(result)]))).len()
        };
        for (result, count) in [
            ("เชื่อมโยงระบบแล้ว ได้แก่ ๑. ยืมโคมไฟ ๒. จองเรือ", 1),
            ("เชื่อมโยงระบบแล้ว ได้แก่ ๑. ยืมโคมไฟ ๒. จองเรือ ๓. ชำระค่าธรรมเนียม", 0),
            ("เชื่อมโยงระบบแล้ว ได้แก่ ๑. ยืมโคมไฟ ๒. จองเรือ เป็นต้น", 0),
            ("เชื่อมโยง ๓ ระบบ ได้แก่ ๑. ยืมโคมไฟ ๒. จองเรือ", 0),
            ("จัดประชุม ได้แก่ ๑. ครั้งแรก ๒. ครั้งหลัง", 0),
            ("เชื่อมโยงระบบแล้วทั้งหมด", 0),
            ("เชื่อมโยงระบบแล้ว ได้แก่ ระบบยืมโคมไฟ และระบบจองเรือ", 1),
            ("เชื่อมโยงระบบแล้ว ประกอบด้วย\n• ระบบยืมโคมไฟ ทางเว็บไซต์\n• ระบบจองเรือ", 1),
            ("เชื่อมโยงระบบแล้ว ได้แก่ ระบบยืมโคมไฟ, ระบบจองเรือ และระบบชำระเงิน", 0),
            ("เชื่อมโยงระบบแล้ว ได้แก่ ระบบยืมโคมไฟ และระบบจองเรือ ซึ่งเปิดใช้แล้ว", 0),
            ("จัดทำระบบต่าง ๆ ดังนี้\n- ยืมโคมไฟ\n- จองเรือ", 1),
            ("จัดทำระบบต่าง ๆ ดังนี้\n- ยืมโคมไฟ\n- จองเรือ\n- ชำระเงิน", 0),
            ("จัดทำระบบต่าง ๆ ดังนี้\n- ยืมโคมไฟ\n- จองเรือ\nและเปิดใช้แล้ว", 0),
            ("เชื่อมโยงระบบแล้ว คือ ระบบยืมโคมไฟ และระบบจองเรือ", 0),
            ("จัดประชุมแล้ว ได้แก่ ครั้งแรก และครั้งหลัง", 0),
        ] {
            assert_eq!(found(result), count, "{result}");
        }
    }
}
