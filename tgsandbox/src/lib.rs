//! A Telegram Bot API server on 127.0.0.1, with Telegram's delivery behaviour and faults on demand.
//!
//! A bot that is pointed at [`Sandbox::api_url`] with [`Sandbox::token`] sees what Telegram's own server would show
//! it: `getUpdates` with its offsets, conflicts and slow-downs, or a webhook with Telegram's sequencing, parallel
//! connections, retry delays and certificate check. The test plays the people.
//!
//! ```
//! # use tgsandbox::Sandbox;
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), tgsandbox::Error> {
//! let sandbox = Sandbox::start().await?;
//! println!("a method is at {}/bot{}/getMe", sandbox.api_url(), sandbox.token());
//!
//! let ann = sandbox.user("Ann");
//! let sent = ann.send("/start").await;
//! assert!(sent.update_id.is_some());
//! // With a bot at work: ann.expect_text("Hello, Ann!").await?;
//! # sandbox.stop().await;
//! # Ok(())
//! # }
//! ```
//!
//! # What there is
//!
//! - [`Sandbox`] and [`SandboxBuilder`]: start, stop, settings. Several bots: [`Sandbox::add_bot`] gives a [`Bot`].
//! - [`User`], with names, a [language](User::with_language) and [Premium](User::with_premium) if wanted:
//!   [`send`](User::send), [`expect_text`](User::expect_text), [`next_message`](User::next_message),
//!   [`press`](User::press), [`tap`](User::tap), [`inline_query`](User::inline_query), [`react`](User::react),
//!   [`vote`](User::vote), [`order`](User::order), [`open_link`](User::open_link); [`Group`] for more than two, also as
//!   supergroup and forum, and [`Channel`].
//! - [`Bot::push_update`] and [`Bot::push_updates`] queue any JSON; [`Bot::idle`] waits until all is delivered,
//!   [`Bot::webhook_set`] and [`Bot::polled`] until the bot is there, [`Bot::until`] for anything countable;
//!   [`Bot::stats`] and [`Bot::transcript`] tell what happened.
//! - [`Faults`]: updates out of order, twice, lost answers, latency, 429 and 502, connections that close in place of an
//!   answer. Seeded, settable at any time; [`Sandbox::restart`] cuts all connections, during [`Sandbox::outage`] nobody
//!   listens, [`Sandbox::shut_down`] says so first, and [`Bot::jump_to_update_id`] makes ids start anew.
//! - [`SandboxBuilder::page`]: a page for the browser, with chats, the timeline of each update, and switches for the
//!   faults, for each bot. [`Bot::mark`] puts what a bot does inside into that timeline.
//!
//! # Time
//!
//! Everything goes by tokio's clock, also the dates in messages. On a paused clock (`start_paused`, or
//! `tokio::time::pause`) a day of retries takes a moment:
//!
//! ```
//! # use std::time::Duration;
//! # use tgsandbox::Sandbox;
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), tgsandbox::Error> {
//! let sandbox = Sandbox::start().await?;
//! let ann = sandbox.user("Ann").with_timeout(Duration::from_secs(24 * 3600));
//! ann.send("Is anybody there?").await;
//! let start = tokio::time::Instant::now();
//! assert!(ann.next_message().await.is_err(), "a day in vain");
//! assert_eq!(start.elapsed().as_secs(), 24 * 3600);
//! # Ok(())
//! # }
//! ```
//!
//! # Webhooks on one machine
//!
//! A webhook URL may have any port and a loopback address ([`SandboxBuilder::strict_addresses`] brings Telegram's
//! rules back). HTTPS is a must, as with Telegram, unless [`SandboxBuilder::plain_http`] allows `http://` on loopback.
//! The certificate is checked as Telegram checks it: upload it with `setWebhook`, or have the sandbox believe a CA
//! ([`SandboxBuilder::trust_roots`]). What went wrong is in `getWebhookInfo` and [`Bot::webhook`].
//!
//! # Where it differs from Telegram
//!
//! - Webhook addresses and ports, see above.
//! - TLS 1.2 and 1.3 only.
//! - Uploads end at 64 MiB.
//! - New bots are held back only with [`SandboxBuilder::limit_new_bots`]. Too many calls at once, messages to one chat, and
//!   the same upload again and again are, as with Telegram; but no pace of messages is prescribed: 429 for that is a fault.
//! - Idle client connections are closed after 75 s instead of 500 s.
//! - Each bot has its own people and groups, and sees every message of a group. Of members and reactions it is told where it
//!   is an administrator.
//! - Every method answers and checks its parameters. Those about business accounts, gifts, stories, Telegram's own
//!   money, Passport and verification have no effect: their result is a made-up value of the right type.
//! - Files are not looked into: sizes and durations are what the bot says. An address has only what
//!   [`Bot::serve_url`] put there.
//! - Web apps, games, logins and polls of people are not there: buttons for them say so.
//! - A rich message keeps its paragraphs and loses its layout and media; what is for one person of a group alone
//!   (`receiver_user_id`) everybody sees.

#![forbid(unsafe_code)]

mod api;
mod bot;
mod builder;
mod clock;
mod delivery;
mod error;
mod facts;
mod faults;
mod http;
mod json;
mod maker;
mod page;
mod queue;
mod sandbox;
mod stats;
mod text;
mod transcript;
mod world;

pub use self::{
    bot::{Bot, WebhookInfo},
    builder::SandboxBuilder,
    error::{Error, NotQueued},
    faults::Faults,
    sandbox::Sandbox,
    stats::Stats,
    transcript::{Entry, Event, Mark},
    world::{BotMessage, CallbackAnswer, Channel, Group, InlineQuery, Order, OrderAnswer, Press, Sent, User},
};
