//! Pure functions from Thai text to values.
