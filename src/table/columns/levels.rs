//! Which columns are levels above the items: those that stand before what names these and span several of
//! them, or whose words may say so.

use crate::role::Role;
use crate::table::evidence::SURE;
use crate::table::{Heading, Vocabulary};

use super::candidate::{Candidate, MOSTLY_MERGED, MOSTLY_NAMES, Sample, is_name, roles};
use super::contents;

/// What says that someone answers for something.
const ANSWERS: &[&str] = &["ผู้", "รับผิดชอบ", "เจ้าภาพ", "เจ้าของ", "ขับเคลื่อน", "ดำเนินการ", "ปฏิบัติ"];
/// Levels have fewer cells than items by at least this factor.
const FEWER: f32 = 0.75;

/// Of two columns whose words name items, one that may be a level is one where it stands before the
/// other: แผนงาน before โครงการ.
pub(super) fn level_before_names(candidates: &[Candidate], chosen: &mut [Option<usize>]) {
    let mut roles = roles(candidates, chosen);
    let names: Vec<usize> = (0..roles.len()).filter(|i| roles[*i].is_some_and(is_name)).collect();
    let Some((_, before)) = names.split_last() else { return };
    for i in before {
        let level = candidates[*i].votes.iter().position(|(role, _, words)| {
            let is_free = !roles[..*i].contains(&Some(*role));
            matches!(role, Role::Strategy | Role::Tactic) && *words >= SURE && is_free
        });
        if let Some(level) = level {
            chosen[*i] = Some(level);
            roles[*i] = Some(candidates[*i].votes[level].0);
        }
    }
}

/// A column whose cells span the rows of several items, and that stands before what names them, is a
/// level above them, whatever else its words say: `ตัวชี้วัด ITA` beside measures.
pub(super) fn name_levels(
    columns: &[Heading],
    candidates: &[Candidate],
    chosen: &mut [Option<usize>],
    sample: &[Sample],
    by: &Vocabulary,
) {
    let roles = roles(candidates, chosen);
    // A measure that spans the projects behind it is none of the items.
    let is_above = |i: usize| {
        roles[i] == Some(Role::Measure)
            && (i + 1..roles.len())
                .any(|later| roles[later] == Some(Role::Project) && spans_rows(sample, i, later))
    };
    let mut names = (0..roles.len()).filter(|i| roles[*i].is_some_and(is_name));
    let Some(name) = names.find(|i| !is_above(*i)) else { return };
    let mut taken: Vec<Role> = roles[..name].iter().copied().flatten().collect();
    for i in 0..name {
        let own = roles[i];
        let of_text = match own {
            None => true,
            Some(Role::Measure) if is_above(i) => true,
            Some(Role::Objective | Role::Indicator | Role::Target | Role::Other(_)) => true,
            // แนวทางการดำเนินงาน over แนวทางที่ ๑.๑ …
            Some(Role::Steps | Role::Measure | Role::Detail) => {
                contents::ordinals_share(&sample[i].texts) >= MOSTLY_NAMES
            }
            // ประเด็นที่ต้องพัฒนา over ๑. …, ๒. …, if its word is one for a level.
            Some(Role::Problem) => by.begins_with_level(columns[i].text()),
            // Offices before their projects are a group of these, unless they answer for them.
            Some(Role::Responsible) => !answers(columns[i].text()),
            _ => false,
        };
        // What is said of several items together stands so too: a level is numbered or named as one.
        let said = matches!(own, None | Some(Role::Responsible))
            || is_above(i)
            || contents::titles_share(&sample[i].texts) >= MOSTLY_NAMES;
        if !of_text || !spans_rows(sample, i, name) || !said || columns[i].span.is_some() {
            continue;
        }
        let level = if taken.contains(&Role::Strategy) { Role::Tactic } else { Role::Strategy };
        let at = candidates[i].votes.iter().position(|(known, ..)| *known == level);
        if let Some(at) = at {
            chosen[i] = Some(at);
            taken.push(level);
        }
    }
}

/// Whether the cells of a column span several rows of another.
fn spans_rows(sample: &[Sample], column: usize, rows: usize) -> bool {
    sample[column].merged >= MOSTLY_MERGED && sample[column].filled < sample[rows].filled * FEWER
}

/// Whether a heading says who answers for something, not only which office one belongs to.
fn answers(heading: &str) -> bool {
    ANSWERS.iter().any(|word| heading.contains(word))
}
