//! The command line of the `tgsandbox` program.

use std::{ffi::OsString, fmt::Display, ops::RangeInclusive, str::FromStr, time::Duration};

use tgsandbox::{Faults, Sandbox, SandboxBuilder};

pub(crate) const HELP: &str = "\
tgsandbox: a Telegram Bot API server on 127.0.0.1

Usage: tgsandbox [options]

  --port N               port of the API (default: any free one)
  --listen ADDRESS       where to listen (default 127.0.0.1: this machine alone)
  --token TOKEN          token of the bot (default: a random one)
  --bots N               how many bots there are (default 1), the others with random tokens
  --seed N               seed of all chance (default: random, printed at start)
  --no-page              no page for the browser
  --plain-http           allow http:// webhooks on loopback
  --strict-addresses     allow only Telegram's webhook ports and public addresses
  --trust-roots FILE     believe the CA certificates in this PEM file, beside uploaded ones
  --host NAME=ADDRESS    what a webhook's host name means (may be given more than once)

What goes wrong on purpose (rates are from 0 to 1, all off by default):

  --reorder N            send an update up to N places before an earlier one
  --duplicates RATE      send an update again although it was answered
  --drop-answers RATE    cut the connection instead of taking the answer
  --delay MS[..MS]       wait before sending, or before answering getUpdates
  --slow RATE            take that time from --slow-delay instead
  --slow-delay MS[..MS]  the long delays
  --call-delay MS[..MS]  wait before answering any other API call
  --too-many RATE        refuse API calls with 429
  --burst N              so many in a row (default 1)
  --retry-after SECONDS  what a 429 says (default 1)
  --errors RATE          answer API calls with 502
  --resets RATE          close the connection of an API call, before it is made or after

  --help                 print this
";

/// What the command line asks for.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Run(Box<SandboxBuilder>),
}

/// Reads the arguments after the program's name. The error is a sentence for the user.
pub(crate) fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_args(args);
    let mut builder = Sandbox::builder().page(true);
    let mut faults = Faults::default();
    while let Some(arg) = parser.next().map_err(|error| error.to_string())? {
        let lexopt::Arg::Long(name) = arg else { return Err(arg.unexpected().to_string()) };
        let name = name.to_owned();
        let mut value = || -> Result<String, String> {
            let value = parser.value().map_err(|error| error.to_string())?;
            value.into_string().map_err(|_| format!("--{name}: not UTF-8"))
        };
        match name.as_str() {
            "help" => return Ok(Command::Help),
            "port" => builder = builder.port(read(&name, &value()?)?),
            "token" => builder = builder.token(value()?),
            "listen" => builder = builder.address(read(&name, &value()?)?),
            "bots" => builder = builder.bots(read(&name, &value()?)?),
            "seed" => builder = builder.seed(read(&name, &value()?)?),
            "no-page" => builder = builder.page(false),
            "plain-http" => builder = builder.plain_http(true),
            "strict-addresses" => builder = builder.strict_addresses(true),
            "trust-roots" => {
                let path = value()?;
                let pem =
                    std::fs::read(&path).map_err(|error| format!("--trust-roots: cannot read {path}: {error}"))?;
                builder = builder.trust_roots(pem);
            }
            "host" => {
                let value = value()?;
                let (host, address) = value.split_once('=').ok_or("--host: NAME=ADDRESS is expected")?;
                builder = builder.host(host, read(&name, address)?);
            }
            "reorder" => faults.reorder_window = read(&name, &value()?)?,
            "duplicates" => faults.duplicate_rate = rate(&name, &value()?)?,
            "drop-answers" => faults.drop_answer_rate = rate(&name, &value()?)?,
            "too-many" => faults.too_many_requests_rate = rate(&name, &value()?)?,
            "burst" => faults.too_many_requests_burst = read(&name, &value()?)?,
            "errors" => faults.server_error_rate = rate(&name, &value()?)?,
            "resets" => faults.reset_rate = rate(&name, &value()?)?,
            "slow" => faults.slow_rate = rate(&name, &value()?)?,
            "retry-after" => faults.retry_after = read(&name, &value()?)?,
            "delay" => faults.delay = Some(range(&name, &value()?)?),
            "slow-delay" => faults.slow_delay = Some(range(&name, &value()?)?),
            "call-delay" => faults.call_delay = Some(range(&name, &value()?)?),
            _ => return Err(format!("unknown option --{name}; see --help")),
        }
    }
    Ok(Command::Run(Box::new(builder.faults(faults))))
}

fn read<T: FromStr<Err: Display>>(name: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|error| format!("--{name}: {value:?}: {error}"))
}

/// One time or two, in milliseconds.
fn range(name: &str, value: &str) -> Result<RangeInclusive<Duration>, String> {
    let (from, to) = value.split_once("..").unwrap_or((value, value));
    let (from, to): (u64, u64) = (read(name, from)?, read(name, to)?);
    if from > to {
        return Err(format!("--{name}: {from} is more than {to}"));
    }
    Ok(Duration::from_millis(from)..=Duration::from_millis(to))
}

fn rate(name: &str, value: &str) -> Result<f64, String> {
    let rate: f64 = read(name, value)?;
    if (0.0..=1.0).contains(&rate) { Ok(rate) } else { Err(format!("--{name}: {value} is not between 0 and 1")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(args: &[&str]) -> Result<Command, String> {
        parse(args.iter().map(Into::into))
    }

    #[test]
    fn every_option_of_the_help_is_understood() {
        let values = [
            ("port", "0"),
            ("listen", "::1"),
            ("seed", "1"),
            ("host", "a=127.0.0.1"),
            ("trust-roots", "/dev/null"),
            ("token", "t"),
        ];
        let options = HELP.lines().filter_map(|line| line.trim().strip_prefix("--"));
        let mut n = 0;
        for option in options {
            let name = option.split_whitespace().next().unwrap();
            let takes_value =
                option.split_whitespace().nth(1).is_some_and(|word| word.chars().all(|c| !c.is_lowercase()));
            let value = values.iter().find(|(known, _)| *known == name).map_or("1", |(_, value)| value);
            let flag = format!("--{name}");
            let args = if takes_value { vec![flag.as_str(), value] } else { vec![flag.as_str()] };
            run(&args).unwrap_or_else(|error| panic!("{option}: {error}"));
            n += 1;
        }
        assert_eq!(n, 23);
    }

    #[test]
    fn wrong_values_are_refused_with_the_option_named() {
        for args in [["--duplicates", "2"], ["--port", "x"], ["--delay", "9..1"], ["--host", "a"], ["--nonsense", "1"]]
        {
            assert!(run(&args).unwrap_err().contains(args[0]), "{args:?}");
        }
    }
}
