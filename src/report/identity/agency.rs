//! Whose document it is: every name of an agency that stands where a document says whose it is, with
//! how much its place says, and what of them agrees.

use std::collections::BTreeMap;
use std::ops::Range;

use super::printed::Printed;
use crate::contract::model::{Agency, Place, UnclaimedReason};
use crate::report::facts::{AgencyFound, PlaceFound, Stands, agencies, agency_of, spelt_out};
use crate::thai::text::{is_thai_letter, matching_key, on_one_line};

/// From this score on an agency is sure.
const SURE: u32 = 20;
/// An agency whose score is not lower by more than this than that of another one is as likely.
const AS_LIKELY: u32 = 4;
/// From this score on an agency stands in the title, and what stands elsewhere does not count.
const OF_TITLE: u32 = 32;
/// What a further place adds that names the same agency, …
const AGREES: u32 = 4;
/// … as often as this at most.
const MOST_AGREEING: u32 = 3;
/// A part of an agency, or a place, has this many quarters of the score of an agency.
const QUARTERS_OF_PART: u32 = 3;
/// The page on which documents say whose they are.
const FIRST_PAGE: u32 = 1;

/// Where a text stands that may name the agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The document's title, and what stands among its lines.
    Title,
    /// The title of a section.
    Section,
    /// A running head.
    Head,
    /// Other text of the first page.
    FirstPage,
    /// Text of another page.
    Elsewhere,
}

/// One agency that a document names, with what speaks for it.
#[derive(Debug, Clone)]
struct Candidate {
    agency: Agency,
    score: u32,
    agreeing: u32,
    /// Whether its name ends where a line does, so that it may go on in the next one.
    may_go_on: bool,
}

impl Candidate {
    fn total(&self) -> u32 {
        self.score + AGREES * self.agreeing.min(MOST_AGREEING)
    }
}

/// What a document says of its agency.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::report) struct Whose {
    /// Its agency, where that is sure.
    pub agency: Option<Agency>,
    /// Two names that are as likely, where none is sure for that.
    pub rivals: Option<(String, String)>,
}

/// Whose document it is that prints this.
pub(super) fn whose(printed: &Printed) -> Whose {
    let all = candidates(printed);
    let mut ranked: Vec<(&String, &Candidate)> = all.iter().collect();
    // Equal ones in the order of their names, which is at least the same each time.
    ranked.sort_by_key(|(_, candidate)| std::cmp::Reverse(candidate.total()));
    let Some((key, best)) = ranked.first().copied().filter(|(_, best)| best.total() >= SURE) else {
        return Whose::default();
    };
    let rival = ranked.iter().skip(1).find(|(other, candidate)| {
        let as_likely = candidate.total() + AS_LIKELY >= best.total();
        let both_in_title = best.score >= OF_TITLE && candidate.score >= OF_TITLE;
        let is_same = other.contains(key.as_str()) || key.contains(other.as_str());
        as_likely && !is_same && (both_in_title || best.score < OF_TITLE)
    });
    match rival {
        Some((_, rival)) => {
            let names = (best.agency.name.clone(), rival.agency.name.clone());
            Whose { agency: None, rivals: Some(names) }
        }
        None => Whose { agency: Some(completed(key, best, &ranked)), rivals: None },
    }
}

/// The agency of a candidate. Where its name may go on in the next line, and another one begins with
/// it and is sure as well, that is the whole of it; its place may be said elsewhere.
fn completed(key: &str, best: &Candidate, ranked: &[(&String, &Candidate)]) -> Agency {
    let longer = ranked.iter().find(|(other, candidate)| {
        best.may_go_on
            && candidate.total() >= SURE
            && other.len() > key.len()
            && other.starts_with(key)
    });
    let mut agency = longer.map_or(best, |(_, longer)| longer).agency.clone();
    if agency.abbreviations.is_empty() {
        agency.abbreviations.clone_from(&best.agency.abbreviations);
    }
    agency
}

