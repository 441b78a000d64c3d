//! Start, stop, isolation, and the program.

use std::process::{Command, Stdio};

use serde_json::json;
use tgsandbox::{Error, Event, NotQueued, Sandbox};
use tokio::net::{TcpListener, TcpStream};

use crate::kit::{LONG, Webhook, call, get, message, plain, post, send, set};

#[tokio::test]
async fn stop_frees_the_port_and_ends_deliveries_and_parked_polls() {
    let webhook = Webhook::ok().await;
    let sandbox = plain().await;
    set(&sandbox, &webhook.url(), json!({})).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    webhook.next().await;
    let other = sandbox.add_bot();
    let poll = post(&format!("/bot{}/getUpdates?timeout=50", other.token()), "", "");
    let poll = tokio::spawn(send(sandbox.address(), poll));
    other.polled().await.unwrap();
    let address = sandbox.address();
    sandbox.stop().await;
    assert!(poll.await.unwrap().is_err());
    // A program that another test starts at this moment holds a copy of every socket until it runs.
    let bound = async {
        while TcpListener::bind(address).await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LONG, bound).await.unwrap();
}

#[tokio::test]
async fn it_listens_on_loopback_alone_unless_told_otherwise() {
    assert_eq!(plain().await.address().ip(), std::net::IpAddr::from([127, 0, 0, 1]));
    for ip in ["127.0.0.2", "::1"] {
        let sandbox = Sandbox::builder().address(ip.parse().unwrap()).page(true).start().await.unwrap();
        assert_eq!(sandbox.address().ip().to_string(), ip);
        let base = format!("http://{}", sandbox.address());
        assert!(sandbox.api_url() == base && sandbox.page_url().unwrap().starts_with(&base));
        call(&sandbox, "getMe", json!({})).await.result();
    }
}

#[tokio::test]
async fn dropping_stops_too() {
    let sandbox = plain().await;
    let address = sandbox.address();
    drop(sandbox);
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn sandboxes_and_bots_do_not_meet() {
    let (one, two) = (plain().await, plain().await);
    let second = one.add_bot();
    assert_ne!(one.token(), two.token());
    one.push_update(&message(1, "x")).unwrap();
    assert_eq!((second.stats().created, two.stats().created), (0, 0));
    let wrong = send(two.address(), get(&format!("/bot{}/getMe", one.token()))).await.unwrap();
    assert_eq!(wrong.error().0, 401);
    let right = send(one.address(), get(&format!("/bot{}/getMe", second.token()))).await.unwrap().result();
    assert_eq!((right["id"].as_i64(), right["username"].as_str()), (Some(second.id()), Some(&*second.username())));
}

#[tokio::test]
async fn a_taken_port_and_a_bad_token_are_errors_that_say_so() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let error = Sandbox::builder().port(taken.local_addr().unwrap().port()).start().await.unwrap_err();
    assert!(matches!(error, Error::Bind { .. }), "{error}");
    let error = Sandbox::builder().token("nonsense").start().await.unwrap_err();
    assert!(matches!(error, Error::BadToken), "{error}");
    let error = Sandbox::builder().trust_roots("no PEM").start().await.unwrap_err();
    assert!(matches!(error, Error::BadSetting { setting: "trust_roots", .. }), "{error}");
}

#[tokio::test]
async fn the_token_is_in_no_debug_output_and_no_error() {
    let sandbox = plain().await;
    let secret = sandbox.token().split_once(':').unwrap().1.to_owned();
    let ann = sandbox.user("Ann").with_timeout(std::time::Duration::from_millis(1));
    let error = ann.next_message().await.unwrap_err();
    let texts =
        [format!("{sandbox:?}"), format!("{ann:?}"), format!("{error:?} {error}"), format!("{:?}", sandbox.bot())];
    assert!(texts.iter().all(|text| !text.contains(&secret)));
}

#[tokio::test]
async fn the_same_seed_gives_the_same_token_and_ids() {
    let start = |seed| Sandbox::builder().seed(seed).start();
    let (one, two, three) = (start(7).await.unwrap(), start(7).await.unwrap(), start(8).await.unwrap());
    assert_eq!(one.token(), two.token());
    assert_eq!(one.push_update(&message(1, "x")), two.push_update(&message(1, "x")));
    assert_ne!(one.token(), three.token());
}

#[tokio::test]
async fn pushed_updates_get_fresh_ids_and_jumps_are_obeyed() {
    let sandbox = Sandbox::builder().first_update_id(100).start().await.unwrap();
    assert_eq!(sandbox.push_update(&json!({"update_id": 5, "poll": {"id": "1"}})), Ok(100));
    assert_eq!(sandbox.push_update(&json!({"a_kind_of_tomorrow": {}})), Ok(101));
    assert_eq!(sandbox.push_update(&json!({"chat_member": {}})), Err(NotQueued::NotAllowed));
    assert_eq!(sandbox.push_update(&json!([])), Err(NotQueued::NotAnUpdate));
    sandbox.bot().jump_to_update_id(50);
    assert_eq!(sandbox.push_update(&message(1, "x")), Ok(50));
    assert_eq!((sandbox.stats().created, sandbox.stats().not_queued), (3, 2));
}

