//! Updates that were asked for again too often: the last thing that can be done for them.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tgapi::{BoxError, Update};

/// An update whose handler asked for redelivery as often as it may: given to
/// [`Settings::on_dead_letter`](crate::Settings::on_dead_letter).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeadLetter {
    /// The update.
    pub update: Arc<Update>,
    /// The path of the handler's function.
    pub handler: &'static str,
    /// How often it ran.
    pub attempts: u32,
    /// What it said the last time.
    pub error: String,
}

impl DeadLetter {
    pub(super) fn new(update: Arc<Update>, handler: &'static str, attempts: u32, error: String) -> Self {
        Self { update, handler, attempts, error }
    }
}

type KeepFuture = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>>;

pub(crate) type OnDeadLetter = Arc<dyn Fn(DeadLetter) -> KeepFuture + Send + Sync>;
