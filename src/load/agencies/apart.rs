//! Local bodies of one name that do not say where they are: many subdistricts and schools share a
//! name, and a body gives one report of a kind a year. So where two are current that would compete if
//! their items agreed, they are of two bodies, each with those of other years and kinds whose items
//! agree with its own.

use super::resolve::Body;
use super::spelling::may_be_several;
use crate::error::Error;
use crate::load::current::Settling;
use crate::load::database::Database;
use crate::load::model::{AGENCIES, READINGS};
use crate::load::record::{hashed_key, set, some_text};
use crate::load::validity::Standing;
use crate::union::UnionFind;

impl Body {
    /// Whether it may be several bodies.
    pub(super) fn may_be_several(&self) -> bool {
        let has_place = self.place.iter().any(Option::is_some) || self.code.is_some();
        may_be_several(self.kind.as_deref(), has_place)
    }
}

impl<D: Database> Settling<'_, D> {
    /// Gives the bodies that share a name their own readings.
    pub(super) fn part(&mut self, body: &Body) -> Result<(), Error> {
        let by = [("agency_key", some_text(&body.agency_key))];
        let rows = self.database.find(&READINGS, &by)?;
        let mut all: Vec<Standing> = rows.iter().map(Standing::of).collect();
        all.sort_by(|a, b| a.strength.order.cmp(&b.strength.order));
        let current: Vec<&Standing> = all.iter().filter(|one| one.is_current()).collect();
        let clusters = self.clusters(&current)?;
        for others in bodies(&clusters).into_iter().skip(1) {
            let key = self.add_another(body, &others)?;
            for one in others {
                self.give(one, &all, &key)?;
            }
        }
        Ok(())
    }

    /// Readings whose items agree, whatever their kinds and years.
    fn clusters<'s>(&mut self, current: &[&'s Standing]) -> Result<Vec<Vec<&'s Standing>>, Error> {
        let mut sets = UnionFind::new(current.len());
        for (i, one) in current.iter().enumerate() {
            for (j, other) in current.iter().enumerate().skip(i + 1) {
                if self.agree(one, other)? {
                    sets.join(i, j);
                }
            }
        }
        let mut clusters: Vec<Vec<&Standing>> = vec![Vec::new(); current.len()];
        for (i, one) in current.iter().enumerate() {
            clusters[sets.root(i)].push(one);
        }
        clusters.retain(|cluster| !cluster.is_empty());
        Ok(clusters)
    }

    /// Adds another body of the same name; gives its key.
    fn add_another(&mut self, body: &Body, readings: &[&Standing]) -> Result<String, Error> {
        let first = readings.first().map_or("", |one| one.document_key.as_str());
        let key = hashed_key(&format!("{}\n{first}", body.agency_key));
        let mut row = super::matching::row_of_body(body);
        set(&AGENCIES, &mut row, "agency_key", some_text(&key));
        self.database.insert(&AGENCIES, &[row])?;
        Ok(key)
    }

    /// Gives a reading, and those whose place it took, to another body.
    fn give(&mut self, one: &Standing, all: &[Standing], agency: &str) -> Result<(), Error> {
        let replaced = all.iter().filter(|other| other.is_replaced_by(&one.reading_key));
        for reading in std::iter::once(one).chain(replaced) {
            let by = [("reading_key", some_text(&reading.reading_key))];
            self.database.change(&READINGS, &by, &[("agency_key", some_text(agency))])?;
        }
        let before = one.series.as_ref().map(|(before, _)| before.clone());
        self.touched.extend(before.into_iter().chain([agency.to_owned()]));
        Ok(())
    }
}

/// Clusters by body: each goes to the first one in which nothing competes with it.
fn bodies<'s>(clusters: &[Vec<&'s Standing>]) -> Vec<Vec<&'s Standing>> {
    let mut bodies: Vec<Vec<&Standing>> = Vec::new();
    for cluster in clusters {
        match bodies.iter_mut().find(|body| !compete(body, cluster)) {
            Some(body) => body.extend(cluster),
            None => bodies.push(cluster.clone()),
        }
    }
    bodies
}

/// Whether a reading of one would compete with one of the other, if their items agreed.
fn compete(body: &[&Standing], cluster: &[&Standing]) -> bool {
    body.iter()
        .any(|one| cluster.iter().any(|other| one.series == other.series && one.may_compete(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(key: &str, year: i64, kind: &str) -> Standing {
        Standing {
            reading_key: key.to_owned(),
            document_key: key.to_owned(),
            series: Some(("a".to_owned(), year)),
            kind: kind.to_owned(),
            ..Standing::default()
        }
    }

    #[test]
    fn what_would_compete_is_of_two_bodies_and_the_rest_is_of_one() {
        let made = [
            standing("1", 2567, "result"),
            standing("2", 2567, "result"),
            standing("3", 2567, "plan"),
            standing("4", 2568, "result"),
        ];
        let alone: Vec<Vec<&Standing>> = made.iter().map(|one| vec![one]).collect();
        let parted = bodies(&alone);
        let sizes: Vec<usize> = parted.iter().map(Vec::len).collect();
        assert_eq!(sizes, [3, 1]);
        assert_eq!(parted[1][0].reading_key, "2");
    }
}
