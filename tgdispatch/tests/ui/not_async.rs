//! A function that is not async.
//~ is not a handler
//~ a handler is an `async fn` of at most twelve arguments

use tgdispatch::filter::text;
use tgdispatch::{Message, Router, Settings};

fn handler(msg: Message) {}

fn main() {
    let _ = Router::new().on(text(), handler).build(Settings::new());
}
