//! Whether a result meets its target: met, missed or undecidable, with both numbers and why.
//!
//! A result is read against a target only where it counts the same thing: the same unit and, where
//! a cell has several figures of it, the same place in a list as long, or the words the indicator
//! uses. What cannot be told is undecidable, never a guess.

use serde::Serialize;

use crate::audit::called::{
    AS_GOOD, PERCENT, SAME_WORDS, asked, counts_in_unit, full_label, is_unnamed, score,
};
use crate::audit::figures::{Figures, Unit, plain};
use crate::audit::order::{Paired, in_order};
use crate::audit::undone::{Asked, Said};
use crate::contract::model::{Comparator, Indicator, Item, Role, Target};
use crate::finding::Region;
use crate::thai::{number, skip_left};

/// The unit of a target that is a level; a result names it before the number.
const LEVEL: &str = "ระดับ";
/// The word of an indicator that counts success, and of an outcome that claims it.
const SUCCESS: &str = "สำเร็จ";

/// Words of indicators for which less may be better.
const LESS: &[&str] = &[
    "ลด",
    "ร้องเรียน",
    "ระยะเวลา",
    "ความเสี่ยง",
    "ผิดพลาด",
    "ทุจริต",
    "ค้าง",
    "ล่าช้า",
    "อุบัติเหตุ",
    "อุบัติการณ์",
    "เสียชีวิต",
    "ตาย",
    "บาดเจ็บ",
    "ป่วย",
    "ติดเชื้อ",
    "ของเสีย",
    "สูญเสีย",
    "ชำรุด",
    "ยาเสพติด",
    "ค่าใช้จ่าย",
    "หนี้",
    "มลพิษ",
    "เพลิงไหม้",
    "ไฟป่า",
    "อาชญากรรม",
    "ละเมิด",
    "ว่างงาน",
    "รอคอย",
    "ข้อทักท้วง",
    "ถูกร้อง",
];

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
    /// The result says of its figures of that unit that they are not done, or not quite reached.
    NotDone,
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
            Reason::NotDone => {
                "the result says of its figures that they are not done or not quite reached"
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
            Reason::NotDone => "ผลการดำเนินงานระบุว่าตัวเลขนี้ยังไม่ได้ดำเนินการหรือยังไม่ถึง",
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
    /// The figures it was held against.
    pub results: Vec<ResultFigure<'r>>,
}

/// A figure of a result that a target was held against.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultFigure<'r> {
    /// As printed.
    pub raw: String,
    /// Its value, in the unit of the target.
    pub value: f64,
    /// Where it stands.
    pub regions: &'r [Region],
}

/// The targets of an item, each held against its result, in document order. Indicators without a
/// number count once.
pub fn judge(item: &Item) -> Vec<Judgement<'_>> {
    judge_by(item, &Figures::of_results(item), &Figures::of_outcomes(item))
}

/// The same, where the figures of its results and outcomes are read already.
pub fn judge_by<'r>(
    item: &'r Item,
    results: &[Figures<'r>],
    outcomes: &[Figures<'r>],
) -> Vec<Judgement<'r>> {
    let outcome = outcomes.first();
    let said: Vec<Said> = results.iter().map(Said::of).collect();
    let pairs: Vec<Vec<Option<Paired>>> =
        results.iter().zip(&said).map(|(result, said)| in_order(item, result, said)).collect();
    let (mut all, mut nth) = (Vec::new(), 0);
    for indicator in &item.indicators {
        if indicator.targets.is_empty() {
            all.push(without_target(item, indicator));
        }
        for target in &indicator.targets {
            let case = |result, paired| Case { item, indicator, target, result, paired, outcome };
            let told = results.iter().zip(&said).zip(&pairs);
            let mut judged: Vec<Judgement<'r>> = told
                .map(|(result, pairs)| case(Some(result), pairs[nth].as_ref()).judge())
                .collect();
            if judged.is_empty() {
                judged.push(case(None, None).judge());
            }
            all.extend(of_several(judged, results.iter().all(|result| result.is_part)));
            nth += 1;
        }
    }
    all
}

