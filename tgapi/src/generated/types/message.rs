//! Messages: flat, as in the API; what a message does not have is `None`, empty or `false`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::{ChatId, MessageId, ThreadId, UnixTime, UserId};
use crate::types::{
    Animation, Audio, Chat, ChatBackground, ChatBoostAdded, ChatOwnerChanged, ChatOwnerLeft, ChatShared, Checklist,
    ChecklistTasksAdded, ChecklistTasksDone, CommunityChatAdded, CommunityChatJoined, CommunityChatRemoved, Contact,
    Dice, DirectMessagePriceChanged, DirectMessagesTopic, Document, ExternalReplyInfo, ForumTopicClosed,
    ForumTopicCreated, ForumTopicEdited, ForumTopicReopened, Game, GeneralForumTopicHidden, GeneralForumTopicUnhidden,
    GiftInfo, Giveaway, GiveawayCompleted, GiveawayCreated, GiveawayWinners, InlineKeyboardMarkup, Invoice,
    LinkPreviewOptions, LivePhoto, Location, ManagedBotCreated, MaybeInaccessibleMessage,
    MessageAutoDeleteTimerChanged, MessageEntity, MessageOrigin, PaidMediaInfo, PaidMessagePriceChanged, PassportData,
    PhotoSize, Poll, PollOptionAdded, PollOptionDeleted, ProximityAlertTriggered, RefundedPayment, RichMessage,
    Sticker, Story, SuccessfulPayment, SuggestedPostApprovalFailed, SuggestedPostApproved, SuggestedPostDeclined,
    SuggestedPostInfo, SuggestedPostPaid, SuggestedPostRefunded, TextQuote, UniqueGiftInfo, User, UsersShared, Venue,
    Video, VideoChatEnded, VideoChatParticipantsInvited, VideoChatScheduled, VideoChatStarted, VideoNote, Voice,
    WebAppData, WriteAccessAllowed,
};

