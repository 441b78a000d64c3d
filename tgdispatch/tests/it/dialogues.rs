//! Dialogues: where people stand survives, whatever version wrote it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tgapi::methods::{AnswerCallbackQuery, SendMessage};
use tgapi::{UpdateType, UserId};
use tgdispatch::filter::{Filter, callback_query, text};
use tgdispatch::testing::TestBot;
use tgdispatch::{
    Dialogue, DialogueError, DialogueKey, DialogueState, Dialogues, Failure, MemoryStorage, Message, Router, Storage,
    StorageFuture, Text,
};

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
enum Form {
    #[default]
    Start,
    Name,
    Age {
        name: String,
    },
}

impl DialogueState for Form {
    const NAME: &'static str = "form";
}

/// The same form as a later version has it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
enum Form2 {
    #[default]
    Start,
    Name,
    Age {
        first: String,
        last: String,
    },
}

impl DialogueState for Form2 {
    const NAME: &'static str = "form";
    const VERSION: u32 = 2;

    fn migrate(version: u32, old: &Value) -> Option<Self> {
        let name = old["Age"]["name"].as_str().filter(|_| version == 1)?;
        let (first, last) = name.split_once(' ').unwrap_or((name, ""));
        Some(Self::Age { first: first.to_owned(), last: last.to_owned() })
    }
}

/// Says where it stands and then goes to what it is told, as JSON.
async fn step<S: DialogueState + std::fmt::Debug + Sync>(
    msg: Message,
    Text(text): Text,
    dialogue: Dialogue<S>,
) -> Result<SendMessage, DialogueError> {
    let state = format!("{:?}", dialogue.get().await?);
    match text.as_str() {
        "end" => dialogue.end().await?,
        "?" => {}
        json => dialogue.set(serde_json::from_str(json).unwrap()).await?,
    }
    Ok(msg.answer(state))
}

fn bot<S: DialogueState + std::fmt::Debug + Sync>(number: i64, storage: &Arc<dyn Storage>) -> TestBot {
    let dialogues = Dialogues::<S>::shared(UserId(number), Arc::clone(storage));
    TestBot::new(Router::new().on(text(), step::<S>).with_state(dialogues)).unwrap()
}

fn age() -> String {
    json!({"Age": {"name": "Ann Lee"}}).to_string()
}

