//! Which column holds what: each is scored by the words of its heading, by the group it stands under
//! and by what stands in it, and the table as a whole gets the assignment of roles that scores best.

mod candidate;
mod committed;
mod contents;
mod later;
mod levels;
mod naming;
mod satang;
mod time;

use std::collections::HashSet;

use crate::role::Role;
use crate::table::evidence::{Evidence, SURE};
use crate::table::heading::Vote;
use crate::table::{Heading, Vocabulary, Wording};

use candidate::{Candidate, MOSTLY_MERGED, MOSTLY_NAMES, is_level, is_name, push_new, roles};

pub(super) use candidate::Sample;
pub(crate) use committed::{says_committed, says_no_plan};
pub(super) use later::needs_texts;
pub use naming::Naming;
pub(super) use naming::naming;
pub(crate) use satang::counts_satang;
pub(super) use time::{Time, spans};

/// A role must score at least this much to be a column's.
const ENOUGH: f32 = 0.3;
/// A second column of one role costs this much.
const AGAIN: f32 = 0.3;
/// What a heading inherits from its group, where its own words say nothing …
const INHERITED: f32 = 0.9;
/// … and what the group adds where they do.
const SUPPORT: f32 = 0.2;
/// What a group says of a column of ticks or of money, if it speaks of text.
const TICKED: f32 = 0.4;
/// What months, quarters and years say by themselves of a column without words.
const TIMED: f32 = 0.5;
/// What stands in a column counts this much where its words say something else.
const BESIDE_WORDS: f32 = 0.5;
/// Roles that what stands in a column hints at, where its heading is not known.
const HINTS: &[Role] = &[
    Role::Number,
    Role::Project,
    Role::Objective,
    Role::Budget,
    Role::Period,
    Role::Schedule,
    Role::Responsible,
    Role::Unit,
    Role::Indicator,
    Role::Result,
];
/// Rounds in which columns exchange their roles; each only ever adds to the score.
const ROUNDS: usize = 8;

/// Gives each column its role. `sample`: what stands in each column.
pub(super) fn assign(columns: &mut [Heading], sample: &[Sample], vocabulary: &Vocabulary) {
    let mut candidates: Vec<Candidate> =
        (0..columns.len()).map(|at| candidate(columns, at, &sample[at], vocabulary)).collect();
    no_titles_among_ticks(columns, &mut candidates, sample);
    let mut chosen = best(&candidates);
    name_items(&candidates, &mut chosen, sample);
    levels::level_before_names(&candidates, &mut chosen);
    levels::name_levels(columns, &candidates, &mut chosen, sample, vocabulary);
    take_outcome_for_result(&candidates, &mut chosen);
    take_detail_for_result(&candidates, &mut chosen);
    take_used_for_planned(&candidates, &mut chosen);
    agree_on_status(&candidates, &mut chosen, sample);
    later::no_level_behind(&candidates, &mut chosen, sample);
    later::share_beside_results(columns, &mut candidates, &mut chosen);
    let committed: Vec<bool> = columns.iter().map(|c| says_committed(c, vocabulary)).collect();
    later::reckon(&mut candidates, &mut chosen, sample, &committed);
    later::payers_beside_amounts(&mut candidates, &mut chosen, sample);
    later::payers_of_figures(&mut candidates, &mut chosen, sample);
    satang::no_money_of_its_own(columns, &candidates, &mut chosen, sample);
    later::sums_beside_parts(columns, &mut candidates, &mut chosen, sample);
    later::no_plan_by_figures_alone(columns, &candidates, &mut chosen);
    for (i, column) in columns.iter_mut().enumerate() {
        let role = chosen[i].map(|at| candidates[i].votes[at].0);
        column.evidence = evidence(&candidates[i], chosen[i]);
        column.meaning = role;
    }
}

/// A blank column beside ticked ones of its group is for ticks too, and holds no titles.
fn no_titles_among_ticks(columns: &[Heading], candidates: &mut [Candidate], sample: &[Sample]) {
    let ticked = (0..columns.len()).filter(|i| contents::are_surely_ticks(&sample[*i].texts));
    let ticked: HashSet<usize> = ticked.map(|i| candidates[i].group).collect();
    for (i, candidate) in candidates.iter_mut().enumerate() {
        let beside = !columns[i].group.is_empty() && ticked.contains(&candidate.group);
        if beside && sample[i].texts.is_empty() {
            candidate.votes.retain(|(role, ..)| !is_title(*role));
        }
    }
}

/// What came of projects is their result, where no other column says it; measures have both.
fn take_outcome_for_result(candidates: &[Candidate], chosen: &mut [Option<usize>]) {
    let roles = roles(candidates, chosen);
    let find = |wanted: Role| roles.iter().position(|role| *role == Some(wanted));
    let (Some(_), Some(outcome), None, None) =
        (find(Role::Project), find(Role::Outcome), find(Role::Result), find(Role::Measure))
    else {
        return;
    };
    let result = candidates[outcome].votes.iter().position(|(role, ..)| *role == Role::Result);
    chosen[outcome] = result.or(chosen[outcome]);
}

/// Details of projects are their result, where words may say so, other columns tell what
/// came of them and none says it: `รายละเอียดการดำเนินงาน` beside ticks for what is done.
fn take_detail_for_result(candidates: &[Candidate], chosen: &mut [Option<usize>]) {
    let roles = roles(candidates, chosen);
    let has = |wanted: &[Role]| roles.iter().flatten().any(|role| wanted.contains(role));
    let Some(detail) = roles.iter().position(|role| *role == Some(Role::Detail)) else { return };
    if has(&[Role::Result, Role::Outcome]) || !has(&[Role::Status, Role::Percent]) {
        return;
    }
    let result = candidates[detail]
        .votes
        .iter()
        .position(|(role, _, words)| *role == Role::Result && *words >= SURE);
    chosen[detail] = result.or(chosen[detail]);
}

