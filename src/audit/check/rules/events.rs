//! `event-count`: a number of events that is not the number listed behind it.

use std::sync::LazyLock;

use crate::audit::check::lists::{Numbered, is_in_part, markers, ordinals};
use crate::audit::check::{Context, Rule};
use crate::audit::figures::{Figures, Unit, plain, plain_unit};
use crate::audit::undone::{is_undone_before, says_undone};
use crate::audit::wording::short;
use crate::contract::model::Item;
use crate::finding::{Finding, Region, Severity};
use crate::thai::digits::is_digit;
use crate::words::{self, Words};

/// The rule.
pub const RULE: Rule = Rule {
    code: "event-count",
    severity: Severity::Warning,
    what: "A text states how many events or things follow, and lists another number of them.",
    what_th: "จำนวนครั้งหรือจำนวนรายการที่ระบุไม่ตรงกับที่แจกแจงไว้",
    why: "Either an event is missing from the count, or one is listed that did not belong; a target in times a year is then judged \
          on the wrong figure.",
    example: "จัดกิจกรรม จำนวน ๒ ครั้ง ครั้งที่ ๑ … ครั้งที่ ๒ … ครั้งที่ ๓ …: 2 stated, 3 listed.",
    limits: "Lists are known by ordinals (ครั้งที่ ๑, ครั้งที่ ๒ …) of the same noun, or by 1. 2. 3. right behind ได้แก่, ดังนี้ or \
             ประกอบด้วย. Fewer listed than stated only informs, since not all need be told, unless ได้แก่ or ดังนี้ opens a list of ordinals; with อาทิ or \
             เช่น nothing is said.",
    run,
};

/// Nouns that are counted and numbered.
const NOUNS: &[&str] = &["ครั้ง", "รุ่น", "กิจกรรม"];
/// Words that say that a list follows.
const LIST: &[&str] = &["ได้แก่", FOLLOWS, "ประกอบด้วย", "คือ"];
/// The one of them that may tell of anything.
const FOLLOWS: &str = "ดังนี้";
/// A word between a count and an ordinal by which the ordinal is of something else.
const AND: &str = "และ";
/// Units that measure and are not listed.
static MEASURED: LazyLock<Words<()>> = LazyLock::new(|| Words::with(&words::UNITS, "listed"));
/// How far behind the count its list may begin, in bytes: a clause or two.
const NEAR: usize = 240;
/// Longer lists are not made in a cell.
const MOST: f64 = 99.0;
/// One thing alone is no list.
const LEAST_LISTED: usize = 2;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (item, figures) in context.figures() {
        for at in 0..figures.all.len() {
            if let Some(stated) = Stated::read(item, figures, at) {
                found.extend(stated.against_ordinals().or_else(|| stated.against_list()));
            }
        }
    }
    found
}

/// A number of things that a text states.
struct Stated<'f, 'r> {
    item: &'r Item,
    figures: &'f Figures<'r>,
    /// Which of the figures states it.
    at: usize,
    /// What is counted.
    unit: &'r str,
    /// How many.
    count: usize,
}

/// What a text lists.
struct Listed {
    /// Where the last that is listed begins, in bytes behind the number stated.
    last: usize,
    /// How many are listed.
    count: usize,
}

impl<'f, 'r> Stated<'f, 'r> {
    /// The figure at this place, where it is a number of things.
    fn read(item: &'r Item, figures: &'f Figures<'r>, at: usize) -> Option<Stated<'f, 'r>> {
        let (unit, count) = counted(figures, at)?;
        Some(Stated { item, figures, at, unit, count })
    }

    /// `จำนวน ๒ ครั้ง ครั้งที่ ๑ … ครั้งที่ ๒ … ครั้งที่ ๓ …`
    fn against_ordinals(&self) -> Option<Finding> {
        if !NOUNS.contains(&self.unit) {
            return None;
        }
        let text = self.until_counted_again();
        let mut ordinals = ordinals(text);
        let mut from = 0;
        ordinals.retain(|(at, _)| {
            let (before, behind) = (&text[from..*at], &text[*at..]);
            from = *at;
            behind.starts_with(self.unit) && !is_to_come(before, behind)
        });
        let listed = in_order(&ordinals)?;
        // What is listed right behind the count is what is counted.
        let between = &text[..ordinals.first()?.0];
        let near = between.len() <= NEAR && !between.contains('\n') && !between.contains(AND);
        // `จำนวน ๔ ครั้ง ได้แก่ ครั้งที่ ๑ …`: all are listed. On a scan the last may not have been read.
        let from_text_layer = self.figures.cell.confidence.is_none();
        let lists_all = LIST.contains(&between.trim()) && from_text_layer;
        let sure = near && (listed.count > self.count || lists_all);
        self.finding(listed, sure)
    }

