//! A name of an agency as it is spelt, and what it says when spelling does not count: spaces, short
//! words before it, abbreviations behind it and the ministry above it.

use std::sync::LazyLock;

use crate::contract::model::{Agency, AgencyKind, Report};
use crate::load::record::hashed_key;
use crate::report::facts::spelt_out;
use crate::thai::text::{is_consonant, is_thai_letter, matching_key, normalise, on_one_line};
use crate::words::{self, Words};

/// An abbreviation has at most this many letters.
const MOST_OF_ABBREVIATION: usize = 8;

/// Kinds of bodies whose names stand for many.
const SHARED: [&str; 4] = ["municipality", "subdistrict_administration", "school", "hospital"];

/// Words before the names of places.
const OF_PROVINCE: &[&str] = &["จังหวัด", "จ."];
const OF_DISTRICT: &[&str] = &["กิ่งอำเภอ", "อำเภอ", "เขต", "อ."];
const OF_SUBDISTRICT: &[&str] = &["ตำบล", "แขวง", "ต."];

/// The capital, and how else it is written.
const CAPITAL: &str = "กรุงเทพมหานคร";
const CAPITAL_SHORT: &[&str] = &["กทม.", "กทม", "กรุงเทพ", "กรุงเทพฯ"];

/// The district of a province's capital.
const OF_CAPITAL: &str = "เมือง";

/// What stands before whose document it is.
const OF: &str = "ของ";

/// What begins words that go on with no name: when, where, and what for.
const OTHERWISE: &[&str] = &[
    "ประจำ",
    "ปี",
    "พ",
    "รอบ",
    "ไตรมาส",
    "ระหว่าง",
    "ณ",
    "ตั้งแต่",
    "ระยะ",
    "ครั้งที่",
    "ฉบับ",
    "ตาม",
    "ภายใต้",
    "อำเภอ",
    "จังหวัด",
    "ตำบล",
    "แขวง",
    "เขต",
    "สังกัด",
    "และ",
    "โดย",
];

/// What stands before the name of the body above.
const BELOW: &str = "สังกัด";

/// Words that names of ministries begin with.
static MINISTRIES: LazyLock<Words<()>> =
    LazyLock::new(|| Words::meaning(&words::AGENCIES, "ministry"));

/// A place: subdistrict, district, province, each as far as it is known.
pub type Place = [Option<String>; 3];

/// A name of an agency as it is spelt.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::load) struct Spelling {
    /// The name as printed.
    pub(in crate::load) name: String,
    /// The place as printed.
    pub(in crate::load) place: Place,
    /// What kind of agency the report takes it for.
    pub(in crate::load) kind: Option<String>,
    /// Abbreviations printed beside it, in order.
    pub(in crate::load) abbreviations: Vec<String>,
    /// The name with what stands behind it in the title, where something does.
    pub(in crate::load) longer: Option<String>,
}

impl Spelling {
    /// The spelling of a report; of one that names no agency the abbreviation in its title, if there
    /// is one.
    pub(in crate::load) fn of(report: &Report) -> Option<Spelling> {
        let title = report.title.as_ref().map_or("", |title| title.text.as_str());
        match &report.agency {
            Some(agency) => {
                let longer = longer(&agency.name, title);
                Some(Spelling { longer, ..Spelling::of_agency(agency) })
            }
            None => abbreviation_in(title).map(|name| Spelling { name, ..Spelling::default() }),
        }
    }

    fn of_agency(agency: &Agency) -> Spelling {
        let place = agency.place.as_ref().map(|place| {
            let place = place.clone();
            [place.subdistrict, place.district, place.province]
        });
        let mut abbreviations = agency.abbreviations.clone();
        abbreviations.sort();
        abbreviations.dedup();
        Spelling {
            name: agency.name.clone(),
            place: place.unwrap_or_default(),
            kind: agency.kind.map(kind_word),
            abbreviations,
            longer: None,
        }
    }

    /// Its key: what is spelt otherwise has another one.
    pub(in crate::load) fn key(&self) -> String {
        match &self.longer {
            Some(longer) => key(&format!("{}\n{longer}", self.name), &self.place),
            None => key(&self.name, &self.place),
        }
    }
}

/// A name with the word that stands behind it in its line of a title, apart by a space; none where
/// that says when or where.
fn longer(name: &str, title: &str) -> Option<String> {
    let (_, rest) = title.split_once(name)?;
    let line = rest.lines().next().filter(|_| !rest.starts_with('\n'))?;
    let word: String = line.strip_prefix(' ')?.chars().take_while(|c| is_thai_letter(*c)).collect();
    let says_otherwise = OTHERWISE.iter().any(|begin| word.starts_with(begin));
    (!word.is_empty() && !says_otherwise).then(|| format!("{name} {word}"))
}

