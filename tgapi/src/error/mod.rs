//! What can go wrong with a call. No error carries the token, the URL or the content of a message.

mod api;
mod kind;
mod not_repeated;
#[cfg(test)]
mod tests;

pub use api::ApiError;
pub use kind::ApiErrorKind;
pub use not_repeated::NotRepeated;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::call::NotAnObject;
use crate::ids::ChatId;

/// Any error, boxed: the error of every service between Telegram and a handler.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a call failed.
///
/// It says which method, what happened, and where it is not plain what to do about it. [`kind`](Self::kind) tells a
/// program what to do; the text is for people and may change. One pointer wide.
///
/// ```
/// use tgapi::{ApiError, ApiErrorKind, Error, ErrorKind};
///
/// let error = Error::refused("sendMessage", ApiError::new(403, "Forbidden: bot was blocked by the user"));
/// match error.kind() {
///     ErrorKind::Api(kind) if kind.is_unreachable() => println!("no use in writing to this chat: {error}"),
///     ErrorKind::Api(ApiErrorKind::TooManyRequests) => println!("wait {:?}", error.retry_after()),
///     _ if error.is_outcome_unknown() => println!("it may or may not have been sent"),
///     _ => println!("{error}"),
/// }
/// assert_eq!(error.to_string(), "sendMessage: Forbidden: bot was blocked by the user (code 403)");
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    method: Cow<'static, str>,
    cause: Cause,
    attempts: u32,
    not_repeated: Option<NotRepeated>,
}

#[derive(Debug)]
enum Cause {
    Api(ApiError),
    Network { connecting: bool, reason: String },
    Timeout { after: Duration },
    Decode { status: u16, reason: String },
    Upload { file: String, source: BoxError },
    QueueFull { limit: usize },
    Layer(BoxError),
    Call(NotAnObject),
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Telegram answered, and refused.
    Api(ApiErrorKind),
    /// No connection was made: nothing was carried out.
    Connect,
    /// The connection was lost. Whether the call was carried out is unknown.
    Network,
    /// No answer in time. Whether the call was carried out is unknown.
    Timeout,
    /// An answer came that is not what the Bot API sends: a proxy's page, half an answer, a redirect. Whether the call
    /// was carried out is unknown.
    Decode,
    /// A file to upload could not be read: it does not exist, reading it failed, or it is a stream that was used up.
    Upload,
    /// Too many calls wait in the client's own throttle: nothing was sent.
    QueueFull,
    /// A layer put around the client failed by itself.
    Layer,
    /// The call could not be built.
    Call,
}

fn seconds(duration: Duration) -> String {
    format!("{} s", duration.as_secs_f32())
}

/// Making one: for layers and for tests. The client makes its own.
impl Error {
    /// Telegram refused.
    #[must_use]
    pub fn refused(method: impl Into<Cow<'static, str>>, error: ApiError) -> Self {
        Self::new(method, Cause::Api(error))
    }

    /// No connection was made. `reason` must not have a secret in it, nor in the others.
    #[must_use]
    pub fn connect(method: impl Into<Cow<'static, str>>, reason: impl Into<String>) -> Self {
        Self::new(method, Cause::Network { connecting: true, reason: reason.into() })
    }

    /// The connection was lost after the call, or a part of it, was sent.
    #[must_use]
    pub fn network(method: impl Into<Cow<'static, str>>, reason: impl Into<String>) -> Self {
        Self::new(method, Cause::Network { connecting: false, reason: reason.into() })
    }

    /// No answer within this time.
    #[must_use]
    pub fn timeout(method: impl Into<Cow<'static, str>>, after: Duration) -> Self {
        Self::new(method, Cause::Timeout { after })
    }

    /// An answer with this HTTP status that is none of the Bot API.
    #[must_use]
    pub fn decode(method: impl Into<Cow<'static, str>>, status: u16, reason: impl Into<String>) -> Self {
        Self::new(method, Cause::Decode { status, reason: reason.into() })
    }

    /// A layer failed by itself. An [`Error`] in the box is taken out of it.
    #[must_use]
    pub fn layer(method: impl Into<Cow<'static, str>>, error: BoxError) -> Self {
        match error.downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => Self::new(method, Cause::Layer(error)),
        }
    }

    /// This file could not be read.
    #[must_use]
    pub fn upload(method: impl Into<Cow<'static, str>>, file: &str, source: BoxError) -> Self {
        Self::new(method, Cause::Upload { file: file.to_owned(), source })
    }

    /// So many calls wait already that no more are taken.
    #[must_use]
    pub fn queue_full(method: impl Into<Cow<'static, str>>, limit: usize) -> Self {
        Self::new(method, Cause::QueueFull { limit })
    }

    fn new(method: impl Into<Cow<'static, str>>, cause: Cause) -> Self {
        Self(Box::new(Inner { method: method.into(), cause, attempts: 1, not_repeated: None }))
    }

    /// With how often it was tried, and why not again: for layers that repeat calls.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32, not_repeated: Option<NotRepeated>) -> Self {
        self.0.attempts = attempts;
        self.0.not_repeated = not_repeated;
        self
    }
}

