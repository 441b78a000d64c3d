//! The page for the browser: chats with the bot, the timeline of its updates, switches for the faults.
//!
//! One static page without a build step (`web/`), over a small JSON interface: `sync`, a long poll that answers what
//! the browser does not have yet, and deeds, one request each. `guard` decides who is answered at all, `view` what is
//! seen, `deeds` what can be done; they know the bot's world, and nothing of HTTP. It shows the first bot only.

mod assets;
mod burst;
mod commands;
mod deeds;
mod guard;
mod messages;
mod view;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use http::{Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::time::timeout;

use self::{burst::BurstState, guard::Guard};
use crate::{
    bot::{Bot, BotCore},
    error::Error,
    http::HttpResponse,
    world::{Group, User},
};

/// Where the page is.
const ROOT: &str = "/page";
/// The largest body of a request: a text of Telegram's greatest length, and more.
const MAX_BODY: usize = 64 << 10;
const BODY_TIMEOUT: Duration = Duration::from_secs(15);
/// How many people the page can make.
const MAX_PEOPLE: usize = 100;

/// The page of one bot. Its locks are taken before the bot's, never after.
#[derive(Debug)]
pub(crate) struct Page {
    guard: Guard,
    bot: Bot,
    people: Mutex<Vec<User>>,
    burst: Mutex<BurstState>,
}

impl Page {
    /// A page with two people and a group to begin with.
    pub(crate) fn new(bot: Bot, address: SocketAddr) -> Result<Self, Error> {
        let guard = Guard::new(address)?;
        let people = Mutex::new(vec![bot.user("You"), bot.user("Ann")]);
        let _: Group = bot.group("Friends");
        Ok(Self { guard, bot, people, burst: Mutex::default() })
    }

    /// Whether a path is the page's.
    pub(crate) fn owns(path: &str) -> bool {
        path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The page's address, with its key. A browser keeps what comes after `#` to itself.
    pub(crate) fn url(&self) -> String {
        format!("http://{}{ROOT}/#{}", self.guard.address(), self.guard.key())
    }

    pub(crate) async fn handle(self: &Arc<Self>, request: Request<Incoming>) -> HttpResponse {
        let (head, body) = request.into_parts();
        if !self.guard.is_for_us(&head.headers) {
            // A name that leads here is not ours: somebody else's page may be behind it.
            return assets::status(StatusCode::MISDIRECTED_REQUEST);
        }
        let path = head.uri.path().strip_prefix(ROOT).unwrap_or_default();
        let Some(call) = path.strip_prefix("/api/") else {
            return if head.method == Method::GET {
                assets::get(path)
            } else {
                assets::status(StatusCode::METHOD_NOT_ALLOWED)
            };
        };
        if !self.guard.may_act(&head.headers) {
            return assets::status(StatusCode::FORBIDDEN);
        }
        if let Some(id) = call.strip_prefix("file/").filter(|_| head.method == Method::GET) {
            let data = self.core().world().file(id).map(|file| file.data.clone());
            return data.map_or_else(|| assets::status(StatusCode::NOT_FOUND), assets::file);
        }
        if head.method != Method::POST {
            return assets::status(StatusCode::METHOD_NOT_ALLOWED);
        }
        let json = head.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
        if !json {
            return assets::status(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        match timeout(BODY_TIMEOUT, Limited::new(body, MAX_BODY).collect()).await {
            Ok(Ok(body)) => self.answer(call, &body.to_bytes()).await,
            Ok(Err(_)) => assets::status(StatusCode::PAYLOAD_TOO_LARGE),
            Err(_) => assets::status(StatusCode::REQUEST_TIMEOUT),
        }
    }

    async fn answer(self: &Arc<Self>, call: &str, body: &[u8]) -> HttpResponse {
        let result = match call {
            "sync" => match read(body) {
                Ok(have) => Ok(self.sync(have).await),
                Err(error) => Err(error),
            },
            _ => match deeds::find(call) {
                Some(deed) => self.act(deed, body).await,
                None => return assets::status(StatusCode::NOT_FOUND),
            },
        };
        // What did not work out is told to the person in words; to the browser it is an answer like any other.
        assets::json(&result.unwrap_or_else(|error| json!({"error": error})))
    }

    fn core(&self) -> &Arc<BotCore> {
        self.bot.core()
    }

    fn people(&self) -> MutexGuard<'_, Vec<User>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whoever the page made, or has a private chat with the bot.
    fn person(&self, id: i64) -> Result<User, String> {
        if let Some(user) = self.people().iter().find(|user| user.id() == id) {
            return Ok(user.clone());
        }
        let name = {
            let world = self.core().world();
            let chat = world.chats().find(|(chat, json, _)| *chat == id && json["type"] == "private");
            chat.map(|(_, json, _)| json["first_name"].as_str().unwrap_or_default().to_owned())
        };
        let name = name.ok_or("nobody has this number")?;
        Ok(User::with_id(Arc::clone(self.core()), id, &name, self.bot.timeout()))
    }
}

/// Reads a body; the error is a sentence.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| format!("not understood: {error}"))
}

/// The answer of a deed that has nothing to say.
fn done() -> Value {
    json!({})
}
