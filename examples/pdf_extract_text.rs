//! Prints what the crate pdf-extract makes of a PDF: the baseline that `scripts/accuracy` and
//! `scripts/bench` show beside raingan's own reading. pdf-extract panics on some files, so it runs
//! in this process of its own.
//!
//! ```text
//! cargo run --release --example pdf_extract_text -- FILE
//! ```

use std::error::Error;
use std::io::Write as _;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("which file?")?;
    let text = pdf_extract::extract_text(path)?;
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}