/// What projects use is what is planned for them, where words may say either and nothing tells of what
/// came of them.
fn take_used_for_planned(candidates: &[Candidate], chosen: &mut [Option<usize>]) {
    let roles = roles(candidates, chosen);
    let mut money = (0..roles.len()).filter(|i| roles[*i].is_some_and(Role::is_money));
    let (Some(only), None) = (money.next(), money.next()) else { return };
    let tells_results = roles.iter().flatten().any(|role| tells_what_came(*role));
    let planned = candidates[only]
        .votes
        .iter()
        .position(|(role, _, words)| *role == Role::Budget && *words >= SURE);
    if roles[only] == Some(Role::BudgetUsed) && !tells_results {
        chosen[only] = planned.or(chosen[only]);
    }
}

/// Whether a column says how far items are or what came of them, which no plan does.
fn tells_what_came(role: Role) -> bool {
    matches!(role, Role::Result | Role::Outcome | Role::Percent | Role::Status)
}

/// A column without words of its own that stands in one group with a status, and in which nothing
/// stands but ticks, is a status too.
fn agree_on_status(candidates: &[Candidate], chosen: &mut [Option<usize>], sample: &[Sample]) {
    let roles = roles(candidates, chosen);
    let status = (0..roles.len()).filter(|i| roles[*i] == Some(Role::Status));
    let groups: HashSet<usize> = status.map(|i| candidates[i].group).collect();
    for i in (0..chosen.len()).filter(|i| groups.contains(&candidates[*i].group)) {
        let status = candidates[i].votes.iter().position(|(role, ..)| *role == Role::Status);
        if candidates[i].is_time && contents::are_ticks(&sample[i].texts) {
            chosen[i] = status.or(chosen[i]);
        }
    }
}

fn candidate(columns: &[Heading], at: usize, sample: &Sample, by: &Vocabulary) -> Candidate {
    let column = &columns[at];
    let contents = contents::votes(&sample.texts);
    let (words, is_time) = votes_of_words(columns, at, sample, &contents, by);
    let mut votes = with_contents(words, contents, column.span.is_some());
    if sample.merged >= MOSTLY_MERGED {
        [Role::Strategy, Role::Tactic]
            .into_iter()
            .for_each(|level| push_new(&mut votes, level, ENOUGH));
    }
    // Codes in a column name nothing, whatever its heading says (รหัสมาตรการ), but for who says so.
    if contents::are_codes(&sample.texts) && !by.is_own(column.text()) {
        votes.retain(|(role, ..)| !is_name(*role));
    }
    votes.retain(|(_, all, _)| *all >= ENOUGH);
    if says_committed(column, by) {
        votes.clear();
    }
    if says_no_plan(column, by) {
        votes.retain(|(role, ..)| !role.is_money());
    }
    // A tick names nothing, and no level: what it says stands in the heading over it.
    let best = votes.iter().max_by(|a, b| a.2.total_cmp(&b.2)).map(|(role, ..)| *role);
    let named = best.is_some_and(|role| is_title(role) || role == Role::Responsible);
    if named && contents::are_surely_ticks(&sample.texts) {
        votes.retain(|(role, ..)| matches!(role, Role::Responsible | Role::Schedule));
    }
    votes.sort_by(|a, b| b.1.total_cmp(&a.1));
    // No column is a status for saying nothing, but it may be one beside others.
    if is_time && column.span.is_none() && contents::are_ticks(&sample.texts) {
        push_new(&mut votes, Role::Status, 0.0);
    }
    let same_group = |other: &Heading| match column.group.is_empty() {
        // Years, quarters or months side by side that say nothing else hold the same too.
        true => is_time && later::are_times_alike(column, other),
        false => other.group == column.group,
    };
    Candidate {
        votes,
        time: column.span.map(|span| span.which()),
        group: columns.iter().position(same_group).unwrap_or(at),
        is_time,
    }
}

/// What the words of a column's heading and of its groups say, and whether its own say nothing but a
/// time.
fn votes_of_words(
    columns: &[Heading],
    at: usize,
    sample: &Sample,
    contents: &[Vote],
    by: &Vocabulary,
) -> (Vec<Vote>, bool) {
    let column = &columns[at];
    let holds = |roles: &[Role]| {
        contents.iter().any(|(role, part)| roles.contains(role) && *part >= ENOUGH)
    };
    // Money under a heading of money is money, whatever it is spent on: งบดำเนินงาน › ผลผลิต › วัสดุ.
    let is_blank = sample.filled == 0.0 && column.span.is_none();
    let may_be_money = holds(&[Role::Budget]) || is_blank;
    let (mut above, mut group) = votes_of_groups(column, may_be_money, by);
    // Who pays, over amounts, says what each of them pays.
    if group == Some(Role::Source) && holds(&[Role::Budget]) {
        above
            .iter_mut()
            .filter(|(role, _)| *role == Role::Source)
            .for_each(|(role, _)| *role = Role::Budget);
        group = Some(Role::Budget);
    }
    let is_money = may_be_money && group.is_some_and(Role::is_money);
    // Beside a column of money in one group, or over money, a heading speaks of money.
    let money = holds(&[Role::Budget]) || has_money_beside(columns, at, by);
    let group = group.or(money.then_some(Role::Budget));
    // Behind projects, a heading may speak of what to do about their problems.
    let group = group.or_else(|| {
        let differs = by.votes(column.text(), Some(Role::Problem)) != by.votes(column.text(), None);
        (differs && may_tell_amends(columns, at, by)).then_some(Role::Problem)
    });
    let own = match Time::of(column.text()) {
        Some(time) if time.pure => Vec::new(),
        _ => votes_under(column.text(), group, is_money, by),
    };
    // What is drawn across a column leaves it blank.
    let ticked =
        holds(&[Role::Schedule, Role::Budget]) || sample.filled == 0.0 && column.span.is_some();
    let mut words: Vec<Vote> = own.clone();
    let weight = if own.is_empty() { INHERITED } else { SUPPORT };
    for (role, vote) in above {
        let timed = column.span.is_some() && role == Role::Period;
        let role = if timed { Role::Schedule } else { role };
        let text = !may_be_ticked(role, sample) && !role.is_money();
        let vote = if ticked && text && own.is_empty() { vote * TICKED } else { vote };
        // One word for a time may mean a period and a schedule, and counts once.
        let once = column.span.is_some() && role == Role::Schedule;
        match words.iter_mut().find(|(known, _)| once && *known == role) {
            Some((_, known)) => *known = known.max(vote * weight),
            None => add(&mut words, role, vote * weight),
        }
    }
    if let Some(span) = column.span.filter(|_| words.is_empty()) {
        let told = contents::of_time(&sample.texts, span.unit);
        words.extend(told.iter().map(|role| (*role, TIMED)));
    }
    (words, own.is_empty())
}

