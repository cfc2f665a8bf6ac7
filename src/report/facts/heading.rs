//! Numbered headings in the first cell of a row: projects, activities, sub-activities, measures.

use std::ops::Range;
use std::sync::LazyLock;

use crate::contract::model::ItemKind;
use crate::thai::label::{label_end, label_start, ordinal_end};
use crate::thai::text::is_thai_letter;
use crate::thai::{digits, skip_right, trim_range};
use crate::words::{self, Words};

/// One heading.
#[derive(Debug, Clone, PartialEq)]
pub struct HeadingFound {
    /// Where label and number stand.
    pub label: Range<usize>,
    /// What it heads.
    pub kind: ItemKind,
    /// Its number, in Arabic digits.
    pub number: String,
    /// Its title, up to the next heading.
    pub title: Range<usize>,
}

/// Label words and what they head.
static LABELS: LazyLock<Words<ItemKind>> = LazyLock::new(|| {
    Words::of(&words::ITEM_LABELS, |label| {
        Some(match label.meanings[0] {
            "project" => ItemKind::Project,
            "activity" => ItemKind::Activity,
            "sub_activity" => ItemKind::SubActivity,
            _ => ItemKind::Measure,
        })
    })
});

/// Digits in one part of a heading's number.
const MAX_DIGITS: u32 = 3;

/// Parts of a number deeper than which nothing is told apart.
const MAX_PARTS: usize = 4;

/// Units after a decimal that starts a wrapped line: `๒.๕ ล้านบาท`.
static DECIMAL_UNITS: LazyLock<Words<()>> = LazyLock::new(|| Words::with(&words::UNITS, "decimal"));

/// The headings of a cell, in order. `top` says what a number of one part (`๑.`) heads: a project
/// or a measure; two parts (`๑.๑`) head an activity, three a sub-activity. A label word
/// (`กิจกรรมย่อยที่ ๒`, `มาตรการที่ ๘`) says it itself.
///
/// A heading starts a line; sub-activities, and numbered ones that follow the heading before them,
/// also stand within a line. Other numbers at the start of a line (a year, `๓ กิจกรรม`, a decimal
/// with its unit) head nothing.
///
/// ```
/// use raingan::report::facts::item_headings;
/// use raingan::contract::model::ItemKind;
/// let text = "๓. โครงการลดความเสี่ยง\n๓.๑ กิจกรรมวิเคราะห์";
/// let found = item_headings(text, ItemKind::Project);
/// assert_eq!((found[1].number.as_str(), found[1].kind), ("3.1", ItemKind::Activity));
/// assert_eq!(&text[found[0].title.clone()], "โครงการลดความเสี่ยง");
/// ```
pub fn item_headings(text: &str, top: ItemKind) -> Vec<HeadingFound> {
    let mut found: Vec<HeadingFound> = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let end = line_start + line.len();
        let mut at = line_start + (line.len() - line.trim_start().len());
        // In brackets, only what opens the cell numbers its item: others number a list.
        let opens = text[..at].trim().is_empty();
        let first = labelled(text, at, true)
            .or_else(|| numbered(text, at, top))
            .or_else(|| bracketed(text, at, top).filter(|_| opens));
        // A blank line, or one that a label of the line before reaches into, opens nothing.
        let first =
            first.filter(|_| at < end && found.last().is_none_or(|last| last.label.end <= at));
        if let Some(heading) = first {
            at = heading.label.end;
            found.push(heading);
        }
        at = at.max(found.last().map_or(0, |last| last.label.end));
        within_line(text, at.min(end)..end, top, &mut found);
        line_start = end;
    }
    let ends: Vec<usize> =
        found.iter().skip(1).map(|h| h.label.start).chain([text.len()]).collect();
    for (heading, end) in found.iter_mut().zip(ends) {
        heading.title = trim_range(text, heading.label.end..end);
    }
    found
}

/// Headings in the middle of a line.
fn within_line(text: &str, line: Range<usize>, top: ItemKind, found: &mut Vec<HeadingFound>) {
    let mut used = line.start;
    for run in digits::runs(&text[line.clone()]) {
        let start = line.start + run.range.start;
        if start < used {
            continue;
        }
        let heading = mid_labelled(text, start, used, found)
            .or_else(|| mid_numbered(text, start, used, top, found));
        if let Some(heading) = heading {
            used = heading.label.end;
            found.push(heading);
        }
    }
}