/// What several results say of a target: the last one that decides, as it tells most of the year.
/// Results of parts of a year have to agree.
fn of_several<'r>(mut judged: Vec<Judgement<'r>>, are_parts: bool) -> Option<Judgement<'r>> {
    let verdict = judged.last()?.verdict;
    if are_parts && judged.iter().any(|other| other.verdict != verdict) {
        let last = judged.pop()?;
        let (verdict, reason) = (Verdict::Undecided, Reason::Several);
        return Some(Judgement { verdict, reason, ..last });
    }
    let decided = judged.iter().rposition(|one| one.verdict != Verdict::Undecided);
    let at = decided.unwrap_or(judged.len() - 1);
    Some(judged.swap_remove(at))
}

/// What is said of an indicator that has no number.
fn without_target<'r>(item: &'r Item, indicator: &'r Indicator) -> Judgement<'r> {
    let (verdict, reason) = (Verdict::Undecided, Reason::NoTarget);
    Judgement { item, indicator, target: None, verdict, reason, results: Vec::new() }
}

/// The results of a judgement for people: `88.41 · 91.2`.
pub fn shown(judgement: &Judgement<'_>) -> String {
    let values: Vec<String> = judgement.results.iter().map(|result| plain(result.value)).collect();
    values.join(" · ")
}

/// Whether an item has a result cell with words in it.
pub fn has_result(item: &Item) -> bool {
    let mut results = item.cells.iter().filter(|(key, _)| key.role == Role::Result);
    results.any(|(_, cell)| cell.text.chars().any(char::is_alphanumeric))
}

/// A target and all that it can be held against.
struct Case<'f, 'r> {
    item: &'r Item,
    indicator: &'r Indicator,
    target: &'r Target,
    result: Option<(&'f Figures<'r>, &'f Said)>,
    /// What stands in its place in a list of results as long as that of the targets.
    paired: Option<&'f Paired>,
    outcome: Option<&'f Figures<'r>>,
}

impl<'r> Case<'_, 'r> {
    fn judge(&self) -> Judgement<'r> {
        let (verdict, reason, results) = match self.results() {
            Ok(results) => {
                let (verdict, reason) = self.decide(&results);
                (verdict, reason, results)
            }
            Err(reason) => (Verdict::Undecided, reason, Vec::new()),
        };
        let Case { item, indicator, target, .. } = *self;
        Judgement { item, indicator, target: Some(target), verdict, reason, results }
    }

    /// The figures that the target is held against, or why there are none.
    fn results(&self) -> Result<Vec<ResultFigure<'r>>, Reason> {
        let (result, said) = self.result.ok_or(Reason::NoResult)?;
        if self.target.unit.as_deref() == Some(LEVEL) {
            let levels = levels(result);
            return if levels.is_empty() { Err(Reason::NoFigure) } else { Ok(levels) };
        }
        match self.paired {
            Some(Paired::Figure(at)) => return Ok(result_figures(result, &[*at])),
            Some(Paired::Bare { raw, value }) => {
                let regions = result.cell.regions.as_slice();
                return Ok(vec![ResultFigure { raw: raw.clone(), value: *value, regions }]);
            }
            None => {}
        }
        let asked = Asked::of(self.indicator, self.target);
        let of_unit = of_asked(result, |i| said.tells(result, i, &asked));
        if let Some(named) = self.named_as_asked(result, &of_unit) {
            return Ok(result_figures(result, &named));
        }
        if of_unit.is_empty() {
            let undone = of_asked(result, |i| {
                counts_in_unit(&result.all[i], self.target) && said.is_undone(result, i, &asked)
            });
            let none = if undone.is_empty() { Reason::NoFigure } else { Reason::NotDone };
            return self.claimed_success().ok_or(none);
        }
        if self.may_be_meant(result, &of_unit) {
            return Ok(result_figures(result, &of_unit));
        }
        Err(Reason::OtherThings)
    }

    /// Of these figures those whose labels say most of what the indicator says; `None` where none
    /// says enough of it.
    fn named_as_asked(&self, result: &Figures<'_>, figures: &[usize]) -> Option<Vec<usize>> {
        let asked = asked(self.indicator, self.target);
        let scored: Vec<(usize, usize)> =
            figures.iter().map(|i| (score(&asked, &full_label(result, *i)), *i)).collect();
        let best = scored.iter().map(|(score, _)| *score).max()?;
        if best < SAME_WORDS {
            return None;
        }
        let good = scored.into_iter().filter(|(score, _)| score + AS_GOOD >= best);
        Some(good.map(|(_, i)| i).collect())
    }

    /// Whether figures that are called otherwise than the indicator can only be about it: it has
    /// the item's one target in their unit, and they are called nothing; one count may be called
    /// anything.
    fn may_be_meant(&self, result: &Figures<'_>, figures: &[usize]) -> bool {
        let all_targets = self.item.indicators.iter().flat_map(|indicator| &indicator.targets);
        if all_targets.filter(|target| target.unit == self.target.unit).count() != 1 {
            return false;
        }
        let one_count = figures.len() == 1 && !self.is_percent();
        one_count || figures.iter().all(|i| is_unnamed(result, *i))
    }

    /// `ดำเนินการตามตัวชี้วัดสำเร็จร้อยละ ๑๐๐` in the outcome, for an indicator that counts success.
    fn claimed_success(&self) -> Option<Vec<ResultFigure<'r>>> {
        let outcome = self.outcome.filter(|_| self.is_percent())?;
        if !self.indicator.name.text.contains(SUCCESS) {
            return None;
        }
        let mut found: Vec<usize> = (0..outcome.all.len()).collect();
        found.retain(|i| claims_success(outcome, *i));
        (!found.is_empty()).then(|| result_figures(outcome, &found))
    }

    fn is_percent(&self) -> bool {
        self.target.unit.as_deref() == Some(PERCENT)
    }

    fn decide(&self, results: &[ResultFigure<'_>]) -> (Verdict, Reason) {
        let aim = self.target.value;
        let bare = self.target.comparator == Comparator::Eq;
        // Nothing at all is never a number to be exceeded.
        let less_may_be_better =
            aim == 0.0 || LESS.iter().any(|word| self.indicator.name.text.contains(word));
        if bare && less_may_be_better && results.iter().any(|result| result.value != aim) {
            return (Verdict::Undecided, Reason::Direction);
        }
        let met = results.iter().filter(|result| meets(result.value, self.target)).count();
        if met == 0 {
            // Counts of several events may be meant together; percentages never are.
            let sum = results.iter().map(|result| result.value).sum();
            let together = results.len() > 1 && !self.is_percent() && meets(sum, self.target);
            return match together {
                true => (Verdict::Undecided, Reason::Several),
                false => (Verdict::Missed, Reason::Figures),
            };
        }
        if met < results.len() {
            return (Verdict::Undecided, Reason::Several);
        }
        let above = bare && results.iter().any(|result| result.value > aim);
        (Verdict::Met, if above { Reason::AboveBareNumber } else { Reason::Figures })
    }
}

