//! Labels and lines in the order of reading → entries: each label with all that stands behind it.

use super::heading::Heading;
use super::inner::{Naming, steps_within};
use super::labels::{Label, LabelWords, Says, holds_amount};
use super::lines::{
    Cut, Set, cut, cut_further, cut_unknown, cut_within, divided, is_sum, without_leaders,
};
use crate::layout::{Line, Passage, compose, ended};
use crate::role::Role;
use crate::thai::date::find;
use crate::thai::digits;
use crate::thai::text::{is_thai_letter, matching_key, normalise};

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

/// Facts that a line of its own may tell with nothing but a space between label and value.
const FACTS: &[Role] = &[
    Role::Period,
    Role::Place,
    Role::Participants,
    Role::Responsible,
    Role::Source,
    Role::Budget,
    Role::BudgetUsed,
    Role::BudgetLeft,
];
/// A date stands at most this far from the label before it, in bytes: `ระหว่างวันที่ ๕ ม.ค. ๒๕๖๘`.
const DATE_WITHIN: usize = 60;

/// A label that is not known is one beside at least this many that are set alike …
const FEWEST_ALIKE: usize = 3;
/// … or this many, in a font of labels alone or with points behind them.
const FEWEST_IN_FONT: usize = 2;
/// A label that is not known is at most this long, in characters.
const LONGEST_UNKNOWN: usize = 45;

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
    /// Whether it tells the steps where another label names the project.
    pub may_be_steps: bool,
    /// Where its words start, and where its value does in their line, in points.
    places: Option<(f32, f32)>,
    /// How it is set in its line.
    set: Option<Set>,
    /// Its words.
    pub label: Passage,
    /// The title that stands behind it, where it is a heading.
    pub title: Option<Passage>,
    /// What stands behind it.
    pub value: Vec<Line>,
}

impl Entry {
    /// A label with its words.
    pub fn of(label: Label, words: Passage, value: Vec<Line>) -> Entry {
        let Label { number, numbered, says, names, may_be_budget, may_be_steps, .. } = label;
        Entry {
            number,
            numbered,
            says,
            names,
            may_be_budget,
            may_be_steps,
            places: None,
            set: None,
            label: words,
            title: None,
            value,
        }
    }

    /// A row that names the project of the rows below it.
    pub fn of_heading(heading: Heading) -> Entry {
        Entry {
            number: None,
            numbered: false,
            says: Says::Role(Role::Project),
            names: true,
            may_be_budget: false,
            may_be_steps: false,
            places: None,
            set: None,
            label: heading.label,
            title: Some(heading.title),
            value: Vec::new(),
        }
    }

    fn of_cut(cut: Cut) -> Entry {
        let (value, places) = (cut.value().into_iter().collect(), cut.places());
        Entry { places, set: cut.setting(), ..Entry::of(cut.label, compose(&[cut.words]), value) }
    }

    /// What stands behind it, as one text.
    pub fn text(&self) -> Passage {
        let mut text = self.title.clone().unwrap_or_default();
        text.push(&compose(&self.value));
        text
    }

    /// Whether its label has the words of another one.
    pub fn is_told_like(&self, other: &Entry) -> bool {
        matching_key(&self.label.text) == matching_key(&other.label.text)
    }

