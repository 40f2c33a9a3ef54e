//! In which order rows are written that exchange values.
//!
//! A row that takes a value is written after the row that gives it up. Where rows give to each other in a ring, there is no such
//! order: they are written in one batch, for which the host checks the uniqueness of values as a whole. All other rows go before
//! them, in the order of the file.

use std::collections::HashMap;

/// Rows of the longest ring, so that a ring and what stands before it in a batch stay within the contract's 1,000 changes.
pub(super) const MOST_RING: usize = 500;

/// A row of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub row: u32,
    /// Whether it must be in the batch of the step before it.
    pub joined: bool,
}

/// The rows that exchange values, in the order in which they are written.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    steps: Vec<Step>,
    /// The row and its place in `steps`, by row.
    places: Vec<(u32, u32)>,
}

impl Exchange {
    /// Orders rows, given who takes from whom.
    pub(super) fn new(mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let rings = rings(&pairs);
        let mut steps = Vec::new();
        for ring in rings {
            steps.extend(ring.into_iter().enumerate().map(|(at, row)| Step { row, joined: at > 0 }));
        }
        let mut places: Vec<(u32, u32)> = (0u32..).zip(&steps).map(|(place, step)| (step.row, place)).collect();
        places.sort_unstable();
        Self { steps, places }
    }

    /// The rows of rings that are too long for one batch.
    pub(super) fn take_too_long(&self) -> Vec<u32> {
        let mut rows = Vec::new();
        for ring in self.steps.chunk_by(|_, next| next.joined).filter(|ring| ring.len() > MOST_RING) {
            rows.extend(ring.iter().map(|step| step.row));
        }
        rows
    }

    /// All steps in their order.
    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The place of a row among the steps, if it is one of them.
    pub(super) fn place(&self, row: u32) -> Option<usize> {
        let at = self.places.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        Some(self.places[at].1 as usize)
    }
}

/// The strongly connected parts of the graph, every part after those that it takes from (Tarjan's algorithm, without recursion).
/// `pairs` are sorted: taker, giver.
fn rings(pairs: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut nodes: Vec<u32> = pairs.iter().flat_map(|(taker, giver)| [*taker, *giver]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let index: HashMap<u32, usize> = nodes.iter().enumerate().map(|(at, row)| (*row, at)).collect();
    let giver_of = |node: usize, nth: usize| {
        let first = pairs.partition_point(|(taker, _)| *taker < nodes[node]);
        pairs.get(first + nth).filter(|(taker, _)| *taker == nodes[node]).map(|(_, giver)| index[giver])
    };
    const UNSEEN: usize = usize::MAX;
    let (mut order, mut low) = (vec![UNSEEN; nodes.len()], vec![0; nodes.len()]);
    let (mut on_stack, mut stack, mut count) = (vec![false; nodes.len()], Vec::new(), 0);
    let mut parts = Vec::new();
    for root in 0..nodes.len() {
        if order[root] != UNSEEN {
            continue;
        }
        // Node and how many of its givers were looked at.
        let mut path = vec![(root, 0)];
        while let Some((node, looked)) = path.last_mut() {
            let node = *node;
            if *looked == 0 && order[node] == UNSEEN {
                (order[node], low[node]) = (count, count);
                count += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(giver) = giver_of(node, *looked) {
                *looked += 1;
                if order[giver] == UNSEEN {
                    path.push((giver, 0));
                } else if on_stack[giver] {
                    low[node] = low[node].min(order[giver]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == order[node] {
                let mut part = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member] = false;
                    part.push(nodes[member]);
                    if member == node {
                        break;
                    }
                }
                part.sort_unstable();
                parts.push(part);
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn givers_come_before_takers_and_rings_stay_together() {
        /// Who takes from whom, and the rings in their order.
        type Case = (&'static [(u32, u32)], &'static [&'static [u32]]);
        let cases: [Case; 5] = [
            (&[(0, 1)], &[&[1], &[0]]),
            (&[(0, 1), (1, 0)], &[&[0, 1]]),
            (&[(0, 1), (1, 2), (2, 0), (5, 0)], &[&[0, 1, 2], &[5]]),
            (&[(0, 1), (1, 2), (2, 3)], &[&[3], &[2], &[1], &[0]]),
            (&[(4, 2), (4, 3), (2, 4)], &[&[3], &[2, 4]]),
        ];
        for (pairs, expected) in cases {
            let exchange = Exchange::new(pairs.to_vec());
            let found: Vec<Vec<u32>> = exchange
                .steps()
                .chunk_by(|_, next| next.joined)
                .map(|ring| ring.iter().map(|step| step.row).collect())
                .collect();
            assert_eq!(found, expected, "{pairs:?}");
            for (place, step) in exchange.steps().iter().enumerate() {
                assert_eq!(exchange.place(step.row), Some(place));
            }
            assert_eq!(exchange.place(99), None);
        }
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_rows_is_ordered_without_recursion() {
        let exchange = Exchange::new((0..100_000).map(|row| (row, row + 1)).collect());
        let rows: Vec<u32> = exchange.steps().iter().map(|step| step.row).collect();
        assert_eq!(rows, (0..=100_000).rev().collect::<Vec<_>>());
        assert!(exchange.take_too_long().is_empty());
    }

    #[test]
    fn a_ring_that_no_batch_holds_is_known() {
        let ring =
            |rows: u32| Exchange::new((0..rows).map(|row| (row, (row + 1) % rows)).collect()).take_too_long().len();
        assert_eq!((ring(500), ring(501)), (0, 501));
    }
}
