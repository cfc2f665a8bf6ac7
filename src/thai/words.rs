//! Which strings of Thai letters are words: how much of a text is made of words, and which reading
//! of a damaged text is.
//!
//! The list is `words_th.txt` of PyThaiNLP 5.4.0 (CC0-1.0), without entries of one letter and
//! entries that hold anything but Thai letters; `scripts/thai-words` makes it anew. It knows
//! nothing of how often a word is used, so that it decides only where one reading is made of fewer
//! words than every other one.

use std::ops::Range;
use std::sync::LazyLock;

use fst::raw::{CompiledAddr, Fst};

use super::text::{Class, class, is_mark, is_thai_letter};

/// The list, each letter as one byte: its place in the Thai block.
static WORDS: LazyLock<Fst<&[u8]>> = LazyLock::new(|| {
    Fst::new(&include_bytes!("words.fst")[..]).expect("the embedded list is whole")
});

/// What a word costs in a reading; the reading with the least cost is the best one.
const WORD: u32 = 10;
/// What a letter outside every word costs. Three words are better than one letter that belongs to
/// none.
const STRAY: u32 = 30;
/// A reading must be better than every other one by this: a word less.
const MARGIN: u32 = WORD;
/// The longest word that is looked for, in letters. A damaged word is shorter; longer entries are
/// names of offices.
const LONGEST: usize = 32;
/// More letters in one run than this are read in pieces: no line has as many without a space.
const LONGEST_RUN: usize = 300;
/// Steps through the list after which a run is left as it is: 200 a letter. Sound text takes about
/// ten.
const MOST_STEPS: usize = 60_000;
/// A cost that no reading has.
const NEVER: u32 = u32::MAX / 4;

/// The byte that stands for a Thai letter in the list.
///
/// ```
/// use raingan::thai::words::encoded;
/// assert_eq!((encoded('ก'), encoded('a'), encoded('๕')), (Some(1), None, None));
/// ```
pub fn encoded(c: char) -> Option<u8> {
    is_thai_letter(c).then(|| (c as u32 - 0x0E00) as u8)
}

/// Whether an entry of the source is one of the list's: two Thai letters or more, ๅ only behind ฤ
/// and ฦ.
///
/// ```
/// use raingan::thai::words::is_listed_form;
/// assert!(is_listed_form("ดำเนินงาน") && !is_listed_form("ณ") && !is_listed_form("กทม."));
/// ```
pub fn is_listed_form(word: &str) -> bool {
    word.chars().all(is_thai_letter) && word.chars().nth(1).is_some() && !word.contains('ๅ')
}

/// How many words the list has.
pub fn len() -> usize {
    WORDS.len()
}

/// Whether it is a word of the list.
///
/// ```
/// use raingan::thai::words::is_word;
/// assert!(is_word("สำนักงาน") && !is_word("สานักงาน"));
/// ```
pub fn is_word(text: &str) -> bool {
    let bytes: Option<Vec<u8>> = text.chars().map(encoded).collect();
    bytes.is_some_and(|bytes| WORDS.contains_key(bytes))
}

/// Whether a run of letters is made of words to its end.
///
/// ```
/// assert!(raingan::thai::words::is_all_words("หน่วยงานของ") && !raingan::thai::words::is_all_words("กขค"));
/// ```
pub fn is_all_words(run: &str) -> bool {
    let letters: Vec<char> = run.chars().take(LONGEST_RUN + 1).collect();
    !letters.is_empty() && letters.len() <= LONGEST_RUN && Division::of(&letters).strays() == 0
}

/// What the best division of a run of letters into words costs: 10 each word, 30 each letter
/// outside of words. Of two readings the one that costs less is more likely.
///
/// ```
/// use raingan::thai::words::cost;
/// assert!(cost("ดำเนินงาน") < cost("ดาเนินงาน"));
/// ```
pub fn cost(run: &str) -> u32 {
    let letters: Vec<char> = run.chars().collect();
    letters.chunks(LONGEST_RUN).map(|piece| Division::of(piece).cost()).sum()
}

/// The best division of a run of Thai letters: the byte range of every word, in order; letters that
/// belong to none stand together, with the marks on them.
///
/// ```
/// let run = "ประเมินความเสี่ยง";
/// let words: Vec<&str> = raingan::thai::words::divide(run).into_iter().map(|range| &run[range]).collect();
/// assert_eq!(words, ["ประเมิน", "ความเสี่ยง"]);
/// ```
pub fn divide(run: &str) -> Vec<Range<usize>> {
    let letters: Vec<char> = run.chars().collect();
    let mut ends: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
    ends.push(run.len());
    let mut all: Vec<Range<usize>> = Vec::new();
    let (mut first, mut stray) = (0, false);
    for piece in letters.chunks(LONGEST_RUN) {
        for (letters, known) in Division::of(piece).parts() {
            let range = ends[first + letters.start]..ends[first + letters.end];
            match all.last_mut() {
                Some(last) if stray && !known => last.end = range.end,
                _ => all.push(range),
            }
            stray = !known;
        }
        first += piece.len();
    }
    all
}

