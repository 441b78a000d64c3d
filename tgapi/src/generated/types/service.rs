//! What service messages tell.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{ChatId, UnixTime, UserId};
use crate::types::{ChecklistTask, Community, MaybeInaccessibleMessage, Message, MessageEntity, PhotoSize, User};

/// Data that a Web App sent to the bot.
///
/// <https://core.telegram.org/bots/api#webappdata>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WebAppData {
    /// What the Web App sent; a client can send anything here, so check it. Required.
    pub data: String,
    /// Text of the button that opened the Web App; a client can send anything here. Required.
    pub button_text: String,
}

impl WebAppData {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(data: impl Into<String>, button_text: impl Into<String>) -> Self {
        Self { data: data.into(), button_text: button_text.into() }
    }
}

/// A member with a live location came within the set distance of another one.
///
/// <https://core.telegram.org/bots/api#proximityalerttriggered>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ProximityAlertTriggered {
    /// The user who came near. Required.
    pub traveler: User,
    /// The user who set the alert. Required.
    pub watcher: User,
    /// Distance between the two in metres. Required.
    pub distance: i64,
}

impl ProximityAlertTriggered {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(traveler: User, watcher: User, distance: i64) -> Self {
        Self { traveler, watcher, distance }
    }
}

/// A change of the timer that deletes messages.
///
/// <https://core.telegram.org/bots/api#messageautodeletetimerchanged>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MessageAutoDeleteTimerChanged {
    /// Time after which messages are deleted, in seconds. Required.
    pub message_auto_delete_time: i64,
}

impl MessageAutoDeleteTimerChanged {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(message_auto_delete_time: i64) -> Self {
        Self { message_auto_delete_time }
    }
}

/// A bot that a user created, to be managed by this bot.
///
/// <https://core.telegram.org/bots/api#managedbotcreated>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ManagedBotCreated {
    /// The managed bot. Required.
    pub bot: User,
}

impl ManagedBotCreated {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(bot: User) -> Self {
        Self { bot }
    }
}

/// An option was added to a poll.
///
/// <https://core.telegram.org/bots/api#polloptionadded>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PollOptionAdded {
    /// The message of the poll.
    pub poll_message: Option<MaybeInaccessibleMessage>,
    /// Persistent identifier of the option. Required.
    pub option_persistent_id: String,
    /// Text of the option. Required.
    pub option_text: String,
    /// Formatting of the option: custom emoji only.
    pub option_text_entities: Vec<MessageEntity>,
}

impl PollOptionAdded {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(option_persistent_id: impl Into<String>, option_text: impl Into<String>) -> Self {
        Self {
            option_persistent_id: option_persistent_id.into(),
            option_text: option_text.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(PollOptionAdded {
    into poll_message: MaybeInaccessibleMessage,
    items option_text_entities: MessageEntity,
});

/// An option was deleted from a poll.
///
/// <https://core.telegram.org/bots/api#polloptiondeleted>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PollOptionDeleted {
    /// The message of the poll.
    pub poll_message: Option<MaybeInaccessibleMessage>,
    /// Persistent identifier of the option. Required.
    pub option_persistent_id: String,
    /// Text of the option. Required.
    pub option_text: String,
    /// Formatting of the option: custom emoji only.
    pub option_text_entities: Vec<MessageEntity>,
}

impl PollOptionDeleted {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(option_persistent_id: impl Into<String>, option_text: impl Into<String>) -> Self {
        Self {
            option_persistent_id: option_persistent_id.into(),
            option_text: option_text.into(),
            ..<Self as crate::codec::Object>::blank()
        }
    }
}

setters!(PollOptionDeleted {
    into poll_message: MaybeInaccessibleMessage,
    items option_text_entities: MessageEntity,
});

/// A user boosted the chat.
///
/// <https://core.telegram.org/bots/api#chatboostadded>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatBoostAdded {
    /// How many boosts the user added. Required.
    pub boost_count: i64,
}

impl ChatBoostAdded {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(boost_count: i64) -> Self {
        Self { boost_count }
    }
}

/// Tasks of a checklist were marked as done or as not done.
///
/// <https://core.telegram.org/bots/api#checklisttasksdone>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChecklistTasksDone {
    /// The message of the checklist.
    pub checklist_message: Option<Box<Message>>,
    /// Identifiers of the tasks marked as done.
    pub marked_as_done_task_ids: Vec<i64>,
    /// Identifiers of the tasks marked as not done.
    pub marked_as_not_done_task_ids: Vec<i64>,
}

