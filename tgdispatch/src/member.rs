//! Who joined, left, was promoted, restricted or banned: transitions of members, as filters and as an argument.
//! Knows the two statuses that Telegram sends, and nothing of routes.

use std::fmt;
use std::ops::Deref;

use tgapi::types::{self, ChatMember, ChatMemberUpdated};
use tgapi::{Update, UpdateKind, UpdateType};

use crate::context::Context;
use crate::extract::{FromUpdate, Missing};
use crate::filter::{Filter, ready};
use crate::kinds::Kinds;
use crate::shared::{Payload, Shared};

/// A user's status in a chat, without its details. <https://core.telegram.org/bots/api#chatmember>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Standing {
    /// Owns the chat.
    Owner,
    /// An administrator.
    Administrator,
    /// A member without restrictions.
    Member,
    /// A member under restrictions.
    Restricted,
    /// Not in the chat, and under restrictions if they come back.
    RestrictedOutside,
    /// Not in the chat, and free to join.
    Left,
    /// Banned. In a private chat: they blocked the bot.
    Banned,
    /// One that this version does not know.
    Unknown,
}

impl Standing {
    /// That of a member.
    #[must_use]
    pub fn of(member: &ChatMember) -> Self {
        match member {
            ChatMember::Owner(_) => Self::Owner,
            ChatMember::Administrator(_) => Self::Administrator,
            ChatMember::Member(_) => Self::Member,
            ChatMember::Restricted(restricted) if restricted.is_member => Self::Restricted,
            ChatMember::Restricted(_) => Self::RestrictedOutside,
            ChatMember::Left(_) => Self::Left,
            ChatMember::Banned(_) => Self::Banned,
            _ => Self::Unknown,
        }
    }

    /// Whether they are in the chat.
    #[must_use]
    pub fn is_inside(self) -> bool {
        self.is_admin() || matches!(self, Self::Member | Self::Restricted)
    }

    /// Whether they are an administrator, or the owner.
    #[must_use]
    pub fn is_admin(self) -> bool {
        matches!(self, Self::Owner | Self::Administrator)
    }

    fn is_restricted(self) -> bool {
        matches!(self, Self::Restricted | Self::RestrictedOutside)
    }

    fn is_outside(self) -> bool {
        matches!(self, Self::RestrictedOutside | Self::Left | Self::Banned)
    }
}

/// What can happen to a member. One transition may be several: whoever comes in as an administrator has joined and was
/// promoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Change {
    /// Came in. In a private chat: started the bot, or unblocked it.
    Joined,
    /// Went, or was put out without a ban.
    Left,
    /// Was banned. In a private chat: blocked the bot.
    Banned,
    /// The ban was lifted.
    Unbanned,
    /// Became an administrator, or the owner.
    Promoted,
    /// Is an administrator no more, but still in the chat.
    Demoted,
    /// Came under restrictions.
    Restricted,
    /// Restrictions were lifted.
    Unrestricted,
    /// The status is the same, but not its details: rights, title, restrictions, time.
    Adjusted,
}

impl Change {
    const ALL: [Self; 9] = [
        Self::Joined,
        Self::Left,
        Self::Banned,
        Self::Unbanned,
        Self::Promoted,
        Self::Demoted,
        Self::Restricted,
        Self::Unrestricted,
        Self::Adjusted,
    ];

    /// Whether this happened.
    #[must_use]
    pub fn is_in(self, update: &ChatMemberUpdated) -> bool {
        let (old, new) = (Standing::of(&update.old_chat_member), Standing::of(&update.new_chat_member));
        match self {
            Self::Joined => old.is_outside() && new.is_inside(),
            Self::Left => old.is_inside() && new.is_outside() && new != Standing::Banned,
            Self::Banned => old != Standing::Banned && new == Standing::Banned,
            Self::Unbanned => old == Standing::Banned && !matches!(new, Standing::Banned | Standing::Unknown),
            Self::Promoted => !old.is_admin() && old != Standing::Unknown && new.is_admin(),
            Self::Demoted => old.is_admin() && new.is_inside() && !new.is_admin(),
            Self::Restricted => !old.is_restricted() && new.is_restricted(),
            Self::Unrestricted => old.is_restricted() && new.is_inside() && !new.is_restricted(),
            Self::Adjusted => old == new && update.old_chat_member != update.new_chat_member,
        }
    }
}

