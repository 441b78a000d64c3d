//! A session that nothing provides.
//~ no method named `build` found for struct `Router<Sessions<u32>>`

use tgdispatch::filter::text;
use tgdispatch::{Router, Session, Settings};

async fn handler(seen: Session<u32>) {}

fn main() {
    let _ = Router::new().on(text(), handler).build(Settings::new());
}
