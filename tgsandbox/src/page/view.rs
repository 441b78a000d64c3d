//! What the browser sees: four sections, each with a tag that changes when its content does.
//!
//! The browser says which tags it has, and is answered the sections it does not have; when it has all, the answer
//! waits. So nothing is kept here for a browser, and one that was away simply asks.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    time::Duration,
};

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::time::{Instant, sleep, sleep_until};

use super::{commands, messages, stage::Stage};

/// How long a poll waits for news.
const PATIENCE: Duration = Duration::from_secs(20);
/// News come together: what follows within this time is in the same answer.
const SETTLE: Duration = Duration::from_millis(20);
/// How often to look whether what the bot was doing is over: nothing happens then.
const GLANCE: Duration = Duration::from_millis(500);
/// How many chats are listed, those with the newest messages.
const MAX_CHATS: usize = 200;
/// How many lines of the timeline are in one answer.
const MAX_ENTRIES: usize = 1000;
/// How many lines of the past a browser is told: more than it keeps.
const MAX_BACKLOG: usize = 20_000;

/// What the browser has.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Have {
    status: String,
    chats: String,
    chat: String,
    /// The chat that is open.
    open: Option<i64>,
    /// The number of the next line of the timeline.
    timeline: u64,
}

impl Stage {
    /// Answers what the browser does not have, as soon as there is something.
    pub(super) async fn sync(&self, have: Have) -> Value {
        let core = self.core();
        let deadline = Instant::now() + PATIENCE;
        loop {
            let changed = core.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            let mut news = self.news(&have).await;
            let now = milliseconds(core.clock.elapsed());
            if !news.is_empty() || Instant::now() >= deadline {
                news.insert("now".to_owned(), now);
                return news.into();
            }
            let acts = have.open.is_some_and(|chat| core.world().action(chat, core.clock.now()).is_some());
            let wake = if acts { deadline.min(Instant::now() + GLANCE) } else { deadline };
            tokio::select! {
                () = &mut changed => sleep(SETTLE).await,
                () = sleep_until(wake) => {}
            }
        }
    }

    async fn news(&self, have: &Have) -> Map<String, Value> {
        let mut news = Map::new();
        let mut add = |name: &str, had: &str, mut content: Value| {
            let tag = tag(&content);
            if tag != had {
                content["tag"] = tag.into();
                news.insert(name.to_owned(), content);
            }
        };
        add("status", &have.status, self.status());
        add("chats", &have.chats, self.chats());
        if let Some(chat) = have.open {
            add("chat", &have.chat, self.chat(chat).await);
        }
        let (entries, next) = self.core().transcript.since(have.timeline, MAX_BACKLOG, MAX_ENTRIES);
        if let Some(last) = entries.last() {
            // The first line that is there may be a later one than asked for: then some were forgotten.
            let lines: Vec<_> = entries
                .iter()
                .map(|entry| {
                    let mut line = serde_json::to_value(&entry.event).unwrap_or_default();
                    line["n"] = entry.number.into();
                    line["at"] = milliseconds(entry.at);
                    line
                })
                .collect();
            let content = json!({"lines": lines, "next": last.number + 1, "more": last.number + 1 < next});
            news.insert("timeline".to_owned(), content);
        }
        news
    }

    fn status(&self) -> Value {
        let core = self.core();
        let faults = self.bot.faults();
        let delay = faults.delay.as_ref().map_or((0, 0), |delay| (delay.start().as_millis(), delay.end().as_millis()));
        let webhook = self.bot.webhook();
        json!({
            "bot": core.world().me(),
            "bots": self.bots(),
            "webhook": webhook.as_ref().map(|hook| &hook.url),
            "trouble": webhook.as_ref().and_then(|hook| hook.last_error.as_deref()),
            "connections": core.hook().active().map(|hook| hook.connection_limit()),
            "polls": core.polls().has_polled(),
            "stats": core.stats(),
            "faults": {
                "disorder": faults.reorder_window,
                "duplicates": faults.duplicate_rate,
                "lost": faults.drop_answer_rate,
                "delay_from": delay.0,
                "delay_to": delay.1,
                "too_many": faults.too_many_requests_rate,
                "in_a_row": faults.too_many_requests_burst,
                "errors": faults.server_error_rate,
                "resets": faults.reset_rate,
            },
            "burst": self.burst().describe(),
        })
    }

    /// Every chat there is, and every person who could have one; the newest first.
    fn chats(&self) -> Value {
        let crowd: HashSet<i64> = self.burst().writers().into_iter().collect();
        let people: Vec<_> = self.people().iter().map(|user| (user.id(), user.json()["first_name"].clone())).collect();
        let world = self.core().world();
        let mut chats: Vec<_> = world.chats().collect();
        let known: HashSet<i64> = chats.iter().map(|(id, ..)| *id).collect();
        let silent: Vec<_> = people
            .iter()
            .filter(|(id, _)| !known.contains(id))
            .map(|(id, name)| (*id, json!({"type": "private", "first_name": name})))
            .collect();
        chats.extend(silent.iter().map(|(id, chat)| (*id, chat, None)));
        // Whoever writes in a burst comes last. Those without a message yet stand in the order they were made in; groups
        // have negative numbers.
        chats.sort_by_cached_key(|(id, _, last)| {
            let newest = last.and_then(|last| last["message_id"].as_i64()).unwrap_or_default();
            (crowd.contains(id), -newest, *id < 0, id.abs())
        });
        chats.truncate(MAX_CHATS);
        let list: Vec<_> = chats
            .into_iter()
            .map(|(id, chat, last)| {
                let title = chat.get("title").or_else(|| chat.get("first_name"));
                let last = last.map(|last| {
                    json!({
                        "id": last["message_id"],
                        "from": last["from"]["first_name"],
                        "by_bot": last["from"]["id"] == self.bot.id(),
                        "date": last["date"],
                        "text": messages::summary(last),
                    })
                });
                json!({"id": id, "type": chat["type"], "title": title, "last": last})
            })
            .collect();
        let people: Vec<_> = people.into_iter().map(|(id, name)| json!({"id": id, "name": name})).collect();
        json!({"list": list, "people": people})
    }

    async fn chat(&self, id: i64) -> Value {
        let core = self.core();
        let mut chat = {
            let (world, now) = (core.world(), core.clock.now());
            let messages = messages::newest(&world, id);
            json!({
                "id": id,
                "messages": messages.iter().map(|message| &**message).collect::<Vec<_>>(),
                "votes": messages::votes(&world, &messages),
                "reactions": messages::reactions(&world, id, &messages),
                "action": world.action(id, now),
            })
        };
        chat["commands"] = commands::of_chat(core, id).await;
        chat
    }
}

fn milliseconds(time: Duration) -> Value {
    // A thousandth of a millisecond is all that is worth showing.
    json!(u32::try_from(time.as_micros() % 1000).map_or(0.0, f64::from) / 1000.0 + whole(time))
}

#[expect(clippy::cast_precision_loss, reason = "2^53 milliseconds are a quarter of a million years")]
fn whole(time: Duration) -> f64 {
    time.as_millis() as f64
}

fn tag(content: &Value) -> String {
    let mut hasher = DefaultHasher::new();
    content.to_string().hash(&mut hasher);
    format!("{:x}", hasher.finish())
}
