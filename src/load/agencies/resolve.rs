//! Which spellings mean one agency.