impl ChecklistTasksDone {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ChecklistTasksDone {
    fn default() -> Self {
        Self::new()
    }
}

setters!(ChecklistTasksDone {
    boxed checklist_message: Message,
    items marked_as_done_task_ids: i64,
    items marked_as_not_done_task_ids: i64,
});

/// Tasks were added to a checklist.
///
/// <https://core.telegram.org/bots/api#checklisttasksadded>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChecklistTasksAdded {
    /// The message of the checklist.
    pub checklist_message: Option<Box<Message>>,
    /// The tasks. Required.
    pub tasks: Vec<ChecklistTask>,
}

impl ChecklistTasksAdded {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(tasks: impl IntoIterator<Item = ChecklistTask>) -> Self {
        Self { tasks: tasks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ChecklistTasksAdded {
    boxed checklist_message: Message,
});

/// The chat was added to a community.
///
/// <https://core.telegram.org/bots/api#communitychatadded>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CommunityChatAdded {
    /// The community. Required.
    pub community: Community,
}

impl CommunityChatAdded {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(community: Community) -> Self {
        Self { community }
    }
}

/// The chat was removed from its community.
///
/// <https://core.telegram.org/bots/api#communitychatremoved>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CommunityChatRemoved {}

impl CommunityChatRemoved {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for CommunityChatRemoved {
    fn default() -> Self {
        Self::new()
    }
}

/// A user whom somebody shared with the bot by a keyboard button.
///
/// <https://core.telegram.org/bots/api#shareduser>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SharedUser {
    /// Identifier of the user. Required.
    pub user_id: UserId,
    /// First name, if it was asked for.
    pub first_name: Option<String>,
    /// Last name, if it was asked for.
    pub last_name: Option<String>,
    /// Username, if it was asked for.
    pub username: Option<String>,
    /// The photo in its available sizes, if it was asked for.
    pub photo: Vec<PhotoSize>,
}

impl SharedUser {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(user_id: impl Into<UserId>) -> Self {
        Self { user_id: user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(SharedUser {
    into first_name: String,
    into last_name: String,
    into username: String,
    items photo: PhotoSize,
});

/// The users whom somebody shared with the bot by a keyboard button.
///
/// <https://core.telegram.org/bots/api#usersshared>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UsersShared {
    /// Identifier of the request, as it stands in the button. Required.
    pub request_id: i64,
    /// The users that were shared. Required.
    pub users: Vec<SharedUser>,
}

impl UsersShared {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(request_id: i64, users: impl IntoIterator<Item = SharedUser>) -> Self {
        Self { request_id, users: users.into_iter().collect() }
    }
}

/// A chat that somebody shared with the bot by a keyboard button.
///
/// <https://core.telegram.org/bots/api#chatshared>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatShared {
    /// Identifier of the request, as it stands in the button. Required.
    pub request_id: i64,
    /// Identifier of the chat; the bot may have no access to it. Required.
    pub chat_id: ChatId,
    /// Title of the chat, if it was asked for.
    pub title: Option<String>,
    /// Username of the chat, if it was asked for.
    pub username: Option<String>,
    /// The photo in its available sizes, if it was asked for.
    pub photo: Vec<PhotoSize>,
}

impl ChatShared {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(request_id: i64, chat_id: impl Into<ChatId>) -> Self {
        Self { request_id, chat_id: chat_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ChatShared {
    into title: String,
    into username: String,
    items photo: PhotoSize,
});

/// A user allowed the bot to write to them.
///
/// <https://core.telegram.org/bots/api#writeaccessallowed>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WriteAccessAllowed {
    /// Whether it was by a request of a Web App.
    pub from_request: Option<bool>,
    /// Name of the Web App, if it was by opening one from a link.
    pub web_app_name: Option<String>,
    /// Whether it was by adding the bot to the attachment menu.
    pub from_attachment_menu: Option<bool>,
}

impl WriteAccessAllowed {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for WriteAccessAllowed {
    fn default() -> Self {
        Self::new()
    }
}

setters!(WriteAccessAllowed {
    some from_request: bool,
    into web_app_name: String,
    some from_attachment_menu: bool,
});

/// A video chat was scheduled.
///
/// <https://core.telegram.org/bots/api#videochatscheduled>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VideoChatScheduled {
    /// When it starts, in Unix time. Required.
    pub start_date: UnixTime,
}

impl VideoChatScheduled {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(start_date: impl Into<UnixTime>) -> Self {
        Self { start_date: start_date.into() }
    }
}

/// A video chat started.
///
/// <https://core.telegram.org/bots/api#videochatstarted>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VideoChatStarted {}

impl VideoChatStarted {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for VideoChatStarted {
    fn default() -> Self {
        Self::new()
    }
}

/// A video chat ended.
///
/// <https://core.telegram.org/bots/api#videochatended>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VideoChatEnded {
    /// Length in seconds. Required.
    pub duration: i64,
}

impl VideoChatEnded {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(duration: i64) -> Self {
        Self { duration }
    }
}

/// Members were invited to a video chat.
///
/// <https://core.telegram.org/bots/api#videochatparticipantsinvited>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct VideoChatParticipantsInvited {
    /// The members that were invited. Required.
    pub users: Vec<User>,
}

impl VideoChatParticipantsInvited {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(users: impl IntoIterator<Item = User>) -> Self {
        Self { users: users.into_iter().collect() }
    }
}

/// The price of paid messages in the chat changed.
///
/// <https://core.telegram.org/bots/api#paidmessagepricechanged>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PaidMessagePriceChanged {
    /// Telegram Stars that a message to the chat costs now. Required.
    pub paid_message_star_count: i64,
}

impl PaidMessagePriceChanged {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(paid_message_star_count: i64) -> Self {
        Self { paid_message_star_count }
    }
}

/// The price of direct messages to the channel changed.
///
/// <https://core.telegram.org/bots/api#directmessagepricechanged>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DirectMessagePriceChanged {
    /// Whether the channel takes direct messages. Required.
    pub are_direct_messages_enabled: bool,
    /// Telegram Stars for a direct message. Default `0`.
    pub direct_message_star_count: Option<i64>,
}

