//! By name on the client: games.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::client::{Client, Request};
use crate::ids::{ChatRef, UserId};
use crate::methods::{GetGameHighScores, SendGame, SetGameScore};

impl Client {
    /// Sends a game. See [`SendGame`].
    pub fn send_game(&self, chat_id: impl Into<ChatRef>, game_short_name: impl Into<String>) -> Request<SendGame> {
        self.request(SendGame::new(chat_id, game_short_name))
    }

    /// Sets the score of a user in a game. See [`SetGameScore`].
    pub fn set_game_score(&self, user_id: impl Into<UserId>, score: i64) -> Request<SetGameScore> {
        self.request(SetGameScore::new(user_id, score))
    }

    /// Returns the scores of a user and of neighbours in a game. See [`GetGameHighScores`].
    pub fn get_game_high_scores(&self, user_id: impl Into<UserId>) -> Request<GetGameHighScores> {
        self.request(GetGameHighScores::new(user_id))
    }
}
