//! Which things of a row belong together: disjoint sets of their numbers (union–find).

/// The numbers from 0 to a count below 2³², sorted into sets. At first each is a set of its own.
///
/// Every set is named by its smallest number, so that the sets come in the order of their first
/// members whichever way they were joined.
#[derive(Debug, Clone)]
pub(crate) struct UnionFind {
    /// For each number another one of its set, at most as large; the name of a set stands for
    /// itself. 32 bits: a page of a scan has more than a million runs of ink.
    parents: Vec<u32>,
}

impl UnionFind {
    /// As many sets of one number each.
    pub fn new(count: usize) -> UnionFind {
        UnionFind { parents: (0..count as u32).collect() }
    }

    /// The smallest number of the set that a number is in.
    pub fn root(&mut self, number: usize) -> usize {
        let mut at = number;
        while self.parents[at] as usize != at {
            // Each look halves the way for the next one.
            self.parents[at] = self.parents[self.parents[at] as usize];
            at = self.parents[at] as usize;
        }
        at
    }

    /// Puts the sets of two numbers together.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b) as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(sets: &mut UnionFind, count: usize) -> Vec<usize> {
        (0..count).map(|number| sets.root(number)).collect()
    }

    #[test]
    fn numbers_joined_by_way_of_others_are_one_set_named_by_its_smallest() {
        let mut sets = UnionFind::new(7);
        assert_eq!(roots(&mut sets, 7), [0, 1, 2, 3, 4, 5, 6]);
        sets.join(6, 4);
        sets.join(2, 6);
        sets.join(5, 3);
        assert_eq!(roots(&mut sets, 7), [0, 1, 2, 3, 2, 3, 2]);
        sets.join(4, 5);
        assert_eq!(roots(&mut sets, 7), [0, 1, 2, 2, 2, 2, 2]);
    }

    #[test]
    fn joining_what_is_together_changes_nothing() {
        let mut sets = UnionFind::new(3);
        sets.join(0, 2);
        sets.join(2, 0);
        sets.join(1, 1);
        assert_eq!(roots(&mut sets, 3), [0, 1, 0]);
    }
}
