//! A job as an update, and back. It is of a kind that Telegram does not have, with the chat or the user where
//! `Update::lane` looks for them.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tgapi::{Lane, Update, UpdateKind, UpdateType};

use super::table::Turn;
use crate::context::Context;
use crate::extract::FromUpdate;
use crate::filter::{Filter, ready};
use crate::kinds::Kinds;

/// The kind of such updates.
pub(crate) const KIND: &str = "tgdispatch.job";

/// Telegram's numbers have 32 bits; those of jobs are out of their way.
const FIRST_NUMBER: u64 = 1 << 62;

#[derive(Serialize, Deserialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    chat: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<Id>,
    #[serde(borrow)]
    job: std::borrow::Cow<'a, str>,
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    data: Option<&'a RawValue>,
}

#[derive(Serialize, Deserialize)]
struct Id {
    id: i64,
}

pub(super) fn of(turn: &Turn) -> Update {
    let (chat, user) = match turn.spec.lane() {
        Some(Lane::Chat(chat)) => (Some(Id { id: chat.0 }), None),
        Some(Lane::User(user)) => (None, Some(Id { id: user.0 })),
        _ => (None, None),
    };
    let body = Body { chat, user, job: turn.spec.name().into(), data: turn.spec.json() };
    // Strings, numbers and JSON always go into JSON.
    let raw = serde_json::value::to_raw_value(&body).unwrap_or_else(|_| RawValue::NULL.to_owned());
    Update::new(FIRST_NUMBER + turn.number, UpdateKind::Unknown { name: KIND.into(), raw })
}

fn body(update: &Update) -> Option<Body<'_>> {
    match &update.kind {
        UpdateKind::Unknown { name, raw } if &**name == KIND => serde_json::from_str(raw.get()).ok(),
        _ => None,
    }
}

/// Whether an update is a job, and so none of Telegram's.
pub(crate) fn is_job(update: &Update) -> bool {
    matches!(&update.kind, UpdateKind::Unknown { name, .. } if &**name == KIND)
}

/// Jobs of this name: see [`Jobs`](crate::Jobs).
#[must_use]
pub fn job(name: impl Into<String>) -> impl Filter + Clone + fmt::Debug {
    let name = name.into();
    ready::of(UpdateType::from(KIND), move |context| body(context).is_some_and(|body| body.job == name))
}

/// The data of a job: an argument of its handler. A job without data has that of `()` and `Option`.
///
/// The chat that it is for can be taken as [`ChatId`](tgapi::ChatId); there is no `Chat`, no `User` and no `Message`, as
/// nobody sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job<T = ()>(pub T);

/// Why an update has no such data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JobRejection {
    /// It is not a job.
    #[error("not a job")]
    NotAJob,
    /// Its data is of another type.
    #[error("the data of the job `{name}` cannot be read: {reason}")]
    Data {
        /// The name of the job.
        name: String,
        /// What does not fit.
        reason: serde_json::Error,
    },
}

impl<S, T: DeserializeOwned> FromUpdate<S> for Job<T> {
    type Rejection = JobRejection;

    fn from_update(context: &Context, _state: &S) -> Result<Self, JobRejection> {
        let body = body(context).ok_or(JobRejection::NotAJob)?;
        let data = body.data.map_or("null", RawValue::get);
        let data = serde_json::from_str(data)
            .inspect_err(|reason| tracing::warn!(job = &*body.job, %reason, "the data of a job cannot be read"));
        data.map(Self).map_err(|reason| JobRejection::Data { name: body.job.into_owned(), reason })
    }

    fn kinds() -> Kinds {
        Kinds::of([UpdateType::from(KIND)])
    }
}
