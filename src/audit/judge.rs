//! Whether a result meets its target: met, missed or undecidable, with both numbers and why.
//!
//! A result is read against a target only where it counts the same thing: the same unit and, where
//! a cell has several figures of it, the words the indicator uses. What cannot be told is
//! undecidable, never a guess.

use serde::Serialize;

use crate::audit::check::words::{common, fold};
use crate::audit::figures::{Figure, Figures, Unit, plain, plain_unit};
use crate::contract::model::{Comparator, Indicator, Item, Role, Target};
use crate::finding::Region;
use crate::thai::{number, skip_left};

/// What becomes of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The result is what was aimed at, or better.
    Met,
    /// It is not.
    Missed,
    /// The report does not say.
    Undecided,
}

/// Why a verdict is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The figures say so.
    Figures,
    /// The target is a bare number, read as "at least": the result is above it.
    AboveBareNumber,
    /// The indicator has no number to hold a result against.
    NoTarget,
    /// The item has no result.
    NoResult,
    /// The result has no figure of the target's unit.
    NoFigure,
    /// The result has figures of that unit, but what they count is called otherwise.
    OtherThings,
    /// Several figures fit, and they do not agree.
    Several,
    /// The target is a bare number and less may be better.
    Direction,
}

impl Reason {
    /// The reason for people, in English.
    pub fn en(self) -> &'static str {
        match self {
            Reason::Figures => "by the figures",
            Reason::AboveBareNumber => "the target is a bare number, read as at least",
            Reason::NoTarget => "no number is aimed at",
            Reason::NoResult => "no result is printed",
            Reason::NoFigure => "the result has no figure of this unit",
            Reason::OtherThings => {
                "the figures of the result are called otherwise than the indicator"
            }
            Reason::Several => "several figures fit and do not agree",
            Reason::Direction => "the target is a bare number and less may be better",
        }
    }

    /// The reason for people, in Thai.
    pub fn th(self) -> &'static str {
        match self {
            Reason::Figures => "ตามตัวเลข",
            Reason::AboveBareNumber => "เป้าหมายเป็นตัวเลขเปล่า ถือว่าไม่น้อยกว่า",
            Reason::NoTarget => "ไม่มีตัวเลขเป้าหมาย",
            Reason::NoResult => "ไม่มีผลการดำเนินงาน",
            Reason::NoFigure => "ผลการดำเนินงานไม่มีตัวเลขหน่วยนี้",
            Reason::OtherThings => "ตัวเลขในผลการดำเนินงานเรียกชื่อต่างจากตัวชี้วัด",
            Reason::Several => "มีหลายตัวเลขที่อาจใช่และไม่ไปทางเดียวกัน",
            Reason::Direction => "เป้าหมายเป็นตัวเลขเปล่า และค่าน้อยอาจดีกว่า",
        }
    }
}

/// One target held against the result of its item.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement<'r> {
    /// The item.
    pub item: &'r Item,
    /// The indicator.
    pub indicator: &'r Indicator,
    /// The target; `None` where the indicator has no number.
    pub target: Option<&'r Target>,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// The figures it was held against, each as printed with its value and places.
    pub results: Vec<(String, f64, &'r [Region])>,
}

/// Letters in a row by which a figure's label says what the indicator says.
const SAME_WORDS: usize = 7;

/// What a shared name in Latin letters counts: more than the longest wording.
const NAMED: usize = 2 * LONGEST;

/// So many characters of a wording are looked at: a sentence or three.
const LONGEST: usize = 400;

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
const AIMED: &[&str] = &["อย่างน้อย", "ไม่น้อยกว่า", "ไม่ต่ำกว่า", "เป้าหมาย", "ไม่เกิน", "กำหนดไว้"];

/// Words of indicators for which less may be better.
const LESS: &[&str] = &["ลด", "ร้องเรียน", "ระยะเวลา", "ความเสี่ยง", "ข้อผิดพลาด", "ทุจริต", "ค้าง", "ล่าช้า"];

