//! The kinds of update.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::types::{
    BotSubscriptionUpdated, BusinessConnection, BusinessMessagesDeleted, CallbackQuery, ChatBoostRemoved,
    ChatBoostUpdated, ChatJoinRequest, ChatMemberUpdated, ChosenInlineResult, InlineQuery, ManagedBotUpdated, Message,
    MessageGenerationStopped, MessageReactionCountUpdated, MessageReactionUpdated, PaidMediaPurchased, Poll,
    PollAnswer, PreCheckoutQuery, ShippingQuery,
};
use crate::update::kinds;

kinds! {
    /// A new message.
    by_default Message(Message) = "message",
    /// A message was edited.
    by_default EditedMessage(Message) = "edited_message",
    /// A new post in a channel.
    by_default ChannelPost(Message) = "channel_post",
    /// A post in a channel was edited.
    by_default EditedChannelPost(Message) = "edited_channel_post",
    /// The bot was connected to a business account, or the connection changed.
    by_default BusinessConnection(BusinessConnection) = "business_connection",
    /// A message of a connected business account.
    by_default BusinessMessage(Message) = "business_message",
    /// A message of a connected business account was edited.
    by_default EditedBusinessMessage(Message) = "edited_business_message",
    /// Messages of a connected business account were deleted.
    by_default DeletedBusinessMessages(BusinessMessagesDeleted) = "deleted_business_messages",
    /// A message to the bot from a chat that it is a guest in.
    by_default GuestMessage(Message) = "guest_message",
    /// A user's reactions changed. Not in the default set.
    asked_for MessageReaction(MessageReactionUpdated) = "message_reaction",
    /// Anonymous reaction counts changed. Not in the default set.
    asked_for MessageReactionCount(MessageReactionCountUpdated) = "message_reaction_count",
    /// An inline query.
    by_default InlineQuery(InlineQuery) = "inline_query",
    /// A result of an inline query was chosen and sent.
    by_default ChosenInlineResult(ChosenInlineResult) = "chosen_inline_result",
    /// A button press.
    by_default CallbackQuery(CallbackQuery) = "callback_query",
    /// An order waits for its shipping options.
    by_default ShippingQuery(ShippingQuery) = "shipping_query",
    /// A payment waits for the bot's last word.
    by_default PreCheckoutQuery(PreCheckoutQuery) = "pre_checkout_query",
    /// Paid media was bought.
    by_default PurchasedPaidMedia(PaidMediaPurchased) = "purchased_paid_media",
    /// A poll changed: it was closed, or votes came in for a poll of the bot.
    by_default Poll(Poll) = "poll",
    /// A user voted.
    by_default PollAnswer(PollAnswer) = "poll_answer",
    /// The bot's own status in a chat changed.
    by_default MyChatMember(ChatMemberUpdated) = "my_chat_member",
    /// Somebody's status in a chat changed. Not in the default set.
    asked_for ChatMember(ChatMemberUpdated) = "chat_member",
    /// Somebody asks to join a chat.
    by_default ChatJoinRequest(ChatJoinRequest) = "chat_join_request",
    /// A boost was added or changed.
    by_default ChatBoost(ChatBoostUpdated) = "chat_boost",
    /// A boost was removed.
    by_default RemovedChatBoost(ChatBoostRemoved) = "removed_chat_boost",
    /// A managed bot was created, or its token or owner changed.
    by_default ManagedBot(ManagedBotUpdated) = "managed_bot",
    /// A subscription to the bot changed.
    by_default Subscription(BotSubscriptionUpdated) = "subscription",
    /// A user stopped the generation of a streamed message.
    by_default StoppedMessageGeneration(MessageGenerationStopped) = "stopped_message_generation",
}
