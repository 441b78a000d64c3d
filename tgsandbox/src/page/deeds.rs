//! What can be done on the page: people write and press (`press`), and somebody breaks things on purpose.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    done, read,
    stage::{MAX_PEOPLE, Stage},
};
use crate::{
    faults::Faults,
    world::{BotMessage, Sent},
};

/// The longest text of a message, in characters.
const MAX_TEXT: usize = 4096;
/// The longest name of a person or title of a group, in characters.
const MAX_NAME: usize = 64;
/// The longest delay, in milliseconds: a webhook's own limit is 60 s.
const MAX_DELAY: u64 = 60_000;

/// Something to do.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    Send,
    Press,
    Tap,
    Vote,
    React,
    Pay,
    Inline,
    Choose,
    Person,
    Group,
    Faults,
    Restart,
    Renumber,
    Burst,
}

/// The deed with this name.
pub(super) fn find(name: &str) -> Option<Deed> {
    Some(match name {
        "send" => Deed::Send,
        "press" => Deed::Press,
        "tap" => Deed::Tap,
        "vote" => Deed::Vote,
        "react" => Deed::React,
        "pay" => Deed::Pay,
        "inline" => Deed::Inline,
        "choose" => Deed::Choose,
        "person" => Deed::Person,
        "group" => Deed::Group,
        "faults" => Deed::Faults,
        "restart" => Deed::Restart,
        "renumber" => Deed::Renumber,
        "burst" => Deed::Burst,
        _ => return None,
    })
}

#[derive(Deserialize)]
struct Send {
    chat: i64,
    from: i64,
    text: String,
    /// The message that this one answers.
    #[serde(default)]
    reply_to: Option<i64>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct Switches {
    disorder: usize,
    duplicates: f64,
    lost: f64,
    delay_from: u64,
    delay_to: u64,
    too_many: f64,
    /// How many calls in a row are refused.
    #[serde(default = "one")]
    in_a_row: u32,
    errors: f64,
    #[serde(default)]
    resets: f64,
}

fn one() -> u32 {
    1
}

impl Stage {
    /// Does it; the error is a sentence for the person at the browser.
    pub(super) async fn act(self: &std::sync::Arc<Self>, deed: Deed, body: &[u8]) -> Result<Value, String> {
        match deed {
            Deed::Send => self.send(read(body)?),
            Deed::Press => self.press(read(body)?).await,
            Deed::Tap => self.tap(&read(body)?),
            Deed::Vote => self.vote(read(body)?),
            Deed::React => self.react(read(body)?).await,
            Deed::Pay => self.pay(read(body)?).await,
            Deed::Inline => self.inline(read(body)?).await,
            Deed::Choose => self.choose(read(body)?).await,
            Deed::Person => {
                let name = name(read(body)?)?;
                if self.people().len() >= MAX_PEOPLE {
                    return Err(format!("there are {MAX_PEOPLE} people already"));
                }
                let user = self.bot.user(&name);
                let id = user.id();
                self.people().push(user);
                self.core().changed.notify_waiters();
                Ok(json!({"chat": id}))
            }
            Deed::Group => {
                let name = name(read(body)?)?;
                let groups = self.core().world().chats().filter(|(id, ..)| *id < 0).count();
                if groups >= MAX_PEOPLE {
                    return Err(format!("there are {MAX_PEOPLE} groups already"));
                }
                let group = self.bot.group(&name);
                group.forget_bot();
                let adds = self.people().first().cloned();
                // So what a bot does when it is added can be seen.
                adds.and_then(|person| group.add_bot(&person));
                self.core().changed.notify_waiters();
                Ok(json!({"chat": group.id()}))
            }
            Deed::Faults => {
                self.bot.set_faults(faults(&read(body)?, &self.bot.faults())?);
                self.core().changed.notify_waiters();
                Ok(done())
            }
            Deed::Restart => {
                self.maker.restart();
                Ok(done())
            }
            Deed::Renumber => Ok(self.renumber()),
            Deed::Burst => self.start_burst(read(body)?),
        }
    }

