//! Committed files that tests make: compared with what they are made from, or written anew.

use std::fs;
use std::path::Path;

/// Set (to anything but nothing) to write the files instead of comparing them.
const UPDATE: &str = "UPDATE";

/// Holds a committed file, by its path in the project, to what it is made from.
///
/// With `UPDATE=1` in the environment the file is written; look at what changed before you commit
/// it.
pub fn hold(path: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os(UPDATE).is_some_and(|value| !value.is_empty()) {
        fs::create_dir_all(file.parent().expect("a file in a folder"))
            .expect("a folder that can be made");
        fs::write(&file, made).expect("a file that can be written");
        return;
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    if let Some((number, was, is)) = first_difference(&committed, made) {
        panic!(
            "{path}, line {number}\n  committed: {was}\n  made now:  {is}\n\
             where the new one is right: UPDATE=1 cargo test --test it, then read git diff {path}"
        );
    }
}

/// The first line that differs: its number from 1, and what stands there in both.
fn first_difference<'t>(committed: &'t str, made: &'t str) -> Option<(usize, &'t str, &'t str)> {
    if committed == made {
        return None;
    }
    let (mut was, mut is) = (committed.split('\n'), made.split('\n'));
    (1..).find_map(|number| {
        let (was, is) = (was.next(), is.next());
        (was != is).then(|| (number, was.unwrap_or("(the end)"), is.unwrap_or("(the end)")))
    })
}

#[test]
fn the_first_difference_is_told_with_its_line() {
    assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
    assert_eq!(first_difference("a\nb\n", "a\nc\n"), Some((2, "b", "c")));
    assert_eq!(first_difference("a", "a\n"), Some((2, "(the end)", "")));
}
