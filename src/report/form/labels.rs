//! The labels of forms: which words at a place of a text are one, its number, and what it says that
//! stands behind it.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::role::Role;
use crate::table::Vocabulary;
use crate::thai::digits;
use crate::thai::label::label_end;
use crate::thai::text::is_thai_letter;
use crate::words::{self, Entry, Words};

/// A label is at most this long, in characters.
pub(super) const LONGEST: usize = 70;
/// Signs within labels: `เป้าหมาย/ผลผลิต`, `งบประมาณ (บาท)`.
const SIGNS: &[char] = &['/', '(', ')', ',', '-', '–'];
/// What ties the words of a label over a space.
const TIES: &[&str] = &["และ", "หรือ", "/", "(", "ของ", "ที่"];
/// What stands behind a label.
pub(super) const COLONS: [char; 2] = [':', '：'];
/// Roles whose labels are told one after the other with nothing but spaces between.
const TOLD_TOGETHER: &[&[Role]] =
    &[&[Role::Period, Role::Place], &[Role::Problem, Role::Suggestion]];
/// Roles that headings of columns have and that no label of a form gives.
const NO_FIELDS: &[Role] =
    &[Role::Number, Role::Strategy, Role::Tactic, Role::Project, Role::Measure];
/// What words of headings say at least of a label that is no heading.
const SPOKEN: f32 = 0.6;
/// How a label begins that names something.
const NAME: &str = "ชื่อ";
/// What ticks a box that is drawn as a bracket: `( / )`.
const TICKS: &[char] = &['/', '✓', '✔', '√', 'x', 'X', '×'];
/// Boxes to be ticked, and ticked ones.
const BOXES: &[char] = &['☐', '□', '▢', '◻', '☑', '☒', '🗹', '🗷'];
/// The fewest points that lead from a label to its value.
pub(super) const LEADER: usize = 3;

/// The number before a label: `๑.`, `๑)`, `(๑)`, `๓.๑`, `ข้อ ๑`, `ก.`, `๑`; a bullet may stand before
/// it.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})*";
    let marks = words::list_marks();
    Regex::new(&format!(
        r"^\s*(?:[{marks}]\s*)?(?:ข้อ\s*(?:ที่\s*)?)?\(?(?:({number})(?:\s*[.):]+\s*|\s+)|[ก-ฮ][.)]\s*)"
    ))
    .expect("a constant pattern")
});

/// What a word says that is known to stand in labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    /// What stands behind the label; `None` for a word that only goes on with one.
    says: Option<Says>,
    /// Whether the label names the project.
    names: bool,
    /// Whether it is a label only before a colon.
    needs_colon: bool,
    /// Whether it says what may be spent where no other label does.
    may_be_budget: bool,
    /// Whether it tells the steps where another label names the project.
    may_be_steps: bool,
}

/// What stands behind a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// What has this role.
    Role(Role),
    /// Something known that has none.
    Other,
    /// What stands in notices and contracts, not in forms.
    Notice,
}

impl Word {
    /// Whether it says what stands behind the label, and not the word before it in that.
    fn decides_after(&self, first: Option<Word>) -> bool {
        let Some(first) = first else { return false };
        match self.says {
            // What is aimed at stands with what is measured: `เป้าหมายและตัวชี้วัด`.
            Some(Says::Role(Role::Indicator)) => first.says == Some(Says::Role(Role::Target)),
            // An activity with how it is done names nothing: `กิจกรรมและขั้นตอนการดำเนินงาน`.
            Some(Says::Role(Role::Steps)) => first.may_be_steps,
            _ => false,
        }
    }
}

impl Says {
    /// The role of what stands behind the label.
    pub fn role(self) -> Option<Role> {
        match self {
            Says::Role(role) => Some(role),
            Says::Other | Says::Notice => None,
        }
    }
}

/// The words of labels, a user's own among them. Copies are cheap.
#[derive(Clone)]
pub(super) struct LabelWords(Arc<Compiled>);

