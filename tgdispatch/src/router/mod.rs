//! The router: which handler an update goes to. Built once, checked when built, never changed while it serves.

mod error;
mod route;
mod table;

pub use error::BuildError;
pub(crate) use route::{Route, Started};
pub(crate) use table::{Found, Table};

use std::any::{Any, TypeId};
use std::fmt;
use std::sync::Arc;

use tgapi::{BoxError, Reply, UpdateType};
use tower::util::BoxCloneSyncService;
use tower_layer::Layer;
use tower_service::Service;

use crate::bot::Settings;
use crate::captures::Patterns;
use crate::closing::Closing;
use crate::command::CommandSpec;
use crate::dispatcher::{Dispatcher, Failure, Next, OnError, Routed};
use crate::filter::Filter;
use crate::handler::{Handler, HandlerOutput, WithState};
use crate::kinds::Kinds;

/// Routes updates to handlers.
///
/// Of one router, in this order, the first that fits gets the update:
/// 1. the handler of its [`command`](Self::command), found by name at once, however many there are;
/// 2. the handler of its [`callback`](Self::callback), by the longest prefix that fits, found as quickly;
/// 3. its [routes](Self::on) and [nested routers](Self::nest), in the order they were added;
/// 4. its [`fallback`](Self::fallback).
///
/// A handler fits if its filter matches and all its arguments can be taken from the update. If nothing fits, the update
/// is done with and the reply is nothing.
///
/// `S` is the state that handlers take parts of ([`State`](crate::State), [`Session`](crate::Session)) and that
/// [`with_state`](Self::with_state) has yet to give.
///
/// ```
/// use tgdispatch::{Args, Message, Router, Settings, Text, filter::text};
/// use tgapi::methods::SendMessage;
///
/// async fn start(msg: Message) -> SendMessage {
///     msg.answer("Hello. Say something.")
/// }
///
/// async fn echo(msg: Message, Text(text): Text) -> SendMessage {
///     msg.answer(text)
/// }
///
/// let dispatcher = Router::new().command("start", start).on(text(), echo).build(Settings::new().username("my_bot"))?;
/// # Ok::<(), tgdispatch::BuildError>(())
/// ```
///
/// More of it:
///
/// ```
/// use std::time::Duration;
/// use tgapi::types::ChatType;
/// use tgdispatch::filter::{Filter, callback_data, chat_type, command, text};
/// use tgdispatch::{Failure, Router};
/// use tower::timeout::TimeoutLayer;
///
/// # async fn ban() {}
/// # async fn vote() {}
/// # async fn chat() {}
/// # async fn unknown_command() {}
/// # async fn apologise(_: Failure) {}
/// # let group_routes = Router::new();
/// let router: Router = Router::new()
///     .command("ban", ban)
///     .on(callback_data("vote:"), vote)
///     .on(text().and(chat_type(ChatType::Private)), chat)
///     .nest(chat_type(ChatType::Supergroup), group_routes)
///     .on(command(), unknown_command)
///     .layer(TimeoutLayer::new(Duration::from_secs(30)))
///     .on_error(apologise);
/// ```
#[must_use = "a router does nothing until it is built"]
pub struct Router<S = ()> {
    commands: Vec<(String, Route<S>)>,
    callbacks: Vec<(String, Route<S>)>,
    entries: Vec<Entry<S>>,
    fallback: Option<Route<S>>,
    /// The first thing that was wrong with a call above: told when it is built.
    problem: Option<BuildError>,
}

struct Entry<S> {
    filter: Arc<dyn Filter>,
    target: Target<S>,
}

enum Target<S> {
    Route(Route<S>),
    Nested(Box<Router<S>>),
}

