//! A bot, as its users build it, against the sandbox.

use std::time::Duration;

use tgbot::api::Token;
use tgbot::prelude::*;
use tgsandbox::{Event, Faults, Sandbox};

use crate::running::Running;
use crate::soon;

async fn start(message: Message) -> SendMessage {
    message
        .answer("Hello!")
        .reply_markup(InlineKeyboardMarkup::new(vec![vec![InlineKeyboardButton::new("Vote").callback_data("vote:7")]]))
}

async fn vote(query: CallbackQuery, CallbackData(data): CallbackData) -> AnswerCallbackQuery {
    query.answer().text(data)
}

async fn echo(message: Message, Text(text): Text) -> SendMessage {
    message.answer(text)
}

async fn find(query: InlineQuery) -> AnswerInlineQuery {
    query.answer([InlineQueryResultArticle::new("1", "One", InputTextMessageContent::new(&*query.query))])
}

fn routes() -> Router {
    Router::new().command("start", start).on(callback_data("vote:"), vote).on(text(), echo).on(inline_query(), find)
}

fn bot(sandbox: &Sandbox) -> Bot {
    Bot::new(Token::new(&sandbox.token()).unwrap()).api_url(sandbox.api_url()).routes(routes())
}

async fn talk(sandbox: &Sandbox) {
    let ann = sandbox.user("Ann");
    ann.send("/start").await;
    ann.expect_text("Hello!").await.unwrap();
    let answer = ann.press("Vote").await.unwrap().answer().await.unwrap();
    assert_eq!(answer.text, "vote:7");
    for n in 0..20 {
        ann.send(format!("line {n} ü😀")).await;
    }
    for n in 0..20 {
        ann.expect_text(&format!("line {n} ü😀")).await.unwrap();
    }
    let results = ann.inline_query("who").await.results().await.unwrap();
    assert_eq!(results[0]["title"], "One");
}

#[tokio::test]
async fn a_bot_by_webhook_answers_in_order() {
    let sandbox = Sandbox::start().await.unwrap();
    let running = Running::start(bot(&sandbox).webhook("https://127.0.0.1:0/hook"));
    sandbox.webhook_set().await.unwrap();
    talk(&sandbox).await;
    assert_eq!(running.stop().await.unfinished, 0);
    assert_eq!(sandbox.webhook().unwrap().last_error, None);
}

#[tokio::test]
async fn a_bot_by_polling_answers_in_order_and_confirms_what_it_had() {
    let sandbox = Sandbox::start().await.unwrap();
    let running = Running::start(bot(&sandbox).polling());
    talk(&sandbox).await;
    assert_eq!(running.stop().await.unfinished, 0);
    assert_eq!(sandbox.stats().pending, 0);
}

#[tokio::test]
async fn a_reply_can_ride_in_the_webhooks_answer() {
    let sandbox = Sandbox::start().await.unwrap();
    let running = Running::start(bot(&sandbox).webhook("https://127.0.0.1:0/hook").reply_in_response(true));
    sandbox.webhook_set().await.unwrap();
    let ann = sandbox.user("Ann");
    ann.send("there").await;
    ann.expect_text("there").await.unwrap();
    soon("the answer to be carried out", sandbox.idle()).await.unwrap();
    let replies: Vec<_> = sandbox
        .transcript()
        .into_iter()
        .filter_map(|entry| match entry.event {
            Event::Call { method, in_webhook_answer, .. } if method.eq_ignore_ascii_case("sendMessage") => {
                Some(in_webhook_answer)
            }
            _ => None,
        })
        .collect();
    assert_eq!(replies, [true]);
    assert_eq!(running.stop().await.unfinished, 0);
}

