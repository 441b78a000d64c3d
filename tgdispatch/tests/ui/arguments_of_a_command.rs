//! An argument of a command that cannot be read from a word.
//~ `Colour` cannot be read from an argument of a command

use tgdispatch::{Args, Router, Settings};

struct Colour;

async fn handler(Args(colour): Args<Colour>) {}

fn main() {
    let _ = Router::new().command("paint", handler).build(Settings::new());
}
