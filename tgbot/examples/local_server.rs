//! With a Bot API server of one's own, which takes files up to 2 GB, webhooks by plain HTTP, and keeps files where this
//! program can read them (`telegram-bot-api --local`):
//!
//! `TELEGRAM_API_URL=http://127.0.0.1:8081 cargo run -p tgbot --example local_server`
//!
//! A bot that was on Telegram's server before has to call `logOut` there once.

use tgbot::api::BoxError;
use tgbot::api::client::LocalFiles;
use tgbot::api::methods::GetFile;
use tgbot::dispatch::content::Document;
use tgbot::prelude::*;

async fn size(message: Message, document: Document, client: Client) -> Result<SendMessage, BoxError> {
    let file = client.call(GetFile::new(&*document.file_id)).await?;
    // Copied from the server's folder, or over HTTP where it has none.
    let target = std::env::temp_dir().join(format!("local-server-{}", file.file_unique_id));
    client.download(&file).to_file(&target).await?;
    let bytes = tokio::fs::metadata(&target).await?.len();
    tokio::fs::remove_file(&target).await?;
    Ok(message.answer(format!("{bytes} bytes")))
}

#[tokio::main]
async fn main() -> tgbot::Result {
    Bot::from_args()?
        .client(|client| client.local_files(LocalFiles::shared()))
        .routes(Router::new().on(document(), size))
        .run()
        .await
}
