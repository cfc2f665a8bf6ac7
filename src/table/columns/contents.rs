//! What stands in a column: how much of it looks like titles, money, dates and so on.

use std::sync::LazyLock;

use regex::Regex;

use crate::column::SpanUnit;
use crate::role::Role;
use crate::table::heading::Vote;
use crate::table::item::{is_mark, names_item, starts_item};
use crate::thai::digits;
use crate::words::{self, Words};

/// How much a column speaks for a role by what stands in it, where all of it does.
const MOST: f32 = 0.5;
/// Fewer cells than this part of a column say nothing of it.
const LEAST: f32 = 0.3;
/// This part of what stands in a column that stands for a time tells what it holds.
const MOSTLY: f32 = 0.5;
/// Money is written with a comma or two decimals; fewer digits are any number.
static MONEY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\(?-?[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+(?:\.[0-9๐-๙]+)?\)?(?:\.-)?\s*(?:บาท)?$|^[0-9๐-๙]+\.[0-9๐-๙]{2}$|^[0-9๐-๙]{4,}\s*(?:\.-|บาท)$|งบประมาณ|^-$|^0$|^๐$",
    )
});
/// Of these, what money alone is.
static SURE_MONEY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[0-9๐-๙],[0-9๐-๙]{3}|ไม่ใช.{0,3}งบ|บาท"));
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\(?[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,2})*[.)]?$"));
static PERCENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:ร้อยละ\s*)?[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]+)?\s*%?$"));
static TICK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[✓✔√☑☒🗸/Xx←→↔–—<>\-\s●■☐□▢○◯◄►◀▶─━―⟵⟶⟷]+$"));
/// What says in a cell that there is nothing.
const DASHES: &[&str] = &["-", "–", "—"];
static TARGET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:≥|>|≤|<|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|ไม่เกิน|ร้อยละ|จำนวน|ระดับ)?\s*(?:ร้อยละ\s*)?[0-9๐-๙][0-9๐-๙,.]*\s*\S*$",
    )
});
/// The longest unit behind a number, with its last digit, in characters: a class repeated so often makes
/// a pattern that takes long to build.
const LONGEST_UNIT: usize = 21;
/// The shortest title, in characters.
const SHORTEST_NAME: usize = 8;

static UNITS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::UNITS));

/// What a cell says that begins with a word.
static STARTS: LazyLock<Words<Vec<Role>>> = LazyLock::new(|| placed("start"));
/// What a cell says in which a word stands.
static WITHIN: LazyLock<Words<Vec<Role>>> = LazyLock::new(|| placed("anywhere"));
/// Months, of which periods are made.
static MONTHS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::MONTHS));

fn placed(place: &'static str) -> Words<Vec<Role>> {
    Words::of(&words::CELL_CONTENTS, |word| {
        let here = word.attribute("place") == Some(place);
        here.then(|| word.meanings.iter().filter_map(|word| Role::of_word(word)).collect())
    })
}

/// Whether a cell begins as those of a role do, behind its number or bullet.
fn begins(text: &str, role: Role) -> bool {
    let bare = text.trim_start_matches(is_mark);
    STARTS.at_start(bare).is_some_and(|(_, roles)| roles.contains(&role))
}

/// Whether a word that says this role stands in a cell.
fn says(text: &str, role: Role) -> bool {
    WITHIN.iter().any(|(word, roles)| roles.contains(&role) && text.contains(&**word))
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a constant pattern")
}

/// What roles the texts of a column speak for. `texts`: its cells that say something, normalised.
pub(super) fn votes(texts: &[String]) -> Vec<Vote> {
    if texts.is_empty() {
        return Vec::new();
    }
    let money = share(texts, |t| MONEY.is_match(t)) * share_of_any(texts, &SURE_MONEY);
    let names = names_share(texts);
    // Dashes alone tick nothing.
    let ticked = texts.iter().any(|t| TICK.is_match(t) && !DASHES.contains(&t.as_str()));
    let ticks = if ticked { share(texts, |t| TICK.is_match(t)) } else { 0.0 };
    let all = [
        (Role::Number, share(texts, |t| NUMBER.is_match(t)) * rises(texts)),
        (Role::Project, names),
        (Role::Measure, names * 0.9),
        (Role::Objective, share(texts, |t| begins(t, Role::Objective))),
        (Role::Budget, money),
        (Role::BudgetUsed, money * 0.9),
        (Role::Percent, share(texts, |t| PERCENT.is_match(t)) * 0.8),
        (Role::Period, share(texts, is_period)),
        (Role::Schedule, ticks),
        (Role::Status, ticks * 0.8),
        (Role::Responsible, share(texts, |t| begins(t, Role::Responsible) && is_brief(t))),
        (Role::Unit, share(texts, |t| UNITS.whole(t.trim()).is_some())),
        (Role::Indicator, share(texts, |t| begins(t, Role::Indicator)) * 0.8),
        (Role::Target, share(texts, is_target) * 0.6),
        (Role::Result, share(texts, |t| says(t, Role::Result)) * 0.7),
    ];
    all.into_iter().filter(|(_, part)| *part >= LEAST).map(|(r, part)| (r, part * MOST)).collect()
}

