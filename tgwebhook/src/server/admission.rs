//! Which connections get in: allowed addresses, a limit for all, and one for each address.

use std::collections::{HashMap, hash_map};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::listen::NO_ADDRESS;
use super::newcomers::{Newcomer, Newcomers};
use super::stats::Counters;
use crate::peer::Subnet;

/// Decides over connections.
#[derive(Debug)]
pub(super) struct Admission {
    policy: Policy,
    places: Arc<Semaphore>,
    per_address: usize,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
    newcomers: Arc<Newcomers>,
    counters: Arc<Counters>,
}

/// Whose connections are taken, and on whose behalf.
#[derive(Clone, Debug, Default)]
pub(super) struct Policy {
    /// `None`: everybody's.
    pub(super) allowed: Option<Vec<Subnet>>,
    /// Whose connections are many people's.
    pub(super) proxies: Vec<Subnet>,
    /// Proxies that say by the PROXY protocol whom they speak for.
    pub(super) announcing: Vec<Subnet>,
}

/// What a peer's address says about a new connection.
#[derive(Debug)]
pub(super) enum Entry {
    /// Comes in, as one of its address.
    Counted(Counted),
    /// Comes in, if the one it speaks for may.
    Announces,
}

/// A connection among those of its address. Dropped with it.
#[derive(Debug)]
pub(super) struct Counted {
    _share: Option<Share>,
}

#[derive(Debug)]
struct Share {
    address: IpAddr,
    open: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// One admitted connection. Dropped with it.
#[derive(Debug)]
pub(super) struct Admitted {
    _place: OwnedSemaphorePermit,
    /// Last: it is gone when its place is free again.
    pub(super) newcomer: Newcomer,
    counters: Arc<Counters>,
}

impl Admission {
    pub(super) fn new(policy: Policy, connections: usize, per_address: usize, counters: Arc<Counters>) -> Self {
        Self {
            policy,
            places: Arc::new(Semaphore::new(connections)),
            per_address,
            open: Arc::default(),
            newcomers: Arc::default(),
            counters,
        }
    }

    /// Whether a peer may come in at all, whoever else is there; counted, if not.
    pub(super) fn enter(&self, peer: SocketAddr) -> Option<Entry> {
        if contains(&self.policy.announcing, peer.ip()) {
            return Some(Entry::Announces);
        }
        self.check(peer).map(Entry::Counted)
    }

    /// As [`enter`](Self::enter), for one that nobody else speaks for, or that somebody spoke for already.
    pub(super) fn check(&self, peer: SocketAddr) -> Option<Counted> {
        if self.policy.allowed.as_ref().is_some_and(|allowed| !contains(allowed, peer.ip())) {
            self.counters.foreign.add();
            return None;
        }
        if peer == NO_ADDRESS || contains(&self.policy.proxies, peer.ip()) {
            return Some(Counted { _share: None });
        }
        let address = network(peer.ip());
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_insert(0);
        if *count >= self.per_address {
            self.counters.crowded.add();
            return None;
        }
        *count += 1;
        Some(Counted { _share: Some(Share { address, open: Arc::clone(&self.open) }) })
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

    pub(super) fn admit(&self, place: OwnedSemaphorePermit) -> Admitted {
        self.counters.accepted.add();
        self.counters.open.add();
        let newcomer = self.newcomers.enter();
        Admitted { newcomer, _place: place, counters: Arc::clone(&self.counters) }
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        self.counters.open.sub();
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let hash_map::Entry::Occupied(mut count) = open.entry(self.address) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

fn contains(subnets: &[Subnet], address: IpAddr) -> bool {
    subnets.iter().any(|subnet| subnet.contains(address))
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

    fn admission(policy: Policy, per_address: usize) -> Admission {
        Admission::new(policy, 10, per_address, Arc::default())
    }

    fn peer(address: &str) -> SocketAddr {
        SocketAddr::new(address.parse().unwrap(), 5)
    }

    #[test]
    fn an_address_gets_its_share_and_gives_it_back() {
        let admission = admission(Policy::default(), 2);
        let check = |address: &str| admission.check(peer(address));
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
        let admission = admission(Policy::default(), 1);
        let check = |address: &str| admission.check(peer(address));
        let _first = check("2001:db8:0:1::1").unwrap();
        assert!(check("2001:db8:0:1:ffff::2").is_none());
        assert!(check("2001:db8:0:2::1").is_some());
    }

    #[test]
    fn a_proxy_has_no_share_and_only_a_listed_one_speaks_for_others() {
        let subnet = |text: &str| vec![text.parse::<Subnet>().unwrap()];
        let policy = Policy {
            allowed: Some(crate::peer::TELEGRAM_SUBNETS.to_vec()),
            announcing: subnet("10.0.0.1"),
            ..Policy::default()
        };
        let admission_ = admission(policy, 1);
        assert!(matches!(admission_.enter(peer("10.0.0.1")), Some(Entry::Announces)));
        assert!(admission_.enter(peer("10.0.0.2")).is_none());
        let _first = admission_.check(peer("149.154.167.1")).unwrap();
        assert!(admission_.check(peer("149.154.167.1")).is_none(), "those spoken for have their share");
        // A proxy that speaks for itself, as health checks do, is not Telegram.
        assert!(admission_.check(peer("10.0.0.1")).is_none());

        let admission = admission(Policy { proxies: subnet("10.0.0.1"), ..Policy::default() }, 1);
        let _many: Vec<_> = [peer("10.0.0.1"), peer("10.0.0.1"), NO_ADDRESS, NO_ADDRESS]
            .map(|peer| admission.check(peer).unwrap())
            .into();
        assert!(admission.open.lock().unwrap().is_empty());
    }
}
