//! What the words of a column's heading say that it holds, whatever their exact wording and place.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use crate::role::Role;
use crate::thai::alike::skeleton;
use crate::thai::text::matching_key;
use crate::words::{self, Entry, Own};

/// Signs that stand in headings and say nothing.
const SIGNS: &[&str] = &["(", ")", "/", ":", "-", ".", ",", "\u{200b}"];
/// Signs at the ends of headings that say nothing.
const ENDS: [char; 5] = ['.', ':', '-', '/', '*'];
/// What says in brackets that a column counts per cent.
const PERCENT: &[&str] = &["(ร้อยละ)", "(%)"];
/// The sign that is a heading of numbers by itself.
const NUMBER_SIGN: &str = "#";
/// The deciding word may stand behind a few letters ("ชื่อโครงการ"), not deep in a sentence
/// (characters).
const DEEPEST: usize = 10;
/// Digits of a year, the only number that stands in headings ("งบประมาณปี ๒๕๖๘").
const YEAR_DIGITS: usize = 4;
/// The longest heading, in characters without white space.
const LONGEST: usize = 60;
/// At most this part of a heading may be words that are not known: a sentence of a cell is mostly
/// such words.
const UNKNOWN: f32 = 0.45;

/// What a word says that stands first in a heading, from 0 to 1 …
const FIRST: f32 = 1.0;
/// … and one that stands behind another.
const LATER: f32 = 0.55;
/// A word that may also head a price list says this much.
const WEAK: f32 = 0.35;
/// Where a word says several things, what is not its likeliest meaning counts this much of it.
const ALTERNATIVE: f32 = 0.85;
/// What a word says in a heading that is mostly unknown, or that stands deep in it.
const DOUBTFUL: f32 = 0.6;
/// A user's own word counts more than whatever else speaks for a role.
const OWN: f32 = 1.5;
/// What a word says by the group that it stands under.
const UNDER_GROUP: f32 = 1.1;

/// The words of headings: those of the program, and a user's own.
pub(super) struct Headings {
    /// As they are spelt.
    spelt: Lexicon,
    /// The same by their [`skeleton`]: a heading of which marks or letters were misread (ตัวชีวัด,
    /// ผลูลัพธ์).
    misread: Lexicon,
}

impl Headings {
    /// The words of headings, a user's own among them.
    pub fn of(own: &Own) -> Headings {
        Headings { spelt: Lexicon::of(own, str::to_owned), misread: Lexicon::of(own, skeleton) }
    }

    /// What a heading says that its column holds, by its words alone; `None` where they are not
    /// known, or where the text is no heading.
    pub fn meaning(&self, heading: &str) -> Option<Role> {
        let key = matching_key(heading);
        if let Some(own) = self.spelt.of_whole(&key).filter(|says| says.own) {
            return own.roles.first().copied();
        }
        if key.is_empty() || key.chars().count() > LONGEST || self.is_content(&key) {
            return None;
        }
        self.spelt.meaning(&key).or_else(|| self.misread.meaning(&skeleton(&key)))
    }

    /// What each known word of a heading says, under a group that means `group`. The votes are in no
    /// order, each role once.
    pub fn votes(&self, heading: &str, group: Option<Role>) -> Vec<Vote> {
        let key = matching_key(heading);
        if key.is_empty() {
            return Vec::new();
        }
        let spelt = self.spelt.votes(&key, group);
        let mut votes =
            if spelt.is_empty() { self.misread.votes(&skeleton(&key), group) } else { spelt };
        // Money that is counted per cent is a share of it: ใช้จ่าย (ร้อยละ).
        if counts_per_cent(&key) && votes.iter().any(|(r, _)| r.is_money()) {
            votes.iter_mut().for_each(|(_, vote)| *vote *= LATER);
            add(&mut votes, Role::Percent, FIRST);
        }
        votes
    }

    /// Whether a word of the user stands in a heading.
    pub fn is_own(&self, heading: &str) -> bool {
        let key = matching_key(heading);
        let whole = self.spelt.of_whole(&key).is_some_and(|says| says.own);
        whole || self.spelt.found(&key).0.iter().any(|word| word.says.own)
    }

    /// Whether a text says something rather than naming a column: it has a colon, a negation, or a
    /// number that is no year.
    fn is_content(&self, key: &str) -> bool {
        let mut runs = key.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        let negates = key.starts_with("ไม") && !self.spelt.knows(key);
        key.contains(':') || negates || runs.any(|run| run.len() != YEAR_DIGITS)
    }
}

/// A role that a heading's words speak for, and how much they do.
pub(crate) type Vote = (Role, f32);

