//! What the engine in memory knows, and how it changes. Pure: the time is an argument.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use bytes::Bytes;
use tgapi::{UpdateId, UserId};

use crate::SEEN_FOR;
use crate::begun::Begun;
use crate::clock::Timestamp;
use crate::conversation::Conversation;
use crate::engine::{Fetch, Fetched};
use crate::item::{Appended, Key, Mark, NewUpdate, Outcome, Settled, Stored, Ticket};
use crate::lease::{Lease, LeaseRequest, Renewal};
use crate::letter::{Letter, LetterHead, LetterId};
use crate::stats::{ConversationStats, Holder, LaneStats, Stats};

pub(super) struct State {
    lanes_per_bot: u32,
    /// The last ticket and the last letter.
    last: u64,
    bots: BTreeMap<UserId, Bot>,
    letters: BTreeMap<LetterId, DeadLetter>,
}

#[derive(Default)]
struct Bot {
    /// Counts the times when numbers may have begun anew.
    era: u32,
    last_arrival: Option<Timestamp>,
    /// In the order of arrival.
    waiting: BTreeMap<Ticket, Row>,
    /// In the order of handling.
    order: BTreeSet<(Conversation, Place)>,
    seen: HashMap<UpdateId, Seen>,
    /// How many of them there may be before the old ones are looked for.
    seen_limit: usize,
    lanes: BTreeMap<u32, Hold>,
}

/// A place in a conversation.
type Place = (u32, UpdateId, Ticket);

struct Row {
    update_id: UpdateId,
    conversation: Conversation,
    era: u32,
    attempts: u32,
    begun: Begun,
    due: Timestamp,
    arrived: Timestamp,
    raw: Bytes,
}

impl Row {
    /// One that can be handed out at once.
    fn untried(
        update_id: UpdateId,
        conversation: Conversation,
        era: u32,
        arrived: Timestamp,
        now: Timestamp,
        raw: Bytes,
    ) -> Self {
        Self { update_id, conversation, era, attempts: 0, begun: Begun::default(), due: now, arrived, raw }
    }
}

struct Seen {
    at: Timestamp,
    /// The stored update of this number; none once it is done.
    ticket: Option<Ticket>,
}

struct Hold {
    epoch: u64,
    worker: String,
    until: Timestamp,
    released: bool,
    /// The last ticket there was when a lease ended without being given back.
    suspect: u64,
}

struct DeadLetter {
    letter: Letter,
    /// Of the update it was, to be known again.
    era: u32,
    ticket: Ticket,
}

impl State {
    pub(super) fn new(lanes_per_bot: u32) -> Self {
        Self { lanes_per_bot, last: 0, bots: BTreeMap::new(), letters: BTreeMap::new() }
    }

    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    pub(super) fn append(&mut self, update: NewUpdate, now: Timestamp) -> Appended {
        let ticket = Ticket(self.next());
        let bot = self.bots.entry(update.bot).or_default();
        let (update_id, conversation) = match update.key {
            Key::Known { update_id, conversation } => (update_id, conversation),
            Key::Unreadable { reason } => {
                let (id, size) = (LetterId(ticket.0), update.raw.len());
                let head = LetterHead {
                    id,
                    bot: update.bot,
                    update: None,
                    attempts: 0,
                    arrived: now,
                    died: now,
                    reason,
                    size,
                };
                let letter = Letter { head, raw: update.raw };
                self.letters.insert(id, DeadLetter { letter, era: bot.era, ticket });
                return Appended::Fresh;
            }
        };
        match bot.seen.get(&update_id) {
            Some(seen) if now.since(seen.at) < SEEN_FOR => {
                return if seen.ticket.is_some() { Appended::Duplicate } else { Appended::AlreadyDone };
            }
            _ => {}
        }
        if bot.last_arrival.is_some_and(|last| now.since(last) >= SEEN_FOR) {
            bot.era += 1;
        }
        bot.last_arrival = Some(now);
        bot.see(update_id, Seen { at: now, ticket: Some(ticket) });
        let era = bot.era;
        bot.wait(ticket, Row::untried(update_id, conversation, era, now, now, update.raw));
        Appended::Fresh
    }

    pub(super) fn lease(&mut self, request: &LeaseRequest, now: Timestamp) -> Vec<Lease> {
        let last = self.last;
        let bot = self.bots.entry(request.bot).or_default();
        let mut leases = Vec::new();
        for lane in 0..self.lanes_per_bot {
            if leases.len() == request.want {
                break;
            }
            let (epoch, suspect) = match bot.lanes.get(&lane) {
                Some(hold) if hold.is_held(now) => continue,
                Some(hold) => (hold.epoch + 1, if hold.released { hold.suspect } else { last }),
                None => (1, 0),
            };
            let (worker, until) = (request.worker.clone(), now.after(request.ttl));
            let hold = Hold { epoch, worker, until, released: false, suspect };
            bot.lanes.insert(lane, hold);
            leases.push(Lease { bot: request.bot, lane, epoch });
        }
        leases
    }

