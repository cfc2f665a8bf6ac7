//! Items without a name: which of one report is which of the other, by what they say and where they
//! stand. All of them stand below one parent in each report.

use std::collections::HashMap;

use super::nodes::Node;
use crate::thai::text::matching_key;

/// Pairs that are looked at one by one; of more, only those that say the same are found.
const MOST_PAIRS: usize = 1_000_000;
/// What the same number counts for beside the part of the fields that are the same.
const NUMBER: f32 = 0.2;
/// So alike are two that stand at one place and have nothing else in common.
const PLACE_ALONE: f32 = 0.1;

/// Two items that are one, by their places in both lists, and how alike they are, 0 to 1.
pub type Found = (usize, usize, f32);

/// Which is which: first what says the same, then what says most of the same, then, where there are
/// as many on both sides, what stands at the same place.
pub fn pairs(old: &[&Node<'_>], new: &[&Node<'_>]) -> Vec<Found> {
    let sides = (said(old), said(new));
    let mut pairing =
        Pairing { met: (vec![false; old.len()], vec![false; new.len()]), found: Vec::new() };
    pairing.equal(&sides.0, &sides.1);
    if old.len().saturating_mul(new.len()) <= MOST_PAIRS {
        pairing.alike(old, new, &sides);
    }
    if old.len() == new.len() {
        pairing.in_place();
    }
    pairing.found
}

/// What an item says: its fields by name, those that are blank left out.
type Said = Vec<(String, String)>;

fn said(nodes: &[&Node<'_>]) -> Vec<Said> {
    let mut all = Vec::with_capacity(nodes.len());
    for node in nodes {
        let fields = node.fields.iter().map(|f| (f.name.to_string(), matching_key(&f.text)));
        all.push(fields.filter(|(_, text)| !text.is_empty()).collect());
    }
    all
}

/// Two lists while their items are paired.
struct Pairing {
    /// Which of both lists have a partner.
    met: (Vec<bool>, Vec<bool>),
    found: Vec<Found>,
}

impl Pairing {
    fn take(&mut self, i: usize, j: usize, score: f32) {
        (self.met.0[i], self.met.1[j]) = (true, true);
        self.found.push((i, j, score));
    }

    /// What says the same, one after the other.
    fn equal(&mut self, old: &[Said], new: &[Said]) {
        let mut waiting: HashMap<&Said, Vec<usize>> = HashMap::new();
        for (j, said) in new.iter().enumerate().rev() {
            waiting.entry(said).or_default().push(j);
        }
        for (i, said) in old.iter().enumerate() {
            if let Some(j) = waiting.get_mut(said).and_then(Vec::pop) {
                self.take(i, j, 1.0);
            }
        }
    }

    /// What says some of the same, the most alike first; of equal ones those nearest to each other.
    fn alike(&mut self, old: &[&Node<'_>], new: &[&Node<'_>], said: &(Vec<Said>, Vec<Said>)) {
        let mut scored: Vec<Found> = Vec::new();
        for i in (0..old.len()).filter(|i| !self.met.0[*i]) {
            for j in (0..new.len()).filter(|j| !self.met.1[*j]) {
                let number = old[i].number.is_some() && old[i].number == new[j].number;
                let score = share(&said.0[i], &said.1[j]) + NUMBER * f32::from(number);
                scored.extend((score > 0.0).then_some((i, j, score.min(1.0))));
            }
        }
        scored.sort_by(|a, b| {
            b.2.total_cmp(&a.2)
                .then_with(|| (a.0.abs_diff(a.1), a.0).cmp(&(b.0.abs_diff(b.1), b.0)))
        });
        for (i, j, score) in scored {
            if !self.met.0[i] && !self.met.1[j] {
                self.take(i, j, score);
            }
        }
    }

    /// What is left of both, one after the other.
    fn in_place(&mut self) {
        let (old, new) = (left(&self.met.0), left(&self.met.1));
        old.into_iter().zip(new).for_each(|(i, j)| self.take(i, j, PLACE_ALONE));
    }
}

/// What has no partner.
fn left(met: &[bool]) -> Vec<usize> {
    (0..met.len()).filter(|at| !met[*at]).collect()
}

/// The part of the fields of two items that are the same, 0 to 1.
fn share(a: &Said, b: &Said) -> f32 {
    let same = a.iter().filter(|field| b.contains(field)).count();
    match a.len() + b.len() {
        0 => 0.0,
        all => 2.0 * same as f32 / all as f32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::model::NodeKind;
    use crate::diff::nodes::Field;

    fn row(cells: &[&str]) -> Node<'static> {
        let field = |(i, text): (usize, &&str)| Field {
            text: (*text).to_owned(),
            ..Field::of(format!("other_{}", i + 1), [])
        };
        let fields = cells.iter().enumerate().map(field).collect();
        Node { fields, ..Node::bare("r", NodeKind::Row) }
    }

    fn paired(old: &[&[&str]], new: &[&[&str]]) -> Vec<(usize, usize)> {
        let [old, new] = [old, new].map(|all| all.iter().map(|c| row(c)).collect::<Vec<_>>());
        let (old, new): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
        let mut pairs: Vec<_> = pairs(&old, &new).into_iter().map(|(i, j, _)| (i, j)).collect();
        pairs.sort_unstable();
        pairs
    }

    #[test]
    fn rows_of_numbers_are_known_by_what_they_say_and_where_they_stand() {
        let rows: [&[&str]; 3] = [&["๑", "๒๐"], &["๑", "๒๐"], &["๓", "๔๐"]];
        assert_eq!(paired(&rows, &rows), [(0, 0), (1, 1), (2, 2)], "itself");
        let fewer: [&[&str]; 2] = [&["๓", "๔๑"], &["๑", "๒๐"]];
        assert_eq!(paired(&rows, &fewer), [(0, 1), (2, 0)], "by most of the cells");
        let other: [&[&str]; 3] = [&["๗", "๒๑"], &["๘", "๒๒"], &["๙", "๔๒"]];
        assert_eq!(paired(&rows, &other), [(0, 0), (1, 1), (2, 2)], "by their places");
        assert_eq!(paired(&rows, &other[..2]), [], "nothing says which is gone");
    }
}
