//! Lines of text in a picture → their characters, as the recogniser reads them: at the body height
//! that its letters have, and where that leaves doubt, at others.

use crate::geom::Rect;
use crate::ocr::gray::Gray;
use crate::ocr::parts;
use crate::ocr::recogniser::{Character, Recogniser, Window};
use crate::ocr::second;
use crate::ocr::text_line::{Cut, Label, TextLine};

/// A line whose characters are less sure than this in the mean is read at other body heights, …
const DOUBTED: f32 = 0.88;
/// … which are its own times these.
const HEIGHTS: [f32; 8] = [0.62, 0.74, 0.87, 1.15, 1.33, 1.6, 2.0, 2.5];
/// A sign that stands alone is read at these.
const LONE_HEIGHTS: [f32; 4] = [0.74, 0.87, 1.15, 1.33];
/// At least as many signs that stand alone …
const MANY_SIGNS: usize = 6;
/// … and as great a part of all lines decide together how high a body is, …
const MOSTLY_SIGNS: f32 = 0.7;
/// … which is the height that was seen, times one of these: a digit's height in that of a body, and
/// the other way round.
const SIGN_HEIGHTS: [f32; 3] = [0.68, 0.8, 1.35];
/// What a round sign that stands alone may have been read as.
const ZEROS: [&str; 4] = ["0", "๐", "O", "o"];
/// An Arabic zero is narrower than this part of its height.
const ZERO_SHAPE: f32 = 0.87;
/// What a spiral that stands alone is not, and what it is.
const SPIRAL: (&str, &str) = ("@", "๑");
/// How sure it is at most which one of both it is.
const SURE_ZERO: f32 = 0.9;
/// Lines of a page that are read so, the first ones; a page with more is hardly text …
const MOST_DOUBTED: usize = 60;
/// … and where nearly all lines of such a page are doubted, none is.
const HARDLY_TEXT: f32 = 0.8;
/// A reading at another height is taken where it is surer by this.
const SURER: f32 = 0.04;
/// It has at least this part of the characters that the line had at first.
const ENOUGH: f32 = 0.5;
/// A label whose marks are seen only in a window of its own must be at least so sure.
const SURE_LABEL: f32 = 0.9;
/// A label is one where it is surer by this in a window of its own.
const SURER_LABEL: f32 = 0.01;

/// The lines of a page as they were read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Each with the body height that it was read at; a line that begins with a label is two.
    pub lines: Vec<TextLine>,
    /// The characters of each.
    pub texts: Vec<Vec<Character>>,
}

/// Reads lines of a picture, with a second look where the first leaves doubt. `clip`: what drawn
/// lines leave of the window of a line.
pub(super) fn read_lines(
    gray: &Gray,
    lines: &[TextLine],
    clip: impl Fn(&TextLine) -> Rect,
) -> Read {
    let lines = part_labels(gray, lines, &clip);
    let texts = read_once(gray, &lines);
    let mut read = Read { lines, texts };
    settle_height_of_signs(gray, &mut read, &clip);
    read_at_other_heights(gray, &mut read, &clip);
    let Read { lines, texts } = read;
    let is_cut = |at: usize| lines[at].stubs.is_some();
    let mut texts = second::look_again(texts, is_cut, |at| window(&lines[at].cut_through(gray)));
    for (line, text) in lines.iter().zip(&mut texts).filter(|(line, _)| line.is_lone) {
        tell_zeros_apart(gray, line, text);
        never_alone(text);
    }
    Read { lines, texts }
}

/// Reads lines of a picture as they are; nothing where a line makes no window.
pub(super) fn read_once(gray: &Gray, lines: &[TextLine]) -> Vec<Vec<Character>> {
    let windows = windows(gray, lines);
    let there: Vec<usize> = (0..windows.len()).filter(|i| windows[*i].is_some()).collect();
    let read = Recogniser::embedded().read_all(&windows.iter().flatten().collect::<Vec<_>>());
    let mut out = vec![Vec::new(); windows.len()];
    for (at, characters) in there.into_iter().zip(read) {
        out[at] = characters;
    }
    out
}

/// The windows of lines, as the recogniser wants them.
fn windows(gray: &Gray, lines: &[TextLine]) -> Vec<Option<Window>> {
    use rayon::prelude::*;
    lines.par_iter().map(|line| window(&line.cut(gray))).collect()
}

/// The window of a cut, as the recogniser wants it.
fn window(cut: &Cut) -> Option<Window> {
    Window::from_gray(&cut.pixels.pixels, cut.pixels.width, cut.pixels.height)
}

/// How sure the characters of a line are in the mean, and how many there are, spaces left out.
#[derive(Debug, Clone, Copy, Default)]
struct Sureness {
    mean: f32,
    count: usize,
}

