//! Takes a photo from Telegram and sends it back, with how large it is; `/file` sends a file made on the spot.
//!
//! `cargo run -p tgbot --example photo`; `-- --help` lists the flags.

use tgbot::api::methods::{GetFile, SendDocument, SendPhoto};
use tgbot::api::{BoxError, InputFile};
use tgbot::dispatch::content::Photo;
use tgbot::prelude::*;

async fn back(message: Message, sizes: Photo, client: Client) -> Result<Option<SendPhoto>, BoxError> {
    // The same picture in several sizes, the largest last.
    let Some(largest) = sizes.last() else { return Ok(None) };
    let file = client.call(GetFile::new(&*largest.file_id)).await?;
    let bytes = client.download(&file).bytes().await?;
    let caption = format!("{} by {}, {} bytes", largest.width, largest.height, bytes.len());
    Ok(Some(SendPhoto::new(message.chat.id, InputFile::bytes("photo.jpg", bytes)).caption(caption)))
}

async fn file(message: Message) -> SendDocument {
    // `InputFile::path` and `InputFile::stream` send larger ones without having them in memory.
    SendDocument::new(message.chat.id, InputFile::bytes("hello.txt", "Hello."))
}

#[tokio::main]
async fn main() -> tgbot::Result {
    Bot::from_args()?.routes(Router::new().on(photo(), back).command("file", file)).run().await
}
