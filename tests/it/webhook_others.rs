//! Other people's work on the other side: bots by python-telegram-bot, aiogram and grammY against the sandbox, and
//! telegram-test-api, a Bot API server for tests, against our bot; each by polling and by webhook.
//!
//! `.ci/run` installs them below `target`; without them the tests are skipped.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use tgapi::{Client, Token};
use tgbot::prelude::{Message, Router, Text, text};
use tgdispatch::Settings;
use tgsandbox::Sandbox;
use tgwebhook::{Server, WebhookService};
use tokio::sync::oneshot;

use crate::soon;
use crate::webhook_kit::*;

/// A file below `target`, if it is there.
#[expect(clippy::print_stderr, reason = "whoever reads the test's output should know")]
fn installed(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target").join(path);
    if file.exists() {
        return Some(file);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing, and in CI nothing is skipped", file.display());
    eprintln!("skipped: {} is not installed; .ci/run does it", file.display());
    None
}

const PTB: &str = r#"
import os, sys
from telegram.ext import Application, MessageHandler, filters

async def echo(update, context):
    await update.message.reply_text(update.message.text)

api, port, folder = os.environ["API"], int(os.environ["PORT"]), os.environ["FOLDER"]
app = Application.builder().token(os.environ["TOKEN"]).base_url(api + "/bot").base_file_url(api + "/file/bot").build()
app.add_handler(MessageHandler(filters.TEXT, echo))
if sys.argv[1] == "polling":
    app.run_polling()
else:
    app.run_webhook(listen="127.0.0.1", port=port, url_path="hook", secret_token="a-secret_of-python",
                    key=folder + "/private.key", cert=folder + "/cert.pem", webhook_url=f"https://localhost:{port}/hook")
"#;

const AIOGRAM: &str = r#"
import asyncio, os, ssl, sys
from aiohttp import web
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import FSInputFile
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application

api, port, folder = os.environ["API"], int(os.environ["PORT"]), os.environ["FOLDER"]
dispatcher = Dispatcher()

@dispatcher.message()
async def echo(message):
    await message.answer(message.text)

def bot():
    return Bot(os.environ["TOKEN"], session=AiohttpSession(api=TelegramAPIServer.from_base(api)))

if sys.argv[1] == "polling":
    asyncio.run(dispatcher.start_polling(bot()))
else:
    @dispatcher.startup()
    async def tell(bot):
        await bot.set_webhook(f"https://localhost:{port}/hook", certificate=FSInputFile(folder + "/cert.pem"),
                              secret_token="a-secret_of-python")
    app, one = web.Application(), bot()
    SimpleRequestHandler(dispatcher, one, secret_token="a-secret_of-python").register(app, path="/hook")
    setup_application(app, dispatcher, bot=one)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder + "/cert.pem", folder + "/private.key")
    web.run_app(app, host="127.0.0.1", port=port, ssl_context=context, print=None)
"#;

/// What runs a bot of theirs, if it and their library are there.
fn interpreter(name: &str) -> Option<PathBuf> {
    if name == "grammy" {
        return installed("node/node_modules/grammy").filter(|_| have(&["node"])).map(|_| "node".into());
    }
    installed("python/bin/python")
}

/// A bot of theirs that says what it hears, with the certificate that python-telegram-bot's page tells people to make.
async fn their_bot_echoes(name: &str, script: &str, way: &str) {
    let Some(interpreter) = interpreter(name) else { return };
    if !have(&["openssl"]) {
        return;
    }
    let folder = Folder::new(&format!("{name}-{way}"));
    let mut openssl = command("openssl");
    openssl.current_dir(&folder).args(
        "req -newkey rsa:2048 -sha256 -nodes -keyout private.key -x509 -days 3650 -out cert.pem -subj /CN=localhost"
            .split(' '),
    );
    assert!(run(openssl).await.status.success());
    let here = IpAddr::from(Ipv4Addr::LOCALHOST);
    let sandbox = Sandbox::builder().host("localhost", here).timeout(Duration::from_secs(60)).start().await.unwrap();
    let mut command = Command::new(interpreter);
    command
        .arg(folder.write("bot", script))
        .arg(way)
        .env("TOKEN", sandbox.token())
        .env("API", sandbox.api_url())
        .env("PORT", free_port().to_string())
        .env("FOLDER", folder.as_ref());
    if name == "grammy" {
        command.env("GRAMMY", installed("node/node_modules/grammy").unwrap().canonicalize().unwrap());
    }
    let program = Program::start(command, folder.path("log"));
    if way == "polling" {
        sandbox.polled().await.unwrap_or_else(|error| panic!("{error}\n{}", program.said()));
    } else {
        sandbox.webhook_set().await.unwrap_or_else(|error| panic!("{error}\n{}", program.said()));
    }
    let people = ["Ann", "Bob"].map(|name| sandbox.user(name));
    for n in 0..10 {
        for person in &people {
            let line = format!("line {n} ü😀");
            person.send(&*line).await;
            person.expect_text(&line).await.unwrap_or_else(|error| panic!("{error}\n{}", program.said()));
        }
    }
    soon("the last answers", sandbox.idle()).await.unwrap();
    assert_eq!(sandbox.stats().pending, 0);
    if let Some(webhook) = sandbox.webhook() {
        assert!(webhook.last_error.is_none_or(|error| error.contains("refused")), "only while it was starting");
    }
}

