//! The layers of the network, as the weights file holds them.
//!
//! A layer is a byte 0, the name of its kind as a text (a 32-bit length, then the bytes), two bytes
//! about training, and 32-bit numbers: flags, inputs, outputs, weights; then its own name as a
//! text, and what its kind needs:
//!
//! | kind | what follows |
//! | --- | --- |
//! | `Input` | 32-bit: batch, height, width, depth, loss |
//! | `Series`, `RTLReversed`, `TTBReversed`, `XYTranspose` | a 32-bit count and as many layers, run one after the other; the last three turn what goes in and turn back what comes out. With flag 64 a list of learning rates (32-bit floats) |
//! | `Convolve` | 32-bit: half width and half height of the neighbourhood that every position sees, column by column |
//! | `Maxpool` | 32-bit: width and height of the boxes of which the greatest is kept |
//! | `Tanh`, `Relu`, `Linear`, `Logistic`, `Softmax` | weights: the layer is a weighted sum at every position, then that curve |
//! | `LSTM`, `SummLSTM` | 32-bit: values that go into each gate; weights of the gates *cell input*, *input*, *forget*, *output*. The second gives only what it has at the end of each row |
//!
//! Weights are a byte of flags: 1 for whole numbers, else 128 for floats; 64 bits of dimensions:
//! outputs, and inputs with one more for the bias; one value that pads (8 or 64 bits); row after
//! row the weights, bytes with a sign or 64-bit floats. Whole numbers are followed by a list of
//! 64-bit floats, one or more for each row: what its whole numbers are multiplied by.
//!
//! After the layers come the network's description in the language VGSL as a text and 32-bit
//! numbers: flags, steps and samples of the training, and the output that is the blank.

use super::bytes::{Bytes, damaged};
use super::matrix::Matrix;
use crate::error::Error;

/// Most layers in a network; Tesseract's have about 12.
const MOST_LAYERS: usize = 64;

/// How deep layers may be nested; Tesseract's are 3 deep.
const MOST_NESTED: usize = 8;

/// Most values at one position between layers. Tesseract's networks have up to 512.
const MOST_VALUES: usize = 2048;

/// Farthest neighbours that a convolution may see, and the widest box of a pool; Tesseract's have 1
/// and 3.
const FARTHEST: usize = 8;

/// Gates of a memory: cell input, input, forget, output.
const GATES: usize = 4;

/// The flag that says that a series keeps learning rates.
const HAS_RATES: usize = 64;

/// The flag of weights that are whole numbers.
const WHOLE: u8 = 1;

/// The flag of weights that are floats of 64 bits.
const DOUBLE: u8 = 128;

/// A layer of the network.
#[derive(Debug, Clone)]
pub(super) enum Layer {
    /// Layers one after the other.
    Series(Vec<Layer>),
    /// The same, on what was turned; the result is turned back.
    Turned(Turned, Vec<Layer>),
    /// Each position gets the values of all positions no further than `x` to the side and `y` up or
    /// down.
    Convolve { x: usize, y: usize },
    /// Each box of positions becomes one, with the greatest values in it.
    MaxPool { x: usize, y: usize },
    /// A weighted sum at every position, and the curve it goes through.
    Dense(Matrix, Curve),
    /// A memory that runs along each row.
    Lstm {
        /// The weights of its four gates, output by output: cell input, input, forget, output.
        gates: Matrix,
        /// How many values it gives at each position.
        states: usize,
        /// Whether each row becomes one position.
        summarises: bool,
    },
}

/// How a layer's input is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turned {
    /// Right to left.
    Leftward,
    /// Bottom to top.
    Upward,
    /// Rows become columns.
    Transposed,
}

/// What a weighted sum goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Curve {
    Tanh,
    Relu,
    Linear,
    Logistic,
    Softmax,
}

/// The network of a weights file.
#[derive(Debug, Clone)]
pub(super) struct Network {
    /// Its layers.
    pub(super) layer: Layer,
    /// The height of the lines it reads, in pixels.
    pub(super) height: usize,
    /// How many outputs it has at each position.
    pub(super) outputs: usize,
    /// The output that stands for *nothing here*.
    pub(super) blank: usize,
}

impl Network {
    pub(super) fn parse(bytes: &[u8]) -> Result<Network, Error> {
        let mut parser = Parser { bytes: Bytes::new(bytes), layers: 0, height: 0, depth: 1 };
        let layer = parser.layer(0)?.ok_or_else(|| damaged("it has no layers"))?;
        let Parser { mut bytes, height, depth, .. } = parser;
        let _description = bytes.text()?;
        let _training = bytes.take(3 * 4)?;
        let blank = bytes.count()?;
        if blank >= depth || height == 0 {
            return Err(damaged("its network has no input or no blank"));
        }
        Ok(Network { layer, height, outputs: depth, blank })
    }
}

/// What is read so far: how many layers, and the shape of what comes out of the last one.
struct Parser<'a> {
    bytes: Bytes<'a>,
    layers: usize,
    height: usize,
    depth: usize,
}