/// `… กิจกรรมย่อยที่ ๑ …`; other labels only in sequence, as prose speaks of `กิจกรรมที่ ๒`, too.
fn mid_labelled(
    text: &str,
    number: usize,
    from: usize,
    found: &[HeadingFound],
) -> Option<HeadingFound> {
    let ordinal = label_start(text, from + text[from..number].trim_end().len(), "ที่")
        .filter(|at| *at >= from)?;
    let end = from + text[from..ordinal].trim_end().len();
    let (start, kind) = LABELS
        .iter()
        .find_map(|(word, kind)| Some((label_start(text, end, word)?, kind)))
        .filter(|(start, _)| *start >= from)?;
    let apart = start == from || text[..start].ends_with(char::is_whitespace);
    let heading = labelled(text, start, false).filter(|_| apart)?;
    let follows = match found.iter().rfind(|h| h.kind == *kind) {
        Some(last) => successor(&last.number).as_deref() == Some(&heading.number),
        None => heading.number == "1",
    };
    (*kind == ItemKind::SubActivity || follows).then_some(heading)
}

/// `… ๑.๒ กิจกรรม…` within a line: a dotted number before a label word, next after the heading
/// before it or its first child.
fn mid_numbered(
    text: &str,
    number: usize,
    from: usize,
    top: ItemKind,
    found: &[HeadingFound],
) -> Option<HeadingFound> {
    if number == from || !text[..number].ends_with(char::is_whitespace) {
        return None;
    }
    let heading = numbered(text, number, top).filter(|h| h.number.contains('.'))?;
    let last = &found.last()?.number;
    let follows = successor(last).as_deref() == Some(&heading.number)
        || heading.number == format!("{last}.1");
    let titled = LABELS.at_start(text[heading.label.end..].trim_start()).is_some();
    (follows && titled).then_some(heading)
}

/// The number after `number` at its depth: `2.3` → `2.4`.
fn successor(number: &str) -> Option<String> {
    let (head, last) = number.rsplit_once('.').map_or(("", number), |(head, last)| (head, last));
    let next = last.parse::<u32>().ok()? + 1;
    Some(if head.is_empty() { next.to_string() } else { format!("{head}.{next}") })
}

/// A number as headings have it: parts of at most three digits with dots between. Its Arabic form,
/// parts and end.
fn dotted(text: &str, at: usize) -> Option<(String, usize, usize)> {
    let (mut end, mut number, mut parts) = (at, String::new(), 0);
    loop {
        let len: usize =
            text[end..].chars().take_while(|&c| digits::is_digit(c)).map(char::len_utf8).sum();
        let count = text[end..end + len].chars().count() as u32;
        if count == 0 || count > MAX_DIGITS || parts == MAX_PARTS {
            return None;
        }
        number.push_str(&digits::to_arabic(&text[end..end + len]));
        (end, parts) = (end + len, parts + 1);
        if !text[end..].starts_with('.') || !text[end + 1..].starts_with(digits::is_digit) {
            return Some((number, parts, end));
        }
        number.push('.');
        end += 1;
    }
}

/// `มาตรการที่ ๘`, `กิจกรรมที่ ๒ :`, `มาตรการ ๓ :`.
fn labelled(text: &str, at: usize, line_start: bool) -> Option<HeadingFound> {
    let (end, kind) =
        LABELS.iter().find_map(|(word, kind)| Some((label_end(text, at, word)?, kind)))?;
    let after = skip_right(text, end);
    let numbered = ordinal_end(text, after);
    let said = numbered.is_some();
    let from = numbered.map_or(after, |end| skip_right(text, end));
    if !said && text[at..from].contains('\n') {
        return None;
    }
    let (number, parts, mut end) = dotted(text, from)?;
    let rest = text[end..].trim_start_matches(' ');
    let marked =
        rest.starts_with([':', '：', '.', ')']) || rest.is_empty() || rest.starts_with('\n');
    let apart = text[end..].chars().next().is_none_or(|c| c.is_whitespace()) || marked;
    let sure = said || marked || parts > 1 || (*kind == ItemKind::Measure && apart);
    if !sure || text[end..].starts_with('/') || !line_start && !said {
        return None;
    }
    if marked && let Some(c) = rest.chars().next().filter(|c| *c != '\n') {
        end += text[end..].len() - rest.len() + c.len_utf8();
    }
    Some(HeadingFound { label: at..end, kind: *kind, number, title: end..end })
}

/// `๑. …`, `๑) …`, `๒.๑ …`, `1.2.3 …`.
fn numbered(text: &str, at: usize, top: ItemKind) -> Option<HeadingFound> {
    let (number, parts, mut end) = dotted(text, at)?;
    let marked = text[end..].starts_with(['.', ')']);
    end += usize::from(marked);
    let next = text[end..].chars().next();
    let opens = next.is_some_and(|c| c.is_whitespace() || c.is_alphabetic() || "“\"'(".contains(c));
    let after = skip_right(text, end);
    let unit = DECIMAL_UNITS
        .at_start(&text[after..])
        .is_some_and(|(unit, _)| !text[after + unit.len()..].starts_with(is_thai_letter));
    let amount = text[after..].starts_with("ล้าน") || text[after..].starts_with("บาท");
    let heads = opens && (marked || parts > 1) && !(parts == 2 && !marked && (unit || amount));
    let kind = kind_of(parts, top);
    heads.then_some(HeadingFound { label: at..end, kind, number, title: end..end })
}