    /// `จำนวน ๓ กระบวนการ ได้แก่ ๑. … ๒. …`
    fn against_list(&self) -> Option<Finding> {
        if self.count < LEAST_LISTED || MEASURED.whole(self.unit).is_some() {
            return None;
        }
        let text = self.text_behind();
        let opener = LIST.iter().find(|word| text.trim_start().starts_with(**word))?;
        let opened = text.len() - text.trim_start().len() + opener.len();
        let marks = markers(text);
        let (first, _) = *marks.first().filter(|(_, n)| *n == 1)?;
        if !text[opened..first].trim().is_empty() {
            return None;
        }
        let listed = in_order(counting_up(&marks))?;
        if self.last_goes_on_around(&listed) {
            return None;
        }
        // Behind ดังนี้ may stand other things about the events than the events.
        let sure = *opener != FOLLOWS && listed.count > self.count;
        self.finding(listed, sure)
    }

    /// Whether the last that is listed may go on a list around this one:
    /// `๒. … จำนวน ๒ เรื่อง ได้แก่ ๑. … ๒. … ๓. …`.
    fn last_goes_on_around(&self, listed: &Listed) -> bool {
        let text_before = &self.figures.text()[..self.end()];
        let next_around = markers(text_before).last().map(|(_, n)| *n as usize + 1);
        listed.count > self.count && next_around == Some(self.count + 1)
    }

    /// Where the number ends in the text of its cell.
    fn end(&self) -> usize {
        self.figures.all[self.at].range.end
    }

    /// The text behind the number.
    fn text_behind(&self) -> &'r str {
        &self.figures.text()[self.end()..]
    }

    /// The text behind the number, up to the next number of the same things: that one has a list
    /// of its own.
    fn until_counted_again(&self) -> &'r str {
        let (text, from) = (self.figures.text(), self.end());
        let next = (self.at + 1..self.figures.all.len())
            .find(|at| counted(self.figures, *at).is_some_and(|(unit, _)| unit == self.unit));
        let until = next.map_or(text.len(), |at| self.figures.all[at].range.start);
        &text[from..until.max(from)]
    }

    /// The finding where more or less is listed than stated; it warns where that is `sure`.
    fn finding(&self, listed: Listed, sure: bool) -> Option<Finding> {
        let text = self.text_behind();
        let in_part = is_in_part(text);
        if listed.count == self.count || listed.count < self.count && in_part {
            return None;
        }
        let (stated, unit) = (plain(self.count as f64), self.unit);
        let th = format!("ระบุ {stated} {unit} แต่แจกแจงไว้ {} รายการ", listed.count);
        let en = format!("states {stated} {unit} but lists {}", listed.count);
        let figure = &self.figures.all[self.at];
        let finding = RULE.finds(th, en).about(self.item.id.as_str());
        let finding = finding.seen(figure.raw, figure.regions);
        let last = short(&text[listed.last..]);
        let finding = finding.seen(&last, place_of(self.figures, self.end() + listed.last));
        Some(finding.informing_unless(sure && !in_part))
    }
}

/// Whether an event, which begins `behind`, is still to come: `จะจัดครั้งที่ ๓`, `ครั้งที่ ๓ อยู่ระหว่างเตรียมการ`.
fn is_to_come(before: &str, behind: &str) -> bool {
    let number = behind.find(is_digit).unwrap_or(behind.len());
    let rest = behind[number..].trim_start_matches(is_digit);
    is_undone_before(before, "") || says_undone(rest)
}

/// What a figure counts and how many, where it is a whole number of things.
fn counted<'r>(figures: &Figures<'r>, at: usize) -> Option<(&'r str, usize)> {
    let figure = &figures.all[at];
    let Unit::Things(unit) = figure.unit else { return None };
    let whole = figure.value.fract() == 0.0 && (1.0..=MOST).contains(&figure.value);
    whole.then_some((plain_unit(unit), figure.value as usize))
}

/// How far numbers count 1, 2, 3 …; `None` where they do not begin so, or count one thing only. One
/// that stands again is no new entry.
fn in_order(numbers: &[Numbered]) -> Option<Listed> {
    let mut listed = Listed { last: 0, count: 0 };
    for &(at, n) in numbers {
        match n as usize {
            n if n == listed.count + 1 => listed = Listed { last: at, count: n },
            n if n <= listed.count => {}
            _ => return None,
        }
    }
    (listed.count >= LEAST_LISTED).then_some(listed)
}

/// The marks at the beginning that count 1, 2, 3 … one after the other.
fn counting_up(marks: &[Numbered]) -> &[Numbered] {
    let count = marks.iter().zip(1..).take_while(|((_, n), expected)| n == expected).count();
    &marks[..count]
}

