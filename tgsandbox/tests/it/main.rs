//! The sandbox from outside: over HTTP as a bot sees it, and through the library as a test sees it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

/// A bot's side: an HTTP client and a webhook server.
mod kit;

/// Every method of the API.
mod all_methods;
/// Webhooks that answer late, wrongly or never; on a paused clock.
mod bad_webhooks;
/// Sequencing, retries, faults.
mod delivery;
/// The list of facts, and what has no better place.
mod facts;
/// Polls, commands, stickers, payments and the like.
mod features;
/// Chats of several people.
mod groups;
/// Tokens, encodings, answers, limits.
mod http_layer;
/// Start, stop, isolation, the program.
mod life;
/// Messages of all kinds, and what is done with them.
mod messages;
/// The page's interface.
mod page;
/// People, groups, buttons, files.
mod people;
/// `getUpdates`.
mod polling;
/// Many people, many updates.
mod scale;
/// `setWebhook` and its relatives.
mod set_webhook;
/// Certificates.
mod tls;
/// Errors, resets, latency, restarts, and a day in a moment.
mod troubles;