/// The abbreviation that a title says the document is of: ของสลน.
fn abbreviation_in(title: &str) -> Option<String> {
    let words = title.split_whitespace().filter_map(|word| word.strip_prefix(OF));
    words.filter(|word| is_abbreviation(word)).map(str::to_owned).next_back()
}

/// The word that the JSON has for a kind of agency.
fn kind_word(kind: AgencyKind) -> String {
    serde_json::to_value(kind)
        .ok()
        .and_then(|word| word.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// The key of a name and a place; many local governments have one name.
fn key(name: &str, place: &Place) -> String {
    let is_known = place.iter().any(Option::is_some);
    let parts = place.each_ref().map(|part| part.as_deref().unwrap_or_default());
    match is_known {
        true => hashed_key(&format!("{name}\n{}", parts.join("\n"))),
        false => hashed_key(name),
    }
}

/// What a spelling says when spelling does not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in crate::load) struct Named {
    /// The name without spaces, its first word spelt out.
    pub(in crate::load) core: String,
    /// The place without the words for what kind of place it is.
    pub(in crate::load) place: Place,
    /// The ministry printed behind the name.
    pub(in crate::load) parent: Option<String>,
    /// Whether the name is an abbreviation alone.
    pub(in crate::load) is_short: bool,
}

impl Named {
    /// What a spelling says.
    pub(in crate::load) fn of(spelling: &Spelling) -> Named {
        Named::of_name(&spelling.name, &spelling.place)
    }

    /// What a name and a place say.
    pub(in crate::load) fn of_name(name: &str, place: &Place) -> Named {
        let name = on_one_line(&normalise(name));
        let name = without_brackets(&name);
        let (head, parent) = without_parent(name);
        let core = core(head);
        let place = [
            bare(&place[0], OF_SUBDISTRICT).filter(|sub| !core.ends_with(sub.as_str())),
            bare(&place[1], OF_DISTRICT),
            bare(&place[2], OF_PROVINCE).map(capital),
        ];
        Named {
            is_short: is_abbreviation(head),
            core,
            place: without_province_in_district(place),
            parent,
        }
    }

    /// The key of the agency that it means by itself.
    pub(in crate::load) fn key(&self) -> String {
        key(&self.core, &self.place)
    }

    /// Whether two places may be one: no part is another.
    pub(in crate::load) fn may_be_at(&self, place: &Place) -> bool {
        self.place.iter().zip(place).all(|(a, b)| a.is_none() || b.is_none() || a == b)
    }
}

/// Whether a body of a kind, whose place is as far known as that, may be several.
pub(in crate::load) fn may_be_several(kind: Option<&str>, has_place: bool) -> bool {
    !has_place && kind.is_some_and(|kind| SHARED.contains(&kind))
}

/// A name without spaces, its first word spelt out.
pub(super) fn core(name: &str) -> String {
    matching_key(&spelt_out(name))
}

/// A name without what stands in brackets behind it: an abbreviation.
fn without_brackets(name: &str) -> &str {
    match name.strip_suffix(')').and_then(|open| open.rfind('(')) {
        Some(at) if at > 0 => name[..at].trim_end(),
        _ => name,
    }
}

/// A name without the ministry or body behind it, which stands apart.
fn without_parent(name: &str) -> (&str, Option<String>) {
    for (at, _) in name.match_indices(' ') {
        let tail = name[at..].trim_start();
        let below = tail.strip_prefix(BELOW).map(str::trim_start);
        if below.is_some() || MINISTRIES.at_start(tail).is_some() {
            return (name[..at].trim_end(), Some(below.unwrap_or(tail).to_owned()));
        }
    }
    (name, None)
}

/// Whether a name is an abbreviation alone: consonants with points.
pub(super) fn is_abbreviation(name: &str) -> bool {
    let letters = name.chars().filter(|c| *c != '.');
    name.ends_with('.')
        && letters.clone().count() <= MOST_OF_ABBREVIATION
        && letters.clone().count() > 0
        && letters.clone().all(is_consonant)
}

/// An abbreviation whatever its points and spaces.
pub(super) fn letters_of(abbreviation: &str) -> String {
    abbreviation.chars().filter(|c| !c.is_whitespace() && *c != '.').collect()
}

/// The name of a place without the word for what kind of place it is.
fn bare(part: &Option<String>, words: &[&str]) -> Option<String> {
    let key = matching_key(part.as_deref()?);
    let bare = words.iter().find_map(|word| key.strip_prefix(word)).unwrap_or(&key);
    (!bare.is_empty()).then(|| bare.to_owned())
}

fn capital(province: String) -> String {
    if CAPITAL_SHORT.contains(&province.as_str()) { CAPITAL.to_owned() } else { province }
}

/// เมืองน่าน in น่าน is เมือง there.
fn without_province_in_district(mut place: Place) -> Place {
    if let (Some(district), Some(province)) = (&place[1], &place[2])
        && district.strip_prefix(OF_CAPITAL) == Some(province)
    {
        place[1] = Some(OF_CAPITAL.to_owned());
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::sha256;

    fn named(name: &str) -> Named {
        Named::of_name(name, &Place::default())
    }

    #[test]
    fn spaces_short_words_brackets_and_ministries_do_not_make_another_name() {
        let one = named("กรมหิ่งห้อย");
        for name in [
            "กรม หิ่งห้อย",
            "กรมหิ่งห้อย (กหห.)",
            "กรมหิ่งห้อย กระทรวงแสงสว่าง",
            "กรมหิ่งห้อย สังกัดกระทรวงแสงสว่าง",
        ] {
            assert_eq!(named(name).core, one.core, "{name}");
        }
        assert_eq!(named("กรมหิ่งห้อย กระทรวงแสงสว่าง").parent.as_deref(), Some("กระทรวงแสงสว่าง"));
        assert_eq!(named("อบต.บ้านใหม่").key(), named("องค์การบริหารส่วนตำบลบ้านใหม่").key());
        assert_eq!(named("ส\u{e4d}\u{e32}นักงานทดสอบ").core, named("สำนักงานทดสอบ").core);
    }

    #[test]
    fn a_name_goes_on_in_its_line() {
        assert_eq!(longer("สำนักแสง", "ของสำนักแสง หิ่งห้อย\nx").as_deref(), Some("สำนักแสง หิ่งห้อย"));
        for title in
            ["ของสำนักแสง", "ของสำนักแสง\nหิ่งห้อย", "ของสำนักแสง ประจำปี ๒๕๖๘", "ของสำนักแสง ๓", "ของกรม"]
        {
            assert_eq!(longer("สำนักแสง", title), None, "{title}");
        }
        assert_eq!(abbreviation_in("รายงานผล พ.ศ. ๒๕๖๘\nของสลน.").as_deref(), Some("สลน."));
        assert_eq!(abbreviation_in("รายงานผลของกรม พ.ศ. ๒๕๖๘"), None);
    }

    #[test]
    fn an_abbreviation_is_known_as_one() {
        for (name, is) in
            [("สลน.", true), ("ส.ล.น.", true), ("อบต.บ้านใหม่", false), ("กรม", false), (".", false)]
        {
            assert_eq!(named(name).is_short, is, "{name}");
        }
        assert_eq!(letters_of("ส.ล.น."), letters_of("สลน."));
    }

    #[test]
    fn places_are_held_against_each_other_as_far_as_they_are_known() {
        let place = |district: &str, province: &str| {
            [None, Some(district.to_owned()), Some(province.to_owned())]
        };
        let one = Named::of_name("อบต.บ้านใหม่", &place("อ.เมืองน่าน", "จ.น่าน"));
        assert_eq!(one.place, place("เมือง", "น่าน"));
        assert!(one.may_be_at(&[None, None, Some("น่าน".to_owned())]));
        assert!(!one.may_be_at(&place("เมือง", "แพร่")));
        assert_eq!(capital("กทม.".to_owned()), CAPITAL);
    }

    #[test]
    fn names_of_one_wording_in_two_provinces_have_two_keys() {
        let at = |province: &str| {
            Named::of_name("อบต.หนองบัว", &[None, None, Some(province.to_owned())]).key()
        };
        assert_ne!(at("น่าน"), at("แพร่"));
        assert_eq!(named("กรมหิ่งห้อย").key(), sha256("กรมหิ่งห้อย".as_bytes())[..16]);
    }

    #[test]
    fn only_local_bodies_whose_place_is_not_known_may_be_several() {
        assert!(may_be_several(Some("school"), false));
        assert!(!may_be_several(Some("school"), true));
        assert!(!may_be_several(Some("department"), false) && !may_be_several(None, false));
    }
}
