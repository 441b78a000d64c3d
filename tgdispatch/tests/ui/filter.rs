//! Something that is no filter.
//~ `&str` is not a filter
//~ a filter is one of `tgdispatch::filter`

use tgdispatch::{Router, Settings};

async fn handler() {}

fn main() {
    let _ = Router::new().on("text", handler).build(Settings::new());
}
