//! What people do on the sandbox's page beside writing, in a headless Chromium: they vote, react, answer, send files, ask
//! inline, share what buttons ask for, pay, and look at another bot. Pictures are left in `target/page`.

use std::time::Duration;

use tgapi::methods::{AnswerPreCheckoutQuery, SendPhoto};
use tgapi::types::{ForceReply, InputPollOption, KeyboardButton, LabeledPrice, PollType, ReplyKeyboardMarkup};
use tgapi::{InputFile, Token, UpdateType};
use tgbot::prelude::*;
use tgsandbox::Sandbox;
use tokio::sync::oneshot;

use crate::browser::{Browser, DOWN, ENTER, ESCAPE};
use crate::page::look;
use crate::soon;
use crate::webhook_kit::Folder;

async fn poll(message: Message, client: Client) -> Result<(), tgapi::Error> {
    let options = ["Red", "Blue, as the sky above the sea", "Green"].map(InputPollOption::new);
    let poll = client.send_poll(message.chat.id, "Which colours do you like best?", options);
    poll.is_anonymous(false).allows_multiple_answers(true).await.map(drop)
}

async fn quiz(message: Message, client: Client) -> Result<(), tgapi::Error> {
    let quiz = client.send_poll(message.chat.id, "2 + 2?", ["3", "4"].map(InputPollOption::new));
    quiz.kind(PollType::Quiz).correct_option_ids([1]).explanation("Count your fingers.").await.map(drop)
}

async fn buttons(message: Message) -> SendMessage {
    let number = KeyboardButton::new("My number").request_contact(true);
    let place = KeyboardButton::new("My place").request_location(true);
    message.answer("Choose").reply_markup(ReplyKeyboardMarkup::new([vec![number, place]]))
}

async fn ask(message: Message) -> SendMessage {
    message.answer("What is your name?").reply_markup(ForceReply::new().input_field_placeholder("Your name"))
}

async fn bill(message: Message, client: Client) -> Result<(), tgapi::Error> {
    client.send_invoice(message.chat.id, "A tea", "Hot", "p", "XTR", [LabeledPrice::new("Tea", 5)]).await.map(drop)
}

async fn search(query: InlineQuery) -> AnswerInlineQuery {
    let found = (1..=3).map(|n| {
        let text = format!("{} {n}", query.query);
        InlineQueryResultArticle::new(n.to_string(), text.clone(), InputTextMessageContent::new(text))
            .description(format!("result {n}"))
            .reply_markup(InlineKeyboardMarkup::new(vec![vec![
                InlineKeyboardButton::new("More").callback_data("more"),
            ]]))
    });
    query.answer(found.collect::<Vec<_>>())
}

async fn more(query: CallbackQuery) -> AnswerCallbackQuery {
    query.answer().text("There is no more.")
}

/// Everything that is not routed elsewhere.
async fn rest(update: Update, client: Client) -> Result<(), tgapi::Error> {
    let message = match &update.kind {
        UpdateKind::PreCheckoutQuery(query) => {
            return client.call(AnswerPreCheckoutQuery::new(query.id.clone(), true)).await.map(drop);
        }
        UpdateKind::MessageReaction(reaction) => {
            let text = if reaction.new_reaction.is_empty() { "a reaction is gone" } else { "a reaction has come" };
            return client.send_message(reaction.chat.id, text).await.map(drop);
        }
        UpdateKind::Message(message) if message.via_bot.is_none() => message,
        _ => return Ok(()),
    };
    let chat = message.chat.id;
    if let Some(size) = message.photo.last() {
        let caption = format!("{} x {}: {}", size.width, size.height, message.caption.clone().unwrap_or_default());
        let photo = SendPhoto::new(chat, InputFile::file_id(size.file_id.clone())).caption(caption);
        return client.call(photo).await.map(drop);
    }
    let text = if let Some(document) = &message.document {
        format!(
            "{} of {} bytes",
            document.file_name.clone().unwrap_or_default(),
            document.file_size.unwrap_or_default()
        )
    } else if let Some(contact) = &message.contact {
        format!("number {}", contact.phone_number)
    } else if let Some(location) = &message.location {
        format!("latitude {}", location.latitude)
    } else if message.successful_payment.is_some() {
        "paid".to_owned()
    } else if let Some(answered) = &message.reply_to_message {
        format!("an answer to {}", answered.text.clone().unwrap_or_default())
    } else {
        client.call(message.react("❤")).await?;
        return Ok(());
    };
    client.send_message(chat, text).await.map(drop)
}

