//! Lines → what the network says at each of their steps: the layers at work.

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch};

use super::maps::{Maps, Size};
use super::math::{logistic, softmax, tanh};
use super::matrix::Matrix;
use super::network::{Curve, Layer};

/// Rows that go through a layer together: enough that weights are loaded seldom, few enough that
/// their values stay in the processor's cache.
const TOGETHER: usize = 32;

/// A memory's value is cut off at this, as in training.
const MOST_MEMORY: f32 = 100.0;

/// What the network makes of the lines. Up to the first memory, where a line takes most room and
/// nothing is gained by taking several together, they go one by one.
pub(super) fn run(level: Level, network: &Layer, lines: &[Maps]) -> Maps {
    let layers = match network {
        Layer::Series(layers) => layers.as_slice(),
        layer => std::slice::from_ref(layer),
    };
    let alone = layers.iter().take_while(|layer| !remembers(layer)).count();
    let mut together = Maps::default();
    for line in lines {
        let line =
            layers[..alone].iter().fold(line.clone(), |maps, layer| apply(level, layer, maps));
        together.depth = line.depth;
        together.sizes.extend(line.sizes);
        together.values.extend(line.values);
    }
    layers[alone..].iter().fold(together, |maps, layer| apply(level, layer, maps))
}

/// Whether there is a memory in a layer.
fn remembers(layer: &Layer) -> bool {
    match layer {
        Layer::Series(layers) | Layer::Turned(_, layers) => layers.iter().any(remembers),
        Layer::Lstm { .. } => true,
        _ => false,
    }
}

/// What a layer makes of the lines.
fn apply(level: Level, layer: &Layer, maps: Maps) -> Maps {
    match layer {
        Layer::Series(layers) => layers.iter().fold(maps, |maps, layer| apply(level, layer, maps)),
        Layer::Turned(turned, layers) => {
            let within =
                layers.iter().fold(maps.turned(*turned), |maps, layer| apply(level, layer, maps));
            within.turned(*turned)
        }
        Layer::Convolve { x, y } => dispatch!(level, _simd => convolve(&maps, *x, *y)),
        Layer::MaxPool { x, y } => dispatch!(level, _simd => max_pool(&maps, *x, *y)),
        Layer::Dense(weights, curve) => {
            dispatch!(level, simd => dense(simd, &maps, weights, *curve))
        }
        Layer::Lstm { gates, states, summarises } => {
            dispatch!(level, simd => lstm(simd, &maps, gates, *states, *summarises))
        }
    }
}

/// Beyond the edge all is zero, between ink and paper: in training there was noise around zero.
#[inline(always)]
fn convolve(maps: &Maps, reach_x: usize, reach_y: usize) -> Maps {
    let depth = maps.depth;
    let mut out = Maps::new(depth * (2 * reach_x + 1) * (2 * reach_y + 1), maps.sizes.clone());
    let across = out.depth;
    let mut rest = out.values.as_mut_slice();
    for (Size { height, width }, line) in maps.lines() {
        let (seen, after) = rest.split_at_mut(height * width * across);
        rest = after;
        for (y, row) in seen.chunks_exact_mut((width * across).max(1)).enumerate() {
            for dy in (0..=2 * reach_y).filter(|dy| (reach_y..height + reach_y).contains(&(y + dy)))
            {
                let from = &line[(y + dy - reach_y) * width * depth..][..width * depth];
                for dx in 0..=2 * reach_x {
                    let place = (dx * (2 * reach_y + 1) + dy) * depth;
                    // The first position that has a neighbour there, and the first neighbour.
                    let (position, neighbour) =
                        (reach_x.saturating_sub(dx), dx.saturating_sub(reach_x));
                    let positions = row.chunks_exact_mut(across).skip(position);
                    for (seen, value) in positions.zip(from.chunks_exact(depth).skip(neighbour)) {
                        for (seen, value) in seen[place..].iter_mut().zip(value) {
                            *seen = *value;
                        }
                    }
                }
            }
        }
    }
    out
}

