//! Headings of paragraphs outside of tables: strategy, tactic, goal, indicator, declared count,
//! period, note; and the line that is a title.

use std::ops::Range;
use std::sync::LazyLock;

use crate::thai::label::{label_end, ordinal_end};
use crate::thai::{Found, digits, number, skip_right, starts_with_any, trim_range};
use crate::words::{self, Words};

/// What a paragraph heads or says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutlineKind {
    /// ยุทธศาสตร์
    Strategy,
    /// กลยุทธ์, แนวทางการพัฒนา
    Tactic,
    /// เป้าหมาย, เป้าประสงค์
    Goal,
    /// ตัวชี้วัด
    Indicator,
    /// How many projects follow.
    DeclaredCount(u32),
    /// The months a report covers: `รอบ ๑๒ เดือน`.
    Period(u8),
    /// หมายเหตุ
    Note,
}

/// A paragraph of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineFound {
    /// What it is.
    pub kind: OutlineKind,
    /// Its number in Arabic digits.
    pub number: Option<String>,
    /// Its title without label and number; the whole paragraph for counts and periods.
    pub title: Range<usize>,
}

/// Whether a label needs its number to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Needed,
    Optional,
}

/// Label words.
static LABELS: LazyLock<Words<(OutlineKind, Number)>> = LazyLock::new(|| {
    Words::of(&words::OUTLINE_LABELS, |label| {
        let kind = match label.meanings[0] {
            "strategy" => OutlineKind::Strategy,
            "tactic" => OutlineKind::Tactic,
            "goal" => OutlineKind::Goal,
            "indicator" => OutlineKind::Indicator,
            _ => OutlineKind::Note,
        };
        let needed = label.attribute("number").is_some();
        Some((kind, if needed { Number::Needed } else { Number::Optional }))
    })
});

/// Paragraphs longer than this (characters) declare no count or period: they are prose.
const MAX_DECLARATION: usize = 130;

/// How titles of reports begin.
static TITLE_STARTS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::TITLE_STARTS));

/// What a paragraph is in the outline, if it is part of it.
///
/// ```
/// use raingan::report::facts::{OutlineKind, outline};
/// let text = "กลยุทธ์ที่ ๒ (แนวทางการพัฒนา) ยกระดับการเปิดเผย";
/// let found = outline(text).unwrap();
/// assert_eq!((found.kind, found.number.as_deref()), (OutlineKind::Tactic, Some("2")));
/// assert_eq!(&text[found.title], "ยกระดับการเปิดเผย");
/// ```
pub fn outline(text: &str) -> Option<OutlineFound> {
    let whole = trim_range(text, 0..text.len());
    labelled(text, whole.start).or_else(|| {
        let piece = &text[whole.clone()];
        let kind = declared_count(piece)
            .map(OutlineKind::DeclaredCount)
            .or_else(|| period(piece).map(OutlineKind::Period));
        kind.map(|kind| OutlineFound { kind, number: None, title: whole })
    })
}

fn labelled(text: &str, at: usize) -> Option<OutlineFound> {
    let (end, kind, need) = LABELS
        .iter()
        .find_map(|(word, (kind, need))| Some((label_end(text, at, word)?, kind, need)))?;
    let mut after = skip_right(text, end);
    let numbered = ordinal_end(text, after);
    let said = numbered.is_some();
    after = numbered.map_or(after, |end| skip_right(text, end));
    let number = outline_number(text, after, said || *need == Number::Needed);
    let after_number = number.as_ref().map_or(end, |(_, stop)| *stop);
    let mut from = skip_right(text, after_number);
    let colon = text[from..].starts_with([':', '：']);
    let gap = text[end..].chars().next().is_some_and(char::is_whitespace);
    if number.is_none() && !colon && (*need == Number::Needed || !gap) {
        return None;
    }
    if said && number.is_none() {
        return None;
    }
    from = alias_end(text, from).unwrap_or(from);
    while let Some(c) =
        text[from..].chars().next().filter(|c| c.is_whitespace() || ":：.)".contains(*c))
    {
        from += c.len_utf8();
    }
    Some(OutlineFound {
        kind: *kind,
        number: number.map(|(n, _)| n),
        title: trim_range(text, from..text.len()),
    })
}

