//! One wrong argument among right ones: it alone is named.
//~ `std::vec::Vec<u8>` cannot be an argument of a handler: it cannot be taken from an update

use tgdispatch::filter::text;
use tgdispatch::{Chat, Message, Router, Settings, Text, User};

async fn handler(msg: Message, Text(text): Text, name: Vec<u8>, chat: Chat, user: User) {}

fn main() {
    let _ = Router::new().on(text(), handler).build(Settings::new());
}
