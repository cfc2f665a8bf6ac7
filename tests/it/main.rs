//! The one test program: each module is a subject.

mod batch;
mod beside;
mod check;
mod cli;
mod columns;
mod committed;
mod corrections;
mod covered;
mod diff;
#[cfg(feature = "xlsx")]
mod export;
mod fixtures;
mod fonts;
mod forms;
mod golden;
mod hostile;
mod inspect;
mod layouts;
mod load;
mod mutated;
#[cfg(feature = "ocr")]
mod ocr;
mod outputs;
mod property;
#[cfg(feature = "ocr")]
mod reading;
mod readme;
mod reference;
mod repair;
mod review;
mod sample;
mod schema;
mod tidy;
mod words;
