//! Buttons that no handler could be found by.
//~ callback data needs a prefix, by which its handler is found

use tgdispatch::Callback;

#[derive(Callback)]
struct Vote {
    up: bool,
}

fn main() {}
