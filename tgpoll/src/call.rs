//! One call of the service, in a task of its own, and its reply.

use tgapi::{BoxError, Reply};
use tokio::sync::mpsc::UnboundedSender;

use crate::api::Api;
use crate::error::with_causes;
use crate::ledger::Ticket;

/// What came of a call.
pub(crate) enum Outcome {
    Handled { replied: bool },
    Refused { reason: String },
}

/// Runs a call to its end, and tells the poller, which may be gone.
pub(crate) async fn run_call<A, F, E>(api: A, ticket: Ticket, call: F, ends: UnboundedSender<(Ticket, Outcome)>)
where
    A: Api,
    F: Future<Output = Result<Reply, E>>,
    E: Into<BoxError>,
{
    let end = End { ticket, ends, outcome: None };
    let outcome = handle(api, ticket, call).await;
    end.tell(outcome);
}

/// The update counts as handled only once the reply is out: a crash before that repeats both rather than losing the reply.
async fn handle<A, F, E>(api: A, ticket: Ticket, call: F) -> Outcome
where
    A: Api,
    F: Future<Output = Result<Reply, E>>,
    E: Into<BoxError>,
{
    let reply: Result<Reply, BoxError> = call.await.map_err(Into::into);
    match reply {
        Ok(reply) => {
            let Some(call) = reply.into_call() else { return Outcome::Handled { replied: true } };
            let method = call.method().to_owned();
            // Boxed: few services leave their replies to the poller, and every call would take the room.
            match Box::pin(api.send_reply(call)).await {
                Ok(()) => Outcome::Handled { replied: true },
                Err(error) => {
                    tracing::warn!(update_id = ticket.id(), method, %error, "the reply to this update was not sent");
                    Outcome::Handled { replied: false }
                }
            }
        }
        Err(error) => Outcome::Refused { reason: with_causes(&*error) },
    }
}

/// Tells the end of a call, however it ends.
struct End {
    ticket: Ticket,
    ends: UnboundedSender<(Ticket, Outcome)>,
    outcome: Option<Outcome>,
}

impl End {
    fn tell(mut self, outcome: Outcome) {
        self.outcome = Some(outcome);
    }
}

impl Drop for End {
    fn drop(&mut self) {
        // The panic hook has reported the panic itself; its words may be private.
        let panicked = || Outcome::Refused { reason: "the call panicked".to_owned() };
        let outcome = self.outcome.take().unwrap_or_else(panicked);
        let _ = self.ends.send((self.ticket, outcome));
    }
}
