//! The agencies that a text names: where a name begins and ends, what of it is no name but a place,
//! a year or another agency, and how it stands there.

use std::ops::Range;
use std::sync::LazyLock;

use super::outline::lines;
use super::place::{
    CLAUSES, LEAST_LETTERS, MOST_LETTERS, NO_REST, PLACES, PlaceFound, is_repeated, letters,
    place_at, skip_spaces,
};
use crate::contract::model::AgencyKind;
use crate::thai::text::is_thai_letter;
use crate::thai::{digits, ends_with_any, skip_right, starts_with_any, trim_range};
use crate::words::{self, Entry, Words};

/// At most this many agencies stand behind one that is a part of them: more are a list, or marks
/// over the page.
const MOST_ABOVE: usize = 2;
/// What leads to the name of the agency whose document it is.
const LEADS: &[&str] = &["ของ", "ภายใน", "ประกาศ"];
/// What says that the name of the agency follows, at the beginning of a line or behind a space.
const LABELS: &[&str] = &["ชื่อหน่วยงาน", "หน่วยงาน", "ส่วนราชการ", "จัดทำโดย", "เสนอโดย"];
/// Those of them behind which units may stand before the name of the agency.
const WHOLE_LABELS: &[&str] = &["ชื่อหน่วยงาน", "ส่วนราชการ", "จัดทำโดย", "เสนอโดย"];
/// What a name ends before, even where no space stands between.
const NAME_ENDS: &[&str] = &[
    "ประจำปี",
    "ประจำเดือน",
    "ปีงบประมาณ",
    "ปีการศึกษา",
    "พ.ศ.",
    "ไตรมาส",
    "ระหว่าง",
    "ตามแผน",
    "ตามมาตรการ",
];
/// What a number within a name stands behind: สำนักงานเขตที่ ๒, ภาค ๔, โรงเรียนเทศบาล ๓.
const NUMBERED: &[&str] = &["ที่", "เขต", "ภาค", "เทศบาล", "อนุบาล"];
/// Such a number has at most this many digits.
const MOST_FIGURES: usize = 4;
/// Letters of a town behind such a number, at most.
const LONGEST_TOWN: usize = 20;
/// What goes on with a name behind a space.
const GOES_ON: &[&str] =
    &["แห่งชาติ", "แห่งประเทศไทย", "วิทยาเขต", "สาขา", "ส่วนแยก", "ในพระ", "ในสมเด็จ", "จำกัด"];
/// What may follow a name in its line: when, and how to reach it.
const MAY_FOLLOW: &[&str] = &[
    "ประจำ",
    "ปี",
    "พ.ศ.",
    "รอบ",
    "ไตรมาส",
    "ระหว่าง",
    "ณ ",
    "ตั้งแต่",
    "ระยะ",
    "ครั้งที่",
    "ฉบับ",
    "โทร",
    "หน้า",
    "ตามแผน",
    "ตามมาตรการ",
    "ภายใต้",
    // A faculty behind its university.
    "คณะ",
    "สำนักวิชา",
    "ภาควิชา",
];
/// What may stand between a name and what follows it.
const SEPARATORS: &[char] = &[',', '·', '|', '/', ':', '-', '–', '—', '.', '•'];
/// What names the public bodies of a place, so that a place may be glued to the name: หนองบัวอำเภอ….
const LOCAL: &[&str] = &["องค์การบริหารส่วน", "เทศบาล", "โรงเรียน", "โรงพยาบาล", "อบต.", "อบจ."];
/// What begins the name of an agency in the midst of letters, too.
const GLUED: &[&str] =
    &["องค์การบริหารส่วน", "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร", "มหาวิทยาลัย", "โรงพยาบาล"];

/// What is known of a word that names begin with.
#[derive(Debug, Clone, Copy)]
struct Begins {
    /// The kind of agency; `None` for what only looks like one.
    kind: Option<AgencyKind>,
    alone: bool,
    apart: bool,
    is_unit: bool,
    is_place: bool,
    oversees: bool,
}

