//! Habits that the code does not keep everywhere yet: how often each room breaks them. The numbers
//! may fall and never rise.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::code::{code, is_name, is_of_word, tokens, without_tests};
use super::{ROOMS, program, rank};

/// Of each room: closures that `let` gives a name, for 1,000 lines of code without comments and
/// tests; constants that do not stand at the head of their file; [`RIDDLES`] in doc comments. Where
/// a room is not listed it has none.
///
/// This prints the table of today, for when the numbers have fallen:
/// `cargo test --test it tidy::ratchet::the_numbers -- --ignored --nocapture`
const MOST: &[(&str, [usize; 3])] = &[
    ("finding", [0, 1, 0]),
    ("digest", [0, 0, 1]),
    ("column", [13, 2, 0]),
    ("thai", [3, 0, 0]),
    ("pdf", [3, 0, 0]),
    ("ocr", [3, 0, 1]),
    ("layout", [2, 0, 0]),
    ("table", [16, 25, 7]),
    ("contract", [2, 0, 0]),
    ("report", [9, 8, 3]),
    ("audit", [5, 0, 2]),
    ("diff", [3, 1, 2]),
    ("load", [5, 8, 0]),
    ("cli", [1, 0, 0]),
];

/// Words that make a sentence hard to read at once: say it in another way.
const RIDDLES: [&str; 4] = ["so many", "be it", "is told", "are told"];

/// What is counted, in the order of [`MOST`].
const COUNTED: [&str; 3] = [
    "closures named by let, for 1,000 lines: make them functions",
    "constants that do not stand at the head of their file: move them there",
    "doc comments with so many, be it, is told, are told: word them anew",
];

/// What a room has, and where the things are that are counted.
#[derive(Default)]
struct Room {
    lines: usize,
    found: [Vec<String>; 3],
}

impl Room {
    /// The numbers as [`MOST`] has them.
    fn numbers(&self) -> [usize; 3] {
        let [closures, constants, riddles] = self.found.each_ref().map(Vec::len);
        [(closures * 1000).div_ceil(self.lines.max(1)), constants, riddles]
    }
}

/// All rooms that have files, by their place in [`ROOMS`].
fn rooms() -> BTreeMap<usize, Room> {
    let mut rooms: BTreeMap<usize, Room> = BTreeMap::new();
    for (path, source) in program() {
        let path = path.to_str().expect("a path in UTF-8");
        let room = rooms.entry(rank(path)).or_default();
        let code = without_tests(&code(&source));
        room.lines += code.lines().filter(|line| !line.trim().is_empty()).count();
        let found = [closures(&code), constants(&code), riddles(&source)];
        for (all, found) in room.found.iter_mut().zip(found) {
            all.extend(found.into_iter().map(|what| format!("  {path}: {what}")));
        }
    }
    rooms
}

/// The names of closures that are kept in a variable.
fn closures(code: &str) -> Vec<String> {
    let tokens = tokens(code);
    let mut all = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| **token == "let") {
        let Some(equals) = tokens[at..].iter().position(|token| matches!(*token, "=" | ";")) else {
            continue;
        };
        let mut value = tokens[at + equals + 1..].iter();
        if value.find(|token| !matches!(**token, "&" | "mut" | "move")) == Some(&"|") {
            all.push(tokens[at + 1].to_owned());
        }
    }
    all
}

/// The names of constants that stand within a function, or behind the first one of the file.
fn constants(code: &str) -> Vec<String> {
    let tokens = tokens(code);
    // Braces that are open, each with whether it is the body of a type's or trait's block.
    let mut open: Vec<bool> = Vec::new();
    let (mut block, mut functions, mut all) = (false, 0, Vec::new());
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1).copied().unwrap_or_default();
        match *token {
            "impl" | "trait" if open.is_empty() => block = true,
            "fn" if is_name(next) => (functions, block) = (functions + 1, false),
            "{" => open.push(std::mem::take(&mut block)),
            "}" => _ = open.pop(),
            "const" | "static" if functions > 0 && tokens.get(at + 2) == Some(&":") => {
                let generic = at > 0 && matches!(tokens[at - 1], "<" | ",");
                if open.last() != Some(&true) && !generic {
                    all.push(next.to_owned());
                }
            }
            _ => {}
        }
    }
    all
}

/// The doc comments with one of [`RIDDLES`], as the words around it.
fn riddles(source: &str) -> Vec<String> {
    let doc = |line: &str| {
        let line = line.trim_start();
        line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(str::to_owned)
    };
    // One comment a line, without the breaks in it.
    let text: String = source.lines().map(|line| doc(line).unwrap_or("\n".to_owned())).collect();
    let mut all = Vec::new();
    for comment in text.lines() {
        for riddle in RIDDLES {
            for (at, _) in comment.match_indices(riddle) {
                let (before, after) = (&comment[..at], &comment[at + riddle.len()..]);
                if !before.ends_with(is_of_word) && !after.starts_with(is_of_word) {
                    all.push(format!("{}{riddle}", last_words(before)));
                }
            }
        }
    }
    all
}

/// The last three words of a text, each with the space behind it.
fn last_words(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().rev().take(3).collect();
    words.reverse();
    words.iter().map(|word| format!("{word} ")).collect()
}

#[test]
fn no_room_breaks_a_habit_more_often_than_before() {
    let mut worse = String::new();
    for (rank, room) in rooms() {
        let name = ROOMS[rank].0;
        let most = MOST.iter().find(|(room, _)| *room == name).map_or([0; 3], |(_, most)| *most);
        for (kind, (is, most)) in room.numbers().into_iter().zip(most).enumerate() {
            if is > most {
                let (what, found) = (COUNTED[kind], room.found[kind].join("\n"));
                writeln!(worse, "{name}: {is}, at most {most}: {what}\n{found}")
                    .expect("writing to a String");
            }
        }
    }
    assert!(worse.is_empty(), "{worse}");
}

#[test]
#[ignore = "prints the numbers of today for MOST"]
fn the_numbers_of_today() {
    for (rank, room) in rooms().into_iter().filter(|(_, room)| room.numbers() != [0; 3]) {
        println!("    (\"{}\", {:?}),", ROOMS[rank].0, room.numbers());
    }
}

#[test]
fn what_is_counted_is_found() {
    let code = "const A: u8 = 1;
        impl B { const C: u8 = 1; fn f<const N: usize>() {} const D: u8 = 1; }
        fn g() { const E: u8 = 1; let h = |x| x; let (i, j) = (1, 2); let k = move || 1; }
        static L: u8 = 1; const fn m() {} struct N { o: *const u8 }";
    assert_eq!(closures(code), ["h", "k"]);
    assert_eq!(constants(code), ["E", "L"]);
    let docs = "/// There are so\n/// many, maybe it is.\nfn f() {} // so many\n/// It is told.\n";
    assert_eq!(riddles(docs), ["There are so many", "It is told"]);
}
