//! How indented JSON is laid out: a level a line, two spaces deep, but a region on one line.
//!
//! Regions are most of a report's lines when each of their five numbers has its own; on one line
//! they can be read, and the file is a third smaller.

use std::io::{self, Write};

use serde_json::ser::{CompactFormatter, Formatter};

/// The keys whose value is a region, or a list of them.
const REGION_KEYS: [&str; 2] = ["region", "regions"];
/// As deep as reports go; what is deeper is indented in pieces.
const SPACES: &[u8] = &[b' '; 128];
/// Spaces a level.
const STEP: usize = 2;

/// Lays out JSON as a report's readers want it.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// How many levels are open.
    depth: usize,
    /// Whether the object or list that was opened last has nothing in it yet.
    empty: bool,
    /// Whether a key is being written.
    in_key: bool,
    /// Whether the key written last is one of [`REGION_KEYS`].
    region_key: bool,
    /// The depth of the object that is written on one line.
    one_line: Option<usize>,
}

impl Layout {
    fn open(&mut self) {
        self.depth += 1;
        self.empty = true;
    }

    /// A new line before the next key, value or closing bracket.
    fn line(&self, to: &mut (impl Write + ?Sized)) -> io::Result<()> {
        to.write_all(b"\n")?;
        let mut left = self.depth * STEP;
        while left > 0 {
            let piece = left.min(SPACES.len());
            to.write_all(&SPACES[..piece])?;
            left -= piece;
        }
        Ok(())
    }

    /// What stands between two neighbours, or before the first.
    fn separate(&mut self, to: &mut (impl Write + ?Sized), first: bool) -> io::Result<()> {
        self.empty = false;
        match (self.one_line, first) {
            (Some(_), true) => to.write_all(b" "),
            (Some(_), false) => to.write_all(b", "),
            (None, true) => self.line(to),
            (None, false) => to.write_all(b",").and_then(|()| self.line(to)),
        }
    }

    fn close(&mut self, to: &mut (impl Write + ?Sized), bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if !std::mem::take(&mut self.empty) {
            match self.one_line {
                Some(_) => to.write_all(b" ")?,
                None => self.line(to)?,
            }
        }
        match self.one_line {
            Some(depth) if depth == self.depth => self.one_line = None,
            Some(_) => {}
            // What follows stands under another key.
            None => self.region_key = false,
        }
        to.write_all(bracket)
    }
}

impl Formatter for Layout {
    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        if self.region_key && self.one_line.is_none() {
            self.one_line = Some(self.depth);
        }
        self.open();
        to.write_all(b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.close(to, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        // Keys within a region say nothing about what is one.
        self.in_key = self.one_line.is_none();
        self.separate(to, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_key = false;
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        to.write_all(b": ")
    }

    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.open();
        to.write_all(b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.close(to, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.separate(to, first)
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        to: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if self.in_key {
            self.region_key = REGION_KEYS.contains(&fragment);
        }
        CompactFormatter.write_string_fragment(to, fragment)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize as _;
    use serde_json::{Serializer, Value, json};

    use super::*;

    fn laid_out(value: &Value) -> String {
        let mut out = Vec::new();
        value.serialize(&mut Serializer::with_formatter(&mut out, Layout::default())).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_region_stands_on_one_line_and_the_rest_on_lines_of_its_own() {
        let value = json!({
            "text": {"raw": "ก", "regions": [{"page": 1, "x0": 2.5}, {"page": 2, "x0": 3}], "confidence": null},
            "evidence": [{"region": {"page": 1}}, {"region": null, "raw": "regions"}],
            "regions": [],
            "none": {},
        });
        let expected = r#"{
  "text": {
    "raw": "ก",
    "regions": [
      { "page": 1, "x0": 2.5 },
      { "page": 2, "x0": 3 }
    ],
    "confidence": null
  },
  "evidence": [
    {
      "region": { "page": 1 }
    },
    {
      "region": null,
      "raw": "regions"
    }
  ],
  "regions": [],
  "none": {}
}"#;
        assert_eq!(laid_out(&value), expected);
    }

    #[test]
    fn what_is_not_about_regions_is_laid_out_as_serde_json_does() {
        let mut deep = json!([]);
        for level in 0..80 {
            deep = json!([deep, {"level": level, "list": [1, [], {}]}]);
        }
        assert_eq!(laid_out(&deep), serde_json::to_string_pretty(&deep).unwrap());
    }
}
