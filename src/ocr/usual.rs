//! What is usual among many measures: the most frequent value, and the middle one.

/// Values up to this factor above the least of them, and [`SLACK`] more, count as alike.
const ALIKE: f32 = 1.1;
/// See [`ALIKE`]; in the unit of the values. Heights in pixels are rounded by as much.
const SLACK: f32 = 0.5;

/// The middle of those values of which most are alike; of equally many, the smaller ones. `None`
/// where there are no values.
pub(super) fn most_frequent(values: impl Iterator<Item = f32>) -> Option<f32> {
    let sorted = sorted(values);
    let (mut most, mut end) = (0..0, 0);
    for start in 0..sorted.len() {
        while end < sorted.len() && sorted[end] <= sorted[start] * ALIKE + SLACK {
            end += 1;
        }
        if end - start > most.len() {
            most = start..end;
        }
    }
    sorted.get((most.start + most.end) / 2).copied()
}

/// The value in the middle, of an even number the upper one; `None` where there are no values.
pub(super) fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let sorted = sorted(values);
    sorted.get(sorted.len() / 2).copied()
}

fn sorted(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_value_is_the_middle_of_those_that_are_alike() {
        let heights = [40.0, 10.0, 20.0, 21.0, 10.0, 22.0, 3.0];
        assert_eq!(most_frequent(heights.into_iter()), Some(21.0));
        assert_eq!(most_frequent([5.0, 9.0].into_iter()), Some(5.0), "the smaller of equals");
        assert_eq!(most_frequent(std::iter::empty()), None);
    }

    #[test]
    fn the_median_is_the_value_in_the_middle() {
        assert_eq!(median([9.0, 1.0, 5.0].into_iter()), Some(5.0));
        assert_eq!(median([9.0, 1.0].into_iter()), Some(9.0));
        assert_eq!(median(std::iter::empty()), None);
    }
}