/// The targets of an item, each held against its result, in document order. Indicators without a
/// number count once.
pub fn judge(item: &Item) -> Vec<Judgement<'_>> {
    judge_by(item, Figures::of_result(item).as_ref(), Figures::of_outcome(item).as_ref())
}

/// The same, where the figures of its result and of its outcome are read already.
pub fn judge_by<'r>(
    item: &'r Item,
    result: Option<&Figures<'r>>,
    outcome: Option<&Figures<'r>>,
) -> Vec<Judgement<'r>> {
    let mut out = Vec::new();
    for indicator in &item.indicators {
        if indicator.targets.is_empty() {
            let (verdict, reason) = (Verdict::Undecided, Reason::NoTarget);
            out.push(Judgement {
                item,
                indicator,
                target: None,
                verdict,
                reason,
                results: Vec::new(),
            });
        }
        out.extend(indicator.targets.iter().map(|target| {
            let fits = candidates(item, indicator, target, result, outcome);
            let (verdict, reason) = match &fits {
                Ok(figures) => decide(indicator, target, figures),
                Err(reason) => (Verdict::Undecided, *reason),
            };
            let results = fits.unwrap_or_default();
            Judgement { item, indicator, target: Some(target), verdict, reason, results }
        }));
    }
    out
}

type Results<'r> = Vec<(String, f64, &'r [Region])>;

/// The figures a target is held against.
fn candidates<'r>(
    item: &'r Item,
    indicator: &Indicator,
    target: &Target,
    result: Option<&Figures<'r>>,
    outcome: Option<&Figures<'r>>,
) -> Result<Results<'r>, Reason> {
    let Some(result) = result else { return Err(Reason::NoResult) };
    if target.unit.as_deref() == Some("ระดับ") {
        return level(result);
    }
    let wanted = wanted(indicator, target);
    let all: Vec<usize> = (0..result.all.len())
        .filter(|i| counts(&result.all[*i], target) && told(result, *i))
        .collect();
    let scored: Vec<(usize, usize)> =
        all.iter().map(|i| (score(&wanted, &label(result, *i)), *i)).collect();
    let best = scored.iter().map(|(score, _)| *score).max().unwrap_or(0);
    let as_result =
        |i: usize| (result.all[i].raw.to_owned(), result.all[i].value, result.all[i].regions);
    if best >= SAME_WORDS {
        // Those that say as much as the best one, within a mark or two.
        return Ok(scored
            .into_iter()
            .filter(|(s, _)| s + 2 >= best)
            .map(|(_, i)| as_result(i))
            .collect());
    }
    let only_target =
        item.indicators.iter().flat_map(|i| &i.targets).filter(|t| t.unit == target.unit).count()
            == 1;
    let unnamed = |i: &usize| distinct(&label(result, *i)).chars().count() < SAME_WORDS;
    match all.as_slice() {
        [] => claimed(indicator, target, outcome).ok_or(Reason::NoFigure),
        [one] if only_target && (target.unit.as_deref() != Some("percent") || unnamed(one)) => {
            Ok(vec![as_result(*one)])
        }
        many if only_target && many.iter().all(unnamed) => {
            Ok(many.iter().map(|i| as_result(*i)).collect())
        }
        _ => Err(Reason::OtherThings),
    }
}

/// `ระดับ ๓` in a result: an ordinal, no quantity.
fn level<'r>(result: &Figures<'r>) -> Result<Results<'r>, Reason> {
    let text = result.text();
    let levels = number::scan(text)
        .into_iter()
        .filter(|n| text[..skip_left(text, n.range.start)].ends_with("ระดับ"));
    let regions = result.cell.regions.as_slice();
    let found: Results<'r> = levels
        .filter_map(|n| {
            Some((format!("ระดับ {}", &text[n.range.clone()]), n.value?.to_f64(), regions))
        })
        .collect();
    if found.is_empty() { Err(Reason::NoFigure) } else { Ok(found) }
}

