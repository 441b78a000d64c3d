//! `tgsandbox`: the sandbox as a program. Prints where the API is, and runs until Ctrl-C.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that talks to a person")]

mod args;

use std::{
    future::{Future, poll_fn},
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
    println!("API URL: {}", sandbox.api_url());
    println!("Token:   {}", sandbox.token());
    println!("Seed:    {}", sandbox.seed());
    println!("Ctrl-C ends it.");
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
