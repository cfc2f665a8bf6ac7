//! What makes labels a form: enough of them that are known, in order, one of which names the project.

use std::collections::BTreeSet;

use super::bit::{Bit, is_centred};
use super::entries::Entry;
use super::heading::Heading;
use super::inner::Naming;
use super::labels::Says;
use super::lines::Cut;

use crate::layout::{Line, Passage, compose};
use crate::role::Role;
use crate::thai::digits::is_digit;
use crate::thai::text::{matching_key, normalise};

/// A form has at least this many labels of different roles …
const FEWEST_ROLES: usize = 4;
/// … or this many, where no label names its project.
const FEWEST_ROLES_UNNAMED: usize = 5;
/// … or this many, where the form right before it has the same label of a name.
const FEWEST_ROLES_ALIKE: usize = 2;
/// At least this many of them tell what is done and what comes of it, as lists of prices and notices
/// do not.
const FEWEST_TELLING: usize = 2;
/// Roles of labels that tell what is done and what comes of it.
const TELLING: &[Role] = &[
    Role::Objective,
    Role::Detail,
    Role::Indicator,
    Role::Target,
    Role::Result,
    Role::BudgetUsed,
    Role::Outcome,
    Role::Expected,
    Role::Steps,
    Role::Participants,
    Role::Problem,
    Role::Suggestion,
];
/// The name of a project stands at most this many lines above its first label.
const LINES_ABOVE: usize = 8;
/// How the name of a project begins that no label names.
const NAMES: &[&str] = &["โครงการ", "กิจกรรม"];
/// What stands below such a name and is none of it.
const BELOW_NAMES: &[&str] =
    &["ประจำปี", "ปีงบประมาณ", "ระหว่าง", "วันที่", "ณ ", "ของ", "โดย", "(", "พ.ศ."];

/// A label as it is seen before it is known whether it is one of a form.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    /// The line or table that it stands in.
    pub bit: usize,
    /// Its number, where that has one level.
    pub number: Option<u32>,
    /// Whether it names the project.
    pub names: bool,
    /// The role of what stands behind it.
    role: Option<Role>,
    /// Whether something stands behind it in its line or row.
    has_value: bool,
    /// Whether that is only a number: that of a page, in a list of contents.
    is_number: bool,
    /// Whether it stands in notices and contracts.
    notice: bool,
    /// Its words.
    words: String,
    /// Whether it tells the steps where another label names the project.
    may_be_steps: bool,
    /// The heading that it is, where no label names the project.
    pub heading: Option<Heading>,
}

impl Seen {
    /// A label at the start of a line; what stands behind it may stand in the line `below`.
    pub fn of_line(bit: usize, cut: &Cut, below: impl Fn() -> Option<String>) -> Seen {
        let role = cut.label.says.role();
        let value = cut.value().map(|line| line.text()).or_else(below).unwrap_or_default();
        let number = cut.label.top_number();
        let seen = Seen::new(bit, number, cut.label.names, role, &value);
        let notice = cut.label.says == Says::Notice;
        Seen { notice, words: cut.words.text(), may_be_steps: cut.label.may_be_steps, ..seen }
    }

    /// A heading that names the project of the labels below it.
    pub fn of_heading(bit: usize, heading: Heading) -> Seen {
        let seen = Seen::new(bit, None, true, Some(Role::Project), &heading.title.text);
        Seen { heading: Some(heading), ..seen }
    }

    /// A label in a row of a table.
    pub fn of_row(bit: usize, entry: &Entry, value: &str) -> Seen {
        let seen = Seen::new(bit, entry.top_number(), entry.names, entry.role(), value);
        let notice = entry.says == Says::Notice;
        let words = entry.label.text.clone();
        Seen { notice, words, may_be_steps: entry.may_be_steps, ..seen }
    }

    fn new(bit: usize, number: Option<u32>, names: bool, role: Option<Role>, value: &str) -> Seen {
        let value = value.trim();
        let is_number = !value.is_empty() && value.chars().all(|c| is_digit(c) || c == ' ');
        let has_value = !value.is_empty();
        let (notice, may_be_steps, words) = (false, false, String::new());
        let heading = None;
        Seen {
            bit,
            number,
            names,
            role,
            has_value,
            is_number,
            notice,
            words,
            may_be_steps,
            heading,
        }
    }

    /// What of it tells whether it names a project.
    pub fn naming(&self) -> Naming {
        Naming {
            bit: self.bit,
            names: self.names,
            may_be_steps: self.may_be_steps,
            words: matching_key(&self.words),
            role: self.role,
        }
    }

    /// Whether it names the next of several forms alike: `๒. กิจกรรม : …` after `๑. กิจกรรม : …`.
    pub fn counts_on_from(&self, name: &Seen) -> bool {
        if self.heading.is_some() && name.heading.is_some() {
            return true;
        }
        let same = matching_key(&self.words) == matching_key(&name.words);
        let next = name.number.and_then(|number| number.checked_add(1));
        same && self.names && name.names && next.is_some() && self.number == next
    }

