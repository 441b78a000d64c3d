//! The engine in PostgreSQL passes the suite: with clients that die, and with a server that dies.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use tgqueue::Postgres;
use tgqueue::conformance::{self, Lab};
use tokio::sync::Mutex;

use super::server::{Server, connect};

/// One database for all histories; its clock stands still until it is turned.
struct Database {
    server: Arc<Mutex<Server>>,
    address: String,
    clock: Hands,
    lanes: u32,
    /// Whether it is the server that dies, too.
    both: bool,
}

pub(super) const CLOCK: &str = "
create schema if not exists lab;
create table if not exists lab.time (now bigint not null);
delete from lab.time;
insert into lab.time values (1800000000000);
create or replace function tgqueue.clock() returns bigint language sql stable as 'select now from lab.time';";

/// What turns the clock: on a thread of its own, since whoever turns it cannot await.
struct Hands(mpsc::Sender<(Duration, mpsc::Sender<()>)>);

impl Hands {
    fn new(address: String) -> Self {
        let (turn, turns) = mpsc::channel::<(Duration, mpsc::Sender<()>)>();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            for (by, turned) in turns {
                runtime.block_on(async {
                    // A new connection each time: the server may have died meanwhile.
                    let client = connect(&address).await.unwrap();
                    let by = i64::try_from(by.as_millis()).unwrap();
                    client.execute("update lab.time set now = now + $1", &[&by]).await.unwrap();
                });
                turned.send(()).unwrap();
            }
        });
        Self(turn)
    }

    fn turn(&self, by: Duration) {
        let (tell, told) = mpsc::channel();
        self.0.send((by, tell)).unwrap();
        told.recv().unwrap();
    }
}

impl Database {
    async fn new(server: Arc<Mutex<Server>>, lanes: u32, both: bool) -> Self {
        let address = server.lock().await.address("postgres");
        let client = connect(&address).await.unwrap();
        client.batch_execute("set client_min_messages = error; drop schema if exists tgqueue cascade").await.unwrap();
        let lab = Self { server, clock: Hands::new(address.clone()), address, lanes, both };
        lab.queue().await.close();
        client.batch_execute(CLOCK).await.unwrap();
        lab
    }

    async fn queue(&self) -> Postgres {
        Postgres::builder(&self.address).lanes(self.lanes).open().await.unwrap()
    }
}

impl Lab for Database {
    type Engine = Postgres;

    async fn open(&mut self) -> Postgres {
        self.queue().await
    }

    async fn crash(&mut self, engine: Postgres) {
        if self.both {
            let mut server = self.server.lock().await;
            server.crash();
            server.run().await;
        }
        drop(engine);
    }

    fn advance(&mut self, by: Duration) {
        self.clock.turn(by);
    }
}

fn run(histories: u32, lanes: u32, both: bool) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let Some(server) = runtime.block_on(Server::start("")) else { return };
    let server = Arc::new(Mutex::new(server));
    conformance::run(histories, || Database::new(Arc::clone(&server), lanes, both));
}

#[test]
fn keeps_the_promises_with_one_lane() {
    run(12, 1, false);
}

#[test]
fn keeps_the_promises_with_several_lanes() {
    run(24, 4, false);
}

#[test]
fn keeps_the_promises_when_the_server_dies() {
    run(6, 4, true);
}
