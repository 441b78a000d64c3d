//! Sends several pictures as one album, uploaded together.
//!
//! `cargo run -p tgbot --example media_group`; `-- --help` lists the flags.

use tgbot::api::InputFile;
use tgbot::api::methods::SendMediaGroup;
use tgbot::api::types::InputMediaPhoto;
use tgbot::prelude::*;

/// A picture of one colour, as the simplest of formats.
fn picture(colour: [u8; 3]) -> InputFile {
    let mut bytes = b"P6 64 64 255\n".to_vec();
    bytes.extend(std::iter::repeat_n(colour, 64 * 64).flatten());
    InputFile::bytes("picture.ppm", bytes)
}

async fn album(message: Message) -> SendMediaGroup {
    let pictures = [("Red", [200, 0, 0]), ("Green", [0, 160, 0]), ("Blue", [0, 0, 200])];
    let pictures = pictures.map(|(name, colour)| InputMediaPhoto::new(picture(colour)).caption(name).into());
    SendMediaGroup::new(message.chat.id, pictures)
}

#[tokio::main]
async fn main() -> tgbot::Result {
    Bot::from_args()?.routes(Router::new().command("album", album)).run().await
}
