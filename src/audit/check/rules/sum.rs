//! `sum-mismatch`: parts that do not add up to the total stated beside them.

use std::ops::Range;

use crate::audit::check::lists::{is_in_part, ordinals};
use crate::audit::check::{Context, Rule};
use crate::audit::figures::{Figure, Figures, Unit, plain};
use crate::audit::wording::squeeze;
use crate::contract::model::Item;
use crate::finding::{Finding, Severity};
use crate::thai::digits::is_digit;
use crate::thai::skip_right;

/// The rule.
pub const RULE: Rule = Rule {
    code: "sum-mismatch",
    severity: Severity::Warning,
    what: "Parts of one text do not add up to the total that the text states.",
    what_th: "ยอดย่อยในข้อความเดียวกันรวมกันแล้วไม่เท่ากับยอดรวมที่ระบุ",
    why: "One of the figures is wrong, and whoever adds up results over projects carries it on.",
    example: "ครั้งที่ ๑ ผู้เข้าร่วม ๔๑ คน … ครั้งที่ ๒ ผู้เข้าร่วม ๒๗ คน รวมผู้เข้าร่วมกิจกรรม ๖๙ คน: 41 + 27 = 68, not 69.",
    limits: "A total is known by รวม or ทั้งสิ้น before it, or by แบ่งเป็น and the like or a bracket of figures behind it; parts by the same unit and, where the \
             total says what it counts, by the same words. Where some of the parts add up to the total, nothing is said. Where \
             the sum is far from the total and the parts are neither numbered one after the other nor a list line by line, some \
             may not be told: then it only informs.",
    run,
};

/// Words before a total.
const TOTAL: &str = "รวม";
/// Words before a total that need not be near it.
const ALTOGETHER: &str = "ทั้งสิ้น";
/// Words that hold [`TOTAL`] and mean something else.
const NO_TOTAL: &[&str] =
    &["รวมถึง", "รวมทั้งมี", "โดยรวม", "ภาพรวม", "ร่วม", "รวมพล", "รวมกลุ่ม", "รวบรวม", "รวมเป็น"];
/// Words between a total and its subject that say nothing of the subject.
const FILLERS: &[&str] = &[ALTOGETHER, "ทั้งหมด", NUMBERING, "เป็นเงิน", "เงิน"];
/// The filling word before most numbers.
const NUMBERING: &str = "จำนวน";
/// Words that begin another clause.
const CLAUSES: &[&str] = &["ที่", "มี", "จาก"];
/// The word before the number of an event, which begins another clause wherever it stands.
const ORDINAL: &str = "ครั้งที่";
/// Words behind a total and before its parts.
const DIVIDED: &[&str] = &["แบ่งเป็น", "แบ่งออกเป็น", "จำแนกเป็น", "แยกเป็น", "ประกอบด้วย"];
/// Parts that are all there are.
const SEXES: [&str; 2] = ["ชาย", "หญิง"];
/// Marks before the entries of a list.
const BULLETS: [char; 3] = ['-', '•', '–'];
/// The least letters by which two labels say the same.
const LABEL: usize = 5;
/// A label longer than this is a sentence; only its end says what is counted.
const LONG_LABEL: usize = 40;
/// A total this near to the sum, relative to the larger of them, is meant to be the sum …
const NEAR: f64 = 0.1;
/// … and so is one that differs by no more than this, in its own unit: small sums are near only so.
const NEAR_COUNT: f64 = 2.0;
/// Sums that differ by less are equal: half a satang, and more than arithmetic with floats is off.
const EQUAL: f64 = 0.005;
/// One part alone adds up to nothing.
const LEAST_PARTS: usize = 2;
/// More parts than this are not tried in all combinations.
const MOST_PARTS: usize = 12;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (item, figures) in context.figures() {
        let totals = totals(figures);
        for total in &totals {
            found.extend(of_total(item, figures, &totals, *total));
        }
        for total in 0..figures.all.len() {
            found.extend(of_division(item, figures, total));
            found.extend(of_bracket(item, figures, total));
        }
    }
    found
}