/// `ดำเนินการตามตัวชี้วัดสำเร็จร้อยละ ๑๐๐` in the outcome, for an indicator that counts success.
fn claimed<'r>(
    indicator: &Indicator,
    target: &Target,
    outcome: Option<&Figures<'r>>,
) -> Option<Results<'r>> {
    let outcome = outcome.filter(|_| target.unit.as_deref() == Some("percent"))?;
    let asks = indicator.name.text.contains("สำเร็จ");
    let says =
        |i: &usize| outcome.all[*i].unit == Unit::Percent && outcome.label(*i).contains("สำเร็จ");
    let found: Results<'r> = (0..outcome.all.len())
        .filter(says)
        .map(|i| (outcome.all[i].raw.to_owned(), outcome.all[i].value, outcome.all[i].regions))
        .collect();
    (asks && !found.is_empty()).then_some(found)
}

/// Whether a figure has the unit of a target.
fn counts(figure: &Figure<'_>, target: &Target) -> bool {
    match (figure.unit, target.unit.as_deref()) {
        (Unit::Percent, Some("percent")) => true,
        (Unit::Things(unit), Some(wanted)) => {
            wanted != "percent" && plain_unit(unit) == plain_unit(wanted)
        }
        (Unit::Baht, Some(wanted)) => wanted.starts_with("บาท"),
        _ => false,
    }
}

/// Whether a figure tells a result, not what was aimed at.
fn told(figures: &Figures<'_>, i: usize) -> bool {
    let label = figures.label(i).trim_end();
    !AIMED.iter().any(|word| {
        label.ends_with(word) || label.trim_end_matches("ร้อยละ").trim_end().ends_with(word)
    })
}

/// What an indicator and its target ask for.
fn wanted(indicator: &Indicator, target: &Target) -> String {
    let aim = indicator.target_text.as_ref().map_or("", |t| t.text.as_str());
    format!("{} | {}", indicator.name.text, aim.replace(&target.raw, " | "))
}

/// What stands before a figure and, for a percentage, within it.
fn label(figures: &Figures<'_>, i: usize) -> String {
    match figures.all[i].unit {
        Unit::Percent => {
            format!("{}{}", figures.label(i), &figures.text()[figures.all[i].range.clone()])
        }
        _ => figures.label(i).to_owned(),
    }
}

/// How many letters in a row two wordings share; a name in Latin letters counts for more than any:
/// `IIT` tells surveys apart.
fn score(wanted: &str, label: &str) -> usize {
    let latin = latin(label)
        .iter()
        .filter(|word| self::latin(wanted).contains(word))
        .map(|_| NAMED)
        .sum::<usize>();
    let pieces = |text: &str| {
        let said: String = text.chars().take(LONGEST).collect();
        distinct(&said).split('|').map(str::to_owned).collect::<Vec<_>>()
    };
    // What stands next to a figure says what it is.
    let near = label.chars().count().saturating_sub(LONGEST);
    let label = pieces(&label.chars().skip(near).collect::<String>());
    let thai = pieces(wanted)
        .iter()
        .flat_map(|w| label.iter().map(move |l| common(w, l)))
        .max()
        .unwrap_or(0);
    latin + thai
}

/// The words in Latin letters, of three letters or more.
fn latin(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| word.len() >= 3);
    words.map(str::to_ascii_uppercase).collect()
}

/// A wording without the words that tell nothing, and without digits; `|` stands where they were.
fn distinct(text: &str) -> String {
    let plain = COMMON.iter().fold(text.to_owned(), |text, word| text.replace(word, "|"));
    let spaced: String =
        plain.chars().map(|c| if c.is_alphabetic() || is_part(c) { c } else { '|' }).collect();
    fold(&spaced.replace("| ", "|"))
        .split('|')
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("|")
}

/// Whether a character belongs to a word, or joins two pieces of one: white space falls where lines
/// wrap.
fn is_part(c: char) -> bool {
    crate::thai::text::is_thai_letter(c) || c.is_whitespace()
}