impl<S: 'static> Router<S> {
    /// A router without routes.
    pub fn new() -> Self {
        Self { commands: Vec::new(), callbacks: Vec::new(), entries: Vec::new(), fallback: None, problem: None }
    }

    /// Routes the command `/name` to a handler: new messages whose text or caption starts with it.
    ///
    /// The name is given without slash, in lower case, and matched in any case. `/name@this_bot` matches,
    /// `/name@another_bot` does not. A name twice is an error when the router is built; if a command means something
    /// else in groups, [nest](Self::nest) a router for each type of chat.
    pub fn command<H: Handler<M, S>, M: 'static>(mut self, name: impl Into<String>, handler: H) -> Self {
        self.commands.push((name.into(), Route::new(handler)));
        self
    }

    /// Routes all commands of an enum to one handler, which takes the enum: `.commands(Action::LIST, handler)`. See
    /// [`Commands`](crate::Commands). Each name and alias is routed like one of [`command`](Self::command).
    pub fn commands<H: Handler<M, S>, M: 'static>(mut self, list: &[CommandSpec], handler: H) -> Self {
        let route = Route::new(handler);
        let names = list.iter().flat_map(|spec| std::iter::once(&spec.name).chain(spec.aliases));
        self.commands.extend(names.map(|name| ((*name).to_owned(), route.clone())));
        self
    }

    /// Routes presses of buttons whose data starts with `prefix` to a handler; of several prefixes that do, the longest
    /// comes first.
    ///
    /// With [`Callback`](crate::Callback) it is `.callback(Vote::PREFIX, handler)`, and the handler takes a `Vote`.
    ///
    /// It is found by an index, however many there are, where `on(callback_data(prefix), ..)` is asked in its turn. The
    /// empty prefix fits all. The same one twice is an error when the router is built, and so is one longer than the 64
    /// bytes that a button can carry. <https://core.telegram.org/bots/api#inlinekeyboardbutton>
    pub fn callback<H: Handler<M, S>, M: 'static>(mut self, prefix: impl Into<String>, handler: H) -> Self {
        self.callbacks.push((prefix.into(), Route::new(handler)));
        self
    }

    /// Routes what matches the filter to a handler.
    pub fn on<H: Handler<M, S>, M: 'static>(mut self, filter: impl Filter, handler: H) -> Self {
        self.entries.push(Entry { filter: Arc::new(filter), target: Target::Route(Route::new(handler)) });
        self
    }

    /// Routes what nothing else fits to a handler. By itself it asks Telegram for everything that is sent by default,
    /// unless its arguments can only be taken from certain kinds. A second one is an error when the router is built.
    pub fn fallback<H: Handler<M, S>, M: 'static>(mut self, handler: H) -> Self {
        let route = Route::new(handler);
        if let Some(first) = &self.fallback {
            self.note(BuildError::TwoFallbacks { first: first.name, second: route.name });
        } else {
            self.fallback = Some(route);
        }
        self
    }

    /// Adds the routes of another router after those that are here. Its layers and its error handler stay with its own
    /// routes. A command, prefix or fallback that both have is an error when the router is built.
    pub fn merge(mut self, other: Self) -> Self {
        self.commands.extend(other.commands);
        self.callbacks.extend(other.callbacks);
        self.entries.extend(other.entries);
        match (&self.fallback, other.fallback) {
            (Some(first), Some(second)) => {
                self.note(BuildError::TwoFallbacks { first: first.name, second: second.name });
            }
            (None, fallback) => self.fallback = fallback,
            (Some(_), None) => {}
        }
        if let Some(problem) = other.problem {
            self.note(problem);
        }
        self
    }

    /// Routes what matches the filter to another router, and goes on here if nothing in it fits. It is a route like
    /// those of [`on`](Self::on): commands of this router come before it.
    pub fn nest(mut self, filter: impl Filter, mut router: Self) -> Self {
        if let Some(problem) = router.problem.take() {
            self.note(problem);
        }
        self.entries.push(Entry { filter: Arc::new(filter), target: Target::Nested(Box::new(router)) });
        self
    }

    /// Wraps the handlers of all routes added so far into a tower layer: it sees an update once it is clear which
    /// handler it goes to, and the handler's result. The layer is applied once, not for each route, so that a limit in
    /// it is one limit for all of them. Of several, the last is the outermost.
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Next>,
        L::Service: Service<Routed, Response = Reply> + Clone + Send + Sync + 'static,
        <L::Service as Service<Routed>>::Error: Into<BoxError>,
        <L::Service as Service<Routed>>::Future: Send + 'static,
    {
        let service = layer.layer(Next::new());
        let service = BoxCloneSyncService::new(tower::ServiceExt::map_err(service, Into::into));
        self.map(&mut |mut route| {
            route.layers.insert(0, service.clone());
            route
        })
    }

    /// What is done when a handler of the routes added so far fails, or when its reply cannot be sent: an async function
    /// of the [`Failure`], whose result is a reply like that of a handler. Without one it is logged as an error. Routes
    /// that have one already, from a router that was merged or nested, keep it.
    pub fn on_error<F, Fut, K>(self, handler: F) -> Self
    where
        F: Fn(Failure) -> Fut + Send + Sync + 'static,
        Fut: Future + Send + 'static,
        Fut::Output: HandlerOutput<K>,
    {
        let handler: OnError = Arc::new(move |failure| {
            let future = handler(failure);
            Box::pin(async move { future.await.into_answer() })
        });
        self.map(&mut |mut route| {
            route.on_error.get_or_insert_with(|| Arc::clone(&handler));
            route
        })
    }

    /// Gives the routes added so far their state. The result may have another state to be given later: `()` is none.
    pub fn with_state<S2: 'static>(self, state: S) -> Router<S2>
    where
        S: Send + Sync,
    {
        let state = Arc::new(state);
        self.map(&mut |route: Route<S>| {
            let handler = Arc::new(WithState { handler: route.handler, state: Arc::clone(&state) });
            let Route { name, wants, layers, on_error, extensions, .. } = route;
            Route { handler, name, wants, layers, on_error, extensions }
        })
    }

    /// Gives the routes added so far a value, for handlers that take [`Extension<T>`](crate::Extension). Routes that have
    /// one of the same type already, from a router that was merged or nested, keep it.
    pub fn extension<T: Clone + Send + Sync + 'static>(self, value: T) -> Self {
        let value: Arc<dyn Any + Send + Sync> = Arc::new(value);
        self.map(&mut |mut route| {
            let given = (TypeId::of::<T>(), Arc::clone(&value));
            route.extensions = route.extensions.iter().cloned().chain([given]).collect();
            route
        })
    }

    /// The list for `allowed_updates` of `getUpdates` and `setWebhook`: every kind that some route can use.
    ///
    /// The empty list is Telegram's name for all kinds but `chat_member`, `message_reaction` and
    /// `message_reaction_count`, those it may add later included. It is what comes out if a route can use anything: a
    /// fallback, a closure as filter. The three are asked for when a route names them, by a filter or by an argument;
    /// then the list is spelled out, and kinds that Telegram adds later cannot be in it.
    /// <https://core.telegram.org/bots/api#getupdates>
    #[must_use]
    pub fn allowed_updates(&self) -> Vec<UpdateType> {
        self.kinds().to_allowed_updates()
    }

    fn kinds(&self) -> Kinds {
        let command = Kinds::of([UpdateType::Message]);
        let press = Kinds::of([UpdateType::CallbackQuery]);
        let mut kinds = Kinds::none();
        for (_, route) in &self.commands {
            kinds = kinds.or(&command.and(&route.wants.kinds));
        }
        for (_, route) in &self.callbacks {
            kinds = kinds.or(&press.and(&route.wants.kinds));
        }
        for entry in &self.entries {
            let target = match &entry.target {
                Target::Route(route) => route.wants.kinds.clone(),
                Target::Nested(router) => router.kinds(),
            };
            kinds = kinds.or(&entry.filter.kinds().and(&target));
        }
        if let Some(route) = &self.fallback {
            kinds = kinds.or(&route.wants.kinds);
        }
        kinds
    }

    fn note(&mut self, problem: BuildError) {
        self.problem.get_or_insert(problem);
    }

    /// The same router with every route changed, nested ones too.
    fn map<S2: 'static>(self, change: &mut dyn FnMut(Route<S>) -> Route<S2>) -> Router<S2> {
        let mut router = Router::new();
        router.commands = self.commands.into_iter().map(|(name, route)| (name, change(route))).collect();
        router.callbacks = self.callbacks.into_iter().map(|(prefix, route)| (prefix, change(route))).collect();
        for Entry { filter, target } in self.entries {
            let target = match target {
                Target::Route(route) => Target::Route(change(route)),
                Target::Nested(router) => Target::Nested(Box::new(router.map(change))),
            };
            router.entries.push(Entry { filter, target });
        }
        router.fallback = self.fallback.map(change);
        router.problem = self.problem;
        router
    }
}

