//! Labels and lines in the order of reading → entries: each label with all that stands behind it.

use super::labels::{Label, LabelWords, Says};
use super::lines::{
    Cut, cut, cut_further, cut_unknown, cut_within, divided, is_sum, without_leaders,
};
use crate::layout::{Line, Passage, compose};
use crate::role::Role;
use crate::thai::text::normalise;

/// Texts stand below each other where they start within this (in font sizes).
const BELOW: f32 = 0.5;
/// What a label with a number of two levels (`๘.๒`) may open beside the label above it; others go on
/// with that one.
const BELOW_OTHERS: &[Role] = &[
    Role::Budget,
    Role::BudgetUsed,
    Role::BudgetLeft,
    Role::Source,
    Role::Problem,
    Role::Suggestion,
    Role::Responsible,
    Role::Period,
    Role::Place,
    Role::Participants,
    Role::Evidence,
];

/// A label with what stands behind it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its number in Arabic digits.
    pub number: Option<String>,
    /// Whether something numbers it: a number or a letter.
    pub numbered: bool,
    /// What stands behind it.
    pub says: Says,
    /// Whether it names the project.
    pub names: bool,
    /// Whether it says what may be spent where no other label does.
    pub may_be_budget: bool,
    /// Where its words start, and where its value does in their line, in points.
    places: Option<(f32, f32)>,
    /// Its words.
    pub label: Passage,
    /// What stands behind it.
    pub value: Vec<Line>,
}

impl Entry {
    /// A label with its words.
    pub fn of(label: Label, words: Passage, value: Vec<Line>) -> Entry {
        let Label { number, numbered, says, names, may_be_budget, .. } = label;
        Entry { number, numbered, says, names, may_be_budget, places: None, label: words, value }
    }

    fn of_cut(cut: Cut) -> Entry {
        let (value, places) = (cut.value().into_iter().collect(), cut.places());
        Entry { places, ..Entry::of(cut.label, compose(&[cut.words]), value) }
    }

    /// The role of what stands behind it.
    pub fn role(&self) -> Option<Role> {
        self.says.role()
    }

    /// Its number, where that has one level.
    pub fn top_number(&self) -> Option<u32> {
        self.number.as_ref()?.parse().ok()
    }

    /// What of a line goes on with the label, left of its value: what an open bracket holds, or what
    /// stands in brackets. With what goes on with the value.
    fn rest_of_label(&self, line: &Line) -> Option<(Line, Option<Line>)> {
        let (label, value) = divided(line, self.places?.1);
        let label = label?;
        let text = label.text();
        let is_open = self.label.text.matches('(').count() > self.label.text.matches(')').count();
        let in_brackets = text.trim_start().starts_with('(') && text.trim_end().ends_with(')');
        (is_open || in_brackets).then_some((label, value))
    }

    fn is_money(&self) -> bool {
        self.role().is_some_and(Role::is_money)
    }
}

/// The entries of one form as they are read.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// Those so far.
    pub all: Vec<Entry>,
    /// Lines before the first of them.
    pub above: Vec<Line>,
    /// Where the line of the last numbered label starts, in points.
    indent: Option<f32>,
    /// The words that labels are known by.
    words: LabelWords,
}

impl Entries {
    /// None yet, of labels that are known by these words.
    pub fn by(words: &LabelWords) -> Entries {
        Entries { words: words.clone(), ..Entries::default() }
    }

    /// The words that labels are known by.
    pub fn words(&self) -> LabelWords {
        self.words.clone()
    }

    /// Adds a line: its labels, or what goes on with the last one. `next` is the number of the next
    /// label whose words are known: what counts up to it is a label too.
    pub fn add_line(&mut self, line: &Line, next: Option<u32>) {
        let known = cut(line, &self.words).filter(|first| self.takes(first));
        let unknown = || self.counted(line, next).or_else(|| self.below_others(line));
        let Some(first) = known.or_else(unknown) else {
            self.go_on(line);
            return;
        };
        if first.label.number.as_ref().is_some_and(|number| !number.contains('.')) {
            self.indent = Some(line.bbox.x0);
        }
        self.add_cuts(cut_further(first, &self.words));
    }

    /// The label of a line whose words are not known, where it counts on from the last label up to
    /// the next one and is set like them.
    fn counted(&self, line: &Line, next: Option<u32>) -> Option<Cut> {
        let last = self.all.iter().rev().find_map(Entry::top_number)?;
        let found = cut_unknown(line, &self.words)?;
        let number = found.label.top_number()?;
        let counts = number == last + 1 && next.is_none_or(|next| number < next);
        let alike = self.indent.is_some_and(|x| (x - line.bbox.x0).abs() <= line.size);
        (counts && alike).then_some(found)
    }

    /// The label of a line whose words are not known, where it and its value, behind a colon, start right
    /// below those of the last label.
    fn below_others(&self, line: &Line) -> Option<Cut> {
        let (label_x, value_x) = self.all.last()?.places?;
        let found = cut_unknown(line, &self.words).filter(|found| found.label.marked)?;
        let (own_label_x, own_value_x) = found.places()?;
        let apart = (own_label_x - label_x).abs().max((own_value_x - value_x).abs());
        (apart <= line.size * BELOW && value_x > label_x).then_some(found)
    }

