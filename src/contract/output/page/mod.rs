//! What pages for a browser have in common: the head, the end, and words in both languages, as parts of
//! their templates.
//!
//! The template escapes every text; the page forbids every script and style but its own, which it
//! names by their hashes.

use std::io::{self, Write};

use minijinja::Environment;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::words::Lang;
use crate::digest::base64;

/// The name of a page's template: it says that it is HTML, and so everything in it is escaped.
const TEMPLATE_NAME: &str = "page.html";
/// The name by which it imports the parts that all have.
const PARTS_NAME: &str = "parts.html";
/// These parts.
const PARTS: &str = include_str!("parts.html");

/// English and Thai.
pub(crate) type Both = (String, String);

/// Words that are known in both languages.
pub(crate) fn owned((en, th): (&str, &str)) -> Both {
    (en.to_owned(), th.to_owned())
}

/// Says something in both languages.
pub(crate) fn in_both(of: impl Fn(Lang) -> String) -> Both {
    (of(Lang::En), of(Lang::Th))
}

/// What stands in the head of a page, and at its end.
#[derive(Serialize)]
pub(crate) struct Head {
    lang: &'static str,
    title: Both,
    /// What wrote it.
    pub generator: String,
    style: &'static str,
    style_hash: String,
    script: &'static str,
    script_hash: String,
}

impl Head {
    /// Of a page that is in this language at first, with its one style sheet and its one script.
    pub fn new(lang: Lang, title: Both, style: &'static str, script: &'static str) -> Head {
        Head {
            lang: lang.pick("en", "th"),
            title,
            generator: format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")),
            style,
            style_hash: base64(&Sha256::digest(style)),
            script,
            script_hash: base64(&Sha256::digest(script)),
        }
    }
}

/// Writes a page: its template with all that it shows, its [`Head`] as `head`.
///
/// # Errors
///
/// Where `to` does not take the bytes.
pub(crate) fn write(template: &str, page: &impl Serialize, mut to: impl Write) -> io::Result<()> {
    let mut environment = Environment::new();
    for (name, source) in [(PARTS_NAME, PARTS), (TEMPLATE_NAME, template)] {
        environment.add_template(name, source).map_err(io::Error::other)?;
    }
    let template = environment.get_template(TEMPLATE_NAME).map_err(io::Error::other)?;
    to.write_all(template.render(page).map_err(io::Error::other)?.as_bytes())?;
    to.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Page {
        head: Head,
    }

    #[test]
    fn every_text_of_a_part_is_escaped_and_style_and_script_are_not() {
        let title = ("<b>".to_owned(), "ไทย\"".to_owned());
        let page = Page { head: Head::new(Lang::Th, title, "a > b {}", "a && b;") };
        let template = "{%- from \"parts.html\" import both, begin, end -%}\n{{ begin(head) }}\n{{ both(head.title) }}{{ end(head) }}";
        let mut written = Vec::new();
        write(template, &page, &mut written).unwrap();
        let written = String::from_utf8(written).unwrap();
        assert!(written.starts_with("<!DOCTYPE html>\n<html lang=\"th\" data-lang=\"th\""));
        assert!(written.contains("<title>ไทย&quot;</title>\n<style>a > b {}</style>"));
        assert!(written.contains("<span lang=\"en\">&lt;b&gt;</span>") && !written.contains("<b>"));
        assert!(written.ends_with("<script>a && b;</script>\n</body>\n</html>\n"), "{written}");
    }
}