    /// It tells the steps of a project that another label names.
    pub fn tell_steps(&mut self) {
        self.names = false;
        self.role = Some(Role::Steps);
    }
}

/// Whether labels are those of a form; `named`: the name of the project stands above them.
pub(super) fn is_form(labels: &[Seen], named: bool) -> bool {
    let roles: BTreeSet<Role> = labels.iter().filter_map(|label| label.role).collect();
    let telling = roles.iter().filter(|role| TELLING.contains(role)).count();
    let fewest = if named { FEWEST_ROLES_UNNAMED } else { FEWEST_ROLES };
    let contents = labels.iter().filter(|label| label.is_number).count() * 2 > labels.len();
    let named = named || labels.iter().any(|label| label.names && label.has_value);
    let other = contents || labels.iter().any(|label| label.notice);
    named && !other && roles.len() >= fewest && telling >= FEWEST_TELLING && is_in_order(labels)
}

/// Whether labels are those of one more form behind one like it, though they say less.
pub(super) fn is_another(labels: &[Seen]) -> bool {
    let roles: BTreeSet<Role> = labels.iter().filter_map(|label| label.role).collect();
    let named = labels.iter().any(|label| label.names && label.has_value);
    named && roles.len() >= FEWEST_ROLES_ALIKE && !labels.iter().any(|label| label.notice)
}

/// Whether the numbers of most labels count up.
fn is_in_order(labels: &[Seen]) -> bool {
    let numbers: Vec<u32> = labels.iter().filter_map(|label| label.number).collect();
    let up = numbers.windows(2).filter(|pair| pair[0] < pair[1]).count();
    numbers.len() < 2 || up * 2 >= numbers.len() - 1
}

/// The labels of a proposal from the first that says why it is done or what it is for, with its
/// name: the centred lines above them.
pub(super) fn named_above<'s>(bits: &[Bit], labels: &'s [Seen]) -> Option<(&'s [Seen], Passage)> {
    let opens = |label: &Seen| matches!(label.role, Some(Role::Detail | Role::Objective));
    let first = labels.iter().position(opens)?;
    let labels = &labels[first..];
    let has = |role| labels.iter().any(|label| label.role == Some(role));
    if !(has(Role::Detail) && has(Role::Objective)) {
        return None;
    }
    let bit = labels.first()?.bit;
    let above = bits[bit.saturating_sub(LINES_ABOVE)..bit].iter().rev();
    let lines: Vec<&Line> = above
        .map_while(|bit| match bit {
            Bit::Line(line) if is_centred(line) => Some(line),
            _ => None,
        })
        .collect();
    let starts_with = |line: &Line, words: &[&str]| {
        let text = normalise(&line.text()).into_owned();
        words.iter().any(|word| text.trim_start().starts_with(word))
    };
    let name = lines.iter().position(|line| starts_with(line, NAMES))?;
    let title = lines[..=name].iter().rev().enumerate();
    let title = title.take_while(|(i, line)| *i == 0 || !starts_with(line, BELOW_NAMES));
    let title: Vec<Line> = title.map(|(_, line)| (*line).clone()).collect();
    Some((labels, compose(&title)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(roles: &[(Role, &str)]) -> Vec<Seen> {
        let numbered = (1..).zip(roles);
        numbered
            .map(|(n, (role, value))| {
                Seen::new(0, Some(n), *role == Role::Project, Some(*role), value)
            })
            .collect()
    }

    #[test]
    fn a_form_has_a_name_and_tells_what_is_done() {
        use Role::{Budget, Detail, Objective, Period, Place, Project, Responsible, Result};
        let (name, detail, aim) = ((Project, "แสง"), (Detail, "มืด"), (Objective, "ให้มีแสง"));
        for (labels, form) in [
            (vec![name, detail, aim, (Budget, "๕๐๐")], true),
            (vec![name, (Period, "๒๕๖๘"), (Result, "มีแสง"), aim], true),
            (
                vec![
                    name,
                    (Role::Participants, "ทุกคน"),
                    (Budget, "๕๐๐"),
                    (Role::BudgetUsed, "๔๐๐"),
                ],
                true,
            ),
            // A form that nobody filled in.
            (vec![(Project, ""), (Detail, ""), (Objective, ""), (Budget, "")], false),
            // A list of contents.
            (vec![(Project, "๑"), (Detail, "๑"), (Objective, "๒"), (Budget, "๓")], false),
            // A price.
            (
                vec![
                    name,
                    (Budget, "๕๐๐"),
                    (Period, "๒๕๖๘"),
                    (Responsible, "กองช่าง"),
                    (Place, "ที่นี่"),
                ],
                false,
            ),
            (vec![name, detail, aim], false),
            (vec![detail, aim, (Budget, "๕๐๐"), (Result, "มีแสง")], false),
        ] {
            assert_eq!(is_form(&seen(&labels), false), form, "{labels:?}");
        }
    }
}
