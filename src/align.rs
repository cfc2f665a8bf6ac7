//! Two sequences side by side: which items stand in each other's place, at the least cost.
//!
//! Both functions are the same recurrence over all pairs of items, by dynamic programming: time
//! grows with the product of both lengths, and for [`align`] so does memory, 4 bytes a pair. Who
//! holds long sequences against each other must bound them first.

/// One step through both sequences, with the places of its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// An item of each, in each other's place.
    Both(usize, usize),
    /// An item of the first sequence that nothing of the second stands for.
    First(usize),
    /// An item of the second sequence that nothing of the first stands for.
    Second(usize),
}

/// What a step costs that no path may take. All other costs of a path together must stay below it.
pub const FORBIDDEN: i32 = i32::MAX / 2;

/// The cheapest steps through two sequences of these lengths, from their beginnings to their ends.
/// Of ways that cost the same, one that takes both items is preferred, then one that takes the item
/// of the first sequence. Costs may be negative: then a step is a gain.
///
/// ```
/// use raingan::align::{Step, align};
/// let (a, b) = (b"plan", b"pan");
/// let steps = align(a.len(), b.len(), |step| match step {
///     Step::Both(i, j) => i32::from(a[i] != b[j]),
///     Step::First(_) | Step::Second(_) => 1,
/// });
/// assert_eq!(steps, [Step::Both(0, 0), Step::First(1), Step::Both(2, 1), Step::Both(3, 2)]);
/// ```
pub fn align(first: usize, second: usize, cost: impl Fn(Step) -> i32) -> Vec<Step> {
    let width = second + 1;
    // What it costs at least to go on from before the items `i` and `j`, at `i * width + j`.
    let mut least = vec![0i32; (first + 1) * width];
    for j in (0..second).rev() {
        least[first * width + j] = cost(Step::Second(j)) + least[first * width + j + 1];
    }
    for i in (0..first).rev() {
        least[i * width + second] = cost(Step::First(i)) + least[(i + 1) * width + second];
        for j in (0..second).rev() {
            let both = cost(Step::Both(i, j)) + least[(i + 1) * width + j + 1];
            let without_first = cost(Step::First(i)) + least[(i + 1) * width + j];
            let without_second = cost(Step::Second(j)) + least[i * width + j + 1];
            least[i * width + j] = both.min(without_first).min(without_second);
        }
    }
    let mut steps = Vec::with_capacity(first.max(second));
    let (mut i, mut j) = (0, 0);
    while i < first || j < second {
        let here = least[i * width + j];
        if i < first
            && j < second
            && here == cost(Step::Both(i, j)) + least[(i + 1) * width + j + 1]
        {
            steps.push(Step::Both(i, j));
            (i, j) = (i + 1, j + 1);
        } else if i < first && here == cost(Step::First(i)) + least[(i + 1) * width + j] {
            steps.push(Step::First(i));
            i += 1;
        } else {
            steps.push(Step::Second(j));
            j += 1;
        }
    }
    steps
}

/// What the cheapest steps through two sequences of these lengths cost; in memory that grows with
/// the second length only.
///
/// ```
/// use raingan::align::{Step, distance};
/// let (a, b) = (b"plan", b"pan");
/// let letters = distance(a.len(), b.len(), |step| match step {
///     Step::Both(i, j) => i32::from(a[i] != b[j]),
///     Step::First(_) | Step::Second(_) => 1,
/// });
/// assert_eq!(letters, 1);
/// ```
pub fn distance(first: usize, second: usize, cost: impl Fn(Step) -> i32) -> i32 {
    // What it costs at least to come to before the items `i` and `j`, at `j`.
    let mut row = vec![0i32; second + 1];
    for j in 0..second {
        row[j + 1] = row[j] + cost(Step::Second(j));
    }
    for i in 0..first {
        let mut diagonal = row[0];
        row[0] += cost(Step::First(i));
        for j in 0..second {
            let both = diagonal + cost(Step::Both(i, j));
            let without_first = row[j + 1] + cost(Step::First(i));
            let without_second = row[j] + cost(Step::Second(j));
            diagonal = row[j + 1];
            row[j + 1] = both.min(without_first).min(without_second);
        }
    }
    row[second]
}

/// The places of a longest run of numbers of which each is larger than the one before it, others
/// between them left out; of several such the first that ends lowest.
///
/// ```
/// assert_eq!(raingan::align::longest_rise(&[3, 0, 1, 4, 2]), [1, 2, 4]);
/// ```
pub fn longest_rise(numbers: &[usize]) -> Vec<usize> {
    // The place of the lowest end of a run of each length, and of what stands before each place.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut run: Vec<usize> =
        std::iter::successors(ends.last().copied(), |at| before[*at]).collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Costs of turning letters into others: one for each that is another, more or less.
    fn changes<'t>(a: &'t [u8], b: &'t [u8]) -> impl Fn(Step) -> i32 + 't {
        |step| match step {
            Step::Both(i, j) => i32::from(a[i] != b[j]),
            Step::First(_) | Step::Second(_) => 1,
        }
    }

    #[test]
    fn a_step_that_is_forbidden_is_never_taken() {
        let (a, b) = (b"abc", b"xbz");
        let steps = align(3, 3, |step| match step {
            Step::Both(i, j) if a[i] == b[j] => 0,
            Step::Both(..) => FORBIDDEN,
            Step::First(_) | Step::Second(_) => 1,
        });
        let expected =
            [Step::First(0), Step::Second(0), Step::Both(1, 1), Step::First(2), Step::Second(2)];
        assert_eq!(steps, expected);
    }

    #[test]
    fn a_gain_is_worth_its_detours() {
        // Only the last of the first may stand for the first of the second.
        let steps = align(3, 1, |step| if step == Step::Both(2, 0) { -5 } else { 0 });
        assert_eq!(steps, [Step::First(0), Step::First(1), Step::Both(2, 0)]);
    }

    #[test]
    fn of_nothing_nothing_is_left_out() {
        assert_eq!(align(0, 0, |_| 1), []);
        assert_eq!(align(0, 2, |_| 1), [Step::Second(0), Step::Second(1)]);
        assert_eq!(distance(2, 0, |_| 3), 6);
    }

    proptest! {
        #[test]
        fn the_steps_cost_what_the_distance_says_and_take_every_item_once(
            a in "[abc]{0,12}", b in "[abc]{0,12}"
        ) {
            let cost = changes(a.as_bytes(), b.as_bytes());
            let steps = align(a.len(), b.len(), &cost);
            let sum: i32 = steps.iter().map(|step| cost(*step)).sum();
            prop_assert_eq!(sum, distance(a.len(), b.len(), &cost));
            let (mut i, mut j) = (0, 0);
            for step in steps {
                match step {
                    Step::Both(x, y) => {
                        prop_assert_eq!((x, y), (i, j));
                        (i, j) = (i + 1, j + 1);
                    }
                    Step::First(x) => {
                        prop_assert_eq!(x, i);
                        i += 1;
                    }
                    Step::Second(y) => {
                        prop_assert_eq!(y, j);
                        j += 1;
                    }
                }
            }
            prop_assert_eq!((i, j), (a.len(), b.len()));
        }
    }
}
