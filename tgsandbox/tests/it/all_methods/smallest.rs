//! A sandbox in which every method has something to work on.

use serde_json::{Value, json};
use tgsandbox::{Channel, Group, Sandbox, User};

use crate::kit::{Answer, call, multipart, plain, post, send};

/// A bot with a person, a forum and a channel where it may do everything, and a message of every kind.
pub(super) struct Stage {
    pub(super) sandbox: Sandbox,
    ann: User,
    pub(super) forum: i64,
    _group: Group,
    channel: Channel,
    /// The messages of the bot that methods are about.
    text: Value,
    photo: Value,
    poll: Value,
    place: Value,
    game: Value,
    list: Value,
    topic: Value,
    link: Value,
    subscription: Value,
    sticker: Value,
    /// What waits for the bot's answer.
    press: String,
    inline: String,
    shipping: String,
    checkout: String,
}

const EMOJI: &str = "\u{1F600}";

impl Stage {
    pub(super) async fn new() -> Self {
        let sandbox = plain().await;
        let ann = sandbox.user("Ann");
        ann.send("hi").await;
        let group = sandbox.forum("Forum");
        group.add(&ann).await;
        group.promote_bot();
        let channel = sandbox.channel("News", "news");
        let (private, forum) = (ann.id(), group.id());
        let bot = async |method: &str, params: Value| call(&sandbox, method, params).await.result();
        let keyboard = json!({"inline_keyboard": [[{"text": "b", "callback_data": "d"}]]});
        let text = bot("sendMessage", json!({"chat_id": private, "text": "x", "reply_markup": keyboard})).await;
        let press = ann.press("b").await.unwrap().query_id();
        let inline = ann.inline_query("q").await.query_id();
        let mut bill = json!({
            "chat_id": private, "title": "t", "description": "d", "payload": "p", "currency": "XTR",
            "prices": [{"label": "l", "amount": 5}],
        });
        bot("sendInvoice", bill.clone()).await;
        let checkout = ann.order(ann.messages().last().unwrap()).await.unwrap().query_id();
        for (name, value) in [
            ("currency", json!("EUR")),
            ("provider_token", json!("token")),
            ("need_shipping_address", json!(true)),
            ("is_flexible", json!(true)),
        ] {
            bill[name] = value;
        }
        bot("sendInvoice", bill).await;
        let shipping = ann.order(ann.messages().last().unwrap()).await.unwrap().query_id();
        let file = sandbox.add_file("x.jpg", "x");
        let document = bot("sendDocument", json!({"chat_id": private, "document": file})).await;
        let options = json!(["a", "b"]);
        let poll = bot("sendPoll", json!({"chat_id": private, "question": "q", "options": options})).await;
        let place = json!({"chat_id": private, "latitude": 1.5, "longitude": 2, "live_period": 60});
        let place = bot("sendLocation", place).await;
        let game = bot("sendGame", json!({"chat_id": private, "game_short_name": "g"})).await;
        let tasks = json!({"title": "t", "tasks": [{"id": 1, "text": "a"}]});
        let list = json!({"chat_id": private, "business_connection_id": "b", "checklist": tasks});
        let list = bot("sendChecklist", list).await;
        let topic = bot("createForumTopic", json!({"chat_id": forum, "name": "topic"})).await;
        let link = bot("createChatInviteLink", json!({"chat_id": forum})).await;
        let subscription = json!({"chat_id": channel.id(), "subscription_period": 2_592_000, "subscription_price": 1});
        let subscription = bot("createChatSubscriptionInviteLink", subscription).await;
        let mut stage = Self {
            forum,
            _group: group,
            channel,
            text,
            photo: document,
            poll,
            place,
            game,
            list,
            topic,
            link,
            subscription,
            sticker: json!(null),
            press,
            inline,
            shipping,
            checkout,
            ann,
            sandbox,
        };
        stage.call("createNewStickerSet").await.result();
        let set = call(&stage.sandbox, "getStickerSet", json!({"name": stage.set("a")})).await.result();
        stage.sticker = set["stickers"][0]["file_id"].clone();
        stage
    }

    /// The name of a sticker set that this bot may make.
    fn set(&self, name: &str) -> String {
        format!("{name}_by_{}", self.sandbox.bot().username())
    }

