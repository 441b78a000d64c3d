//! Areas of stories, and what a story is made of.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::input_file::InputFile;
use crate::types::ReactionType;
use serde_json::Value;

/// Where a clickable area is within a story.
///
/// <https://core.telegram.org/bots/api#storyareaposition>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StoryAreaPosition {
    /// Centre of the area from the left, in per cent of the width. Required.
    pub x_percentage: f64,
    /// Centre of the area from the top, in per cent of the height. Required.
    pub y_percentage: f64,
    /// Width of the area, in per cent of the width. Required.
    pub width_percentage: f64,
    /// Height of the area, in per cent of the height. Required.
    pub height_percentage: f64,
    /// Angle by which the area is turned, clockwise, in degrees. Required. 0 to 360.
    pub rotation_angle: f64,
    /// Radius of the corners, in per cent of the width. Required.
    pub corner_radius_percentage: f64,
}

impl StoryAreaPosition {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        x_percentage: f64,
        y_percentage: f64,
        width_percentage: f64,
        height_percentage: f64,
        rotation_angle: f64,
        corner_radius_percentage: f64,
    ) -> Self {
        Self {
            x_percentage,
            y_percentage,
            width_percentage,
            height_percentage,
            rotation_angle,
            corner_radius_percentage,
        }
    }
}

/// The postal address of a location.
///
/// <https://core.telegram.org/bots/api#locationaddress>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LocationAddress {
    /// Two-letter ISO 3166-1 country code. Required.
    pub country_code: String,
    /// State or region, if there is one.
    pub state: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Street.
    pub street: Option<String>,
}

impl LocationAddress {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(country_code: impl Into<String>) -> Self {
        Self { country_code: country_code.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(LocationAddress {
    into state: String,
    into city: String,
    into street: String,
});

/// An area that points to a location.
///
/// <https://core.telegram.org/bots/api#storyareatypelocation>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StoryAreaTypeLocation {
    /// Latitude in degrees. Required.
    pub latitude: f64,
    /// Longitude in degrees. Required.
    pub longitude: f64,
    /// Postal address of the location.
    pub address: Option<Box<LocationAddress>>,
}

impl StoryAreaTypeLocation {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self { latitude, longitude, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(StoryAreaTypeLocation {
    boxed address: LocationAddress,
});

/// An area that suggests a reaction.
///
/// <https://core.telegram.org/bots/api#storyareatypesuggestedreaction>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StoryAreaTypeSuggestedReaction {
    /// The reaction. Required.
    pub reaction_type: ReactionType,
    /// Whether it has a dark background.
    pub is_dark: Option<bool>,
    /// Whether it is flipped.
    pub is_flipped: Option<bool>,
}

impl StoryAreaTypeSuggestedReaction {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(reaction_type: impl Into<ReactionType>) -> Self {
        Self { reaction_type: reaction_type.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(StoryAreaTypeSuggestedReaction {
    some is_dark: bool,
    some is_flipped: bool,
});

/// An area that leads to an address.
///
/// <https://core.telegram.org/bots/api#storyareatypelink>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StoryAreaTypeLink {
    /// Address that a touch opens. Required.
    pub url: String,
}

impl StoryAreaTypeLink {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }
}

/// An area that shows the weather.
///
/// <https://core.telegram.org/bots/api#storyareatypeweather>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StoryAreaTypeWeather {
    /// Temperature in degrees Celsius. Required.
    pub temperature: f64,
    /// Emoji of the weather. Required.
    pub emoji: String,
    /// Colour of the background as ARGB. Required.
    pub background_color: i64,
}

impl StoryAreaTypeWeather {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(temperature: f64, emoji: impl Into<String>, background_color: i64) -> Self {
        Self { temperature, emoji: emoji.into(), background_color }
    }
}

/// An area that points to a unique gift.
///
/// <https://core.telegram.org/bots/api#storyareatypeuniquegift>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StoryAreaTypeUniqueGift {
    /// Name of the unique gift. Required.
    pub name: String,
}

impl StoryAreaTypeUniqueGift {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// A clickable area of a story.
///
/// <https://core.telegram.org/bots/api#storyarea>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StoryArea {
    /// Where the area is. Required.
    pub position: StoryAreaPosition,
    /// What the area does. Required.
    pub kind: StoryAreaType,
}

impl StoryArea {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(position: StoryAreaPosition, kind: impl Into<StoryAreaType>) -> Self {
        Self { position, kind: kind.into() }
    }
}

/// A photo to post as a story.
///
/// <https://core.telegram.org/bots/api#inputstorycontentphoto>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputStoryContentPhoto {
    /// The photo, as an upload; 1080 by 1920 pixels, up to 10 MB. Required.
    pub photo: InputFile,
}

impl InputStoryContentPhoto {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(photo: impl Into<InputFile>) -> Self {
        Self { photo: photo.into() }
    }
}

/// A video to post as a story.
///
/// <https://core.telegram.org/bots/api#inputstorycontentvideo>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputStoryContentVideo {
    /// The video, as an upload; 720 by 1280 pixels, H.265, up to 30 MB. Required.
    pub video: InputFile,
    /// Length in seconds. 0 to 60.
    pub duration: Option<f64>,
    /// Second of the frame that serves as the cover. Default `0`.
    pub cover_frame_timestamp: Option<f64>,
    /// The video has no sound.
    pub is_animation: Option<bool>,
}

impl InputStoryContentVideo {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(video: impl Into<InputFile>) -> Self {
        Self { video: video.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputStoryContentVideo {
    some duration: f64,
    some cover_frame_timestamp: f64,
    some is_animation: bool,
});

/// The kind of a clickable area of a story.
///
/// <https://core.telegram.org/bots/api#storyareatype>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum StoryAreaType {
    /// An area that points to a location.
    Location(Box<StoryAreaTypeLocation>),
    /// An area that suggests a reaction.
    SuggestedReaction(Box<StoryAreaTypeSuggestedReaction>),
    /// An area that leads to an address.
    Link(Box<StoryAreaTypeLink>),
    /// An area that shows the weather.
    Weather(Box<StoryAreaTypeWeather>),
    /// An area that points to a unique gift.
    UniqueGift(Box<StoryAreaTypeUniqueGift>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

/// The content of a story to post.
///
/// <https://core.telegram.org/bots/api#inputstorycontent>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InputStoryContent {
    /// A photo to post as a story.
    Photo(Box<InputStoryContentPhoto>),
    /// A video to post as a story.
    Video(Box<InputStoryContentVideo>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