struct Compiled {
    vocabulary: Vocabulary,
    labels: Words<Word>,
    /// Words of headings of columns, which stand in labels too.
    headings: Words<Word>,
    /// Words below the last label of a form.
    ends: Words<()>,
}

/// The words of the program alone.
static BUILT_IN: LazyLock<LabelWords> =
    LazyLock::new(|| LabelWords::compiled(&Vocabulary::default()));

static FILLERS: LazyLock<Words<()>> = LazyLock::new(|| Words::all(&words::HEADING_FILLERS));

impl Default for LabelWords {
    /// The words of the program alone.
    fn default() -> LabelWords {
        BUILT_IN.clone()
    }
}

impl fmt::Debug for LabelWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LabelWords").field(&self.0.vocabulary).finish()
    }
}

impl LabelWords {
    /// The words of labels in a vocabulary.
    pub fn of(vocabulary: &Vocabulary) -> LabelWords {
        match vocabulary.own().is_empty() {
            true => LabelWords::default(),
            false => LabelWords::compiled(vocabulary),
        }
    }

    fn compiled(vocabulary: &Vocabulary) -> LabelWords {
        let own = vocabulary.own();
        LabelWords(Arc::new(Compiled {
            vocabulary: vocabulary.clone(),
            labels: Words::among(own, &words::FORM_LABELS, label_word),
            headings: Words::among(own, &words::HEADINGS, heading_word),
            ends: Words::among(own, &words::FORM_LABELS, |w| w.means("ends").then_some(())),
        }))
    }

    /// Whether a text begins with a word that only goes on with a label or parts its value: `เชิงปริมาณ`.
    pub fn only_goes_on(&self, text: &str) -> bool {
        longest_of(&self.0.labels, text, 0).is_some_and(|(_, word)| word.says.is_none())
    }

    /// Whether a label whose words are not known as one names the project.
    fn names_project(&self, label: &str) -> bool {
        label.starts_with(NAME)
            && matches!(self.0.vocabulary.meaning(label), Some(Role::Project | Role::Measure))
    }

    /// What stands behind a label whose words are not known as one, by the words of headings of columns
    /// in it.
    fn role_of(&self, label: &str) -> Option<Role> {
        // What parts the value of a label heads a column, too.
        if self.only_goes_on(label) {
            return None;
        }
        let meaning = self.0.vocabulary.meaning(label);
        if let Some(meaning) = meaning.filter(|role| !NO_FIELDS.contains(role)) {
            return Some(meaning);
        }
        let votes = self.0.vocabulary.votes(label, None).into_iter();
        let fields = votes.filter(|(role, _)| !NO_FIELDS.contains(role));
        let (role, vote) = fields.max_by(|a, b| a.1.total_cmp(&b.1))?;
        (meaning.is_some() || vote >= SPOKEN).then_some(role)
    }
}

fn label_word(entry: &Entry<'_>) -> Option<Word> {
    let says = match *entry.meanings.first()? {
        "ends" => return None,
        "part" => None,
        "notice" => Some(Says::Notice),
        other => Some(Role::of_word(other).map_or(Says::Other, Says::Role)),
    };
    Some(Word {
        says,
        names: entry.attribute("names").is_some(),
        needs_colon: entry.attribute("colon").is_some(),
        may_be_budget: entry.attribute("alone").is_some(),
        may_be_steps: entry.attribute("within") == Some("steps"),
    })
}

fn heading_word(entry: &Entry<'_>) -> Option<Word> {
    let role = Role::of_word(entry.meanings.first()?)?;
    let names = matches!(role, Role::Project | Role::Measure);
    let says = (role != Role::Number && !names).then_some(Says::Role(role));
    let (needs_colon, may_be_budget, may_be_steps) = (false, false, false);
    Some(Word { says, names: false, needs_colon, may_be_budget, may_be_steps })
}