impl Error {
    /// The method that was called.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.0.method
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match &self.0.cause {
            Cause::Api(error) => ErrorKind::Api(error.kind()),
            Cause::Network { connecting: true, .. } => ErrorKind::Connect,
            Cause::Network { connecting: false, .. } => ErrorKind::Network,
            Cause::Timeout { .. } => ErrorKind::Timeout,
            Cause::Decode { .. } => ErrorKind::Decode,
            Cause::Upload { .. } => ErrorKind::Upload,
            Cause::QueueFull { .. } => ErrorKind::QueueFull,
            Cause::Layer(_) => ErrorKind::Layer,
            Cause::Call(_) => ErrorKind::Call,
        }
    }

    /// What Telegram said, if it answered.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        match &self.0.cause {
            Cause::Api(error) => Some(error),
            _ => None,
        }
    }

    /// What Telegram said, if it answered; else the error as it was.
    ///
    /// # Errors
    ///
    /// This error, if it is no refusal of Telegram's.
    pub fn into_api(self) -> Result<ApiError, Self> {
        match self.0.cause {
            Cause::Api(error) => Ok(error),
            cause => Err(Self(Box::new(Inner { cause, ..*self.0 }))),
        }
    }

    /// Which kind of refusal it is, if Telegram answered.
    #[must_use]
    pub fn api_kind(&self) -> Option<ApiErrorKind> {
        self.api().map(ApiError::kind)
    }

    /// How long Telegram asks to wait before the call is repeated.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.api()?.retry_after()
    }

    /// The supergroup that the group became, and to which the call has to go instead.
    #[must_use]
    pub fn migrate_to(&self) -> Option<ChatId> {
        self.api()?.migrate_to()
    }

    /// The HTTP status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match &self.0.cause {
            Cause::Api(error) => Some(error.code()),
            Cause::Decode { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// How long was waited in vain for an answer; zero unless [`is_timeout`](Self::is_timeout).
    #[must_use]
    pub fn waited(&self) -> Duration {
        match self.0.cause {
            Cause::Timeout { after } => after,
            _ => Duration::ZERO,
        }
    }

    /// How often the call was tried; 1 unless the client repeated it.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Why the client did not repeat it, where repeating might have helped.
    #[must_use]
    pub fn not_repeated(&self) -> Option<&NotRepeated> {
        self.0.not_repeated.as_ref()
    }

    /// Telegram answered, and refused.
    #[must_use]
    pub fn is_api(&self) -> bool {
        matches!(self.0.cause, Cause::Api(_))
    }

    /// No connection was made.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// No answer in time.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// The flood limit was hit.
    #[must_use]
    pub fn is_flood(&self) -> bool {
        self.api().is_some_and(|error| error.code() == 429)
    }

    /// Whether Telegram may have carried the call out although it failed: the connection was lost, no answer came in
    /// time, or it was none that can be understood.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        match &self.0.cause {
            Cause::Network { connecting, .. } => !connecting,
            Cause::Timeout { .. } | Cause::Decode { .. } => true,
            Cause::Api(error) => error.code() >= 500,
            // A file that broke off halfway was never whole at Telegram, which takes no half request.
            Cause::Upload { .. } | Cause::QueueFull { .. } | Cause::Call(_) => false,
            Cause::Layer(_) => true,
        }
    }

    /// Whether the same call may succeed in a while: Telegram is overloaded, or asks to wait, or could not be reached.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match &self.0.cause {
            Cause::Api(error) => error.code() == 429 || error.code() >= 500,
            // A redirect is a wrong URL.
            Cause::Decode { status, .. } => !(300..400).contains(status),
            Cause::Network { .. } | Cause::Timeout { .. } | Cause::QueueFull { .. } => true,
            Cause::Upload { .. } | Cause::Layer(_) | Cause::Call(_) => false,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { method, cause, attempts, not_repeated } = &*self.0;
        // Its sentence names the method.
        if let Cause::Call(error) = cause {
            return error.fmt(f);
        }
        write!(f, "{method}: ")?;
        match cause {
            Cause::Api(error) => {
                error.fmt(f)?;
                if let Some(advice) = error.kind().advice() {
                    write!(f, "; {advice}")?;
                }
            }
            Cause::Network { connecting: true, reason } => write!(f, "no connection to the Bot API: {reason}")?,
            Cause::Network { connecting: false, reason } => write!(f, "no answer from the Bot API: {reason}")?,
            Cause::Timeout { after } => write!(f, "no answer from the Bot API within {}", seconds(*after))?,
            Cause::Decode { status, reason } => {
                write!(f, "the answer (status {status}) is not the Bot API's: {reason}")?;
            }
            Cause::Upload { file, source } => write!(f, "the file {file:?} cannot be uploaded: {source}")?,
            Cause::QueueFull { limit } => {
                write!(f, "{limit} calls wait for the rate limits already: send less, or slower")?;
            }
            Cause::Layer(error) => write!(f, "a layer of the client failed: {error}")?,
            Cause::Call(_) => {}
        }
        if *attempts > 1 {
            write!(f, "; tried {attempts} times")?;
        }
        match not_repeated {
            // The number says it.
            None | Some(NotRepeated::TooOften) => Ok(()),
            Some(why) => write!(f, "; {why}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { method, cause, attempts, not_repeated } = &*self.0;
        let mut debug = f.debug_struct("Error");
        debug.field("method", method).field("cause", cause).field("attempts", attempts);
        if let Some(why) = not_repeated {
            debug.field("not_repeated", why);
        }
        debug.finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.cause {
            Cause::Api(error) => Some(error),
            Cause::Upload { source, .. } | Cause::Layer(source) => Some(&**source),
            Cause::Call(error) => Some(error),
            _ => None,
        }
    }
}

impl From<NotAnObject> for Error {
    fn from(error: NotAnObject) -> Self {
        Self::new(error.method().to_owned(), Cause::Call(error))
    }
}
