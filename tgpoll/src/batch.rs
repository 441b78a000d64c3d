//! The updates of an answer: read at once, and kept as text until they are handled, because one that is refused has to be
//! handed over again.

use tgapi::client::RawOutput;
use tgapi::{Error, NumberedUpdate, Update};

use crate::ledger::Kept;

/// One update of an answer. The answer is shared by all of them, and nothing of it is copied.
pub(crate) struct Element {
    /// Until it is handed over for the first time, as nearly all are for the last.
    first: Option<Update>,
    answer: RawOutput,
    index: usize,
}

impl Kept for Element {
    type Update = Update;

    fn update(&mut self) -> Option<Update> {
        self.first.take().or_else(|| {
            // Read before, so it can be read again.
            self.answer.updates().ok()?.into_iter().nth(self.index)?.ok()
        })
    }
}

/// The elements of an answer with their ids, each read by itself: what cannot be read never hides the others. One without
/// a readable id is `None`. Of those that came before, which are in `known`, in order, nothing but the id is looked at.
pub(crate) fn elements(answer: &RawOutput, known: &[u64]) -> Result<Vec<Option<(u64, Element)>>, Error> {
    let named = |(index, element): (usize, NumberedUpdate)| match element {
        Ok((id, first)) => Some((id.0, Element { first, answer: answer.clone(), index })),
        Err(error) => {
            tracing::debug!(%error, "an element of an answer cannot be read");
            None
        }
    };
    let elements = answer.new_updates(|id| known.binary_search(&id.0).is_ok())?;
    Ok(elements.into_iter().enumerate().map(named).collect())
}
