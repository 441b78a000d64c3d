//! Inline queries, and what their results become.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UnixTime;
use crate::types::{
    ChatType, InlineQueryResultArticle, InlineQueryResultAudio, InlineQueryResultCachedAudio,
    InlineQueryResultCachedDocument, InlineQueryResultCachedGif, InlineQueryResultCachedMpeg4Gif,
    InlineQueryResultCachedPhoto, InlineQueryResultCachedSticker, InlineQueryResultCachedVideo,
    InlineQueryResultCachedVoice, InlineQueryResultContact, InlineQueryResultDocument, InlineQueryResultGame,
    InlineQueryResultGif, InlineQueryResultLocation, InlineQueryResultMpeg4Gif, InlineQueryResultPhoto,
    InlineQueryResultVenue, InlineQueryResultVideo, InlineQueryResultVoice, InputRichMessage, LabeledPrice,
    LinkPreviewOptions, Location, MessageEntity, ParseMode, User, WebAppInfo,
};
use serde_json::Value;

/// A message that a Web App had sent in the name of a user.
///
/// <https://core.telegram.org/bots/api#sentwebappmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SentWebAppMessage {
    /// Identifier of the sent message; only if it has an inline keyboard.
    pub inline_message_id: Option<String>,
}

impl SentWebAppMessage {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for SentWebAppMessage {
    fn default() -> Self {
        Self::new()
    }
}

setters!(SentWebAppMessage {
    into inline_message_id: String,
});

/// A message that the bot sent as a guest.
///
/// <https://core.telegram.org/bots/api#sentguestmessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SentGuestMessage {
    /// Identifier of the message that was sent. Required.
    pub inline_message_id: String,
}

impl SentGuestMessage {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(inline_message_id: impl Into<String>) -> Self {
        Self { inline_message_id: inline_message_id.into() }
    }
}

/// A message stored for a user, to be sent from a Web App.
///
/// <https://core.telegram.org/bots/api#preparedinlinemessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PreparedInlineMessage {
    /// Identifier of the stored message. Required.
    pub id: String,
    /// When it can no longer be used, in Unix time. Required.
    pub expiration_date: UnixTime,
}

impl PreparedInlineMessage {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, expiration_date: impl Into<UnixTime>) -> Self {
        Self { id: id.into(), expiration_date: expiration_date.into() }
    }
}

/// A keyboard button stored for a user, to be used in a Web App.
///
/// <https://core.telegram.org/bots/api#preparedkeyboardbutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PreparedKeyboardButton {
    /// Identifier of the stored button. Required.
    pub id: String,
}

impl PreparedKeyboardButton {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }
}

/// A query typed after the bot's @username in any chat.
///
/// <https://core.telegram.org/bots/api#inlinequery>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQuery {
    /// Identifier of the query, for the answer. Required.
    pub id: String,
    /// Who typed the query. Required.
    pub from: User,
    /// The text of the query. Required. At most 256 characters.
    pub query: String,
    /// Where the wanted results start: the `next_offset` of the bot's last answer, or empty. Required.
    pub offset: String,
    /// Kind of the chat the query was typed in; `sender` is the private chat with the bot. One of `sender`, `private`, `group`, `supergroup`, `channel`.
    pub chat_type: Option<ChatType>,
    /// Where the user is, if they agreed to tell; only if the bot asks for it.
    pub location: Option<Box<Location>>,
}

impl InlineQuery {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: impl Into<String>, from: User, query: impl Into<String>, offset: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            from,
            query: query.into(),
            offset: offset.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InlineQuery {
    some chat_type: ChatType,
    boxed location: Location,
});

/// A button above the results of an inline query; exactly one of the actions must be set.
///
/// <https://core.telegram.org/bots/api#inlinequeryresultsbutton>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InlineQueryResultsButton {
    /// What stands on the button. Required.
    pub text: String,
    /// The press opens this Web App.
    pub web_app: Option<Box<WebAppInfo>>,
    /// The press opens the private chat with the bot and starts it with this parameter. 1 to 64 characters. Characters `A-Za-z0-9_-`.
    pub start_parameter: Option<String>,
}

impl InlineQueryResultsButton {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InlineQueryResultsButton {
    boxed web_app: WebAppInfo,
    into start_parameter: String,
});

/// The text message to send when an inline result is chosen.
///
/// <https://core.telegram.org/bots/api#inputtextmessagecontent>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputTextMessageContent {
    /// The text to send. Required. 1 to 4096 characters.
    pub message_text: String,
    /// Markup of the text. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the text, instead of markup.
    pub entities: Vec<MessageEntity>,
    /// How the preview of a link looks.
    pub link_preview_options: Option<Box<LinkPreviewOptions>>,
}

