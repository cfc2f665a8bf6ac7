//! Amounts of money in words: `หนึ่งหมื่นห้าพันบาทถ้วน`.

use super::number::MAX_SATANG;

/// The words for digits.
const DIGITS: &[(&str, i64)] = &[
    ("ศูนย์", 0),
    ("หนึ่ง", 1),
    ("เอ็ด", 1),
    ("สอง", 2),
    ("ยี่", 2),
    ("สาม", 3),
    ("สี่", 4),
    ("ห้า", 5),
    ("หก", 6),
    ("เจ็ด", 7),
    ("แปด", 8),
    ("เก้า", 9),
];

/// The words for places of a number, below a million.
const PLACES: &[(&str, i64)] =
    &[("สิบ", 10), ("ร้อย", 100), ("พัน", 1_000), ("หมื่น", 10_000), ("แสน", 100_000)];

/// The word for a million, which counts all before it.
const MILLION: (&str, i64) = ("ล้าน", 1_000_000);

/// Words behind the number.
const BAHT: &str = "บาท";
const EVEN: &str = "ถ้วน";
const SATANG: &str = "สตางค์";

/// Satang of a baht.
const OF_BAHT: i64 = 100;

/// The amount in satang that a text says in words, where it says nothing else; spaces are left aside.
///
/// ```
/// use raingan::thai::spelled::satang;
/// assert_eq!(satang("หนึ่งหมื่นห้าพันบาทถ้วน"), Some(1_500_000));
/// assert_eq!(satang("สองร้อยเอ็ดบาทห้าสิบสตางค์"), Some(20_150));
/// assert_eq!(satang("งบกลาง"), None);
/// ```
pub fn satang(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (baht, rest) = number(&text)?;
    let rest = rest.strip_prefix(BAHT)?;
    let of_baht = baht.checked_mul(OF_BAHT)?;
    let all = match rest.strip_prefix(EVEN).unwrap_or(rest) {
        "" => of_baht,
        rest => {
            let (satang, rest) = number(rest)?;
            let is_whole = rest == SATANG && satang < OF_BAHT;
            of_baht.checked_add(satang).filter(|_| is_whole)?
        }
    };
    (all <= MAX_SATANG).then_some(all)
}

/// The number that a text begins with, and what stands behind it.
fn number(text: &str) -> Option<(i64, &str)> {
    let (mut sum, mut group, mut digit, mut rest) = (0_i64, 0_i64, None, text);
    loop {
        if let Some((value, behind)) = word(rest, DIGITS) {
            // Two digits side by side are no number.
            if digit.replace(value).is_some() {
                return None;
            }
            rest = behind;
        } else if let Some((place, behind)) = word(rest, PLACES) {
            group += digit.take().unwrap_or(1) * place;
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix(MILLION.0) {
            let counted = (sum + group + digit.take().unwrap_or(0)).max(1);
            (sum, group, rest) = (counted.checked_mul(MILLION.1)?, 0, behind);
        } else {
            break;
        }
    }
    let value = sum.checked_add(group + digit.unwrap_or(0))?;
    (rest.len() < text.len()).then_some((value, rest))
}

/// The word that a text begins with, what it counts, and what stands behind it.
fn word<'t>(text: &'t str, words: &[(&str, i64)]) -> Option<(i64, &'t str)> {
    words.iter().find_map(|(word, value)| Some((*value, text.strip_prefix(word)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_words() {
        for (text, want) in [
            ("ห้าพันบาทถ้วน", Some(500_000)),
            ("สิบเอ็ดบาท", Some(1_100)),
            ("ยี่สิบบาทถ้วน", Some(2_000)),
            ("หนึ่งแสนสองหมื่นสามพันสี่ร้อยห้าสิบหกบาทเจ็ดสิบห้าสตางค์", Some(12_345_675)),
            ("สองล้านห้าแสนบาทถ้วน", Some(250_000_000)),
            ("สิบสองล้านบาทถ้วน", Some(1_200_000_000)),
            ("หนึ่ง หมื่น ห้า พัน บาท ถ้วน", Some(1_500_000)),
            ("บาทถ้วน", None),
            ("ห้าพัน", None),
            ("สองสามพันบาท", None),
            ("ห้าพันบาทถ้วนต่อปี", None),
            ("ห้าบาทสองร้อยสตางค์", None),
            ("ล้านบาท", Some(100_000_000)),
            ("ล้านล้านล้านล้านล้านบาท", None),
        ] {
            assert_eq!(satang(text), want, "{text}");
        }
        assert_eq!(satang(&format!("เก้า{}บาท", "ล้าน".repeat(5))), None, "too large");
    }
}
