//! All files of the program with the arrows between them: an arrow runs from a file to one that
//! defines something it names.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

use super::code::{code, is_name, tokens, without_tests};
use super::uses::{Import, Named};

/// Words before the name of something that a file defines.
const DEFINES: [&str; 9] =
    ["fn", "struct", "enum", "trait", "type", "const", "static", "union", "mod"];

/// How often a name may be passed on before the search for its file ends.
const MOST_RELAYS: usize = 20;

/// The roots of the crates that are one program: the library, the program, the wheel.
const ROOTS: [(&str, &str); 3] =
    [("src/lib.rs", "raingan"), ("src/main.rs", "main"), ("python/src/lib.rs", "python")];

/// A file as a module of its crate.
struct File {
    path: String,
    /// The crate and the modules below it: `["raingan", "page", "read"]`.
    module: Vec<String>,
    /// What stands in its code, without its unit tests.
    tokens: Vec<String>,
    imports: Vec<Import>,
    defines: BTreeSet<String>,
}

/// What a path leads to: a file, and the name in it unless it is the module itself.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Target {
    file: usize,
    name: Option<String>,
}

/// The arrows from one file: to which, and by which names.
type Arrows = BTreeMap<usize, BTreeSet<String>>;

/// The files and their arrows.
pub struct House {
    files: Vec<File>,
    modules: BTreeMap<Vec<String>, usize>,
    arrows: Vec<Arrows>,
}

impl House {
    /// Reads the sources, given as paths in the project and their text.
    pub fn new(sources: Vec<(PathBuf, String)>) -> House {
        let mut files = Vec::new();
        let mut only_tests = BTreeSet::new();
        for (path, source) in &sources {
            let path = path.to_str().expect("a path in UTF-8").to_owned();
            let code = code(source);
            let left = without_tests(&code);
            let module = module_of(&path);
            for name in modules_declared(&code).difference(&modules_declared(&left)) {
                only_tests.insert(child(&module, name));
            }
            let tokens = tokens(&left);
            files.push(File {
                imports: Named::new(&tokens).imports,
                defines: definitions(&tokens),
                tokens: tokens.into_iter().map(str::to_owned).collect(),
                path,
                module,
            });
        }
        files.retain(|file| !only_tests.contains(&file.module));
        let modules = files.iter().map(|file| file.module.clone()).zip(0..).collect();
        let mut house = House { files, modules, arrows: Vec::new() };
        house.arrows = (0..house.files.len()).map(|file| house.arrows_from(file)).collect();
        house
    }

    /// Every arrow as (from, to, names).
    pub fn arrows(&self) -> impl Iterator<Item = (&str, &str, String)> {
        self.arrows.iter().enumerate().flat_map(move |(from, arrows)| {
            let path = |file: usize| self.files[file].path.as_str();
            arrows.iter().map(move |(to, names)| (path(from), path(*to), list(names)))
        })
    }

    /// The knots: sets of files, each of which leads to each other by arrows.
    pub fn knots(&self) -> Vec<Vec<usize>> {
        let reach: Vec<BTreeSet<usize>> =
            (0..self.files.len()).map(|file| self.reached_from(file)).collect();
        let mut knots = BTreeSet::new();
        for (file, reached) in reach.iter().enumerate() {
            let knot: Vec<usize> =
                reached.iter().copied().filter(|other| reach[*other].contains(&file)).collect();
            if !knot.is_empty() {
                knots.insert(knot);
            }
        }
        knots.into_iter().collect()
    }

    /// The shortest circles in a knot, one through each of its files, as lines of
    /// `a.rs -> b.rs (names)`.
    pub fn describe_circles(&self, knot: &[usize]) -> String {
        let mut circles = BTreeSet::new();
        for file in knot {
            let mut circle = self.shortest_circle(*file);
            let first = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or(0);
            circle.rotate_left(first);
            circles.insert(circle);
        }
        circles.iter().map(|circle| self.describe_circle(circle)).collect::<Vec<_>>().join("\n")
    }

    fn describe_circle(&self, circle: &[usize]) -> String {
        let next = circle.iter().cycle().skip(1);
        let line = |(from, to): (&usize, &usize)| {
            let names = list(&self.arrows[*from][to]);
            format!("  {} -> {} ({names})\n", self.files[*from].path, self.files[*to].path)
        };
        circle.iter().zip(next).map(line).collect()
    }

    /// The files on the shortest way along arrows from a file back to itself.
    fn shortest_circle(&self, start: usize) -> Vec<usize> {
        let mut before: BTreeMap<usize, usize> = BTreeMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(file) = queue.pop_front() {
            for next in self.arrows[file].keys() {
                if before.contains_key(next) {
                    continue;
                }
                before.insert(*next, file);
                queue.push_back(*next);
            }
        }
        let mut circle = vec![before[&start]];
        while circle.last() != Some(&start) {
            circle.push(before[&circle[circle.len() - 1]]);
        }
        circle.reverse();
        circle
    }

