//! The codes of findings and rules, as users write them.

use raingan::audit::check::codes;
use raingan::{Error, ErrorKind};

/// Codes this much alike may have been meant (1 is the same).
const NEAR: f64 = 0.8;
/// Codes that may have been meant and are named at most.
const NAMED: usize = 3;

/// Refuses a code that no finding has.
///
/// # Errors
///
/// [`ErrorKind::Usage`], with the codes that are spelled nearly so.
pub fn require_known(code: &str) -> Result<(), Error> {
    if codes().any(|known| known == code) {
        return Ok(());
    }
    let near = nearest(code);
    let meant = if near.is_empty() {
        "`raingan rule` lists all".to_owned()
    } else {
        format!("is {} meant?", near.join(" or "))
    };
    Err(Error::new(ErrorKind::Usage, format!("no rule or finding has the code {code:?}: {meant}")))
}

/// The codes most alike, the nearest first.
fn nearest(code: &str) -> Vec<&'static str> {
    let scored = codes().map(|known| (strsim::jaro_winkler(known, code), known));
    let mut near: Vec<(f64, &str)> = scored.filter(|(score, _)| *score > NEAR).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter().take(NAMED).map(|(_, known)| known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_does_not_exist_names_its_neighbours() {
        assert!(require_known("sum-mismatch").is_ok() && require_known("count-mismatch").is_ok());
        let said = require_known("sum-missmatch").unwrap_err().to_string();
        assert!(said.contains("is sum-mismatch"), "{said}");
        let said = require_known("xyz").unwrap_err().to_string();
        assert!(said.ends_with("`raingan rule` lists all"), "{said}");
    }
}