impl Parser<'_> {
    /// One layer with all within; nothing for the input, which only says the height of the line.
    fn layer(&mut self, nested: usize) -> Result<Option<Layer>, Error> {
        self.layers += 1;
        if self.layers > MOST_LAYERS || nested > MOST_NESTED {
            return Err(damaged("it has too many layers"));
        }
        let head = Head::read(&mut self.bytes)?;
        let layer = match head.kind {
            "Input" => return self.input().map(|()| None),
            "Series" => Layer::Series(self.series(&head, nested)?),
            "RTLReversed" => Layer::Turned(Turned::Leftward, self.series(&head, nested)?),
            "TTBReversed" => Layer::Turned(Turned::Upward, self.series(&head, nested)?),
            "XYTranspose" => Layer::Turned(Turned::Transposed, self.series(&head, nested)?),
            "Convolve" => {
                let (x, y) = (self.reach()?, self.reach()?);
                self.depth *= (2 * x + 1) * (2 * y + 1);
                Layer::Convolve { x, y }
            }
            "Maxpool" => Layer::MaxPool { x: self.reach()?.max(1), y: self.reach()?.max(1) },
            "LSTM" => self.lstm(false)?,
            "SummLSTM" => self.lstm(true)?,
            kind => {
                let curve = curve(kind)
                    .ok_or_else(|| damaged("it has a kind of layer that is not supported"))?;
                let rows = self.weights(self.depth)?;
                let weights = Matrix::new(self.depth, &rows);
                self.depth = weights.outputs();
                Layer::Dense(weights, curve)
            }
        };
        if self.depth != head.outputs || self.depth == 0 || self.depth > MOST_VALUES {
            return Err(damaged("a layer gives other values than it says"));
        }
        Ok(Some(layer))
    }

    /// What the input says: only the height of the line is wanted.
    fn input(&mut self) -> Result<(), Error> {
        let [_batch, height, _width, depth, _loss] = [
            self.bytes.i32()?,
            self.bytes.i32()?,
            self.bytes.i32()?,
            self.bytes.i32()?,
            self.bytes.i32()?,
        ];
        self.height = usize::try_from(height).unwrap_or_default();
        if depth == 1 { Ok(()) } else { Err(damaged("its input is not gray")) }
    }

    /// The layers within one.
    fn series(&mut self, head: &Head, nested: usize) -> Result<Vec<Layer>, Error> {
        let count = self.bytes.count()?;
        let mut layers = Vec::new();
        for _ in 0..count {
            layers.extend(self.layer(nested + 1)?);
        }
        if head.flags & HAS_RATES != 0 {
            self.bytes.list(4, Bytes::i32)?;
        }
        Ok(layers)
    }

    /// How far a layer reaches to one side.
    fn reach(&mut self) -> Result<usize, Error> {
        let reach = self.bytes.count()?;
        if reach <= FARTHEST { Ok(reach) } else { Err(damaged("a layer reaches too far")) }
    }

    /// A memory with its four gates.
    fn lstm(&mut self, summarises: bool) -> Result<Layer, Error> {
        let inputs = self.bytes.count()?;
        let states =
            inputs.checked_sub(self.depth).filter(|states| (1..=MOST_VALUES).contains(states));
        let states = states.ok_or_else(|| damaged("a memory has no state"))?;
        let mut rows = Vec::new();
        for _gate in 0..GATES {
            let gate = self.weights(inputs)?;
            if gate.len() != states * (inputs + 1) {
                return Err(damaged("a memory's gates are not of one size"));
            }
            rows.extend(gate);
        }
        self.depth = states;
        Ok(Layer::Lstm { gates: Matrix::new(inputs, &rows), states, summarises })
    }

    /// Rows of weights, each of `inputs` and a bias.
    fn weights(&mut self, inputs: usize) -> Result<Vec<f32>, Error> {
        let flags = self.bytes.u8()?;
        let (rows, columns) = (self.bytes.count()?, self.bytes.count()?);
        let count =
            rows.checked_mul(columns).filter(|_| columns == inputs + 1 && rows <= MOST_VALUES);
        let count = count.ok_or_else(|| damaged("its weights do not fit what goes in"))?;
        if flags & WHOLE != 0 {
            let _padding = self.bytes.u8()?;
            let whole = self.bytes.take(count)?;
            let scales = self.bytes.list(8, Bytes::f64)?;
            if scales.len() < rows {
                return Err(damaged("its weights have no scale"));
            }
            let scaled = whole.chunks_exact(columns).zip(scales).flat_map(|(row, scale)| {
                row.iter().map(move |byte| (f64::from(byte.cast_signed()) * scale) as f32)
            });
            Ok(scaled.collect())
        } else if flags & DOUBLE != 0 {
            let _padding = self.bytes.f64()?;
            let doubles = self.bytes.take(count.saturating_mul(8))?.chunks_exact(8);
            Ok(doubles
                .map(|bytes| Bytes::new(bytes).f64().map(|value| value as f32))
                .collect::<Result<_, _>>()?)
        } else {
            Err(damaged("its weights are of an old kind that is not supported"))
        }
    }
}

/// What every layer begins with.
struct Head<'a> {
    kind: &'a str,
    flags: usize,
    outputs: usize,
}

impl<'a> Head<'a> {
    fn read(bytes: &mut Bytes<'a>) -> Result<Head<'a>, Error> {
        if bytes.u8()? != 0 {
            return Err(damaged("a layer does not begin as it should"));
        }
        let kind = bytes.text()?;
        let training = bytes.u8()?;
        let _needs_to_learn = bytes.u8()?;
        // 1: a checkpoint in the midst of training, whose weights carry their history.
        if training == 1 {
            return Err(damaged("its training is not finished"));
        }
        let (flags, _inputs, outputs) = (bytes.count()?, bytes.count()?, bytes.count()?);
        let _weights = bytes.i32()?;
        let _name = bytes.text()?;
        Ok(Head { kind, flags, outputs })
    }
}

/// The curve that a kind of layer is named after.
fn curve(kind: &str) -> Option<Curve> {
    Some(match kind {
        "Tanh" => Curve::Tanh,
        "Relu" => Curve::Relu,
        "Linear" => Curve::Linear,
        "Logistic" => Curve::Logistic,
        "Softmax" => Curve::Softmax,
        _ => return None,
    })
}
