//! Reading and writing what is in `types/checklist.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{Checklist, ChecklistTask, InputChecklist, InputChecklistTask};

object!(ChecklistTask {
    need "id" id,
    need "text" text,
    opt "completion_date" completion_date,
    boxed "completed_by_user" completed_by_user,
    boxed "completed_by_chat" completed_by_chat,
    list "text_entities" text_entities,
});

object!(Checklist {
    need "title" title,
    array "tasks" tasks,
    list "title_entities" title_entities,
    flag "others_can_add_tasks" others_can_add_tasks,
    flag "others_can_mark_tasks_as_done" others_can_mark_tasks_as_done,
});

object!(InputChecklistTask {
    need "id" id,
    need "text" text,
    opt "parse_mode" parse_mode,
    list "text_entities" text_entities,
});

object!(InputChecklist {
    need "title" title,
    array "tasks" tasks,
    opt "parse_mode" parse_mode,
    opt "others_can_add_tasks" others_can_add_tasks,
    opt "others_can_mark_tasks_as_done" others_can_mark_tasks_as_done,
    list "title_entities" title_entities,
});
