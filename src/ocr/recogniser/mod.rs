//! A picture of a text line → its characters, each with how sure it is: the network of a Tesseract
//! weights file, run in plain Rust.
//!
//! ```text
//! weights file ─▶ container ─▶ network (layers, each with its matrix)
//! gray line    ─▶ window    ─▶ forward (maps from layer to layer) ─▶ decode ─▶ Vec<Character>
//! ```
//!
//! The shipped weights, where they come from and what they reach stand in `models/README.md`.

mod bytes;
mod character;
mod container;
mod decode;
mod forward;
mod maps;
mod math;
mod matrix;
mod network;
mod window;

use std::borrow::Borrow;
use std::sync::LazyLock;

use compact_str::CompactString;
use fearless_simd::Level;
use rayon::prelude::*;

pub use character::Character;
pub(super) use character::{is_latin, text_of};
pub use window::{HEIGHT, MOST_WIDTH, Window};

use crate::error::Error;
use bytes::damaged;
use maps::{Maps, Size};
use network::Network;

/// A character less sure than this is doubted. Of 59,305 characters 1.5 % were, among them 84 % of
/// all that were wrong.
///
/// Wrong were, of those with a confidence
///
/// | below 0.5 | to 0.7 | to 0.9 | to 0.95 | to 0.98 | to 0.99 | to 0.995 | above |
/// | --- | --- | --- | --- | --- | --- | --- | --- |
/// | 70 % | 47 % | 25 % | 8 % | 3.4 % | 1.6 % | 0.4 % | 0.01 % |
pub const DOUBTFUL: f32 = 0.98;

/// A cell whose least sure character has at least this confidence is right for all one knows: 319
/// of 319 were.
pub const CERTAIN: f32 = 0.995;

/// Lines that go through the network together: the weights, which do not fit into the nearest
/// cache, are then loaded once for all of them. More gain nothing.
const TOGETHER: usize = 16;

/// Width in pixels of the empty line that new weights are tried on.
const TRIAL_WIDTH: usize = 96;

/// The recogniser whose weights are in the program, made when it is first used.
static EMBEDDED: LazyLock<Recogniser> = LazyLock::new(|| {
    let weights = include_bytes!("../../../models/thai-report.traineddata");
    // Whether they can be read does not depend on any input; a test reads them.
    Recogniser::from_bytes(weights).expect("the weights in the program are whole")
});

/// The network with its weights: read once, used from any number of threads.
#[derive(Debug, Clone)]
pub struct Recogniser {
    network: Network,
    labels: Vec<CompactString>,
    /// Columns of a window to one step of the network.
    columns: f32,
    level: Level,
}

