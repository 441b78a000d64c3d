//! What can be wrong with a router.

/// Why a router cannot be built. Handlers are named by the path of their function.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Two handlers of one router for one command.
    #[error("the command /{name} has two handlers, {first} and {second}: nest routers if it depends on the chat")]
    DuplicateCommand {
        /// The command.
        name: String,
        /// The handler that was first.
        first: &'static str,
        /// The other one.
        second: &'static str,
    },
    /// A name that cannot be a command's. <https://core.telegram.org/bots/api#botcommand>
    #[error("{name:?} cannot be a command: {reason}")]
    BadCommandName {
        /// The name.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two handlers of one router for one prefix of callback data.
    #[error("callback data that starts with {prefix:?} has two handlers, {first} and {second}")]
    DuplicateCallback {
        /// The prefix.
        prefix: String,
        /// The handler that was first.
        first: &'static str,
        /// The other one.
        second: &'static str,
    },
    /// A prefix that no callback data can have. <https://core.telegram.org/bots/api#inlinekeyboardbutton>
    #[error("{prefix:?} has {} bytes: callback data has 64 at most, so {handler} can never be called", prefix.len())]
    LongCallback {
        /// The prefix.
        prefix: String,
        /// Its handler.
        handler: &'static str,
    },
    /// Two fallbacks of one router.
    #[error("there are two fallbacks, {first} and {second}: a router has one")]
    TwoFallbacks {
        /// The one that was first.
        first: &'static str,
        /// The other one.
        second: &'static str,
    },
    /// A handler whose arguments no update has that gets to it.
    #[error(
        "{handler} can never be called: the filters it is behind and its arguments exclude each other, as `message()` and a `CallbackQuery` do"
    )]
    NeverFits {
        /// The handler.
        handler: &'static str,
    },
    /// A handler takes an extension that its routes were not given.
    #[error(
        "{handler} takes the extension {extension}, which it is not given: give it by `Router::extension` after the route"
    )]
    MissingExtension {
        /// The handler.
        handler: &'static str,
        /// The type of the extension.
        extension: &'static str,
    },
    /// A handler takes what a pattern captured, and there is none on the way to it.
    #[error(
        "{handler} takes what a pattern captured, but is behind none: route it by `filter::matches`, in an `or` on both sides"
    )]
    NoPattern {
        /// The handler.
        handler: &'static str,
    },
    /// A handler takes what the pattern on the way to it cannot capture.
    #[error("{handler} does not fit the pattern `{pattern}`: {reason}")]
    CapturesDoNotFit {
        /// The handler.
        handler: &'static str,
        /// The pattern.
        pattern: String,
        /// What does not fit.
        reason: String,
    },
    /// A handler takes the client, and none was given.
    #[error("{handler} takes the client, but there is none: give one by `Settings::client`")]
    NeedsClient {
        /// The handler.
        handler: &'static str,
    },
    /// A handler returns several replies, and there is nothing to send them with: a response carries one only.
    #[error("{handler} returns several replies, but there is no client to send them: give one by `Settings::client`")]
    NeedsClientForReplies {
        /// The handler.
        handler: &'static str,
    },
    /// A handler takes a conversation, and there is nothing to send its questions with.
    #[error("{handler} asks questions, but there is no client to send them: give one by `Settings::client`")]
    NeedsClientForQuestions {
        /// The handler.
        handler: &'static str,
    },
    /// Not the username of a bot.
    #[error("{username:?} is not a username: expected letters, digits and underscores, as `getMe` tells it")]
    BadUsername {
        /// What was given.
        username: String,
    },
}
