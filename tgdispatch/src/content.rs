//! What messages carry besides text, each as an argument of a handler: a route that takes [`Photo`] gets messages with
//! photos and the photo at hand.
//!
//! ```
//! use tgapi::methods::SendMessage;
//! use tgdispatch::content::{Document, Photo};
//! use tgdispatch::filter::{document, photo};
//! use tgdispatch::{Message, Router};
//!
//! async fn picture(msg: Message, photo: Photo) -> SendMessage {
//!     // Never empty: a message without a photo goes to the next route.
//!     msg.answer(format!("{} sizes", photo.len()))
//! }
//!
//! async fn file(msg: Message, document: Document) -> SendMessage {
//!     msg.answer(document.file_name.as_deref().unwrap_or("a file without a name"))
//! }
//!
//! # let _ = Router::<()>::new()
//! .on(photo(), picture)
//! .on(document(), file);
//! ```
//!
//! The filter says which updates (new messages), the argument says which part. Either works alone.

use tgapi::types::{self, PhotoSize};
use tgapi::{Update, UpdateType};

use crate::kinds::Kinds;
use crate::shared::{Payload, Shared};

/// The kinds of update that are a message.
fn messages() -> Kinds {
    <types::Message as Payload>::kinds()
}

macro_rules! contents {
    ($($(#[$doc:meta])* $name:ident($type:ty) = $what:literal, $field:ident => $find:expr, $said:literal;)+) => {
        $(
            $(#[$doc])*
            pub type $name = Shared<$type>;

            impl Payload for $type {
                const WHAT: &'static str = $what;

                fn find(update: &Update) -> Option<&Self> {
                    let find: fn(&types::Message) -> Option<&Self> = $find;
                    update.message().and_then(find)
                }

                fn kinds() -> Kinds {
                    messages()
                }
            }
        )+

        /// Filters by what a message carries.
        pub(crate) mod filters {
            use super::*;
            use crate::filter::{Filter, ready};

            $(
                #[doc = concat!("New messages with ", $said, ".")]
                #[must_use]
                pub fn $field() -> impl Filter + Clone + std::fmt::Debug {
                    ready::of(UpdateType::Message, |context| {
                        matches!(context.kind, tgapi::UpdateKind::Message(_)) && <$type as Payload>::find(context).is_some()
                    })
                }
            )+
        }
    };
}

contents! {
    /// A photo in its sizes, at least one, the smallest first.
    Photo(Vec<PhotoSize>) = "photo", photo => |message| (!message.photo.is_empty()).then_some(&message.photo), "a photo";
    /// A video.
    Video(types::Video) = "video", video => |message| message.video.as_deref(), "a video";
    /// A round video.
    VideoNote(types::VideoNote) = "video note", video_note => |message| message.video_note.as_deref(), "a round video";
    /// A voice message.
    Voice(types::Voice) = "voice message", voice => |message| message.voice.as_deref(), "a voice message";
    /// Music.
    Audio(types::Audio) = "audio", audio => |message| message.audio.as_deref(), "music";
    /// A file. An animation is one as well.
    Document(types::Document) = "document", document => |message| message.document.as_deref(),
        "a file; an animation is one as well";
    /// A moving picture.
    Animation(types::Animation) = "animation", animation => |message| message.animation.as_deref(), "a moving picture";
    /// A sticker.
    Sticker(types::Sticker) = "sticker", sticker => |message| message.sticker.as_deref(), "a sticker";
    /// A place on the map.
    Location(types::Location) = "location", location => |message| message.location.as_deref(),
        "a place on the map; a venue is one as well";
    /// A place with a name.
    Venue(types::Venue) = "venue", venue => |message| message.venue.as_deref(), "a place with a name";
    /// Somebody's telephone number.
    Contact(types::Contact) = "contact", contact => |message| message.contact.as_deref(), "somebody's telephone number";
    /// A die that was thrown.
    Dice(types::Dice) = "dice", dice => |message| message.dice.as_deref(), "a die";
    /// A forwarded story.
    Story(types::Story) = "story", story => |message| message.story.as_deref(), "a forwarded story";
    /// A game.
    Game(types::Game) = "game", game => |message| message.game.as_deref(), "a game";
    /// A checklist.
    Checklist(types::Checklist) = "checklist", checklist => |message| message.checklist.as_deref(), "a checklist";
    /// What a Web App sent by `sendData`.
    WebAppData(types::WebAppData) = "data of a Web App", web_app_data => |message| message.web_app_data.as_deref(),
        "what a Web App sent by `sendData`";
    /// A payment that succeeded.
    SuccessfulPayment(types::SuccessfulPayment) = "payment", successful_payment
        => |message| message.successful_payment.as_deref(), "a payment that succeeded";
    /// A payment that was given back.
    RefundedPayment(types::RefundedPayment) = "refund", refunded_payment
        => |message| message.refunded_payment.as_deref(), "a payment that was given back";
    /// Users that were picked by a button.
    UsersShared(types::UsersShared) = "shared users", users_shared => |message| message.users_shared.as_deref(),
        "users that were picked by a button";
    /// A chat that was picked by a button.
    ChatShared(types::ChatShared) = "shared chat", chat_shared => |message| message.chat_shared.as_deref(),
        "a chat that was picked by a button";
    /// Where a message was forwarded from.
    ForwardOrigin(types::MessageOrigin) = "origin of a forward", forwarded => |message| message.forward_origin.as_ref(),
        "an origin elsewhere: forwarded ones";
    /// Users who joined a group, at least one.
    NewMembers(Vec<types::User>) = "new members", new_members
        => |message| (!message.new_chat_members.is_empty()).then_some(&message.new_chat_members), "users who joined a group";
}
