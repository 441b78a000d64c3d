//! The examples of bots, each run as a program by polling, and somebody who talks to it.

use std::process::Command;
use std::time::Duration;

use serde_json::json;
use tgsandbox::{Sandbox, User};

use crate::webhook_custom::example;
use crate::webhook_kit::{Folder, Program};

/// An example that polls a sandbox of its own.
struct Example {
    sandbox: Sandbox,
    program: Program,
    _folder: Folder,
}

impl Example {
    async fn start(name: &str) -> Self {
        let executable = example(name).await;
        let folder = Folder::new(&format!("example-{name}"));
        let sandbox = Sandbox::builder().timeout(Duration::from_secs(30)).start().await.unwrap();
        let mut command = Command::new(executable);
        command.env("TELEGRAM_BOT_TOKEN", sandbox.token()).env("TELEGRAM_API_URL", sandbox.api_url());
        let program = Program::start(command, folder.path("log"));
        // Kinds that nobody asked for are not created: what comes too early would be lost.
        sandbox.polled().await.unwrap();
        Self { sandbox, program, _folder: folder }
    }

    fn ann(&self) -> User {
        self.sandbox.user("Ann")
    }

    async fn stop(mut self) -> String {
        self.program.signal("INT");
        let status = self.program.ended().await;
        assert!(status.success(), "{}", self.program.said());
        self.program.said()
    }
}