/// `ผู้เข้าร่วม ๔๑ คน … ผู้เข้าร่วม ๒๗ คน รวมผู้เข้าร่วม ๖๙ คน`
fn of_total(item: &Item, figures: &Figures<'_>, totals: &[usize], total: usize) -> Option<Finding> {
    let parts = parts(figures, totals, total);
    let values = values(figures, &parts);
    let (sum, stated): (f64, f64) = (values.iter().sum(), figures.all[total].value);
    if parts.len() < LEAST_PARTS
        || some_add_up(&values, stated)
        || values.iter().any(|v| *v > stated) && !is_near(sum, stated)
    {
        return None;
    }
    let all_told = is_near(sum, stated) || numbered(figures, &parts) || listed(figures, &parts);
    let sure = !is_in_part(figures.text()) && parts.len() <= MOST_PARTS && all_told;
    Some(finding(item, figures, &parts, total).informing_unless(sure))
}

/// `ผู้เข้าร่วม ๗๕ คน แบ่งเป็น ชาย ๓๐ คน หญิง ๔๐ คน`
fn of_division(item: &Item, figures: &Figures<'_>, total: usize) -> Option<Finding> {
    let (stated, next) = (&figures.all[total], figures.all.get(total + 1)?);
    let between = figures.text().get(stated.range.end..next.range.start)?;
    let opening = between.trim_start().trim_start_matches(['(', ' ']);
    let line = figures.line(total);
    if !DIVIDED.iter().any(|word| opening.starts_with(word))
        || is_in_part(&figures.text()[line.clone()])
    {
        return None;
    }
    let is_part = |i: &usize| {
        figures.all[*i].range.start < line.end && figures.all[*i].unit.is_like(stated.unit)
    };
    let parts: Vec<usize> = (total + 1..figures.all.len()).take_while(is_part).collect();
    let values = values(figures, &parts);
    let countable = (LEAST_PARTS..=MOST_PARTS).contains(&parts.len());
    if !countable || some_add_up(&values, stated.value) {
        return None;
    }
    let sure = is_near(values.iter().sum(), stated.value);
    Some(finding(item, figures, &parts, total).informing_unless(sure))
}

/// `ผู้เข้าร่วมทั้งสิ้น ๑๐๐ คน (ชาย ๔๕ คน หญิง ๕๖ คน)`: a bracket right behind a figure that has nothing but
/// figures of its unit, and nearly comes to it.
fn of_bracket(item: &Item, figures: &Figures<'_>, total: usize) -> Option<Finding> {
    let stated = &figures.all[total];
    let open = skip_right(figures.text(), stated.range.end);
    let inside = figures.text()[open..].strip_prefix('(')?;
    let inside = &inside[..inside.find(')')?];
    let end = open + '('.len_utf8() + inside.len();
    let parts: Vec<usize> =
        (total + 1..figures.all.len()).take_while(|i| figures.all[*i].range.end <= end).collect();
    let countable = (LEAST_PARTS..=MOST_PARTS).contains(&parts.len());
    let alike = parts.iter().all(|i| figures.all[*i].unit.is_like(stated.unit));
    let values = values(figures, &parts);
    let near = is_near(values.iter().sum(), stated.value);
    if !countable || !alike || !near || is_in_part(inside) || some_add_up(&values, stated.value) {
        return None;
    }
    let says_all = says_total(figures.label(total)) || SEXES.iter().all(|sex| inside.contains(sex));
    Some(finding(item, figures, &parts, total).informing_unless(says_all))
}

/// The figures that are stated totals.
fn totals(figures: &Figures<'_>) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for i in 0..figures.all.len() {
        // `รวมผู้เข้าร่วม ๙๕ คน เป็นคนดี ๙ คน`: what follows a total in the same breath is also one.
        let goes_on = found.last().is_some_and(|last| {
            last + 1 == i
                && same_breath(figures, i)
                && figures.all[i].unit.is_like(figures.all[i - 1].unit)
        });
        let is_total = goes_on || says_total(figures.label(i));
        if figures.all[i].unit != Unit::Percent && is_total {
            found.push(i);
        }
    }
    found
}

/// Whether a label says that a total follows: by a clause at its end that begins with `รวม`, or by
/// `ทั้งสิ้น`.
fn says_total(label: &str) -> bool {
    ends_with_total(label) || label.contains(ALTOGETHER) && is_short(label, LONG_LABEL)
}

fn ends_with_total(label: &str) -> bool {
    let Some(at) = label.rfind(TOTAL) else { return false };
    let (before, from) = (&label[..at + TOTAL.len()], &label[at..]);
    let means_other = NO_TOTAL.iter().any(|word| from.starts_with(word) || before.ends_with(word));
    !means_other && is_short(from, LONG_LABEL)
}

