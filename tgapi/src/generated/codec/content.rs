//! Reading and writing what is in `types/content.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{Contact, Dice, Location, Venue, WebAppInfo};

object!(Contact {
    need "phone_number" phone_number,
    need "first_name" first_name,
    opt "last_name" last_name,
    opt "user_id" user_id,
    opt "vcard" vcard,
});

object!(Dice {
    need "emoji" emoji,
    need "value" value,
});

object!(Location {
    need "latitude" latitude,
    need "longitude" longitude,
    opt "horizontal_accuracy" horizontal_accuracy,
    opt "live_period" live_period,
    opt "heading" heading,
    opt "proximity_alert_radius" proximity_alert_radius,
});

object!(Venue {
    need "location" location,
    need "title" title,
    need "address" address,
    opt "foursquare_id" foursquare_id,
    opt "foursquare_type" foursquare_type,
    opt "google_place_id" google_place_id,
    opt "google_place_type" google_place_type,
});

object!(WebAppInfo {
    need "url" url,
});