    /// Adds lines that stand behind the last label; sums with labels of their own may stand among
    /// those of a sum.
    pub fn add_value_of_row(&mut self, lines: &[Line]) {
        match self.all.last().is_some_and(Entry::is_money) {
            true => lines.iter().for_each(|line| self.add_line(line, None)),
            false => self.add_value(lines),
        }
    }

    /// Adds lines that stand behind the last label, whatever they say.
    pub fn add_value(&mut self, lines: &[Line]) {
        match self.all.last_mut() {
            Some(last) => last.value.extend(lines.iter().map(without_leaders).map(opened)),
            None => self.above.extend_from_slice(lines),
        }
    }

    /// Adds the entries of a table; one without labels above it goes on with the last one.
    pub fn append(&mut self, table: Entries) {
        self.add_value(&table.above);
        self.all.extend(table.all);
    }

    fn add_cuts(&mut self, cuts: Vec<Cut>) {
        self.all.extend(cuts.into_iter().map(Entry::of_cut));
    }

    /// Whether the label at the start of a line is one of the form's, not words of a value.
    fn takes(&self, cut: &Cut) -> bool {
        let label = &cut.label;
        let after_money = self.all.last().is_some_and(Entry::is_money);
        if !cut.is_set_apart {
            return after_money && is_sum(cut);
        }
        if label.is_set && self.is_numbered() && !label.numbered {
            return false;
        }
        let Says::Role(role) = label.says else { return label.numbered || label.marked };
        let stands = self.all.iter().any(|entry| entry.role() == Some(role));
        match label.number.as_deref() {
            Some(number) if number.contains('.') => {
                BELOW_OTHERS.contains(&role) && (!stands || label.is_money())
            }
            Some(number) => {
                let last = self.all.iter().rev().find_map(Entry::top_number);
                let goes_back = number.parse().ok() < last;
                !(goes_back && stands)
            }
            None => !stands || !self.is_numbered() || after_money && label.is_money(),
        }
    }

    /// Whether most of its labels are numbered.
    fn is_numbered(&self) -> bool {
        let numbered = self.all.iter().filter(|entry| entry.numbered).count();
        numbered * 2 > self.all.len()
    }

    /// A line without a label at its start goes on with the last one; sums with labels of their own
    /// may stand in it.
    fn go_on(&mut self, line: &Line) {
        let label_and_value = self.all.last().and_then(|last| last.rest_of_label(line));
        if let Some((label, value)) = label_and_value {
            if let Some(last) = self.all.last_mut() {
                last.label.push_behind(" ", &compose(&[label]));
            }
            return self.add_value(value.as_slice());
        }
        let after_money = self.all.last().is_some_and(Entry::is_money);
        let within = if after_money { cut_within(line, &self.words) } else { None };
        match within.filter(|(_, next)| next.label.is_money()) {
            Some((before, next)) => {
                self.add_value(before.as_slice());
                self.add_cuts(cut_further(next, &self.words));
            }
            None => self.add_value(std::slice::from_ref(line)),
        }
    }
}

/// A line that starts with a number of two levels starts a paragraph.
fn opened(line: Line) -> Line {
    let text = normalise(&line.text()).into_owned();
    let (number, _) = super::labels::number(&text);
    match number {
        Some(number) if number.contains('.') => Line { starts_paragraph: Some(true), ..line },
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_on_with_the_label_above_them() {
        let mut entries = Entries::default();
        for line in [
            "โครงการที่สอง",
            "๑. ชื่อโครงการ แสงริมน้ำ",
            "๒. วัตถุประสงค์",
            "๒.๑ เพื่อให้มีแสง",
            "๒.๒ เป้าหมาย ร้อยละ ๘๐",
            "๓. งบประมาณ",
            "ได้รับจัดสรร ๕๐๐ บาท ใช้จ่าย ๔๐๐ บาท",
            "คงเหลือ ๑๐๐ บาท",
            "๔. ผู้รับผิดชอบ กองช่าง",
        ] {
            entries.add_line(&Line::placeless(line, true), None);
        }
        let said: Vec<(String, String)> =
            entries.all.iter().map(|e| (e.label.text.clone(), compose(&e.value).text)).collect();
        let wanted = [
            ("ชื่อโครงการ", "แสงริมน้ำ"),
            ("วัตถุประสงค์", "๒.๑ เพื่อให้มีแสง\n๒.๒ เป้าหมาย ร้อยละ ๘๐"),
            ("งบประมาณ", ""),
            ("ได้รับจัดสรร", "๕๐๐ บาท"),
            ("ใช้จ่าย", "๔๐๐ บาท"),
            ("คงเหลือ", "๑๐๐ บาท"),
            ("ผู้รับผิดชอบ", "กองช่าง"),
        ];
        assert_eq!(said, wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
        assert_eq!(entries.above.len(), 1);
    }
}