/// A number of a heading (`๑`, `๑.๒`) at `at`, not the count of something.
fn outline_number(text: &str, at: usize, plain: bool) -> Option<(String, usize)> {
    let len: usize = text[at..]
        .chars()
        .take_while(|&c| digits::is_digit(c) || c == '.')
        .map(char::len_utf8)
        .sum();
    let printed = text[at..at + len].trim_end_matches('.');
    let small = !printed.is_empty()
        && printed.chars().count() <= 5
        && text[at..].starts_with(digits::is_digit);
    let end = at + printed.len();
    let rest = text[end..].trim_start_matches(' ');
    (small && (plain || rest.starts_with([':', '：', '.', ')'])))
        .then(|| (digits::to_arabic(printed).into_owned(), end))
}

/// A bracket after the number that only says another name of the level: `(แนวทางการพัฒนา)`.
fn alias_end(text: &str, at: usize) -> Option<usize> {
    let inner = text[at..].strip_prefix('(')?;
    let close = inner.find(')')?;
    let name = inner[..close].trim();
    LABELS
        .iter()
        .any(|(word, _)| label_end(name, 0, word) == Some(name.len()))
        .then_some(at + 1 + close + 1)
}

/// Whether a paragraph is too long to declare something.
fn is_prose(piece: &str) -> bool {
    piece.chars().nth(MAX_DECLARATION).is_some()
}

/// `แผนปฏิบัติการฯ ประกอบด้วย ๒ โครงการ ดังนี้`: the number of projects.
fn declared_count(piece: &str) -> Option<u32> {
    if is_prose(piece) {
        return None;
    }
    let from = piece.find("ประกอบด้วย").map(|p| p + "ประกอบด้วย".len())?;
    number::scan(&piece[from..]).into_iter().find_map(|Found { range, value }| {
        let unit = skip_right(piece, from + range.end);
        let projects = starts_with_any(piece, unit, &["โครงการ"]).is_some();
        let count = value.filter(|d| d.is_whole()).and_then(|d| u32::try_from(d.coefficient).ok());
        count.filter(|_| projects)
    })
}

/// `รอบ ๑๒ เดือน`: the months of a paragraph that says little else.
fn period(piece: &str) -> Option<u8> {
    let body = piece.trim_start_matches(['(', ' ']);
    let (months, _) = months_of_period(body.strip_prefix("ประจำ").unwrap_or(body))?;
    (!is_prose(piece)).then_some(months)
}

/// The months of what begins with `รอบ ๑๒ เดือน`, and where that ends.
fn months_of_period(text: &str) -> Option<(u8, usize)> {
    let rest = text.strip_prefix("รอบ")?;
    let rest = rest.strip_prefix("ระยะเวลา").unwrap_or(rest);
    let before = text.len() - rest.len();
    let at = skip_right(rest, 0);
    let run =
        digits::runs(rest).into_iter().next().filter(|r| r.range.start == at && r.len <= 2)?;
    let end = starts_with_any(rest, skip_right(rest, run.range.end), &["เดือน"])?;
    (1..=12).contains(&run.value).then_some((run.value as u8, before + end))
}

/// Where a title says which months of a year a report covers, and how many those are:
/// `ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ รอบ ๖ เดือนแรก`.
///
/// ```
/// let text = "รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ (รอบ ๖ เดือนแรก)";
/// let (range, months) = raingan::report::facts::period_in(text).unwrap();
/// assert_eq!((&text[range], months), ("รอบ ๖ เดือนแรก", 6));
/// ```
pub fn period_in(text: &str) -> Option<(Range<usize>, u8)> {
    text.match_indices("รอบ").find_map(|(start, _)| {
        let (months, behind) = months_of_period(&text[start..])?;
        let end = start + behind;
        let part = starts_with_any(text, skip_right(text, end), &["แรก", "หลัง"]);
        Some((start..part.unwrap_or(end), months))
    })
}

