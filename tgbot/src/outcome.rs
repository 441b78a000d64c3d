//! How a bot ended.

use std::io::Write;
use std::process::{ExitCode, Termination};

/// How a bot that was told to stop ended. As the result of `main` it is exit status 0, or 1 if something was left
/// unfinished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[must_use = "it says whether everything was finished"]
pub struct Outcome {
    /// Updates whose handlers were still at work when the time for finishing was over. Telegram delivers again those
    /// that it was not told to be safe.
    pub unfinished: usize,
}

impl Termination for Outcome {
    fn report(self) -> ExitCode {
        if self.unfinished == 0 {
            return ExitCode::SUCCESS;
        }
        // A status alone would leave whoever sees it guessing.
        let _ = writeln!(
            std::io::stderr(),
            "{} handlers were still at work when the time for finishing was over; what Telegram was not told to be safe \
             comes again",
            self.unfinished
        );
        ExitCode::FAILURE
    }
}
