//! For tests of bots: a router driven by people who are made up, its calls collected instead of sent. No network.
//!
//! ```
//! use tgapi::methods::SendMessage;
//! use tgdispatch::testing::TestBot;
//! use tgdispatch::{BuildError, Message, Router, Text, filter::text};
//!
//! async fn start(msg: Message) -> SendMessage {
//!     msg.answer("Hello. Say something.")
//! }
//!
//! async fn echo(msg: Message, Text(text): Text) -> SendMessage {
//!     msg.answer(text)
//! }
//!
//! # #[tokio::main(flavor = "current_thread", start_paused = true)]
//! # async fn main() -> Result<(), BuildError> {
//! let bot = TestBot::new(Router::new().command("start", start).on(text(), echo))?;
//! let ann = bot.user("Ann");
//! assert_eq!(ann.says("/start").await.texts(), ["Hello. Say something."]);
//! assert_eq!(ann.says("one").await.texts(), ["one"]);
//! # Ok(())
//! # }
//! ```
//!
//! Updates go through [`Lanes`] as they do in a bot. With `#[tokio::test(start_paused = true)]` tokio's time stands
//! still while anything can go on and then jumps to the next timer: timeouts of sessions, conversations and handlers are
//! tested at once and without a race.
//!
//! A handler that takes a `Client` needs one that is given by [`Settings::client`], and that client a server: for such
//! tests there is tgsandbox.

mod call;
mod user;

pub use call::{Call, Replies};
pub use user::TestUser;

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tgapi::types::{Chat, ChatType, User};
use tgapi::{BoxError, Update, UpdateKind};
use tower::ServiceExt;

use crate::bot::Settings;
use crate::dispatcher::Dispatcher;
use crate::lane::{Lanes, LanesHandle, LanesLayer};
use crate::router::{BuildError, Router};

/// The username of bots under test.
const USERNAME: &str = "test_bot";

type Answerer = Box<dyn FnMut(&Call) -> Result<(), BoxError> + Send>;

/// A bot under test. Clones are the same bot.
#[derive(Clone)]
pub struct TestBot {
    lanes: Lanes<Dispatcher>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    calls: Mutex<Vec<Call>>,
    answerer: Mutex<Option<Answerer>>,
    numbers: AtomicU64,
}

impl TestBot {
    /// A bot named `@test_bot` with these routes.
    ///
    /// # Errors
    ///
    /// [`BuildError`], as [`Router::build`].
    pub fn new(router: Router) -> Result<Self, BuildError> {
        Self::with(router, Settings::new(), LanesLayer::new())
    }

    /// The same with settings of your own, of which the name and the way that calls are sent are replaced.
    ///
    /// # Errors
    ///
    /// [`BuildError`], as [`Router::build`].
    pub fn with(router: Router, settings: Settings, lanes: LanesLayer) -> Result<Self, BuildError> {
        let shared = Arc::new(Shared::default());
        let record = Arc::clone(&shared);
        let settings = settings.username(USERNAME).send_with(move |call| {
            let result = record.record(Call::of(&call));
            async { result }
        });
        Ok(Self { lanes: router.build(settings)?.in_lanes(lanes), shared })
    }

    /// Somebody with this first name, in a private chat with the bot. Everybody has a number of their own.
    #[must_use]
    pub fn user(&self, first_name: &str) -> TestUser {
        // Far from the numbers of messages, so that nobody takes one for the other.
        let id = 1_000_000 + self.next_number();
        let mut user = User::new(id.cast_signed(), first_name);
        user.language_code = Some("en".to_owned());
        let mut chat = Chat::new(id.cast_signed(), ChatType::Private);
        chat.first_name = Some(first_name.to_owned());
        TestUser::new(self.clone(), user, chat)
    }

    /// Sends any update in, waits until it is handled, and takes the calls that were made meanwhile.
    pub async fn send(&self, kind: UpdateKind) -> Replies {
        self.send_numbered(Update::new(self.next_number(), kind)).await
    }

    /// The same with a number of your own: to send one twice, or a lower one after a higher.
    pub async fn send_numbered(&self, update: Update) -> Replies {
        let outcome = self.lanes.clone().oneshot(update).await;
        let (reply, error) = match outcome {
            Ok(reply) => (reply.into_call().map(|call| Call::of(&call)), None),
            Err(error) => (None, Some(error)),
        };
        let mut calls = self.take_calls();
        calls.extend(reply);
        Replies::new(calls, error)
    }

    /// The calls that were made since the last reply was taken: by what goes on after an update was handled.
    #[must_use]
    pub fn take_calls(&self) -> Vec<Call> {
        std::mem::take(&mut *self.shared.calls.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on decides about each call whether it succeeds; by default all do. It is recorded in any case.
    pub fn on_call(&self, answer: impl FnMut(&Call) -> Result<(), BoxError> + Send + 'static) {
        *self.shared.answerer.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(answer));
    }

    /// The service that updates go to: to put layers around it, or to start [`Jobs`](crate::Jobs) with.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tgapi::ChatId;
    /// use tgapi::methods::SendMessage;
    /// use tgdispatch::testing::TestBot;
    /// use tgdispatch::{JobSpec, Jobs, Router, filter::job};
    ///
    /// async fn remind(chat: ChatId) -> SendMessage {
    ///     SendMessage::new(chat, "the tea")
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let jobs = Jobs::new();
    /// let bot = TestBot::new(Router::new().on(job("remind"), remind))?;
    /// jobs.start(bot.service())?;
    /// jobs.after(Duration::from_secs(600), JobSpec::new("remind").chat(ChatId(7)))?;
    /// tokio::time::sleep(Duration::from_secs(601)).await;
    /// assert_eq!(bot.take_calls()[0].text(), Some("the tea"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn service(&self) -> Lanes<Dispatcher> {
        self.lanes.clone()
    }

    /// To watch and to drain its lanes by.
    #[must_use]
    pub fn lanes(&self) -> LanesHandle {
        self.lanes.handle()
    }

    pub(crate) fn next_number(&self) -> u64 {
        self.shared.numbers.fetch_add(1, Ordering::Relaxed) + 1
    }
}

impl Shared {
    fn record(&self, call: Call) -> Result<(), BoxError> {
        let mut answerer = self.answerer.lock().unwrap_or_else(PoisonError::into_inner);
        let result = answerer.as_mut().map_or(Ok(()), |answer| answer(&call));
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).push(call);
        result
    }
}

impl fmt::Debug for TestBot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestBot").field("lanes", &self.lanes).finish_non_exhaustive()
    }
}
