//! What people decided about a report: the form of the file that the page writes.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::finding::Region;

/// The version of the form.
pub const VERSION: &str = "1.0";

/// Everything that was decided about one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// [`VERSION`].
    pub schema_version: String,
    /// Which document.
    pub document: DecidedDocument,
    /// Values that were put right.
    pub corrections: Vec<Correction>,
    /// What was looked at.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// Who answers for it.
    pub sign_off: Option<SignOff>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecidedDocument {
    /// The SHA-256 of the document itself, in lower-case hexadecimal.
    pub sha256: String,
    /// What it is called.
    pub file_name: Option<String>,
}

/// A value that was put right.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Where it stands in the report's JSON (RFC 6901).
    pub pointer: String,
    /// The item it belongs to.
    pub item: Option<String>,
    /// Where it stands on the pages.
    #[serde(default)]
    pub regions: Vec<Region>,
    /// What stands there, as printed.
    pub old: String,
    /// What it should be.
    pub new: String,
    /// Why.
    pub why: Option<String>,
    /// Who says so.
    pub who: String,
    /// When, in ISO 8601.
    pub when: String,
}

/// Something that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// The value.
    pub pointer: Option<String>,
    /// The finding.
    pub finding: Option<RemarkedFinding>,
    /// What came of it.
    pub verdict: Verdict,
    /// What is to be said about it.
    pub note: Option<String>,
    /// Who says so.
    pub who: String,
    /// When, in ISO 8601.
    pub when: String,
}

/// A finding, by what tells it from others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemarkedFinding {
    /// Its code.
    pub code: String,
    /// The page it is on.
    pub page: Option<u32>,
    /// The item it is about.
    pub item: Option<String>,
}

/// What came of a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is as it should be.
    Accepted,
    /// There is something to be said about it.
    Noted,
}

/// Who answers for a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// Who.
    pub who: String,
    /// When, in ISO 8601.
    pub when: String,
    /// What is to be said about it.
    pub note: Option<String>,
}

impl Decided {
    /// What a file says about the document with this hash.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Invalid`] where it is no such file, of another version, or about another document.
    pub fn read(json: &[u8], sha256: &str) -> Result<Decided, Error> {
        let json = json.strip_prefix("\u{feff}".as_bytes()).unwrap_or(json);
        let read: Decided = serde_json::from_slice(json)
            .map_err(|e| Error::new(ErrorKind::Invalid, "is no corrections file").because(e))?;
        if read.schema_version != VERSION {
            let message = format!(
                "has version {} of corrections, and this program reads {VERSION}",
                read.schema_version
            );
            return Err(Error::new(ErrorKind::Invalid, message));
        }
        if !read.document.sha256.eq_ignore_ascii_case(sha256) {
            let name = read.document.file_name.as_deref().unwrap_or("one without a name");
            let message =
                format!("is about another document ({name}): its sha256 is not this one's");
            return Err(Error::new(ErrorKind::Invalid, message));
        }
        Ok(read)
    }

    /// The file.
    pub fn json(&self) -> String {
        // Strings, numbers and lists of them always have a form in JSON.
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{json}\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"schema_version":"1.0","document":{"sha256":"ab","file_name":"a.pdf"},
        "corrections":[{"pointer":"/title","item":null,"regions":[{"page":1,"x0":1,"y0":2,"x1":3,"y1":4}],
          "old":"ก","new":"ข","why":null,"who":"ผู้ตรวจ","when":"2026-11-30T10:00:00Z"}],
        "remarks":[{"pointer":null,"finding":{"code":"sum-mismatch","page":3,"item":null},"verdict":"accepted",
          "note":null,"who":"ผู้ตรวจ","when":"2026-11-30T10:00:00Z"}],"sign_off":null}"#;

    #[test]
    fn what_was_written_is_read_back() {
        let read = Decided::read(FILE.as_bytes(), "AB").unwrap();
        assert_eq!(Decided::read(read.json().as_bytes(), "ab").unwrap(), read);
        assert_eq!(read.remarks[0].verdict, Verdict::Accepted);
    }

    #[test]
    fn what_is_no_such_file_is_refused_with_its_reason() {
        for (file, told) in [
            (FILE.replace("\"1.0\"", "\"2.0\""), "has version 2.0"),
            (FILE.replace("\"ab\"", "\"cd\""), "is about another document (a.pdf)"),
            (FILE.replace("\"accepted\"", "\"maybe\""), "is no corrections file"),
            (FILE.replace("\"who\"", "\"whom\""), "is no corrections file"),
            (format!("[{FILE}]"), "is no corrections file"),
        ] {
            let error = Decided::read(file.as_bytes(), "ab").unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid);
            assert!(error.to_string().starts_with(told), "{error}");
        }
    }
}