/// A message of any kind.
///
/// <https://core.telegram.org/bots/api#message>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Message {
    /// Identifier within its chat; `0` for a message that is scheduled and not sent yet. Required.
    pub message_id: MessageId,
    /// The forum topic or thread it belongs to.
    pub message_thread_id: Option<ThreadId>,
    /// The topic of the direct messages chat it belongs to.
    pub direct_messages_topic: Option<Box<DirectMessagesTopic>>,
    /// Who sent it; may be absent in channels; a stand-in if a chat sent it elsewhere.
    pub from: Option<Box<User>>,
    /// The chat that sent it, for posts of channels and anonymous admins.
    pub sender_chat: Option<Box<Chat>>,
    /// How many boosts the sender gave to the chat.
    pub sender_boost_count: Option<i64>,
    /// The bot that sent it for the business account.
    pub sender_business_bot: Option<Box<User>>,
    /// Tag or title of the sender; supergroups only.
    pub sender_tag: Option<String>,
    /// The one user who sees the ephemeral message.
    pub receiver_user: Option<Box<User>>,
    /// Identifier of the ephemeral message within its chat.
    pub ephemeral_message_id: Option<i64>,
    /// When it was sent, in Unix time. Required.
    pub date: UnixTime,
    /// The guest query it belongs to, for the answer with `answerGuestQuery`.
    pub guest_query_id: Option<String>,
    /// The business connection it came through.
    pub business_connection_id: Option<String>,
    /// The chat it belongs to. Required.
    pub chat: Chat,
    /// Where the forwarded message came from first.
    pub forward_origin: Option<MessageOrigin>,
    /// It was sent to a forum topic.
    pub is_topic_message: bool,
    /// A channel post, forwarded by itself to the discussion group.
    pub is_automatic_forward: bool,
    /// The message it replies to; without a further reply inside.
    pub reply_to_message: Option<Box<Message>>,
    /// The message it replies to, if that stands in another chat or topic.
    pub external_reply: Option<Box<ExternalReplyInfo>>,
    /// The quoted part of the message.
    pub quote: Option<Box<TextQuote>>,
    /// The story it replies to.
    pub reply_to_story: Option<Box<Story>>,
    /// The checklist task it replies to.
    pub reply_to_checklist_task_id: Option<i64>,
    /// Persistent identifier of the poll option it replies to.
    pub reply_to_poll_option_id: Option<String>,
    /// The bot through which it was sent.
    pub via_bot: Option<Box<User>>,
    /// The user whose message the guest bot answers.
    pub guest_bot_caller_user: Option<Box<User>>,
    /// The chat whose message the guest bot answers.
    pub guest_bot_caller_chat: Option<Box<Chat>>,
    /// When it was last edited, in Unix time.
    pub edit_date: Option<UnixTime>,
    /// It cannot be forwarded.
    pub has_protected_content: bool,
    /// It was sent by itself: an away or greeting message, or a scheduled one.
    pub is_from_offline: bool,
    /// A paid post: it must stay for 24 hours and cannot be edited.
    pub is_paid_post: bool,
    /// Albums: the same for all messages of one album.
    pub media_group_id: Option<String>,
    /// Signature of the post's author or title of the anonymous admin.
    pub author_signature: Option<String>,
    /// Telegram Stars that the sender paid for the message.
    pub paid_star_count: Option<i64>,
    /// The text, UTF-8; offsets of entities count UTF-16 units of it.
    pub text: Option<String>,
    /// Links, mentions, commands and formatting of the text, in order.
    pub entities: Vec<MessageEntity>,
    /// How the preview of its link looks, if it was changed.
    pub link_preview_options: Option<Box<LinkPreviewOptions>>,
    /// How the suggested post stands.
    pub suggested_post_info: Option<Box<SuggestedPostInfo>>,
    /// Identifier of the effect shown with the message.
    pub effect_id: Option<String>,
    /// The rich message.
    pub rich_message: Option<Box<RichMessage>>,
    /// The animation; then `document` is set too.
    pub animation: Option<Box<Animation>>,
    /// The music file.
    pub audio: Option<Box<Audio>>,
    /// The file; also set with an animation.
    pub document: Option<Box<Document>>,
    /// The live photo.
    pub live_photo: Option<Box<LivePhoto>>,
    /// The paid media.
    pub paid_media: Option<Box<PaidMediaInfo>>,
    /// The photo in its available sizes.
    pub photo: Vec<PhotoSize>,
    /// The sticker.
    pub sticker: Option<Box<Sticker>>,
    /// The story.
    pub story: Option<Box<Story>>,
    /// The video.
    pub video: Option<Box<Video>>,
    /// The round video.
    pub video_note: Option<Box<VideoNote>>,
    /// The voice note.
    pub voice: Option<Box<Voice>>,
    /// The caption of the media.
    pub caption: Option<String>,
    /// Links, mentions and formatting of the caption, in order.
    pub caption_entities: Vec<MessageEntity>,
    /// The caption stands above the media.
    pub show_caption_above_media: bool,
    /// Its media is covered by a spoiler animation.
    pub has_media_spoiler: bool,
    /// The checklist.
    pub checklist: Option<Box<Checklist>>,
    /// The contact.
    pub contact: Option<Box<Contact>>,
    /// The thrown dice.
    pub dice: Option<Box<Dice>>,
    /// The game.
    pub game: Option<Box<Game>>,
    /// The poll.
    pub poll: Option<Box<Poll>>,
    /// The place; then `location` is set too.
    pub venue: Option<Box<Venue>>,
    /// The location; set for a venue too.
    pub location: Option<Box<Location>>,
    /// Who joined.
    pub new_chat_members: Vec<User>,
    /// Who left.
    pub left_chat_member: Option<Box<User>>,
    /// The owner left the chat.
    pub chat_owner_left: Option<Box<ChatOwnerLeft>>,
    /// The chat has a new owner.
    pub chat_owner_changed: Option<Box<ChatOwnerChanged>>,
    /// The chat's new title.
    pub new_chat_title: Option<String>,
    /// The chat's new photo.
    pub new_chat_photo: Vec<PhotoSize>,
    /// The chat's photo was removed.
    pub delete_chat_photo: bool,
    /// The group was created.
    pub group_chat_created: bool,
    /// The supergroup was created.
    pub supergroup_chat_created: bool,
    /// The channel was created.
    pub channel_chat_created: bool,
    /// The timer that deletes messages was changed.
    pub message_auto_delete_timer_changed: Option<Box<MessageAutoDeleteTimerChanged>>,
    /// The group became a supergroup with this identifier.
    pub migrate_to_chat_id: Option<ChatId>,
    /// The supergroup was a group with this identifier.
    pub migrate_from_chat_id: Option<ChatId>,
    /// The message that was pinned.
    pub pinned_message: Option<MaybeInaccessibleMessage>,
    /// The invoice.
    pub invoice: Option<Box<Invoice>>,
    /// A payment went through.
    pub successful_payment: Option<Box<SuccessfulPayment>>,
    /// A payment was given back.
    pub refunded_payment: Option<Box<RefundedPayment>>,
    /// Users were shared with the bot.
    pub users_shared: Option<Box<UsersShared>>,
    /// A chat was shared with the bot.
    pub chat_shared: Option<Box<ChatShared>>,
    /// A regular gift was sent or received.
    pub gift: Option<Box<GiftInfo>>,
    /// A unique gift was sent or received.
    pub unique_gift: Option<Box<UniqueGiftInfo>>,
    /// The upgrade of a gift was bought after it was sent.
    pub gift_upgrade_sent: Option<Box<GiftInfo>>,
    /// Domain of the website the user logged in to.
    pub connected_website: Option<String>,
    /// The user allowed the bot to write to them.
    pub write_access_allowed: Option<Box<WriteAccessAllowed>>,
    /// Data from Telegram Passport.
    pub passport_data: Option<Box<PassportData>>,
    /// A member with a live location came near another one.
    pub proximity_alert_triggered: Option<Box<ProximityAlertTriggered>>,
    /// A user boosted the chat.
    pub boost_added: Option<Box<ChatBoostAdded>>,
    /// The chat's background was set.
    pub chat_background_set: Option<Box<ChatBackground>>,
    /// Tasks of a checklist were marked as done or as not done.
    pub checklist_tasks_done: Option<Box<ChecklistTasksDone>>,
    /// Tasks were added to a checklist.
    pub checklist_tasks_added: Option<Box<ChecklistTasksAdded>>,
    /// The chat was added to a community.
    pub community_chat_added: Option<Box<CommunityChatAdded>>,
    /// The chat was removed from its community.
    pub community_chat_removed: Option<Box<CommunityChatRemoved>>,
    /// The price of direct messages to the channel changed.
    pub direct_message_price_changed: Option<Box<DirectMessagePriceChanged>>,
    /// A forum topic was created.
    pub forum_topic_created: Option<Box<ForumTopicCreated>>,
    /// A forum topic was edited.
    pub forum_topic_edited: Option<Box<ForumTopicEdited>>,
    /// A forum topic was closed.
    pub forum_topic_closed: Option<Box<ForumTopicClosed>>,
    /// A forum topic was reopened.
    pub forum_topic_reopened: Option<Box<ForumTopicReopened>>,
    /// The topic General was hidden.
    pub general_forum_topic_hidden: Option<Box<GeneralForumTopicHidden>>,
    /// The topic General was shown again.
    pub general_forum_topic_unhidden: Option<Box<GeneralForumTopicUnhidden>>,
    /// A giveaway was scheduled.
    pub giveaway_created: Option<Box<GiveawayCreated>>,
    /// A scheduled giveaway.
    pub giveaway: Option<Box<Giveaway>>,
    /// A giveaway with public winners ended.
    pub giveaway_winners: Option<Box<GiveawayWinners>>,
    /// A giveaway without public winners ended.
    pub giveaway_completed: Option<Box<GiveawayCompleted>>,
    /// A user created a bot that this bot manages.
    pub managed_bot_created: Option<Box<ManagedBotCreated>>,
    /// The price of paid messages in the chat changed.
    pub paid_message_price_changed: Option<Box<PaidMessagePriceChanged>>,
    /// An option was added to a poll.
    pub poll_option_added: Option<Box<PollOptionAdded>>,
    /// An option was deleted from a poll.
    pub poll_option_deleted: Option<Box<PollOptionDeleted>>,
    /// A suggested post was approved.
    pub suggested_post_approved: Option<Box<SuggestedPostApproved>>,
    /// The approval of a suggested post failed.
    pub suggested_post_approval_failed: Option<Box<SuggestedPostApprovalFailed>>,
    /// A suggested post was declined.
    pub suggested_post_declined: Option<Box<SuggestedPostDeclined>>,
    /// A suggested post was paid for.
    pub suggested_post_paid: Option<Box<SuggestedPostPaid>>,
    /// The payment for a suggested post was given back.
    pub suggested_post_refunded: Option<Box<SuggestedPostRefunded>>,
    /// A video chat was scheduled.
    pub video_chat_scheduled: Option<Box<VideoChatScheduled>>,
    /// A video chat started.
    pub video_chat_started: Option<Box<VideoChatStarted>>,
    /// A video chat ended.
    pub video_chat_ended: Option<Box<VideoChatEnded>>,
    /// Members were invited to a video chat.
    pub video_chat_participants_invited: Option<Box<VideoChatParticipantsInvited>>,
    /// A Web App sent data.
    pub web_app_data: Option<Box<WebAppData>>,
    /// The inline keyboard under the message.
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
    /// A user joined the chat from its community.
    pub community_chat_joined: Option<Box<CommunityChatJoined>>,
}

