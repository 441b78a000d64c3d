//! Reading and writing what is in `types/passport.rs`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::object;
use crate::codec::union;
use crate::types::{
    EncryptedCredentials, EncryptedPassportElement, PassportData, PassportElementError, PassportElementErrorDataField,
    PassportElementErrorFile, PassportElementErrorFiles, PassportElementErrorFrontSide,
    PassportElementErrorReverseSide, PassportElementErrorSelfie, PassportElementErrorTranslationFile,
    PassportElementErrorTranslationFiles, PassportElementErrorUnspecified, PassportFile,
};

object!(PassportData {
    need "credentials" credentials,
    array "data" data,
});

object!(PassportFile {
    need "file_id" file_id,
    need "file_unique_id" file_unique_id,
    need "file_size" file_size,
    need "file_date" file_date,
});

object!(EncryptedPassportElement {
    need "type" kind,
    need "hash" hash,
    opt "data" data,
    opt "phone_number" phone_number,
    opt "email" email,
    boxed "front_side" front_side,
    boxed "reverse_side" reverse_side,
    boxed "selfie" selfie,
    list "files" files,
    list "translation" translation,
});

object!(EncryptedCredentials {
    need "data" data,
    need "hash" hash,
    need "secret" secret,
});

object!(PassportElementErrorDataField tag "source" "data" {
    need "type" kind,
    need "field_name" field_name,
    need "data_hash" data_hash,
    need "message" message,
});

object!(PassportElementErrorFrontSide tag "source" "front_side" {
    need "type" kind,
    need "file_hash" file_hash,
    need "message" message,
});

object!(PassportElementErrorReverseSide tag "source" "reverse_side" {
    need "type" kind,
    need "file_hash" file_hash,
    need "message" message,
});

object!(PassportElementErrorSelfie tag "source" "selfie" {
    need "type" kind,
    need "file_hash" file_hash,
    need "message" message,
});

object!(PassportElementErrorFile tag "source" "file" {
    need "type" kind,
    need "file_hash" file_hash,
    need "message" message,
});

object!(PassportElementErrorFiles tag "source" "files" {
    need "type" kind,
    need "message" message,
    array "file_hashes" file_hashes,
});

object!(PassportElementErrorTranslationFile tag "source" "translation_file" {
    need "type" kind,
    need "file_hash" file_hash,
    need "message" message,
});

object!(PassportElementErrorTranslationFiles tag "source" "translation_files" {
    need "type" kind,
    need "message" message,
    array "file_hashes" file_hashes,
});

object!(PassportElementErrorUnspecified tag "source" "unspecified" {
    need "type" kind,
    need "element_hash" element_hash,
    need "message" message,
});

union!(PassportElementError by "source" {
    "data" DataField(PassportElementErrorDataField),
    "front_side" FrontSide(PassportElementErrorFrontSide),
    "reverse_side" ReverseSide(PassportElementErrorReverseSide),
    "selfie" Selfie(PassportElementErrorSelfie),
    "file" File(PassportElementErrorFile),
    "files" Files(PassportElementErrorFiles),
    "translation_file" TranslationFile(PassportElementErrorTranslationFile),
    "translation_files" TranslationFiles(PassportElementErrorTranslationFiles),
    "unspecified" Unspecified(PassportElementErrorUnspecified),
});
