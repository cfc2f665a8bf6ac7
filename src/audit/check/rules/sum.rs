//! `sum-mismatch`: parts that do not add up to the total stated beside them.

use crate::audit::check::words::squeeze;
use crate::audit::check::{Context, Rule, unsure};
use crate::audit::figures::{Figure, Figures, Unit, plain, plain_unit};
use crate::contract::model::Item;
use crate::finding::{Finding, Severity};
use crate::thai::digits::is_digit;

/// The rule.
pub const RULE: Rule = Rule {
    code: "sum-mismatch",
    severity: Severity::Warning,
    what: "Parts of one text do not add up to the total that the text states.",
    what_th: "ยอดย่อยในข้อความเดียวกันรวมกันแล้วไม่เท่ากับยอดรวมที่ระบุ",
    why: "One of the figures is wrong, and whoever adds up results over projects carries it on.",
    example: "ครั้งที่ ๑ ผู้เข้าร่วม ๔๑ คน … ครั้งที่ ๒ ผู้เข้าร่วม ๒๗ คน รวมผู้เข้าร่วมกิจกรรม ๖๙ คน: 41 + 27 = 68, not 69.",
    limits: "A total is known by รวม or ทั้งสิ้น before it, or by แบ่งเป็น and the like behind it; parts by the same unit and, where the \
             total says what it counts, by the same words. Where some of the parts add up to the total, nothing is said. Where \
             the sum is far from the total and the parts are neither numbered one after the other nor a list line by line, some \
             may not be told: then it only informs.",
    run,
};

/// Words before a total.
const TOTAL: &str = "รวม";
/// Words that hold it and mean something else.
const NO_TOTAL: &[&str] =
    &["รวมถึง", "รวมทั้งมี", "โดยรวม", "ภาพรวม", "ร่วม", "รวมพล", "รวมกลุ่ม", "รวบรวม", "รวมเป็น"];
/// Words behind a total and before its parts.
const DIVIDED: &[&str] = &["แบ่งเป็น", "แบ่งออกเป็น", "จำแนกเป็น", "แยกเป็น", "ประกอบด้วย"];
/// Words that say that what follows is not all.
const NOT_ALL: &[&str] = &["อาทิ", "เช่น", "เป็นต้น", "ฯลฯ"];
/// The least letters by which two labels say the same.
const LABEL: usize = 5;
/// A label longer than this is a sentence; only its end says what is counted.
const LONG_LABEL: usize = 40;
/// A total this near to the sum, relative to it, is meant to be the sum.
const NEAR: f64 = 0.1;
/// More parts than this are not tried in all combinations.
const MOST_PARTS: usize = 12;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (item, figures) in context.figures() {
        let totals = totals(figures);
        for total in &totals {
            found.extend(of_total(item, figures, &totals, *total));
        }
        for i in 0..figures.all.len() {
            found.extend(of_division(item, figures, i));
        }
    }
    found
}

/// The figures that are stated totals.
fn totals(figures: &Figures<'_>) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    for i in 0..figures.all.len() {
        let label = figures.label(i);
        let says = says_total(label)
            || label.contains("ทั้งสิ้น") && squeeze(label).chars().count() <= LONG_LABEL;
        // `รวมผู้เข้าร่วม ๙๕ คน เป็นคนดี ๙ คน`: what follows a total in the same breath is one, too.
        let goes_on = found.last().is_some_and(|last| last + 1 == i) && same_breath(figures, i);
        if figures.all[i].unit != Unit::Percent
            && (says || goes_on && same_kind(&figures.all[i], &figures.all[i - 1]))
        {
            found.push(i);
        }
    }
    found
}

/// Whether a label ends with a clause that begins with `รวม`.
fn says_total(label: &str) -> bool {
    let Some(at) = label.rfind(TOTAL) else { return false };
    let (before, from) = (&label[..at + TOTAL.len()], &label[at..]);
    let other = |word: &&str| from.starts_with(*word) || before.ends_with(*word);
    !NO_TOTAL.iter().any(other) && squeeze(from).chars().count() <= LONG_LABEL
}

/// Whether only a few words of one clause stand between a figure and the one before it.
fn same_breath(figures: &Figures<'_>, i: usize) -> bool {
    let between = &figures.text()[figures.all[i - 1].range.end
        ..figures.all[i].range.start.max(figures.all[i - 1].range.end)];
    let other = ["ที่", "มี", "จาก"]
        .iter()
        .any(|w| between.trim_start().starts_with(w) || between.contains("ครั้งที่"));
    figures.label(i) == between && squeeze(between).chars().count() <= LONG_LABEL / 2 && !other
}

