//! Backgrounds of chats.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::Document;
use serde_json::Value;

/// A fill of one colour.
///
/// <https://core.telegram.org/bots/api#backgroundfillsolid>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BackgroundFillSolid {
    /// Colour as RGB. Required.
    pub color: i64,
}

impl BackgroundFillSolid {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(color: i64) -> Self {
        Self { color }
    }
}

/// A gradient of two colours.
///
/// <https://core.telegram.org/bots/api#backgroundfillgradient>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BackgroundFillGradient {
    /// Colour at the top as RGB. Required.
    pub top_color: i64,
    /// Colour at the bottom as RGB. Required.
    pub bottom_color: i64,
    /// Angle of rotation, clockwise, in degrees. Required. 0 to 359.
    pub rotation_angle: i64,
}

impl BackgroundFillGradient {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(top_color: i64, bottom_color: i64, rotation_angle: i64) -> Self {
        Self { top_color, bottom_color, rotation_angle }
    }
}

/// A freeform gradient that turns with every message.
///
/// <https://core.telegram.org/bots/api#backgroundfillfreeformgradient>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BackgroundFillFreeformGradient {
    /// Three or four colours as RGB. Required.
    pub colors: Vec<i64>,
}

impl BackgroundFillFreeformGradient {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(colors: impl IntoIterator<Item = i64>) -> Self {
        Self { colors: colors.into_iter().collect() }
    }
}

/// A background that is filled by itself.
///
/// <https://core.telegram.org/bots/api#backgroundtypefill>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BackgroundTypeFill {
    /// The fill. Required.
    pub fill: BackgroundFill,
    /// How much the background is dimmed in dark themes, in per cent. Required. 0 to 100.
    pub dark_theme_dimming: i64,
}

impl BackgroundTypeFill {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(fill: impl Into<BackgroundFill>, dark_theme_dimming: i64) -> Self {
        Self { fill: fill.into(), dark_theme_dimming }
    }
}

/// A wallpaper, a JPEG file.
///
/// <https://core.telegram.org/bots/api#backgroundtypewallpaper>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BackgroundTypeWallpaper {
    /// The file of the wallpaper. Required.
    pub document: Document,
    /// How much the background is dimmed in dark themes, in per cent. Required. 0 to 100.
    pub dark_theme_dimming: i64,
    /// The wallpaper is blurred.
    pub is_blurred: bool,
    /// The background moves a little when the device is tilted.
    pub is_moving: bool,
}

impl BackgroundTypeWallpaper {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(document: Document, dark_theme_dimming: i64) -> Self {
        Self { document, dark_theme_dimming, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(BackgroundTypeWallpaper {
    set is_blurred: bool,
    set is_moving: bool,
});

/// A pattern, PNG or TGV, over a fill.
///
/// <https://core.telegram.org/bots/api#backgroundtypepattern>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BackgroundTypePattern {
    /// The file of the pattern. Required.
    pub document: Document,
    /// The fill under the pattern. Required.
    pub fill: BackgroundFill,
    /// How strongly the pattern shows, in per cent. Required. 0 to 100.
    pub intensity: i64,
    /// The fill colours only the pattern, the rest is black. Dark themes only.
    pub is_inverted: bool,
    /// The background moves a little when the device is tilted.
    pub is_moving: bool,
}

impl BackgroundTypePattern {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(document: Document, fill: impl Into<BackgroundFill>, intensity: i64) -> Self {
        Self { document, fill: fill.into(), intensity, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(BackgroundTypePattern {
    set is_inverted: bool,
    set is_moving: bool,
});

/// A background taken from a chat theme.
///
/// <https://core.telegram.org/bots/api#backgroundtypechattheme>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct BackgroundTypeChatTheme {
    /// Name of the theme, usually an emoji. Required.
    pub theme_name: String,
}

impl BackgroundTypeChatTheme {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(theme_name: impl Into<String>) -> Self {
        Self { theme_name: theme_name.into() }
    }
}

/// How a background is filled.
///
/// <https://core.telegram.org/bots/api#backgroundfill>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BackgroundFill {
    /// A fill of one colour.
    Solid(Box<BackgroundFillSolid>),
    /// A gradient of two colours.
    Gradient(Box<BackgroundFillGradient>),
    /// A freeform gradient that turns with every message.
    FreeformGradient(Box<BackgroundFillFreeformGradient>),
    /// A kind this version does not know, as it came.
    Other(Value),
}

/// The kind of a chat background.
///
/// <https://core.telegram.org/bots/api#backgroundtype>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BackgroundType {
    /// A background that is filled by itself.
    Fill(Box<BackgroundTypeFill>),
    /// A wallpaper, a JPEG file.
    Wallpaper(Box<BackgroundTypeWallpaper>),
    /// A pattern, PNG or TGV, over a fill.
    Pattern(Box<BackgroundTypePattern>),
    /// A background taken from a chat theme.
    ChatTheme(Box<BackgroundTypeChatTheme>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
