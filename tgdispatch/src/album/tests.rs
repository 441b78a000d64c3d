//! When an album is whole, and when its members are done with. Under paused time.

use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

use tgapi::methods::SendMessage;
use tgapi::types::{Chat, ChatType, Message, User};
use tgapi::{Update, UpdateKind};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use tower::{Service, ServiceExt};

use super::*;
use crate::filter::{album, text};
use crate::{Dispatcher, Lanes, LanesLayer, Retry, Router, Settings, State};

const SETTLE: Duration = Duration::from_millis(500);

type Log = Arc<Mutex<Vec<String>>>;
type Bot = AlbumsService<Lanes<Dispatcher>>;
type Answer = Result<tgapi::Reply, tgapi::BoxError>;

fn bot(albums: &Albums) -> (Bot, Log) {
    #[derive(Clone)]
    struct App {
        albums: Albums,
        log: Log,
    }
    crate::from_ref!(App { albums: Albums, log: Log });

    async fn show(album: Album, State(log): State<Log>) -> Result<SendMessage, Retry> {
        let numbers: Vec<_> = album.iter().map(|message| message.message_id.0).collect();
        let caption = album.caption().unwrap_or("none").to_owned();
        if caption == "slow" {
            sleep(Duration::from_secs(60)).await;
        }
        log.lock().unwrap().push(format!("{numbers:?} {caption}"));
        if caption == "again" { Err(Retry::new("not now")) } else { Ok(album[0].answer("thanks")) }
    }
    async fn say(msg: crate::Message, State(log): State<Log>) {
        log.lock().unwrap().push(msg.text.clone().unwrap_or_default());
    }
    let log = Log::default();
    let app = App { albums: albums.clone(), log: Arc::clone(&log) };
    let router = Router::new().on(album(), show).on(text(), say).with_state(app);
    let lanes = router.build(Settings::new()).unwrap().in_lanes(LanesLayer::new());
    (albums.layer(lanes), log)
}

fn message(id: i64, user: i64, fill: impl FnOnce(Message) -> Message) -> Update {
    let mut message = Message::new(id, 1_700_000_000, Chat::new(-5, ChatType::Supergroup));
    message.from = Some(Box::new(User::new(user, "Ann")));
    Update::new(id.unsigned_abs(), UpdateKind::Message(Box::new(fill(message))))
}

fn picture(id: i64, user: i64, group: &str, caption: &str) -> Update {
    message(id, user, |message| {
        let message = message.media_group_id(group);
        if caption.is_empty() { message } else { message.caption(caption) }
    })
}

fn word(id: i64, user: i64, text: &str) -> Update {
    message(id, user, |message| message.text(text))
}

/// Sends an update now, and gives its outcome later.
async fn send(bot: &mut Bot, update: Update) -> JoinHandle<Answer> {
    let future = bot.ready().await.unwrap().call(update);
    tokio::spawn(future)
}

fn logged(log: &Log) -> Vec<String> {
    std::mem::take(&mut *log.lock().unwrap())
}

fn has_call(answer: &Answer) -> bool {
    matches!(answer, Ok(tgapi::Reply::Call(_)))
}

#[tokio::test(start_paused = true)]
async fn members_are_one_call_and_done_with_when_it_is() {
    let albums = Albums::new();
    let (mut bot, log) = bot(&albums);
    let begun = Instant::now();
    let first = send(&mut bot, picture(2, 7, "g", "")).await;
    let second = send(&mut bot, picture(1, 7, "g", "slow")).await;
    let third = send(&mut bot, picture(3, 7, "g", "")).await;
    sleep(Duration::from_secs(59)).await;
    assert!(!first.is_finished() && !second.is_finished() && !third.is_finished() && logged(&log).is_empty());
    // In the order of their numbers; the last of them has the reply.
    assert!(!has_call(&first.await.unwrap()) && !has_call(&second.await.unwrap()) && has_call(&third.await.unwrap()));
    assert_eq!(logged(&log), ["[1, 2, 3] slow"]);
    assert_eq!(begun.elapsed(), SETTLE + Duration::from_secs(60));
    assert_eq!((albums.open(), albums.table.collected(tgapi::UpdateId(1)).is_none()), (0, true));
}

