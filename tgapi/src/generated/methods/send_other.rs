//! Sending places, contacts, polls, checklists and dice.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::setters;
use crate::codec::uploads;
use crate::ids::{ChatRef, MessageId, ThreadId, UnixTime, UserId};
use crate::input_file::InputFile;
use crate::methods::Method;
use crate::types::{
    EphemeralMessageParameters, InlineKeyboardMarkup, InputChecklist, InputPollMedia, InputPollOption, Message,
    MessageEntity, ParseMode, Poll, PollType, ReplyMarkup, ReplyParameters, SuggestedPostParameters,
};

/// Sends a point on the map.
///
/// <https://core.telegram.org/bots/api#sendlocation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendLocation {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// The one user of the chat to whom it is shown.
    pub receiver_user_id: Option<UserId>,
    /// The button press that an ephemeral message answers.
    pub callback_query_id: Option<String>,
    /// Latitude in degrees. Required.
    pub latitude: f64,
    /// Longitude in degrees. Required.
    pub longitude: f64,
    /// Radius of uncertainty in metres. 0 to 1500.
    pub horizontal_accuracy: Option<f64>,
    /// How long the location is updated, in seconds. 60 to 86400. Also 2147483647.
    pub live_period: Option<i64>,
    /// Direction of movement in degrees. 1 to 360.
    pub heading: Option<i64>,
    /// Distance in metres at which an approaching member is announced. 1 to 100000.
    pub proximity_alert_radius: Option<i64>,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// Send it as a suggested post. Direct messages chats only.
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Keyboard under the message or in place of the user's own.
    pub reply_markup: Option<ReplyMarkup>,
    /// Send it so that only one user of the chat sees it.
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
}

