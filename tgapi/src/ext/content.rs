//! What a message is: one typed view of its many fields.

use crate::ids::ChatId;
use crate::text::TextRef;
use crate::types::{
    Animation, Audio, ChatBackground, ChatBoostAdded, ChatOwnerChanged, ChatOwnerLeft, ChatShared, Checklist,
    ChecklistTasksAdded, ChecklistTasksDone, CommunityChatAdded, CommunityChatJoined, CommunityChatRemoved, Contact,
    Dice, DirectMessagePriceChanged, Document, ForumTopicClosed, ForumTopicCreated, ForumTopicEdited,
    ForumTopicReopened, Game, GeneralForumTopicHidden, GeneralForumTopicUnhidden, GiftInfo, Giveaway,
    GiveawayCompleted, GiveawayCreated, GiveawayWinners, Invoice, LivePhoto, Location, ManagedBotCreated,
    MaybeInaccessibleMessage, Message, MessageAutoDeleteTimerChanged, PaidMediaInfo, PaidMessagePriceChanged,
    PassportData, PhotoSize, Poll, PollOptionAdded, PollOptionDeleted, ProximityAlertTriggered, RefundedPayment,
    RichMessage, Sticker, Story, SuccessfulPayment, SuggestedPostApprovalFailed, SuggestedPostApproved,
    SuggestedPostDeclined, SuggestedPostPaid, SuggestedPostRefunded, UniqueGiftInfo, User, UsersShared, Venue, Video,
    VideoChatEnded, VideoChatParticipantsInvited, VideoChatScheduled, VideoChatStarted, VideoNote, Voice, WebAppData,
    WriteAccessAllowed,
};

