//! What a report says of itself: its agency with its abbreviations, its fiscal year, the months it covers.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::report::model::FiscalYear;
use crate::thai::date::fiscal_year;
use crate::thai::digits::to_arabic;
use crate::thai::trim_range;

/// How the names of public bodies start.
const BODIES: &[&str] = &[
    "สำนักงาน", "สำนัก", "กรม", "กระทรวง", "ศูนย์", "มหาวิทยาลัย", "วิทยาลัย", "องค์การ", "องค์กร", "เทศบาล", "จังหวัด",
    "โรงพยาบาล", "โรงเรียน", "การไฟฟ้า", "การประปา", "การรถไฟ", "การท่า", "การทาง", "การเคหะ", "การยาง", "สถาบัน", "สภา", "ศาล",
    "คณะกรรมการ", "กอง", "กองทัพ", "กองทุน", "อบต.", "อบจ.", "เมืองพัทยา", "กรุงเทพมหานคร", "ธนาคาร", "บริษัท", "ราชวิทยาลัย",
    "อำเภอ", "ที่ว่าการ", "ตำรวจ", "พิพิธภัณฑ์", "หอ",
];

/// A name with the words before it that lead to it, and what ends it.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let bodies: Vec<String> = BODIES.iter().map(|b| regex::escape(b)).collect();
    let name = format!(r"(?P<name>(?:{})[^\s(\n]*(?:\s[^\s(\n]+)*?)", bodies.join("|"));
    let end = r"(?:\s*\((?P<short>[^)\n]{1,30})\)|\s*ประจำปี|\s*ปีงบประมาณ|\s+รอบ|\s*\n|\s*$)";
    Regex::new(&format!(r"(?m)(?:ของ|ภายใน|หน่วยงาน\s*:?\s*|^){name}{end}")).expect("a constant pattern")
});

/// The agency a title names, and the abbreviation in brackets behind it, as bytes of the text.
///
/// ```
/// let text = "รายงานผลการดำเนินการของกรมหิ่งห้อย (กหห.) ประจำปีงบประมาณ พ.ศ. ๒๕๖๘";
/// let (name, short) = raingan::report::identity::agency(text).unwrap();
/// assert_eq!((&text[name], &text[short.unwrap()]), ("กรมหิ่งห้อย", "กหห."));
/// ```
pub fn agency(text: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let m = NAMED.captures(text)?;
    let name = trim_range(text, m.name("name")?.range());
    // An abbreviation ends in a full stop or is Latin capitals; other brackets are remarks.
    let is_short = |s: &regex::Match<'_>| s.as_str().ends_with('.') || s.as_str().chars().all(|c| c.is_ascii_uppercase());
    Some((name, m.name("short").filter(is_short).map(|s| s.range())))
}

/// The fiscal year a text names.
///
/// ```
/// let year = raingan::report::identity::fiscal_year_of("ประจำปีงบประมาณ พ.ศ. ๒๕๖๘").unwrap();
/// assert_eq!((year.be, year.start.to_string()), (2568, "2024-10-01".to_owned()));
/// ```
pub fn fiscal_year_of(text: &str) -> Option<FiscalYear> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"ปี\s*งบประมาณ\s*(?:ประจำปี)?\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*([2๒][5๕][0-9๐-๙]{2})").expect("a constant pattern")
    });
    let be: i16 = to_arabic(YEAR.captures(text)?.get(1)?.as_str()).parse().ok()?;
    let (start, end) = fiscal_year(be)?;
    Some(FiscalYear { be, start, end })
}

/// Letters that readers and writers of these reports mistake for each other.
const CONFUSED: &[(char, char)] = &[('ล', 'ส'), ('ส', 'ล')];

/// The spellings of an abbreviation that stand in a text, most frequent first: itself, and with one letter mistaken.
pub fn spellings(short: &str, text: &str) -> Vec<String> {
    let mut all = vec![short.to_owned()];
    for (i, c) in short.char_indices() {
        for (_, other) in CONFUSED.iter().filter(|(from, _)| *from == c) {
            all.push(format!("{}{other}{}", &short[..i], &short[i + c.len_utf8()..]));
        }
    }
    let mut counted: Vec<(usize, String)> = all.into_iter().map(|s| (text.matches(&s).count(), s)).collect();
    // What is printed once as a slip of the pen is not an abbreviation of the agency.
    counted.retain(|(n, s)| *n > 1 || s == short);
    counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    counted.into_iter().map(|(_, s)| s).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_named_in_titles() {
        for (text, name, short) in [
            ("เพื่อส่งเสริมความโปร่งใส\nของสำนักงานหิ่งห้อยแห่งชาติ (สหช.)", "สำนักงานหิ่งห้อยแห่งชาติ", Some("สหช.")),
            ("ภายในกรมน้ำค้าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "กรมน้ำค้าง", None),
            ("ผลการดำเนินงานปีงบประมาณ 2553\nศูนย์เทคโนโลยีดวงดาว", "ศูนย์เทคโนโลยีดวงดาว", None),
            ("รายงานของเทศบาลตำบลบ้านสวน อำเภอเมือง จังหวัดสมมุติ ประจำปี", "เทศบาลตำบลบ้านสวน อำเภอเมือง จังหวัดสมมุติ", None),
        ] {
            let (n, s) = agency(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((&text[n], s.map(|s| &text[s])), (name, short));
        }
        assert_eq!(agency("รายงานผลการดำเนินการ"), None);
    }

    #[test]
    fn spellings_count_what_is_printed() {
        assert_eq!(spellings("สหล.", "สหล. สหส. สหส. สหส. สหล."), ["สหส.", "สหล."]);
        assert_eq!(spellings("กหห.", ""), ["กหห."]);
    }
}