/// A label at the start of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Label {
    /// Its number in Arabic digits.
    pub number: Option<String>,
    /// Whether something numbers it: a number or a letter.
    pub numbered: bool,
    /// The label without its number and without what stands behind it.
    pub range: Range<usize>,
    /// Where what stands behind it starts.
    pub value: usize,
    /// What that is.
    pub says: Says,
    /// Whether it names the project.
    pub names: bool,
    /// Whether a colon, points or a box to be ticked stand behind it.
    pub marked: bool,
    /// Whether it says what may be spent where no other label does.
    pub may_be_budget: bool,
    /// Whether it tells the steps where another label names the project.
    pub may_be_steps: bool,
    /// Whether it is known by how it is set: its words are not known as a label.
    pub is_set: bool,
}

impl Label {
    /// Its number, where that has one level.
    pub fn top_number(&self) -> Option<u32> {
        self.number.as_ref()?.parse().ok()
    }

    /// Whether money stands behind it.
    pub fn is_money(&self) -> bool {
        self.says.role().is_some_and(Role::is_money)
    }

    /// A label whose words are not known as one, at a place of a normalised text.
    pub fn unknown(
        text: &str,
        number: Option<String>,
        range: Range<usize>,
        words: &LabelWords,
    ) -> Label {
        let (value, marked) = behind(text, range.end);
        let own = &text[range.clone()];
        let names = words.names_project(own);
        let role = if names { Some(Role::Project) } else { words.role_of(own) };
        Label {
            numbered: number.is_some() || range.start > text.len() - text.trim_start().len(),
            number,
            range,
            value,
            says: role.map_or(Says::Other, Says::Role),
            names,
            marked,
            may_be_budget: false,
            may_be_steps: false,
            is_set: true,
        }
    }

    /// Whether nothing stands behind it in its text.
    pub fn fills(&self, text: &str) -> bool {
        text[self.value..].trim().is_empty()
    }
}

/// The label that a normalised text starts with.
pub(super) fn label(text: &str, words: &LabelWords) -> Option<Label> {
    let (number, start) = number(text);
    let numbered = start > text.len() - text.trim_start().len();
    let found = words_at(text, start, words)?;
    let (value, marked) = behind(text, found.end);
    if found.word.needs_colon && !marked {
        return None;
    }
    Some(Label {
        number,
        numbered,
        range: start..found.end,
        value,
        says: found.word.says?,
        names: found.word.names,
        marked,
        may_be_budget: found.word.may_be_budget,
        may_be_steps: found.word.may_be_steps,
        is_set: false,
    })
}

/// The label that is the whole of a normalised text, but for its number and what follows labels.
pub(super) fn whole_label(text: &str, words: &LabelWords) -> Option<Label> {
    let found = label(text, words).or_else(|| {
        // What needs a colon in running text needs none where the label stands alone.
        let with_colon = format!("{}:", text.trim_end());
        label(&with_colon, words).map(|label| Label { value: text.len(), ..label })
    })?;
    found.fills(text).then_some(found)
}

/// A label within a line, behind the value of another: `… บาท คงเหลือ ๕๐ บาท`. It has a colon or an
/// amount behind it, or one of the wide `gaps` before it (where what follows them starts, in bytes).
pub(super) fn label_within(text: &str, gaps: &[usize], words: &LabelWords) -> Option<Label> {
    let places = text.char_indices().filter(|(at, c)| *at > 0 && is_thai_letter(*c));
    for (at, _) in places {
        let before = &text[..at];
        let apart = before.ends_with(|c: char| c.is_whitespace() || is_leader(c));
        if !apart || before.trim().is_empty() {
            continue;
        }
        let Some(found) = label(&text[at..], words) else { continue };
        let told = found.marked || gaps.contains(&at);
        if told || found.is_money() && holds_amount(&text[at + found.value..]) {
            return Some(Label {
                range: found.range.start + at..found.range.end + at,
                value: found.value + at,
                ..found
            });
        }
    }
    None
}

/// Whether a text begins with a number, or with a dash for none.
pub(super) fn holds_amount(text: &str) -> bool {
    let text = text.trim_start_matches("จำนวน").trim_start();
    text.starts_with(digits::is_digit) || text.starts_with('-')
}

