//! Two commands of one name.
//~ /b is taken already, by `Ban`

use tgdispatch::Commands;

#[derive(Commands)]
enum Action {
    /// Bans somebody
    #[command(alias = "b")]
    Ban,
    /// Goes back
    #[command(name = "b")]
    Back,
}

fn main() {}
