//! A lock that is held while waiting.
//~ future returned by `handler` is not `Send`
//~ has type `std::sync::MutexGuard<'_, u32>` which is not `Send`

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