    /// All files that arrows lead to from a file; itself only on a circle.
    fn reached_from(&self, start: usize) -> BTreeSet<usize> {
        let (mut reached, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(file) = open.pop() {
            open.extend(self.arrows[file].keys().copied().filter(|next| reached.insert(*next)));
        }
        reached
    }

    /// Where the names in a file come from.
    fn arrows_from(&self, from: usize) -> Arrows {
        let file = &self.files[from];
        let tokens: Vec<&str> = file.tokens.iter().map(String::as_str).collect();
        let named = Named::new(&tokens);
        let mut arrows = Arrows::new();
        let mut add = |target: Option<Target>| {
            if let Some(Target { file, name: Some(name) }) = target
                && file != from
            {
                arrows.entry(file).or_default().insert(name);
            }
        };
        for import in &named.imports {
            let target = self.resolve(from, &import.path, 0);
            let passed_on = import.public
                && target.as_ref().is_some_and(|target| self.is_below(target.file, from));
            match (&import.name, &target) {
                (Some(name), _) if passed_on && !named.speaks_of(name) => {}
                (Some(_), _) => add(target),
                (None, Some(Target { file, name: None })) if !passed_on => {
                    for name in named.rest.iter().filter(|token| is_name(token)) {
                        add(self.find(*file, &[(*name).to_owned()], 0));
                    }
                }
                (None, _) => {}
            }
        }
        for path in &named.paths {
            add(self.resolve(from, path, 0));
        }
        arrows
    }

    /// Whether a file is a module within another.
    fn is_below(&self, file: usize, above: usize) -> bool {
        let (file, above) = (&self.files[file].module, &self.files[above].module);
        file.len() > above.len() && file.starts_with(above)
    }

    /// What a path in a file leads to; `None` where it leads out of the program.
    fn resolve(&self, from: usize, path: &[String], relays: usize) -> Option<Target> {
        let mut module = self.files[from].module.as_slice();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => (module, rest) = (&module[..1], &rest[1..]),
            "raingan" => return self.within(&["raingan".to_owned()], &rest[1..], relays),
            "self" => rest = &rest[1..],
            "super" => {}
            _ => return self.find(from, path, relays),
        }
        while rest.first().is_some_and(|segment| segment == "super") {
            (module, rest) = (&module[..module.len() - 1], &rest[1..]);
        }
        self.within(module, rest, relays)
    }

    /// What a path leads to from a module of the program. A name that nobody is seen to define or
    /// to bring in is made there, by a macro.
    fn within(&self, module: &[String], path: &[String], relays: usize) -> Option<Target> {
        let file = *self.modules.get(module)?;
        let brought_in = |import: &Import| import.name.as_ref() == path.first();
        let made = !self.files[file].imports.iter().any(brought_in);
        let made_here = made.then(|| Target { file, name: path.first().cloned() });
        self.find(file, path, relays).or(made_here)
    }

    /// What a path leads to whose first name is looked up in a file: something it defines, brings
    /// in from elsewhere, or a module below it.
    fn find(&self, file: usize, path: &[String], relays: usize) -> Option<Target> {
        let Some((first, rest)) = path.split_first() else {
            return Some(Target { file, name: None });
        };
        let this = &self.files[file];
        let below = self.modules.get(&child(&this.module, first));
        if let Some(below) = below.filter(|_| !rest.is_empty()) {
            return self.within(&self.files[*below].module, rest, relays);
        }
        if this.defines.contains(first) {
            return Some(Target { file, name: Some(first.clone()) });
        }
        if relays == MOST_RELAYS {
            return None;
        }
        let relayed = |import: &&Import| import.name.as_ref() == Some(first);
        if let Some(import) = this.imports.iter().find(relayed) {
            let path = [import.path.as_slice(), rest].concat();
            return self.resolve(file, &path, relays + 1);
        }
        if let Some(below) = below {
            return Some(Target { file: *below, name: None });
        }
        let globs = this.imports.iter().filter(|import| import.name.is_none());
        globs.filter_map(|import| self.resolve(file, &import.path, relays + 1)).find_map(|target| {
            if target.name.is_some() { None } else { self.find(target.file, path, relays + 1) }
        })
    }
}

/// The module that a file is, the crate first.
fn module_of(path: &str) -> Vec<String> {
    if let Some((_, root)) = ROOTS.iter().find(|(file, _)| *file == path) {
        return vec![(*root).to_owned()];
    }
    let (root, within) = match path.strip_prefix("python/src/") {
        Some(within) => ("python", within),
        None => ("raingan", path.strip_prefix("src/").expect("a file of the program")),
    };
    let within = within.trim_end_matches(".rs").trim_end_matches("/mod");
    [root].into_iter().chain(within.split('/')).map(str::to_owned).collect()
}

