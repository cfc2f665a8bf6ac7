//! What columns hold once the roles of the others are known: which is no level after all, which is a
//! share, and which is what is left of another, as their rows reckon.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::candidate::{
    Candidate, MOSTLY_MERGED, MOSTLY_NAMES, Sample, is_level, is_name, push_new, roles,
};
use super::contents;
use super::time::Time;
use crate::role::Role;
use crate::table::Heading;
use crate::table::evidence::SURE;
use crate::table::heading::counts_per_cent;
use crate::thai::digits::is_digit;
use crate::thai::number::parse;
use crate::thai::text::matching_key;
use crate::words::{self, Words};

/// So many rows tell what they reckon.
const ROWS: usize = 2;
/// What stands behind an amount.
const BAHT: &str = "บาท";

/// What a column of sums is called.
static SUMS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::TOTAL_LABELS));
/// How names of money begin.
static FUNDS: LazyLock<Words<()>> = LazyLock::new(|| Words::meaning(&words::FUNDS, "fund"));

/// Whether what stands in the columns must be looked at, though words alone gave them their roles: they
/// may be no levels, marks and not text, or amounts.
pub(in crate::table) fn needs_texts(columns: &[Heading]) -> bool {
    let told = columns.iter().position(|column| column.meaning.is_some_and(tells_results));
    let behind = told.map_or(&[][..], |told| &columns[told..]);
    behind.iter().any(|column| column.meaning.is_some_and(is_level))
        || columns.iter().any(may_be_marked)
        || columns.iter().any(is_told_by_contents)
        || columns.iter().filter(|column| column.meaning == Some(Role::Budget)).count() > 1
        || columns.iter().any(|column| {
            // Who pays may be said over what each pays.
            column.meaning == Some(Role::Source) && !column.group.is_empty()
        })
}

/// Whether only what stands in a column tells what it holds: its heading says a time and nothing else, or
/// what it says below a time, or beside others of its group, ticks may deny.
fn is_told_by_contents(column: &Heading) -> bool {
    let below_time = column.group.iter().all(|group| is_time(&group.text));
    match column.meaning {
        Some(Role::Schedule) => below_time && is_time(column.text()),
        Some(Role::Target | Role::Result) => below_time && !column.group.is_empty(),
        Some(role) => {
            !column.group.is_empty()
                && (is_level(role) || is_name(role) || role == Role::Responsible)
        }
        None => false,
    }
}

/// Whether a column of a time below other headings may hold marks, though these speak of something else.
fn may_be_marked(column: &Heading) -> bool {
    let is_marked = column.meaning == Some(Role::Schedule)
        && !column.group.iter().all(|group| is_time(&group.text));
    let is_sure = is_marked || column.meaning.is_some_and(Role::is_money);
    !is_sure && is_time(column.text()) && column.span.is_some() && !column.group.is_empty()
}

/// Whether two columns below no group stand for stretches of time of one kind and say nothing else.
pub(super) fn are_times_alike(column: &Heading, other: &Heading) -> bool {
    let unit = |column: &Heading| column.span.map(|span| span.unit);
    other.group.is_empty()
        && unit(column).is_some()
        && unit(column) == unit(other)
        && is_time(other.text())
}

fn is_time(text: &str) -> bool {
    Time::of(text).is_some_and(|time| time.pure)
}

/// Whether a column says what was spent on items or what came of them, behind which no level stands.
fn tells_results(role: Role) -> bool {
    role.is_money() || matches!(role, Role::Result | Role::Outcome | Role::Status | Role::Percent)
}

/// A column right of the items and of their money or results, with another text in each row, is no level
/// of them, whatever its heading begins with: แนวทางการพัฒนาในปีต่อไป. Its texts are not titles of levels.
pub(super) fn no_level_behind(
    candidates: &[Candidate],
    chosen: &mut [Option<usize>],
    sample: &[Sample],
) {
    let roles = roles(candidates, chosen);
    let Some(name) = roles.iter().position(|role| role.is_some_and(is_name)) else { return };
    let told = roles[name..].iter().position(|role| role.is_some_and(tells_results));
    let Some(told) = told.map(|at| name + at) else { return };
    for i in told..roles.len() {
        let level = roles[i].is_some_and(is_level);
        if level && sample[i].merged < MOSTLY_MERGED && differ(&sample[i].texts) {
            let mut votes = candidates[i].votes.iter();
            chosen[i] = votes.position(|(role, ..)| !is_name(*role) && !is_level(*role));
        }
    }
}