impl Begins {
    fn of(entry: &Entry<'_>) -> Begins {
        let has = |name| entry.attribute(name).is_some();
        Begins {
            kind: kind(entry.meanings[0]),
            alone: has("alone"),
            apart: has("apart"),
            is_unit: has("unit"),
            is_place: has("place"),
            oversees: has("oversees"),
        }
    }

    /// Whether another agency behind such a one is meant.
    fn is_part(&self) -> bool {
        self.is_unit || self.is_place || self.oversees
    }
}

/// How names of agencies begin.
static AGENCIES: LazyLock<Words<Begins>> =
    LazyLock::new(|| Words::of(&words::AGENCIES, |entry| Some(Begins::of(entry))));

/// What words are short for that names of agencies begin with.
static SHORT: LazyLock<Words<String>> = LazyLock::new(|| {
    Words::of(&words::AGENCIES, |entry| entry.attribute("full").map(str::to_owned))
});

/// The name of an agency with its first word spelt out: two spellings of one name are one.
///
/// ```
/// use raingan::report::facts::spelt_out;
/// assert_eq!(spelt_out("อบต. หนองบัว"), "องค์การบริหารส่วนตำบลหนองบัว");
/// assert_eq!(spelt_out("กรมทดสอบ"), "กรมทดสอบ");
/// ```
pub fn spelt_out(name: &str) -> String {
    match SHORT.at_start(name) {
        Some((word, full)) => format!("{full}{}", name[word.len()..].trim_start()),
        None => name.to_owned(),
    }
}

/// How a name stands in its text; what says most comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// Behind a word that says that it is the agency: หน่วยงาน.
    Labelled,
    /// Behind ของ, ภายใน or ประกาศ.
    Led,
    /// At the beginning of its line.
    Line,
    /// Behind a space.
    Apart,
    /// In the midst of letters.
    Glued,
}

/// An agency in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyFound {
    /// Its name.
    pub name: Range<usize>,
    /// Where the first of the names begins that stand there: that of a part, or of what stands above.
    pub start: usize,
    /// Where that first name ends.
    pub name_end: usize,
    /// Its abbreviation, without brackets.
    pub abbreviation: Option<Range<usize>>,
    /// What kind of agency its name says it is.
    pub kind: AgencyKind,
    /// Where it is.
    pub place: PlaceFound,
    /// How its name stands in the text.
    pub stands: Stands,
    /// Whether its line says nothing behind the name but where, when and below whom the agency is.
    pub is_whole: bool,
    /// Whether the name stands where its line ends, or ends with it but for its abbreviation.
    pub ends_line: bool,
    /// Whether it is only a part of an agency (กองช่าง), a place, or what others answer to.
    pub is_part: bool,
}

/// The agency that a text names most clearly, if any.
///
/// ```
/// let text = "รายงานผลของสำนักงานทดสอบแห่งชาติ (สทช.) ประจำปีงบประมาณ พ.ศ. ๒๕๖๘";
/// let agency = raingan::report::facts::agency_of(text).unwrap();
/// assert_eq!(&text[agency.name], "สำนักงานทดสอบแห่งชาติ");
/// assert_eq!(&text[agency.abbreviation.unwrap()], "สทช.");
/// ```
pub fn agency_of(text: &str) -> Option<AgencyFound> {
    let clear = agencies(text).into_iter().filter(|found| found.is_clear());
    clear.min_by_key(|found| (found.is_part, found.stands))
}

impl AgencyFound {
    /// Whether what stands around the name says that it is one: a name at the beginning of a line or
    /// behind a space may be part of a sentence.
    pub fn is_clear(&self) -> bool {
        self.is_whole || matches!(self.stands, Stands::Labelled | Stands::Led)
    }
}