/// All agencies that a document names, by what is the same in all spellings of their names.
fn candidates(printed: &Printed) -> BTreeMap<String, Candidate> {
    let mut all: BTreeMap<String, Candidate> = BTreeMap::new();
    for (text, source) in sources(printed) {
        for found in agencies(text) {
            let score = score(&found, source);
            if score == 0 {
                continue;
            }
            let mut agency = agency(text, &found);
            if source == Source::Title
                && let Some(whole) = wrapped(text, &found, printed)
            {
                agency.name = whole;
            }
            let new = Candidate { agency, score, agreeing: 0, may_go_on: found.ends_line };
            let key = matching_key(&spelt_out(&new.agency.name));
            match all.get_mut(&key) {
                None => drop(all.insert(key, new)),
                Some(known) => known.meet(new),
            }
        }
    }
    all
}

impl Candidate {
    /// Takes up what another place says of the same agency.
    fn meet(&mut self, other: Candidate) {
        self.agreeing += 1;
        self.may_go_on &= other.may_go_on;
        if self.agency.place.is_none() {
            self.agency.place.clone_from(&other.agency.place);
        }
        if self.agency.abbreviations.is_empty() {
            self.agency.abbreviations.clone_from(&other.agency.abbreviations);
        }
        // อบต. is short for what the other one says.
        if spelt_out(&self.agency.name) != self.agency.name
            && spelt_out(&other.agency.name) == other.agency.name
        {
            self.agency.name = other.agency.name;
        }
        self.score = self.score.max(other.score);
    }
}

/// The texts that may name the agency, each with where it stands. What repeats from page to page
/// counts once.
fn sources<'r>(printed: &Printed<'r>) -> impl Iterator<Item = (&'r str, Source)> {
    let titles =
        printed.titles.iter().enumerate().map(|(at, title)| {
            (title.as_str(), if at == 0 { Source::Title } else { Source::Section })
        });
    let mut heads: Vec<String> = Vec::new();
    let rest = printed.unclaimed.iter().filter_map(move |text| {
        let page = text.regions.first().map_or(FIRST_PAGE, |region| region.page);
        let source = match text.reason {
            UnclaimedReason::RunningHead => {
                let key = super::printed::without_digits(&text.text);
                if heads.contains(&key) {
                    return None;
                }
                heads.push(key);
                Source::Head
            }
            UnclaimedReason::Paragraph | UnclaimedReason::Cover if page == FIRST_PAGE => {
                Source::FirstPage
            }
            UnclaimedReason::Paragraph | UnclaimedReason::Cover => Source::Elsewhere,
            _ => return None,
        };
        Some((text.text.as_str(), source))
    });
    titles.chain(rest)
}

/// How much it says that a name stands so, there; 0 where it says nothing.
fn score(found: &AgencyFound, source: Source) -> u32 {
    use Stands::{Apart, Glued, Labelled, Led, Line};
    let score = match (source, found.stands, found.is_whole) {
        (Source::Title, Labelled | Led, _) => 40,
        (Source::Title, Line, true) => 36,
        (Source::Title, Apart, true) => 32,
        (Source::Title, Glued, true) => 24,
        (Source::Title, Line, false) => 8,
        (Source::Head, Labelled | Led, _) => 24,
        (Source::Head, Line, true) => 28,
        (Source::Head, Apart, true) => 22,
        (Source::Section, Labelled | Led, _) => 24,
        (Source::Section, Line | Apart, true) => 20,
        (Source::FirstPage, Labelled, _) => 30,
        (Source::FirstPage, Line, true) => 26,
        (Source::FirstPage, Led | Apart | Glued, true) => 8,
        (Source::Elsewhere, Labelled, true) => 10,
        (Source::Elsewhere, Line, true) => 8,
        (_, Labelled | Led, _) => 4,
        _ => 0,
    };
    if found.is_part { score * QUARTERS_OF_PART / 4 } else { score }
}

