//! Finding a command or a button takes as much with ten of them as with ten thousand. Counted, not timed.

use std::sync::atomic::{AtomicUsize, Ordering};

use tgapi::methods::SendMessage;
use tgapi::{ChatId, Update};
use tgdispatch::{CallbackData, Context, FromUpdate, Message, Missing, Router};

use crate::support::{answer, build, press, text};

/// How many handlers were tried.
static TRIED: AtomicUsize = AtomicUsize::new(0);
/// How many filters were asked.
static ASKED: AtomicUsize = AtomicUsize::new(0);

struct Counted;

impl<S> FromUpdate<S> for Counted {
    type Rejection = Missing;

    fn from_update(_context: &Context, _state: &S) -> Result<Self, Missing> {
        TRIED.fetch_add(1, Ordering::SeqCst);
        Ok(Self)
    }
}

async fn handler(msg: Message, _: Counted) -> SendMessage {
    msg.answer(msg.text.clone().unwrap_or_default())
}

async fn pressed(chat: ChatId, CallbackData(data): CallbackData, _: Counted) -> SendMessage {
    SendMessage::new(chat, data)
}

#[tokio::test]
async fn one_handler_is_tried_however_many_there_are() {
    for commands in [10, 10_000] {
        let asked = |_: &Update| {
            ASKED.fetch_add(1, Ordering::SeqCst);
            false
        };
        let mut router = Router::new();
        for n in 0..commands {
            router = router.command(format!("command_{n}"), handler).callback(format!("button_{n}:"), pressed);
            router = router.on(asked, handler);
        }
        let bot = build(router);
        for n in [0, commands / 2, commands - 1] {
            TRIED.store(0, Ordering::SeqCst);
            let line = format!("/Command_{n}");
            assert_eq!(answer(&bot, text(&line)).await, line);
            assert_eq!((TRIED.load(Ordering::SeqCst), ASKED.load(Ordering::SeqCst)), (1, 0), "{n} of {commands}");
            TRIED.store(0, Ordering::SeqCst);
            let data = format!("button_{n}:7");
            assert_eq!(answer(&bot, press(&data)).await, data);
            assert_eq!((TRIED.load(Ordering::SeqCst), ASKED.load(Ordering::SeqCst)), (1, 0), "{n} of {commands}");
        }
    }
}
