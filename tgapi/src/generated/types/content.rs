//! What a message carries that is no media file of its own: contacts, dice and places.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UserId;

/// A phone contact.
///
/// <https://core.telegram.org/bots/api#contact>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Contact {
    /// Phone number. Required.
    pub phone_number: String,
    /// First name. Required.
    pub first_name: String,
    /// Last name.
    pub last_name: Option<String>,
    /// Identifier of the user in Telegram, if known.
    pub user_id: Option<UserId>,
    /// More about the contact, as a vCard.
    pub vcard: Option<String>,
}

impl Contact {
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

setters!(Contact {
    into last_name: String,
    into user_id: UserId,
    into vcard: String,
});

/// An animated emoji with a random value.
///
/// <https://core.telegram.org/bots/api#dice>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dice {
    /// The emoji that was thrown. Required.
    pub emoji: String,
    /// The value that fell. Required. 1 to 64.
    pub value: i64,
}

impl Dice {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(emoji: impl Into<String>, value: i64) -> Self {
        Self { emoji: emoji.into(), value }
    }
}

/// A point on the map.
///
/// <https://core.telegram.org/bots/api#location>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Location {
    /// Latitude in degrees. Required.
    pub latitude: f64,
    /// Longitude in degrees. Required.
    pub longitude: f64,
    /// Radius of uncertainty in metres. 0 to 1500.
    pub horizontal_accuracy: Option<f64>,
    /// How long the location is updated, in seconds.
    pub live_period: Option<i64>,
    /// Direction of movement in degrees; live locations only. 1 to 360.
    pub heading: Option<i64>,
    /// Distance in metres at which an approaching member is announced.
    pub proximity_alert_radius: Option<i64>,
}

impl Location {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self { latitude, longitude, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(Location {
    some horizontal_accuracy: f64,
    some live_period: i64,
    some heading: i64,
    some proximity_alert_radius: i64,
});

/// A named place on the map.
///
/// <https://core.telegram.org/bots/api#venue>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Venue {
    /// Where it is; never a live location. Required.
    pub location: Location,
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

impl Venue {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(location: Location, title: impl Into<String>, address: impl Into<String>) -> Self {
        Self { location, title: title.into(), address: address.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(Venue {
    into foursquare_id: String,
    into foursquare_type: String,
    into google_place_id: String,
    into google_place_type: String,
});

/// A Web App to open.
///
/// <https://core.telegram.org/bots/api#webappinfo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WebAppInfo {
    /// HTTPS address of the Web App. Required.
    pub url: String,
}

impl WebAppInfo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }
}
