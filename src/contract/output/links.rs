//! Links from a page to the review pages of its documents: to a box on a page, to an item.

use std::fmt::Write as _;

use crate::finding::Region;

/// The review page of each document, as it stands before the `#` of a link; none where there is
/// none.
#[derive(Debug, Clone, Default)]
pub struct Links(Vec<Option<String>>);

impl Links {
    /// Of the paths of the review pages, in the order of the documents.
    ///
    /// ```
    /// use raingan::contract::output::Links;
    /// use raingan::finding::Region;
    /// let links = Links::of([Some("review/แผน 1.html".to_owned())]);
    /// let box_of = Region { page: 2, x0: 1.5, y0: 2.0, x1: 30.0, y1: 4.0 };
    /// assert_eq!(
    ///     links.to_box(0, &box_of).as_deref(),
    ///     Some("review/%E0%B9%81%E0%B8%9C%E0%B8%99%201.html#page=2&box=1.5,2,30,4")
    /// );
    /// assert_eq!(links.to_box(1, &box_of), None);
    /// ```
    pub fn of(pages: impl IntoIterator<Item = Option<String>>) -> Links {
        Links(pages.into_iter().map(|page| page.map(|path| encoded(&path))).collect())
    }

    /// The link to the page itself.
    pub fn to_page(&self, document: usize) -> Option<String> {
        self.page(document).map(str::to_owned)
    }

    /// The link to a box of a document.
    pub fn to_box(&self, document: usize, region: &Region) -> Option<String> {
        let Region { page, x0, y0, x1, y1 } = region;
        Some(format!("{}#page={page}&box={x0},{y0},{x1},{y1}", self.page(document)?))
    }

    /// The link to an item of a document.
    pub fn to_item(&self, document: usize, id: &str) -> Option<String> {
        Some(format!("{}#item={}", self.page(document)?, encoded(id)))
    }

    fn page(&self, document: usize) -> Option<&str> {
        self.0.get(document)?.as_deref()
    }
}

/// A path or an id as part of a URI (RFC 3986, section 2.3): no scheme can stand in it, and nothing that
/// HTML would take for anything but text, so that pages write links as they are.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.replace('\\', "/").bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_is_a_script() {
        let links = Links::of([Some("javascript:alert(1)//\"><b>".to_owned())]);
        let link = links.to_item(0, "s1/t~1\" onclick=\"x").unwrap();
        assert_eq!(
            link,
            "javascript%3Aalert%281%29//%22%3E%3Cb%3E#item=s1/t~1%22%20onclick%3D%22x"
        );
    }
}
