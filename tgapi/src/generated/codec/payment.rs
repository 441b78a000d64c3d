//! Reading and writing what is in `types/payment.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::types::{
    Invoice, LabeledPrice, OrderInfo, PaidMediaPurchased, PreCheckoutQuery, RefundedPayment, ShippingAddress,
    ShippingOption, ShippingQuery, SuccessfulPayment,
};

object!(LabeledPrice {
    need "label" label,
    need "amount" amount,
});

object!(Invoice {
    need "title" title,
    need "description" description,
    need "start_parameter" start_parameter,
    need "currency" currency,
    need "total_amount" total_amount,
});

object!(ShippingAddress {
    need "country_code" country_code,
    need "state" state,
    need "city" city,
    need "street_line1" street_line1,
    need "street_line2" street_line2,
    need "post_code" post_code,
});

object!(OrderInfo {
    opt "name" name,
    opt "phone_number" phone_number,
    opt "email" email,
    boxed "shipping_address" shipping_address,
});

object!(ShippingOption {
    need "id" id,
    need "title" title,
    array "prices" prices,
});

object!(SuccessfulPayment {
    need "currency" currency,
    need "total_amount" total_amount,
    need "invoice_payload" invoice_payload,
    need "telegram_payment_charge_id" telegram_payment_charge_id,
    need "provider_payment_charge_id" provider_payment_charge_id,
    opt "subscription_expiration_date" subscription_expiration_date,
    opt "shipping_option_id" shipping_option_id,
    boxed "order_info" order_info,
    flag "is_recurring" is_recurring,
    flag "is_first_recurring" is_first_recurring,
});

object!(RefundedPayment {
    need "currency" currency,
    need "total_amount" total_amount,
    need "invoice_payload" invoice_payload,
    need "telegram_payment_charge_id" telegram_payment_charge_id,
    opt "provider_payment_charge_id" provider_payment_charge_id,
});

object!(ShippingQuery {
    need "id" id,
    need "from" from,
    need "invoice_payload" invoice_payload,
    need "shipping_address" shipping_address,
});

object!(PreCheckoutQuery {
    need "id" id,
    need "from" from,
    need "currency" currency,
    need "total_amount" total_amount,
    need "invoice_payload" invoice_payload,
    opt "shipping_option_id" shipping_option_id,
    boxed "order_info" order_info,
});

object!(PaidMediaPurchased {
    need "from" from,
    need "paid_media_payload" paid_media_payload,
});
