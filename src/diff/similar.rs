//! How alike texts are: groups of three letters, each weighed by how few items have it.

use std::collections::HashMap;

use crate::thai::alike::folded;
use crate::thai::digits;

/// Letters in a group.
const LETTERS: usize = 3;
/// Bits that a character takes in the code of a group.
const CHAR_BITS: u32 = 21;

/// Groups that are looked at for all pairs together, a second's work. Where two reports have more,
/// the groups that most items share are left out, which say the least.
const MOST_MEETINGS: usize = 5_000_000;

/// A text as groups of letters: which, and how often, in the order of their codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile(Vec<(u64, u16)>);

impl Profile {
    /// The groups of a text: letters folded, digits and everything else aside.
    ///
    /// ```
    /// use raingan::diff::similar::Profile;
    /// assert_eq!(Profile::of("โครงการ ปี ๒๕๖๗"), Profile::of("โครงการปี 2568"));
    /// ```
    pub fn of(text: &str) -> Profile {
        let kept =
            text.chars().filter(|c| c.is_alphanumeric() && !digits::is_digit(*c) || is_vowel(*c));
        let letters: Vec<char> = kept.filter_map(folded).flat_map(char::to_lowercase).collect();
        let mut codes: Vec<u64> = match letters.len() {
            0 => Vec::new(),
            n if n < LETTERS => vec![code(&letters)],
            _ => letters.windows(LETTERS).map(code).collect(),
        };
        codes.sort_unstable();
        let mut groups: Vec<(u64, u16)> = Vec::new();
        for code in codes {
            match groups.last_mut() {
                Some(last) if last.0 == code => last.1 = last.1.saturating_add(1),
                _ => groups.push((code, 1)),
            }
        }
        Profile(groups)
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Thai vowels that Unicode counts among the marks.
fn is_vowel(c: char) -> bool {
    ('\u{0E31}'..='\u{0E3A}').contains(&c)
}

/// The letters of a group as one number.
fn code(letters: &[char]) -> u64 {
    letters.iter().fold(0, |code, c| code << CHAR_BITS | u64::from(*c as u32))
}

/// How much each group of letters says: the fewer texts have it, the more.
#[derive(Debug, Clone, Default)]
pub struct Weights(HashMap<u64, f32>);

impl Weights {
    /// The weights for texts that are held against each other.
    pub fn of<'p>(profiles: impl Iterator<Item = &'p Profile> + Clone) -> Weights {
        let all = profiles.clone().filter(|p| !p.is_empty()).count().max(1) as f32;
        let mut having: HashMap<u64, u32> = HashMap::new();
        for (code, _) in profiles.flat_map(|p| &p.0) {
            *having.entry(*code).or_default() += 1;
        }
        Weights(having.into_iter().map(|(code, n)| (code, (1.0 + all / n as f32).ln())).collect())
    }

    /// A text with its groups weighed.
    pub fn weigh(&self, profile: Profile) -> Weighed {
        let groups = profile.0.iter().map(|(code, n)| (*code, self.weight(*code) * f32::from(*n)));
        Weighed::of(groups.collect())
    }

    /// The weight of a group; of one that no text had, 1.
    fn weight(&self, code: u64) -> f32 {
        self.0.get(&code).copied().unwrap_or(1.0)
    }
}

/// A text as groups of letters with their weights, in the order of their codes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weighed {
    groups: Vec<(u64, f32)>,
    total: f32,
}

