//! Albums: the messages that Telegram makes of one album, collected into one call of a handler.
//!
//! - `service`: the layer, which stands outside of lanes and keeps the members of an album back.
//! - `table`: which albums are being collected, and when one is whole.
//!
//! Knows no router: a handler takes an [`Album`] as an argument, and the state provides it.

mod service;
mod table;
#[cfg(test)]
mod tests;

pub use service::{AlbumsFuture, AlbumsService};

use std::fmt;
use std::num::NonZeroUsize;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use tgapi::{UpdateKind, types};
use tower_layer::Layer;

use crate::closing::Closing;
use crate::context::Context;
use crate::extract::{FromRef, FromUpdate, Missing};
use crate::kinds::Kinds;
use crate::shared::Payload;
use table::Table;

/// Collects albums: a tower layer around [`Lanes`](crate::Lanes), and the part of the router's state from which handlers
/// take their [`Album`].
///
/// Telegram sends an album as messages of their own with one `media_group_id`
/// (<https://core.telegram.org/bots/api#message>) and does not say how many there will be. So this waits until none has
/// come for a while ([`settle`](Self::settle), default 500 ms), or ten have, as many as an album can have; then the
/// first message goes on as an update of its lane, and its handler gets them all.
///
/// ```
/// use tgapi::ChatId;
/// use tgapi::methods::SendMessage;
/// use tgdispatch::filter::album;
/// use tgdispatch::{Album, Albums, LanesLayer, Router, Settings};
/// use tower_layer::Layer;
///
/// async fn show(chat: ChatId, album: Album) -> SendMessage {
///     SendMessage::new(chat, format!("{} pictures: {}", album.len(), album.caption().unwrap_or("no caption")))
/// }
///
/// let albums = Albums::new();
/// let router = Router::new().on(album(), show).with_state(albums.clone());
/// let service = albums.layer(router.build(Settings::new())?.in_lanes(LanesLayer::new()));
/// # let _ = service;
/// # Ok::<(), tgdispatch::BuildError>(())
/// ```
///
/// # Order
///
/// An album has its place in the lane where it is whole. The next update of the same sender in the same chat makes it
/// whole at once, so that nobody's messages are handled out of order; what other people write meanwhile in a group goes
/// before it. Messages are in the order of their numbers.
///
/// # When a member is done with
///
/// As a rule all members are done with when the handler is, with its outcome: a crash before that, or `Err` of the
/// handler, brings all of them again. The last of them gets the reply.
///
/// That cannot be where the sender waits for the answer to one message before it sends the next, as Telegram's webhook
/// does for messages of one chat. So a first message to which no second comes within the settle time is answered `Ok`
/// and collected on; if a second comes only then, it and all others are answered `Ok` as they come. Such members are in
/// memory alone until the handler is done: a crash in that time loses them, a [shutdown](Self::close_all) does not; `Err` of
/// the handler is logged and brings nothing again; and there is no response that could carry the handler's reply, so let a
/// client send it. A durable queue in front, which does not wait, avoids all of it.
///
/// # Bounds
///
/// At most [`max_open`](Self::max_open) albums, default 1,000, of ten messages each; for one more, the one that waits
/// longest is taken as whole. Each holds a place of the service inside, as its own update will need one.
///
/// Clones share what they collect. One bot needs one: two of them may have chats of the same number.
#[derive(Clone)]
pub struct Albums {
    table: Arc<Table>,
}

impl Albums {
    /// The defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Duration::from_millis(500), 1_000)
    }

    fn with(settle: Duration, max_open: usize) -> Self {
        Self { table: Arc::new(Table::new(settle, max_open)) }
    }

    /// How long no further message may have come for an album to be whole. Default 500 ms; behind a webhook it has to be
    /// longer than an answer takes to Telegram and the next request back. More than a minute counts as a minute.
    #[must_use]
    pub fn settle(self, settle: Duration) -> Self {
        Self::with(settle.min(Duration::from_secs(60)), self.table.max_open())
    }

    /// How many albums are collected at once. Default 1,000.
    #[must_use]
    pub fn max_open(self, albums: NonZeroUsize) -> Self {
        Self::with(self.table.settle(), albums.get())
    }

    /// Takes what is being collected as whole, and hands it on; from then on nothing is collected any more: a member of an
    /// album that comes now goes on at once, by itself. For a shutdown, before lanes are drained, so that nothing waits here
    /// that could still be handled. To be called within a tokio runtime.
    ///
    /// A dispatcher whose handlers take an [`Album`] does it by itself: [`Dispatcher::close`](crate::Dispatcher::close).
    pub fn close_all(&self) {
        self.table.close_all();
    }

    /// How many albums are being collected.
    #[must_use]
    pub fn open(&self) -> usize {
        self.table.open()
    }
}

impl Default for Albums {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Albums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Albums").field("settle", &self.table.settle()).field("open", &self.open()).finish()
    }
}

impl<S> Layer<S> for Albums {
    type Service = AlbumsService<S>;

    fn layer(&self, inner: S) -> AlbumsService<S> {
        AlbumsService::new(inner, Arc::clone(&self.table))
    }
}

/// The messages of one album, in order, at least one: an argument of handlers. It derefs to a slice of messages.
///
/// Where no [`Albums`] layer is around the router, or the sender was too slow for it, an album comes as several of fewer
/// messages.
///
/// ```
/// use tgapi::types::{Chat, ChatType, Message};
/// use tgdispatch::Album;
///
/// // In a test, an album is made of messages.
/// let message = |id| Message::new(id, 1_700_000_000, Chat::new(5, ChatType::Private));
/// let album = Album::from(vec![message(1).caption("Rome"), message(2)]);
/// assert_eq!((album.len(), album.caption()), (2, Some("Rome")));
/// ```
#[derive(Clone, Debug)]
pub struct Album {
    messages: Arc<[types::Message]>,
}

impl Album {
    /// The messages.
    #[must_use]
    pub fn messages(&self) -> &[types::Message] {
        &self.messages
    }

    /// The first caption that one of them has: apps show it as that of the album.
    #[must_use]
    pub fn caption(&self) -> Option<&str> {
        self.messages.iter().find_map(|message| message.caption.as_deref())
    }
}

impl Deref for Album {
    type Target = [types::Message];

    fn deref(&self) -> &[types::Message] {
        &self.messages
    }
}

impl From<Vec<types::Message>> for Album {
    fn from(messages: Vec<types::Message>) -> Self {
        Self { messages: messages.into() }
    }
}

impl<S> FromUpdate<S> for Album
where
    Albums: FromRef<S>,
{
    type Rejection = Missing;

    fn from_update(context: &Context, state: &S) -> Result<Self, Missing> {
        let message = part(context.update()).ok_or(Missing::new("album"))?;
        let collected = Albums::from_ref(state).table.collected(context.update_id);
        Ok(Self { messages: collected.unwrap_or_else(|| Arc::new([message.clone()])) })
    }

    fn kinds() -> Kinds {
        <types::Message as Payload>::kinds()
    }

    fn closing(state: &S) -> Vec<Closing> {
        vec![Closing::new(&Albums::from_ref(state).table, Table::close_all)]
    }
}

/// The message, if the update is a new one of an album.
pub(crate) fn part(update: &tgapi::Update) -> Option<&types::Message> {
    match &update.kind {
        UpdateKind::Message(message) | UpdateKind::ChannelPost(message) | UpdateKind::BusinessMessage(message) => {
            message.media_group_id.as_ref().map(|_| &**message)
        }
        _ => None,
    }
}