fn decide(indicator: &Indicator, target: &Target, results: &Results<'_>) -> (Verdict, Reason) {
    let less = LESS.iter().any(|word| indicator.name.text.contains(word));
    let meets = |value: f64| match target.comparator {
        Comparator::Ge | Comparator::Eq => value >= target.value,
        Comparator::Gt => value > target.value,
        Comparator::Le => value <= target.value,
        Comparator::Lt => value < target.value,
    };
    let bare = target.comparator == Comparator::Eq;
    if bare && less && results.iter().any(|(_, value, _)| *value != target.value) {
        return (Verdict::Undecided, Reason::Direction);
    }
    let met = results.iter().filter(|(_, value, _)| meets(*value)).count();
    // Counts of several events may be meant together; percentages never are.
    let together = target.unit.as_deref() != Some("percent")
        && meets(results.iter().map(|(_, value, _)| value).sum());
    match met {
        0 if results.len() > 1 && together => (Verdict::Undecided, Reason::Several),
        0 => (Verdict::Missed, Reason::Figures),
        n if n < results.len() => (Verdict::Undecided, Reason::Several),
        _ if bare && results.iter().any(|(_, v, _)| *v > target.value) => {
            (Verdict::Met, Reason::AboveBareNumber)
        }
        _ => (Verdict::Met, Reason::Figures),
    }
}

/// The results of a judgement for people: `88.41 · 91.2`.
pub fn shown(judgement: &Judgement<'_>) -> String {
    judgement.results.iter().map(|(_, value, _)| plain(*value)).collect::<Vec<_>>().join(" · ")
}

