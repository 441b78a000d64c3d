//! More arguments than there may be.
//~ is not a handler
//~ a handler is an `async fn` of at most twelve arguments

use tgdispatch::filter::text;
use tgdispatch::{Router, Settings, Text};

#[rustfmt::skip]
async fn handler(
    _: Text, _: Text, _: Text, _: Text, _: Text, _: Text, _: Text, _: Text, _: Text, _: Text, _: Text, _: Text, _: Text,
) {
}

fn main() {
    let _ = Router::new().on(text(), handler).build(Settings::new());
}
