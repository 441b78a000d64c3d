//! Conversations that wait: straight-line code, the lane kept, nobody else held up.

use std::time::Duration;

use tgapi::methods::SendMessage;
use tgapi::types::PhotoSize;
use tgdispatch::content::Photo;
use tgdispatch::filter::text;
use tgdispatch::testing::TestBot;
use tgdispatch::{
    BuildError, Conversation, ConversationError, Failure, LanesLayer, Message, Next, Retry, Routed, Router, Settings,
    Text,
};
use tokio::time::sleep;
use tower::ServiceExt;
use tower::util::service_fn;
use tower_layer::layer_fn;

use crate::support::Log;

async fn register(msg: Message, mut conv: Conversation) -> Result<SendMessage, ConversationError> {
    let name = conv.ask("Your name?").text().await?;
    // Part of it in a function of its own.
    let age = age(&mut conv).await?;
    Ok(msg.answer(format!("{name}, {age}")))
}

async fn age(conv: &mut Conversation) -> Result<u8, ConversationError> {
    let age = conv.ask(SendMessage::new(conv.chat(), "Your age?")).or_say("A number, please.").arg().await?;
    conv.say("Thank you.").await?;
    Ok(age)
}

async fn echo(msg: Message, Text(text): Text) -> SendMessage {
    msg.answer(format!("echo {text}"))
}

fn failures(log: &Log) -> impl Fn(Failure) -> std::future::Ready<()> + Clone + Send + Sync + 'static {
    let log = log.clone();
    move |failure| {
        log.push(failure.to_string());
        std::future::ready(())
    }
}

fn bot(failed: &Log) -> TestBot {
    let router = Router::new().command("register", register).on(text(), echo).on_error(failures(failed));
    TestBot::new(router).unwrap()
}

#[tokio::test(start_paused = true)]
async fn answers_come_one_by_one() {
    let failed = Log::default();
    let bot = bot(&failed);
    let ann = bot.user("Ann");
    assert_eq!(ann.says("/register").await.texts(), ["Your name?"]);
    assert_eq!(ann.says("Ann Lee").await.texts(), ["Your age?"]);
    assert_eq!(ann.says("old").await.texts(), ["A number, please."]);
    assert_eq!(ann.says(" 42 ").await.texts(), ["Thank you.", "Ann Lee, 42"]);
    assert_eq!(ann.says("again?").await.texts(), ["echo again?"]);
    assert!(failed.take().is_empty());
}

