//! The table at the end.

use std::fmt;
use std::time::Duration;

use tgsandbox::NotQueued;

use super::ledger::Sums;

/// What `cargo xtask demo` found.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) way: &'static str,
    pub(super) flags: String,
    /// Documents of the file that are no updates.
    pub(super) others: usize,
    pub(super) refused: Refused,
    pub(super) sent: usize,
    pub(super) connections: u64,
    /// Sent a second time on purpose.
    pub(super) duplicates: u64,
    /// Answers that were cut off, so that what they were for came again.
    pub(super) cut_off: u64,
    /// Not delivered yet when nothing moved any more.
    pub(super) pending: u64,
    /// Whether what is late is out of order: see the flags.
    pub(super) late_is_bad: bool,
    pub(super) sums: Sums,
    pub(super) answers: Answers,
    pub(super) unfinished: usize,
    pub(super) time: Duration,
}

/// Updates that the sandbox did not queue.
#[derive(Debug, Default)]
pub(super) struct Refused {
    not_wanted: usize,
    no_updates: usize,
    no_room: usize,
}

impl Refused {
    pub(super) fn of(pushed: &[Result<u64, NotQueued>]) -> Self {
        let mut refused = Self::default();
        for reason in pushed.iter().filter_map(|pushed| pushed.as_ref().err()) {
            match reason {
                NotQueued::NotAllowed => refused.not_wanted += 1,
                NotQueued::NotAnUpdate => refused.no_updates += 1,
                _ => refused.no_room += 1,
            }
        }
        refused
    }
}

/// The bot's answers, checked chat by chat.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) chats: usize,
    pub(super) right: usize,
}

impl Report {
    /// Nothing lost, doubled or out of order.
    pub(super) fn is_good(&self) -> bool {
        let sums = &self.sums;
        sums.lost == 0
            && sums.handled_twice == 0
            && sums.overtaken == 0
            && !(self.late_is_bad && sums.late > 0)
            && self.answers.right == self.answers.chats
            && self.unfinished == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sums = &self.sums;
        writeln!(f, "counter bot by {}, {}", self.way, self.flags)?;
        let rows: [(&str, String, &str); 11] = [
            ("sent", self.sent.to_string(), ""),
            ("duplicates", self.duplicates.to_string(), "sent again although they were answered"),
            ("answers cut off", self.cut_off.to_string(), "what they were for was sent again"),
            ("arrived out of order", sums.arrived_out_of_order.to_string(), ""),
            ("released in order", sums.released_in_order.to_string(), ""),
            ("late", sums.late.to_string(), "came after their gap had been given up"),
            ("lost", sums.lost.to_string(), ""),
            ("handled twice", sums.handled_twice.to_string(), ""),
            ("handled out of order", sums.overtaken.to_string(), "after a newer one of the same chat"),
            ("chats counted right", format!("{}/{}", self.answers.right, self.answers.chats), "answers 1, 2, 3 .. n"),
            ("time", format!("{:.2} s", self.time.as_secs_f64()), ""),
        ];
        for (name, value, note) in rows {
            writeln!(f, "{}", format!("  {name:<21} {value:>9}   {note}").trim_end())?;
        }
        if self.connections > 0 {
            writeln!(f, "  over {} TLS connections at once", self.connections)?;
        }
        if self.others > 0 {
            writeln!(f, "  {} documents of the file are no updates and were passed over", self.others)?;
        }
        let Refused { not_wanted, no_updates, no_room } = self.refused;
        for (count, why) in [
            (not_wanted, "updates are of kinds that the bot did not subscribe to"),
            (no_updates, "documents have no kind of update"),
            (no_room, "updates did not fit into the queue"),
        ] {
            if count > 0 {
                writeln!(f, "  {count} {why}")?;
            }
        }
        if self.pending > 0 {
            writeln!(f, "  {} updates still wait for delivery", self.pending)?;
        }
        if self.unfinished > 0 {
            writeln!(f, "  {} handlers did not finish when the bot was stopped", self.unfinished)?;
        }
        writeln!(f, "{}", if self.is_good() { "nothing lost, doubled or out of order" } else { "NOT GOOD: see above" })
    }
}
