//! Which updates are at work, and who waits for them. A repeated update finds its number here and joins.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tgapi::{Reply, UpdateId};
use tokio::sync::oneshot;

use super::{Failure, Outcome};
use crate::late::{LateReplies, Slip};

/// Updates at work. As many as there are places, at most.
#[derive(Debug, Default)]
pub(super) struct Flights {
    open: Mutex<HashMap<UpdateId, Flight>>,
    opened: AtomicU64,
    lost: AtomicU64,
}

#[derive(Debug, Default)]
struct Flight {
    /// Tells it from others of the same update, before and after.
    serial: u64,
    /// The inner service has the update.
    handed_over: bool,
    /// Somebody was told that the update is safe, before it was: it does not come again.
    acknowledged: bool,
    receipts: Vec<oneshot::Sender<Result<(), Failure>>>,
    /// Of who opened it: nearly always the only one.
    first: Option<oneshot::Sender<Outcome>>,
    /// In the order they came: the last one has the freshest connection.
    joined: Vec<oneshot::Sender<Outcome>>,
}

/// What a request waits for.
pub(super) enum Waiter {
    Outcome {
        outcome: oneshot::Receiver<Outcome>,
        /// Of the flight.
        serial: u64,
    },
    Receipt(oneshot::Receiver<Result<(), Failure>>),
}

/// What a request finds that waits no longer for the end.
pub(super) enum Leave {
    /// The inner service has the update, and the flight knows from now on that it was acknowledged.
    Acknowledged,
    /// The inner service does not have the update yet; resolves once it has.
    NotHandedOver(oneshot::Receiver<Result<(), Failure>>),
    /// The flight is over: the outcome is there, or will be in a moment.
    Over,
}

/// Whether the request has to start the work.
pub(super) enum Boarding {
    First(Ticket),
    Joined,
}

/// The right and the duty to end one flight. Dropped without, everybody who waits hears that it was closed.
#[derive(Debug)]
pub(super) struct Ticket {
    flights: Arc<Flights>,
    id: UpdateId,
    /// Ended: from then on the number may belong to another flight.
    ended: bool,
}

impl Flights {
    /// Joins the flight of this update, or opens it.
    pub(super) fn board(self: &Arc<Self>, id: UpdateId, receipt_only: bool) -> (Waiter, Boarding) {
        let mut open = self.lock();
        let (flight, boarding) = match open.entry(id) {
            Entry::Occupied(flight) => (flight.into_mut(), Boarding::Joined),
            Entry::Vacant(place) => {
                let serial = self.opened.fetch_add(1, Ordering::Relaxed);
                let flight = place.insert(Flight { serial, ..Flight::default() });
                (flight, Boarding::First(Ticket { flights: Arc::clone(self), id, ended: false }))
            }
        };
        let waiter = if receipt_only {
            // Where it is told at once, the sender of the update hears it.
            flight.acknowledged |= flight.handed_over;
            Waiter::Receipt(flight.receipt())
        } else {
            // A flight that never ends must not gather those who gave up on it.
            flight.joined.retain(|waiter| !waiter.is_closed());
            let (sender, outcome) = oneshot::channel();
            match boarding {
                Boarding::First(_) => flight.first = Some(sender),
                Boarding::Joined => flight.joined.push(sender),
            }
            Waiter::Outcome { outcome, serial: flight.serial }
        };
        (waiter, boarding)
    }

    /// Leaves this flight with the word that the update is safe, if the inner service has it. One step, so that the
    /// flight cannot end in between and its failure go unheard.
    pub(super) fn leave(&self, id: UpdateId, serial: u64) -> Leave {
        match self.lock().get_mut(&id).filter(|flight| flight.serial == serial) {
            Some(flight) if flight.handed_over => {
                flight.acknowledged = true;
                Leave::Acknowledged
            }
            Some(flight) => Leave::NotHandedOver(flight.receipt()),
            None => Leave::Over,
        }
    }

    /// How many updates failed after they were acknowledged.
    pub(super) fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<UpdateId, Flight>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Flight {
    fn receipt(&mut self) -> oneshot::Receiver<Result<(), Failure>> {
        let (sender, receiver) = oneshot::channel();
        if self.handed_over {
            // The receiver is right here.
            let _ = sender.send(Ok(()));
        } else {
            self.receipts.retain(|receipt| !receipt.is_closed());
            self.receipts.push(sender);
        }
        receiver
    }
}

impl Ticket {
    /// The inner service has the update. With `acknowledges`, whoever hears that tells the sender that it is safe.
    pub(super) fn handed_over(&self, acknowledges: bool) {
        let receipts = match self.flights.lock().get_mut(&self.id) {
            Some(flight) => {
                flight.handed_over = true;
                std::mem::take(&mut flight.receipts)
            }
            None => return,
        };
        // Those who are gone need no receipt.
        let heard = receipts.into_iter().filter_map(|receipt| receipt.send(Ok(())).ok()).count() > 0;
        if acknowledges
            && heard
            && let Some(flight) = self.flights.lock().get_mut(&self.id)
        {
            flight.acknowledged = true;
        }
    }

