//! Long polling for Telegram updates that confirms only what was handled.
//!
//! `getUpdates` forgets every update below the `offset` it is called with. A poller that advances the offset as soon as a
//! batch has arrived loses that batch in a crash. This one advances it only past updates whose call of the service
//! returned `Ok`: a crash means that updates come again, never that they are lost.
//!
//! [`Poller`] takes a [`tgapi::Client`] (or any [`Api`]) and any `tower_service::Service<Update, Response = Reply>`.
//!
//! # What it promises
//!
//! - **Order.** `poll_ready`, then `call`, in the order of ids. The futures run side by side, each as a task of its own.
//! - **Confirmed means handled.** The offset stops at the first update whose call has not returned `Ok`. Updates behind
//!   it go on; when Telegram returns them again, they are recognised and skipped.
//! - **`Err` means again.** The update stays unconfirmed and is handed over again after 0.5 s, 1 s .. 30 s, for as long as
//!   it takes: it is the service that knows when to give up, by returning `Ok`. A panic of the call counts as `Err`. All
//!   repetitions together are at most 20 a second.
//! - **A call that hangs holds the offset for 25 s**, not longer ([`Config::hold_budget`]). Then the offset moves past its
//!   update, the call goes on, and a warning and [`PollSummary::over_budget`] say so. Only a crash in that time loses it.
//!   What waits in the service for such a call, as the next update of its chat does, is a call that hangs, too.
//! - **A reply** ([`tgapi::Reply::Call`]) is sent through the client before its update counts as handled. If that fails it
//!   is logged and counted, not repeated.
//! - **No busy loop**, whatever the server answers, and no growth: see [`Config::max_in_flight`].
//! - **Anything unreadable** is passed over. Updates of unknown or malformed kinds are updates like any other; an element
//!   without an `update_id` is counted, and confirmed by position: in front of an answer to offset *n*, it is at least
//!   number *n*, so offset *n* + 1 confirms it at most. Before the first readable id there is nothing to count from: it is
//!   passed over with the first update that comes behind it, and looked at every 2.4 s until then.
//!
//! # What limits it
//!
//! At most 100 updates can be seen from the offset on. So an update that is refused again and again, or takes long, lets
//! 99 others pass and then holds up the rest until Telegram lets it expire (a button press after 150 s, a message after a
//! day); and while anything is unconfirmed, Telegram answers at once instead of
//! waiting, so the poller looks every 0.15 s to 2.4 s whether more has come. Where that is too little, let the service
//! store the update and return `Ok`, or use a webhook.
#![forbid(unsafe_code)]

mod poller;

mod api;
mod config;
mod error;
mod summary;

mod backoff;
mod batch;
mod call;
mod classify;
mod driver;
mod event;
mod ledger;
mod machine;
mod pace;

#[cfg(test)]
mod tests;

/// Its example is compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use api::Api;
pub use config::Config;
pub use error::PollError;
pub use poller::Poller;
pub use summary::PollSummary;