impl Sureness {
    fn of(characters: &[Character]) -> Sureness {
        let inked = characters.iter().filter(|c| !c.is_space());
        let (sum, count) = inked.fold((0.0, 0), |(sum, n), c| (sum + c.confidence, n + 1));
        Sureness { mean: sum / (count as f32).max(1.0), count }
    }
}

/// Parts the labels from lines where a window of their own shows that they are larger: more of
/// their marks, or all of it surer.
fn part_labels(
    gray: &Gray,
    lines: &[TextLine],
    clip: &impl Fn(&TextLine) -> Rect,
) -> Vec<TextLine> {
    let labelled: Vec<(usize, Label)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.label?))).collect();
    let looks: Vec<TextLine> = labelled
        .iter()
        .flat_map(|(at, label)| {
            let alone = TextLine { x1: label.end, label: None, ..lines[*at] };
            [TextLine { body: label.body, ..alone }, TextLine { body: label.rest, ..alone }]
        })
        .map(|line| TextLine { clip: clip(&line), ..line })
        .collect();
    let read = read_once(gray, &looks);
    let mut out = lines.to_vec();
    for (i, (at, label)) in labelled.iter().enumerate() {
        let (own, usual) = (Sureness::of(&read[2 * i]), Sureness::of(&read[2 * i + 1]));
        if !is_words(&read[2 * i]) {
            continue;
        }
        let shows_more = own.count > usual.count && own.mean >= SURE_LABEL;
        if !shows_more && own.mean < usual.mean + SURER_LABEL {
            continue;
        }
        let rest = TextLine { x0: label.next, body: label.rest, label: None, ..lines[*at] };
        out[*at] = looks[2 * i];
        out.push(TextLine { clip: clip(&rest), ..rest });
    }
    out.sort_by(|a, b| a.baseline.total_cmp(&b.baseline).then(a.x0.total_cmp(&b.x0)));
    out
}

/// Where a page has hardly anything but signs that stand alone, their heights do not say how high
/// the body of a letter is: digits are higher. They are read at other heights all together, and the
/// height at which they are surest in the mean is taken.
fn settle_height_of_signs(gray: &Gray, read: &mut Read, clip: &impl Fn(&TextLine) -> Rect) {
    let lone: Vec<usize> = (0..read.lines.len()).filter(|at| read.lines[*at].is_lone).collect();
    if lone.len() < MANY_SIGNS || lone.len() as f32 <= MOSTLY_SIGNS * read.lines.len() as f32 {
        return;
    }
    let first: Vec<Vec<Character>> = lone.iter().map(|at| read.texts[*at].clone()).collect();
    let mut most = mean_of(&first);
    for by in SIGN_HEIGHTS {
        let lines: Vec<TextLine> =
            lone.iter().map(|at| at_height(&read.lines[*at], by, clip)).collect();
        let texts = read_once(gray, &lines);
        let now = mean_of(&texts);
        if now > most {
            most = now;
            for ((at, line), text) in lone.iter().zip(lines).zip(texts) {
                (read.lines[*at], read.texts[*at]) = (line, text);
            }
        }
    }
}

/// How sure lines are, in the mean.
fn mean_of(texts: &[Vec<Character>]) -> f32 {
    let sum: f32 = texts.iter().map(|text| Sureness::of(text).mean).sum();
    sum / (texts.len() as f32).max(1.0)
}

/// A line with its body height changed by a factor.
fn at_height(line: &TextLine, by: f32, clip: &impl Fn(&TextLine) -> Rect) -> TextLine {
    let other = TextLine { body: line.body * by, ..*line };
    TextLine { clip: clip(&other), ..other }
}

/// A round sign that stands alone is 0 where it is clearly higher than wide, else ๐: beside other
/// letters the recogniser sees that.
fn tell_zeros_apart(gray: &Gray, line: &TextLine, text: &mut [Character]) {
    let [only] = text else { return };
    if !ZEROS.contains(&only.text.as_str()) {
        return;
    }
    let cut = line.cut(gray);
    let Some(largest) = parts::parts(&cut.pixels)
        .and_then(|found| found.into_iter().max_by_key(|p| p.width() * p.height()))
    else {
        return;
    };
    let is_narrow = (largest.width() as f32) < ZERO_SHAPE * largest.height() as f32;
    let zero = if is_narrow { "0" } else { "๐" };
    if only.text != zero {
        take_for(only, zero);
    }
}

/// Takes a character for another one, and doubts it.
fn take_for(character: &mut Character, other: &str) {
    let read = std::mem::replace(&mut character.text, other.into());
    character.runner_up = Some((read, 1.0 - SURE_ZERO));
    character.confidence = character.confidence.min(SURE_ZERO);
}

