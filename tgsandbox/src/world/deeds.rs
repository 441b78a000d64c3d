//! What people do beside writing: react, vote, join, answer.

use serde_json::{Value, json};

use super::{BotMessage, Group, Poll, Polls, Sent, User, World, member};
use crate::error::Error;

impl User {
    /// Reacts to a message with an emoji, or takes the reaction back with an empty one; answers the id of the
    /// `message_reaction` update, of which a channel gives only the counts (`message_reaction_count`). A bot has to ask
    /// for both.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the message is not there any more.
    pub async fn react(&self, message: &BotMessage, emoji: &str) -> Result<Option<u64>, Error> {
        let (chat, id, person) = (message.chat_id(), message.message_id(), self.json());
        let new = if emoji.is_empty() { json!([]) } else { json!([{"type": "emoji", "emoji": emoji}]) };
        self.bot().world().message(chat, id).ok_or_else(|| not_there(chat, id))?;
        let ids = self.bot().happen_all(|world, date| {
            world.add_person(person);
            let me = world.bot_id();
            let Some(known) = world.chat_mut(chat) else { return Vec::new() };
            let old = known.react(id, self.id(), new.clone()).unwrap_or_else(|| json!([]));
            // Of what goes on in a group the bot is told when it administers it.
            if known.kind() != "private" && !known.is_admin(me) {
                return Vec::new();
            }
            if known.kind() == "channel" {
                // Nobody is told who that was.
                let counts = known.reaction_counts(id);
                let count = json!({"chat": known.json, "message_id": id, "date": date, "reactions": counts});
                return vec![json!({"message_reaction_count": count})];
            }
            vec![json!({"message_reaction": {
                "chat": known.json,
                "message_id": id,
                "user": person,
                "date": date,
                "old_reaction": old,
                "new_reaction": new,
            }})]
        });
        Ok(ids.into_iter().next().flatten())
    }

    /// What the bot has reacted to a message of this person with: an emoji, or the id of a custom one.
    #[must_use]
    pub fn reaction_of_bot(&self, sent: Sent) -> Option<String> {
        let world = self.bot().world();
        let reactions = world.chat(sent.chat_id)?.reactions.get(&(sent.message_id, world.bot_id()))?;
        let reaction = reactions.get(0)?;
        let named = reaction.get("emoji").or_else(|| reaction.get("custom_emoji_id")).or_else(|| reaction.get("type"));
        named?.as_str().map(str::to_owned)
    }

    /// Waits until the bot has reacted to a message of this person with this emoji.
    ///
    /// # Errors
    /// [`Error::Timeout`] when it has not in time.
    pub async fn expect_reaction(&self, sent: Sent, emoji: &str) -> Result<(), Error> {
        let what = format!("the reaction {emoji} to message {}", sent.message_id);
        let check = |_: &crate::bot::BotCore| (self.reaction_of_bot(sent).as_deref() == Some(emoji)).then_some(());
        self.bot().wait_for(&what, self.timeout(), check).await
    }

    /// Votes in a poll of the bot for the options with these texts; none takes the vote back. The bot gets `poll`, and
    /// `poll_answer` if the poll is not anonymous.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the message has no poll or the poll no such option, or does not take the vote.
    pub async fn vote(&self, message: &BotMessage, options: &[&str]) -> Result<(), Error> {
        let chosen = |poll: &Poll| options.iter().map(|option| poll.option(option)).collect();
        let voted = self.vote_for(message.json(), chosen);
        voted.map_err(|text| Error::NotFound(format!("message {}: {text}", message.message_id())))
    }