/// Whether a role can be told by what stands in a column alone: figures of other kinds and sentences
/// look alike. `timed`: the column stands for a stretch of time.
pub(super) fn tells_alone(role: Role, timed: bool) -> bool {
    match role {
        Role::Schedule => timed,
        Role::Status | Role::Number => !timed,
        Role::Project
        | Role::Measure
        | Role::Objective
        | Role::Budget
        | Role::Period
        | Role::Responsible => true,
        _ => false,
    }
}

/// The part of a column's texts that are titles of projects, activities or measures.
pub(super) fn names_share(texts: &[String]) -> f32 {
    share(texts, |t| begins(t, Role::Project) && t.chars().count() >= SHORTEST_NAME)
}

/// The part of a column's texts that are numbered, as titles of levels are: `๑. …`, `ตัวชี้วัดที่ ๑ …`.
pub(super) fn titles_share(texts: &[String]) -> f32 {
    share(texts, |t| starts_item(t) || is_ordinal(t))
}

/// The part of a column's texts that are titles with a number behind a word: `แนวทางที่ ๑.๑ …`.
pub(super) fn ordinals_share(texts: &[String]) -> f32 {
    share(texts, is_ordinal)
}

fn is_ordinal(text: &str) -> bool {
    text.split_once(ORDINAL)
        .is_some_and(|(_, rest)| rest.trim_start().starts_with(digits::is_digit))
}

/// What a column may hold, the likeliest first, that stands for a stretch of time and of which words say
/// nothing: marks are a schedule; amounts, targets and results that stand there mark nothing. Where it is
/// blank, any of them.
pub(super) fn of_time(texts: &[String], unit: SpanUnit) -> &'static [Role] {
    let said = texts.iter().filter(|text| !DASHES.contains(&text.as_str()));
    let said: Vec<String> = said.cloned().collect();
    if said.is_empty() {
        return &[Role::Schedule, Role::Budget, Role::Target, Role::Result];
    }
    if mostly(&said, |text| MONEY.is_match(text))
        && said.iter().any(|text| SURE_MONEY.is_match(text))
    {
        return &[Role::Budget];
    }
    if mostly(&said, counts_something) {
        return &[Role::Target];
    }
    let is_year = unit == SpanUnit::FiscalYear;
    // In the cells of months and quarters words say what is done then, and small numbers how often.
    if mostly(&said, |text| is_bare_number(text) && (is_year || !is_small(text))) {
        return &[];
    }
    match is_year {
        true if mostly(&said, |text| says(text, Role::Result)) => &[Role::Result],
        true if mostly(&said, is_words) => &[],
        _ => &[Role::Schedule],
    }
}

/// Whether a text says something in words: a letter alone stands for a tick.
fn is_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && text.trim().chars().count() > 1
}

/// Whether a text is a number with what it counts, or one that is said to be aimed at.
fn counts_something(text: &str) -> bool {
    is_target(text) && text.chars().any(char::is_alphabetic) && !is_period(text)
}

/// Whether nothing stands in a text but a number.
fn is_bare_number(text: &str) -> bool {
    let mut signs = text.trim().chars();
    text.contains(digits::is_digit) && signs.all(|c| digits::is_digit(c) || ",.%".contains(c))
}

/// Whether a number has no more than two digits and no decimals.
fn is_small(text: &str) -> bool {
    text.trim().chars().count() <= 2
}

/// Whether most of some texts are such.
fn mostly(texts: &[String], is: impl Fn(&str) -> bool) -> bool {
    share(texts, is) >= MOSTLY
}

/// Whether ticks alone stand in a column, and not only dashes.
pub(super) fn are_surely_ticks(texts: &[String]) -> bool {
    texts.iter().any(|text| !DASHES.contains(&text.as_str())) && are_ticks(texts)
}

/// Whether nothing stands in a column but ticks, or nothing at all.
pub(super) fn are_ticks(texts: &[String]) -> bool {
    texts.iter().all(|text| TICK.is_match(text))
}

/// What stands before the number of a level.
const ORDINAL: &str = "ที่";

/// Whether all texts of a column are codes: some letters or none, and digits.
pub(super) fn are_codes(texts: &[String]) -> bool {
    let is_code = |t: &str| t.chars().count() <= LONGEST_CODE && t.chars().any(digits::is_digit);
    texts.len() >= FEWEST_CODES && texts.iter().all(|text| is_code(text))
}

