//! Which handler gets an update.

use tgapi::methods::SendMessage;
use tgapi::types::ChatType;
use tgapi::{Update, UpdateType};
use tgdispatch::filter::{callback_data, chat_type, command, message, text};
use tgdispatch::{
    Args, BuildError, CallbackQuery, Context, Filter, FromUpdate, Message, Missing, Router, Settings, Text,
};

use crate::support::{answer, build, build_error, message_json, press, text as said, text_in, update};

async fn start(msg: Message) -> SendMessage {
    msg.answer("started")
}

async fn echo(msg: Message, Text(text): Text) -> SendMessage {
    msg.answer(text)
}

async fn number(msg: Message, Args(n): Args<u32>) -> SendMessage {
    msg.answer(format!("number {n}"))
}

async fn other(msg: Message) -> SendMessage {
    msg.answer("other")
}

#[tokio::test]
async fn commands_come_before_filters_and_filters_in_their_order() {
    let shouting = |update: &Update| update.text().is_some_and(|text| text.ends_with('!'));
    let bot = build(Router::new().on(shouting, other).on(text(), echo).command("start", start));
    assert_eq!(answer(&bot, said("/start")).await, "started");
    assert_eq!(answer(&bot, said("/start!")).await, "other");
    assert_eq!(answer(&bot, said("hey!")).await, "other");
    assert_eq!(answer(&bot, said("hey")).await, "hey");
    assert_eq!(answer(&bot, press("x")).await, "");
}

