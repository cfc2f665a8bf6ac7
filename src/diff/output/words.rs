//! The words around a comparison that people read, in English and in Thai.

use crate::contract::model::{Baht, Comparator};
use crate::contract::output::Lang;
use crate::diff::model::{
    Amounts, Change, Doubt, Expected, ExpectedCount, Kind, Match, NodeKind, Note, Numbers, Part,
    PutRight, Quantity, Reason, Relation, Side, SpellingWhy, Which,
};
use crate::role::Role;
use crate::thai::text::is_thai_letter;
use crate::thai::words::divide;

/// Letters of a text that was put right, at most, as the change beside it shows what stands there now.
const WAS: usize = 30;

/// English and Thai.
pub type Both = (&'static str, &'static str);

/// The name of a kind of change.
pub fn kind(kind: Kind) -> Both {
    match kind {
        Kind::Added => ("added", "เพิ่มใหม่"),
        Kind::Dropped => ("dropped", "ตัดออก"),
        Kind::Split => ("split", "แยกออก"),
        Kind::Merged => ("merged", "รวมกัน"),
        Kind::Moved => ("moved", "ย้ายที่"),
        Kind::Renumbered => ("renumbered", "เปลี่ยนลำดับ"),
        Kind::TitleReworded => ("title reworded", "เปลี่ยนชื่อ"),
        Kind::KindChanged => ("kind changed", "เปลี่ยนประเภท"),
        Kind::TargetRaised => ("target raised", "เป้าหมายเพิ่มขึ้น"),
        Kind::TargetLowered => ("target lowered", "เป้าหมายลดลง"),
        Kind::TargetLoosened => ("target loosened", "เป้าหมายผ่อนลง"),
        Kind::TargetTightened => ("target tightened", "เป้าหมายเข้มขึ้น"),
        Kind::TargetUnit => ("target's unit", "หน่วยของเป้าหมาย"),
        Kind::TargetComparator => ("target's bound", "เงื่อนไขของเป้าหมาย"),
        Kind::TargetAdded => ("target added", "เพิ่มเป้าหมาย"),
        Kind::TargetRemoved => ("target removed", "ตัดเป้าหมาย"),
        Kind::BudgetChanged => ("budget changed", "งบประมาณเปลี่ยน"),
        Kind::BudgetAdded => ("budget added", "เพิ่มงบประมาณ"),
        Kind::BudgetRemoved => ("budget removed", "ตัดงบประมาณ"),
        Kind::BudgetMoved => ("money moved", "งบประมาณย้ายภายในโครงการ"),
        Kind::BudgetSource => ("budget's source", "แหล่งงบประมาณ"),
        Kind::BudgetStatus => ("budget's status", "สถานะงบประมาณ"),
        Kind::ResultAdded => ("result added", "เพิ่มผลการดำเนินงาน"),
        Kind::ResultRemoved => ("result removed", "ตัดผลการดำเนินงาน"),
        Kind::ResultCopied => ("result copied from last year", "ผลการดำเนินงานคัดลอกจากปีก่อน"),
        Kind::ResultFigure => ("figure in result", "ตัวเลขผลการดำเนินงาน"),
        Kind::Figure => ("figure", "ตัวเลข"),
        Kind::Date => ("date", "วันที่"),
        Kind::DeclaredCount => ("declared count", "จำนวนที่ระบุ"),
        Kind::Heading => ("column headings", "หัวตาราง"),
        Kind::EntryAdded => ("entry added", "เพิ่มข้อ"),
        Kind::EntryRemoved => ("entry removed", "ตัดข้อ"),
        Kind::Wording => ("wording", "ถ้อยคำ"),
    }
}

/// Why a change was to be expected.
pub fn expected(why: Expected) -> Both {
    match why {
        Expected::WithTheYear => ("the same day a year on", "วันเดียวกันของปีถัดไป"),
        Expected::RunningNumber => ("running numbers", "ลำดับที่เลื่อนไป"),
        Expected::MoneyMoved => ("told as money moved", "อยู่ในงบประมาณที่ย้าย"),
    }
}

/// Why a change was to be expected, where its difference does not say so.
pub fn unsaid(change: &Change) -> Option<Both> {
    change.expected.filter(|why| *why != Expected::WithTheYear).map(expected)
}

