//! What the figures of a result are called, and how far that is what an indicator asks for.

use std::sync::LazyLock;

use crate::audit::figures::{Figure, Figures, Unit, plain_unit};
use crate::audit::wording::{LONGEST, common, fold};
use crate::contract::model::{Indicator, Target};
use crate::report::facts::says_for_each;
use crate::thai::digits::is_digit;
use crate::thai::text::is_thai_letter;
use crate::words::{self, Words};

/// Letters in a row by which a figure's label says what the indicator says.
pub(super) const SAME_WORDS: usize = 7;
/// By how many letters a label may say less than the best one and still say the same: a mark or
/// two.
pub(super) const AS_GOOD: usize = 2;
/// Letters of a name that is said as a whole, at least.
const NAME: usize = 3;
/// What a shared name in Latin letters counts: more than the longest wording.
const NAMED: usize = 2 * LONGEST;
/// Shorter words in Latin letters are no names of surveys (`IIT`, `EIT`); in letters.
const LATIN: usize = 3;

/// The unit of a target that is a percentage.
pub(super) const PERCENT: &str = "percent";
/// The word for the unit of money, at the beginning of the unit.
const BAHT: &str = "บาท";
/// What stands between a count and what it is for each of …
const PER: &[&str] = &["ต่อ", "/"];
/// … but where that is the whole year.
const YEAR: &str = "ปี";
/// What a count may be for each of.
static EACH: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::of(&words::UNITS, |unit| (unit.means("counted") || unit.means("measured")).then_some(()))
});
/// The word before a percentage.
const PERCENT_WORD: &str = "ร้อยละ";
/// Words that stand in most labels and tell nothing apart.
const COMMON: &[&str] = &[
    "ร้อยละ",
    "จำนวน",
    "โครงการ",
    "กิจกรรม",
    "ผู้เข้าร่วม",
    "ผู้เข้ารับ",
    "บุคลากร",
    "ดำเนินการ",
    "ดำเนินงาน",
    "หน่วยงาน",
    "ตัวชี้วัด",
    "เป้าหมาย",
    "คิดเป็น",
    "ทั้งหมด",
    "ทั้งสิ้น",
    "เท่ากับ",
    "อย่างน้อย",
    "ไม่น้อยกว่า",
    "ของ",
    "และ",
    "มี",
    "ฯ",
];

/// Words that say that a figure of the result only repeats what is aimed at.
const AIMED: &[&str] =
    &["อย่างน้อย", "ไม่น้อยกว่า", "ไม่ต่ำกว่า", "เป้าหมาย", "ไม่เกิน", "กำหนดไว้", "ตั้งไว้", "เปิดรับ"];

/// Whether a figure has the unit of a target.
pub(super) fn counts_in_unit(figure: &Figure<'_>, target: &Target) -> bool {
    let Some(unit) = target.unit.as_deref() else { return false };
    match figure.unit {
        Unit::Percent => unit == PERCENT,
        Unit::Things(things) => unit != PERCENT && plain_unit(things) == plain_unit(unit),
        Unit::Baht => unit.starts_with(BAHT),
    }
}

/// Whether a figure is one for each of something, but for a year: `เดือนละ ๑ ครั้ง`, `๑ ครั้ง/เดือน`.
pub(super) fn counts_for_each(figures: &Figures<'_>, i: usize) -> bool {
    let figure = &figures.all[i];
    let is_count = matches!(figure.unit, Unit::Things(_));
    is_count && (says_for_each(figures.label(i)) || is_per(&figures.text()[figure.range.end..]))
}

/// Whether a target is one for each of something, but for a year: `เดือนละ ๑ ครั้ง`, `๑ ครั้งต่อเดือน`.
pub(super) fn is_for_each(indicator: &Indicator, target: &Target) -> bool {
    if target.unit.as_deref().is_none_or(|unit| unit == PERCENT) {
        return false;
    }
    let number = target.raw.find(is_digit).unwrap_or(target.raw.len());
    let texts = indicator.target_text.iter().chain([&indicator.name]);
    let before = texts.filter_map(|text| text.text.split_once(target.raw.trim()));
    let said = before.map(|(before, _)| before).chain([&target.raw[..number]]);
    let unit = target.unit.as_deref().unwrap_or_default();
    let rest = PER.iter().filter_map(|per| unit.find(per)).min().map(|at| &unit[at..]);
    said.into_iter().any(says_for_each) || rest.is_some_and(is_per)
}

/// Whether what stands behind a count says that it is one for each of something, but for a year.
fn is_per(behind: &str) -> bool {
    let what = PER.iter().find_map(|per| behind.trim_start().strip_prefix(per));
    let what = what.map(|what| what.trim_start().trim_start_matches(['๑', '1']).trim_start());
    what.is_some_and(|what| !what.starts_with(YEAR) && EACH.at_start(what).is_some())
}

/// Whether a figure tells no result but what was aimed at.
pub(super) fn repeats_aim(figures: &Figures<'_>, i: usize) -> bool {
    let label = figures.label(i).trim_end();
    let before_percent = label.trim_end_matches(PERCENT_WORD).trim_end();
    AIMED.iter().any(|word| label.ends_with(word) || before_percent.ends_with(word))
}

