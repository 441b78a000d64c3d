//! Storing: what comes twice, whoever brings it, what fails in between, and what the database reads for it.

use std::collections::HashMap;

use futures_util::future::{join_all, try_join_all};
use tgapi::UserId;
use tgqueue::{Appended, Engine, EngineError, Fetch, Key, LeaseRequest, NewUpdate, Outcome, Postgres};
use tokio_postgres::Client;

use super::server::{Server, connect};
use super::setup::update;

fn unreadable(bot: i64, content: &str) -> NewUpdate {
    let key = Key::Unreadable { reason: "no number".into() };
    NewUpdate { bot: UserId(bot), key, raw: content.to_owned().into() }
}

async fn pending(queue: &Postgres, bot: i64) -> u64 {
    queue.stats(UserId(bot)).await.unwrap().pending
}

#[tokio::test]
async fn each_update_is_answered_for_itself_whatever_else_is_in_the_batch() {
    use Appended::{AlreadyDone, Duplicate, Fresh};
    let Some(server) = Server::start("").await else { return };
    let queue = Postgres::builder(server.database("each").await).open().await.unwrap();
    let append = async |updates: Vec<NewUpdate>| queue.append(updates).await.unwrap();
    // The first of a bot, then such as usually come; not in the order of their numbers.
    assert_eq!(append(vec![update(1, 9), update(1, 3), update(1, 9)]).await, [Fresh, Fresh, Duplicate]);
    assert_eq!(append(vec![update(1, 8), update(1, 2), update(1, 8)]).await, [Fresh, Fresh, Duplicate]);
    let bot = UserId(1);
    let ask = LeaseRequest { bot, worker: "one".into(), want: 64, ttl: std::time::Duration::from_secs(600) };
    let leases = queue.lease(ask).await.unwrap();
    let fetched = queue.fetch(&leases, Fetch { max: 10, per_conversation: 10, busy: Vec::new() }).await.unwrap();
    let of = |number: u64, outcome| {
        let stored = fetched.updates.iter().find(|stored| stored.update_id.0 == number).unwrap();
        tgqueue::Mark { lease: stored.lease, ticket: stored.ticket, outcome }
    };
    queue.settle(vec![of(3, Outcome::Done), of(2, Outcome::Dead { reason: "no".into() })]).await.unwrap();
    // One that is done, one that is a letter, one that waits, one that is new, another bot's first, one twice.
    let mixed = vec![update(1, 3), update(1, 2), update(1, 9), update(1, 1), update(1, 3), update(1, 1)];
    assert_eq!(append(mixed.clone()).await, [AlreadyDone, Duplicate, Duplicate, Fresh, AlreadyDone, Duplicate]);
    let with_others = [vec![unreadable(1, "a"), update(2, 1)], mixed, vec![unreadable(3, "b"), update(1, 7)]].concat();
    let expected = [Fresh, Fresh, AlreadyDone, Duplicate, Duplicate, Duplicate, AlreadyDone, Duplicate, Fresh, Fresh];
    assert_eq!(append(with_others).await, expected);
    for (id, expected) in [(3, AlreadyDone), (2, Duplicate), (9, Duplicate), (10, Fresh), (10, Duplicate)] {
        assert_eq!(append(vec![update(1, id)]).await, [expected], "{id} alone");
    }
    assert_eq!(append(vec![update(4, 1)]).await, [Fresh], "another bot's first, alone");
    let letters = queue.letters(None, None, 10).await.unwrap();
    let kept: Vec<_> = letters.iter().map(|letter| (letter.bot.0, letter.update.is_some())).collect();
    assert_eq!(kept, [(1, true), (1, false), (3, false)]);
    assert_eq!((pending(&queue, 1).await, pending(&queue, 2).await), (5, 1));
}

#[tokio::test]
async fn front_ends_that_bring_the_same_in_any_order_do_not_wait_in_a_circle() {
    let Some(server) = Server::start("").await else { return };
    let address = server.database("circle").await;
    let queues = try_join_all((0..4).map(|_| Postgres::builder(&address).open())).await.unwrap();
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    let mut calls = Vec::new();
    for queue in &queues {
        let mut updates: Vec<_> = (1..=400).map(|id| update(1 + id as i64 % 3, id)).collect();
        random.shuffle(&mut updates);
        updates.insert(random.usize(0..400), unreadable(1, "x"));
        calls.extend(updates.chunks(7).map(|updates| (queue, updates.to_vec())).collect::<Vec<_>>());
    }
    random.shuffle(&mut calls);
    let answers = try_join_all(calls.into_iter().map(|(queue, updates)| queue.append(updates))).await.unwrap();
    let mut counts = HashMap::new();
    answers.concat().into_iter().for_each(|answer| *counts.entry(answer).or_insert(0) += 1);
    assert_eq!(counts, HashMap::from([(Appended::Fresh, 404), (Appended::Duplicate, 1_200)]));
    let waiting = join_all((1..=3).map(|bot| pending(&queues[0], bot))).await;
    assert_eq!(waiting.iter().sum::<u64>(), 400);
}

