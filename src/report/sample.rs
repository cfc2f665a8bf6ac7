//! Parts of a document made by hand for the tests of this room, from a transcript: lines without a
//! place, and tables whose cells are separated by tabs.

use crate::table::{LogicalTable, Part, join, transcript};

/// The parts of a document whose lines are these.
pub fn parts(lines: &[&str]) -> Vec<Part> {
    let page = transcript::read(lines.join("\n").as_bytes()).expect("lines are a transcript");
    join(vec![page])
}

/// The one table that these lines are.
pub fn table(lines: &[&str]) -> LogicalTable {
    match parts(lines).as_slice() {
        [Part::Table(table)] => table.clone(),
        other => panic!("not one table: {other:?}"),
    }
}