/// What an indicator asks for by one of its targets: its words and, where it has several targets, of
/// the text that has them the piece of this one.
pub(super) fn asked(indicator: &Indicator, target: &Target) -> String {
    let name = &indicator.name.text;
    let aim = indicator.target_text.as_ref().map_or("", |text| text.text.as_str());
    let pieces = if indicator.targets.len() > 1 {
        pieces_of_targets(aim, &indicator.targets)
            .map(|pieces| (name.as_str(), pieces))
            .or_else(|| pieces_of_targets(name, &indicator.targets).map(|pieces| ("", pieces)))
    } else {
        None
    };
    let at = indicator.targets.iter().position(|one| std::ptr::eq(one, target));
    let piece = pieces.as_ref().zip(at).and_then(|((_, pieces), at)| pieces.get(at));
    match (piece, &pieces) {
        (Some(piece), Some((name, _))) => {
            format!("{name} | {}", piece.replace(&target.raw, " | "))
        }
        _ => format!("{name} | {}", aim.replace(&target.raw, " | ")),
    }
}

/// The piece of a text that each of its targets belongs to: the words before it, or those behind it
/// where the text begins with a target. `None` where not all of them stand in it.
fn pieces_of_targets<'t>(text: &'t str, targets: &[Target]) -> Option<Vec<&'t str>> {
    let mut places = Vec::new();
    let mut from = 0;
    for target in targets {
        let start = from + text[from..].find(target.raw.trim())?;
        from = start + target.raw.trim().len();
        places.push((start, from));
    }
    let begins_with_words = !distinct(&text[..places.first()?.0]).is_empty();
    let pieces = places.iter().enumerate().map(|(i, (start, end))| {
        let before = i.checked_sub(1).map_or(0, |i| places[i].1);
        let next = places.get(i + 1).map_or(text.len(), |(start, _)| *start);
        let is_last = i + 1 == places.len();
        match begins_with_words {
            true if is_last => &text[before..],
            true => &text[before..*end],
            false => &text[*start..next],
        }
    });
    Some(pieces.collect())
}

/// What stands before a figure and, for a percentage, within it.
pub(super) fn full_label(figures: &Figures<'_>, i: usize) -> String {
    let label = figures.label(i);
    match figures.all[i].unit {
        Unit::Percent => format!("{label}{}", &figures.text()[figures.all[i].range.clone()]),
        _ => label.to_owned(),
    }
}

/// Whether the label of a figure says too little to be called anything.
pub(super) fn is_unnamed(figures: &Figures<'_>, i: usize) -> bool {
    distinct(&full_label(figures, i)).chars().count() < SAME_WORDS
}

/// How many letters in a row two wordings share; a name in Latin letters counts for more than any:
/// `IIT` tells surveys apart.
pub(super) fn score(asked: &str, label: &str) -> usize {
    let names_asked = latin_words(asked);
    let shared = latin_words(label).iter().filter(|name| names_asked.contains(name)).count();
    // What stands next to a figure says what it is.
    let far = label.chars().count().saturating_sub(LONGEST);
    let label = pieces(label.chars().skip(far));
    let mut longest = 0;
    for wanted in pieces(asked.chars()) {
        longest = label.iter().map(|piece| common(&wanted, piece)).fold(longest, usize::max);
        // A short name that both say as a whole tells as well as many letters: `เด็ก`.
        if wanted.chars().count() >= NAME && label.contains(&wanted) {
            longest = longest.max(SAME_WORDS);
        }
    }
    shared * NAMED + longest
}

/// The words in Latin letters that are long enough to be names.
fn latin_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() >= LATIN);
    words.map(str::to_ascii_uppercase).collect()
}

/// The pieces of a wording that tell something, each folded.
fn pieces(wording: impl Iterator<Item = char>) -> Vec<String> {
    let wording: String = wording.take(LONGEST).collect();
    distinct(&wording).split('|').map(str::to_owned).collect()
}

/// A wording without the words that tell nothing, and without digits; `|` stands where they were.
fn distinct(text: &str) -> String {
    let telling = COMMON.iter().fold(text.to_owned(), |text, word| text.replace(word, "|"));
    let letters: String =
        telling.chars().map(|c| if is_part_of_words(c) { c } else { '|' }).collect();
    let folded = fold(&letters.replace("| ", "|"));
    folded.split('|').filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("|")
}

/// Whether a character belongs to a word, or joins two pieces of one: white space falls where lines
/// wrap.
fn is_part_of_words(c: char) -> bool {
    c.is_alphabetic() || is_thai_letter(c) || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::text;
    use crate::contract::model::Comparator;

    fn target(raw: &str) -> Target {
        let (raw, unit) = (raw.to_owned(), Some(PERCENT.to_owned()));
        Target { raw, comparator: Comparator::Ge, value: 80.0, unit, regions: Vec::new() }
    }

    #[test]
    fn each_of_several_targets_has_its_own_words() {
        let indicator = |words: &str| Indicator {
            name: text(words),
            target_text: None,
            targets: ["ร้อยละ ๘๐", "ร้อยละ ๙๐"].map(target).into(),
        };
        let words = indicator("๑. พอใจร้อยละ ๘๐ ๒. จำได้ร้อยละ ๙๐ ขึ้นไป");
        assert_eq!(asked(&words, &words.targets[0]), " | ๑. พอใจ | ");
        assert_eq!(asked(&words, &words.targets[1]), " |  ๒. จำได้ |  ขึ้นไป");
        let behind = indicator("ร้อยละ ๘๐ พอใจ ร้อยละ ๙๐ จำได้");
        assert_eq!(asked(&behind, &behind.targets[0]), " |  |  พอใจ ");
    }
}