/// Their own echo bot; the webhook as their page on webhooks has it, with Node's own HTTPS server.
const GRAMMY: &str = r#"
const { API: apiRoot, TOKEN, PORT, FOLDER, GRAMMY } = process.env;
const { Bot, InputFile, webhookCallback } = require(GRAMMY);
const fs = require("node:fs"), https = require("node:https");

const bot = new Bot(TOKEN, { client: { apiRoot } });
bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));

if (process.argv[2] === "polling") {
  bot.start();
} else {
  const secretToken = "a-secret_of-grammy";
  const [cert, key] = ["cert.pem", "private.key"].map((name) => fs.readFileSync(`${FOLDER}/${name}`));
  https.createServer({ cert, key }, webhookCallback(bot, "https", { secretToken })).listen(Number(PORT), "127.0.0.1", () =>
    bot.api.setWebhook(`https://localhost:${PORT}/hook`, {
      certificate: new InputFile(`${FOLDER}/cert.pem`), secret_token: secretToken,
    }));
}
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_telegram_bot_by_polling() {
    their_bot_echoes("ptb", PTB, "polling").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_telegram_bot_by_webhook() {
    their_bot_echoes("ptb", PTB, "webhook").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn aiogram_by_polling() {
    their_bot_echoes("aiogram", AIOGRAM, "polling").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn aiogram_by_webhook() {
    their_bot_echoes("aiogram", AIOGRAM, "webhook").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn grammy_by_polling() {
    their_bot_echoes("grammy", GRAMMY, "polling").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn grammy_by_webhook() {
    their_bot_echoes("grammy", GRAMMY, "webhook").await;
}

/// Starts the server, and then plays a person who writes ten messages and wants each said back.
const PERSON: &str = r#"
const [library, port, token, hook] = process.argv.slice(2);
const TelegramServer = require(library);
(async () => {
  const server = new TelegramServer({ port: Number(port), host: '127.0.0.1', storeTimeout: 60 });
  await server.start();
  if (hook) server.setWebhook({ url: hook }, token);
  const client = server.getClient(token, { timeout: 30000, interval: 20 });
  for (let n = 1; n <= 10; n++) {
    await client.sendMessage(client.makeMessage(`line ${n}`));
    const { result } = await client.getUpdates();
    if (result.length !== 1 || result[0].message.text !== `line ${n}`) throw new Error(JSON.stringify(result));
  }
  console.log('all said back');
  await server.stop();
})().catch((error) => { console.error(error); process.exit(1); });
"#;

const TOKEN: &str = "666:a-token-of-this-test";

/// Their server and its person, as a program.
fn their_server(folder: &Folder, port: u16, hook: &str) -> Option<Program> {
    let library = installed("node/node_modules/telegram-test-api")?;
    if !have(&["node"]) {
        return None;
    }
    let mut node = command("node");
    node.arg(folder.write("person.js", PERSON)).arg(library.canonicalize().unwrap());
    node.args([&port.to_string(), TOKEN]).args((!hook.is_empty()).then_some(hook));
    Some(Program::start(node, folder.path("log")))
}

async fn echo(message: Message, Text(text): Text) -> tgapi::methods::SendMessage {
    message.answer(text)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn telegram_test_api_drives_our_bot_by_polling() {
    let folder = Folder::new("test-api-polling");
    let port = free_port();
    let Some(mut person) = their_server(&folder, port, "") else { return };
    person.listens(port).await;
    let (stop, stopped) = oneshot::channel::<()>();
    let bot = tgbot::Bot::new(Token::new(TOKEN).unwrap())
        .api_url(format!("http://127.0.0.1:{port}"))
        .polling()
        .drain(Duration::from_secs(5))
        .quiet(true)
        .routes(Router::new().on(text(), echo));
    let running = tokio::spawn(bot.run_until(async {
        let _ = stopped.await;
    }));
    assert!(person.ended().await.success(), "{}", person.said());
    assert!(person.said().contains("all said back"));
    let _ = stop.send(());
    // Its Bot API is gone by now, and with it the last confirmation.
    let _ = soon("the bot to stop", running).await.unwrap();
}

/// It sends no secret, so nobody can be told from anybody else: our bot has to be told that this is wanted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn telegram_test_api_drives_our_bot_by_webhook() {
    let folder = Folder::new("test-api-webhook");
    let port = free_port();
    let client =
        Client::builder(Token::new(TOKEN).unwrap()).api_url(format!("http://127.0.0.1:{port}")).build().unwrap();
    let routes = Router::new().on(text(), echo).build(Settings::new().client(client)).unwrap();
    let webhook = WebhookService::builder(routes).dangerous_no_secret().build().unwrap();
    let serving = Serving::start(Server::bind("127.0.0.1:0").await.unwrap().route("/hook", webhook));
    let Some(mut person) = their_server(&folder, port, &format!("http://{}/hook", serving.address)) else { return };
    assert!(person.ended().await.success(), "{}", person.said());
    assert!(person.said().contains("all said back"));
    assert_eq!(serving.stop().await.updates_unfinished, 0);
}
