//! Results that stand in the order of their targets: a list of figures as long as that of the
//! targets, or as many lines.
//!
//! Order tells only where names do not say otherwise.

use std::ops::Range;

use crate::audit::called::{AS_GOOD, PERCENT, SAME_WORDS, asked, full_label, score};
use crate::audit::figures::{Figures, plain_unit};
use crate::audit::undone::{Asked, Said};
use crate::contract::model::{Indicator, Item, Target};
use crate::thai::number;

/// More targets than this are not held against figures in order: it bounds the time.
const MOST: usize = 40;
/// Words that may stand beside the number of a line that says nothing else.
const PERCENT_WORDS: &[&str] = &["ร้อยละ", "เปอร์เซ็นต์", "%"];

/// What stands in the place of a target.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Paired {
    /// A figure of the result, by its place among all.
    Figure(usize),
    /// A line that is a number without a unit.
    Bare {
        /// The line as printed.
        raw: String,
        /// Its number.
        value: f64,
    },
}

/// For each target of an item, in document order, what stands in its place in the result; `None`
/// where order does not tell.
pub(super) fn in_order(item: &Item, result: &Figures<'_>, said: &Said) -> Vec<Option<Paired>> {
    let aims = |indicator| aims_of(indicator);
    let targets: Vec<Aim<'_>> = item.indicators.iter().flat_map(aims).collect();
    let mut paired = vec![None; targets.len()];
    if targets.len() > MOST {
        return paired;
    }
    let pairing = Pairing { targets: &targets, result, said };
    pairing.by_bare_lines(&mut paired);
    pairing.by_count(&mut paired);
    pairing.by_lines(&mut paired);
    paired
}

/// A target with its indicator.
type Aim<'r> = (&'r Indicator, &'r Target);

fn aims_of(indicator: &Indicator) -> impl Iterator<Item = Aim<'_>> {
    indicator.targets.iter().map(move |target| (indicator, target))
}

/// The targets of an item and a result while they are paired.
struct Pairing<'p, 'r> {
    targets: &'p [Aim<'r>],
    result: &'p Figures<'r>,
    said: &'p Said,
}

impl Pairing<'_, '_> {
    /// As many lines as targets, each a number and nothing else.
    fn by_bare_lines(&self, paired: &mut [Option<Paired>]) {
        let lines = self.lines();
        if lines.len() != self.targets.len() {
            return;
        }
        let bare: Option<Vec<Paired>> = lines
            .iter()
            .zip(self.targets)
            .map(|(line, (_, target))| bare(&self.result.text()[line.clone()], target))
            .collect();
        for (place, found) in paired.iter_mut().zip(bare.into_iter().flatten()) {
            *place = Some(found);
        }
    }

    /// As many figures of a unit as targets of it, two or more.
    fn by_count(&self, paired: &mut [Option<Paired>]) {
        for first in 0..self.targets.len() {
            let unit = unit(self.targets[first].1);
            let same: Vec<usize> =
                (0..self.targets.len()).filter(|i| unit_of(self.targets, *i) == unit).collect();
            let figures = self.figures_of_unit(self.targets[first], 0..self.result.text().len());
            let is_open = same.iter().all(|i| paired[*i].is_none());
            let is_list = same.len() > 1 && same[0] == first && figures.len() == same.len();
            if is_open && is_list && !self.is_named_otherwise(&same, &figures) {
                for (target, figure) in same.iter().zip(figures) {
                    paired[*target] = Some(Paired::Figure(figure));
                }
            }
        }
    }

    /// As many lines as targets, each with one figure of its target's unit.
    fn by_lines(&self, paired: &mut [Option<Paired>]) {
        let lines = self.lines();
        if lines.len() != self.targets.len() || lines.len() < 2 {
            return;
        }
        for (i, line) in lines.into_iter().enumerate() {
            let of_line = self.figures_of_unit(self.targets[i], line);
            let all = self.figures_of_unit(self.targets[i], 0..self.result.text().len());
            let is_named = |figure: usize| self.is_called_otherwise(i, figure, &all);
            if let [figure] = of_line[..]
                && paired[i].is_none()
                && !is_named(figure)
            {
                paired[i] = Some(Paired::Figure(figure));
            }
        }
    }

    /// The lines of the result that say something.
    fn lines(&self) -> Vec<Range<usize>> {
        let text = self.result.text();
        let mut lines = Vec::new();
        let mut from = 0;
        for line in text.split('\n') {
            if !line.trim().is_empty() {
                lines.push(from..from + line.len());
            }
            from += line.len() + 1;
        }
        lines
    }

