//! The numbered headings of the form: projects, activities and measures in a row's first cell; strategies, tactics, goals
//! and indicators between the tables.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::report::model::ItemKind;
use crate::thai::digits::to_arabic;
use crate::thai::trim_range;

/// A heading in the first cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemHeading {
    /// What it opens.
    pub kind: ItemKind,
    /// Its number in Arabic digits; `None` for text above the first number.
    pub number: Option<String>,
    /// Its title without number and label, as bytes of the text.
    pub title: Range<usize>,
}

/// How deep a heading stands below the top of its table: by its label, or by the parts of its number.
fn kind_of(label: Option<&str>, number: &str, top: ItemKind) -> ItemKind {
    match label {
        Some(l) if l.starts_with("กิจกรรมย่อย") => ItemKind::SubActivity,
        Some(l) if l.starts_with("กิจกรรม") => ItemKind::Activity,
        Some(l) if l.starts_with("มาตรการ") => ItemKind::Measure,
        Some(_) => top,
        None => match number.split('.').count() {
            1 => top,
            2 => ItemKind::Activity,
            _ => ItemKind::SubActivity,
        },
    }
}

/// A numbered heading: a labelled one wherever a word can start, a bare number at a line's start, a dotted number also
/// within a line where the word for a project or an activity follows (the line break before it may be lost).
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?m)(?:(?:^|\s)(?P<label>กิจกรรมย่อย|กิจกรรม)ที่\s*(?P<n1>[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})*)\s*[.):]?(?:\s|$)",
        r"|^(?P<open>กิจกรรมย่อย|กิจกรรมหลัก|กิจกรรม|โครงการ|แผนงาน|มาตรการ)(?:ที่)?\s*(?P<n2>[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})*)\s*[.):]?(?:\s|$)",
        r"|^\s*\(?(?P<n3>[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})+)[.)]?\s*",
        r"|^\s*\(?(?P<n4>[0-9๐-๙]{1,3})\s*(?P<mark>[.)])\s*",
        r"|\s(?P<n5>[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})+)[.)]?\s*(?P<word>กิจกรรม|โครงการ))"
    ))
    .expect("a constant pattern")
});

/// The headings in the first cell of a row, in order. `top` is what a number of one part opens in this table.
///
/// Text above the first number is a heading without a number. A line that starts with a count or a year is none.
///
/// ```
/// use raingan::report::heading::item_headings;
/// use raingan::report::model::ItemKind;
/// let text = "๒. โครงการปลูกป่า\n๒.๑ กิจกรรมเพาะกล้า";
/// let found = item_headings(text, ItemKind::Project);
/// assert_eq!(found[1].number.as_deref(), Some("2.1"));
/// assert_eq!(&text[found[1].title.clone()], "กิจกรรมเพาะกล้า");
/// ```
pub fn item_headings(text: &str, top: ItemKind) -> Vec<ItemHeading> {
    let mut found: Vec<(Range<usize>, ItemKind, String, bool)> = Vec::new();
    for m in ITEM.captures_iter(text) {
        let group = |names: &[&str]| names.iter().find_map(|n| m.name(n));
        let Some(number) = group(&["n1", "n2", "n3", "n4", "n5"]) else { continue };
        let all = m.get(0).expect("the whole match");
        let end = m.name("word").map_or(all.end(), |w| w.start());
        // "๒.๕ ล้านบาท" and "๑.๕" are amounts, "๑.๒" before a digit is cut out of a longer number.
        if m.name("n3").is_some() && !text[end..].starts_with(|c: char| c.is_alphabetic() || "“\"'(".contains(c)) {
            continue;
        }
        let plain = to_arabic(number.as_str()).into_owned();
        let label = group(&["label", "open"]).map(|l| l.as_str());
        let mut kind = kind_of(label, &plain, top);
        let bracket = m.name("mark").is_some_and(|mark| mark.as_str() == ")");
        // `๑)` below `๑.` is a step down.
        if label.is_none() && bracket && found.first().is_some_and(|f| !f.3) {
            kind = ItemKind::Activity;
        }
        found.push((all.start()..end, kind, plain, bracket || label.is_some()));
    }
    let mut out = Vec::with_capacity(found.len() + 1);
    let first = found.first().map_or(text.len(), |f| f.0.start);
    let above = trim_range(text, 0..first);
    if !above.is_empty() {
        out.push(ItemHeading { kind: top, number: None, title: above });
    }
    let unnumbered_above = !out.is_empty();
    for (i, (at, kind, number, _)) in found.iter().enumerate() {
        let end = found.get(i + 1).map_or(text.len(), |next| next.0.start);
        let kind = if unnumbered_above && *kind == top { ItemKind::Activity } else { *kind };
        out.push(ItemHeading { kind, number: Some(number.clone()), title: trim_range(text, at.end..end) });
    }
    out
}

