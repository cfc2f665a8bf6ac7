//! Any text. Law: normalising twice is normalising once; no digit is lost; every character leads
//! back to a place of the input, in order, on boundaries of characters; what is one key stays one;
//! and a word of the list costs what one word costs.
#![no_main]

use libfuzzer_sys::fuzz_target;
use raingan::thai::digits::is_digit;
use raingan::thai::text::{canonical_order, matching_key, normalise, normalise_mapped};
use raingan::thai::words;
use raingan_fuzz::{seed, start};

/// What [`words::cost`] asks for a word.
const WORD: u32 = 10;

fuzz_target!(init: start(seed::texts), |bytes: &[u8]| {
    let text = raingan_fuzz::words(bytes);
    let once = normalise_mapped(&text);
    assert_eq!(normalise(&once.text), once.text, "twice is not once");
    assert_eq!(once.text, normalise(&text));
    let digits = |text: &str| text.chars().filter(|c| is_digit(*c)).collect::<String>();
    assert_eq!(digits(&once.text), digits(&text), "digits");
    let mut before = 0;
    for (at, c) in once.text.char_indices() {
        let range = once.source_range(at..at + c.len_utf8());
        assert!(text.get(range.clone()).is_some_and(|from| !from.is_empty()), "{c:?} comes from {range:?}");
        assert!(range.start >= before, "{c:?} leads back");
        before = range.start;
    }
    assert_eq!(once.source_range(0..once.text.len()).is_empty(), once.text.is_empty());
    assert_eq!(matching_key(&once.text), matching_key(&text));
    let ordered = canonical_order(&text);
    assert_eq!(canonical_order(&ordered), ordered);
    let letters = text.chars().count() as u32;
    assert!(!words::is_word(&text) || words::cost(&text) == WORD, "a word is not one");
    assert!(!words::is_all_words(&text) || words::cost(&text) <= WORD * letters, "letters outside of words");
    let mut coverage = words::Coverage::default();
    coverage.add(&text);
    assert!(coverage.known <= coverage.letters && coverage.letters == letters);
});
