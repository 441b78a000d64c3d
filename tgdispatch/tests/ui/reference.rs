//! An argument by reference.
//~ &Shared<tgapi::generated::types::message::Message>` cannot be an argument of a handler

use tgdispatch::filter::text;
use tgdispatch::{Message, Router, Settings};

async fn handler(msg: &Message) {}

fn main() {
    let _ = Router::new().on(text(), handler).build(Settings::new());
}
