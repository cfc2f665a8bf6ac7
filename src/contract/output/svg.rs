//! What every drawing that is written as SVG needs: fonts that people have, and text that XML
//! takes.

/// Fonts that have Thai, on the systems people have.
pub(crate) const FONTS: &str =
    "'Noto Sans Thai','Sarabun','TH Sarabun New','Leelawadee UI',Thonburi,Loma,Garuda,sans-serif";

/// Text as XML 1.0 has it: what means something to it is escaped, and `instead` stands for each
/// character that it forbids (XML 1.0, 2.2).
pub(crate) fn xml(text: &str, instead: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'.. => out.push(c),
            _ => out.push_str(instead),
        }
    }
    out
}
