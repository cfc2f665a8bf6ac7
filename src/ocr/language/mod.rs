//! What Thai spelling says of a line that was read: impossible sequences are doubted, letters
//! inside numbers too, and a doubtful letter that spoils a word is read otherwise where exactly one
//! reading makes words. A letter that is in no doubt is never changed; where spelling has a better
//! one, it is doubted.
//!
//! Nothing is invented: a change needs a character that the network itself was unsure of, a stretch
//! that is no word, and one reading only; it is recorded with both texts. Digits, Latin letters and
//! signs are never changed; a Thai letter within a Latin word is read as the Latin one that came
//! second.

mod doubt;
mod latin;
mod mend;
mod numbers;
mod repair;
mod sara_am;

use super::recogniser::Character;

pub(super) use doubt::is_possible;
pub use repair::Repair;
pub(super) use sara_am::compose;

/// A line after spelling was asked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Helped {
    /// Its characters.
    pub characters: Vec<Character>,
    /// What was changed, in order.
    pub repairs: Vec<Repair>,
}

/// Asks Thai spelling about a line.
pub fn help(characters: Vec<Character>) -> Helped {
    let mut characters = compose(characters);
    let mut repairs = mend::mend(&mut characters);
    repairs.extend(latin::mend(&mut characters));
    repairs.sort_by_key(|repair| repair.characters.start);
    doubt::doubt_misspelt(&mut characters);
    doubt::doubt_impossible(&mut characters);
    doubt::doubt_letters_in_numbers(&mut characters);
    doubt::doubt_points(&mut characters);
    numbers::doubt_numbers(&mut characters);
    doubt::doubt_unknown_signs(&mut characters);
    Helped { characters, repairs }
}

#[cfg(test)]
mod tests {
    use super::doubt::IMPOSSIBLE;
    use super::*;
    use crate::ocr::recogniser::{DOUBTFUL, text_of};
    use crate::thai::text::is_thai_letter;
    use compact_str::format_compact;
    use proptest::prelude::*;

    /// A line of characters, all sure but those at the places in `doubtful`, with their runner-ups.
    pub(super) fn line(text: &str, doubtful: &[(usize, f32, &str)]) -> Vec<Character> {
        let one = |(i, c): (usize, char)| Character {
            text: format_compact!("{c}"),
            confidence: 0.999,
            runner_up: None,
            start: 3.0 * i as f32,
            end: 3.0 * i as f32 + 3.0,
        };
        let mut line: Vec<Character> = text.chars().enumerate().map(one).collect();
        for (at, confidence, other) in doubtful {
            line[*at].confidence = *confidence;
            line[*at].runner_up =
                Some(((*other).into(), 1.0 - confidence)).filter(|_| !other.is_empty());
        }
        line
    }

    fn text_now(helped: &Helped) -> String {
        text_of(&helped.characters)
    }

    /// The texts of characters that are doubted.
    fn doubted(text: &str) -> String {
        let helped = help(line(text, &[]));
        text_of(helped.characters.iter().filter(|c| c.confidence < DOUBTFUL))
    }

    #[test]
    fn sara_am_is_put_together_wherever_its_tone_mark_stands() {
        for text in ["น\u{E4D}า", "น\u{E4D}้า", "น้\u{E4D}า"] {
            let helped = help(line(text, &[(1, 0.6, "ั")]));
            assert!(
                ["นำ", "น้ำ"].contains(&text_now(&helped).as_str()),
                "{text}: {}",
                text_now(&helped)
            );
            assert!(helped.repairs.is_empty());
        }
        assert_eq!(help(line("จ\u{E4D}านวน", &[(1, 0.6, "ั")])).characters[1].confidence, 0.6);
        assert_eq!(text_now(&help(line("มา", &[]))), "มา");
    }

