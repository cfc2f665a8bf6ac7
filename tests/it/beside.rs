//! The folder beside the project that holds real and made documents; a user's clone has none.

use std::env;
use std::io::{Write, stderr};
use std::path::{Path, PathBuf};

/// Names another folder than `../shared`, or says `none`: `scripts/test` runs the tests without it, too.
const FOLDER: &str = "RAINGAN_BESIDE";

/// A file or folder in it; says so where it is not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let folder = match env::var_os(FOLDER) {
        Some(named) if named == "none" => None,
        Some(named) => Some(PathBuf::from(named)),
        None => Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")),
    };
    let found = folder.map(|folder| folder.join(path)).filter(|path| path.exists());
    if found.is_none() {
        // Past `eprintln`, which a test that passes keeps to itself.
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        let _ = writeln!(
            stderr(),
            "SKIPPED: {test}: there is no {path} beside the project (../shared)"
        );
    }
    found
}
