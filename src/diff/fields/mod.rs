//! One field of an item in two years: its targets, dates, numbers and words, each change as what it
//! is.

mod comparison;
mod context;
mod dates;
mod entries;
mod joined;
mod numbers;
mod targets;

use super::model::{Change, Expected, Kind};
use super::nodes::{has_entries, has_targets, holds};
use super::token::Tokens;
use super::words::compare;
use crate::audit::wording::says_much;
use crate::role::Holds;
use crate::thai::text::matching_key;
use comparison::FieldComparison;

pub use context::{Context, Differences};
pub use dates::{Stretch, is_years_apart};
pub use joined::Joined;

/// How a field changed.
pub fn compare_field(
    name: &str,
    old: &Joined<'_>,
    new: &Joined<'_>,
    context: &Context,
) -> Differences {
    if matching_key(old.text()) == matching_key(new.text()) {
        return Differences::default();
    }
    let (a, b) = (Tokens::of(old.text()), Tokens::of(new.text()));
    let diff = compare(&a, &b, context.years(), old.unsure() || new.unsure());
    let mut comparison = FieldComparison {
        name,
        old,
        new,
        a: &a,
        b: &b,
        diff: &diff,
        context,
        found: Differences::default(),
        covered: Vec::new(),
    };
    comparison.add_changes();
    comparison.found
}

/// A result that is that of the year before, word for word but for the year; `found` is what else
/// was found of the field.
pub fn copied(
    name: &str,
    old: &Joined<'_>,
    new: &Joined<'_>,
    found: &Differences,
    context: &Context,
) -> Option<Change> {
    let is_same = found.changes.iter().all(|change| change.expected == Some(Expected::WithTheYear));
    let is_result = holds(name) == Holds::Figures && context.is_another_year();
    if !is_result || !is_same || !says_much(new.text()) || !says_much(old.text()) {
        return None;
    }
    let (old, new) = (old.value(old.text()), new.value(new.text()));
    Some(Change::new(Kind::ResultCopied, name, Some(old), Some(new)))
}

