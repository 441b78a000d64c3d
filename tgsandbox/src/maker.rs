//! Makes the bots of a sandbox: each with a token and a seed of its own, drawn from the sandbox's.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use tgapi::Token;
use tokio::sync::watch;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    bot::{Bot, BotCore, Parts},
    builder::Settings,
    clock::Clock,
    transcript::Event,
};

/// Length of the secret part of a token.
const SECRET: usize = 35;

/// The bots of one sandbox, by number.
#[derive(Debug, Default)]
pub(crate) struct Bots {
    bots: RwLock<BTreeMap<i64, Arc<BotCore>>>,
}

impl Bots {
    pub(crate) fn find(&self, id: i64) -> Option<Arc<BotCore>> {
        self.bots.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    pub(crate) fn all(&self) -> Vec<Arc<BotCore>> {
        self.bots.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    fn add(&self, bot: Arc<BotCore>) {
        self.bots.write().unwrap_or_else(PoisonError::into_inner).insert(bot.id(), bot);
    }
}

/// What every bot of the sandbox is made of and has in common with the others.
#[derive(Debug)]
pub(crate) struct Maker {
    pub(crate) bots: Arc<Bots>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) clock: Clock,
    pub(crate) tasks: TaskTracker,
    pub(crate) stop: CancellationToken,
    pub(crate) restarts: watch::Sender<()>,
    /// Whether the server is shutting down.
    pub(crate) closing: watch::Sender<bool>,
    rng: Mutex<fastrand::Rng>,
}

impl Maker {
    pub(crate) fn new(settings: Settings, rng: fastrand::Rng) -> Self {
        Self {
            bots: Arc::default(),
            settings: Arc::new(settings),
            clock: Clock::new(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
            restarts: watch::Sender::new(()),
            closing: watch::Sender::new(false),
            rng: Mutex::new(rng),
        }
    }

    /// A new bot, with this token or a random one. The first one has the plainest name.
    pub(crate) fn make(&self, token: Option<Token>) -> Bot {
        let (token, seed) = {
            let mut rng = self.rng.lock().unwrap_or_else(PoisonError::into_inner);
            (token.unwrap_or_else(|| draw_token(&mut rng)), rng.u64(..))
        };
        let others = self.bots.all();
        let username = match others.len() {
            0 => "sandbox_bot".to_owned(),
            _ => format!("sandbox_{}_bot", token.bot_id().0),
        };
        let parts = Parts {
            token,
            username,
            clock: self.clock,
            settings: Arc::clone(&self.settings),
            seed,
            tasks: self.tasks.clone(),
            stop: self.stop.clone(),
            restarts: self.restarts.clone(),
            closing: self.closing.subscribe(),
        };
        let core = Arc::new(BotCore::new(parts));
        self.bots.add(Arc::clone(&core));
        // Whoever looks at another bot may see that there is one more.
        others.iter().for_each(|other| other.changed.notify_waiters());
        Bot::new(core, self.settings.timeout)
    }

    /// The server restarts: every connection is cut, of clients and to webhooks, and each bot's transcript says so.
    pub(crate) fn restart(&self) {
        let bots = self.bots.all();
        bots.iter().for_each(|bot| bot.transcript.add(Event::Restarted));
        self.restarts.send_replace(());
        bots.iter().for_each(|bot| bot.changed.notify_waiters());
    }
}

#[expect(clippy::expect_used, reason = "digits, a colon and letters are a token whatever was drawn")]
fn draw_token(rng: &mut fastrand::Rng) -> Token {
    let id = rng.i64(1_000_000_000..10_000_000_000);
    let secret: String = (0..SECRET).map(|_| rng.alphanumeric()).collect();
    Token::new(&format!("{id}:{secret}")).expect("well-formed")
}
