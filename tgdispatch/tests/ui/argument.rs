//! An argument that is no extractor.
//~ is not a handler
//~ every argument has to be an extractor

use tgdispatch::filter::text;
use tgdispatch::{Message, Router, Settings};

async fn handler(msg: Message, name: String) {}

fn main() {
    let _ = Router::new().on(text(), handler).build(Settings::new());
}