    pub(super) fn renew(&mut self, lease: Lease, until: Timestamp) -> Renewal {
        match self.hold(lease) {
            Some(hold) => {
                hold.until = until;
                Renewal::Kept
            }
            None => Renewal::Lost,
        }
    }

    pub(super) fn release(&mut self, lease: Lease) {
        if let Some(hold) = self.hold(lease) {
            hold.released = true;
        }
    }

    /// Who holds the lane, if it is by this lease.
    fn hold(&mut self, lease: Lease) -> Option<&mut Hold> {
        let hold = self.bots.get_mut(&lease.bot)?.lanes.get_mut(&lease.lane)?;
        (hold.epoch == lease.epoch && !hold.released).then_some(hold)
    }

    pub(super) fn fetch(&mut self, leases: &[Lease], fetch: Fetch, now: Timestamp) -> Fetched {
        let mut fetched = Fetched::default();
        let (held, lost): (Vec<_>, Vec<_>) = leases.iter().partition(|lease| self.hold(**lease).is_some());
        fetched.lost = lost;
        let lanes: HashMap<u32, Lease> = held.into_iter().map(|lease: Lease| (lease.lane, lease)).collect();
        let mut passed: HashSet<_> = fetch.busy.into_iter().collect();
        let Some(bot) = leases.first().and_then(|lease| self.bots.get(&lease.bot)) else { return fetched };
        for row in bot.waiting.values() {
            if fetched.updates.len() >= fetch.max {
                break;
            }
            let Some(lease) = lanes.get(&row.conversation.lane_of(self.lanes_per_bot)) else { continue };
            if !passed.insert(row.conversation) {
                continue;
            }
            let room = fetch.per_conversation.max(1).min(fetch.max - fetched.updates.len());
            for (ticket, row) in bot.line(row.conversation).take(room) {
                if row.due > now {
                    let due_in = row.due.since(now);
                    fetched.due_in = Some(fetched.due_in.map_or(due_in, |soonest| soonest.min(due_in)));
                    break;
                }
                let suspect = bot.lanes.get(&lease.lane).is_some_and(|hold| ticket.0 <= hold.suspect);
                fetched.updates.push(row.handed_out(*lease, ticket, suspect, now));
            }
        }
        fetched
    }

    pub(super) fn begin(&mut self, lease: Lease, ticket: Ticket) {
        if self.hold(lease).is_none() {
            return;
        }
        let lanes = self.lanes_per_bot;
        let row = self.bots.get_mut(&lease.bot).and_then(|bot| bot.waiting.get_mut(&ticket));
        if let Some(row) = row.filter(|row| row.conversation.lane_of(lanes) == lease.lane) {
            row.begun = row.begun.begin(lease.epoch);
        }
    }

    pub(super) fn settle(&mut self, mark: Mark, now: Timestamp) -> Settled {
        if self.hold(mark.lease).is_none() {
            return Settled::Fenced;
        }
        let lanes = self.lanes_per_bot;
        let Some(bot) = self.bots.get_mut(&mark.lease.bot) else { return Settled::Fenced };
        let Some(row) = bot.waiting.get_mut(&mark.ticket) else { return Settled::Unknown };
        if row.conversation.lane_of(lanes) != mark.lease.lane {
            return Settled::Unknown;
        }
        if let Outcome::Retry { after } = mark.outcome {
            row.due = now.after(after);
            row.attempts = row.attempts.saturating_add(1);
            row.begun = row.begun.settled(mark.lease.epoch);
            return Settled::Applied;
        }
        let Some(row) = bot.leave(mark.ticket) else { return Settled::Unknown };
        match mark.outcome {
            Outcome::Dead { reason } => {
                let id = LetterId(self.next());
                let head = LetterHead {
                    id,
                    bot: mark.lease.bot,
                    update: Some((row.update_id, row.conversation)),
                    attempts: row.attempts,
                    arrived: row.arrived,
                    died: now,
                    reason,
                    size: row.raw.len(),
                };
                let letter = Letter { head, raw: row.raw };
                self.letters.insert(id, DeadLetter { letter, era: row.era, ticket: mark.ticket });
            }
            Outcome::Done | Outcome::Retry { .. } => bot.done(row.update_id, mark.ticket),
        }
        Settled::Applied
    }

    pub(super) fn letters(&self, bot: Option<UserId>, after: Option<LetterId>, limit: usize) -> Vec<LetterHead> {
        let heads = self.letters.values().map(|dead| &dead.letter.head);
        let wanted =
            heads.filter(|head| after.is_none_or(|after| head.id > after) && bot.is_none_or(|bot| head.bot == bot));
        wanted.take(limit).cloned().collect()
    }

    pub(super) fn letter(&self, id: LetterId) -> Option<Letter> {
        self.letters.get(&id).map(|dead| dead.letter.clone())
    }

