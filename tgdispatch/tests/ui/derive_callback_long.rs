//! Buttons that could carry more than Telegram takes.
//~ callback data of `Move` may get longer than the 64 bytes that a button carries

use tgdispatch::Callback;

#[derive(Callback)]
#[callback(prefix = "a_long_prefix_of_the_game")]
struct Move {
    game: i64,
    player: i64,
    piece: i64,
}

fn main() {}
