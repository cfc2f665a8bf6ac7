//! Worker processes: this program again, reading one document after another within limits, for a
//! parent that survives it.
//!
//! [`protocol`] says what goes between the two, [`serve`] is the child, [`client`] the parent's
//! side of one child.

mod aid;
pub mod client;
pub mod death;
pub mod limits;
mod patience;
pub mod protocol;
pub mod serve;
