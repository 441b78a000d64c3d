//! What the list of kinds in `generated/update_kinds.rs` becomes: an enum of payloads, an enum of names, and how an
//! update is written.

/// Kinds come as `by_default|asked_for Variant(Payload) = "name"`: whether Telegram sends them unasked.
macro_rules! kinds {
    (@default by_default) => {
        true
    };
    (@default asked_for) => {
        false
    };
    ($($(#[$doc:meta])* $default:ident $variant:ident($payload:ty) = $name:literal,)+) => {
        /// What happened. Every payload is boxed, so that an update moves cheaply.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum UpdateKind {
            $($(#[$doc])* $variant(Box<$payload>),)+
            /// A kind this version does not know.
            Unknown {
                /// The name of the field it came in; empty if the update had nothing but a number.
                name: Box<str>,
                /// The content of that field, as it came.
                raw: Box<serde_json::value::RawValue>,
            },
            /// A kind this version knows, with content that it cannot read.
            Malformed {
                /// The name of the field it came in.
                name: Box<str>,
                /// The content of that field, as it came.
                raw: Box<serde_json::value::RawValue>,
                /// What did not fit, and where.
                error: Box<str>,
            },
        }

        impl PartialEq for UpdateKind {
            /// Raw JSON is compared as text.
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$variant(one), Self::$variant(other)) => one == other,)+
                    (Self::Unknown { name, raw }, Self::Unknown { name: other_name, raw: other_raw }) => {
                        name == other_name && raw.get() == other_raw.get()
                    }
                    (
                        Self::Malformed { name, raw, error },
                        Self::Malformed { name: other_name, raw: other_raw, error: other_error },
                    ) => name == other_name && raw.get() == other_raw.get() && error == other_error,
                    _ => false,
                }
            }
        }

        $crate::codec::open_enum! {
            /// The name of a kind of update, as `allowed_updates` takes it.
            UpdateType {
                $($(#[$doc])* $variant = $name,)+
            }
        }

        impl UpdateType {
            /// Every kind this version knows.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Whether Telegram sends this kind when `allowed_updates` was never set: all but `chat_member`,
            /// `message_reaction` and `message_reaction_count`.
            ///
            /// <https://core.telegram.org/bots/api#getupdates>
            #[must_use]
            pub fn is_default(&self) -> bool {
                match self {
                    $(Self::$variant => $crate::update::kinds!(@default $default),)+
                    // Nothing is known of it; asking for it does no harm.
                    Self::Other(_) => false,
                }
            }
        }

        impl UpdateKind {
            /// The name of the kind: the field of the update that it came in.
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $name,)+
                    Self::Unknown { name, .. } | Self::Malformed { name, .. } => name,
                }
            }

            /// The kind as a value; a malformed one counts as the kind it claims to be.
            #[must_use]
            pub fn update_type(&self) -> UpdateType {
                match self {
                    $(Self::$variant(_) => UpdateType::$variant,)+
                    Self::Unknown { name, .. } | Self::Malformed { name, .. } => UpdateType::from(&**name),
                }
            }

            /// Reads the payload of the kind called `name`; `None` if this version does not know it.
            pub(crate) fn read<'de, A: serde::de::MapAccess<'de>>(
                name: &str,
                map: &mut A,
            ) -> Option<Result<Self, A::Error>> {
                Some(match name {
                    $($name => map.next_value_seed($crate::codec::Boxed::<$payload>::new()).map(Self::$variant),)+
                    _ => return None,
                })
            }

            /// Reads the payload of the kind called `name` from its JSON; `None` if this version does not know it.
            pub(crate) fn from_raw(name: &str, raw: &serde_json::value::RawValue) -> Option<Result<Self, serde_json::Error>> {
                Some(match name {
                    $($name => serde_json::from_str::<Box<$payload>>(raw.get()).map(Self::$variant),)+
                    _ => return None,
                })
            }
        }

        impl serde::Serialize for $crate::Update {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("update_id", &self.update_id)?;
                match &self.kind {
                    $(UpdateKind::$variant(payload) => map.serialize_entry($name, payload)?,)+
                    UpdateKind::Unknown { name, .. } if name.is_empty() => {}
                    UpdateKind::Unknown { name, raw } | UpdateKind::Malformed { name, raw, .. } => {
                        map.serialize_entry(&**name, raw)?;
                    }
                }
                map.end()
            }
        }
    };
}
pub(crate) use kinds;
