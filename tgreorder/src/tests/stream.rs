//! The stream and the waiting insert, on tokio's paused clock.

use std::sync::Arc;

use tokio::time::Instant;

use super::*;
use crate::Refused;

#[tokio::test(start_paused = true)]
async fn gaps_expire_without_traffic() {
    let (inserter, drain) = buffer(config().with_start_at(0));
    let mut stream = drain.into_stream();
    inserter.insert(1, 1).unwrap();
    let start = Instant::now();
    let item = stream.next().await.unwrap();
    assert_eq!((item.seq, item.skipped.map(|gap| gap.numbers)), (1, Some(0..=0)));
    assert_eq!(start.elapsed(), HOLD);
}

#[tokio::test(start_paused = true)]
async fn the_first_arrival_of_anything_wakes_an_idle_stream() {
    let (inserter, drain) = buffer(config().with_start_at(0));
    let mut stream = drain.into_stream();
    let reader = tokio::spawn(async move { stream.next().await.unwrap().seq });
    tokio::task::yield_now().await;
    inserter.insert(3, 3).unwrap();
    assert_eq!(reader.await.unwrap(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_head_wakes_a_blocked_stream() {
    let (inserter, drain) = buffer(config().with_start_at(0));
    inserter.insert(1, 1).unwrap();
    let mut stream = drain.into_stream();
    let start = Instant::now();
    let reader = tokio::spawn(async move { (stream.next().await.unwrap().seq, stream.next().await.unwrap().seq) });
    tokio::time::sleep(Duration::from_millis(50)).await;
    inserter.insert(0, 0).unwrap();
    assert_eq!(reader.await.unwrap(), (0, 1));
    assert_eq!(start.elapsed(), Duration::from_millis(50));
}

#[tokio::test(start_paused = true)]
async fn an_item_that_comes_while_the_stream_sleeps_waits_little_more_than_its_hold() {
    let (inserter, drain) = buffer(config().with_start_at(0));
    inserter.insert(2, 2).unwrap();
    let mut stream = drain.into_stream();
    let start = Instant::now();
    let reader = tokio::spawn(async move {
        let mut given = Vec::new();
        for _ in 0..2 {
            given.push((stream.next().await.unwrap().seq, start.elapsed()));
        }
        given
    });
    tokio::time::sleep(Duration::from_millis(10)).await;
    inserter.insert(5, 5).unwrap();
    let [(2, first), (5, second)] = reader.await.unwrap()[..] else { panic!("not 2, then 5") };
    assert_eq!(first, HOLD);
    assert!(second >= Duration::from_millis(110) && second <= Duration::from_millis(135), "{second:?}");
}

#[tokio::test(start_paused = true)]
async fn inserts_wait_for_room_and_cannot_deadlock() {
    let (inserter, drain) = buffer(config());
    let mut stream = drain.into_stream();
    let n = 200u64;
    let tasks: Vec<_> = (0..n)
        .rev()
        .map(|seq| {
            let inserter = inserter.clone();
            tokio::spawn(async move { inserter.insert_async(seq, seq).await.unwrap() })
        })
        .collect();
    drop(inserter);
    let mut seen = Vec::new();
    while let Some(item) = stream.next().await {
        seen.push(item.seq);
    }
    for task in tasks {
        task.await.unwrap();
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..n).collect::<Vec<_>>());
}

#[derive(Default)]
struct Bell(std::sync::atomic::AtomicBool);

impl std::task::Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.store(true, std::sync::atomic::Ordering::SeqCst);
    }
}

#[test]
fn the_item_that_makes_room_wakes_who_waits_for_it() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    for seq in 0..8 {
        inserter.insert(seq, seq).unwrap();
    }
    assert_eq!(drain.pop(at(0)), item(0, 0));
    let bell = Arc::new(Bell::default());
    let waker = std::task::Waker::from(Arc::clone(&bell));
    let mut cx = std::task::Context::from_waker(&waker);
    let mut waiting = std::pin::pin!(inserter.insert_async(10, 10));
    assert!(waiting.as_mut().poll(&mut cx).is_pending());
    assert_eq!(drain.pop(at(0)), item(1, 1));
    assert!(!bell.0.load(std::sync::atomic::Ordering::SeqCst), "the window reaches 9 now");
    assert_eq!(drain.pop(at(0)), item(2, 2));
    assert!(bell.0.load(std::sync::atomic::Ordering::SeqCst));
    assert!(waiting.poll(&mut cx).is_ready());
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_waiting_insert_leaves_nothing() {
    let (inserter, drain) = buffer(config().with_start_at(0));
    let mut stream = drain.into_stream();
    let token = Arc::new(());
    for seq in 1..8 {
        inserter.insert(seq, Arc::clone(&token)).unwrap();
    }
    let waiting = tokio::time::timeout(Duration::from_millis(10), inserter.insert_async(8, Arc::clone(&token)));
    assert!(waiting.await.is_err());
    assert_eq!(Arc::strong_count(&token), 8);
    inserter.insert(0, Arc::clone(&token)).unwrap();
    for seq in 0..8 {
        assert_eq!(stream.next().await.unwrap().seq, seq);
    }
    inserter.insert_async(8, Arc::clone(&token)).await.unwrap();
    assert_eq!(stream.next().await.unwrap().seq, 8);
}

#[tokio::test(start_paused = true)]
async fn a_jump_reaches_a_waiting_insert() {
    let (inserter, drain) = buffer(config().with_start_at(0));
    let mut stream = drain.into_stream();
    let reader = tokio::spawn(async move { stream.next().await.unwrap() });
    inserter.insert_async(1_000_000_000, 1).await.unwrap();
    let item = reader.await.unwrap();
    assert_eq!(item.skipped.unwrap().numbers, 0..=999_999_999);
}

#[tokio::test(start_paused = true)]
async fn after_an_hour_asleep_a_waiting_insert_begins_a_new_numbering() {
    let (inserter, drain) = buffer(config().with_start_at(0));
    let mut stream = drain.into_stream();
    let reader = tokio::spawn(async move {
        let first = stream.next().await.unwrap().seq;
        let then = stream.next().await.unwrap();
        (first, then.seq, then.skipped, stream.get_mut().epoch())
    });
    inserter.insert(0, 0).unwrap();
    tokio::time::sleep(Duration::from_secs(3601)).await;
    inserter.insert_async(1_000_000_000, 1).await.unwrap();
    assert_eq!(reader.await.unwrap(), (0, 1_000_000_000, None, 2));
}

#[tokio::test(start_paused = true)]
async fn closing_wakes_both_sides() {
    let (inserter, drain) = buffer(config().with_start_at(0));
    let mut stream = drain.into_stream();
    let waiting = {
        let inserter = inserter.clone();
        tokio::spawn(async move { inserter.insert_async(100, 'x').await })
    };
    let reader = tokio::spawn(async move { stream.next().await.is_none() });
    tokio::task::yield_now().await;
    inserter.close();
    assert!(matches!(waiting.await.unwrap(), Err(Refused::Closed('x'))));
    assert!(reader.await.unwrap());
}
