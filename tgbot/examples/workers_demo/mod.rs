//! All of it in one process, against a sandbox.

mod balancer;
mod database;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tgbot::ServerConfig;
use tgbot::api::{BoxError, Token};
use tgbot::prelude::*;
use tgsandbox::Sandbox;
use tokio::sync::watch;

use crate::routes;
use balancer::Balancer;
use database::Database;

/// What was handled: of each chat in its order, and by whom.
#[derive(Clone, Default)]
pub(crate) struct Ledger(Arc<Mutex<Handled>>);

/// By whom each number was handled, by the name of who wrote it.
type Handled = BTreeMap<String, Vec<(&'static str, u32)>>;

impl Ledger {
    pub(crate) fn note(&self, worker: &'static str, message: &Message, text: &str) {
        let who = message.from.as_ref().map_or("somebody", |user| &user.first_name).to_owned();
        say(&format!("{worker} handled {text} of {who}"));
        let mut chats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Of the demo's own people: numbers, from 1 on.
        chats.entry(who).or_default().push((worker, text.parse().unwrap_or(0)));
    }

    fn summary(&self) {
        for (who, handled) in &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            let in_order = handled.iter().zip(1..).all(|((_, number), expected)| *number == expected);
            let order = if in_order { "in order, each once" } else { "OUT OF ORDER" };
            let mut by = BTreeMap::<&str, usize>::new();
            handled.iter().for_each(|(worker, _)| *by.entry(worker).or_default() += 1);
            let by: Vec<_> = by.into_iter().map(|(worker, count)| format!("{count} by {worker}")).collect();
            say(&format!("{who}: 1 to {} {order} ({})", handled.len(), by.join(", ")));
        }
    }
}

pub(crate) async fn run() -> Result<(), BoxError> {
    let mut database = Database::start()?;
    let address = database.address().await?;
    let sandbox = Sandbox::builder().plain_http(true).start().await?;
    let token = Token::new(&sandbox.token())?;
    let ledger = Ledger::default();
    let (stop, stopped) = watch::channel(false);
    let until = move || {
        let mut stopped = stopped.clone();
        async move { _ = stopped.wait_for(|stopped| *stopped).await }
    };
    let bot = |routes: Router| {
        Bot::new(token.clone()).api_url(sandbox.api_url()).routes(routes).durable_postgres(&address).quiet(true)
    };

    let balancer = Balancer::bind().await?;
    let mut parts = tokio::task::JoinSet::new();
    for number in 1..=2 {
        let listen = balancer.another()?;
        // Where TLS ends is the balancer's affair.
        let server = ServerConfig::new().listen(listen).behind_proxy(["127.0.0.1".parse()?]);
        let front_end = bot(routes("nobody", &ledger)).webhook(balancer.url()).server(server).front_end_only();
        say(&format!("front end {number} listens on {listen}, and only stores"));
        parts.spawn(front_end.run_until(until()));
    }
    for worker in ["worker 1", "worker 2"] {
        let config = move |settings: tgbot::queue::WorkerConfig| settings.name(worker).lease(Duration::from_secs(3));
        say(&format!("{worker} has no way in, and only handles"));
        parts.spawn(bot(routes(worker, &ledger)).worker(config).worker_only().run_until(until()));
    }
    tokio::spawn(balancer.run());
    let people = async {
        sandbox.webhook_set().await?;
        // So many that each worker has the chats of some.
        let people = ["Ann", "Bob", "Cleo", "Dan", "Eve", "Finn", "Gil", "Hal", "Ida", "Jo", "Kit", "Lea"];
        let people = people.map(|name| sandbox.user(name));
        for number in 1_u32.. {
            for person in &people {
                person.send(number.to_string()).await;
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        Ok::<(), BoxError>(())
    };

    say("people write until Ctrl-C");
    tokio::select! {
        signal = tokio::signal::ctrl_c() => signal?,
        talked = people => talked?,
        // None of the parts ends by itself but for a reason.
        Some(ended) = parts.join_next() => drop(ended??),
    }
    say("told to stop: what is in progress may finish");
    stop.send_replace(true);
    while let Some(ended) = parts.join_next().await {
        let _ = ended??;
    }
    ledger.summary();
    sandbox.stop().await;
    Ok(())
}

/// A terminal that went away is no reason to fail.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
