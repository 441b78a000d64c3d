//! Answers while somebody types `@the_bot colour` in any chat, and learns which answer was chosen. @BotFather has to turn
//! inline mode on (`/setinline`), and feedback (`/setinlinefeedback`).
//!
//! `cargo run -p tgbot --example inline`; `-- --help` lists the flags.
#![expect(clippy::print_stdout, reason = "it shows what was chosen")]

use tgbot::prelude::*;

const COLOURS: [(&str, &str); 4] = [("red", "#d32f2f"), ("green", "#388e3c"), ("blue", "#1976d2"), ("grey", "#616161")];

async fn search(query: InlineQuery) -> AnswerInlineQuery {
    let wanted = query.query.to_lowercase();
    let found = COLOURS.iter().filter(|(name, _)| name.contains(&wanted)).map(|(name, code)| {
        InlineQueryResultArticle::new(*name, *name, InputTextMessageContent::new(*code)).description(*code)
    });
    // Nothing personal in it: Telegram may answer others with the same.
    query.answer(found).cache_time(300).is_personal(false)
}

async fn chosen(result: ChosenInlineResult) {
    println!("{} chose {}", result.from.first_name, result.result_id);
}

#[tokio::main]
async fn main() -> tgbot::Result {
    Bot::from_args()?.routes(Router::new().on(inline_query(), search).on(chosen_inline_result(), chosen)).run().await
}
