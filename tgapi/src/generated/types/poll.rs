//! Polls.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UnixTime;
use crate::types::{
    Animation, Audio, Chat, Document, InputMediaAnimation, InputMediaAudio, InputMediaDocument, InputMediaLink,
    InputMediaLivePhoto, InputMediaLocation, InputMediaPhoto, InputMediaSticker, InputMediaVenue, InputMediaVideo,
    Link, LivePhoto, Location, MessageEntity, ParseMode, PhotoSize, PollType, Sticker, User, Venue, Video,
};
use serde_json::Value;

/// The media of a poll, of one of its options or of its explanation; at most one field is set.
///
/// <https://core.telegram.org/bots/api#pollmedia>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PollMedia {
    /// The animation.
    pub animation: Option<Box<Animation>>,
    /// The music file.
    pub audio: Option<Box<Audio>>,
    /// The file.
    pub document: Option<Box<Document>>,
    /// The link.
    pub link: Option<Box<Link>>,
    /// The live photo.
    pub live_photo: Option<Box<LivePhoto>>,
    /// The location.
    pub location: Option<Box<Location>>,
    /// The photo in its available sizes.
    pub photo: Vec<PhotoSize>,
    /// The sticker.
    pub sticker: Option<Box<Sticker>>,
    /// The place.
    pub venue: Option<Box<Venue>>,
    /// The video.
    pub video: Option<Box<Video>>,
}

impl PollMedia {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for PollMedia {
    fn default() -> Self {
        Self::new()
    }
}

setters!(PollMedia {
    boxed animation: Animation,
    boxed audio: Audio,
    boxed document: Document,
    boxed link: Link,
    boxed live_photo: LivePhoto,
    boxed location: Location,
    items photo: PhotoSize,
    boxed sticker: Sticker,
    boxed venue: Venue,
    boxed video: Video,
});

/// One answer option of a poll.
///
/// <https://core.telegram.org/bots/api#polloption>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PollOption {
    /// Identifier of the option that survives edits. Required.
    pub persistent_id: String,
    /// The text. Required. 1 to 100 characters.
    pub text: String,
    /// Formatting of the text: custom emoji only.
    pub text_entities: Vec<MessageEntity>,
    /// Media of the option.
    pub media: Option<Box<PollMedia>>,
    /// How many voted for it. Required.
    pub voter_count: i64,
    /// The user who added the option.
    pub added_by_user: Option<Box<User>>,
    /// The chat that added the option.
    pub added_by_chat: Option<Box<Chat>>,
    /// When the option was added, in Unix time.
    pub addition_date: Option<UnixTime>,
}

