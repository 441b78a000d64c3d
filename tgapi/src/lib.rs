//! Telegram's Bot API: its objects, its methods, and a client.
//!
//! - [`Update`] is what Telegram sends. Reading one never fails for something new: see [`UpdateKind`].
//! - [`methods`] are values that a [`Client`] calls, or that a webhook answers with ([`Reply`]).
//! - [`types`] are the objects. Unknown fields and values are tolerated everywhere.
//! - [`text`] builds, reads and cuts formatted text; [`keyboard`] builds keyboards, [`link`] links that open a bot.
//! - [`Token`] and [`SecretToken`] cannot be printed by accident.
//!
//! Names are those of <https://core.telegram.org/bots/api>: all types and methods of Bot API 10.3.
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `client` | yes | [`Client`], by reqwest with rustls |
#![forbid(unsafe_code)]

mod call;
mod chat_ref;
#[cfg(feature = "client")]
pub mod client;
mod codec;
mod envelope;
mod error;
mod ext;
mod generated;
mod ids;
mod input_file;
pub mod keyboard;
pub mod link;
pub mod methods;
pub mod text;
mod token;
pub mod types;
mod update;

pub use call::{NotAnObject, Progress, RawCall, Repeat, Reply};
pub use chat_ref::InvalidChatRef;
#[cfg(feature = "client")]
pub use client::{BuildError, Client, ClientBuilder, DownloadError, Request};
pub use envelope::open_envelope;
pub use error::{ApiError, ApiErrorKind, BoxError, Error, ErrorKind, NotRepeated};
pub use ext::{CommandParts, MessageContent};
pub use ids::{ChatId, ChatRef, MessageId, ThreadId, UnixTime, UpdateId, UserId};
pub use input_file::{Content, InputFile, Upload, UploadStream};
pub use methods::Method;
pub use token::{InvalidSecretToken, InvalidToken, SecretToken, Token};
pub use update::{Lane, NumberedUpdate, RawUpdate, Update, UpdateError, UpdateKind, UpdateType, updates_from_slice};

/// Compiles the README's example.
#[cfg(all(doctest, feature = "client"))]
#[doc = include_str!("../README.md")]
struct Readme;
