//! A command that nobody would know the use of.
//~ /Ban has no description: write one as `/// ..` above it, or `#[command(hidden)]`

use tgdispatch::Commands;

#[derive(Commands)]
enum Action {
    Ban,
}

fn main() {}
