//! Who asks for too much at once or too often, and a server that shuts down: the 429s that are nobody's fault.

use std::time::Duration;

use serde_json::json;
use tgsandbox::{Faults, Sandbox};
use tokio::{net::TcpStream, time::Instant};

use crate::kit::{call, get, multipart, ok, plain, post, send, try_call};

const TOO_MANY: &str = "Too Many Requests: retry after 60";

#[tokio::test]
async fn too_many_messages_on_their_way_to_one_chat_are_held_and_refused() {
    let sandbox = plain().await;
    let (ann, bob) = (sandbox.user("Ann"), sandbox.user("Bob"));
    ann.send("hi").await;
    bob.send("hi").await;
    let hour = Duration::from_secs(3600);
    sandbox.set_faults(Faults { call_delay: Some(hour..=hour), ..Faults::default() });
    let message = |chat: i64| json!({"chat_id": chat, "text": "x"});
    let calls = sandbox.stats().api_calls;
    let mut under_way = tokio::task::JoinSet::new();
    let sandbox = std::sync::Arc::new(sandbox);
    for _ in 0..309 {
        let (sandbox, params) = (std::sync::Arc::clone(&sandbox), message(ann.id()));
        under_way.spawn(async move { call(&sandbox, "sendMessage", params).await });
    }
    sandbox.bot().until("all to be under way", |stats| stats.api_calls == calls + 309).await.unwrap();
    sandbox.set_faults(Faults::default());
    // Until now the calls were on real sockets, which a paused clock would not wait for.
    tokio::time::pause();
    let start = Instant::now();
    let answer = call(&sandbox, "sendMessage", message(ann.id())).await;
    assert_eq!(answer.error(), (429, TOO_MANY.to_owned()));
    assert_eq!(answer.headers["retry-after"], "60");
    assert_eq!(start.elapsed().as_secs(), 3, "held back");
    // Another chat, and anything else, goes on as before.
    ok(&sandbox, "sendMessage", message(bob.id())).await;
    ok(&sandbox, "sendChatAction", json!({"chat_id": ann.id(), "action": "typing"})).await;
    while under_way.join_next().await.is_some() {}
    ok(&sandbox, "sendMessage", message(ann.id())).await;
}

#[tokio::test(start_paused = true)]
async fn the_same_upload_again_and_again_is_slowed_down_and_then_refused() {
    let sandbox = plain().await;
    let ann = sandbox.user("Ann");
    ann.send("hi").await;
    let id = ann.id().to_string();
    let path = format!("/bot{}/sendDocument", sandbox.token());
    let upload = |size: usize| {
        let (kind, body) = multipart(&[("chat_id", &id)], &[("document", "a.bin", &vec![1; size])]);
        send(sandbox.address(), post(&path, &kind, body))
    };
    // All come at once, so each waits for those before it; with 5 s ahead of the pace there is no waiting any more.
    let start = Instant::now();
    let uploads: Vec<_> = (0..30).map(|_| upload(200_000)).collect();
    let mut refused = 0;
    for answer in futures(uploads).await {
        if answer.status == 429 {
            assert_eq!(answer.error(), (429, TOO_MANY.to_owned()));
            refused += 1;
        } else {
            answer.result();
        }
    }
    assert_eq!(refused, 4, "26 fit into five seconds");
    assert_eq!(start.elapsed().as_secs(), 5);
    // Small ones, and those of another size, are free.
    let start = Instant::now();
    for size in [100_000, 100_000, 100_000, 200_001] {
        upload(size).await.unwrap().result();
    }
    assert!(start.elapsed() < Duration::from_millis(200));
    assert_eq!(ann.messages().len(), 30);
}

/// Runs all of them side by side.
async fn futures(
    all: Vec<impl Future<Output = Result<crate::kit::Answer, hyper::Error>> + Send + 'static>,
) -> Vec<crate::kit::Answer> {
    let mut tasks = tokio::task::JoinSet::new();
    for one in all {
        tasks.spawn(one);
    }
    tasks.join_all().await.into_iter().map(Result::unwrap).collect()
}

#[tokio::test(start_paused = true)]
async fn twenty_new_bots_a_minute_where_that_is_limited() {
    let sandbox = Sandbox::builder().limit_new_bots(true).bots(22).start().await.unwrap();
    let bots = sandbox.bots();
    let me = |n: usize| send(sandbox.address(), get(&format!("/bot{}/getMe", bots[n].token())));
    let mut called = 0;
    let mut last = None;
    for n in 0..22 {
        let answer = me(n).await.unwrap();
        if answer.status == 429 {
            last = Some((n, answer));
            break;
        }
        called += 1;
    }
    let (n, answer) = last.unwrap();
    assert_eq!(called, 20);
    let seconds = answer.json()["parameters"]["retry_after"].as_u64().unwrap();
    assert!((59..=60).contains(&seconds), "{seconds}");
    me(0).await.unwrap().result();
    tokio::time::advance(Duration::from_secs(60)).await;
    me(n).await.unwrap().result();
    // A server that was away has seen nobody.
    sandbox.outage(Duration::ZERO).await.unwrap();
    for n in 0..20 {
        me(n).await.unwrap().result();
    }
    assert_eq!(me(20).await.unwrap().status, 429);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_shuts_down_says_so_to_those_who_wait_and_to_those_who_come() {
    let sandbox = plain().await;
    let second = Duration::from_secs(1);
    let poll = {
        let (address, path) = (sandbox.address(), format!("/bot{}/getUpdates?timeout=50", sandbox.token()));
        tokio::spawn(async move { send(address, get(&path)).await })
    };
    sandbox.polled().await.unwrap();
    let comes = async {
        let answer = poll.await.unwrap().unwrap();
        assert_eq!(answer.error(), (429, "Too Many Requests: retry after 5".to_owned()));
        assert_eq!(
            call(&sandbox, "getMe", json!({})).await.error(),
            (500, "Internal Server Error: restart".to_owned())
        );
        tokio::time::sleep(3 * second).await;
        assert!(TcpStream::connect(sandbox.address()).await.is_err(), "nobody listens");
    };
    let (down, ()) = tokio::join!(sandbox.shut_down(2 * second, 10 * second), comes);
    down.unwrap();
    assert_eq!(try_call(&sandbox, "getMe", json!({})).await.unwrap().status, 200);
}
