//! Which updates have to be handled one after another: tgapi's lane in a form that can be stored and compared.

use std::fmt;

use tgapi::Lane;

/// A conversation, as it is stored: a kind and a number. Updates of one are handled in order, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Conversation {
    kind: u8,
    id: i64,
}

const CHAT: u8 = 1;
const USER: u8 = 2;
const POLL: u8 = 3;
const ALONE: u8 = 4;
const OTHER: u8 = 0;

impl Conversation {
    /// Its kind and its number, to be stored.
    #[must_use]
    pub fn to_parts(self) -> (u8, i64) {
        (self.kind, self.id)
    }

    /// The conversation of [`to_parts`](Self::to_parts). Any pair is one; those of unknown kinds are like any other.
    #[must_use]
    pub fn from_parts(kind: u8, id: i64) -> Self {
        Self { kind, id }
    }

    /// Which of so many lanes it falls into: the same one on every machine, in every version. 0 if there are none.
    #[must_use]
    pub fn lane_of(self, lanes: u32) -> u32 {
        // The finalizer of SplitMix64: chats that differ in one bit get far apart.
        let mut mixed = self.id.cast_unsigned() ^ (u64::from(self.kind) << 56);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        u32::try_from(mixed % u64::from(lanes.max(1))).unwrap_or(0)
    }
}

impl From<Lane> for Conversation {
    fn from(lane: Lane) -> Self {
        match lane {
            Lane::Chat(chat) => Self { kind: CHAT, id: chat.0 },
            Lane::User(user) => Self { kind: USER, id: user.0 },
            Lane::Poll(poll) => Self { kind: POLL, id: poll.cast_signed() },
            Lane::Alone(update) => Self { kind: ALONE, id: update.0.cast_signed() },
            // A kind of a later tgapi. FNV-1a of how it shows: equal lanes stay equal.
            other => Self {
                kind: OTHER,
                id: format!("{other:?}")
                    .bytes()
                    .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
                    })
                    .cast_signed(),
            },
        }
    }
}

impl fmt::Display for Conversation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            CHAT => write!(f, "chat {}", self.id),
            USER => write!(f, "user {}", self.id),
            POLL => write!(f, "poll {}", self.id.cast_unsigned()),
            ALONE => write!(f, "update {}", self.id.cast_unsigned()),
            kind => write!(f, "conversation {kind}:{}", self.id),
        }
    }
}

#[cfg(test)]
mod tests {
    use tgapi::{ChatId, UpdateId, UserId};

    use super::*;

    #[test]
    fn every_lane_survives_being_stored() {
        for (lane, shown) in [
            (Lane::Chat(ChatId(-1_001)), "chat -1001"),
            (Lane::User(UserId(5)), "user 5"),
            (Lane::Poll(u64::MAX), "poll 18446744073709551615"),
            (Lane::Alone(UpdateId(9)), "update 9"),
        ] {
            let conversation = Conversation::from(lane);
            let (kind, id) = conversation.to_parts();
            assert_eq!(Conversation::from_parts(kind, id), conversation);
            assert_eq!(conversation.to_string(), shown);
        }
    }

    #[test]
    fn the_lane_of_a_conversation_never_changes() {
        // Machines of different versions share a database: these numbers are for ever.
        let lane = |id| Conversation::from(Lane::Chat(ChatId(id))).lane_of(64);
        assert_eq!([lane(0), lane(1), lane(2), lane(-1_001_234_567_890)], [54, 39, 17, 16]);
        assert_eq!(Conversation::from(Lane::Chat(ChatId(7))).lane_of(0), 0);
    }

    #[test]
    fn chats_spread_over_the_lanes() {
        let mut lanes = [0; 64];
        for id in 0..6_400 {
            lanes[Conversation::from(Lane::Chat(ChatId(id))).lane_of(64) as usize] += 1;
        }
        assert!(lanes.iter().all(|chats| (50..=160).contains(chats)), "{lanes:?}");
    }
}
