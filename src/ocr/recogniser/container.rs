//! The parts of a Tesseract weights file (`.traineddata`), and the characters its network can
//! write.
//!
//! The file opens with a 32-bit count and as many 64-bit offsets from its start, −1 where a part is
//! absent; all numbers are little-endian. A part ends where the next one in the file begins. Three
//! of the parts matter here:
//!
//! | number | part | what it holds |
//! | --- | --- | --- |
//! | 17 | network | the layers with their weights, then how they were trained; see the module `network` |
//! | 21 | character set | text: a count, then one character a line, up to the first space; `NULL` is the space itself |
//! | 22 | recoder | for each of those characters the outputs of the network that stand for it: a 32-bit count, then for each a byte, a 32-bit length and as many 32-bit numbers |
//!
//! Only recoders that give each character one output are read, as training with
//! `--pass_through_recoder` writes them.

use compact_str::CompactString;

use super::bytes::{Bytes, damaged};
use crate::error::Error;

/// The numbers of the parts that are read; see the table above.
const NETWORK: usize = 17;
const CHARACTER_SET: usize = 21;
const RECODER: usize = 22;

/// Parts that a file may name. Tesseract 5 writes 24.
const MOST_PARTS: usize = 64;

/// The entry of the character set that stands for the space.
const SPACE: &str = "NULL";

/// Bytes of a code without any outputs.
const SHORTEST_CODE: usize = 5;

/// Entries of the character set that stand for no character: a link between letters, and the blank.
const SPECIAL: [&str; 2] = ["Joined", "|Broken|0|1"];

/// The parts of a weights file that are read.
pub(super) struct Container<'a> {
    /// The layers and how they were trained.
    pub(super) network: &'a [u8],
    character_set: &'a str,
    recoder: &'a [u8],
}

impl<'a> Container<'a> {
    pub(super) fn open(file: &'a [u8]) -> Result<Container<'a>, Error> {
        let parts = Parts::read(file)?;
        let character_set = std::str::from_utf8(parts.part(CHARACTER_SET)?)
            .map_err(|_| damaged("its characters are not UTF-8"))?;
        let (network, recoder) = (parts.part(NETWORK)?, parts.part(RECODER)?);
        Ok(Container { network, character_set, recoder })
    }

    /// What each of the network's outputs writes; nothing for the blank, for links and for what no
    /// character uses.
    pub(super) fn labels(&self, outputs: usize) -> Result<Vec<CompactString>, Error> {
        let mut lines = self.character_set.lines();
        let count = lines.next().and_then(|line| line.trim().parse::<usize>().ok());
        let characters: Vec<CompactString> = lines.map(character).collect();
        let codes = Bytes::new(self.recoder).list(SHORTEST_CODE, code)?;
        if count != Some(characters.len()) || codes.len() < characters.len() {
            return Err(damaged("its character set is not as long as it says"));
        }
        let mut labels = vec![CompactString::default(); outputs];
        for (character, code) in characters.into_iter().zip(codes) {
            let label = labels.get_mut(code).ok_or_else(|| damaged("a character has no output"))?;
            if label.is_empty() {
                *label = character;
            }
        }
        Ok(labels)
    }
}

/// A file with where its parts begin.
struct Parts<'a> {
    file: &'a [u8],
    /// Negative where a part is absent.
    offsets: Vec<i64>,
}

impl<'a> Parts<'a> {
    fn read(file: &'a [u8]) -> Result<Parts<'a>, Error> {
        let mut head = Bytes::new(file);
        let count = head.count()?;
        if count > MOST_PARTS {
            return Err(damaged("it is no Tesseract file"));
        }
        let offsets = (0..count).map(|_| head.i64()).collect::<Result<Vec<i64>, Error>>()?;
        Ok(Parts { file, offsets })
    }

    /// A part, which ends where the next one begins.
    fn part(&self, number: usize) -> Result<&'a [u8], Error> {
        let start = self.offsets.get(number).copied().filter(|at| *at >= 0);
        let start = start.ok_or_else(|| damaged("a part is missing"))?;
        let end = self.offsets.iter().copied().filter(|at| *at > start).min();
        let end = end.map_or(Ok(self.file.len()), usize::try_from).ok();
        let range = usize::try_from(start).ok().zip(end).map(|(start, end)| start..end);
        range
            .and_then(|range| self.file.get(range))
            .ok_or_else(|| damaged("a part lies outside of it"))
    }
}

/// The character that a line of the character set names.
fn character(line: &str) -> CompactString {
    match line.split(' ').next().unwrap_or_default() {
        SPACE => CompactString::const_new(" "),
        special if SPECIAL.contains(&special) => CompactString::const_new(""),
        character => CompactString::new(character),
    }
}

/// The one output that stands for a character.
fn code(bytes: &mut Bytes) -> Result<usize, Error> {
    let _self_normalised = bytes.u8()?;
    match bytes.list(4, Bytes::count)?.as_slice() {
        [code] => Ok(*code),
        _ => Err(damaged("a character has several outputs, which is not supported")),
    }
}
