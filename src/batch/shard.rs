//! A shard: one of several parts of the inputs, each of which a run on a machine of its own takes.

use std::str::FromStr;

use super::place::Place;

/// Part `index` of `count`, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: u64,
}

impl Shard {
    /// Whether an input belongs to this part. It depends on nothing but the place and the number of
    /// parts.
    pub fn has(&self, place: &Place) -> bool {
        place.stable_hash() % self.count == self.index - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let numbers = text
            .split_once('/')
            .and_then(|(i, n)| Some((i.trim().parse().ok()?, n.trim().parse().ok()?)));
        match numbers {
            Some((index, count)) if index >= 1 && index <= count => Ok(Shard { index, count }),
            Some((index, count)) => {
                Err(format!("there is no part {index} of {count}: parts count from 1"))
            }
            None => Err("a part and their number are expected, as in 1/4".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_is_in_exactly_one_shard() {
        let shards: Vec<Shard> = (1..=3).map(|i| format!("{i}/3").parse().unwrap()).collect();
        let mut sizes = [0; 3];
        for n in 0..300 {
            let place = Place::file(format!("in/{n}.pdf"));
            let of: Vec<usize> = (0..3).filter(|i| shards[*i].has(&place)).collect();
            assert_eq!(of.len(), 1);
            sizes[of[0]] += 1;
        }
        assert!(sizes.iter().all(|n| *n > 60), "{sizes:?}");
    }

    #[test]
    fn a_shard_must_be_one_of_several() {
        assert!("4/4".parse::<Shard>().is_ok());
        for text in ["0/4", "5/4", "1", "a/b", "1/0", "-1/2", ""] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