fn same_kind(a: &Figure<'_>, b: &Figure<'_>) -> bool {
    match (a.unit, b.unit) {
        (Unit::Things(a), Unit::Things(b)) => plain_unit(a) == plain_unit(b),
        (a, b) => a == b,
    }
}

/// What a total says it counts: the words behind `รวม`.
fn counted(label: &str) -> String {
    let from = label.rfind(TOTAL).map_or(label, |at| &label[at + TOTAL.len()..]);
    let words = ["ทั้งสิ้น", "ทั้งหมด", "จำนวน", "เป็นเงิน", "เงิน"];
    words.iter().fold(squeeze(from), |plain, word| plain.replace(word, ""))
}

/// Whether a part is labelled with what a total counts.
fn says_same(part: &str, counted: &str) -> bool {
    let part = squeeze(part).replace("จำนวน", "");
    let heads = counted.char_indices().map(|(at, c)| &counted[..at + c.len_utf8()]);
    heads.filter(|head| head.chars().count() >= LABEL).any(|head| part.ends_with(head))
        || counted.chars().count() >= LABEL
            && tail(&part, counted.chars().count() + LABEL).contains(counted)
}

/// The last `count` characters.
fn tail(text: &str, count: usize) -> &str {
    let skip = text.chars().count().saturating_sub(count);
    text.char_indices().nth(skip).map_or("", |(at, _)| &text[at..])
}

/// The parts of total `total`, before it or, where there are none, behind it.
fn parts(figures: &Figures<'_>, totals: &[usize], total: usize) -> Vec<usize> {
    let counted = counted(figures.label(total));
    let fits = |i: &usize| {
        let i = *i;
        let like = counted.is_empty() || says_same(figures.label(i), &counted);
        !totals.contains(&i) && same_kind(&figures.all[i], &figures.all[total]) && like
    };
    // Where a total says nothing of what it counts, only what stands before it can be meant.
    let from = match counted.is_empty() {
        true => totals.iter().rev().find(|t| **t < total).map_or(0, |t| t + 1),
        false => 0,
    };
    let before: Vec<usize> = (from..total).filter(fits).collect();
    if before.len() >= 2 || counted.is_empty() {
        return alike(figures, before, counted.is_empty());
    }
    (total + 1..figures.all.len()).filter(fits).collect()
}

/// Of unlabelled parts those that say the same as the first, where there are several.
fn alike(figures: &Figures<'_>, parts: Vec<usize>, unlabelled: bool) -> Vec<usize> {
    let Some(first) = parts.first().filter(|_| unlabelled) else { return parts };
    let label = squeeze(figures.label(*first)).replace("จำนวน", "");
    let label = tail(&label, LABEL * 2).to_owned();
    let same: Vec<usize> = parts
        .iter()
        .copied()
        .filter(|i| squeeze(figures.label(*i)).replace("จำนวน", "").ends_with(&label))
        .collect();
    if same.len() >= 2 && !label.is_empty() { same } else { parts }
}

/// Whether some of the values add up to a total, or each repeats it.
fn some_add_up(values: &[f64], total: f64) -> bool {
    let equal = |sum: f64| (sum - total).abs() < 0.005;
    if values.len() > MOST_PARTS {
        return equal(values.iter().sum());
    }
    (1_u32..1 << values.len()).any(|set| {
        equal(values.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, v)| v).sum())
    })
}

/// Whether each part stands behind an ordinal of its own, counted from 1: then none is missing.
fn numbered(figures: &Figures<'_>, parts: &[usize]) -> bool {
    let text = figures.text();
    parts.iter().enumerate().all(|(n, part)| {
        let from = if n == 0 { 0 } else { figures.all[parts[n - 1]].range.end };
        let until = figures.all[*part].range.start.max(from);
        super::ordinals(&text[from..until]).last().is_some_and(|(_, k)| *k as usize == n + 1)
    })
}

/// Whether the parts are the entries of one list, line by line: then none is missing.
fn listed(figures: &Figures<'_>, parts: &[usize]) -> bool {
    let starts: Vec<usize> = parts.iter().map(|i| figures.line(*i).start).collect();
    let marked = |at: &usize| {
        let line = figures.text()[*at..].trim_start();
        line.starts_with(['-', '•', '–'])
            || line.trim_start_matches(is_digit).starts_with(['.', ')'])
    };
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return false };
    let lines = figures.text()[*first..*last].matches('\n').count() + 1;
    lines == parts.len()
        && starts.windows(2).all(|pair| pair[0] < pair[1])
        && starts.iter().all(marked)
}

