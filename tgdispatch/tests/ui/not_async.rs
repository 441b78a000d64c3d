//! A function that is not async.
//~ is not a handler
//~ it has to be an `async fn`

use tgdispatch::filter::text;
use tgdispatch::{Message, Router, Settings};

fn handler(msg: Message) {}

fn main() {
    let _ = Router::new().on(text(), handler).build(Settings::new());
}
