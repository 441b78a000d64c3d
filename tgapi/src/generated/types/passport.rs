//! Telegram Passport.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

use crate::codec::setters;
use crate::ids::UnixTime;
use crate::types::PassportElementType;
use serde_json::Value;

/// Telegram Passport data that a user shared with the bot.
///
/// <https://core.telegram.org/bots/api#passportdata>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportData {
    /// The elements that the user shared. Required.
    pub data: Vec<EncryptedPassportElement>,
    /// What is needed to decrypt the data. Required.
    pub credentials: EncryptedCredentials,
}

impl PassportData {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(data: impl IntoIterator<Item = EncryptedPassportElement>, credentials: EncryptedCredentials) -> Self {
        Self { data: data.into_iter().collect(), credentials }
    }
}

/// A file of Telegram Passport; JPEG when decrypted, up to 10 MB.
///
/// <https://core.telegram.org/bots/api#passportfile>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportFile {
    /// Identifier of the file, for downloading it or sending it again. Required.
    pub file_id: String,
    /// The same for every bot and over time, but good for nothing except telling files apart. Required.
    pub file_unique_id: String,
    /// Size in bytes. Required.
    pub file_size: i64,
    /// When the file was uploaded, in Unix time. Required.
    pub file_date: UnixTime,
}

impl PassportFile {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        file_id: impl Into<String>,
        file_unique_id: impl Into<String>,
        file_size: i64,
        file_date: impl Into<UnixTime>,
    ) -> Self {
        Self { file_id: file_id.into(), file_unique_id: file_unique_id.into(), file_size, file_date: file_date.into() }
    }
}

/// A document or other element of Telegram Passport.
///
/// <https://core.telegram.org/bots/api#encryptedpassportelement>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EncryptedPassportElement {
    /// Which element it is. Required.
    pub kind: PassportElementType,
    /// Data of the element, encrypted, in Base64.
    pub data: Option<String>,
    /// The user's phone number, checked.
    pub phone_number: Option<String>,
    /// The user's e-mail address, checked.
    pub email: Option<String>,
    /// Scans of the document, encrypted.
    pub files: Vec<PassportFile>,
    /// Front side of the document, encrypted.
    pub front_side: Option<Box<PassportFile>>,
    /// Reverse side of the document, encrypted.
    pub reverse_side: Option<Box<PassportFile>>,
    /// Selfie of the user with the document, encrypted.
    pub selfie: Option<Box<PassportFile>>,
    /// Translations of the document, encrypted.
    pub translation: Vec<PassportFile>,
    /// Hash of the element, in Base64, for reports of errors. Required.
    pub hash: String,
}

impl EncryptedPassportElement {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(kind: PassportElementType, hash: impl Into<String>) -> Self {
        Self { kind, hash: hash.into(), ..<Self as crate::codec::Object>::blank() }
    }
}

setters!(EncryptedPassportElement {
    into data: String,
    into phone_number: String,
    into email: String,
    items files: PassportFile,
    boxed front_side: PassportFile,
    boxed reverse_side: PassportFile,
    boxed selfie: PassportFile,
    items translation: PassportFile,
});

/// What is needed to decrypt and check the elements of Telegram Passport.
///
/// <https://core.telegram.org/bots/api#encryptedcredentials>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct EncryptedCredentials {
    /// Data to decrypt and check the elements, encrypted, in Base64. Required.
    pub data: String,
    /// Hash of the data, in Base64, to check it. Required.
    pub hash: String,
    /// Secret to decrypt the data, in Base64, encrypted with the bot's public key. Required.
    pub secret: String,
}

impl EncryptedCredentials {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(data: impl Into<String>, hash: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { data: data.into(), hash: hash.into(), secret: secret.into() }
    }
}

/// An error in a field of the data.
///
/// <https://core.telegram.org/bots/api#passportelementerrordatafield>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportElementErrorDataField {
    /// Which element has the error. Required. One of `personal_details`, `passport`, `driver_license`, `identity_card`, `internal_passport`, `address`.
    pub kind: PassportElementType,
    /// Name of the field with the error. Required.
    pub field_name: String,
    /// Hash of the data, in Base64. Required.
    pub data_hash: String,
    /// What is wrong, for the user. Required.
    pub message: String,
}

impl PassportElementErrorDataField {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        kind: PassportElementType,
        field_name: impl Into<String>,
        data_hash: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind, field_name: field_name.into(), data_hash: data_hash.into(), message: message.into() }
    }
}

/// An error in the front side of a document.
///
/// <https://core.telegram.org/bots/api#passportelementerrorfrontside>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportElementErrorFrontSide {
    /// Which element has the error. Required. One of `passport`, `driver_license`, `identity_card`, `internal_passport`.
    pub kind: PassportElementType,
    /// Hash of the file, in Base64. Required.
    pub file_hash: String,
    /// What is wrong, for the user. Required.
    pub message: String,
}

impl PassportElementErrorFrontSide {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(kind: PassportElementType, file_hash: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind, file_hash: file_hash.into(), message: message.into() }
    }
}

/// An error in the reverse side of a document.
///
/// <https://core.telegram.org/bots/api#passportelementerrorreverseside>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportElementErrorReverseSide {
    /// Which element has the error. Required. One of `driver_license`, `identity_card`.
    pub kind: PassportElementType,
    /// Hash of the file, in Base64. Required.
    pub file_hash: String,
    /// What is wrong, for the user. Required.
    pub message: String,
}