/// The whole of a name that a line breaks: with the beginning of the next line, where the document
/// prints both as one elsewhere.
fn wrapped(text: &str, found: &AgencyFound, printed: &Printed) -> Option<String> {
    let rest = text[found.name.end..].strip_prefix('\n')?;
    let next: String = rest.chars().take_while(|c| is_thai_letter(*c)).collect();
    let whole = format!("{}{next}", &text[found.name.clone()]);
    let is_printed = !next.is_empty() && printed.whole_text().contains(&whole);
    is_printed.then_some(whole)
}

/// The agency of this name, which a person gave: what the name says of its kind and place.
pub(in crate::report) fn agency_named(name: &str) -> Agency {
    match agency_of(name) {
        Some(found) => Agency { name: on_one_line(name), ..agency(name, &found) },
        None => Agency {
            name: on_one_line(name),
            abbreviations: Vec::new(),
            kind: None,
            place: None,
            corrected: None,
        },
    }
}

/// What a text says of an agency.
fn agency(text: &str, found: &AgencyFound) -> Agency {
    // What the end of a line parts is one word.
    let printed = |range: &Range<usize>| on_one_line(&text[range.clone()].replace('\n', ""));
    let PlaceFound { subdistrict, district, province } = &found.place;
    let place = Place {
        subdistrict: subdistrict.as_ref().map(printed),
        district: district.as_ref().map(printed),
        province: province.as_ref().map(printed),
    };
    let is_said =
        place.subdistrict.is_some() || place.district.is_some() || place.province.is_some();
    Agency {
        name: printed(&found.name),
        abbreviations: found
            .abbreviation
            .iter()
            .map(|range| text[range.clone()].to_owned())
            .collect(),
        kind: Some(found.kind),
        place: is_said.then_some(place),
        corrected: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::model::Unclaimed;

    fn unclaimed(text: &str, reason: UnclaimedReason) -> Unclaimed {
        let (raw, regions) = (text.to_owned(), Vec::new());
        Unclaimed { raw, text: text.to_owned(), regions, confidence: None, reason }
    }

    /// The agency and the rivals of a document with these titles and other texts.
    fn read(titles: &[&str], others: &[(&str, UnclaimedReason)]) -> (Option<String>, bool) {
        let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
        let others: Vec<Unclaimed> =
            others.iter().map(|(text, reason)| unclaimed(text, *reason)).collect();
        let printed = Printed { titles: &titles, sections: &[], unclaimed: &others };
        let Whose { agency, rivals } = whose(&printed);
        (agency.map(|agency| agency.name), rivals.is_some())
    }

    #[test]
    fn the_title_decides_before_what_stands_elsewhere() {
        use UnclaimedReason::{Paragraph, RunningHead};
        let name = |name: &str| (Some(name.to_owned()), false);
        let head = [("กรมประภาคาร หน้า ๓", RunningHead)];
        assert_eq!(read(&["แผนแสงชุมชน\nของกรมหิ่งห้อย"], &head), name("กรมหิ่งห้อย"));
        assert_eq!(read(&["แผนแสงชุมชน"], &head), name("กรมประภาคาร"));
        assert_eq!(read(&["แผนแสงชุมชน"], &[("กรมประภาคาร", Paragraph)]), name("กรมประภาคาร"));
    }

    #[test]
    fn nothing_is_taken_where_two_are_as_likely_or_none_is_sure() {
        use UnclaimedReason::Paragraph;
        let two = [("กรมประภาคาร", Paragraph), ("กรมหิ่งห้อย", Paragraph)];
        assert_eq!(read(&["แผนแสงชุมชน"], &two), (None, true));
        let one = [("อบต. หนองหิ่งห้อย", Paragraph), ("องค์การบริหารส่วนตำบลหนองหิ่งห้อย", Paragraph)];
        let whole = Some("องค์การบริหารส่วนตำบลหนองหิ่งห้อย".to_owned());
        assert_eq!(read(&["แผนแสงชุมชน"], &one), (whole, false));
        let sentence = [("ตามหนังสือของกรมหิ่งห้อย ที่ ๓", Paragraph)];
        assert_eq!(read(&["แผนแสงชุมชน"], &sentence), (None, false));
    }
}