/// Whether an item has a result cell with words in it.
pub fn has_result(item: &Item) -> bool {
    item.cells.get(&Role::Result).is_some_and(|cell| cell.text.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::sample::{measure, project};

    fn judged(indicator: &str, result: &str) -> Vec<(Verdict, Reason, String)> {
        let item = project("1").indicator(indicator).result(result).done();
        judge(&item).iter().map(|j| (j.verdict, j.reason, shown(j))).collect()
    }

    fn one(indicator: &str, result: &str) -> (Verdict, Reason, String) {
        let all = judged(indicator, result);
        assert_eq!(all.len(), 1, "{indicator}: {all:?}");
        all[0].clone()
    }

    const SATISFIED: &str = "ตัวชี้วัด : ร้อยละความพึงพอใจของผู้เข้าร่วม เป้าหมาย : ไม่น้อยกว่าร้อยละ ๘๐";

    #[test]
    fn figures_decide() {
        let cases = [
            (SATISFIED, "ความพึงพอใจร้อยละ ๘๘.๔๑", Verdict::Met, "88.41"),
            (SATISFIED, "ความพึงพอใจร้อยละ ๗๙", Verdict::Missed, "79"),
            (SATISFIED, "ทำข้อมูลเสร็จร้อยละ ๕๐ ผู้เข้าร่วมมีความพึงพอใจร้อยละ ๙๐", Verdict::Met, "90"),
            (SATISFIED, "๕๘ คน ร้อยละ ๘๙.๕๖ และ ๓๖ คน ร้อยละ ๙๒.๒๕", Verdict::Met, "89.56 · 92.25"),
            (
                "ตัวชี้วัด : ระยะเวลาออกหนังสือ เป้าหมาย : ไม่เกิน ๑๕ วันทำการ",
                "เฉลี่ย ๑๑.๔ วันทำการ",
                Verdict::Met,
                "11.4",
            ),
            (
                "ตัวชี้วัด : จำนวนผู้ได้รับเลือก เป้าหมาย : อย่างน้อย ๑๒ คนต่อปี",
                "ประกาศรายชื่อ ๑๓ ราย",
                Verdict::Met,
                "13",
            ),
            (
                "ตัวชี้วัด : ผลประเมินองค์กร เป้าหมาย : ระดับ ๓",
                "ผลการดำเนินงานอยู่ในระดับ ๒",
                Verdict::Missed,
                "2",
            ),
        ];
        for (indicator, result, verdict, figures) in cases {
            assert_eq!(
                one(indicator, result),
                (verdict, Reason::Figures, figures.to_owned()),
                "{result}"
            );
        }
    }

    #[test]
    fn surveys_are_told_apart_by_their_names() {
        let indicators = "ตัวชี้วัด : ๑. จำนวนผู้ตอบแบบวัด (IIT) เป้าหมาย : อย่างน้อย ๑๕๐ คน\n\
                          ตัวชี้วัด : ๒. จำนวนผู้ตอบแบบวัด (EIT) เป้าหมาย : อย่างน้อย ๒๑๐ คน";
        let all =
            judged(indicators, "มีผู้เข้าร่วม ๕๖ คน ผู้ตอบแบบวัด IIT จำนวน ๒๖๐ คน และ EIT จำนวน ๒๐๖ คน");
        let seen: Vec<_> = all.iter().map(|(v, _, figures)| (*v, figures.as_str())).collect();
        assert_eq!(seen, [(Verdict::Met, "260"), (Verdict::Missed, "206")]);
    }

    #[test]
    fn what_the_report_does_not_say_is_not_guessed() {
        let cases = [
            (SATISFIED, "จัดแล้วเมื่อ ๕ มีนาคม ๒๕๖๘", Reason::NoFigure),
            (SATISFIED, "ตรงกับทะเบียนคุมพัสดุร้อยละ ๙๕", Reason::OtherThings),
            (SATISFIED, "รุ่นแรกความพึงพอใจร้อยละ ๗๐ รุ่นหลังความพึงพอใจร้อยละ ๙๐", Reason::Several),
            (
                "ตัวชี้วัด : จำนวนผู้ผ่านการอบรม เป้าหมาย : อย่างน้อย ๑๐๐ คน",
                "รุ่นแรกผู้ผ่านการอบรม ๖๐ คน รุ่นหลังผู้ผ่านการอบรม ๕๐ คน",
                Reason::Several,
            ),
            (SATISFIED, "กำหนดความพึงพอใจไม่น้อยกว่าร้อยละ ๘๐", Reason::NoFigure),
            ("ตัวชี้วัด : จำนวนเรื่องร้องเรียน เป้าหมาย : ๕ เรื่อง", "มีเรื่องร้องเรียน ๓ เรื่อง", Reason::Direction),
            ("ตัวชี้วัด : มีการจัดประชุม เป้าหมาย : มีการจัดประชุม", "จัดแล้ว", Reason::NoTarget),
        ];
        for (indicator, result, reason) in cases {
            let (verdict, why, _) = one(indicator, result);
            assert_eq!((verdict, why), (Verdict::Undecided, reason), "{result}");
        }
        let item = project("1").indicator(SATISFIED).done();
        assert_eq!(judge(&item)[0].reason, Reason::NoResult);
        assert!(!has_result(&item));
    }

    #[test]
    fn a_bare_number_is_read_as_at_least_and_says_so() {
        let (verdict, reason, _) =
            one("ตัวชี้วัด : ร้อยละความพึงพอใจ เป้าหมาย : ร้อยละ ๗๐", "ความพึงพอใจร้อยละ ๘๙");
        assert_eq!((verdict, reason), (Verdict::Met, Reason::AboveBareNumber));
    }

    #[test]
    fn an_outcome_counts_only_for_success() {
        let of = |indicator: &str| {
            let item = measure("1")
                .indicator(indicator)
                .result("ทบทวนแล้ว")
                .outcome("สำเร็จร้อยละ ๑๐๐")
                .done();
            judge(&item)[0].verdict
        };
        assert_eq!(of("ตัวชี้วัด : ร้อยละความสำเร็จของการทบทวน เป้าหมาย : ร้อยละ ๑๐๐"), Verdict::Met);
        assert_eq!(of("ตัวชี้วัด : ร้อยละของผู้รับรู้ เป้าหมาย : ร้อยละ ๑๐๐"), Verdict::Undecided);
    }
}