/// Whether a text has at most this many letters, spaces aside.
fn is_short(text: &str, most: usize) -> bool {
    squeeze(text).chars().count() <= most
}

/// Whether only a few words of one clause stand between a figure and the one before it.
fn same_breath(figures: &Figures<'_>, i: usize) -> bool {
    let (from, until) = (figures.all[i - 1].range.end, figures.all[i].range.start);
    let between = &figures.text()[from..until.max(from)];
    let clause = between.trim_start();
    let other_clause =
        between.contains(ORDINAL) || CLAUSES.iter().any(|word| clause.starts_with(word));
    figures.label(i) == between && is_short(between, LONG_LABEL / 2) && !other_clause
}

/// The parts of total `total`, before it or, where there are none, behind it.
fn parts(figures: &Figures<'_>, totals: &[usize], total: usize) -> Vec<usize> {
    let subject = subject(figures.label(total));
    let is_part = |i: &usize| {
        !totals.contains(i)
            && figures.all[*i].unit.is_like(figures.all[total].unit)
            && (subject.is_empty() || is_about(figures.label(*i), &subject))
    };
    if subject.is_empty() {
        // Where a total says nothing of what it counts, only what stands before it can be meant.
        let last_total = totals.iter().rev().find(|t| **t < total);
        let from = last_total.map_or(0, |t| t + 1);
        return alike((from..total).filter(is_part).collect(), figures);
    }
    let before: Vec<usize> = (0..total).filter(is_part).collect();
    if before.len() >= LEAST_PARTS {
        return before;
    }
    (total + 1..figures.all.len()).filter(is_part).collect()
}

/// What a total says it counts: the words behind `รวม`.
fn subject(label: &str) -> String {
    let from = label.rfind(TOTAL).map_or(label, |at| &label[at + TOTAL.len()..]);
    FILLERS.iter().fold(squeeze(from), |plain, word| plain.replace(word, ""))
}

/// Whether a part is labelled with what a total counts.
fn is_about(label: &str, subject: &str) -> bool {
    let label = plain_label(label);
    let letters = subject.chars().count();
    let heads = subject.char_indices().map(|(at, c)| &subject[..at + c.len_utf8()]);
    let mut long_heads = heads.filter(|head| head.chars().count() >= LABEL);
    long_heads.any(|head| label.ends_with(head))
        || letters >= LABEL && tail(&label, letters + LABEL).contains(subject)
}

/// A label without spaces and the filling word before its number.
fn plain_label(label: &str) -> String {
    squeeze(label).replace(NUMBERING, "")
}

/// The last `count` characters.
fn tail(text: &str, count: usize) -> &str {
    let skip = text.chars().count().saturating_sub(count);
    text.char_indices().nth(skip).map_or("", |(at, _)| &text[at..])
}

/// Of the parts of a total that does not say what it counts, those that say the same as the first,
/// where there are several.
fn alike(parts: Vec<usize>, figures: &Figures<'_>) -> Vec<usize> {
    let Some(first) = parts.first() else { return parts };
    let label = plain_label(figures.label(*first));
    let label = tail(&label, LABEL * 2);
    let mut same = parts.clone();
    same.retain(|i| plain_label(figures.label(*i)).ends_with(label));
    if same.len() >= LEAST_PARTS && !label.is_empty() { same } else { parts }
}

fn values(figures: &Figures<'_>, parts: &[usize]) -> Vec<f64> {
    parts.iter().map(|i| figures.all[*i].value).collect()
}

/// Whether some of the values add up to a total, or each repeats it.
fn some_add_up(values: &[f64], total: f64) -> bool {
    if values.len() > MOST_PARTS {
        return is_equal(values.iter().sum(), total);
    }
    (1_u32..1 << values.len()).any(|set| is_equal(sum_of(set, values), total))
}

/// The sum of the values whose bit is in `set`.
fn sum_of(set: u32, values: &[f64]) -> f64 {
    values.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, value)| value).sum()
}

fn is_equal(sum: f64, total: f64) -> bool {
    (sum - total).abs() < EQUAL
}

fn is_near(sum: f64, stated: f64) -> bool {
    (sum - stated).abs() <= (NEAR * stated.max(sum)).max(NEAR_COUNT)
}

