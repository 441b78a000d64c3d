//! What a person should be told. The machine says it in values, this file in words; nothing else here logs, except the
//! driver about errors that it alone has seen.

use std::time::Duration;

use crate::classify::Trouble;

/// Something worth a line in the log.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    /// A call has run so long that the offset moves past its update.
    OverBudget { id: u64, ran: Duration },
    /// Such a call has ended after all.
    LateEnd { id: u64, took: Duration, ok: bool },
    /// A call failed; its update is handed over again after the pause, or at the next start.
    Failed { id: u64, reason: String, again_in: Option<Duration> },
    /// Telegram numbers updates anew, from this id on.
    Renumbered { id: u64 },
    /// Elements without a readable `update_id`.
    Unreadable { count: u64 },
    /// A request failed and is repeated after the pause.
    Trouble { trouble: Trouble, reason: String, again_in: Duration },
    /// The first answer after trouble.
    Recovered,
    /// The end came with updates that are not finished.
    Unfinished { running: usize, unconfirmed: usize },
    /// The last offset could not be confirmed.
    Unconfirmed { updates: usize },
}

impl Event {
    pub(crate) fn log(&self) {
        match self {
            Self::OverBudget { id, ran } => tracing::warn!(
                update_id = id,
                ran_s = ran.as_secs_f32(),
                "this update is still being handled; the offset moves past it so that others do not wait, and it is \
                 lost if the program dies before the handler ends",
            ),
            Self::LateEnd { id, took, ok } => tracing::info!(
                update_id = id,
                took_s = took.as_secs_f32(),
                ok,
                "an update that the offset had moved past has ended"
            ),
            Self::Failed { id, reason, again_in } => tracing::warn!(
                update_id = id,
                again_in_s = again_in.map(|pause| pause.as_secs_f32()),
                "this update was not handled, stays unconfirmed and is handed over again: {reason}"
            ),
            Self::Renumbered { id } => {
                tracing::info!(update_id = id, "Telegram has begun to number updates anew");
            }
            Self::Unreadable { count } => {
                tracing::warn!(count, "an answer has elements without a readable update_id; they are passed over");
            }
            Self::Trouble { trouble: Trouble::Conflict(rival), again_in, .. } => {
                tracing::warn!(again_in_s = again_in.as_secs_f32(), "409: {}", rival.sentence());
            }
            Self::Trouble { trouble: Trouble::Flood(_), again_in, .. } => tracing::warn!(
                again_in_s = again_in.as_secs_f32(),
                "Telegram asks to wait before the next request (429)"
            ),
            Self::Trouble { trouble: Trouble::Passing { .. } | Trouble::Fatal, reason, again_in } => {
                tracing::warn!(
                    again_in_s = again_in.as_secs_f32(),
                    "no updates can be fetched at the moment: {reason}"
                );
            }
            Self::Recovered => tracing::info!("the Bot API answers again"),
            Self::Unfinished { running, unconfirmed } => tracing::warn!(
                running,
                unconfirmed,
                "polling ends with updates that are not finished; what is unconfirmed comes again at the next start"
            ),
            Self::Unconfirmed { updates } => tracing::warn!(
                updates,
                "the last offset could not be confirmed: handled updates will come again at the next start"
            ),
        }
    }
}
