//! Which methods can be carried out twice without anybody seeing it.
//!
//! Telegram knows no idempotency key, so when an answer is lost nobody can tell whether a message was sent. What only
//! asks, or says how something is to be, may be called again; what makes something new may not.

/// Beginnings of names that ask, or say how something is to be. The second call then answers the same, or that it is
/// so already ("message is not modified", "message to delete not found").
const SAFE: &[&str] = &[
    "get", "set", "delete", "edit", "answer", "ban", "unban", "restrict", "promote", "pin", "unpinAll", "approve",
    "decline", "close", "reopen", "hide", "unhide", "revoke", "leave", "stop", "verify", "remove", "read", "upload",
];

/// Names of that look for which it is not so.
const UNSAFE: &[&str] = &[
    // Ends the bot's session on the server; the next call begins a new one, which a repeated close would end.
    "close",
    // Each one adds a picture to those the bot, the account or the chat has had, and tells the chat.
    "setChatPhoto",
    "setMyProfilePhoto",
    "setBusinessAccountProfilePhoto",
    // The one before takes the place of the picture that is gone, and would be removed, too.
    "removeMyProfilePhoto",
    "removeBusinessAccountProfilePhoto",
];

/// Names of another look for which it is so: a status that passes by itself, and drafts, which have a number.
const ALSO_SAFE: &[&str] = &["sendChatAction", "sendMessageDraft", "sendRichMessageDraft"];

pub(super) fn is_idempotent(method: &str, params: &str) -> bool {
    if method == "setWebhook" || method == "deleteWebhook" {
        return !drops_updates(params);
    }
    ALSO_SAFE.contains(&method)
        || (SAFE.iter().any(|beginning| method.starts_with(beginning)) && !UNSAFE.contains(&method))
}

/// The second time it would drop what came in between.
fn drops_updates(params: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Params {
        drop_pending_updates: Option<bool>,
    }
    serde_json::from_str(params).is_ok_and(|params: Params| params.drop_pending_updates == Some(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All methods of Bot API 10.3 that may be repeated.
    const MAY: &str = "getUpdates setWebhook deleteWebhook getWebhookInfo getMe sendMessageDraft sendChatAction \
        setMessageReaction getUserProfilePhotos getUserProfileAudios setUserEmojiStatus getFile banChatMember \
        unbanChatMember restrictChatMember promoteChatMember setChatAdministratorCustomTitle setChatMemberTag \
        banChatSenderChat unbanChatSenderChat setChatPermissions editChatInviteLink editChatSubscriptionInviteLink \
        revokeChatInviteLink approveChatJoinRequest declineChatJoinRequest answerChatJoinRequestQuery \
        deleteChatPhoto setChatTitle setChatDescription pinChatMessage unpinAllChatMessages leaveChat getChat \
        getChatAdministrators getChatMemberCount getChatMember getUserPersonalChatMessages setChatStickerSet \
        deleteChatStickerSet getForumTopicIconStickers editForumTopic closeForumTopic reopenForumTopic \
        deleteForumTopic unpinAllForumTopicMessages editGeneralForumTopic closeGeneralForumTopic \
        reopenGeneralForumTopic hideGeneralForumTopic unhideGeneralForumTopic unpinAllGeneralForumTopicMessages \
        answerCallbackQuery answerGuestQuery getUserChatBoosts getBusinessConnection getManagedBotToken \
        getManagedBotAccessSettings setManagedBotAccessSettings setMyCommands deleteMyCommands getMyCommands setMyName \
        getMyName setMyDescription getMyDescription setMyShortDescription getMyShortDescription setChatMenuButton \
        getChatMenuButton setMyDefaultAdministratorRights getMyDefaultAdministratorRights getAvailableGifts \
        verifyUser verifyChat removeUserVerification removeChatVerification readBusinessMessage \
        deleteBusinessMessages setBusinessAccountName setBusinessAccountUsername setBusinessAccountBio \
        setBusinessAccountGiftSettings getBusinessAccountStarBalance getBusinessAccountGifts getUserGifts getChatGifts \
        editStory deleteStory answerWebAppQuery editMessageText editMessageCaption editMessageMedia \
        editMessageLiveLocation stopMessageLiveLocation editMessageChecklist editMessageReplyMarkup stopPoll \
        editEphemeralMessageText editEphemeralMessageMedia editEphemeralMessageCaption \
        editEphemeralMessageReplyMarkup approveSuggestedPost declineSuggestedPost deleteMessage deleteMessages \
        deleteEphemeralMessage deleteMessageReaction deleteAllMessageReactions getStickerSet getCustomEmojiStickers \
        uploadStickerFile setStickerPositionInSet deleteStickerFromSet setStickerEmojiList setStickerKeywords \
        setStickerMaskPosition setStickerSetTitle setStickerSetThumbnail setCustomEmojiStickerSetThumbnail \
        deleteStickerSet sendRichMessageDraft answerInlineQuery answerShippingQuery answerPreCheckoutQuery \
        getMyStarBalance getStarTransactions editUserStarSubscription setPassportDataErrors setGameScore \
        getGameHighScores";

    /// All that may not.
    const MAY_NOT: &str = "logOut close sendMessage forwardMessage forwardMessages copyMessage copyMessages sendPhoto \
        sendLivePhoto sendAudio sendDocument sendVideo sendAnimation sendVoice sendVideoNote sendPaidMedia \
        sendMediaGroup sendLocation sendVenue sendContact sendPoll sendChecklist sendDice exportChatInviteLink \
        createChatInviteLink createChatSubscriptionInviteLink sendChatJoinRequestWebApp setChatPhoto \
        unpinChatMessage createForumTopic replaceManagedBotToken setMyProfilePhoto removeMyProfilePhoto sendGift \
        giftPremiumSubscription setBusinessAccountProfilePhoto removeBusinessAccountProfilePhoto \
        transferBusinessAccountStars convertGiftToStars upgradeGift transferGift postStory repostStory \
        savePreparedInlineMessage savePreparedKeyboardButton sendSticker createNewStickerSet addStickerToSet \
        replaceStickerInSet sendRichMessage sendInvoice createInvoiceLink refundStarPayment sendGame";

    #[test]
    fn each_method_is_decided() {
        for method in MAY.split_whitespace() {
            assert!(is_idempotent(method, "{}"), "{method}");
        }
        for method in MAY_NOT.split_whitespace() {
            assert!(!is_idempotent(method, "{}"), "{method}");
        }
        assert_eq!(MAY.split_whitespace().count() + MAY_NOT.split_whitespace().count(), 185);
        assert!(!is_idempotent("somethingNew", "{}"));
    }

    #[test]
    fn dropping_updates_is_not_repeated() {
        for method in ["setWebhook", "deleteWebhook"] {
            assert!(!is_idempotent(method, r#"{"url":"x","drop_pending_updates":true}"#));
            assert!(is_idempotent(method, r#"{"url":"x","drop_pending_updates":false}"#));
        }
    }
}
