//! What handlers can take.

use std::sync::Arc;

use tgapi::methods::SendMessage;
use tgapi::{ChatId, Lane, Update, UpdateId, UpdateType, UserId, types};
use tgdispatch::content::{Document, ForwardOrigin, NewMembers, Photo};
use tgdispatch::filter::{forwarded, kind, message, photo, reply, unknown};
use tgdispatch::{
    Args, ArgsRejection, BuildError, CallbackData, Caption, Chat, ChosenInlineResult, Command, Context, Extension,
    InlineQuery, Message, ReplyTo, Rest, Router, Settings, State, Text, Unknown, User,
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

#[tokio::test]
async fn what_a_message_carries() {
    async fn pictured(photo: Photo, caption: Option<Caption>, chat: ChatId) -> SendMessage {
        say(chat, (photo.len(), photo.last().map(|size| size.width), caption.map(|Caption(text)| text)))
    }
    async fn filed(document: Document, chat: ChatId) -> SendMessage {
        say(chat, document.file_name.as_deref())
    }
    async fn joined(users: NewMembers, chat: ChatId) -> SendMessage {
        say(chat, users.len())
    }
    async fn captioned(Caption(text): Caption, chat: ChatId) -> SendMessage {
        say(chat, text)
    }
    // A photo with the filter, the rest by their arguments alone.
    let router = Router::new().on(photo(), pictured).fallback(joined);
    let router = router.on(message(), filed).on(message(), captioned);
    let kinds = router.allowed_updates();
    assert!(kinds.contains(&UpdateType::ChannelPost) && !kinds.contains(&UpdateType::CallbackQuery), "{kinds:?}");
    let bot = build(router);
    let with = |more: &str| update(1, "message", &message_json(5, "private", more));
    let size = r#"{"file_id":"a","file_unique_id":"b","width":90,"height":90}"#;
    let sizes = format!(r#"{size},{}"#, size.replace("90", "320"));
    assert_eq!(answer(&bot, with(&format!(r#""photo":[{sizes}]"#))).await, "(2, Some(320), None)");
    let captioned = with(&format!(r#""photo":[{sizes}],"caption":"x""#));
    assert_eq!(answer(&bot, captioned).await, r#"(2, Some(320), Some("x"))"#);
    assert_eq!(answer(&bot, with(r#""photo":[],"caption":"y""#)).await, r#""y""#);
    let file = r#""document":{"file_id":"a","file_unique_id":"b","file_name":"z.txt"}"#;
    assert_eq!(answer(&bot, with(file)).await, r#"Some("z.txt")"#);
    let users = r#""new_chat_members":[{"id":1,"is_bot":false,"first_name":"Bo"}]"#;
    assert_eq!(answer(&bot, with(users)).await, "1");
    assert_eq!(answer(&bot, with(r#""text":"a photo""#)).await, "");
}

#[tokio::test]
async fn what_a_message_is_about() {
    async fn answered(chat: ChatId, ReplyTo(original): ReplyTo) -> SendMessage {
        say(chat, original.text.as_deref())
    }
    async fn passed_on(chat: ChatId, origin: ForwardOrigin) -> SendMessage {
        say(chat, matches!(*origin, types::MessageOrigin::HiddenUser(_)))
    }
    let bot = build(Router::new().on(reply(), answered).on(forwarded(), passed_on));
    let with = |more: &str| update(1, "message", &message_json(5, "private", more));
    let original = message_json(5, "private", r#""text":"the question""#);
    let reply = with(&format!(r#""text":"x","reply_to_message":{original}"#));
    assert_eq!(answer(&bot, reply).await, r#"Some("the question")"#);
    let origin = r#""text":"x","forward_origin":{"type":"hidden_user","date":1,"sender_user_name":"Bo"}"#;
    assert_eq!(answer(&bot, with(origin)).await, "true");
    assert_eq!(answer(&bot, said("x")).await, "");
}

#[tokio::test]
async fn extensions_are_there_or_the_router_is_not_built() {
    async fn handler(chat: ChatId, Extension(n): Extension<u8>, name: Option<Extension<&'static str>>) -> SendMessage {
        say(chat, (n, name.map(|Extension(name)| name)))
    }
    let inner = Router::new().on(|update: &Update| update.text() == Some("in"), handler).extension(1_u8);
    let router = Router::new().nest(message(), inner).fallback(handler).extension(2_u8).extension("named");
    let bot = build(router);
    assert_eq!(answer(&bot, said("in")).await, r#"(1, Some("named"))"#);
    assert_eq!(answer(&bot, said("out")).await, r#"(2, Some("named"))"#);
    // Given before the route, it is not the route's.
    let error = Router::new().extension(3_u8).fallback(handler).build(Settings::new()).unwrap_err();
    assert!(matches!(&error, BuildError::MissingExtension { extension: "u8", .. }), "{error}");
}
