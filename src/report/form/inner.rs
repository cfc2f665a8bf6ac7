//! Labels that name a project in one form and tell the steps of it in another: `กิจกรรม : …` is the name where
//! nothing else is, and below `ชื่อโครงการ` how that project is carried out.

use std::collections::BTreeSet;

use crate::role::Role;

/// Labels that lie further apart than this many lines belong to different things.
pub(super) const FARTHEST: usize = 150;
/// Two labels that both name a project, such as project and activity, stand at most this far apart.
pub(super) const NAMES_TOGETHER: usize = 2;
/// At least this many roles stand between the name and such a label.
const FEWEST_BETWEEN: usize = 1;

/// What of a label tells whether it names a project.
pub(super) struct Naming {
    /// The line or table that it stands in; 0 where that does not matter.
    pub bit: usize,
    /// Whether it names one by its words.
    pub names: bool,
    /// Whether it tells the steps where another label names the project.
    pub may_be_steps: bool,
    /// Its words.
    pub words: String,
    /// The role of what stands behind it.
    pub role: Option<Role>,
}

/// The labels, by their places, that name no project of their own: they stand within the form of another
/// one. What follows a label that does name one tells again what was told of the one before.
pub(super) fn steps_within(labels: &[Naming]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut named: Option<usize> = None;
    for (at, label) in labels.iter().enumerate().filter(|(_, label)| label.names) {
        match named {
            Some(name) if at - name < NAMES_TOGETHER && label.may_be_steps => {}
            Some(name) if label.may_be_steps && is_within(labels, name, at) => found.push(at),
            _ => named = Some(at),
        }
    }
    found
}

/// Whether the label at a place stands within the form of the project that the one at `name` names.
fn is_within(labels: &[Naming], name: usize, at: usize) -> bool {
    let (first, label) = (&labels[name], &labels[at]);
    if first.words == label.words || label.bit - first.bit > FARTHEST {
        return false;
    }
    let before = roles(&labels[name + 1..at]);
    let after = &labels[at + 1..];
    let end = after.iter().position(|label| label.names).unwrap_or(after.len());
    let again = roles(&after[..end]).intersection(&before).count();
    before.len() >= FEWEST_BETWEEN && again * 2 < before.len().max(2)
}

fn roles(labels: &[Naming]) -> BTreeSet<Role> {
    labels.iter().filter(|label| !label.names).filter_map(|label| label.role).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{Budget, Objective, Project, Responsible, Result, Target};

    fn within(labels: &[(&str, Role)]) -> Vec<usize> {
        let naming = |(words, role): &(&str, Role)| Naming {
            bit: 0,
            names: *role == Project,
            may_be_steps: *words == "กิจกรรม",
            words: (*words).to_owned(),
            role: Some(*role),
        };
        steps_within(&labels.iter().map(naming).collect::<Vec<_>>())
    }

    const NAME: (&str, Role) = ("ชื่อโครงการ", Project);
    const ACTIVITY: (&str, Role) = ("กิจกรรม", Project);
    const AIM: (&str, Role) = ("วัตถุประสงค์", Objective);
    const TARGET: (&str, Role) = ("เป้าหมาย", Target);
    const MONEY: (&str, Role) = ("งบประมาณ", Budget);
    const WHO: (&str, Role) = ("ผู้รับผิดชอบ", Responsible);
    const DONE: (&str, Role) = ("ผลการดำเนินงาน", Result);

    #[test]
    fn an_activity_among_what_a_form_tells_of_its_project_is_its_steps() {
        assert_eq!(within(&[NAME, AIM, TARGET, ACTIVITY, MONEY, WHO, DONE]), [3]);
        assert_eq!(within(&[NAME, AIM, TARGET, MONEY, ACTIVITY]), [4]);
        let two = [NAME, AIM, ACTIVITY, MONEY, NAME, AIM, ACTIVITY, MONEY];
        assert_eq!(within(&two), [2, 6]);
    }

    #[test]
    fn an_activity_that_is_told_like_what_stands_before_it_names_a_form() {
        assert_eq!(within(&[NAME, AIM, MONEY, WHO, ACTIVITY, AIM, MONEY, WHO]), [0; 0]);
        assert_eq!(within(&[ACTIVITY, AIM, MONEY, ACTIVITY, AIM, MONEY]), [0; 0]);
        assert_eq!(within(&[NAME, ACTIVITY, AIM, MONEY]), [0; 0]);
        assert_eq!(within(&[("ชื่อกิจกรรม", Project), AIM, NAME, MONEY]), [0; 0]);
    }
}
