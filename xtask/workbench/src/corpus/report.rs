//! What became of the documents, as a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::check::Document;

#[derive(Default)]
pub(super) struct Report {
    /// By kind and verdict: how many, and how many of them failed.
    counts: BTreeMap<(String, String), (usize, usize)>,
    /// Id, verdict and reason.
    failed: Vec<(String, String, String)>,
}

impl Report {
    pub(super) fn add(&mut self, document: &Document, id: String, result: Result<(), String>) {
        let row = self.counts.entry((document.kind.clone(), document.verdict.clone())).or_default();
        row.0 += 1;
        if let Err(reason) = result {
            row.1 += 1;
            self.failed.push((id, document.verdict.clone(), format!("{} {}: {reason}", document.kind, document.name)));
        }
    }

    /// Whether everything passed that had to.
    pub(super) fn is_good(&self) -> bool {
        self.failed.iter().all(|(_, verdict, _)| verdict != "ok")
    }

    pub(super) fn shown(&self, failed: usize) -> String {
        let mut text = format!("{:<12}{:<12}{:>10}{:>10}{:>10}\n", "kind", "verdict", "documents", "passed", "failed");
        let mut row = |kind: &str, verdict: &str, all: usize, bad: usize| {
            let _ = writeln!(text, "{kind:<12}{verdict:<12}{all:>10}{:>10}{bad:>10}", all - bad);
        };
        let mut sum = (0, 0);
        for ((kind, verdict), (all, bad)) in &self.counts {
            row(kind, verdict, *all, *bad);
            sum = (sum.0 + all, sum.1 + bad);
        }
        row("all", "", sum.0, sum.1);
        for (id, verdict, reason) in self.failed.iter().take(failed) {
            let _ = writeln!(text, "{id} ({verdict}) {reason}");
        }
        if let Some(more) = self.failed.len().checked_sub(failed).filter(|more| *more > 0) {
            let _ = writeln!(text, "and {more} more");
        }
        let verdict = if self.is_good() { "every document that is ok passed" } else { "documents that are ok FAILED" };
        let _ = writeln!(text, "{verdict}");
        text
    }
}
