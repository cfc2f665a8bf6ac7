//! Where the review pages of documents are, for pages that link to them.

use std::path::{Component, Path, PathBuf};

use raingan::contract::model::Report;
use raingan::{Error, ErrorKind};

use super::input;

/// What review pages are named.
const EXTENSION: &str = "html";

/// The path of the review page of each document, seen from the folder of the page that links to it.
/// `review` is a folder that has a page for each, or one page, or a page for each in their order;
/// `files` are the documents as they were named.
///
/// # Errors
///
/// [`ErrorKind::Usage`] where there are several pages, and not as many as documents.
pub fn paths(
    review: &[PathBuf],
    files: &[PathBuf],
    output: Option<&Path>,
) -> Result<Vec<Option<String>>, Error> {
    let from = output.and_then(Path::parent);
    match review {
        [] => Ok(Vec::new()),
        [one] if is_page(one) => Ok(files.iter().map(|_| Some(seen(from, one))).collect()),
        [folder] => Ok(files.iter().map(|file| Some(seen(from, &page_of(folder, file)))).collect()),
        pages if pages.len() == files.len() => {
            Ok(pages.iter().map(|page| Some(seen(from, page))).collect())
        }
        pages => {
            let (pages, files) = (pages.len(), files.len());
            let message = format!(
                "--review names {pages} pages for {files} documents: give a folder, one page, or one for each"
            );
            Err(Error::new(ErrorKind::Usage, message))
        }
    }
}

/// A page as a link from a folder names it.
fn seen(from: Option<&Path>, page: &Path) -> String {
    seen_from(from, page).to_string_lossy().into_owned()
}

/// The file that a report came from: the one that was named, or, where that has several reports, the
/// one that it says.
pub fn file_of(named: &Path, several: bool, report: &Report) -> PathBuf {
    let said = report.source.file_name.as_ref().map(PathBuf::from);
    said.filter(|_| several || input::is_stdin(named)).unwrap_or_else(|| named.to_owned())
}

/// Whether a path names a page, not a folder of them.
fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(EXTENSION)) && !path.is_dir()
}

/// The page of a document in a folder.
fn page_of(folder: &Path, file: &Path) -> PathBuf {
    let stem = file.file_stem().map(|stem| stem.to_os_string()).unwrap_or_default();
    let mut name = stem;
    name.push(".");
    name.push(EXTENSION);
    folder.join(name)
}

/// A path as it is written in a file of another folder.
fn seen_from(folder: Option<&Path>, path: &Path) -> PathBuf {
    let folder = folder.unwrap_or(Path::new(""));
    let Some((folder, path)) = std::path::absolute(folder)
        .ok()
        .or(std::env::current_dir().ok())
        .zip(std::path::absolute(path).ok())
    else {
        return path.to_owned();
    };
    let [mut of_folder, mut of_path] = [steps(&folder), steps(&path)];
    while !of_folder.is_empty() && of_folder.first() == of_path.first() {
        of_folder.remove(0);
        of_path.remove(0);
    }
    let up = of_folder.iter().map(|_| Component::ParentDir);
    up.chain(of_path.iter().copied()).collect()
}

/// The steps of a path, those up taken.
fn steps(path: &Path) -> Vec<Component<'_>> {
    let mut steps = Vec::new();
    for step in path.components() {
        match step {
            Component::ParentDir if steps.len() > 1 => drop(steps.pop()),
            Component::CurDir => {}
            step => steps.push(step),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(review: &[&str], output: Option<&str>) -> Result<Vec<String>, String> {
        let review: Vec<PathBuf> = review.iter().map(PathBuf::from).collect();
        let files = ["in/a67.json", "in/a68.pdf"].map(PathBuf::from);
        let paths = paths(&review, &files, output.map(Path::new)).map_err(|e| e.to_string())?;
        Ok(paths.into_iter().map(Option::unwrap_or_default).collect())
    }

    #[test]
    fn pages_are_named_like_their_documents_and_seen_from_the_page_that_links() {
        for (review, output, paths) in [
            (&["review"][..], None, ["review/a67.html", "review/a68.html"]),
            (&["review"], Some("out/c.html"), ["../review/a67.html", "../review/a68.html"]),
            (&["out/r/"], Some("out/c.html"), ["r/a67.html", "r/a68.html"]),
            (&["one.html"], Some("c.html"), ["one.html", "one.html"]),
            (&["x.html", "d/../y.html"], None, ["x.html", "y.html"]),
        ] {
            assert_eq!(told(review, output), Ok(paths.map(str::to_owned).to_vec()), "{review:?}");
        }
        assert!(told(&["a.html", "b.html", "c.html"], None).unwrap_err().contains("3 pages for 2"));
        assert_eq!(told(&[], None), Ok(Vec::new()));
    }
}