impl DirectMessagePriceChanged {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for DirectMessagePriceChanged {
    fn default() -> Self {
        Self::new()
    }
}

setters!(DirectMessagePriceChanged {
    set are_direct_messages_enabled: bool,
    some direct_message_star_count: i64,
});

/// A topic of a channel's direct messages chat.
///
/// <https://core.telegram.org/bots/api#directmessagestopic>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DirectMessagesTopic {
    /// Identifier of the topic. Required.
    pub topic_id: i64,
    /// The user who opened the topic.
    pub user: Option<Box<User>>,
}

impl DirectMessagesTopic {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(topic_id: i64) -> Self {
        Self { topic_id, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(DirectMessagesTopic {
    boxed user: User,
});

/// The owner left the chat.
///
/// <https://core.telegram.org/bots/api#chatownerleft>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatOwnerLeft {
    /// Who becomes the owner if the old one does not come back.
    pub new_owner: Option<Box<User>>,
}

impl ChatOwnerLeft {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new() -> Self {
        <Self as crate::codec::Object>::blank()
    }
}

impl Default for ChatOwnerLeft {
    fn default() -> Self {
        Self::new()
    }
}

setters!(ChatOwnerLeft {
    boxed new_owner: User,
});

/// The chat has a new owner.
///
/// <https://core.telegram.org/bots/api#chatownerchanged>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatOwnerChanged {
    /// The new owner. Required.
    pub new_owner: User,
}

impl ChatOwnerChanged {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(new_owner: User) -> Self {
        Self { new_owner }
    }
}

/// A user joined the chat from its community.
///
/// <https://core.telegram.org/bots/api#communitychatjoined>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CommunityChatJoined {
    /// The community that the user came from. Required.
    pub community: Community,
}

impl CommunityChatJoined {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(community: Community) -> Self {
        Self { community }
    }
}
