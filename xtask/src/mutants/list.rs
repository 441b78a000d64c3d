//! What is broken, and which test has to notice.

/// One change of a file under `tgreorder/src`.
#[derive(Debug)]
pub(super) struct Mutant {
    pub(super) name: &'static str,
    /// What is no longer true.
    pub(super) breaks: &'static str,
    pub(super) file: &'static str,
    /// Stands there exactly once.
    pub(super) find: &'static str,
    pub(super) replace: &'static str,
    pub(super) kind: Kind,
    pub(super) killed_by: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A model check.
    Loom,
    /// A test on one thread, or on tokio's paused clock.
    Unit,
}

use Kind::{Loom, Unit};

const fn mutant(
    name: &'static str,
    breaks: &'static str,
    kind: Kind,
    killed_by: &'static str,
    (file, find, replace): (&'static str, &'static str, &'static str),
) -> Mutant {
    Mutant { name, breaks, file, find, replace, kind, killed_by }
}

pub(super) const MUTANTS: &[Mutant] = &[
    // Orderings.
    mutant(
        "publish-relaxed",
        "a payload is seen whole",
        Loom,
        "loom_insert_and_pop_with_slots_reused",
        (
            "slot.rs",
            "self.word.store(Word::new(lap, Tag::Full).0, Ordering::Release);",
            "self.word.store(Word::new(lap, Tag::Full).0, Ordering::Relaxed);",
        ),
    ),
    mutant(
        "take-relaxed",
        "a payload is seen whole",
        Loom,
        "loom_insert_and_pop_with_slots_reused",
        (
            "slot.rs",
            "if slot.word.load(Ordering::Acquire) != Word::new(lap, Tag::Full).0 {",
            "if slot.word.load(Ordering::Relaxed) != Word::new(lap, Tag::Full).0 {",
        ),
    ),
    mutant(
        "free-relaxed",
        "a payload is read before its slot is used again",
        Loom,
        "loom_insert_and_pop_with_slots_reused",
        ("slot.rs", "slot.word.store(next.0.0, Ordering::Release);", "slot.word.store(next.0.0, Ordering::Relaxed);"),
    ),
    mutant(
        "claim-relaxed",
        "a payload is read before its slot is used again",
        Loom,
        "loom_insert_and_pop_with_slots_reused",
        (
            "slot.rs",
            "self.word.compare_exchange(from.0.0, writing.0, Ordering::SeqCst, Ordering::Acquire)",
            "self.word.compare_exchange(from.0.0, writing.0, Ordering::Relaxed, Ordering::Relaxed)",
        ),
    ),
    // Slots.
    mutant(
        "taker-without-lap",
        "a slot's payload is its number's",
        Loom,
        "loom_insert_and_jump_onto_its_slot",
        (
            "slot.rs",
            "if slot.word.load(Ordering::Acquire) != Word::new(lap, Tag::Full).0 {",
            "if Word(slot.word.load(Ordering::Acquire)).tag() != Tag::Full {",
        ),
    ),
    mutant(
        "duplicate-without-lap",
        "beyond the window is full, not a duplicate",
        Unit,
        "beyond_the_window_is_full_and_the_head_always_fits",
        ("inserter.rs", "if word.is_occupied() && word.lap() == lap {", "if word.is_occupied() {"),
    ),
    mutant(
        "window-off-by-one",
        "the window has its size",
        Unit,
        "windows_smaller_than_the_ring_keep_their_size",
        (
            "geometry.rs",
            "Some(number) if ahead < self.window => Vacant::empty(number >> self.shift),",
            "Some(number) if ahead <= self.window => Vacant::empty(number >> self.shift),",
        ),
    ),
    mutant(
        "left-over-leaks",
        "what is left is dropped once",
        Loom,
        "loom_insert_and_drop_of_the_drain",
        (
            "slot.rs",
            "if Word(self.word.load(Ordering::Acquire)).tag() == Tag::Full {",
            "if Word(self.word.load(Ordering::Acquire)).tag() == Tag::Wait {",
        ),
    ),
    mutant(
        "drain-drops-nothing",
        "the drain's end drops what it holds",
        Unit,
        "dropped_ends_drop_what_they_hold_once",
        ("drain/mod.rs", "let _ = self.taker.take(index, word.lap(), Vacant::shut(word.lap()));", ""),
    ),
    // Once, nothing lost.
    mutant(
        "history-ignored",
        "a number is given out once",
        Unit,
        "a_number_is_taken_once_before_and_after_it_was_given_out",
        (
            "cold.rs",
            "Some(false) => Admission::Duplicate(value),",
            "Some(false) => self.arrive(seq, value, Kind::Late),",
        ),
    ),
    mutant(
        "late-discarded",
        "what comes late is given out",
        Unit,
        "what_comes_after_its_gap_was_given_up_is_late_once",
        (
            "drain/epoch.rs",
            "Kind::Far | Kind::Late => late.push((seq, value)),",
            "Kind::Far | Kind::Late => drop((seq, value)),",
        ),
    ),
    mutant(
        "late-without-bound",
        "late items are bounded",
        Unit,
        "late_items_are_bounded_too",
        ("cold.rs", "Some(true) if self.arrivals.len() >= self.window => Admission::Full { value, news: true },", ""),
    ),
    mutant(
        "gap-not-noted",
        "what was given up may come late",
        Loom,
        "loom_insert_and_skip_of_the_same_gap",
        (
            "drain/gaps.rs",
            "            cold.history.give_up(run, self.position());\n            missing\n",
            "            missing\n",
        ),
    ),
    mutant(
        "overtaken-forgotten",
        "a stopped producer's item is not lost",
        Loom,
        "loom_insert_and_skip_of_the_same_gap",
        (
            "drain/gaps.rs",
            "                    self.stalled.push((index, lap));\n                } else {",
            "                } else {",
        ),
    ),
    mutant(
        "overtaken-by-jump",
        "a jump loses nothing that is being inserted",
        Loom,
        "loom_insert_and_jump_over_it",
        ("drain/epoch.rs", "                        self.stalled.push((index, word.lap()));\n", ""),
    ),
    mutant(
        "start-at-the-highest",
        "the smallest number seen is the head",
        Unit,
        "the_first_arrival_does_not_define_the_head",
        (
            "drain/epoch.rs",
            "let Some((&head, _)) = pending.first_key_value() else {",
            "let Some((&head, _)) = pending.last_key_value() else {",
        ),
    ),
    mutant(
        "never-idle",
        "after silence a new numbering begins",
        Unit,
        "after_silence_a_number_far_away_begins_a_new_numbering",
        (
            "drain/mod.rs",
            "self.waits.is_empty() && self.last_item.is_some_and(|last| now.since(last) >= self.idle)",
            "self.waits.is_empty() && self.last_item.is_some_and(|last| now.since(last) > self.idle * 1000)",
        ),
    ),
    mutant(
        "calm-to-the-end",
        "the last u64 is a number as any other",
        Unit,
        "the_last_number_there_is",
        ("drain/take.rs", "const CALM_UP_TO: u64 = u64::MAX - (1 << 24);", "const CALM_UP_TO: u64 = u64::MAX;"),
    ),
    // Waiting.
    mutant(
        "held-too-long",
        "an item waits its hold, not longer",
        Unit,
        "an_item_waits_its_hold_and_then_every_gap_before_it_is_given_up",
        (
            "drain/gaps.rs",
            "if self.closed || hurry || first.deadline <= now {",
            "if self.closed || hurry || first.deadline < now {",
        ),
    ),
    mutant(
        "hold-restarts",
        "each item has its own time",
        Unit,
        "a_shorter_hold_further_up_pulls_the_deadline_in",
        (
            "drain/waits.rs",
            "            wait.seen = wait.seen.min(last.seen);\n            self.0.pop_back();",
            "            self.0.pop_back();",
        ),
    ),
    mutant(
        "calm-in-a-gap",
        "the policy hears of gaps that fill",
        Unit,
        "the_adaptive_hold_learns_from_the_buffer",
        (
            "drain/take.rs",
            "!self.silent && !self.hurry && self.gap_open.is_none() && self.wanted_since.is_none()",
            "!self.silent && !self.hurry && self.wanted_since.is_none()",
        ),
    ),
    mutant(
        "adaptive-waits-on",
        "many lost gaps bring the hold to its floor",
        Unit,
        "backs_off_while_gaps_prove_permanent_and_recovers",
        ("gap.rs", "const MANY: u32 = 4;", "const MANY: u32 = 0;"),
    ),
    mutant(
        "nobody-told-of-room",
        "who waits for room is told of it",
        Unit,
        "the_item_that_makes_room_wakes_who_waits_for_it",
        (
            "drain/take.rs",
            "Some(at) => Some(self.wakes_from(at).checked_sub(self.geometry.window)?.checked_sub(1)?.min(CALM_UP_TO)),",
            "Some(_) => Some(CALM_UP_TO),",
        ),
    ),
    // Wake-ups.
    mutant(
        "no-mark",
        "the head's insert wakes",
        Loom,
        "loom_wake_for_the_head_of_a_gap",
        (
            "drain/park.rs",
            "Tag::Empty => self.core().restamp(index, Vacant::empty(lap), Vacant::wait(lap)).is_ok(),",
            "Tag::Empty => true,",
        ),
    ),
    mutant(
        "mark-not-repeated",
        "the head's insert wakes whoever slept last",
        Loom,
        "loom_wake_for_a_head_marked_before",
        (
            "drain/park.rs",
            "Tag::Wait => self.core().restamp(index, Vacant::wait(lap), Vacant::wait(lap)).is_ok(),",
            "Tag::Wait => true,",
        ),
    ),
    mutant(
        "no-look-at-attention",
        "a late item wakes",
        Loom,
        "loom_wake_for_a_late_item",
        ("drain/park.rs", "if self.core().take_attention() {", "if false {"),
    ),
    mutant(
        "no-listening",
        "the first item behind a gap wakes",
        Loom,
        "loom_wake_for_anything_when_empty",
        ("drain/park.rs", "            self.core().listen();\n", ""),
    ),
    mutant(
        "flag-cleared-after",
        "a claim is seen by the next scan",
        Loom,
        "loom_wake_and_see_in_a_flagged_group",
        (
            "shared.rs",
            "                    if any {\n                        flags.fetch_or(bit, Ordering::SeqCst);",
            "                    flags.fetch_and(!bit, Ordering::SeqCst);\n                    if any {\n                        flags.fetch_or(bit, Ordering::SeqCst);",
        ),
    ),
    mutant(
        "no-order-of-claim-and-gate",
        "either the scan sees a claim or its producer wakes",
        Loom,
        "loom_wake_for_anything_when_empty",
        (
            "shared.rs",
            "        between_sc();\n        if self.header.gate.0.load(Ordering::SeqCst) & LISTEN != 0 {",
            "        if self.header.gate.0.load(Ordering::Relaxed) & LISTEN != 0 {",
        ),
    ),
    mutant(
        "close-is-silent",
        "closing wakes",
        Loom,
        "loom_close_wakes",
        (
            "shared.rs",
            "        self.header.gate.0.fetch_or(CLOSED, Ordering::Release);\n        self.signal();",
            "        self.header.gate.0.fetch_or(CLOSED, Ordering::Release);",
        ),
    ),
    // The end.
    mutant(
        "ends-over-an-insert",
        "accepted before the end, or refused",
        Loom,
        "loom_insert_and_close",
        (
            "drain/epoch.rs",
            "            if self.core().restamp(index, vacant, Vacant::shut(word.lap())).is_err() {\n                return false;\n            }\n        }\n        // What",
            "            let _ = self.core().restamp(index, vacant, Vacant::shut(word.lap()));\n        }\n        // What",
        ),
    ),
    mutant(
        "spins-at-the-end",
        "the drain never waits for a producer",
        Loom,
        "loom3_two_inserts_and_close",
        (
            "drain/gaps.rs",
            "return Some(if self.shut() { Step::Closed } else { Step::Wait(now) });",
            "return self.shut().then_some(Step::Closed);",
        ),
    ),
];