/// Whether each part stands behind an ordinal of its own, counted from 1: then none is missing.
fn numbered(figures: &Figures<'_>, parts: &[usize]) -> bool {
    let mut from = 0;
    for (n, part) in parts.iter().enumerate() {
        let Range { start, end } = figures.all[*part].range;
        let before = &figures.text()[from..start.max(from)];
        if ordinals(before).last().is_none_or(|(_, ordinal)| *ordinal as usize != n + 1) {
            return false;
        }
        from = end;
    }
    true
}

/// Whether the parts are the entries of one list, line by line: then none is missing.
fn listed(figures: &Figures<'_>, parts: &[usize]) -> bool {
    let starts: Vec<usize> = parts.iter().map(|i| figures.line(*i).start).collect();
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return false };
    let lines = figures.text()[*first..*last].matches('\n').count() + 1;
    lines == parts.len()
        && starts.windows(2).all(|pair| pair[0] < pair[1])
        && starts.iter().all(|start| begins_with_mark(&figures.text()[*start..]))
}

/// Whether a line begins with a bullet or a number with its point.
fn begins_with_mark(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(BULLETS) || line.trim_start_matches(is_digit).starts_with(['.', ')'])
}

fn finding(item: &Item, figures: &Figures<'_>, parts: &[usize], total: usize) -> Finding {
    let values = values(figures, parts);
    let sum = plain(values.iter().sum());
    let terms = values.iter().map(|v| plain(*v)).collect::<Vec<_>>().join(" + ");
    let total = &figures.all[total];
    let (stated, unit) = (plain(total.value), unit_of(total));
    let th = format!("ยอดย่อย {terms} = {sum} {unit} แต่ระบุยอดรวม {stated} {unit}");
    let en = format!("parts {terms} = {sum} {unit}, stated total {stated} {unit}");
    let finding = RULE.finds(th, en).about(item.id.as_str()).seen(total.raw, total.regions);
    parts.iter().fold(finding, |f, i| f.seen(figures.all[*i].raw, figures.all[*i].regions))
}