    /// Makes the smallest call; with a file where the method wants one, which the encoding must be able to carry.
    pub(super) async fn call(&self, method: &str) -> Answer {
        self.prepare(method).await;
        let params = self.smallest(method);
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let params: Vec<_> = params.as_object().unwrap().iter().map(|(name, value)| (name, text(value))).collect();
        let (files, params): (Vec<_>, Vec<_>) = params.into_iter().partition(|(_, value)| value == UPLOAD);
        let files: Vec<_> = files.iter().map(|(name, _)| (name.as_str(), "a.bin", b"data".as_slice())).collect();
        let mut all = files;
        all.push(("part", "b.bin", b"data"));
        let params: Vec<_> = params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let (kind, body) = multipart(&params, &all);
        let path = format!("/bot{}/{method}", self.sandbox.token());
        send(self.sandbox.address(), post(&path, &kind, body)).await.unwrap()
    }

    /// What has to be so before the call.
    async fn prepare(&self, method: &str) {
        let forum = self.forum;
        let before = match method {
            "deleteChatPhoto" => {
                self.raw("setChatPhoto").await;
                return;
            }
            "reopenForumTopic" => ("closeForumTopic", json!({"chat_id": forum, "message_thread_id": self.thread()})),
            "reopenGeneralForumTopic" => ("closeGeneralForumTopic", json!({"chat_id": forum})),
            "unhideGeneralForumTopic" => ("hideGeneralForumTopic", json!({"chat_id": forum})),
            "setChatAdministratorCustomTitle" => {
                let params = json!({"chat_id": forum, "user_id": self.ann.id(), "can_delete_messages": true});
                ("promoteChatMember", params)
            }
            "approveChatJoinRequest" | "declineChatJoinRequest" => {
                self._group.remove(&self.ann).await;
                self.ann.request_to_join(&self._group).await;
                return;
            }
            "createNewStickerSet" if !self.sticker.is_null() => ("deleteStickerSet", json!({"name": self.set("a")})),
            _ => return,
        };
        call(&self.sandbox, before.0, before.1).await.result();
    }

    async fn raw(&self, method: &str) {
        Box::pin(self.call(method)).await.result();
    }

    fn thread(&self) -> &Value {
        &self.topic["message_thread_id"]
    }

    /// The smallest valid parameters of a method.
    pub(super) fn smallest(&self, method: &str) -> Value {
        let mut params = json!({});
        for name in super::required(method) {
            params[name] = self.value(method, name);
        }
        let more = match method {
            "editMessageText" => json!({"chat_id": self.ann.id(), "message_id": self.text["message_id"], "text": "y"}),
            "editMessageCaption" => {
                json!({"chat_id": self.ann.id(), "message_id": self.photo["message_id"], "caption": "y"})
            }
            "editMessageReplyMarkup" => {
                let keyboard = json!({"inline_keyboard": [[{"text": "c", "callback_data": "d"}]]});
                json!({"chat_id": self.ann.id(), "message_id": self.text["message_id"], "reply_markup": keyboard})
            }
            "editMessageMedia" => json!({"chat_id": self.ann.id(), "message_id": self.photo["message_id"]}),
            "editMessageLiveLocation" | "stopMessageLiveLocation" => {
                json!({"chat_id": self.ann.id(), "message_id": self.place["message_id"]})
            }
            "setGameScore" | "getGameHighScores" => {
                json!({"chat_id": self.ann.id(), "message_id": self.game["message_id"]})
            }
            "promoteChatMember" => json!({"can_delete_messages": true}),
            "answerShippingQuery" => {
                json!({"shipping_options": [{"id": "1", "title": "t", "prices": [{"label": "l", "amount": 1}]}]})
            }
            "editForumTopic" => json!({"name": "other"}),
            "setChatDescription" => json!({"description": "d"}),
            _ => json!({}),
        };
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    }

