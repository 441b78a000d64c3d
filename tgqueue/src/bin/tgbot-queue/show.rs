//! What is said, for people and for programs.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};
use tgapi::UserId;
use tgqueue::{Clock as _, ConversationStats, Letter, LetterHead, Stats, SystemClock, Timestamp};

pub(crate) type Bot = (UserId, Stats, Vec<ConversationStats>);

pub(crate) fn bots(bots: &[Bot]) -> String {
    if bots.is_empty() {
        return "The queue is empty, and no update was ever stored in it.".to_owned();
    }
    let mut out = String::new();
    for (bot, stats, conversations) in bots {
        line(&mut out, format_args!("bot {bot}"));
        let oldest = stats.oldest.map_or_else(String::new, |oldest| format!(", the oldest for {}", age(oldest)));
        line(&mut out, format_args!("  waiting       {}{oldest}", stats.pending));
        line(&mut out, format_args!("  dead letters  {}", stats.letters));
        for lane in &stats.lanes {
            line(&mut out, format_args!("  lane {:<8} {}", lane.lane, lane.pending));
        }
        for waiting in conversations {
            let mut words =
                format!("  {}: {} waiting for {}", waiting.conversation, waiting.pending, age(waiting.oldest));
            if waiting.attempts > 0 {
                let _ = write!(words, ", tried {} times", waiting.attempts);
            }
            if let Some(due_in) = waiting.due_in {
                let _ = write!(words, ", again in {}", age(due_in));
            }
            line(&mut out, format_args!("{words}"));
        }
    }
    out
}

pub(crate) fn bots_json(bots: &[Bot]) -> String {
    let bot = |(bot, stats, conversations): &Bot| {
        let lanes = stats.lanes.iter().map(|lane| json!({"lane": lane.lane, "pending": lane.pending}));
        let conversations = conversations.iter().map(|waiting| {
            json!({
                "conversation": waiting.conversation.to_string(),
                "pending": waiting.pending,
                "oldest_seconds": waiting.oldest.as_secs_f64(),
                "attempts": waiting.attempts,
                "due_in_seconds": waiting.due_in.map(|due_in| due_in.as_secs_f64()),
            })
        });
        json!({
            "bot": bot.0,
            "pending": stats.pending,
            "oldest_seconds": stats.oldest.map(|oldest| oldest.as_secs_f64()),
            "letters": stats.letters,
            "lanes": lanes.collect::<Vec<_>>(),
            "conversations": conversations.collect::<Vec<_>>(),
        })
    };
    Value::Array(bots.iter().map(bot).collect()).to_string()
}

pub(crate) fn letters(heads: &[LetterHead]) -> String {
    if heads.is_empty() {
        return "There are no dead letters.".to_owned();
    }
    let mut out = String::new();
    for head in heads {
        let update = head.update.map_or_else(
            || "an unreadable update".to_owned(),
            |(update_id, conversation)| format!("update {update_id} of {conversation}"),
        );
        line(
            &mut out,
            format_args!(
                "{:<8} bot {}, {update}, {} bytes, died {}: {}",
                head.id.0,
                head.bot,
                head.size,
                ago(head.died),
                one_line(&head.reason)
            ),
        );
    }
    out
}

pub(crate) fn letters_json(heads: &[LetterHead]) -> String {
    Value::Array(heads.iter().map(head_json).collect()).to_string()
}

pub(crate) fn letter(letter: &Letter) -> String {
    let mut out = letters(std::slice::from_ref(&letter.head));
    line(&mut out, format_args!("arrived {}, tried {} times", ago(letter.head.arrived), letter.head.attempts));
    line(&mut out, format_args!("{}", one_line(&String::from_utf8_lossy(&letter.raw))));
    out
}

pub(crate) fn letter_json(letter: &Letter) -> String {
    let mut json = head_json(&letter.head);
    if let Value::Object(fields) = &mut json {
        // As text: it may be no JSON.
        fields.insert("raw".into(), String::from_utf8_lossy(&letter.raw).into());
    }
    json.to_string()
}

pub(crate) fn decided(ids: &[u64], replayed: bool, as_json: bool) -> String {
    let what = if replayed { "replayed" } else { "deleted" };
    if as_json {
        return json!({ what: ids }).to_string();
    }
    match ids {
        [] => format!("Nothing was {what}."),
        [id] => format!("Letter {id} was {what}."),
        _ => format!("{} letters were {what}.", ids.len()),
    }
}

fn head_json(head: &LetterHead) -> Value {
    json!({
        "id": head.id.0,
        "bot": head.bot.0,
        "update_id": head.update.map(|(update_id, _)| update_id.0),
        "conversation": head.update.map(|(_, conversation)| conversation.to_string()),
        "attempts": head.attempts,
        "arrived_ms": head.arrived.0,
        "died_ms": head.died.0,
        "reason": head.reason,
        "size": head.size,
    })
}

fn line(out: &mut String, words: std::fmt::Arguments<'_>) {
    // A String takes everything.
    let _ = writeln!(out, "{words}");
}

/// Control characters, which a handler's error may have from anybody's message, do nothing to a terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn ago(moment: Timestamp) -> String {
    format!("{} ago", age(SystemClock::new().now().since(moment)))
}

fn age(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match (seconds / 86_400, seconds / 3_600, seconds / 60) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min {} s", seconds % 60),
        (0, hours, minutes) => format!("{hours} h {} min", minutes % 60),
        (days, hours, _) => format!("{days} d {} h", hours % 24),
    }
}
