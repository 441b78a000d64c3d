//! Reading and writing what is in `types/service.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{
    ChatBoostAdded, ChatOwnerChanged, ChatOwnerLeft, ChatShared, ChecklistTasksAdded, ChecklistTasksDone,
    CommunityChatAdded, CommunityChatJoined, CommunityChatRemoved, DirectMessagePriceChanged, DirectMessagesTopic,
    ManagedBotCreated, MessageAutoDeleteTimerChanged, PaidMessagePriceChanged, PollOptionAdded, PollOptionDeleted,
    ProximityAlertTriggered, SharedUser, UsersShared, VideoChatEnded, VideoChatParticipantsInvited, VideoChatScheduled,
    VideoChatStarted, WebAppData, WriteAccessAllowed,
};

object!(WebAppData {
    need "data" data,
    need "button_text" button_text,
});

object!(ProximityAlertTriggered {
    need "traveler" traveler,
    need "watcher" watcher,
    need "distance" distance,
});

object!(MessageAutoDeleteTimerChanged {
    need "message_auto_delete_time" message_auto_delete_time,
});

object!(ManagedBotCreated {
    need "bot" bot,
});

object!(PollOptionAdded {
    need "option_persistent_id" option_persistent_id,
    need "option_text" option_text,
    opt "poll_message" poll_message,
    list "option_text_entities" option_text_entities,
});

object!(PollOptionDeleted {
    need "option_persistent_id" option_persistent_id,
    need "option_text" option_text,
    opt "poll_message" poll_message,
    list "option_text_entities" option_text_entities,
});

object!(ChatBoostAdded {
    need "boost_count" boost_count,
});

object!(ChecklistTasksDone {
    boxed "checklist_message" checklist_message,
    list "marked_as_done_task_ids" marked_as_done_task_ids,
    list "marked_as_not_done_task_ids" marked_as_not_done_task_ids,
});

object!(ChecklistTasksAdded {
    array "tasks" tasks,
    boxed "checklist_message" checklist_message,
});

object!(CommunityChatAdded {
    need "community" community,
});

object!(CommunityChatRemoved {});

object!(SharedUser {
    need "user_id" user_id,
    opt "first_name" first_name,
    opt "last_name" last_name,
    opt "username" username,
    list "photo" photo,
});

object!(UsersShared {
    need "request_id" request_id,
    array "users" users,
});

object!(ChatShared {
    need "request_id" request_id,
    need "chat_id" chat_id,
    opt "title" title,
    opt "username" username,
    list "photo" photo,
});

object!(WriteAccessAllowed {
    opt "from_request" from_request,
    opt "web_app_name" web_app_name,
    opt "from_attachment_menu" from_attachment_menu,
});

object!(VideoChatScheduled {
    need "start_date" start_date,
});

object!(VideoChatStarted {});

object!(VideoChatEnded {
    need "duration" duration,
});

object!(VideoChatParticipantsInvited {
    array "users" users,
});

object!(PaidMessagePriceChanged {
    need "paid_message_star_count" paid_message_star_count,
});

object!(DirectMessagePriceChanged {
    bool "are_direct_messages_enabled" are_direct_messages_enabled,
    opt "direct_message_star_count" direct_message_star_count,
});

object!(DirectMessagesTopic {
    need "topic_id" topic_id,
    boxed "user" user,
});

object!(ChatOwnerLeft {
    boxed "new_owner" new_owner,
});

object!(ChatOwnerChanged {
    need "new_owner" new_owner,
});

object!(CommunityChatJoined {
    need "community" community,
});