/// Whether a normalised line stands below the last label: whoever signs the form.
pub(super) fn ends_form(text: &str, words: &LabelWords) -> bool {
    words.0.ends.at_start(text.trim_start()).is_some()
}

/// The number that a text starts with, in Arabic digits, and where what it numbers starts.
pub(super) fn number(text: &str) -> (Option<String>, usize) {
    let indent = text.len() - text.trim_start().len();
    NUMBER.captures(text).map_or((None, indent), |found| {
        let printed = found.get(1).map(|number| digits::to_arabic(number.as_str()).into_owned());
        (printed, found.get(0).map_or(indent, |whole| whole.end()))
    })
}

/// Where what stands behind a label starts that ends at `at`, and whether a colon or points lead to
/// it.
fn behind(text: &str, at: usize) -> (usize, bool) {
    let rest = text[at..].trim_start();
    let marked = rest.starts_with(COLONS) || leads(rest) || is_choice(rest);
    let rest = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || marked && (COLONS.contains(&c) || is_leader(c))
    });
    (text.len() - rest.len(), marked)
}

/// Whether a text begins with points that lead to what stands behind them.
pub(super) fn leads(text: &str) -> bool {
    text.chars().take_while(|c| is_leader(*c)).map(points).sum::<usize>() >= LEADER
}

/// Where points stand in a text that lead from what is before them to what is behind.
pub(super) fn leader_in(text: &str) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).find(|at| leads(&text[*at..]))
}

/// Whether a text begins with a box to be ticked: `☐`, `( )`, `( / )`.
fn is_choice(text: &str) -> bool {
    let in_brackets = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    text.starts_with(BOXES) || in_brackets.is_some_and(|(inner, _)| ticks(inner))
}

/// Whether what stands in brackets makes a box of them: nothing, or a tick.
fn ticks(inner: &str) -> bool {
    let mut signs = inner.chars().filter(|c| !c.is_whitespace());
    signs.next().is_none_or(|sign| TICKS.contains(&sign)) && signs.next().is_none()
}

/// Whether a sign leads from a label to its value, or shows where one is to be written.
pub(super) fn is_leader(c: char) -> bool {
    matches!(c, '.' | '…' | '_')
}

/// How many points a sign draws: `…` is three of them.
pub(super) fn points(c: char) -> usize {
    if c == '…' { LEADER } else { 1 }
}

/// Words that make a label.
struct Found {
    end: usize,
    word: Word,
}

/// The longest label of known words alone that starts at `at`.
fn words_at(text: &str, at: usize, words: &LabelWords) -> Option<Found> {
    let mut first: Option<Word> = None;
    let mut best = None;
    let (mut p, mut tied) = (at, false);
    while p < text.len() && text[at..p].chars().count() <= LONGEST {
        let Some(step) = step(text, p, first, tied, words) else { break };
        let word = step.word.filter(|word| word.says.is_some());
        first = word.filter(|word| word.decides_after(first)).or(first).or(word);
        (p, tied) = (step.end, step.ties);
        if let Some(word) = first.filter(|_| !step.ties && is_boundary(text, p)) {
            best = Some(Found { end: p, word });
        }
    }
    best
}

/// A piece of a label.
struct Step {
    end: usize,
    word: Option<Word>,
    /// Whether something must follow it.
    ties: bool,
}