/// A change of somebody's status in a chat: an argument of handlers, which derefs to Telegram's own
/// [`ChatMemberUpdated`](types::ChatMemberUpdated).
///
/// Telegram tells it of members to bots that are administrators of the chat, and only if asked for: a route that takes
/// this, or is behind [`member`], asks. Of the bot itself it is always told: [`bot_member`].
/// <https://core.telegram.org/bots/api#update>
///
/// ```
/// use tgapi::methods::SendMessage;
/// use tgdispatch::filter::{bot_member, member};
/// use tgdispatch::{Change, Router, Transition};
///
/// async fn welcome(change: Transition) -> SendMessage {
///     SendMessage::new(change.chat.id, format!("Welcome, {}.", change.user().first_name))
/// }
///
/// async fn blocked(change: Transition) {
///     println!("{} wants no more of it", change.from.id);
/// }
///
/// let router: Router = Router::new().on(member(Change::Joined), welcome).on(bot_member(Change::Banned), blocked);
/// # assert_eq!(router.allowed_updates().len(), 2);
/// ```
#[derive(Clone)]
pub struct Transition {
    update: Shared<ChatMemberUpdated>,
}

impl Transition {
    /// The status before.
    #[must_use]
    pub fn before(&self) -> Standing {
        Standing::of(&self.old_chat_member)
    }

    /// The status now.
    #[must_use]
    pub fn after(&self) -> Standing {
        Standing::of(&self.new_chat_member)
    }

    /// Whose status it is. Who changed it is `from`, which this gives as well if this version knows neither status.
    #[must_use]
    pub fn user(&self) -> &types::User {
        user(&self.new_chat_member).or_else(|| user(&self.old_chat_member)).unwrap_or(&self.from)
    }

    /// Whether they changed it themselves, and nobody else did.
    #[must_use]
    pub fn is_by_themselves(&self) -> bool {
        let whose = user(&self.new_chat_member).or_else(|| user(&self.old_chat_member));
        whose.is_some_and(|user| user.id == self.from.id)
    }

    /// Whether this happened.
    #[must_use]
    pub fn is(&self, change: Change) -> bool {
        change.is_in(self)
    }

    /// Everything that happened.
    pub fn changes(&self) -> impl Iterator<Item = Change> + '_ {
        Change::ALL.into_iter().filter(|change| self.is(*change))
    }
}

impl Deref for Transition {
    type Target = ChatMemberUpdated;

    fn deref(&self) -> &ChatMemberUpdated {
        &self.update
    }
}

impl fmt::Debug for Transition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Transition({:?} -> {:?})", self.before(), self.after())
    }
}

impl From<ChatMemberUpdated> for Transition {
    /// For tests.
    fn from(update: ChatMemberUpdated) -> Self {
        Self { update: update.into() }
    }
}

impl<S> FromUpdate<S> for Transition {
    type Rejection = Missing;

    fn from_update(context: &Context, state: &S) -> Result<Self, Missing> {
        Ok(Self { update: Shared::from_update(context, state)? })
    }

    fn kinds() -> Kinds {
        <ChatMemberUpdated as Payload>::kinds()
    }
}

fn user(member: &ChatMember) -> Option<&types::User> {
    Some(match member {
        ChatMember::Owner(member) => &member.user,
        ChatMember::Administrator(member) => &member.user,
        ChatMember::Member(member) => &member.user,
        ChatMember::Restricted(member) => &member.user,
        ChatMember::Left(member) => &member.user,
        ChatMember::Banned(member) => &member.user,
        _ => return None,
    })
}

/// Changes of this kind of somebody's status, the bot's own excepted. Telegram sends them only if asked for, which a route
/// with this filter does, and only where the bot is an administrator.
#[must_use]
pub fn member(change: Change) -> impl Filter + Clone + fmt::Debug {
    ready::of(
        UpdateType::ChatMember,
        move |context| matches!(&kind(context), UpdateKind::ChatMember(update) if change.is_in(update)),
    )
}

/// Changes of this kind of the bot's own status. In private chats: [`Change::Banned`] when somebody blocks the bot,
/// [`Change::Joined`] when they unblock it.
#[must_use]
pub fn bot_member(change: Change) -> impl Filter + Clone + fmt::Debug {
    ready::of(
        UpdateType::MyChatMember,
        move |context| matches!(&kind(context), UpdateKind::MyChatMember(update) if change.is_in(update)),
    )
}

fn kind(update: &Update) -> &UpdateKind {
    &update.kind
}

#[cfg(test)]
mod tests {
    use tgapi::types::{
        Chat, ChatMemberAdministrator, ChatMemberBanned, ChatMemberLeft, ChatMemberMember, ChatMemberOwner,
        ChatMemberRestricted, ChatType, User,
    };

    use super::*;

