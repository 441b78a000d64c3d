//! What an extractor or a filter looks at: one update with its command found, and the bot it came to.
//! Cheap to clone; knows nothing of routes.

use std::any::{Any, TypeId};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use tgapi::{Update, UpdateKind};

use crate::bot::Bot;
use crate::captures::Captures;
use crate::command::Span;
use crate::conversation::Talk;
use crate::dialogue::Fetched;
use crate::extract::Extensions;

/// One update on its way through filters, extractors and handlers. Derefs to [`Update`]; a clone shares it.
#[derive(Clone)]
pub struct Context {
    update: Arc<Update>,
    command: Option<Span>,
    bot: Arc<Bot>,
    /// Those of the route that is tried.
    extensions: Option<Extensions>,
    /// What filters need besides the update.
    fetched: Fetched,
    /// Of the pattern that the route is behind, if its handler takes them.
    captures: Option<Captures>,
    /// That of a handler that may wait for more updates.
    talk: Option<Arc<Talk>>,
}

/// The command that a message is, addressed to this bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CommandRef<'a> {
    /// Its name as written, without slash and bot.
    pub name: &'a str,
    /// The text after it, without white space around.
    pub args: &'a str,
}

impl Context {
    /// A context with no client and no known name of the bot: for tests of extractors and filters.
    #[must_use]
    pub fn new(update: Update) -> Self {
        Self::of(Arc::new(update), Arc::default())
    }

    pub(crate) fn of(update: Arc<Update>, bot: Arc<Bot>) -> Self {
        let command = command_text(&update).and_then(|text| {
            let span = Span::find(text)?;
            let mention = span.mention.clone().map(|mention| &text[mention]);
            mention.is_none_or(|name| bot.is_named(name)).then_some(span)
        });
        Self { update, command, bot, extensions: None, fetched: Fetched::default(), captures: None, talk: None }
    }

    /// The update.
    #[must_use]
    pub fn update(&self) -> &Arc<Update> {
        &self.update
    }

    /// The command, if the update is a new message whose text or caption starts with one that is meant for this bot:
    /// `/start`, or `/start@name` with the bot's own name. A command for another bot is none.
    #[must_use]
    pub fn command(&self) -> Option<CommandRef<'_>> {
        let span = self.command.as_ref()?;
        let text = command_text(&self.update)?;
        Some(CommandRef { name: text.get(span.name.clone())?, args: text.get(span.rest.clone())? })
    }

    /// The client that was given to the dispatcher.
    #[cfg(feature = "client")]
    #[must_use]
    pub fn client(&self) -> Option<&tgapi::Client> {
        self.bot.client()
    }

    pub(crate) fn into_update(self) -> Arc<Update> {
        self.update
    }

    pub(crate) fn extensions(&self) -> &[(TypeId, Arc<dyn Any + Send + Sync>)] {
        self.extensions.as_deref().unwrap_or_default()
    }

    /// The same update as a route with these extensions sees it.
    pub(crate) fn with_extensions(&self, extensions: Extensions) -> Self {
        Self { extensions: Some(extensions), ..self.clone() }
    }

    pub(crate) fn fetched(&self) -> &Fetched {
        &self.fetched
    }

    pub(crate) fn with_fetched(self, fetched: Fetched) -> Self {
        Self { fetched, ..self }
    }

    pub(crate) fn captures(&self) -> Option<&Captures> {
        self.captures.as_ref()
    }

    /// The same update as a route behind a pattern sees it.
    pub(crate) fn with_captures(&self, captures: Captures) -> Self {
        Self { captures: Some(captures), ..self.clone() }
    }

    pub(crate) fn talk(&self) -> Option<&Arc<Talk>> {
        self.talk.as_ref()
    }

    /// The same update as a handler sees it that begins a conversation with it.
    pub(crate) fn with_talk(&self, talk: Arc<Talk>) -> Self {
        Self { talk: Some(talk), ..self.clone() }
    }

    pub(crate) fn shared_bot(&self) -> &Arc<Bot> {
        &self.bot
    }

    pub(crate) fn bot(&self) -> &Bot {
        &self.bot
    }
}

/// Where a command may stand: the text or caption of a new message. Not in an edited one, which would run it twice.
fn command_text(update: &Update) -> Option<&str> {
    let UpdateKind::Message(message) = &update.kind else { return None };
    message.text.as_deref().or(message.caption.as_deref())
}

impl Deref for Context {
    type Target = Update;

    fn deref(&self) -> &Update {
        &self.update
    }
}

impl fmt::Debug for Context {
    /// Without the content of the update: it is somebody's message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("update_id", &self.update.update_id.0)
            .field("kind", &self.update.kind.name())
            .finish_non_exhaustive()
    }
}