/// All agencies that a text names, in its order. What one is a part of is not among them.
pub fn agencies(text: &str) -> Vec<AgencyFound> {
    let mut out = Vec::new();
    let mut done = 0;
    for line in lines(text) {
        for (at, stands) in starts(text, &line) {
            if at < done {
                continue;
            }
            if let Some((found, end)) = agency_at(text, at, stands) {
                done = end;
                out.push(found);
            }
        }
    }
    out
}

/// Where names may begin in a line, in order, and how each would stand there.
fn starts(text: &str, line: &Range<usize>) -> Vec<(usize, Stands)> {
    let piece = &text[line.clone()];
    let mut all = vec![at_word(text, line.start, Stands::Line)];
    let is_labelled = WHOLE_LABELS.iter().any(|label| piece.starts_with(label));
    let apart = if is_labelled { Stands::Labelled } else { Stands::Apart };
    for (at, _) in piece.match_indices(' ') {
        all.push(at_word(text, line.start + at + 1, apart));
    }
    for lead in LEADS {
        let behind = piece.match_indices(lead).map(|(at, _)| line.start + at + lead.len());
        all.extend(behind.map(|at| (skip_spaces(text, at), Stands::Led)));
    }
    for word in GLUED {
        all.extend(piece.match_indices(word).map(|(at, _)| (line.start + at, Stands::Glued)));
    }
    all.sort_unstable();
    all.dedup_by_key(|(at, _)| *at);
    all
}

/// Where a name begins whose line or word begins at `at`: behind a label, if one stands there.
fn at_word(text: &str, at: usize, stands: Stands) -> (usize, Stands) {
    match starts_with_any(text, at, LABELS) {
        Some(end) => {
            let rest = text[end..].trim_start_matches([' ', ':', '：']);
            (text.len() - rest.len(), Stands::Labelled)
        }
        None => (at, stands),
    }
}

/// The agency whose name begins at `at`, and where what belongs to it ends.
fn agency_at(text: &str, at: usize, stands: Stands) -> Option<(AgencyFound, usize)> {
    let own = name_at(text, at)?;
    let tail = Tail::read(text, &own);
    let (name, begins) = match &tail.above {
        Some(above) if stands_above(&own, above) => (above.range.clone(), above.begins),
        _ => (own.range.clone(), own.begins),
    };
    let behind = text[skip_spaces(text, name.end)..].chars().next();
    let found = AgencyFound {
        start: own.range.start,
        name_end: own.range.end,
        abbreviation: tail.abbreviation,
        kind: begins.kind?,
        place: tail.place,
        stands,
        is_whole: tail.is_whole && tail.count <= MOST_ABOVE,
        ends_line: behind.is_none_or(|c| c == '\n'),
        is_part: begins.is_part(),
        name,
    };
    Some((found, tail.end))
}

/// Whether the agency behind another one is meant: that is but a part of it, or it is what stands
/// above (a ministry before its department).
fn stands_above(own: &Name, behind: &Name) -> bool {
    let is_ministry = |name: &Name| name.begins.kind == Some(AgencyKind::Ministry);
    !behind.begins.is_part() && (own.begins.is_part() || is_ministry(own) && !is_ministry(behind))
}

/// The name of an agency, and what is known of the word it begins with.
#[derive(Debug, Clone)]
struct Name {
    range: Range<usize>,
    begins: Begins,
}

/// The name that begins at `at`.
fn name_at(text: &str, at: usize) -> Option<Name> {
    let (word, begins) = AGENCIES.at_start(&text[at..])?;
    begins.kind?;
    let rest = at + word.len();
    let is_local = LOCAL.iter().any(|local| word.starts_with(local));
    let mut end = rest_end(text, rest, is_local);
    if letters(&text[rest..end]) < LEAST_LETTERS {
        end = rest_apart(text, rest, word, begins, is_local)?;
    }
    while let Some(further) = goes_on(text, end, begins.kind) {
        end = further;
    }
    if let Some(further) = broken_off(text, end, is_local) {
        end = further;
    }
    // What is not known may be more of the name.
    if text[end..].starts_with(char::REPLACEMENT_CHARACTER) {
        return None;
    }
    let body = &text[rest..end];
    let is_sentence = text[at..end].chars().count() > MOST_LETTERS
        || is_repeated(text, rest..end)
        || body.contains("ของ")
        || starts_with_any(body.trim_start(), 0, NO_REST).is_some()
        || CLAUSES.stand_in(body);
    if is_sentence {
        return None;
    }
    let glued = GLUED.iter().filter_map(|word| body.find(word)).min().filter(|_| begins.is_unit);
    match glued {
        Some(inside) => name_at(text, rest + inside),
        None => Some(Name { range: at..end, begins: *begins }),
    }
}

