//! The flags of `cargo xtask demo`.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::ValueExt as _;

pub(super) const HELP: &str = "\
cargo xtask demo [flags]

Runs the counter bot against the sandbox on loopback and checks what becomes of every update.

  --updates FILE    real updates, one JSON document a line: an Update, or an object with one under `doc`;
                    default: made-up messages
  --count N         how many made-up messages; default 2000
  --chats N         in how many chats; default 50
  --polling         by getUpdates instead of a webhook
  --connections N   how many TLS connections the sandbox may open; default 40, at most 100
  --disorder N      an update may be sent up to N places too early; default 16, 0 for none
  --duplicates P    share of updates sent again although they were answered; default 0.05
  --lost P          share of answers that are cut off, so that updates come again; default 0.03, by polling 0.1
  --seed N          repeat the faults of an earlier run
  -h, --help        this text

Exit status 1 if an update was lost, handled twice or out of order.";

#[derive(Debug)]
pub(super) struct Flags {
    pub(super) updates: Option<PathBuf>,
    pub(super) count: usize,
    pub(super) chats: usize,
    pub(super) polling: bool,
    pub(super) connections: u8,
    pub(super) disorder: usize,
    pub(super) duplicates: f64,
    pub(super) lost: f64,
    pub(super) seed: u64,
}

impl Flags {
    /// `None` if help is asked for.
    pub(super) fn parse(args: impl Iterator<Item = OsString>) -> Result<Option<Self>, lexopt::Error> {
        use lexopt::Arg::{Long, Short};
        let mut flags = Self {
            updates: None,
            count: 2000,
            chats: 50,
            polling: false,
            connections: 40,
            disorder: 16,
            duplicates: 0.05,
            lost: f64::NAN,
            seed: fastrand::u64(..),
        };
        let mut parser = lexopt::Parser::from_args(args);
        while let Some(arg) = parser.next()? {
            match arg {
                Short('h') | Long("help") => return Ok(None),
                Long("updates") => flags.updates = Some(parser.value()?.into()),
                Long("count") => flags.count = at_least_one(parser.value()?.parse()?)?,
                Long("chats") => flags.chats = at_least_one(parser.value()?.parse()?)?,
                Long("polling") => flags.polling = true,
                Long("connections") => flags.connections = parser.value()?.parse()?,
                Long("disorder") => flags.disorder = parser.value()?.parse()?,
                Long("duplicates") => flags.duplicates = share(parser.value()?.parse()?)?,
                Long("lost") => flags.lost = share(parser.value()?.parse()?)?,
                Long("seed") => flags.seed = parser.value()?.parse()?,
                other => return Err(other.unexpected()),
            }
        }
        if flags.lost.is_nan() {
            // An answer to getUpdates brings a hundred updates: there are few of them.
            flags.lost = if flags.polling { 0.1 } else { 0.03 };
        }
        if !(1..=100).contains(&flags.connections) {
            return Err("--connections takes 1 to 100".into());
        }
        Ok(Some(flags))
    }

    /// What was asked for, in one line that repeats the run.
    pub(super) fn summary(&self) -> String {
        let Self { connections, disorder, duplicates, lost, seed, .. } = self;
        let connections = if self.polling { String::new() } else { format!("--connections {connections} ") };
        format!("{connections}--disorder {disorder} --duplicates {duplicates} --lost {lost} --seed {seed}")
    }
}

fn at_least_one(number: usize) -> Result<usize, lexopt::Error> {
    if number == 0 { Err("expected at least 1".into()) } else { Ok(number) }
}

fn share(share: f64) -> Result<f64, lexopt::Error> {
    // A share of 1 would resend for ever.
    if (0.0..=0.9).contains(&share) { Ok(share) } else { Err("expected a share from 0 to 0.9".into()) }
}
