//! A router that is expected to need no state.
//~ mismatched types
//~ found `Router<Sessions<u32>>`

use tgdispatch::filter::text;
use tgdispatch::{Router, Session};

async fn handler(seen: Session<u32>) {}

fn routes(_: Router) {}

fn main() {
    routes(Router::new().on(text(), handler));
}
