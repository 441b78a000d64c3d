//! Sessions of another type than the handler takes.
//~ expected `Sessions<u32>`, found `Sessions<u64>`

use tgdispatch::filter::text;
use tgdispatch::{Router, Session, Sessions, Settings};

async fn handler(seen: Session<u32>) {}

fn main() {
    let sessions = Sessions::<u64>::idle(std::time::Duration::from_secs(10));
    let _ = Router::new().on(text(), handler).with_state(sessions).build(Settings::new());
}