/// Votes of words with what stands in the column; `timed`: it stands for a stretch of time.
fn with_contents(words: Vec<Vote>, contents: Vec<Vote>, timed: bool) -> Vec<(Role, f32, f32)> {
    let spoken = words.iter().any(|(_, vote)| *vote >= SURE);
    let mut votes: Vec<(Role, f32, f32)> =
        words.iter().map(|(role, vote)| (*role, *vote, *vote)).collect();
    for (role, part) in contents {
        match votes.iter_mut().find(|(known, ..)| *known == role) {
            // Titles of levels look like names; only what words put first is one.
            Some((_, _, own)) if is_name(role) && words.iter().any(|(_, vote)| vote > own) => {}
            Some((_, all, _)) => *all += part,
            // Words alone never veto, but what they say comes first.
            None if contents::tells_alone(role, timed) => {
                votes.push((role, if spoken { part * BESIDE_WORDS } else { part }, 0.0));
            }
            None => {}
        }
    }
    votes
}

/// Whether a column that shares a group with another one stands beside one whose words are of money.
fn has_money_beside(columns: &[Heading], at: usize, vocabulary: &Vocabulary) -> bool {
    let own = &columns[at];
    let beside = columns
        .iter()
        .enumerate()
        .filter(|(i, other)| *i != at && !own.group.is_empty() && other.group == own.group);
    beside.into_iter().any(|(_, other)| {
        vocabulary
            .votes(other.text(), None)
            .iter()
            .any(|(role, vote)| role.is_money() && *vote >= SURE)
    })
}

/// Whether a column may say what to do about the problems of projects: it stands behind these, or beside
/// what went wrong with them; about risks there are measures.
fn may_tell_amends(columns: &[Heading], at: usize, vocabulary: &Vocabulary) -> bool {
    let says = |columns: &[Heading], role: Role| {
        columns.iter().any(|other| {
            let votes = vocabulary.votes(other.text(), None);
            votes.iter().any(|(known, vote)| *known == role && *vote >= SURE)
        })
    };
    let (before, behind) = (&columns[..at], &columns[at + 1..]);
    let beside = |role: Role| says(before, role) || says(behind, role);
    beside(Role::Project) && beside(Role::Problem)
        || says(before, Role::Project) && !beside(Role::Risk)
}

/// What the groups say that a column stands under, the innermost that says anything, and its role.
///
/// `may_be_money`: nothing that stands in the column says that it is no money.
fn votes_of_groups(
    column: &Heading,
    may_be_money: bool,
    vocabulary: &Vocabulary,
) -> (Vec<Vote>, Option<Role>) {
    let (mut above, mut role) = (Vec::new(), None);
    // Times part a group, and say nothing of what it holds, unless they are all that it says.
    let is_time = |text: &str| Time::of(text).is_some_and(|time| time.pure);
    let timeless = column.group.iter().filter(|group| !is_time(&group.text));
    let groups: Vec<&Wording> = match timeless.clone().next() {
        Some(_) => timeless.collect(),
        None => column.group.iter().collect(),
    };
    for group in groups {
        let is_money = may_be_money && role.is_some_and(Role::is_money);
        let mut votes = votes_under(&group.text, role, is_money, vocabulary);
        let best = votes.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(role, _)| *role);
        // Beside money, a time says how that is parted: งบประมาณรายไตรมาส.
        if best.is_some_and(Role::is_money) {
            votes.retain(|(role, _)| !matches!(role, Role::Period | Role::Schedule));
        }
        // The year of a budget alone is no money: ปีงบประมาณ พ.ศ. ๒๕๖๘ over ticked months.
        if is_time(&group.text) && !may_be_money {
            votes.retain(|(role, _)| !role.is_money());
        }
        let best = best.filter(|best| votes.iter().any(|(role, _)| role == best));
        if best.is_some() {
            (above, role) = (votes, best);
        }
    }
    (above, role)
}

/// What a heading says under a group; `is_money`: the column is one of money, whatever else it says.
fn votes_under(text: &str, group: Option<Role>, is_money: bool, by: &Vocabulary) -> Vec<Vote> {
    let mut votes = by.votes(text, group);
    votes.retain(|(role, _)| !is_money || may_stand_under_money(*role));
    votes
}

/// Whether ticks in a column may say what its group does: when, how far, or who answers among those whose
/// names stand over them.
fn may_be_ticked(role: Role, sample: &Sample) -> bool {
    matches!(role, Role::Schedule | Role::Status)
        || role == Role::Responsible && contents::are_surely_ticks(&sample.texts)
}

/// Whether a role is one of titles or of details of them, which no tick is.
fn is_title(role: Role) -> bool {
    is_name(role) || is_level(role) || role == Role::Detail
}

/// Whether a heading may say this of a column of figures under a heading of money: more of the money
/// itself, and not what projects are, aim at or bring about.
fn may_stand_under_money(role: Role) -> bool {
    role.is_money() || matches!(role, Role::Source | Role::Percent | Role::Unit | Role::Status)
}

fn add(votes: &mut Vec<Vote>, role: Role, vote: f32) {
    match votes.iter_mut().find(|(known, _)| *known == role) {
        Some((_, known)) => *known += vote,
        None => votes.push((role, vote)),
    }
}

