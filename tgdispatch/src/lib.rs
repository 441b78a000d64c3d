//! Handlers, extractors, filters, a router, lanes and sessions for Telegram updates: everything a tower service.
//!
//! ```
//! use std::time::Duration;
//! use tgapi::methods::SendMessage;
//! use tgdispatch::filter::text;
//! use tgdispatch::{LanesLayer, Message, Router, Session, Sessions, Settings};
//!
//! async fn start(msg: Message) -> SendMessage {
//!     msg.answer("I count your messages, and forget you after ten seconds of silence.")
//! }
//!
//! async fn count(msg: Message, seen: Session<u32>) -> SendMessage {
//!     let mut n = seen.lock();
//!     *n += 1;
//!     msg.answer(n.to_string())
//! }
//!
//! let router = Router::new()
//!     .command("start", start)
//!     .on(text(), count)
//!     .with_state(Sessions::idle(Duration::from_secs(10)));
//! let allowed_updates = router.allowed_updates();
//! let service = router.build(Settings::new().username("my_bot"))?.in_lanes(LanesLayer::new());
//! # Ok::<(), tgdispatch::BuildError>(())
//! ```
//!
//! The way of an update:
//!
//! 1. [`Lanes`], a layer around any service of updates, runs updates of one conversation one after another and
//!    conversations side by side, within bounds; what was accepted is run to its end.
//! 2. [`Dispatcher`], a built [`Router`], finds the [`Handler`]: by [command](Router::command), by
//!    [filter], by whether its arguments ([`FromUpdate`]) can be taken from the update.
//!    What a waiting [`Conversation`] asked for goes there instead.
//! 3. The handler returns a reply ([`HandlerOutput`]): nothing, or methods of the API as values. They are sent by the
//!    client in [`Settings`], or handed back as [`tgapi::Reply`] for a webhook to answer with.
//!
//! `Ok` of the service means that the update is never to be delivered again, and a handler's failure is `Ok` too: it
//! goes to the [error handler](Router::on_error). `Err` means that it is to be delivered again: a handler asks for that
//! by [`Retry`]; lanes do if they could not take the update ([`LaneError`]).
//!
//! What is remembered of a chat: a [`Session`], as long as it talks; a [`Dialogue`], in a storage; a [`Conversation`], in
//! the handler's own variables.
//!
//! What bots do every day: [buttons](Callback) as types, [menus](Screen) and [pages](Page), [albums](Albums) as one call, who
//! [joined and left](Transition), [limits](FloodLimit) for each user, [languages](Locales), [jobs](Jobs), and messages to
//! many chats (`broadcast`).
//!
//! Handlers are plain functions, so they are tested as such: `count(message.into(), sessions.session(lane)).await`. Whole
//! routers are tested by [`testing`].
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `client` | yes | `tgapi::Client` as an argument of handlers, `Settings::client`, which sends replies, and `Broadcast` |
//! | `derive` | yes | `#[derive(Commands)]`, `#[derive(Callback)]`, `#[derive(CallbackField)]`, `#[derive(FromCaptures)]` |
//! | `cron` | no | [`Jobs`] by cron expressions: `Cron` |
//! | `postgres` | no | [`Dialogues`] in a PostgreSQL database, for several machines: `PostgresStorage` |
//! | `redb` | no | [`Dialogues`] in a file: `FileStorage` |
//! | `redis` | no | [`Dialogues`] in Redis, for several machines: `RedisStorage` |
//! | `regex` | no | `filter::matches`, by regular expressions; what they captured is taken as [`Captured`] |
#![forbid(unsafe_code)]

mod album;
mod bot;
#[cfg(feature = "client")]
pub mod broadcast;
mod callback;
mod captures;
mod closing;
mod command;
pub mod content;
mod context;
mod conversation;
mod dialogue;
mod dispatcher;
mod extract;
pub mod filter;
mod flood;
mod handler;
mod jobs;
mod kinds;
mod lane;
mod locale;
mod member;
mod menu;
mod panics;
mod router;
mod session;
mod shared;
pub mod testing;

pub use album::{Album, Albums, AlbumsFuture, AlbumsService};
pub use bot::Settings;
#[cfg(feature = "client")]
pub use broadcast::Broadcast;
pub use callback::{Callback, CallbackField, CallbackRejection, CallbackTooLong, Fields, FieldsMut};
pub use captures::{Captured, Captures, CapturesRejection, FromCapture, FromCaptures, Group, Groups};
pub use closing::Closing;
pub use command::{ArgsRejection, CommandScope, CommandSpec, Commands, FromArg, FromArgs, Rest, Words};
pub use context::{CommandRef, Context};
pub use conversation::{Ask, Conversation, ConversationError, IntoQuestion};
#[cfg(feature = "redb")]
pub use dialogue::FileStorage;
#[cfg(feature = "postgres")]
pub use dialogue::PostgresStorage;
#[cfg(feature = "redis")]
pub use dialogue::RedisStorage;
pub use dialogue::{
    Dialogue, DialogueError, DialogueKey, DialogueState, Dialogues, MemoryStorage, Storage, StorageError, StorageFuture,
};
pub use dispatcher::{DeadLetter, DispatchFuture, Dispatcher, Failure, Next, Panic, Routed};
pub use extract::{
    Args, CallbackData, Caption, Command, Extension, ExtensionType, FromRef, FromUpdate, Missing, NoExtension, ReplyTo,
    State, Text, Unknown,
};
pub use filter::Filter;
pub use flood::{FloodLimit, FloodLimitService};
pub use handler::{
    Answer, Arguments, AsyncFunction, Handler, HandlerFuture, HandlerOutput, IntoReply, Retry, Wants, via,
};
#[cfg(feature = "cron")]
pub use jobs::{Cron, CronError};
pub use jobs::{Job, JobError, JobId, JobRejection, JobSpec, Jobs, PendingJob, Schedule};
pub use kinds::Kinds;
pub use lane::{DrainReport, LaneError, LaneFuture, LaneStats, Lanes, LanesHandle, LanesLayer, Trouble};
pub use locale::{Locale, Locales, TextArg, Translations};
pub use member::{Change, Standing, Transition};
pub use menu::{Page, Screen, Shown};
pub use router::{BuildError, Router};
pub use session::{EndReason, Session, Sessions};
pub use shared::{
    BotSubscriptionUpdated, BusinessConnection, BusinessMessagesDeleted, CallbackQuery, Chat, ChatBoostRemoved,
    ChatBoostUpdated, ChatJoinRequest, ChatMemberUpdated, ChosenInlineResult, InlineQuery, ManagedBotUpdated, Message,
    MessageGenerationStopped, MessageReactionCountUpdated, MessageReactionUpdated, PaidMediaPurchased, Payload, Poll,
    PollAnswer, PreCheckoutQuery, Shared, ShippingQuery, User,
};
#[cfg(feature = "derive")]
pub use tgdispatch_macros::{Callback, CallbackField, Commands, FromCaptures};

/// The examples of the README are tested as documentation is.
#[cfg(all(doctest, feature = "client", feature = "derive"))]
#[doc = include_str!("../README.md")]
mod readme {}

/// For `tgbot`: traits without the derive macros of the same names, which it has its own of. And what the macros call.
#[doc(hidden)]
pub mod __private {
    pub use crate::callback::{Callback, CallbackField};
    pub use crate::captures::FromCaptures;
    pub use crate::command::Commands;

    #[must_use]
    pub const fn callback_max_len(prefix: &str, version: u32, variants: &[&[usize]]) -> usize {
        crate::callback::max_len(prefix, version, variants)
    }
}