    /// Votes for what is chosen, by the places of the options; the error says why the vote is not taken.
    pub(crate) fn vote_for(
        &self,
        message: &Value,
        choose: impl FnOnce(&Poll) -> Option<Vec<usize>>,
    ) -> Result<(), &'static str> {
        let (user, person) = (self.id(), self.json());
        let id = Polls::id_of(message).ok_or("there is no poll in it")?;
        let mut problem = None;
        self.bot().happen_all(|world, _| {
            world.add_person(person);
            let Some(poll) = world.polls.get(id) else {
                problem = Some("the poll is not kept any more");
                return Vec::new();
            };
            let voted = choose(poll).ok_or("the poll has no such option").and_then(|chosen| {
                poll.vote(user, chosen.clone())?;
                Ok(chosen)
            });
            let chosen = match voted {
                Ok(chosen) => chosen,
                Err(text) => {
                    problem = Some(text);
                    return Vec::new();
                }
            };
            let (chat, number, json) = (poll.chat, poll.message, poll.describe());
            let answer = json!({"poll_answer": {
                "poll_id": id.to_string(),
                "user": person,
                "option_ids": chosen,
                "option_persistent_ids": poll.option_ids(&chosen),
            }});
            let anonymous = poll.is_anonymous();
            world.change(chat, number, |message| drop(message.insert("poll".to_owned(), json.clone())));
            let mut updates = vec![json!({"poll": json})];
            if !anonymous {
                updates.push(answer);
            }
            updates
        });
        problem.map_or(Ok(()), Err)
    }

    /// Joins a group by itself.
    ///
    /// # Errors
    /// [`Error::NotFound`] when this person is banned there.
    pub async fn join(&self, group: &Group) -> Result<(), Error> {
        let now = self.bot().clock.unix();
        let banned = self.bot().world().chat_mut(group.id()).is_some_and(|chat| {
            chat.end_terms(now);
            chat.status(self.id()) == "kicked"
        });
        if banned {
            return Err(Error::NotFound("this person is banned from the group".to_owned()));
        }
        group.add(self).await;
        Ok(())
    }

    /// Leaves a group.
    pub async fn leave(&self, group: &Group) {
        group.remove(self).await;
    }

    /// Asks to join a group; answers the id of the `chat_join_request` update, which a bot gets that may invite people.
    pub async fn request_to_join(&self, group: &Group) -> Option<u64> {
        self.ask_to_join(group.id(), None)
    }

    /// Answers a message of the bot where it is.
    pub async fn reply(&self, message: &BotMessage, text: impl Into<String> + Send) -> Sent {
        self.reply_with(message, &text.into())
    }

    pub(crate) fn reply_with(&self, message: &BotMessage, text: &str) -> Sent {
        let mut content = super::user::text_content(text);
        let mut answered = message.json().clone();
        if let Some(fields) = answered.as_object_mut() {
            fields.remove("reply_to_message");
        }
        for name in ["message_thread_id", "is_topic_message"] {
            if let Some(value) = answered.get(name) {
                content.insert(name.to_owned(), value.clone());
            }
        }
        content.insert("reply_to_message".to_owned(), answered);
        self.post_content(message.chat_id(), content)
    }

    /// The commands that this person sees in the private chat, by scope and language: names and descriptions.
    #[must_use]
    pub fn commands(&self) -> Vec<(String, String)> {
        let scopes = [format!("chat:{}", self.id()), "all_private_chats".to_owned(), "default".to_owned()];
        let language = self.json()["language_code"].as_str().unwrap_or_default();
        let list = self.bot().world().settings.commands_for(&scopes, language);
        let text = |command: &Value, name: &str| command[name].as_str().unwrap_or_default().to_owned();
        let commands = list.as_array().into_iter().flatten();
        commands.map(|command| (text(command, "command"), text(command, "description"))).collect()
    }

    /// Makes this person somebody who wrote in a group before.
    pub(super) fn enter(&self, world: &mut World, chat: i64) {
        world.add_person(self.json());
        let Some(known) = world.chat_mut(chat) else { return };
        if known.kind() != "private" && known.status(self.id()) == "left" {
            known.members.insert(self.id(), member(self.json()));
        }
    }
}

fn not_there(chat: i64, id: i64) -> Error {
    Error::NotFound(format!("no such message {id} in chat {chat}"))
}
