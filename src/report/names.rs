//! Who is responsible: names of people and offices that stand one a line, though no line is so short that
//! the next one would have fitted in it.

use std::sync::LazyLock;

use crate::layout::{Line, Passage, compose, ended, is_list_item, narrower_side};
use crate::thai::text::{is_thai_letter, normalise};
use crate::words::{self, Words};

/// A name has more letters than this behind the word that it begins with.
const LETTERS: usize = 1;
/// A word would have fitted in the line before where that has this much more room (in font sizes).
const SLACK: f32 = 0.6;
/// What a name goes on behind in the next line.
const GOES_ON: &[&str] = &["และ", "หรือ", "ของ", "ประจำ", "กับ", "โดย", "/", ",", "-", "–", ":", "("];

/// What a name begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// The title of a person.
    Person,
    /// The word for an office; `clear`: no other name goes on with it.
    Office { clear: bool },
    /// The word for a post.
    Post,
}

static STARTS: LazyLock<Words<Start>> = LazyLock::new(|| {
    Words::of(&words::NAME_STARTS, |word| {
        Some(match *word.meanings.first()? {
            "person" => Start::Person,
            "office" => Start::Office { clear: word.attribute("clear").is_some() },
            _ => Start::Post,
        })
    })
});

/// The text of a cell of names: each that begins a line is a paragraph.
pub(super) fn compose_names(lines: &[Line]) -> Passage {
    if lines.len() < 2 {
        return compose(lines);
    }
    let mut lines = lines.to_vec();
    let padding = lines.iter().map(narrower_side).fold(f32::INFINITY, f32::min).max(0.0);
    let mut open = text_of(&lines[0]);
    for i in 1..lines.len() {
        let (before, line) = (&lines[i - 1], &lines[i]);
        let text = text_of(line);
        let undecided = line.starts_paragraph.is_none() && line.frame.is_place();
        if undecided && begins_name(&open, &text, |word| fits(before, line, word, padding)) {
            lines[i].starts_paragraph = Some(true);
            open = text;
        } else if line.starts_paragraph == Some(true) || is_list_item(&text) || ended(before, line)
        {
            open = text;
        } else {
            open.push_str(&text);
        }
    }
    compose(&lines)
}

/// Whether a line begins another name below what is said so far. `fits`: whether the word that it begins
/// with would have fitted in the line before.
fn begins_name(said: &str, line: &str, fits: impl Fn(&str) -> bool) -> bool {
    let (Some((word, start)), Some(before)) = (STARTS.at_start(line), whole_name(said)) else {
        return false;
    };
    match start {
        Start::Person => true,
        Start::Office { clear } => before != Start::Post && (*clear || fits(word)),
        Start::Post => before == Start::Person && said.trim().contains(' '),
    }
}

/// What a whole name begins with; `None` where a text is none, or goes on.
fn whole_name(text: &str) -> Option<Start> {
    let text = text.trim();
    let (word, start) = STARTS.at_start(text)?;
    let letters = text[word.len()..].chars().filter(|c| is_thai_letter(*c)).count();
    let goes_on = GOES_ON.iter().any(|word| text.ends_with(word))
        || text.matches('(').count() > text.matches(')').count();
    (letters > LETTERS && !goes_on).then_some(*start)
}

/// Whether a word at the start of a line would have fitted in the line before; `padding`: how far text
/// stays from the borders of its cell, in points.
fn fits(before: &Line, line: &Line, word: &str, padding: f32) -> bool {
    let mut letters = word.chars().count();
    let last = line.printed().find(|cluster| {
        letters = letters.saturating_sub(cluster.text.chars().count());
        letters == 0
    });
    let width = last.map_or(f32::INFINITY, |last| last.bbox.x1 - line.bbox.x0);
    let (left, right) = before.frame.room;
    let room = right - left - 2.0 * padding - (before.bbox.x1 - before.bbox.x0);
    room > width + SLACK * line.size
}

fn text_of(line: &Line) -> String {
    normalise(line.text().trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_begins_a_name() {
        for entry in words::NAME_STARTS.entries() {
            let line = format!("{}แสงดาว", entry.word);
            assert!(begins_name("นายแสง ริมน้ำ", &line, |_| true), "{}", entry.word);
            let clear = begins_name("งานแสงริมน้ำ", &line, |_| false);
            let sure = entry.means("person") || entry.attribute("clear").is_some();
            assert_eq!(clear, sure, "{}", entry.word);
        }
    }

    #[test]
    fn a_name_begins_below_a_whole_name() {
        for (said, line, fits, begins) in [
            ("สำนักปลัด", "หน่วยตรวจสอบภายใน", true, true),
            ("กองสาธารณสุขและสิ่งแวดล้อม", "กองการศึกษา", false, true),
            ("งานนิติการ", "สำนักปลัดเทศบาล", false, true),
            ("นายสมชาย ใจดี", "นางสมหญิง ใจงาม", false, true),
            ("นายสมชาย ใจดี", "นิติกรชำนาญการ", false, true),
            ("นายสมชาย", "นิติกร", false, false),
            ("กลุ่มพัฒนา", "งานวิจัย", false, false),
            ("กองส่งเสริมและ", "กองช่าง", true, false),
            ("ผู้อำนวยการ", "กองช่าง", true, false),
            ("ผู้อำนวยการกองช่าง", "กองคลัง", true, false),
            ("หัวหน้าฝ่าย", "นายสมชาย ใจดี", true, true),
            ("สำนักงาน", "ปลัดเทศบาล", true, false),
            ("สำนัก", "นายกรัฐมนตรี", true, false),
            ("กองส่งเสริม", "การเกษตร", true, false),
        ] {
            assert_eq!(begins_name(said, line, |_| fits), begins, "{said} | {line}");
        }
    }
}
