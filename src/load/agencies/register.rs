//! The user's register of agencies.