    fn statuses() -> Vec<(&'static str, ChatMember)> {
        let user = || User::new(7, "Ann");
        let restricted = |inside: bool| {
            let mut member = ChatMemberRestricted::new(user(), 0);
            member.is_member = inside;
            ChatMember::Restricted(Box::new(member))
        };
        vec![
            ("owner", ChatMember::Owner(Box::new(ChatMemberOwner::new(user())))),
            ("admin", ChatMember::Administrator(Box::new(ChatMemberAdministrator::new(user())))),
            ("member", ChatMember::Member(Box::new(ChatMemberMember::new(user())))),
            ("restricted", restricted(true)),
            ("outside", restricted(false)),
            ("left", ChatMember::Left(Box::new(ChatMemberLeft::new(user())))),
            ("banned", ChatMember::Banned(Box::new(ChatMemberBanned::new(user(), 0)))),
            ("odd", ChatMember::Other(serde_json::json!({"status": "odd"}))),
        ]
    }

    fn transition(old: &ChatMember, new: &ChatMember, by: i64) -> Transition {
        let chat = Chat::new(-5, ChatType::Supergroup);
        ChatMemberUpdated::new(chat, User::new(by, "Bo"), 1, old.clone(), new.clone()).into()
    }

    #[test]
    fn every_pair_of_statuses_has_its_changes() {
        use Change::{Adjusted, Banned, Demoted, Joined, Left, Promoted, Restricted, Unbanned, Unrestricted};
        let all = statuses();
        let changes = |old: &str, new: &str| -> Vec<Change> {
            let find = |name| &all.iter().find(|(known, _)| *known == name).unwrap().1;
            transition(find(old), find(new), 8).changes().collect()
        };
        for (old, new, expected) in [
            ("left", "member", vec![Joined]),
            ("left", "admin", vec![Joined, Promoted]),
            ("left", "restricted", vec![Joined, Restricted]),
            ("outside", "restricted", vec![Joined]),
            ("outside", "member", vec![Joined, Unrestricted]),
            ("banned", "member", vec![Joined, Unbanned]),
            ("banned", "left", vec![Unbanned]),
            ("member", "left", vec![Left]),
            ("admin", "left", vec![Left]),
            ("restricted", "outside", vec![Left]),
            ("member", "banned", vec![Banned]),
            ("left", "banned", vec![Banned]),
            ("member", "admin", vec![Promoted]),
            ("admin", "owner", vec![]),
            ("owner", "admin", vec![]),
            ("admin", "member", vec![Demoted]),
            ("admin", "restricted", vec![Demoted, Restricted]),
            ("member", "restricted", vec![Restricted]),
            ("restricted", "member", vec![Unrestricted]),
            ("member", "member", vec![]),
        ] {
            assert_eq!(changes(old, new), expected, "{old} -> {new}");
        }
        for (known, _) in &all {
            assert!(!changes("odd", known).iter().any(|change| matches!(change, Joined | Left | Promoted | Demoted)));
            assert!(!changes(known, "odd").iter().any(|change| matches!(change, Joined | Left | Banned | Unbanned)));
        }
        let renamed = ChatMember::Member(Box::new(ChatMemberMember::new(User::new(7, "Anna"))));
        assert_eq!(transition(&all[2].1, &renamed, 8).changes().collect::<Vec<_>>(), [Adjusted]);
    }

    #[test]
    fn who_did_it_is_told() {
        let all = statuses();
        let (left, member) = (&all[5].1, &all[2].1);
        assert!(transition(member, left, 7).is_by_themselves() && !transition(member, left, 8).is_by_themselves());
        let joined = transition(left, member, 8);
        assert_eq!((joined.user().id.0, joined.before(), joined.after()), (7, Standing::Left, Standing::Member));
        assert!(joined.before() != joined.after() && joined.after().is_inside());
    }

    #[test]
    fn filters_tell_the_bot_from_others() {
        let all = statuses();
        let change = transition(&all[5].1, &all[2].1, 8);
        let of = |kind: fn(Box<ChatMemberUpdated>) -> UpdateKind| {
            Context::new(Update::new(1, kind(Box::new(ChatMemberUpdated::clone(&change)))))
        };
        let (others, own) = (of(UpdateKind::ChatMember), of(UpdateKind::MyChatMember));
        assert!(member(Change::Joined).matches(&others) && !member(Change::Joined).matches(&own));
        assert!(bot_member(Change::Joined).matches(&own) && !bot_member(Change::Joined).matches(&others));
        assert!(!member(Change::Left).matches(&others));
        assert!(member(Change::Left).kinds().contains(&UpdateType::ChatMember));
        assert!(Transition::from_update(&own, &()).is_ok());
    }
}
