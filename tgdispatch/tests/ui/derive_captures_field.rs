//! A group that cannot be read as what it is taken as.
//~ `Colour` cannot be read from a group of a pattern

use tgdispatch::FromCaptures;

struct Colour;

#[derive(FromCaptures)]
struct Paint {
    colour: Colour,
}

fn main() {}