impl InputTextMessageContent {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(message_text: impl Into<String>) -> Self {
        Self { message_text: message_text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputTextMessageContent {
    some parse_mode: ParseMode,
    items entities: MessageEntity,
    boxed link_preview_options: LinkPreviewOptions,
});

/// The rich message to send when an inline result is chosen.
///
/// <https://core.telegram.org/bots/api#inputrichmessagecontent>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputRichMessageContent {
    /// The rich message. Required.
    pub rich_message: InputRichMessage,
}

impl InputRichMessageContent {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(rich_message: InputRichMessage) -> Self {
        Self { rich_message }
    }
}

/// The location to send when an inline result is chosen.
///
/// <https://core.telegram.org/bots/api#inputlocationmessagecontent>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputLocationMessageContent {
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
}

impl InputLocationMessageContent {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self { latitude, longitude, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputLocationMessageContent {
    some horizontal_accuracy: f64,
    some live_period: i64,
    some heading: i64,
    some proximity_alert_radius: i64,
});

/// The place to send when an inline result is chosen.
///
/// <https://core.telegram.org/bots/api#inputvenuemessagecontent>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputVenueMessageContent {
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
}

impl InputVenueMessageContent {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64, title: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            latitude,
            longitude,
            title: title.into(),
            address: address.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InputVenueMessageContent {
    into foursquare_id: String,
    into foursquare_type: String,
    into google_place_id: String,
    into google_place_type: String,
});

/// The contact to send when an inline result is chosen.
///
/// <https://core.telegram.org/bots/api#inputcontactmessagecontent>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputContactMessageContent {
    /// Phone number. Required.
    pub phone_number: String,
    /// First name. Required.
    pub first_name: String,
    /// Last name.
    pub last_name: Option<String>,
    /// More about the contact, as a vCard. At most 2048 bytes.
    pub vcard: Option<String>,
}

impl InputContactMessageContent {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(phone_number: impl Into<String>, first_name: impl Into<String>) -> Self {
        Self {
            phone_number: phone_number.into(),
            first_name: first_name.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InputContactMessageContent {
    into last_name: String,
    into vcard: String,
});

/// The invoice to send when an inline result is chosen.
///
/// <https://core.telegram.org/bots/api#inputinvoicemessagecontent>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputInvoiceMessageContent {
    /// Name of the goods. Required. 1 to 32 characters.
    pub title: String,
    /// Description of the goods. Required. 1 to 255 characters.
    pub description: String,
    /// What the bot wants to find again in the payment; not shown to the user. Required. 1 to 128 bytes.
    pub payload: String,
    /// Token of the payment provider; empty for Telegram Stars.
    pub provider_token: Option<String>,
    /// Three-letter ISO 4217 code, or `XTR` for Telegram Stars. Required.
    pub currency: String,
    /// The parts of the price; exactly one for Telegram Stars. Required.
    pub prices: Vec<LabeledPrice>,
    /// Largest tip, in the smallest unit of the currency. Default `0`.
    pub max_tip_amount: Option<i64>,
    /// Up to 4 tips to suggest, rising, in the smallest unit of the currency.
    pub suggested_tip_amounts: Vec<i64>,
    /// JSON for the payment provider.
    pub provider_data: Option<String>,
    /// Address of the photo.
    pub photo_url: Option<String>,
    /// Size of the photo in bytes.
    pub photo_size: Option<i64>,
    /// Width of the photo in pixels.
    pub photo_width: Option<i64>,
    /// Height of the photo in pixels.
    pub photo_height: Option<i64>,
    /// Ask for the full name.
    pub need_name: Option<bool>,
    /// Ask for the phone number.
    pub need_phone_number: Option<bool>,
    /// Ask for the e-mail address.
    pub need_email: Option<bool>,
    /// Ask for the shipping address.
    pub need_shipping_address: Option<bool>,
    /// Pass the phone number to the payment provider.
    pub send_phone_number_to_provider: Option<bool>,
    /// Pass the e-mail address to the payment provider.
    pub send_email_to_provider: Option<bool>,
    /// The price depends on the way of shipping.
    pub is_flexible: Option<bool>,
}

impl InputInvoiceMessageContent {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        title: impl Into<String>,
        description: impl Into<String>,
        payload: impl Into<String>,
        currency: impl Into<String>,
        prices: impl IntoIterator<Item = LabeledPrice>,
    ) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            payload: payload.into(),
            currency: currency.into(),
            prices: prices.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(InputInvoiceMessageContent {
    into provider_token: String,
    some max_tip_amount: i64,
    items suggested_tip_amounts: i64,
    into provider_data: String,
    into photo_url: String,
    some photo_size: i64,
    some photo_width: i64,
    some photo_height: i64,
    some need_name: bool,
    some need_phone_number: bool,
    some need_email: bool,
    some need_shipping_address: bool,
    some send_phone_number_to_provider: bool,
    some send_email_to_provider: bool,
    some is_flexible: bool,
});

/// A result that a user chose and sent.
///
/// <https://core.telegram.org/bots/api#choseninlineresult>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChosenInlineResult {
    /// The result that was chosen. Required.
    pub result_id: String,
    /// Who chose the result. Required.
    pub from: User,
    /// Where the user is, if they agreed to tell; only if the bot asks for it.
    pub location: Option<Box<Location>>,
    /// The sent message; only if it has an inline keyboard.
    pub inline_message_id: Option<String>,
    /// The query that led to the result. Required.
    pub query: String,
}

