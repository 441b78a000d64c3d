//! A Telegram bot in ten lines: polling or webhook, updates in order, each at least once.
//!
//! ```no_run
//! use tgbot::prelude::*;
//!
//! async fn start(message: Message) -> SendMessage {
//!     message.answer("Hello. Say something.")
//! }
//!
//! async fn echo(message: Message, Text(text): Text) -> SendMessage {
//!     message.answer(text)
//! }
//!
//! #[tokio::main]
//! async fn main() -> tgbot::Result {
//!     Bot::from_env()?.routes(Router::new().command("start", start).on(text(), echo)).run().await
//! }
//! ```
//!
//! With `TELEGRAM_BOT_TOKEN` in the environment this is a real bot. Without, it runs against a sandbox on this machine,
//! over a real webhook with TLS, and you chat with it in the browser, or with `--terminal` in the
//! terminal.
//!
//! [`Bot`] is a builder over the other crates, each of which can be used without it: [`api`], [`dispatch`],
//! [`reorder`], [`webhook`], [`poll`].
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `sandbox` | yes | the sandbox for bots without a token |
//! | `cron` | no | jobs by cron expressions: `dispatch::Cron` |
//! | `regex` | no | a filter by regular expressions, `dispatch::filter::matches`, and what they captured as arguments |
//! | `redb`, `redis` | no | dialogues in a file, in Redis: `dispatch::FileStorage`, `dispatch::RedisStorage` |
//! | `cli` | yes | `Bot::from_args`: settings from the command line, and a log on standard error |
//! | `acme` | no | certificates of Let's Encrypt and others: `ServerConfig::acme` |
//! | `durable` | no | [`Bot::durable`]: updates are kept in a file until they are handled |
//! | `postgres` | no | [`Bot::durable_postgres`]: they are kept in a PostgreSQL database, for several machines; [`Tx`]; dialogues there, `dispatch::PostgresStorage` |
#![forbid(unsafe_code)]
#![cfg_attr(
    not(feature = "postgres"),
    allow(rustdoc::broken_intra_doc_links, reason = "the docs also name what it adds")
)]

mod bot;
mod bots;
mod change;
#[cfg(feature = "durable")]
mod durable;
mod error;
#[cfg(feature = "sandbox")]
mod marks;
mod outcome;
mod pipeline;
pub mod prelude;
mod run;
mod server_config;
mod settings;
mod shutdown;
#[cfg(feature = "sandbox")]
mod terminal;

pub use bot::Bot;
pub use bots::{Bots, BotsHandle, Gone};
#[cfg(feature = "durable")]
pub use durable::Store;
#[cfg(feature = "postgres")]
pub use durable::Tx;
pub use error::Error;
pub use outcome::Outcome;
pub use pipeline::UpdateService;
pub use server_config::ServerConfig;
pub use settings::SettingsError;

#[doc(no_inline)]
pub use tgapi as api;
#[doc(no_inline)]
pub use tgdispatch as dispatch;
#[doc(no_inline)]
pub use tgpoll as poll;
#[cfg(feature = "durable")]
#[doc(no_inline)]
pub use tgqueue as queue;
#[doc(no_inline)]
pub use tgreorder as reorder;
#[doc(no_inline)]
pub use tgwebhook as webhook;

/// What running a bot comes to; made for `async fn main() -> tgbot::Result`.
pub type Result<T = Outcome> = std::result::Result<T, Error>;