impl Recogniser {
    /// The recogniser whose weights are in the program.
    pub fn embedded() -> &'static Recogniser {
        &EMBEDDED
    }

    /// A recogniser with the weights of a Tesseract file (`.traineddata`) for lines of 48 pixels.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`](crate::ErrorKind::Invalid) where the file is damaged, or its network
    /// has layers that are not supported. Memory stays in proportion to the file.
    pub fn from_bytes(file: &[u8]) -> Result<Recogniser, Error> {
        let container = container::Container::open(file)?;
        let network = Network::parse(container.network)?;
        let labels = container.labels(network.outputs)?;
        let mut recogniser = Recogniser { network, labels, columns: 1.0, level: Level::new() };
        let steps = recogniser.trial()?;
        recogniser.columns = TRIAL_WIDTH as f32 / steps as f32;
        Ok(recogniser)
    }

    /// How many steps the network makes of a line of [`TRIAL_WIDTH`].
    fn trial(&self) -> Result<usize, Error> {
        if self.network.height != HEIGHT {
            return Err(damaged("its lines are not 48 pixels high"));
        }
        let size = Size { height: HEIGHT, width: TRIAL_WIDTH };
        let outputs = forward::run(self.level, &self.network.layer, &[Maps::new(1, vec![size])]);
        match outputs.sizes.as_slice() {
            [Size { height: 1, width }] if *width > 0 && outputs.depth == self.labels.len() => {
                Ok(*width)
            }
            _ => Err(damaged("its network does not end in one row of characters")),
        }
    }

    /// Reads one line; nothing where it [is blank](Window::is_blank). For many lines
    /// [`Recogniser::read_all`] is faster.
    pub fn read(&self, window: &Window) -> Vec<Character> {
        self.read_all(std::slice::from_ref(window)).pop().unwrap_or_default()
    }

    /// Reads many lines, such as all of a page, on the threads of the pool it is called in. What
    /// comes out for a line does not depend on the others.
    pub fn read_all<W: Borrow<Window> + Sync>(&self, windows: &[W]) -> Vec<Vec<Character>> {
        let windows: Vec<&Window> = windows.iter().map(Borrow::borrow).collect();
        // Lines of like width go together, the widest first.
        let mut order: Vec<usize> =
            (0..windows.len()).filter(|i| !windows[*i].is_blank()).collect();
        order.sort_by_key(|i| std::cmp::Reverse(windows[*i].width()));
        let groups = order.par_chunks(TOGETHER).flat_map_iter(|group| {
            self.read_together(&group.iter().map(|i| windows[*i]).collect::<Vec<_>>())
        });
        let lines: Vec<Vec<Character>> = groups.collect();
        let mut all = vec![Vec::new(); windows.len()];
        for (at, line) in order.into_iter().zip(lines) {
            all[at] = line;
        }
        all
    }

    /// Reads lines that go through the network together.
    fn read_together(&self, windows: &[&Window]) -> Vec<Vec<Character>> {
        let lines: Vec<Maps> = windows.iter().map(|window| window.maps()).collect();
        let outputs = forward::run(self.level, &self.network.layer, &lines);
        let lines = outputs.lines().map(|(_, steps)| {
            decode::decode(steps, &self.labels, self.network.blank, self.columns)
        });
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WEIGHTS: &[u8] = include_bytes!("../../../models/thai-report.traineddata");

    /// Trials of damaged weights. Without optimisation the network is a hundred times slower.
    const CASES: u32 = if cfg!(debug_assertions) { 40 } else { 1000 };

    /// A window with some bars of ink.
    fn bars(width: usize, period: usize) -> Window {
        let value = |i: usize| if i % width % period < period / 3 { -1.0 } else { 1.0 };
        Window::new(width, (0..width * HEIGHT).map(value).collect()).unwrap()
    }

    #[test]
    fn the_weights_in_the_program_are_whole_and_can_write_every_digit() {
        let recogniser = Recogniser::embedded();
        for digit in ('0'..='9').chain('๐'..='๙') {
            assert!(recogniser.labels.iter().any(|label| label.chars().eq([digit])), "{digit}");
        }
        assert_eq!((recogniser.columns, recogniser.network.blank), (3.0, 2));
        assert_eq!(recogniser.labels[recogniser.network.blank], "");
    }

    #[test]
    fn nothing_is_read_where_nothing_is() {
        for width in [1, 2, 3, 100] {
            let blank = Window::new(width, vec![1.0; width * HEIGHT]).unwrap();
            assert_eq!(Recogniser::embedded().read(&blank), [], "{width}");
        }
        assert!(Recogniser::embedded().read_all::<Window>(&[]).is_empty());
    }

    #[test]
    fn a_line_is_read_the_same_alone_and_among_others() {
        let windows: Vec<Window> = (0..24).map(|i| bars(30 + i * 37 % 200, 9 + i)).collect();
        let recogniser = Recogniser::embedded();
        let together = recogniser.read_all(&windows);
        assert!(together.iter().map(Vec::len).sum::<usize>() > 20);
        for (window, line) in windows.iter().zip(together) {
            assert_eq!(recogniser.read(window), line);
        }
    }

    #[test]
    fn a_file_that_ends_early_is_an_error_wherever_it_ends() {
        for length in (0..WEIGHTS.len()).step_by(19_997).chain(0..600) {
            // The part behind the last one that is read says only the version.
            assert!(Recogniser::from_bytes(&WEIGHTS[..length]).is_err(), "{length}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(CASES))]

        #[test]
        fn damaged_weights_are_an_error_or_read_on(
            // Most of the file is weights; what says how they lie stands around these places.
            at in prop_oneof![0usize..700, 433_150usize..433_600, 445_000usize..445_200, 0usize..446_767],
            bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(0xff), Just(0)], 1..9),
        ) {
            let mut file = WEIGHTS.to_vec();
            file.iter_mut().skip(at).zip(bytes).for_each(|(old, new)| *old = new);
            if let Ok(recogniser) = Recogniser::from_bytes(&file) {
                let _ = recogniser.read(&bars(40, 12));
            }
        }

        #[test]
        fn any_bytes_are_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(Recogniser::from_bytes(&bytes).is_err());
        }
    }
}