/// Whoever stores number 13 fails, once the lock can be had.
const UNLUCKY: &str = "
create function unlucky() returns trigger language plpgsql as $$
begin perform pg_advisory_xact_lock(13); raise exception 'unlucky'; end $$;
create trigger unlucky before insert on tgqueue.waiting for each row when (new.update_id = 13) execute function unlucky();";

/// Waits until somebody waits for the lock.
async fn somebody_waits(client: &Client) {
    let waits = "select count(*) from pg_locks where locktype = 'advisory' and not granted";
    while client.query_one(waits, &[]).await.unwrap().get::<_, i64>(0) == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_is_behind_one_that_fails_is_stored_and_nothing_of_the_one_that_fails() {
    let Some(server) = Server::start("").await else { return };
    let address = server.database("unlucky").await;
    let queue = Postgres::builder(&address).open().await.unwrap();
    let client = connect(&address).await.unwrap();
    client.batch_execute(UNLUCKY).await.unwrap();
    // Two callers, so that one is sent behind the other.
    queue.append(vec![update(1, 1)]).await.unwrap();
    client.batch_execute("select pg_advisory_lock(13)").await.unwrap();
    let spawn = |updates| {
        let queue = queue.clone();
        tokio::spawn(async move { queue.append(updates).await })
    };
    let failing = spawn(vec![update(1, 6), update(1, 13), update(1, 20)]);
    somebody_waits(&client).await;
    let behind = spawn(vec![update(1, 27), update(1, 1)]);
    let more = spawn(vec![update(1, 34)]);
    tokio::task::yield_now().await;
    client.batch_execute("select pg_advisory_unlock(13)").await.unwrap();
    let error = failing.await.unwrap().unwrap_err();
    assert!(matches!(&error, EngineError::Unavailable { what, .. } if what.contains("unlucky")), "{error}");
    assert_eq!(behind.await.unwrap().unwrap(), [Appended::Fresh, Appended::Duplicate]);
    assert_eq!(more.await.unwrap().unwrap(), [Appended::Fresh]);
    assert_eq!(pending(&queue, 1).await, 3);
    client.batch_execute("drop trigger unlucky on tgqueue.waiting").await.unwrap();
    let again = queue.append(vec![update(1, 6), update(1, 13), update(1, 20)]).await.unwrap();
    assert_eq!(again, [Appended::Fresh; 3]);
}

/// What the planner decides while the tables are empty is kept: it must not be to read them from end to end.
#[tokio::test]
async fn no_table_that_grows_is_read_from_end_to_end_to_store_something() {
    // What is planned while the tables are empty is to do for ever: nothing may have it planned anew meanwhile.
    let Some(server) = Server::start("autovacuum = off\n").await else { return };
    let address = server.database("plans").await;
    let queue = Postgres::builder(&address).connections(1).open().await.unwrap();
    let client = connect(&address).await.unwrap();
    let scans = async || -> (i64, i64) {
        let sql = "select sum(seq_scan)::bigint, sum(n_tup_ins)::bigint from pg_stat_user_tables
            where relname in ('seen', 'waiting', 'letters')";
        let row = client.query_one(sql, &[]).await.unwrap();
        (row.get(0), row.get(1))
    };
    // Those of making the indexes; they are told a while after.
    let told = |row: (i64, i64), rows| row.1 >= rows;
    let fresh = |n: u64| (1..=5).map(|k| update(1, 10 * n + k)).collect::<Vec<_>>();
    for n in 0..20 {
        queue.append(fresh(n)).await.unwrap();
        // All of them known; some of them known; with one that nobody can read.
        queue.append(fresh(n)).await.unwrap();
        queue.append(vec![update(1, 10 * n + 1), update(1, 10 * n + 6)]).await.unwrap();
        queue.append(vec![update(1, 10 * n + 2), unreadable(1, "x")]).await.unwrap();
        // One alone, and again.
        queue.append(vec![update(1, 10 * n + 7)]).await.unwrap();
        queue.append(vec![update(1, 10 * n + 7)]).await.unwrap();
    }
    // A connection tells what it did when it ends, at the latest.
    queue.close();
    let mut now = scans().await;
    while !told(now, 20 * (5 + 1 + 1) * 2 + 20) {
        tokio::task::yield_now().await;
        now = scans().await;
    }
    // The three tables have seven indexes besides, and each was read once for each of them.
    let own: i64 = client
        .query_one(
            "select count(*) from pg_index i join pg_class c on c.oid = i.indrelid
            where c.relname in ('seen', 'waiting', 'letters')",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    assert!(now.0 <= own, "{} reads from end to end, {own} of them to make indexes", now.0);
}
