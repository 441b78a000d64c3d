//! An update that kills every worker, in a database.

use tgqueue::Postgres;

use super::server::Server;
use crate::poison::{fill, only_the_poison_is_a_letter, outlive};

#[tokio::test]
async fn in_a_database_an_update_that_kills_is_a_dead_letter_in_the_end_and_nothing_else_is() {
    let Some(server) = Server::start("").await else { return };
    let address = server.database("poison").await;
    let queue = Postgres::builder(&address).open().await.unwrap();
    fill(&queue).await;
    tokio::task::spawn_blocking(move || outlive(&address)).await.unwrap();
    only_the_poison_is_a_letter(&queue).await;
}