/// One letter of a run as the text layer says it, and what may stand there instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// What the layer says; it need not be Thai.
    pub said: char,
    /// What the page may show there: one letter or more each, none of them empty.
    pub instead: &'static [&'static str],
}

impl Slot {
    /// A letter that is beyond doubt.
    pub fn sure(said: char) -> Slot {
        Slot { said, instead: &[] }
    }
}

/// What the list says of one doubtful letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It is what the layer says: no other reading is better.
    AsSaid,
    /// Only this makes words of the run.
    Instead(&'static str),
    /// Two readings are equally good.
    Open,
}

/// How much of a text is made of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Thai letters in runs of three or more.
    pub letters: u32,
    /// Those among them that belong to words.
    pub known: u32,
}

impl Coverage {
    /// Adds a run of Thai letters.
    pub fn add(&mut self, run: &str) {
        let letters: Vec<char> = run.chars().collect();
        for piece in letters.chunks(LONGEST_RUN) {
            self.letters += piece.len() as u32;
            self.known += piece.len() as u32 - Division::of(piece).strays();
        }
    }

    /// The part of the letters that belongs to words; `None` where there are none.
    pub fn share(self) -> Option<f32> {
        (self.letters > 0).then(|| self.known as f32 / self.letters as f32)
    }
}

/// Reads a run of letters against the list: what it says of every letter, in order.
///
/// ```
/// use raingan::thai::words::{Reading, Slot, readings};
/// let lost = |c| Slot { said: c, instead: if c == 'า' { &["ำ"] } else { &[] } };
/// let read = |text: &str| readings(&text.chars().map(lost).collect::<Vec<_>>());
/// assert_eq!(read("ดาเนินงาน")[1], Reading::Instead("ำ"));
/// assert_eq!(read("ดาเนินงาน")[7], Reading::AsSaid);
/// assert_eq!(read("ทา")[1], Reading::Open);
/// ```
pub fn readings(run: &[Slot]) -> Vec<Reading> {
    run.chunks(LONGEST_RUN).flat_map(|piece| Lattice::new(piece).readings()).collect()
}

/// Whether a word may start with a letter, and one end before it: it is none that must stand with
/// the letter before it.
fn may_start(letter: char) -> bool {
    !(is_mark(letter) || class(letter) == Some(Class::FollowingVowel))
}

/// The best division into words of letters that are beyond doubt: from each place on, what it
/// costs, and where the word ends that comes first, the longest of equally good ones; `None` where
/// the first letter belongs to no word.
struct Division(Vec<(u32, Option<usize>)>);

impl Division {
    fn of(letters: &[char]) -> Division {
        let n = letters.len();
        let mut best: Vec<(u32, Option<usize>)> = vec![(0, None); n + 1];
        for start in (0..n).rev() {
            best[start] = (best[start + 1].0 + STRAY, None);
            for end in word_ends(letters, start) {
                let cost = best[end].0 + WORD;
                if cost <= best[start].0 {
                    best[start] = (cost, Some(end));
                }
            }
        }
        Division(best)
    }

    /// What it costs; see [`cost`].
    fn cost(&self) -> u32 {
        self.0[0].0
    }

    /// The letters of each word, and those that belong to none one by one; with whether it is a
    /// word.
    fn parts(&self) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
        let n = self.0.len() - 1;
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = (at < n).then_some(at)?;
            let end = self.0[start].1;
            at = end.unwrap_or(start + 1);
            Some((start..at, end.is_some()))
        })
    }

    /// How many letters belong to no word.
    fn strays(&self) -> u32 {
        self.parts().filter(|(_, known)| !known).count() as u32
    }
}

/// Where the words end that start at `start`, from the shortest to the longest.
fn word_ends(letters: &[char], start: usize) -> impl Iterator<Item = usize> {
    let last = letters.len().min(start + LONGEST);
    let mut node = Some(WORDS.root());
    let nodes = (start..last).map_while(move |at| {
        node = node.take().and_then(|node| {
            let i = node.find_input(encoded(letters[at])?)?;
            Some(WORDS.node(node.transition_addr(i)))
        });
        node.as_ref().map(|node| (at + 1, node.is_final()))
    });
    nodes
        .filter(|(end, is_word)| *is_word && letters.get(*end).is_none_or(|c| may_start(*c)))
        .map(|(end, _)| end)
}

/// A word that may stand from one place of a run to another, if these letters are read otherwise
/// than said.
struct Edge {
    start: usize,
    end: usize,
    changes: Vec<Change>,
}

