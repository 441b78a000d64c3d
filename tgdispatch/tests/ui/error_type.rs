//! A failure that is no error.
//~ a handler cannot return `std::result::Result<(), Oops>`
//~ the error of a `Result` has to be a `std::error::Error`, or a text

use tgdispatch::filter::text;
use tgdispatch::{Message, Router, Settings};

struct Oops;

async fn handler(msg: Message) -> Result<(), Oops> {
    Ok(())
}

fn main() {
    let _ = Router::new().on(text(), handler).build(Settings::new());
}
