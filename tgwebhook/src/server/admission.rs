//! Which connections get in: allowed addresses, a limit for all, and one for each address.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::stats::Counters;
use crate::peer::Subnet;

/// Decides over connections.
#[derive(Debug)]
pub(super) struct Admission {
    allowed: Option<Vec<Subnet>>,
    places: Arc<Semaphore>,
    per_address: usize,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    counters: Arc<Counters>,
}

/// One admitted connection. Dropped with it.
#[derive(Debug)]
pub(super) struct Admitted {
    _place: OwnedSemaphorePermit,
    address: IpAddr,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
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
            places: Arc::new(Semaphore::new(connections.min(Semaphore::MAX_PERMITS))),
            per_address,
            open: Arc::default(),
            counters,
        }
    }

    /// Room for one more connection. Taken before accepting, so that the rest waits in the system's backlog, where it
    /// costs nothing here.
    pub(super) async fn place(&self) -> OwnedSemaphorePermit {
        match Arc::clone(&self.places).acquire_owned().await {
            Ok(place) => place,
            // Never closed; were it, nobody would get in any more.
            Err(_) => std::future::pending().await,
        }
    }

    /// Whether this peer gets in; counted, if not.
    pub(super) fn admit(&self, peer: IpAddr, place: OwnedSemaphorePermit) -> Option<Admitted> {
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
        self.counters.accepted.add();
        self.counters.open.add();
        let (open, counters) = (Arc::clone(&self.open), Arc::clone(&self.counters));
        Some(Admitted { _place: place, address, open, counters })
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        self.counters.open.sub();
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

    #[tokio::test]
    async fn an_address_gets_its_share_and_gives_it_back() {
        let admission = admission(2);
        let admit = async |peer: &str| admission.admit(peer.parse().unwrap(), admission.place().await);
        let first = admit("192.0.2.1").await.unwrap();
        let _second = admit("::ffff:192.0.2.1").await.unwrap();
        assert!(admit("192.0.2.1").await.is_none());
        assert!(admit("192.0.2.2").await.is_some());
        drop(first);
        let _third = admit("192.0.2.1").await.unwrap();
        assert!(admit("192.0.2.1").await.is_none());
        assert_eq!(admission.counters.read().crowded, 2);
        assert_eq!(admission.open.lock().unwrap().len(), 1, "addresses without connections are forgotten");
    }

    #[tokio::test]
    async fn an_ipv6_network_counts_as_one_address() {
        let admission = admission(1);
        let admit = async |peer: &str| admission.admit(peer.parse().unwrap(), admission.place().await);
        let _first = admit("2001:db8:0:1::1").await.unwrap();
        assert!(admit("2001:db8:0:1:ffff::2").await.is_none());
        assert!(admit("2001:db8:0:2::1").await.is_some());
    }
}