async fn says(user: &User, text: &str, answer: &str) {
    user.send(text).await;
    user.expect_text(answer).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn skeleton_shows_what_arrives() {
    let bot = Example::start("skeleton").await;
    let ann = bot.ann();
    ann.send("hello").await;
    let query = ann.inline_query("abc").await;
    assert_eq!(query.results().await.unwrap()[0]["title"], "ABC");
    ann.choose_result(&query, "abc").await.unwrap();
    bot.sandbox.idle().await.unwrap();
    let said = bot.stop().await;
    for line in ["Chat message: private", "Inline query: ", "Chosen inline result: abc"] {
        assert!(said.contains(line), "{line} is not in {said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn echo_says_what_it_hears() {
    let bot = Example::start("echo").await;
    says(&bot.ann(), "/start", "Hello. Say something.").await;
    says(&bot.ann(), "hello ü😀", "hello ü😀").await;
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counter_counts_each_chat() {
    let bot = Example::start("counter").await;
    let (ann, bob) = (bot.ann(), bot.sandbox.user("Bob"));
    says(&ann, "a", "1").await;
    says(&ann, "b", "2").await;
    says(&bob, "c", "1").await;
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_are_read_and_listed() {
    let bot = Example::start("commands").await;
    let ann = bot.ann();
    says(&ann, "/add 2 40", "42").await;
    says(&ann, "/shout \"good morning\" 2", "GOOD MORNINGGOOD MORNING").await;
    says(&ann, "/menu", "The menu is set.").await;
    ann.send("/start").await;
    let help = ann.next_message().await.unwrap();
    assert!(help.text().contains("/add <a> <b> - Adds two numbers") && !help.text().contains("/menu"), "{help:?}");
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inline_answers_while_somebody_types() {
    let bot = Example::start("inline").await;
    let ann = bot.ann();
    let query = ann.inline_query("gre").await;
    let titles: Vec<_> = query.results().await.unwrap().iter().map(|result| result["title"].clone()).collect();
    assert_eq!(titles, ["green", "grey"].map(|title| json!(title)));
    ann.choose_result(&query, "grey").await.unwrap();
    bot.sandbox.idle().await.unwrap();
    assert!(bot.stop().await.contains("Ann chose grey"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn menu_goes_forth_and_back_in_one_message() {
    let bot = Example::start("menu").await;
    let ann = bot.ann();
    says(&ann, "/start", "What would you like?").await;
    for (label, answer) in [("Tea", ""), ("Back", ""), ("Coffee", ""), ("Large", "Ordered")] {
        assert_eq!(ann.press(label).await.unwrap().answer().await.unwrap().text, answer, "{label}");
    }
    bot.sandbox.idle().await.unwrap();
    let messages = ann.messages();
    let [only] = &*messages else { panic!("{messages:?}") };
    assert_eq!(only.text(), "A large Coffee is on its way.");
    assert!(only.buttons().is_empty());
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dialogue_fills_in_a_form() {
    let bot = Example::start("dialogue").await;
    let ann = bot.ann();
    says(&ann, "hello", "A pizza is being made. What is your name?").await;
    says(&ann, "/cancel", "Nothing was ordered.").await;
    says(&ann, "hello", "A pizza is being made. What is your name?").await;
    says(&ann, "Ann Lee", "Where do you live?").await;
    says(&ann, "Main Street 1", "For Ann Lee, Main Street 1: on its way.").await;
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn conversation_asks_until_it_is_answered() {
    let bot = Example::start("conversation").await;
    let ann = bot.ann();
    says(&ann, "/play", "I think of a number between 0 and 9. Which?").await;
    says(&ann, "dunno", "A number, please.").await;
    for guess in 0..10 {
        ann.send(guess.to_string()).await;
        let answer = ann.next_message().await.unwrap();
        match answer.text() {
            "More." => {}
            found => {
                assert_eq!(found, format!("Yes! It took you {}.", guess + 1));
                bot.stop().await;
                return;
            }
        }
    }
    panic!("no number was the right one");
}

/// A message with this in it, from Ann.
fn sends(bot: &Example, ann: &User, content: &serde_json::Value) {
    let mut message = json!({"message_id": 1, "date": 1, "from": ann.json(),
        "chat": {"id": ann.id(), "type": "private", "first_name": "Ann"}});
    message.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
    bot.sandbox.push_update(&json!({"message": message})).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn photo_comes_back_with_its_size() {
    let bot = Example::start("photo").await;
    let ann = bot.ann();
    let file_id = bot.sandbox.add_file("cat.jpg", vec![7; 12_345]);
    let size = json!({"file_id": file_id, "file_unique_id": "u", "width": 640, "height": 480});
    sends(&bot, &ann, &json!({"photo": [size]}));
    let back = ann.next_message().await.unwrap();
    assert_eq!(back.json()["caption"], "640 by 480, 12345 bytes", "{back:?}");
    ann.send("/file").await;
    let file = ann.next_message().await.unwrap();
    assert_eq!(file.json()["document"]["file_name"], "hello.txt", "{file:?}");
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn media_group_is_one_album() {
    let bot = Example::start("media_group").await;
    let ann = bot.ann();
    ann.send("/album").await;
    let mut album = Vec::new();
    for name in ["Red", "Green", "Blue"] {
        let picture = ann.next_message().await.unwrap();
        assert_eq!(picture.json()["caption"], name, "{picture:?}");
        album.push(picture.json()["media_group_id"].clone());
    }
    assert!(album[0].is_string() && album.iter().all(|id| *id == album[0]), "{album:?}");
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn local_server_gives_files_of_any_size() {
    let bot = Example::start("local_server").await;
    let file_id = bot.sandbox.add_file("notes.txt", vec![b'x'; 70_000]);
    let ann = bot.ann();
    sends(&bot, &ann, &json!({"document": {"file_id": file_id, "file_unique_id": "u"}}));
    ann.expect_text("70000 bytes").await.unwrap();
    bot.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn workers_share_the_chats_and_each_stays_in_order() {
    if std::fs::read_dir("/usr/lib/postgresql").is_err() {
        assert!(std::env::var_os("CI").is_none(), "PostgreSQL is missing, and in CI nothing is skipped");
        return;
    }
    let executable = example("workers").await;
    let folder = Folder::new("example-workers");
    let mut command = Command::new(executable);
    command.env_remove("DATABASE_URL").env_remove("TELEGRAM_BOT_TOKEN");
    let mut program = Program::start(command, folder.path("log"));
    let both = |said: &str| ["worker 1 handled", "worker 2 handled"].iter().all(|of| said.matches(of).count() >= 10);
    program.says("both workers to handle", both).await;
    program.signal("INT");
    assert!(program.ended().await.success(), "{}", program.said());
    let said = program.said();
    assert_eq!(said.lines().filter(|line| line.contains(" in order, each once (")).count(), 12, "{said}");
    // The server it made is gone with it.
    let left = std::fs::read_dir(std::env::temp_dir()).unwrap().flatten().map(|entry| entry.file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with("tgbot-workers-")).collect();
    assert!(left.is_empty(), "{left:?}");
}