/// The piece of a label that stands at `at`; `first`: the word before it that says something;
/// `tied`: the piece before it must be followed by one.
fn step(
    text: &str,
    at: usize,
    first: Option<Word>,
    tied: bool,
    words: &LabelWords,
) -> Option<Step> {
    let rest = &text[at..];
    let begun = first.is_some();
    let c = rest.chars().next()?;
    if c.is_whitespace() {
        let next = rest.trim_start();
        let end = text.len() - next.len();
        let goes_on = tied || TIES.iter().any(|tie| next.starts_with(tie));
        let goes_on = goes_on || first.is_some_and(|first| is_listed(text, end, &first, words));
        return (begun && goes_on).then_some(Step { end, word: None, ties: true });
    }
    if let Some((end, word)) = longest(text, at, words) {
        let ties = TIES.contains(&&text[at..end]);
        return Some(Step { end, word, ties });
    }
    let sign = begun && SIGNS.contains(&c) && !is_choice(rest);
    let latin = tied && c.is_ascii_alphabetic();
    if latin {
        let word = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        return Some(Step { end: at + word, word: None, ties: false });
    }
    sign.then_some(Step { end: at + c.len_utf8(), word: None, ties: c != ')' })
}

/// Whether a word at a place is told together with the one before it: `วัน เวลา สถานที่`, `ปัญหา ข้อเสนอแนะ`.
fn is_listed(text: &str, at: usize, first: &Word, words: &LabelWords) -> bool {
    let of = |word: &Word| match word.says {
        Some(Says::Role(role)) => TOLD_TOGETHER.iter().position(|roles| roles.contains(&role)),
        _ => None,
    };
    let next = longest_of(&words.0.labels, text, at).filter(|(end, _)| is_boundary(text, *end));
    of(first).is_some() && next.is_some_and(|(_, next)| of(&next) == of(first))
}

/// The longest known word at a place.
fn longest(text: &str, at: usize, words: &LabelWords) -> Option<(usize, Option<Word>)> {
    let own = longest_of(&words.0.labels, text, at).map(|(end, word)| (end, Some(word)));
    let heading = longest_of(&words.0.headings, text, at).map(|(end, word)| (end, Some(word)));
    let filler = longest_of(&FILLERS, text, at).map(|(end, ())| (end, None));
    // The last of several that are equal is taken.
    [filler, heading, own].into_iter().flatten().max_by_key(|(end, _)| *end)
}

fn longest_of<T: Copy>(words: &Words<T>, text: &str, at: usize) -> Option<(usize, T)> {
    let near = words.starting_with(text[at..].chars().next()?);
    near.filter_map(|(word, says)| Some((label_end(text, at, word)?, *says)))
        .max_by_key(|(end, _)| *end)
}

