//! A part that the state does not have.
//~ expected `Database`, found `App`

use tgdispatch::filter::text;
use tgdispatch::{Router, Settings, State};

#[derive(Clone)]
struct App;

#[derive(Clone)]
struct Database;

async fn handler(State(db): State<Database>) {}

fn main() {
    let _ = Router::new().on(text(), handler).with_state(App).build(Settings::new());
}
