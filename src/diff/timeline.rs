//! What became of every project and measure over three reports or more: the chain of its matches.

use super::model::{Chain, NodeKind, Pair, Part, Relation, Step};
use super::nodes::{Node, items};
use crate::contract::model::Report;

/// The chains, in the order of the newest report; what ended earlier comes after, in the order of
/// the report it ended in.
pub fn timeline(reports: &[Report], pairs: &[Pair]) -> Vec<Chain> {
    let nodes: Vec<Vec<Node<'_>>> = reports.iter().map(items).collect();
    let mut chains = Vec::new();
    let mut done: Vec<Vec<bool>> = nodes.iter().map(|all| vec![false; all.len()]).collect();
    for last in (0..reports.len()).rev() {
        for i in 0..nodes[last].len() {
            if done[last][i]
                || !matches!(nodes[last][i].kind, NodeKind::Project | NodeKind::Measure)
            {
                continue;
            }
            chains.push(chain(&nodes, pairs, &mut done, last, i));
        }
    }
    chains
}

/// One chain, from its end back to its beginning. Where several became one, it goes on with the one
/// most alike, which stands first; the others end there and have chains of their own.
fn chain(
    nodes: &[Vec<Node<'_>>],
    pairs: &[Pair],
    done: &mut [Vec<bool>],
    last: usize,
    end: usize,
) -> Chain {
    let mut steps: Vec<Option<Step>> = vec![None; nodes.len()];
    let mut at = Some(end);
    for report in (0..=last).rev() {
        let Some(i) = at else { break };
        done[report][i] = true;
        let node = &nodes[report][i];
        let found = report.checked_sub(1).and_then(|before| {
            let matches = &pairs[before].matches;
            matches.iter().find(|m| m.new.iter().any(|part| is_part(node, part)))
        });
        let mut step = step(node);
        if let Some(found) = found {
            let changes = found.changes.iter().filter(|change| change.expected.is_none());
            (step.relation, step.changes) = (Some(found.relation), changes.count() as u32);
        }
        steps[report] = Some(step);
        at = found.filter(|m| m.relation != Relation::Added).and_then(|m| {
            let places = m.old.iter().filter_map(|part| place(&nodes[report - 1], part));
            places.into_iter().find(|i| !done[report - 1][*i])
        });
    }
    Chain { steps }
}

/// Whether a match names a node.
fn is_part(node: &Node<'_>, part: &Part) -> bool {
    node.id == part.id && node.kind == part.kind
}

/// The place of what a match names.
fn place(nodes: &[Node<'_>], part: &Part) -> Option<usize> {
    nodes.iter().position(|node| is_part(node, part))
}

fn step(node: &Node<'_>) -> Step {
    let targets = node.indicators.iter().flat_map(|i| &i.targets);
    Step {
        id: node.id.clone(),
        kind: node.kind,
        number: node.number.clone(),
        title: node.title.map(|t| t.text.clone()),
        targets: targets.map(|t| t.raw.clone()).collect(),
        budget: node.budget.map(|b| b.raw.clone()).filter(|raw| !raw.trim().is_empty()),
        budget_thb: node.budget.and_then(|b| b.amount_thb),
        relation: None,
        changes: 0,
    }
}
