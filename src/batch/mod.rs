//! Many documents in one run: which inputs there are, what is still to be done, and the ledger of
//! what became of each.
//!
//! ```text
//! arguments ─▶ inputs::gather ─▶ examine ─▶ plan ─▶ (workers) ─▶ Ledger ─▶ Summary
//!              Vec<Candidate>    Vec<Input>  Plan                Vec<Line>
//! ```
//!
//! The reading of the documents itself, in processes of their own, is the program's part. What is
//! here decides from plain data: the same inputs and the same ledger give the same plan, so a run
//! that was cut off anywhere is taken up by planning again.

pub mod archive;
pub mod entry_name;
pub mod examine;
pub mod folder;
pub mod gone;
pub mod inputs;
pub mod ledger;
pub mod line;
pub mod merge;
pub mod name;
pub mod place;
pub mod plan;
#[cfg(feature = "schema")]
pub mod schema;
pub mod shard;
pub mod summary;