/// A slot of a run, by its place, and what is read there.
type Change = (usize, &'static str);

/// All words that may stand in a run.
struct Lattice<'a> {
    run: &'a [Slot],
    edges: Vec<Edge>,
    /// The least cost of what stands before each place.
    before: Vec<u32>,
    /// The least cost of what stands from each place on.
    after: Vec<u32>,
    steps: usize,
}

impl<'a> Lattice<'a> {
    fn new(run: &'a [Slot]) -> Lattice<'a> {
        let mut lattice =
            Lattice { run, edges: Vec::new(), before: Vec::new(), after: Vec::new(), steps: 0 };
        for start in 0..run.len() {
            lattice.walk(start, start, WORDS.root().addr(), &mut Vec::new());
        }
        lattice.measure();
        lattice
    }

    /// Follows every word that starts at `start` from `at` on, where the list stands at `node`.
    fn walk(&mut self, start: usize, at: usize, node: CompiledAddr, changes: &mut Vec<Change>) {
        self.steps += 1;
        if at > start && WORDS.node(node).is_final() && self.may_end(at) {
            self.edges.push(Edge { start, end: at, changes: changes.clone() });
        }
        let Some(slot) =
            self.run.get(at).filter(|_| at - start < LONGEST && self.steps < MOST_STEPS)
        else {
            return;
        };
        if let Some(next) = follow(node, slot.said) {
            self.walk(start, at + 1, next, changes);
        }
        for letters in slot.instead {
            if let Some(next) = letters.chars().try_fold(node, follow) {
                changes.push((at, letters));
                self.walk(start, at + 1, next, changes);
                changes.pop();
            }
        }
    }

    /// Whether a word may end before a letter: not before what must stand with the letter before
    /// it.
    fn may_end(&self, at: usize) -> bool {
        self.run.get(at).is_none_or(|next| may_start(next.said))
    }

    /// The least cost of what stands before and behind each place.
    fn measure(&mut self) {
        let n = self.run.len();
        self.before = vec![NEVER; n + 1];
        self.after = vec![NEVER; n + 1];
        (self.before[0], self.after[n]) = (0, 0);
        // Edges are in the order of their starts.
        let mut edges = self.edges.iter().peekable();
        for at in 0..n {
            let so_far = self.before[at];
            self.before[at + 1] = self.before[at + 1].min(so_far + STRAY);
            while let Some(edge) = edges.next_if(|e| e.start == at) {
                self.before[edge.end] = self.before[edge.end].min(so_far + WORD);
            }
        }
        let mut edges = self.edges.iter().rev().peekable();
        for at in (0..n).rev() {
            self.after[at] = self.after[at + 1] + STRAY;
            while let Some(edge) = edges.next_if(|e| e.start == at) {
                self.after[at] = self.after[at].min(self.after[edge.end] + WORD);
            }
        }
    }

    fn readings(&self) -> Vec<Reading> {
        if self.steps >= MOST_STEPS {
            return vec![Reading::Open; self.run.len()];
        }
        let mut best: Vec<Best> =
            (0..self.run.len()).map(|at| Best::stray(self.around(at, at + 1) + STRAY)).collect();
        for edge in &self.edges {
            let cost = self.around(edge.start, edge.end) + WORD;
            for at in (edge.start..edge.end).filter(|at| !self.run[*at].instead.is_empty()) {
                let change = edge.changes.iter().find(|(place, _)| *place == at);
                best[at].offer(cost, change.map(|(_, c)| *c));
            }
        }
        best.iter().zip(self.run).map(|(best, slot)| best.reading(slot)).collect()
    }

    /// The cost of all that stands outside a stretch.
    fn around(&self, start: usize, end: usize) -> u32 {
        self.before[start] + self.after[end]
    }
}

/// The place in the list behind a letter.
fn follow(node: CompiledAddr, c: char) -> Option<CompiledAddr> {
    let node = WORDS.node(node);
    node.find_input(encoded(c)?).map(|i| node.transition(i).addr)
}

/// The best costs of one letter's readings.
#[derive(Debug, Clone, Copy)]
struct Best {
    /// As said.
    said: u32,
    /// Read as another letter, and as which.
    first: (u32, Option<&'static str>),
    /// The best with yet another letter.
    second: u32,
}

impl Best {
    fn stray(cost: u32) -> Best {
        Best { said: cost, first: (NEVER, None), second: NEVER }
    }

    fn offer(&mut self, cost: u32, change: Option<&'static str>) {
        match change {
            None => self.said = self.said.min(cost),
            Some(_) if change == self.first.1 => self.first.0 = self.first.0.min(cost),
            Some(_) if cost < self.first.0 => {
                self.second = self.first.0;
                self.first = (cost, change);
            }
            Some(_) => self.second = self.second.min(cost),
        }
    }

