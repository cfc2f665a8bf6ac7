//! Where a value breaks the contract.

/// One place where a value breaks the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where, as a JSON pointer (RFC 6901); empty for the whole value.
    pub place: String,
    /// What is wrong there: what was expected and what was found.
    pub reason: String,
}
