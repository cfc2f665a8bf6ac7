//! Lines of text in a picture → their characters, as the recogniser reads them.

use crate::ocr::gray::Gray;
use crate::ocr::recogniser::{Character, Recogniser, Window};
use crate::ocr::second;
use crate::ocr::text_line::{Cut, TextLine};

/// Reads lines of a picture, with a second look where the first leaves doubt.
pub(super) fn read_lines(gray: &Gray, lines: &[TextLine]) -> Vec<Vec<Character>> {
    let first = read_once(gray, lines);
    let is_cut = |at: usize| lines[at].stubs.is_some();
    second::look_again(first, is_cut, |at| window(&lines[at].cut_through(gray)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_ink_or_of_no_height_has_no_characters() {
        let gray = Gray::white(200, 100);
        let blank =
            TextLine { x0: 20.0, x1: 180.0, baseline: 60.0, body: 20.0, ..TextLine::default() };
        let flat = TextLine { x0: 0.0, x1: 1e6, baseline: 60.0, body: 1.0, ..TextLine::default() };
        let read = read_lines(&gray, &[blank, flat]);
        assert!(read.len() == 2 && read.iter().all(Vec::is_empty), "{read:?}");
    }
}
