//! One API call with its type taken off: what middleware sees, and what a webhook can answer with.

mod idempotent;
mod options;

pub(crate) use options::CallOptions;
#[cfg(feature = "client")]
pub(crate) use options::OnProgress;
pub use options::{Progress, Repeat};

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::input_file::{InputFile, Upload};
use crate::methods::Method;

/// A call ready to be made: the name of the method, its parameters as a JSON object, and the files that go along.
///
/// Cheap to clone: a call may have to be made more than once.
#[derive(Clone)]
pub struct RawCall {
    method: Cow<'static, str>,
    params: Arc<str>,
    uploads: Vec<InputFile>,
    options: CallOptions,
}

/// A method whose parameters cannot be written as a JSON object: a hand-written [`Method`] that serialises to
/// something else.
#[derive(Debug, thiserror::Error)]
#[error("the parameters of {method} do not serialise to a JSON object")]
pub struct NotAnObject {
    method: Cow<'static, str>,
}

impl NotAnObject {
    pub(crate) fn method(&self) -> &str {
        &self.method
    }
}

impl RawCall {
    /// Takes the type off a method.
    ///
    /// # Errors
    ///
    /// [`NotAnObject`]; never for the methods of this crate.
    pub fn new<M: Method>(method: &M) -> Result<Self, NotAnObject> {
        let mut uploads = Vec::new();
        method.uploads(&mut |file| uploads.push(file.clone()));
        Self::from_parts(M::NAME, method, uploads)
    }

    /// A call by name, for a method this version does not know. Of `uploads` those count that have to be uploaded,
    /// each once.
    ///
    /// # Errors
    ///
    /// [`NotAnObject`], if `params` does not serialise to a JSON object.
    pub fn from_parts(
        method: impl Into<Cow<'static, str>>,
        params: &impl Serialize,
        uploads: impl IntoIterator<Item = InputFile>,
    ) -> Result<Self, NotAnObject> {
        let method = method.into();
        let params = match serde_json::to_string(params) {
            // A unit struct, a method without parameters, is `null`.
            Ok(params) if params == "null" => "{}".into(),
            Ok(params) if params.starts_with('{') => params.into(),
            _ => return Err(NotAnObject { method }),
        };
        let mut parts: Vec<InputFile> = Vec::new();
        for file in uploads {
            let Some(part) = file.upload().map(Upload::part) else { continue };
            if parts.iter().all(|other| other.upload().map(Upload::part) != Some(part)) {
                parts.push(file);
            }
        }
        Ok(Self { method, params, uploads: parts, options: CallOptions::default() })
    }

    /// With a time of its own for the whole answer, instead of the client's. A call with files may take longer, but
    /// not stand still for longer.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// With a rule of its own for what happens when it fails. Default: [`Repeat::IfSafe`].
    #[must_use]
    pub fn with_repeat(mut self, repeat: Repeat) -> Self {
        self.options.repeat = repeat;
        self
    }

    /// With a callback for how much of the files was sent. It is called with each piece, on the task that sends, so it
    /// has to be quick. If the call is repeated, it begins anew.
    #[must_use]
    pub fn on_progress(mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.options.on_progress = Some(Arc::new(report));
        self
    }

    #[cfg(feature = "client")]
    pub(crate) fn with_options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    #[cfg(feature = "client")]
    pub(crate) fn options(&self) -> &CallOptions {
        &self.options
    }

    /// The time of its own for the whole answer, if it has one.
    #[must_use]
    pub fn timeout(&self) -> Option<Duration> {
        self.options.timeout
    }