/// The figures of a result that are of use.
fn of_asked(result: &Figures<'_>, is_of_use: impl Fn(usize) -> bool) -> Vec<usize> {
    (0..result.all.len()).filter(|i| is_of_use(*i)).collect()
}

/// Whether a value is what a target aims at; a bare number is read as at least.
fn meets(value: f64, target: &Target) -> bool {
    match target.comparator {
        Comparator::Ge | Comparator::Eq => value >= target.value,
        Comparator::Gt => value > target.value,
        Comparator::Le => value <= target.value,
        Comparator::Lt => value < target.value,
    }
}

/// These figures of a cell as what a target is held against.
fn result_figures<'r>(figures: &Figures<'r>, which: &[usize]) -> Vec<ResultFigure<'r>> {
    let all = which.iter().map(|i| &figures.all[*i]);
    all.map(|f| ResultFigure { raw: f.raw.to_owned(), value: f.value, regions: f.regions })
        .collect()
}

/// `ระดับ ๓` in a result: an ordinal, no quantity.
fn levels<'r>(result: &Figures<'r>) -> Vec<ResultFigure<'r>> {
    let text = result.text();
    let mut found = Vec::new();
    for number in number::scan(text) {
        let before = &text[..skip_left(text, number.range.start)];
        if let Some(value) = number.value.filter(|_| before.ends_with(LEVEL)) {
            let raw = format!("{LEVEL} {}", &text[number.range.clone()]);
            let regions = result.cell.regions.as_slice();
            found.push(ResultFigure { raw, value: value.to_f64(), regions });
        }
    }
    found
}

