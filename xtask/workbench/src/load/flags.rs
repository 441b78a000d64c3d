//! The flags of `cargo xtask load`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use lexopt::prelude::*;

pub(super) const HELP: &str = "\
cargo xtask load

Sends updates to our webhook and to a bare hyper server, each in a process of its own, and shows updates a second, time to
the answer, processor time and memory.

  --updates N       how many are sent; default 20,000
  --connections N   how many at once; default 40, as Telegram has
  --runs N          how often each is measured, of which the middle one counts; default 3
  --seed N          for the order of arrival; default a random one
  --durable         acknowledged when on disk and handled later, beside acknowledged when handled, with an API that answers
                    at once and one that takes 30 ms; and what is lost when the bot is killed in the middle
  --api-delay MS    (--durable) with an API that takes so long instead
  --dir DIR         (--durable) where the queue's file is: on the disk to be measured; default the temporary folder
  --polling         polling instead: a queue of updates, each answered by sendMessage
  --peers           teloxide and frankenstein as well: they are built first, which takes minutes
  --quick           5,000 updates, once: under a minute
  --json FILE       the figures for programs
  -h, --help        this text
";

#[derive(Debug)]
pub(super) struct Flags {
    pub(super) updates: u64,
    pub(super) connections: usize,
    pub(super) runs: usize,
    pub(super) seed: u64,
    pub(super) polling: bool,
    pub(super) durable: bool,
    pub(super) api_delay: Option<Duration>,
    pub(super) dir: PathBuf,
    pub(super) peers: bool,
    pub(super) json: Option<PathBuf>,
}

impl Flags {
    /// Nothing, if help was asked for.
    pub(super) fn parse(args: Vec<OsString>) -> Result<Option<Self>, lexopt::Error> {
        let mut flags = Self {
            updates: 20_000,
            connections: 40,
            runs: 3,
            seed: fastrand::u64(..),
            polling: false,
            durable: false,
            api_delay: None,
            dir: std::env::temp_dir(),
            peers: false,
            json: None,
        };
        let mut parser = lexopt::Parser::from_args(args);
        while let Some(arg) = parser.next()? {
            match arg {
                Long("updates") => flags.updates = parser.value()?.parse()?,
                Long("connections") => flags.connections = parser.value()?.parse()?,
                Long("runs") => flags.runs = parser.value()?.parse()?,
                Long("seed") => flags.seed = parser.value()?.parse()?,
                Long("durable") => flags.durable = true,
                Long("api-delay") => flags.api_delay = Some(Duration::from_millis(parser.value()?.parse()?)),
                Long("dir") => flags.dir = parser.value()?.into(),
                Long("polling") => flags.polling = true,
                Long("peers") => flags.peers = true,
                Long("quick") => (flags.updates, flags.runs) = (5_000, 1),
                Long("json") => flags.json = Some(parser.value()?.into()),
                Short('h') | Long("help") => return Ok(None),
                other => return Err(other.unexpected()),
            }
        }
        for (number, name) in
            [(flags.updates, "--updates"), (flags.connections as u64, "--connections"), (flags.runs as u64, "--runs")]
        {
            if number == 0 {
                return Err(format!("{name} is zero: there is nothing to measure").into());
            }
        }
        Ok(Some(flags))
    }
}
