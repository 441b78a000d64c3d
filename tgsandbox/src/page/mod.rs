//! The page for the browser: chats with the bot, the timeline of its updates, switches for the faults.
//!
//! One static page without a build step (`web/`), over a small JSON interface: `sync`, a long poll that answers what
//! the browser does not have yet, and deeds, one request each. `guard` decides who is answered at all, `view` what is
//! seen, `deeds` what can be done; they know the bot's world, and nothing of HTTP. Each request says which bot it is
//! about, and each bot has a `stage` of its own.

mod assets;
mod burst;
mod commands;
mod deeds;
mod guard;
mod messages;
mod press;
mod stage;
mod upload;
mod view;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use http::{Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::time::timeout;

use self::{guard::Guard, stage::Stage};
use crate::{bot::Bot, error::Error, http::HttpResponse, maker::Maker, sandbox::reachable};

/// Where the page is.
const ROOT: &str = "/page";
/// The largest body of a request: a text of Telegram's greatest length, and more.
const MAX_BODY: usize = 64 << 10;
const BODY_TIMEOUT: Duration = Duration::from_secs(15);
/// How long a file may take to come.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(60);
/// How many bots the page can make.
const MAX_BOTS: usize = 100;

/// The page of a sandbox. Its locks are taken before a bot's, never after.
#[derive(Debug)]
pub(crate) struct Page {
    guard: Guard,
    maker: Arc<Maker>,
    /// The bot that is seen unless the browser names another.
    first: i64,
    stages: Mutex<BTreeMap<i64, Arc<Stage>>>,
}

impl Page {
    pub(crate) fn new(maker: Arc<Maker>, first: Bot, address: SocketAddr) -> Result<Self, Error> {
        let guard = Guard::new(address)?;
        let (id, stage) = (first.id(), Stage::new(Arc::clone(&maker), first));
        Ok(Self { guard, maker, first: id, stages: Mutex::new(BTreeMap::from([(id, Arc::new(stage))])) })
    }

    /// Whether a path is the page's.
    pub(crate) fn owns(path: &str) -> bool {
        path.strip_prefix(ROOT).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The page's address, with its key. A browser keeps what comes after `#` to itself.
    pub(crate) fn url(&self) -> String {
        format!("http://{}{ROOT}/#{}", reachable(self.guard.address()), self.guard.key())
    }

    pub(crate) async fn handle(&self, request: Request<Incoming>) -> HttpResponse {
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
        let query = head.uri.query().unwrap_or_default();
        let Some(stage) = self.stage(query) else { return assets::status(StatusCode::NOT_FOUND) };
        if let Some(id) = call.strip_prefix("file/").filter(|_| head.method == Method::GET) {
            let data = stage.core().world().file(id).map(|file| file.data.clone());
            return data.map_or_else(|| assets::status(StatusCode::NOT_FOUND), assets::file);
        }
        if head.method != Method::POST {
            return assets::status(StatusCode::METHOD_NOT_ALLOWED);
        }
        // Neither is a type that a form or another page's script could send unasked.
        let (kind, most, patience) = if call == "upload" {
            ("application/octet-stream", upload::MAX_FILE, UPLOAD_TIMEOUT)
        } else {
            ("application/json", MAX_BODY, BODY_TIMEOUT)
        };
        if head.headers.get(header::CONTENT_TYPE).is_none_or(|given| given != kind) {
            return assets::status(StatusCode::UNSUPPORTED_MEDIA_TYPE);
        }
        match timeout(patience, Limited::new(body, most).collect()).await {
            Ok(Ok(body)) if call == "upload" => told(stage.upload(query, body.to_bytes())),
            Ok(Ok(body)) => self.answer(&stage, call, &body.to_bytes()).await,
            Ok(Err(_)) => assets::status(StatusCode::PAYLOAD_TOO_LARGE),
            Err(_) => assets::status(StatusCode::REQUEST_TIMEOUT),
        }
    }

    /// The stage of the bot that a request is about, made when it is looked at for the first time.
    fn stage(&self, query: &str) -> Option<Arc<Stage>> {
        let given = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "bot");
        let id = match given {
            Some((_, id)) => id.parse().ok()?,
            None => self.first,
        };
        let mut stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stage) = stages.get(&id) {
            return Some(Arc::clone(stage));
        }
        let bot = Bot::new(self.maker.bots.find(id)?, self.maker.settings.timeout);
        let stage = Arc::new(Stage::new(Arc::clone(&self.maker), bot));
        stages.insert(id, Arc::clone(&stage));
        Some(stage)
    }

    async fn answer(&self, stage: &Arc<Stage>, call: &str, body: &[u8]) -> HttpResponse {
        told(match call {
            "sync" => match read(body) {
                Ok(have) => Ok(stage.sync(have).await),
                Err(error) => Err(error),
            },
            "bot" => self.make_bot(),
            _ => match deeds::find(call) {
                Some(deed) => stage.act(deed, body).await,
                None => return assets::status(StatusCode::NOT_FOUND),
            },
        })
    }

    /// One more bot; its token is told here and nowhere else.
    fn make_bot(&self) -> Result<Value, String> {
        if self.maker.bots.all().len() >= MAX_BOTS {
            return Err(format!("there are {MAX_BOTS} bots already"));
        }
        let bot = self.maker.make(None);
        Ok(json!({"id": bot.id(), "username": bot.username(), "token": bot.token()}))
    }
}

/// What did not work out is told to the person in words; to the browser it is an answer like any other.
fn told(result: Result<Value, String>) -> HttpResponse {
    assets::json(&result.unwrap_or_else(|error| json!({"error": error})))
}

/// Reads a body; the error is a sentence.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| format!("not understood: {error}"))
}

/// The answer of a deed that has nothing to say.
fn done() -> Value {
    json!({})
}
