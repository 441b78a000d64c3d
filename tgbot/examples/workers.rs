//! Front ends that only take updates in, and workers that only handle them, over one PostgreSQL database.
//!
//! `cargo run -p tgbot --example workers` shows two of each, in one process so that one sees what they do: people in a
//! sandbox write, a load balancer of a few lines spreads the updates over the front ends, and it is printed which worker
//! handled what. The database is `DATABASE_URL`'s, or one that is made for the occasion and thrown away.
//!
//! For real, each is a process, on as many machines as are needed, with `TELEGRAM_BOT_TOKEN` and `DATABASE_URL`:
//!
//! `workers front-end https://bot.example.com/hook` behind a load balancer, `workers worker` anywhere.

#[path = "workers_demo/mod.rs"]
mod demo;

use demo::Ledger;
use tgbot::api::BoxError;
use tgbot::prelude::*;

/// Who handles, and what was handled so far.
#[derive(Clone)]
pub(crate) struct Desk {
    worker: &'static str,
    ledger: Ledger,
}

async fn answer(message: Message, Text(text): Text, State(desk): State<Desk>) -> SendMessage {
    desk.ledger.note(desk.worker, &message, &text);
    message.answer(format!("{}: {text}", desk.worker))
}

pub(crate) fn routes(worker: &'static str, ledger: &Ledger) -> Router {
    Router::new().on(text(), answer).with_state(Desk { worker, ledger: ledger.clone() })
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let bot = || -> Result<Bot, BoxError> {
        let database = std::env::var("DATABASE_URL").map_err(|_| "DATABASE_URL names the database: postgres://..")?;
        Ok(Bot::from_env()?.routes(routes("a worker", &Ledger::default())).durable_postgres(database))
    };
    // Whether everything was finished: what was not waits in the database.
    let _ = match args[..] {
        [] => return demo::run().await,
        ["front-end", url] => bot()?.webhook(url).front_end_only().run().await?,
        ["worker"] => bot()?.worker_only().run().await?,
        _ => return Err("nothing, or `front-end URL`, or `worker`".into()),
    };
    Ok(())
}
