//! `#[derive(Callback)]` from outside.

use tgapi::methods::AnswerCallbackQuery;
use tgapi::{ChatId, UpdateType};
use tgdispatch::testing::TestBot;
use tgdispatch::{Callback, CallbackField, CallbackQuery, CallbackRejection, Fields, Router};

#[derive(Callback, Clone, Debug, PartialEq)]
#[callback(prefix = "nav", version = 12)]
enum Nav {
    Open {
        chat: ChatId,
        order: Option<Order>,
    },
    #[callback(tag = "s")]
    Search(String, u8),
    Close,
}

#[derive(CallbackField, Clone, Copy, Debug, PartialEq)]
enum Order {
    NewestFirst,
    #[callback(tag = "b")]
    Best,
}

#[derive(Callback, Debug, PartialEq)]
#[callback(prefix = "x")]
struct Unit;

#[derive(Callback, Debug, PartialEq)]
#[callback(prefix = "three", migrate = three)]
struct Three(i64, u64, char);

fn three(version: u32, _: Fields<'_>) -> Option<Three> {
    (version == 7).then_some(Three(0, 0, '7'))
}

#[test]
fn what_is_written_is_read() {
    for (nav, data) in [
        (Nav::Open { chat: ChatId(-100), order: None }, "nav:12!open:-2s:"),
        (Nav::Open { chat: ChatId(36), order: Some(Order::NewestFirst) }, "nav:12!open:10:newest_first"),
        (Nav::Search("a:b!".to_owned(), 255), "nav:12!s:a%3Ab%21:73"),
        (Nav::Close, "nav:12!close"),
    ] {
        assert_eq!(nav.try_data().as_deref(), Ok(data));
        assert_eq!(Nav::from_data(data), Ok(nav));
    }
    assert_eq!((Unit.data(), Unit::from_data("x:")), ("x:".to_owned(), Ok(Unit)));
    assert_eq!(Unit::from_data("x:1"), Err(CallbackRejection::Unreadable));
    assert_eq!(Nav::from_data("nav:close"), Err(CallbackRejection::Version { version: 1 }));
    assert_eq!(Nav::from_data("nav:12!close:1"), Err(CallbackRejection::Unreadable));
    assert_eq!(Nav::from_data("nav:12!open:-2s:worst"), Err(CallbackRejection::Unreadable));
    assert_eq!(Three::from_data("three:7!"), Ok(Three(0, 0, '7')));
    assert_eq!(Three::from_data("three:8!"), Err(CallbackRejection::Version { version: 8 }));
}

#[test]
fn the_longest_is_known() {
    assert_eq!(Three::MAX_LEN, "three:".len() + 14 + 1 + 13 + 1 + 4);
    assert_eq!(Three(i64::MIN, u64::MAX, '😀').data().len(), Three::MAX_LEN);
    assert_eq!((Nav::MAX_LEN, Unit::MAX_LEN), (usize::MAX, 2));
}

#[tokio::test]
async fn presses_are_found_by_their_prefix() {
    async fn nav(press: CallbackQuery, nav: Result<Nav, CallbackRejection>) -> AnswerCallbackQuery {
        press.answer().text(nav.map_or_else(|why| why.to_string(), |nav| format!("{nav:?}")))
    }
    async fn unit(press: CallbackQuery, _: Unit) -> AnswerCallbackQuery {
        press.answer().text("unit")
    }
    let router = Router::new().callback(Nav::PREFIX, nav).callback(Unit::PREFIX, unit);
    assert_eq!(router.allowed_updates(), [UpdateType::CallbackQuery]);
    let bot = TestBot::new(router).unwrap();
    let ann = bot.user("Ann");
    assert_eq!(ann.presses(Nav::Close.try_data().unwrap()).await.texts(), ["Close"]);
    assert_eq!(ann.presses("nav:close").await.texts(), ["the button is of version 1, which means nothing any more"]);
    assert_eq!(ann.presses(Unit.data()).await.texts(), ["unit"]);
    assert!(ann.presses("x:y").await.calls().is_empty());
}
