//! What a file names of others: its `use` lines and the paths in its code.

use super::code::is_name;

/// One name that a `use` line brings in, or everything of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Where it comes from, as written: `["super", "model", "Report"]`.
    pub path: Vec<String>,
    /// What it is called here; `None` for `*`.
    pub name: Option<String>,
    /// Whether others can reach it through this file on purpose: `pub use`, `pub(crate) use`.
    pub public: bool,
}

/// The code of a file in three: its imports, the paths of two names or more, and all tokens that
/// belong to no `use` or `mod` line.
#[derive(Debug, Default)]
pub struct Named<'t> {
    pub imports: Vec<Import>,
    pub paths: Vec<Vec<String>>,
    pub rest: Vec<&'t str>,
}

impl<'t> Named<'t> {
    pub fn new(tokens: &[&'t str]) -> Self {
        let mut named = Named::default();
        let mut at = 0;
        while at < tokens.len() {
            let next = tokens.get(at + 1).copied().unwrap_or_default();
            at = match tokens[at] {
                // Not `use<'a>`, which lists what a type holds on to.
                "use" if next != "<" => {
                    let public = at > 0 && matches!(tokens[at - 1], "pub" | ")");
                    tree(tokens, at + 1, &[], public, &mut named.imports)
                }
                "mod" if is_name(next) => at + 2,
                token => {
                    named.rest.push(token);
                    at + 1
                }
            };
        }
        named.paths = paths(&named.rest);
        named
    }

    /// Whether the code itself uses a name that it also passes on: a type wherever it stands, a
    /// function where it is called.
    pub fn speaks_of(&self, name: &str) -> bool {
        let a_type = name.starts_with(char::is_uppercase);
        self.rest.iter().enumerate().filter(|(_, token)| **token == name).any(|(at, _)| {
            let before = at.checked_sub(1).map_or("", |at| self.rest[at]);
            let after = self.rest.get(at + 1).copied().unwrap_or_default();
            !matches!(before, "." | "::" | "fn") && (a_type || matches!(after, "(" | "!"))
        })
    }
}

/// Reads one branch of a `use` line from `at` on, whose beginning is `stem`; the place behind it.
fn tree(tokens: &[&str], at: usize, stem: &[String], public: bool, all: &mut Vec<Import>) -> usize {
    let (mut path, mut at) = (stem.to_vec(), at);
    loop {
        match tokens[at] {
            "::" => at += 1,
            "{" => {
                at += 1;
                while tokens[at] != "}" {
                    at = tree(tokens, at, &path, public, all);
                    at += usize::from(tokens[at] == ",");
                }
                return at + 1;
            }
            "*" => {
                all.push(Import { path, name: None, public });
                return at + 1;
            }
            segment => {
                // `a::{self}` is `a`.
                if segment != "self" || path.is_empty() {
                    path.push(segment.to_owned());
                }
                at += 1;
                if tokens[at] != "::" {
                    break;
                }
            }
        }
    }
    let mut name = path.last().cloned();
    if tokens[at] == "as" {
        name = Some(tokens[at + 1].to_owned());
        at += 2;
    }
    all.push(Import { path, name, public });
    at
}

/// The paths in the code: names tied by `::`, from the first.
fn paths(tokens: &[&str]) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for (at, first) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", |at| tokens[at]);
        if !is_name(first) || matches!(before, "::" | ".") {
            continue;
        }
        let mut path = vec![(*first).to_owned()];
        let mut at = at + 1;
        while tokens.get(at) == Some(&"::") && tokens.get(at + 1).is_some_and(|next| is_name(next))
        {
            path.push(tokens[at + 1].to_owned());
            at += 2;
        }
        if path.len() > 1 {
            all.push(path);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::code::tokens;
    use super::*;

    /// The imports as `path as name`, and the paths.
    fn read(code: &str) -> (Vec<String>, Vec<String>) {
        let tokens = tokens(code);
        let named = Named::new(&tokens);
        let import = |import: &Import| {
            format!("{} as {}", import.path.join("::"), import.name.as_deref().unwrap_or("*"))
        };
        (
            named.imports.iter().map(import).collect(),
            named.paths.iter().map(|path| path.join("::")).collect(),
        )
    }

    #[test]
    fn a_use_line_may_be_a_tree() {
        let (imports, _) =
            read("use a::{self, b::{C, d as e}, f::*}; pub use self::g::H; use super::i;");
        assert_eq!(
            imports,
            [
                "a as a",
                "a::b::C as C",
                "a::b::d as e",
                "a::f as *",
                "self::g::H as H",
                "super::i as i"
            ]
        );
    }

    #[test]
    fn paths_stand_anywhere_in_the_code() {
        let (_, paths) = read("fn f(x: &geom::Rect) -> Vec::<u8> { $crate::a::b!(x.c::<d::E>()) }");
        assert_eq!(paths, ["geom::Rect", "crate::a::b", "d::E"]);
    }

    #[test]
    fn what_is_only_passed_on_is_not_spoken_of() {
        let tokens = tokens("pub use a::{B, c, d}; fn f(d: u8) -> B { self.c() }");
        let named = Named::new(&tokens);
        assert_eq!(["B", "c", "d"].map(|name| named.speaks_of(name)), [true, false, false]);
    }
}
