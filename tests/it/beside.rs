//! The folder beside the project that holds real and made documents; a user's clone has none.

use std::path::{Path, PathBuf};

/// A file or folder in it; says so where it is not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    if !path.exists() {
        eprintln!(
            "SKIPPED: {} is not there; the files of ../shared are not tested",
            path.display()
        );
        return None;
    }
    Some(path)
}
