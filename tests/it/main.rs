//! The one test program: each module is a subject.

mod cli;
mod hostile;
mod outputs;
mod sample;
mod schema;
mod tidy;