    fn send(&self, Send { chat, from, text, reply_to }: Send) -> Result<Value, String> {
        if text.trim().is_empty() {
            return Err("there is nothing to send".to_owned());
        }
        if text.chars().count() > MAX_TEXT {
            return Err(format!("a message has {MAX_TEXT} characters at most"));
        }
        let user = self.writer(chat, from)?;
        let answered = reply_to.and_then(|id| self.core().world().message(chat, id));
        let sent = match answered {
            Some(message) => user.reply_with(&BotMessage::new(message), text.trim()),
            None => user.post(chat, text.trim()),
        };
        Ok(json!({"update": accepted(sent)?.update_id}))
    }

    /// The ids of updates start anew, as after a week without any.
    fn renumber(&self) -> Value {
        let id = 2_000_001 + self.core().dice.pick(900_000_000) as u64;
        self.bot.jump_to_update_id(id);
        json!({"next": id})
    }
}

/// What was sent, unless the chat did not take it.
pub(super) fn accepted(sent: Sent) -> Result<Sent, String> {
    sent.refused.map_or(Ok(sent), |reason| Err(reason.to_owned()))
}

fn name(Named { name }: Named) -> Result<String, String> {
    let name = name.trim();
    match name.chars().count() {
        0 => Err("a name is needed".to_owned()),
        1..=MAX_NAME => Ok(name.to_owned()),
        _ => Err(format!("a name has {MAX_NAME} characters at most")),
    }
}

/// The faults that the switches mean; what has no switch stays as it is.
fn faults(switches: &Switches, now: &Faults) -> Result<Faults, String> {
    let rates = [switches.duplicates, switches.lost, switches.too_many, switches.errors, switches.resets];
    if rates.iter().any(|rate| !(0.0..=1.0).contains(rate)) {
        return Err("a rate is between 0 and 100 percent".to_owned());
    }
    let (from, to) = (switches.delay_from, switches.delay_to);
    if from > to || to > MAX_DELAY {
        return Err(format!("a delay goes from a smaller to a greater time, {MAX_DELAY} ms at most"));
    }
    Ok(Faults {
        reorder_window: switches.disorder,
        duplicate_rate: switches.duplicates,
        drop_answer_rate: switches.lost,
        delay: (to > 0).then(|| Duration::from_millis(from)..=Duration::from_millis(to)),
        too_many_requests_rate: switches.too_many,
        too_many_requests_burst: switches.in_a_row.max(1),
        server_error_rate: switches.errors,
        reset_rate: switches.resets,
        ..now.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn switches() -> Switches {
        Switches {
            disorder: 3,
            duplicates: 0.5,
            lost: 0.0,
            delay_from: 5,
            delay_to: 9,
            too_many: 0.0,
            in_a_row: 4,
            errors: 1.0,
            resets: 0.25,
        }
    }

    #[test]
    fn switches_become_faults_and_what_has_none_stays() {
        let before = Faults { retry_after: 7, ..Faults::default() };
        let after = faults(&switches(), &before).unwrap();
        assert_eq!((after.reorder_window, after.retry_after), (3, 7));
        assert_eq!((after.too_many_requests_burst, after.reset_rate.to_string().as_str()), (4, "0.25"));
        assert_eq!(after.delay, Some(Duration::from_millis(5)..=Duration::from_millis(9)));
        let off = Switches { delay_from: 0, delay_to: 0, ..switches() };
        assert_eq!(faults(&off, &after).unwrap().delay, None);
    }

    #[test]
    fn switches_that_make_no_sense_are_refused() {
        for bad in [
            Switches { duplicates: 1.1, ..switches() },
            Switches { lost: f64::NAN, ..switches() },
            Switches { delay_from: 10, ..switches() },
            Switches { delay_to: 60_001, ..switches() },
        ] {
            assert!(faults(&bad, &Faults::default()).is_err());
        }
    }

    #[test]
    fn a_name_is_short_and_not_empty() {
        let read = |text: &str| name(Named { name: text.to_owned() });
        assert_eq!(read(" Bob "), Ok("Bob".to_owned()));
        assert!(read("  ").is_err() && read(&"x".repeat(65)).is_err());
    }
}