/// A picture of 320 x 200 pixels.
const PICTURE: &[u8] = include_bytes!("../data/picture.png");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_vote_react_send_files_ask_inline_and_pay_in_the_browser() {
    let Some(browser) = Browser::start("deeds").await else { return };
    let sandbox = Sandbox::builder().page(true).bots(2).timeout(Duration::from_secs(60)).start().await.unwrap();
    let routes = Router::new()
        .command("poll", poll)
        .command("quiz", quiz)
        .command("buttons", buttons)
        .command("ask", ask)
        .command("bill", bill)
        .on(inline_query(), search)
        .on(callback_data("more"), more)
        .on(kind(UpdateType::MessageReaction).or(kind(UpdateType::PreCheckoutQuery)).or(message()), rest);
    let (stop, stopped) = oneshot::channel::<()>();
    let bot = Bot::new(Token::new(&sandbox.token()).unwrap()).api_url(sandbox.api_url()).quiet(true).routes(routes);
    let running = tokio::spawn(bot.run_until(async {
        let _ = stopped.await;
    }));
    sandbox.polled().await.unwrap();

    browser.size(1280, 860);
    browser.open(&sandbox.page_url().unwrap());
    browser.shows("#bot", "by long polling");
    let say = |text: &str| browser.type_into("#text", &format!("{text}{ENTER}"));

    // A poll with several answers: ticked, voted for, seen, taken back.
    say("/poll");
    browser.click(".poll label:nth-of-type(1)");
    browser.click(".poll label:nth-of-type(2)");
    browser.click(".poll .primary");
    browser.shows(".result", "100%");
    browser.shows(".poll-foot", "1 vote");
    browser.click(".poll-foot button");
    browser.until("the options again", "return document.querySelectorAll('.poll label').length === 3");
    // By keyboard alone.
    browser.run("document.querySelector('.poll input').focus()");
    browser.press(&[" "]);
    browser.click(".poll .primary");
    browser.shows(".result", "Red");
    // A quiz says what would have been right.
    say("/quiz");
    browser.click(".message:last-child .option:nth-of-type(1)");
    browser.shows(".result.wrong", "3");
    browser.shows(".result.right", "4");
    browser.shows(".poll-why", "Count your fingers.");

    // The bot reacts, and so does the person: from the keyboard, with a way back.
    say("hello");
    browser.shows(".chip", "bot");
    browser.run("[...document.querySelectorAll('.message.bot .react')].at(-1).focus()");
    browser.press(&[ENTER]);
    browser.until("what is offered", "return document.querySelector('#reactor').matches(':popover-open')");
    browser.press(&[ESCAPE]);
    browser.until("the end of it", "return !document.querySelector('#reactor').matches(':popover-open')");
    browser.run("[...document.querySelectorAll('.message.bot .react')].at(-1).focus()");
    browser.press(&[ENTER, ENTER]);
    browser.shows(".message.bot", "a reaction has come");
    browser.click(".chip[aria-pressed=true]");
    browser.shows(".message.bot", "a reaction is gone");

    // Files: a picture is a photo, with its sides and a caption, unless it is to be a file.
    let folder = Folder::new("deeds");
    let (picture, notes) = (folder.path("picture.png"), folder.path("notes.txt"));
    std::fs::write(&picture, PICTURE).unwrap();
    std::fs::write(&notes, "notes").unwrap();
    browser.choose_file("#file", &picture);
    browser.shows("#attached", "picture.png");
    say("See here");
    browser.shows(".message.bot", "320 x 200: See here");
    browser.until(
        "both pictures",
        "return [...document.querySelectorAll('#log img')].filter((one) => one.naturalWidth === 320).length === 2",
    );
    browser.choose_file("#file", &picture);
    browser.click("#as-file");
    browser.click("#send");
    browser.shows(".message.bot", &format!("picture.png of {} bytes", PICTURE.len()));
    browser.choose_file("#file", &notes);
    browser.shows("#attached", "notes.txt, 5 bytes");
    browser.click("#attached button");
    browser.until("the file to be forgotten", "return document.querySelector('#attached').hidden");

    // What is typed behind the bot's name is answered while it is typed.
    browser.type_into("#text", "@sandbox_bot cats");
    browser.shows("#suggest", "cats 3");
    look(&browser, "inline", "chat");
    browser.run("document.querySelector('#text').focus()");
    browser.press(&[DOWN, DOWN, ENTER]);
    browser.shows(".message.mine", "cats 2");
    browser.shows(".message.mine .forwarded", "via @sandbox_bot");
    browser.click(".message:last-child .inline button");
    browser.shows("#toasts", "There is no more.");

    // Buttons below the chat that share something, and a wish for an answer.
    say("/buttons");
    browser.click("#keyboard button:nth-child(1)");
    browser.shows(".message.bot", "number +1");
    browser.click("#keyboard button:nth-child(2)");
    browser.shows(".message.bot", "latitude 51");
    say("/ask");
    browser.shows("#replying", "What is your name?");
    browser.until("the hint", "return document.querySelector('#text').placeholder === 'Your name'");
    say("Robin");
    browser.shows(".message.bot", "an answer to What is your name?");
    browser.until("no hint", "return document.querySelector('#text').placeholder === 'Message'");
    say("/bill");
    browser.click(".message:last-child .inline button");
    browser.shows(".message.bot", "paid");
    browser.run("document.querySelector('.poll').scrollIntoView()");
    look(&browser, "deeds", "chat");

    // Another bot, which nobody serves yet, and a new one.
    let second = sandbox.bots().into_iter().find(|bot| bot.id() != sandbox.bot().id()).unwrap();
    browser.run(&format!(
        "const bots = document.querySelector('#bots'); bots.value = '{}'; bots.dispatchEvent(new Event('change'))",
        second.id()
    ));
    browser.shows("#bot", "waiting for the bot to call");
    browser.shows("#chat-note", &second.username());
    say("anybody?");
    browser.shows(".message.mine", "anybody?");
    assert_eq!(second.stats().created, 1);
    browser.click("#new-bot");
    let token = browser.until("a token", "return document.querySelector('#made-token').innerText || null");
    browser.click("#made-open");
    browser.until("three bots", "return document.querySelectorAll('#bots option').length === 3");
    browser.shows(".empty", "The bot can write only to people who wrote first.");
    assert!(sandbox.bots().iter().any(|bot| token == bot.token().as_str()));

    assert_eq!(browser.console(), Vec::<String>::new());
    drop(browser);
    stop.send(()).unwrap();
    assert_eq!(soon("the bot to stop", running).await.unwrap().unwrap().unfinished, 0);
    sandbox.stop().await;
}
