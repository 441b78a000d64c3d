//! The flags of `cargo xtask demo`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

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
  --disorder N      webhook: an update may be sent up to N places too early, over Telegram's own rules; default 16,
                    less than --connections: with all of them held for one update it could not be sent
  --duplicates P    webhook: share of updates sent again although they were answered; default 0.05
  --lost P          share of answers that are cut off, so that updates come again; default 0.03, by polling 0.1
  --hold MS         how long the bot waits for a missing update; default 1000. With 0 it puts nothing in order
  --seed N          the same dice as in an earlier run; what they hit depends on timing, too
  -h, --help        this text

Exit status 1 if an update was lost, handled twice or out of order. Out of order is what comes after a newer one of its
chat, and with --disorder also what comes after its gap was given up (late). Without disorder Telegram's own order, after
an outage, may keep an update back until others are answered: then late ones are normal, and in order in their chats.";

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
    pub(super) hold: Duration,
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
            hold: Duration::from_secs(1),
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
                Long("hold") => flags.hold = Duration::from_millis(parser.value()?.parse()?),
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
        if flags.count > QUEUE {
            return Err(format!("--count takes 1 to {QUEUE}: more do not fit into Telegram's queue").into());
        }
        if flags.polling {
            // Both are about how updates are sent; polled ones come in order, and again only if an answer was cut off.
            (flags.disorder, flags.duplicates) = (0, 0.0);
        } else if flags.disorder > 0 && flags.disorder >= flags.connections.into() {
            let error = "--disorder has to be less than --connections: with all of them held for one update it could not be sent";
            return Err(error.into());
        }
        Ok(Some(flags))
    }

    /// What goes wrong, in the words of the flags.
    pub(super) fn summary(&self) -> String {
        let Self { connections, disorder, duplicates, lost, seed, .. } = self;
        if self.polling {
            return format!("--lost {lost} --seed {seed}");
        }
        format!(
            "--connections {connections} --disorder {disorder} --duplicates {duplicates} --lost {lost} --seed {seed}"
        )
    }
}

/// How many updates Telegram keeps for a bot.
const QUEUE: usize = 100_000;

fn at_least_one(number: usize) -> Result<usize, lexopt::Error> {
    if number == 0 { Err("expected at least 1".into()) } else { Ok(number) }
}

fn share(share: f64) -> Result<f64, lexopt::Error> {
    // A share of 1 would resend for ever.
    if (0.0..=0.9).contains(&share) { Ok(share) } else { Err("expected a share from 0 to 0.9".into()) }
}
