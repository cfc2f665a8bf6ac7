//! `event-count`: a number of events that is not the number listed behind it.

use crate::audit::check::words::short;
use crate::audit::check::{Context, Rule, unsure};
use crate::audit::figures::{Figures, Unit, plain, plain_unit};
use crate::contract::model::Item;
use crate::finding::{Finding, Severity};
use crate::thai::number;

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
/// Units that measure and are not listed.
const MEASURED: &[&str] = &[
    "วัน",
    "วันทำการ",
    "เดือน",
    "ปี",
    "ชั่วโมง",
    "นาที",
    "สัปดาห์",
    "ไตรมาส",
    "คะแนน",
    "เท่า",
    "ไร่",
    "เมตร",
    "กิโลเมตร",
    "รอบ",
];
/// Words that say that not all is listed.
const NOT_ALL: &[&str] = &["อาทิ", "เช่น", "เป็นต้น", "ฯลฯ"];
/// How far behind the count its list may begin, in bytes: a clause or two.
const NEAR: usize = 240;
/// Longer lists are not made in a cell.
const MOST: f64 = 99.0;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (item, figures) in context.figures() {
        for i in 0..figures.all.len() {
            found.extend(of_ordinals(item, figures, i).or_else(|| of_list(item, figures, i)));
        }
    }
    found
}

/// What is listed: where it ends in the text, and how many.
struct Listed {
    end: usize,
    count: usize,
}

fn counted<'r>(figures: &Figures<'r>, i: usize) -> Option<(&'r str, usize)> {
    let figure = &figures.all[i];
    let Unit::Things(unit) = figure.unit else { return None };
    let whole = figure.value.fract() == 0.0 && (1.0..=MOST).contains(&figure.value);
    whole.then_some((plain_unit(unit), figure.value as usize))
}

/// `จำนวน ๒ ครั้ง ครั้งที่ ๑ … ครั้งที่ ๒ … ครั้งที่ ๓ …`
fn of_ordinals(item: &Item, figures: &Figures<'_>, i: usize) -> Option<Finding> {
    let (unit, stated) = counted(figures, i)?;
    let noun = NOUNS.iter().find(|noun| unit == **noun)?;
    let from = figures.all[i].range.end;
    // Another count of the same noun has a list of its own.
    let next =
        (i + 1..figures.all.len()).find(|j| counted(figures, *j).is_some_and(|(u, _)| u == unit));
    let text = &figures.text()
        [from..next.map_or(figures.text().len(), |j| figures.all[j].range.start.max(from))];
    let ordinals: Vec<_> =
        super::ordinals(text).into_iter().filter(|(at, _)| text[*at..].starts_with(noun)).collect();
    let listed = in_order(ordinals.iter().copied())?;
    // What is listed right behind the count is what is counted.
    let between = &text[..ordinals.first()?.0];
    let near = between.len() <= NEAR && !between.contains('\n') && !between.contains("และ");
    // `จำนวน ๔ ครั้ง ได้แก่ ครั้งที่ ๑ …`: all are listed. On a scan the last may not have been read.
    let opened =
        LIST.iter().any(|word| between.trim() == *word) && figures.cell.confidence.is_none();
    let sure = near && (listed.count > stated || opened);
    tell(item, figures, i, stated, from, listed, sure)
}

/// How far ordinals count 1, 2, 3 …; `None` where they do not begin so. One that stands again is no
/// new event.
fn in_order(ordinals: impl Iterator<Item = (usize, u32)>) -> Option<Listed> {
    let mut listed = Listed { end: 0, count: 0 };
    for (at, n) in ordinals {
        match n as usize {
            n if n == listed.count + 1 => listed = Listed { end: at, count: n },
            n if n <= listed.count => {}
            _ => return None,
        }
    }
    (listed.count >= 2).then_some(listed)
}

