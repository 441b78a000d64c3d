//! Updates as Telegram writes them, and a way to send them into a dispatcher.

use std::sync::{Arc, Mutex};

use tgapi::{BoxError, Reply, Update};
use tgdispatch::{BuildError, Dispatcher, Router, Settings};
use tower::ServiceExt;

pub(crate) fn update(id: u64, kind: &str, body: &str) -> Update {
    Update::from_slice(format!(r#"{{"update_id":{id},"{kind}":{body}}}"#).as_bytes()).unwrap()
}

pub(crate) fn message_json(chat: i64, chat_type: &str, more: &str) -> String {
    format!(
        r#"{{"message_id":1,"date":1700000000,"chat":{{"id":{chat},"type":"{chat_type}"}},"from":{{"id":9,"is_bot":false,"first_name":"Ann","language_code":"de"}},{more}}}"#
    )
}

pub(crate) fn quote(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A private message.
pub(crate) fn text(text: &str) -> Update {
    text_in(5, "private", text)
}

pub(crate) fn text_in(chat: i64, chat_type: &str, text: &str) -> Update {
    update(1, "message", &message_json(chat, chat_type, &format!(r#""text":{}"#, quote(text))))
}

pub(crate) fn press(data: &str) -> Update {
    let message = message_json(5, "private", r#""text":"buttons""#);
    update(
        2,
        "callback_query",
        &format!(
            r#"{{"id":"q","from":{{"id":9,"is_bot":false,"first_name":"Ann"}},"message":{message},"chat_instance":"c","data":{}}}"#,
            quote(data)
        ),
    )
}

pub(crate) fn build(router: Router) -> Dispatcher {
    router.build(Settings::new().username("this_bot")).unwrap()
}

pub(crate) fn build_error(router: Router) -> BuildError {
    router.build(Settings::new()).unwrap_err()
}

/// What the service answers.
pub(crate) async fn send(dispatcher: &Dispatcher, update: Update) -> Result<Reply, BoxError> {
    dispatcher.clone().oneshot(update).await
}

/// The text of the message that the service answers with; empty if it answers nothing.
pub(crate) async fn answer(dispatcher: &Dispatcher, update: Update) -> String {
    match send(dispatcher, update).await.unwrap().into_call() {
        None => String::new(),
        Some(call) => {
            let params: serde_json::Value = serde_json::from_str(call.params()).unwrap();
            params["text"].as_str().unwrap_or(call.method()).to_owned()
        }
    }
}

/// What happened, in order.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub(crate) fn push(&self, line: impl Into<String>) {
        self.0.lock().unwrap().push(line.into());
    }

    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}
