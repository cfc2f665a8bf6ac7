//! Makes `src/thai/words.fst`, the word list that damaged text is held against, from a list of one
//! word a line. `scripts/thai-words` fetches that list and runs this.
//!
//! ```text
//! cargo run --release --example thai_words -- words_th.txt src/thai/words.fst
//! ```

use std::error::Error;
use std::io::{BufWriter, Write as _};

use raingan::thai::words::{encoded, is_listed_form};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args_os().skip(1);
    let (from, to) = (paths.next().ok_or("which list?")?, paths.next().ok_or("to which file?")?);
    let list = std::fs::read_to_string(from)?;
    let words = list.lines().map(str::trim).filter(|word| is_listed_form(word));
    let mut words: Vec<Vec<u8>> =
        words.filter_map(|word| word.chars().map(encoded).collect()).collect();
    words.sort_unstable();
    words.dedup();
    let mut set = fst::SetBuilder::new(BufWriter::new(std::fs::File::create(to)?))?;
    set.extend_iter(&words)?;
    set.into_inner()?.flush()?;
    println!("{} words", words.len());
    Ok(())
}
