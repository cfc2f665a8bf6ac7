//! The substitutions of an embedded font, turned round: what a variant that no `cmap` names is a
//! variant of.

use std::collections::HashMap;

use skrifa::Font;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::gsub::{AlternateSubst, Gsub, SingleSubst, SubstitutionSubtables};

use super::evidence::Evidence;
use super::proofs::Proofs;

/// Lookups of a font that are looked at; the largest Thai fonts have about 60.
const LOOKUPS: usize = 1_000;
/// Substitutions that are looked at, in all lookups; a large font has a few thousand.
const SUBSTITUTIONS: usize = 20_000;
/// Substitutions in a row that lead to a variant: a low form of a left form.
const ROUNDS: usize = 4;

/// Gives variants the character of the glyph they stand for. A variant of glyphs that differ in
/// their text stays unknown.
pub(super) fn prove(font: &Font, proofs: &mut Proofs) {
    let Ok(gsub) = font.tables().gsub() else { return };
    let pairs = pairs(&gsub);
    for _ in 0..ROUNDS {
        let mut found: HashMap<u32, Option<char>> = HashMap::new();
        for (before, after) in &pairs {
            let Some((c, _)) = proofs.get(*before).filter(|_| proofs.get(*after).is_none()) else {
                continue;
            };
            let entry = found.entry(*after).or_insert(Some(c));
            *entry = entry.filter(|first| *first == c);
        }
        if found.is_empty() {
            break;
        }
        for (glyph, c) in found {
            // What several letters share is settled as unknown, or every round would find it again.
            proofs.add(glyph, c.unwrap_or('\u{FFFD}'), Evidence::Substitution);
        }
    }
    proofs.forget_unknown();
}

/// Glyphs and what single and alternate substitutions make of them.
fn pairs(gsub: &Gsub<'_>) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let Ok(lookups) = gsub.lookup_list() else { return pairs };
    for lookup in lookups.lookups().iter().take(LOOKUPS).flatten() {
        match lookup.subtables() {
            Ok(SubstitutionSubtables::Single(tables)) => {
                tables.iter().take(LOOKUPS).flatten().for_each(|table| single(&table, &mut pairs));
            }
            Ok(SubstitutionSubtables::Alternate(tables)) => {
                tables
                    .iter()
                    .take(LOOKUPS)
                    .flatten()
                    .for_each(|table| alternate(&table, &mut pairs));
            }
            _ => {}
        }
        if pairs.len() >= SUBSTITUTIONS {
            break;
        }
    }
    pairs
}

fn single(table: &SingleSubst<'_>, pairs: &mut Vec<(u32, u32)>) {
    let left = SUBSTITUTIONS.saturating_sub(pairs.len());
    match table {
        SingleSubst::Format1(table) => {
            let Ok(coverage) = table.coverage() else { return };
            let delta = i32::from(table.delta_glyph_id());
            let after = |before: u32| (before as i32).wrapping_add(delta) as u32 & 0xFFFF;
            pairs.extend(coverage.iter().take(left).map(|g| g.to_u32()).map(|g| (g, after(g))));
        }
        SingleSubst::Format2(table) => {
            let Ok(coverage) = table.coverage() else { return };
            let after = table.substitute_glyph_ids().iter().map(|g| u32::from(g.get().to_u16()));
            pairs.extend(coverage.iter().map(|g| g.to_u32()).zip(after).take(left));
        }
        // For fonts of more than 65,535 glyphs.
        _ => {}
    }
}

fn alternate(table: &AlternateSubst<'_>, pairs: &mut Vec<(u32, u32)>) {
    let AlternateSubst::Format1(table) = table else { return };
    let Ok(coverage) = table.coverage() else { return };
    for (before, set) in coverage.iter().zip(table.alternate_sets().iter()) {
        let left = SUBSTITUTIONS.saturating_sub(pairs.len());
        let Ok(set) = set else { continue };
        let after = set.alternate_glyph_ids().iter().map(|g| u32::from(g.get().to_u16()));
        pairs.extend(after.take(left).map(|after| (before.to_u32(), after)));
    }
}
