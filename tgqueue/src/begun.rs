//! How often an update was begun and nobody lived to say what became of it. Pure arithmetic, the same in every engine.

/// Kept with an update that was begun while it was suspect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Begun {
    /// Leases under which it was begun, and that were over when it was begun again.
    pub(crate) crashes: u32,
    /// The epoch of the lease under which it was begun last and of which nothing was said; 0 if there is none.
    pub(crate) epoch: u64,
}

impl Begun {
    /// How many leases ended after it was begun, for whoever has it under this one.
    pub(crate) fn crashes(self, epoch: u64) -> u32 {
        self.crashes.saturating_add(u32::from(self.epoch != 0 && self.epoch != epoch))
    }

    /// It is begun under this lease, maybe once more.
    pub(crate) fn begin(self, epoch: u64) -> Self {
        Self { crashes: self.crashes(epoch), epoch }
    }

    /// Whoever has this lease said that it is to be tried again: this lease counts for nothing.
    pub(crate) fn settled(self, epoch: u64) -> Self {
        Self { crashes: self.crashes(epoch), epoch: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leases_that_ended_count_and_the_one_that_lasts_does_not() {
        let once = Begun::default().begin(3);
        assert_eq!((once.crashes(3), once.crashes(4)), (0, 1));
        // Twice under one lease is once.
        assert_eq!(once.begin(3), once);
        let twice = once.begin(4);
        assert_eq!((twice.crashes(4), twice.crashes(9)), (1, 2));
        // It failed in the usual way: what happened before stays.
        assert_eq!(twice.settled(4), Begun { crashes: 1, epoch: 0 });
        assert_eq!(twice.settled(4).crashes(5), 1);
        assert_eq!(once.settled(3), Begun::default());
    }
}