/// Where the letters that begin at `at` end as a name: at a space, a sign, a number that is no part
/// of a name, or a word that no name holds.
fn rest_end(text: &str, at: usize, is_local: bool) -> usize {
    let mut end = at;
    for (offset, c) in text[at..].char_indices().take(MOST_LETTERS + 1) {
        let here = at + offset;
        let is_number = digits::is_digit(c) && ends_number(text, here);
        let is_letter = is_thai_letter(c) || c.is_ascii_alphabetic() || c == 'ฯ';
        let is_place = is_local && is_place_glued(text, at, here);
        if !is_number && !is_letter || starts_with_any(text, here, NAME_ENDS).is_some() || is_place
        {
            break;
        }
        end = here + c.len_utf8();
    }
    end
}

/// Whether a digit at `here` belongs to a name: it stands behind a word that is numbered, or behind
/// such a digit.
fn ends_number(text: &str, here: usize) -> bool {
    let before = text[..here].trim_end_matches(digits::is_digit);
    ends_with_any(before, before.len(), NUMBERED).is_some()
}

/// Whether a place begins at `here`, glued to a name whose rest begins at `at`.
fn is_place_glued(text: &str, at: usize, here: usize) -> bool {
    letters(&text[at..here]) >= LEAST_LETTERS
        && !text[..here].ends_with("ประจำ")
        && starts_with_any(text, here, &["อำเภอ", "จังหวัด"]).is_some()
}

/// Where a name ends whose rest stands apart from the word it begins with: `อบต. หนองบัว`,
/// `สำนักงาน ป.ป.ช.`.
fn rest_apart(
    text: &str,
    rest: usize,
    word: &str,
    begins: &Begins,
    is_local: bool,
) -> Option<usize> {
    if begins.alone {
        return Some(rest);
    }
    // The end of a line may part them, too.
    let apart = if begins.apart { skip_right(text, rest) } else { skip_spaces(text, rest) };
    let end = rest_end(text, apart, is_local);
    if (begins.apart || word.ends_with('.')) && letters(&text[apart..end]) >= LEAST_LETTERS {
        return Some(end);
    }
    let is_abbreviated = |c: char| is_thai_letter(c) || c == '.';
    let short = text[apart..].chars().take(MOST_LETTERS).take_while(|c| is_abbreviated(*c));
    let end = apart + short.map(char::len_utf8).sum::<usize>();
    let dots = text[apart..end].matches('.').count();
    (dots >= 2 && text[apart..end].chars().count() <= 4 * dots).then_some(end)
}

/// Where a name goes on to that the end of its line breaks off: the next line begins with the rest of
/// it and says then where the agency is.
fn broken_off(text: &str, end: usize, is_local: bool) -> Option<usize> {
    let below =
        skip_spaces(text, end) + text[skip_spaces(text, end)..].strip_prefix('\n').map(|_| 1)?;
    let is_other = PLACES.at_start(&text[below..]).is_some()
        || AGENCIES.at_start(&text[below..]).is_some()
        || starts_with_any(text, below, MAY_FOLLOW).is_some();
    let further = rest_end(text, below, is_local);
    let is_rest = !is_other && further > below;
    (is_rest && place_at(text, skip_spaces(text, further)).is_some()).then_some(further)
}

