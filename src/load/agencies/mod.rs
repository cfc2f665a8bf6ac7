//! Whose report it is: spellings of agencies' names, which of them mean one agency, and the user's
//! register of agencies.
//!
//! ```text
//! Agency ─▶ spelling::Spelling ─▶ spelling::Named ─┐
//!           register::Register ────────────────────┴▶ resolve::resolve ─▶ apart ─▶ matching::Matching
//! ```

mod apart;
pub(super) mod matching;
pub mod register;
pub(super) mod resolve;
mod spelling;

pub(super) use self::spelling::{Named, Spelling, may_be_several};
