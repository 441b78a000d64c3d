//! The sandbox's page in a headless Chromium: people chat with a bot, a burst is put in order, nothing is complained
//! of in the console. Pictures of it are left in `target/page`, for people to look at.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use serde_json::Value;
use tgapi::types::{BotCommand, ChatAction, KeyboardButton, ParseMode, ReplyKeyboardMarkup};
use tgapi::{InputFile, Token};
use tgbot::prelude::*;
use tgsandbox::{Event, Sandbox};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::sync::oneshot;

use crate::browser::{Browser, DOWN, ENTER, ESCAPE};
use crate::soon;
use crate::webhook_custom::example;

/// Looks at the page in both widths and both schemes, and leaves four pictures.
pub(crate) fn look(browser: &Browser, name: &str, view: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/page");
    std::fs::create_dir_all(&folder).unwrap();
    for scheme in ["light", "dark"] {
        browser.scheme(scheme);
        for (width, height) in [(1280, 860), (400, 800)] {
            browser.size(width, height);
            if width == 400 {
                browser.click(&format!("#views [data-view={view}]"));
            }
            // Two frames: what changes with the size is drawn then.
            browser.run("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            let wider = "return document.documentElement.scrollWidth > innerWidth";
            assert_eq!(browser.run(wider), false, "{name} does not fit into {width} pixels");
            browser.screenshot(&folder.join(format!("{name}-{width}-{scheme}.png")));
        }
    }
    browser.scheme("light");
    browser.size(1280, 860);
}

async fn start(message: Message) -> SendMessage {
    message
        .answer("<b>Hello</b>, <i>you</i>. <code>1 &lt; 2</code> <tg-spoiler>hidden</tg-spoiler>")
        .parse_mode(ParseMode::Html)
        .reply_markup(InlineKeyboardMarkup::new(vec![vec![InlineKeyboardButton::new("Vote").callback_data("vote:7")]]))
}

async fn vote(query: CallbackQuery) -> AnswerCallbackQuery {
    query.answer().text("Your vote counts.")
}

async fn colours(message: Message) -> SendMessage {
    let rows = [vec![KeyboardButton::new("Red"), KeyboardButton::new("Blue")]];
    message.answer("Which one?").reply_markup(ReplyKeyboardMarkup::new(rows))
}

/// A picture of one pixel, a PNG.
const DOT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async fn media(message: Message, client: Client) -> Result<(), tgapi::Error> {
    let chat = message.chat.id;
    let dot = base64::engine::general_purpose::STANDARD.decode(DOT).unwrap_or_default();
    client.send_photo(chat, InputFile::bytes("dot.png", dot)).caption("A dot").await?;
    client.send_document(chat, InputFile::bytes("notes.txt", "notes".as_bytes())).await?;
    client.send_chat_action(chat, ChatAction::Typing).await?;
    Ok(())
}

async fn echo(message: Message, Text(text): Text) -> SendMessage {
    message.answer(format!("{} said {text}", message.from.as_ref().map_or("", |from| &from.first_name)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_chat_with_a_bot_in_the_browser() {
    let Some(browser) = Browser::start("chat").await else { return };
    let sandbox = Sandbox::builder().page(true).timeout(Duration::from_secs(60)).start().await.unwrap();
    let routes = Router::new()
        .command("start", start)
        .command("colours", colours)
        .command("media", media)
        .on(callback_data("vote:"), vote)
        .on(text(), echo);
    let (stop, stopped) = oneshot::channel::<()>();
    let bot = Bot::new(Token::new(&sandbox.token()).unwrap())
        .api_url(sandbox.api_url())
        .webhook("https://127.0.0.1:0/hook")
        .quiet(true)
        .routes(routes);
    let running = tokio::spawn(bot.run_until(async {
        let _ = stopped.await;
    }));
    sandbox.webhook_set().await.unwrap();
    let client = Client::builder(Token::new(&sandbox.token()).unwrap()).api_url(sandbox.api_url()).build().unwrap();
    let commands = [BotCommand::new("colours", "Choose a colour"), BotCommand::new("media", "A photo and a file")];
    client.set_my_commands(commands).await.unwrap();

    browser.size(1280, 860);
    browser.open(&sandbox.page_url().unwrap());
    browser.shows("#bot", "@sandbox_bot by webhook");
    browser.shows("#chat-title", "You");

    // The button for beginners, entities, and an inline button with its notification.
    browser.click(".empty button");
    browser.shows(".message.bot strong", "Hello");
    browser.shows(".message.bot em", "you");
    browser.shows(".message.bot code", "1 < 2");
    let hidden = "return getComputedStyle(document.querySelector('.spoiler')).color";
    assert_eq!(browser.run(hidden), "rgba(0, 0, 0, 0)");
    browser.click(".spoiler");
    assert_ne!(browser.run(hidden), "rgba(0, 0, 0, 0)");
    browser.click(".inline button");
    browser.shows("#toasts", "Your vote counts.");

    // Enter sends; what looks like markup is text.
    browser.type_into("#text", &format!("<img src=x onerror=alert(1)> & me{ENTER}"));
    browser.shows(".message.bot", "You said <img src=x onerror=alert(1)> & me");
    assert_eq!(browser.run("return document.querySelectorAll('#log img').length"), 0);

    // The menu of commands: opened by its button, closed by Escape; filtered by what is typed, chosen with the arrow keys.
    browser.click("#menu");
    browser.shows("#suggest", "A photo and a file");
    browser.press(&[ESCAPE]);
    browser.until("the menu to close", "return document.querySelector('#suggest').hidden");
    browser.type_into("#text", "/c");
    let shown = "[...document.querySelectorAll('#suggest li')].map((line) => line.dataset.key).join()";
    browser.until("the commands that begin so", &format!("return {shown} === 'colours'"));

    // A reply keyboard.
    browser.press(&[DOWN, ENTER]);
    browser.click("#keyboard button:nth-child(2)");
    browser.shows(".message.bot", "You said Blue");

    // Media: shown, offered; and the bot is typing.
    // It is shown for 5 s at most, so the page itself has to look.
    browser.run(
        "const line = document.querySelector('#action');
         new MutationObserver(() => { if (line.innerText) globalThis.seen = line.innerText; })
             .observe(line, { childList: true, characterData: true, subtree: true })",
    );
    browser.type_into("#text", &format!("/media{ENTER}"));
    browser.until("a picture", "return document.querySelector('#log img')?.naturalWidth === 1");
    browser.shows(".file", "notes.txt");
    browser.until("what the bot is doing", "return globalThis.seen === 'The bot is typing'");
    look(&browser, "chat", "chat");

    // By keyboard alone: the list of chats, the group, another writer.
    browser.run("document.querySelector('.chat-row').focus()");
    browser.press(&[DOWN, DOWN, ENTER]);
    browser.shows("#chat-title", "Friends");
    browser
        .run("const as = document.querySelector('#as'); as.selectedIndex = 1; as.dispatchEvent(new Event('change'))");
    browser.type_into("#text", &format!("hello all{ENTER}"));
    browser.shows(".message.bot", "Ann said hello all");

    // Somebody new.
    browser.click("#new-person");
    browser.type_into("#ask-name", &format!("Eve{ENTER}"));
    browser.shows("#chat-title", "Eve");
    browser.type_into("#text", &format!("me too{ENTER}"));
    browser.shows(".message.bot", "Eve said me too");

    // A bot in this process that says nothing of its inside: the page says what it cannot see.
    browser.shows("#blind", "does not tell the sandbox of its inside");
    browser.shows(".step.answered", "200");

    // A switch, moved by the keyboard.
    browser.click("#faults summary");
    browser.type_into("#fault-disorder", "\u{e014}\u{e014}");
    browser.shows("#faults-now", "Disorder 2 places");
    sandbox.bot().until("the switch", |_| sandbox.bot().faults().reorder_window == 2).await.unwrap();
    browser.click("#faults .buttons button:nth-child(2)");
    browser.shows("#toasts", "All connections were cut");
    assert!(sandbox.transcript().iter().any(|entry| entry.event == Event::Restarted));
    browser.type_into("#text", &format!("still there?{ENTER}"));
    browser.shows(".message.bot", "Eve said still there?");

    assert_eq!(browser.console(), Vec::<String>::new());
    drop(browser);
    stop.send(()).unwrap();
    assert_eq!(soon("the bot to stop", running).await.unwrap().unwrap().unfinished, 0);
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_counter_example_opens_with_a_page_where_a_burst_is_put_in_order() {
    let Some(browser) = Browser::start("burst").await else { return };
    let mut command = tokio::process::Command::new(example("counter").await);
    command.env_remove("TELEGRAM_BOT_TOKEN").stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
    let mut program = command.spawn().unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines();
    let line = soon("the first line", lines.next_line()).await.unwrap().unwrap();
    let url = line.strip_prefix("Chat with the bot at ").unwrap_or_else(|| panic!("{line}"));

    browser.size(1280, 860);
    browser.open(url);
    browser.shows("#bot", "by webhook");
    for n in 1..=2 {
        browser.type_into("#text", &format!("message {n}{ENTER}"));
        browser.shows(".message.bot:last-child", &n.to_string());
    }
    // Each step of an update, as this bot tells them.
    let steps =
        "return [...document.querySelectorAll('.update:last-child .step > span')].map((step) => step.innerText)";
    let all = ["created", "sent", "arrived", "released", "handler began", "handled", "answered"];
    browser.until("all steps", &format!("{steps}.length >= {}", all.len()));
    assert_eq!(browser.run(steps), Value::from(all.to_vec()));

    browser.click("#run-burst");
    browser.until("the end of the burst", "return document.querySelector('#burst-result').dataset.done === 'true'");
    let fact = |name: &str| {
        let text = browser.run(&format!("return document.querySelector('[data-fact={name}]').innerText"));
        text.as_str().unwrap().parse::<u64>().unwrap_or_else(|_| panic!("{name}: {text}"))
    };
    assert_eq!((fact("handled"), fact("again")), (200, 0));
    assert!(fact("disordered") > 20, "{} arrived out of order", fact("disordered"));
    // On a machine this busy a gap may last longer than a bot waits: then it says so, and nothing else is out of order.
    assert!(fact("handled-disordered") <= fact("late"), "{} of {}", fact("handled-disordered"), fact("late"));
    let rects = browser.run("return document.querySelectorAll('.picture rect').length");
    assert_eq!(rects, 800, "numbers, arrived, released, handled");
    let counters = "return Number(document.querySelector('[data-counter=delivered]').innerText)";
    browser.until("the counters", &format!("{counters} === 203"));
    // However many there were, the rows on the page are bounded.
    assert!(browser.run("return document.querySelectorAll('#rows > li').length").as_u64().unwrap() <= 60);
    look(&browser, "burst", "timeline");
    browser.size(400, 800);
    browser.click("#views [data-view=chats]");
    browser.shows("#chat-list", "Crowd 10");

    assert_eq!(browser.console(), Vec::<String>::new());
    drop(browser);
    let id = program.id().unwrap();
    assert!(Command::new("kill").args(["-INT", &id.to_string()]).status().unwrap().success());
    assert!(soon("the end after Ctrl-C", program.wait()).await.unwrap().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_key_the_page_says_what_is_missing() {
    let Some(browser) = Browser::start("key").await else { return };
    let sandbox = Sandbox::builder().page(true).start().await.unwrap();
    let url = sandbox.page_url().unwrap();
    browser.open(url.split('#').next().unwrap());
    browser.shows("#banner", "lacks its key");
    assert_eq!(browser.console(), Vec::<String>::new());
    sandbox.stop().await;
}