/// Whether a figure of an outcome is the percentage of success.
fn claims_success(outcome: &Figures<'_>, i: usize) -> bool {
    outcome.all[i].unit == Unit::Percent && outcome.label(i).contains(SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::{measure, project};

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
            ("ตัวชี้วัด : ประชุมเดือนละ ๑ ครั้ง", "ประชุมเดือนละ ๑ ครั้ง", Verdict::Met, "1"),
            ("ตัวชี้วัด : ประชุมปีละ ๒ ครั้ง", "ประชุม ๒ ครั้ง", Verdict::Met, "2"),
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
    fn results_in_the_order_of_their_targets() {
        let aims = "ตัวชี้วัด : พึงพอใจ เป้าหมาย : ร้อยละ ๘๐\nตัวชี้วัด : เข้าใจ เป้าหมาย : ร้อยละ ๙๐\n\
                    ตัวชี้วัด : นำไปใช้ เป้าหมาย : ร้อยละ ๗๕";
        let seen = |result: &str| {
            let all = judged(aims, result);
            all.into_iter().map(|(verdict, _, figures)| (verdict, figures)).collect::<Vec<_>>()
        };
        let said = |figures: [&str; 3]| {
            let verdicts = [Verdict::Met, Verdict::Missed, Verdict::Met];
            verdicts.into_iter().zip(figures.map(str::to_owned)).collect::<Vec<_>>()
        };
        let figures = ["84.9", "87.2", "87.6"];
        assert_eq!(seen("ร้อยละ ๘๔.๙๐\nร้อยละ ๘๗.๒๐\nร้อยละ ๘๗.๖๐"), said(figures));
        assert_eq!(seen("ผู้เข้าร่วม ๕๗ คน ได้ร้อยละ ๘๔.๙๐ ร้อยละ ๘๗.๒๐ และร้อยละ ๘๗.๖๐"), said(figures));
        assert_eq!(seen("๘๔.๙๐\n๘๗.๒๐\n๘๗.๖๐"), said(figures), "no unit is printed");
        assert_eq!(one(SATISFIED, "๘๕").2, "85");
    }

    #[test]
    fn several_columns_of_results() {
        let item = |results: [(&str, &str); 2]| {
            let mut item = project("1").indicator(SATISFIED).done();
            for (key, result) in results {
                let key = key.parse().unwrap();
                item.cells.insert(key, crate::audit::sample::text(result));
            }
            let judged = judge(&item);
            (judged[0].verdict, shown(&judged[0]))
        };
        let half = "ความพึงพอใจร้อยละ ๗๐";
        let whole = "ความพึงพอใจร้อยละ ๘๕";
        assert_eq!(item([("result", half), ("result_2", whole)]), (Verdict::Met, "85".to_owned()));
        assert_eq!(item([("result", whole), ("result_2", "จัดแล้ว")]).0, Verdict::Met);
        assert_eq!(item([("result_q1", half), ("result_q2", whole)]).0, Verdict::Undecided);
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
            ("ตัวชี้วัด : ผู้ติดยา เป้าหมาย : ๐ คน", "พบ ๓ คน", Reason::Direction),
            ("ตัวชี้วัด : อุบัติเหตุ ๓ ครั้ง", "เกิดอุบัติเหตุ ๕ ครั้ง", Reason::Direction),
            ("ตัวชี้วัด : ประชุมเดือนละ ๑ ครั้ง", "ประชุม ๑ ครั้ง", Reason::NoFigure),
            ("ตัวชี้วัด : ประชุม ๑ ครั้งต่อเดือน", "ประชุม ๑ ครั้ง", Reason::NoFigure),
            ("ตัวชี้วัด : ประชุม ๔ ครั้ง", "ประชุมไตรมาสละ ๑ ครั้ง", Reason::NoFigure),
            ("ตัวชี้วัด : ประชุม ๔ ครั้ง", "ประชุม ๑ ครั้ง/เดือน", Reason::NoFigure),
            (SATISFIED, "ความพึงพอใจไม่ถึงร้อยละ ๘๐", Reason::NotDone),
            (
                "ตัวชี้วัด : จำนวนหลักสูตร เป้าหมาย : จำนวน ๓ หลักสูตร",
                "ไม่ได้จัดอบรม ๓ หลักสูตร เนื่องจากไม่ได้รับงบประมาณ",
                Reason::NotDone,
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
