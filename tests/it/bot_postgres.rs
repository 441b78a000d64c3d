//! A bot whose updates are kept in a database: front ends that only store, workers that only handle, effects that are there
//! once whoever is killed, and readiness that follows the database.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use tgbot::api::{RawUpdate, Token, UserId};
use tgbot::prelude::*;
use tgbot::queue::{Engine, Intake, Postgres};
use tgbot::{ServerConfig, Tx};
use tgsandbox::Sandbox;
use tower::ServiceExt;

use crate::postgres_server::{Server, connect};
use crate::running::Running;
use crate::soon;
use crate::webhook_custom::get;
use crate::webhook_kit::{Folder, Program, free_port};

fn bot(sandbox: &Sandbox, address: &str) -> Bot {
    let echo = |message: Message, Text(text): Text| async move { message.answer(text) };
    let bot = Bot::new(Token::new(&sandbox.token()).unwrap()).api_url(sandbox.api_url());
    bot.routes(Router::new().on(text(), echo)).durable_postgres(address)
}

#[tokio::test]
async fn front_ends_only_store_and_workers_only_handle() {
    let Some(server) = Server::start("").await else { return };
    let address = server.database("roles").await;
    let sandbox = Sandbox::start().await.unwrap();
    let front_end = Running::start(bot(&sandbox, &address).front_end_only().webhook("https://127.0.0.1:0/hook"));
    sandbox.webhook_set().await.unwrap();
    let ann = sandbox.user("Ann");
    for n in 0..10 {
        ann.send(format!("line {n}")).await;
    }
    sandbox.idle().await.unwrap();
    let queue = Postgres::builder(&address).open().await.unwrap();
    let of = queue.bots().await.unwrap()[0];
    assert_eq!(queue.stats(of).await.unwrap().pending, 10, "a front end handled something");
    // A worker leaves the webhook alone, whatever it was told of one.
    let lease = |worker: tgbot::queue::WorkerConfig| worker.lease(Duration::from_secs(2)).name("the worker");
    let worker = Running::start(bot(&sandbox, &address).worker_only().worker(lease));
    for n in 0..10 {
        ann.expect_text(&format!("line {n}")).await.unwrap();
    }
    ann.send("and now").await;
    ann.expect_text("and now").await.unwrap();
    let lanes = queue.stats(of).await.unwrap().lanes;
    assert!(lanes.iter().all(|lane| lane.holder.as_ref().is_some_and(|holder| holder.worker == "the worker")));
    assert_eq!(worker.stop().await.unfinished, 0);
    assert!(sandbox.webhook().is_some());
    // What comes without a worker waits for the next one.
    ann.send("later").await;
    let worker = Running::start(bot(&sandbox, &address).worker_only().worker(lease));
    ann.expect_text("later").await.unwrap();
    assert_eq!(worker.stop().await.unfinished, 0);
    assert_eq!(front_end.stop().await.unfinished, 0);
}

#[tokio::test]
async fn what_cannot_work_is_told_at_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let plain = || Bot::new(Token::new(&sandbox.token()).unwrap()).api_url(sandbox.api_url()).quiet(true);
    let takes_tx = |_: Message, _: Tx| async {};
    for (bot, word) in [
        (plain().front_end_only(), "needs a queue that both share"),
        (plain().worker_only(), "needs a queue that both share"),
        (plain().routes(Router::new().on(text(), takes_tx)), "Postgres"),
        (plain().durable_postgres("postgres://127.0.0.1:1/none"), "the database"),
        (plain().durable_in(redb()).worker(|worker| worker.attempts(0)), "attempts is zero"),
    ] {
        let error = soon("the bot to give up", bot.run_until(std::future::pending())).await.unwrap_err().to_string();
        assert!(error.contains(word), "{error}");
    }
    let error = Bot::from_env().unwrap().worker_only().run_until(std::future::pending()).await.unwrap_err();
    assert!(error.to_string().contains("a worker alone"), "{error}");
}

fn redb() -> tgbot::queue::Redb {
    let file = std::env::temp_dir().join(format!("tgbot-postgres-{}.redb", std::process::id()));
    let _ = std::fs::remove_file(&file);
    let queue = tgbot::queue::Redb::open(&file).unwrap();
    // Open until it is dropped.
    let _ = std::fs::remove_file(&file);
    queue
}