#[tokio::test]
async fn a_webhook_gets_updates_whose_numbers_started_anew_below() {
    let webhook = Webhook::ok().await;
    let sandbox = Sandbox::builder().plain_http(true).first_update_id(1000).start().await.unwrap();
    set(&sandbox, &webhook.url(), json!({})).await;
    sandbox.push_update(&message(1, "x")).unwrap();
    assert_eq!(webhook.next().await.id(), 1000);
    sandbox.idle().await.unwrap();
    sandbox.bot().jump_to_update_id(7);
    sandbox.push_update(&message(1, "x")).unwrap();
    assert_eq!(webhook.next().await.id(), 7);
}

#[tokio::test]
async fn the_transcript_tells_an_updates_story_and_forgets_the_oldest() {
    let webhook = Webhook::ok().await;
    let sandbox = plain().await;
    set(&sandbox, &webhook.url(), json!({})).await;
    let id = sandbox.push_update(&message(1, "x")).unwrap();
    sandbox.idle().await.unwrap();
    let story: Vec<Event> = sandbox.transcript().into_iter().map(|entry| entry.event).collect();
    let story: Vec<&Event> = story.iter().filter(|event| !matches!(event, Event::Call { .. })).collect();
    assert!(
        matches!(
            story[..],
            [
                Event::Webhook { active: true },
                Event::Created { update_id: a, .. },
                Event::Sent { update_id: b, attempt: 1, duplicate: false, .. },
                Event::Answered { update_id: c, status: 200 },
                Event::Delivered { update_id: d },
            ] if [a, b, c, d].iter().all(|n| **n == id)
        ),
        "{story:?}"
    );
    // In words, for a test that fails.
    let words: Vec<String> = sandbox.transcript().iter().map(ToString::to_string).collect();
    assert!(words.iter().any(|line| line.ends_with(&format!("update {id} (message) came into being"))), "{words:?}");
    let mut ann = sandbox.user("Ann");
    ann = ann.with_timeout(std::time::Duration::from_millis(1));
    let error = ann.next_message().await.unwrap_err().to_string();
    assert!(error.contains(&format!("update {id} is delivered")), "{error}");
    let short = Sandbox::builder().transcript_limit(2).start().await.unwrap();
    short.push_updates(&[message(1, "a"), message(1, "b"), message(1, "c")]);
    let numbers: Vec<u64> = short.transcript().iter().map(|entry| entry.number).collect();
    assert_eq!(numbers, [1, 2]);
}

#[tokio::test]
async fn idle_waits_for_the_confirming_poll() {
    let sandbox = plain().await;
    sandbox.idle().await.unwrap();
    let id = sandbox.push_update(&message(1, "x")).unwrap();
    call(&sandbox, "getUpdates", json!({})).await.result();
    let waiting = sandbox.idle();
    tokio::pin!(waiting);
    assert!(std::future::poll_fn(|cx| std::task::Poll::Ready(waiting.as_mut().poll(cx).is_pending())).await);
    call(&sandbox, "getUpdates", json!({"offset": id + 1})).await.result();
    waiting.await.unwrap();
    assert_eq!(sandbox.stats().delivered, 1);
}

#[test]
fn the_program_prints_where_it_is_and_ends_cleanly_on_ctrl_c() {
    use std::io::{BufRead, BufReader};

    let mut program = Command::new(env!("CARGO_BIN_EXE_tgsandbox"))
        .args(["--token", "123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ", "--reorder", "3"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Somebody who reads on no further than they need.
    let lines: Vec<String> =
        BufReader::new(program.stdout.take().unwrap()).lines().take(3).map(Result::unwrap).collect();
    let address = lines[0].trim_start_matches("API URL: ");
    assert!(lines[2].starts_with(&format!("Page:    {address}/page/#")), "{lines:?}");
    assert!(lines[0].starts_with("API URL: http://127.0.0.1:"), "{lines:?}");
    assert_eq!(lines[1], "Token:   123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    let interrupted = Command::new("kill").args(["-INT", &program.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    assert!(program.wait().unwrap().success());
}

#[test]
fn the_program_explains_itself_and_its_refusals() {
    let run = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_tgsandbox")).args(args).output().unwrap();
    let help = run(&["--help"]);
    assert!(help.status.success() && String::from_utf8_lossy(&help.stdout).contains("--drop-answers"));
    let wrong = run(&["--nonsense"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("--nonsense"));
}
