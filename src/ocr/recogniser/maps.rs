//! What flows between the layers: several lines side by side, each a field of positions with some
//! values at each.

use super::network::Turned;

/// The values of several lines, one line after the other, each row by row from the top and in a row
/// from the left.
#[derive(Debug, Clone, Default)]
pub(super) struct Maps {
    /// How many values there are at each position.
    pub(super) depth: usize,
    /// Height and width of each line in positions.
    pub(super) sizes: Vec<Size>,
    /// The values.
    pub(super) values: Vec<f32>,
}

/// Height and width in positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) height: usize,
    pub(super) width: usize,
}

impl Size {
    /// How many positions there are.
    pub(super) fn positions(self) -> usize {
        self.height * self.width
    }

    fn turned(self, turned: Turned) -> Size {
        match turned {
            Turned::Transposed => Size { height: self.width, width: self.height },
            Turned::Leftward | Turned::Upward => self,
        }
    }
}

impl Maps {
    /// Room for lines of these sizes, filled with zeros.
    pub(super) fn new(depth: usize, sizes: Vec<Size>) -> Maps {
        let positions: usize = sizes.iter().map(|size| size.positions()).sum();
        Maps { depth, sizes, values: vec![0.0; positions * depth] }
    }

    /// Each line's size and values.
    pub(super) fn lines(&self) -> impl Iterator<Item = (Size, &[f32])> {
        let mut rest = self.values.as_slice();
        self.sizes.iter().map(move |size| {
            let (line, after) = rest.split_at(size.positions() * self.depth);
            rest = after;
            (*size, line)
        })
    }

    /// The same turned; turning twice gives back what was.
    pub(super) fn turned(&self, turned: Turned) -> Maps {
        let mut values = Vec::with_capacity(self.values.len());
        for (size, line) in self.lines() {
            let mut push = |y: usize, x: usize| {
                let at = (y * size.width + x) * self.depth;
                values.extend_from_slice(&line[at..at + self.depth]);
            };
            let (rows, columns) = (0..size.height, 0..size.width);
            match turned {
                Turned::Leftward => {
                    rows.for_each(|y| columns.clone().rev().for_each(|x| push(y, x)))
                }
                Turned::Upward => rows.rev().for_each(|y| columns.clone().for_each(|x| push(y, x))),
                Turned::Transposed => columns.for_each(|x| rows.clone().for_each(|y| push(y, x))),
            }
        }
        Maps {
            depth: self.depth,
            sizes: self.sizes.iter().map(|size| size.turned(turned)).collect(),
            values,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_moves_whole_positions() {
        let sizes = vec![Size { height: 2, width: 3 }, Size { height: 1, width: 1 }];
        let maps = Maps { depth: 2, sizes, values: (0..14).map(|v| v as f32).collect() };
        let first = |turned| maps.turned(turned).values;
        assert_eq!(
            first(Turned::Leftward),
            [4., 5., 2., 3., 0., 1., 10., 11., 8., 9., 6., 7., 12., 13.]
        );
        assert_eq!(
            first(Turned::Upward),
            [6., 7., 8., 9., 10., 11., 0., 1., 2., 3., 4., 5., 12., 13.]
        );
        assert_eq!(
            first(Turned::Transposed),
            [0., 1., 6., 7., 2., 3., 8., 9., 4., 5., 10., 11., 12., 13.]
        );
        assert_eq!(maps.turned(Turned::Transposed).sizes[0], Size { height: 3, width: 2 });
        for turned in [Turned::Leftward, Turned::Upward, Turned::Transposed] {
            assert_eq!(maps.turned(turned).turned(turned).values, maps.values);
        }
    }
}
