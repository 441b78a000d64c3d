//! Groups without names as a struct.
//~ fields are groups by their names: for groups by number take a tuple

use tgdispatch::FromCaptures;

#[derive(FromCaptures)]
struct Order(u32, String);

fn main() {}
