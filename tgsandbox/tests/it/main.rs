//! The sandbox from outside: over HTTP as a bot sees it, and through the library as a test sees it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]

/// A bot's side: an HTTP client and a webhook server.
mod kit;

/// Every method of the API.
mod all_methods;
/// Clients that send garbage, too much, too slowly, or nothing.
mod bad_clients;
/// Webhooks that answer late, wrongly or never; on a paused clock.
mod bad_webhooks;
/// Sequencing, retries, faults.
mod delivery;
/// The list of facts, and what has no better place.
mod facts;
/// Polls, commands, stickers, payments and the like.
mod features;
/// What people do in groups and channels, and what comes of it.
mod gatherings;
/// Chats of several people.
mod groups;
/// Tokens, encodings, answers, limits.
mod http_layer;
/// Inline queries, from the typing to the edited message.
mod inline;
/// Start, stop, isolation, the program.
mod life;
/// Messages of all kinds, and what is done with them.
mod messages;
/// Who asks for too much, and a server that shuts down.
mod pace;
/// The page's interface.
mod page;
/// What people do on the page beside writing.
mod page_deeds;
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
