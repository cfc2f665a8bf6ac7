//! The habits of the code that a compiler does not hold.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules in order: each imports only from itself and from those before it. `main` and `cli`
/// are the program.
const ORDER: &[&str] = &[
    "geom", "finding", "error", "options", "kind", "thai", "pdf", "ocr", "layout", "table",
    "contract", "page", "report", "audit", "inspect", "batch", "diff", "load", "cli", "main", "lib",
];

/// Names that stand at the root of the crate and belong to no stage: every module may use them.
const ROOT: &[&str] = &[];

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

/// The code without what comments, strings and characters say; lines stay lines.
fn code(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut code = String::with_capacity(source.len());
    let mut i = 0;
    while i < chars.len() {
        let end = match (chars[i], chars.get(i + 1)) {
            ('/', Some('/')) => find(&chars, i, "\n"),
            ('/', Some('*')) => find(&chars, i, "*/") + 2,
            ('"', _) => quoted(&chars, i + 1),
            ('r', Some('"' | '#'))
                if !chars[..i].last().is_some_and(|c| c.is_alphanumeric() || *c == '_') =>
            {
                let hashes = chars[i + 1..].iter().take_while(|c| **c == '#').count();
                match chars.get(i + 1 + hashes) {
                    Some('"') => {
                        find(&chars, i + 2 + hashes, &format!("\"{}", "#".repeat(hashes)))
                            + 1
                            + hashes
                    }
                    _ => i + 1,
                }
            }
            ('\'', Some('\\')) => find(&chars, i + 3, "'") + 1,
            ('\'', Some(_)) if chars.get(i + 2) == Some(&'\'') => i + 3,
            _ => {
                code.push(chars[i]);
                i + 1
            }
        };
        if end > i + 1 {
            code.extend(chars[i..end.min(chars.len())].iter().filter(|c| **c == '\n'));
        }
        i = end;
    }
    code
}

/// Where `what` begins from `at` on, or the end.
fn find(chars: &[char], at: usize, what: &str) -> usize {
    let what: Vec<char> = what.chars().collect();
    (at..chars.len()).find(|i| chars[*i..].starts_with(&what)).unwrap_or(chars.len())
}

/// Behind the end of a string that begins before `at`.
fn quoted(chars: &[char], mut at: usize) -> usize {
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

/// What of the crate the code names: `a`, `b` for `crate::a::x` and `crate::{a, b::{c, d}}`.
fn imports(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            || code[..at].ends_with('$')
        {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let Some(list) = rest.strip_prefix('{') else {
            names.push(word(rest));
            continue;
        };
        let (mut depth, mut start) = (1, true);
        for (i, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 1 => break,
                '}' => depth -= 1,
                ',' if depth == 1 => start = true,
                c if start && !c.is_whitespace() => {
                    names.push(word(&list[i..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn a_module_imports_only_what_stands_before_it() {
    let rank = |module: &str| ORDER.iter().position(|m| *m == module);
    for (path, source) in sources("src") {
        let module = path.iter().nth(1).unwrap().to_str().unwrap().trim_end_matches(".rs");
        let own = rank(module)
            .unwrap_or_else(|| panic!("{}: {module} has no place in the order", path.display()));
        if matches!(module, "cli" | "main" | "lib") {
            continue;
        }
        let code = code(&source);
        assert!(
            !code.contains("raingan::"),
            "{}: only the command line names the library from outside",
            path.display()
        );
        for name in imports(&code).iter().filter(|name| !ROOT.contains(&name.as_str())) {
            let other = rank(name).unwrap_or_else(|| {
                panic!("{}: crate::{name} has no place in the order", path.display())
            });
            assert!(
                other <= own,
                "{}: {module} stands before {name} and cannot import it",
                path.display()
            );
        }
    }
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

/// Functions with the number of their lines, from `fn` to the closing brace.
fn functions(code: &str) -> Vec<(String, usize)> {
    let mut all = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let name = word(&code[at + 3..]);
        if name.is_empty() || code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let mut depth = 0;
        for (i, c) in code[at..].char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                // A declaration without a body.
                ';' if depth == 0 && !code[at..at + i].contains('[') => break,
                _ => {}
            }
            if c == '}' && depth <= 0 {
                all.push((name, code[at..=at + i].lines().count()));
                break;
            }
        }
    }
    all
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

/// The reader of code below these laws reads code.
#[test]
fn code_is_told_from_what_is_only_said() {
    let source = "use crate::{geom::{Point, Rect}, table}; // crate::no\nfn f<'a>(x: &'a str) -> char {\n    let _ = \"crate::no {\";\n    let _ = r#\"\"crate::no\"#;\n    '{'\n}\n";
    let code = code(source);
    assert_eq!(imports(&code), ["geom", "table"]);
    assert_eq!(functions(&code), [("f".to_owned(), 5)]);
    assert_eq!(code.lines().count(), source.lines().count());
}
