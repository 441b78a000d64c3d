//! The updates of an answer: read at once, and kept as text until they are handled, because one that is refused has to be
//! handed over again.

use tgapi::client::RawOutput;
use tgapi::{Error, Update, UpdateError};

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
/// a readable id is `None`.
pub(crate) fn elements(answer: &RawOutput) -> Result<Vec<Option<(u64, Element)>>, Error> {
    let named = |(index, element): (usize, Result<Update, UpdateError>)| match element {
        Ok(update) => {
            let answer = answer.clone();
            Some((update.update_id.0, Element { first: Some(update), answer, index }))
        }
        Err(error) => {
            tracing::debug!(%error, "an element of an answer cannot be read");
            None
        }
    };
    Ok(answer.updates()?.into_iter().enumerate().map(named).collect())
}