fn of_total(item: &Item, figures: &Figures<'_>, totals: &[usize], total: usize) -> Option<Finding> {
    let parts = parts(figures, totals, total);
    let values: Vec<f64> = parts.iter().map(|i| figures.all[*i].value).collect();
    let (sum, stated): (f64, f64) = (values.iter().sum(), figures.all[total].value);
    let all = NOT_ALL.iter().all(|word| !figures.text().contains(word));
    if parts.len() < 2
        || some_add_up(&values, stated)
        || values.iter().any(|v| *v > stated) && !near(sum, stated)
    {
        return None;
    }
    let sure = all
        && parts.len() <= MOST_PARTS
        && (near(sum, stated) || numbered(figures, &parts) || listed(figures, &parts));
    let finding = tell(item, figures, &parts, total);
    Some(if sure { finding } else { unsure(finding) })
}

fn near(sum: f64, stated: f64) -> bool {
    (sum - stated).abs() <= (NEAR * stated.max(sum)).max(2.0)
}

/// `ผู้เข้าร่วม ๗๕ คน แบ่งเป็น ชาย ๓๐ คน หญิง ๔๐ คน`
fn of_division(item: &Item, figures: &Figures<'_>, total: usize) -> Option<Finding> {
    let end = figures.all[total].range.end;
    let next = figures.all.get(total + 1)?;
    let between = figures.text().get(end..next.range.start)?;
    let divided = DIVIDED
        .iter()
        .any(|word| between.trim_start().trim_start_matches(['(', ' ']).starts_with(word));
    let line = figures.line(total);
    let ends = |i: &usize| {
        figures.all[*i].range.start < line.end && same_kind(&figures.all[*i], &figures.all[total])
    };
    let parts: Vec<usize> = (total + 1..figures.all.len()).take_while(ends).collect();
    let values: Vec<f64> = parts.iter().map(|i| figures.all[*i].value).collect();
    let all = NOT_ALL.iter().all(|word| !figures.text()[line.clone()].contains(word));
    let fires = divided && all && parts.len() >= 2 && parts.len() <= MOST_PARTS;
    if !fires || some_add_up(&values, figures.all[total].value) {
        return None;
    }
    let finding = tell(item, figures, &parts, total);
    Some(if near(values.iter().sum(), figures.all[total].value) {
        finding
    } else {
        unsure(finding)
    })
}

fn tell(item: &Item, figures: &Figures<'_>, parts: &[usize], total: usize) -> Finding {
    let values: Vec<f64> = parts.iter().map(|i| figures.all[*i].value).collect();
    let sum = plain(values.iter().sum());
    let terms = values.iter().map(|v| plain(*v)).collect::<Vec<_>>().join(" + ");
    let (stated, unit) = (&figures.all[total], unit_of(&figures.all[total]));
    let th = format!("ยอดย่อย {terms} = {sum} {unit} แต่ระบุยอดรวม {} {unit}", plain(stated.value));
    let en = format!("parts {terms} = {sum} {unit}, stated total {} {unit}", plain(stated.value));
    let finding = RULE.finds(th, en).about(item.id.as_str()).seen(stated.raw, stated.regions);
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
    use crate::audit::check::places;
    use crate::audit::check::sample::{project, report};

    fn said(result: &str) -> Vec<(Severity, String)> {
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
    fn other_orders_of_words() {
        for text in [
            "รวมผู้เข้าร่วม ๙๕ คน ครั้งที่ ๑ ผู้เข้าร่วม ๕๘ คน ครั้งที่ ๒ ผู้เข้าร่วม ๓๖ คน",
            "ผู้เข้าร่วมประชุม 58 คน เข้าร่วมออนไลน์ 36 คน รวม 95 คน",
            "มีผู้เข้าอบรม ๙๕ คน แบ่งเป็น ชาย ๕๘ คน หญิง ๓๖ คน",
            "ค่าวิทยากร ๕๘ บาท ค่าอาหาร ๓๖ บาท รวมเงิน ๙๕ บาท",
            "ค่าวิทยากร ๕๘ บาท ค่าอาหาร ๓๖ บาท รวมทั้งสิ้น ๙๕ บาท",
        ] {
            let said = said(text);
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
            assert_eq!(said(text), [], "{text}");
        }
    }

    #[test]
    fn a_list_line_by_line_is_whole() {
        let said = said("- น่าน ๓๐ คน\n- แพร่ ๒๐ คน\n- ตาก ๒๕ คน\nรวม ๙๐ คน");
        assert_eq!(
            said,
            [(Severity::Warning, "parts 30 + 20 + 25 = 75 คน, stated total 90 คน".to_owned())]
        );
    }

    #[test]
    fn parts_far_from_the_total_only_inform() {
        let said = said("ที่ลำพูน ผู้เข้าร่วม ๕๐ คน ที่ลำปาง ผู้เข้าร่วม ๖๐ คน รวมผู้เข้าร่วมทั้งจังหวัด ๓๐๐ คน");
        assert!(matches!(said.as_slice(), [(Severity::Info, _)]), "{said:?}");
    }
}
