//! Polls and votes.

use serde::{Deserialize, Serialize};

use super::{Chat, MessageEntity, PollType, User};
use crate::de;
use crate::ids::UnixTime;

/// A poll.
///
/// <https://core.telegram.org/bots/api#poll>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Poll {
    /// Identifier, unique among its kind.
    pub id: String,
    /// The question. 1 to 300 characters.
    pub question: String,
    /// Formatting of the question: custom emoji only.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub question_entities: Vec<MessageEntity>,
    /// The answers to choose from.
    pub options: Vec<PollOption>,
    /// How many voted.
    pub total_voter_count: i64,
    /// Whether voting has ended.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_closed: bool,
    /// Whether votes are secret.
    #[serde(default, deserialize_with = "de::flag")]
    pub is_anonymous: bool,
    /// What kind it is. One of `regular`, `quiz`.
    #[serde(rename = "type")]
    pub kind: PollType,
    /// Whether several answers may be chosen.
    #[serde(default, deserialize_with = "de::flag")]
    pub allows_multiple_answers: bool,
    /// Whether a vote may be changed.
    #[serde(default, deserialize_with = "de::flag")]
    pub allows_revoting: bool,
    /// Whether only members may vote.
    #[serde(default, deserialize_with = "de::flag")]
    pub members_only: bool,
    /// Two-letter codes of the countries whose users may vote.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub country_codes: Vec<String>,
    /// Positions of the right answers, from 0; known for closed or own quizzes.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub correct_option_ids: Vec<i64>,
    /// Shown to who answers a quiz wrong. 0 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// Formatting of the explanation.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub explanation_entities: Vec<MessageEntity>,
    /// How long voting is open, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_period: Option<i64>,
    /// When voting ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_date: Option<UnixTime>,
    /// Description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Formatting of the description.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub description_entities: Vec<MessageEntity>,
}

impl Poll {
    /// With the required fields, flags false; everything else absent.
    #[must_use]
    pub fn new(
        id: impl Into<String>,
        question: impl Into<String>,
        options: Vec<PollOption>,
        total_voter_count: i64,
        kind: PollType,
    ) -> Self {
        Self {
            id: id.into(),
            question: question.into(),
            question_entities: Vec::new(),
            options,
            total_voter_count,
            is_closed: false,
            is_anonymous: false,
            kind,
            allows_multiple_answers: false,
            allows_revoting: false,
            members_only: false,
            country_codes: Vec::new(),
            correct_option_ids: Vec::new(),
            explanation: None,
            explanation_entities: Vec::new(),
            open_period: None,
            close_date: None,
            description: None,
            description_entities: Vec::new(),
        }
    }
}

/// One answer option of a poll.
///
/// <https://core.telegram.org/bots/api#polloption>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PollOption {
    /// Identifier of the option that survives edits.
    pub persistent_id: String,
    /// The text, UTF-8; offsets of entities count UTF-16 units of it. 1 to 100 characters.
    pub text: String,
    /// Formatting of the text: custom emoji only.
    #[serde(default, deserialize_with = "de::list", skip_serializing_if = "Vec::is_empty")]
    pub text_entities: Vec<MessageEntity>,
    /// How many voted for it.
    pub voter_count: i64,
    /// The user who added the option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_by_user: Option<Box<User>>,
    /// The chat that added the option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added_by_chat: Option<Box<Chat>>,
    /// When the option was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addition_date: Option<UnixTime>,
}

impl PollOption {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(persistent_id: impl Into<String>, text: impl Into<String>, voter_count: i64) -> Self {
        Self {
            persistent_id: persistent_id.into(),
            text: text.into(),
            text_entities: Vec::new(),
            voter_count,
            added_by_user: None,
            added_by_chat: None,
            addition_date: None,
        }
    }
}

/// A user's vote in a non-anonymous poll.
///
/// <https://core.telegram.org/bots/api#pollanswer>
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PollAnswer {
    /// Identifier of the poll.
    pub poll_id: String,
    /// The chat that voted, for anonymous votes of chats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voter_chat: Option<Box<Chat>>,
    /// The user it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Box<User>>,
    /// Positions of the chosen options, from 0; empty when the vote was taken back.
    pub option_ids: Vec<i64>,
    /// Persistent identifiers of the chosen options.
    pub option_persistent_ids: Vec<String>,
}

impl PollAnswer {
    /// With the required fields; everything else absent.
    #[must_use]
    pub fn new(poll_id: impl Into<String>, option_ids: Vec<i64>, option_persistent_ids: Vec<String>) -> Self {
        Self { poll_id: poll_id.into(), voter_chat: None, user: None, option_ids, option_persistent_ids }
    }
}
