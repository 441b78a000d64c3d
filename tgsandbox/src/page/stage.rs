//! What the page has of one bot: the people who can write to it, and its bursts.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use super::burst::BurstState;
use crate::{
    bot::{Bot, BotCore},
    maker::Maker,
    world::{Group, User},
};

/// How many people, and how many groups, the page can make.
pub(super) const MAX_PEOPLE: usize = 100;

#[derive(Debug)]
pub(super) struct Stage {
    pub(super) bot: Bot,
    pub(super) maker: Arc<Maker>,
    people: Mutex<Vec<User>>,
    pub(super) burst: Mutex<BurstState>,
}

impl Stage {
    /// A stage with two people and a group to begin with.
    pub(super) fn new(maker: Arc<Maker>, bot: Bot) -> Self {
        let people = Mutex::new(vec![bot.user("You"), bot.user("Ann")]);
        let _: Group = bot.group("Friends");
        Self { bot, maker, people, burst: Mutex::default() }
    }

    pub(super) fn core(&self) -> &Arc<BotCore> {
        self.bot.core()
    }

    pub(super) fn people(&self) -> MutexGuard<'_, Vec<User>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever the page made, or the bot has met.
    pub(super) fn person(&self, id: i64) -> Result<User, String> {
        if let Some(user) = self.people().iter().find(|user| user.id() == id) {
            return Ok(user.clone());
        }
        let json = self.core().world().met(id).ok_or("nobody has this number")?;
        Ok(User::known(Arc::clone(self.core()), id, json, self.bot.timeout()))
    }

    /// Somebody who can write to a chat: into a private one only its owner.
    pub(super) fn writer(&self, chat: i64, from: i64) -> Result<User, String> {
        if chat > 0 && chat != from {
            return Err("this is somebody else's private chat".to_owned());
        }
        if chat < 0 {
            let world = self.core().world();
            let known = world.chat(chat).ok_or("there is no such group")?;
            if known.kind() == "channel" {
                return Err("people only read a channel".to_owned());
            }
        }
        self.person(from)
    }

    /// All bots of the sandbox, for the person to choose from.
    pub(super) fn bots(&self) -> Vec<Value> {
        let bots = self.maker.bots.all();
        let one = |bot: &Arc<BotCore>| {
            let me = bot.world().me();
            json!({"id": me["id"], "username": me["username"], "name": me["first_name"]})
        };
        bots.iter().map(one).collect()
    }
}