    #[test]
    fn what_spelling_has_no_place_for_is_doubted() {
        for (text, expected) in [
            ("ก่้า", "่้"),
            ("กิี", "ิี"),
            ("๑่", "๑่"),
            ("เ การ", "เ "),
            ("ก า", " า"),
            ("แเ", "แเ"),
            ("การเ", "เ"),
            ("กํ", "กํ"),
            // All of this is right.
            ("น้ำใจผู้ใหญ่ที่พันธุ์สิทธิ์เท่าเคาะเกี๊ยะกั๊กเก็บฯลฯ ๆ", ""),
            ("ทำเนียบ พ.ศ. ๒๕๖๘", ""),
        ] {
            assert_eq!(doubted(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sure_letter_is_doubted_where_only_another_makes_words() {
        for (text, expected, other) in [
            ("เพือให้บุคลากร", "ื", "ื่"),
            ("การขับเคลือนองค์กร", "ื", "ื่"),
            ("ไม่ไช้งบประมาณ", "ไ", "ใ"),
            ("พฤติกรรมที่ซื้อสัตย์สุจริต", "้", "่"),
            ("พฤติกรรมที่ซื่อสัตย์สจริต", "ส", "สุ"),
            ("ศนย์ดำรงธรรม", "ศ", "ศู"),
        ] {
            let helped = help(line(text, &[]));
            assert_eq!((text_now(&helped).as_str(), doubted(text).as_str()), (text, expected));
            let doubt = helped.characters.iter().find(|c| c.confidence < DOUBTFUL).unwrap();
            assert_eq!(doubt.runner_up.as_ref().unwrap().0, other, "{text}");
        }
        for text in
            ["เพื่อให้บุคลากร", "ไม่ใช่งบประมาณ", "ไม่ใช้งบประมาณ", "เรืองแสง", "ทีมงานที่มา", "นายสมชาย กิตติกุล"]
        {
            assert_eq!(doubted(text), "", "{text}");
        }
    }

    #[test]
    fn a_point_that_parts_thousands_and_a_comma_that_does_not_are_doubted() {
        for (text, expected) in [
            ("๙๓๒.๖๕๙ บาท", "."),
            ("๑,๙๓๒.๖๕๙", "."),
            ("๑๒,๕๐", ","),
            ("๙๓๒,๖๕๙.๒๕ (๑.๒๕) ๑,๐๐๐,๐๐๐ ๑.๑.๒๕๖๘.๑ ๒๕๖๘. ๑๐๐ ๑,๒,๓ ๐๒.๑๒๓.๔๕๖๗", ""),
        ] {
            assert_eq!(doubted(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sign_that_may_be_one_the_network_does_not_know_is_doubted() {
        let helped = help(line("> ๘๐", &[]));
        assert!(helped.characters[0].confidence < DOUBTFUL);
        assert_eq!(helped.characters[0].runner_up.as_ref().map(|(sign, _)| &**sign), Some("≥"));
        assert_eq!(doubted("๘๐ = ๘๐"), "");
    }

    #[test]
    fn a_letter_inside_a_number_is_doubted_with_the_digit_it_looks_like() {
        for (text, at) in [("๒๗,ต๒๕", 3), ("๒๕๖ต", 3), ("๑ต๐", 1), ("ปี ๒๕๖ต ", 6), ("๑.ต๐", 2)]
        {
            let helped = help(line(text, &[]));
            assert_eq!(text_now(&helped), text);
            let character = &helped.characters[at];
            assert!(character.confidence <= IMPOSSIBLE, "{text}");
            assert_eq!(
                character.runner_up.as_ref().map(|(text, _)| text.as_str()),
                Some("๓"),
                "{text}"
            );
        }
        for text in ["๓๐คน", "๑๒ ต.ค. ๒๕๖๗", "พ.ศ.๒๕๖๘", "๑.ตรวจ", "ข้อ ๑๒", "3D", "๒๕ม.ค."]
        {
            assert_eq!(doubted(text), "", "{text}");
        }
    }

    #[test]
    fn a_doubtful_letter_that_spoils_a_word_is_read_as_the_one_that_makes_it() {
        for (read, doubtful, became) in [
            ("สำนักงาน", vec![], "สำนักงาน"),
            ("การดาเนินงาน", vec![(4, 0.6, "ำ")], "การดำเนินงาน"),
            ("ควาวรู้", vec![(3, 0.7, "")], "ความรู้"),
            ("ประเทื่ศ", vec![(6, 0.4, "")], "ประเทื่ศ"),
            ("หน่วย่งาน", vec![(5, 0.6, "")], "หน่วยงาน"),
            ("ให้เจาหน้าที่", vec![(4, 0.9, "")], "ให้เจ้าหน้าที่"),
            ("การประพถติดี", vec![(7, 0.9, "ด")], "การประพฤติดี"),
            ("การประพฤลติดี", vec![(7, 0.6, ""), (8, 0.6, "")], "การประพฤติดี"),
            ("ให้นำไบใช้", vec![(6, 0.92, "ป")], "ให้นำไปใช้"),
            // The network itself wavers whether there is a mark.
            ("ให้เจาหน้าที่", vec![(4, 0.9, "จ้")], "ให้เจ้าหน้าที่"),
            ("(Valนe)", vec![(4, 0.35, "u")], "(Value)"),
            // Perhaps the line breaks within a word.
            ("ดาเนินงาน", vec![(1, 0.6, "ำ")], "ดาเนินงาน"),
        ] {
            let helped = help(line(read, &doubtful));
            assert_eq!(text_now(&helped), became, "{read}");
            assert_eq!(helped.repairs.len(), usize::from(read != became));
            for repair in helped.repairs {
                assert!(
                    read.contains(repair.read.as_str()) && became.contains(repair.became.as_str())
                );
                assert!(repair.read != repair.became);
            }
        }
    }

    #[test]
    fn without_doubt_or_with_two_readings_nothing_is_changed() {
        for (read, doubtful) in [
            // Sure, though no word.
            ("การดาเนินงาน", vec![]),
            // A word as it stands; another one would be too.
            ("ไม่", vec![(2, 0.5, "้")]),
            // Digits and Latin letters.
            ("๒๕๖๓", vec![(3, 0.5, "ต")]),
            ("ITA", vec![(1, 0.5, "l")]),
        ] {
            let helped = help(line(read, &doubtful));
            assert_eq!(text_now(&helped), read);
            assert!(helped.repairs.is_empty());
        }
    }

    #[test]
    fn what_was_changed_stays_doubtful() {
        let helped = help(line("การดาเนินงาน", &[(4, 0.6, "ำ")]));
        assert!(helped.characters[4].confidence < DOUBTFUL);
        assert_eq!(
            helped.characters[4].runner_up.as_ref().map(|(text, _)| text.as_str()),
            Some("า")
        );
    }

    proptest! {
        #[test]
        fn whatever_is_read_digits_and_latin_letters_stay_and_sureness_never_grows_from_nothing(
            text in "[กดตมวรนสาำิี่้ัเแ์ํ๐-๙0-9A-Z .,]{0,40}",
            doubts in proptest::collection::vec((0usize..40, 0.0f32..1.0), 0..6),
        ) {
            let length = text.chars().count();
            let doubts: Vec<_> = doubts.into_iter().filter(|(at, _)| *at < length).map(|(at, c)| (at, c, "")).collect();
            let helped = help(line(&text, &doubts));
            let kept = |text: &str| text.chars().filter(|c| !is_thai_letter(*c)).collect::<String>();
            prop_assert_eq!(kept(&text_now(&helped)), kept(&text));
            prop_assert!(helped.characters.iter().all(|c| (0.0..=1.0).contains(&c.confidence)));
            for repair in &helped.repairs {
                prop_assert!(repair.read != repair.became);
                prop_assert!(repair.characters.end <= helped.characters.len());
            }
        }
    }
}
