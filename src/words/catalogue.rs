//! The lists: which files there are, what their words are for, and what may stand beside a word.

use std::sync::LazyLock;

use super::list::{List, parse};
use crate::role::Role;

macro_rules! lists {
    ($($(#[doc = $doc:literal])+ $name:ident = $file:literal, $meanings:expr, $attributes:expr;)+) => {
        $(
            $(#[doc = $doc])+
            pub static $name: List = List {
                name: $file,
                about: concat!($($doc, "\n",)+).trim_ascii(),
                meanings: $meanings,
                attributes: $attributes,
                text: include_str!(concat!("../../data/words/", $file, ".txt")),
                entries: LazyLock::new(|| {
                    // A test holds that each of them can be read.
                    parse(&$name, $name.text).expect("a list that belongs to the program")
                }),
            };
        )+

        /// All lists.
        pub static ALL: &[&List] = &[$(&$name,)+];
    };
}

lists! {
    /// Words that say what a column holds. The one that stands first in a heading decides.
    HEADINGS = "headings", Role::WORDS, &[
        ("alone", "`yes`: only where it is the whole heading"),
        ("under", "below a heading of a group, as `GROUP:ROLE`: under a group of this role it says that role"),
        ("weak", "`yes`: it says little by itself, since other tables have it too"),
        ("named", "`yes`: as the whole heading it is the item's budget, whatever other planned money stands beside it"),
    ];
    /// Words that stand in headings beside those that decide, and do not change what they mean.
    HEADING_FILLERS = "heading-fillers", &[], &[];
    /// Words that head an item before its number, in the first cell of a row.
    ITEM_LABELS = "item-labels", &[
        ("project", "a project"),
        ("activity", "an activity of a project"),
        ("sub_activity", "a part of an activity"),
        ("measure", "a measure"),
    ], &[];
    /// Words that head a paragraph outside of tables: the levels of a plan, and what it says of them.
    OUTLINE_LABELS = "outline-labels", &[
        ("strategy", "the outermost level"),
        ("tactic", "the level below it"),
        ("goal", "what a tactic aims at"),
        ("indicator", "what a tactic is measured by"),
        ("note", "a note below a table"),
    ], &[
        ("number", "`needed`: a label only before a number"),
    ];
    /// Words that stand in the cells of a column and tell what it holds, beside figures and dates.
    CELL_CONTENTS = "cell-contents", Role::WORDS, &[
        ("place", "`start`: a cell begins so, behind its number or bullet; `anywhere`: it stands anywhere"),
        ("sure", "`yes`: the title of an item alone begins so"),
    ];
    /// Words that a row begins with which sums others.
    TOTAL_LABELS = "total-labels", &[
        ("total", "it sums others"),
    ], &[
        ("place", "`start`: whatever stands behind it; `whole`: where nothing does, or a number or a level, or where figures alone stand beside it"),
    ];
    /// What stands behind a title that is printed again and goes on from an earlier page.
    CARRIED_ON = "carried-on", &[
        ("carried", "it goes on"),
    ], &[];
    /// What stands in the rows of a table of items that name none.
    NO_ITEMS = "no-items", &[
        ("nothing", "a cell that says only this names nothing"),
        ("signed", "a cell that begins so is signed"),
        ("remark", "a title that begins so is a remark below the items"),
    ], &[];
    /// Words that names of people and offices begin with, where these stand one a line.
    NAME_STARTS = "name-starts", &[
        ("person", "a person"),
        ("office", "an office"),
        ("post", "the post of a person named above it"),
    ], &[
        ("clear", "`yes`: no name of another office goes on with it"),
    ];
    /// Words for the levels above items, in section rows, headings above tables and columns.
    LEVEL_LABELS = "level-labels", &[
        ("strategy", "the outermost level of the forms of the ITA"),
        ("tactic", "the level below it"),
        ("level", "another level"),
    ], &[
        ("number", "`behind`: its number stands behind it, never before; `needed`: a level only beside a number"),
        ("rank", "how deep it stands, from 1"),
    ];
    /// Labels of forms that tell one project, with what stands behind them.
    FORM_LABELS = "form-labels", &[
        ("project", "its name"),
        ("measure", "its name, where it is a measure"),
        ("strategy", "the strategy that it belongs to"),
        ("tactic", "the tactic that it belongs to"),
        ("objective", "what it is for"),
        ("detail", "why it is done, or what it consists of"),
        ("indicator", "what it is measured by"),
        ("target", "what it aims at"),
        ("result", "what came of it"),
        ("budget", "what it may cost"),
        ("budget_used", "what of that was spent"),
        ("budget_left", "what of that is left"),
        ("source", "who pays"),
        ("steps", "how it is carried out"),
        ("outcome", "what it changed"),
        ("expected", "what is expected of it"),
        ("responsible", "who is responsible"),
        ("period", "when it is carried out"),
        ("place", "where it is carried out"),
        ("participants", "who takes part"),
        ("problem", "what went wrong"),
        ("suggestion", "what is suggested"),
        ("evidence", "what proves it"),
        ("status", "how far it is"),
        ("note", "a note"),
        ("other", "what has no role"),
        ("notice", "nothing of a project: its document is a notice or a contract"),
        ("part", "nothing: it goes on with a label"),
        ("ends", "nothing: whoever signs the form, below its last label"),
    ], &[
        ("names", "`yes`: it names the project, and begins the next form where another one stands before it"),
        ("colon", "`needed`: a label only before a colon"),
        ("within", "`steps`: where another label names the project, it tells how that is carried out"),
        ("alone", "`budget`: what may be spent, where no other label of its form says that"),
    ];
    /// Words that open a part of an indicator cell.
    INDICATOR_LABELS = "indicator-labels", &[
        ("indicator", "what is measured"),
        ("target", "what is aimed at"),
        ("aspect", "one aspect of either"),
    ], &[];
    /// What stands behind a number and says what it counts or measures. Precision before recall: a
    /// unit that is not listed counts only where จำนวน or a comparator stands before the number.
    UNITS = "units", &[
        ("counted", "a classifier: things that are counted"),
        ("measured", "time, points, length, area, weight or volume"),
        ("money", "money"),
        ("multiplier", "a multiplier, before the unit"),
        ("percent", "per cent"),
    ], &[
        ("decimal", "`yes`: behind a decimal that begins a line, the decimal is no outline number (๑.๕ คน)"),
        ("year", "`never`: two digits before it are a count, not a year (มกราคม ๕๐ คน)"),
        ("apart", "`yes`: only where no letter goes on with it (๒๐ นาย, not ๒ นายสมชาย)"),
        ("listed", "`never`: a list behind such a number does not count its units (๓ วัน ดังนี้)"),
    ];
    /// How a number that is aimed at is meant.
    COMPARATORS = "comparators", &[
        ("ge", "at least"),
        ("gt", "more than"),
        ("le", "at most"),
        ("lt", "less than"),
    ], &[
        ("place", "`before` the number, before กว่า (`than`), or `behind` the unit"),
        ("not", "what it says behind ไม่"),
    ];
    /// What a budget cell says where it states no amount, without white space.
    BUDGET_STATUS = "budget-status", &[
        ("none", "no budget is used"),
        ("not_allocated", "none was allocated"),
        ("not_stated", "it is not stated"),
    ], &[
        ("whole", "`yes`: only where nothing else stands in the cell"),
    ];
    /// Words around an amount in a budget cell.
    BUDGET_WORDS = "budget-words", &[
        ("spent", "the amount was spent or is left, not allocated"),
        ("left", "the amount is left"),
        ("committed", "a column of it, or the amount, is bound by contracts: neither planned any more, nor spent, nor left"),
        ("moved", "the amount was moved, is missing or was taken in"),
        ("called_off", "beside the amount: its project was called off"),
        ("new", "the amount is what another one was changed to"),
        ("changed", "before จาก: the amount behind that was changed"),
        ("no_plan", "a column of it holds prices, receipts, contracts or what is moved: no money planned, spent or left"),
        ("total", "the amount is a total"),
        ("foreign", "beside the amount: it is in another currency"),
    ], &[
        ("place", "where it stands in a heading: `start`, `anywhere`, or `alone`: at the start of one that stands below no other"),
    ];
    /// Words of results that say that what stands beside them was not done, or not yet.
    NOT_DONE = "not-done", &[
        ("not_done", "what a figure beside it counts was not done"),
        ("done", "behind such a word: it was done after all"),
    ], &[
        ("place", "`label`: anywhere before the figure; `clause`: first of the words right before it; `behind` it"),
    ];
    /// Where money comes from.
    FUNDS = "funds", &[
        ("fund", "the name of a fund or of a unit that pays begins so"),
        ("lead", "what stands before such a name"),
        ("no_fund", "names no fund, as it stands"),
    ], &[];
    /// The months of the year, by their numbers. The dots of an abbreviation may be missing where it
    /// stands apart.
    MONTHS = "months", &[
        ("1", "January"),
        ("2", "February"),
        ("3", "March"),
        ("4", "April"),
        ("5", "May"),
        ("6", "June"),
        ("7", "July"),
        ("8", "August"),
        ("9", "September"),
        ("10", "October"),
        ("11", "November"),
        ("12", "December"),
    ], &[
        ("short", "`yes`: an abbreviation of two halves, each with its dot"),
    ];
    /// What stands before a number that is neither a day nor a year: an ordinal or a count.
    ORDINALS = "ordinals", &[], &[];
    /// Words that the name of an agency begins with, and what kind of agency bears such a name.
    AGENCIES = "agencies", &[
        ("ministry", "a ministry"),
        ("department", "a department"),
        ("province", "a province"),
        ("municipality", "a municipality"),
        ("subdistrict_administration", "a subdistrict administration"),
        ("school", "a school"),
        ("hospital", "a hospital"),
        ("university", "a university"),
        ("state_enterprise", "a state enterprise"),
        ("other", "another, or what the word does not say"),
        ("no_agency", "no agency, though it begins like one"),
    ], &[
        ("alone", "`yes`: the word is a whole name"),
        ("apart", "`yes`: a space may stand before the rest of the name"),
        ("full", "what the word is short for"),
        ("oversees", "`yes`: reports of others name it, too: as what they answer to"),
        ("place", "`yes`: behind the name of another agency, where that is"),
        ("unit", "`yes`: a part of an agency, and the agency itself only where none stands behind it"),
    ];
    /// What stands before the name of the place where an agency is.
    PLACES = "places", &[
        ("subdistrict", "a subdistrict"),
        ("district", "a district"),
        ("province", "a province"),
    ], &[];
    /// Words that no name of an agency holds: what they stand in is part of a sentence.
    CLAUSES = "clauses", &[], &[];
    /// Words in titles that say what kind of document one is.
    DOCUMENT_KINDS = "document-kinds", &[
        ("plan", "a plan"),
        ("result", "the results of a plan, or of measures"),
        ("measures", "measures to be taken"),
        ("risk", "risks and what is done about them"),
        ("procurement", "procurement"),
        ("form", "one project told by labels"),
        ("other", "none of these, though a title that says it may name a plan or results"),
    ], &[];
    /// How titles of reports begin.
    TITLE_STARTS = "title-starts", &[], &[];
    /// Marks that open an item of a list, beside numbers and letters.
    LIST_MARKS = "list-marks", &[], &[];
}

/// The marks that open an item of a list, as they stand within the brackets of a pattern.
pub fn list_marks() -> String {
    LIST_MARKS.entries().iter().map(|mark| regex::escape(mark.word)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_list_can_be_read() {
        for list in ALL {
            let entries = parse(list, list.text).unwrap_or_else(|e| panic!("{}: {e}", list.name));
            assert!(!entries.is_empty(), "{}", list.name);
        }
    }

    #[test]
    fn every_block_of_a_list_is_sorted() {
        for list in ALL {
            for block in list.text.split("\n\n") {
                let words: Vec<&str> =
                    block.lines().filter(|line| !line.starts_with('#')).collect();
                assert!(words.is_sorted(), "{}: not in order: {block}", list.name);
            }
        }
    }

    #[test]
    fn every_list_says_where_its_words_are_from() {
        for list in ALL {
            let head = list.text.split("\n\n").next().unwrap_or_default();
            assert!(head.contains("\n# Source: "), "{}", list.name);
        }
    }

    #[test]
    fn every_meaning_and_every_attribute_stands_beside_some_word() {
        for list in ALL.iter().filter(|list| list.meanings != Role::WORDS) {
            let all = list.entries();
            let meanings: BTreeSet<&str> = all.iter().flat_map(|e| e.meanings.clone()).collect();
            let known: BTreeSet<&str> = list.meanings.iter().map(|(name, _)| *name).collect();
            assert_eq!(meanings, known, "{}", list.name);
            for (name, _) in list.attributes {
                assert!(all.iter().any(|e| e.attribute(name).is_some()), "{}: {name}", list.name);
            }
        }
    }
}
