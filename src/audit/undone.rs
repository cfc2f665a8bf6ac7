//! Figures of a result that tell nothing done: what was put off, called off or is still to come, and
//! what was only nearly reached.

use std::ops::Range;
use std::sync::LazyLock;

use crate::audit::called::{asked, counts_for_each, counts_in_unit, is_for_each, repeats_aim};
use crate::audit::figures::Figures;
use crate::contract::model::{Comparator, Indicator, Target};
use crate::report::facts::bound_before;
use crate::thai::text::is_thai_letter;
use crate::words::{self, Words};

/// Words that say so anywhere before a figure …
static IN_LABEL: LazyLock<Words<()>> = LazyLock::new(|| at_place("label"));
/// … as the first of the words right before it …
static IN_CLAUSE: LazyLock<Words<()>> = LazyLock::new(|| at_place("clause"));
/// … and right behind it.
static BEHIND: LazyLock<Words<()>> = LazyLock::new(|| at_place("behind"));

/// What takes that back.
static DONE: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::NOT_DONE, "done"));

/// What stands between the words right before a figure and it.
const FILLERS: &[&str] =
    &["จำนวน", "รวม", "ทั้งสิ้น", "ทั้งหมด", "รวมทั้งสิ้น", "เพียง", "อีก", "ร้อยละ", "ทั้ง", "คิดเป็น"];

/// More of a text than this is not looked at, in bytes: a sentence or two.
const LONGEST: usize = 600;

/// Half of a word for done that says so by itself: `แล้วเสร็จ` stands behind `อยู่ระหว่างจัดทำให้`, too.
const COMPLETED: &str = "เสร็จ";

/// The words that say that something was not done, at one place.
fn at_place(place: &str) -> Words<()> {
    Words::of(&words::NOT_DONE, |word| {
        word.attribute("place")?.split(',').any(|known| known == place).then_some(())
    })
}

/// What the words around each figure of a result say, looked at once.
#[derive(Debug)]
pub(super) struct Said {
    /// Whether it was not done, by any of the words.
    undone: Vec<bool>,
    /// Whether it is for each of something.
    each: Vec<bool>,
}

impl Said {
    /// What is said of the figures of a result.
    pub(super) fn of(figures: &Figures<'_>) -> Said {
        let planned = planned_from(figures);
        let is_undone = |i: usize| {
            let figure = &figures.all[i];
            planned.contains(&figure.range.start)
                || figure.value != 0.0
                    && (is_undone_before(figures.label(i), "") || is_undone_behind(figures, i))
        };
        let all = 0..figures.all.len();
        let each = all.clone().map(|i| counts_for_each(figures, i)).collect();
        Said { undone: all.map(is_undone).collect(), each }
    }

    /// Whether figure `i` tells a result of what is asked for.
    pub(super) fn tells(&self, figures: &Figures<'_>, i: usize, asked: &Asked<'_>) -> bool {
        counts_in_unit(&figures.all[i], asked.target)
            && self.each[i] == asked.each
            && !repeats_aim(figures, i)
            && !self.is_undone(figures, i, asked)
    }

    /// Whether figure `i` tells nothing that was done, or what falls short of what is asked for.
    pub(super) fn is_undone(&self, figures: &Figures<'_>, i: usize, asked: &Asked<'_>) -> bool {
        let undone = || {
            is_undone_before(figures.label(i), &asked.words)
                || is_undone_behind(figures, i)
                || planned_from(figures).contains(&figures.all[i].range.start)
        };
        self.undone[i] && undone() || leaves_open(figures, i, asked.target)
    }
}

/// What a target asks for.
#[derive(Debug)]
pub(super) struct Asked<'r> {
    target: &'r Target,
    /// In the words of its indicator, which may ask for the very thing that was not done
    /// (`ผู้ไม่ผ่านเกณฑ์`).
    words: String,
    /// Whether it is for each of something.
    each: bool,
}

