//! What handlers can take.

use std::sync::Arc;

use tgapi::methods::SendMessage;
use tgapi::{ChatId, Lane, Update, UpdateId, UpdateType, UserId, types};
use tgdispatch::filter::{kind, unknown};
use tgdispatch::{
    Args, ArgsRejection, CallbackData, Chat, ChosenInlineResult, Command, Context, InlineQuery, Message, Rest, Router,
    State, Text, Unknown, User,
};

use crate::support::{answer, build, message_json, press, text as said, update};

fn say(chat: ChatId, text: impl std::fmt::Debug) -> SendMessage {
    SendMessage::new(chat, format!("{text:?}"))
}

#[tokio::test]
async fn parts_of_a_message() {
    #[expect(clippy::too_many_arguments, reason = "as many as a handler can have")]
    async fn all(
        msg: Message,
        Text(text): Text,
        chat: Chat,
        user: User,
        chat_id: ChatId,
        user_id: UserId,
        update_id: UpdateId,
        kind: UpdateType,
        lane: Lane,
        shared: Arc<Update>,
        context: Context,
        query: Option<tgdispatch::CallbackQuery>,
    ) -> SendMessage {
        assert!(Arc::ptr_eq(&shared, msg.update()) && Arc::ptr_eq(context.update(), user.update()));
        assert_eq!((chat.id, user.id, lane, kind), (chat_id, user_id, Lane::Chat(chat_id), UpdateType::Message));
        assert!(query.is_none());
        say(chat_id, (text, update_id.0, &user.first_name))
    }
    let bot = build(Router::new().fallback(all));
    assert_eq!(answer(&bot, said("x")).await, r#"("x", 1, "Ann")"#);
}

#[tokio::test]
async fn plain_types_are_copied() {
    async fn plain(msg: types::Message, user: types::User, _update: Update) -> SendMessage {
        msg.answer(user.first_name)
    }
    assert_eq!(answer(&build(Router::new().fallback(plain)), said("x")).await, "Ann");
}

#[tokio::test]
async fn commands_and_their_arguments() {
    async fn ban(msg: Message, Args((who, days, why)): Args<(String, Option<u32>, Rest)>) -> SendMessage {
        msg.answer(format!("{who}|{days:?}|{}", why.0))
    }
    async fn explain(msg: Message, args: Result<Args<u8>, ArgsRejection>, cmd: Command) -> SendMessage {
        match args {
            Ok(Args(n)) => msg.answer(format!("{n}")),
            Err(problem) => msg.answer(format!("/{}: {problem}", cmd.name)),
        }
    }
    async fn start(msg: Message, payload: Option<Args<String>>) -> SendMessage {
        say(msg.chat.id, payload.map(|Args(payload)| payload))
    }
    let bot = build(Router::new().command("ban", ban).command("n", explain).command("start", start));
    assert_eq!(answer(&bot, said(r#"/ban "Ann Lee" 3 for "this" "#)).await, r#"Ann Lee|Some(3)|for "this""#);
    assert_eq!(answer(&bot, said("/ban Ann")).await, "Ann|None|");
    assert_eq!(answer(&bot, said("/ban")).await, "");
    assert_eq!(answer(&bot, said("/n 7")).await, "7");
    assert_eq!(answer(&bot, said("/N x")).await, "/n: argument 1: expected a number from 0 to 255");
    assert_eq!(answer(&bot, said("/n")).await, "/n: argument 1 is missing");
    assert_eq!(answer(&bot, said("/start")).await, "None");
    assert_eq!(answer(&bot, said("/start ref_7 x")).await, r#"Some("ref_7 x")"#);
}

#[tokio::test]
async fn queries() {
    async fn data(CallbackData(data): CallbackData, chat: Chat) -> SendMessage {
        say(chat.id, data)
    }
    async fn inline(query: InlineQuery, user: UserId) -> SendMessage {
        say(user.into(), &query.query)
    }
    async fn chosen(result: ChosenInlineResult, user: UserId) -> SendMessage {
        say(user.into(), &result.result_id)
    }
    let bot = build(Router::new().fallback(data).merge(
        Router::new().on(kind(UpdateType::InlineQuery), inline).on(kind(UpdateType::ChosenInlineResult), chosen),
    ));
    let user = r#""from":{"id":9,"is_bot":false,"first_name":"Ann"}"#;
    assert_eq!(answer(&bot, press("d")).await, r#""d""#);
    let query = update(3, "inline_query", &format!(r#"{{"id":"1",{user},"query":"cats","offset":""}}"#));
    assert_eq!(answer(&bot, query).await, r#""cats""#);
    let result = update(4, "chosen_inline_result", &format!(r#"{{"result_id":"r",{user},"query":"cats"}}"#));
    assert_eq!(answer(&bot, result).await, r#""r""#);
}

#[tokio::test]
async fn what_nobody_knows_can_be_handled() {
    async fn odd(what: Unknown) -> SendMessage {
        say(ChatId(1), (what.name, what.raw.get(), what.error.is_some()))
    }
    let bot = build(Router::new().on(unknown(), odd));
    assert_eq!(answer(&bot, update(1, "telepathy", r#"{"a":1}"#)).await, r#"("telepathy", "{\"a\":1}", false)"#);
    assert_eq!(answer(&bot, update(1, "message", r#"{"a":1}"#)).await, r#"("message", "{\"a\":1}", true)"#);
    assert_eq!(answer(&bot, said("x")).await, "");
    // A malformed message is no message.
    let bot = build(Router::new().on(kind(UpdateType::Message), async || SendMessage::new(1, "message")));
    assert_eq!(answer(&bot, update(1, "message", r#"{"a":1}"#)).await, "");
    assert_eq!(answer(&bot, said("x")).await, "message");
}

#[tokio::test]
async fn state_and_parts_of_it() {
    #[derive(Clone)]
    struct App {
        name: &'static str,
        limit: u8,
    }
    tgdispatch::from_ref!(App { limit: u8 });
    async fn whole(msg: Message, State(app): State<App>, State(limit): State<u8>) -> SendMessage {
        msg.answer(format!("{} {limit}", app.name))
    }
    async fn other(msg: Message, State(word): State<&'static str>) -> SendMessage {
        msg.answer(word)
    }
    let with_app = Router::new().command("app", whole).with_state(App { name: "a", limit: 3 });
    let nested = Router::new().command("word", other).with_state("w");
    let bot = build(with_app.nest(tgdispatch::filter::text(), nested));
    assert_eq!(answer(&bot, said("/app")).await, "a 3");
    assert_eq!(answer(&bot, said("/word")).await, "w");
}

#[test]
fn a_context_says_nothing_of_the_message() {
    let context = Context::new(update(1, "message", &message_json(5, "private", r#""text":"private words""#)));
    assert!(!format!("{context:?}").contains("private"));
}
