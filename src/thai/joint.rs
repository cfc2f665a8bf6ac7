//! Whether a line that was wrapped goes on without a space.

use super::digits;
use super::text::{is_mark, is_thai_letter};

/// Marks that open something: what follows them follows at once.
const OPENING: &[char] = &['(', '[', '{', '“', '‘', '«', '/'];

/// Marks that close or continue something: they follow at once.
const CLOSING: &[char] = &[')', ']', '}', '”', '’', '»', ',', '.', ';', '!', '?', '%', '/', 'ฯ'];

/// Hyphens a line may end on in the middle of a word or number.
const HYPHENS: &[char] = &['-', '\u{2010}', '\u{2011}', '–'];

/// Whether a wrapped line goes on without a space, judged by what stands at both ends.
///
/// Thai is written without spaces between words, so Thai meets Thai directly. Latin words, numbers
/// and list markers need a space, as do ๆ and ฯ (ๆ stands between spaces; a line that starts with ๆ
/// was broken at one) and the era of a year (`พฤษภาคม พ.ศ. ๒๕๖๘`). None is needed after `/`, an
/// opening bracket or a hyphen that was glued to its word, nor before closing marks.
///
/// ```
/// use raingan::thai::joint::joins_without_space;
/// assert!(joins_without_space("การดำเนิน", "งาน"));
/// assert!(!joins_without_space("โครงการ", "ITA"));
/// ```
pub fn joins_without_space(left: &str, right: &str) -> bool {
    let (left, right) = (left.trim_end(), right.trim_start());
    let mut ending = left.chars().rev();
    let (Some(l), Some(r)) = (ending.next(), right.chars().next()) else { return true };
    let before = ending.next();
    if OPENING.contains(&l) || CLOSING.contains(&r) && !is_list_marker(right) {
        return true;
    }
    if HYPHENS.contains(&l) {
        return before.is_some_and(|b| b.is_alphanumeric() || is_mark(b));
    }
    if l == ',' {
        return before.is_some_and(digits::is_digit) && starts_with_thousands(right);
    }
    if l == '.' && completes_amount(left, right) {
        return true;
    }
    if digits::is_digit(l) && digits::is_digit(r) {
        return completes_amount(left, right);
    }
    if r.is_ascii_alphanumeric() && !l.is_ascii_alphanumeric() && in_address(left) {
        return true;
    }
    is_thai_letter(l) && is_thai_letter(r) && !starts_with_era(right)
}

/// Whether a line starts with `พ.ศ.` or `ค.ศ.`, a space between the halves allowed.
fn starts_with_era(line: &str) -> bool {
    let rest = line.strip_prefix(['พ', 'ค']).and_then(|rest| rest.strip_prefix('.'));
    rest.is_some_and(|rest| {
        rest.trim_start().strip_prefix('ศ').is_some_and(|rest| rest.starts_with('.'))
    })
}

/// Whether a line starts with dots or dashes that stand alone.
fn is_list_marker(line: &str) -> bool {
    line.starts_with("...") || line.starts_with(". ")
}

/// Whether a line starts with exactly three digits: the second half of `๑๒,๕๐๐`.
fn starts_with_thousands(line: &str) -> bool {
    line.chars().take_while(|&c| digits::is_digit(c)).count() == 3
}

/// Whether an amount was broken within its last group of three or its decimals, so that the digits
/// that follow make it whole: `๑,๔๕๐,๐๐` and `๐`, `๑,๔๕๐,๐๐๐.` and `๐๐`.
fn completes_amount(left: &str, right: &str) -> bool {
    let count = |text: &str| text.chars().take_while(|&c| digits::is_digit(c)).count();
    let more = count(right);
    let is_end = !right.chars().nth(more).is_some_and(|c| c.is_alphanumeric() || is_mark(c));
    let Some(at) = left.rfind([',', '.']) else { return false };
    let (before, last) = (&left[..at], &left[at + 1..]);
    let own = last.chars().count();
    let is_group = before.chars().next_back().is_some_and(digits::is_digit) && count(last) == own;
    let whole = if left[at..].starts_with(',') { 3 } else { 2 };
    // Only an amount with groups has decimals that are told from the number of a list.
    let is_amount = whole == 3 || before.contains(',');
    is_group && is_amount && is_end && own + more == whole
}

/// Whether the last word is part of a web or mail address.
fn in_address(line: &str) -> bool {
    let word = line.rsplit(char::is_whitespace).next().unwrap_or(line);
    word.contains("://") || word.contains("www.") || word.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joints() {
        let cases = [
            ("การป้อง", "กันการทุจริต", true),
            ("ที่", "เป็นธรรม", true),
            ("ผู้เข้าร่วม", "๕๘ คน", false),
            ("๕๘", "คน", false),
            ("โครงการ", "ITA", false),
            ("No Gift", "Policy", false),
            ("ITA", "คลินิก", false),
            ("สำนัก/", "กอง", true),
            ("สำนัก", "/กอง", true),
            ("โครงการ (", "ITA)", true),
            ("โครงการ", "(ITA)", false),
            ("(ITA", ") และ", true),
            ("ต่าง ๆ", "ได้แก่", false),
            ("ต่าง", "ๆ", false),
            ("โครงการ", "ฯ ต่อ", true),
            ("โครงการฯ", "ต่อ", false),
            ("e-", "Service", true),
            ("๑๓ -", "๑๗ มกราคม", false),
            ("๑๓-", "๑๗ มกราคม", true),
            ("ดังนี้", "- ข้อแรก", false),
            ("ดังนี้", "๑. ข้อแรก", false),
            ("สสน.", "ได้", false),
            ("พฤษภาคม", "พ.ศ. ๒๕๖๘", false),
            ("ปีงบประมาณ", "พ. ศ. ๒๕๖๘", false),
            ("มกราคม", "ค.ศ. 2025", false),
            ("ประจำปีงบประมาณ (", "พ.ศ. ๒๕๖๘)", true),
            ("สำนักงาน ก.พ./", "พ.ศ. ๒๕๖๘", true),
            ("แผน", "พ.ร.บ. ฉบับใหม่", true),
            ("เดือน", "พ.ค. ๒๕๖๘", true),
            ("เพื่อ", "พศวัต", true),
            ("ชุด", "ค.ศ", true),
            ("๑๒,", "๕๐๐ บาท", true),
            ("๑๒,", "๕๐ บาท", false),
            ("๑,๔๕๐,๐๐", "๐", true),
            ("๑,๔๕๐,๐", "๐๐.๐๐ บาท", true),
            ("๑,๔๕๐,๐๐๐.๐", "๐", true),
            ("๑,๔๕๐,๐๐๐.", "๐๐", true),
            ("๔๕๐.", "๐๐", false),
            ("ข้อ ๑.", "๑๐", false),
            ("๑,๔๕๐,๐๐", "๐๐", false),
            ("๑,๔๕๐,๐๐๐", "๑๒๐", false),
            ("ข้อ ๑.๑", "๒", false),
            ("๑๔๕", "๐", false),
            ("ก,", "ข", false),
            ("www.example.", "go.th", true),
            ("“", "คำ", true),
            ("คำ", "”", true),
            ("คำ”", "ต่อ", false),
            ("ร้อยละ ๕๐", "% ของ", true),
            ("", "ก", true),
            ("ก", "", true),
        ];
        for (left, right, want) in cases {
            assert_eq!(joins_without_space(left, right), want, "{left:?} {right:?}");
        }
    }
}