/// What is left of the last whole box at the right and at the bottom is not seen.
#[inline(always)]
fn max_pool(maps: &Maps, scale_x: usize, scale_y: usize) -> Maps {
    let depth = maps.depth;
    let sizes = maps
        .sizes
        .iter()
        .map(|size| Size { height: size.height / scale_y, width: size.width / scale_x });
    let mut out = Maps::new(depth, sizes.collect());
    let (mut rest, mut tallest) = (out.values.as_mut_slice(), Vec::new());
    for (size, line) in maps.lines() {
        let (height, width) = (size.height / scale_y, size.width / scale_x);
        let (pooled, after) = rest.split_at_mut(height * width * depth);
        rest = after;
        let along = size.width * depth;
        for (rows, pooled) in line
            .chunks_exact((along * scale_y).max(1))
            .zip(pooled.chunks_exact_mut((width * depth).max(1)))
        {
            tallest.clear();
            tallest.extend_from_slice(&rows[..along]);
            for row in rows[along..].chunks_exact(along) {
                greater(&mut tallest, row);
            }
            for (pooled, values) in
                pooled.chunks_exact_mut(depth).zip(tallest.chunks_exact(scale_x * depth))
            {
                pooled.copy_from_slice(&values[..depth]);
                for values in values[depth..].chunks_exact(depth) {
                    greater(pooled, values);
                }
            }
        }
    }
    out
}

/// Keeps the greater of each two.
#[inline(always)]
fn greater(most: &mut [f32], values: &[f32]) {
    for (most, value) in most.iter_mut().zip(values) {
        *most = if *value > *most { *value } else { *most };
    }
}

#[inline(always)]
fn dense<S: Simd>(simd: S, maps: &Maps, weights: &Matrix, curve: Curve) -> Maps {
    let mut out = Maps::new(weights.outputs(), maps.sizes.clone());
    let stride = weights.stride();
    let (mut product, mut scratch) = (vec![0.0; TOGETHER * stride], Vec::new());
    let blocks = maps.values.chunks(TOGETHER * weights.inputs());
    for (block, out) in blocks.zip(out.values.chunks_mut(TOGETHER * weights.outputs())) {
        let rows = block.len() / weights.inputs();
        weights.multiply(simd, block, rows, &mut scratch, &mut product);
        for (out, sums) in out.chunks_exact_mut(weights.outputs()).zip(product.chunks_exact(stride))
        {
            out.copy_from_slice(&sums[..out.len()]);
        }
        bend(out, curve, weights.outputs());
    }
    out
}

/// Puts sums through a curve; `width` is the length of a row. Plain loops: a closure would be
/// compiled for the plainest processor.
#[inline(always)]
fn bend(sums: &mut [f32], curve: Curve, width: usize) {
    match curve {
        Curve::Tanh => {
            for sum in sums {
                *sum = tanh(*sum);
            }
        }
        Curve::Logistic => {
            for sum in sums {
                *sum = logistic(*sum);
            }
        }
        Curve::Relu => {
            for sum in sums {
                *sum = sum.max(0.0);
            }
        }
        Curve::Linear => {}
        Curve::Softmax => {
            for row in sums.chunks_exact_mut(width) {
                softmax(row);
            }
        }
    }
}

/// A row of positions that a memory runs along: where it begins in the input and in the output, and
/// its length.
#[derive(Debug, Clone, Copy)]
struct Row {
    from: usize,
    to: usize,
    length: usize,
}

