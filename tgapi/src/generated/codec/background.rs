//! Reading and writing what is in `types/background.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    BackgroundFill, BackgroundFillFreeformGradient, BackgroundFillGradient, BackgroundFillSolid, BackgroundType,
    BackgroundTypeChatTheme, BackgroundTypeFill, BackgroundTypePattern, BackgroundTypeWallpaper,
};

object!(BackgroundFillSolid tag "type" "solid" {
    need "color" color,
});

object!(BackgroundFillGradient tag "type" "gradient" {
    need "top_color" top_color,
    need "bottom_color" bottom_color,
    need "rotation_angle" rotation_angle,
});

object!(BackgroundFillFreeformGradient tag "type" "freeform_gradient" {
    array "colors" colors,
});

object!(BackgroundTypeFill tag "type" "fill" {
    need "fill" fill,
    need "dark_theme_dimming" dark_theme_dimming,
});

object!(BackgroundTypeWallpaper tag "type" "wallpaper" {
    need "document" document,
    need "dark_theme_dimming" dark_theme_dimming,
    flag "is_blurred" is_blurred,
    flag "is_moving" is_moving,
});

object!(BackgroundTypePattern tag "type" "pattern" {
    need "document" document,
    need "fill" fill,
    need "intensity" intensity,
    flag "is_inverted" is_inverted,
    flag "is_moving" is_moving,
});

object!(BackgroundTypeChatTheme tag "type" "chat_theme" {
    need "theme_name" theme_name,
});

union!(BackgroundFill by "type" {
    "solid" Solid(BackgroundFillSolid),
    "gradient" Gradient(BackgroundFillGradient),
    "freeform_gradient" FreeformGradient(BackgroundFillFreeformGradient),
});

union!(BackgroundType by "type" {
    "fill" Fill(BackgroundTypeFill),
    "wallpaper" Wallpaper(BackgroundTypeWallpaper),
    "pattern" Pattern(BackgroundTypePattern),
    "chat_theme" ChatTheme(BackgroundTypeChatTheme),
});