/// Whether the texts of a column differ from row to row, and are not titles of levels.
fn differ(texts: &[String]) -> bool {
    let said = texts.iter().filter(|text| text.chars().any(char::is_alphabetic));
    let said: Vec<String> = said.cloned().collect();
    let distinct: HashSet<&String> = said.iter().collect();
    said.len() >= ROWS
        && distinct.len() == said.len()
        && contents::titles_share(&said) < MOSTLY_NAMES
}

/// Of two columns of results, one that counts per cent is a share: ความคืบหน้า (ร้อยละ) beside ผลการดำเนินงาน.
pub(super) fn share_beside_results(
    columns: &[Heading],
    candidates: &mut [Candidate],
    chosen: &mut [Option<usize>],
) {
    let roles = roles(candidates, chosen);
    let results = roles.iter().filter(|role| **role == Some(Role::Result)).count();
    let shares: Vec<usize> = (0..roles.len())
        .filter(|i| {
            roles[*i] == Some(Role::Result) && counts_per_cent(&matching_key(columns[*i].text()))
        })
        .collect();
    if shares.len() < results {
        shares.into_iter().for_each(|i| choose(candidates, chosen, i, Role::Percent, SURE));
    }
}

/// Gives a column a role, with what words say of it.
fn choose(
    candidates: &mut [Candidate],
    chosen: &mut [Option<usize>],
    i: usize,
    role: Role,
    words: f32,
) {
    push_new(&mut candidates[i].votes, role, words.max(SURE));
    let at = candidates[i].votes.iter().position(|(known, ..)| *known == role);
    if let Some(vote) = at.and_then(|at| candidates[i].votes.get_mut(at)) {
        (vote.1, vote.2) = (vote.1.max(SURE), vote.2.max(words));
    }
    chosen[i] = at;
}

/// Where in every row one amount less the others is the last, words for one of them tell the other: what
/// is spent of the first, and what is left of it. What is bound by contracts (`committed`) is neither.
pub(super) fn reckon(
    candidates: &mut [Candidate],
    chosen: &mut [Option<usize>],
    sample: &[Sample],
    committed: &[bool],
) {
    let known = roles(candidates, chosen);
    let mut money: Vec<usize> = (0..known.len()).collect();
    money.retain(|i| committed[*i] || known[*i].is_some_and(Role::is_money));
    money.retain(|i| candidates[*i].time.is_none());
    let sure: Vec<Option<Role>> =
        candidates.iter().zip(&*chosen).map(|(candidate, at)| sure_role(candidate, *at)).collect();
    let Some(whole) = money.iter().position(|i| sure[*i] == Some(Role::Budget)) else { return };
    let (whole, rest) = (money[whole], &money[whole + 1..]);
    let Some((last, before)) = rest.split_last() else { return };
    let mut tails = (1..=before.len()).map(|n| &before[before.len() - n..]);
    let Some(parts) = tails.find(|parts| is_left(sample, whole, parts, *last)) else { return };
    if known[*last] != Some(Role::BudgetLeft)
        && parts.iter().all(|i| committed[*i] || sure[*i] == Some(Role::BudgetUsed))
    {
        choose(candidates, chosen, *last, Role::BudgetLeft, 0.0);
    } else if let ([part], Some(Role::BudgetLeft)) = (parts, sure[*last])
        && known[*part] == Some(Role::Budget)
    {
        choose(candidates, chosen, *part, Role::BudgetUsed, 0.0);
    }
}

/// Of two columns of planned money, one that states no figure says who pays: งบ over งบดำเนินงาน, งบลงทุน
/// beside งบประมาณอนุมัติ.
pub(super) fn payers_beside_amounts(
    candidates: &mut [Candidate],
    chosen: &mut [Option<usize>],
    sample: &[Sample],
) {
    let roles = roles(candidates, chosen);
    let planned = |i: &usize| roles[*i] == Some(Role::Budget) && candidates[*i].time.is_none();
    let planned: Vec<usize> = (0..roles.len()).filter(planned).collect();
    let pays = |i: &&usize| {
        let texts = &sample[**i].texts;
        texts.len() >= ROWS
            && !states_figures(&sample[**i])
            && texts.iter().all(|text| names_money(text))
    };
    let payers: Vec<usize> = planned.iter().filter(pays).copied().collect();
    if planned.iter().any(|i| states_figures(&sample[*i])) {
        payers.into_iter().for_each(|i| choose(candidates, chosen, i, Role::Source, SURE));
    }
}

/// Whether a figure stands in a column.
fn states_figures(column: &Sample) -> bool {
    column.texts.iter().any(|text| text.contains(is_digit))
}

