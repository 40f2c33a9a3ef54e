//! Slots for work that needs an instance of the plugin: so many at the same time, so many waiting, the rest sent away.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::limits;

/// A number of slots and the queue before them.
#[derive(Debug)]
pub(super) struct Slots {
    free: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    most: usize,
}

/// A place in the queue.
#[derive(Debug)]
pub(super) struct Place {
    free: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

impl Slots {
    pub(super) fn new(slots: usize) -> Self {
        let slots = slots.max(1);
        let most = slots.saturating_mul(limits::QUEUE_PER_SLOT).saturating_add(slots);
        Self { free: Arc::new(Semaphore::new(slots)), waiting: Arc::default(), most }
    }

    /// Queues up; none where the queue is full.
    pub(super) fn queue(&self) -> Option<Place> {
        let place = Place { free: Arc::clone(&self.free), waiting: Arc::clone(&self.waiting) };
        // Counted by the place, which takes it back when it is given up.
        let before = self.waiting.fetch_add(1, Ordering::Relaxed);
        (before < self.most).then_some(place)
    }
}

impl Place {
    /// Waits for a slot, for as long as it takes. The slot is free again when the permit is dropped.
    pub(super) async fn slot(self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.free).acquire_owned().await.ok()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[tokio::test]
    async fn a_full_queue_sends_the_next_one_away_and_takes_again_when_one_left() {
        let slots = Slots::new(1);
        let mut places: Vec<_> = std::iter::from_fn(|| slots.queue()).take(1_000).collect();
        assert_eq!(places.len(), 1 + limits::QUEUE_PER_SLOT);
        assert!(slots.queue().is_none());
        let _running = places.pop().unwrap().slot().await.unwrap();
        assert!(slots.queue().is_some());
    }
}
