//! A field that cannot be read from a word.
//~ `Colour` cannot be read from the arguments of a command

use tgdispatch::Commands;

struct Colour;

#[derive(Commands)]
enum Action {
    /// Paints
    Paint(Colour),
}

fn main() {}
