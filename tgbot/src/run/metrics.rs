//! What is shown of bots at the metrics address, beside what tgwebhook shows of webhooks and servers: how long updates
//! were held to be put in order, what the lanes have to do, and how polling goes.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tgdispatch::LanesHandle;
use tgpoll::PollSummary;
use tgreorder::Stats;
use tgwebhook::{MetricsText, Observer};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::error::Error;
use crate::pipeline::Pipeline;

/// The bots that are shown. Clones share them.
#[derive(Clone, Default)]
pub(super) struct Board(Arc<Mutex<Vec<Shown>>>);

struct Shown {
    name: String,
    reorder: Option<Stats>,
    lanes: LanesHandle,
    poll: Option<watch::Receiver<PollSummary>>,
    #[cfg(feature = "durable")]
    queue: Option<crate::durable::Store>,
}

/// Shows a bot until it is dropped.
pub(super) struct Place {
    board: Board,
    name: String,
}

impl Board {
    pub(super) fn show(&self, name: &str, pipeline: &Pipeline, poll: Option<watch::Receiver<PollSummary>>) -> Place {
        let (reorder, lanes) = (pipeline.reorder.clone(), pipeline.lanes.clone());
        self.lock().push(Shown {
            name: name.to_owned(),
            reorder,
            lanes,
            poll,
            #[cfg(feature = "durable")]
            queue: pipeline.queue.as_ref().map(|queue| queue.store.clone()),
        });
        Place { board: self.clone(), name: name.to_owned() }
    }

    /// Serves what is shown, and what `observer` shows, until `stop` is cancelled.
    pub(super) async fn serve(
        &self,
        observer: Observer,
        address: SocketAddr,
        stop: CancellationToken,
    ) -> Result<(), Error> {
        let (board, polls, queues) = (self.clone(), self.clone(), self.clone());
        let observer = observer
            .collect(move |text| board.write(text))
            .check("polling", move || !polls.is_failing())
            // At once, and not only when the next update is refused.
            .check("queue", move || !queues.is_full_or_away());
        let server = observer.bind(address).await?;
        tracing::info!(address = %server.local_addr(), "measurements are shown");
        tokio::spawn(server.serve_with_shutdown(stop.cancelled_owned()));
        Ok(())
    }

    fn is_failing(&self) -> bool {
        self.lock().iter().filter_map(|shown| shown.poll.as_ref()).any(|poll| poll.borrow().is_failing)
    }

    /// Whether what comes could not be kept.
    #[cfg(feature = "durable")]
    fn is_full_or_away(&self) -> bool {
        let shown = self.lock();
        shown.iter().filter_map(|shown| shown.queue.as_ref()).any(|queue| queue.health() != tgqueue::Health::Ready)
    }

    #[cfg(not(feature = "durable"))]
    fn is_full_or_away(&self) -> bool {
        false
    }

    fn write(&self, text: &mut MetricsText) {
        let shown = self.lock();
        let ordered = shown.iter().filter_map(|bot| Some((&*bot.name, bot.reorder.as_ref()?.snapshot())));
        let reorder: Vec<_> = ordered.collect();
        for (name, help, read) in REORDER {
            for (bot, stats) in &reorder {
                text.counter(name, help, &[("bot", bot)], read(stats));
            }
        }
        for (bot, stats) in &reorder {
            text.gauge("tgbot_reorder_depth", "Updates held now.", &[("bot", bot)], stats.depth as f64);
        }
        for (bot, stats) in &reorder {
            let help = "How long updates were held for missing ones before them.";
            text.buckets("tgbot_reorder_held_seconds", help, &[("bot", bot)], stats.held.buckets());
        }
        let lanes: Vec<_> = shown.iter().map(|bot| (&*bot.name, bot.lanes.stats())).collect();
        for (bot, stats) in &lanes {
            text.gauge("tgbot_handlers_running", "Handlers at work.", &[("bot", bot)], stats.running as f64);
        }
        for (bot, stats) in &lanes {
            let help = "Updates that wait for their handler to start.";
            text.gauge("tgbot_handlers_queued", help, &[("bot", bot)], stats.queued as f64);
        }
        for (bot, stats) in &lanes {
            text.counter("tgbot_handler_panics_total", "Handlers that panicked.", &[("bot", bot)], stats.panics);
        }
        for (bot, stats) in &lanes {
            let help = "Handlers that ran longer than the handler timeout.";
            text.counter("tgbot_handlers_slow_total", help, &[("bot", bot)], stats.slow);
        }
        #[cfg(feature = "durable")]
        for (bot, queue) in shown.iter().filter_map(|bot| Some((&*bot.name, bot.queue.as_ref()?))) {
            let is_ready = queue.health() == tgqueue::Health::Ready;
            let help = "Whether updates can be stored.";
            text.gauge("tgbot_queue_ready", help, &[("bot", bot)], f64::from(u8::from(is_ready)));
        }
        let polls = shown.iter().filter_map(|bot| Some((&*bot.name, *bot.poll.as_ref()?.borrow())));
        let polls: Vec<_> = polls.collect();
        for (name, help, read) in POLL {
            for (bot, summary) in &polls {
                text.counter(name, help, &[("bot", bot)], read(summary));
            }
        }
        for (bot, summary) in &polls {
            let help = "Updates taken that are not confirmed to Telegram.";
            text.gauge("tgbot_poll_unconfirmed", help, &[("bot", bot)], summary.unconfirmed as f64);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Shown>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.board.lock().retain(|shown| shown.name != self.name);
    }
}

impl fmt::Debug for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Board({})", self.lock().len())
    }
}

/// Name, help, and where it is read from.
type Counted<T> = (&'static str, &'static str, fn(&T) -> u64);

const REORDER: [Counted<tgreorder::Snapshot>; 4] = [
    ("tgbot_reorder_accepted_total", "Updates taken in to be put in order.", |stats| stats.accepted),
    ("tgbot_reorder_duplicates_total", "Updates that had come before.", |stats| stats.duplicates),
    ("tgbot_reorder_late_total", "Updates handed on after a newer one.", |stats| stats.late),
    ("tgbot_reorder_gaps_total", "Gaps that were given up.", |stats| stats.gaps),
];

const POLL: [Counted<PollSummary>; 7] = [
    ("tgbot_poll_received_total", "Updates taken, each counted once.", |summary| summary.received),
    ("tgbot_poll_handled_total", "Updates that were handled.", |summary| summary.handled),
    ("tgbot_poll_redelivered_total", "Updates handed over again.", |summary| summary.redelivered),
    ("tgbot_poll_over_budget_total", "Updates that the offset moved past while they were handled.", |summary| {
        summary.over_budget
    }),
    ("tgbot_poll_unreadable_total", "Elements without a readable number.", |summary| summary.unreadable),
    ("tgbot_poll_requests_failed_total", "Requests for updates that failed.", |summary| summary.requests_failed),
    ("tgbot_poll_conflicts_total", "Requests refused because somebody else has the updates.", |summary| {
        summary.conflicts
    }),
];
