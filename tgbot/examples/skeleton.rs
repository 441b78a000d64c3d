//! telepot's skeleton: shows what arrives, and answers an inline query with one article.
//!
//! `cargo run -p tgbot --example skeleton`; `-- --help` lists the flags.
#![expect(clippy::print_stdout, reason = "it shows what arrives")]

use tgbot::prelude::*;

async fn on_chat_message(message: Message) {
    println!("Chat message: {} {} {:?}", message.chat.kind, message.chat.id, message.text);
}

async fn on_callback_query(query: CallbackQuery) -> AnswerCallbackQuery {
    println!("Callback query: {} {} {:?}", query.id, query.from.id, query.data);
    query.answer()
}

async fn on_inline_query(query: InlineQuery) -> AnswerInlineQuery {
    println!("Inline query: {} {} {:?}", query.id, query.from.id, query.query);
    let article = InlineQueryResultArticle::new("abc", "ABC", InputTextMessageContent::new(&*query.query));
    query.answer([article])
}

async fn on_chosen_inline_result(result: ChosenInlineResult) {
    println!("Chosen inline result: {} {} {:?}", result.result_id, result.from.id, result.query);
}

#[tokio::main]
async fn main() -> tgbot::Result {
    let routes = Router::new()
        .on(message(), on_chat_message)
        .on(callback_query(), on_callback_query)
        .on(inline_query(), on_inline_query)
        .on(chosen_inline_result(), on_chosen_inline_result);
    Bot::from_args()?.routes(routes).run().await
}