fn unit_of<'r>(figure: &Figure<'r>) -> &'r str {
    match figure.unit {
        Unit::Things(unit) => unit,
        Unit::Baht => "บาท",
        Unit::Percent => "%",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::places;
    use crate::audit::sample::{project, report};

    fn messages(result: &str) -> Vec<(Severity, String)> {
        let report = report(vec![project("1").result(result)]);
        run(&Context::new(&report)).into_iter().map(|f| (f.severity, f.message_en)).collect()
    }

    #[test]
    fn parts_that_do_not_add_up_are_told_with_their_places() {
        let text = "ครั้งที่ ๑ เมื่อวันที่ ๔ มีนาคม ๒๕๖๘ ผู้เข้าร่วม ๕๘ คน เป็นอาสา จำนวน ๖ คน ครั้งที่ ๒ เมื่อวันที่ ๙ มีนาคม ๒๕๖๘ ผู้เข้าร่วม \
                    ๓๖ คน เป็นอาสา จำนวน ๔ คน รวมผู้เข้าร่วมกิจกรรม ๙๕ คน เป็นอาสาสมัคร ๙ คน";
        let report = report(vec![project("1").result(text)]);
        let found = run(&Context::new(&report));
        let said: Vec<&str> = found.iter().map(|f| f.message_en.as_str()).collect();
        assert_eq!(
            said,
            ["parts 58 + 36 = 94 คน, stated total 95 คน", "parts 6 + 4 = 10 คน, stated total 9 คน"]
        );
        assert_eq!(
            (places(&found[0]), found[0].page, found[0].item.as_deref()),
            (3, Some(1), Some("s1/t1/p1"))
        );
        assert!(found.iter().all(|f| f.severity == Severity::Warning));
    }

    #[test]
    fn parts_in_a_bracket_behind_their_total() {
        let warning = |text: &str| {
            let told = messages(text).into_iter();
            told.map(|(severity, _)| severity == Severity::Warning).collect::<Vec<_>>()
        };
        for (text, told) in [
            ("ผู้เข้าร่วมทั้งสิ้น ๑๐๐ คน (ชาย ๔๕ คน หญิง ๕๖ คน)", &[true][..]),
            ("มีผู้เข้าอบรม ๑๐๐ คน (ชาย ๔๕ คน หญิง ๕๖ คน)", &[true]),
            ("มีผู้เข้าอบรม ๑๐๐ คน (ครู ๔๕ คน นักเรียน ๕๖ คน)", &[false]),
            ("ผู้เข้าร่วมทั้งสิ้น ๑๐๑ คน (ชาย ๔๕ คน หญิง ๕๖ คน)", &[]),
            ("ผู้เข้าร่วมทั้งสิ้น ๑๐๐ คน (ผู้สูงอายุ ๔๕ คน ผู้พิการ ๕ คน)", &[]),
            ("ผู้เข้าร่วมทั้งสิ้น ๑๐๐ คน (ชาย ๔๕ คน หญิง ๕๖ คน เป็นต้น)", &[]),
            ("ผู้เข้าร่วมทั้งสิ้น ๑๐๐ คน (ร้อยละ ๔๕ ชาย ๔๕ คน หญิง ๕๖ คน)", &[]),
        ] {
            assert_eq!(warning(text), told, "{text}");
        }
    }

    #[test]
    fn other_orders_of_words() {
        for text in [
            "รวมผู้เข้าร่วม ๙๕ คน ครั้งที่ ๑ ผู้เข้าร่วม ๕๘ คน ครั้งที่ ๒ ผู้เข้าร่วม ๓๖ คน",
            "ผู้เข้าร่วมประชุม 58 คน เข้าร่วมออนไลน์ 36 คน รวม 95 คน",
            "มีผู้เข้าอบรม ๙๕ คน แบ่งเป็น ชาย ๕๘ คน หญิง ๓๖ คน",
            "ค่าวิทยากร ๕๘ บาท ค่าอาหาร ๓๖ บาท รวมเงิน ๙๕ บาท",
            "ค่าวิทยากร ๕๘ บาท ค่าอาหาร ๓๖ บาท รวมทั้งสิ้น ๙๕ บาท",
        ] {
            let said = messages(text);
            assert_eq!(said.len(), 1, "{text}: {said:?}");
            assert!(
                said.iter().all(|(s, m)| *s == Severity::Warning && m.contains("58 + 36 = 94")),
                "{text}: {said:?}"
            );
        }
    }

    #[test]
    fn what_adds_up_or_may_be_incomplete_is_left_in_peace() {
        for text in [
            "ครั้งที่ ๑ ผู้เข้าร่วม ๖๓ คน ครั้งที่ ๒ ผู้เข้าร่วม ๔๗ คน รวมผู้เข้าร่วมทั้งสิ้น ๑๑๐ คน",
            "ผู้เข้าร่วม ๕๘ คน เป็นอาสา ๖ คน ผู้เข้าร่วม ๓๖ คน เป็นอาสา ๔ คน รวม ๙๔ คน",
            "รวมผู้เข้าร่วม ๙๕ คนครั้งที่ ๑ ผู้เข้าร่วม ๕๘ คน ครั้งที่ ๒ ผู้เข้าร่วม ๓๗ คน",
            "มีผู้เข้าร่วม ๕๘ คน และ ๓๖ คน มีความพึงพอใจโดยรวม ๕ คะแนน",
            "มีผู้เข้าอบรม ๗๐ คน แบ่งเป็น ชาย ๓๐ คน หญิง ๔๐ คน ผ่านการทดสอบ ๖๕ คน",
            "ผู้ลงนาม ๖๕๔ คน จากบุคลากรรวม ๖๖๒ คน",
            "กิจกรรม ๕ เรื่อง รวมผู้ชม ๙๐๐ คน",
        ] {
            assert_eq!(messages(text), [], "{text}");
        }
    }

    #[test]
    fn a_list_line_by_line_is_whole() {
        let said = messages("- น่าน ๓๐ คน\n- แพร่ ๒๐ คน\n- ตาก ๒๕ คน\nรวม ๙๐ คน");
        assert_eq!(
            said,
            [(Severity::Warning, "parts 30 + 20 + 25 = 75 คน, stated total 90 คน".to_owned())]
        );
    }

    #[test]
    fn parts_far_from_the_total_only_inform() {
        let said = messages("ที่ลำพูน ผู้เข้าร่วม ๕๐ คน ที่ลำปาง ผู้เข้าร่วม ๖๐ คน รวมผู้เข้าร่วมทั้งจังหวัด ๓๐๐ คน");
        assert!(matches!(said.as_slice(), [(Severity::Info, _)]), "{said:?}");
    }
}