#[tokio::test]
async fn readiness_follows_the_database_and_needs_no_update_for_it() {
    let Some(mut server) = Server::start("").await else { return };
    let address = server.database("ready").await;
    let sandbox = Sandbox::start().await.unwrap();
    let metrics = free_port();
    let listen = ServerConfig::new().metrics(([127, 0, 0, 1], metrics).into());
    let front_end = bot(&sandbox, &address).front_end_only().webhook("https://127.0.0.1:0/hook").server(listen);
    let front_end = Running::start(front_end);
    sandbox.webhook_set().await.unwrap();
    let says = async |word: &str| {
        soon(word, async {
            while !get(metrics, "/readyz").await.contains(word) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await;
    };
    says("200 OK").await;
    // Nobody writes to the bot at all.
    server.crash();
    says("queue").await;
    assert!(get(metrics, "/metrics").await.contains("tgbot_queue_ready{bot=\"sandbox_bot\"} 0\n"));
    server.run().await;
    says("200 OK").await;
    assert_eq!(front_end.stop().await.unfinished, 0);
}

fn json(number: i64) -> String {
    let chat = number % 20 + 1;
    format!(
        r#"{{"update_id":{number},"message":{{"message_id":1,"date":1,"from":{{"id":{chat},"is_bot":false,"first_name":"Ann"}},"chat":{{"id":{chat},"type":"private"}},"text":"{number}"}}}}"#
    )
}

/// `TGBOT_TEST_KILLS` says how often; 200 takes some minutes.
#[cfg(unix)]
#[expect(clippy::print_stderr, reason = "the figure is of interest")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_handler_books_with_its_update_is_booked_once_however_often_it_is_killed() {
    let kills: u32 = std::env::var("TGBOT_TEST_KILLS").map_or(6, |kills| kills.parse().unwrap());
    let Some(server) = Server::start("").await else { return };
    let address = server.database("booked").await;
    let client = connect(&address).await.unwrap();
    let table =
        "create table booked (id bigint generated always as identity, chat bigint not null, number bigint not null)";
    client.batch_execute(table).await.unwrap();
    let sandbox = Sandbox::start().await.unwrap();
    let id = Token::new(&sandbox.token()).unwrap().bot_id();
    let queue = Postgres::builder(&address).open().await.unwrap();
    let folder = Folder::new("payer");
    let start = |number: u32| {
        let mut command = Command::new(PathBuf::from(env!("CARGO_BIN_EXE_payer")));
        command.env("TELEGRAM_BOT_TOKEN", sandbox.token()).env("TELEGRAM_API_URL", sandbox.api_url());
        command.env("DATABASE_URL", &address);
        Program::start(command, folder.path(&format!("log-{number}")))
    };
    let mut workers = [start(0), start(1)];
    let mut sent = 0;
    let booked = async || -> i64 { client.query_one("select count(*) from booked", &[]).await.unwrap().get(0) };
    let start_of_test = Instant::now();
    for kill in 0..kills {
        append(&queue, id, &mut sent, 60).await;
        // In the middle of what was just stored, and anywhere in a handler.
        let due = sent - fastrand::i64(5..55);
        soon("bookings", async {
            while booked().await < due {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
        .await;
        let victim = &mut workers[kill as usize % 2];
        victim.signal("KILL");
        *victim = start(2 + kill);
    }
    append(&queue, id, &mut sent, 60).await;
    soon("the last bookings", async {
        while queue.stats(id).await.unwrap().pending > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
    .await;
    let rows = client.query("select chat, number from booked order by id", &[]).await.unwrap();
    let mut by_chat = std::collections::BTreeMap::<i64, Vec<i64>>::new();
    rows.iter().for_each(|row| by_chat.entry(row.get(0)).or_default().push(row.get(1)));
    assert!(by_chat.values().all(|numbers| numbers.is_sorted()), "{by_chat:?}");
    let mut numbers: Vec<i64> = by_chat.into_values().flatten().collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=sent).collect::<Vec<_>>(), "booked twice or never");
    assert_eq!(queue.stats(id).await.unwrap().letters, 0);
    eprintln!("{kills} kills, {sent} updates, each booked once, in {:.0?}", start_of_test.elapsed());
}

async fn append(queue: &Postgres, bot: UserId, sent: &mut i64, more: i64) {
    let intake = Intake::new(queue.clone(), bot);
    for number in *sent + 1..=*sent + more {
        intake.clone().oneshot(RawUpdate::new(json(number))).await.unwrap();
    }
    *sent += more;
}