/// The choice of a vote for each column that scores best in all: begun with each column's own best,
/// and bettered by exchanging one column's choice, or those of two, as long as that adds anything.
fn best(candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut chosen: Vec<Option<usize>> = candidates
        .iter()
        .map(|c| c.votes.first().filter(|(_, all, _)| *all >= ENOUGH).map(|_| 0))
        .collect();
    agree_in_groups(candidates, &mut chosen);
    for _ in 0..ROUNDS {
        let mut better = false;
        for i in 0..candidates.len() {
            better |= better_one(candidates, &mut chosen, i);
        }
        if !better {
            break;
        }
    }
    agree_in_groups(candidates, &mut chosen);
    chosen
}

/// Tries each other vote of a column; whether one is better.
fn better_one(candidates: &[Candidate], chosen: &mut [Option<usize>], i: usize) -> bool {
    let before = total(candidates, chosen);
    let own = chosen[i];
    let mut best = (before, own);
    for at in 0..candidates[i].votes.len() {
        chosen[i] = Some(at);
        let now = total(candidates, chosen);
        if now > best.0 + f32::EPSILON {
            best = (now, Some(at));
        }
    }
    chosen[i] = best.1;
    best.1 != own
}

/// The score of a choice: what speaks for each role, less what a role costs that stands again.
fn total(candidates: &[Candidate], chosen: &[Option<usize>]) -> f32 {
    let mut sum = 0.0;
    for (i, (candidate, at)) in candidates.iter().zip(chosen).enumerate() {
        let Some((role, vote, _)) = at.map(|at| candidate.votes[at]) else { continue };
        sum += vote;
        let others = candidates.iter().zip(chosen).enumerate().filter(|(j, _)| *j != i);
        let again = others.into_iter().any(|(j, (other, at))| {
            let same = at.is_some_and(|at| other.votes[at].0 == role);
            // Of two columns of the same time the later pays; beside columns of times, one of none.
            let pays = match (candidate.time, other.time) {
                (None, Some(_)) => true,
                (Some(_), None) => false,
                (own, time) => own == time && j < i,
            };
            same && pays
        });
        if again {
            sum -= AGAIN;
        }
    }
    sum
}

/// Columns of one group that stand for times hold the same: the role that most speaks for in all.
fn agree_in_groups(candidates: &[Candidate], chosen: &mut [Option<usize>]) {
    for first in 0..candidates.len() {
        let members: Vec<usize> = (0..candidates.len())
            .filter(|i| {
                let member = &candidates[*i];
                member.group == first && member.time.is_some() && member.is_time
            })
            .collect();
        if members.len() < 2 || members[0] != first {
            continue;
        }
        let mut roles: Vec<Role> = Vec::new();
        for (role, ..) in members.iter().flat_map(|i| &candidates[*i].votes) {
            if !roles.contains(role) {
                roles.push(*role);
            }
        }
        let mut best: Option<(f32, Vec<Option<usize>>)> = None;
        for role in roles {
            let mut with = chosen.to_vec();
            for i in &members {
                with[*i] = candidates[*i].votes.iter().position(|(known, ..)| *known == role);
            }
            let score = total(candidates, &with);
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, with));
            }
        }
        if let Some((_, with)) = best {
            chosen.clone_from_slice(&with);
        }
    }
}

/// Where no column has a role that names items, the one that most speaks for one gets it, if what
/// stands in it does.
fn name_items(candidates: &[Candidate], chosen: &mut [Option<usize>], sample: &[Sample]) {
    let named = candidates.iter().zip(chosen.iter());
    if named.clone().any(|(c, at)| at.is_some_and(|at| is_name(c.votes[at].0))) {
        return;
    }
    let mut best: Option<(f32, usize, usize)> = None;
    for (i, candidate) in candidates.iter().enumerate() {
        let mut votes = candidate.votes.iter().enumerate();
        let Some((at, (_, vote, _))) = votes.find(|(_, (role, ..))| is_name(*role)) else {
            continue;
        };
        let fits = contents::names_share(&sample[i].texts) >= MOSTLY_NAMES;
        // Of two, the one further right: levels stand before what they hold.
        if fits && best.is_none_or(|(known, ..)| *vote >= known) {
            best = Some((*vote, i, at));
        }
    }
    if let Some((_, i, at)) = best {
        chosen[i] = Some(at);
    }
}

fn evidence(candidate: &Candidate, chosen: Option<usize>) -> Evidence {
    let Some(at) = chosen else { return Evidence::default() };
    let (role, score, words) = candidate.votes[at];
    // A name that words do not put first rests on what stands in the column.
    let first = candidate.votes.iter().all(|(_, _, other)| *other <= words);
    let words = if is_name(role) && !first { words / 2.0 } else { words };
    let next = candidate.votes.iter().enumerate().find(|(i, _)| *i != at);
    Evidence { score, words, runner_up: next.map(|(_, (role, vote, _))| (*role, *vote)) }
}

/// What the texts of a column look like, where anything speaks for that; no more than a hint.
pub(crate) fn looks_like(texts: &[String]) -> Option<Role> {
    let votes = contents::votes(texts).into_iter().filter(|(role, _)| HINTS.contains(role));
    votes.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(role, _)| role)
}

/// Whether a column of a table holds titles that say themselves that they are projects.
pub(super) fn any_holds_projects(sample: &[Sample]) -> bool {
    sample.iter().any(|column| holds_projects(&column.texts))
}

/// Whether a table numbers its rows and says what each costs, when it is done and by whom, as tables of
/// items do.
pub(super) fn numbers_and_pays(columns: &[Heading]) -> bool {
    let has = |is: &dyn Fn(Role) -> bool| {
        columns.iter().any(|c| c.meaning.is_some_and(is) && !c.evidence.is_guess())
    };
    has(&|role| role == Role::Number)
        && has(&Role::is_money)
        && has(&|role| role == Role::Period || role == Role::Schedule)
        && has(&|role| role == Role::Responsible)
}