/// Where the last that is listed stands: the first date or figure behind its beginning, else the
/// cell.
fn place_of<'r>(figures: &Figures<'r>, at: usize) -> &'r [Region] {
    let date = figures.dates.iter().find(|(range, _)| range.start >= at);
    let figure = figures.all.iter().find(|figure| figure.range.start >= at);
    let place = date.map(|(_, regions)| *regions).or_else(|| figure.map(|f| f.regions));
    place.unwrap_or(&figures.cell.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample::places;
    use crate::audit::sample::{project, report};

    fn found(result: &str) -> Vec<Finding> {
        run(&Context::new(&report(vec![project("1").result(result)])))
    }

    #[test]
    fn three_dated_events_behind_two_times() {
        let text = "จัดกิจกรรมส่องทาง จำนวน ๒ ครั้ง ครั้งที่ ๑ เมื่อวันที่ ๔ มีนาคม ๒๕๖๘ ครั้งที่ ๒ เมื่อวันที่ ๙ มีนาคม ๒๕๖๘ \
                    ครั้งที่ ๓ เมื่อวันที่ ๑ เมษายน ๒๕๖๘ ณ ศาลาริมน้ำ";
        let found = found(text);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].message_en.as_str(), found[0].severity),
            ("states 2 ครั้ง but lists 3", Severity::Warning)
        );
        assert_eq!(places(&found[0]), 2);
    }

    #[test]
    fn a_numbered_list_behind_its_count() {
        let three = found("ประเมิน จำนวน ๒ กระบวนการ ได้แก่\n๑. ด้านอนุญาต\n๒. ด้านพัสดุ\n๓. ด้านบุคคล");
        assert_eq!((three.len(), three[0].severity), (1, Severity::Warning));
        let other = found("ประชุม จำนวน ๒ ครั้ง และจัดอบรมบุคลากร ครั้งที่ ๑ ที่น่าน ครั้งที่ ๒ ที่แพร่ ครั้งที่ ๓ ที่ตาก");
        assert_eq!((other.len(), other[0].severity), (1, Severity::Info));
        let fewer = found("จัดอบรม จำนวน ๓ ครั้ง ดังนี้ ครั้งที่ ๑ ที่น่าน ครั้งที่ ๒ ที่แพร่");
        assert_eq!((fewer.len(), fewer[0].severity), (1, Severity::Warning));
        let two = found("ประเมิน จำนวน ๓ กระบวนการ ได้แก่ ๑. ด้านอนุญาต ๒. ด้านพัสดุ");
        assert_eq!((two.len(), two[0].severity), (1, Severity::Info));
    }

    #[test]
    fn what_is_whole_or_meant_otherwise_is_left_in_peace() {
        for text in [
            "จำนวน ๒ ครั้ง ครั้งที่ ๑ ที่น่าน ครั้งที่ ๒ ที่แพร่ และรายงานผลครั้งที่ ๑ แล้ว",
            "จำนวน ๒ รุ่น รุ่นที่ ๑ วันที่ ๖ - ๘ มีนาคม ๒๕๖๖ รุ่นที่ ๒ วันที่ ๒๙ พ.ค. ๖๖",
            "รายงาน จำนวน ๑๒ ครั้ง ในการประชุมครั้งที่ ๓/๒๕๖๘",
            "จำนวน ๑ ครั้ง รุ่นที่ ๓ เมื่อ ๕ มีนาคม ๒๕๖๘",
            "ประเมิน ๒ ด้าน ได้แก่ ๑. พัสดุ ๒. บุคคล",
            "๑. แผนงาน\n๒. จัดทำ ๒ เรื่อง ได้แก่ ๑. คู่มือ ๒. แนวทาง\n๓. รายงาน",
            "อบรม ๒ วัน ได้แก่ ๑. พิธีเปิด ๒. บรรยาย ๓. อภิปราย",
            "จัด ๑ ครั้ง ดังนี้ ๑. อบรม ๒. ประเมินผล",
            "จำนวน ๔ ครั้ง อาทิ ครั้งที่ ๑ ที่น่าน ครั้งที่ ๒ ที่แพร่",
            "จัด ๒ ครั้ง คือ ครั้งที่ ๑ ครั้งที่ ๒ ส่วนครั้งที่ ๓ อยู่ระหว่างเตรียมการ",
            "จัด ๒ ครั้ง คือ ครั้งที่ ๑ ครั้งที่ ๒ และจะจัดครั้งที่ ๓ ในปีหน้า",
            "ใช้เวลา ๕ วัน ดังนี้ ผู้รับผิดชอบ ๑. กองกลาง ๒. กองแผน",
        ] {
            let said: Vec<String> = found(text).into_iter().map(|f| f.message_en).collect();
            assert_eq!(said, [""; 0], "{text}");
        }
    }
}
