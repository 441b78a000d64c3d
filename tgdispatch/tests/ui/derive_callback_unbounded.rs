//! A button with a text of any length, made as if it always fitted.
//@ codegen
//~ this callback data may get longer than 64 bytes: use `try_data` or `try_button`

use tgdispatch::Callback;

#[derive(Callback)]
#[callback(prefix = "search")]
struct Search {
    words: String,
}

fn main() {
    let _ = Search { words: String::new() }.data();
}