/// `(๑) …`, `(๒.๑) …`.
fn bracketed(text: &str, at: usize, top: ItemKind) -> Option<HeadingFound> {
    let start = at + text[at..].strip_prefix('(').map(|_| 1)?;
    let (number, parts, end) = dotted(text, start)?;
    let end = text[end..].strip_prefix(')').map(|_| end + 1)?;
    let kind = kind_of(parts, top);
    Some(HeadingFound { label: at..end, kind, number, title: end..end })
}

/// What a number heads, by how many parts it has.
fn kind_of(parts: usize, top: ItemKind) -> ItemKind {
    match parts {
        1 => top,
        2 => ItemKind::Activity,
        _ => ItemKind::SubActivity,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `kind number title`
    fn seen(text: &str) -> Vec<String> {
        let show =
            |h: &HeadingFound| format!("{:?} {} {}", h.kind, h.number, &text[h.title.clone()]);
        item_headings(text, ItemKind::Project).iter().map(show).collect()
    }

    #[test]
    fn cases() {
        let cases: &[(&str, &[&str])] = &[
            ("๑. โครงการคนดี รุ่นที่ ๒", &["Project 1 โครงการคนดี รุ่นที่ ๒"]),
            ("๑) โครงการคนดี", &["Project 1 โครงการคนดี"]),
            ("(๑) โครงการคนดี\n(๒) ข้อย่อย", &["Project 1 โครงการคนดี\n(๒) ข้อย่อย"]),
            ("โครงการคนดี\n(๑) ข้อย่อย", &[]),
            ("๑.โครงการคนดี", &["Project 1 โครงการคนดี"]),
            (
                "๓. โครงการก\n๓.๑ กิจกรรมข\n๓.๒ ค",
                &["Project 3 โครงการก", "Activity 3.1 กิจกรรมข", "Activity 3.2 ค"],
            ),
            ("1.2.3 จัดประชุม", &["SubActivity 1.2.3 จัดประชุม"]),
            ("กิจกรรมย่อยที่ ๒ ประเมินผล", &["SubActivity 2 ประเมินผล"]),
            (
                "๒.๔ กิจกรรมก ประกอบด้วย ๓ กิจกรรมย่อย ดังนี้ กิจกรรมย่อยที่ ๑ จัดทำ",
                &["Activity 2.4 กิจกรรมก ประกอบด้วย ๓ กิจกรรมย่อย ดังนี้", "SubActivity 1 จัดทำ"],
            ),
            ("มาตรการที่ ๘\nเสริมสร้าง", &["Measure 8 เสริมสร้าง"]),
            ("มาตรการ ๓ : พัฒนา", &["Measure 3 พัฒนา"]),
            ("มาตรการ ๓ พัฒนา", &["Measure 3 พัฒนา"]),
            ("โครงการที่ ๔ อบรม", &["Project 4 อบรม"]),
            ("กิจกรรมที่ ๒ ประชุม", &["Activity 2 ประชุม"]),
            (
                "๑. โครงการก ๑.๑ กิจกรรมข ๑.๒ กิจกรรมค",
                &["Project 1 โครงการก", "Activity 1.1 กิจกรรมข", "Activity 1.2 กิจกรรมค"],
            ),
            ("๑. แผนปี\n๒๕๖๘ ของกรม", &["Project 1 แผนปี\n๒๕๖๘ ของกรม"]),
            ("๑. งาน ประกอบด้วย\n๓ กิจกรรม", &["Project 1 งาน ประกอบด้วย\n๓ กิจกรรม"]),
            ("๑. งานวงเงิน\n๒.๕ ล้านบาท", &["Project 1 งานวงเงิน\n๒.๕ ล้านบาท"]),
            ("๒.๑ รายงานผล", &["Activity 2.1 รายงานผล"]),
            ("กิจกรรม\n๒. ก", &["Project 2 ก"]),
            ("กิจกรรมที่\n๒. ก", &["Activity 2 ก"]),
            ("\n๒.๑ ก", &["Activity 2.1 ก"]),
            ("โครงการ ๕ ส", &[]),
            ("โครงการคนดี", &[]),
            ("๒๕๖๘. ก", &[]),
            ("", &[]),
        ];
        for (text, want) in cases {
            assert_eq!(seen(text), *want, "{text}");
        }
    }
}
