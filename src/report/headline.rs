//! Lines that are set like those of a document's title and are none of them, by what they say.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::report::facts::{AgencyFound, Stands, agencies, document_kind_of, is_place_line};
use crate::thai::date::{self, Precision};
use crate::thai::text::is_thai_letter;

/// A line of a title has at least this many letters and digits; a scan may show less where nothing is
/// printed.
const LEAST_SIGNS: usize = 3;
/// How a line ends that leads to a list.
const LEADS_TO_LIST: &[&str] = &["ดังนี้", "ดังต่อไปนี้", ":"];
/// How a line begins that says who made the document and how to reach them; so do those below it.
const COLOPHON: &[&str] = &["จัดทำโดย", "เสนอโดย", "ผู้จัดทำ", "โทร", "เว็บไซต์", "www.", "http"];
/// What a part of a year is printed with that a document may be for.
const QUARTER: &str = "ไตรมาส";
/// What the line above ends with where the name of an agency goes on with the title.
const GOES_ON: &[&str] = &["ของ", "ภายใน", "โดย", "และ"];
/// How a line begins that heads a part of the text, is signed, or is written beside a table.
const NO_HEADLINE: &[&str] = &[
    "(นาง",
    "(นาย",
    "(ลงชื่อ",
    "(ว่าที่",
    "(หน่วย",
    "ข้อมูล ณ",
    "คำชี้แจง",
    "คำนำ",
    "ซึ่ง",
    "บทนำ",
    "บันทึกข้อความ",
    "พันธกิจ",
    "ภารกิจ",
    "ลงชื่อ",
    "วัตถุประสงค์",
    "วิสัยทัศน์",
    "สารบัญ",
    "สิ่งที่ส่งมาด้วย",
    "หน่วย :",
    "หน่วย:",
    "หมายเหตุ",
    "หลักการและเหตุผล",
    "ให้รายงาน",
    "เอกสารประกอบ",
    "เอกสารแนบ",
    "เอกสารหมายเลข",
];

/// The code of a form, alone in its line: `แบบ ผด. ๐๒`, `ผ.02/1`, `แบบ ๑`.
static FORM_CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[(\[]?(?:แบบ *[\u{0E01}-\u{0E4E}]{0,10}[ .-]*|(?:แบบ(?:ฟอร์ม)?(?:ที่)? *)?(?:[ก-ฮ]{1,4}\.? *){0,2}-?)[0-9๐-๙]{1,3}(?:[/.-][0-9๐-๙]{1,2})?[)\]]?$",
    )
    .expect("a constant pattern")
});
/// An amount of money, or figures at the end of a line: `จำนวน ๑๖,๔๐๐ บาท`, `ชาย 138 46.00`.
static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9๐-๙](?:[.,][0-9๐-๙]+)* *บาท|(?:[0-9๐-๙]+,[0-9๐-๙]{3}|[0-9๐-๙]+\.[0-9๐-๙]{2})$")
        .expect("a constant pattern")
});

/// The heading of a part: `ส่วนที่ ๑ บทนำ`.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:ส่วน|บท|ตอน|หมวด|ภาค)(?:ที่)? *[0-9๐-๙]{1,2}(?:[ :.]|$)|^ภาคผนวก")
        .expect("a constant pattern")
});

/// Whether a line, normalised, heads a part of the document.
pub(super) fn heads_part(line: &str) -> bool {
    PART.is_match(line)
}

/// Whether a line, normalised, is none of a document's title: the code of a form, a sentence that
/// leads to a list, the heading of a part, figures, a signature.
pub(super) fn is_no_headline(line: &str) -> bool {
    let line = line.trim();
    let signs = line.chars().filter(|c| c.is_alphanumeric() || is_thai_letter(*c)).count();
    signs < LEAST_SIGNS
        || LEADS_TO_LIST.iter().any(|end| line.ends_with(end))
        || NO_HEADLINE.iter().any(|start| heads_by(line, start))
        || line.contains("....")
        || FORM_CODE.is_match(line)
        || is_month(line)
        || FIGURES.is_match(line)
}

/// Whether a line begins with a word that heads a part of the text; what is whose (`พันธกิจของกรมนาวา`) is
/// a document's own title.
fn heads_by(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| !rest.starts_with("ของ"))
}

/// Whether a line is a month and its year, as covers say when a document was made: `เมษายน ๒๕๖๙`.
fn is_month(line: &str) -> bool {
    let all = date::find(line).dates;
    let [only] = all.as_slice() else { return false };
    let is_short = matches!(only.value.precision, Precision::Month | Precision::Day);
    is_short && only.range == (0..line.len()) && !line.contains(QUARTER)
}