/// What a word says.
struct Says {
    /// What its column holds, the likeliest first.
    roles: Vec<Role>,
    /// What its column holds instead under a group: the group's role, and that of the column.
    under: Vec<(Role, Role)>,
    /// Whether it counts only where it is the whole heading.
    alone: bool,
    /// Whether it says little by itself.
    weak: bool,
    /// Whether a user added it.
    own: bool,
}

impl Says {
    fn of(word: &Entry<'_>, own: bool) -> Says {
        let under = word.attribute("under").unwrap_or_default().split(',');
        Says {
            roles: word.meanings.iter().filter_map(|word| Role::of_word(word)).collect(),
            under: under.filter_map(pair).collect(),
            alone: word.attribute("alone").is_some(),
            weak: word.attribute("weak").is_some(),
            own,
        }
    }
}

impl Says {
    /// Whether its likeliest meaning is this.
    fn is(&self, role: Role) -> bool {
        self.roles.first() == Some(&role)
    }
}

/// `budget:budget_used` → both roles.
fn pair(text: &str) -> Option<(Role, Role)> {
    let (group, own) = text.split_once(':')?;
    Some((Role::of_word(group)?, Role::of_word(own)?))
}

/// The words of headings in one kind of spelling, ready to be searched for.
struct Lexicon {
    /// The words that decide and those that change nothing, by their first character: the longest
    /// first, of those read alike the first, each with its place in `says`.
    known: BTreeMap<char, Vec<(String, usize)>>,
    /// What each of them says; `None` for those that change nothing.
    says: Vec<Option<Says>>,
    /// The words, spelt as here, with their places.
    whole: HashMap<String, usize>,
}

/// A known word in a heading.
struct Found<'l> {
    says: &'l Says,
    start: usize,
}

impl Lexicon {
    fn of(own: &Own, spelling: fn(&str) -> String) -> Lexicon {
        let (mut words, mut says, mut whole) = (Vec::new(), Vec::new(), HashMap::new());
        let count = own.count(&words::HEADINGS);
        // Of two words that are read alike, the first is found.
        for (nth, entry) in own.entries(&words::HEADINGS).enumerate() {
            let word = spelling(&matching_key(entry.word));
            if word.is_empty() {
                continue;
            }
            whole.entry(word.clone()).or_insert(says.len());
            words.push(word);
            says.push(Some(Says::of(&entry, nth < count)));
        }
        let fillers = words::HEADING_FILLERS.entries().iter().map(|filler| filler.word);
        for word in fillers.chain(SIGNS.iter().copied()) {
            words.push(spelling(word));
            says.push(None);
        }
        Lexicon { known: by_first(words), says, whole }
    }

    /// Whether a key is one of the words.
    fn knows(&self, key: &str) -> bool {
        self.whole.contains_key(key)
    }

    /// What the whole of a key says, brackets and signs left out.
    fn of_whole(&self, key: &str) -> Option<&Says> {
        let at = self.whole.get(key).or_else(|| self.whole.get(&*bare(key)))?;
        self.says[*at].as_ref()
    }

    /// The words that decide, in order, and the part of the heading that no known word says.
    fn found(&self, key: &str) -> (Vec<Found<'_>>, f32) {
        let all = key.chars().count().max(1);
        let (mut found, mut known) = (Vec::new(), 0);
        let mut at = 0;
        while let Some(first) = key[at..].chars().next() {
            let start = at;
            let words = self.known.get(&first).map(Vec::as_slice).unwrap_or_default();
            // A word that counts alone may begin with one that counts anywhere: กิจกรรมที่จะทำ.
            let counts = |place: usize| self.says[place].as_ref().is_none_or(|says| !says.alone);
            let mut here = words.iter().filter(|(word, _)| key[start..].starts_with(word.as_str()));
            let word = here.find(|(_, place)| counts(*place));
            at += word.map_or(first.len_utf8(), |(word, _)| word.len());
            let Some(says) = word.map(|(_, place)| self.says[*place].as_ref()) else { continue };
            known += letters(&key[start..at]);
            found.extend(says.map(|says| Found { says, start }));
        }
        (found, (letters(key) - known) as f32 / all as f32)
    }

    /// The role of the first word, where the whole looks like a heading.
    fn meaning(&self, key: &str) -> Option<Role> {
        if key == NUMBER_SIGN {
            return Some(Role::Number);
        }
        if let Some(says) = self.of_whole(key) {
            return says.roles.first().copied();
        }
        let (found, unknown) = self.found(key);
        let named = &found[leading(&found)?];
        if named.says.is(Role::Number) {
            return None;
        }
        // The first word that is known stands near the beginning, whichever leads.
        let near = key[..found[0].start].chars().count() <= DEEPEST;
        (near && unknown <= UNKNOWN).then(|| named.says.roles.first().copied())?
    }

