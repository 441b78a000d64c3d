//! The program `tgbot-queue`, as a person and as a script use it.

use std::process::{Command, Output};

use tgapi::{Lane, UserId};
use tgqueue::{Engine, Fetch, Key, LeaseRequest, Mark, NewUpdate, Outcome, Redb};

const BOT: UserId = UserId(42);

fn run(file: &std::path::Path, args: &[&str]) -> (bool, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_tgbot-queue")).arg(file).args(args).output().unwrap();
    (status.success(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Three updates of one chat: the first a dead letter, the second to be tried again. And one that is none.
async fn prepare(file: &std::path::Path) -> Redb {
    let queue = Redb::open(file).unwrap();
    let update = |id: u64| NewUpdate {
        bot: BOT,
        key: Key::Known { update_id: id.into(), conversation: Lane::Chat(5.into()).into() },
        raw: format!(r#"{{"update_id":{id}}}"#).into(),
    };
    let unreadable =
        NewUpdate { bot: BOT, key: Key::Unreadable { reason: "not JSON".into() }, raw: "\u{1b}[2J".into() };
    queue.append(vec![update(1), update(2), update(3), unreadable]).await.unwrap();
    let ttl = std::time::Duration::from_secs(60);
    let leases = queue.lease(LeaseRequest { bot: BOT, worker: "w".into(), want: 1, ttl }).await.unwrap();
    let fetch = Fetch { max: 2, per_conversation: 2, busy: Vec::new() };
    let updates = queue.fetch(&leases, fetch).await.unwrap().updates;
    let mark = |at: usize, outcome| Mark { lease: updates[at].lease, ticket: updates[at].ticket, outcome };
    let dead = Outcome::Dead { reason: "the handler\ngave up".into() };
    queue.settle(vec![mark(0, dead), mark(1, Outcome::Retry { after: ttl })]).await.unwrap();
    queue
}

#[tokio::test]
async fn it_shows_lists_replays_and_deletes() {
    let folder = std::env::temp_dir().join(format!("tgqueue-cli-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("bot.redb");

    let (well, _, said) = run(&file, &[]);
    assert!(!well && said.contains("there is no") && said.contains("bot.redb"), "{said}");
    assert!(!file.exists(), "looking made a file");

    let queue = prepare(&file).await;
    let (well, _, said) = run(&file, &["letters"]);
    assert!(!well && said.contains("stop the bot first"), "{said}");
    queue.close().await;

    let (well, out, _) = run(&file, &[]);
    assert!(well && out.contains("bot 42") && out.contains("waiting       2"), "{out}");
    assert!(out.contains("dead letters  2") && out.contains("chat 5: 2 waiting"), "{out}");
    assert!(out.contains("tried 1 times, again in"), "{out}");
    let (_, out, _) = run(&file, &["show", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&json[0]["bot"], &json[0]["pending"], &json[0]["letters"]), (&42.into(), &2.into(), &2.into()));
    assert_eq!(json[0]["conversations"][0]["conversation"], "chat 5");
    assert_eq!(json[0]["lanes"][0]["pending"], 2);

    let (_, out, _) = run(&file, &["letters", "--json"]);
    let letters: serde_json::Value = serde_json::from_str(&out).unwrap();
    let id_of = |update: serde_json::Value| {
        let letters = letters.as_array().unwrap();
        letters.iter().find(|letter| letter["update_id"] == update).unwrap()["id"].to_string()
    };
    let (unreadable, dead) = (id_of(serde_json::Value::Null), id_of(1.into()));
    let (_, out, _) = run(&file, &["letters"]);
    assert!(out.contains("the handler gave up") && out.contains("an unreadable update"), "{out}");
    let (_, out, _) = run(&file, &["letter", &unreadable]);
    assert!(!out.contains('\u{1b}'), "a control character got to the terminal: {out:?}");
    let (_, out, _) = run(&file, &["letter", &dead, "--json"]);
    let letter: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(letter["raw"], r#"{"update_id":1}"#);

    let (well, out, said) = run(&file, &["replay", &unreadable, &dead, "999"]);
    assert!(!well && out.contains(&format!("Letter {dead} was replayed")), "{out}{said}");
    assert!(said.contains("no readable number") && said.contains("no dead letter 999"), "{said}");
    let (well, out, _) = run(&file, &["delete", "--all", "--json"]);
    assert!(well && out.trim() == format!(r#"{{"deleted":[{unreadable}]}}"#), "{out}");
    let (_, out, _) = run(&file, &["letters"]);
    assert!(out.contains("There are no dead letters"), "{out}");
    let (_, out, _) = run(&file, &["--bot", "42"]);
    assert!(out.contains("waiting       3"), "{out}");
    let (well, out, _) = run(&file, &["--help"]);
    assert!(well && out.contains("Usage: tgbot-queue FILE"));
    std::fs::remove_dir_all(folder).unwrap();
}