#[tokio::test]
async fn disorder_and_duplicates_change_no_answer() {
    let sandbox = Sandbox::builder().seed(7).start().await.unwrap();
    // On a busy machine a handshake can take longer than a gap may by default; the test is about order, not patience.
    let patient = tgbot::reorder::Config::new().with_hold(Duration::from_secs(20));
    let running = Running::start(bot(&sandbox).webhook("https://127.0.0.1:0/hook").reorder(patient));
    sandbox.webhook_set().await.unwrap();
    let first = sandbox.user("First");
    first.send("where the numbers begin").await;
    first.expect_text("where the numbers begin").await.unwrap();
    sandbox.set_faults(Faults { reorder_window: 8, duplicate_rate: 0.2, drop_answer_rate: 0.1, ..Faults::default() });
    let people: Vec<_> = ["Ann", "Bob", "Eve"].map(|name| sandbox.user(name)).into();
    for n in 0..40 {
        for person in &people {
            person.send(n.to_string()).await;
        }
    }
    for person in &people {
        for n in 0..40 {
            person.expect_text(&n.to_string()).await.unwrap();
        }
    }
    soon("the last duplicates", sandbox.idle()).await.unwrap();
    for person in &people {
        assert_eq!(person.messages().len(), 40);
    }
    assert_eq!(running.stop().await.unfinished, 0);
}

#[tokio::test]
async fn stopping_waits_for_the_handler_at_work() {
    let sandbox = Sandbox::start().await.unwrap();
    let (entered, mut is_entered) = tokio::sync::mpsc::channel::<()>(1);
    let (go_on, wait) = tokio::sync::watch::channel(false);
    let slow = move |message: Message| {
        let (entered, mut wait) = (entered.clone(), wait.clone());
        async move {
            entered.send(()).await.unwrap();
            wait.wait_for(|go| *go).await.unwrap();
            message.answer("done")
        }
    };
    let bot = Bot::new(Token::new(&sandbox.token()).unwrap())
        .api_url(sandbox.api_url())
        .webhook("https://127.0.0.1:0/hook")
        .routes(Router::new().on(text(), slow));
    let running = Running::start(bot);
    sandbox.webhook_set().await.unwrap();
    let ann = sandbox.user("Ann");
    ann.send("go").await;
    soon("the handler", is_entered.recv()).await.unwrap();
    let url = sandbox.webhook().unwrap().url;
    let address = url.trim_start_matches("https://").split('/').next().unwrap().to_owned();
    let stopping = tokio::spawn(running.stop());
    // The port is closed: the stop has begun, and the handler is still at work.
    soon("the stop to begin", async { while tokio::net::TcpStream::connect(&address).await.is_ok() {} }).await;
    assert!(!stopping.is_finished());
    go_on.send(true).unwrap();
    ann.expect_text("done").await.unwrap();
    assert_eq!(soon("the end", stopping).await.unwrap().unfinished, 0);
}

#[tokio::test]
async fn polling_stops_at_its_time_limit_and_says_what_is_left() {
    let sandbox = Sandbox::start().await.unwrap();
    let (entered, mut is_entered) = tokio::sync::mpsc::channel::<()>(1);
    let endless = move |_: Message| {
        let entered = entered.clone();
        async move {
            entered.send(()).await.unwrap();
            std::future::pending::<()>().await;
        }
    };
    let bot = Bot::new(Token::new(&sandbox.token()).unwrap())
        .api_url(sandbox.api_url())
        .drain(Duration::from_millis(10))
        .routes(Router::new().on(text(), endless));
    let running = Running::start(bot);
    sandbox.user("Ann").send("go").await;
    soon("the handler", is_entered.recv()).await.unwrap();
    assert_eq!(running.stop().await.unfinished, 1);
    assert_eq!(sandbox.stats().pending, 1, "Telegram keeps it for the next start");
}

