//! Numbers are forgotten after 48 h, and none before.

use std::time::Duration;

use tgqueue::{Appended, Engine, Postgres, SEEN_FOR};

use super::conformance::CLOCK;
use super::server::{Server, connect};
use super::setup::update;

#[tokio::test]
async fn numbers_are_forgotten_after_48_hours_and_none_before() {
    let Some(server) = Server::start("").await else { return };
    let address = server.database("sweep").await;
    let queue = Postgres::builder(&address).open().await.unwrap();
    let client = connect(&address).await.unwrap();
    client.batch_execute(CLOCK).await.unwrap();
    let turn = async |by: Duration| {
        let by = i64::try_from(by.as_millis()).unwrap();
        client.execute("update lab.time set now = now + $1", &[&by]).await.unwrap();
    };
    let seen = async || -> i64 { client.query_one("select count(*) from tgqueue.seen", &[]).await.unwrap().get(0) };
    // Each that is opened looks for old ones at once.
    let sweep = async |left: i64| {
        let other = Postgres::builder(&address).open().await.unwrap();
        for _ in 0..600 {
            if seen().await == left {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(seen().await, left, "within a minute");
        other.close();
    };
    // More than go in one statement.
    for batch in 0..3 {
        queue.append((1..=5_000).map(|id| update(1, batch * 5_000 + id)).collect()).await.unwrap();
    }
    turn(SEEN_FOR - Duration::from_secs(1)).await;
    queue.append((20_001..=20_100).map(|id| update(1, id)).collect()).await.unwrap();
    let again = queue.append(vec![update(1, 1), update(1, 15_000)]).await.unwrap();
    assert_eq!(again, [Appended::Duplicate; 2]);
    sweep(15_100).await;
    turn(Duration::from_secs(1)).await;
    sweep(100).await;
    assert_eq!(
        queue.append(vec![update(1, 20_050), update(1, 1)]).await.unwrap(),
        [Appended::Duplicate, Appended::Fresh]
    );
    // What waits is not forgotten with its number.
    assert_eq!(queue.stats(tgapi::UserId(1)).await.unwrap().pending, 15_101);
}