    fn votes(&self, key: &str, group: Option<Role>) -> Vec<Vote> {
        let mut votes: Vec<Vote> = Vec::new();
        if let Some(says) = self.of_whole(key).or((key == NUMBER_SIGN).then_some(&*NUMBER)) {
            vote(&mut votes, says, FIRST, group);
            return votes;
        }
        let (found, unknown) = self.found(key);
        let leads = leading(&found);
        for (nth, word) in found.iter().enumerate() {
            let is_first = leads == Some(nth);
            let deep = key[..word.start].chars().count() > DEEPEST;
            let doubtful = is_first && deep || unknown > UNKNOWN;
            let weight = if is_first { FIRST } else { LATER };
            let doubtful = doubtful && !word.says.own;
            vote(&mut votes, word.says, if doubtful { weight * DOUBTFUL } else { weight }, group);
        }
        votes
    }
}

/// Which of the words of a heading leads: a user's own, else the first. A number beside a name numbers
/// what is named, a target beside an indicator is aimed at by it, and levels before what they hold
/// stand in its rows.
fn leading(found: &[Found<'_>]) -> Option<usize> {
    if let Some(own) = found.iter().position(|word| word.says.own) {
        return Some(own);
    }
    let first =
        found.iter().position(|word| !word.says.is(Role::Number)).or(found.first().map(|_| 0))?;
    if found[first].says.is(Role::Target) {
        return found.iter().position(|word| word.says.is(Role::Indicator)).or(Some(first));
    }
    if found[first].says.is(Role::Strategy) || found[first].says.is(Role::Tactic) {
        let names = |word: &Found<'_>| word.says.is(Role::Project) || word.says.is(Role::Measure);
        return found.iter().position(names).or(Some(first));
    }
    Some(first)
}

/// What `#` says.
static NUMBER: LazyLock<Says> = LazyLock::new(|| Says {
    roles: vec![Role::Number],
    under: Vec::new(),
    alone: true,
    weak: false,
    own: false,
});

/// Adds what a word says; a role that was spoken for keeps the stronger vote.
fn vote(votes: &mut Vec<Vote>, says: &Says, weight: f32, group: Option<Role>) {
    let weight = if says.weak { weight * WEAK } else { weight };
    let weight = if says.own { weight * OWN } else { weight };
    let under =
        says.under.iter().find(|(above, _)| group.is_some_and(|group| is_group(group, *above)));
    if let Some((_, role)) = under {
        return add(votes, *role, weight * UNDER_GROUP);
    }
    for (nth, role) in says.roles.iter().enumerate() {
        add(votes, *role, if nth == 0 { weight } else { weight * ALTERNATIVE });
    }
}

/// Whether a group is of a kind: of the role itself, or of money in general.
fn is_group(group: Role, kind: Role) -> bool {
    group == kind || kind == Role::Budget && group.is_money()
}

fn add(votes: &mut Vec<Vote>, role: Role, weight: f32) {
    match votes.iter_mut().find(|(known, _)| *known == role) {
        Some((_, known)) => *known = known.max(weight),
        None => votes.push((role, weight)),
    }
}

/// A key without what stands in brackets and without signs at its ends: `ผล(บาท)` → `ผล`.
fn bare(key: &str) -> Cow<'_, str> {
    if !key.contains(['(', ')']) {
        return Cow::Borrowed(key.trim_matches(ENDS));
    }
    let mut bare = String::new();
    let mut depth = 0usize;
    for c in key.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    Cow::Owned(bare.trim_matches(ENDS).to_owned())
}

/// How many characters of a text are no digits.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_ascii_digit()).count()
}

/// Words by their first character, the longest first; empty ones are none.
fn by_first(words: Vec<String>) -> BTreeMap<char, Vec<(String, usize)>> {
    let mut all: BTreeMap<char, Vec<(String, usize)>> = BTreeMap::new();
    for (place, word) in words.into_iter().enumerate() {
        if let Some(first) = word.chars().next() {
            all.entry(first).or_default().push((word, place));
        }
    }
    all.values_mut().for_each(|words| words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len())));
    all
}