/// Whether a label may end at a place: what follows is no letter of the same word.
fn is_boundary(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_none_or(|c| !is_thai_letter(c) && !c.is_alphabetic() && c != ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number, the label, the word of its role, and what stands behind it.
    fn seen(text: &str) -> Option<(String, &str, String, &str)> {
        let found = label(text, &LabelWords::default())?;
        let says = match found.says {
            Says::Role(role) => role.to_string(),
            Says::Other | Says::Notice => "other".to_owned(),
        };
        let number = found.number.unwrap_or_default();
        Some((number, &text[found.range], says, &text[found.value..]))
    }

    #[test]
    fn every_word_of_the_list_is_read_as_it_says() {
        let known = LabelWords::default();
        for entry in words::FORM_LABELS.entries() {
            let word = entry.word;
            let found = label(&format!("{word} : หิ่งห้อย"), &known);
            let Some(wanted) = label_word(entry) else {
                assert!(ends_form(word, &known), "{word}");
                continue;
            };
            let Some(says) = wanted.says else {
                let longer = format!("วัตถุประสงค์{word} : หิ่งห้อย");
                let goes_on = label(&longer, &known).map(|label| longer[label.range].to_owned());
                assert_eq!(goes_on, Some(format!("วัตถุประสงค์{word}")), "{word}");
                continue;
            };
            let found = found.map(|label| (label.says, label.names, label.may_be_budget));
            assert_eq!(found, Some((says, wanted.names, wanted.may_be_budget)), "{word}");
            let bare = label(&format!("{word} หิ่งห้อย"), &known);
            assert!(!wanted.needs_colon || bare.is_none(), "{word}");
        }
    }

    #[test]
    fn labels_are_told_from_what_stands_behind_them() {
        for (text, number, label, says, value) in [
            ("๑. ชื่อโครงการ โครงการแสงริมน้ำ", "1", "ชื่อโครงการ", "project", "โครงการแสงริมน้ำ"),
            ("๔. เป้าหมาย/ผลผลิต ๔.๑ อาสา ๖๔ คน", "4", "เป้าหมาย/ผลผลิต", "target", "๔.๑ อาสา ๖๔ คน"),
            ("๑๐. ตัวชี้วัด/ผลลัพธ์ ร้อยละ", "10", "ตัวชี้วัด/ผลลัพธ์", "indicator", "ร้อยละ"),
            ("๘. งบประมาณดำเนินการ ไม่ใช้งบประมาณ", "8", "งบประมาณดำเนินการ", "budget", "ไม่ใช้งบประมาณ"),
            ("๙. ผู้รับผิดชอบโครงการ กองช่าง", "9", "ผู้รับผิดชอบโครงการ", "responsible", "กองช่าง"),
            ("2) กลุ่มเป้าหมาย ......... นักเรียน", "2", "กลุ่มเป้าหมาย", "participants", "นักเรียน"),
            ("(3) งบประมาณ (บาท) 5,000", "3", "งบประมาณ (บาท)", "budget", "5,000"),
            ("ปัญหา อุปสรรค และข้อเสนอแนะ : ไม่มี", "", "ปัญหา อุปสรรค และข้อเสนอแนะ", "problem", "ไม่มี"),
            ("วัตถุประสงค์ของโครงการ", "", "วัตถุประสงค์ของโครงการ", "objective", ""),
            ("4) วัน เวลา สถานที่ ๖ มกราคม", "4", "วัน เวลา สถานที่", "period", "๖ มกราคม"),
            ("เป้าหมายและตัวชี้วัด ร้อยละ ๘๐", "", "เป้าหมายและตัวชี้วัด", "indicator", "ร้อยละ ๘๐"),
            ("โครงการ : แสงริมน้ำ", "", "โครงการ", "project", "แสงริมน้ำ"),
            (
                "กิจกรรมและขั้นตอนการดำเนินงาน ๑. อบรม",
                "",
                "กิจกรรมและขั้นตอนการดำเนินงาน",
                "steps",
                "๑. อบรม",
            ),
            ("๔. กิจกรรมหลัก อบรม", "4", "กิจกรรมหลัก", "steps", "อบรม"),
            ("กิจกรรม : อบรม", "", "กิจกรรม", "project", "อบรม"),
            ("วัน/เดือน/ปี ที่ดำเนินการ ๕ ม.ค. ๖๘", "", "วัน/เดือน/ปี ที่ดำเนินการ", "period", "๕ ม.ค. ๖๘"),
        ] {
            let want = Some((number.to_owned(), label, says.to_owned(), value));
            assert_eq!(seen(text), want, "{text}");
        }
    }

    #[test]
    fn what_goes_on_is_no_label() {
        for text in [
            "๑. โครงการแสงริมน้ำ",
            "โครงการ แสงริมน้ำ",
            "วัตถุประสงค์หลักคือให้แสงริมน้ำ",
            "งบประมาณรายจ่ายประจำปี",
            "๓.๑ เพื่อสร้างเครือข่าย",
            "",
        ] {
            assert_eq!(seen(text), None, "{text}");
        }
    }

    #[test]
    fn labels_within_a_line_have_a_colon_or_an_amount() {
        for (text, within) in [
            ("๕,๐๐๐ บาท ใช้จ่าย ๔,๕๐๐ บาท", Some("ใช้จ่าย")),
            ("๕ ม.ค. ๖๘ สถานที่ : ห้องประชุม", Some("สถานที่")),
            ("๕ ม.ค. ๖๘ สถานที่ ห้องประชุม", None),
            ("........ สถานที่ ........", Some("สถานที่")),
        ] {
            let found = label_within(text, &[], &LabelWords::default());
            assert_eq!(found.map(|label| &text[label.range]), within, "{text}");
        }
    }
}