/// The first line that is a report's title.
///
/// ```
/// let text = "สำนักทดสอบ\nรายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘\nของสำนักทดสอบ";
/// let title = raingan::report::facts::report_title(text).unwrap();
/// assert_eq!(&text[title], "รายงานผลการดำเนินการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘");
/// ```
pub fn report_title(text: &str) -> Option<Range<usize>> {
    lines(text).find(|line| starts_title(&text[line.start..]))
}

/// Whether a line begins as titles of reports do.
pub fn starts_title(line: &str) -> bool {
    TITLE_STARTS.at_start(line).is_some()
}

/// The lines of a text without white space at their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        trim_range(text, range)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind, number and title.
    type Outline = (OutlineKind, Option<&'static str>, &'static str);

    #[test]
    fn outlines() {
        use OutlineKind::*;
        let cases: &[(&str, Option<Outline>)] = &[
            ("ยุทธศาสตร์ที่ ๑ : ขับเคลื่อน", Some((Strategy, Some("1"), "ขับเคลื่อน"))),
            ("ยุทธศาสตร์ที่ ๒ ส่งเสริม", Some((Strategy, Some("2"), "ส่งเสริม"))),
            ("ประเด็นยุทธศาสตร์ที่ 3 พัฒนา", Some((Strategy, Some("3"), "พัฒนา"))),
            ("ยุทธศาสตร์ชาติ ๒๐ ปี", None),
            ("กลยุทธ์ที่ ๑.๒ (แนวทางการพัฒนา) พัฒนา", Some((Tactic, Some("1.2"), "พัฒนา"))),
            ("แนวทางการพัฒนาที่ ๑ สร้าง", Some((Tactic, Some("1"), "สร้าง"))),
            ("แนวทางที่ ๑ สร้าง", Some((Tactic, Some("1"), "สร้าง"))),
            ("แนวทางการทำงานร่วมกัน", None),
            ("เป้าหมาย ประชาชนเข้าถึง", Some((Goal, None, "ประชาชนเข้าถึง"))),
            ("เป้าหมายที่ ๒ นำหลักเกณฑ์", Some((Goal, Some("2"), "นำหลักเกณฑ์"))),
            ("เป้าประสงค์ : โปร่งใส", Some((Goal, None, "โปร่งใส"))),
            ("เป้าหมายของงาน", None),
            ("เป้าหมาย/ตัวชี้วัด", None),
            ("ตัวชี้วัด ร้อยละ ๘๕ ของบุคลากร", Some((Indicator, None, "ร้อยละ ๘๕ ของบุคลากร"))),
            ("ตัวชี้วัด ๘๕ คะแนน", Some((Indicator, None, "๘๕ คะแนน"))),
            (
                "แผนปฏิบัติการฯ ประกอบด้วย ๒ โครงการ ดังนี้",
                Some((DeclaredCount(2), None, "แผนปฏิบัติการฯ ประกอบด้วย ๒ โครงการ ดังนี้")),
            ),
            ("รอบ ๑๒ เดือน", Some((Period(12), None, "รอบ ๑๒ เดือน"))),
            ("(รอบ 6 เดือน)", Some((Period(6), None, "(รอบ 6 เดือน)"))),
            ("หมายเหตุ งบประมาณ", Some((Note, None, "งบประมาณ"))),
            ("หมายเหตุ: ก", Some((Note, None, "ก"))),
            ("ข้อความทั่วไป", None),
            ("", None),
        ];
        for (text, want) in cases {
            let got = outline(text);
            let got = got.as_ref().map(|o| (o.kind, o.number.as_deref(), &text[o.title.clone()]));
            assert_eq!(got, *want, "{text}");
        }
    }
}
