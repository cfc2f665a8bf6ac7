//! What columns hold once the roles of the others are known: which is no level after all, which is a
//! share, and which is what is left of another, as their rows reckon.

use std::collections::HashSet;

use super::candidate::{
    Candidate, MOSTLY_MERGED, MOSTLY_NAMES, Sample, is_level, is_name, push_new, roles,
};
use super::contents;
use super::time::Time;
use crate::role::Role;
use crate::table::Heading;
use crate::table::evidence::SURE;
use crate::table::heading::counts_per_cent;
use crate::thai::number::parse;
use crate::thai::text::matching_key;

/// So many rows tell what they reckon.
const ROWS: usize = 2;
/// What stands behind an amount.
const BAHT: &str = "บาท";

/// Whether what stands in the columns must be looked at, though words alone gave them their roles: they
/// may be no levels, marks and not text, or amounts.
pub(in crate::table) fn needs_texts(columns: &[Heading]) -> bool {
    let told = columns.iter().position(|column| column.meaning.is_some_and(tells_results));
    let behind = told.map_or(&[][..], |told| &columns[told..]);
    behind.iter().any(|column| column.meaning.is_some_and(is_level))
        || columns.iter().any(may_be_marked)
        || columns.iter().any(|column| {
            // Who pays may be said over what each pays.
            column.meaning == Some(Role::Source) && !column.group.is_empty()
        })
}

/// Whether a column of a time below other headings may hold marks, though these speak of something else.
fn may_be_marked(column: &Heading) -> bool {
    let is_marked = column.meaning == Some(Role::Schedule)
        && !column.group.iter().all(|group| is_time(&group.text));
    let is_sure = is_marked || column.meaning.is_some_and(Role::is_money);
    !is_sure && is_time(column.text()) && column.span.is_some() && !column.group.is_empty()
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
