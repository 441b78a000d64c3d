//! One handler with everything around it.

use std::sync::Arc;

use tgapi::{BoxError, Reply};
use tokio::sync::oneshot;
use tower::util::BoxCloneSyncService;

use crate::context::Context;
use crate::conversation::{Ended, Talk, Turn};
use crate::dispatcher::{OnError, Routed};
use crate::extract::Extensions;
use crate::handler::{ErasedHandler, Handler, HandlerFuture, Wants, erase};

/// A handler, what it wants, the layers around it and where its failures go.
pub(crate) struct Route<S> {
    pub(crate) handler: Arc<dyn ErasedHandler<S>>,
    /// The path of its function, for people.
    pub(crate) name: &'static str,
    pub(crate) wants: Wants,
    /// Outermost first.
    pub(crate) layers: Vec<BoxCloneSyncService<Routed, Reply, BoxError>>,
    pub(crate) on_error: Option<OnError>,
    /// Innermost first.
    pub(crate) extensions: Extensions,
}

impl<S> Clone for Route<S> {
    fn clone(&self) -> Self {
        Self {
            handler: Arc::clone(&self.handler),
            name: self.name,
            wants: self.wants.clone(),
            layers: self.layers.clone(),
            on_error: self.on_error.clone(),
            extensions: Arc::clone(&self.extensions),
        }
    }
}

impl<S: 'static> Route<S> {
    pub(crate) fn new<H: Handler<M, S>, M: 'static>(handler: H) -> Self {
        Self {
            handler: erase(handler),
            name: std::any::type_name::<H>(),
            wants: H::wants(),
            layers: Vec::new(),
            on_error: None,
            extensions: Arc::default(),
        }
    }
}

/// A conversation that begins with an update: told when that update is done with.
pub(crate) struct Started {
    pub(crate) talk: Arc<Talk>,
    pub(crate) ended: oneshot::Receiver<Ended>,
}

impl Route<()> {
    /// The handler with its arguments, if they fit.
    pub(crate) fn prepare(&self, context: &Context) -> Option<(HandlerFuture, Option<Started>)> {
        if self.extensions.is_empty() && !self.wants.converses {
            return Some((self.handler.prepare(context, &())?, None));
        }
        let context = context.with_extensions(Arc::clone(&self.extensions));
        if !self.wants.converses || context.talk().is_some() {
            return Some((self.handler.prepare(&context, &())?, None));
        }
        let (turn, ended) = Turn::new();
        let talk = Talk::new(&context, turn);
        let prepared = self.handler.prepare(&context.with_talk(Arc::clone(&talk)), &())?;
        Some((prepared, Some(Started { talk, ended })))
    }
}