/// A sign that never stands alone is the digit that looks like it.
fn never_alone(text: &mut [Character]) {
    let [only] = text else { return };
    if only.text == SPIRAL.0 {
        take_for(only, SPIRAL.1);
    }
}

/// Whether what was read is words and no number, its sign or its stop: those are higher than letters.
fn is_words(characters: &[Character]) -> bool {
    let mut inked = characters.iter().filter(|c| !c.is_space()).peekable();
    inked.peek().is_some() && inked.all(|c| c.is_thai() || c.text == ":")
}

/// Reads the doubtful lines at other body heights, and takes the surest reading.
fn read_at_other_heights(gray: &Gray, read: &mut Read, clip: &impl Fn(&TextLine) -> Rect) {
    let sureness: Vec<Sureness> = read.texts.iter().map(|text| Sureness::of(text)).collect();
    let doubted = (0..sureness.len()).filter(|at| sureness[*at].mean < DOUBTED);
    let mut doubted: Vec<usize> = doubted.collect();
    if doubted.len() > MOST_DOUBTED && doubted.len() as f32 > HARDLY_TEXT * sureness.len() as f32 {
        return;
    }
    doubted.truncate(MOST_DOUBTED);
    let mut looks: Vec<(usize, TextLine)> = Vec::new();
    for at in doubted {
        let line = read.lines[at];
        let heights: &[f32] = if line.is_lone { &LONE_HEIGHTS } else { &HEIGHTS };
        looks.extend(heights.iter().map(|by| (at, at_height(&line, *by, clip))));
    }
    let lines: Vec<TextLine> = looks.iter().map(|(_, line)| *line).collect();
    let texts = read_once(gray, &lines);
    let mut best = sureness.clone();
    for ((at, line), text) in looks.into_iter().zip(texts) {
        let now = Sureness::of(&text);
        let has_enough = now.count as f32 >= ENOUGH * sureness[at].count as f32;
        if now.count > 0 && has_enough && now.mean > best[at].mean.max(sureness[at].mean + SURER) {
            best[at] = now;
            (read.lines[at], read.texts[at]) = (line, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_no_label() {
        let read = |text: &str| -> Vec<Character> {
            let one = |c: char| Character {
                text: [c].iter().collect(),
                confidence: 0.99,
                runner_up: None,
                start: 0.0,
                end: 3.0,
            };
            text.chars().map(one).collect()
        };
        for (text, words) in
            [("ที่", true), ("เรื่อง:", true), ("๒.", false), ("๘๕,", false), ("", false)]
        {
            assert_eq!(is_words(&read(text)), words, "{text}");
        }
    }

    #[test]
    fn a_round_sign_alone_is_the_zero_that_its_shape_says() {
        let zero = |width: usize| {
            let mut gray = Gray::white(100, 100);
            for y in 40..60 {
                let inner = if (43..57).contains(&y) { 3..width - 3 } else { 0..0 };
                (0..width)
                    .filter(|x| !inner.contains(x))
                    .for_each(|x| gray.fill_row(y, 40 + x..41 + x, 0));
            }
            let clip = Rect::new(0.0, 0.0, 100.0, 100.0);
            let line = TextLine {
                x0: 40.0,
                x1: 60.0,
                baseline: 60.0,
                body: 20.0,
                clip,
                ..TextLine::default()
            };
            let read = Character {
                text: "๐".into(),
                confidence: 0.99,
                runner_up: None,
                start: 0.0,
                end: 3.0,
            };
            let mut text = [read];
            tell_zeros_apart(&gray, &line, &mut text);
            (text[0].text.to_string(), text[0].confidence < 0.98)
        };
        assert_eq!(zero(14), ("0".to_owned(), true));
        assert_eq!(zero(20), ("๐".to_owned(), false));
    }

    #[test]
    fn a_spiral_alone_is_a_digit_and_doubted() {
        let read = |text: &str| Character {
            text: text.into(),
            confidence: 0.999,
            runner_up: None,
            start: 0.0,
            end: 3.0,
        };
        let mut alone = [read("@")];
        never_alone(&mut alone);
        assert!(alone[0].text == "๑" && alone[0].confidence < 0.98);
        let mut address = [read("a"), read("@")];
        never_alone(&mut address);
        assert_eq!(address[1].text, "@");
    }

    #[test]
    fn a_line_without_ink_or_of_no_height_has_no_characters() {
        let gray = Gray::white(200, 100);
        let blank =
            TextLine { x0: 20.0, x1: 180.0, baseline: 60.0, body: 20.0, ..TextLine::default() };
        let flat = TextLine { x0: 0.0, x1: 1e6, baseline: 60.0, body: 1.0, ..TextLine::default() };
        let read = read_lines(&gray, &[blank, flat], |line| line.clip).texts;
        assert!(read.len() == 2 && read.iter().all(Vec::is_empty), "{read:?}");
    }
}