#[tokio::test(start_paused = true)]
async fn each_message_begins_the_wait_anew() {
    let (mut bot, log) = bot(&Albums::new());
    for id in 1..=4 {
        drop(send(&mut bot, picture(id, 7, "g", "")).await);
        drop(send(&mut bot, picture(100 + id, 8, "h", "")).await);
        sleep(SETTLE - Duration::from_millis(1)).await;
    }
    assert!(logged(&log).is_empty());
    sleep(Duration::from_millis(2)).await;
    assert_eq!(logged(&log), ["[1, 2, 3, 4] none", "[101, 102, 103, 104] none"]);
}

#[tokio::test(start_paused = true)]
async fn a_sender_that_waits_for_each_answer_gets_it() {
    let (mut bot, log) = bot(&Albums::new());
    let begun = Instant::now();
    for id in 1..=5 {
        // As a webhook does: the next one when this one is answered.
        assert!(send(&mut bot, picture(id, 7, "g", "")).await.await.unwrap().is_ok());
        sleep(Duration::from_millis(100)).await;
    }
    // Only the first was kept back.
    assert_eq!(begun.elapsed(), SETTLE + 5 * Duration::from_millis(100));
    assert!(logged(&log).is_empty());
    sleep(SETTLE).await;
    assert_eq!(logged(&log), ["[1, 2, 3, 4, 5] none"]);
}

#[tokio::test(start_paused = true)]
async fn a_lonely_member_is_an_album_of_one() {
    let (mut bot, log) = bot(&Albums::new());
    assert!(send(&mut bot, picture(1, 7, "g", "")).await.await.unwrap().is_ok());
    sleep(SETTLE + Duration::from_millis(1)).await;
    assert_eq!(logged(&log), ["[1] none"]);
}

