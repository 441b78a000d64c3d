//! The table at the end.

use std::fmt;
use std::time::Duration;

use super::ledger::Sums;

/// What `cargo xtask demo` found.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) way: &'static str,
    pub(super) flags: String,
    /// Documents of the file that are no updates.
    pub(super) others: usize,
    /// Updates that the sandbox did not queue, because the bot did not subscribe to their kind.
    pub(super) not_wanted: usize,
    pub(super) sent: usize,
    pub(super) connections: u64,
    pub(super) duplicates: u64,
    pub(super) sums: Sums,
    pub(super) answers: Answers,
    pub(super) unfinished: usize,
    pub(super) time: Duration,
}

/// The bot's answers, checked chat by chat.
#[derive(Debug)]
pub(super) struct Answers {
    pub(super) chats: usize,
    pub(super) right: usize,
}

impl Report {
    /// Nothing lost, doubled or out of order. A late update is in order as long as nothing newer of its chat was handled
    /// before it.
    pub(super) fn is_good(&self) -> bool {
        let sums = &self.sums;
        sums.lost == 0
            && sums.handled_twice == 0
            && sums.overtaken == 0
            && self.answers.right == self.answers.chats
            && self.unfinished == 0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sums = &self.sums;
        writeln!(f, "counter bot by {}, {}", self.way, self.flags)?;
        let rows: [(&str, String, &str); 10] = [
            ("sent", self.sent.to_string(), ""),
            ("duplicates", self.duplicates.to_string(), "sent again, or asked again, after the bot had them"),
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
        if self.not_wanted > 0 {
            writeln!(f, "  {} updates are of kinds that the bot did not subscribe to", self.not_wanted)?;
        }
        if self.unfinished > 0 {
            writeln!(f, "  {} handlers did not finish when the bot was stopped", self.unfinished)?;
        }
        writeln!(f, "{}", if self.is_good() { "nothing lost, doubled or out of order" } else { "NOT GOOD" })
    }
}