/// The expected changes of a pair in one line: how many, and how many of which; none where there
/// are none.
pub fn expected_line(counts: &[ExpectedCount], lang: Lang) -> Option<String> {
    let total: u32 = counts.iter().map(|count| count.count).sum();
    let each = counts.iter().map(|count| {
        let (en, th) = expected(count.why);
        format!("{} {}", count.count, lang.pick(en, th))
    });
    let each = each.collect::<Vec<_>>().join(", ");
    let changes = if total == 1 { "expected change" } else { "expected changes" };
    let changes = lang.pick(changes, "การเปลี่ยนแปลงที่คาดหมายได้");
    (total > 0).then(|| format!("{total} {changes}: {each}"))
}

/// The name of a field; one that is not known stays as it is.
pub fn field(name: &str) -> Option<Both> {
    Some(match name {
        "title" => ("title", "ชื่อ"),
        "label" => ("level", "คำเรียกระดับ"),
        "number" => ("number", "ลำดับ"),
        "place" => ("place", "ที่อยู่"),
        "kind" => ("kind", "ประเภท"),
        "item" => ("item", "รายการ"),
        "goals" => ("goals", "เป้าหมาย"),
        "indicators" => ("indicators", "ตัวชี้วัด"),
        "declared_count" => ("projects declared", "จำนวนโครงการที่ระบุ"),
        "headings" => ("headings", "หัวตาราง"),
        "notes" => ("notes", "หมายเหตุ"),
        role => return Role::of_word(role)?.names(),
    })
}

/// The name of what a change is about: its field, or the heading of its column.
pub fn place(change: &Change) -> (String, String) {
    match (field(&change.field), &change.heading) {
        (Some((en, th)), _) => (en.to_owned(), th.to_owned()),
        (None, Some(heading)) => (heading.clone(), heading.clone()),
        (None, None) => (change.field.clone(), change.field.clone()),
    }
}

/// What is compared.
pub fn node(kind: NodeKind) -> Both {
    match kind {
        NodeKind::Section => ("section", "ส่วน"),
        NodeKind::Strategy => ("strategy", "ยุทธศาสตร์"),
        NodeKind::Tactic => ("tactic", "กลยุทธ์"),
        NodeKind::Project => ("project", "โครงการ"),
        NodeKind::Activity => ("activity", "กิจกรรม"),
        NodeKind::SubActivity => ("sub-activity", "กิจกรรมย่อย"),
        NodeKind::Measure => ("measure", "มาตรการ"),
        NodeKind::Row => ("row", "แถว"),
        NodeKind::Total => ("total", "ยอดรวม"),
    }
}

/// Why items are held to be one.
pub fn reason(reason: Reason) -> Both {
    match reason {
        Reason::TitleAndPlace => ("same title and place", "ชื่อและที่อยู่เดียวกัน"),
        Reason::Title => ("same title", "ชื่อเดียวกัน"),
        Reason::SimilarTitle => ("similar title", "ชื่อคล้ายกัน"),
        Reason::SimilarContent => ("similar content", "เนื้อหาคล้ายกัน"),
        Reason::Place => ("same place", "ที่อยู่เดียวกัน"),
        Reason::Parts => ("parts of one", "เป็นส่วนของรายการเดียว"),
        Reason::Nothing => ("nothing alike", "ไม่มีรายการที่คล้าย"),
    }
}

/// What became of something.
pub fn relation(relation: Relation) -> Both {
    match relation {
        Relation::Same => ("the same", "รายการเดิม"),
        Relation::Split => kind(Kind::Split),
        Relation::Merged => kind(Kind::Merged),
        Relation::Added => kind(Kind::Added),
        Relation::Dropped => kind(Kind::Dropped),
    }
}

/// Why a change may come from the reading.
pub fn doubt(doubt: Doubt) -> Both {
    match doubt {
        Doubt::Version => ("may come from another version of raingan", "อาจมาจากโปรแกรมต่างรุ่น"),
        Doubt::Unclaimed => ("stands elsewhere in the other report", "มีอยู่ที่อื่นในอีกฉบับ"),
        Doubt::Picture => ("may be misread from a picture", "อาจอ่านจากภาพผิด"),
    }
}

/// Who put right what a change rests on, in which report, and what stood there; none where nobody did.
pub fn corrected(change: &Change, lang: Lang) -> Option<String> {
    let each: Vec<String> = change.corrected.iter().map(|right| put_right(right, lang)).collect();
    (!each.is_empty()).then(|| each.join("; "))
}