    /// What of it tells whether it names a project.
    fn naming(&self) -> Naming {
        Naming {
            bit: 0,
            names: self.names,
            may_be_steps: self.may_be_steps,
            words: matching_key(&self.label.text),
            role: self.role(),
        }
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
        let known = cut(line, &self.words).filter(|first| self.takes(first, line));
        let unknown = || {
            let found = self.counted(line, next).or_else(|| self.below_others(line));
            found.or_else(|| self.set_like_others(line))
        };
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

    /// The label of a line whose words are not known, where a colon or points end it as they do all others
    /// and it is set like them: in the same font of labels alone, or else beginning where they do.
    fn set_like_others(&self, line: &Line) -> Option<Cut> {
        let others: Vec<Set> = self.all.iter().filter_map(|entry| entry.set).collect();
        let last = *others.last()?;
        let found = cut_unknown(line, &self.words)?;
        let own = found.setting().filter(|own| own.by_colon && own.has_value)?;
        let by_colon = others.iter().filter(|other| other.by_colon).count();
        let in_fonts = others.iter().filter(|other| other.font.is_some()).count() * 2 > by_colon;
        let fewest = if in_fonts || own.by_points { FEWEST_IN_FONT } else { FEWEST_ALIKE };
        if by_colon < fewest.max(others.len()) || !self.may_be_label(&found) {
            return None;
        }
        let level = (own.x - last.x).abs() <= line.size * BELOW;
        let alike = match in_fonts {
            true => own.font.is_some() && others.iter().any(|other| other.font == own.font),
            // Parts of a value begin so too: sums of money, and all that stands below its label.
            false => last.has_value && !self.all.last().is_some_and(Entry::is_money),
        };
        (level && alike).then_some(found)
    }

    /// Whether what stands before a colon may be a label by its words: they are brief, and no number
    /// and no word that parts a value is among them.
    fn may_be_label(&self, found: &Cut) -> bool {
        let text = normalise(&found.words.text()).into_owned();
        text.chars().count() <= LONGEST_UNKNOWN
            && text.starts_with(is_thai_letter)
            && !text.contains(digits::is_digit)
            && !self.words.only_goes_on(&text)
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

    /// Takes labels for those of steps that stand within the form of a project which another one names.
    pub fn take_steps(&mut self) {
        let namings: Vec<Naming> = self.all.iter().map(Entry::naming).collect();
        for at in steps_within(&namings) {
            self.all[at].names = false;
            self.all[at].says = Says::Role(Role::Steps);
        }
    }

    fn add_cuts(&mut self, cuts: Vec<Cut>) {
        self.all.extend(cuts.into_iter().map(Entry::of_cut));
    }

    /// Whether the label at the start of a line is one of the form's, not words of a value.
    fn takes(&self, cut: &Cut, line: &Line) -> bool {
        let label = &cut.label;
        let after_money = self.all.last().is_some_and(Entry::is_money);
        if !cut.is_set_apart {
            return after_money && is_sum(cut) || self.is_fact_below(cut, line);
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

    /// Whether a label that nothing sets apart from its value is one all the same: it begins a line of
    /// its own below a name or another such fact, and what stands behind it is what it says.
    fn is_fact_below(&self, cut: &Cut, line: &Line) -> bool {
        let Some(last) = self.all.last() else { return false };
        let Some(role) = cut.label.says.role().filter(|role| FACTS.contains(role)) else {
            return false;
        };
        let is_below = last.names || last.role().is_some_and(|role| FACTS.contains(&role));
        let begins = line.starts_paragraph == Some(true)
            || last.value.last().is_some_and(|before| ended(before, line));
        let stands = self.all.iter().any(|entry| entry.role() == Some(role));
        let value =
            normalise(&cut.value().map(|value| value.text()).unwrap_or_default()).into_owned();
        let value = value.trim_start();
        let says = match role {
            Role::Period => find(value).dates.iter().any(|date| date.range.start <= DATE_WITHIN),
            _ if role.is_money() => holds_amount(value),
            _ => !value.is_empty(),
        };
        !cut.label.is_set && is_below && begins && !stands && says
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
    use crate::geom::Rect;
    use crate::layout::Frame;

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

    /// A line whose words before the colon are set in a font of their own or in that of the others.
    fn set(text: &str, bold: bool) -> Line {
        let mut line = Line::placeless(text, true);
        let label = text.find(':').map_or(0, |at| text[..at].trim_end().chars().count());
        let mut letters = 0;
        for (i, cluster) in line.clusters.iter_mut().enumerate() {
            letters += cluster.text.chars().count();
            let x = 50.0 + 5.0 * i as f32;
            cluster.bbox = Rect::new(x, 100.0, x + 5.0, 110.0);
            (cluster.size, cluster.font) = (10.0, u16::from(bold && letters <= label));
        }
        let frame = Frame { page: 1, size: (600.0, 800.0), room: (40.0, 560.0), ..Frame::NOWHERE };
        Line { frame, size: 10.0, bbox: Rect::new(50.0, 100.0, 400.0, 110.0), ..line }
    }

    /// The labels of lines that have colons, set in a font of their own or not.
    fn labels(lines: &[&str], bold: bool) -> Vec<String> {
        let mut entries = Entries::default();
        lines.iter().for_each(|line| entries.add_line(&set(line, bold), None));
        entries.all.iter().map(|entry| entry.label.text.clone()).collect()
    }

    #[test]
    fn a_fact_on_a_line_of_its_own_below_a_name_has_its_own_label() {
        let name = "๑) ชื่อกิจกรรม แสงริมน้ำ";
        let (day, place) = ("วัน/เดือน/ปี ที่ดำเนินการ ๑๘ มิถุนายน ๒๕๖๗", "สถานที่ดำเนินการ ห้องประชุม");
        let who = "๒) กลุ่มเป้าหมาย หิ่งห้อย";
        let all = ["ชื่อกิจกรรม", "วัน/เดือน/ปี ที่ดำเนินการ", "สถานที่ดำเนินการ", "กลุ่มเป้าหมาย"];
        assert_eq!(labels(&[name, day, place, who], false), all);
        // Neither what tells of no day nor what stands in a text.
        let undated = [name, "วันที่ ชาวบ้านรอคอย", who];
        assert_eq!(labels(&undated, false), ["ชื่อกิจกรรม", "กลุ่มเป้าหมาย"]);
        let in_text = [name, "๒) หลักการและเหตุผล มืด", day, place];
        assert_eq!(labels(&in_text, false), ["ชื่อกิจกรรม", "หลักการและเหตุผล"]);
        // A name whose line is full goes on in the next one.
        let mut entries = Entries::default();
        let mut full = set(name, false);
        full.bbox.x1 = full.frame.room.1;
        entries.add_line(&full, None);
        let next = Line { starts_paragraph: None, ..set(place, false) };
        entries.add_line(&next, None);
        assert_eq!(entries.all.len(), 1);
    }

    #[test]
    fn points_and_boxes_tell_labels_whose_words_are_not_known() {
        let (name, day) = ("ชื่อโครงการ......แสงริมน้ำ......", "วันที่......๕ ม.ค. ๒๕๖๘......");
        let known = ["ชื่อโครงการ", "วันที่"];
        let who = labels(&[name, day, "ผู้เห็นแสง......หิ่งห้อย......"], false);
        assert_eq!(who, [&known[..], &["ผู้เห็นแสง"]].concat());
        let choice = labels(&[name, day, "ลักษณะโครงการ ( ) ใหม่ ( / ) ต่อเนื่อง"], false);
        assert_eq!(choice, [&known[..], &["ลักษณะโครงการ"]].concat());
        assert_eq!(labels(&[name, day, "มีแสงเพิ่มขึ้น............"], false), known);
    }

    #[test]
    fn a_colon_tells_a_label_among_others_that_are_set_alike() {
        let lines = ["ชื่อโครงการ : แสงริมน้ำ", "เป้าหมาย : ๘๐ ราย", "แสงที่รองรับดาว : เดือนละ ๒ ครั้ง"];
        assert_eq!(labels(&lines, true), ["ชื่อโครงการ", "เป้าหมาย", "แสงที่รองรับดาว"]);
        assert_eq!(labels(&lines, false), ["ชื่อโครงการ", "เป้าหมาย"], "too few to tell");
        let four = [&["วัตถุประสงค์ : ให้สว่าง"], &lines[..]].concat();
        assert_eq!(labels(&four, false).last().map(String::as_str), Some("แสงที่รองรับดาว"));
        for (part, before) in [
            ("เชิงปริมาณ : ๘๐ ราย", "เป้าหมาย :"),
            ("เชิงคุณภาพของดาว : สว่าง", "เป้าหมาย : ๘๐ ราย"),
            ("ปีที่ ๑ : ๘๐ ราย", "เป้าหมาย : ๘๐ ราย"),
            ("ค่าหิ่งห้อยและดาว : ๕๐๐ บาท", "งบประมาณ : ๕๐๐ บาท"),
        ] {
            let lines = ["ชื่อโครงการ : แสง", "วัตถุประสงค์ : ให้สว่าง", before, part];
            assert_eq!(labels(&lines, false).len(), 3, "{part}");
        }
    }

    #[test]
    fn an_activity_below_the_name_of_a_project_is_its_steps() {
        let mut entries = Entries::default();
        for line in ["ชื่อโครงการ : แสง", "เป้าหมาย : ๘๐ ราย", "กิจกรรม : ดูดาว", "งบประมาณ : ๕๐๐ บาท"]
        {
            entries.add_line(&set(line, true), None);
        }
        entries.take_steps();
        let says: Vec<_> = entries.all.iter().map(|entry| (entry.names, entry.role())).collect();
        assert_eq!((says[0].0, says[2]), (true, (false, Some(Role::Steps))));
    }
}
