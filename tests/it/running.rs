//! A bot that runs within a test, until the test stops it.

use tgbot::{Bot, Outcome};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::soon;

pub(crate) struct Running {
    stop: oneshot::Sender<()>,
    bot: JoinHandle<tgbot::Result>,
}

impl Running {
    pub(crate) fn start(bot: Bot) -> Self {
        let (stop, stopped) = oneshot::channel();
        let bot = tokio::spawn(bot.quiet(true).run_until(async {
            let _ = stopped.await;
        }));
        Self { stop, bot }
    }

    pub(crate) async fn stop(self) -> Outcome {
        self.stop.send(()).unwrap();
        soon("the bot to stop", self.bot).await.unwrap().unwrap()
    }
}