fn put_right(right: &PutRight, lang: Lang) -> String {
    let side = match right.side {
        Which::Old => lang.pick("older", "ฉบับก่อน"),
        Which::New => lang.pick("newer", "ฉบับหลัง"),
    };
    let was = right.mark.was.split_whitespace().collect::<Vec<_>>().join(" ");
    let was = match ends(&was, WAS, 0) {
        Some((head, _)) => format!("“{head}…”"),
        None if was.is_empty() => lang.pick("nothing", "ไม่มีค่า").to_owned(),
        None => format!("“{was}”"),
    };
    let (by, before) = (lang.pick("put right by", "แก้ไขโดย"), lang.pick("was", "เดิม"));
    format!("{by} {} ({side}, {before} {was})", right.mark.by)
}

/// Why a spelling is no change.
pub fn why(why: SpellingWhy) -> Both {
    match why {
        SpellingWhy::AlikeLetters => ("letters that look alike", "อักษรที่คล้ายกัน"),
        SpellingWhy::Misspelt => ("one side misspelt", "ฝั่งหนึ่งสะกดผิด"),
        SpellingWhy::Punctuation => ("punctuation", "เครื่องหมายวรรคตอน"),
        SpellingWhy::SameValue => ("the same value", "ค่าเดียวกัน"),
    }
}

/// What a note says.
pub fn note(note: &Note, lang: Lang) -> &str {
    lang.pick(&note.message_en, &note.message_th)
}

/// A report in a few words: its file, its year.
pub fn side(side: &Side, lang: Lang) -> String {
    let file =
        side.file_name.clone().unwrap_or_else(|| lang.pick("standard input", "ข้อมูลเข้า").to_owned());
    match side.fiscal_year_be {
        Some(year) => format!("{} {year} · {file}", lang.pick("fiscal year", "ปีงบประมาณ")),
        None => file,
    }
}

/// The ids of a match: `s1/t2/p1 → s1/t2/p1 + s1/t2/p2`; once where both are the same.
pub fn ids(m: &Match) -> String {
    let (old, new) = (joined_ids(&m.old), joined_ids(&m.new));
    match (old.is_empty(), new.is_empty()) {
        (true, _) => new,
        (_, true) => old,
        _ if old == new => new,
        _ => format!("{old} → {new}"),
    }
}

/// The ids of some items.
pub fn joined_ids(parts: &[Part]) -> String {
    parts.iter().map(|p| p.id.as_str()).collect::<Vec<_>>().join(" + ")
}

/// The difference that the numbers of a change make: `+10`, `−9,200 บาท (−49.46 %)`; empty where
/// there is none.
pub fn difference(change: &Change, lang: Lang) -> String {
    match &change.numbers {
        Some(Numbers::Quantity(numbers)) => {
            let unit =
                numbers.new.as_ref().or(numbers.old.as_ref()).and_then(|q| q.unit.as_deref());
            numbers.difference.map(|d| signed(d, unit, lang)).unwrap_or_default()
        }
        Some(Numbers::Money(amounts)) if change.kind == Kind::BudgetMoved => {
            let total = lang.pick("total", "รวม");
            let stated = amounts.new_thb.map(|new| grouped(&new.to_string())).unwrap_or_default();
            match amounts.difference_thb.is_some_and(|d| d.satang == 0) {
                true => format!("{total} {stated} {}", lang.pick("unchanged", "เท่าเดิม")),
                false => format!("{total} {}", money(amounts, lang)),
            }
        }
        Some(Numbers::Money(amounts)) => money(amounts, lang),
        Some(Numbers::Days(days)) if days.with_the_year => {
            lang.pick("the same day a year on", "วันเดียวกันของปีถัดไป").to_owned()
        }
        _ => String::new(),
    }
}

fn money(amounts: &Amounts, lang: Lang) -> String {
    let Some(difference) = amounts.difference_thb else { return String::new() };
    let percent =
        amounts.percent.map(|p| format!(" ({} %)", sign(p, &trimmed(p.abs())))).unwrap_or_default();
    let magnitude = Baht::from_satang(difference.satang.saturating_abs());
    let sign = if difference.satang < 0 { "−" } else { "+" };
    format!("{sign}{} {}{percent}", grouped(&magnitude.to_string()), lang.pick("baht", "บาท"))
}

fn signed(difference: f64, unit: Option<&str>, lang: Lang) -> String {
    let unit = match unit {
        Some("percent") => lang.pick(" points", " จุดร้อยละ").to_owned(),
        Some(unit) => format!(" {unit}"),
        None => String::new(),
    };
    match difference {
        0.0 => String::new(),
        d => format!("{}{unit}", sign(d, &grouped(&trimmed(d.abs())))),
    }
}