impl Message {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(message_id: impl Into<MessageId>, date: impl Into<UnixTime>, chat: Chat) -> Self {
        Self { message_id: message_id.into(), date: date.into(), chat, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(Message {
    into message_thread_id: ThreadId,
    boxed direct_messages_topic: DirectMessagesTopic,
    boxed from: User,
    boxed sender_chat: Chat,
    some sender_boost_count: i64,
    boxed sender_business_bot: User,
    into sender_tag: String,
    boxed receiver_user: User,
    some ephemeral_message_id: i64,
    into guest_query_id: String,
    into business_connection_id: String,
    into forward_origin: MessageOrigin,
    set is_topic_message: bool,
    set is_automatic_forward: bool,
    boxed reply_to_message: Message,
    boxed external_reply: ExternalReplyInfo,
    boxed quote: TextQuote,
    boxed reply_to_story: Story,
    some reply_to_checklist_task_id: i64,
    into reply_to_poll_option_id: String,
    boxed via_bot: User,
    boxed guest_bot_caller_user: User,
    boxed guest_bot_caller_chat: Chat,
    into edit_date: UnixTime,
    set has_protected_content: bool,
    set is_from_offline: bool,
    set is_paid_post: bool,
    into media_group_id: String,
    into author_signature: String,
    some paid_star_count: i64,
    into text: String,
    items entities: MessageEntity,
    boxed link_preview_options: LinkPreviewOptions,
    boxed suggested_post_info: SuggestedPostInfo,
    into effect_id: String,
    boxed rich_message: RichMessage,
    boxed animation: Animation,
    boxed audio: Audio,
    boxed document: Document,
    boxed live_photo: LivePhoto,
    boxed paid_media: PaidMediaInfo,
    items photo: PhotoSize,
    boxed sticker: Sticker,
    boxed story: Story,
    boxed video: Video,
    boxed video_note: VideoNote,
    boxed voice: Voice,
    into caption: String,
    items caption_entities: MessageEntity,
    set show_caption_above_media: bool,
    set has_media_spoiler: bool,
    boxed checklist: Checklist,
    boxed contact: Contact,
    boxed dice: Dice,
    boxed game: Game,
    boxed poll: Poll,
    boxed venue: Venue,
    boxed location: Location,
    items new_chat_members: User,
    boxed left_chat_member: User,
    boxed chat_owner_left: ChatOwnerLeft,
    boxed chat_owner_changed: ChatOwnerChanged,
    into new_chat_title: String,
    items new_chat_photo: PhotoSize,
    set delete_chat_photo: bool,
    set group_chat_created: bool,
    set supergroup_chat_created: bool,
    set channel_chat_created: bool,
    boxed message_auto_delete_timer_changed: MessageAutoDeleteTimerChanged,
    into migrate_to_chat_id: ChatId,
    into migrate_from_chat_id: ChatId,
    into pinned_message: MaybeInaccessibleMessage,
    boxed invoice: Invoice,
    boxed successful_payment: SuccessfulPayment,
    boxed refunded_payment: RefundedPayment,
    boxed users_shared: UsersShared,
    boxed chat_shared: ChatShared,
    boxed gift: GiftInfo,
    boxed unique_gift: UniqueGiftInfo,
    boxed gift_upgrade_sent: GiftInfo,
    into connected_website: String,
    boxed write_access_allowed: WriteAccessAllowed,
    boxed passport_data: PassportData,
    boxed proximity_alert_triggered: ProximityAlertTriggered,
    boxed boost_added: ChatBoostAdded,
    boxed chat_background_set: ChatBackground,
    boxed checklist_tasks_done: ChecklistTasksDone,
    boxed checklist_tasks_added: ChecklistTasksAdded,
    boxed community_chat_added: CommunityChatAdded,
    boxed community_chat_removed: CommunityChatRemoved,
    boxed direct_message_price_changed: DirectMessagePriceChanged,
    boxed forum_topic_created: ForumTopicCreated,
    boxed forum_topic_edited: ForumTopicEdited,
    boxed forum_topic_closed: ForumTopicClosed,
    boxed forum_topic_reopened: ForumTopicReopened,
    boxed general_forum_topic_hidden: GeneralForumTopicHidden,
    boxed general_forum_topic_unhidden: GeneralForumTopicUnhidden,
    boxed giveaway_created: GiveawayCreated,
    boxed giveaway: Giveaway,
    boxed giveaway_winners: GiveawayWinners,
    boxed giveaway_completed: GiveawayCompleted,
    boxed managed_bot_created: ManagedBotCreated,
    boxed paid_message_price_changed: PaidMessagePriceChanged,
    boxed poll_option_added: PollOptionAdded,
    boxed poll_option_deleted: PollOptionDeleted,
    boxed suggested_post_approved: SuggestedPostApproved,
    boxed suggested_post_approval_failed: SuggestedPostApprovalFailed,
    boxed suggested_post_declined: SuggestedPostDeclined,
    boxed suggested_post_paid: SuggestedPostPaid,
    boxed suggested_post_refunded: SuggestedPostRefunded,
    boxed video_chat_scheduled: VideoChatScheduled,
    boxed video_chat_started: VideoChatStarted,
    boxed video_chat_ended: VideoChatEnded,
    boxed video_chat_participants_invited: VideoChatParticipantsInvited,
    boxed web_app_data: WebAppData,
    boxed reply_markup: InlineKeyboardMarkup,
    boxed community_chat_joined: CommunityChatJoined,
});

/// The identifier of a message.
///
/// <https://core.telegram.org/bots/api#messageid>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MessageIdentifier {
    /// Identifier of the message within its chat. Required.
    pub message_id: MessageId,
}

impl MessageIdentifier {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(message_id: impl Into<MessageId>) -> Self {
        Self { message_id: message_id.into() }
    }
}

/// A message that the bot can no longer see: deleted, or too old.
///
/// <https://core.telegram.org/bots/api#inaccessiblemessage>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InaccessibleMessage {
    /// The chat it happened in. Required.
    pub chat: Chat,
    /// Identifier within its chat; `0` for a message that is scheduled and not sent yet. Required.
    pub message_id: MessageId,
    /// The zero tells it from a message that can be seen. Required. Always `0`.
    pub date: UnixTime,
}

impl InaccessibleMessage {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(chat: Chat, message_id: impl Into<MessageId>, date: impl Into<UnixTime>) -> Self {
        Self { chat, message_id: message_id.into(), date: date.into() }
    }
}

/// How to send a message that only one user of the chat sees.
///
/// <https://core.telegram.org/bots/api#ephemeralmessageparameters>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EphemeralMessageParameters {
    /// The one user of the chat to whom it is shown. Required.
    pub receiver_user_id: UserId,
    /// The button press that the message answers.
    pub callback_query_id: Option<String>,
    /// Show it to the user in place of the message with the pressed button.
    pub replace_callback_query_message: Option<bool>,
}

impl EphemeralMessageParameters {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(receiver_user_id: impl Into<UserId>) -> Self {
        Self { receiver_user_id: receiver_user_id.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(EphemeralMessageParameters {
    into callback_query_id: String,
    some replace_callback_query_message: bool,
});

/// A user stopped the generation of a streamed message.
///
/// <https://core.telegram.org/bots/api#messagegenerationstopped>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MessageGenerationStopped {
    /// The chat of the draft. Required.
    pub chat: Chat,
    /// Identifier of the streamed draft. Required.
    pub draft_id: i64,
    /// The forum topic or thread of the draft.
    pub message_thread_id: Option<ThreadId>,
}

impl MessageGenerationStopped {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(chat: Chat, draft_id: i64) -> Self {
        Self { chat, draft_id, ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(MessageGenerationStopped {
    into message_thread_id: ThreadId,
});
