//! Weights laid out for the processor, and the product of rows of values with them.
//!
//! Each output is summed in the order of the inputs, product by product, whatever the width of the
//! processor's vectors and without fused multiply-add: every machine gives the same bits, and so
//! the same report.

use fearless_simd::prelude::*;

/// Outputs that stand together in memory: the widest two vectors of any processor.
const PANEL: usize = 32;

/// Rows multiplied together, so that a weight that was loaded serves all of them. With two vectors
/// of outputs they take eight of the sixteen registers that every 64-bit processor has.
const ROWS: usize = 4;

/// The weights of a layer: every output is the sum of the inputs, each times a weight, and a bias.
#[derive(Debug, Clone)]
pub(super) struct Matrix {
    inputs: usize,
    outputs: usize,
    /// For each [`PANEL`] of outputs and each input the panel's weights; zero beyond the last
    /// output.
    panels: Vec<f32>,
    /// The biases, filled up to whole panels.
    bias: Vec<f32>,
}

impl Matrix {
    /// Lays out rows of weights, one for each output: those of the inputs, then the bias. `rows`
    /// holds whole rows of `inputs + 1` values.
    pub(super) fn new(inputs: usize, rows: &[f32]) -> Matrix {
        let outputs = rows.len() / (inputs + 1);
        let padded = outputs.next_multiple_of(PANEL);
        let (mut panels, mut bias) = (vec![0.0; padded * inputs], vec![0.0; padded]);
        for (output, row) in rows.chunks_exact(inputs + 1).enumerate() {
            let start = output / PANEL * PANEL * inputs + output % PANEL;
            for (input, weight) in row[..inputs].iter().enumerate() {
                panels[start + input * PANEL] = *weight;
            }
            bias[output] = row[inputs];
        }
        Matrix { inputs, outputs, panels, bias }
    }

    /// Values it takes a row.
    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    /// Values it gives a row.
    pub(super) fn outputs(&self) -> usize {
        self.outputs
    }

    /// From the start of a row of the product to the start of the next: the outputs, filled up to
    /// whole panels.
    pub(super) fn stride(&self) -> usize {
        self.bias.len()
    }

    /// Multiplies `rows` rows of [`Matrix::inputs`] values into `product`, rows of
    /// [`Matrix::stride`] values; `scratch` is room to work in.
    #[inline(always)]
    pub(super) fn multiply<S: Simd>(
        &self,
        simd: S,
        values: &[f32],
        rows: usize,
        scratch: &mut Vec<f32>,
        product: &mut [f32],
    ) {
        let inputs = self.inputs;
        interleave(values, rows, inputs, scratch);
        let stride = self.stride();
        let panels =
            self.panels.chunks_exact((PANEL * inputs).max(1)).zip(self.bias.chunks_exact(PANEL));
        for (index, (panel, bias)) in panels.enumerate() {
            let groups = scratch.chunks(ROWS * inputs).zip(product.chunks_mut(ROWS * stride));
            for (left, (group, out)) in
                groups.enumerate().map(|(i, group)| (rows - i * ROWS, group))
            {
                let out = &mut out[index * PANEL..];
                match left {
                    1 => group_product::<S, 1>(simd, group, panel, bias, stride, out),
                    2 => group_product::<S, 2>(simd, group, panel, bias, stride, out),
                    3 => group_product::<S, 3>(simd, group, panel, bias, stride, out),
                    _ => group_product::<S, ROWS>(simd, group, panel, bias, stride, out),
                }
            }
        }
    }
}

/// Puts groups of [`ROWS`] rows one after the other, in each the first values of its rows, then the
/// second ones …
#[inline(always)]
fn interleave(values: &[f32], rows: usize, inputs: usize, out: &mut Vec<f32>) {
    out.resize(rows * inputs, 0.0);
    let groups = values[..rows * inputs].chunks(ROWS * inputs).zip(out.chunks_mut(ROWS * inputs));
    for (group, out) in groups {
        let rows = group.len() / inputs;
        for (row, values) in group.chunks_exact(inputs).enumerate() {
            for (value, out) in values.iter().zip(out.chunks_exact_mut(rows)) {
                out[row] = *value;
            }
        }
    }
}

/// The product of `M` interleaved rows and one panel; the rows of `out` begin `stride` apart.
#[inline(always)]
fn group_product<S: Simd, const M: usize>(
    simd: S,
    group: &[f32],
    panel: &[f32],
    bias: &[f32],
    stride: usize,
    out: &mut [f32],
) {
    let lanes = S::f32s::LEN;
    for at in (0..PANEL).step_by(2 * lanes) {
        let biases = [at, at + lanes].map(|at| S::f32s::from_slice(simd, &bias[at..at + lanes]));
        let mut sums = [biases; M];
        for (values, weights) in group.chunks_exact(M).zip(panel.chunks_exact(PANEL)) {
            let weights = &weights[at..at + 2 * lanes];
            let first = S::f32s::from_slice(simd, &weights[..lanes]);
            let second = S::f32s::from_slice(simd, &weights[lanes..]);
            for (sum, value) in sums.iter_mut().zip(values) {
                let value = S::f32s::splat(simd, *value);
                sum[0] += value * first;
                sum[1] += value * second;
            }
        }
        for (row, sum) in sums.iter().enumerate() {
            let out = &mut out[row * stride + at..][..2 * lanes];
            sum[0].store_slice(&mut out[..lanes]);
            sum[1].store_slice(&mut out[lanes..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fearless_simd::{Level, dispatch};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_product_is_the_sum_in_order_to_the_last_bit(
            (inputs, outputs, rows) in (1usize..20, 1usize..70, 1usize..11),
            seed in any::<u32>(),
        ) {
            let mut state = seed;
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / (1 << 23) as f32 - 1.0
            };
            let weights: Vec<f32> = (0..outputs * (inputs + 1)).map(|_| next()).collect();
            let values: Vec<f32> = (0..rows * inputs).map(|_| next()).collect();
            let matrix = Matrix::new(inputs, &weights);
            let mut product = vec![0.0; rows * matrix.stride()];
            let mut scratch = Vec::new();
            dispatch!(Level::new(), simd => matrix.multiply(simd, &values, rows, &mut scratch, &mut product));
            for row in 0..rows {
                for output in 0..outputs {
                    let weights = &weights[output * (inputs + 1)..][..inputs + 1];
                    let expected = values[row * inputs..][..inputs]
                        .iter()
                        .zip(weights)
                        .fold(weights[inputs], |sum, (value, weight)| sum + value * weight);
                    prop_assert_eq!(product[row * matrix.stride() + output], expected);
                }
            }
        }
    }
}
