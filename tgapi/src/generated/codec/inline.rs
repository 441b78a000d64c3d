//! Reading and writing what is in `types/inline.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::chosen;
use crate::codec::object;
use crate::codec::uploads;
use crate::types::{
    ChosenInlineResult, InlineQuery, InlineQueryResult, InlineQueryResultArticle, InlineQueryResultAudio,
    InlineQueryResultCachedAudio, InlineQueryResultCachedDocument, InlineQueryResultCachedGif,
    InlineQueryResultCachedMpeg4Gif, InlineQueryResultCachedPhoto, InlineQueryResultCachedSticker,
    InlineQueryResultCachedVideo, InlineQueryResultCachedVoice, InlineQueryResultContact, InlineQueryResultDocument,
    InlineQueryResultGame, InlineQueryResultGif, InlineQueryResultLocation, InlineQueryResultMpeg4Gif,
    InlineQueryResultPhoto, InlineQueryResultVenue, InlineQueryResultVideo, InlineQueryResultVoice,
    InlineQueryResultsButton, InputContactMessageContent, InputInvoiceMessageContent, InputLocationMessageContent,
    InputMessageContent, InputRichMessageContent, InputTextMessageContent, InputVenueMessageContent,
    PreparedInlineMessage, PreparedKeyboardButton, SentGuestMessage, SentWebAppMessage,
};

object!(SentWebAppMessage {
    opt "inline_message_id" inline_message_id,
});

object!(SentGuestMessage {
    need "inline_message_id" inline_message_id,
});

object!(PreparedInlineMessage {
    need "id" id,
    need "expiration_date" expiration_date,
});

object!(PreparedKeyboardButton {
    need "id" id,
});

object!(InlineQuery {
    need "id" id,
    need "from" from,
    need "query" query,
    need "offset" offset,
    opt "chat_type" chat_type,
    boxed "location" location,
});

object!(InlineQueryResultsButton {
    need "text" text,
    opt "start_parameter" start_parameter,
    boxed "web_app" web_app,
});

object!(InputTextMessageContent {
    need "message_text" message_text,
    opt "parse_mode" parse_mode,
    boxed "link_preview_options" link_preview_options,
    list "entities" entities,
});

object!(InputRichMessageContent {
    need "rich_message" rich_message,
});

uploads!(struct InputRichMessageContent { rich_message });

object!(InputLocationMessageContent {
    need "latitude" latitude,
    need "longitude" longitude,
    opt "horizontal_accuracy" horizontal_accuracy,
    opt "live_period" live_period,
    opt "heading" heading,
    opt "proximity_alert_radius" proximity_alert_radius,
});

object!(InputVenueMessageContent {
    need "latitude" latitude,
    need "longitude" longitude,
    need "title" title,
    need "address" address,
    opt "foursquare_id" foursquare_id,
    opt "foursquare_type" foursquare_type,
    opt "google_place_id" google_place_id,
    opt "google_place_type" google_place_type,
});

object!(InputContactMessageContent {
    need "phone_number" phone_number,
    need "first_name" first_name,
    opt "last_name" last_name,
    opt "vcard" vcard,
});

object!(InputInvoiceMessageContent {
    need "title" title,
    need "description" description,
    need "payload" payload,
    need "currency" currency,
    array "prices" prices,
    opt "provider_token" provider_token,
    opt "max_tip_amount" max_tip_amount,
    opt "provider_data" provider_data,
    opt "photo_url" photo_url,
    opt "photo_size" photo_size,
    opt "photo_width" photo_width,
    opt "photo_height" photo_height,
    opt "need_name" need_name,
    opt "need_phone_number" need_phone_number,
    opt "need_email" need_email,
    opt "need_shipping_address" need_shipping_address,
    opt "send_phone_number_to_provider" send_phone_number_to_provider,
    opt "send_email_to_provider" send_email_to_provider,
    opt "is_flexible" is_flexible,
    list "suggested_tip_amounts" suggested_tip_amounts,
});

object!(ChosenInlineResult {
    need "result_id" result_id,
    need "from" from,
    need "query" query,
    opt "inline_message_id" inline_message_id,
    boxed "location" location,
});

chosen!(InlineQueryResult {
    CachedAudio(InlineQueryResultCachedAudio) if "type" "audio", "audio_file_id" "";
    CachedDocument(InlineQueryResultCachedDocument) if "type" "document", "document_file_id" "";
    CachedGif(InlineQueryResultCachedGif) if "type" "gif", "gif_file_id" "";
    CachedMpeg4Gif(InlineQueryResultCachedMpeg4Gif) if "type" "mpeg4_gif", "mpeg4_file_id" "";
    CachedPhoto(InlineQueryResultCachedPhoto) if "type" "photo", "photo_file_id" "";
    CachedVideo(InlineQueryResultCachedVideo) if "type" "video", "video_file_id" "";
    CachedVoice(InlineQueryResultCachedVoice) if "type" "voice", "voice_file_id" "";
    Audio(InlineQueryResultAudio) if "type" "audio", "audio_url" "";
    Document(InlineQueryResultDocument) if "type" "document", "document_url" "";
    Gif(InlineQueryResultGif) if "type" "gif", "gif_url" "";
    Mpeg4Gif(InlineQueryResultMpeg4Gif) if "type" "mpeg4_gif", "mpeg4_url" "";
    Photo(InlineQueryResultPhoto) if "type" "photo", "photo_url" "";
    Video(InlineQueryResultVideo) if "type" "video", "video_url" "";
    Voice(InlineQueryResultVoice) if "type" "voice", "voice_url" "";
    CachedSticker(InlineQueryResultCachedSticker) if "type" "sticker";
    Article(InlineQueryResultArticle) if "type" "article";
    Contact(InlineQueryResultContact) if "type" "contact";
    Game(InlineQueryResultGame) if "type" "game";
    Location(InlineQueryResultLocation) if "type" "location";
    Venue(InlineQueryResultVenue) if "type" "venue";
});

uploads!(
    enum InlineQueryResult {
        CachedAudio,
        CachedDocument,
        CachedGif,
        CachedMpeg4Gif,
        CachedPhoto,
        CachedVideo,
        CachedVoice,
        Audio,
        Document,
        Gif,
        Mpeg4Gif,
        Photo,
        Video,
        Voice,
        CachedSticker,
        Article,
        Contact,
        Location,
        Venue,
    }
);

chosen!(InputMessageContent {
    Text(InputTextMessageContent) if "message_text" "";
    Rich(InputRichMessageContent) if "rich_message" "";
    Invoice(InputInvoiceMessageContent) if "prices" "";
    Venue(InputVenueMessageContent) if "address" "";
    Contact(InputContactMessageContent) if "phone_number" "";
    Location(InputLocationMessageContent) if "latitude" "";
});

uploads!(
    enum InputMessageContent {
        Rich,
    }
);
