//! How the text of a cell shows that an item starts there: by a number or a numbered label.

use std::sync::LazyLock;

use regex::Regex;

use crate::thai::digits;
use crate::words::{self, Words};

/// A number with its mark, a number of several levels, a number alone, or a label with its number.
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:\(?[0-9๐-๙]{1,3}\s*[.)]|[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})+|[0-9๐-๙]{1,4}\s*$",
        r"|(?:แผนงาน|โครงการ|กิจกรรม(?:ย่อย|หลัก)?|มาตรการ|ยุทธศาสตร์|กลยุทธ์)(?:ที่)?\s*[0-9๐-๙])"
    ))
    .expect("a constant pattern")
});

/// A number of several levels that ends in 1, or the label of an activity with that number.
static FIRST_CHILD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})*\.[1๑](?:[^0-9๐-๙]|$)",
        r"|กิจกรรม(?:ย่อย)?ที่\s*[1๑](?:[^0-9๐-๙.]|$))"
    ))
    .expect("a constant pattern")
});

/// A label with its number at the end of a text.
static BARE_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:โครงการ|กิจกรรม(?:ย่อย)?|มาตรการ)(?:ที่)?\s*[0-9๐-๙]{1,3}[.:]?\s*$")
        .expect("a constant pattern")
});

/// Whether a first cell starts an item: `๑.`, `(๒)`, `๒.๑`, `กิจกรรมย่อยที่ ๒`, `มาตรการ ๓`, or a
/// number alone.
pub(super) fn starts_item(text: &str) -> bool {
    ITEM.is_match(text)
}

/// Whether a first cell starts the first item below another one: `๓.๑ กิจกรรม`, `กิจกรรมย่อยที่ ๑`. It
/// stands in the cell of its parent more often than in a row of its own.
pub(super) fn opens_first_child(text: &str) -> bool {
    FIRST_CHILD.is_match(text)
}

/// Words that titles of items alone begin with.
static NAMES: LazyLock<Words<()>> = LazyLock::new(|| Words::with(&words::CELL_CONTENTS, "sure"));

/// Whether a title says itself that it is one of a project, an activity or a measure.
pub(super) fn names_item(text: &str) -> bool {
    NAMES.at_start(text.trim_start_matches(is_mark)).is_some()
}

/// Whether a character is one of a number or a bullet before a text.
pub(super) fn is_mark(c: char) -> bool {
    c.is_whitespace() || digits::is_digit(c) || "().-–•▪●○◦*·".contains(c)
}

/// Signs before an item of a list without numbers.
const BULLETS: &[char] = &['•', '▪', '●', '○', '◦', '➢', '-', '–'];

/// Whether a text begins with a bullet.
pub(super) fn is_bulleted(text: &str) -> bool {
    text.strip_prefix(BULLETS).is_some_and(|rest| rest.chars().any(char::is_alphabetic))
}

/// Whether a cell ends in a bare label whose title must follow: `มาตรการที่ ๘`.
pub(super) fn ends_in_label(text: &str) -> bool {
    BARE_LABEL.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_without_its_title_is_bare() {
        for text in ["มาตรการที่ ๘", "โครงการ 12.", "กิจกรรมย่อย ๓:"]
        {
            assert!(ends_in_label(text), "{text}");
        }
        for text in ["มาตรการที่ ๘ พัฒนา", "ไตรมาสที่ ๒", "โครงการ"]
        {
            assert!(!ends_in_label(text), "{text}");
        }
    }

    #[test]
    fn items_start_with_a_number_or_a_numbered_label() {
        for text in [
            "๑. โครงการ",
            "(๒) อบรม",
            "๒.๑ กิจกรรม",
            "กิจกรรมย่อยที่ ๒ ประเมิน",
            "มาตรการ ๓ : พัฒนา",
            "12",
            "3)",
        ] {
            assert!(starts_item(text), "{text}");
        }
        assert!(opens_first_child("๓.๑ กิจกรรม") && opens_first_child("กิจกรรมย่อยที่ ๑ อบรม"));
        assert!(!opens_first_child("๓.๑๒ กิจกรรม") && !opens_first_child("๑. โครงการ"));
        for text in ["เสริมสร้างการรับรู้", "๒๕๖๘ เป็นต้นไป", "โครงการอบรม", ""]
        {
            assert!(!starts_item(text), "{text}");
        }
    }
}