/// The module of this name within another.
fn child(module: &[String], name: &str) -> Vec<String> {
    module.iter().map(String::as_str).chain([name]).map(str::to_owned).collect()
}

/// The names of the modules that stand in files of their own.
fn modules_declared(code: &str) -> BTreeSet<String> {
    let tokens = tokens(code);
    let declared = tokens.windows(3).filter(|three| three[0] == "mod" && three[2] == ";");
    declared.map(|three| three[1].to_owned()).collect()
}

/// What the code defines outside of all braces: the names of its items and of its macros.
fn definitions(tokens: &[&str]) -> BTreeSet<String> {
    let mut defined = BTreeSet::new();
    let mut depth = 0;
    for three in tokens.windows(3) {
        match three {
            ["{", ..] => depth += 1,
            ["}", ..] => depth -= 1,
            // A module in a file of its own is no definition.
            ["mod", _, ";"] => {}
            ["macro_rules", _, name] if depth == 0 => _ = defined.insert((*name).to_owned()),
            [word, name, _] if depth == 0 && DEFINES.contains(word) && is_name(name) => {
                defined.insert((*name).to_owned());
            }
            _ => {}
        }
    }
    defined
}

/// Names, one behind the other.
fn list(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(files: &[(&str, &str)]) -> House {
        let file = |(path, source): &(&str, &str)| (PathBuf::from(path), (*source).to_owned());
        House::new(files.iter().map(file).collect())
    }

    fn arrows(files: &[(&str, &str)]) -> Vec<String> {
        let house = house(files);
        house.arrows().map(|(from, to, names)| format!("{from} -> {to} ({names})")).collect()
    }

    #[test]
    fn a_name_counts_as_the_file_that_defines_it() {
        let files = [
            ("src/lib.rs", "mod a; mod b; pub use a::x::Y;"),
            ("src/a/mod.rs", "mod x; pub use x::{Y, z};"),
            ("src/a/x.rs", "pub struct Y; pub fn z() {}"),
            ("src/b.rs", "use crate::{a, Y as W}; fn f(w: W) { a::z() }"),
        ];
        assert_eq!(arrows(&files), ["src/b.rs -> src/a/x.rs (Y, z)"]);
    }

    #[test]
    fn code_beside_a_face_is_an_arrow() {
        let files = [
            ("src/a/mod.rs", "mod x; pub use x::{Y, Z}; pub struct Own(Z); fn f() { x::g() }"),
            ("src/a/x.rs", "pub struct Y; pub struct Z; pub fn g() {} use super::Own;"),
        ];
        let expected = ["src/a/mod.rs -> src/a/x.rs (Z, g)", "src/a/x.rs -> src/a/mod.rs (Own)"];
        assert_eq!(arrows(&files), expected);
    }

    #[test]
    fn unit_tests_and_other_crates_are_no_arrows() {
        let files = [
            ("src/lib.rs", "mod a; #[cfg(test)] mod made;"),
            ("src/a.rs", "use std::fs; fn f() { fs::read() } #[cfg(test)] use crate::made::X;"),
            ("src/made.rs", "use crate::a::f; pub struct X;"),
        ];
        assert_eq!(arrows(&files), [""; 0]);
    }

    #[test]
    fn macros_and_globs_lead_somewhere() {
        let files = [
            ("src/a.rs", "macro_rules! m { () => { $crate::b::f() } }"),
            ("src/b.rs", "pub fn f() {}"),
            ("src/c.rs", "use super::b::*; fn g() { f() }"),
        ];
        // `super` of a file at the top is the root, which must be there.
        let files = [files.as_slice(), &[("src/lib.rs", "mod a; mod b; mod c;")]].concat();
        assert_eq!(arrows(&files), ["src/a.rs -> src/b.rs (f)", "src/c.rs -> src/b.rs (f)"]);
    }

    #[test]
    fn a_circle_is_told_by_its_arrows() {
        let house = house(&[
            ("src/lib.rs", "mod a; mod b; mod c;"),
            ("src/a.rs", "use crate::b::B; pub struct A;"),
            ("src/b.rs", "use crate::c::C; pub struct B;"),
            ("src/c.rs", "pub struct C; fn f() -> crate::a::A {}"),
        ]);
        let knots = house.knots();
        assert_eq!(knots.len(), 1);
        assert_eq!(
            house.describe_circles(&knots[0]),
            "  src/a.rs -> src/b.rs (B)\n  src/b.rs -> src/c.rs (C)\n  src/c.rs -> src/a.rs (A)\n"
        );
    }
}