impl<'r> Asked<'r> {
    /// By a target of an indicator.
    pub(super) fn of(indicator: &Indicator, target: &'r Target) -> Asked<'r> {
        let (words, each) = (asked(indicator, target), is_for_each(indicator, target));
        Asked { target, words, each }
    }
}

/// Whether words before a figure say that what it counts was not done.
pub(super) fn is_undone_before(label: &str, asked: &str) -> bool {
    // What stands next to a figure tells of it.
    let label = &label[label.ceil_char_boundary(label.len().saturating_sub(LONGEST))..];
    let clause = last_clause(label);
    if IN_CLAUSE.at_start(clause).is_some_and(|(word, ())| !asked.contains(&**word)) {
        return true;
    }
    let said = IN_LABEL.iter().filter(|(word, ())| !asked.contains(&**word));
    // Of the last place the longest word, behind which the rest begins.
    let ends = said.filter_map(|(word, ())| label.rfind(&**word).map(|at| (at, at + word.len())));
    ends.max().is_some_and(|(_, end)| !takes_back(&label[end..]))
}

/// Whether words behind one that says what was not done tell that it was done after all.
fn takes_back(rest: &str) -> bool {
    DONE.iter().any(|(word, ())| {
        let mut places = rest.match_indices(&**word);
        places.any(|(at, _)| !rest[at + word.len()..].starts_with(COMPLETED))
    })
}

/// The words right before a figure: from the last space on, without those that only lead to it.
fn last_clause(label: &str) -> &str {
    let mut clause = label.trim_end();
    loop {
        let clear = clause.trim_end_matches(|c: char| !is_thai_letter(c) && !c.is_alphanumeric());
        match FILLERS.iter().find_map(|filler| clear.strip_suffix(filler)) {
            Some(rest) if rest.is_empty() || rest.ends_with(char::is_whitespace) => clause = rest,
            _ => break,
        }
    }
    let clause = clause.trim_end();
    let start = clause.rfind(char::is_whitespace).unwrap_or(0);
    clause[start..].trim_start_matches(|c: char| !is_thai_letter(c))
}

/// Whether words right behind a figure say that what it counts was not done. What leads to another
/// figure is of that one.
fn is_undone_behind(figures: &Figures<'_>, i: usize) -> bool {
    let end = figures.all[i].range.end;
    let rest = figures.text()[end..].split('\n').next().unwrap_or_default();
    let leads_on = || {
        let line_end = figures.line(i).end;
        figures.all.iter().any(|other| (end..line_end).contains(&other.range.start))
    };
    says_undone(rest) && !leads_on()
}

/// Whether what stands behind something begins by saying that it was not done.
pub(super) fn says_undone(behind: &str) -> bool {
    let words = behind.trim_start_matches(|c: char| c.is_whitespace() || "(,-".contains(c));
    BEHIND.at_start(words).is_some()
}

/// Where a result says only what is planned: below a first line that says nothing but that it was not
/// done, up to where it says that it was done after all.
fn planned_from(figures: &Figures<'_>) -> Range<usize> {
    let text = figures.text();
    let first = text.split('\n').next().unwrap_or_default();
    if first.len() > LONGEST {
        return 0..0;
    }
    let said: String = first.chars().filter(|c| is_thai_letter(*c)).collect();
    match BEHIND.whole(&said) {
        Some(()) => {
            first.len()
                ..DONE.first_in(&text[first.len()..]).map_or(text.len(), |at| first.len() + at)
        }
        None => 0..0,
    }
}

/// Whether a figure is only a bound that leaves open whether its target is met: `ไม่ถึง ๕๐ คน` where fifty
/// are aimed at, `มากกว่า ๕ เรื่อง` where five are the most.
fn leaves_open(figures: &Figures<'_>, i: usize, target: &Target) -> bool {
    let figure = &figures.all[i];
    let at_most = |comparator| matches!(comparator, Comparator::Le | Comparator::Lt);
    let limited = at_most(target.comparator);
    let would_meet =
        if limited { figure.value <= target.value } else { figure.value >= target.value };
    let bound = || bound_before(figures.text(), &figure.range);
    would_meet && bound().is_some_and(|bound| at_most(bound) != limited)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::project;

    /// Whether the first figure of a result tells nothing done, where 50 are aimed at.
    fn undone(result: &str) -> bool {
        undone_of("จำนวนผู้ร่วม เป้าหมาย : อย่างน้อย ๕๐ คน", result, 0)
    }

    fn undone_of(indicator: &str, result: &str, figure: usize) -> bool {
        let item = project("1").indicator(&format!("ตัวชี้วัด : {indicator}")).result(result).done();
        let figures = &Figures::of_results(&item)[0];
        let indicator = &item.indicators[0];
        let asked = Asked::of(indicator, &indicator.targets[0]);
        Said::of(figures).is_undone(figures, figure, &asked)
    }

    #[test]
    fn every_word_of_the_list_says_so_at_its_place() {
        for entry in words::NOT_DONE.entries().iter().filter(|entry| entry.means("not_done")) {
            let word = entry.word;
            for place in entry.attribute("place").expect("a place").split(',') {
                let text = match place {
                    "label" => format!("โครงการ{word}ในงาน ๕๐ คน"),
                    "clause" => format!("โครงการ {word} จำนวน ๕๐ คน"),
                    _ => format!("๕๐ คน {word}"),
                };
                assert!(undone(&text), "{text}");
            }
        }
        for entry in words::NOT_DONE.entries().iter().filter(|entry| entry.means("done")) {
            let text = format!("ยังไม่ได้รับงบประมาณ {}จัดอบรม ๕๐ คน", entry.word);
            assert!(!undone(&text), "{text}");
        }
    }

    #[test]
    fn what_was_not_done_is_told_from_what_was() {
        for result in [
            "อยู่ระหว่างเตรียมการจัดอบรม ๕๐ คน",
            "ยังไม่ดำเนินการ จะจัด ๕๐ คน ในไตรมาส ๔",
            "ไม่สามารถดำเนินการได้ทั้ง ๕๐ คน",
            "ยังไม่แล้วเสร็จ จำนวน ๕๐ คน",
            "ไม่ถึง ๕๐ คน",
            "เกือบ ๕๐ คน",
            "น้อยกว่า ๕๐ คน",
            "ขาดอบรม ๕๐ คน",
            "ยังไม่มีผู้สมัคร จากที่เปิดรับ ๕๐ คน",
            "จัดอบรม ๕๐ คน (ยกเลิก)",
            "๕๐ คน เลื่อนไปเดือนสิงหาคม ๒๕๖๘",
            "ยังไม่ได้ดำเนินการ\n- จัดอบรม ๕๐ คน",
        ] {
            assert!(undone(result), "{result}");
        }
        for result in [
            "จัดอบรม ๕๐ คน",
            "จัดอบรมแล้ว ๕๐ คน ยังไม่แล้วเสร็จ ๒ ครั้ง",
            "แม้ยังไม่ได้รับงบประมาณ แต่จัดอบรมได้ ๕๐ คน",
            "อยู่ระหว่างสรุปผล อบรมแล้ว ๕๐ คน",
            "อบรม ๕๐ คน ยังไม่ได้เบิกจ่าย",
            "รองรับ ๕๐ คน",
            "มากกว่า ๕๐ คน",
            "น้อยกว่า ๔๐ คน",
            "ไม่มาร่วม ๐ คน",
            "ยังไม่ได้ดำเนินการ\nต่อมาจัดอบรม ๕๐ คน",
        ] {
            assert!(!undone(result), "{result}");
        }
        assert!(!undone_of("ผู้ไม่ผ่านเกณฑ์ เป้าหมาย : ไม่เกิน ๕ คน", "ไม่ผ่านเกณฑ์ ๓ คน", 0));
        assert!(undone_of("เรื่องร้องเรียน เป้าหมาย : ไม่เกิน ๕ เรื่อง", "มากกว่า ๕ เรื่อง", 0));
        assert!(!undone_of("เรื่องร้องเรียน เป้าหมาย : ไม่เกิน ๕ เรื่อง", "น้อยกว่า ๕ เรื่อง", 0));
    }
}