/// Whether the texts of a column are titles that say themselves that they are projects.
pub(crate) fn holds_projects(texts: &[String]) -> bool {
    texts.len() >= 2 && contents::sure_names_share(texts) >= MOSTLY_NAMES
}

#[cfg(test)]
mod tests {
    use super::Sample;
    use crate::column::Span;
    use crate::role::Role;
    use crate::table::{Heading, Part, Vocabulary, Wording, join, transcript};
    use crate::thai::text::matching_key;

    /// The roles of the columns of a table: headings, then rows, cells apart by tabs.
    fn roles(rows: &[&str]) -> Vec<String> {
        let page = transcript::read(rows.join("\n").as_bytes()).expect("lines are a transcript");
        let parts = join(vec![page]);
        let [Part::Table(table)] = parts.as_slice() else { panic!("not one table: {rows:?}") };
        let role = |role: Option<Role>| role.map_or("-".to_owned(), |role| role.to_string());
        table.columns.iter().map(|column| role(column.meaning)).collect()
    }

    #[test]
    fn what_to_do_about_problems_is_a_measure_only_where_nothing_else_names_items() {
        let rows = ["โครงการ\tปัญหา\tแนวทางแก้ไข", "โครงการแสง\tมืด\tจัดไฟ", "โครงการป่า\tร้อน\tจัดร่ม"];
        assert_eq!(roles(&rows), ["project", "problem", "suggestion"]);
        let rows = ["ข้อค้นพบ\tแนวทางแก้ไข\tผู้รับผิดชอบ", "มืด\tจัดไฟริมน้ำ\tกองช่าง", "ร้อน\tจัดร่มเงา\tกองคลัง"];
        assert_eq!(roles(&rows), ["problem", "measure", "responsible"]);
    }

    #[test]
    fn what_to_do_about_risks_is_a_measure_and_stands_before_its_projects_too() {
        let rows = ["โครงการ\tแนวทางแก้ไข\tหมายเหตุ", "โครงการแสง\tปรับแผน\t-", "โครงการป่า\tเพิ่มวัน\t-"];
        assert_eq!(roles(&rows), ["project", "suggestion", "note"]);
        let rows =
            ["โครงการ\tความเสี่ยง\tแนวทางแก้ไข", "โครงการแสง\tมืด\tจัดไฟ", "โครงการป่า\tร้อน\tจัดร่ม"];
        assert_eq!(roles(&rows)[2], "measure");
        let rows =
            ["แนวทางแก้ไข\tโครงการ\tงบประมาณ", "จัดไฟ\tโครงการแสง\t๕,๐๐๐", "จัดร่ม\tโครงการป่า\t๖,๐๐๐"];
        assert_eq!(roles(&rows)[0], "measure");
    }

    #[test]
    fn behind_money_another_text_in_each_row_is_no_level() {
        let rows = |heading: &str, texts: [&str; 2]| {
            let head = format!("โครงการ\tงบประมาณ\t{heading}");
            let row = |name: &str, text: &str| format!("{name}\t๕,๐๐๐\t{text}");
            let all = [head, row("โครงการแสง", texts[0]), row("โครงการป่า", texts[1])];
            roles(&all.each_ref().map(String::as_str)).remove(2)
        };
        assert_eq!(rows("แนวทางการพัฒนาในอนาคต", ["ขยายผล", "จัดต่อเนื่อง"]), "suggestion");
        assert_eq!(rows("กลยุทธ์ที่จะทำต่อ", ["ขยายผล", "จัดต่อเนื่อง"]), "-");
        assert_eq!(rows("ยุทธศาสตร์", ["ยุทธศาสตร์ที่ ๑ แสง", "ยุทธศาสตร์ที่ ๒ ป่า"]), "strategy");
        assert_eq!(rows("ยุทธศาสตร์", ["แสง", "แสง"]), "strategy");
    }

    #[test]
    fn what_is_left_is_told_by_its_words_or_by_what_the_rows_reckon() {
        let rows = |heading: &str, left: [&str; 2]| {
            let head = format!("โครงการ\tงบประมาณ\tเบิกจ่าย\t{heading}");
            let first = format!("โครงการแสง\t๕,๐๐๐\t๔,๐๐๐\t{}", left[0]);
            let second = format!("โครงการป่า\t๖,๐๐๐\t๔,๕๐๐\t{}", left[1]);
            roles(&[head.as_str(), first.as_str(), second.as_str()]).remove(3)
        };
        assert_eq!(rows("เงินเหลือ", ["๑,๑๐๐", "๑,๒๐๐"]), "budget_left");
        assert_eq!(rows("เงินของเรา", ["๑,๐๐๐", "๑,๕๐๐"]), "budget_left");
        assert_eq!(rows("เงินของเรา", ["๑,๐๐๐", "๑,๖๐๐"]), "-");
        let spent = [
            "โครงการ\tงบประมาณ\tเงินของเรา\tคงเหลือ",
            "โครงการแสง\t๕,๐๐๐\t๔,๐๐๐\t๑,๐๐๐",
            "โครงการป่า\t๖,๐๐๐\t๔,๕๐๐\t๑,๕๐๐",
        ];
        assert_eq!(roles(&spent)[2], "budget_used");
    }

    #[test]
    fn money_bound_by_contracts_has_no_role() {
        for (heading, role) in [
            ("ก่อหนี้ผูกพัน (บาท)", "-"),
            ("PO", "-"),
            ("สัญญา/ใบสั่งซื้อ (PO)", "-"),
            ("เงินกันเหลื่อมปี", "-"),
            ("คงเหลือหลังก่อหนี้ผูกพัน", "budget_left"),
        ] {
            let head = format!("โครงการ\tงบประมาณ\t{heading}");
            let rows = [head.as_str(), "โครงการแสง\t๕,๐๐๐\t๔,๐๐๐", "โครงการป่า\t๖,๐๐๐\t๔,๕๐๐"];
            assert_eq!(roles(&rows)[2], role, "{heading}");
        }
    }

