//! The repairs that need the word list, one after the other.

use super::{Doubt, spacing, words};
use crate::layout::{Census, Line};

/// Repairs the lines of a page with the word list where `census` shows that they are damaged, and
/// returns the damaged places for which the list leaves more than one reading.
///
/// Lines that are not damaged stay as they are.
pub fn mend(lines: &mut [&mut Line], census: &Census) -> Vec<Doubt> {
    if census.spaced > 0 {
        lines.iter_mut().for_each(|line| spacing::close_up(line));
    }
    words::mend(lines, census)
}
