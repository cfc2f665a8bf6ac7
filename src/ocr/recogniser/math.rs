//! The curves of the network, written so that the compiler computes many values at once: no calls,
//! no branches, no tables, and the same bits on every machine.

/// Where the exponential is cut off: eᵃ is still a normal number on both sides.
const EXP_LIMIT: f32 = 87.0;

/// Adding it rounds a number to the next whole one, which then stands in the lowest bits: 1.5 ·
/// 2²³.
const ROUND: f32 = 12_582_912.0;

/// The first part of ln 2, with so few bits that its product with a whole number is exact.
const LN_2_HIGH: f32 = 0.693_359_4;

/// The rest of ln 2.
const LN_2_LOW: f32 = -2.121_944_4e-4;

/// eˣ to about seven digits, for x cut off at ±[`EXP_LIMIT`].
///
/// eˣ = 2ⁿ · eʳ with n the whole number next to x / ln 2 and |r| ≤ ln 2 / 2, where seven terms of
/// the series of eʳ are enough.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    let x = x.clamp(-EXP_LIMIT, EXP_LIMIT);
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let n = rounded - ROUND;
    let r = x - n * LN_2_HIGH - n * LN_2_LOW;
    let series = 1.0 / 720.0;
    let series = series * r + 1.0 / 120.0;
    let series = series * r + 1.0 / 24.0;
    let series = series * r + 1.0 / 6.0;
    let series = series * r + 0.5;
    let series = series * r + 1.0;
    let series = series * r + 1.0;
    // The exponent of a float stands 23 bits up and counts from −127.
    let scale = f32::from_bits((rounded.to_bits() << 23).wrapping_add(127 << 23));
    series * scale
}

/// 1 / (1 + e⁻ˣ).
#[inline(always)]
pub(super) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent, 1 − 2 / (e²ˣ + 1).
#[inline(always)]
pub(super) fn tanh(x: f32) -> f32 {
    1.0 - 2.0 / (exp(2.0 * x) + 1.0)
}

/// Turns each row of outputs into probabilities: positive, with the sum 1.
#[inline(always)]
pub(super) fn softmax(row: &mut [f32]) {
    let mut most = f32::NEG_INFINITY;
    for value in row.iter() {
        most = if *value > most { *value } else { most };
    }
    for value in row.iter_mut() {
        *value = exp(*value - most);
    }
    let mut sum = 0.0;
    for value in row.iter() {
        sum += *value;
    }
    for value in row.iter_mut() {
        *value /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curves_are_those_of_the_standard_library() {
        for i in -100_000..=100_000 {
            let x = i as f32 / 1000.0;
            let cut = f64::from(x.clamp(-EXP_LIMIT, EXP_LIMIT));
            assert!((f64::from(exp(x)) / cut.exp() - 1.0).abs() < 4e-7, "exp {x}");
            assert!((logistic(x) - 1.0 / (1.0 + (-x).exp())).abs() < 4e-7, "logistic {x}");
            assert!((tanh(x) - x.tanh()).abs() < 4e-7, "tanh {x}");
        }
    }

    #[test]
    fn probabilities_sum_to_one_and_keep_the_order() {
        let mut row = [3.0, -200.0, 1000.0, 998.0];
        softmax(&mut row);
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(row[2] > row[3] && row[3] > row[0] && row[0] >= row[1]);
        assert!((row[3] / row[2] - (-2f32).exp()).abs() < 1e-6);
    }
}