#[tokio::test]
async fn a_handler_that_hangs_holds_the_offset_for_its_budget_and_its_chat_until_it_ends() {
    let sandbox = Sandbox::start().await.unwrap();
    let (entered, mut is_entered) = tokio::sync::mpsc::channel::<()>(1);
    let (go_on, wait) = tokio::sync::watch::channel(false);
    let hang = move |message: Message, Text(text): Text| {
        let (entered, mut wait) = (entered.clone(), wait.clone());
        async move {
            if text == "hang" {
                entered.send(()).await.unwrap();
                wait.wait_for(|go| *go).await.unwrap();
            }
            message.answer(text)
        }
    };
    let bot = Bot::new(Token::new(&sandbox.token()).unwrap())
        .api_url(sandbox.api_url())
        .poll(tgbot::poll::Config::new().hold_budget(Duration::from_millis(50)))
        .routes(Router::new().on(text(), hang));
    let running = Running::start(bot);
    let (ann, bob) = (sandbox.user("Ann"), sandbox.user("Bob"));
    ann.send("hang").await;
    soon("the handler", is_entered.recv()).await.unwrap();
    ann.send("next").await;
    // Bob does not wait, and once the budget is over Telegram is told to go on.
    for n in 0..10 {
        bob.send(n.to_string()).await;
        bob.expect_text(&n.to_string()).await.unwrap();
    }
    soon("the offset to move past it", sandbox.idle()).await.unwrap();
    // But Ann's chat waits: her next message is not answered before the first.
    assert!(ann.messages().is_empty());
    go_on.send(true).unwrap();
    ann.expect_text("hang").await.unwrap();
    ann.expect_text("next").await.unwrap();
    assert_eq!(running.stop().await.unfinished, 0);
}

#[tokio::test]
async fn polling_with_settings_of_ones_own_leaves_a_webhook_alone() {
    let sandbox = Sandbox::start().await.unwrap();
    let by_webhook = Running::start(bot(&sandbox).webhook("https://127.0.0.1:0/hook"));
    sandbox.webhook_set().await.unwrap();
    let calls = sandbox.stats().api_calls;
    let by_polling = Running::start(bot(&sandbox).poll(tgbot::poll::Config::new()));
    // getMe and a getUpdates that is refused.
    soon("a refusal", sandbox.bot().until("two calls", move |stats| stats.api_calls >= calls + 2)).await.unwrap();
    let _ = by_polling.stop().await;
    assert!(sandbox.webhook().is_some());
    let _ = by_webhook.stop().await;
}

#[tokio::test]
async fn a_wrong_token_ends_at_once_with_one_sentence() {
    let sandbox = Sandbox::start().await.unwrap();
    let bot =
        Bot::new(Token::new("123:wrongwrongwrongwrongwrongwrong").unwrap()).api_url(sandbox.api_url()).quiet(true);
    let error = soon("the refusal", bot.run_until(std::future::pending())).await.unwrap_err();
    let text = format!("{error} / {error:?}");
    assert!(text.contains("Unauthorized") && !text.contains("wrongwrong"), "{text}");
}

#[tokio::test]
async fn a_certificate_for_another_host_is_refused_before_telegram_fails_in_silence() {
    let sandbox = Sandbox::start().await.unwrap();
    let folder = tempdir("wrong-host");
    let certificate = tgwebhook::Certificate::self_signed_in(&folder, "bot.example.com").unwrap();
    drop(certificate);
    let file = std::fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let bot = bot(&sandbox).webhook("https://127.0.0.1:0/hook").certificate(&file, &file).quiet(true);
    let error = soon("the refusal", bot.run_until(std::future::pending())).await.unwrap_err();
    assert!(error.to_string().contains("bot.example.com"), "{error}");
    assert!(sandbox.webhook().is_none());
    std::fs::remove_dir_all(folder).unwrap();
}

/// A folder of this test's own.
fn tempdir(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("tgbot-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[tokio::test]
async fn a_second_start_gets_what_the_first_one_left() {
    // Stopped before it was handled: Telegram keeps it, and the next start gets it.
    let sandbox = Sandbox::start().await.unwrap();
    let running = Running::start(bot(&sandbox).polling());
    let ann = sandbox.user("Ann");
    ann.send("one").await;
    ann.expect_text("one").await.unwrap();
    assert_eq!(running.stop().await.unfinished, 0);
    ann.send("two").await;
    let running = Running::start(bot(&sandbox).polling());
    ann.expect_text("two").await.unwrap();
    soon("the queue to be empty", sandbox.idle()).await.unwrap();
    assert_eq!(running.stop().await.unfinished, 0);
    assert_eq!(ann.messages().len(), 2, "nothing was answered twice");
}
