//! The one test program: a module a subject.

mod hostile;