/// What every storage has to do.
pub(crate) async fn keeps(storage: Arc<dyn Storage>) {
    // The kit numbers people anew for each bot: so these are the same chat.
    let before = bot::<Form>(1, &storage).user("Ann");
    assert_eq!(before.says("?").await.texts(), ["Start"]);
    assert_eq!(before.says(r#""Name""#).await.texts(), ["Start"]);
    assert_eq!(before.says(age()).await.texts(), ["Name"]);
    // After a restart.
    let after = bot::<Form>(1, &storage).user("Ann");
    assert_eq!(before.id(), after.id());
    assert_eq!(after.says("?").await.texts(), [r#"Age { name: "Ann Lee" }"#]);
    // Another chat and another bot are elsewhere.
    assert_eq!(after.in_group(-5).says("?").await.texts(), ["Start"]);
    assert_eq!(bot::<Form>(2, &storage).user("Ann").says("?").await.texts(), ["Start"]);
    assert_eq!(after.says("end").await.texts(), [r#"Age { name: "Ann Lee" }"#]);
    assert_eq!(after.says("?").await.texts(), ["Start"]);
}

#[cfg(feature = "redb")]
#[tokio::test]
async fn one_program_at_a_time_can_have_a_file() {
    use tgdispatch::FileStorage;

    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("dialogues-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("dialogues.redb");
    let storage: Arc<dyn Storage> = Arc::new(FileStorage::open(&path).unwrap());
    bot::<Form>(1, &storage).user("Ann").says(age()).await;
    assert!(FileStorage::open(&path).is_err(), "one at a time");
    drop(storage);
    let storage: Arc<dyn Storage> = Arc::new(FileStorage::open(&path).unwrap());
    assert_eq!(bot::<Form>(1, &storage).user("Ann").says("?").await.texts(), [r#"Age { name: "Ann Lee" }"#]);
    std::fs::remove_dir_all(folder).unwrap();
}

/// A new version takes people along.
pub(crate) async fn takes_people_along(storage: Arc<dyn Storage>) {
    bot::<Form>(1, &storage).user("Ann").says(age()).await;
    let ann = bot::<Form2>(1, &storage).user("Ann");
    assert_eq!(ann.says("?").await.texts(), [r#"Age { first: "Ann", last: "Lee" }"#]);
    // What nobody can read begins anew, and is kept until something new is said.
    bot::<Form>(1, &storage).user("Ann").says(r#""Name""#).await;
    assert_eq!(ann.says("?").await.texts(), ["Start"]);
    assert_eq!(bot::<Form>(1, &storage).user("Ann").says("?").await.texts(), ["Name"]);
    ann.says(r#""Name""#).await;
    assert_eq!(ann.says("?").await.texts(), ["Name"]);
    // Back to the old version, which does not know the new one.
    assert_eq!(bot::<Form>(1, &storage).user("Ann").says("?").await.texts(), ["Start"]);
    ann.says("end").await;
}

#[tokio::test]
async fn in_a_group_each_person_can_have_their_own() {
    let storage = MemoryStorage::new();
    let router = |per_user: bool| {
        let dialogues = Dialogues::<Form>::new(UserId(1), storage.clone());
        let dialogues = if per_user { dialogues.per_user() } else { dialogues };
        TestBot::new(Router::new().on(text(), step::<Form>).with_state(dialogues)).unwrap()
    };
    for (per_user, seen_by_bo) in [(true, "Start"), (false, "Name")] {
        let bot = router(per_user);
        let (ann, bo) = (bot.user("Ann").in_group(-5), bot.user("Bo").in_group(-5));
        ann.says(r#""Name""#).await;
        assert_eq!(bo.says("?").await.texts(), [seen_by_bo]);
        assert_eq!(ann.says("?").await.texts(), ["Name"]);
    }
}

/// A storage that is down.
struct Down;

impl Storage for Down {
    fn load<'a>(&'a self, _key: &'a DialogueKey) -> StorageFuture<'a, Option<Vec<u8>>> {
        Box::pin(async { Err("down".into()) })
    }

    fn save<'a>(&'a self, _key: &'a DialogueKey, _value: Vec<u8>, _keep: Option<Duration>) -> StorageFuture<'a, ()> {
        Box::pin(async { Err("down".into()) })
    }

    fn remove<'a>(&'a self, _key: &'a DialogueKey) -> StorageFuture<'a, ()> {
        Box::pin(async { Err("down".into()) })
    }
}

#[tokio::test]
async fn a_storage_that_fails_is_a_failure_of_the_handler() {
    async fn sorry(failure: Failure) -> Option<SendMessage> {
        Some(SendMessage::new(failure.context().chat()?.id, failure.error().to_string()))
    }
    let router = Router::new().on(text(), step::<Form>).with_state(Dialogues::<Form>::new(UserId(1), Down));
    let bot = TestBot::new(router.on_error(sorry)).unwrap();
    assert_eq!(bot.user("Ann").says("?").await.texts(), ["the storage of dialogues failed: down"]);
}

/// Counts how often it is asked, and fails when told to.
#[derive(Clone, Default)]
struct Counting {
    inner: MemoryStorage,
    loads: Arc<AtomicU32>,
    broken: Arc<AtomicBool>,
}

impl Storage for Counting {
    fn load<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, Option<Vec<u8>>> {
        self.loads.fetch_add(1, Ordering::Relaxed);
        if self.broken.load(Ordering::Relaxed) {
            return Box::pin(async { Err("the disk is gone".into()) });
        }
        self.inner.load(key)
    }

    fn save<'a>(&'a self, key: &'a DialogueKey, value: Vec<u8>, keep: Option<Duration>) -> StorageFuture<'a, ()> {
        self.inner.save(key, value, keep)
    }

    fn remove<'a>(&'a self, key: &'a DialogueKey) -> StorageFuture<'a, ()> {
        self.inner.remove(key)
    }
}

#[tokio::test]
async fn steps_are_routes() {
    async fn start(msg: Message, form: Dialogue<Form>) -> Result<SendMessage, DialogueError> {
        form.set(Form::Name).await?;
        Ok(msg.answer("name?"))
    }
    async fn name(msg: Message, Text(name): Text, form: Dialogue<Form>) -> Result<SendMessage, DialogueError> {
        form.set(Form::Age { name }).await?;
        Ok(msg.answer("age?"))
    }
    async fn age(msg: Message, Text(age): Text, form: Dialogue<Form>) -> Result<SendMessage, DialogueError> {
        let Form::Age { name } = form.get().await? else { return Ok(msg.answer("not here")) };
        form.end().await?;
        Ok(msg.answer(format!("{name}, {age}")))
    }
    async fn other(msg: Message) -> SendMessage {
        msg.answer("other")
    }
    async fn pressed(press: tgdispatch::CallbackQuery) -> AnswerCallbackQuery {
        press.answer().text("pressed")
    }
    let storage = Counting::default();
    let forms = Dialogues::<Form>::new(UserId(1), storage.clone()).per_user();
    let steps = Router::new().on(forms.at(|form| matches!(form, Form::Age { .. })).and(text()), age);
    let router = Router::new()
        .command("start", start)
        .on(text().and(forms.at(|form| matches!(form, Form::Name))), name)
        .nest(text(), steps)
        .on(text().and(forms.at(|form| *form == Form::Start).not()), async |_: Message| ())
        .on(text(), other)
        .on(callback_query(), pressed)
        .with_state(forms);
    assert_eq!(router.allowed_updates(), [UpdateType::Message, UpdateType::CallbackQuery]);
    let bot = TestBot::new(router).unwrap();
    let ann = bot.user("Ann");
    assert_eq!(ann.says("x").await.texts(), ["other"]);
    assert_eq!(ann.says("/start").await.texts(), ["name?"]);
    // Somebody else in the same group is not in the form.
    assert_eq!(ann.in_group(-5).says("/start").await.texts(), ["name?"]);
    assert_eq!(bot.user("Bob").in_group(-5).says("x").await.texts(), ["other"]);
    assert_eq!(ann.in_group(-5).says("Ann of the group").await.texts(), ["age?"]);
    storage.loads.store(0, Ordering::Relaxed);
    assert_eq!(ann.says("Ann Lee").await.texts(), ["age?"]);
    // Once for three filters.
    assert_eq!(storage.loads.load(Ordering::Relaxed), 1);
    assert_eq!(ann.says("42").await.texts(), ["Ann Lee, 42"]);
    assert_eq!(ann.says("x").await.texts(), ["other"]);
    // Other kinds of update do without.
    storage.broken.store(true, Ordering::Relaxed);
    assert_eq!(ann.presses("x").await.texts(), ["pressed"]);
    let failed = ann.says("x").await;
    assert!(failed.calls().is_empty() && failed.error().is_some_and(|error| error.to_string().contains("disk")));
}
