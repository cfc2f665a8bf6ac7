//! Good documents with bytes flipped, cut out, repeated or swapped, from a fixed seed: whatever
//! that makes of them, each is read or refused, without a crash, a hang or too much memory.

use std::fs;
use std::path::Path;

use raingan::batch::line::Line;

use crate::batch::World;

/// Variants of each document.
const VARIANTS: usize = 250;
/// Small documents, each made by another program or holding something of its own.
const DOCUMENTS: &[&str] = &[
    "merged-header.pdf",
    "no-rules.pdf",
    "encrypted-empty-password.pdf",
    "forms-and-clips.pdf",
    "plan-list.pdf",
    "report-2567-reportlab-full.pdf",
    "report-2568-libreoffice-none.pdf",
    "turned.pdf",
];
/// What ends a document without being any fault of ours.
const HONEST: &[&str] = &[
    "not-pdf",
    "damaged",
    "encrypted",
    "wrong-password",
    "unsupported-encryption",
    "limit",
    "empty",
];

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

/// Harms a document in one to eight places.
fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(8) {
        let (at, n) = (dice.below(bytes.len()), 1 + dice.below(40));
        let end = (at + n).min(bytes.len());
        match dice.below(7) {
            0 => bytes[at] ^= 1 << dice.below(8),
            1 => bytes[at] = dice.below(256) as u8,
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece.repeat(1 + dice.below(20)));
            }
            4 => bytes.truncate(bytes.len() - dice.below(bytes.len() / 4)),
            5 => digit(bytes, at, dice),
            _ => {
                let other = dice.below(bytes.len() - (end - at));
                let piece = bytes[at..end].to_vec();
                bytes[other..other + piece.len()].copy_from_slice(&piece);
            }
        }
        if bytes.len() < 64 {
            return;
        }
    }
}

/// Changes a number: lengths, offsets, references and sizes are where a reader believes what it is
/// told.
fn digit(bytes: &mut [u8], at: usize, dice: &mut Dice) {
    if let Some(found) = bytes[at..].iter().position(u8::is_ascii_digit) {
        bytes[at + found] = b'0' + dice.below(10) as u8;
    }
}

#[test]
fn thousands_of_harmed_documents_are_read_or_refused() {
    let world = World::new(&[]);
    let mut dice = Dice(2568);
    for name in DOCUMENTS {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(name);
        let good = fs::read(path).expect("a fixture");
        for n in 0..VARIANTS {
            let mut bytes = good.clone();
            mutate(&mut bytes, &mut dice);
            world.put(&format!("{name}/{n}.pdf"), &bytes);
        }
    }
    let (_, words) = world.run("batch in -o out --timeout 30s --progress none");
    let lines = world.lines("out");
    assert_eq!(lines.len(), DOCUMENTS.len() * VARIANTS, "{words}");
    let honest = |line: &&Line| {
        let failed = line.status == raingan::batch::line::Status::Failed;
        line.earlier.is_empty()
            && (!failed || line.reason.as_deref().is_some_and(|r| HONEST.contains(&r)))
    };
    let dishonest: Vec<&Line> = lines.iter().filter(|line| !honest(line)).collect();
    if !dishonest.is_empty() {
        let kept = world.keep();
        let told: Vec<String> =
            dishonest.iter().map(|line| format!("{}: {:?}", line.place, line.message)).collect();
        panic!(
            "{} of {}; see {}\n{}",
            dishonest.len(),
            lines.len(),
            kept.display(),
            told.join("\n")
        );
    }
    let read = lines.iter().filter(|line| line.status.has_report()).count();
    assert!(read > lines.len() / 2, "only {read} are read: the harm is too great to test anything");
}
