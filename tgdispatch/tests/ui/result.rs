//! A result that is no reply.
//~ a handler cannot return `String`
//~ return `()`, a method such as `SendMessage`

use tgdispatch::filter::text;
use tgdispatch::{Message, Router, Settings};

async fn handler(msg: Message) -> String {
    String::new()
}

fn main() {
    let _ = Router::new().on(text(), handler).build(Settings::new());
}