/// Where a name that ends at `end` goes on to behind a space.
fn goes_on(text: &str, end: usize, kind: Option<AgencyKind>) -> Option<usize> {
    let next = skip_spaces(text, end);
    if next == end {
        return None;
    }
    // เขต ๓, ที่ ๕
    let numbered = starts_with_any(text, next, NUMBERED).map(|at| skip_spaces(text, at));
    let number = numbered
        .or(ends_with_any(text, end, NUMBERED).map(|_| next))
        .filter(|at| text[*at..].starts_with(digits::is_digit));
    if let Some(at) = number {
        let figures = text[at..].chars().take(MOST_FIGURES).take_while(|c| digits::is_digit(*c));
        return Some(at + figures.map(char::len_utf8).sum::<usize>());
    }
    // The town of an office of which there are several: ศูนย์อนามัยที่ ๕ ราชบุรี.
    if text[..end].ends_with(digits::is_digit) {
        let town = rest_end(text, next, false);
        let is_other = PLACES.at_start(&text[next..]).is_some()
            || AGENCIES.at_start(&text[next..]).is_some()
            || starts_with_any(text, next, MAY_FOLLOW).is_some();
        let ends = text[town..].chars().next().is_none_or(char::is_whitespace);
        let count = letters(&text[next..town]);
        return (!is_other && ends && (LEAST_LETTERS..=LONGEST_TOWN).contains(&count))
            .then_some(town);
    }
    let is_office = matches!(kind, Some(AgencyKind::Ministry | AgencyKind::Department));
    let wrapped = is_office && text[next..].starts_with("และ");
    (wrapped || starts_with_any(text, next, GOES_ON).is_some()).then(|| rest_end(text, next, false))
}

/// What stands behind a name.
#[derive(Debug, Default)]
struct Tail {
    abbreviation: Option<Range<usize>>,
    place: PlaceFound,
    /// The agency that stands next, which the first one is below.
    above: Option<Name>,
    /// How many agencies stand there.
    count: usize,
    /// Whether the line says nothing else.
    is_whole: bool,
    /// Where what was understood ends.
    end: usize,
}

impl Tail {
    fn read(text: &str, name: &Name) -> Tail {
        let mut tail = Tail { end: name.range.end, ..Tail::default() };
        while let Some(next) = tail.step(text, name) {
            tail.end = next;
        }
        tail
    }

    /// Reads what stands where the tail ends; where that ends, `None` at the end of all.
    fn step(&mut self, text: &str, own: &Name) -> Option<usize> {
        let at = skip_spaces(text, self.end);
        let Some(next) = text[at..].chars().next() else {
            self.is_whole = true;
            return None;
        };
        if next == '\n' {
            let below = skip_right(text, at);
            let further = self.place.read(text, below).or_else(|| self.above(text, below, own));
            self.is_whole = further.is_none();
            return further;
        }
        if next == '(' {
            let close = at + start_of_line(text, at).find(')')?;
            self.abbreviation = self.abbreviation.take().or_else(|| abbreviation(text, at));
            return Some(close + 1);
        }
        if let Some(end) = self.place.read(text, at).or_else(|| self.above(text, at, own)) {
            return Some(end);
        }
        if starts_with_any(text, at, MAY_FOLLOW).is_some() || is_number_of_page(text, at) {
            self.is_whole = true;
            return None;
        }
        SEPARATORS.contains(&next).then(|| at + next.len_utf8())
    }

    /// Reads the agency that stands next, where it is of another kind than the first one; where its
    /// name ends.
    fn above(&mut self, text: &str, at: usize, own: &Name) -> Option<usize> {
        let name = name_at(text, at)?;
        let is_peer =
            own.begins.kind == name.begins.kind && own.begins.kind != Some(AgencyKind::Other);
        if is_peer {
            return None;
        }
        let end = name.range.end;
        self.above.get_or_insert(name);
        self.count += 1;
        Some(end)
    }
}