/// Whether a heading, as its matching key, says in brackets that its column counts per cent.
pub(super) fn counts_per_cent(key: &str) -> bool {
    PERCENT.iter().any(|unit| key.contains(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_mean_what_their_first_word_says() {
        let headings = Headings::of(&Own::default());
        for (heading, meant) in [
            ("โครงการ/กิจกรรม", Some(Role::Project)),
            ("ชื่อโครงการ", Some(Role::Project)),
            ("วัตถุประสงค์", Some(Role::Objective)),
            ("เป้าหมาย/ตัวชี้วัด", Some(Role::Indicator)),
            ("ค่าเป้าหมาย", Some(Role::Target)),
            ("ยังไม่ดำเนินการ", Some(Role::Status)),
            ("ผลการดำเนินงาน", Some(Role::Result)),
            ("ผลการดำเนินงานมาตรการ", Some(Role::Result)),
            ("งบประมาณ", Some(Role::Budget)),
            ("งบประมาณ (บาท)", Some(Role::Budget)),
            ("งบประมาณที่ได้รับจัดสรร (บาท)", Some(Role::Budget)),
            ("มาตรการ", Some(Role::Measure)),
            ("ขั้นตอน/วิธีการดำเนินงาน", Some(Role::Steps)),
            ("ผลลัพธ์หรือผลสำเร็จในการดำเนินการ", Some(Role::Outcome)),
            ("ผู้รับผิดชอบ", Some(Role::Responsible)),
            ("ระยะเวลาดำเนินการ", Some(Role::Period)),
            ("ลำดับ", Some(Role::Number)),
            ("ที่", Some(Role::Number)),
            ("งบประมาณปี ๒๕๖๘ (บาท)", Some(Role::Budget)),
            ("หมายเหตุ", Some(Role::Note)),
            ("ลำดับ/โครงการ", Some(Role::Project)),
            ("ที่ตั้งโครงการ", Some(Role::Place)),
            ("ฝ่ายที่รับผิดชอบ", Some(Role::Responsible)),
            ("ยุทธศาสตร์ / กลยุทธ์ / โครงการ", Some(Role::Project)),
            ("ผล (บาท)", Some(Role::Result)),
            ("เครื่องบ่งชี้ความสำเร็จ", Some(Role::Indicator)),
            ("วัดผลจากอะไร", Some(Role::Indicator)),
            ("ทำแล้วได้อะไร", Some(Role::Result)),
            ("ผลลัพธ์ที่คาดหวัง", Some(Role::Expected)),
            ("สาเหตุที่ล่าช้า", Some(Role::Problem)),
            ("งบประมาณเหลือ", Some(Role::BudgetLeft)),
            ("สีของดอกไม้", None),
            ("ไม่ใช้งบประมาณ", None),
            ("ตัวชี้วัด : จำนวนฉบับ", None),
            ("กิจกรรมที่จะดำเนินการ", Some(Role::Project)),
            ("กิจกรรมที่", Some(Role::Number)),
            ("กิจกรรมย่อยที่ ๒ จัดทำ", None),
            ("", None),
            ("๑. โครงการปลูกต้นไม้", None),
            ("เพื่อให้บุคลากรทราบวัตถุประสงค์ของหน่วยงานและปฏิบัติตามได้", None),
            ("กิจกรรมอบรมเจ้าหน้าที่ใหม่ประจำสาขา", None),
            // Misread.
            ("เป้าหมาย/ตัวชีวัด", Some(Role::Indicator)),
            ("ผลูลัพธ์หรือผลสำเร็จในการดำเนินการ", Some(Role::Outcome)),
            ("วัตถุประสงค๋", Some(Role::Objective)),
            ("ขันตอน/วิธีการด่าเนินงาน", Some(Role::Steps)),
            ("มาตรุการ", Some(Role::Measure)),
            ("ไมใช้งบประมาณ", None),
            ("ที", Some(Role::Number)),
        ] {
            assert_eq!(headings.meaning(heading), meant, "{heading}");
        }
    }

    #[test]
    fn a_word_of_the_user_counts_before_all_others() {
        let own = Own::parse("สีของแสง\tobjective\nผลการดำเนินงาน\tstatus\n๓ข้อ: ดู\tnote").unwrap();
        let headings = Headings::of(&own);
        for (heading, meant) in [
            ("สีของแสง", Some(Role::Objective)),
            ("โครงการ/สีของแสง", Some(Role::Objective)),
            ("ผลการดำเนินงาน", Some(Role::Status)),
            ("๓ ข้อ: ดู", Some(Role::Note)),
            ("โครงการ", Some(Role::Project)),
        ] {
            assert_eq!(headings.meaning(heading), meant, "{heading}");
            let votes = headings.votes(heading, None);
            let best = votes.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
            assert_eq!(best.map(|(role, _)| role), meant, "{heading}");
        }
    }
}
