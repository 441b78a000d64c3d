//! Disks that are full or fail, files that are damaged, foreign or in use, and clocks that jump.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Duration;

use tgapi::{Lane, UpdateId, UserId};
use tgqueue::conformance::ManualClock;
use tgqueue::{
    Appended, Engine, Fetch, Health, Key, LeaseRequest, Mark, NewUpdate, OpenError, Outcome, Redb, SEEN_FOR,
};

use crate::disk::Disk;

const BOT: UserId = UserId(1);

/// A folder of its own, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tgqueue-{name}-{}", std::process::id()));
        // What a killed run of the same number left.
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("bot.redb")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn update(id: u64, size: usize) -> NewUpdate {
    let conversation = Lane::Chat((id as i64 % 7).into()).into();
    let raw = format!(r#"{{"update_id":{id},"x":"{}"}}"#, "x".repeat(size)).into();
    NewUpdate { bot: BOT, key: Key::Known { update_id: UpdateId(id), conversation }, raw }
}

async fn waiting(queue: &Redb) -> Vec<u64> {
    let ttl = Duration::from_secs(3600);
    let leases = queue.lease(LeaseRequest { bot: BOT, worker: "one".into(), want: 1, ttl }).await.unwrap();
    let fetch = Fetch { max: usize::MAX, per_conversation: usize::MAX, busy: Vec::new() };
    let fetched = queue.fetch(&leases, fetch).await.unwrap();
    queue.release(&leases).await.unwrap();
    let mut ids: Vec<_> = fetched.updates.into_iter().map(|update| update.update_id.0).collect();
    ids.sort_unstable();
    ids
}

/// Waits for a fact. Fails after a minute.
async fn until(what: &str, fact: impl Fn() -> bool) {
    for _ in 0..6_000 {
        if fact() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{what}: not within a minute");
}

#[tokio::test]
async fn a_full_disk_refuses_and_recovers() {
    let disk = Disk::new(1);
    let queue = Redb::builder().open_storage(disk.clone()).unwrap();
    assert_eq!(queue.append(vec![update(1, 100)]).await.unwrap(), [Appended::Fresh]);
    disk.set_capacity(disk.len());
    let mut acknowledged = vec![1];
    let mut next = 2;
    let error = loop {
        match queue.append(vec![update(next, 20_000)]).await {
            Ok(_) => acknowledged.push(next),
            Err(error) => break error,
        }
        next += 1;
        assert!(next < 1_000, "the disk never got full");
    };
    assert!(error.is_unavailable() && error.to_string().contains("the disk is full"), "{error}");
    assert!(matches!(queue.health(), Health::Down(why) if why.contains("the disk is full")));
    // While there is no space: nothing new, and it says so at once.
    assert!(queue.append(vec![update(next, 20_000)]).await.is_err());
    disk.set_capacity(usize::MAX);
    until("the queue recovers", || queue.health() == Health::Ready).await;
    let again = queue.append(vec![update(next, 20_000)]).await.unwrap();
    assert_eq!(again.len(), 1);
    acknowledged.push(next);
    assert_eq!(waiting(&queue).await, acknowledged);
    queue.close().await;
    let queue = Redb::builder().open_storage(disk).unwrap();
    assert_eq!(waiting(&queue).await, acknowledged);
}

#[tokio::test]
async fn a_failing_disk_refuses_and_forgets_no_mark() {
    let disk = Disk::new(2);
    let queue = Redb::builder().open_storage(disk.clone()).unwrap();
    queue.append((1..=3).map(|id| update(id, 10)).collect()).await.unwrap();
    let ttl = Duration::from_secs(3600);
    let leases = queue.lease(LeaseRequest { bot: BOT, worker: "one".into(), want: 1, ttl }).await.unwrap();
    let fetch = Fetch { max: 2, per_conversation: 1, busy: Vec::new() };
    let fetched = queue.fetch(&leases, fetch).await.unwrap();
    disk.set_broken(Some(ErrorKind::Other));
    // Handled while the disk is away: the marks wait for it.
    let mark = |update: &tgqueue::Stored| Mark { lease: update.lease, ticket: update.ticket, outcome: Outcome::Done };
    queue.settle(fetched.updates.iter().map(mark).collect()).await.unwrap();
    let error = queue.append(vec![update(4, 10)]).await.unwrap_err();
    assert!(error.is_unavailable(), "{error}");
    assert!(matches!(queue.health(), Health::Down(_)));
    disk.set_broken(None);
    until("the queue recovers", || queue.health() == Health::Ready).await;
    queue.flush().await.unwrap();
    queue.close().await;
    let queue = Redb::builder().open_storage(disk).unwrap();
    let left = waiting(&queue).await;
    // Whether the fourth got there is not known; that it was not acknowledged is.
    assert!(left == [3] || left == [3, 4], "{left:?}");
    assert_eq!(queue.append(vec![update(1, 10)]).await.unwrap(), [Appended::AlreadyDone]);
}

#[tokio::test]
async fn a_damaged_file_is_refused_with_what_to_do_and_left_alone() {
    let folder = Folder::new("damaged");
    let queue = Redb::open(folder.file()).unwrap();
    queue.append((1..=200).map(|id| update(id, 500)).collect()).await.unwrap();
    queue.close().await;
    let whole = std::fs::read(folder.file()).unwrap();
    let mut refused = 0;
    // One byte in each page: most are in use. None may be believed if it was.
    for page in 0..whole.len() / 4096 {
        let mut damaged = whole.clone();
        damaged[page * 4096 + 100] ^= 0x55;
        std::fs::write(folder.file(), &damaged).unwrap();
        match Redb::open(folder.file()) {
            Err(error @ (OpenError::Damaged { .. } | OpenError::Foreign { .. })) => {
                refused += 1;
                let said = error.to_string();
                assert!(
                    said.contains("bot.redb") && said.contains("backup") || said.contains("another path"),
                    "{said}"
                );
                assert_eq!(std::fs::read(folder.file()).unwrap(), damaged, "a refused file was changed");
            }
            Err(error) => panic!("page {page}: {error}"),
            Ok(queue) => {
                assert_eq!(waiting(&queue).await, (1..=200).collect::<Vec<_>>(), "page {page}: a silent loss");
                queue.close().await;
            }
        }
    }
    assert!(refused > 10, "only {refused} of {} damaged files were refused", whole.len() / 4096);
    // Cut short.
    std::fs::write(folder.file(), &whole[..whole.len() - 5_000]).unwrap();
    assert!(matches!(Redb::open(folder.file()), Err(OpenError::Damaged { .. })));
}

#[tokio::test]
async fn what_is_no_queue_is_refused_and_left_alone() {
    let folder = Folder::new("foreign");
    std::fs::write(folder.file(), "all my poems").unwrap();
    let error = Redb::open(folder.file()).unwrap_err();
    assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
    assert_eq!(std::fs::read(folder.file()).unwrap(), b"all my poems");
    let error = Redb::open(&folder.0).unwrap_err();
    assert!(error.to_string().contains("it is a folder"), "{error}");
    let error = Redb::open(folder.0.join("none/bot.redb")).unwrap_err();
    assert!(error.to_string().contains("folder does not exist"), "{error}");
    let error = Redb::builder().create(false).open(folder.0.join("other.redb")).unwrap_err();
    assert!(matches!(error, OpenError::Missing { .. }), "{error}");
}

#[tokio::test]
async fn a_database_of_something_else_is_refused() {
    let folder = Folder::new("other");
    let table = redb::TableDefinition::<&str, &[u8]>::new("dialogues");
    let database = redb::Database::create(folder.file()).unwrap();
    let transaction = database.begin_write().unwrap();
    transaction.open_table(table).unwrap();
    transaction.commit().unwrap();
    drop(database);
    let error = Redb::open(folder.file()).unwrap_err();
    assert!(matches!(error, OpenError::Foreign { .. }), "{error}");
}

#[tokio::test]
async fn a_file_in_use_is_refused_until_it_is_free() {
    let folder = Folder::new("held");
    let queue = Redb::open(folder.file()).unwrap();
    let error = Redb::open(folder.file()).unwrap_err();
    assert!(matches!(error, OpenError::Held { .. }), "{error}");
    assert!(error.to_string().contains("Stop the other one"), "{error}");
    queue.append(vec![update(1, 1)]).await.unwrap();
    queue.close().await;
    let queue = Redb::open(folder.file()).unwrap();
    assert_eq!(waiting(&queue).await, [1]);
    // Its maker left nothing else behind, and nobody else may read it.
    let names: Vec<_> = std::fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["bot.redb"]);
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&folder.file().metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_closed_queue_says_so() {
    let queue = Redb::builder().open_storage(Disk::new(3)).unwrap();
    queue.clone().close().await;
    let error = queue.append(vec![update(1, 1)]).await.unwrap_err();
    assert!(matches!(error, tgqueue::EngineError::Closed), "{error}");
    let error = queue.stats(BOT).await.unwrap_err();
    assert!(matches!(error, tgqueue::EngineError::Closed), "{error}");
}

#[tokio::test]
async fn a_clock_set_back_between_two_starts_stops_nothing() {
    let disk = Disk::new(4);
    let clock = ManualClock::default();
    clock.advance(Duration::from_secs(400 * 24 * 3600));
    let open = |clock: &ManualClock| Redb::builder().clock(clock.clone()).open_storage(disk.clone()).unwrap();
    let queue = open(&clock);
    queue.append(vec![update(1, 1)]).await.unwrap();
    queue.close().await;
    // More than a year back.
    let clock = ManualClock::default();
    let queue = open(&clock);
    let ttl = Duration::from_secs(3600);
    let leases = queue.lease(LeaseRequest { bot: BOT, worker: "one".into(), want: 1, ttl }).await.unwrap();
    let all = || Fetch { max: 10, per_conversation: 1, busy: Vec::new() };
    let fetched = queue.fetch(&leases, all()).await.unwrap();
    let [first] = &fetched.updates[..] else { panic!("{fetched:?}") };
    let after = Duration::from_secs(30);
    queue
        .settle(vec![Mark { lease: first.lease, ticket: first.ticket, outcome: Outcome::Retry { after } }])
        .await
        .unwrap();
    assert_eq!(queue.fetch(&leases, all()).await.unwrap().due_in, Some(after));
    clock.advance(after);
    assert_eq!(queue.fetch(&leases, all()).await.unwrap().updates.len(), 1);
    // Its number is known for as long as it should be, and no longer.
    assert_eq!(queue.append(vec![update(1, 1)]).await.unwrap(), [Appended::Duplicate]);
    clock.advance(SEEN_FOR);
    assert_eq!(queue.append(vec![update(1, 1)]).await.unwrap(), [Appended::Fresh]);
}

#[tokio::test]
async fn numbers_that_begin_anew_after_a_quiet_week_are_new() {
    let clock = ManualClock::default();
    let queue = Redb::builder().clock(clock.clone()).open_storage(Disk::new(5)).unwrap();
    queue.append((1_000..1_010).map(|id| update(id, 1)).collect()).await.unwrap();
    clock.advance(Duration::from_secs(7 * 24 * 3600));
    // Lower ones, and one that is the same.
    let again = queue.append([3, 4, 1_000].map(|id| update(id, 1)).into()).await.unwrap();
    assert_eq!(again, [Appended::Fresh; 3]);
    assert_eq!(queue.stats(BOT).await.unwrap().pending, 13);
}

#[tokio::test]
async fn numbers_are_forgotten_after_48_hours_and_none_before() {
    let folder = Folder::new("sweep");
    let clock = ManualClock::default();
    let queue = Redb::builder().clock(clock.clone()).open(folder.file()).unwrap();
    for batch in 0..10 {
        queue.append((1..=500).map(|id| update(batch * 500 + id, 1)).collect()).await.unwrap();
    }
    clock.advance(SEEN_FOR - Duration::from_millis(1));
    assert_eq!(queue.append(vec![update(1, 1), update(5_000, 1)]).await.unwrap(), [Appended::Duplicate; 2]);
    clock.advance(Duration::from_millis(1));
    // As many new ones come, and the old ones go.
    for batch in 20..30 {
        queue.append((1..=500).map(|id| update(batch * 500 + id, 1)).collect()).await.unwrap();
    }
    assert_eq!(
        queue.append(vec![update(10_001, 1), update(1, 1)]).await.unwrap(),
        [Appended::Duplicate, Appended::Fresh]
    );
    assert_eq!(queue.stats(BOT).await.unwrap().pending, 10_001);
    queue.close().await;
    let seen = redb::TableDefinition::<(i64, u64), (u64, u64)>::new("seen");
    let file = redb::Database::open(folder.file()).unwrap();
    let seen = redb::ReadableDatabase::begin_read(&file).unwrap().open_table(seen).unwrap();
    assert_eq!(redb::ReadableTableMetadata::len(&seen).unwrap(), 5_001);
}
