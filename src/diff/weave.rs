//! What became of a text word by word, put together from both sides, with what stands between the
//! words.

use std::ops::Range;

use super::model::{Op, Words};
use super::token::Tokens;
use super::words::TextDiff;
use crate::thai::text::matching_key;

/// A text word by word, with what stands between the words.
pub fn words(a: &Tokens<'_>, b: &Tokens<'_>, diff: &TextDiff) -> Vec<Words> {
    let mut same: Vec<(Range<usize>, Range<usize>)> =
        diff.equal.iter().map(|(i, j)| (*i..i + 1, *j..j + 1)).collect();
    let spelt = diff.spelt.iter().map(|(s, _)| (s.old.clone(), s.new.clone()));
    same.extend(spelt.filter(|(x, y)| !x.is_empty() && !y.is_empty()));
    same.sort_by_key(|(x, y)| (x.start, y.start));
    same.dedup();
    let mut out = Weave::default();
    let (mut at_old, mut at_new) = (0, 0);
    for (x, y) in same {
        let (x, y) = (a.span(x), b.span(y));
        out.between(&a.text[at_old..x.start], &b.text[at_new..y.start]);
        out.stayed(&a.text[x.clone()], &b.text[y.clone()]);
        (at_old, at_new) = (x.end, y.end);
    }
    out.between(&a.text[at_old..], &b.text[at_new..]);
    out.finish()
}

/// Words as they are put together; of those that stayed, both sides.
#[derive(Default)]
struct Weave(Vec<(Op, String, String)>);

impl Weave {
    fn push(&mut self, op: Op, old: &str, new: &str) {
        match self.0.last_mut() {
            Some(last) if last.0 == op => {
                last.1.push_str(old);
                last.2.push_str(new);
            }
            _ if old.is_empty() && new.is_empty() => {}
            _ => self.0.push((op, old.to_owned(), new.to_owned())),
        }
    }

    fn stayed(&mut self, old: &str, new: &str) {
        self.push(Op::Same, old, new);
    }

    /// What stands between words that stayed: nothing, space, or other words.
    fn between(&mut self, old: &str, new: &str) {
        if matching_key(old) == matching_key(new) {
            self.stayed(old, new);
            return;
        }
        self.push(Op::Old, old, "");
        self.push(Op::New, "", new);
    }

    fn finish(self) -> Vec<Words> {
        let mut words = Vec::with_capacity(self.0.len());
        for (op, old, new) in self.0 {
            words.push(match op {
                Op::Same => Words { op, was: (old != new).then_some(old), text: new },
                Op::Old => Words { op, text: old, was: None },
                Op::New => Words { op, text: new, was: None },
            });
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::words::{Years, compare};

    #[test]
    fn both_sides_can_be_put_together_again() {
        for (old, new) in [
            ("เพื่อสร้างเครือข่าย ๕ แห่ง", "เพื่อขยายเครือข่าย ๖ แห่ง"),
            ("ที่ท่าเรือ", "ที่ท่าเรือ และบนเรือ"),
            ("", "ใหม่"),
        ] {
            let (a, b) = (Tokens::of(old), Tokens::of(new));
            let words = words(&a, &b, &compare(&a, &b, Years::default(), false));
            let side = |op| words.iter().filter_map(|w| w.on(op)).collect::<String>();
            assert_eq!((side(Op::Old), side(Op::New)), (old.to_owned(), new.to_owned()));
            assert!(words.windows(2).all(|pair| pair[0].op != pair[1].op), "{words:?}");
        }
    }
}