impl SendLocation {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, latitude: f64, longitude: f64) -> Self {
        Self { chat_id: chat_id.into(), latitude, longitude, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendLocation {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    some horizontal_accuracy: f64,
    some live_period: i64,
    some heading: i64,
    some proximity_alert_radius: i64,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendLocation {
    type Output = Message;
    const NAME: &'static str = "sendLocation";
}

object!(SendLocation {
    need "chat_id" chat_id,
    need "latitude" latitude,
    need "longitude" longitude,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "horizontal_accuracy" horizontal_accuracy,
    opt "live_period" live_period,
    opt "heading" heading,
    opt "proximity_alert_radius" proximity_alert_radius,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

/// Sends a named place on the map.
///
/// <https://core.telegram.org/bots/api#sendvenue>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendVenue {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// The one user of the chat to whom it is shown.
    pub receiver_user_id: Option<UserId>,
    /// The button press that an ephemeral message answers.
    pub callback_query_id: Option<String>,
    /// Latitude in degrees. Required.
    pub latitude: f64,
    /// Longitude in degrees. Required.
    pub longitude: f64,
    /// Name of the place. Required.
    pub title: String,
    /// Address. Required.
    pub address: String,
    /// Identifier at Foursquare.
    pub foursquare_id: Option<String>,
    /// Type at Foursquare.
    pub foursquare_type: Option<String>,
    /// Identifier at Google Places.
    pub google_place_id: Option<String>,
    /// Type at Google Places.
    pub google_place_type: Option<String>,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// Send it as a suggested post. Direct messages chats only.
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Keyboard under the message or in place of the user's own.
    pub reply_markup: Option<ReplyMarkup>,
    /// Send it so that only one user of the chat sees it.
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
}

impl SendVenue {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        chat_id: impl Into<ChatRef>,
        latitude: f64,
        longitude: f64,
        title: impl Into<String>,
        address: impl Into<String>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            latitude,
            longitude,
            title: title.into(),
            address: address.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method SendVenue {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    into foursquare_id: String,
    into foursquare_type: String,
    into google_place_id: String,
    into google_place_type: String,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendVenue {
    type Output = Message;
    const NAME: &'static str = "sendVenue";
}

object!(SendVenue {
    need "chat_id" chat_id,
    need "latitude" latitude,
    need "longitude" longitude,
    need "title" title,
    need "address" address,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "foursquare_id" foursquare_id,
    opt "foursquare_type" foursquare_type,
    opt "google_place_id" google_place_id,
    opt "google_place_type" google_place_type,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

/// Sends a phone contact.
///
/// <https://core.telegram.org/bots/api#sendcontact>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendContact {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// The one user of the chat to whom it is shown.
    pub receiver_user_id: Option<UserId>,
    /// The button press that an ephemeral message answers.
    pub callback_query_id: Option<String>,
    /// Phone number. Required.
    pub phone_number: String,
    /// First name. Required.
    pub first_name: String,
    /// Last name.
    pub last_name: Option<String>,
    /// More about the contact, as a vCard. At most 2048 bytes.
    pub vcard: Option<String>,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// Send it as a suggested post. Direct messages chats only.
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Keyboard under the message or in place of the user's own.
    pub reply_markup: Option<ReplyMarkup>,
    /// Send it so that only one user of the chat sees it.
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
}

impl SendContact {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, phone_number: impl Into<String>, first_name: impl Into<String>) -> Self {
        Self {
            chat_id: chat_id.into(),
            phone_number: phone_number.into(),
            first_name: first_name.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method SendContact {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into receiver_user_id: UserId,
    into callback_query_id: String,
    into last_name: String,
    into vcard: String,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
    some ephemeral_message_parameters: EphemeralMessageParameters,
});

impl Method for SendContact {
    type Output = Message;
    const NAME: &'static str = "sendContact";
}

object!(SendContact {
    need "chat_id" chat_id,
    need "phone_number" phone_number,
    need "first_name" first_name,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "receiver_user_id" receiver_user_id,
    opt "callback_query_id" callback_query_id,
    opt "last_name" last_name,
    opt "vcard" vcard,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
    opt "ephemeral_message_parameters" ephemeral_message_parameters,
});

/// Sends a poll.
///
/// <https://core.telegram.org/bots/api#sendpoll>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendPoll {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// The question. Required. 1 to 300 characters.
    pub question: String,
    /// Markup of the question. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub question_parse_mode: Option<ParseMode>,
    /// Formatting of the question: custom emoji only.
    pub question_entities: Option<Vec<MessageEntity>>,
    /// The answers to choose from. Required. 1 to 12 items.
    pub options: Vec<InputPollOption>,
    /// Whether votes are secret. Default `true`.
    pub is_anonymous: Option<bool>,
    /// Whether it is a regular poll or a quiz. One of `quiz`, `regular`. Default `regular`.
    pub kind: Option<PollType>,
    /// Whether several answers may be chosen. Default `false`.
    pub allows_multiple_answers: Option<bool>,
    /// Whether a vote may be changed.
    pub allows_revoting: Option<bool>,
    /// Show the options in random order.
    pub shuffle_options: Option<bool>,
    /// Let users add options; not for anonymous polls and quizzes.
    pub allow_adding_options: Option<bool>,
    /// Show the results only when voting has ended.
    pub hide_results_until_closes: Option<bool>,
    /// Let only users vote who have been members for a day. Channels only.
    pub members_only: Option<bool>,
    /// Two-letter codes of the countries whose users may vote; empty: all. Channels only. At most 12 items.
    pub country_codes: Option<Vec<String>>,
    /// Positions of the right answers, from 0.
    pub correct_option_ids: Option<Vec<i64>>,
    /// Shown to who answers a quiz wrong. At most 200 characters after entities are parsed.
    pub explanation: Option<String>,
    /// Markup of the explanation. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub explanation_parse_mode: Option<ParseMode>,
    /// Formatting of the explanation.
    pub explanation_entities: Option<Vec<MessageEntity>>,
    /// Media of the explanation.
    pub explanation_media: Option<InputPollMedia>,
    /// How long voting is open, in seconds; not with `close_date`. 5 to 2628000.
    pub open_period: Option<i64>,
    /// When voting ends, in Unix time; not with `open_period`.
    pub close_date: Option<UnixTime>,
    /// Send the poll with voting ended, as a preview.
    pub is_closed: Option<bool>,
    /// Description. At most 1024 characters after entities are parsed.
    pub description: Option<String>,
    /// Markup of the description. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub description_parse_mode: Option<ParseMode>,
    /// Formatting of the description.
    pub description_entities: Option<Vec<MessageEntity>>,
    /// Media of the poll.
    pub media: Option<InputPollMedia>,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Keyboard under the message or in place of the user's own.
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendPoll {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        chat_id: impl Into<ChatRef>,
        question: impl Into<String>,
        options: impl IntoIterator<Item = InputPollOption>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            question: question.into(),
            options: options.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method SendPoll {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some question_parse_mode: ParseMode,
    some_items question_entities: MessageEntity,
    some is_anonymous: bool,
    some kind: PollType,
    some allows_multiple_answers: bool,
    some allows_revoting: bool,
    some shuffle_options: bool,
    some allow_adding_options: bool,
    some hide_results_until_closes: bool,
    some members_only: bool,
    some_texts country_codes: String,
    some_items correct_option_ids: i64,
    into explanation: String,
    some explanation_parse_mode: ParseMode,
    some_items explanation_entities: MessageEntity,
    into explanation_media: InputPollMedia,
    some open_period: i64,
    into close_date: UnixTime,
    some is_closed: bool,
    into description: String,
    some description_parse_mode: ParseMode,
    some_items description_entities: MessageEntity,
    into media: InputPollMedia,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
});

impl Method for SendPoll {
    type Output = Message;
    const NAME: &'static str = "sendPoll";

    fn uploads(&self, visit: &mut dyn FnMut(&InputFile)) {
        crate::codec::Uploads::uploads(self, visit);
    }
}

object!(SendPoll {
    need "chat_id" chat_id,
    need "question" question,
    need "options" options,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "question_parse_mode" question_parse_mode,
    opt "question_entities" question_entities,
    opt "is_anonymous" is_anonymous,
    opt "type" kind,
    opt "allows_multiple_answers" allows_multiple_answers,
    opt "allows_revoting" allows_revoting,
    opt "shuffle_options" shuffle_options,
    opt "allow_adding_options" allow_adding_options,
    opt "hide_results_until_closes" hide_results_until_closes,
    opt "members_only" members_only,
    opt "country_codes" country_codes,
    opt "correct_option_ids" correct_option_ids,
    opt "explanation" explanation,
    opt "explanation_parse_mode" explanation_parse_mode,
    opt "explanation_entities" explanation_entities,
    opt "explanation_media" explanation_media,
    opt "open_period" open_period,
    opt "close_date" close_date,
    opt "is_closed" is_closed,
    opt "description" description,
    opt "description_parse_mode" description_parse_mode,
    opt "description_entities" description_entities,
    opt "media" media,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
});

uploads!(struct SendPoll { options, explanation_media, media });

/// Sends a checklist in the name of a business account.
///
/// <https://core.telegram.org/bots/api#sendchecklist>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendChecklist {
    /// Business connection on whose behalf it is sent. Required.
    pub business_connection_id: String,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// The checklist. Required.
    pub checklist: InputChecklist,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Inline keyboard under the message.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl SendChecklist {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(
        business_connection_id: impl Into<String>,
        chat_id: impl Into<ChatRef>,
        checklist: InputChecklist,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            chat_id: chat_id.into(),
            checklist,
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(method SendChecklist {
    some disable_notification: bool,
    some protect_content: bool,
    into message_effect_id: String,
    some reply_parameters: ReplyParameters,
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for SendChecklist {
    type Output = Message;
    const NAME: &'static str = "sendChecklist";
}

object!(SendChecklist {
    need "business_connection_id" business_connection_id,
    need "chat_id" chat_id,
    need "checklist" checklist,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "message_effect_id" message_effect_id,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
});

/// Sends an animated emoji with a random value.
///
/// <https://core.telegram.org/bots/api#senddice>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SendDice {
    /// Business connection on whose behalf it is sent.
    pub business_connection_id: Option<String>,
    /// Where to send it. Required.
    pub chat_id: ChatRef,
    /// Forum topic or thread to send it to.
    pub message_thread_id: Option<ThreadId>,
    /// Topic of a channel's direct messages to send it to.
    pub direct_messages_topic_id: Option<i64>,
    /// The emoji to throw. One of `🎲`, `🎯`, `🏀`, `⚽`, `🎳`, `🎰`. Default `🎲`.
    pub emoji: Option<String>,
    /// Send it silently.
    pub disable_notification: Option<bool>,
    /// Forbid forwarding and saving.
    pub protect_content: Option<bool>,
    /// Pay 0.1 Stars a message to send up to 1000 messages a second.
    pub allow_paid_broadcast: Option<bool>,
    /// Effect to show with the message. Private chats only.
    pub message_effect_id: Option<String>,
    /// Send it as a suggested post. Direct messages chats only.
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    /// The message to reply to.
    pub reply_parameters: Option<ReplyParameters>,
    /// Keyboard under the message or in place of the user's own.
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendDice {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>) -> Self {
        Self { chat_id: chat_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method SendDice {
    into business_connection_id: String,
    into message_thread_id: ThreadId,
    some direct_messages_topic_id: i64,
    into emoji: String,
    some disable_notification: bool,
    some protect_content: bool,
    some allow_paid_broadcast: bool,
    into message_effect_id: String,
    some suggested_post_parameters: SuggestedPostParameters,
    some reply_parameters: ReplyParameters,
    into reply_markup: ReplyMarkup,
});

impl Method for SendDice {
    type Output = Message;
    const NAME: &'static str = "sendDice";
}

object!(SendDice {
    need "chat_id" chat_id,
    opt "business_connection_id" business_connection_id,
    opt "message_thread_id" message_thread_id,
    opt "direct_messages_topic_id" direct_messages_topic_id,
    opt "emoji" emoji,
    opt "disable_notification" disable_notification,
    opt "protect_content" protect_content,
    opt "allow_paid_broadcast" allow_paid_broadcast,
    opt "message_effect_id" message_effect_id,
    opt "suggested_post_parameters" suggested_post_parameters,
    opt "reply_parameters" reply_parameters,
    opt "reply_markup" reply_markup,
});

/// Ends a poll that the bot sent.
///
/// <https://core.telegram.org/bots/api#stoppoll>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StopPoll {
    /// Business connection on whose behalf the message was sent.
    pub business_connection_id: Option<String>,
    /// The chat. Required.
    pub chat_id: ChatRef,
    /// The message of the poll. Required.
    pub message_id: MessageId,
    /// New inline keyboard under the message; absent removes it.
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl StopPoll {
    /// With the required parameters; everything else absent or false.
    #[must_use]
    pub fn new(chat_id: impl Into<ChatRef>, message_id: impl Into<MessageId>) -> Self {
        Self { chat_id: chat_id.into(), message_id: message_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(method StopPoll {
    into business_connection_id: String,
    into reply_markup: InlineKeyboardMarkup,
});

impl Method for StopPoll {
    type Output = Poll;
    const NAME: &'static str = "stopPoll";
}

object!(StopPoll {
    need "chat_id" chat_id,
    need "message_id" message_id,
    opt "business_connection_id" business_connection_id,
    opt "reply_markup" reply_markup,
});