impl PollOption {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(persistent_id: impl Into<String>, text: impl Into<String>, voter_count: i64) -> Self {
        Self {
            persistent_id: persistent_id.into(),
            text: text.into(),
            voter_count,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(PollOption {
    items text_entities: MessageEntity,
    boxed media: PollMedia,
    boxed added_by_user: User,
    boxed added_by_chat: Chat,
    into addition_date: UnixTime,
});

/// One answer option of a poll to send.
///
/// <https://core.telegram.org/bots/api#inputpolloption>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputPollOption {
    /// The text. Required. 1 to 100 characters.
    pub text: String,
    /// Markup of the text; custom emoji only. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub text_parse_mode: Option<ParseMode>,
    /// Formatting of the text: custom emoji only.
    pub text_entities: Vec<MessageEntity>,
    /// The media.
    pub media: Option<InputPollOptionMedia>,
}

impl InputPollOption {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputPollOption {
    some text_parse_mode: ParseMode,
    items text_entities: MessageEntity,
    into media: InputPollOptionMedia,
});

/// A user's vote in a non-anonymous poll.
///
/// <https://core.telegram.org/bots/api#pollanswer>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PollAnswer {
    /// Identifier of the poll. Required.
    pub poll_id: String,
    /// The chat that voted, for anonymous votes of chats.
    pub voter_chat: Option<Box<Chat>>,
    /// The user who voted.
    pub user: Option<Box<User>>,
    /// Positions of the chosen options, from 0; empty when the vote was taken back. Required.
    pub option_ids: Vec<i64>,
    /// Persistent identifiers of the chosen options. Required.
    pub option_persistent_ids: Vec<String>,
}

impl PollAnswer {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        poll_id: impl Into<String>,
        option_ids: impl IntoIterator<Item = i64>,
        option_persistent_ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            poll_id: poll_id.into(),
            option_ids: option_ids.into_iter().collect(),
            option_persistent_ids: option_persistent_ids.into_iter().map(Into::into).collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(PollAnswer {
    boxed voter_chat: Chat,
    boxed user: User,
});

/// A poll.
///
/// <https://core.telegram.org/bots/api#poll>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Poll {
    /// Identifier, unique among its kind. Required.
    pub id: String,
    /// The question. Required. 1 to 300 characters.
    pub question: String,
    /// Formatting of the question: custom emoji only.
    pub question_entities: Vec<MessageEntity>,
    /// The answers to choose from. Required.
    pub options: Vec<PollOption>,
    /// How many voted. Required.
    pub total_voter_count: i64,
    /// Whether voting has ended. Required.
    pub is_closed: bool,
    /// Whether votes are secret. Required.
    pub is_anonymous: bool,
    /// Whether it is a regular poll or a quiz. Required. One of `regular`, `quiz`.
    pub kind: PollType,
    /// Whether several answers may be chosen. Required.
    pub allows_multiple_answers: bool,
    /// Whether a vote may be changed. Required.
    pub allows_revoting: bool,
    /// Whether only members may vote. Required.
    pub members_only: bool,
    /// Two-letter codes of the countries whose users may vote.
    pub country_codes: Vec<String>,
    /// Positions of the right answers, from 0; known for closed or own quizzes.
    pub correct_option_ids: Vec<i64>,
    /// Shown to who answers a quiz wrong. At most 200 characters.
    pub explanation: Option<String>,
    /// Formatting of the explanation.
    pub explanation_entities: Vec<MessageEntity>,
    /// Media of the explanation.
    pub explanation_media: Option<Box<PollMedia>>,
    /// How long voting is open, in seconds.
    pub open_period: Option<i64>,
    /// When voting ends by itself, in Unix time.
    pub close_date: Option<UnixTime>,
    /// Description.
    pub description: Option<String>,
    /// Formatting of the description.
    pub description_entities: Vec<MessageEntity>,
    /// Media of the poll.
    pub media: Option<Box<PollMedia>>,
}

impl Poll {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        question: impl Into<String>,
        options: impl IntoIterator<Item = PollOption>,
        total_voter_count: i64,
        kind: PollType,
    ) -> Self {
        Self {
            id: id.into(),
            question: question.into(),
            options: options.into_iter().collect(),
            total_voter_count,
            kind,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(Poll {
    items question_entities: MessageEntity,
    set is_closed: bool,
    set is_anonymous: bool,
    set allows_multiple_answers: bool,
    set allows_revoting: bool,
    set members_only: bool,
    texts country_codes: String,
    items correct_option_ids: i64,
    into explanation: String,
    items explanation_entities: MessageEntity,
    boxed explanation_media: PollMedia,
    some open_period: i64,
    into close_date: UnixTime,
    into description: String,
    items description_entities: MessageEntity,
    boxed media: PollMedia,
});

/// The media to add to a poll or to its explanation.
///
/// <https://core.telegram.org/bots/api#inputpollmedia>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InputPollMedia {
    /// An animation to send.
    Animation(Box<InputMediaAnimation>),
    /// A music file to send.
    Audio(Box<InputMediaAudio>),
    /// A general file to send.
    Document(Box<InputMediaDocument>),
    /// A live photo to send.
    LivePhoto(Box<InputMediaLivePhoto>),
    /// A location to send.
    Location(Box<InputMediaLocation>),
    /// A photo to send.
    Photo(Box<InputMediaPhoto>),
    /// A place to send.
    Venue(Box<InputMediaVenue>),
    /// A video to send.
    Video(Box<InputMediaVideo>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

/// The media to add to an option of a poll.
///
/// <https://core.telegram.org/bots/api#inputpolloptionmedia>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InputPollOptionMedia {
    /// An animation to send.
    Animation(Box<InputMediaAnimation>),
    /// A link to send.
    Link(Box<InputMediaLink>),
    /// A live photo to send.
    LivePhoto(Box<InputMediaLivePhoto>),
    /// A location to send.
    Location(Box<InputMediaLocation>),
    /// A photo to send.
    Photo(Box<InputMediaPhoto>),
    /// A sticker to send.
    Sticker(Box<InputMediaSticker>),
    /// A place to send.
    Venue(Box<InputMediaVenue>),
    /// A video to send.
    Video(Box<InputMediaVideo>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
