//! A way for a service to say more than `Ok` or `Err`: that an update is to be a dead letter.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tgapi::UpdateId;

/// Verdicts of a service on updates that it is just handling. Clones share them.
///
/// For a dispatcher that counts attempts by itself, reports the last failure, and then answers `Ok`.
#[derive(Clone, Debug, Default)]
pub struct Verdicts(Arc<Mutex<HashMap<UpdateId, String>>>);

impl Verdicts {
    /// The update becomes a dead letter, for this reason, once the service is done with it. To be called before that;
    /// for an update that is not at work it does nothing.
    pub fn condemn(&self, update_id: UpdateId, reason: impl Into<String>) {
        if let Some(verdict) = self.lock().get_mut(&update_id) {
            *verdict = reason.into();
        }
    }

    /// From now on there may be a verdict: as many as there are updates at work.
    pub(super) fn open(&self, update_id: UpdateId) {
        self.lock().insert(update_id, String::new());
    }

    pub(super) fn close(&self, update_id: UpdateId) -> Option<String> {
        self.lock().remove(&update_id).filter(|reason| !reason.is_empty())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<UpdateId, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
