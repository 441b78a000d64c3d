//! An argument that is no extractor.
//~ `String` cannot be an argument of a handler: it cannot be taken from an update
//~ arguments of a handler are extractors

use tgdispatch::filter::text;
use tgdispatch::{Message, Router, Settings};

async fn handler(msg: Message, name: String) {}

fn main() {
    let _ = Router::new().on(text(), handler).build(Settings::new());
}
