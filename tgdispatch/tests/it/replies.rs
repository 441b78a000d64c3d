//! What becomes of what handlers return.

use tgapi::methods::{AnswerCallbackQuery, SendMessage};
use tgapi::{BoxError, InputFile, RawCall, Reply};
use tgdispatch::filter::{callback_query, text};
use tgdispatch::{CallbackQuery, IntoReply, Message, Router, Settings, Text};

use crate::support::{Log, answer, build, press, send, text as said};

/// Sends by writing down what it would send; `fail` cannot be sent.
fn recording(log: &Log) -> Settings {
    let log = log.clone();
    Settings::new().send_with(move |call: RawCall| {
        let log = log.clone();
        async move {
            log.push(format!("{} {}", call.method(), call.params()));
            if call.params().contains("fail") { Err("refused".into()) } else { Ok(()) }
        }
    })
}

#[tokio::test]
async fn every_kind_of_result_is_a_reply() {
    async fn nothing() {}
    async fn method(msg: Message) -> SendMessage {
        msg.answer("a")
    }
    async fn opaque(msg: Message) -> impl IntoReply {
        msg.answer("a")
    }
    async fn opaque_or_not(msg: Message) -> Result<impl IntoReply, BoxError> {
        Ok(msg.answer("a"))
    }
    async fn some(msg: Message) -> Option<SendMessage> {
        Some(msg.answer("a"))
    }
    async fn none(_: Message) -> Option<SendMessage> {
        None
    }
    async fn fine(msg: Message) -> Result<SendMessage, std::io::Error> {
        Ok(msg.answer("a"))
    }
    async fn deep(msg: Message) -> Result<Option<SendMessage>, BoxError> {
        Ok(Some(msg.answer("a")))
    }
    async fn untyped(msg: Message) -> Result<Reply, BoxError> {
        Ok(RawCall::new(&msg.answer("a"))?.into())
    }
    async fn raw(msg: Message) -> RawCall {
        RawCall::new(&msg.answer("a")).unwrap()
    }
    async fn unit() -> Result<(), BoxError> {
        Ok(())
    }
    for (router, expected) in [
        (Router::new().fallback(nothing), ""),
        (Router::new().fallback(method), "a"),
        (Router::new().fallback(opaque), "a"),
        (Router::new().fallback(opaque_or_not), "a"),
        (Router::new().fallback(some), "a"),
        (Router::new().fallback(none), ""),
        (Router::new().fallback(fine), "a"),
        (Router::new().fallback(deep), "a"),
        (Router::new().fallback(untyped), "a"),
        (Router::new().fallback(raw), "a"),
        (Router::new().fallback(unit), ""),
        (Router::new().fallback(|msg: Message| async move { msg.answer("a") }), "a"),
        (Router::new().fallback(async |msg: Message| msg.answer("a")), "a"),
    ] {
        assert_eq!(answer(&build(router), said("x")).await, expected);
    }
}

#[tokio::test]
async fn a_reply_is_sent_and_the_service_answers_nothing() {
    let log = Log::default();
    let router = Router::new().on(text(), async |msg: Message| msg.answer("a"));
    let bot = router.build(recording(&log)).unwrap();
    assert!(matches!(send(&bot, said("x")).await, Ok(Reply::None)));
    assert_eq!(log.take(), [r#"sendMessage {"chat_id":5,"text":"a"}"#]);
}

#[tokio::test]
async fn several_replies_are_sent_in_order_and_the_last_may_go_with_the_response() {
    async fn both(query: CallbackQuery) -> (AnswerCallbackQuery, Option<SendMessage>) {
        (query.answer(), query.send("a"))
    }
    async fn list(msg: Message) -> Vec<SendMessage> {
        vec![msg.answer("1"), msg.answer("2"), msg.answer("3")]
    }
    let log = Log::default();
    let router = || Router::new().on(callback_query(), both).on(text(), list);
    let bot = router().build(recording(&log)).unwrap();
    assert!(matches!(send(&bot, press("x")).await, Ok(Reply::None)));
    let calls = log.take();
    assert!(calls.len() == 2 && calls[0].starts_with("answerCallbackQuery") && calls[1].starts_with("sendMessage"));

    let bot = router().build(recording(&log).reply_in_response(true)).unwrap();
    assert_eq!(answer(&bot, said("x")).await, "3");
    assert_eq!(log.take().len(), 2);
}

#[tokio::test]
async fn a_reply_with_a_file_is_sent_even_if_replies_go_with_the_response() {
    async fn file() -> tgapi::methods::SetWebhook {
        tgapi::methods::SetWebhook::new("https://x").certificate(InputFile::bytes("c.pem", "PEM"))
    }
    let log = Log::default();
    let bot = Router::new().fallback(file).build(recording(&log).reply_in_response(true)).unwrap();
    assert!(matches!(send(&bot, said("x")).await, Ok(Reply::None)));
    assert_eq!(log.take().len(), 1);
}

#[tokio::test]
async fn what_telegram_ignores_in_an_answer_is_sent() {
    async fn untyped(Text(method): Text) -> RawCall {
        RawCall::from_parts(method, &serde_json::json!({}), []).unwrap()
    }
    let log = Log::default();
    let bot = Router::new().on(text(), untyped).build(recording(&log).reply_in_response(true)).unwrap();
    for method in ["getMe", "GetChat", "setWebhook", "deleteWebhook", "close", "LOGOUT"] {
        assert!(matches!(send(&bot, said(method)).await, Ok(Reply::None)));
        assert_eq!(log.take(), [format!("{method} {{}}")]);
    }
    for method in ["sendMessage", "closeForumTopic", "ge"] {
        assert!(matches!(send(&bot, said(method)).await, Ok(Reply::Call(_))));
        assert!(log.take().is_empty());
    }
}

#[tokio::test]
async fn a_reply_that_cannot_be_sent_goes_to_the_error_handler() {
    let log = Log::default();
    let errors = Log::default();
    let seen = errors.clone();
    let router = Router::new().on(text(), async |msg: Message| msg.answer("fail")).on_error(
        move |failure: tgdispatch::Failure| {
            seen.push(failure.to_string());
            async move {
                assert_eq!((failure.is_handler(), failure.reply_method()), (false, Some("sendMessage")));
                failure.context().chat().map(|chat| SendMessage::new(chat.id, "sorry"))
            }
        },
    );
    let bot = router.build(recording(&log)).unwrap();
    assert!(matches!(send(&bot, said("x")).await, Ok(Reply::None)));
    assert_eq!(log.take().len(), 2);
    let errors = errors.take();
    assert!(errors.len() == 1 && errors[0].ends_with("was not sent: refused"), "{errors:?}");
}