impl ChosenInlineResult {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(result_id: impl Into<String>, from: User, query: impl Into<String>) -> Self {
        Self { result_id: result_id.into(), from, query: query.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ChosenInlineResult {
    boxed location: Location,
    into inline_message_id: String,
});

/// One result of an inline query.
///
/// <https://core.telegram.org/bots/api#inlinequeryresult>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InlineQueryResult {
    /// An MP3 file stored at Telegram, as a result of an inline query.
    CachedAudio(Box<InlineQueryResultCachedAudio>),
    /// A file stored at Telegram, as a result of an inline query.
    CachedDocument(Box<InlineQueryResultCachedDocument>),
    /// A GIF stored at Telegram, as a result of an inline query.
    CachedGif(Box<InlineQueryResultCachedGif>),
    /// A soundless video stored at Telegram, as a result of an inline query.
    CachedMpeg4Gif(Box<InlineQueryResultCachedMpeg4Gif>),
    /// A photo stored at Telegram, as a result of an inline query.
    CachedPhoto(Box<InlineQueryResultCachedPhoto>),
    /// A video stored at Telegram, as a result of an inline query.
    CachedVideo(Box<InlineQueryResultCachedVideo>),
    /// A voice note stored at Telegram, as a result of an inline query.
    CachedVoice(Box<InlineQueryResultCachedVoice>),
    /// An MP3 file by its address, as a result of an inline query.
    Audio(Box<InlineQueryResultAudio>),
    /// A file by its address, as a result of an inline query.
    Document(Box<InlineQueryResultDocument>),
    /// A GIF by its address, as a result of an inline query.
    Gif(Box<InlineQueryResultGif>),
    /// A soundless video by its address, as a result of an inline query.
    Mpeg4Gif(Box<InlineQueryResultMpeg4Gif>),
    /// A photo by its address, as a result of an inline query.
    Photo(Box<InlineQueryResultPhoto>),
    /// A video or a page with a video player by its address, as a result of an inline query.
    Video(Box<InlineQueryResultVideo>),
    /// A voice recording by its address, as a result of an inline query.
    Voice(Box<InlineQueryResultVoice>),
    /// A sticker stored at Telegram, as a result of an inline query.
    CachedSticker(Box<InlineQueryResultCachedSticker>),
    /// A link to an article or page, as a result of an inline query.
    Article(Box<InlineQueryResultArticle>),
    /// A contact, as a result of an inline query.
    Contact(Box<InlineQueryResultContact>),
    /// A game, as a result of an inline query.
    Game(Box<InlineQueryResultGame>),
    /// A location on the map, as a result of an inline query.
    Location(Box<InlineQueryResultLocation>),
    /// A place, as a result of an inline query.
    Venue(Box<InlineQueryResultVenue>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

/// What is sent when an inline result is chosen.
///
/// <https://core.telegram.org/bots/api#inputmessagecontent>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InputMessageContent {
    /// The text message to send when an inline result is chosen.
    Text(Box<InputTextMessageContent>),
    /// The rich message to send when an inline result is chosen.
    Rich(Box<InputRichMessageContent>),
    /// The invoice to send when an inline result is chosen.
    Invoice(Box<InputInvoiceMessageContent>),
    /// The place to send when an inline result is chosen.
    Venue(Box<InputVenueMessageContent>),
    /// The contact to send when an inline result is chosen.
    Contact(Box<InputContactMessageContent>),
    /// The location to send when an inline result is chosen.
    Location(Box<InputLocationMessageContent>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