    fn end(&mut self) -> Option<Flight> {
        if std::mem::replace(&mut self.ended, true) { None } else { self.flights.lock().remove(&self.id) }
    }

    /// Tells everybody. A call goes to the last one who still waits: Telegram sends an update again only after it gave
    /// up on the connection before.
    ///
    /// Whether the update is lost: it failed, after somebody was told that it is safe. Not if somebody still hears of
    /// the failure, who came because Telegram did not hear the other.
    pub(super) fn finish(mut self, result: Result<Reply, Failure>, late: &LateReplies) -> bool {
        let Some(flight) = self.end() else { return false };
        let told = result.as_ref().map(|_| ()).map_err(Clone::clone);
        for receipt in flight.receipts {
            let _ = receipt.send(told.clone());
        }
        match result {
            Ok(reply) => {
                let mut slip = reply.into_call().map(|call| Slip::new(call, late.clone()));
                for waiter in flight.joined.into_iter().rev().chain(flight.first) {
                    if let Err(Ok(back)) = waiter.send(Ok(slip.take())) {
                        slip = back;
                    }
                }
                false
            }
            Err(failure) => {
                let told = flight
                    .joined
                    .into_iter()
                    .chain(flight.first)
                    .filter_map(|waiter| waiter.send(Err(failure.clone())).ok());
                let lost = told.count() == 0 && flight.acknowledged;
                if lost {
                    self.flights.lost.fetch_add(1, Ordering::Relaxed);
                }
                lost
            }
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        // Dropping the senders is the message.
        let Some(flight) = self.end() else { return };
        if flight.acknowledged && flight.joined.iter().chain(&flight.first).all(oneshot::Sender::is_closed) {
            self.flights.lost.fetch_add(1, Ordering::Relaxed);
            tracing::error!(
                update_id = self.id.0,
                "the runtime ended before an update was done that was acknowledged already: it is lost"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: UpdateId = UpdateId(7);

    fn first(flights: &Arc<Flights>, receipt_only: bool) -> (Waiter, Ticket) {
        match flights.board(ID, receipt_only) {
            (waiter, Boarding::First(ticket)) => (waiter, ticket),
            (_, Boarding::Joined) => panic!("it is at work already"),
        }
    }

    #[test]
    fn a_long_flight_does_not_gather_those_who_left() {
        for receipt_only in [false, true] {
            let flights = Arc::<Flights>::default();
            let (_waiter, _ticket) = first(&flights, receipt_only);
            for _ in 0..1_000 {
                drop(flights.board(ID, receipt_only));
            }
            let open = flights.lock();
            let flight = &open[&ID];
            assert!(flight.joined.len() + flight.receipts.len() <= 2, "{flight:?}");
        }
    }

    #[tokio::test]
    async fn who_leaves_a_flight_that_was_dropped_hears_that() {
        let flights = Arc::<Flights>::default();
        let (Waiter::Outcome { outcome, serial }, ticket) = first(&flights, false) else { panic!("no outcome") };
        ticket.handed_over(false);
        drop(ticket);
        assert!(matches!(flights.leave(ID, serial), Leave::Over));
        assert!(outcome.await.is_err());
        assert_eq!(flights.lost(), 0, "nobody was told that it is safe");
    }

    #[test]
    fn leaving_is_not_taken_for_leaving_the_next_flight_of_the_same_update() {
        let flights = Arc::<Flights>::default();
        let (Waiter::Outcome { serial, .. }, ticket) = first(&flights, false) else { panic!("no outcome") };
        drop(ticket);
        let (_waiter, next) = first(&flights, false);
        next.handed_over(false);
        assert!(matches!(flights.leave(ID, serial), Leave::Over));
        assert!(!flights.lock()[&ID].acknowledged);
    }

    #[test]
    fn work_that_is_dropped_after_it_was_acknowledged_counts_as_lost() {
        let flights = Arc::<Flights>::default();
        let (Waiter::Outcome { outcome, serial }, ticket) = first(&flights, false) else { panic!("no outcome") };
        ticket.handed_over(false);
        assert!(matches!(flights.leave(ID, serial), Leave::Acknowledged));
        drop(outcome);
        drop(ticket);
        assert_eq!(flights.lost(), 1);
    }
}
