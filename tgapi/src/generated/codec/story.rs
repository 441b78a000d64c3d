//! Reading and writing what is in `types/story.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::codec::uploads;
use crate::types::{
    InputStoryContent, InputStoryContentPhoto, InputStoryContentVideo, LocationAddress, StoryArea, StoryAreaPosition,
    StoryAreaType, StoryAreaTypeLink, StoryAreaTypeLocation, StoryAreaTypeSuggestedReaction, StoryAreaTypeUniqueGift,
    StoryAreaTypeWeather,
};

object!(StoryAreaPosition {
    need "x_percentage" x_percentage,
    need "y_percentage" y_percentage,
    need "width_percentage" width_percentage,
    need "height_percentage" height_percentage,
    need "rotation_angle" rotation_angle,
    need "corner_radius_percentage" corner_radius_percentage,
});

object!(LocationAddress {
    need "country_code" country_code,
    opt "state" state,
    opt "city" city,
    opt "street" street,
});

object!(StoryAreaTypeLocation tag "type" "location" {
    need "latitude" latitude,
    need "longitude" longitude,
    boxed "address" address,
});

object!(StoryAreaTypeSuggestedReaction tag "type" "suggested_reaction" {
    need "reaction_type" reaction_type,
    opt "is_dark" is_dark,
    opt "is_flipped" is_flipped,
});

object!(StoryAreaTypeLink tag "type" "link" {
    need "url" url,
});

object!(StoryAreaTypeWeather tag "type" "weather" {
    need "temperature" temperature,
    need "emoji" emoji,
    need "background_color" background_color,
});

object!(StoryAreaTypeUniqueGift tag "type" "unique_gift" {
    need "name" name,
});

object!(StoryArea {
    need "position" position,
    need "type" kind,
});

object!(InputStoryContentPhoto tag "type" "photo" {
    need "photo" photo,
});

uploads!(struct InputStoryContentPhoto { photo });

object!(InputStoryContentVideo tag "type" "video" {
    need "video" video,
    opt "duration" duration,
    opt "cover_frame_timestamp" cover_frame_timestamp,
    opt "is_animation" is_animation,
});

uploads!(struct InputStoryContentVideo { video });

union!(StoryAreaType by "type" {
    "location" Location(StoryAreaTypeLocation),
    "suggested_reaction" SuggestedReaction(StoryAreaTypeSuggestedReaction),
    "link" Link(StoryAreaTypeLink),
    "weather" Weather(StoryAreaTypeWeather),
    "unique_gift" UniqueGift(StoryAreaTypeUniqueGift),
});

union!(InputStoryContent by "type" {
    "photo" Photo(InputStoryContentPhoto),
    "video" Video(InputStoryContentVideo),
});

uploads!(
    enum InputStoryContent {
        Photo,
        Video,
    }
);
