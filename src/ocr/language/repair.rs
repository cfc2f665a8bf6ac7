//! A word that was read otherwise than the network did.

use std::ops::Range;

use compact_str::CompactString;

/// A reading of the network's that is less probable than this is none.
pub(super) const LEAST_PROBABLE: f32 = 0.005;

/// A word that was read otherwise than the network did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The characters of the line it is about, as they are now: the run of letters with the change.
    pub characters: Range<usize>,
    /// The run as the network read it.
    pub read: CompactString,
    /// The run as it is now.
    pub became: CompactString,
}
