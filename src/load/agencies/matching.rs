//! Spellings are matched.