impl FieldComparison<'_> {
    /// Adds all changes. What one kind of change is about, the kinds after it pass over.
    fn add_changes(&mut self) {
        self.add_spellings();
        match self.name {
            "title" => return self.add_as_one(Kind::TitleReworded),
            "headings" => return self.add_as_one(Kind::Heading),
            _ => {}
        }
        if holds(self.name) == Holds::Figures && self.is_on_one_side() {
            return self.add_lone_result();
        }
        if has_targets(self.name) {
            self.add_targets();
        }
        self.add_dates();
        self.add_numbers();
        if has_entries(self.name) {
            self.add_renumbered();
        }
        self.add_reworded();
    }

    /// Whether one side says nothing.
    fn is_on_one_side(&self) -> bool {
        self.a.all.is_empty() != self.b.all.is_empty()
    }

    /// A result where there was none, or that is gone.
    fn add_lone_result(&mut self) {
        match self.a.all.is_empty() {
            true => self.push(Kind::ResultAdded, None, Some(self.b.text), None),
            false => self.push(Kind::ResultRemoved, Some(self.a.text), None, None),
        }
    }

    /// The whole field as one change, where anything in it is other words or numbers.
    fn add_as_one(&mut self, kind: Kind) {
        let other_words = !self.diff.reworded.is_empty() || !self.diff.numbers.is_empty();
        if other_words || self.linked_dates().iter().any(|(i, j)| !self.same_date(*i, *j)) {
            self.push_whole(kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::contract::model::{FiscalYear, Text};
    use crate::diff::model::{NodeKind, Numbers};
    use crate::diff::nodes::Node;

    /// Compares a field with these texts in reports on the years 2567 and 2568.
    fn compared(name: &str, old: &str, new: &str) -> Differences {
        let text = |text: &str| Text {
            raw: text.to_owned(),
            text: text.to_owned(),
            regions: Vec::new(),
            confidence: None,
            corrected: None,
        };
        let (old, new) = (text(old), text(new));
        let [old, new] = [&old, &new]
            .map(|title| Node { title: Some(title), ..Node::bare("p1", NodeKind::Project) });
        let year = |be: i16| {
            let ce = be - 543;
            Some(FiscalYear {
                be,
                start: date(ce - 1, 10, 1),
                end: date(ce, 9, 30),
                corrected: None,
            })
        };
        let context = Context { old_year: year(2567), new_year: year(2568), ..Context::default() };
        compare_field(name, &Joined::title(&old), &Joined::title(&new), &context)
    }

    #[test]
    fn each_change_is_told_as_what_it_is() {
        for (name, old, new, kinds) in [
            ("title", "โครงการอบรมบุคลากร", "โครงการประชุมบุคลากร", &[Kind::TitleReworded][..]),
            ("indicator", "อย่างน้อย ๔ ครั้ง", "อย่างน้อย ๓ ครั้ง", &[Kind::TargetLowered]),
            ("indicator", "๕ แห่ง", "หมู่บ้านเล็ก ๓ แห่ง\nหมู่บ้านใหญ่ ๒ แห่ง", &[Kind::Wording]),
            ("indicator", "เล็ก ๓ แห่ง\nใหญ่ ๒ แห่ง", "หมู่บ้าน ๕ แห่ง", &[Kind::Wording]),
            ("indicator", "ไม่เกิน ๑๕ วัน", "ไม่เกิน ๒๐ วัน", &[Kind::TargetLoosened]),
            ("indicator", "ไม่เกิน ๒๐ วัน", "ไม่เกิน ๑๕ วัน", &[Kind::TargetTightened]),
            ("indicator", "อย่างน้อย ๔ ครั้ง", "อย่างน้อย ๕ ครั้ง", &[Kind::TargetRaised]),
            ("indicator", "ภายใน ๗ วันทำการ", "ภายใน ๕ วันทำการ", &[Kind::TargetTightened]),
            ("indicator", "ไม่เกินร้อยละ ๕", "ไม่เกินร้อยละ ๑๐", &[Kind::TargetLoosened]),
            ("indicator", "ไม่เกิน ๑๕ วัน", "๒๐ วัน", &[Kind::TargetLoosened]),
            ("indicator", "ไม่เกิน ๑๕ วัน", "ไม่น้อยกว่า ๒๐ วัน", &[Kind::TargetComparator]),
            (
                "goals",
                "เรื่องร้องเรียนไม่มากกว่า ๓ เรื่อง",
                "เรื่องร้องเรียนไม่มากกว่า ๖ เรื่อง",
                &[Kind::TargetLoosened],
            ),
            ("result", "อบรม ๑๐ คน", "", &[Kind::ResultRemoved]),
            ("outcome", "-", "อบรม ๑๐ คน", &[Kind::ResultAdded]),
            ("target", "๘๐", "๘๕", &[Kind::TargetRaised]),
            ("target_2568", "๘๐\n๓", "๗๐\n๓", &[Kind::TargetLowered]),
            ("result", "อบรม ๑๐ คน", "อบรม ๑๒ คน", &[Kind::ResultFigure]),
            ("steps", "๑. อบรม\n๒. ประชุม", "๑. อบรม\n๒. ประชุม\n๓. ประเมินผล", &[Kind::EntryAdded]),
            ("steps", "๑. อบรม\n๒. ประชุม", "๑. อบรม", &[Kind::EntryRemoved]),
            ("steps", "๑. อบรม", "๒. อบรม", &[Kind::Renumbered]),
            ("responsible", "๑. อบรม", "๒. อบรม", &[]),
            ("responsible", "กองคลัง", "สำนักปลัด", &[Kind::Wording]),
            ("result", "ปีงบประมาณ ๒๕๖๗", "ปีงบประมาณ ๒๕๖๘", &[]),
        ] {
            let found = compared(name, old, new);
            let got: Vec<Kind> = found.changes.iter().map(|change| change.kind).collect();
            assert_eq!(got, kinds, "{name}: {old} | {new}");
        }
    }

    #[test]
    fn a_day_a_year_on_moved_with_the_year() {
        for (new, with_the_year) in [("๑ ธันวาคม ๒๕๖๗", true), ("๒ ธันวาคม ๒๕๖๗", false)]
        {
            let changes = compared("period", "๑ ธันวาคม ๒๕๖๖", new).changes;
            assert_eq!(changes.len(), 1, "{new}");
            let Some(Numbers::Days(days)) = &changes[0].numbers else { panic!("{new}") };
            assert_eq!((changes[0].kind, days.with_the_year), (Kind::Date, with_the_year));
        }
    }

    #[test]
    fn an_entry_with_a_target_is_that_target_by_its_whole_name() {
        let more = "จัดอบรม\nประชุมอย่างน้อย ๓ ครั้ง";
        for (old, new, kind) in
            [("จัดอบรม", more, Kind::TargetAdded), (more, "จัดอบรม", Kind::TargetRemoved)]
        {
            let found = compared("indicator", old, new);
            let [change] = &found.changes[..] else { panic!("{:?}", found.changes) };
            let value = change.new.as_ref().or(change.old.as_ref()).unwrap();
            assert_eq!((change.kind, value.text.as_str()), (kind, "ประชุมอย่างน้อย ๓ ครั้ง"));
            assert!(change.numbers.is_some());
        }
        let found = compared("indicator", "จัดอบรม", "จัดอบรม\nติดตามผลทุกแห่ง");
        assert_eq!(found.changes[0].kind, Kind::EntryAdded);
    }
}
