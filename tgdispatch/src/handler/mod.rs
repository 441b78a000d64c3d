//! Handlers: async functions whose arguments are extractors and whose result is a reply.

mod output;
mod retry;

pub use output::{Answer, HandlerOutput, IntoReply, via};
pub use retry::Retry;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tgapi::BoxError;

use crate::context::Context;
use crate::extract::{ExtensionType, FromUpdate};
use crate::kinds::Kinds;

/// A handler that has its arguments and waits to be run.
pub type HandlerFuture = Pin<Box<dyn Future<Output = Result<Answer, BoxError>> + Send>>;

/// What a handler is known to want before it is ever called.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Wants {
    /// The kinds of update that its arguments can be taken from.
    pub kinds: Kinds,
    /// An argument is the client.
    pub client: bool,
    /// It answers with several calls, of which a response can carry one only.
    pub many_calls: bool,
    /// The extensions it takes.
    pub extensions: Vec<ExtensionType>,
    /// It may wait for more updates.
    pub converses: bool,
}

/// What a router calls: an async function of up to twelve arguments, each an extractor ([`FromUpdate`]), whose result
/// is a reply: `()`, a method such as `SendMessage`, `Option`, `Result`, several of them ([`HandlerOutput`]).
///
/// Implemented for functions and closures; `M` tells them apart and is never written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler",
    label = "not a handler: see the notes",
    note = "it has to be an `async fn`, or a function that returns a `Send` future: no `MutexGuard`, no `Rc` may live across an `.await`",
    note = "every argument has to be an extractor: `Message`, `Text`, `Command`, `Args<T>`, `CallbackQuery`, `User`, `Client`, `State<T>`, `Session<T>`, .. (`FromUpdate`); at most twelve",
    note = "its result has to be `()`, a method such as `SendMessage`, `Reply`, or an `Option`, `Result`, `Vec` or tuple of them; the error of a `Result` has to be a `std::error::Error`",
    note = "`State<T>` and `Session<T>` have to be in the state of the router, here `{S}`: give it by `.with_state(..)`, parts of it by `FromRef`"
)]
pub trait Handler<M, S>: Send + Sync + 'static {
    /// Takes the arguments. `None` if one does not fit: then this is not the handler for the update.
    fn prepare(&self, context: &Context, state: &S) -> Option<HandlerFuture>;

    /// What it wants.
    fn wants() -> Wants;
}

macro_rules! handlers {
    ($(($($T:ident)*))+) => {$(
        impl<F, Fut, K, S, $($T,)*> Handler<(K, $($T,)*), S> for F
        where
            F: Fn($($T,)*) -> Fut + Clone + Send + Sync + 'static,
            Fut: Future + Send + 'static,
            Fut::Output: HandlerOutput<K>,
            $($T: FromUpdate<S> + Send + 'static,)*
        {
            #[allow(non_snake_case, unused_variables, reason = "an argument is named by its type, and there may be none")]
            fn prepare(&self, context: &Context, state: &S) -> Option<HandlerFuture> {
                $(let $T = take::<$T, S>(context, state)?;)*
                let handler = self.clone();
                Some(Box::pin(async move { handler($($T,)*).await.into_answer() }))
            }

            #[allow(unused_mut, reason = "not every handler has arguments")]
            fn wants() -> Wants {
                let mut wants = Wants {
                    kinds: Kinds::any(),
                    client: false,
                    many_calls: <Fut::Output as HandlerOutput<K>>::MANY,
                    extensions: Vec::new(),
                    converses: false,
                };
                $(
                    wants.kinds = wants.kinds.and(&$T::kinds());
                    wants.client |= $T::NEEDS_CLIENT;
                    wants.converses |= $T::CONVERSES;
                    wants.extensions.extend($T::extensions());
                )*
                wants
            }
        }
    )+};
}
handlers! {
    () (T1) (T1 T2) (T1 T2 T3) (T1 T2 T3 T4) (T1 T2 T3 T4 T5) (T1 T2 T3 T4 T5 T6) (T1 T2 T3 T4 T5 T6 T7)
    (T1 T2 T3 T4 T5 T6 T7 T8) (T1 T2 T3 T4 T5 T6 T7 T8 T9) (T1 T2 T3 T4 T5 T6 T7 T8 T9 T10)
    (T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11) (T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12)
}

fn take<T: FromUpdate<S>, S>(context: &Context, state: &S) -> Option<T> {
    match T::from_update(context, state) {
        Ok(value) => Some(value),
        Err(rejection) => {
            tracing::trace!(
                update_id = context.update_id.0,
                extractor = std::any::type_name::<T>(),
                %rejection,
                "does not fit, trying the next route"
            );
            None
        }
    }
}

/// A handler without its type.
pub(crate) trait ErasedHandler<S>: Send + Sync {
    fn prepare(&self, context: &Context, state: &S) -> Option<HandlerFuture>;
}

/// The marker of a handler is part of its type only; it is dropped here.
struct Erased<H, M> {
    handler: H,
    marker: std::marker::PhantomData<fn() -> M>,
}

impl<H: Handler<M, S>, M, S> ErasedHandler<S> for Erased<H, M> {
    fn prepare(&self, context: &Context, state: &S) -> Option<HandlerFuture> {
        self.handler.prepare(context, state)
    }
}

pub(crate) fn erase<H: Handler<M, S>, M: 'static, S>(handler: H) -> Arc<dyn ErasedHandler<S>> {
    Arc::new(Erased { handler, marker: std::marker::PhantomData })
}

/// A handler that has its state, and so fits a router of any other.
pub(crate) struct WithState<S> {
    pub(crate) handler: Arc<dyn ErasedHandler<S>>,
    pub(crate) state: Arc<S>,
}

impl<S: Send + Sync, S2> ErasedHandler<S2> for WithState<S> {
    fn prepare(&self, context: &Context, _state: &S2) -> Option<HandlerFuture> {
        self.handler.prepare(context, &self.state)
    }
}
