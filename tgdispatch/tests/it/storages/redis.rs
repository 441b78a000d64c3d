//! In Redis: Debian's program.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use redis::aio::MultiplexedConnection;
use tgdispatch::{RedisStorage, Storage, StorageError};

use super::process::{Process, command, folder, free_port, is_missing};
use super::{Rig, conforms};

const PROGRAM: &str = "/usr/bin/redis-server";
const USER: &str = "redis";

struct Server {
    folder: PathBuf,
    port: u16,
    process: Option<Process>,
}

impl Server {
    /// `None`, and it says so, if Redis is not installed.
    async fn start() -> Option<Self> {
        if is_missing(Path::new(PROGRAM).exists(), "Redis", "redis-server") {
            return None;
        }
        let mut server = Self { folder: folder("redis", USER), port: free_port(), process: None };
        server.run().await;
        Some(server)
    }

    async fn run(&mut self) {
        let mut redis = command(Path::new(PROGRAM), USER);
        redis.args(["--bind", "127.0.0.1", "--port", &self.port.to_string(), "--requirepass", "w0rd"]);
        redis.args(["--appendonly", "yes", "--appendfsync", "always", "--save", "", "--dir"]).arg(&self.folder);
        // The test's own user makes the log, in a folder that is not its own.
        let log = self.folder.with_extension("log");
        let process = self.process.insert(Process::start(redis, &log));
        let begun = Instant::now();
        loop {
            let answer = match connect(self.port).await {
                Ok(mut connection) => redis::cmd("PING").query_async::<String>(&mut connection).await,
                Err(error) => Err(error),
            };
            let Err(error) = answer else { return };
            let alive = !process.is_over() && begun.elapsed() < Duration::from_secs(60);
            assert!(alive, "the server does not start: {error}\n{}", fs::read_to_string(&log).unwrap());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn crash(&mut self) {
        self.process = None;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.crash();
        let _ = fs::remove_dir_all(&self.folder);
        let _ = fs::remove_file(self.folder.with_extension("log"));
    }
}

fn address(port: u16) -> String {
    format!("redis://:w0rd@127.0.0.1:{port}/0")
}

async fn connect(port: u16) -> redis::RedisResult<MultiplexedConnection> {
    redis::Client::open(address(port))?.get_multiplexed_async_connection().await
}

struct Redis {
    server: Server,
    storage: RedisStorage,
}

impl Rig for Redis {
    fn storage(&self) -> Arc<dyn Storage> {
        Arc::new(self.storage.clone())
    }

    async fn count(&self) -> u64 {
        let mut connection = connect(self.server.port).await.unwrap();
        let keys: Vec<String> = redis::cmd("KEYS").arg("*").query_async(&mut connection).await.unwrap();
        assert!(keys.iter().all(|key| key.starts_with("tgdispatch:dialogue:")), "{keys:?}");
        keys.len() as u64
    }

    async fn pass(&self, time: Duration) {
        let mut connection = connect(self.server.port).await.unwrap();
        let keys: Vec<String> = redis::cmd("KEYS").arg("*").query_async(&mut connection).await.unwrap();
        for key in keys {
            let left: i64 = redis::cmd("PTTL").arg(&key).query_async(&mut connection).await.unwrap();
            if left > 0 {
                let left = left - i64::try_from(time.as_millis()).unwrap();
                redis::cmd("PEXPIRE").arg(&key).arg(left).query_async::<i64>(&mut connection).await.unwrap();
            }
        }
    }

    async fn restart(&mut self) -> bool {
        self.server.crash();
        self.server.run().await;
        self.storage = RedisStorage::open(address(self.server.port)).await.unwrap();
        true
    }

    async fn cut(&mut self) -> bool {
        self.server.crash();
        true
    }

    async fn heal(&mut self) {
        self.server.run().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_conforms() {
    let Some(server) = Server::start().await else { return };
    let storage = RedisStorage::open(address(server.port)).await.unwrap();
    assert!(!format!("{storage:?}").contains("w0rd"));
    let wrong = address(server.port).replace("w0rd", "w1rd");
    let error = RedisStorage::open(wrong).await.unwrap_err();
    assert!(matches!(error, StorageError::Refused { .. }) && !error.to_string().contains("w1rd"), "{error}");
    conforms(Redis { server, storage }).await;
}

#[tokio::test]
async fn what_is_wrong_with_an_address_of_redis_is_told_without_it() {
    for address in ["", "redis://:s3cret@host:notaport/x", "rediss://:s3cret@127.0.0.1/0", "http://s3cret@127.0.0.1"] {
        let error = RedisStorage::open(address).await.unwrap_err();
        assert!(!error.to_string().contains("s3cret") && !error.is_transient(), "{error}");
    }
    let error = RedisStorage::open(format!("redis://:s3cret@127.0.0.1:{}/0", free_port())).await.unwrap_err();
    assert!(error.is_transient() && error.to_string().starts_with("Redis cannot be reached: "), "{error}");
}