#[tokio::test(start_paused = true)]
async fn everybody_has_their_own() {
    let bot = bot(&Log::default());
    let group = |name| bot.user(name).in_group(-5);
    let (ann, bo) = (group("Ann"), group("Bo"));
    assert_eq!(ann.says("/register").await.texts(), ["Your name?"]);
    assert_eq!(bo.says("hello").await.texts(), ["echo hello"], "not for Ann's conversation");
    assert_eq!(bo.says("/register").await.texts(), ["Your name?"]);
    assert_eq!(ann.says("Ann").await.texts(), ["Your age?"]);
    assert_eq!(bo.says("Bo").await.texts(), ["Your age?"]);
    assert_eq!(ann.says("1").await.texts(), ["Thank you.", "Ann, 1"]);
    assert_eq!(bo.says("2").await.texts(), ["Thank you.", "Bo, 2"]);
    // Nor does it follow a person into another chat.
    assert_eq!(ann.says("/register").await.texts(), ["Your name?"]);
    let elsewhere = bot.user("Ann");
    assert_eq!(elsewhere.says("x").await.texts(), ["echo x"]);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_answer_goes_to_the_routes() {
    async fn seen(msg: Message, photo: Photo) -> SendMessage {
        msg.answer(format!("photo {}", photo.len()))
    }
    async fn other(msg: Message) -> SendMessage {
        msg.answer("command")
    }
    let router = Router::new().command("register", register).command("other", other).on(text(), echo).fallback(seen);
    let bot = TestBot::new(router).unwrap();
    let ann = bot.user("Ann");
    ann.says("/register").await;
    assert_eq!(ann.sends(|message| message.photo = vec![PhotoSize::new("a", "b", 1, 1)]).await.texts(), ["photo 1"]);
    assert_eq!(ann.says("/other").await.texts(), ["command"]);
    // The question is open still.
    assert_eq!(ann.says("Ann").await.texts(), ["Your age?"]);
}

#[tokio::test(start_paused = true)]
async fn it_ends_by_the_command_the_clock_or_another() {
    let failed = Log::default();
    let bot = bot(&failed);
    let ann = bot.user("Ann");
    ann.says("/register").await;
    assert!(ann.says("/CANCEL").await.calls().is_empty());
    assert_eq!(ann.says("Ann").await.texts(), ["echo Ann"]);

    ann.says("/register").await;
    sleep(Duration::from_secs(599)).await;
    assert_eq!(ann.says("Ann").await.texts(), ["Your age?"]);
    sleep(Duration::from_secs(601)).await;
    assert_eq!(ann.says("42").await.texts(), ["echo 42"]);

    ann.says("/register").await;
    assert_eq!(ann.says("/register").await.texts(), ["Your name?"], "begun anew");
    assert_eq!(ann.says("Ann").await.texts(), ["Your age?"]);
    assert_eq!(ann.says("42").await.texts(), ["Thank you.", "Ann, 42"]);
    assert!(failed.take().is_empty(), "none of it is a failure");
}

#[tokio::test(start_paused = true)]
async fn the_lane_waits_for_the_turn_and_for_nothing_else() {
    async fn slow(msg: Message, mut conv: Conversation) -> Result<SendMessage, ConversationError> {
        conv.ask("?").text().await?;
        sleep(Duration::from_secs(30)).await;
        Ok(msg.answer("done"))
    }
    let bot = TestBot::new(Router::new().command("slow", slow).on(text(), echo)).unwrap();
    let ann = bot.user("Ann");
    assert_eq!(ann.says("/slow").await.texts(), ["?"]);
    assert_eq!((bot.lanes().stats().running, bot.lanes().stats().lanes), (0, 0), "it holds nothing while it waits");
    let order = Log::default();
    let sent = order.clone();
    bot.on_call(move |call| {
        sent.push(call.text().unwrap_or_default());
        Ok(())
    });
    let after = async |seconds| sleep(Duration::from_secs(seconds)).await;
    let next = async {
        after(1).await;
        ann.says("x").await;
    };
    let bo = bot.user("Bo");
    let other = async {
        after(2).await;
        bo.says("y").await;
    };
    tokio::join!(ann.says("go"), next, other);
    assert_eq!(order.take(), ["echo y", "done", "echo x"]);
}

#[tokio::test(start_paused = true)]
async fn without_a_question_it_is_a_handler_like_others() {
    async fn fails(_: Message, _: Conversation) -> Result<(), Retry> {
        Err(Retry::new("busy").attempts(2))
    }
    async fn panics(_: Message, mut conv: Conversation) -> Result<(), ConversationError> {
        conv.ask("boom?").text().await?;
        panic!("boom");
    }
    let failed = Log::default();
    let router = Router::new().command("fails", fails).command("panics", panics).on(text(), echo);
    let bot = TestBot::new(router.on_error(failures(&failed))).unwrap();
    let ann = bot.user("Ann");
    assert!(ann.says("/fails").await.error().is_some());
    ann.says("/panics").await;
    assert!(ann.says("yes").await.error().is_none(), "its turn is over");
    assert!(failed.take().iter().any(|line| line.contains("it panicked: boom")));
    assert_eq!(ann.says("x").await.texts(), ["echo x"], "the lane goes on");
}

#[tokio::test(start_paused = true)]
async fn a_question_that_cannot_be_sent_is_a_failure() {
    let failed = Log::default();
    let bot = bot(&failed);
    bot.on_call(|_| Err("blocked".into()));
    bot.user("Ann").says("/register").await;
    let told = failed.take();
    assert!(told[0].ends_with("a conversation could not go on: blocked"), "{told:?}");
}

#[tokio::test(start_paused = true)]
async fn replies_that_go_with_a_response_are_sent_when_there_is_none() {
    let settings = Settings::new().reply_in_response(true);
    let router = Router::new().command("register", register).on(text(), echo);
    let bot = TestBot::with(router, settings, LanesLayer::new()).unwrap();
    let ann = bot.user("Ann");
    ann.says("/register").await;
    ann.says("Ann").await;
    assert_eq!(ann.says("7").await.texts(), ["Thank you.", "Ann, 7"]);
}

#[test]
fn without_a_way_to_ask_it_is_not_built() {
    let router = Router::new().command("register", register);
    assert!(matches!(router.build(Settings::new()), Err(BuildError::NeedsClientForQuestions { .. })));
}

#[tokio::test(start_paused = true)]
async fn a_layer_that_calls_anew_goes_on_with_the_same_conversation() {
    // It takes the arguments a second time, as a layer does that tries again.
    let anew = layer_fn(|next: Next| service_fn(move |routed: Routed| next.clone().oneshot(routed.clone())));
    let bot = TestBot::new(Router::new().command("register", register).layer(anew).on(text(), echo)).unwrap();
    let ann = bot.user("Ann");
    assert_eq!(ann.says("/register").await.texts(), ["Your name?"]);
    assert_eq!(ann.says("Ann").await.texts(), ["Your age?"]);
    assert_eq!(ann.says("7").await.texts(), ["Thank you.", "Ann, 7"]);
    assert_eq!(ann.says("8").await.texts(), ["echo 8"]);
}
