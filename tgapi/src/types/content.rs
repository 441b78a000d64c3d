//! What a message carries that is no media file of its own: stickers, contacts, dice and places.

use serde::{Deserialize, Serialize};

use super::{File, PhotoSize, StickerType};
use crate::de;
use crate::ids::UserId;

/// A sticker.
///
/// <https://core.telegram.org/bots/api#sticker>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Sticker {
    /// Identifier of the file, for downloading it or sending it again.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart.
    pub file_unique_id: String,
    /// What kind it is. One of `regular`, `mask`, `custom_emoji`.
    #[serde(rename = "type")]
    pub kind: StickerType,
    /// Width in pixels.
    pub width: i64,
    /// Height in pixels.
    pub height: i64,
    /// Whether it is an animated sticker.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_animated: bool,
    /// Whether it is a video sticker.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_video: bool,
    /// A small picture of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Box<PhotoSize>>,
    /// The emoji.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emoji: Option<String>,
    /// Set that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_name: Option<String>,
    /// Premium animation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub premium_animation: Option<Box<File>>,
    /// Identifier of the custom emoji.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_emoji_id: Option<String>,
    /// The sticker takes the colour of text or background.
    #[serde(default, deserialize_with = "de::flag", skip_serializing_if = "de::is_false")]
    pub needs_repainting: bool,
    /// Size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_size: Option<i64>,
}

impl Sticker {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new(
        file_id: impl Into<String>,
        file_unique_id: impl Into<String>,
        kind: StickerType,
        width: i64,
        height: i64,
    ) -> Self {
        Self {
            file_id: file_id.into(),
            file_unique_id: file_unique_id.into(),
            kind,
            width,
            height,
            is_animated: false,
            is_video: false,
            thumbnail: None,
            emoji: None,
            set_name: None,
            premium_animation: None,
            custom_emoji_id: None,
            needs_repainting: false,
            file_size: None,
        }
    }
}

/// A phone contact.
///
/// <https://core.telegram.org/bots/api#contact>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Contact {
    /// Phone number.
    pub phone_number: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Identifier of the user in Telegram, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// More about the contact, as a vCard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vcard: Option<String>,
}

impl Contact {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(phone_number: impl Into<String>, first_name: impl Into<String>) -> Self {
        Self {
            phone_number: phone_number.into(),
            first_name: first_name.into(),
            last_name: None,
            user_id: None,
            vcard: None,
        }
    }
}

/// An animated emoji with a random value.
///
/// <https://core.telegram.org/bots/api#dice>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Dice {
    /// The emoji.
    pub emoji: String,
    /// The value that fell. 1 to 64.
    pub value: i64,
}

impl Dice {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(emoji: impl Into<String>, value: i64) -> Self {
        Self { emoji: emoji.into(), value }
    }
}

/// A point on the map.
///
/// <https://core.telegram.org/bots/api#location>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Location {
    /// Latitude in degrees, from the sender.
    pub latitude: f64,
    /// Longitude in degrees, from the sender.
    pub longitude: f64,
    /// Radius of uncertainty in metres. 0 to 1500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizontal_accuracy: Option<f64>,
    /// How long the location is updated, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live_period: Option<i64>,
    /// Direction of movement in degrees. 1 to 360.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<i64>,
    /// Distance in metres at which an approaching member is announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proximity_alert_radius: Option<i64>,
}

impl Location {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self {
            latitude,
            longitude,
            horizontal_accuracy: None,
            live_period: None,
            heading: None,
            proximity_alert_radius: None,
        }
    }
}

/// A named place on the map.
///
/// <https://core.telegram.org/bots/api#venue>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Venue {
    /// Where: sent only if the user agreed, or if the object is a place.
    pub location: Location,
    /// Title.
    pub title: String,
    /// Address.
    pub address: String,
    /// Identifier at Foursquare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foursquare_id: Option<String>,
    /// Type at Foursquare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foursquare_type: Option<String>,
    /// Identifier at Google Places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub google_place_id: Option<String>,
    /// Type at Google Places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub google_place_type: Option<String>,
}

impl Venue {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(location: Location, title: impl Into<String>, address: impl Into<String>) -> Self {
        Self {
            location,
            title: title.into(),
            address: address.into(),
            foursquare_id: None,
            foursquare_type: None,
            google_place_id: None,
            google_place_type: None,
        }
    }
}
