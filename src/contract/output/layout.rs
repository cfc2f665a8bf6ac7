//! How indented JSON is laid out: a level a line, two spaces deep, but a region on one line.
//!
//! Regions are most of a report's lines when each of their five numbers has its own; on one line
//! they can be read, and the file is a third smaller.

use std::io::{self, BufWriter, Write};

use memchr::memchr2;

/// How many bytes are handed on at once: as many as the usual buffer behind this one holds, so that
/// they are not copied there once more.
pub(super) const BUFFER_BYTES: usize = 256 << 10;
/// The keys whose value is a region, or a list of them.
const REGION_KEYS: [&[u8]; 2] = [br#""region""#, br#""regions""#];
/// As many spaces as reports need before a line; more are written one by one.
const MOST_SPACES: usize = 128;
/// A new line with these spaces.
const LINE: [u8; 1 + MOST_SPACES] = {
    let mut line = [b' '; 1 + MOST_SPACES];
    line[0] = b'\n';
    line
};
/// Spaces a level.
const STEP: usize = 2;

/// Writes JSON laid out as a report's readers want it, with a line end. `pieces` are one value without
/// white space, as serde_json writes it; each of them but the last ends behind a value.
pub(crate) fn indented(pieces: &[&[u8]], to: impl Write) -> io::Result<()> {
    let mut to = BufWriter::with_capacity(BUFFER_BYTES, to);
    let mut layout = Layout::default();
    pieces.iter().try_for_each(|piece| layout.write(piece, &mut to))?;
    to.write_all(b"\n")?;
    to.flush()
}

/// What is known between two pieces of JSON that is laid out.
#[derive(Debug, Default)]
struct Layout {
    /// How many levels are open.
    depth: usize,
    /// Whether the key written last is one of [`REGION_KEYS`], and what stands under it goes on.
    region_key: bool,
    /// The depth of the object that is written on one line.
    one_line: Option<usize>,
}

impl Layout {
    /// Lays out the next piece.
    fn write(&mut self, json: &[u8], to: &mut impl Write) -> io::Result<()> {
        let mut rest = json;
        while let Some(sign) = rest.first() {
            let written = match sign {
                b'{' | b'[' => self.open(rest, to)?,
                b'}' | b']' => self.close(rest, to)?,
                b'"' => self.string(rest, to)?,
                b',' => {
                    to.write_all(b",")?;
                    self.separate(to)?;
                    1
                }
                _ => {
                    let is_end = |b: &u8| matches!(b, b',' | b'}' | b']');
                    let length = rest.iter().position(is_end).unwrap_or(rest.len());
                    to.write_all(&rest[..length])?;
                    length
                }
            };
            rest = &rest[written..];
        }
        Ok(())
    }

    /// What stands before each key and value, and before a closing bracket.
    fn separate(&self, to: &mut impl Write) -> io::Result<()> {
        if self.one_line.is_some() {
            return to.write_all(b" ");
        }
        let spaces = self.depth * STEP;
        to.write_all(&LINE[..=spaces.min(MOST_SPACES)])?;
        (MOST_SPACES..spaces).try_for_each(|_| to.write_all(b" "))
    }

    /// Writes the bracket that opens `json`, and the closing one where nothing stands in between; how
    /// many bytes of it that are.
    fn open(&mut self, json: &[u8], to: &mut impl Write) -> io::Result<usize> {
        if let [_, b'}' | b']', ..] = json {
            to.write_all(&json[..2])?;
            return Ok(2);
        }
        if json[0] == b'{' && self.region_key && self.one_line.is_none() {
            self.one_line = Some(self.depth);
        }
        self.depth += 1;
        to.write_all(&json[..1])?;
        self.separate(to)?;
        Ok(1)
    }

    /// Writes the closing bracket at the start of `json`: one byte.
    fn close(&mut self, json: &[u8], to: &mut impl Write) -> io::Result<usize> {
        self.depth -= 1;
        self.separate(to)?;
        match self.one_line {
            Some(depth) if depth == self.depth => self.one_line = None,
            Some(_) => {}
            // What follows stands under another key.
            None => self.region_key = false,
        }
        to.write_all(&json[..1])?;
        Ok(1)
    }

    /// Writes the string that opens `json`, with the colon behind it where it is a key; how many bytes
    /// of it that are.
    fn string(&mut self, json: &[u8], to: &mut impl Write) -> io::Result<usize> {
        let length = string_length(json);
        if json.get(length) != Some(&b':') {
            to.write_all(&json[..length])?;
            return Ok(length);
        }
        // Keys within a region say nothing about what is one.
        if self.one_line.is_none() {
            self.region_key = REGION_KEYS.contains(&&json[..length]);
        }
        to.write_all(&json[..=length])?;
        to.write_all(b" ")?;
        Ok(length + 1)
    }
}

/// The length of the string that opens `json`, its quotes included.
fn string_length(json: &[u8]) -> usize {
    let mut from = 1;
    while let Some(at) = json.get(from..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        match json[from + at] {
            b'"' => return from + at + 1,
            // What is escaped ends no string.
            _ => from += at + 2,
        }
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn laid_out(value: &Value) -> String {
        let mut out = Vec::new();
        Layout::default().write(&serde_json::to_vec(value).unwrap(), &mut out).unwrap();
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
            deep = json!([deep, {"level": level, "list": [1, [], {}], "]\\\"{,:": "\\\",[\\"}]);
        }
        assert_eq!(laid_out(&deep), serde_json::to_string_pretty(&deep).unwrap());
    }
}