/// Gives `MessageContent` a variant for each field, tried in this order.
///
/// | how | the field is | the variant has |
/// |---|---|---|
/// | `object` | `Option<Box<T>>` | `&T` |
/// | `value` | `Option<T>` | `&T` |
/// | `list` | `Vec<T>`, empty if absent | `&[T]` |
/// | `text` | `Option<String>` | `&str` |
/// | `id` | `Option<ChatId>` | it |
/// | `flag` | `bool` | nothing |
macro_rules! content {
    (@type id $type:ty) => { $type };
    (@type $how:ident $type:ty) => { &'a $type };
    (@get object $message:ident $field:ident $variant:ident) => {
        $message.$field.as_deref().map(MessageContent::$variant)
    };
    (@get value $message:ident $field:ident $variant:ident) => {
        $message.$field.as_ref().map(MessageContent::$variant)
    };
    (@get list $message:ident $field:ident $variant:ident) => {
        (!$message.$field.is_empty()).then_some(MessageContent::$variant(&$message.$field))
    };
    (@get text $message:ident $field:ident $variant:ident) => {
        $message.$field.as_deref().map(MessageContent::$variant)
    };
    (@get id $message:ident $field:ident $variant:ident) => {
        $message.$field.map(MessageContent::$variant)
    };
    (@get flag $message:ident $field:ident $variant:ident) => {
        $message.$field.then_some(MessageContent::$variant)
    };
    (
        content { $($(#[$cdoc:meta])* $chow:ident $cvariant:ident$(($ctype:ty))? = $cfield:ident,)+ }
        service { $($(#[$sdoc:meta])* $show:ident $svariant:ident$(($stype:ty))? = $sfield:ident,)+ }
    ) => {
        /// What a message is: its text, its media, or what it reports. Media may have a caption besides
        /// ([`Message::text_or_caption`]).
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum MessageContent<'a> {
            /// A text, with its entities.
            Text(TextRef<'a>),
            $($(#[$cdoc])* $cvariant$((content!(@type $chow $ctype)))?,)+
            $($(#[$sdoc])* $svariant$((content!(@type $show $stype)))?,)+
            /// Nothing that this version knows: something new, or a message that Telegram shows to no bot.
            Unknown,
        }

        impl MessageContent<'_> {
            /// The name of its field: `"text"`, `"photo"`, `"new_chat_members"`; `"unknown"` if there is none.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self {
                    Self::Text(_) => "text",
                    $(content!(@pattern $cvariant $(($ctype))?) => stringify!($cfield),)+
                    $(content!(@pattern $svariant $(($stype))?) => stringify!($sfield),)+
                    Self::Unknown => "unknown",
                }
            }

            /// Whether it reports something that happened, instead of being something that somebody sent.
            #[must_use]
            pub fn is_service(&self) -> bool {
                match self {
                    $(content!(@pattern $svariant $(($stype))?) => true,)+
                    _ => false,
                }
            }
        }

        /// What a message of that name is; `None` if it is something else.
        fn find<'a>(message: &'a Message) -> Option<MessageContent<'a>> {
            None$(.or_else(|| content!(@get $chow message $cfield $cvariant)))+
                $(.or_else(|| content!(@get $show message $sfield $svariant)))+
        }
    };
    (@pattern $variant:ident) => { MessageContent::$variant };
    (@pattern $variant:ident ($type:ty)) => { MessageContent::$variant(_) };
}

content! {
    content {
        /// The rich message.
        object RichMessage(RichMessage) = rich_message,
        /// The animation.
        object Animation(Animation) = animation,
        /// The music file.
        object Audio(Audio) = audio,
        /// The live photo.
        object LivePhoto(LivePhoto) = live_photo,
        /// The paid media.
        object PaidMedia(PaidMediaInfo) = paid_media,
        /// The photo in its available sizes.
        list Photo([PhotoSize]) = photo,
        /// The sticker.
        object Sticker(Sticker) = sticker,
        /// The story.
        object Story(Story) = story,
        /// The video.
        object Video(Video) = video,
        /// The round video.
        object VideoNote(VideoNote) = video_note,
        /// The voice note.
        object Voice(Voice) = voice,
        /// The file.
        object Document(Document) = document,
        /// The checklist.
        object Checklist(Checklist) = checklist,
        /// The contact.
        object Contact(Contact) = contact,
        /// The thrown dice.
        object Dice(Dice) = dice,
        /// The game.
        object Game(Game) = game,
        /// The poll.
        object Poll(Poll) = poll,
        /// The place.
        object Venue(Venue) = venue,
        /// The location.
        object Location(Location) = location,
        /// The invoice.
        object Invoice(Invoice) = invoice,
        /// A scheduled giveaway.
        object Giveaway(Giveaway) = giveaway,
        /// A giveaway with public winners ended.
        object GiveawayWinners(GiveawayWinners) = giveaway_winners,
    }
    service {
        /// Who joined.
        list NewChatMembers([User]) = new_chat_members,
        /// Who left.
        object LeftChatMember(User) = left_chat_member,
        /// The owner left the chat.
        object ChatOwnerLeft(ChatOwnerLeft) = chat_owner_left,
        /// The chat has a new owner.
        object ChatOwnerChanged(ChatOwnerChanged) = chat_owner_changed,
        /// The chat's new title.
        text NewChatTitle(str) = new_chat_title,
        /// The chat's new photo.
        list NewChatPhoto([PhotoSize]) = new_chat_photo,
        /// The chat's photo was removed.
        flag DeleteChatPhoto = delete_chat_photo,
        /// The group was created.
        flag GroupChatCreated = group_chat_created,
        /// The supergroup was created.
        flag SupergroupChatCreated = supergroup_chat_created,
        /// The channel was created.
        flag ChannelChatCreated = channel_chat_created,
        /// The timer that deletes messages was changed.
        object MessageAutoDeleteTimerChanged(MessageAutoDeleteTimerChanged) = message_auto_delete_timer_changed,
        /// The group became a supergroup with this identifier.
        id MigrateToChatId(ChatId) = migrate_to_chat_id,
        /// The supergroup was a group with this identifier.
        id MigrateFromChatId(ChatId) = migrate_from_chat_id,
        /// The message that was pinned.
        value PinnedMessage(MaybeInaccessibleMessage) = pinned_message,
        /// A payment went through.
        object SuccessfulPayment(SuccessfulPayment) = successful_payment,
        /// A payment was given back.
        object RefundedPayment(RefundedPayment) = refunded_payment,
        /// Users were shared with the bot.
        object UsersShared(UsersShared) = users_shared,
        /// A chat was shared with the bot.
        object ChatShared(ChatShared) = chat_shared,
        /// A regular gift was sent or received.
        object Gift(GiftInfo) = gift,
        /// A unique gift was sent or received.
        object UniqueGift(UniqueGiftInfo) = unique_gift,
        /// The upgrade of a gift was bought after it was sent.
        object GiftUpgradeSent(GiftInfo) = gift_upgrade_sent,
        /// Domain of the website the user logged in to.
        text ConnectedWebsite(str) = connected_website,
        /// The user allowed the bot to write to them.
        object WriteAccessAllowed(WriteAccessAllowed) = write_access_allowed,
        /// Data from Telegram Passport.
        object PassportData(PassportData) = passport_data,
        /// A member with a live location came near another one.
        object ProximityAlertTriggered(ProximityAlertTriggered) = proximity_alert_triggered,
        /// A user boosted the chat.
        object BoostAdded(ChatBoostAdded) = boost_added,
        /// The chat's background was set.
        object ChatBackgroundSet(ChatBackground) = chat_background_set,
        /// Tasks of a checklist were marked as done or as not done.
        object ChecklistTasksDone(ChecklistTasksDone) = checklist_tasks_done,
        /// Tasks were added to a checklist.
        object ChecklistTasksAdded(ChecklistTasksAdded) = checklist_tasks_added,
        /// The chat was added to a community.
        object CommunityChatAdded(CommunityChatAdded) = community_chat_added,
        /// The chat was removed from its community.
        object CommunityChatRemoved(CommunityChatRemoved) = community_chat_removed,
        /// The price of direct messages to the channel changed.
        object DirectMessagePriceChanged(DirectMessagePriceChanged) = direct_message_price_changed,
        /// A forum topic was created.
        object ForumTopicCreated(ForumTopicCreated) = forum_topic_created,
        /// A forum topic was edited.
        object ForumTopicEdited(ForumTopicEdited) = forum_topic_edited,
        /// A forum topic was closed.
        object ForumTopicClosed(ForumTopicClosed) = forum_topic_closed,
        /// A forum topic was reopened.
        object ForumTopicReopened(ForumTopicReopened) = forum_topic_reopened,
        /// The topic General was hidden.
        object GeneralForumTopicHidden(GeneralForumTopicHidden) = general_forum_topic_hidden,
        /// The topic General was shown again.
        object GeneralForumTopicUnhidden(GeneralForumTopicUnhidden) = general_forum_topic_unhidden,
        /// A giveaway was scheduled.
        object GiveawayCreated(GiveawayCreated) = giveaway_created,
        /// A giveaway without public winners ended.
        object GiveawayCompleted(GiveawayCompleted) = giveaway_completed,
        /// A user created a bot that this bot manages.
        object ManagedBotCreated(ManagedBotCreated) = managed_bot_created,
        /// The price of paid messages in the chat changed.
        object PaidMessagePriceChanged(PaidMessagePriceChanged) = paid_message_price_changed,
        /// An option was added to a poll.
        object PollOptionAdded(PollOptionAdded) = poll_option_added,
        /// An option was deleted from a poll.
        object PollOptionDeleted(PollOptionDeleted) = poll_option_deleted,
        /// A suggested post was approved.
        object SuggestedPostApproved(SuggestedPostApproved) = suggested_post_approved,
        /// The approval of a suggested post failed.
        object SuggestedPostApprovalFailed(SuggestedPostApprovalFailed) = suggested_post_approval_failed,
        /// A suggested post was declined.
        object SuggestedPostDeclined(SuggestedPostDeclined) = suggested_post_declined,
        /// A suggested post was paid for.
        object SuggestedPostPaid(SuggestedPostPaid) = suggested_post_paid,
        /// The payment for a suggested post was given back.
        object SuggestedPostRefunded(SuggestedPostRefunded) = suggested_post_refunded,
        /// A video chat was scheduled.
        object VideoChatScheduled(VideoChatScheduled) = video_chat_scheduled,
        /// A video chat started.
        object VideoChatStarted(VideoChatStarted) = video_chat_started,
        /// A video chat ended.
        object VideoChatEnded(VideoChatEnded) = video_chat_ended,
        /// Members were invited to a video chat.
        object VideoChatParticipantsInvited(VideoChatParticipantsInvited) = video_chat_participants_invited,
        /// A Web App sent data.
        object WebAppData(WebAppData) = web_app_data,
        /// A user joined the chat from its community.
        object CommunityChatJoined(CommunityChatJoined) = community_chat_joined,
    }
}

impl Message {
    /// What it is.
    ///
    /// ```
    /// use tgapi::types::Message;
    /// use tgapi::MessageContent;
    ///
    /// fn describe(message: &Message) -> String {
    ///     match message.content() {
    ///         MessageContent::Text(text) => format!("a text of {} characters", text.as_str().chars().count()),
    ///         MessageContent::Photo(sizes) => format!("a photo in {} sizes", sizes.len()),
    ///         MessageContent::Poll(poll) => format!("a poll: {}", poll.question),
    ///         other if other.is_service() => format!("not sent by anybody: {}", other.name()),
    ///         other => other.name().to_owned(),
    ///     }
    /// }
    /// # use tgapi::types::{Chat, ChatType};
    /// # let message = Message::new(1, 1, Chat::new(5, ChatType::Private)).text("hi");
    /// # assert_eq!(describe(&message), "a text of 2 characters");
    /// ```
    #[must_use]
    pub fn content(&self) -> MessageContent<'_> {
        match &self.text {
            Some(text) => MessageContent::Text(TextRef::new(text, &self.entities)),
            None => find(self).unwrap_or(MessageContent::Unknown),
        }
    }

    /// Whether it reports something that happened, instead of being something that somebody sent.
    #[must_use]
    pub fn is_service(&self) -> bool {
        self.content().is_service()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{Chat, ChatType};
    use serde_json::{Value, json};

    /// Fields of a message that say something about it, and not what it is.
    const ABOUT: &str = "message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count \
        sender_business_bot sender_tag receiver_user ephemeral_message_id date guest_query_id business_connection_id chat \
        forward_origin is_topic_message is_automatic_forward reply_to_message external_reply quote reply_to_story \
        reply_to_checklist_task_id reply_to_poll_option_id via_bot guest_bot_caller_user guest_bot_caller_chat edit_date \
        has_protected_content is_from_offline is_paid_post media_group_id author_signature paid_star_count entities \
        link_preview_options suggested_post_info effect_id caption caption_entities show_caption_above_media \
        has_media_spoiler reply_markup";

    fn message(fields: &Value) -> Message {
        let mut json = json!({"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}});
        json.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"))
    }

    /// A value of a type of the table, with its required fields.
    fn example(table: &Value, name: &str) -> Value {
        if let Some(item) = name.strip_prefix("Array of ") {
            return json!([example(table, item)]);
        }
        match name {
            "Integer" => json!(7),
            "Float" => json!(0.5),
            "String" => json!("x"),
            "True" | "Boolean" => json!(true),
            _ => {
                let of = &table["types"][name];
                if let Some(member) = of["subtypes"].get(0) {
                    return example(table, member.as_str().unwrap());
                }
                let required = of["fields"].as_array().unwrap().iter().filter(|field| field["required"] == true);
                let fields = required.map(|field| {
                    let value = field.get("const").cloned();
                    (
                        field["name"].as_str().unwrap().to_owned(),
                        value.unwrap_or_else(|| example(table, field["types"][0].as_str().unwrap())),
                    )
                });
                Value::Object(fields.collect())
            }
        }
    }

    #[test]
    fn every_field_is_content_or_about_it() {
        let table: Value = serde_json::from_str(include_str!("../../api/botapi.json")).unwrap();
        let mut contents = 0;
        for field in table["types"]["Message"]["fields"].as_array().unwrap() {
            let name = field["name"].as_str().unwrap();
            let mut value = example(&table, field["types"][0].as_str().unwrap());
            if name == "pinned_message" {
                value = json!({"message_id": 2, "date": 0, "chat": {"id": 5, "type": "private"}});
            }
            if ABOUT.split_whitespace().any(|about| about == name) {
                continue;
            }
            contents += 1;
            let found = message(&json!({name: value}));
            assert_eq!(found.content().name(), name, "{found:?}");
        }
        assert_eq!(contents, 78);
    }

    #[test]
    fn what_comes_with_something_else_does_not_hide_it() {
        let file = json!({"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1});
        assert_eq!(message(&json!({"animation": file, "document": file})).content().name(), "animation");
        let location = json!({"latitude": 1.0, "longitude": 2.0});
        let venue = json!({"location": location, "title": "t", "address": "a"});
        assert_eq!(message(&json!({"venue": venue, "location": location})).content().name(), "venue");
    }

    #[test]
    fn service_messages_are_told_from_others() {
        let joined = message(&json!({"new_chat_members": [{"id": 9, "is_bot": false, "first_name": "Ann"}]}));
        assert!(matches!(joined.content(), MessageContent::NewChatMembers([ann]) if ann.first_name == "Ann"));
        assert!(joined.is_service() && message(&json!({"delete_chat_photo": true})).is_service());
        assert!(!message(&json!({"text": "x"})).is_service());
        let new = message(&json!({"something_new": {}}));
        assert_eq!((new.content(), new.is_service()), (MessageContent::Unknown, false));
        assert_eq!(Message::new(1, 1, Chat::new(5, ChatType::Private)).content().name(), "unknown");
    }
}