    /// The role of a column behind names and money, by its heading and its two cells.
    fn beside_money(heading: &str, cells: [&str; 2]) -> String {
        let head = format!("โครงการ\tงบประมาณ (บาท)\t{heading}\tผู้รับผิดชอบ");
        let first = format!("โครงการแสง\t๕,๐๐๐\t{}\tกองช่าง", cells[0]);
        let second = format!("โครงการป่า\t๖,๐๐๐\t{}\tกองคลัง", cells[1]);
        roles(&[head.as_str(), first.as_str(), second.as_str()]).remove(2)
    }

    #[test]
    fn beside_a_budget_other_figures_are_no_plan_unless_their_words_say_so() {
        for (heading, role) in [
            ("ราคากลาง (บาท)", "-"),
            ("ราคาต่อหน่วย", "-"),
            ("วงเงินตามสัญญา (บาท)", "-"),
            ("โอน (+/-)", "-"),
            ("ประหยัดงบ", "-"),
            ("รายได้", "-"),
            ("เงินสมทบ", "-"),
            ("งบประมาณที่ได้รับจัดสรร", "budget"),
            ("ค่าวัสดุ", "budget"),
            ("เบิกจ่ายสะสม", "budget_used"),
            ("จำนวนเงินที่จ่าย", "budget_used"),
        ] {
            assert_eq!(beside_money(heading, ["๔,๐๐๐", "๕,๕๐๐"]), role, "{heading}");
        }
        assert_eq!(beside_money("งบ", ["งบดำเนินงาน", "งบลงทุน"]), "source");
        assert_eq!(beside_money("งบ", ["๔,๐๐๐", "๕,๕๐๐"]), "budget");
        let alone = ["โครงการ\tเงินสมทบ", "โครงการแสง\t๕,๐๐๐", "โครงการป่า\t๖,๐๐๐"];
        assert_eq!(roles(&alone)[1], "budget");
    }

    #[test]
    fn the_year_of_a_budget_is_no_money_and_years_of_scores_are_no_schedule() {
        for (heading, cells, role) in [
            ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๗", ["๙๓.๒๕", "๘๗.๑๐"], "score"),
            ("ผลการประเมินปี ๒๕๖๗", ["๙๓.๒๕", "๘๗.๑๐"], "score"),
            ("ปีงบประมาณที่ดำเนินการ", ["๒๕๖๗", "๒๕๖๘"], "period"),
            ("ผลการดำเนินงาน ปีงบประมาณ ๒๕๖๗", ["จัดแล้ว", "ปลูกแล้ว"], "result"),
            ("ปี ๒๕๖๗", ["๙๓.๒๕", "๘๗.๑๐"], "-"),
            ("ปี ๒๕๖๗", ["๔๐ คน", "๒ ครั้ง"], "target"),
            ("ปี ๒๕๖๗", ["ดำเนินการแล้ว", "ยังไม่ดำเนินการ"], "result"),
            ("ปี ๒๕๖๗", ["✓", "-"], "schedule"),
            ("ปี ๒๕๖๗", ["", ""], "schedule"),
            ("ปีงบประมาณ ๒๕๖๗", ["๔,๐๐๐", "๕,๕๐๐"], "budget"),
            ("ต.ค.", ["๔,๐๐๐", "-"], "budget"),
            ("ต.ค.", ["จัดอบรม", "๑"], "schedule"),
            ("ต.ค.", ["๑๕ ต.ค.", "/"], "schedule"),
            ("แผนดำเนินการต่อไป", ["ทำต่อ", "ขยายผล"], "suggestion"),
            ("งบที่ตั้งจ่าย", ["งบลงทุน", "งบกลาง"], "source"),
        ] {
            assert_eq!(beside_money(heading, cells), role, "{heading} {cells:?}");
        }
        let years = [
            "โครงการ\tปี ๒๕๖๗\tปี ๒๕๖๘\tผู้รับผิดชอบ",
            "โครงการแสง\t๕,๐๐๐\t\tกองช่าง",
            "โครงการป่า\t๖,๐๐๐\t\tกองคลัง",
        ];
        assert_eq!(roles(&years), ["project", "budget", "budget", "responsible"]);
    }

    #[test]
    fn ticks_below_offices_say_who_answers_and_below_levels_name_none() {
        let read = |group: &str, leaves: [&str; 2]| {
            let mut columns =
                [under(&[], "โครงการ"), under(&[group], leaves[0]), under(&[group], leaves[1])];
            let sample = [&["โครงการแสงชุมชน", "โครงการป่าชายเลน"][..], &["✓"], &[]].map(cells);
            super::assign(&mut columns, &sample, &Vocabulary::default());
            columns.map(|column| column.meaning)[1..].to_vec()
        };
        let offices = read("หน่วยงานที่รับผิดชอบ", ["สป.", "กค."]);
        assert_eq!(offices, [Some(Role::Responsible); 2]);
        assert_eq!(read("มิติ", ["1", "2"]), [None; 2]);
        assert_eq!(read("ประเภทโครงการ", ["ใหม่", "ต่อเนื่อง"]), [None; 2]);
        assert_eq!(read("สถานะ", ["แล้ว", "ยัง"]), [Some(Role::Status); 2]);
    }

