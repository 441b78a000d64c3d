//! `cargo xtask demo`: the counter bot against the sandbox, with everything that goes wrong on the way to a bot, and a
//! table of what became of every update.

mod flags;
mod ledger;
mod report;
mod updates;

// The very bot of the README.
#[path = "../../../../tgbot/examples/counter.rs"]
#[expect(dead_code, reason = "it is a program of its own, whose main is not called here")]
mod counter;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use tgapi::{Token, Update, UpdateKind, UpdateType};
use tgbot::{Bot, poll, reorder};
use tgdispatch::Router;
use tgdispatch::filter::kind;
use tgsandbox::{Faults, Sandbox};
use tokio::sync::oneshot;
use tower::util::MapRequestLayer;

use crate::Outcome;
use flags::Flags;
use ledger::Ledger;
use report::{Refused, Report};

/// What became of an update that was to be queued.
type Pushed = Result<u64, tgsandbox::NotQueued>;

/// How long without any progress means that the rest will not come.
const PATIENCE: Duration = Duration::from_secs(60);
/// Where the numbers of the made-up chats begin.
const CHATS: usize = 1_000;
/// And those of the people who only keep connections open.
const WARM_UP_CHATS: usize = 900_000_000;

pub(crate) fn main(args: impl Iterator<Item = OsString>) -> Outcome {
    let Some(flags) = Flags::parse(args)? else {
        println!("{}", flags::HELP);
        return Ok(ExitCode::SUCCESS);
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let report = runtime.block_on(async {
        tokio::select! {
            report = run(&flags) => report,
            _ = tokio::signal::ctrl_c() => Err("interrupted".into()),
        }
    })?;
    print!("{report}");
    Ok(if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn run(flags: &Flags) -> Result<Report, Box<dyn std::error::Error>> {
    let (updates, others) = match &flags.updates {
        Some(path) => updates::from_file(path)?,
        None => {
            let mut rng = fastrand::Rng::with_seed(flags.seed);
            (updates::made_up(flags.count, flags.chats, CHATS, &mut rng), 0)
        }
    };
    let sandbox = Sandbox::builder().seed(flags.seed).start().await?;
    let ledger = Arc::new(Ledger::default());
    let (stop, stopped) = oneshot::channel::<()>();
    let bot = tokio::spawn(bot(flags, &sandbox, &ledger)?.run_until(async {
        // A sender that is gone means the same.
        let _ = stopped.await;
    }));
    // Only now the bot has said which kinds of updates it wants.
    if flags.polling {
        sandbox.polled().await?;
    } else {
        sandbox.webhook_set().await?;
        open_connections(&sandbox, flags.connections).await?;
    }

    sandbox.set_faults(Faults {
        reorder_window: flags.disorder,
        duplicate_rate: flags.duplicates,
        drop_answer_rate: flags.lost,
        ..Faults::default()
    });

    ledger.begin();
    let started = Instant::now();
    let pushed = sandbox.push_updates(&updates);
    let sent: Vec<u64> = pushed.iter().filter_map(|pushed| pushed.as_ref().ok().copied()).collect();
    if sent.is_empty() {
        return Err("there are no updates to send".into());
    }
    watch(&sandbox, &ledger, sent.len()).await;
    let time = started.elapsed();

    sandbox.set_faults(Faults::default());
    let _ = stop.send(());
    let unfinished = bot.await??.unfinished;
    let stats = sandbox.stats();
    let report = Report {
        way: if flags.polling { "long polling" } else { "webhook over TLS" },
        flags: flags.summary(),
        others,
        refused: Refused::of(&pushed),
        sent: sent.len(),
        connections: stats.max_connections,
        duplicates: stats.duplicates_sent,
        cut_off: stats.answers_dropped,
        pending: stats.pending,
        late_is_bad: flags.disorder > 0,
        sums: ledger.sums(&sent),
        answers: answers(&sandbox, &updates, &pushed, time),
        unfinished,
        time,
    };
    sandbox.stop().await;
    Ok(report)
}

/// Telegram opens at most ten connections each half second, and only while more conversations than it has connections
/// wait. So some slow messages of other people come first: the burst is to meet all connections open.
async fn open_connections(sandbox: &Sandbox, connections: u8) -> Result<(), Box<dyn std::error::Error>> {
    let wanted = u64::from(connections);
    let people = updates::one_each(connections.into(), WARM_UP_CHATS);
    let slow = Duration::from_millis(300);
    sandbox.set_faults(Faults { delay: Some(slow..=slow), ..Faults::default() });
    while sandbox.stats().connections < wanted {
        let _ = sandbox.push_updates(&people);
        let moved = |stats: &tgsandbox::Stats| stats.connections >= wanted || stats.pending < wanted;
        sandbox.bot().until("all connections to be open", moved).await?;
    }
    sandbox.set_faults(Faults::default());
    sandbox.idle().await?;
    Ok(())
}

/// The counter bot with a probe at each of three places.
fn bot(flags: &Flags, sandbox: &Sandbox, ledger: &Arc<Ledger>) -> Result<Bot, Box<dyn std::error::Error>> {
    let probe = |note: fn(&Ledger, &Update)| {
        let ledger = Arc::clone(ledger);
        MapRequestLayer::new(move |update: Update| {
            note(&ledger, &update);
            update
        })
    };
    // Every update counts here, also those that the counter has no use for and that Telegram leaves out by default.
    let everything = Router::new().fallback(async || ());
    let everything = UpdateType::ALL.iter().fold(everything, |all, name| all.on(kind(name.clone()), async || ()));
    let bot = Bot::new(Token::new(&sandbox.token())?)
        .api_url(sandbox.api_url())
        .max_connections(flags.connections)
        .routes(counter::routes().merge(everything))
        .layer_arrival(probe(Ledger::arrived))
        .layer_ordered(probe(Ledger::released))
        .layer_handling(probe(Ledger::handled))
        .reorder(reorder::Config::new().with_hold(flags.hold))
        // So many answers are cut off here that the usual pauses would take the most of the time.
        .poll(poll::Config::new().delete_webhook(true).backoff(Duration::from_millis(50), Duration::from_millis(500)))
        .quiet(true);
    Ok(if flags.polling { bot.polling() } else { bot.webhook("https://127.0.0.1:0/hook") })
}

/// Waits until every update is handled and nothing is on its way, or until nothing has moved for long.
async fn watch(sandbox: &Sandbox, ledger: &Ledger, sent: usize) {
    let show = std::io::stderr().is_terminal();
    let mut moved = (Instant::now(), 0);
    loop {
        // Also when all are handled: duplicates may still be on their way.
        if sandbox.idle_within(Duration::from_millis(250)).await.is_ok() && ledger.handled_count() >= sent {
            break;
        }
        let handled = ledger.handled_count();
        if show {
            eprint!("\r{handled} of {sent} handled ");
            let _ = std::io::stderr().flush();
        }
        let stats = sandbox.stats();
        let progress = handled as u64 + stats.attempts + stats.api_calls;
        if progress != moved.1 {
            moved = (Instant::now(), progress);
        } else if moved.0.elapsed() > PATIENCE {
            break;
        }
    }
    if show {
        eprint!("\r\x1b[K");
    }
}

/// In how many chats the bot counted right: its answers are 1, 2, 3 .. in that order, one for each text message.
fn answers(sandbox: &Sandbox, updates: &[Value], pushed: &[Pushed], time: Duration) -> report::Answers {
    let mut expected = BTreeMap::<i64, usize>::new();
    for (update, id) in updates.iter().zip(pushed).filter_map(|(update, id)| Some((update, id.as_ref().ok()?))) {
        // As the sandbox sent it.
        let mut update = update.clone();
        update["update_id"] = (*id).into();
        let Ok(update) = Update::from_slice(update.to_string().as_bytes()) else { continue };
        if let UpdateKind::Message(message) = &update.kind
            && message.text.is_some()
        {
            *expected.entry(message.chat.id.0).or_default() += 1;
        }
    }
    let right = expected.iter().filter(|(chat, count)| {
        let answers = sandbox.messages(**chat);
        let mut last = 0;
        answers.len() == **count
            && answers.iter().all(|answer| {
                let number: Option<usize> = answer.text().parse().ok();
                let next = number == Some(last + 1);
                // The bot forgets a chat after 10 s of silence, which a slow run may bring.
                let anew = number == Some(1) && time >= Duration::from_secs(10);
                last = number.unwrap_or(0);
                next || anew
            })
    });
    report::Answers { chats: expected.len(), right: right.count() }
}