/// Which lines of a title only say whose the document is and where that agency is. A line that says
/// no more than the name belongs to the title, where that says anything else.
pub(super) fn own_lines(lines: &[String]) -> Vec<bool> {
    let text = lines.join("\n");
    let own: Vec<AgencyFound> = agencies(&text)
        .into_iter()
        .filter(|found| found.stands == Stands::Line && found.is_whole)
        .collect();
    let mut start = 0;
    let ranges = lines.iter().map(|line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    });
    let mut in_colophon = false;
    let is_own_line = |range: Range<usize>| {
        let line = &text[range.clone()];
        in_colophon |= COLOPHON.iter().any(|start| line.starts_with(start));
        let goes_on = GOES_ON.iter().any(|lead| text[..range.start].trim_end().ends_with(lead));
        let is_own = is_place_line(line) || own.iter().any(|found| is_own(found, &range, line));
        in_colophon || is_own && !goes_on
    };
    let is_own: Vec<bool> = ranges.map(is_own_line).collect();
    let says_what = lines.iter().zip(&is_own).any(|(line, is_own)| !is_own && !is_name(line));
    if says_what { is_own } else { vec![true; lines.len()] }
}

/// Whether a line is the name of an agency and says nothing else.
fn is_name(line: &str) -> bool {
    let names = agencies(line);
    matches!(names.as_slice(), [only] if only.stands == Stands::Line && only.is_whole)
        && document_kind_of(line).is_none()
}

/// Whether a line stands where an agency's name does and says more of it than that, or goes on with
/// what that line says.
fn is_own(found: &AgencyFound, range: &Range<usize>, line: &str) -> bool {
    let place = [&found.place.subdistrict, &found.place.district, &found.place.province];
    let has_place = place.into_iter().flatten().any(|part| range.contains(&part.start));
    let begins = range.contains(&found.start);
    if !begins {
        // A name of a place that the line before breaks off.
        return has_place && found.start < range.start;
    }
    if found.name_end > range.end {
        return true;
    }
    let name_end = found.abbreviation.as_ref().map_or(found.name_end, |short| short.end + 1);
    let more = line.get(name_end.saturating_sub(range.start)..).unwrap_or_default().trim();
    !more.is_empty() && document_kind_of(more).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_line_of_a_title() {
        for line in [
            "แบบ ผด. ๐๒",
            "แบบ ติดตาม-๐๙",
            "แบบ ยท.๐๓-๑",
            "เมษายน ๒๕๖๙",
            "เอกสารประกอบการประชุม ครั้งที่ ๒",
            "ผ.02",
            "แบบ ๑",
            "ดิ",
            "องค์การได้วิเคราะห์จุดแข็ง ดังนี้",
            "วิสัยทัศน์ เมืองน่าอยู่",
            "(นายสมมุติ ทดสอบ)",
            "ค่าเรือพาย จำนวน 6,500 บาท",
            "ชาย 138 46.00",
        ] {
            assert!(is_no_headline(line), "{line}");
        }
        for line in [
            "แบบรายงานโครงการ",
            "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
            "(พ.ศ. ๒๕๖๖ - ๒๕๗๐)",
            "แผน ๕ ปี",
            "ABC",
            "พันธกิจของกรมนาวา",
        ] {
            assert!(!is_no_headline(line), "{line}");
        }
    }

    #[test]
    fn headings_of_parts() {
        assert!(heads_part("ส่วนที่ ๑ บทนำ") && heads_part("บทที่ 2") && heads_part("ภาคผนวก ก"));
        assert!(!heads_part("ส่วนราชการ") && !heads_part("บทบาทของหน่วยงาน"));
    }

    #[test]
    fn lines_of_agency_and_place_are_known_though_they_wrap() {
        let lines = [
            "แบบรายงานโครงการ",
            "เทศบาลตำบลทอง อำเภอเมือง จังหวัด",
            "พรหมธารา",
            "ของเทศบาลตำบลทอง จังหวัดนที",
        ]
        .map(str::to_owned);
        assert_eq!(own_lines(&lines), [false, true, true, false]);
        let lines = ["แผนแสงชุมชน", "เทศบาลตำบลทอง (ทต.)", "อำเภอเมือง จังหวัดนที"].map(str::to_owned);
        assert_eq!(own_lines(&lines), [false, false, true]);
        let lines =
            ["โรงพยาบาลทอง ประจำปีงบประมาณ ๒๕๖๘", "กรมทดสอบ รอบ ๖ เดือน รายงานผล"].map(str::to_owned);
        assert_eq!(own_lines(&lines), [true, false]);
        let lines = ["แผนของ", "เทศบาลทอง จังหวัดนที", "จัดทำโดย", "กองช่าง"].map(str::to_owned);
        assert_eq!(own_lines(&lines), [false, false, true, true]);
        let lines = ["แผน", "องค์การบริหารส่วนตำบลห้วยผึ้ง", "หลวง อำเภอทอง"].map(str::to_owned);
        assert_eq!(own_lines(&lines), [false, true, true]);
        assert_eq!(own_lines(&["มหาวิทยาลัยทอง".to_owned()]), [true]);
    }
}
