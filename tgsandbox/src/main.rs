//! `tgsandbox`: the sandbox as a program. Prints where the API is, and runs until Ctrl-C.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that talks to a person")]

mod args;

use std::process::ExitCode;

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
    println!("API URL: {}", sandbox.api_url());
    println!("Token:   {}", sandbox.token());
    println!("Seed:    {}", sandbox.seed());
    println!("Ctrl-C ends it.");
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("tgsandbox: cannot wait for Ctrl-C: {error}");
    }
    sandbox.stop().await;
    ExitCode::SUCCESS
}