    #[test]
    fn satang_beside_baht_are_no_amounts_and_sums_beside_quarters_are() {
        let read = |headings: [(&str, Option<u8>); 3], texts: [&[&str]; 3]| {
            let column = |(own, quarter): (&str, Option<u8>)| Heading {
                span: quarter.map(|n| Span::quarter(None, n)),
                ..under(
                    if own == "รวม" || own == "สต." {
                        &[]
                    } else {
                        &["งบประมาณ"]
                    },
                    own,
                )
            };
            let [a, b, c] = headings.map(column);
            let mut columns = [under(&[], "โครงการ"), a, b, c];
            let [a, b, c] = texts.map(cells);
            let sample = [cells(&["โครงการแสงชุมชน", "โครงการป่าชายเลน"]), a, b, c];
            super::assign(&mut columns, &sample, &Vocabulary::default());
            columns.map(|column| column.meaning)[1..].to_vec()
        };
        let (money, none) = (Some(Role::Budget), None);
        let satang = [("บาท", None), ("สต.", None), ("ไตรมาส ๑", Some(1))];
        assert_eq!(
            read(satang, [&["๕,๐๐๐", "๖,๐๐๐"], &["๕๐", "๐๐"], &["๕,๐๐๐"]])[..2],
            [money, none]
        );
        let over_both = [("บาท", None), ("บาท", None), ("ไตรมาส ๑", Some(1))];
        let texts: [&[&str]; 3] = [&["๕,๐๐๐", "๖,๐๐๐"], &["๕๐", "๐๐"], &["๕,๐๐๐"]];
        assert_eq!(read(over_both, texts)[..2], [money, none]);
        let sums = [("ไตรมาส ๑", Some(1)), ("ไตรมาส ๒", Some(2)), ("รวม", None)];
        let texts: [&[&str]; 3] = [&["๑๐๐", "๑,๒๐๐"], &["๒๐๐", "๑,๓๐๐"], &["๓๐๐", "๒,๕๐๐"]];
        assert_eq!(read(sums, texts), [money; 3]);
    }

    #[test]
    fn lists_of_people_and_of_contents_name_no_items() {
        let naming = |rows: &[&str]| {
            let page = transcript::read(rows.join("\n").as_bytes()).expect("lines");
            let parts = join(vec![page]);
            let [Part::Table(table)] = parts.as_slice() else { panic!("not one table") };
            table.naming.is_some()
        };
        let people = [
            "ชื่อ - สกุล\tตำแหน่ง\tโครงการที่เข้ารับการอบรม\tวันที่อบรม",
            "นายเอก\tนิติกร\tโครงการแสง\t๑ ม.ค. ๖๘",
        ];
        assert!(!naming(&people));
        assert!(!naming(&["เรื่อง\tหน้า", "โครงการแสงชุมชน\t๑", "โครงการป่าชายเลน\t๕"]));
        let plan = ["ผู้รับผิดชอบ\tตำแหน่ง\tโครงการ\tงบประมาณ", "นายเอก\tนิติกร\tโครงการแสง\t๕,๐๐๐"];
        assert!(naming(&plan));
        let measures =
            ["ข้อ\tคำถาม\tคะแนน\tแนวทางการปรับปรุง\tผู้รับผิดชอบ", "๑\tถาม\t๘๐\tจัดทำคู่มือ\tกองกลาง"];
        assert!(naming(&measures));
    }

    #[test]
    fn results_that_count_per_cent_beside_others_are_a_share() {
        let rows = [
            "โครงการ\tผลงาน (%)\tผลการดำเนินงาน",
            "โครงการแสง\t๑๐๐\tจัดแล้ว",
            "โครงการป่า\t๕๐\tเริ่มแล้ว",
        ];
        assert_eq!(roles(&rows), ["project", "percent", "result"]);
        let rows =
            ["โครงการ\tความคืบหน้า (ร้อยละ)\tหมายเหตุ", "โครงการแสง\t๑๐๐\t-", "โครงการป่า\t๕๐\t-"];
        assert_eq!(roles(&rows)[1], "percent");
        let rows =
            ["โครงการ\tผลการดำเนินงาน (ร้อยละ)\tหมายเหตุ", "โครงการแสง\t๑๐๐\t-", "โครงการป่า\t๕๐\t-"];
        assert_eq!(roles(&rows)[1], "result");
    }

    #[test]
    fn quarters_hold_what_their_group_says_unless_they_are_ticked() {
        let of_quarters = |group: &str, texts: [&[&str]; 2]| {
            let quarter = |n, own: &str| Heading {
                span: Some(Span::quarter(None, n)),
                ..under(&[group], own)
            };
            let mut columns =
                [under(&[], "โครงการ"), quarter(1, "ไตรมาส ๑"), quarter(2, "ไตรมาส ๒")];
            let sample =
                [&["โครงการแสงชุมชน", "โครงการป่าชายเลน"][..], texts[0], texts[1]].map(cells);
            super::assign(&mut columns, &sample, &Vocabulary::default());
            columns.map(|column| column.meaning)[1..].to_vec()
        };
        let both = |role| vec![Some(role), Some(role)];
        let counts: [&[&str]; 2] = [&["๒๐ คน", "-"], &["-", "-"]];
        assert_eq!(of_quarters("เป้าหมายรายไตรมาส", counts), both(Role::Target));
        assert_eq!(of_quarters("ผลการดำเนินงานรายไตรมาส", counts), both(Role::Result));
        let ticks: [&[&str]; 2] = [&["✓", "-"], &["-", "✓"]];
        assert_eq!(of_quarters("ผลการดำเนินงานรายไตรมาส", ticks), both(Role::Schedule));
        assert_eq!(of_quarters("แผนการดำเนินงาน", ticks), both(Role::Schedule));
        assert_eq!(of_quarters("ปีงบประมาณ พ.ศ. ๒๕๖๘", ticks), both(Role::Schedule));
        let money: [&[&str]; 2] = [&["๕,๐๐๐", "๖,๐๐๐"], &["๗,๐๐๐", "๘,๐๐๐"]];
        assert_eq!(of_quarters("ปีงบประมาณ พ.ศ. ๒๕๖๘", money), both(Role::Budget));
        assert_eq!(of_quarters("แหล่งงบประมาณ", money), both(Role::Budget));
    }

    #[test]
    fn kinds_of_targets_and_results_are_what_they_stand_under() {
        for (group, role) in [("เป้าหมาย", Role::Target), ("ผลการดำเนินงาน", Role::Result)]
        {
            let mut columns =
                [under(&[], "โครงการ"), under(&[group], "เชิงปริมาณ"), under(&[group], "เชิงคุณภาพ")];
            let sample = [&["โครงการแสงชุมชน"][..], &["๔๐ คน"], &["ร้อยละ ๘๐ ผ่าน"]].map(cells);
            super::assign(&mut columns, &sample, &Vocabulary::default());
            assert_eq!(columns.map(|column| column.meaning)[1..], [Some(role); 2], "{group}");
        }
    }

