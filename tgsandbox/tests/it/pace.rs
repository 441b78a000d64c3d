//! Who asks for too much at once or too often, and a server that shuts down: the 429s that are nobody's fault.

use std::time::Duration;

use serde_json::json;
use tgsandbox::{Faults, Sandbox};
use tokio::time::Instant;

use crate::kit::{call, get, ok, plain, send};

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

#[tokio::test]
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
    assert!((1..=60).contains(&seconds), "{seconds}");
    me(0).await.unwrap().result();
    // Time flies for a moment only: it would run away while sockets are waited for.
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(60)).await;
    tokio::time::resume();
    me(n).await.unwrap().result();
    // A server that was away has seen nobody.
    sandbox.outage(Duration::ZERO).await.unwrap();
    for n in 0..20 {
        me(n).await.unwrap().result();
    }
    assert_eq!(me(20).await.unwrap().status, 429);
}

#[tokio::test]
async fn a_server_that_shuts_down_says_so_to_those_who_wait_and_to_those_who_come() {
    let sandbox = std::sync::Arc::new(plain().await);
    let hour = Duration::from_secs(3600);
    let poll = {
        let (address, path) = (sandbox.address(), format!("/bot{}/getUpdates?timeout=50", sandbox.token()));
        tokio::spawn(async move { send(address, get(&path)).await })
    };
    sandbox.polled().await.unwrap();
    let down = {
        let sandbox = std::sync::Arc::clone(&sandbox);
        tokio::spawn(async move { sandbox.shut_down(hour, hour).await })
    };
    let answer = poll.await.unwrap().unwrap();
    assert_eq!(answer.error(), (429, "Too Many Requests: retry after 5".to_owned()));
    assert_eq!(answer.headers["retry-after"], "5");
    assert_eq!(call(&sandbox, "getMe", json!({})).await.error(), (500, "Internal Server Error: restart".to_owned()));
    // An hour of grace and one away pass at once.
    tokio::time::pause();
    down.await.unwrap().unwrap();
    tokio::time::resume();
    call(&sandbox, "getMe", json!({})).await.result();
}
