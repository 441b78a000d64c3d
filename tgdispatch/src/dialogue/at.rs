//! Routing by where a dialogue stands. Filters do not wait, so the dispatcher fetches the state before it asks them.

use std::any::{Any, TypeId};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use tgapi::BoxError;

use super::{DialogueState, Dialogues};
use crate::context::Context;
use crate::filter::Filter;

/// Something that a filter needs and that takes a while to get. Not for others to implement.
pub trait Fetch: Send + Sync {
    /// What tells it from others.
    fn id(&self) -> FetchId;

    /// Gets it for an update; `None` if there is none.
    fn fetch<'a>(&'a self, context: &'a Context) -> Fetching<'a>;
}

type Fetching<'a> = Pin<Box<dyn Future<Output = Result<Option<Value>, BoxError>> + Send + 'a>>;
type Value = Box<dyn Any + Send + Sync>;

/// Two dialogues are the same if they are of one type, in one storage, and kept by the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FetchId {
    state: TypeId,
    storage: usize,
    per_user: bool,
    bot: i64,
}

/// What was fetched for an update.
#[derive(Clone, Default)]
pub(crate) struct Fetched(Option<Arc<[(FetchId, Value)]>>);

impl Fetched {
    pub(crate) fn new(values: Vec<(FetchId, Value)>) -> Self {
        Self((!values.is_empty()).then(|| values.into()))
    }

    fn get(&self, id: FetchId) -> Option<&Value> {
        self.0.as_deref()?.iter().find(|(other, _)| *other == id).map(|(_, value)| value)
    }
}

impl<S: DialogueState + Sync> Dialogues<S> {
    /// A filter by where the dialogue of the update's chat stands: each step of a form can be a handler of its own.
    ///
    /// ```
    /// use serde::{Deserialize, Serialize};
    /// use tgapi::UserId;
    /// use tgapi::methods::SendMessage;
    /// use tgdispatch::filter::{Filter, text};
    /// use tgdispatch::testing::TestBot;
    /// use tgdispatch::{Dialogue, DialogueError, DialogueState, Dialogues, MemoryStorage, Message, Router, Text};
    ///
    /// #[derive(Default, Serialize, Deserialize)]
    /// enum Form {
    ///     #[default]
    ///     Start,
    ///     Name,
    /// }
    ///
    /// impl DialogueState for Form {
    ///     const NAME: &'static str = "form";
    /// }
    ///
    /// async fn register(msg: Message, form: Dialogue<Form>) -> Result<SendMessage, DialogueError> {
    ///     form.set(Form::Name).await?;
    ///     Ok(msg.answer("Your name?"))
    /// }
    ///
    /// async fn name(msg: Message, Text(name): Text, form: Dialogue<Form>) -> Result<SendMessage, DialogueError> {
    ///     form.end().await?;
    ///     Ok(msg.answer(format!("Welcome, {name}.")))
    /// }
    ///
    /// async fn chat(msg: Message) -> SendMessage {
    ///     msg.answer("Try /register.")
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let forms = Dialogues::<Form>::new(UserId(1234), MemoryStorage::new());
    /// let router = Router::new()
    ///     .command("register", register)
    ///     .on(text().and(forms.at(|form| matches!(form, Form::Name))), name)
    ///     .on(text(), chat)
    ///     .with_state(forms);
    /// let ann = TestBot::new(router).unwrap().user("Ann");
    /// assert_eq!(ann.says("hello").await.texts(), ["Try /register."]);
    /// assert_eq!(ann.says("/register").await.texts(), ["Your name?"]);
    /// assert_eq!(ann.says("Ann Lee").await.texts(), ["Welcome, Ann Lee."]);
    /// # }
    /// ```
    ///
    /// The state is fetched once for each update of a kind that such a route may be for, before any filter is asked: so put
    /// it behind a filter of that kind, as `text()` here. Commands and callback data come before it, as always. If the
    /// storage fails, the update is to be delivered again. A chat whose dialogue has not begun stands at the default; an
    /// update that belongs to no chat matches nothing.
    #[must_use]
    pub fn at(&self, is: impl Fn(&S) -> bool + Send + Sync + 'static) -> impl Filter + fmt::Debug {
        At { dialogues: self.clone(), is }
    }
}

struct At<S, F> {
    dialogues: Dialogues<S>,
    is: F,
}

impl<S: DialogueState + Sync, F: Fn(&S) -> bool + Send + Sync + 'static> Filter for At<S, F> {
    fn matches(&self, context: &Context) -> bool {
        let state = context.fetched().get(self.dialogues.id()).and_then(|value| value.downcast_ref());
        state.is_some_and(&self.is)
    }

    fn fetches(&self) -> Vec<Arc<dyn Fetch>> {
        vec![Arc::new(self.dialogues.clone())]
    }
}

impl<S: DialogueState + Sync> Fetch for Dialogues<S> {
    fn id(&self) -> FetchId {
        let storage = Arc::as_ptr(&self.storage).cast::<()>().addr();
        FetchId { state: TypeId::of::<S>(), storage, per_user: self.per_user, bot: self.bot.0 }
    }

    fn fetch<'a>(&'a self, context: &'a Context) -> Fetching<'a> {
        Box::pin(async move {
            let Ok(dialogue) = self.dialogue(context) else { return Ok(None) };
            Ok(Some(Box::new(dialogue.get().await?) as Value))
        })
    }
}

impl<S, F> fmt::Debug for At<S, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("At").field(&self.dialogues).finish()
    }
}
