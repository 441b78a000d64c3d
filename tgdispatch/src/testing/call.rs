//! What a bot under test did.

use serde_json::Value;
use tgapi::{BoxError, RawCall};

/// A call of the API that would have been made.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Call {
    /// The method, as Telegram names it: `sendMessage`.
    pub method: String,
    /// Its parameters: an object.
    pub params: Value,
    /// How many files go with it.
    pub files: usize,
}

impl Call {
    pub(super) fn of(call: &RawCall) -> Self {
        let params = serde_json::from_str(call.params()).unwrap_or(Value::Null);
        Self { method: call.method().to_owned(), params, files: call.uploads().len() }
    }

    /// Its text or caption.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.params["text"].as_str().or_else(|| self.params["caption"].as_str())
    }

    /// What the inline button with this label carries.
    #[must_use]
    pub fn callback_data(&self, label: &str) -> Option<&str> {
        let rows = self.params["reply_markup"]["inline_keyboard"].as_array()?;
        let mut buttons = rows.iter().filter_map(Value::as_array).flatten();
        buttons.find(|button| button["text"] == label)?["callback_data"].as_str()
    }
}

/// What came of an update.
#[derive(Debug)]
pub struct Replies {
    calls: Vec<Call>,
    error: Option<BoxError>,
}

impl Replies {
    pub(super) fn new(calls: Vec<Call>, error: Option<BoxError>) -> Self {
        Self { calls, error }
    }

    /// The calls, in order.
    #[must_use]
    pub fn calls(&self) -> &[Call] {
        &self.calls
    }

    /// The methods of all calls.
    #[must_use]
    pub fn methods(&self) -> Vec<&str> {
        self.calls.iter().map(|call| &*call.method).collect()
    }

    /// The texts and captions of all calls that have one.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        self.calls.iter().filter_map(Call::text).collect()
    }

    /// What the inline button with this label carries, in the last call that has one.
    #[must_use]
    pub fn callback_data(&self, label: &str) -> Option<&str> {
        self.calls.iter().rev().find_map(|call| call.callback_data(label))
    }

    /// Why the update is to be delivered again, if it is.
    #[must_use]
    pub fn error(&self) -> Option<&BoxError> {
        self.error.as_ref()
    }
}
