//! The updates to send: made up, or real ones from a file.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

/// Messages in so many private chats, numbered from `first` on: each in a chat drawn by `rng`, so that the next update is
/// now of the same chat, now of another.
pub(super) fn made_up(count: usize, chats: usize, first: usize, rng: &mut fastrand::Rng) -> Vec<Value> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    (1..=count)
        .map(|number| {
            let chat = first + rng.usize(..chats);
            let name = format!("user{chat}");
            json!({"update_id": 0, "message": {
                "message_id": number,
                "from": {"id": chat, "is_bot": false, "first_name": name},
                "chat": {"id": chat, "type": "private", "first_name": name},
                "date": now,
                "text": format!("message {number}"),
            }})
        })
        .collect()
}

/// One message in each of so many private chats.
pub(super) fn one_each(chats: usize, first: usize) -> Vec<Value> {
    let mut rng = fastrand::Rng::new();
    (0..chats).flat_map(|chat| made_up(1, 1, first + chat, &mut rng)).collect()
}

/// The updates of a file of JSON documents, one a line, and how many documents are something else.
pub(super) fn from_file(path: &Path) -> Result<(Vec<Value>, usize), Box<dyn std::error::Error>> {
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut updates = Vec::new();
    let mut others = 0;
    for (number, line) in BufReader::new(std::fs::File::open(path).map_err(fail)?).lines().enumerate() {
        let line = line.map_err(fail)?;
        if line.trim().is_empty() {
            continue;
        }
        let document: Value =
            serde_json::from_str(&line).map_err(|error| format!("{}, line {}: {error}", path.display(), number + 1))?;
        match update_of(document) {
            Some(update) => updates.push(update),
            None => others += 1,
        }
    }
    Ok((updates, others))
}

/// The document itself, or what it has under `doc`, if that is an update: an object with an `update_id`.
fn update_of(mut document: Value) -> Option<Value> {
    let update = match document.get_mut("doc") {
        Some(inner) => inner.take(),
        None => document,
    };
    update.get("update_id").is_some().then_some(update)
}