impl PassportElementErrorReverseSide {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(kind: PassportElementType, file_hash: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind, file_hash: file_hash.into(), message: message.into() }
    }
}

/// An error in the selfie with a document.
///
/// <https://core.telegram.org/bots/api#passportelementerrorselfie>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportElementErrorSelfie {
    /// Which element has the error. Required. One of `passport`, `driver_license`, `identity_card`, `internal_passport`.
    pub kind: PassportElementType,
    /// Hash of the file, in Base64. Required.
    pub file_hash: String,
    /// What is wrong, for the user. Required.
    pub message: String,
}

impl PassportElementErrorSelfie {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(kind: PassportElementType, file_hash: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind, file_hash: file_hash.into(), message: message.into() }
    }
}

/// An error in one scan of a document.
///
/// <https://core.telegram.org/bots/api#passportelementerrorfile>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportElementErrorFile {
    /// Which element has the error. Required. One of `utility_bill`, `bank_statement`, `rental_agreement`, `passport_registration`, `temporary_registration`.
    pub kind: PassportElementType,
    /// Hash of the file, in Base64. Required.
    pub file_hash: String,
    /// What is wrong, for the user. Required.
    pub message: String,
}

impl PassportElementErrorFile {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(kind: PassportElementType, file_hash: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind, file_hash: file_hash.into(), message: message.into() }
    }
}

/// An error in the list of scans of a document.
///
/// <https://core.telegram.org/bots/api#passportelementerrorfiles>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportElementErrorFiles {
    /// Which element has the error. Required. One of `utility_bill`, `bank_statement`, `rental_agreement`, `passport_registration`, `temporary_registration`.
    pub kind: PassportElementType,
    /// Hashes of the files, in Base64. Required.
    pub file_hashes: Vec<String>,
    /// What is wrong, for the user. Required.
    pub message: String,
}

impl PassportElementErrorFiles {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        kind: PassportElementType,
        file_hashes: impl IntoIterator<Item = impl Into<String>>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind, file_hashes: file_hashes.into_iter().map(Into::into).collect(), message: message.into() }
    }
}

/// An error in one file of a document's translation.
///
/// <https://core.telegram.org/bots/api#passportelementerrortranslationfile>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportElementErrorTranslationFile {
    /// Which element has the error. Required.
    pub kind: PassportElementType,
    /// Hash of the file, in Base64. Required.
    pub file_hash: String,
    /// What is wrong, for the user. Required.
    pub message: String,
}

impl PassportElementErrorTranslationFile {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(kind: PassportElementType, file_hash: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind, file_hash: file_hash.into(), message: message.into() }
    }
}

/// An error in the translation of a document.
///
/// <https://core.telegram.org/bots/api#passportelementerrortranslationfiles>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportElementErrorTranslationFiles {
    /// Which element has the error. Required.
    pub kind: PassportElementType,
    /// Hashes of the files, in Base64. Required.
    pub file_hashes: Vec<String>,
    /// What is wrong, for the user. Required.
    pub message: String,
}

impl PassportElementErrorTranslationFiles {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(
        kind: PassportElementType,
        file_hashes: impl IntoIterator<Item = impl Into<String>>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind, file_hashes: file_hashes.into_iter().map(Into::into).collect(), message: message.into() }
    }
}

/// An error at a place that is not named.
///
/// <https://core.telegram.org/bots/api#passportelementerrorunspecified>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PassportElementErrorUnspecified {
    /// Which element has the error. Required.
    pub kind: PassportElementType,
    /// Hash of the element, in Base64. Required.
    pub element_hash: String,
    /// What is wrong, for the user. Required.
    pub message: String,
}

impl PassportElementErrorUnspecified {
    /// With the required fields; everything else absent or false.
    #[must_use]
    pub fn new(kind: PassportElementType, element_hash: impl Into<String>, message: impl Into<String>) -> Self {
        Self { kind, element_hash: element_hash.into(), message: message.into() }
    }
}

/// An error in an element of Telegram Passport, to be mended by the user.
///
/// <https://core.telegram.org/bots/api#passportelementerror>
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum PassportElementError {
    /// An error in a field of the data.
    DataField(Box<PassportElementErrorDataField>),
    /// An error in the front side of a document.
    FrontSide(Box<PassportElementErrorFrontSide>),
    /// An error in the reverse side of a document.
    ReverseSide(Box<PassportElementErrorReverseSide>),
    /// An error in the selfie with a document.
    Selfie(Box<PassportElementErrorSelfie>),
    /// An error in one scan of a document.
    File(Box<PassportElementErrorFile>),
    /// An error in the list of scans of a document.
    Files(Box<PassportElementErrorFiles>),
    /// An error in one file of a document's translation.
    TranslationFile(Box<PassportElementErrorTranslationFile>),
    /// An error in the translation of a document.
    TranslationFiles(Box<PassportElementErrorTranslationFiles>),
    /// An error at a place that is not named.
    Unspecified(Box<PassportElementErrorUnspecified>),
    /// A kind this version does not know, as it came.
    Other(Value),
}