#[tokio::test]
async fn a_command_is_found_however_it_is_written() {
    let bot = build(Router::new().command("start", start).on(text(), other));
    for line in ["/start", "/START", "/Start@this_bot", "/start@THIS_BOT now", "/start\nnow"] {
        assert_eq!(answer(&bot, said(line)).await, "started", "{line}");
    }
    for line in ["/start@other_bot", "start", "/starting", " /start"] {
        assert_eq!(answer(&bot, said(line)).await, "other", "{line}");
    }
    let caption = update(1, "message", &message_json(5, "private", r#""caption":"/start","photo":[]"#));
    assert_eq!(answer(&bot, caption).await, "started");
    let edited = update(1, "edited_message", &message_json(5, "private", r#""text":"/start""#));
    assert_eq!(answer(&bot, edited).await, "");
}

#[tokio::test]
async fn without_a_name_a_command_for_some_bot_is_nobodys() {
    let bot = Router::new().command("start", start).build(Settings::new()).unwrap();
    assert_eq!(answer(&bot, said("/start")).await, "started");
    assert_eq!(answer(&bot, said("/start@this_bot")).await, "");
}

#[tokio::test]
async fn what_does_not_fit_goes_on_to_the_next() {
    let bot = build(Router::new().command("n", number).on(command(), start).on(text(), echo).fallback(other));
    assert_eq!(answer(&bot, said("/n 7")).await, "number 7");
    assert_eq!(answer(&bot, said("/n seven")).await, "started");
    assert_eq!(answer(&bot, said("/what")).await, "started");
    let photo = update(1, "message", &message_json(5, "private", r#""photo":[]"#));
    assert_eq!(answer(&bot, photo).await, "other");
    // The fallback takes a message: a press is not one.
    assert_eq!(answer(&bot, press("x")).await, "");
}

#[tokio::test]
async fn filters_combine() {
    async fn yes(query: CallbackQuery) -> Option<SendMessage> {
        query.send("yes")
    }
    let group = chat_type(ChatType::Group);
    let router = Router::new()
        .on(callback_data("vote:"), yes)
        .on(text().and(group.not()), echo)
        .on(message().and(text().not()).or(chat_type(ChatType::Group)), other);
    let bot = build(router);
    assert_eq!(answer(&bot, press("vote:1")).await, "yes");
    assert_eq!(answer(&bot, press("x")).await, "");
    assert_eq!(answer(&bot, said("a")).await, "a");
    assert_eq!(answer(&bot, text_in(-5, "group", "a")).await, "other");
}

#[tokio::test]
async fn a_nested_router_is_tried_in_its_place() {
    let private = Router::new().command("help", start).fallback(echo);
    let bot = build(Router::new().nest(chat_type(ChatType::Private), private).on(text(), other).command("stop", start));
    assert_eq!(answer(&bot, said("/help")).await, "started");
    assert_eq!(answer(&bot, said("hi")).await, "hi");
    assert_eq!(answer(&bot, text_in(-5, "group", "/help")).await, "other");
    assert_eq!(answer(&bot, text_in(-5, "group", "/stop")).await, "started");
    let photo = update(1, "message", &message_json(5, "private", r#""photo":[]"#));
    assert_eq!(answer(&bot, photo).await, "");
}

#[tokio::test]
async fn a_merged_router_comes_after() {
    let more = Router::new().command("start", start).on(text(), other).fallback(other);
    let bot = build(Router::new().on(|update: &Update| update.text() == Some("a"), echo).merge(more));
    assert_eq!(answer(&bot, said("/start")).await, "started");
    assert_eq!(answer(&bot, said("a")).await, "a");
    assert_eq!(answer(&bot, said("b")).await, "other");
}

#[test]
fn what_is_wrong_is_told_when_it_is_built() {
    let start_twice = Router::new().command("start", start).merge(Router::new().command("start", other));
    let error = build_error(start_twice);
    assert!(matches!(&error, BuildError::DuplicateCommand { name, .. } if name == "start"));
    assert!(error.to_string().contains("routing::start") && error.to_string().contains("routing::other"), "{error}");
    for name in ["", "/start", "Start", "two words"] {
        assert!(matches!(build_error(Router::new().command(name, start)), BuildError::BadCommandName { .. }), "{name}");
    }
    let fallbacks = Router::new().fallback(start).merge(Router::new().fallback(other));
    assert!(matches!(build_error(fallbacks), BuildError::TwoFallbacks { .. }));
    let nested = Router::new().nest(text(), Router::new().fallback(start).fallback(start));
    assert!(matches!(build_error(nested), BuildError::TwoFallbacks { .. }));
    async fn pressed(_: CallbackQuery) {}
    let nested = Router::new().nest(text(), Router::new().fallback(pressed));
    assert!(matches!(build_error(nested), BuildError::NeverFits { .. }));
    assert!(matches!(build_error(Router::new().on(text(), pressed)), BuildError::NeverFits { .. }));
    assert!(matches!(build_error(Router::new().command("x", pressed)), BuildError::NeverFits { .. }));
    let username = Router::new().build(Settings::new().username("my bot"));
    assert!(matches!(username, Err(BuildError::BadUsername { .. })));
    assert!(Router::new().build(Settings::new().username("@my_bot")).is_ok());
}

#[test]
fn a_client_that_is_not_there_is_missed_when_it_is_built() {
    #[cfg(feature = "client")]
    {
        async fn asks(_client: tgapi::Client) {}
        assert!(matches!(build_error(Router::new().command("x", asks)), BuildError::NeedsClient { .. }));
    }
    async fn two(msg: Message) -> (SendMessage, SendMessage) {
        (msg.answer("a"), msg.answer("b"))
    }
    assert!(matches!(build_error(Router::new().fallback(two)), BuildError::NeedsClientForReplies { .. }));
}

#[tokio::test]
async fn the_longest_prefix_of_a_button_comes_first() {
    let named = |name: &'static str| move |query: CallbackQuery| async move { query.send(name) };
    let refuses = |query: CallbackQuery, _: Never| async move { query.send("never") };
    let router = Router::new()
        .on(callback_data("vote:"), named("filter"))
        .callback("vote:", named("vote"))
        .callback("vote:no:", named("no"))
        .merge(Router::new().callback("vö", named("umlaut")).callback("vote:maybe", refuses));
    assert_eq!(router.allowed_updates(), [UpdateType::CallbackQuery]);
    let bot = build(router);
    let presses = [("vote:yes", "vote"), ("vote:no:1", "no"), ("vote:no", "vote"), ("vöte", "umlaut"), ("v", "")];
    for (data, route) in presses.into_iter().chain([("vote:maybe", "vote")]) {
        assert_eq!(answer(&bot, press(data)).await, route, "{data}");
    }
    assert_eq!(answer(&build(Router::new().callback("", named("any"))), press("x")).await, "any");
}

/// Fits no update.
struct Never;

impl<S> FromUpdate<S> for Never {
    type Rejection = Missing;

    fn from_update(_context: &Context, _state: &S) -> Result<Self, Missing> {
        Err(Missing::new("chance"))
    }
}

#[test]
fn a_prefix_is_checked_when_it_is_built() {
    async fn pressed(_: CallbackQuery) {}
    async fn commanded(_: CallbackQuery, _: Args<String>) {}
    let twice = Router::new().callback("a", pressed).merge(Router::new().callback("a", pressed));
    assert!(matches!(build_error(twice), BuildError::DuplicateCallback { prefix, .. } if prefix == "a"));
    let long = Router::new().callback("a".repeat(65), pressed);
    assert!(matches!(build_error(long), BuildError::LongCallback { .. }));
    // A command's argument no button has.
    assert!(matches!(build_error(Router::new().callback("a", commanded)), BuildError::NeverFits { .. }));
    assert!(Router::new().callback("a".repeat(64), pressed).build(Settings::new()).is_ok());
}
