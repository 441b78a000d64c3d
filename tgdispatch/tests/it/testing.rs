//! The kit for tests, tested.

use std::time::Duration;

use tgapi::keyboard::InlineKeyboard;
use tgapi::methods::{AnswerCallbackQuery, SendMessage};
use tgapi::types::PhotoSize;
use tgapi::{Update, UpdateKind};
use tgdispatch::content::Photo;
use tgdispatch::filter::{photo, text};
use tgdispatch::testing::TestBot;
use tgdispatch::{BuildError, CallbackQuery, Failure, InlineQuery, Message, Retry, Router, Session, Sessions, User};

async fn ask(msg: Message) -> SendMessage {
    let keyboard = InlineKeyboard::new().callback("Yes", "vote:yes").callback("No", "vote:no").build().unwrap();
    msg.answer("Tea?").reply_markup(keyboard)
}

async fn vote(query: CallbackQuery) -> (AnswerCallbackQuery, Option<SendMessage>) {
    let said = query.data.as_deref().unwrap_or_default().to_owned();
    (query.answer(), query.send(said))
}

#[tokio::test]
async fn buttons_are_found_by_their_label() {
    let bot = TestBot::new(Router::new().command("tea", ask).callback("vote:", vote)).unwrap();
    let ann = bot.user("Ann");
    let asked = ann.says("/tea@test_bot").await;
    assert_eq!((asked.texts(), asked.callback_data("Perhaps")), (vec!["Tea?"], None));
    let voted = ann.presses(asked.callback_data("No").unwrap()).await;
    assert_eq!((voted.methods(), voted.texts()), (vec!["answerCallbackQuery", "sendMessage"], vec!["vote:no"]));
    assert!(ann.says("/tea@other_bot").await.calls().is_empty());
}

#[tokio::test]
async fn people_are_told_apart_and_so_are_chats() {
    async fn who(msg: Message, user: User) -> SendMessage {
        msg.answer(format!("{} {} {}", user.first_name, msg.chat.id == user.id.0.into(), msg.is_group()))
    }
    let bot = TestBot::new(Router::new().on(text(), who)).unwrap();
    let (ann, bo) = (bot.user("Ann"), bot.user("Bo"));
    assert_ne!(ann.id(), bo.id());
    assert_eq!(ann.says("x").await.texts(), ["Ann true false"]);
    assert_eq!(bo.in_group(-7).says("x").await.texts(), ["Bo false true"]);
}

#[tokio::test]
async fn anything_can_be_sent_in() {
    async fn sizes(msg: Message, photo: Photo) -> SendMessage {
        msg.answer(photo.len().to_string())
    }
    async fn search(query: InlineQuery, user: User) -> SendMessage {
        SendMessage::new(user.id, format!("{} {:?}", query.query, user.language_code.as_deref()))
    }
    let bot = TestBot::new(Router::new().on(photo(), sizes).fallback(search)).unwrap();
    let ann = bot.user("Ann").speaking("sv");
    assert_eq!(ann.sends(|message| message.photo = vec![PhotoSize::new("a", "b", 1, 1)]).await.texts(), ["1"]);
    assert_eq!(ann.queries("cats").await.texts(), [r#"cats Some("sv")"#]);
}

#[tokio::test]
async fn calls_can_fail_and_updates_be_asked_for_again() {
    async fn sorry(failure: Failure) -> Option<SendMessage> {
        let chat = failure.context().chat()?.id;
        (failure.reply_method() == Some("sendMessage")).then(|| SendMessage::new(chat, "sorry"))
    }
    async fn busy(_: Message) -> Result<(), Retry> {
        Err(Retry::new("busy"))
    }
    let bot = TestBot::new(Router::new().command("tea", ask).on(text(), busy).on_error(sorry)).unwrap();
    bot.on_call(|call| if call.text() == Some("Tea?") { Err("no".into()) } else { Ok(()) });
    let ann = bot.user("Ann");
    assert_eq!(ann.says("/tea").await.texts(), ["Tea?", "sorry"]);
    let mut message = ann.message();
    message.text = Some("x".to_owned());
    let update = Update::new(9_000, UpdateKind::Message(Box::new(message)));
    for attempt in 1..=3 {
        let replies = bot.send_numbered(update.clone()).await;
        assert_eq!(replies.error().is_some(), attempt < 3, "{attempt}");
    }
}

#[tokio::test(start_paused = true)]
async fn time_is_the_tests() {
    async fn count(msg: Message, seen: Session<u32>) -> SendMessage {
        let mut n = seen.lock();
        *n += 1;
        msg.answer(n.to_string())
    }
    let router = Router::new().on(text(), count).with_state(Sessions::idle(Duration::from_secs(10)));
    let bot = TestBot::new(router).unwrap();
    let ann = bot.user("Ann");
    assert_eq!(ann.says("x").await.texts(), ["1"]);
    assert_eq!(ann.says("x").await.texts(), ["2"]);
    tokio::time::sleep(Duration::from_secs(11)).await;
    assert_eq!(ann.says("x").await.texts(), ["1"]);
}

#[test]
fn what_is_wrong_with_the_router_is_told() {
    let router = Router::new().fallback(async || {}).fallback(async || {});
    assert!(matches!(TestBot::new(router), Err(BuildError::TwoFallbacks { .. })));
}