/// Whether the line says nothing from `at` but the number of a page.
fn is_number_of_page(text: &str, at: usize) -> bool {
    let line = start_of_line(text, at);
    let is_sign = |c: char| digits::is_digit(c) || c == ' ' || "-–—|/()[]".contains(c);
    line.chars().all(is_sign) && line.contains(digits::is_digit)
}

/// `(สสน.)` at `at`: short, and made like an abbreviation.
fn abbreviation(text: &str, at: usize) -> Option<Range<usize>> {
    let inner = start_of_line(text, at).strip_prefix('(')?;
    let range = trim_range(text, at + 1..at + 1 + inner.find(')')?);
    let word = &text[range.clone()];
    let thai =
        word.ends_with('.') && word.chars().all(|c| is_thai_letter(c) || c == '.' || c == ' ');
    let latin = word.len() >= 2 && word.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    let short = word.chars().count() <= 20 && ends_with_any(word, word.len(), &["บาท."]).is_none();
    (short && (thai || latin)).then_some(range)
}

/// The kind of agency by the word of the list; `None` for no agency.
fn kind(meaning: &str) -> Option<AgencyKind> {
    Some(match meaning {
        "ministry" => AgencyKind::Ministry,
        "department" => AgencyKind::Department,
        "province" => AgencyKind::Province,
        "municipality" => AgencyKind::Municipality,
        "subdistrict_administration" => AgencyKind::SubdistrictAdministration,
        "school" => AgencyKind::School,
        "hospital" => AgencyKind::Hospital,
        "university" => AgencyKind::University,
        "state_enterprise" => AgencyKind::StateEnterprise,
        "no_agency" => return None,
        _ => AgencyKind::Other,
    })
}

