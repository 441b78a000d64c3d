//! A handler that asks for its update again is not overtaken by what the same person does next.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tgbot::api::Token;
use tgbot::prelude::*;
use tgsandbox::Sandbox;

use crate::running::Running;

/// A bot whose button fails twice, and so does the word "again".
fn bot(sandbox: &Sandbox) -> Bot {
    let left = Arc::new(AtomicU32::new(2));
    let fails = move || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok();
    let press = {
        let fails = fails.clone();
        move |press: CallbackQuery| {
            let fails = fails();
            async move { if fails { Err(Retry::new("not yet")) } else { Ok((press.send("pressed"), press.answer())) } }
        }
    };
    let say = move |message: Message, Text(text): Text| {
        let fails = text == "again" && fails();
        async move { if fails { Err(Retry::new("not yet")) } else { Ok(message.answer(text)) } }
    };
    let menu = async |message: Message| {
        message
            .answer("menu")
            .reply_markup(InlineKeyboard::new().button(InlineKeyboardButton::new("Go").callback_data("go")))
    };
    Bot::new(Token::new(&sandbox.token()).unwrap())
        .api_url(sandbox.api_url())
        .routes(Router::new().command("menu", menu).on(callback_query(), press).on(text(), say))
}

#[tokio::test]
async fn by_polling_the_next_message_waits() {
    let sandbox = Sandbox::start().await.unwrap();
    let ann = sandbox.user("Ann");
    // Before the bot is there, so that it gets both at once.
    ann.send("again").await;
    ann.send("next").await;
    let running = Running::start(bot(&sandbox).polling());
    // In this order, or it is an error.
    ann.expect_text("again").await.unwrap();
    ann.expect_text("next").await.unwrap();
    assert_eq!(running.stop().await.unfinished, 0);
}

#[tokio::test]
async fn by_webhook_a_message_does_not_overtake_a_button() {
    let sandbox = Sandbox::start().await.unwrap();
    let quick = |service: tgbot::webhook::WebhookBuilder<_>| service.retry_after(Duration::from_secs(1));
    let running = Running::start(bot(&sandbox).webhook("https://127.0.0.1:0/hook").webhook_service(quick));
    sandbox.webhook_set().await.unwrap();
    let ann = sandbox.user("Ann");
    ann.send("/menu").await;
    ann.expect_text("menu").await.unwrap();
    let press = ann.press("Go").await.unwrap();
    ann.send("next").await;
    // In this order, or it is an error.
    ann.expect_text("pressed").await.unwrap();
    ann.expect_text("next").await.unwrap();
    press.answer().await.unwrap();
    assert_eq!(running.stop().await.unfinished, 0);
}
