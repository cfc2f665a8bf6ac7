//! Whether two readings tell the same items: their titles, one by one.
//!
//! Where one of them was read from a picture, letters that are taken for each other count as the
//! same; else titles are the same or not, as a letter is all that tells โครงการ ก from โครงการ ข. What
//! `diff` does beyond that, finding what became of items over the years, would take two reports that
//! only resemble each other for one.

use super::record::Record;
use crate::diff::similar::{Profile, Weighed, Weights};
use crate::thai::alike::same;
use crate::thai::text::matching_key;

/// Of the longer list, this share has to stand in the other one.
const SHARE: f32 = 0.5;

/// Titles of which one was read from a picture are the same where their groups of letters are alike
/// by so much.
const ALIKE_IN_PICTURES: f32 = 0.85;

/// Titles of a reading that are looked at: more tell no more.
const MOST_TITLES: usize = 400;

/// A cell of a table of another form with fewer characters names nothing.
const SHORTEST_CELL: usize = 8;

/// What a reading tells, by the titles of its items; where it has none, by the cells of its tables.
#[derive(Debug, Clone, Default)]
pub(super) struct Titles(Vec<String>);

impl Titles {
    /// Those of rows of `items`; where no item has one, of the rows of `other_cells`, which are asked
    /// for then only.
    ///
    /// # Errors
    ///
    /// Where those cannot be had.
    pub(super) fn of<E>(
        items: &[Record],
        cells: impl FnOnce() -> Result<Vec<Record>, E>,
    ) -> Result<Titles, E> {
        let is_outline = |item: &&Record| matches!(item.text("kind"), Some("strategy" | "tactic"));
        let titled = items.iter().filter(|item| !is_outline(item)).filter_map(|i| i.text("title"));
        let mut titles: Vec<String> = titled.map(matching_key).collect();
        if titles.is_empty() {
            let cells = cells()?;
            let below = cells.iter().filter(|cell| cell.whole("row_position") > Some(0));
            let texts = below.filter_map(|cell| cell.text("text"));
            titles =
                texts.filter(|t| t.chars().count() >= SHORTEST_CELL).map(matching_key).collect();
        }
        titles.retain(|title| !title.is_empty());
        // The order of rows is another in each database.
        titles.sort();
        titles.truncate(MOST_TITLES);
        Ok(Titles(titles))
    }
}

/// Whether two readings tell the same items. `from_picture`: one of them was read from a picture.
/// Of what tells no items nothing can be said: it does not agree.
pub(super) fn agree(a: &Titles, b: &Titles, from_picture: bool) -> bool {
    let longer = a.0.len().max(b.0.len());
    if a.0.is_empty() || b.0.is_empty() {
        return false;
    }
    let mut left: Vec<&String> = b.0.iter().collect();
    let mut open: Vec<&String> = Vec::new();
    for title in &a.0 {
        match left.iter().position(|other| *other == title) {
            Some(at) => drop(left.swap_remove(at)),
            None => open.push(title),
        }
    }
    let mut paired = a.0.len() - open.len();
    let enough = (SHARE * longer as f32).ceil() as usize;
    if from_picture && paired < enough && paired + open.len().min(left.len()) >= enough {
        paired += pairs(&open, &left);
    }
    paired >= enough
}

/// How many titles have one that is the same but for some letters.
fn pairs(open: &[&String], left: &[&String]) -> usize {
    let profiles: Vec<Profile> = open.iter().chain(left).map(|title| Profile::of(title)).collect();
    let weights = Weights::default();
    let weighed: Vec<Weighed> = profiles.into_iter().map(|p| weights.weigh(p)).collect();
    let (mine, others) = weighed.split_at(open.len());
    let mut taken = vec![false; left.len()];
    let mut paired = 0;
    for (title, profile) in open.iter().zip(mine) {
        let is_same = |(at, other): (usize, &&String)| {
            let alike = profile.alike(&others[at]) >= ALIKE_IN_PICTURES;
            !taken[at] && (alike || same(title, other, true).is_some())
        };
        if let Some(at) = left.iter().enumerate().position(is_same) {
            taken[at] = true;
            paired += 1;
        }
    }
    paired
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(all: &[&str]) -> Titles {
        Titles(all.iter().map(|title| matching_key(title)).collect())
    }

    #[test]
    fn the_same_items_agree_in_any_order_and_spelling_of_digits() {
        let one = titles(&["โครงการอบรม ปี ๒๕๖๗", "โครงการตรวจสอบ", "โครงการเดิน"]);
        let two = titles(&["โครงการตรวจสอบ", "โครงการอบรม ปี 2567"]);
        assert!(agree(&one, &two, false) && agree(&two, &one, false));
    }

    #[test]
    fn a_letter_makes_another_item_unless_it_was_read_from_a_picture() {
        let (one, two) = (titles(&["โครงการ ก"]), titles(&["โครงการ ข"]));
        assert!(!agree(&one, &two, false));
        let born = titles(&["โครงการส่งเสริมคุณธรรมและจริยธรรม"]);
        let scan = titles(&["โครงการส่งเสรีมคุณธรรมแสะจริยธรรม"]);
        assert!(agree(&born, &scan, true));
    }

    #[test]
    fn a_few_of_many_do_not_make_it_the_same_report() {
        let all = titles(&["หนึ่ง", "สอง", "สาม", "สี่", "ห้า"]);
        assert!(!agree(&all, &titles(&["หนึ่ง", "สอง"]), false));
        assert!(agree(&all, &titles(&["หนึ่ง", "สอง", "สาม"]), false));
    }

    #[test]
    fn of_what_tells_nothing_nothing_is_known() {
        assert!(!agree(&titles(&[]), &titles(&[]), true));
    }
}