impl Router<()> {
    /// Checks it all and makes the service.
    ///
    /// A router whose handlers take parts of a state has no such method before
    /// [`with_state`](Self::with_state): the compiler names the state it still needs, as in "no method named `build`
    /// found for struct `Router<Sessions<u32>>`".
    ///
    /// # Errors
    ///
    /// [`BuildError`]: a command twice, a name that cannot be one, a handler that can never fit, a handler that needs a
    /// client where there is none.
    pub fn build(self, settings: Settings) -> Result<Dispatcher, BuildError> {
        let username = settings.username.as_deref();
        if let Some(username) = username
            && (username.is_empty() || !username.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
        {
            return Err(BuildError::BadUsername { username: username.to_owned() });
        }
        let allowed = self.allowed_updates();
        let mut closing = Vec::new();
        self.add_closing(&mut closing);
        let table = Table::new(self, &Kinds::any(), &Patterns::default(), &settings)?;
        Ok(Dispatcher::new(table, settings.into_bot(), allowed, closing))
    }

    fn add_closing(&self, closing: &mut Vec<Closing>) {
        let named = self.commands.iter().chain(&self.callbacks).map(|(_, route)| route);
        for route in named.chain(&self.fallback) {
            Closing::add(closing, route.handler.closing(&()));
        }
        for entry in &self.entries {
            match &entry.target {
                Target::Route(route) => Closing::add(closing, route.handler.closing(&())),
                Target::Nested(router) => router.add_closing(closing),
            }
        }
    }
}

impl<S: 'static> Default for Router<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> fmt::Debug for Router<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Router")
            .field("commands", &self.commands.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("callbacks", &self.callbacks.iter().map(|(prefix, _)| prefix).collect::<Vec<_>>())
            .field("routes", &self.entries.len())
            .field("fallback", &self.fallback.as_ref().map(|route| route.name))
            .finish_non_exhaustive()
    }
}
