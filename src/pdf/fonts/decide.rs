//! A claim held against a proof: which text a glyph has in the end.

use super::evidence::Evidence;
use super::proofs::is_text;
use crate::thai::text::legacy;

/// What the claims of a font rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// A ToUnicode map.
    Map,
    /// A predefined encoding that the glyphs do not contradict.
    Encoding,
    /// Nothing that could be believed.
    Nothing,
}

/// The outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The text is as claimed.
    Keep,
    /// The text is this character, on this evidence.
    Say(char, Evidence),
    /// Nothing can be said.
    Unknown,
}

/// Whether a character is of the Thai block.
pub(super) fn is_thai(c: char) -> bool {
    matches!(c, '\u{E01}'..='\u{E5B}')
}

/// Whether a character is a figure, or a sign that stands beside figures.
fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '๐'..='๙' | '.' | ',' | '-' | '/' | '(' | ')' | '%')
}

/// Whether a drawing of `seen` is no drawing of `said`, whatever the taste of a font: a letter is
/// no figure, and a figure no other one.
pub(super) fn is_another(said: char, seen: char) -> bool {
    let kinds = is_thai(said) && seen.is_ascii_graphic() || is_figure(said) && is_figure(seen);
    said != seen && (kinds || is_thai(seen) && said.is_ascii_graphic())
}

/// Decides on the text of a glyph.
///
/// `allows` says whether the glyph may stand for a character by the same evidence as `proof`.
///
/// A claim that cannot be text gives way to any proof. One that can be text gives way only where a
/// Thai letter is proved that it does not hold: `0` for `O` is a matter of taste, a space for a
/// nikhahit is not; or where a figure is proved and the claim shows nothing; or where it is drawn as a
/// figure or a sign that it is not: a comma for ฟ.
/// Variants of Thai marks in the Private Use Area mean the mark: where nothing proves it, they stay
/// for the layout to map.
pub(super) fn decide(
    claim: &str,
    proof: Option<(char, Evidence)>,
    allows: impl Fn(char) -> bool,
    trust: Trust,
) -> Verdict {
    let believable = is_believable(claim);
    match proof {
        // Two sources disagree, and a value may rest on it.
        Some((_, Evidence::Unknown)) => Verdict::Unknown,
        Some((c, evidence)) if !believable || shows_nothing(claim) && is_figure(c) => {
            Verdict::Say(c, evidence)
        }
        Some((c, _)) if agrees(claim, c, &allows) => Verdict::Keep,
        Some((c, evidence)) if trust == Trust::Nothing || is_thai(c) => Verdict::Say(c, evidence),
        // Drawn as no font draws what is claimed.
        Some((c, Evidence::Outline)) if only(claim).is_some_and(|said| is_another(said, c)) => {
            Verdict::Say(c, Evidence::Outline)
        }
        // A code of a symbol font that was taken for a letter.
        Some((c, Evidence::Layout)) if claim.chars().all(|c| c <= '\u{FF}') => {
            Verdict::Say(c, Evidence::Layout)
        }
        Some(_) => Verdict::Keep,
        None if believable && trust != Trust::Nothing => Verdict::Keep,
        None if is_legacy(claim) && trust == Trust::Map => Verdict::Keep,
        None => Verdict::Unknown,
    }
}

/// Whether a claim can be text.
pub(super) fn is_believable(claim: &str) -> bool {
    !claim.is_empty() && claim.chars().all(|c| is_text(c) || c == '\t')
}

/// Whether a text shows nothing: spaces, and signs that say where a line may break.
pub(super) fn shows_nothing(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_unseen)
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// The one character of a text.
fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn is_legacy(claim: &str) -> bool {
    !claim.is_empty() && claim.chars().all(|c| is_text(c) || legacy(c).is_some())
}

/// Whether a claim holds what is proved. A producer may give a glyph the text of its whole cluster,
/// or give a sara am to the first of the two glyphs that draw it.
fn agrees(claim: &str, proved: char, allows: impl Fn(char) -> bool) -> bool {
    claim.chars().any(|c| c == proved || allows(c) || (c == '\u{E33}' && proved == '\u{E4D}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CMAP: Evidence = Evidence::Cmap;

    fn judged(claim: &str, proof: Option<char>, trust: Trust) -> Verdict {
        decide(claim, proof.map(|c| (c, CMAP)), |_| false, trust)
    }

    #[test]
    fn a_sound_claim_stays() {
        for (claim, proof) in [
            ("ก", Some('ก')),
            ("ก", None),
            (" ", Some(' ')),
            ("\u{A0}", Some(' ')),
            ("O", Some('0')),
            ("ที่", Some('ท')),
            ("ำ", Some('\u{E4D}')),
            ("\u{F70A}", None),
        ] {
            assert_eq!(judged(claim, proof, Trust::Map), Verdict::Keep, "{claim:?}");
        }
    }

    #[test]
    fn a_proven_thai_letter_overrules_what_does_not_hold_it() {
        for (claim, proof) in [
            (" ", '\u{E4D}'),
            ("ำ", 'า'),
            ("า", 'ำ'),
            ("!", '\u{E4C}'),
            ("\u{F70A}", '\u{E48}'),
            ("", 'ก'),
            ("\u{3}", 'x'),
            ("\u{AD}", '-'),
            (" ", '7'),
            ("\u{200B}", '๗'),
        ] {
            assert_eq!(
                judged(claim, Some(proof), Trust::Map),
                Verdict::Say(proof, CMAP),
                "{claim:?}"
            );
        }
    }

    #[test]
    fn what_cannot_be_text_and_is_not_proved_is_unknown() {
        for claim in ["", "\u{1}", "\u{FFFD}", "\u{F0A3}", "\u{10FFFD}", "\u{F0041}"] {
            assert_eq!(judged(claim, None, Trust::Map), Verdict::Unknown, "{claim:?}");
        }
        assert_eq!(judged("A", None, Trust::Nothing), Verdict::Unknown);
        assert_eq!(judged("A", Some('B'), Trust::Nothing), Verdict::Say('B', CMAP));
        assert_eq!(judged("A", None, Trust::Encoding), Verdict::Keep);
        let open = Some(('\u{FFFD}', Evidence::Unknown));
        assert_eq!(decide("1", open, |_| false, Trust::Map), Verdict::Unknown);
    }

    #[test]
    fn a_letter_is_no_figure_and_a_figure_no_other() {
        assert!(is_another('ฟ', ',') && is_another('ฎ', '1') && is_another('6', '๖'));
        assert!(is_another('1', '7') && is_another('.', 'ศ') && is_another('๔', '๕'));
        assert!(!is_another('O', '0') && !is_another('ก', 'ข') && !is_another(',', ','));
    }

    #[test]
    fn a_figure_or_sign_that_is_drawn_overrules_what_is_another() {
        let seen = |claim, c, evidence| decide(claim, Some((c, evidence)), |_| false, Trust::Map);
        let outline = Evidence::Outline;
        assert_eq!(seen("ฟ", ',', outline), Verdict::Say(',', outline));
        assert_eq!(seen("7", '1', outline), Verdict::Say('1', outline));
        assert_eq!(seen("ฟ", ',', CMAP), Verdict::Keep, "one word against another");
        assert_eq!(seen("O", '0', outline), Verdict::Keep);
        assert_eq!(seen("ฟ.", ',', outline), Verdict::Keep);
    }
}
