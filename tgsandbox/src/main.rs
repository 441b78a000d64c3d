//! `tgsandbox`: the sandbox as a program. Prints where the API is, and runs until Ctrl-C.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that talks to a person")]

mod args;

use std::{
    future::{Future, poll_fn},
    io::Write,
    pin::pin,
    process::ExitCode,
    task::Poll,
};

use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let builder = match args::parse(std::env::args_os().skip(1)) {
        Ok(args::Command::Help) => {
            print!("{}", args::HELP);
            return ExitCode::SUCCESS;
        }
        Ok(args::Command::Run(builder)) => builder,
        Err(error) => {
            eprintln!("tgsandbox: {error}");
            return ExitCode::from(2);
        }
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    let sandbox = match builder.start().await {
        Ok(sandbox) => sandbox,
        Err(error) => {
            eprintln!("tgsandbox: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut interrupt = pin!(tokio::signal::ctrl_c());
    // The listening begins with the first poll, and a Ctrl-C right after the first line must count already.
    let early = poll_fn(|cx| Poll::Ready(interrupt.as_mut().poll(cx))).await;
    let page = sandbox.page_url().map(|page| format!("Page:    {page}\n")).unwrap_or_default();
    let (api_url, mut token, seed) = (sandbox.api_url(), sandbox.token(), sandbox.seed());
    for bot in sandbox.bots().iter().filter(|bot| bot.id() != sandbox.bot().id()) {
        token.push_str(&format!("\nToken:   {}", bot.token()));
    }
    let lines = format!("API URL: {api_url}\nToken:   {token}\n{page}Seed:    {seed}\nCtrl-C ends it.\n");
    // Whoever reads only the first line and goes away has what they wanted.
    let _ = std::io::stdout().write_all(lines.as_bytes());
    let interrupted = match early {
        Poll::Ready(result) => result,
        Poll::Pending => interrupt.await,
    };
    if let Err(error) = interrupted {
        eprintln!("tgsandbox: cannot wait for Ctrl-C: {error}");
    }
    sandbox.stop().await;
    ExitCode::SUCCESS
}
