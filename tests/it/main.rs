//! The one test program: each module is a subject.

mod cli;
mod fixtures;
mod hostile;
mod inspect;
mod outputs;
mod sample;
mod schema;
mod tidy;
