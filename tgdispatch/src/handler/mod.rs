//! Handlers: async functions whose arguments are extractors and whose result is a reply.

mod output;
mod retry;

pub use output::{Answer, HandlerOutput, IntoReply, via};
pub use retry::Retry;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tgapi::BoxError;

use crate::captures::Groups;
use crate::closing::Closing;
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
    /// What its arguments take of what a pattern captured.
    pub captures: Vec<Groups>,
    /// It may wait for more updates.
    pub converses: bool,
}

/// What a router calls: an async function of up to twelve arguments, each an extractor ([`FromUpdate`]), whose result
/// is a reply: `()`, a method such as `SendMessage`, `Option`, `Result`, several of them ([`HandlerOutput`]).
///
/// Implemented for functions and closures; `M` tells them apart and is never written. There is one implementation, made of
/// three parts, so that the compiler names the part that is missing: [`AsyncFunction`], [`Arguments`], [`HandlerOutput`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler",
    label = "not a handler",
    note = "a handler is an `async fn` of at most twelve arguments: each an extractor, the result a reply"
)]
pub trait Handler<M, S>: Send + Sync + 'static {
    /// Takes the arguments. `None` if one does not fit: then this is not the handler for the update.
    fn prepare(&self, context: &Context, state: &S) -> Option<HandlerFuture>;

    /// What it wants.
    fn wants() -> Wants;

    /// What its arguments name to be ended when the bot shuts down.
    fn closing(state: &S) -> Vec<Closing>;
}

impl<F, A, K, S> Handler<(K, A), S> for F
where
    F: AsyncFunction<A>,
    F::Future: Send + 'static,
    F::Output: HandlerOutput<K>,
    A: Arguments<S> + Send + 'static,
{
    fn prepare(&self, context: &Context, state: &S) -> Option<HandlerFuture> {
        let arguments = A::take(context, state)?;
        let handler = self.clone();
        Some(Box::pin(async move { handler.call(arguments).await.into_answer() }))
    }

    fn wants() -> Wants {
        let mut wants = Wants {
            kinds: Kinds::any(),
            client: false,
            many_calls: <F::Output as HandlerOutput<K>>::MANY,
            extensions: Vec::new(),
            captures: Vec::new(),
            converses: false,
        };
        A::add_wants(&mut wants);
        wants
    }

    fn closing(state: &S) -> Vec<Closing> {
        let mut closing = Vec::new();
        A::add_closing(state, &mut closing);
        closing
    }
}

/// The shape of a handler: an async function of up to twelve arguments, `A` as a tuple.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler",
    label = "not an async function",
    note = "a handler is an `async fn` of at most twelve arguments, or a closure `|msg: Message| async move {{ .. }}` with the types of its arguments written out"
)]
pub trait AsyncFunction<A>: Clone + Send + Sync + 'static {
    /// What it returns when it is done.
    type Output;
    /// What it returns at once.
    type Future: Future<Output = Self::Output>;

    /// Calls it.
    fn call(&self, arguments: A) -> Self::Future;
}

/// The arguments of a handler: a tuple of extractors.
#[diagnostic::on_unimplemented(
    message = "these are not the arguments of a handler: `{Self}`",
    label = "not arguments of a handler",
    note = "every argument has to be an extractor (`FromUpdate`), and there are at most twelve"
)]
pub trait Arguments<S>: Sized {
    /// Takes them all; `None` if one does not fit.
    fn take(context: &Context, state: &S) -> Option<Self>;

    /// Adds what they want.
    fn add_wants(wants: &mut Wants);

    /// Adds what they name to be ended when the bot shuts down.
    fn add_closing(state: &S, closing: &mut Vec<Closing>);
}

macro_rules! handlers {
    ($(($($T:ident)*))+) => {$(
        impl<F, Fut, $($T,)*> AsyncFunction<($($T,)*)> for F
        where
            F: Fn($($T,)*) -> Fut + Clone + Send + Sync + 'static,
            Fut: Future,
        {
            type Output = Fut::Output;
            type Future = Fut;

            #[allow(non_snake_case, reason = "an argument is named by its type, and there may be none")]
            fn call(&self, ($($T,)*): ($($T,)*)) -> Fut {
                self($($T,)*)
            }
        }

        impl<S, $($T: FromUpdate<S>,)*> Arguments<S> for ($($T,)*) {
            #[allow(unused_variables, reason = "there may be no arguments")]
            fn take(context: &Context, state: &S) -> Option<Self> {
                Some(($(take::<$T, S>(context, state)?,)*))
            }

            #[allow(unused_variables, reason = "there may be no arguments")]
            fn add_wants(wants: &mut Wants) {
                $(
                    wants.kinds = wants.kinds.and(&$T::kinds());
                    wants.client |= $T::NEEDS_CLIENT;
                    wants.converses |= $T::CONVERSES;
                    wants.extensions.extend($T::extensions());
                    wants.captures.extend($T::captures());
                )*
            }

            #[allow(unused_variables, reason = "there may be no arguments")]
            fn add_closing(state: &S, closing: &mut Vec<Closing>) {
                $(Closing::add(closing, $T::closing(state));)*
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

    fn closing(&self, state: &S) -> Vec<Closing>;
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

    fn closing(&self, state: &S) -> Vec<Closing> {
        H::closing(state)
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

    fn closing(&self, _state: &S2) -> Vec<Closing> {
        self.handler.closing(&self.state)
    }
}