    pub(super) fn replay(&mut self, id: LetterId, now: Timestamp) -> bool {
        let Some((update_id, conversation)) = self.letters.get(&id).and_then(|dead| dead.letter.head.update) else {
            return false;
        };
        let Some(DeadLetter { letter: Letter { head, raw }, era, ticket }) = self.letters.remove(&id) else {
            return false;
        };
        let bot = self.bots.entry(head.bot).or_default();
        bot.wait(ticket, Row::untried(update_id, conversation, era, head.arrived, now, raw));
        true
    }

    pub(super) fn delete(&mut self, id: LetterId) -> bool {
        let Some(dead) = self.letters.remove(&id) else { return false };
        if let Some((update_id, _)) = dead.letter.head.update
            && let Some(bot) = self.bots.get_mut(&dead.letter.head.bot)
        {
            bot.done(update_id, dead.ticket);
        }
        true
    }

    pub(super) fn stats(&self, id: UserId, now: Timestamp) -> Stats {
        let letters = self.letters.values().filter(|dead| dead.letter.head.bot == id).count() as u64;
        let Some(bot) = self.bots.get(&id) else { return Stats::default() };
        let mut pending = BTreeMap::<u32, u64>::new();
        for row in bot.waiting.values() {
            *pending.entry(row.conversation.lane_of(self.lanes_per_bot)).or_default() += 1;
        }
        let lanes = (0..self.lanes_per_bot).map(|lane| LaneStats {
            lane,
            pending: pending.get(&lane).copied().unwrap_or(0),
            holder: bot.lanes.get(&lane).filter(|hold| hold.is_held(now)).map(|hold| Holder {
                worker: hold.worker.clone(),
                epoch: hold.epoch,
                expires_in: hold.until.since(now),
            }),
        });
        Stats {
            pending: bot.waiting.len() as u64,
            oldest: bot.waiting.values().map(|row| now.since(row.arrived)).max(),
            letters,
            lanes: lanes.collect(),
        }
    }

    pub(super) fn conversations(&self, bot: UserId, limit: usize, now: Timestamp) -> Vec<ConversationStats> {
        let Some(bot) = self.bots.get(&bot) else { return Vec::new() };
        let mut all: Vec<ConversationStats> = Vec::new();
        for (conversation, (_, _, ticket)) in &bot.order {
            let Some(row) = bot.waiting.get(ticket) else { continue };
            match all.last_mut().filter(|last| last.conversation == *conversation) {
                Some(last) => {
                    last.pending += 1;
                    last.oldest = last.oldest.max(now.since(row.arrived));
                }
                None => all.push(ConversationStats {
                    conversation: *conversation,
                    pending: 1,
                    oldest: now.since(row.arrived),
                    attempts: row.attempts,
                    due_in: (row.due > now).then(|| row.due.since(now)),
                }),
            }
        }
        all.sort_by_key(|waiting| std::cmp::Reverse(waiting.pending));
        all.truncate(limit);
        all
    }

    pub(super) fn bots(&self) -> Vec<UserId> {
        self.bots.iter().filter(|(_, bot)| bot.last_arrival.is_some()).map(|(id, _)| *id).collect()
    }
}

impl Bot {
    fn see(&mut self, update_id: UpdateId, seen: Seen) {
        if self.seen.len() >= self.seen_limit {
            self.seen.retain(|_, old| seen.at.since(old.at) < SEEN_FOR);
            self.seen_limit = 1024.max(2 * self.seen.len());
        }
        self.seen.insert(update_id, seen);
    }

    fn wait(&mut self, ticket: Ticket, row: Row) {
        self.order.insert((row.conversation, (row.era, row.update_id, ticket)));
        self.waiting.insert(ticket, row);
    }

    fn leave(&mut self, ticket: Ticket) -> Option<Row> {
        let row = self.waiting.remove(&ticket)?;
        self.order.remove(&(row.conversation, (row.era, row.update_id, ticket)));
        Some(row)
    }

    /// Those of a conversation, in order.
    fn line(&self, conversation: Conversation) -> impl Iterator<Item = (Ticket, &Row)> {
        let first = (conversation, (0, UpdateId(0), Ticket(0)));
        let places = self.order.range(first..).take_while(move |(of, _)| *of == conversation);
        places.filter_map(|(_, (_, _, ticket))| Some((*ticket, self.waiting.get(ticket)?)))
    }

    /// The number is known as done, unless it was forgotten and belongs to another update now.
    fn done(&mut self, update_id: UpdateId, ticket: Ticket) {
        if let Some(seen) = self.seen.get_mut(&update_id)
            && seen.ticket == Some(ticket)
        {
            seen.ticket = None;
        }
    }
}

impl Hold {
    fn is_held(&self, now: Timestamp) -> bool {
        !self.released && self.until > now
    }
}

impl Row {
    fn handed_out(&self, lease: Lease, ticket: Ticket, suspect: bool, now: Timestamp) -> Stored {
        Stored {
            lease,
            ticket,
            update_id: self.update_id,
            conversation: self.conversation,
            raw: self.raw.clone(),
            attempts: self.attempts,
            crashes: self.begun.crashes(lease.epoch),
            suspect,
            waited: now.since(self.arrived),
        }
    }
}