/// A memory (LSTM) runs along each row from left to right. Rows do not depend on each other, so
/// that many go together, step by step; the longest stand first, and those still running are always
/// the first ones.
#[inline(always)]
fn lstm<S: Simd>(simd: S, maps: &Maps, gates: &Matrix, states: usize, summarises: bool) -> Maps {
    let sizes = maps
        .sizes
        .iter()
        .map(|size| if summarises { Size { width: size.width.min(1), ..*size } } else { *size });
    let mut out = Maps::new(states, sizes.collect());
    let mut rows = rows(&maps.sizes, summarises);
    rows.sort_by_key(|row| std::cmp::Reverse(row.length));
    let mut memory = Memory::new(gates, states);
    for block in rows.chunks(TOGETHER) {
        memory.clear();
        for step in 0..block[0].length {
            let running = block.iter().take_while(|row| row.length > step).count();
            memory.step(simd, maps, &block[..running], step);
            for (row, state) in
                block[..running].iter().zip(memory.inputs.chunks_exact(gates.inputs()))
            {
                let last = row.length == step + 1;
                if !summarises || last {
                    let at = (row.to + if summarises { 0 } else { step }) * states;
                    out.values[at..at + states].copy_from_slice(&state[maps.depth..]);
                }
            }
        }
    }
    out
}

/// All rows of all lines.
fn rows(sizes: &[Size], summarises: bool) -> Vec<Row> {
    let (mut from, mut to, mut rows) = (0, 0, Vec::new());
    for size in sizes.iter().filter(|size| size.width > 0) {
        for _ in 0..size.height {
            rows.push(Row { from, to, length: size.width });
            from += size.width;
            to += if summarises { 1 } else { size.width };
        }
    }
    rows
}

/// The memories of the rows that go together.
struct Memory<'a> {
    gates: &'a Matrix,
    states: usize,
    /// For each row what goes into the gates: the values at its step, then what it gave at the step
    /// before.
    inputs: Vec<f32>,
    /// For each row what it keeps.
    kept: Vec<f32>,
    /// For each row the sums of its gates.
    sums: Vec<f32>,
    scratch: Vec<f32>,
}

impl Memory<'_> {
    fn new(gates: &Matrix, states: usize) -> Memory<'_> {
        let [inputs, kept, sums] =
            [gates.inputs(), states, gates.stride()].map(|width| vec![0.0; TOGETHER * width]);
        Memory { gates, states, inputs, kept, sums, scratch: Vec::new() }
    }

    fn clear(&mut self) {
        self.inputs.fill(0.0);
        self.kept.fill(0.0);
    }

    #[inline(always)]
    fn step<S: Simd>(&mut self, simd: S, maps: &Maps, rows: &[Row], step: usize) {
        let depth = maps.depth;
        let width = self.gates.inputs();
        for (row, inputs) in rows.iter().zip(self.inputs.chunks_exact_mut(width)) {
            let at = (row.from + step) * depth;
            inputs[..depth].copy_from_slice(&maps.values[at..at + depth]);
        }
        let inputs = &self.inputs[..rows.len() * width];
        self.gates.multiply(simd, inputs, rows.len(), &mut self.scratch, &mut self.sums);
        let each = self.inputs.chunks_exact_mut(width).zip(self.kept.chunks_exact_mut(self.states));
        for ((inputs, kept), sums) in
            each.zip(self.sums.chunks_exact(self.gates.stride())).take(rows.len())
        {
            remember(kept, &mut inputs[depth..], sums);
        }
    }
}

/// One step of one row's memory: from the sums of its gates what it keeps and what it gives.
#[inline(always)]
fn remember(kept: &mut [f32], given: &mut [f32], sums: &[f32]) {
    let states = kept.len();
    let (cell, rest) = sums.split_at(states);
    let (input, rest) = rest.split_at(states);
    let (forget, rest) = rest.split_at(states);
    let output = &rest[..states];
    let gates = cell.iter().zip(input).zip(forget.iter().zip(output));
    for ((kept, given), ((cell, input), (forget, output))) in kept.iter_mut().zip(given).zip(gates)
    {
        let new = *kept * logistic(*forget) + tanh(*cell) * logistic(*input);
        *kept = new.clamp(-MOST_MEMORY, MOST_MEMORY);
        *given = tanh(*kept) * logistic(*output);
    }
}