/// Whether nothing stands in a text but a figure or a dash.
fn is_figure(text: &str) -> bool {
    text.chars().all(|c| is_digit(c) || ",.- –—".contains(c))
}

/// Who pays, over figures alone, says what each pays, where a column of its group states amounts: an amount
/// below a thousand looks like any number.
pub(super) fn payers_of_figures(
    candidates: &mut [Candidate],
    chosen: &mut [Option<usize>],
    sample: &[Sample],
) {
    let roles = roles(candidates, chosen);
    for i in (0..roles.len()).filter(|i| roles[*i] == Some(Role::Source)) {
        let mut beside = (0..roles.len()).filter(|j| candidates[*j].group == candidates[i].group);
        let money = beside.find(|j| roles[*j].is_some_and(Role::is_money)).and_then(|j| roles[j]);
        if let Some(role) = money.filter(|_| sample[i].texts.iter().all(|text| is_figure(text))) {
            choose(candidates, chosen, i, role, SURE);
        }
    }
}

/// A column that is called a sum and stands behind several of one kind of money is their sum.
pub(super) fn sums_beside_parts(
    columns: &[Heading],
    candidates: &mut [Candidate],
    chosen: &mut [Option<usize>],
    sample: &[Sample],
) {
    for i in PARTS..columns.len() {
        let roles = roles(candidates, chosen);
        let role = roles[i - 1].filter(|role| role.is_money());
        let parted = (i - PARTS..i).all(|at| roles[at] == role && candidates[at].time.is_some());
        let sure = sure_role(&candidates[i], chosen[i]).is_some();
        let says_sum = SUMS.whole(&matching_key(&columns[i].bare_text())).is_some();
        let figures = sample[i].texts.iter().all(|text| !text.contains(char::is_alphabetic));
        if let Some(role) = role.filter(|_| parted && !sure && says_sum && figures) {
            choose(candidates, chosen, i, role, SURE);
        }
    }
}

/// So many columns of money have a sum.
const PARTS: usize = 2;

/// Whether a text names money of some kind.
fn names_money(text: &str) -> bool {
    FUNDS.at_start(text.trim()).is_some()
}

/// Beside a column whose words say that it is planned money, one of figures whose heading says something
/// else is none: it is not known what it counts.
pub(super) fn no_plan_by_figures_alone(
    columns: &[Heading],
    candidates: &[Candidate],
    chosen: &mut [Option<usize>],
) {
    let sure: Vec<Option<Role>> =
        candidates.iter().zip(&*chosen).map(|(candidate, at)| sure_role(candidate, *at)).collect();
    let known = roles(candidates, chosen);
    let apart = |i: &usize| candidates[*i].time.is_none() && columns[*i].group.is_empty();
    let all: Vec<usize> = (0..columns.len()).filter(apart).collect();
    if !all.iter().any(|i| sure[*i] == Some(Role::Budget)) {
        return;
    }
    for i in all {
        let says_other = columns[i].text().chars().any(char::is_alphabetic);
        if known[i] == Some(Role::Budget) && sure[i].is_none() && says_other {
            chosen[i] = None;
        }
    }
}

/// The role that words alone give a column.
fn sure_role(candidate: &Candidate, chosen: Option<usize>) -> Option<Role> {
    let (role, _, words) = candidate.votes.get(chosen?)?;
    (*words >= SURE).then_some(*role)
}

/// Whether in every row that states them all, the parts of a whole and what is left make that whole, and
/// in enough rows there are parts and something is left.
fn is_left(sample: &[Sample], whole: usize, parts: &[usize], left: usize) -> bool {
    let rows = sample[whole].rows.iter();
    let mut telling = 0;
    for row in rows {
        let Some(all) = amount(&sample[whole], *row) else { continue };
        let spent = parts.iter().map(|part| amount(&sample[*part], *row));
        let Some(spent) = spent.sum::<Option<i64>>() else { continue };
        let Some(rest) = amount(&sample[left], *row) else { continue };
        if all - spent != rest {
            return false;
        }
        telling += usize::from(spent != 0 && rest != 0 && spent != rest);
    }
    telling >= ROWS
}

/// The amount that a column states in a row, in satang; 0 for a dash.
fn amount(column: &Sample, row: usize) -> Option<i64> {
    let at = column.rows.iter().position(|known| *known == row)?;
    let text = column.texts[at].trim().trim_end_matches(BAHT).trim();
    if matches!(text, "-" | "–" | "—") {
        return Some(0);
    }
    parse(text)?.satang(1)
}
