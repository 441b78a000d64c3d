//! Which updates are at work, and who waits for them. A repeated update finds its number here and joins.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tgapi::{Reply, UpdateId};
use tokio::sync::oneshot;

use super::{Failure, Outcome};
use crate::late::{LateReplies, Slip};

/// Updates at work. As many as there are places, at most.
#[derive(Debug, Default)]
pub(super) struct Flights {
    open: Mutex<HashMap<UpdateId, Flight>>,
}

#[derive(Debug, Default)]
struct Flight {
    /// The inner service has the update.
    handed_over: bool,
    receipts: Vec<oneshot::Sender<Result<(), Failure>>>,
    /// In the order they came: the last one has the freshest connection.
    waiters: Vec<oneshot::Sender<Outcome>>,
}

/// What a request waits for.
pub(super) enum Waiter {
    Outcome(oneshot::Receiver<Outcome>),
    Receipt(oneshot::Receiver<Result<(), Failure>>),
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
            Entry::Vacant(place) => (
                place.insert(Flight::default()),
                Boarding::First(Ticket { flights: Arc::clone(self), id, ended: false }),
            ),
        };
        let waiter = if receipt_only {
            Waiter::Receipt(flight.receipt())
        } else {
            // A flight that never ends must not gather those who gave up on it.
            flight.waiters.retain(|waiter| !waiter.is_closed());
            let (sender, receiver) = oneshot::channel();
            flight.waiters.push(sender);
            Waiter::Outcome(receiver)
        };
        (waiter, boarding)
    }

    /// Resolves once the inner service has the update; `None` if the flight is over.
    pub(super) fn receipt(&self, id: UpdateId) -> Option<oneshot::Receiver<Result<(), Failure>>> {
        self.lock().get_mut(&id).map(Flight::receipt)
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
    /// The inner service has the update.
    pub(super) fn handed_over(&self) {
        let receipts = match self.flights.lock().get_mut(&self.id) {
            Some(flight) => {
                flight.handed_over = true;
                std::mem::take(&mut flight.receipts)
            }
            None => return,
        };
        for receipt in receipts {
            // Those who are gone need no receipt.
            let _ = receipt.send(Ok(()));
        }
    }

    fn end(&mut self) -> Option<Flight> {
        if std::mem::replace(&mut self.ended, true) { None } else { self.flights.lock().remove(&self.id) }
    }

    /// Tells everybody. A call goes to the last one who still waits: Telegram sends an update again only after it gave
    /// up on the connection before.
    pub(super) fn finish(mut self, result: Result<Reply, Failure>, late: &LateReplies) {
        let Some(flight) = self.end() else { return };
        let told = result.as_ref().map(|_| ()).map_err(Clone::clone);
        for receipt in flight.receipts {
            let _ = receipt.send(told.clone());
        }
        match result {
            Ok(reply) => {
                let mut slip = reply.into_call().map(|call| Slip::new(call, late.clone()));
                for waiter in flight.waiters.into_iter().rev() {
                    if let Err(Ok(back)) = waiter.send(Ok(slip.take())) {
                        slip = back;
                    }
                }
            }
            Err(failure) => {
                for waiter in flight.waiters {
                    let _ = waiter.send(Err(failure.clone()));
                }
            }
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        // Dropping the senders is the message.
        drop(self.end());
    }
}
