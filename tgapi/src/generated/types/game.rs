//! Games.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::types::{Animation, MessageEntity, PhotoSize, User};

/// A game.
///
/// <https://core.telegram.org/bots/api#game>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Game {
    /// Title. Required.
    pub title: String,
    /// Description. Required.
    pub description: String,
    /// The photo in its available sizes. Required.
    pub photo: Vec<PhotoSize>,
    /// Text under the game: description or high scores. At most 4096 characters.
    pub text: Option<String>,
    /// Links, mentions, commands and formatting of the text, in order.
    pub text_entities: Vec<MessageEntity>,
    /// Animation that shows the game.
    pub animation: Option<Box<Animation>>,
}

impl Game {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        title: impl Into<String>,
        description: impl Into<String>,
        photo: impl IntoIterator<Item = PhotoSize>,
    ) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            photo: photo.into_iter().collect(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(Game {
    into text: String,
    items text_entities: MessageEntity,
    boxed animation: Animation,
});

/// One row of a game's table of high scores.
///
/// <https://core.telegram.org/bots/api#gamehighscore>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GameHighScore {
    /// Place in the table. Required.
    pub position: i64,
    /// The player. Required.
    pub user: User,
    /// The score. Required.
    pub score: i64,
}

impl GameHighScore {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(position: i64, user: User, score: i64) -> Self {
        Self { position, user, score }
    }
}