/// The line from `at` on, or so much of it as is longer than any name.
fn start_of_line(text: &str, at: usize) -> &str {
    let line = text[at..].char_indices().take(MOST_LETTERS);
    let end = line.take_while(|(_, c)| *c != '\n').last().map_or(0, |(i, c)| i + c.len_utf8());
    &text[at..at + end]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name and the place of the agency in a text.
    fn read(text: &str) -> Option<(&str, Vec<&str>)> {
        let found = agency_of(text)?;
        let place = [found.place.subdistrict, found.place.district, found.place.province];
        Some((&text[found.name], place.into_iter().flatten().map(|part| &text[part]).collect()))
    }

    #[test]
    fn a_name_ends_before_place_year_page_and_what_stands_above() {
        for (text, name, place) in [
            ("ของกรมทดสอบ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", "กรมทดสอบ", vec![]),
            ("ตามมาตรการ\nภายในสำนักทดสอบ ประจำปี", "สำนักทดสอบ", vec![]),
            ("การรับของขวัญของเทศบาลตำบลทดสอบ (ทต.)", "เทศบาลตำบลทดสอบ", vec![]),
            ("ของสำนักงานสมมุติแห่งที่ ๑ (เอกสารจำลอง)", "สำนักงานสมมุติแห่งที่ ๑", vec![]),
            ("รายงานผล\nการไฟฟ้าสมมุติ (MEA)", "การไฟฟ้าสมมุติ", vec![]),
            ("วิทยาลัยนาฬิกาทราย หน้า ๑", "วิทยาลัยนาฬิกาทราย", vec![]),
            ("วิทยาลัยนาฬิกาทราย - ๑ -", "วิทยาลัยนาฬิกาทราย", vec![]),
            ("สำนักงานเขตสามสี · ปีงบประมาณ พ.ศ. ๒๕๖๘", "สำนักงานเขตสามสี", vec![]),
            ("กรมนาวา กระทรวงสายน้ำ", "กรมนาวา", vec![]),
            ("สำนักงานที่ดินจังหวัดนที สาขาริมน้ำ ปีงบประมาณ ๒๕๖๘", "สำนักงานที่ดินจังหวัดนที สาขาริมน้ำ", vec![]),
            ("กระทรวงสายน้ำ\nกรมนาวา", "กรมนาวา", vec![]),
            ("อบต.หนองบัว", "อบต.หนองบัว", vec![]),
            ("อบต. หนองบัว อ.เมือง จ.นที", "อบต. หนองบัว", vec!["เมือง", "นที"]),
            ("เทศบาลเมืองปากน้ำ จังหวัดนที", "เทศบาลเมืองปากน้ำ", vec!["นที"]),
            ("องค์การบริหารส่วนตำบลบึง\nอำเภอทอง จังหวัดนที", "องค์การบริหารส่วนตำบลบึง", vec!["ทอง", "นที"]),
            (
                "องค์การบริหารส่วนตำบลบึง อำเภอทอง จังหวัด\nพรหม",
                "องค์การบริหารส่วนตำบลบึง",
                vec!["ทอง", "พรหม"],
            ),
            ("โรงเรียนบ้านห้วย สำนักงานเขตพื้นที่การศึกษานที เขต ๓", "โรงเรียนบ้านห้วย", vec![]),
            ("ของสำนักงานเขตพื้นที่การศึกษานที เขต ๓", "สำนักงานเขตพื้นที่การศึกษานที เขต ๓", vec![]),
            ("ศูนย์อนามัยที่ ๕ ริมธาร กรมอนามัยนที", "ศูนย์อนามัยที่ ๕ ริมธาร", vec![]),
            ("โรงเรียนเทศบาล ๓ วัดบึง เทศบาลเมืองนที", "โรงเรียนเทศบาล ๓ วัดบึง", vec![]),
            ("ศูนย์อนามัยที่ ๕ ปีงบประมาณ ๒๕๖๘", "ศูนย์อนามัยที่ ๕", vec![]),
            ("มหาวิทยาลัยนที คณะวิทยาการจัดการ", "มหาวิทยาลัยนที", vec![]),
            ("สำนักงานตำรวจภูธรจังหวัดนที\nสถานีตำรวจภูธรบ้านธาร", "สถานีตำรวจภูธรบ้านธาร", vec![]),
            ("สภ.บ้านธาร ภ.จว.นที", "สภ.บ้านธาร", vec![]),
            ("ตำรวจภูธรจังหวัดนที", "ตำรวจภูธรจังหวัดนที", vec![]),
            ("กองช่าง เทศบาลตำบลทอง", "เทศบาลตำบลทอง", vec![]),
            ("สำนักปลัดเทศบาลตำบลทอง", "เทศบาลตำบลทอง", vec![]),
            ("ประจำปี ๒๕๕๓ หน่วยงานสำนักวิทยบริการ", "สำนักวิทยบริการ", vec![]),
            ("คู่มือของสำนักงาน ป.ป.ช.", "สำนักงาน ป.ป.ช.", vec![]),
            ("ของเทศบาลเมืองปากน้ำ จังหวัดต่าง ๆ", "เทศบาลเมืองปากน้ำ", vec![]),
        ] {
            assert_eq!(read(text), Some((name, place)), "{text}");
        }
    }

    #[test]
    fn a_sentence_or_a_word_alone_is_no_name() {
        for text in [
            "รายงานผล",
            "วิทยาลัย ผู้ทำบัญชี และผู้ตรวจรับทุกคน เบิกของตามขั้นตอนเดียวกัน",
            "สำนักงาน ให้ทราบก่อนวันใช้ห้อง",
            "มหาวิทยาลัย บุคคลทั่วไปและชุมชนดังนี้",
            "แผนส่งเสริมความโปร่งใสภายในสำนักงาน",
            "กรมหิ่งห้อยจัดทำแผนนี้",
            "กรมหิ่งห้อย ได้วิเคราะห์จุดแข็ง ดังนี้",
            "ศาลาริมน้ำ",
            "สภาพแวดล้อม",
            "รายงานของโรงเรียนต่างๆ",
            "รายงานของโรงเรียนต่าง ๆ ในอำเภอ",
            "โครงการ โรงเรียนสุจริต",
            "กรมการท่าเรือน\u{FFFD}าจืด",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
