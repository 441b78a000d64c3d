//! A lock that is held while waiting.
//~ is not a handler
//~ no `MutexGuard`, no `Rc` may live across an `.await`

use tgdispatch::filter::text;
use tgdispatch::{Router, Session, Sessions, Settings};

async fn handler(seen: Session<u32>) {
    let n = seen.lock();
    std::future::ready(()).await;
    drop(n);
}

fn main() {
    let sessions = Sessions::idle(std::time::Duration::from_secs(10));
    let _ = Router::new().on(text(), handler).with_state(sessions).build(Settings::new());
}
