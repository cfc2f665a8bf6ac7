//! The vocabulary: what the program knows of words is data (`data/words/*.txt`), read by one loader.
//!
//! A [`List`] is one file: a word a line with what it means and its attributes, see
//! [`parse`](parse()). Each list is parsed once. A use picks the words it wants and compiles them
//! once into [`Words`], which finds them at a place of a text. `docs/words.md` shows every list.
//! Words that are part of one rule's logic stand beside that rule. [`Own`] are a user's words beside
//! them.

mod catalogue;
mod compiled;
mod list;
mod own;

pub use catalogue::{
    AGENCIES, ALL, BUDGET_STATUS, BUDGET_WORDS, CARRIED_ON, CELL_CONTENTS, CLAUSES, COMPARATORS,
    DOCUMENT_KINDS, FORM_LABELS, FUNDS, HEADING_FILLERS, HEADINGS, INDICATOR_LABELS, ITEM_LABELS,
    LEVEL_LABELS, LIST_MARKS, MONTHS, NAME_STARTS, NO_ITEMS, NOT_DONE, ORDINALS, OUTLINE_LABELS,
    PLACES, TITLE_STARTS, TOTAL_LABELS, UNITS, list_marks,
};
pub use compiled::Words;
pub use list::{Entry, List, parse};
pub use own::{Own, TAUGHT};