fn sign(number: f64, magnitude: &str) -> String {
    format!("{}{magnitude}", if number < 0.0 { "−" } else { "+" })
}

/// At most two decimals.
fn trimmed(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `1234567.5` as `1,234,567.5`.
pub fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && c.is_ascii_digit() && !out.ends_with('-') {
            out.push(',');
        }
        out.push(c);
    }
    out + rest
}

/// The beginning and the end of a longer text, cut between words: at most `head` and `tail` letters.
/// `None` where all of it is to be shown, as leaving out a few letters gains nothing.
pub fn ends(text: &str, head: usize, tail: usize) -> Option<(&str, &str)> {
    let letters: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let count = letters.len() - 1;
    if count <= head + tail + head.max(tail) {
        return None;
    }
    let mut breaks = vec![0];
    let mut run = 0;
    for (at, c) in text.char_indices() {
        let goes_on = run > 0 && is_thai_letter(c) && text[..at].ends_with(is_thai_letter);
        if !goes_on {
            breaks.push(at);
            run = thai_run(&text[at..]);
            breaks.extend(divide(&text[at..at + run]).into_iter().map(|word| at + word.end));
        }
    }
    let (first, last) = (letters[head], letters[count - tail]);
    let before = breaks.iter().copied().filter(|at| *at <= first).max().unwrap_or(0);
    breaks.retain(|at| *at < text.len());
    let behind = breaks.iter().copied().filter(|at| *at >= last).min();
    // Where the last word is longer than that, it is shown whole.
    let behind = behind.or_else(|| breaks.iter().copied().max()).filter(|_| tail > 0);
    let (first, last) = (before, behind.unwrap_or(text.len()).max(before));
    Some((&text[..first], &text[last..]))
}

/// How many bytes of Thai letters a text begins with.
fn thai_run(text: &str) -> usize {
    text.chars().take_while(|c| is_thai_letter(*c)).map(char::len_utf8).sum()
}

/// A number with its bound and unit, for machines: `>=80 percent`.
pub fn quantity(quantity: &Quantity) -> String {
    let bound = match quantity.comparator {
        Some(Comparator::Ge) => ">=",
        Some(Comparator::Gt) => ">",
        Some(Comparator::Le) => "<=",
        Some(Comparator::Lt) => "<",
        Some(Comparator::Eq) | None => "",
    };
    let unit = quantity.unit.as_deref().map(|u| format!(" {u}")).unwrap_or_default();
    format!("{bound}{}{unit}", quantity.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_with_their_sign() {
        assert_eq!(grouped("1234567.5"), "1,234,567.5");
        assert_eq!(grouped("123"), "123");
        assert_eq!(signed(-1234.5, Some("คน"), Lang::En), "−1,234.5 คน");
        assert_eq!(signed(10.0, Some("percent"), Lang::En), "+10 points");
        assert_eq!(signed(0.0, None, Lang::Th), "");
    }

    #[test]
    fn what_was_put_right_is_told_with_who_did_and_what_stood_there() {
        let mark = |was: &str| crate::contract::model::Corrected {
            by: "สมหญิง".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
            why: None,
            was: was.to_owned(),
        };
        let mut change = Change::new(Kind::Figure, "result", None, None);
        assert_eq!(corrected(&change, Lang::En), None);
        change.corrected = vec![
            PutRight { side: Which::Old, mark: mark("๕๘\nคน") },
            PutRight { side: Which::New, mark: mark("") },
        ];
        let told = [Lang::En, Lang::Th].map(|lang| corrected(&change, lang).unwrap());
        assert_eq!(
            told,
            [
                "put right by สมหญิง (older, was “๕๘ คน”); put right by สมหญิง (newer, was nothing)",
                "แก้ไขโดย สมหญิง (ฉบับก่อน, เดิม “๕๘ คน”); แก้ไขโดย สมหญิง (ฉบับหลัง, เดิม ไม่มีค่า)"
            ]
        );
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(ends("ประเมินความเสี่ยงของการดำเนินงาน", 9, 8), Some(("ประเมิน", "ดำเนินงาน")));
        assert_eq!(ends("ประเมิน", 9, 8), None);
        assert_eq!(ends("ประเมินความเสี่ยงของการดำเนินงาน", 9, 0), Some(("ประเมิน", "")));
    }
}