/// `จำนวน ๓ กระบวนการ ได้แก่ ๑. … ๒. …`
fn of_list(item: &Item, figures: &Figures<'_>, i: usize) -> Option<Finding> {
    let (_, stated) =
        counted(figures, i).filter(|(unit, n)| *n >= 2 && !MEASURED.contains(unit))?;
    let from = figures.all[i].range.end;
    let rest = &figures.text()[from..];
    let opens = |word: &&&str| rest.trim_start().starts_with(**word);
    let opener = LIST.iter().find(opens)?;
    let word = rest.len() - rest.trim_start().len() + opener.len();
    let markers = markers(rest);
    let first = markers.first().filter(|(_, n)| *n == 1)?;
    if !rest[word..first.0].trim().is_empty() {
        return None;
    }
    let listed = in_order(markers.iter().copied().take_while({
        let mut last = 0;
        move |(_, n)| std::mem::replace(&mut last, *n) + 1 == *n
    }))?;
    // `๒. … จำนวน ๒ เรื่อง ได้แก่ ๑. … ๒. … ๓. …`: the last may go on a list around this one.
    let around = self::markers(&figures.text()[..from]).last().map(|(_, n)| *n as usize + 1);
    let listed_here =
        stated != listed.count && !(listed.count > stated && around == Some(stated + 1));
    // What is told of events as follows (`ดังนี้`) may be other things than the events.
    let sure = *opener != FOLLOWS && listed.count > stated;
    listed_here.then(|| tell(item, figures, i, stated, from, listed, sure)).flatten()
}

/// Numbers that mark list items: `๑.` or `๑)` before words, at the beginning of a line or behind a
/// space.
fn markers(text: &str) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    for n in number::scan(text) {
        let value =
            n.value.filter(|v| v.is_whole() && v.coefficient < 100).map(|v| v.coefficient as u32);
        let after = text[n.range.end..].strip_prefix(['.', ')']);
        let spaced = text[..n.range.start].chars().next_back().is_none_or(char::is_whitespace);
        let words = after.is_some_and(|rest| {
            rest.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '“')
        });
        if let Some(value) = value.filter(|_| spaced && words) {
            found.push((n.range.start, value));
        }
    }
    found
}

/// The finding, where more or less is listed than stated; it warns where that is `sure`.
fn tell(
    item: &Item,
    figures: &Figures<'_>,
    i: usize,
    stated: usize,
    from: usize,
    listed: Listed,
    sure: bool,
) -> Option<Finding> {
    let all = !NOT_ALL.iter().any(|word| figures.text()[from..].contains(word));
    if listed.count == stated || listed.count < stated && !all {
        return None;
    }
    let figure = &figures.all[i];
    let unit = match figure.unit {
        Unit::Things(unit) => plain_unit(unit),
        _ => "",
    };
    let th = format!("ระบุ {} {unit} แต่แจกแจงไว้ {} รายการ", plain(stated as f64), listed.count);
    let en = format!("states {} {unit} but lists {}", plain(stated as f64), listed.count);
    let finding = RULE.finds(th, en).about(item.id.as_str()).seen(figure.raw, figure.regions);
    let text = figures.text();
    let last = short(&text[from + listed.end..]);
    let finding = finding.seen(&last, place_of(figures, from + listed.end));
    Some(if sure && all { finding } else { unsure(finding) })
}

/// Where the last that is listed stands: the first date or figure behind its beginning, else the
/// cell.
fn place_of<'r>(figures: &Figures<'r>, at: usize) -> &'r [crate::finding::Region] {
    let date =
        figures.dates.iter().find(|(range, _)| range.start >= at).map(|(_, regions)| *regions);
    let figure = || figures.all.iter().find(|f| f.range.start >= at).map(|f| f.regions);
    date.or_else(figure).unwrap_or(&figures.cell.regions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::check::places;
    use crate::audit::check::sample::{project, report};

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
            "ใช้เวลา ๕ วัน ดังนี้ ผู้รับผิดชอบ ๑. กองกลาง ๒. กองแผน",
        ] {
            let said: Vec<String> = found(text).into_iter().map(|f| f.message_en).collect();
            assert_eq!(said, [""; 0], "{text}");
        }
    }
}