    fn value(&self, method: &str, name: &str) -> Value {
        let group = ["Chat", "Forum", "Topic", "Member"].iter().any(|word| method.contains(word));
        let private = method.starts_with("send") || method == "getChat";
        match (method, name) {
            ("createChatSubscriptionInviteLink" | "editChatSubscriptionInviteLink", "chat_id") => {
                self.channel.id().into()
            }
            ("pinChatMessage", "chat_id" | "message_id") => match name {
                "chat_id" => self.ann.id().into(),
                _ => self.text["message_id"].clone(),
            },
            ("deleteMessageReaction" | "deleteAllMessageReactions", "chat_id") => self.forum.into(),
            ("deleteMessageReaction", "message_id") => self.thread().clone(),
            (_, "sender_chat_id") => self.channel.id().into(),
            (_, "chat_id") if group && !private => self.forum.into(),
            (_, "chat_id" | "from_chat_id") => self.ann.id().into(),
            (_, "message_thread_id") => self.thread().clone(),
            (_, "user_id" | "new_owner_chat_id" | "receiver_user_id") => self.ann.id().into(),
            ("stopPoll", "message_id") => self.poll["message_id"].clone(),
            ("editMessageChecklist", "message_id") => self.list["message_id"].clone(),
            (_, "message_id") => self.text["message_id"].clone(),
            ("deleteBusinessMessages", "message_ids") => json!([1]),
            (_, "message_ids") => json!([self.text["message_id"]]),
            ("editChatSubscriptionInviteLink", "invite_link") => self.subscription["invite_link"].clone(),
            (_, "invite_link") => self.link["invite_link"].clone(),
            (_, "subscription_period") => 2_592_000.into(),
            ("setWebhook", "url") => "https://127.0.0.1:8443/".into(),
            (_, "file_id") => self.photo["document"]["file_id"].clone(),
            ("answerCallbackQuery", "callback_query_id") => self.press.as_str().into(),
            ("answerInlineQuery", "inline_query_id") => self.inline.as_str().into(),
            ("answerShippingQuery", "shipping_query_id") => self.shipping.as_str().into(),
            ("answerPreCheckoutQuery", "pre_checkout_query_id") => self.checkout.as_str().into(),
            (_, "ok") => true.into(),
            (_, "photo") if method.ends_with("ProfilePhoto") => json!({"type": "static", "photo": "attach://part"}),
            (_, "photo" | "video" | "audio" | "animation" | "voice" | "video_note" | "document" | "live_photo") => {
                UPLOAD.into()
            }
            ("sendSticker" | "uploadStickerFile", "sticker") => UPLOAD.into(),
            ("addStickerToSet" | "replaceStickerInSet", "sticker") => sticker(),
            (_, "sticker" | "old_sticker") => self.sticker.clone(),
            (_, "stickers") => json!([sticker()]),
            (_, "sticker_format" | "format") => "static".into(),
            (_, "name") if method.contains("Sticker") => self.set("a").into(),
            (_, "sticker_set_name") => self.set("a").into(),
            ("sendMediaGroup", "media") => {
                let photo = json!({"type": "photo", "media": "attach://part"});
                json!([photo, photo])
            }
            ("sendPaidMedia", "media") => json!([{"type": "photo", "media": "attach://part"}]),
            (_, "media") => json!({"type": "photo", "media": "attach://part"}),
            (_, "options") => json!(["a", "b"]),
            (_, "checklist") => json!({"title": "u", "tasks": [{"id": 1, "text": "a"}]}),
            (_, "rich_message") => json!({"html": "x"}),
            (_, "prices") => json!([{"label": "l", "amount": 5}]),
            (_, "currency") => "XTR".into(),
            (_, "commands") => json!([{"command": "start", "description": "d"}]),
            (_, "action") => "typing".into(),
            (_, "permissions") => json!({"can_send_messages": true}),
            (_, "results") => json!([]),
            (_, "result") if method == "answerChatJoinRequestQuery" => "approve".into(),
            (_, "result") => {
                json!({"type": "article", "id": "1", "title": "t", "input_message_content": {"message_text": "x"}})
            }
            (_, "button") => json!({"text": "b", "request_contact": true}),
            (_, "content") => json!({"type": "photo", "photo": "attach://part"}),
            (_, "active_period") => 86_400.into(),
            (_, "month_count") => 3.into(),
            ("giftPremiumSubscription", "star_count") => 1000.into(),
            (_, "accepted_gift_types") => json!({
                "unlimited_gifts": true, "limited_gifts": true, "unique_gifts": true,
                "premium_subscription": true, "gifts_from_channels": true,
            }),
            (_, "errors") => json!([{
                "source": "data", "type": "passport", "field_name": "f", "data_hash": "aGFzaA==", "message": "m",
            }]),
            (_, "custom_emoji_ids") => json!(["1"]),
            (_, "emoji_list") => json!([EMOJI]),
            (_, "latitude" | "longitude") => json!(1.25),
            _ => self.plain(method, name),
        }
    }

    /// Any value of the right type.
    fn plain(&self, method: &str, name: &str) -> Value {
        let fields = super::FACTS["methods"][method]["fields"].as_array().unwrap();
        let field = fields.iter().find(|field| field["name"] == name).unwrap();
        match field["types"][0].as_str().unwrap() {
            "Integer" => json!(1),
            "Boolean" => json!(true),
            "String" => json!("x"),
            kind => panic!("{method} {name}: no value for {kind}"),
        }
    }
}

fn sticker() -> Value {
    json!({"sticker": "attach://part", "format": "static", "emoji_list": [EMOJI]})
}

/// Stands for a part of the request.
const UPLOAD: &str = "(a file)";
