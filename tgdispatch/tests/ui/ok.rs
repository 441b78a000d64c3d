//! The way it is meant: it has to compile, or the other files prove nothing.

use std::time::Duration;

use tgdispatch::filter::text;
use tgdispatch::{Message, Router, Session, Sessions, Settings};

async fn count(msg: Message, seen: Session<u32>) {
    msg.answer(seen.get().to_string());
}

fn main() {
    let sessions = Sessions::idle(Duration::from_secs(10));
    let _ = Router::new().on(text(), count).with_state(sessions).build(Settings::new());
}
