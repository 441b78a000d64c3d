//! Reading and writing what is in `types/star.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    AffiliateInfo, RevenueWithdrawalState, RevenueWithdrawalStateFailed, RevenueWithdrawalStatePending,
    RevenueWithdrawalStateSucceeded, StarAmount, StarTransaction, StarTransactions, TransactionPartner,
    TransactionPartnerAffiliateProgram, TransactionPartnerChat, TransactionPartnerFragment, TransactionPartnerOther,
    TransactionPartnerTelegramAds, TransactionPartnerTelegramApi, TransactionPartnerUser,
};

object!(StarAmount {
    need "amount" amount,
    opt "nanostar_amount" nanostar_amount,
});

object!(RevenueWithdrawalStatePending tag "type" "pending" {
});

object!(RevenueWithdrawalStateSucceeded tag "type" "succeeded" {
    need "date" date,
    need "url" url,
});

object!(RevenueWithdrawalStateFailed tag "type" "failed" {
});

object!(AffiliateInfo {
    need "commission_per_mille" commission_per_mille,
    need "amount" amount,
    opt "nanostar_amount" nanostar_amount,
    boxed "affiliate_user" affiliate_user,
    boxed "affiliate_chat" affiliate_chat,
});

object!(TransactionPartnerUser tag "type" "user" {
    need "transaction_type" transaction_type,
    need "user" user,
    opt "invoice_payload" invoice_payload,
    opt "subscription_period" subscription_period,
    opt "paid_media_payload" paid_media_payload,
    opt "premium_subscription_duration" premium_subscription_duration,
    boxed "affiliate" affiliate,
    boxed "gift" gift,
    list "paid_media" paid_media,
});

object!(TransactionPartnerChat tag "type" "chat" {
    need "chat" chat,
    boxed "gift" gift,
});

object!(TransactionPartnerAffiliateProgram tag "type" "affiliate_program" {
    need "commission_per_mille" commission_per_mille,
    boxed "sponsor_user" sponsor_user,
});

object!(TransactionPartnerFragment tag "type" "fragment" {
    opt "withdrawal_state" withdrawal_state,
});

object!(TransactionPartnerTelegramAds tag "type" "telegram_ads" {
});

object!(TransactionPartnerTelegramApi tag "type" "telegram_api" {
    need "request_count" request_count,
});

object!(TransactionPartnerOther tag "type" "other" {
});

object!(StarTransaction {
    need "id" id,
    need "amount" amount,
    need "date" date,
    opt "nanostar_amount" nanostar_amount,
    opt "source" source,
    opt "receiver" receiver,
});

object!(StarTransactions {
    array "transactions" transactions,
});

union!(RevenueWithdrawalState by "type" {
    "pending" Pending(RevenueWithdrawalStatePending),
    "succeeded" Succeeded(RevenueWithdrawalStateSucceeded),
    "failed" Failed(RevenueWithdrawalStateFailed),
});

union!(TransactionPartner by "type" {
    "user" User(TransactionPartnerUser),
    "chat" Chat(TransactionPartnerChat),
    "affiliate_program" AffiliateProgram(TransactionPartnerAffiliateProgram),
    "fragment" Fragment(TransactionPartnerFragment),
    "telegram_ads" TelegramAds(TransactionPartnerTelegramAds),
    "telegram_api" TelegramApi(TransactionPartnerTelegramApi),
    "other" OtherKind(TransactionPartnerOther),
});