/// Whether all texts of a column are times of the clock: `๐๙.๐๐ - ๑๐.๓๐ น.`.
pub(super) fn are_hours(texts: &[String]) -> bool {
    let is_hour = |t: &str| {
        let bare = t.trim_end_matches(['.', ' ']).trim_end_matches('น').trim();
        let signs = |c: char| digits::is_digit(c) || ".:-–— ".contains(c);
        !bare.is_empty() && bare.chars().all(signs) && bare.contains(['.', ':'])
    };
    !texts.is_empty() && texts.iter().all(|text| is_hour(text))
}

/// A code is not longer than this, in characters.
const LONGEST_CODE: usize = 9;
/// So many codes make a column of them.
const FEWEST_CODES: usize = 2;

/// The part of a column's texts that say themselves that they are projects, activities or measures.
pub(super) fn sure_names_share(texts: &[String]) -> f32 {
    share(texts, |t| names_item(t) && t.chars().count() >= SHORTEST_NAME)
}

/// Whether a text is a number that is aimed at, with its unit.
fn is_target(text: &str) -> bool {
    let unit = text.rfind(digits::is_digit).map_or("", |at| &text[at..]);
    TARGET.is_match(text) && unit.chars().count() <= LONGEST_UNIT
}

/// Whether a text says when something is done, and little else.
fn is_period(text: &str) -> bool {
    is_brief(text) && (says(text, Role::Period) || MONTHS.stand_in(text))
}

/// A name or a period is not longer than this, in characters.
const BRIEF: usize = 70;

fn is_brief(text: &str) -> bool {
    text.chars().count() <= BRIEF
}

fn share(texts: &[String], is: impl Fn(&str) -> bool) -> f32 {
    texts.iter().filter(|text| is(text)).count() as f32 / texts.len().max(1) as f32
}

/// 1 where any of the texts is such, 0.3 where none is.
fn share_of_any(texts: &[String], sure: &Regex) -> f32 {
    if texts.iter().any(|text| sure.is_match(text)) { 1.0 } else { 0.3 }
}

/// 1 where the numbers of a column go up, as the numbers of rows do; 0.3 where they do not.
fn rises(texts: &[String]) -> f32 {
    let digits =
        |text: &String| digits::to_arabic(text).trim_matches(['.', '(', ')']).parse::<f32>();
    let numbers: Vec<f32> = texts.iter().filter_map(|text| digits(text).ok()).collect();
    let up = numbers.windows(2).filter(|pair| pair[1] > pair[0]).count();
    if numbers.len() < 2 || up * 10 >= (numbers.len() - 1) * 7 { 1.0 } else { 0.3 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(texts: &[&str]) -> Option<Role> {
        let texts: Vec<String> = texts.iter().map(|t| (*t).to_owned()).collect();
        let votes = votes(&texts);
        votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(role, _)| role)
    }

    #[test]
    fn every_word_of_the_list_speaks_for_its_roles() {
        for entry in words::CELL_CONTENTS.entries() {
            let start = format!("๑. {}งานหิ่งห้อย", entry.word);
            let within = format!("หิ่งห้อย {} ริมน้ำ", entry.word);
            for role in entry.meanings.iter().filter_map(|word| Role::of_word(word)) {
                let heard = match entry.attribute("place") {
                    Some("start") => begins(&start, role),
                    _ => says(&within, role),
                };
                assert!(heard, "{}: {role}", entry.word);
            }
            let sure = entry.attribute("sure").is_some();
            assert!(!sure || names_item(&start), "{}", entry.word);
        }
    }

    #[test]
    fn a_column_is_known_by_what_stands_in_it() {
        for (texts, role) in [
            (&["โครงการปลูกป่า", "กิจกรรมแสงชุมชน"][..], Some(Role::Project)),
            (&["• การจัดทำบัญชีแสง", "• การประชุมหิ่งห้อย"], Some(Role::Project)),
            (&["เพื่อให้เห็นแสง", "เพื่ออนุรักษ์"], Some(Role::Objective)),
            (&["๑๒,๐๐๐", "ไม่ใช้งบประมาณ", "-"], Some(Role::Budget)),
            (&["๑", "๒", "๓"], Some(Role::Number)),
            (&["ม.ค. - มี.ค. ๖๘", "ไตรมาสที่ ๒"], Some(Role::Period)),
            (&["✓", "✓"], Some(Role::Schedule)),
            (&["กองช่าง", "สำนักปลัด"], Some(Role::Responsible)),
            (&["คน", "ครั้ง"], Some(Role::Unit)),
            (&["หิ่งห้อยตัวแรก", "หิ่งห้อยตัวที่สอง"], None),
            (&[], None),
        ] {
            assert_eq!(best(texts), role, "{texts:?}");
        }
    }
}
