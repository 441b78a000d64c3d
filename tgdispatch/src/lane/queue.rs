//! Many queues in one table: a lane that opens and closes a thousand times a second has no queue of its own to allocate.

use super::slab::{NONE, Slab};

/// One queue: where it begins and ends in the table.
pub(super) struct Queue {
    first: usize,
    last: usize,
    len: usize,
}

/// An item, and the place of the next one in its queue.
pub(super) struct Link<T> {
    item: T,
    next: usize,
}

impl Queue {
    pub(super) const EMPTY: Self = Self { first: NONE, last: NONE, len: 0 };

    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn push_back<T>(&mut self, table: &mut Slab<Link<T>>, item: T) {
        let at = table.put(Link { item, next: NONE });
        match table.get_mut(self.last) {
            Some(last) => last.next = at,
            None => self.first = at,
        }
        self.last = at;
        self.len += 1;
    }

    pub(super) fn push_front<T>(&mut self, table: &mut Slab<Link<T>>, item: T) {
        self.first = table.put(Link { item, next: self.first });
        if self.len == 0 {
            self.last = self.first;
        }
        self.len += 1;
    }

    pub(super) fn pop_front<T>(&mut self, table: &mut Slab<Link<T>>) -> Option<T> {
        let Link { item, next } = table.take(self.first)?;
        self.first = next;
        self.len -= 1;
        if self.len == 0 {
            self.last = NONE;
        }
        Some(item)
    }

    /// Takes out all that are in it.
    pub(super) fn drain<T>(&mut self, table: &mut Slab<Link<T>>) -> impl Iterator<Item = T> {
        std::iter::from_fn(|| self.pop_front(table))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Three queues in one table do what three queues of their own do, and need no more places than there were items at
        /// one time.
        #[test]
        fn it_is_as_good_as_a_queue_for_each(steps in prop::collection::vec((0..3_usize, 0..5_u8), 0..200)) {
            let mut table = Slab::new();
            let mut queues = [Queue::EMPTY; 3];
            let mut model: [VecDeque<usize>; 3] = Default::default();
            let mut most = 0;
            for (item, (which, step)) in steps.into_iter().enumerate() {
                let (queue, model) = (&mut queues[which], &mut model[which]);
                match step {
                    0 => {
                        queue.push_front(&mut table, item);
                        model.push_front(item);
                    }
                    1 | 2 => {
                        queue.push_back(&mut table, item);
                        model.push_back(item);
                    }
                    _ => prop_assert_eq!(queue.pop_front(&mut table), model.pop_front()),
                }
                prop_assert_eq!(queue.len(), model.len());
                most = most.max(table.len());
            }
            prop_assert_eq!(table.places(), most);
            let waiting: usize = model.iter().map(VecDeque::len).sum();
            prop_assert_eq!(table.iter_mut().count(), waiting);
            for (queue, model) in queues.iter_mut().zip(&model) {
                let drained: VecDeque<_> = queue.drain(&mut table).collect();
                prop_assert_eq!(&drained, model);
                prop_assert_eq!((queue.len(), queue.pop_front(&mut table)), (0, None));
            }
            table.shrink(0);
            prop_assert_eq!((table.len(), table.places()), (0, 0));
        }
    }
}