    #[test]
    fn what_a_plan_uses_is_planned() {
        let plan = [
            "โครงการ\tงบประมาณที่ใช้\tระยะเวลา",
            "โครงการแสง\t๕,๐๐๐\tม.ค. ๖๘",
            "โครงการป่า\t๖,๐๐๐\tก.พ. ๖๘",
        ];
        assert_eq!(roles(&plan), ["project", "budget", "period"]);
        let told = [
            "โครงการ\tงบประมาณที่ใช้\tผลการดำเนินงาน",
            "โครงการแสง\t๕,๐๐๐\tจัดแล้ว",
            "โครงการป่า\t๖,๐๐๐\tจัดแล้ว",
        ];
        assert_eq!(roles(&told), ["project", "budget_used", "result"]);
    }

    #[test]
    fn quarters_part_money_and_what_is_told_beside_a_status_is_a_result() {
        let rows = [
            "โครงการ\tตัวชี้วัด\tงบประมาณจำแนกรายไตรมาส ไตรมาสที่ ๑",
            "โครงการแสง\tจำนวนแสง\t๕,๐๐๐",
            "โครงการป่า\tจำนวนป่า\t๖,๐๐๐",
        ];
        assert_eq!(roles(&rows), ["project", "indicator", "budget"]);
        let told = [
            "โครงการ\tงบประมาณที่ใช้\tสถานะ\tรายละเอียดการดำเนินงาน",
            "โครงการแสง\t๕,๐๐๐\tแล้วเสร็จ\tปลูกแล้ว",
            "โครงการป่า\t๖,๐๐๐\tแล้วเสร็จ\tปลูกแล้ว",
        ];
        assert_eq!(roles(&told), ["project", "budget_used", "status", "result"]);
        let planned = [
            "โครงการ\tรายละเอียดการดำเนินงาน\tงบประมาณ",
            "โครงการแสง\tปลูกต้นไม้\t๕,๐๐๐",
            "โครงการป่า\tปลูกต้นไม้\t๖,๐๐๐",
        ];
        assert_eq!(roles(&planned), ["project", "detail", "budget"]);
    }

    #[test]
    fn a_plan_before_its_projects_is_a_level_and_money_per_cent_a_share() {
        let rows = [
            "แผนงาน\tชื่อโครงการ\tใช้จ่าย (บาท)\tใช้จ่าย (ร้อยละ)",
            "แสง\tโครงการก\t๕,๐๐๐\t๘๐",
            "ป่า\tโครงการข\t๖,๐๐๐\t๙๐",
        ];
        assert_eq!(roles(&rows), ["tactic", "project", "budget_used", "percent"]);
    }

    #[test]
    fn measures_that_span_projects_are_a_level_above_them() {
        let headings = ["มิติ", "มาตรการ", "โครงการ", "งบประมาณ"];
        let mut columns = headings.map(|heading| under(&[], heading));
        let merged = |texts: &[&str]| Sample { filled: 0.5, merged: 1.0, ..cells(texts) };
        let sample = [
            merged(&["มิติที่ ๑"]),
            merged(&["เตาทุกใบมีป้าย", "ประกาศให้ทั่ว"]),
            cells(&["โครงการขึ้นทะเบียนเตา", "โครงการปั้นโอ่ง", "โครงการประกาศ", "โครงการเดินเตา"]),
            cells(&["๙,๐๐๐", "๒๗,๔๖๐", "๓,๐๐๐", "-"]),
        ];
        super::assign(&mut columns, &sample, &Vocabulary::default());
        let roles = columns.map(|column| column.meaning);
        let levels = [Some(Role::Strategy), Some(Role::Tactic)];
        assert_eq!(roles[..2], levels);
        assert_eq!(roles[2..], [Some(Role::Project), Some(Role::Budget)]);
    }

    #[test]
    fn money_under_a_heading_of_money_is_money_whatever_it_is_spent_on() {
        let october = Span::month(Some(2569), 10);
        let mut columns = [
            under(&[], "โครงการ"),
            under(&["งบดำเนินงาน", "ผลผลิต ปวช."], "ใช้สอย"),
            under(&["งบดำเนินงาน", "ผลผลิต ปวช."], "วัสดุ"),
            under(&["อุดหนุน"], "กิจกรรมพัฒนาผู้เรียน"),
            under(&["งบดำเนินงาน"], "ผลผลิต"),
            Heading {
                span: Some(october), ..under(&["ปีงบประมาณ ๒๕๖๙", "ไตรมาส ๑"], "ต.ค.")
            },
        ];
        let sample = [
            cells(&["โครงการแสงชุมชน", "โครงการป่าชายเลน"]),
            cells(&["๑๒,๐๐๐", "๓๐,๐๐๐"]),
            cells(&[]),
            cells(&["๙,๐๐๐", "-"]),
            cells(&["มีผู้ปลูกป่า", "มีแสง"]),
            // Arrows are drawn across it.
            cells(&[]),
        ];
        super::assign(&mut columns, &sample, &Vocabulary::default());
        let roles = columns.map(|column| column.meaning);
        let (money, target) = (Some(Role::Budget), Some(Role::Target));
        let month = Some(Role::Schedule);
        assert_eq!(roles, [Some(Role::Project), money, money, money, target, month]);
    }

    /// What stands in a column whose cells say this.
    fn cells(texts: &[&str]) -> Sample {
        Sample {
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
            rows: (0..texts.len()).collect(),
            filled: if texts.is_empty() { 0.0 } else { 1.0 },
            merged: 0.0,
        }
    }

    /// A heading below others.
    fn under(groups: &[&str], own: &str) -> Heading {
        let wording = |text: &str| Wording {
            lines: Vec::new(),
            text: text.to_owned(),
            key: matching_key(text),
        };
        let group = groups.iter().map(|text| wording(text)).collect();
        Heading { wordings: vec![wording(own)], group, ..Heading::default() }
    }
}
