//! The one test program: each module is a subject.

mod batch;
mod cli;
mod committed;
mod fixtures;
mod golden;
mod hostile;
mod inspect;
mod mutated;
mod outputs;
mod property;
mod readme;
mod reference;
mod sample;
mod schema;
mod tidy;
