//! A bot without a token: Telegram is a sandbox on this machine, and its user sits at a browser, or at the terminal.

use tgapi::{Client, Token};
use tgsandbox::Sandbox;
use tokio_util::sync::CancellationToken;

use super::{polling, say, start, webhook};
use crate::bot::Bot;
use crate::error::Error;
use crate::marks;
use crate::outcome::Outcome;
use crate::settings::SettingsError;
use crate::terminal::Terminal;

/// Any free port of this machine: the sandbox is here, too.
const WEBHOOK: &str = "https://127.0.0.1:0/hook";

pub(super) async fn run(mut bot: Bot, stop: CancellationToken) -> Result<Outcome, Error> {
    let in_terminal = bot.settings.terminal;
    let sandbox = Sandbox::builder().page(!in_terminal).start().await?;
    let token = Token::new(&sandbox.token()).map_err(SettingsError::from)?;
    let address = webhook::Address::parse(WEBHOOK)?;
    let secret = address.secret(&token);
    // Another server that somebody has chosen in their settings is not what they get without a token.
    let builder = std::mem::take(&mut bot.client).make(Client::builder(token));
    let client = builder.api_url(sandbox.api_url()).build()?;
    let Some(me) = start::identify(&client, &stop).await? else { return Ok(Outcome::default()) };
    bot.settings.api_url = Some(sandbox.api_url());
    if !bot.quiet {
        if let Some(page) = sandbox.page_url() {
            say(&format!("Chat with the bot at {page}"));
        }
        say(&format!(
            "TELEGRAM_BOT_TOKEN is not set: Telegram is a sandbox on this machine, at {}. With a token this is a real bot.",
            sandbox.api_url()
        ));
    }
    if !in_terminal {
        marks::watch(&mut bot.parts, sandbox.bot());
    }
    let polls = bot.settings.polling;
    let ready = CancellationToken::new();
    let mut terminal = in_terminal.then(|| Terminal::new(&sandbox));
    let talk = async {
        let Some(terminal) = &mut terminal else { return std::future::pending().await };
        // A bot that does not get ready says why itself.
        ready.cancelled().await;
        terminal.run(&sandbox).await;
        stop.cancel();
        std::future::pending::<()>().await;
    };
    let serve = async {
        if polls {
            polling::run(bot, client, &me, stop.clone(), &ready).await
        } else {
            webhook::run(bot, client, &me, (address, secret), stop.clone(), &ready).await
        }
    };
    let outcome = tokio::select! {
        outcome = serve => outcome,
        () = talk => Ok(Outcome::default()),
    };
    if let Some(terminal) = &mut terminal {
        // What handlers answered while the bot was ending.
        terminal.print_rest();
    }
    sandbox.stop().await;
    outcome
}
