//! Rust files as the laws read them: the code without comments and strings, its tokens, functions
//! and unit tests.

/// The code without what comments, strings and characters say; lines stay lines.
pub fn code(source: &str) -> String {
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

/// The word that the text begins with.
pub fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Functions with the number of their lines, from `fn` to the closing brace.
pub fn functions(code: &str) -> Vec<(String, usize)> {
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

/// The attributes that keep an item for the unit tests.
const FOR_TESTS: [&str; 2] = ["#[cfg(test)]", "#[cfg(all(test"];

/// The code without its unit tests: without every item that only tests are built with. Lines stay
/// lines, so that what is counted can be found.
pub fn without_tests(code: &str) -> String {
    let (mut kept, mut rest) = (String::with_capacity(code.len()), code);
    while let Some(at) = FOR_TESTS.iter().filter_map(|mark| rest.find(mark)).min() {
        kept.push_str(&rest[..at]);
        let end = at + item_length(&rest[at..]);
        kept.extend(rest[at..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    kept + rest
}

/// How long the item is that begins with an attribute: to its semicolon, or to the brace that
/// closes its body.
fn item_length(item: &str) -> usize {
    let mut depth = 0;
    for (i, c) in item.char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(c, ';' | '}') {
            return i + 1;
        }
    }
    item.len()
}

/// The tokens of code: words, `::`, and every other sign by itself. A lifetime is one token, too.
pub fn tokens(code: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            ':' if rest.starts_with("::") => 2,
            '\'' => 1 + word(&rest[1..]).len(),
            c if is_of_word(c) => word(rest).len(),
            c => c.len_utf8(),
        };
        all.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    all
}

/// Whether a character can stand in a name.
pub fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a token is a name (or a keyword), not a sign, a lifetime or a number.
pub fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

#[test]
fn code_is_told_from_what_is_only_said() {
    let source = "use crate::geom; // crate::no\nfn f<'a>(x: &'a str) -> char {\n    \
                  let _ = \"crate::no {\";\n    let _ = r#\"\"crate::no\"#;\n    '{'\n}\n";
    let code = code(source);
    assert!(!code.contains("no"), "{code}");
    assert_eq!(functions(&code), [("f".to_owned(), 5)]);
    assert_eq!(code.lines().count(), source.lines().count());
}

#[test]
fn unit_tests_are_left_out_and_lines_stay() {
    let source = "fn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\n\
                  #[cfg(all(test, unix))]\n#[path = x]\nmod sample;\nfn c() {}\n";
    let left = without_tests(source);
    assert_eq!(tokens(&left), tokens("fn a() {} fn c() {}"));
    assert_eq!(left.lines().count(), source.lines().count());
}

#[test]
fn tokens_are_words_and_signs() {
    let read = tokens("a::b<'x>(c.d);");
    assert_eq!(read, ["a", "::", "b", "<", "'x", ">", "(", "c", ".", "d", ")", ";"]);
}
