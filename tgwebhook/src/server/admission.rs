//! Which connections get in: allowed addresses, a limit for all, and one for each address.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::newcomers::{Newcomer, Newcomers};
use super::stats::Counters;
use crate::peer::Subnet;

/// Decides over connections.
#[derive(Debug)]
pub(super) struct Admission {
    allowed: Option<Vec<Subnet>>,
    places: Arc<Semaphore>,
    per_address: usize,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    newcomers: Arc<Newcomers>,
    counters: Arc<Counters>,
}

/// A connection among those of its address. Dropped with it.
#[derive(Debug)]
pub(super) struct Counted {
    address: IpAddr,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One admitted connection. Dropped with it.
#[derive(Debug)]
pub(super) struct Admitted {
    _counted: Counted,
    _place: OwnedSemaphorePermit,
    /// Last: it is gone when its place is free again.
    pub(super) newcomer: Newcomer,
    counters: Arc<Counters>,
}

impl Admission {
    pub(super) fn new(
        allowed: Option<Vec<Subnet>>,
        connections: usize,
        per_address: usize,
        counters: Arc<Counters>,
    ) -> Self {
        Self {
            allowed,
            places: Arc::new(Semaphore::new(connections)),
            per_address,
            open: Arc::default(),
            newcomers: Arc::default(),
            counters,
        }
    }

    /// Whether a peer may come in at all, whoever else is there; counted, if not.
    pub(super) fn check(&self, peer: IpAddr) -> Option<Counted> {
        if self.allowed.as_ref().is_some_and(|allowed| !allowed.iter().any(|subnet| subnet.contains(peer))) {
            self.counters.foreign.add();
            return None;
        }
        let address = network(peer);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_insert(0);
        if *count >= self.per_address {
            self.counters.crowded.add();
            return None;
        }
        *count += 1;
        Some(Counted { address, open: Arc::clone(&self.open) })
    }

    /// Room for one who may come in; if there is none, the oldest silent one has to go. Where nobody is silent, it
    /// waits, and all who come after it wait in the system's backlog, where they cost nothing here.
    ///
    /// # Cancel safety
    ///
    /// At most one is told to go before there is room.
    pub(super) async fn place(&self) -> OwnedSemaphorePermit {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return place;
        }
        self.newcomers.make_room();
        match Arc::clone(&self.places).acquire_owned().await {
            Ok(place) => place,
            // Never closed; were it, nobody would get in any more.
            Err(_) => std::future::pending().await,
        }
    }

    pub(super) fn admit(&self, counted: Counted, place: OwnedSemaphorePermit) -> Admitted {
        self.counters.accepted.add();
        self.counters.open.add();
        let newcomer = self.newcomers.enter();
        Admitted { newcomer, _counted: counted, _place: place, counters: Arc::clone(&self.counters) }
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        self.counters.open.sub();
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut count) = open.entry(self.address) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

/// What one customer of a provider has: an IPv4 address, or an IPv6 /64.
fn network(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V4(v4) => v4.into(),
        IpAddr::V6(v6) => Ipv6Addr::from(u128::from(v6) & !u128::from(u64::MAX)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admission(per_address: usize) -> Admission {
        Admission::new(None, 10, per_address, Arc::default())
    }

    #[test]
    fn an_address_gets_its_share_and_gives_it_back() {
        let admission = admission(2);
        let check = |peer: &str| admission.check(peer.parse().unwrap());
        let first = check("192.0.2.1").unwrap();
        let _second = check("::ffff:192.0.2.1").unwrap();
        assert!(check("192.0.2.1").is_none());
        assert!(check("192.0.2.2").is_some());
        drop(first);
        let _third = check("192.0.2.1").unwrap();
        assert!(check("192.0.2.1").is_none());
        assert_eq!(admission.counters.read().crowded, 2);
        assert_eq!(admission.open.lock().unwrap().len(), 1, "addresses without connections are forgotten");
    }

    #[test]
    fn an_ipv6_network_counts_as_one_address() {
        let admission = admission(1);
        let check = |peer: &str| admission.check(peer.parse().unwrap());
        let _first = check("2001:db8:0:1::1").unwrap();
        assert!(check("2001:db8:0:1:ffff::2").is_none());
        assert!(check("2001:db8:0:2::1").is_some());
    }
}