    /// The figures of a stretch of the result that count in a target's unit and tell a result.
    fn figures_of_unit(&self, aim: Aim<'_>, stretch: Range<usize>) -> Vec<usize> {
        let asked = Asked::of(aim.0, aim.1);
        let all = self.result.all.iter().enumerate();
        let fitting = all.filter(|(i, figure)| {
            stretch.start <= figure.range.start
                && figure.range.end <= stretch.end
                && self.said.tells(self.result, *i, &asked)
        });
        fitting.map(|(i, _)| i).collect()
    }

    /// Whether names say that one of these figures is not that of the target in its place.
    fn is_named_otherwise(&self, targets: &[usize], figures: &[usize]) -> bool {
        let mut pairs = targets.iter().zip(figures);
        pairs.any(|(target, figure)| self.is_called_otherwise(*target, *figure, figures))
    }

    /// Whether another of some figures is called more like what a target asks for than this one.
    fn is_called_otherwise(&self, target: usize, figure: usize, figures: &[usize]) -> bool {
        let (indicator, target) = self.targets[target];
        let asked = asked(indicator, target);
        let called = |figure: usize| score(&asked, &full_label(self.result, figure));
        let own = called(figure);
        figures.iter().any(|other| {
            let score = called(*other);
            score >= SAME_WORDS && score > own + AS_GOOD
        })
    }
}

/// What a target counts in.
fn unit(target: &Target) -> Option<&str> {
    target.unit.as_deref().map(plain_unit)
}

fn unit_of<'r>(targets: &[Aim<'r>], i: usize) -> Option<&'r str> {
    unit(targets[i].1)
}

/// A line that is a number and nothing else, or a percentage where that is aimed at.
fn bare(line: &str, target: &Target) -> Option<Paired> {
    let numbers = number::scan(line);
    let [only] = &numbers[..] else { return None };
    let value = only.value?.to_f64();
    let mut beside = format!("{}{}", &line[..only.range.start], &line[only.range.end..]);
    if target.unit.as_deref() == Some(PERCENT) {
        beside = PERCENT_WORDS.iter().fold(beside, |rest, word| rest.replace(word, ""));
    }
    let raw = line.trim().to_owned();
    beside.trim().is_empty().then_some(Paired::Bare { raw, value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::project;

    const TWO: &str =
        "ตัวชี้วัด : ผู้ตอบแบบ IIT เป้าหมาย : อย่างน้อย ๑๐ คน\nตัวชี้วัด : ผู้ตอบแบบ EIT เป้าหมาย : อย่างน้อย ๒๐ คน";

    fn paired(indicators: &str, result: &str) -> Vec<Option<Paired>> {
        let item = project("1").indicator(indicators).result(result).done();
        let figures = &Figures::of_results(&item)[0];
        in_order(&item, figures, &Said::of(figures))
    }

    #[test]
    fn names_overrule_order() {
        assert_eq!(
            paired(TWO, "๑๑ คน และ ๒๒ คน"),
            [Some(Paired::Figure(0)), Some(Paired::Figure(1))]
        );
        assert_eq!(paired(TWO, "EIT ๒๒ คน IIT ๑๑ คน"), [None, None]);
        assert_eq!(paired(TWO, "๑๑ คน ๒๒ คน และ ๓๓ คน"), [None, None], "a list of another length");
    }

    #[test]
    fn short_names_overrule_order() {
        let aims = "ตัวชี้วัด : ผู้สูงอายุ ๕๐ คน\nตัวชี้วัด : เด็ก ๓๐ คน";
        assert_eq!(paired(aims, "เด็ก ๒๕ คน\nผู้สูงอายุ ๕๕ คน"), [None, None]);
        let aims = "ร้อยละ ๗๐ มีความรู้ ร้อยละ ๘๐ พึงพอใจ";
        assert_eq!(paired(aims, "พึงพอใจร้อยละ ๗๕ มีความรู้ร้อยละ ๗๘"), [None, None]);
    }

    #[test]
    fn lines_tell_where_figures_alone_do_not() {
        let said = paired(TWO, "ตอบ ๑๑ คน\nตอบ ๒๒ คน");
        assert_eq!(said, [Some(Paired::Figure(0)), Some(Paired::Figure(1))]);
        let bare = |raw: &str, value| Some(Paired::Bare { raw: raw.to_owned(), value });
        assert_eq!(paired(TWO, "๑๑\n๒๒"), [bare("๑๑", 11.0), bare("๒๒", 22.0)]);
        assert_eq!(paired(TWO, "๑๑\nยังไม่ตอบ"), [None, None]);
    }
}
