//! The habits of the code that a compiler does not hold.

mod code;
mod house;
mod ratchet;
mod uses;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::committed::hold;
use code::{code, functions};
use house::House;

/// The rooms of the program in order, each with what lives there: a room imports only from itself
/// and from those before it. The table in CONTRIBUTING.md is made from this.
const ROOMS: &[(&str, &str)] = &[
    ("geom", "points and boxes on a page"),
    ("finding", "what is odd about a document that was read; the list of codes"),
    ("error", "why a document or a command cannot go on"),
    ("kind", "what kind of file some bytes are: PDF, picture, transcript, zip, other"),
    ("union", "which things belong together: disjoint sets of their numbers"),
    ("align", "two sequences side by side: which items stand in each other's place"),
    ("digest", "the SHA-256 of bytes, by which documents are known again"),
    ("role", "what a column can mean: names, JSON word, columns of the outputs"),
    ("column", "what a column is called in the JSON: its role, its time, its place among others"),
    ("words", "the vocabulary: loads `data/words/*.txt` once, and a user's own words"),
    ("corrections", "what people put right in reports: what a file of corrections says"),
    ("options", "what a caller can ask for"),
    ("thai", "pure functions on text: marks, digits, numbers, dates, similar letters"),
    ("pdf", "the only code that names a PDF crate: glyphs, rulings, pictures, limits"),
    ("ocr", "the picture of a page → glyphs and rulings, with how sure each is"),
    ("layout", "glyphs → clusters → lines → passages; a text layer's health and repairs"),
    ("table", "rulings → edges → grids → cells; text into cells; rows joined over pages"),
    ("contract", "the JSON: its types, schema and laws, and the outputs made from it"),
    ("page", "what one page says: text layer or picture, what that is worth, its blocks"),
    ("report", "blocks → report: sections, items, and the facts in their cells"),
    ("audit", "what judges a finished report: rules, targets, summary, OIT assessment"),
    ("inspect", "a page with what each stage saw, drawn over it"),
    ("batch", "many documents: archives with a ledger of every input"),
    ("diff", "the reports of two or more years, held against each other"),
    ("review", "a page that shows a report beside its document, to be checked and put right"),
    ("load", "reports into SQLite, PostgreSQL or Parquet"),
    ("publish", "reports as a workbook for a spreadsheet program"),
    ("lib", "the line itself: `extract` and its stages"),
    ("cli", "the program: `args/`, one file a command, `embed.rs` for the wheel"),
    ("main", "where the program starts"),
    ("python", "the wheel: a thin crate in `python/src` below `python/raingan`"),
];

/// Most lines of a file, not counting the unit tests at its end.
const FILE_LINES: usize = 600;

/// Most lines of a function: a screen.
const FUNCTION_LINES: usize = 60;

/// All Rust files below a folder of the project with their text, in order.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn below(folder: &Path, all: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, all);
            } else if path.extension().is_some_and(|e| e == "rs") {
                all.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    below(&root.join(folder), &mut all);
    all.sort();
    let named = |path: PathBuf| {
        (path.strip_prefix(root).unwrap().to_owned(), fs::read_to_string(&path).unwrap())
    };
    all.into_iter().map(named).collect()
}

fn everything() -> Vec<(PathBuf, String)> {
    ["src", "python/src", "tests/it", "tests/fuzz/src", "tests/fuzz/targets"].map(sources).concat()
}

/// The files of the program itself.
fn program() -> Vec<(PathBuf, String)> {
    ["src", "python/src"].map(sources).concat()
}

/// The room that a file of the program belongs to, as its place in [`ROOMS`].
fn rank(path: &str) -> usize {
    let room = match path.strip_prefix("src/") {
        Some(within) => within.split('/').next().expect("a first part").trim_end_matches(".rs"),
        None => "python",
    };
    let place = ROOMS.iter().position(|(name, _)| *name == room);
    place.unwrap_or_else(|| panic!("{path}: the room {room} has no place in ROOMS"))
}

