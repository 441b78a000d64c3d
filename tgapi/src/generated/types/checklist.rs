//! Checklists.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UnixTime;
use crate::types::{Chat, MessageEntity, ParseMode, User};

/// One task of a checklist.
///
/// <https://core.telegram.org/bots/api#checklisttask>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChecklistTask {
    /// Identifier of the task, unique within the checklist. Required.
    pub id: i64,
    /// The text. Required.
    pub text: String,
    /// Formatting of the text.
    pub text_entities: Vec<MessageEntity>,
    /// The user who completed the task.
    pub completed_by_user: Option<Box<User>>,
    /// The chat that completed the task.
    pub completed_by_chat: Option<Box<Chat>>,
    /// When the task was completed, in Unix time; `0` if it was not.
    pub completion_date: Option<UnixTime>,
}

impl ChecklistTask {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: i64, text: impl Into<String>) -> Self {
        Self { id, text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(ChecklistTask {
    items text_entities: MessageEntity,
    boxed completed_by_user: User,
    boxed completed_by_chat: Chat,
    into completion_date: UnixTime,
});

/// A checklist.
///
/// <https://core.telegram.org/bots/api#checklist>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Checklist {
    /// Title. Required.
    pub title: String,
    /// Links, mentions and formatting of the title.
    pub title_entities: Vec<MessageEntity>,
    /// The tasks. Required.
    pub tasks: Vec<ChecklistTask>,
    /// Whether others can add tasks.
    pub others_can_add_tasks: bool,
    /// Whether others can mark tasks as done or not done.
    pub others_can_mark_tasks_as_done: bool,
}

impl Checklist {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(title: impl Into<String>, tasks: impl IntoIterator<Item = ChecklistTask>) -> Self {
        Self { title: title.into(), tasks: tasks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(Checklist {
    items title_entities: MessageEntity,
    set others_can_add_tasks: bool,
    set others_can_mark_tasks_as_done: bool,
});

/// One task of a checklist to send.
///
/// <https://core.telegram.org/bots/api#inputchecklisttask>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputChecklistTask {
    /// Identifier of the task, unique within the checklist. Required.
    pub id: i64,
    /// The text. Required. 1 to 100 characters after entities are parsed.
    pub text: String,
    /// Markup of the text. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the text, instead of markup.
    pub text_entities: Vec<MessageEntity>,
}

impl InputChecklistTask {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(id: i64, text: impl Into<String>) -> Self {
        Self { id, text: text.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputChecklistTask {
    some parse_mode: ParseMode,
    items text_entities: MessageEntity,
});

/// A checklist to send.
///
/// <https://core.telegram.org/bots/api#inputchecklist>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InputChecklist {
    /// Title. Required. 1 to 255 characters after entities are parsed.
    pub title: String,
    /// Markup of the title. One of `MarkdownV2`, `HTML`, `Markdown`.
    pub parse_mode: Option<ParseMode>,
    /// Formatting of the title, instead of markup.
    pub title_entities: Vec<MessageEntity>,
    /// The tasks. Required. 1 to 30 items.
    pub tasks: Vec<InputChecklistTask>,
    /// Whether others can add tasks.
    pub others_can_add_tasks: Option<bool>,
    /// Whether others can mark tasks as done or not done.
    pub others_can_mark_tasks_as_done: Option<bool>,
}

impl InputChecklist {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(title: impl Into<String>, tasks: impl IntoIterator<Item = InputChecklistTask>) -> Self {
        Self { title: title.into(), tasks: tasks.into_iter().collect(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(InputChecklist {
    some parse_mode: ParseMode,
    items title_entities: MessageEntity,
    some others_can_add_tasks: bool,
    some others_can_mark_tasks_as_done: bool,
});