impl Weighed {
    fn of(groups: Vec<(u64, f32)>) -> Weighed {
        let total = groups.iter().map(|g| g.1).sum();
        Weighed { groups, total }
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The weight of the whole text.
    pub fn weight(&self) -> f32 {
        self.total
    }

    /// The weight of what two texts share.
    pub fn shared(&self, other: &Weighed) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some((x, n)), Some((y, m))) = (self.groups.get(i), other.groups.get(j)) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += n.min(*m);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        sum
    }

    /// How alike two texts are, 0 to 1: twice what they share of what both have.
    pub fn alike(&self, other: &Weighed) -> f32 {
        let all = self.total + other.total;
        if all == 0.0 { 0.0 } else { (2.0 * self.shared(other) / all).min(1.0) }
    }

    /// How much of it stands in another text, 0 to 1.
    pub fn within(&self, whole: &Weighed) -> f32 {
        if self.total == 0.0 { 0.0 } else { (self.shared(whole) / self.total).min(1.0) }
    }

    /// What of it another text does not have.
    pub fn without(&self, other: &Weighed) -> Weighed {
        let left =
            self.groups.iter().map(|(code, weight)| (*code, weight - other.weight_of(*code)));
        Weighed::of(left.filter(|(_, weight)| *weight > 0.0).collect())
    }

    /// The weight of a group in it; 0 where it does not have it.
    fn weight_of(&self, code: u64) -> f32 {
        self.groups.binary_search_by_key(&code, |g| g.0).map_or(0.0, |i| self.groups[i].1)
    }
}

/// Pairs of texts that share anything, as places in both lists; without groups that too many have.
/// The pairs stand in the order of both lists.
pub fn meetings(old: &[&Weighed], new: &[&Weighed]) -> Vec<(usize, usize)> {
    let mut holders: HashMap<u64, (u32, Vec<u32>)> = HashMap::new();
    for (j, profile) in new.iter().enumerate() {
        profile
            .groups
            .iter()
            .for_each(|(code, _)| holders.entry(*code).or_default().1.push(j as u32));
    }
    for profile in old {
        profile.groups.iter().for_each(|(code, _)| holders.entry(*code).or_default().0 += 1);
    }
    let limit = most_holders(&holders);
    let mut met = Vec::new();
    let mut seen = vec![usize::MAX; new.len()];
    for (i, profile) in old.iter().enumerate() {
        let first = met.len();
        for (code, _) in &profile.groups {
            let Some((n, list)) =
                holders.get(code).filter(|(n, list)| *n as usize * list.len() <= limit)
            else {
                continue;
            };
            debug_assert!(*n > 0);
            for &j in list {
                if std::mem::replace(&mut seen[j as usize], i) != i {
                    met.push((i, j as usize));
                }
            }
        }
        met[first..].sort_unstable();
    }
    met
}

/// How many pairs may share a group before it is left out, so that all meetings stay within the
/// limit.
fn most_holders(holders: &HashMap<u64, (u32, Vec<u32>)>) -> usize {
    let mut products: Vec<usize> =
        holders.values().map(|(n, list)| *n as usize * list.len()).collect();
    products.sort_unstable();
    let mut sum = 0usize;
    for product in products {
        sum = sum.saturating_add(product);
        if sum > MOST_MEETINGS {
            return product.saturating_sub(1);
        }
    }
    usize::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed<const N: usize>(texts: [&str; N]) -> [Weighed; N] {
        let profiles = texts.map(Profile::of);
        let weights = Weights::of(profiles.iter());
        profiles.map(|profile| weights.weigh(profile))
    }

    #[test]
    fn a_part_lies_within_the_whole_and_what_is_left_does_not() {
        let texts = ["เปิดเผยข้อมูลสาธารณะและเตรียมความพร้อม", "เปิดเผยข้อมูลสาธารณะ", "เตรียมความพร้อม"];
        let [whole, first, second] = weighed(texts);
        assert!(first.within(&whole) > 0.99 && whole.within(&first) < 0.8);
        assert!(second.within(&whole.without(&first)) > 0.8);
        assert_eq!(whole.alike(&whole), 1.0);
        assert_eq!(first.alike(&second), second.alike(&first));
    }

    #[test]
    fn only_texts_that_share_something_meet() {
        let profiles = weighed(["ทดสอบระบบ", "ระบบงาน", "xyz", ""]);
        let all: Vec<&Weighed> = profiles.iter().collect();
        assert_eq!(meetings(&all, &all), [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2)]);
    }

    #[test]
    fn what_everybody_shares_is_left_out_before_it_costs_too_much() {
        let [one] = weighed(["โครงการเดียวกันทุกปี"]);
        let all = vec![&one; 6000];
        assert_eq!(meetings(&all, &all), []);
    }
}