/// What a paragraph or a section row opens or says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutlineKind {
    /// ยุทธศาสตร์
    Strategy,
    /// กลยุทธ์, แนวทางการพัฒนา
    Tactic,
    /// เป้าหมาย
    Goal,
    /// ตัวชี้วัด
    Indicator,
    /// ประกอบด้วย ๓ โครงการ
    Declared,
    /// รอบ ๑๒ เดือน
    Period,
    /// หมายเหตุ
    Note,
}

/// A heading of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// What it is.
    pub kind: OutlineKind,
    /// Its number (or the count it declares) in Arabic digits.
    pub number: Option<String>,
    /// Its title without number and label, as bytes of the text.
    pub title: Range<usize>,
}

const NUMBER: &str = r"(?P<n>[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})*)";

/// The forms of the outline's headings: a label with a number, or with a colon; goals and indicators may have neither.
static OUTLINE: LazyLock<Vec<(OutlineKind, Regex)>> = LazyLock::new(|| {
    let pattern = |kind, p: &str| (kind, Regex::new(&p.replace("{N}", NUMBER)).expect("a constant pattern"));
    vec![
        pattern(OutlineKind::Period, r"^\(?(?:ผล)?(?:ประจำ)?รอบ(?:ระยะเวลา)?\s*{N}\s*เดือน"),
        pattern(OutlineKind::Declared, r"ประกอบ(?:ไป)?ด้วย\s*(?:จำนวน\s*)?{N}\s*(?:โครงการ|กิจกรรม|แผนงาน)"),
        pattern(
            OutlineKind::Strategy,
            r"^(?:ประเด็น(?:การพัฒนา|ยุทธศาสตร์)|ยุทธศาสตร์)(?:(?:ที่|ด้านที่)?\s*{N}\s*[.:)–-]?|\s*:)\s*",
        ),
        pattern(
            OutlineKind::Tactic,
            r"^(?:กลยุทธ์|แนวทางการพัฒนา|แนวทาง|มิติ|แผนงาน)(?:(?:ที่)?\s*{N}\s*(?:\([^)]{0,40}\))?\s*[.:)–-]?|\s*(?:\([^)]{0,40}\))?\s*:)\s*",
        ),
        pattern(OutlineKind::Goal, r"^(?:เป้าหมาย|เป้าประสงค์)(?:(?:ที่)?\s*{N}\s*[.:)]?|\s*:|\s)\s*"),
        pattern(OutlineKind::Indicator, r"^ตัวชี้วัด(?:(?:ที่)?\s*{N}\s*[.:)]?|\s*:|\s)\s*"),
        pattern(OutlineKind::Note, r"^\*?\s*หมายเหตุ"),
    ]
});

/// What a paragraph opens or says; `None` for any other text.
///
/// ```
/// use raingan::report::heading::{OutlineKind, outline};
/// let text = "กลยุทธ์ที่ ๒ (แนวทางการพัฒนา) ยกระดับบริการ";
/// let found = outline(text).unwrap();
/// assert_eq!((found.kind, found.number.as_deref()), (OutlineKind::Tactic, Some("2")));
/// assert_eq!(&text[found.title.clone()], "ยกระดับบริการ");
/// ```
pub fn outline(text: &str) -> Option<Outline> {
    let text_start = text.len() - text.trim_start().len();
    let body = &text[text_start..];
    OUTLINE.iter().find_map(|(kind, pattern)| {
        let m = pattern.captures(body)?;
        let number = m.name("n").map(|n| to_arabic(n.as_str()).into_owned());
        // A note keeps its label, a declaration and a period are whole sentences.
        let whole = matches!(kind, OutlineKind::Note | OutlineKind::Declared | OutlineKind::Period);
        let from = if whole { 0 } else { m.get(0).map_or(0, |all| all.end()) };
        Some(Outline { kind: *kind, number, title: trim_range(text, text_start + from..text.len()) })
    })
}

