//! What a report's file is called: after its document and its content.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation as _;

use super::place::Place;

/// Most bytes of a document's name that its report keeps: with hash and extension below the 255 of
/// file systems, also where they escape.
const STEM_BYTES: usize = 120;

/// Digits of the hash in a name: enough to keep any honest documents apart; others are kept apart by
/// all 64.
const SHORT_HASH: usize = 12;

/// The folder of the reports within the output.
pub const REPORTS: &str = "reports";

/// Hands out names of reports, each once.
#[derive(Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// The path of the report of a document, relative to the output folder:
    /// `reports/NAME-HASH.json`. Where two documents of the same name agree in the digits of the
    /// hash that are shown, the later has them all.
    pub fn take(&mut self, place: &Place, sha256: &str) -> String {
        let stem = stem(&place.file_name().unwrap_or_default());
        let short = &sha256[..sha256.len().min(SHORT_HASH)];
        let name = format!("{REPORTS}/{stem}-{short}.json");
        // To some file systems capitals and small letters are the same.
        if self.taken.insert(name.to_lowercase()) {
            return name;
        }
        let name = format!("{REPORTS}/{stem}-{sha256}.json");
        self.taken.insert(name.to_lowercase());
        name
    }
}

/// A file's name without its extension, with nothing in it that a file system or a shell takes
/// amiss.
fn stem(name: &str) -> String {
    let stem =
        name.rsplit_once('.').map_or(name, |(stem, end)| if stem.is_empty() { end } else { stem });
    let clean: String = stem.chars().map(|c| if is_unfit(c) { '_' } else { c }).collect();
    let mut kept = 0;
    for cluster in clean.graphemes(true) {
        if kept + cluster.len() > STEM_BYTES {
            break;
        }
        kept += cluster.len();
    }
    let kept = clean[..kept].trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-'));
    if kept.is_empty() { "document".to_owned() } else { kept.to_owned() }
}

/// Whether a character has no place in a file's name: separators, what Windows forbids, what moves
/// or hides text.
fn is_unfit(c: char) -> bool {
    match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{fffd}' => true,
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => true,
        '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_what_is_harmless() {
        for (name, kept) in [
            ("รายงานผลฯ ปี ๒๕๖๘.pdf", "รายงานผลฯ ปี ๒๕๖๘"),
            ("a\nb\u{202e}.pdf", "a_b_"),
            ("-rf.pdf", "rf"),
            (".pdf", "pdf"),
            ("...", "document"),
            ("", "document"),
            ("x:y*z?.PDF", "x_y_z_"),
        ] {
            assert_eq!(stem(name), kept, "{name:?}");
        }
        let long = stem(&"ที่".repeat(500));
        assert!(long.len() <= STEM_BYTES && long.chars().count().is_multiple_of(3), "{long}");
    }

    #[test]
    fn names_that_would_meet_are_told_apart() {
        let mut names = Names::default();
        let (a, b) = ("a".repeat(64), format!("{}b", "a".repeat(63)));
        assert_eq!(names.take(&Place::file("x/Plan.pdf"), &a), "reports/Plan-aaaaaaaaaaaa.json");
        assert_eq!(names.take(&Place::file("y/plan.pdf"), &b), format!("reports/plan-{b}.json"));
    }
}
