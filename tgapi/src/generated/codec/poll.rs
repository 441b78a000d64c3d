//! Reading and writing what is in `types/poll.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::codec::uploads;
use crate::types::{
    InputMediaAnimation, InputMediaAudio, InputMediaDocument, InputMediaLink, InputMediaLivePhoto, InputMediaLocation,
    InputMediaPhoto, InputMediaSticker, InputMediaVenue, InputMediaVideo, InputPollMedia, InputPollOption,
    InputPollOptionMedia, Poll, PollAnswer, PollMedia, PollOption,
};

object!(PollMedia {
    boxed "animation" animation,
    boxed "audio" audio,
    boxed "document" document,
    boxed "link" link,
    boxed "live_photo" live_photo,
    boxed "location" location,
    boxed "sticker" sticker,
    boxed "venue" venue,
    boxed "video" video,
    list "photo" photo,
});

object!(PollOption {
    need "persistent_id" persistent_id,
    need "text" text,
    need "voter_count" voter_count,
    opt "addition_date" addition_date,
    boxed "media" media,
    boxed "added_by_user" added_by_user,
    boxed "added_by_chat" added_by_chat,
    list "text_entities" text_entities,
});

object!(InputPollOption {
    need "text" text,
    opt "text_parse_mode" text_parse_mode,
    opt "media" media,
    list "text_entities" text_entities,
});

uploads!(struct InputPollOption { media });

object!(PollAnswer {
    need "poll_id" poll_id,
    array "option_ids" option_ids,
    array "option_persistent_ids" option_persistent_ids,
    boxed "voter_chat" voter_chat,
    boxed "user" user,
});

object!(Poll {
    need "id" id,
    need "question" question,
    need "total_voter_count" total_voter_count,
    need "type" kind,
    bool "is_closed" is_closed,
    bool "is_anonymous" is_anonymous,
    bool "allows_multiple_answers" allows_multiple_answers,
    bool "allows_revoting" allows_revoting,
    bool "members_only" members_only,
    array "options" options,
    opt "explanation" explanation,
    opt "open_period" open_period,
    opt "close_date" close_date,
    opt "description" description,
    boxed "explanation_media" explanation_media,
    boxed "media" media,
    list "question_entities" question_entities,
    list "country_codes" country_codes,
    list "correct_option_ids" correct_option_ids,
    list "explanation_entities" explanation_entities,
    list "description_entities" description_entities,
});

union!(InputPollMedia by "type" {
    "animation" Animation(InputMediaAnimation),
    "audio" Audio(InputMediaAudio),
    "document" Document(InputMediaDocument),
    "live_photo" LivePhoto(InputMediaLivePhoto),
    "location" Location(InputMediaLocation),
    "photo" Photo(InputMediaPhoto),
    "venue" Venue(InputMediaVenue),
    "video" Video(InputMediaVideo),
});

uploads!(
    enum InputPollMedia {
        Animation,
        Audio,
        Document,
        LivePhoto,
        Photo,
        Video,
    }
);

union!(InputPollOptionMedia by "type" {
    "animation" Animation(InputMediaAnimation),
    "link" Link(InputMediaLink),
    "live_photo" LivePhoto(InputMediaLivePhoto),
    "location" Location(InputMediaLocation),
    "photo" Photo(InputMediaPhoto),
    "sticker" Sticker(InputMediaSticker),
    "venue" Venue(InputMediaVenue),
    "video" Video(InputMediaVideo),
});

uploads!(
    enum InputPollOptionMedia {
        Animation,
        LivePhoto,
        Photo,
        Sticker,
        Video,
    }
);