/// Whether a line opens a paragraph of the outline, so that it is never the tail of the one above.
pub fn opens_outline(line: &str) -> bool {
    outline(line).is_some_and(|o| o.kind != OutlineKind::Declared || line.trim_start().starts_with("แผน"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<(ItemKind, Option<String>, &str)> {
        let found = item_headings(text, ItemKind::Project);
        found.into_iter().map(|h| (h.kind, h.number, &text[h.title])).collect()
    }

    #[test]
    fn headings_of_a_first_cell() {
        use ItemKind::*;
        let n = |s: &str| Some(s.to_owned());
        for (text, expected) in [
            ("๑. โครงการปลูกป่า", vec![(Project, n("1"), "โครงการปลูกป่า")]),
            ("๑) อบรมครู", vec![(Project, n("1"), "อบรมครู")]),
            (
                "๒. โครงการ ก (ITA) ๒.๑ กิจกรรม ข\n๒.๒ กิจกรรม ค",
                vec![(Project, n("2"), "โครงการ ก (ITA)"), (Activity, n("2.1"), "กิจกรรม ข"), (Activity, n("2.2"), "กิจกรรม ค")],
            ),
            (
                "๒.๔ กิจกรรมบริการ ประกอบด้วย ๒ กิจกรรมย่อย ดังนี้ กิจกรรมย่อยที่ ๑ จัดทำป้าย",
                vec![
                    (Activity, n("2.4"), "กิจกรรมบริการ ประกอบด้วย ๒ กิจกรรมย่อย ดังนี้"),
                    (SubActivity, n("1"), "จัดทำป้าย"),
                ],
            ),
            ("มาตรการที่ ๘\nเสริมสร้างการรับรู้", vec![(Measure, n("8"), "เสริมสร้างการรับรู้")]),
            ("มาตรการ ๓ : พัฒนาระบบ", vec![(Measure, n("3"), "พัฒนาระบบ")]),
            ("โครงการอบรมปี\n๒๕๖๘ จำนวน\n๓ กิจกรรม", vec![(Project, None, "โครงการอบรมปี\n๒๕๖๘ จำนวน\n๓ กิจกรรม")]),
            ("โครงการอบรม\n1) รุ่นแรก", vec![(Project, None, "โครงการอบรม"), (Activity, n("1"), "รุ่นแรก")]),
            ("๑. โครงการ ก\n๑) กิจกรรม ข", vec![(Project, n("1"), "โครงการ ก"), (Activity, n("1"), "กิจกรรม ข")]),
            ("", vec![]),
        ] {
            assert_eq!(items(text), expected, "{text}");
        }
    }

    #[test]
    fn headings_of_the_outline() {
        use OutlineKind::*;
        for (text, expected) in [
            ("ยุทธศาสตร์ที่ ๑ : สร้างคน", Some((Strategy, Some("1"), "สร้างคน"))),
            ("ยุทธศาสตร์ที่ ๒ สร้างงาน", Some((Strategy, Some("2"), "สร้างงาน"))),
            ("ประเด็นยุทธศาสตร์ที่ 3 สร้างชาติ", Some((Strategy, Some("3"), "สร้างชาติ"))),
            ("กลยุทธ์ที่ ๑ (แนวทางการพัฒนา) พัฒนาเครือข่าย", Some((Tactic, Some("1"), "พัฒนาเครือข่าย"))),
            ("เป้าหมายที่ ๒ ลดการทุจริต", Some((Goal, Some("2"), "ลดการทุจริต"))),
            ("เป้าหมาย ประชาชนเข้าถึงบริการ", Some((Goal, None, "ประชาชนเข้าถึงบริการ"))),
            ("ตัวชี้วัด ร้อยละ ๘๕ ของบุคลากร", Some((Indicator, None, "ร้อยละ ๘๕ ของบุคลากร"))),
            ("แผนปฏิบัติการฯ ประกอบด้วย ๕ โครงการ ดังนี้", Some((Declared, Some("5"), "แผนปฏิบัติการฯ ประกอบด้วย ๕ โครงการ ดังนี้"))),
            ("รอบ ๑๒ เดือน", Some((Period, Some("12"), "รอบ ๑๒ เดือน"))),
            ("หมายเหตุ งบฝึกอบรม", Some((Note, None, "หมายเหตุ งบฝึกอบรม"))),
            ("รายงานผลการดำเนินการตามแผน", None),
            ("ยุทธศาสตร์ชาติ ๒๐ ปี", None),
        ] {
            let found = outline(text);
            let found = found.as_ref().map(|o| (o.kind, o.number.as_deref(), &text[o.title.clone()]));
            assert_eq!(found, expected, "{text}");
        }
    }
}
