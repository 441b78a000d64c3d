//! One binary for all suites: it links once. Each module is one suite.
#![forbid(unsafe_code)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

// Who may depend on whom, and what each crate must not know.
mod architecture;
// The README says what is so.
mod readme;
// A bot that runs until its test stops it.
mod running;
// A bot by webhook and by polling against the sandbox: answers, order, stopping.
mod bot;
// A bot that polls, killed and stopped again and again under load.
mod polling_crash;
// Several bots in one process, by path, by name and by polling; some come and go.
mod bots;
// Every setting of the facade, felt from outside.
mod knobs;
// What is held back when a bot is told to stop.
mod endings;
// An update whose handler asks for it again is not overtaken.
mod turns;
// Signals to a program: finish, and end at once.
mod signals;
// The examples of bots as programs, and people who talk to them; those by webhook.
mod examples;
mod examples_serving;
// Every fault at once, by webhook and by polling; and the wire that can be cut.
mod faults;
mod relay;
// A bot that keeps its updates in a file: acknowledged at once, handled after a restart, dead letters.
mod bot_durable;
// A PostgreSQL server of a test's own: the one that the queue's own tests start.
#[path = "../../tgqueue/tests/it/postgres/server.rs"]
#[expect(dead_code, reason = "standbys and damaged settings are the queue's own tests' affair")]
mod postgres_server;
// A bot that keeps its updates in a database: front ends, workers, effects that are there once, readiness.
mod bot_postgres;
// A webhook in front of a queue whose disk is full.
mod queue_faults;
// Text with formatting, the three ways it can be sent, and long text in pieces.
mod formatting;
// Everything that is no update, or not from Telegram: the right answer, and the next good update is handled.
mod bad_input;
// Programs by others against our server: curl and openssl.
mod programs;
// What the suites of the webhook's server models share.
mod webhook_kit;
// Behind haproxy and nginx: by name, by location, by Unix socket, by the PROXY protocol; reloads lose nothing.
mod webhook_proxies;
// In axum, in plain hyper, in threads with a queue: the examples of servers, run as programs.
mod webhook_custom;
// Our own server with TLS: what Telegram, openssl, curl and sslscan make of it.
mod webhook_tls;
// Other people's bots (Python, Node) against the sandbox, and a Bot API server of others against our bot.
mod webhook_others;
// A headless Chromium.
mod browser;
// The sandbox's page, as people see and use it.
mod page;
// What people do on it beside writing.
mod page_deeds;
// A bot that is stopped and started again while people write.
mod webhook_deploy;
// Telling Telegram: many instances at once, patience, what changed meanwhile, and what would fail in silence.
mod webhook_register;
// A hundred thousand updates, again and again and out of order: each handled once.
mod webhook_replay;

/// Waiting for something that has to come, but not for ever.
async fn soon<T>(what: &str, future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(std::time::Duration::from_secs(30), future).await {
        Ok(value) => value,
        Err(_) => panic!("waited 30 s in vain for {what}"),
    }
}
