//! What all clones of the engine share: connections, what is known of bots, and whether all is well.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tgapi::UserId;
use tokio::sync::watch;
use tokio_postgres::Row;

use super::handed::Handed;
use super::pool::{Params, Pool};
use super::{column, sql};
use crate::conversation::Conversation;
use crate::engine::Health;
use crate::error::EngineError;

pub(super) struct Shared {
    pub(super) pool: Arc<Pool>,
    /// Of bots that are new.
    new_lanes: i32,
    /// Of bots that are known here: they never change.
    lanes: Mutex<HashMap<UserId, u32>>,
    /// Where the last fetch ended, so that the next one goes on there and no conversation starves.
    cursors: Mutex<HashMap<UserId, (u32, Conversation)>>,
    pub(super) handed: Handed,
    down: Mutex<Option<String>>,
    pub(super) arrivals: watch::Sender<u64>,
    closed: AtomicBool,
}

// No lock here is held across an await.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    pub(super) fn new(pool: Arc<Pool>, new_lanes: i32) -> Self {
        Self {
            pool,
            new_lanes,
            lanes: Mutex::default(),
            cursors: Mutex::default(),
            handed: Handed::default(),
            down: Mutex::default(),
            arrivals: watch::Sender::new(0),
            closed: AtomicBool::new(false),
        }
    }

    /// One statement on any connection.
    pub(super) async fn query(&self, sql: &'static str, params: Params<'_>) -> Result<Vec<Row>, EngineError> {
        let asked = async { Ok(self.pool.get().await?.query(sql, params).await?) };
        self.note(asked.await)
    }

    /// Remembers whether the database answers.
    pub(super) fn note<T>(&self, result: Result<T, EngineError>) -> Result<T, EngineError> {
        let mut down = lock(&self.down);
        match &result {
            Ok(_) => {
                if down.take().is_some() {
                    tracing::info!("the database answers again");
                }
            }
            Err(EngineError::Unavailable { what, .. }) => {
                if down.replace(what.clone()).is_none() {
                    tracing::warn!("{what}");
                }
            }
            Err(_) => {}
        }
        drop(down);
        result
    }

    pub(super) fn health(&self) -> Health {
        if self.closed.load(Ordering::Relaxed) {
            return Health::Down("the queue is closed".into());
        }
        lock(&self.down).clone().map_or(Health::Ready, Health::Down)
    }

    pub(super) fn is_down(&self) -> bool {
        lock(&self.down).is_some()
    }

    /// How many lanes the bot has, if it is known here.
    pub(super) fn known_lanes(&self, bot: UserId) -> Option<u32> {
        lock(&self.lanes).get(&bot).copied()
    }

    /// How many lanes the bot has. Makes them, if it is new.
    pub(super) async fn lanes(&self, bot: UserId) -> Result<u32, EngineError> {
        if let Some(lanes) = self.known_lanes(bot) {
            return Ok(lanes);
        }
        self.query(sql::ADD_BOT, &[&bot.0, &self.new_lanes]).await?;
        let rows = self.query(sql::ADD_LANES, &[&bot.0]).await?;
        let lanes: i32 = rows.first().map_or(Ok(self.new_lanes), |row| column(row, 0))?;
        let lanes = u32::try_from(lanes).unwrap_or(1);
        lock(&self.lanes).insert(bot, lanes);
        Ok(lanes)
    }

    pub(super) fn cursor(&self, bot: UserId) -> Option<(u32, Conversation)> {
        lock(&self.cursors).get(&bot).copied()
    }

    pub(super) fn set_cursor(&self, bot: UserId, lane: u32, conversation: Conversation) {
        lock(&self.cursors).insert(bot, (lane, conversation));
    }

    pub(super) fn arrived(&self) {
        self.arrivals.send_modify(|version| *version = version.wrapping_add(1));
    }

    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
        self.pool.close();
        self.arrived();
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }
}