#[test]
fn a_room_imports_only_from_those_before_it() {
    let house = House::new(program());
    let mut wrong = String::new();
    for (from, to, names) in house.arrows().filter(|(from, to, _)| rank(to) > rank(from)) {
        writeln!(wrong, "  {from} -> {to} ({names})").expect("writing to a String");
    }
    assert!(wrong.is_empty(), "these rooms import from one that stands after them:\n{wrong}");
}

#[test]
fn no_file_imports_one_that_imports_it() {
    let house = House::new(program());
    let circles: Vec<String> =
        house.knots().iter().map(|knot| house.describe_circles(knot)).collect();
    assert!(circles.is_empty(), "files that import each other:\n\n{}", circles.join("\n"));
}

#[test]
fn only_the_program_and_the_wheel_name_the_library_from_outside() {
    for (path, source) in sources("src") {
        let outside = path.starts_with("src/cli") || path.ends_with("main.rs");
        let names = code(&source).contains("raingan::");
        assert!(outside || !names, "{}: write crate::, not raingan::", path.display());
    }
}

/// Between these marks stands the table of rooms in CONTRIBUTING.md.
const ROOMS_BEGIN: &str = "<!-- rooms: begin -->\n";
const ROOMS_END: &str = "<!-- rooms: end -->\n";

#[test]
fn contributing_lists_the_rooms() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/CONTRIBUTING.md"))
        .expect("CONTRIBUTING.md");
    let (before, rest) = page.split_once(ROOMS_BEGIN).expect(ROOMS_BEGIN);
    let (_, after) = rest.split_once(ROOMS_END).expect(ROOMS_END);
    let mut table = String::from("| room | what lives there |\n| --- | --- |\n");
    for (name, what) in ROOMS {
        writeln!(table, "| `{name}` | {what} |").expect("writing to a String");
    }
    hold("CONTRIBUTING.md", &format!("{before}{ROOMS_BEGIN}\n{table}\n{ROOMS_END}{after}"));
}

#[test]
fn every_file_says_its_subject_first() {
    for (path, source) in everything() {
        let first = source.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 8, "{}: {first:?}", path.display());
    }
}

#[test]
fn no_file_has_too_many_lines() {
    for (path, source) in everything() {
        let lines = source.lines().take_while(|line| *line != "mod tests {").count();
        assert!(lines <= FILE_LINES, "{}: {lines} lines; more than one subject?", path.display());
    }
}

#[test]
fn a_function_fits_on_a_screen() {
    for (path, source) in everything() {
        for (name, lines) in functions(&code(&source)) {
            assert!(lines <= FUNCTION_LINES, "{}: fn {name} has {lines} lines", path.display());
        }
    }
}

#[test]
fn nothing_is_left_to_do_in_the_code() {
    for (path, source) in everything() {
        let code = code(&source);
        for word in ["todo!", "unimplemented!", "dbg!"] {
            assert!(!code.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn the_changelog_knows_this_version() {
    let changelog =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/CHANGELOG.md")).unwrap();
    let heading = format!("## {}", env!("CARGO_PKG_VERSION"));
    assert!(
        changelog.lines().any(|line| line.split(" - ").next() == Some(&heading)),
        "no {heading:?}"
    );
}

#[test]
fn every_dependency_says_why() {
    let manifests = ["/Cargo.toml", "/python/Cargo.toml"].map(|path| {
        let path = format!("{}{path}", env!("CARGO_MANIFEST_DIR"));
        fs::read_to_string(path).unwrap()
    });
    let mut within = false;
    for line in manifests.iter().flat_map(|manifest| manifest.lines()) {
        if line.starts_with('[') {
            within = line.contains("dependencies");
        } else if within && line.contains('=') {
            assert!(line.split_once("# ").is_some_and(|(_, why)| why.len() > 5), "{line}");
        }
    }
}
