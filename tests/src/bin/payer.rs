//! A worker for the tests that kill it: books each message of a chat in the transaction that marks its update as done.
//!
//! Settings: the token and the API server, as every bot's, and `DATABASE_URL`.
#![forbid(unsafe_code)]

use std::time::Duration;

use tgbot::prelude::*;
use tgbot::queue::TxError;
use tgbot::{Error, Tx};

async fn book(message: Message, Text(text): Text, tx: Tx) -> Result<(), Retry> {
    // What is in other hands meanwhile is tried again there; what the database cannot do now it can later.
    let again = |error: TxError| Retry::new(error).attempts(1_000);
    let tx = tx.begin().await.map_err(again)?;
    let booking = "insert into booked (chat, number) values ($1, $2)";
    let number: i64 = text.parse().map_err(Retry::new)?;
    let booked = tx.client().execute(booking, &[&message.chat.id.0, &number]).await;
    booked.map_err(|error| Retry::new(error).attempts(1_000))?;
    // Long enough to be killed here.
    tokio::time::sleep(Duration::from_millis(fastrand::u64(0..4))).await;
    tx.commit().await.map_err(again)
}

#[tokio::main]
async fn main() -> tgbot::Result {
    let database = std::env::var("DATABASE_URL").map_err(|error| Error::Stopped(error.into()))?;
    Bot::from_env()?
        .routes(Router::new().on(text(), book))
        .durable_postgres(database)
        .worker(|worker| worker.lease(Duration::from_secs(1)).look_again(Duration::from_millis(50)))
        .worker_only()
        .run()
        .await
}