    fn reading(&self, slot: &Slot) -> Reading {
        let (cost, change) = self.first;
        match change {
            Some(c) if cost + MARGIN <= self.said && cost + MARGIN <= self.second => {
                Reading::Instead(c)
            }
            Some(_) if !slot.instead.is_empty() && cost < self.said + MARGIN => Reading::Open,
            _ => Reading::AsSaid,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AM: &[&str] = &["ำ"];
    const AA: &[&str] = &["า"];
    const MARKS: &[&str] = &["ิ", "ี", "ึ", "ื", "ั", "็", "่", "้", "๊", "๋", "์", "ุ", "ู"];

    /// A text read with every `doubt` standing for one of `instead`; what is open stays as said.
    fn read(text: &str, doubt: char, instead: &'static [&'static str]) -> String {
        let slot = |c| Slot { said: c, instead: if c == doubt { instead } else { &[] } };
        let run: Vec<Slot> = text.chars().map(slot).collect();
        let pick = |(slot, reading): (&Slot, Reading)| match reading {
            Reading::Instead(letters) => letters.to_owned(),
            _ => slot.said.to_string(),
        };
        run.iter().zip(readings(&run)).map(pick).collect()
    }

    #[test]
    fn the_list_is_whole() {
        assert!(len() > 60_000, "{}", len());
        for word in ["ดำเนินงาน", "สำนักงาน", "จำนวน", "จำกัด", "การ", "เกณฑ์", "บุคลากร"]
        {
            assert!(is_word(word), "{word}");
        }
        for word in ["ดาเนินงาน", "สานัก", "จานวน", "กำร", "", "ก", "abc"]
        {
            assert!(!is_word(word), "{word}");
        }
    }

    #[test]
    fn one_reading_is_taken_and_two_are_left_open() {
        for (said, shown) in [
            ("การดาเนินงานของสานักงาน", "การดำเนินงานของสำนักงาน"),
            ("กาหนดจานวน", "กำหนดจำนวน"),
            ("ตาแหน่งอานวยการ", "ตำแหน่งอำนวยการ"),
            ("ประจาปีงบประมาณ", "ประจำปีงบประมาณ"),
            // Words that exist both ways.
            ("ทา", "ทา"),
            ("คลอง", "คลอง"),
            ("การบริหารงานบุคลากร", "การบริหารงานบุคลากร"),
        ] {
            assert_eq!(read(said, 'า', AM), shown);
        }
        assert_eq!(read("ภำยใต้ยุทธศำสตร์ชำติที่ได้มีกำรแก้ไข", 'ำ', AA), "ภายใต้ยุทธศาสตร์ชาติที่ได้มีการแก้ไข");
        assert_eq!(read("กำรดำเนินงำน", 'ำ', AA), "การดำเนินงาน");
        assert_eq!(read("เกณฑ!การประเมิน", '!', MARKS), "เกณฑ์การประเมิน");
        assert_eq!(read("ผู\u{FFFD}บริหาร", '\u{FFFD}', MARKS), "ผู้บริหาร");
        assert_eq!(read("ไม\u{FFFD}", '\u{FFFD}', MARKS), "ไม\u{FFFD}", "ไม่ and ไม้ are words");
    }

    #[test]
    fn coverage_tells_words_from_letters() {
        let share = |text: &str| {
            let mut coverage = Coverage::default();
            coverage.add(text);
            coverage.share()
        };
        assert_eq!(share("การป้องกันและปราบปรามการทุจริต"), Some(1.0));
        assert!(share("ฟหกดสวงผปแอิืทมใฝ").is_some_and(|s| s < 0.5));
        assert_eq!(share(""), None);
    }

    proptest! {
        /// A run without doubtful letters costs the same both ways it can be read.
        #[test]
        fn a_sure_run_costs_the_same_as_a_doubtful_one(run in "(การ|ดำเนิน|งาน|สำนัก|เกณฑ์|ทุจริต|[ก-ฮะ-์]){1,12}") {
            let letters: Vec<char> = run.chars().collect();
            let slots: Vec<Slot> = letters.iter().copied().map(Slot::sure).collect();
            let (division, lattice) = (Division::of(&letters), Lattice::new(&slots));
            prop_assert_eq!(division.cost(), lattice.after[0]);
            prop_assert_eq!(division.parts().last().map_or(0, |(part, _)| part.end), letters.len());
        }
    }

    #[test]
    fn time_is_bounded() {
        let letters = ('ก'..='ฮ').chain('ะ'..='ู').map(|c| &*c.to_string().leak());
        let all: &'static [&'static str] = letters.collect::<Vec<_>>().leak();
        let run = vec![Slot { said: '\u{FFFD}', instead: all }; 3000];
        let started = std::time::Instant::now();
        assert!(readings(&run).iter().all(|r| *r == Reading::Open));
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    }
}
