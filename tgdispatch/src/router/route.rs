//! One handler with everything around it.

use std::sync::Arc;

use tgapi::{BoxError, Reply};
use tower::util::BoxCloneSyncService;

use crate::dispatcher::{OnError, Routed};
use crate::handler::{ErasedHandler, Handler, Wants, erase};

/// A handler, what it wants, the layers around it and where its failures go.
pub(crate) struct Route<S> {
    pub(crate) handler: Arc<dyn ErasedHandler<S>>,
    /// The path of its function, for people.
    pub(crate) name: &'static str,
    pub(crate) wants: Wants,
    /// Outermost first.
    pub(crate) layers: Vec<BoxCloneSyncService<Routed, Reply, BoxError>>,
    pub(crate) on_error: Option<OnError>,
}

impl<S: 'static> Route<S> {
    pub(crate) fn new<H: Handler<M, S>, M: 'static>(handler: H) -> Self {
        Self {
            handler: erase(handler),
            name: std::any::type_name::<H>(),
            wants: H::wants(),
            layers: Vec::new(),
            on_error: None,
        }
    }
}