#[tokio::test(start_paused = true)]
async fn what_the_same_person_sends_next_comes_after_the_album() {
    let (mut bot, log) = bot(&Albums::new());
    let begun = Instant::now();
    drop(send(&mut bot, picture(1, 7, "g", "")).await);
    drop(send(&mut bot, picture(2, 7, "g", "")).await);
    // Somebody else does not wait, and divides nothing.
    send(&mut bot, word(3, 8, "hello")).await.await.unwrap().unwrap();
    drop(send(&mut bot, picture(4, 7, "g", "")).await);
    send(&mut bot, word(5, 7, "there")).await.await.unwrap().unwrap();
    assert_eq!(logged(&log), ["hello", "[1, 2, 4] none", "there"]);
    // And another album is one.
    drop(send(&mut bot, picture(6, 7, "h", "")).await);
    drop(send(&mut bot, picture(7, 7, "i", "")).await);
    send(&mut bot, word(8, 7, "!")).await.await.unwrap().unwrap();
    assert_eq!(logged(&log), ["[6] none", "[7] none", "!"]);
    assert_eq!(begun.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn ten_are_whole_and_too_many_albums_end_the_oldest() {
    let albums = Albums::new().max_open(NonZeroUsize::new(2).unwrap());
    let (mut bot, log) = bot(&albums);
    let mut ten = Vec::new();
    for id in 1..=10 {
        ten.push(send(&mut bot, picture(id, 7, "g", "")).await);
    }
    for member in ten {
        member.await.unwrap().unwrap();
    }
    assert_eq!(logged(&log), ["[1, 2, 3, 4, 5, 6, 7, 8, 9, 10] none"]);
    let oldest = send(&mut bot, picture(11, 1, "a", "")).await;
    drop(send(&mut bot, picture(12, 2, "b", "")).await);
    drop(send(&mut bot, picture(13, 3, "c", "")).await);
    oldest.await.unwrap().unwrap();
    assert_eq!((logged(&log), albums.open()), (vec!["[11] none".to_owned()], 2));
    albums.close_all();
    assert_eq!(albums.open(), 0);
    sleep(Duration::from_millis(1)).await;
    assert_eq!(logged(&log), ["[12] none", "[13] none"]);
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_wants_it_again_gets_all_of_it() {
    let (mut bot, log) = bot(&Albums::new());
    let first = send(&mut bot, picture(1, 7, "g", "again")).await;
    let second = send(&mut bot, picture(2, 7, "g", "")).await;
    let errors = [first.await.unwrap().unwrap_err(), second.await.unwrap().unwrap_err()];
    assert!(errors[0].to_string().starts_with("the album of this message was not handled"), "{}", errors[0]);
    assert!(errors[1].is::<Retry>());
    assert_eq!(logged(&log), ["[1, 2] again"]);
}

#[tokio::test(start_paused = true)]
async fn a_drain_hands_on_what_is_being_collected() {
    let albums = Albums::new();
    let (mut bot, log) = bot(&albums);
    // Its sender was answered, so nobody but the drain looks after it.
    assert!(send(&mut bot, picture(3, 8, "h", "slow")).await.await.unwrap().is_ok());
    let first = send(&mut bot, picture(1, 7, "g", "")).await;
    let second = send(&mut bot, picture(2, 7, "g", "")).await;
    let begun = Instant::now();
    assert!(bot.get_ref().handle().drain(Duration::from_secs(90)).await.is_clean());
    assert!(first.await.unwrap().is_ok() && second.await.unwrap().is_ok());
    assert_eq!(logged(&log), ["[3] slow", "[1, 2] none"]);
    assert_eq!((albums.open(), begun.elapsed()), (0, Duration::from_secs(60)));
    let late = send(&mut bot, picture(4, 8, "h", "")).await.await.unwrap();
    assert!(late.is_err_and(|error| matches!(error.downcast_ref(), Some(crate::LaneError::Draining))));
}

#[tokio::test(start_paused = true)]
async fn a_member_that_comes_when_albums_are_closed_goes_on_by_itself() {
    let albums = Albums::new();
    let (mut bot, log) = bot(&albums);
    let first = send(&mut bot, picture(1, 7, "g", "")).await;
    bot.get_ref().handle().prepare_drain();
    let begun = Instant::now();
    let second = send(&mut bot, picture(2, 7, "g", "")).await;
    assert!(first.await.unwrap().is_ok() && second.await.unwrap().is_ok());
    assert_eq!((logged(&log), begun.elapsed()), (vec!["[1] none".to_owned(), "[2] none".to_owned()], Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn an_album_has_a_place_in_the_service_inside() {
    #[derive(Clone)]
    struct Counting(Arc<Mutex<u32>>, bool);
    impl Service<Update> for Counting {
        type Response = tgapi::Reply;
        type Error = tgapi::BoxError;
        type Future = std::future::Ready<Answer>;
        fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> Poll<Result<(), tgapi::BoxError>> {
            self.1 = true;
            Poll::Ready(Ok(()))
        }
        fn call(&mut self, _: Update) -> Self::Future {
            assert!(std::mem::take(&mut self.1), "called without being ready");
            *self.0.lock().unwrap() += 1;
            std::future::ready(Ok(tgapi::Reply::None))
        }
    }
    let calls = Arc::new(Mutex::new(0));
    let mut service = Albums::new().layer(Counting(Arc::clone(&calls), false));
    for id in 1..=3 {
        drop(service.ready().await.unwrap().call(picture(id, 7, "g", "")));
    }
    service.ready().await.unwrap().call(word(4, 7, "x")).await.unwrap();
    assert_eq!(*calls.lock().unwrap(), 2);
}