    /// Whether carrying it out twice is the same as once. By its name, so it holds for methods of later versions, too:
    ///
    /// - yes: what only asks (`get`), says how something is to be (`set`, `edit`, `delete`, `pin`, `ban`, `promote`,
    ///   `close`, `hide` and the like) or answers a query (`answer`), and chat actions and drafts;
    /// - no: what makes something new or moves something on (`send`, `forward`, `copy`, `create`, `add`, `post`, `gift`,
    ///   `transfer`, `refund` and the like), and of the others those that are not what they look like: profile pictures,
    ///   which add up; `unpinChatMessage`, which may take the next one; `close` and `logOut`; `setWebhook` and
    ///   `deleteWebhook` if they drop the pending updates; and whatever is unknown.
    ///
    /// A second answer may differ: that there is nothing to change, or nothing left to delete
    /// ([`ApiErrorKind::is_already_so`](crate::ApiErrorKind::is_already_so)).
    ///
    /// ```
    /// # use tgapi::RawCall;
    /// # use serde_json::json;
    /// assert!(RawCall::from_parts("getChat", &json!({"chat_id": 5}), [])?.is_idempotent());
    /// assert!(!RawCall::from_parts("sendMessage", &json!({"chat_id": 5, "text": "hi"}), [])?.is_idempotent());
    /// # Ok::<(), tgapi::NotAnObject>(())
    /// ```
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        idempotent::is_idempotent(&self.method, &self.params)
    }

    /// Whether it may be made again when it failed.
    #[must_use]
    pub fn repeat(&self) -> Repeat {
        self.options.repeat
    }

    /// The name of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The parameters, a JSON object.
    #[must_use]
    pub fn params(&self) -> &str {
        &self.params
    }

    #[cfg(feature = "client")]
    pub(crate) fn params_shared(&self) -> Arc<str> {
        Arc::clone(&self.params)
    }

    /// The files that go along; with any, the call has to be `multipart/form-data`.
    #[must_use]
    pub fn uploads(&self) -> &[InputFile] {
        &self.uploads
    }

    /// Whether Telegram leaves this call out, without a word, if it comes in a webhook's answer: what only asks (`get..`),
    /// and what would turn off what is answering. By its name, in letters of any case, as the server of the Bot API decides
    /// it: <https://github.com/tdlib/telegram-bot-api>.
    ///
    /// ```
    /// # use tgapi::RawCall;
    /// # use serde_json::json;
    /// assert!(RawCall::from_parts("deleteWebhook", &json!({}), [])?.is_ignored_in_webhook_answer());
    /// assert!(!RawCall::from_parts("sendMessage", &json!({}), [])?.is_ignored_in_webhook_answer());
    /// # Ok::<(), tgapi::NotAnObject>(())
    /// ```
    #[must_use]
    pub fn is_ignored_in_webhook_answer(&self) -> bool {
        const NEVER: [&str; 4] = ["setWebhook", "deleteWebhook", "close", "logOut"];
        let asks = self.method.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("get"));
        asks || NEVER.iter().any(|name| name.eq_ignore_ascii_case(&self.method))
    }

    /// The body of a webhook's answer that makes this call: the parameters with `method` among them. `None` if files
    /// have to go along.
    ///
    /// <https://core.telegram.org/bots/api#making-requests-when-getting-updates>
    #[must_use]
    pub fn to_webhook_answer(&self) -> Option<String> {
        if !self.uploads.is_empty() {
            return None;
        }
        // Not a byte more than what is put in below: it is sent without being copied once more.
        let mut answer = String::with_capacity(self.params.len() + self.method.len() + r#"{"method":"","#.len() - 1);
        answer.push_str("{\"method\":");
        if self.method.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            answer.extend(["\"", self.method(), "\""]);
        } else {
            // One given by hand may be anything.
            answer.push_str(&serde_json::Value::from(self.method()).to_string());
        }
        let rest = self.params.strip_prefix('{').unwrap_or("}");
        answer.extend([if rest.starts_with('}') { "" } else { "," }, rest]);
        Some(answer)
    }
}

impl fmt::Debug for RawCall {
    /// Without the parameters: they are other people's messages, and may hold a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCall")
            .field("method", &self.method)
            .field("params", &format_args!("{} bytes", self.params.len()))
            .field("uploads", &self.uploads.len())
            .finish()
    }
}

/// What handling an update comes to: nothing, or one call to make.
///
/// A call that is carried back in a webhook's answer has no result: Telegram does not tell whether it succeeded.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Reply {
    /// Nothing to say.
    #[default]
    None,
    /// This call is to be made.
    Call(RawCall),
}

impl Reply {
    /// The call, if there is one.
    #[must_use]
    pub fn into_call(self) -> Option<RawCall> {
        match self {
            Self::None => None,
            Self::Call(call) => Some(call),
        }
    }
}

impl From<RawCall> for Reply {
    fn from(call: RawCall) -> Self {
        Self::Call(call)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::methods::{GetMe, SendMessage, SetWebhook};

    #[test]
    fn a_call_carries_its_parameters() {
        let call = RawCall::new(&SendMessage::new(5, "a \"b\" ü")).unwrap();
        assert_eq!(call.method(), "sendMessage");
        assert_eq!(call.params(), r#"{"chat_id":5,"text":"a \"b\" ü"}"#);
        assert_eq!(call.to_webhook_answer().unwrap(), r#"{"method":"sendMessage","chat_id":5,"text":"a \"b\" ü"}"#);
    }

    #[test]
    fn a_call_without_parameters_is_an_empty_object() {
        let call = RawCall::new(&GetMe::new()).unwrap();
        assert_eq!(call.params(), "{}");
        assert_eq!(call.to_webhook_answer().unwrap(), r#"{"method":"getMe"}"#);
    }

    #[test]
    fn a_method_of_whatever_name_is_json_in_a_webhook_answer() {
        let call = RawCall::from_parts("so\"called", &serde_json::json!({"a": 1}), []).unwrap();
        assert_eq!(call.to_webhook_answer().unwrap(), r#"{"method":"so\"called","a":1}"#);
    }

    #[test]
    fn a_file_is_attached_and_keeps_the_call_out_of_a_webhook_answer() {
        let call = RawCall::new(&SetWebhook::new("https://x").certificate(InputFile::bytes("c.pem", "PEM"))).unwrap();
        let upload = call.uploads()[0].upload().unwrap();
        assert_eq!(upload.file_name(), "c.pem");
        assert!(call.params().contains(&format!("attach://{}", upload.part())));
        assert!(call.to_webhook_answer().is_none());
    }

    #[test]
    fn of_its_files_those_go_along_that_have_to_each_once() {
        let file = InputFile::bytes("a", "x");
        let files = [file.clone(), InputFile::file_id("b"), file, InputFile::bytes("a", "x")];
        let call = RawCall::from_parts("sendMediaGroup", &serde_json::json!({}), files).unwrap();
        assert_eq!(call.uploads().len(), 2);
        assert!(call.uploads().iter().all(|file| file.upload().is_some()));
    }

    #[test]
    fn parameters_that_are_no_object_are_refused() {
        assert!(RawCall::from_parts("x", &[1, 2], Vec::new()).is_err());
    }

    #[test]
    fn debug_shows_no_parameters() {
        assert!(!format!("{:?}", RawCall::new(&SendMessage::new(5, "private words")).unwrap()).contains("private"));
    }
}
