//! Which kinds of updates something can be about: what `allowed_updates` is derived from. Knows no router.

use tgapi::UpdateType;

use crate::jobs;

/// A set of kinds of updates that a filter, an extractor or a whole router may want.
///
/// It is always an upper bound: a kind that is not in it is never wanted, a kind in it may be. Besides kinds by name it
/// can hold [the rest](Self::any): whatever Telegram sends by default, kinds of the future included. The kinds that
/// Telegram leaves out by default (`chat_member`, `message_reaction`, `message_reaction_count`) are in it only by name.
#[derive(Clone, Debug)]
pub struct Kinds {
    named: Vec<UpdateType>,
    rest: bool,
}

impl Kinds {
    /// Everything that Telegram sends by default.
    #[must_use]
    pub fn any() -> Self {
        Self { named: Vec::new(), rest: true }
    }

    /// Nothing.
    #[must_use]
    pub fn none() -> Self {
        Self { named: Vec::new(), rest: false }
    }

    /// Exactly these.
    #[must_use]
    pub fn of(kinds: impl IntoIterator<Item = UpdateType>) -> Self {
        Self::none().with(kinds)
    }

    fn with(mut self, kinds: impl IntoIterator<Item = UpdateType>) -> Self {
        for kind in kinds {
            if !self.named.contains(&kind) {
                self.named.push(kind);
            }
        }
        self
    }

    /// What is wanted by both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        // A kind named on one side survives the other side's rest, even one that Telegram leaves out by default: naming
        // it is how a route asks for it.
        let ours = self.named.iter().filter(|kind| other.rest || other.named.contains(kind));
        let theirs = other.named.iter().filter(|_| self.rest);
        Self { named: Vec::new(), rest: self.rest && other.rest }.with(ours.chain(theirs).cloned())
    }

    /// What is wanted by either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self { named: self.named.clone(), rest: self.rest || other.rest }.with(other.named.iter().cloned())
    }

    /// Whether nothing is wanted at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.named.is_empty() && !self.rest
    }

    /// Whether this kind is wanted.
    #[must_use]
    pub fn contains(&self, kind: &UpdateType) -> bool {
        self.named.contains(kind) || (self.rest && kind.is_default())
    }

    /// The list for `allowed_updates`; empty if it is Telegram's default set.
    ///
    /// The default set has no other name than the empty list, and only by it kinds are sent that Telegram adds later:
    /// so the list is spelled out only where it must be.
    pub(crate) fn to_allowed_updates(&self) -> Vec<UpdateType> {
        // Our own kinds are none of Telegram's.
        let named = self.named.iter().filter(|kind| kind.as_str() != jobs::KIND);
        if self.rest && named.clone().all(UpdateType::is_default) {
            return Vec::new();
        }
        let known = UpdateType::ALL.iter().filter(|kind| self.contains(kind)).cloned();
        let new = named.filter(|kind| !UpdateType::ALL.contains(kind)).cloned();
        known.chain(new).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(kinds: &Kinds) -> Vec<UpdateType> {
        kinds.to_allowed_updates()
    }

    #[test]
    fn a_name_survives_the_rest_and_the_rest_brings_no_name() {
        let member = Kinds::of([UpdateType::ChatMember]);
        assert_eq!(list(&member.and(&Kinds::any())), [UpdateType::ChatMember]);
        assert_eq!(list(&Kinds::any().and(&member)), [UpdateType::ChatMember]);
        assert!(!Kinds::any().contains(&UpdateType::ChatMember));
        assert!(member.and(&Kinds::of([UpdateType::Message])).is_empty());
    }

    #[test]
    fn the_default_set_is_the_empty_list() {
        assert!(list(&Kinds::any()).is_empty());
        assert!(list(&Kinds::any().or(&Kinds::of([UpdateType::Message]))).is_empty());
    }

    #[test]
    fn the_rest_with_a_kind_left_out_by_default_is_spelled_out() {
        let all = list(&Kinds::any().or(&Kinds::of([UpdateType::ChatMember])));
        assert_eq!(all.len(), UpdateType::ALL.len() - 2);
        assert!(all.contains(&UpdateType::ChatMember) && all.contains(&UpdateType::Message));
        assert!(!all.contains(&UpdateType::MessageReaction));
    }

    #[test]
    fn a_kind_of_the_future_can_be_named() {
        let new = UpdateType::from("telepathy");
        assert_eq!(list(&Kinds::of([new.clone(), UpdateType::Message])), [UpdateType::Message, new]);
    }
}
