//! What a bot holds back when it is told to stop: albums are handled before the end, jobs that are due later are left.

use std::time::Duration;

use serde_json::json;
use tgbot::api::Token;
use tgbot::prelude::*;
use tgsandbox::Sandbox;
use tokio::sync::{mpsc, watch};

use crate::running::Running;
use crate::soon;

#[derive(Clone)]
struct App {
    albums: Albums,
    jobs: Jobs,
    entered: mpsc::UnboundedSender<usize>,
    go: watch::Receiver<bool>,
}
from_ref!(App { albums: Albums, jobs: Jobs });

async fn pictures(chat: ChatId, album: Album, State(app): State<App>) -> SendMessage {
    app.entered.send(album.len()).unwrap();
    app.go.clone().wait_for(|go| *go).await.unwrap();
    SendMessage::new(chat, format!("{} pictures", album.len()))
}

async fn late(_: Jobs) {
    panic!("a job that is due later was done");
}

/// A bot with a job, and an album that is being collected, or handled although it was acknowledged, is told to stop.
async fn stops(way: impl Fn(Bot) -> Bot, settle: Duration, answered: bool) {
    let sandbox = Sandbox::start().await.unwrap();
    let (entered, mut is_entered) = mpsc::unbounded_channel();
    let (go_on, go) = watch::channel(false);
    let app = App { albums: Albums::new().settle(settle), jobs: Jobs::new(), entered, go };
    let bot = Bot::new(Token::new(&sandbox.token()).unwrap())
        .api_url(sandbox.api_url())
        .routes(Router::new().on(album(), pictures).on(job("late"), late).with_state(app.clone()))
        .layer_ordered(app.albums.clone())
        .layer_ordered(app.jobs.clone());
    let running = Running::start(way(bot));
    app.jobs.after(Duration::from_secs(3_600), JobSpec::new("late")).unwrap();
    let ann = sandbox.user("Ann");
    let photo = json!([{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]);
    ann.send_content(json!({"photo": photo, "media_group_id": "g"})).await;
    if answered {
        // Nobody waits for the album any more.
        soon("the picture to be acknowledged", sandbox.idle()).await.unwrap();
        assert_eq!(soon("the album", is_entered.recv()).await, Some(1));
    } else {
        soon("the album to begin", async {
            while app.albums.open() == 0 {
                tokio::task::yield_now().await;
            }
        })
        .await;
    }
    let stopping = tokio::spawn(running.stop());
    if !answered {
        assert_eq!(soon("the album", is_entered.recv()).await, Some(1));
    }
    let stopped = || app.jobs.after(Duration::from_secs(3_600), JobSpec::new("late")).is_err();
    soon("the stop to begin", async {
        while !stopped() {
            tokio::task::yield_now().await;
        }
    })
    .await;
    go_on.send(true).unwrap();
    assert_eq!(soon("the end", stopping).await.unwrap().unfinished, 0);
    ann.expect_text("1 pictures").await.unwrap();
    assert!(app.jobs.stop().iter().any(|job| job.spec.name() == "late"), "jobs that are left can be kept");
}

#[tokio::test]
async fn an_album_that_is_being_collected_is_handled_before_the_end() {
    let never = Duration::from_secs(60);
    stops(Bot::polling, never, false).await;
    stops(|bot| bot.webhook("https://127.0.0.1:0/hook"), never, false).await;
}

#[tokio::test]
async fn an_album_that_was_acknowledged_is_waited_for() {
    let soon = Duration::from_millis(10);
    stops(Bot::polling, soon, true).await;
    stops(|bot| bot.webhook("https://127.0.0.1:0/hook"), soon, true).await;
}
