//! Thai letters that were read within Latin words.

use compact_str::{CompactString, format_compact};

use super::repair::{LEAST_PROBABLE, Repair};
use crate::ocr::recogniser::{Character, DOUBTFUL, is_latin};
use crate::thai::text::Class;

/// Reads a doubtful Thai letter within a Latin word as its Latin runner-up.
pub(super) fn mend(characters: &mut [Character]) -> Vec<Repair> {
    let mut repairs = Vec::new();
    for at in 1..characters.len().saturating_sub(1) {
        let [before, character, behind] = &mut characters[at - 1..=at + 1] else { continue };
        let inside = before.is_latin() && behind.is_latin();
        let Some(other) = latin_reading(character).filter(|_| inside) else { continue };
        let read = format_compact!("{}{}{}", before.text, character.text, behind.text);
        let became = format_compact!("{}{other}{}", before.text, behind.text);
        let thai = std::mem::replace(&mut character.text, other);
        character.runner_up = Some((thai, character.confidence));
        repairs.push(Repair { characters: at - 1..at + 2, read, became });
    }
    repairs
}

/// The Latin letter that a doubtful Thai one may be.
fn latin_reading(character: &Character) -> Option<CompactString> {
    let (other, probability) = character.runner_up.as_ref()?;
    let doubtful = character.confidence < DOUBTFUL
        && character.class() == Some(Class::Consonant)
        && *probability >= LEAST_PROBABLE;
    Some(other.clone()).filter(|other| doubtful && is_latin(other))
}
